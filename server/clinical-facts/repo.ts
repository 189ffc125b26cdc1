/** Reads and writes of the clinical facts. */
import { and, desc, eq } from 'drizzle-orm';
import type { Tx } from '../db/open.ts';
import { clinicalFacts as f } from './table.ts';

export type FactsRow = typeof f.$inferSelect;

export async function getFacts(
  tx: Tx,
  hospitalId: string,
  encounterId: string,
): Promise<FactsRow | undefined> {
  const mine = and(eq(f.hospitalId, hospitalId), eq(f.encounterId, encounterId));
  return (await tx.select().from(f).where(mine))[0];
}

/** The newest of any encounter of the visit: what the doctor before knew. */
export async function latestOfVisit(
  tx: Tx,
  hospitalId: string,
  visitId: string,
): Promise<FactsRow | undefined> {
  const theirs = and(eq(f.hospitalId, hospitalId), eq(f.visitId, visitId));
  return (await tx.select().from(f).where(theirs).orderBy(desc(f.savedAt)).limit(1))[0];
}

/** The first save; false when another window was faster. */
export async function insertFacts(tx: Tx, row: FactsRow): Promise<boolean> {
  return (await tx.insert(f).values(row).onConflictDoNothing().returning({ id: f.encounterId })).length === 1;
}

/** Saves over the version that was read; false when it is no longer the newest. */
export async function updateFacts(tx: Tx, row: FactsRow, seen: number): Promise<boolean> {
  const { hospitalId, encounterId, facts, rowVersion, savedBy, savedAt } = row;
  const unchanged = and(eq(f.hospitalId, hospitalId), eq(f.encounterId, encounterId), eq(f.rowVersion, seen));
  const saved = await tx
    .update(f)
    .set({ facts, rowVersion, savedBy, savedAt })
    .where(unchanged)
    .returning({ id: f.encounterId });
  return saved.length === 1;
}
