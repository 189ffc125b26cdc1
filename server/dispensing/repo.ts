/** Reads and conditional writes of dispensing. */
import { and, asc, desc, eq, inArray, isNotNull, notInArray } from 'drizzle-orm';
import type { Tx } from '../db/open.ts';
import {
  claims as c,
  dispenses as d,
  fulfilments as f,
  pharmacies as p,
  pharmacyStaff as s,
} from './table.ts';

export type PharmacyRow = typeof p.$inferSelect;
export type ClaimRow = typeof c.$inferSelect;
export type DispenseRow = typeof d.$inferSelect;
export type FulfilmentRow = typeof f.$inferSelect;

/** For setting up: what is there stays. */
export async function insertPharmacy(tx: Tx, row: PharmacyRow, staff: string[]): Promise<void> {
  const { hospitalId, pharmacyId } = row;
  await tx.insert(p).values(row).onConflictDoNothing();
  for (const clinicianId of staff)
    await tx.insert(s).values({ hospitalId, pharmacyId, clinicianId }).onConflictDoNothing();
}
/** Adds it, or changes the one that is there. */
export async function savePharmacy(tx: Tx, row: PharmacyRow): Promise<void> {
  const { hospitalId: _, pharmacyId: _p, ...set } = row;
  await tx
    .insert(p)
    .values(row)
    .onConflictDoUpdate({ target: [p.hospitalId, p.pharmacyId], set });
}
/** These stand at its counter and nobody else; who stood at another now stands here. */
export async function replaceStaff(
  tx: Tx,
  hospitalId: string,
  pharmacyId: string,
  clinicianIds: string[],
): Promise<void> {
  await tx.delete(s).where(and(eq(s.hospitalId, hospitalId), eq(s.pharmacyId, pharmacyId)));
  for (const clinicianId of clinicianIds)
    await tx
      .insert(s)
      .values({ hospitalId, pharmacyId, clinicianId })
      .onConflictDoUpdate({ target: [s.hospitalId, s.clinicianId], set: { pharmacyId } });
}
/** Also those that take no prescriptions any more. */
export const listAllPharmacies = (tx: Tx, hospitalId: string): Promise<PharmacyRow[]> =>
  tx
    .select()
    .from(p)
    .where(eq(p.hospitalId, hospitalId))
    .orderBy(asc(p.createdAt), asc(p.pharmacyId))
    .limit(1000);
export const listStaff = (tx: Tx, hospitalId: string): Promise<(typeof s.$inferSelect)[]> =>
  tx.select().from(s).where(eq(s.hospitalId, hospitalId)).orderBy(asc(s.clinicianId)).limit(50_000);

export function listPharmacies(tx: Tx, hospitalId: string): Promise<PharmacyRow[]> {
  return tx
    .select()
    .from(p)
    .where(and(eq(p.hospitalId, hospitalId), eq(p.active, true)))
    .orderBy(desc(p.own), asc(p.createdAt), asc(p.pharmacyId))
    .limit(200);
}
export async function getPharmacy(
  tx: Tx,
  hospitalId: string,
  pharmacyId: string,
): Promise<PharmacyRow | undefined> {
  return (
    await tx
      .select()
      .from(p)
      .where(and(eq(p.hospitalId, hospitalId), eq(p.pharmacyId, pharmacyId)))
  )[0];
}
export async function pharmacyOf(
  tx: Tx,
  hospitalId: string,
  clinicianId: string,
): Promise<PharmacyRow | undefined> {
  const rows = await tx
    .select({ pharmacy: p })
    .from(s)
    .innerJoin(p, and(eq(p.hospitalId, s.hospitalId), eq(p.pharmacyId, s.pharmacyId)))
    .where(and(eq(s.hospitalId, hospitalId), eq(s.clinicianId, clinicianId)));
  return rows[0]?.pharmacy;
}

export async function insertClaim(tx: Tx, row: ClaimRow): Promise<void> {
  await tx.insert(c).values(row);
}
export async function getClaim(tx: Tx, hospitalId: string, claimId: string): Promise<ClaimRow | undefined> {
  return (
    await tx
      .select()
      .from(c)
      .where(and(eq(c.hospitalId, hospitalId), eq(c.claimId, claimId)))
  )[0];
}
export async function updateClaim(
  tx: Tx,
  { hospitalId, claimId }: Pick<ClaimRow, 'hospitalId' | 'claimId'>,
  change: Partial<Omit<ClaimRow, 'hospitalId' | 'claimId'>>,
): Promise<void> {
  await tx
    .update(c)
    .set(change)
    .where(and(eq(c.hospitalId, hospitalId), eq(c.claimId, claimId)));
}
/** The newest that a counter gave back. */
export async function lastDeclined(
  tx: Tx,
  hospitalId: string,
  prescriptionId: string,
): Promise<ClaimRow | undefined> {
  const given = and(
    eq(c.hospitalId, hospitalId),
    eq(c.prescriptionId, prescriptionId),
    isNotNull(c.declinedAt),
  );
  return (await tx.select().from(c).where(given).orderBy(desc(c.declinedAt)).limit(1))[0];
}

export async function insertDispense(tx: Tx, row: DispenseRow): Promise<void> {
  await tx.insert(d).values(row);
}
/** In the order of their parts. Each gives something of a line, so that there are few. */
export async function getDispense(
  tx: Tx,
  hospitalId: string,
  dispenseId: string,
): Promise<DispenseRow | undefined> {
  const its = and(eq(d.hospitalId, hospitalId), eq(d.dispenseId, dispenseId));
  return (await tx.select().from(d).where(its))[0];
}
export function listDispenses(tx: Tx, hospitalId: string, prescriptionId: string): Promise<DispenseRow[]> {
  const its = and(eq(d.hospitalId, hospitalId), eq(d.prescriptionId, prescriptionId));
  return tx.select().from(d).where(its).orderBy(asc(d.part)).limit(1000);
}

export async function insertFulfilment(tx: Tx, row: FulfilmentRow): Promise<void> {
  await tx.insert(f).values(row);
}
export async function getFulfilment(
  tx: Tx,
  hospitalId: string,
  fulfilmentId: string,
): Promise<FulfilmentRow | undefined> {
  return (
    await tx
      .select()
      .from(f)
      .where(and(eq(f.hospitalId, hospitalId), eq(f.fulfilmentId, fulfilmentId)))
  )[0];
}
/** The newest of a prescription. */
export async function latestFulfilment(
  tx: Tx,
  hospitalId: string,
  prescriptionId: string,
): Promise<FulfilmentRow | undefined> {
  const its = and(eq(f.hospitalId, hospitalId), eq(f.prescriptionId, prescriptionId));
  return (await tx.select().from(f).where(its).orderBy(desc(f.createdAt), desc(f.fulfilmentId)).limit(1))[0];
}
/** Changes a row only while its state is as it was seen. */
export async function updateFulfilmentIf(
  tx: Tx,
  seen: Pick<FulfilmentRow, 'hospitalId' | 'fulfilmentId' | 'state'>,
  change: Pick<FulfilmentRow, 'state' | 'changedAt'> & Partial<Pick<FulfilmentRow, 'courier'>>,
): Promise<FulfilmentRow | undefined> {
  const unchanged = and(
    eq(f.hospitalId, seen.hospitalId),
    eq(f.fulfilmentId, seen.fulfilmentId),
    eq(f.state, seen.state),
  );
  return (await tx.update(f).set(change).where(unchanged).returning())[0];
}
/** Not at its end yet, the newest change first. */
export function listAtPharmacy(tx: Tx, hospitalId: string, pharmacyId: string): Promise<FulfilmentRow[]> {
  const under = notInArray(f.state, ['delivered', 'picked_up', 'cancelled']);
  return tx
    .select()
    .from(f)
    .where(and(eq(f.hospitalId, hospitalId), eq(f.pharmacyId, pharmacyId), under))
    .orderBy(desc(f.changedAt))
    .limit(100);
}
/** Of which nothing has left a pharmacy, the oldest first; what somebody else works on is left to them. */
export function lockOpenFulfilments(tx: Tx, hospitalId: string): Promise<FulfilmentRow[]> {
  const open = and(eq(f.hospitalId, hospitalId), inArray(f.state, ['chosen', 'ready']));
  return tx
    .select()
    .from(f)
    .where(open)
    .orderBy(asc(f.createdAt))
    .limit(500)
    .for('update', { skipLocked: true });
}
