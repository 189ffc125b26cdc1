/** Reads and writes of revisits and referrals. */
import { and, desc, eq } from 'drizzle-orm';
import type { Tx } from '../db/open.ts';
import { offlineReferrals as f, revisits as r } from './table.ts';

export type RevisitRow = typeof r.$inferSelect;
export type ReferralRow = typeof f.$inferSelect;

export async function getRevisit(
  tx: Tx,
  hospitalId: string,
  encounterId: string,
): Promise<RevisitRow | undefined> {
  const mine = and(eq(r.hospitalId, hospitalId), eq(r.encounterId, encounterId));
  return (await tx.select().from(r).where(mine))[0];
}
export async function putRevisit(tx: Tx, row: RevisitRow): Promise<void> {
  await tx
    .insert(r)
    .values(row)
    .onConflictDoUpdate({ target: [r.hospitalId, r.encounterId], set: row });
}

export async function getReferral(
  tx: Tx,
  hospitalId: string,
  encounterId: string,
): Promise<ReferralRow | undefined> {
  const mine = and(eq(f.hospitalId, hospitalId), eq(f.encounterId, encounterId));
  return (await tx.select().from(f).where(mine))[0];
}
/** The newest of any encounter of the visit. */
export async function latestReferral(
  tx: Tx,
  hospitalId: string,
  visitId: string,
): Promise<ReferralRow | undefined> {
  const theirs = and(eq(f.hospitalId, hospitalId), eq(f.visitId, visitId));
  return (await tx.select().from(f).where(theirs).orderBy(desc(f.referredAt)).limit(1))[0];
}
export async function putReferral(tx: Tx, row: ReferralRow): Promise<void> {
  await tx
    .insert(f)
    .values(row)
    .onConflictDoUpdate({ target: [f.hospitalId, f.encounterId], set: row });
}
