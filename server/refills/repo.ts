/** Reads and writes of refills and their slots. */
import { and, asc, desc, eq, inArray, lte } from 'drizzle-orm';
import { REFILL_SLOTS_AT_MOST } from '@care-elements/contract/refill.terms.ts';
import type { Tx } from '../db/open.ts';
import { refills as r, refillSlots as s } from './table.ts';

export type RefillRow = typeof r.$inferSelect;
export type SlotRow = typeof s.$inferSelect;

const is = (hospitalId: string, refillId: string) =>
  and(eq(r.hospitalId, hospitalId), eq(r.refillId, refillId));

export async function insertRefill(tx: Tx, row: RefillRow, slots: SlotRow[]): Promise<void> {
  await tx.insert(r).values(row);
  await tx.insert(s).values(slots);
}

export async function getRefill(
  tx: Tx,
  hospitalId: string,
  refillId: string,
): Promise<RefillRow | undefined> {
  return (await tx.select().from(r).where(is(hospitalId, refillId)))[0];
}

/** Locked until the transaction ends: whatever happens to its slots happens one after the other. */
export async function lockRefill(
  tx: Tx,
  hospitalId: string,
  refillId: string,
): Promise<RefillRow | undefined> {
  return (await tx.select().from(r).where(is(hospitalId, refillId)).for('update'))[0];
}

export async function refillOfPrescription(
  tx: Tx,
  hospitalId: string,
  prescriptionId: string,
): Promise<RefillRow | undefined> {
  const its = and(eq(r.hospitalId, hospitalId), eq(r.prescriptionId, prescriptionId));
  return (await tx.select().from(r).where(its))[0];
}

export async function latestOfVisit(
  tx: Tx,
  hospitalId: string,
  visitId: string,
): Promise<RefillRow | undefined> {
  const its = and(eq(r.hospitalId, hospitalId), eq(r.visitId, visitId));
  return (await tx.select().from(r).where(its).orderBy(desc(r.grantedAt), desc(r.refillId)).limit(1))[0];
}

/** The slot that a prescription was made from. */
export async function slotOfPrescription(
  tx: Tx,
  hospitalId: string,
  prescriptionId: string,
): Promise<SlotRow | undefined> {
  const its = and(eq(s.hospitalId, hospitalId), eq(s.prescriptionId, prescriptionId));
  return (await tx.select().from(s).where(its))[0];
}

export async function listSlots(tx: Tx, hospitalId: string, refillId: string): Promise<SlotRow[]> {
  const its = and(eq(s.hospitalId, hospitalId), eq(s.refillId, refillId));
  return tx.select().from(s).where(its).orderBy(asc(s.slot)).limit(REFILL_SLOTS_AT_MOST);
}

/** Requests that wait, oldest first: granted by this doctor, or in one of these departments. */
export async function listRequested(
  tx: Tx,
  hospitalId: string,
  whose: { prescriberId: string } | { departmentIds: string[] },
): Promise<{ refill: RefillRow; slot: SlotRow }[]> {
  const theirs =
    'prescriberId' in whose
      ? eq(r.prescriberId, whose.prescriberId)
      : inArray(r.departmentId, whose.departmentIds);
  return tx
    .select({ refill: r, slot: s })
    .from(s)
    .innerJoin(r, and(eq(r.hospitalId, s.hospitalId), eq(r.refillId, s.refillId)))
    .where(and(eq(s.hospitalId, hospitalId), eq(s.state, 'requested'), eq(r.state, 'active'), theirs))
    .orderBy(asc(s.requestedAt))
    .limit(100);
}

export async function changeRefill(
  tx: Tx,
  { hospitalId, refillId }: RefillRow,
  change: Pick<RefillRow, 'state' | 'endedAt'>,
): Promise<RefillRow> {
  return (await tx.update(r).set(change).where(is(hospitalId, refillId)).returning())[0]!;
}

export async function changeSlot(
  tx: Tx,
  { hospitalId, refillId, slot }: SlotRow,
  change: Partial<Omit<SlotRow, 'hospitalId' | 'refillId' | 'slot' | 'fromDay'>>,
): Promise<SlotRow> {
  const its = and(eq(s.hospitalId, hospitalId), eq(s.refillId, refillId), eq(s.slot, slot));
  return (await tx.update(s).set(change).where(its).returning())[0]!;
}

/** Whose validity has run out and who still say otherwise; locked, and what somebody else works on is left to them. */
export async function lockDue(tx: Tx, hospitalId: string, now: Date): Promise<RefillRow[]> {
  const due = and(eq(r.hospitalId, hospitalId), eq(r.state, 'active'), lte(r.validUntil, now));
  return tx
    .select()
    .from(r)
    .where(due)
    .orderBy(asc(r.validUntil))
    .limit(100)
    .for('update', { skipLocked: true });
}
