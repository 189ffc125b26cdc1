/** What waits for review, as the database is asked for it. */
import { and, asc, eq, gt, ne, notExists, or, sql } from 'drizzle-orm';
import type { Tx } from '../../db/open.ts';
import type { PrescriptionRow } from '../repo.ts';
import { prescriptions as p } from '../table.ts';
import { reviewLeases as l } from './table.ts';

const waits = (hospitalId: string, now: Date) =>
  and(eq(p.hospitalId, hospitalId), eq(p.state, 'pending_review'), gt(p.validUntil, now));

/** Oldest first; those behind `after` (whatever has become of that one). */
export async function listWaiting(
  tx: Tx,
  hospitalId: string,
  now: Date,
  { after, limit }: { after?: string | undefined; limit: number },
): Promise<PrescriptionRow[]> {
  const behind =
    after === undefined
      ? undefined
      : sql`(${p.signedAt}, ${p.prescriptionId}) > (SELECT last.signed_at, last.prescription_id FROM prescriptions last
          WHERE last.hospital_id = ${hospitalId} AND last.prescription_id = ${after})`;
  return tx
    .select()
    .from(p)
    .where(and(waits(hospitalId, now), behind))
    .orderBy(asc(p.signedAt), asc(p.prescriptionId))
    .limit(limit);
}

/** How many wait, and of these how many somebody has in hand, and whose doctor was asked. */
export async function countWaiting(
  tx: Tx,
  hospitalId: string,
  now: Date,
): Promise<{ waiting: number; held: number; asked: number }> {
  const theirs = and(
    eq(l.hospitalId, p.hospitalId),
    eq(l.prescriptionId, p.prescriptionId),
    gt(l.until, now),
  );
  const [row] = await tx
    .select({
      waiting: sql<number>`count(*)::int`,
      held: sql<number>`count(${l.leaseId}) FILTER (WHERE ${l.askedAt} IS NULL)::int`,
      asked: sql<number>`count(${l.askedAt})::int`,
    })
    .from(p)
    .leftJoin(l, theirs)
    .where(waits(hospitalId, now));
  return row!;
}

/**
 * The longest waiting that this pharmacist may take now, locked: two who ask at the same moment get two. What they have in
 * hand themselves counts as free, so that a lost answer is found again; what they asked a doctor about waits for the answer.
 */
export async function lockNext(
  tx: Tx,
  hospitalId: string,
  now: Date,
  { pharmacistId, besides }: { pharmacistId: string; besides: string | null },
): Promise<PrescriptionRow | undefined> {
  const taken = tx
    .select({ one: sql`1` })
    .from(l)
    .where(
      and(
        eq(l.hospitalId, p.hospitalId),
        eq(l.prescriptionId, p.prescriptionId),
        gt(l.until, now),
        or(ne(l.pharmacistId, pharmacistId), sql`${l.askedAt} IS NOT NULL`),
      ),
    );
  const free = and(
    waits(hospitalId, now),
    ne(p.prescriberId, pharmacistId),
    notExists(taken),
    ...(besides ? [ne(p.prescriptionId, besides)] : []),
  );
  const rows = await tx
    .select()
    .from(p)
    .where(free)
    .orderBy(asc(p.signedAt), asc(p.prescriptionId))
    .limit(1)
    .for('update', { skipLocked: true });
  return rows[0];
}
