/** What a service works with: one hospital's transaction, the time, ids, and who asks. */
import { sql } from 'drizzle-orm';
import type { Doer } from './actor.ts';
import type { Db, Tx } from './db/open.ts';
import { later } from './db/statements.ts';

export interface Work {
  readonly tx: Tx;
  readonly hospitalId: string;
  /** The time of this request: one for all that it does. */
  readonly now: Date;
  readonly newId: () => string;
  readonly doer: Doer;
  readonly requestId: string | null;
  /** Marks that the transaction appended to the outbox, so that listeners are told when it commits. */
  announce(): void;
}

export interface WorkBase {
  readonly db: Db;
  readonly now: () => Date;
  readonly newId: () => string;
}

export const OUTBOX_CHANNEL = 'care_outbox';

/** Runs `fn` in one transaction of the hospital and, where it appended to the outbox, notifies the listeners once. */
export function inHospital<T>(
  base: WorkBase,
  hospitalId: string,
  who: { doer: Doer; requestId: string | null },
  fn: (work: Work) => Promise<T>,
): Promise<T> {
  return base.db.tenant(hospitalId, async (tx) => {
    let announced = false;
    const result = await fn({
      tx,
      hospitalId,
      now: base.now(),
      newId: base.newId,
      ...who,
      announce: () => (announced = true),
    });
    if (announced) await later(tx, tx.execute(sql.raw(`NOTIFY ${OUTBOX_CHANNEL}`)));
    return result;
  });
}
