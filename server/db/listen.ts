/** Listens on a channel of PostgreSQL's NOTIFY, over a connection of its own that is made anew whenever it breaks. */
import pg from 'pg';

/** Between a break, or a failed attempt, and the next attempt, in ms. */
const PAUSE_MS = 500;

/**
 * `onNotify` is called after each reconnect too: what was told meanwhile is lost; without a payload, then. The first connection must succeed. Every
 * `beatMs` the connection has to show that it still stands.
 */
export async function listen(
  config: pg.ClientConfig,
  channel: string,
  onNotify: (payload?: string) => void,
  onError: (error: Error) => void,
  beatMs: number,
): Promise<{ close(): Promise<void> }> {
  let closed = false;
  let client: pg.Client | undefined;
  let timer: NodeJS.Timeout | undefined;

  const connect = async (): Promise<void> => {
    const next = new pg.Client(config);
    next.on('error', onError);
    next.on('notification', ({ payload }) => onNotify(payload));
    try {
      await next.connect();
      await next.query(`LISTEN ${channel}`);
    } catch (error) {
      await next.end().catch(() => undefined);
      throw error;
    }
    // Only now: an attempt that fails ends too, and two answers to one failure would double with every attempt.
    const beat = setInterval(
      () =>
        next
          .query('SELECT 1')
          .catch(() => next.end())
          .catch(onError),
      beatMs,
    ).unref();
    next.once('end', () => {
      clearInterval(beat);
      again();
    });
    client = next;
    if (closed) await next.end();
  };
  const again = (): void => {
    if (closed) return;
    timer = setTimeout(() => {
      connect().then(
        () => onNotify(),
        (error: Error) => {
          onError(error);
          again();
        },
      );
    }, PAUSE_MS).unref();
  };

  await connect();
  return {
    async close() {
      closed = true;
      clearTimeout(timer);
      await client?.end();
    },
  };
}
