/** Reads and writes of snapshots. */
import { and, asc, desc, eq, inArray } from 'drizzle-orm';
import { MAX_SNAPSHOTS, OPEN_SNAPSHOT_STATES } from '@care-elements/contract/snapshot.ts';
import type { Tx } from '../db/open.ts';
import { snapshots as s } from './table.ts';

export type SnapshotRow = typeof s.$inferSelect;
export type SnapshotPatch = Partial<Omit<SnapshotRow, 'hospitalId' | 'snapshotId' | 'visitId'>>;

const snapshotIs = (hospitalId: string, snapshotId: string) =>
  and(eq(s.hospitalId, hospitalId), eq(s.snapshotId, snapshotId));

/** False when the consult has an open one already. */
export async function insertSnapshot(tx: Tx, row: SnapshotRow): Promise<boolean> {
  const made = await tx.insert(s).values(row).onConflictDoNothing().returning({ snapshotId: s.snapshotId });
  return made.length > 0;
}

export async function lockSnapshot(
  tx: Tx,
  hospitalId: string,
  snapshotId: string,
): Promise<SnapshotRow | undefined> {
  return (await tx.select().from(s).where(snapshotIs(hospitalId, snapshotId)).for('update'))[0];
}

export async function updateSnapshot(
  tx: Tx,
  hospitalId: string,
  snapshotId: string,
  patch: SnapshotPatch,
): Promise<void> {
  await tx.update(s).set(patch).where(snapshotIs(hospitalId, snapshotId));
}

/** Newest first. */
export async function listOfVisit(
  tx: Tx,
  hospitalId: string,
  visitId: string,
  limit = MAX_SNAPSHOTS,
): Promise<SnapshotRow[]> {
  return tx
    .select()
    .from(s)
    .where(and(eq(s.hospitalId, hospitalId), eq(s.visitId, visitId)))
    .orderBy(desc(s.askedAt), desc(s.snapshotId))
    .limit(limit);
}

export async function listOpen(tx: Tx, hospitalId: string): Promise<SnapshotRow[]> {
  return tx
    .select()
    .from(s)
    .where(and(eq(s.hospitalId, hospitalId), inArray(s.state, [...OPEN_SNAPSHOT_STATES])))
    .orderBy(asc(s.askedAt))
    .limit(1000);
}
