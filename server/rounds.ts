/** What a timer does over and over, one turn at a time: while one is under way, no other begins. */
import type { Logger } from 'pino';

export interface Rounds {
  /** A turn now, where none is under way. */
  go(): void;
  /** No more turns; resolves when the last one is over. */
  close(): Promise<void>;
}

/** A turn that fails is logged as `what`, and the next comes as ever. */
export function startRounds(
  log: Pick<Logger, 'warn'>,
  what: string,
  everyMs: number,
  turn: () => Promise<void>,
): Rounds {
  let closed = false;
  let going: Promise<void> | null = null;
  const go = () => {
    going ??= turn()
      .catch((err: unknown) => {
        if (!closed) log.warn({ err }, what);
      })
      .finally(() => (going = null));
  };
  const timer = setInterval(go, everyMs);
  timer.unref();
  return {
    go,
    async close() {
      closed = true;
      clearInterval(timer);
      await going;
    },
  };
}
