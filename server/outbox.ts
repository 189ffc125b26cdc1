/** Reads the outbox as it grows, for whoever lives from it: live push, sweepers, later webhooks and the regulator's feed. */
import type { Logger } from 'pino';
import type { Db } from './db/open.ts';
import { comparePositions, type Position } from './live/position.ts';
import { and, eq, lt, sql } from 'drizzle-orm';
import { outbox } from './audit.ts';
import { OUTBOX_CHANNEL, type Work } from './work.ts';

export interface OutboxEvent {
  hospitalId: string;
  event: string;
  topics: string[];
  payload: { visitId?: string } & Record<string, unknown>;
  position: Position;
}
export interface OutboxReader {
  /** Where the reader began: events before are not told. */
  readonly from: Position;
  close(): Promise<void>;
}

interface Row extends Record<string, unknown> {
  hospital_id: string;
  outbox_id: string;
  xid: string;
  event: string;
  topics: string[];
  payload: OutboxEvent['payload'];
  settled: boolean;
}
const BATCH = 500;

/** What stands after a position, as far as it is settled. */
interface Batch {
  events: OutboxEvent[];
  /** An older transaction still runs, and what it appended would come before the rest. */
  unsettled: boolean;
  full: boolean;
}

/** What all readers of one database have in common: they are woken by one LISTEN, and who stands at the same place asks once. */
interface Feed {
  wakes: Set<() => void>;
  listener: Promise<{ close(): Promise<void> }>;
  /** How often we were told that something was appended. */
  told: number;
  /** On its way, and how much was told when it left: it may not know of what was told since. */
  asked: { from: Position; told: number; batch: Promise<Batch> } | undefined;
}
const feeds = new WeakMap<Db, Feed>();

function openFeed(db: Db): Feed {
  const known = feeds.get(db);
  if (known) return known;
  const wakes = new Set<() => void>();
  const told = () => {
    feed.told++;
    for (const wake of wakes) wake();
  };
  const feed: Feed = { wakes, told: 0, asked: undefined, listener: db.listen(OUTBOX_CHANNEL, told) };
  // Whoever waits for it hears that there is none; the next one tries anew.
  feed.listener.catch(() => feeds.delete(db));
  feeds.set(db, feed);
  return feed;
}

async function leaveFeed(db: Db, feed: Feed, wake: () => void): Promise<void> {
  feed.wakes.delete(wake);
  if (feed.wakes.size > 0) return;
  if (feeds.get(db) === feed) feeds.delete(db);
  await (await feed.listener).close();
}

function ask(db: Db, feed: Feed, from: Position): Promise<Batch> {
  const { asked, told } = feed;
  if (asked?.told === told && comparePositions(asked.from, from) === 0) return asked.batch;
  const batch = readAfter(db, from).finally(() => {
    if (feed.asked === mine) feed.asked = undefined;
  });
  const mine = { from, told, batch };
  feed.asked = mine;
  return batch;
}

async function readAfter(db: Db, from: Position): Promise<Batch> {
  const rows = await db.system<Row>('SELECT * FROM care_outbox_after($1, $2, $3)', [
    ...from.map(String),
    BATCH,
  ]);
  const unsettled = rows.findIndex((r) => !r.settled);
  const settled = unsettled < 0 ? rows : rows.slice(0, unsettled);
  const events = settled.map(
    ({ hospital_id: hospitalId, event, topics, payload, xid, outbox_id }): OutboxEvent => ({
      ...{ hospitalId, event, topics, payload, position: [BigInt(xid), BigInt(outbox_id)] },
    }),
  );
  return { events, unsettled: unsettled >= 0, full: rows.length === BATCH };
}

/**
 * Tells `onEvents` of everything that commits from now on, in order, in batches. A batch that fails is logged and not told
 * again: readers hold no truth of their own, and heal by the next event or a sweep.
 */
export async function readOutbox(
  { db, log }: { db: Db; log: Logger },
  onEvents: (events: OutboxEvent[]) => Promise<void> | void,
): Promise<OutboxReader> {
  const [row] = await db.system<{ xmin: string }>('SELECT pg_snapshot_xmin(pg_current_snapshot()) AS xmin');
  const from: Position = [BigInt(row!.xmin), 0n];
  let position = from;
  let working: Promise<void> | null = null;
  let again = false;
  let closed = false;

  async function readBatch(): Promise<void> {
    const { events, unsettled, full } = await ask(db, feed, position);
    if (events.length > 0) {
      position = events.at(-1)!.position;
      await onEvents(events);
    }
    // Look again soon.
    if (unsettled) setTimeout(wake, 5).unref();
    else if (full) again = true;
  }

  function wake(): void {
    again = true;
    if (closed || working) return;
    working = (async () => {
      try {
        while (again && !closed) {
          again = false;
          await readBatch();
        }
      } catch (error) {
        if (closed) return;
        log.warn({ err: error }, 'outbox: not read, trying again');
        setTimeout(wake, 1000).unref();
      } finally {
        working = null;
        if (again && !closed) setImmediate(wake);
      }
    })();
  }

  const feed = openFeed(db);
  feed.wakes.add(wake);
  try {
    await feed.listener;
  } catch (error) {
    feed.wakes.delete(wake);
    throw error;
  }
  wake();
  return {
    from,
    async close() {
      closed = true;
      await leaveFeed(db, feed, wake);
      await working;
    },
  };
}

/** A reader that is further behind than this starts from a snapshot. */
const KEPT_MS = 7 * 24 * 3600_000;

/** At once, so that a round reads no more however long nobody swept. */
const FORGOTTEN_AT_ONCE = 1000;

/** Forgets of one hospital's oldest events those that every reader has had time to read; returns how many. */
export async function forgetOutbox({ tx, hospitalId, now }: Work): Promise<number> {
  const before = new Date(now.getTime() - KEPT_MS);
  const oldest = sql`SELECT outbox_id FROM outbox WHERE hospital_id = ${hospitalId} ORDER BY outbox_id LIMIT ${FORGOTTEN_AT_ONCE}`;
  const { rowCount } = await tx
    .delete(outbox)
    .where(
      and(eq(outbox.hospitalId, hospitalId), sql`outbox_id = ANY(ARRAY(${oldest}))`, lt(outbox.at, before)),
    );
  return rowCount ?? 0;
}
