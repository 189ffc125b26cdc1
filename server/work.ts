/** What a service works with: one hospital's transaction, the time, ids, and who asks. */
import type { Doer } from './actor.ts';
import type { Db, Tx } from './db/open.ts';
import { notifyLater } from './db/statements.ts';

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

/** Runs `fn` in one transaction of the hospital; where it appends to the outbox, the listeners are told when it commits. */
export function inHospital<T>(
  base: WorkBase,
  hospitalId: string,
  who: { doer: Doer; requestId: string | null },
  fn: (work: Work) => Promise<T>,
): Promise<T> {
  return base.db.tenant(hospitalId, (tx) =>
    fn({
      tx,
      hospitalId,
      now: base.now(),
      newId: base.newId,
      ...who,
      announce: () => notifyLater(tx, OUTBOX_CHANNEL),
    }),
  );
}
