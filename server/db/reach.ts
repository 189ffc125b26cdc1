/** Waits for a database that can't be reached yet: a machine that boots brings up the server before PostgreSQL, or before the network. */
import { setTimeout as sleep } from 'node:timers/promises';
import pg from 'pg';
import { pgCode } from './open.ts';

/** Of the network, and PostgreSQL's own words that it is starting, stopping or full; anything else no waiting mends. */
const PASSING =
  /^(ECONNREFUSED|ECONNRESET|EPIPE|ETIMEDOUT|EHOSTUNREACH|ENETUNREACH|ENOTFOUND|EAI_AGAIN|57P0\d|53\d{3})$/;
const isPassing = (error: unknown): boolean =>
  PASSING.test(pgCode(error) ?? '') ||
  (error instanceof AggregateError && error.errors.some(isPassing)) ||
  /timeout expired|terminated/.test((error as Error).message);

export interface Reach {
  say(line: string): void;
  signal?: AbortSignal;
  /** Between two attempts, ms. */
  pauseMs?: number;
}

/** Resolves when PostgreSQL at `url` takes connections; rejects when it refuses them for a reason that will not pass. */
export async function untilReachable(url: string, { say, signal, pauseMs = 500 }: Reach): Promise<void> {
  for (let tries = 0; ; tries++) {
    const client = new pg.Client({ connectionString: url, connectionTimeoutMillis: 5000 });
    client.on('error', () => {});
    try {
      await client.connect();
      return;
    } catch (error) {
      if (!isPassing(error)) throw error;
      const { message, code } = error as NodeJS.ErrnoException;
      if (tries % 20 === 0) say(`Database: not reachable (${message || code}); trying until it is.`);
    } finally {
      await client.end().catch(() => undefined);
    }
    await sleep(pauseMs, undefined, { signal });
  }
}
