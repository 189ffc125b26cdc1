/** Reads and writes of sealing keys, the hospital's key, and the level that it asks for. */
import { and, desc, eq, inArray, isNull } from 'drizzle-orm';
import type { Tx } from '../db/open.ts';
import { hospitalKeys as h, sealKeys as k, signingSettings as g } from './table.ts';

export type SealKeyRow = typeof k.$inferSelect;
export type HospitalKeyRow = typeof h.$inferSelect;
export type SettingsRow = typeof g.$inferSelect;

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
/** The newest first; of one clinician or of all. */
export function listKeys(
  tx: Tx,
  hospitalId: string,
  clinicianId: string | null,
  most: number,
): Promise<SealKeyRow[]> {
  const theirs = clinicianId === null ? [] : [eq(k.clinicianId, clinicianId)];
  return tx
    .select()
    .from(k)
    .where(and(eq(k.hospitalId, hospitalId), ...theirs))
    .orderBy(desc(k.createdAt), desc(k.keyId))
    .limit(most);
}
/** Waits for whoever changes the same key. */
export async function lockKey(tx: Tx, hospitalId: string, keyId: string): Promise<SealKeyRow | undefined> {
  const it = and(eq(k.hospitalId, hospitalId), eq(k.keyId, keyId));
  return (await tx.select().from(k).where(it).for('update'))[0];
}
export async function updateKey(
  tx: Tx,
  { hospitalId, keyId }: Pick<SealKeyRow, 'hospitalId' | 'keyId'>,
  change: Partial<
    Pick<SealKeyRow, 'privateKey' | 'retiredAt' | 'revokedAt' | 'revokedFrom' | 'revokeReason'>
  >,
): Promise<SealKeyRow> {
  const it = and(eq(k.hospitalId, hospitalId), eq(k.keyId, keyId));
  return (await tx.update(k).set(change).where(it).returning())[0]!;
}

export async function hospitalKey(tx: Tx, hospitalId: string): Promise<HospitalKeyRow | undefined> {
  return (await tx.select().from(h).where(eq(h.hospitalId, hospitalId)))[0];
}
/** Keeps the first of two made at once. */
export async function insertHospitalKey(tx: Tx, row: HospitalKeyRow): Promise<void> {
  await tx.insert(h).values(row).onConflictDoNothing();
}

export async function getSettings(tx: Tx, hospitalId: string): Promise<SettingsRow | undefined> {
  return (await tx.select().from(g).where(eq(g.hospitalId, hospitalId)))[0];
}
export async function setSettings(tx: Tx, row: SettingsRow): Promise<void> {
  await tx.insert(g).values(row).onConflictDoUpdate({ target: g.hospitalId, set: row });
}
