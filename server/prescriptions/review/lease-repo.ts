/** Conditional writes of review leases: each says in one statement who may have it, so that of two at once one wins. */
import { and, eq, gt, inArray, isNull, lte, or, sql } from 'drizzle-orm';
import type { Tx } from '../../db/open.ts';
import { reviewLeases as l, type LeaseRow } from './table.ts';

const of = (hospitalId: string, prescriptionId: string) =>
  and(eq(l.hospitalId, hospitalId), eq(l.prescriptionId, prescriptionId));
const live = (now: Date) => gt(l.until, now);

/**
 * Takes it where nobody has it, or finds it where the same pharmacist does; undefined while somebody else has it. An
 * answer that was lost is found again: the lease keeps its id, and never ends sooner than it would have.
 */
export async function take(tx: Tx, row: LeaseRow, now: Date): Promise<LeaseRow | undefined> {
  const mine = sql`(${l.pharmacistId} = ${row.pharmacistId} AND ${l.until} > ${now.toISOString()}::timestamptz)`;
  const kept = <T>(old: T, fresh: unknown) => sql`CASE WHEN ${mine} THEN ${old} ELSE ${fresh} END`;
  const rows = await tx
    .insert(l)
    .values(row)
    .onConflictDoUpdate({
      target: [l.hospitalId, l.prescriptionId],
      set: {
        leaseId: kept(l.leaseId, sql`excluded.lease_id`),
        takenAt: kept(l.takenAt, sql`excluded.taken_at`),
        askedAt: kept(l.askedAt, sql`NULL::timestamptz`),
        until: kept(sql`greatest(${l.until}, excluded.until)`, sql`excluded.until`),
        pharmacistId: sql`excluded.pharmacist_id`,
        sessionId: sql`excluded.session_id`,
      },
      setWhere: or(lte(l.until, now), eq(l.pharmacistId, row.pharmacistId)),
    })
    .returning();
  return rows[0];
}

/** Locked until the transaction ends, so that nobody takes it over meanwhile. */
export async function lockMine(
  tx: Tx,
  hospitalId: string,
  prescriptionId: string,
  pharmacistId: string,
  now: Date,
): Promise<LeaseRow | undefined> {
  const mine = and(of(hospitalId, prescriptionId), eq(l.pharmacistId, pharmacistId), live(now));
  return (await tx.select().from(l).where(mine).for('update'))[0];
}

/** Changes a lease that is still worth something, and still the one that the caller knows. */
export async function change(
  tx: Tx,
  { hospitalId, prescriptionId, leaseId }: Pick<LeaseRow, 'hospitalId' | 'prescriptionId' | 'leaseId'>,
  now: Date,
  to: Partial<Pick<LeaseRow, 'until' | 'askedAt'>>,
): Promise<LeaseRow | undefined> {
  const known = and(of(hospitalId, prescriptionId), eq(l.leaseId, leaseId), live(now));
  return (await tx.update(l).set(to).where(known).returning())[0];
}

export async function remove(
  tx: Tx,
  hospitalId: string,
  prescriptionId: string,
  leaseId: string,
): Promise<LeaseRow | undefined> {
  const known = and(of(hospitalId, prescriptionId), eq(l.leaseId, leaseId));
  return (await tx.delete(l).where(known).returning())[0];
}

/** Ended by putting away: what the doctor was asked about stays reserved. */
export async function putAway(
  tx: Tx,
  hospitalId: string,
  prescriptionId: string,
  pharmacistId: string,
  leaseId?: string,
): Promise<LeaseRow | undefined> {
  const theirs = and(
    of(hospitalId, prescriptionId),
    eq(l.pharmacistId, pharmacistId),
    isNull(l.askedAt),
    ...(leaseId ? [eq(l.leaseId, leaseId)] : []),
  );
  return (await tx.delete(l).where(theirs).returning())[0];
}

export function removeOfSession(tx: Tx, hospitalId: string, sessionId: string): Promise<LeaseRow[]> {
  return tx
    .delete(l)
    .where(and(eq(l.hospitalId, hospitalId), eq(l.sessionId, sessionId)))
    .returning();
}

/** At most a hundred at a time; what somebody else works on is left to them. */
export async function removeDue(tx: Tx, hospitalId: string, now: Date): Promise<LeaseRow[]> {
  const due = await tx
    .select({ id: l.prescriptionId })
    .from(l)
    .where(and(eq(l.hospitalId, hospitalId), lte(l.until, now)))
    .limit(100)
    .for('update', { skipLocked: true });
  if (!due.length) return [];
  const these = inArray(
    l.prescriptionId,
    due.map(({ id }) => id),
  );
  return tx
    .delete(l)
    .where(and(eq(l.hospitalId, hospitalId), these, lte(l.until, now)))
    .returning();
}

/** Those that are worth something now. */
export function listLive(
  tx: Tx,
  hospitalId: string,
  prescriptionIds: string[],
  now: Date,
): Promise<LeaseRow[]> {
  if (!prescriptionIds.length) return Promise.resolve([]);
  const theirs = and(eq(l.hospitalId, hospitalId), inArray(l.prescriptionId, prescriptionIds), live(now));
  return tx.select().from(l).where(theirs);
}
