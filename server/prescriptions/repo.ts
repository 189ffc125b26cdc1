/** Reads and conditional writes of prescriptions and their seals. */
import { and, asc, desc, eq, inArray, isNotNull, lte, ne, notExists, or } from 'drizzle-orm';
import { alias } from 'drizzle-orm/pg-core';
import { often, type Often } from '../db/often.ts';
import type { Tx } from '../db/open.ts';
import { extensions as x, prescriptions as p, prescriptionSeals as s, voidRequests as v } from './table.ts';

export type PrescriptionRow = typeof p.$inferSelect;
export type SealRow = typeof s.$inferSelect;
export type VoidRequestRow = typeof v.$inferSelect;
export type ExtensionRow = typeof x.$inferSelect;

const is = (hospitalId: string, prescriptionId: string) =>
  and(eq(p.hospitalId, hospitalId), eq(p.prescriptionId, prescriptionId));

export async function insertPrescription(tx: Tx, row: PrescriptionRow): Promise<void> {
  await tx.insert(p).values(row);
}

export async function getPrescription(
  tx: Tx,
  hospitalId: string,
  prescriptionId: string,
): Promise<PrescriptionRow | undefined> {
  return (await tx.select().from(p).where(is(hospitalId, prescriptionId)))[0];
}

/** The prescription that replaced this one, if any. */
export async function revisionOf(
  tx: Tx,
  hospitalId: string,
  prescriptionId: string,
): Promise<string | undefined> {
  const rows = await tx
    .select({ id: p.prescriptionId })
    .from(p)
    .where(and(eq(p.hospitalId, hospitalId), eq(p.revises, prescriptionId)))
    .orderBy(desc(p.createdAt))
    .limit(1);
  return rows[0]?.id;
}

/** Changes a row only while it is as the caller saw it; undefined when somebody was faster. */
export async function updateIf(
  tx: Tx,
  seen: Pick<PrescriptionRow, 'hospitalId' | 'prescriptionId' | 'state' | 'rowVersion'>,
  change: Partial<Omit<PrescriptionRow, 'hospitalId' | 'prescriptionId' | 'rowVersion'>>,
): Promise<PrescriptionRow | undefined> {
  const unchanged = and(
    is(seen.hospitalId, seen.prescriptionId),
    eq(p.state, seen.state),
    eq(p.rowVersion, seen.rowVersion),
  );
  const next = { ...change, rowVersion: seen.rowVersion + 1 };
  return (await tx.update(p).set(next).where(unchanged).returning())[0];
}

export function listOfEncounter(tx: Tx, hospitalId: string, encounterId: string): Promise<PrescriptionRow[]> {
  const mine = and(eq(p.hospitalId, hospitalId), eq(p.encounterId, encounterId));
  return tx.select().from(p).where(mine).orderBy(desc(p.createdAt), desc(p.prescriptionId)).limit(100);
}

export async function getByCode(
  tx: Tx,
  hospitalId: string,
  accessCode: string,
): Promise<PrescriptionRow | undefined> {
  const its = and(eq(p.hospitalId, hospitalId), eq(p.accessCode, accessCode));
  return (await tx.select().from(p).where(its))[0];
}

/** What a pharmacy holds, the newest first. */
export function listHeldBy(tx: Tx, hospitalId: string, pharmacyId: string): Promise<PrescriptionRow[]> {
  const held = inArray(p.state, ['claimed', 'partially_dispensed']);
  return tx
    .select()
    .from(p)
    .where(and(eq(p.hospitalId, hospitalId), eq(p.pharmacyId, pharmacyId), held))
    .orderBy(desc(p.signedAt), desc(p.prescriptionId))
    .limit(100);
}

export function getPrescriptions(tx: Tx, hospitalId: string, ids: string[]): Promise<PrescriptionRow[]> {
  if (ids.length === 0) return Promise.resolve([]);
  return tx
    .select()
    .from(p)
    .where(and(eq(p.hospitalId, hospitalId), inArray(p.prescriptionId, ids)));
}

/** The newest of a visit that was ever signed. */
export async function latestSigned(
  tx: Tx,
  hospitalId: string,
  visitId: string,
): Promise<PrescriptionRow | undefined> {
  return (await SIGNED_LAST(tx, { hospitalId, visitId }))[0];
}
const SIGNED_LAST: Often<{ hospitalId: string; visitId: string }, PrescriptionRow[]> = often((db, put) =>
  db
    .select()
    .from(p)
    .where(and(eq(p.hospitalId, put('hospitalId')), eq(p.visitId, put('visitId')), isNotNull(p.sealed)))
    .orderBy(desc(p.signedAt), desc(p.prescriptionId))
    .limit(1),
);

const signed = (hospitalId: string) => and(eq(p.hospitalId, hospitalId), isNotNull(p.sealed));

/** What a doctor has signed, the newest first. */
export function listSignedBy(
  tx: Tx,
  hospitalId: string,
  prescriberId: string,
  limit: number,
): Promise<PrescriptionRow[]> {
  const theirs = and(signed(hospitalId), eq(p.prescriberId, prescriberId));
  return tx.select().from(p).where(theirs).orderBy(desc(p.signedAt), desc(p.prescriptionId)).limit(limit);
}

/** What was signed in these visits, the newest first. */
export async function listSignedInVisits(
  tx: Tx,
  hospitalId: string,
  visitIds: string[],
  limit: number,
): Promise<PrescriptionRow[]> {
  if (visitIds.length === 0) return [];
  const theirs = and(signed(hospitalId), inArray(p.visitId, visitIds));
  return tx.select().from(p).where(theirs).orderBy(desc(p.signedAt), desc(p.prescriptionId)).limit(limit);
}

/** Drafts, and returned ones without a revision: one that was voided leaves its returned prescription to be revised again. */
export function listWaitingFor(tx: Tx, hospitalId: string, prescriberId: string): Promise<PrescriptionRow[]> {
  const later = alias(p, 'later');
  const revised = tx
    .select({ id: later.prescriptionId })
    .from(later)
    .where(
      and(eq(later.hospitalId, hospitalId), eq(later.revises, p.prescriptionId), ne(later.state, 'voided')),
    );
  const waits = or(eq(p.state, 'draft'), and(eq(p.state, 'returned'), notExists(revised)));
  return tx
    .select()
    .from(p)
    .where(and(eq(p.hospitalId, hospitalId), eq(p.prescriberId, prescriberId), waits))
    .orderBy(desc(p.createdAt), desc(p.prescriptionId))
    .limit(100);
}

/** Whose validity or lease has run out and who still say otherwise; locked, and what somebody else works on is left to them. */
export function lockDue(
  tx: Tx,
  hospitalId: string,
  now: Date,
  encounterId?: string,
): Promise<PrescriptionRow[]> {
  const expired = and(
    inArray(p.state, ['pending_review', 'approved', 'partially_dispensed']),
    lte(p.validUntil, now),
  );
  const due = and(
    eq(p.hospitalId, hospitalId),
    or(expired, and(eq(p.state, 'claimed'), lte(p.claimedUntil, now))),
    ...(encounterId ? [eq(p.encounterId, encounterId)] : []),
  );
  return tx
    .select()
    .from(p)
    .where(due)
    .orderBy(asc(p.validUntil))
    .limit(100)
    .for('update', { skipLocked: true });
}

export async function insertSeal(tx: Tx, row: SealRow): Promise<void> {
  await tx.insert(s).values(row);
}
export function listSeals(tx: Tx, hospitalId: string, prescriptionIds: string[]): Promise<SealRow[]> {
  if (prescriptionIds.length === 0) return Promise.resolve([]);
  const theirs = and(eq(s.hospitalId, hospitalId), inArray(s.prescriptionId, prescriptionIds));
  return tx.select().from(s).where(theirs).orderBy(asc(s.at));
}

export async function insertVoidRequest(tx: Tx, row: VoidRequestRow): Promise<void> {
  await tx.insert(v).values(row);
}
/** The newest of a prescription. */
export async function latestVoidRequest(
  tx: Tx,
  hospitalId: string,
  prescriptionId: string,
): Promise<VoidRequestRow | undefined> {
  const its = and(eq(v.hospitalId, hospitalId), eq(v.prescriptionId, prescriptionId));
  return (await tx.select().from(v).where(its).orderBy(desc(v.at), desc(v.requestId)).limit(1))[0];
}
/** Decides one that is open; undefined where it no longer is. */
export async function decideVoidRequest(
  tx: Tx,
  seen: Pick<VoidRequestRow, 'hospitalId' | 'requestId'>,
  change: Pick<VoidRequestRow, 'state' | 'decidedAt' | 'refusal' | 'refusalNote'>,
): Promise<VoidRequestRow | undefined> {
  const open = and(eq(v.hospitalId, seen.hospitalId), eq(v.requestId, seen.requestId), eq(v.state, 'open'));
  return (await tx.update(v).set(change).where(open).returning())[0];
}

export async function insertExtension(tx: Tx, row: ExtensionRow): Promise<void> {
  await tx.insert(x).values(row);
}
export function listExtensions(tx: Tx, hospitalId: string, prescriptionId: string): Promise<ExtensionRow[]> {
  const its = and(eq(x.hospitalId, hospitalId), eq(x.prescriptionId, prescriptionId));
  return tx.select().from(x).where(its).orderBy(asc(x.days)).limit(10);
}
