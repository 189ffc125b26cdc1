/** Reads the outbox as it grows, for whoever lives from it: live push, sweepers, later webhooks and the regulator's feed. */
import type { Logger } from 'pino';
import type { Db } from './db/open.ts';
import type { Position } from './live/position.ts';
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
    const rows = await db.system<Row>('SELECT * FROM care_outbox_after($1, $2, $3)', [
      ...position.map(String),
      BATCH,
    ]);
    // An unsettled row: an older transaction still runs, and what it appended would come before. Look again soon.
    const unsettled = rows.findIndex((r) => !r.settled);
    const settled = unsettled < 0 ? rows : rows.slice(0, unsettled);
    const events = settled.map((r): OutboxEvent => {
      position = [BigInt(r.xid), BigInt(r.outbox_id)];
      return { hospitalId: r.hospital_id, event: r.event, topics: r.topics, payload: r.payload, position };
    });
    if (events.length > 0) await onEvents(events);
    if (unsettled >= 0) setTimeout(wake, 5).unref();
    else if (rows.length === BATCH) again = true;
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

  const listener = await db.listen(OUTBOX_CHANNEL, wake);
  wake();
  return {
    from,
    async close() {
      closed = true;
      await listener.close();
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
