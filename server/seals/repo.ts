/** Reads and writes of sealing keys, the hospital's key, and the level that it asks for. */
import { and, desc, eq, gt, inArray, isNull, lt } from 'drizzle-orm';
import type { Tx } from '../db/open.ts';
import {
  hospitalKeys as h,
  sealKeys as k,
  signerKeys as sk,
  signingBegun as b,
  signingSettings as g,
} from './table.ts';

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
/** Any that is in use. */
export async function someKey(tx: Tx, hospitalId: string): Promise<SealKeyRow | undefined> {
  const inUse = and(eq(k.hospitalId, hospitalId), isNull(k.retiredAt));
  return (await tx.select().from(k).where(inUse).limit(1))[0];
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

export type SignerKeyRow = typeof sk.$inferSelect;
export type BegunRow = typeof b.$inferSelect;

/** False where the key, or the credential, is known already. */
export async function insertSignerKey(tx: Tx, row: SignerKeyRow): Promise<boolean> {
  return (await tx.insert(sk).values(row).onConflictDoNothing().returning({ id: sk.keyId })).length === 1;
}
export function getSignerKeys(tx: Tx, hospitalId: string, keyIds: string[]): Promise<SignerKeyRow[]> {
  if (keyIds.length === 0) return Promise.resolve([]);
  return tx
    .select()
    .from(sk)
    .where(and(eq(sk.hospitalId, hospitalId), inArray(sk.keyId, keyIds)));
}
/** The newest first; of one clinician or of all. */
export function listSignerKeys(
  tx: Tx,
  hospitalId: string,
  clinicianId: string | null,
  most: number,
): Promise<SignerKeyRow[]> {
  const theirs = clinicianId === null ? [] : [eq(sk.clinicianId, clinicianId)];
  return tx
    .select()
    .from(sk)
    .where(and(eq(sk.hospitalId, hospitalId), ...theirs))
    .orderBy(desc(sk.createdAt), desc(sk.keyId))
    .limit(most);
}
export async function lockSignerKey(
  tx: Tx,
  hospitalId: string,
  keyId: string,
): Promise<SignerKeyRow | undefined> {
  const it = and(eq(sk.hospitalId, hospitalId), eq(sk.keyId, keyId));
  return (await tx.select().from(sk).where(it).for('update'))[0];
}
export async function lockCredential(
  tx: Tx,
  hospitalId: string,
  credentialId: string,
): Promise<SignerKeyRow | undefined> {
  const it = and(eq(sk.hospitalId, hospitalId), eq(sk.credentialId, credentialId));
  return (await tx.select().from(sk).where(it).for('update'))[0];
}
export async function updateSignerKey(
  tx: Tx,
  { hospitalId, keyId }: Pick<SignerKeyRow, 'hospitalId' | 'keyId'>,
  change: Partial<
    Pick<SignerKeyRow, 'counter' | 'lastUsedAt' | 'revokedAt' | 'revokedFrom' | 'revokeReason'>
  >,
): Promise<SignerKeyRow> {
  const it = and(eq(sk.hospitalId, hospitalId), eq(sk.keyId, keyId));
  return (await tx.update(sk).set(change).where(it).returning())[0]!;
}

export async function insertBegun(tx: Tx, row: BegunRow): Promise<void> {
  await tx.insert(b).values(row);
}
/** Marks it used; undefined where it is not there, too old, or used. Of two at once the second waits and gets nothing. */
export async function takeBegun(
  tx: Tx,
  hospitalId: string,
  beginId: string,
  now: Date,
): Promise<BegunRow | undefined> {
  const open = and(
    eq(b.hospitalId, hospitalId),
    eq(b.beginId, beginId),
    isNull(b.usedAt),
    gt(b.expiresAt, now),
  );
  return (await tx.update(b).set({ usedAt: now }).where(open).returning())[0];
}
export async function deleteBegun(tx: Tx, hospitalId: string, before: Date): Promise<number> {
  const { rowCount } = await tx.delete(b).where(and(eq(b.hospitalId, hospitalId), lt(b.expiresAt, before)));
  return rowCount ?? 0;
}
