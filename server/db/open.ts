/** The one way to the database: a transaction for one hospital, as a role that row-level security binds. */
import pg from 'pg';
import { inTransactionSpan } from '../metrics/tracing.ts';
import { listen } from './listen.ts';
import { statementsOf, type Tx } from './statements.ts';

export type { Tx } from './statements.ts';

export interface Db {
  /**
   * Runs `work` in one transaction that sees `hospitalId`'s rows alone. Commits when it resolves, rolls back when it throws.
   * Repeated up to three times when PostgreSQL asks for it (serialization failure, deadlock), so `work` must be repeatable.
   * Throws `DatabaseAway` where there is no connection, or where it broke: whether a COMMIT under way happened is not known.
   */
  tenant<T>(hospitalId: string, work: (tx: Tx) => Promise<T>): Promise<T>;
  /** The few questions that are not one hospital's: the functions that migrations define for them. */
  system<T extends pg.QueryResultRow>(sql: string, values?: unknown[]): Promise<T[]>;
  /** Listens on a channel until closed; reconnects by itself and calls `onNotify` after each reconnect too. */
  listen(channel: string, onNotify: (payload?: string) => void): Promise<{ close(): Promise<void> }>;
  /** Connections of the pool: in use, idle, and who waits for one. */
  stats(): { used: number; idle: number; waiting: number };
  ping(): Promise<void>;
  close(): Promise<void>;
}

const HOSPITAL_ID = /^[a-z0-9][a-z0-9-]{1,39}$/;
const RETRY_CODES = new Set(['40001', '40P01']);

/** The database can't be asked now; the same request may well succeed in a moment. */
export class DatabaseAway extends Error {
  constructor(cause: unknown) {
    super('The database is away.', { cause });
    this.name = 'DatabaseAway';
  }
}

export interface OpenDbOptions {
  url: string;
  /** Connections at most; 16 by default. */
  max?: number;
  /** The role that the connection takes on; `care_app`. */
  role?: string;
  onError?: (error: Error) => void;
  /** After so many ms without an answer a connection counts as broken; more than any statement may take (15 s). */
  silenceMs?: number;
  /** How long one may wait for a connection, new or of the pool, ms. */
  waitMs?: number;
}

/**
 * SQLSTATE of a database that can't, now, what it could in a moment: connection lost (08), no room or no memory (53), statement took too
 * long, going or coming (57), its disk refuses (58). Nothing is wrong with what it was asked.
 */
const PASSING = /^(08|53|57|58)/;

/** Throws when the role would see every hospital's rows. */
export async function openDb({
  url,
  max = 16,
  role = 'care_app',
  onError = () => {},
  silenceMs = 20_000,
  waitMs = 10_000,
}: OpenDbOptions): Promise<Db> {
  const config = {
    ...{ connectionString: url, options: `-c role=${role} -c timezone=UTC` },
    // A network that swallows everything closes nothing: only the clock tells.
    ...{ keepAlive: true, query_timeout: silenceMs, connectionTimeoutMillis: waitMs },
  };
  const pool = new pg.Pool({
    ...config,
    max,
    // What is asked before an answer is there goes out at once.
    pipeline: true,
    // With it go the plans that it has made, whatever has grown since.
    maxLifetimeSeconds: 600,
    idleTimeoutMillis: 30_000,
    statement_timeout: 15_000,
    idle_in_transaction_session_timeout: 30_000,
  });
  pool.on('error', onError);
  // A connection that breaks while somebody works on it says so to nobody else, and Node ends a process whose error nobody hears.
  pool.on('connect', (client) => client.on('error', () => {}));
  await refuseBypass(pool);

  const once = async <T>(hospitalId: string, work: (tx: Tx) => Promise<T>): Promise<T> => {
    const client = await pool.connect().catch((cause: Error) => {
      throw new DatabaseAway(cause);
    });
    let broken: Error | undefined;
    const breaks = (error: Error) => void (broken = error);
    client.once('error', breaks);
    const { tx, send, rollback, heard } = statementsOf(client);
    // It goes out with the first question; the id is of a closed alphabet, checked by the caller.
    const begun = send(`BEGIN; SELECT set_config('care.hospital_id', '${hospitalId}', true)`);
    begun.catch(() => {});
    try {
      const result = await work(tx);
      // Sent after what it is to keep, and heard after it: of a transaction in which anything failed it keeps nothing.
      const committed = send('COMMIT');
      committed.catch(() => {});
      await begun;
      await heard();
      if ((await committed).command !== 'COMMIT') throw new Error('The transaction was not committed.');
      return result;
    } catch (thrown) {
      // One that did not answer for so long is not asked once more for as long.
      if (isSilent(thrown)) breaks(thrown as Error);
      else await rollback().catch(breaks);
      // After a failure that nobody waited for, every later statement says only that it came too late.
      const error = await heard().then(
        () => thrown,
        (first: unknown) => first,
      );
      throw broken || PASSING.test(pgCode(error) ?? '') ? new DatabaseAway(error) : error;
    } finally {
      client.off('error', breaks);
      // A client whose ROLLBACK failed is dropped, not handed to the next one.
      client.release(broken);
    }
  };

  return {
    async tenant(hospitalId, work) {
      if (!HOSPITAL_ID.test(hospitalId)) throw new TypeError('hospitalId is not a slug');
      for (let attempt = 1; ; attempt++) {
        try {
          return await inTransactionSpan(() => once(hospitalId, work));
        } catch (error) {
          if (!RETRY_CODES.has(pgCode(error) ?? '')) throw error;
          if (attempt === 3) throw new DatabaseAway(error);
        }
      }
    },
    async system<T extends pg.QueryResultRow>(sql: string, values: unknown[] = []) {
      try {
        return (await pool.query<T>(sql, values)).rows;
      } catch (error) {
        const said = error instanceof pg.DatabaseError && !PASSING.test(error.code ?? '');
        throw said ? error : new DatabaseAway(error);
      }
    },
    listen: (channel, onNotify) => listen(config, channel, onNotify, onError, silenceMs),
    stats: () => ({
      used: pool.totalCount - pool.idleCount,
      idle: pool.idleCount,
      waiting: pool.waitingCount,
    }),
    async ping() {
      await pool.query('SELECT 1');
    },
    close: () => pool.end(),
  };
}

/** Whether the driver gave up waiting for an answer, through drizzle's wrapping: its error has no code. */
function isSilent(error: unknown): boolean {
  for (let e = error; e instanceof Error; e = e.cause) if (e.message === 'Query read timeout') return true;
  return false;
}

/** The SQLSTATE of a failure, through drizzle's wrapping. */
export function pgCode(error: unknown): string | undefined {
  for (let e = error; e instanceof Error; e = e.cause) {
    const code = (e as { code?: unknown }).code;
    if (typeof code === 'string') return code;
  }
  return undefined;
}

/** The name of the violated constraint, where a failure has one. */
export function pgConstraint(error: unknown): string | undefined {
  for (let e = error; e instanceof Error; e = e.cause) {
    const name = (e as { constraint?: unknown }).constraint;
    if (typeof name === 'string') return name;
  }
  return undefined;
}

async function refuseBypass(pool: pg.Pool): Promise<void> {
  const { rows } = await pool.query<{ bypass: boolean }>(
    'SELECT (rolsuper OR rolbypassrls) AS bypass FROM pg_roles WHERE rolname = current_user',
  );
  if (rows[0]?.bypass !== false) {
    await pool.end();
    throw new Error(
      'The database role care_app bypasses row-level security. Run: ALTER ROLE care_app NOSUPERUSER NOBYPASSRLS;',
    );
  }
}
