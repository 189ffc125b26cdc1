/** How the statements of a transaction reach PostgreSQL: what is asked in one go leaves in one write, and answers come in order. */
import { DrizzleQueryError } from 'drizzle-orm';
import { drizzle, type NodePgDatabase } from 'drizzle-orm/node-postgres';
import type { PgTable } from 'drizzle-orm/pg-core';
import type pg from 'pg';
import { createHeld, type Held } from './held.ts';

/** A transaction bound to one hospital. Repos take it first. */
export type Tx = NodePgDatabase;

interface Way {
  /** Rows and changes that go out before the next statement. */
  held: Held;
  /** Where each of them was added. */
  heldFrom: Error[];
  sendHeld(): void;
}
const ways = new WeakMap<Tx, Way>();

/** A statement that is sent this often is parsed once a connection from then on, and planned anew only where that pays. */
const OFTEN = 5;
/** A connection holds some 40 kB of PostgreSQL's memory for each. */
const NAMES_AT_MOST = 200;
const seen = new Map<string, number>();
const names = new Map<string, string>();
/** As many texts as there are lengths of the list: none is sent often. */
const LIST = / in \(\$\d+, /;

function nameOf(text: string): string | undefined {
  const name = names.get(text);
  if (name || names.size === NAMES_AT_MOST || LIST.test(text)) return name;
  const times = (seen.get(text) ?? 0) + 1;
  // Texts that never come again must not fill the memory.
  if (seen.size > 2000) seen.clear();
  if (times < OFTEN) seen.set(text, times);
  else {
    seen.delete(text);
    names.set(text, `care_${names.size}`);
  }
  return names.get(text);
}

export interface Statements {
  readonly tx: Tx;
  /** For what is not drizzle's: BEGIN, COMMIT. What is held goes out before it. */
  send(text: string): Promise<pg.QueryResult>;
  /** Instead of COMMIT: what is held is not sent at all. */
  rollback(): Promise<pg.QueryResult>;
  /** Throws the first failure among the statements that nobody waited for. */
  heard(): Promise<void>;
}

/** `client` has to be a connection that pipelines. */
export function statementsOf(client: pg.PoolClient): Statements {
  const { stream } = client.connection;
  let corked = false;
  const held = createHeld();
  const heldFrom: Error[] = [];
  const sent: Promise<unknown>[] = [];
  const write = (config: string | pg.QueryConfig, values?: unknown[]): Promise<pg.QueryResult> => {
    // Until the process has nothing left to do but wait: a write costs more than the statement in it.
    if (!corked) {
      corked = true;
      stream.cork();
      process.nextTick(() => {
        corked = false;
        stream.uncork();
      });
    }
    const name = typeof config === 'object' ? nameOf(config.text) : undefined;
    return client.query(name ? { ...(config as pg.QueryConfig), name } : config, values);
  };
  const sendHeld = (): void => {
    const rows = held.take();
    if (!rows) return;
    const from = heldFrom.splice(0);
    // As drizzle throws it: with the statement, and without a row in what is logged.
    const answer = write({ text: rows.text }, rows.values).catch((cause: Error) => {
      const error = new DrizzleQueryError(rows.text, rows.values, cause);
      error.stack += from.map(framesOf).join('');
      throw error;
    });
    // Whoever commits hears of it; before that it is nobody's.
    answer.catch(() => {});
    sent.push(answer);
  };
  const query = (config: string | pg.QueryConfig, values?: unknown[]): Promise<pg.QueryResult> => {
    sendHeld();
    return write(config, values);
  };
  const tx = drizzle({ client: { query } as unknown as pg.PoolClient });
  ways.set(tx, { held, heldFrom, sendHeld });
  return {
    tx,
    send: (text) => query(text),
    rollback() {
      held.take();
      heldFrom.length = 0;
      return write('ROLLBACK');
    },
    async heard() {
      for (const answer of sent) await answer;
    },
  };
}

/** Nobody waits here when it fails: where that was has to be kept now. The first frame is ours. */
const framesOf = (here: Error): string => `\n${here.stack?.split('\n').slice(2).join('\n')}`;

/**
 * Adds a row: at the latest before the next statement of the transaction, so that each finds it, together with what else was added
 * since the last one. Where it fails, the transaction does. A column that the row does not name gets its default.
 */
export function insertLater<T extends PgTable>(tx: Tx, table: T, row: T['$inferInsert']): Promise<void> {
  const { held, heldFrom, sendHeld } = ways.get(tx)!;
  if (!held.add(table, row)) {
    sendHeld();
    held.add(table, row);
  }
  heldFrom.push(new Error());
  return Promise.resolve();
}

/**
 * Changes rows of a table in the same way: `text` with its own $1, $2 … It finds what was added and changed before it, and nothing
 * may hang on how many rows it finds.
 */
export function changeLater(tx: Tx, table: PgTable, text: string, values: unknown[] = []): Promise<void> {
  const { held, heldFrom, sendHeld } = ways.get(tx)!;
  if (!held.change(table, text, values)) {
    sendHeld();
    held.change(table, text, values);
  }
  heldFrom.push(new Error());
  return Promise.resolve();
}

/** Tells who listens on the channel (a plain name), when the transaction commits: with the next rows. */
export const notifyLater = (tx: Tx, channel: string): void => ways.get(tx)!.held.notify(channel);

const remembered = new WeakMap<Tx, Map<string, Promise<unknown>>>();

/** Asks once a transaction, whoever wants it; who changes what was asked for has to `forget` it. */
export function remember<T>(tx: Tx, what: string, ask: () => Promise<T>): Promise<T> {
  let answers = remembered.get(tx);
  if (!answers) remembered.set(tx, (answers = new Map()));
  let answer = answers.get(what) as Promise<T> | undefined;
  if (!answer) answers.set(what, (answer = ask()));
  return answer;
}
export const forget = (tx: Tx, what: string): void => void remembered.get(tx)?.delete(what);

type Answers<T extends readonly Promise<unknown>[]> = { -readonly [K in keyof T]: Awaited<T[K]> };

/** Waits for questions that were asked together; throws the first failure in the order in which they stand here. */
export async function together<T extends readonly Promise<unknown>[]>(...asked: T): Promise<Answers<T>> {
  const answers = await Promise.allSettled(asked);
  for (const answer of answers) if (answer.status === 'rejected') throw answer.reason;
  return answers.map((answer) => (answer as PromiseFulfilledResult<unknown>).value) as Answers<T>;
}
