/** Many pages at once: starts the load generator (crowd-child.ts) and gives it orders. */
import { execFileSync, fork } from 'node:child_process';
import { once } from 'node:events';
import { setTimeout as sleep } from 'node:timers/promises';
import { fileURLToPath } from 'node:url';

/** Which stream, the number that the pattern caught, and when (ms since the epoch). */
export type Told = [stream: number, value: number | null, at: number];
export interface Asked {
  due: number;
  answered: number;
  status: number;
}
export interface AskedFor {
  path: string;
  token: string;
  key: string;
  body?: unknown;
  /** Ms after the first; by `perSecond` where it is not set. */
  after?: number;
}
export type Order =
  | { do: 'open'; port: number; streams: { path: string; token: string }[]; pattern: string; atOnce: number }
  | { do: 'ask'; port: number; requests: AskedFor[]; perSecond: number }
  | { do: 'collect' };
type Rest<T extends Order['do']> = Omit<Extract<Order, { do: T }>, 'do'>;

export interface Crowd {
  /** Resolves once each stream has been told something. What matches `pattern` from now on is noted. */
  open(order: Rest<'open'>): Promise<void>;
  /** So many a second, on time even where earlier ones are unanswered. */
  ask(order: Rest<'ask'>): Promise<Asked[]>;
  /** What was noted since the last time. */
  collect(): Promise<Told[]>;
  /** Collects until there are `count`, for at most `ms`. */
  collectAll(count: number, ms: number): Promise<Told[]>;
  stop(): void;
}

/** Each stream costs one open file in the server and one in the generator. */
export function assertFiles(streams: number): void {
  const most = execFileSync('sh', ['-c', 'ulimit -n'], { encoding: 'utf8' }).trim();
  if (most !== 'unlimited' && Number(most) < streams + 200)
    throw new Error(`${streams} streams need more open files than ${most}: ulimit -n ${streams + 200}`);
}

export function startCrowd(): Crowd {
  // No flag of ours goes with it: what follows a wrapper's end would let go of its channel.
  const child = fork(fileURLToPath(new URL('./crowd-child.ts', import.meta.url)), { execArgv: [] });
  const give = async (order: Order): Promise<unknown> => {
    child.send(order);
    const [{ answer, error }] = (await once(child, 'message')) as [{ answer?: unknown; error?: string }];
    if (error) throw new Error(error);
    return answer;
  };
  const collect = () => give({ do: 'collect' }) as Promise<Told[]>;
  return {
    open: async (order) => void (await give({ do: 'open', ...order })),
    ask: (order) => give({ do: 'ask', ...order }) as Promise<Asked[]>,
    collect,
    async collectAll(count, ms) {
      const all: Told[] = [];
      for (const end = Date.now() + ms; ; await sleep(50)) {
        all.push(...(await collect()));
        if (all.length >= count) return all;
        if (Date.now() > end) throw new Error(`${all.length} of ${count} were told within ${ms} ms.`);
      }
    },
    stop() {
      if (child.connected) child.disconnect();
    },
  };
}
