/** Reads and writes of sealing keys. */
import { and, eq, inArray, isNull } from 'drizzle-orm';
import type { Tx } from '../db/open.ts';
import { sealKeys as k } from './table.ts';

export type SealKeyRow = typeof k.$inferSelect;

export async function keyInUse(
  tx: Tx,
  hospitalId: string,
  clinicianId: string,
): Promise<SealKeyRow | undefined> {
  const theirs = and(eq(k.hospitalId, hospitalId), eq(k.clinicianId, clinicianId), isNull(k.retiredAt));
  return (await tx.select().from(k).where(theirs))[0];
}
/** Keeps the first of two made at once. */
export async function insertKey(tx: Tx, row: SealKeyRow): Promise<void> {
  await tx.insert(k).values(row).onConflictDoNothing();
}
export function getKeys(tx: Tx, hospitalId: string, keyIds: string[]): Promise<SealKeyRow[]> {
  if (keyIds.length === 0) return Promise.resolve([]);
  return tx
    .select()
    .from(k)
    .where(and(eq(k.hospitalId, hospitalId), inArray(k.keyId, keyIds)));
}
