/** Reads and writes of formulary versions, their rows and signatures. */
import { and, desc, eq, inArray, isNull, lte, or, gt } from 'drizzle-orm';
import type { Tx } from '../db/open.ts';
import type { Drug } from './provider.ts';
import { formularyRows as r, formularySignatures as s, formularyVersions as v } from './table.ts';

export type VersionRow = typeof v.$inferSelect;
export type SignatureRow = typeof s.$inferSelect;
export interface StandingRow {
  drugId: string;
  rowHash: string;
}
const VERSIONS_AT_MOST = 50;
const SIGNATURES_AT_MOST = 200;
/** Parameters of one statement are bounded. */
const BATCH = 2000;

/** The newest first. */
export function listVersions(tx: Tx, hospitalId: string, most = VERSIONS_AT_MOST): Promise<VersionRow[]> {
  return tx.select().from(v).where(eq(v.hospitalId, hospitalId)).orderBy(desc(v.version)).limit(most);
}
export async function getVersion(
  tx: Tx,
  hospitalId: string,
  version: number,
): Promise<VersionRow | undefined> {
  return (
    await tx
      .select()
      .from(v)
      .where(and(eq(v.hospitalId, hospitalId), eq(v.version, version)))
  )[0];
}
/** False: somebody made this version first. Waits for whoever is making it. */
export async function insertVersion(tx: Tx, row: VersionRow): Promise<boolean> {
  return (
    (await tx.insert(v).values(row).onConflictDoNothing().returning({ version: v.version })).length === 1
  );
}

const standsIn = (hospitalId: string, version: number) =>
  and(
    eq(r.hospitalId, hospitalId),
    lte(r.fromVersion, version),
    or(isNull(r.toVersion), gt(r.toVersion, version)),
  );

/** Every row of a version: as many as an import may have. */
export async function listRows(tx: Tx, hospitalId: string, version: number): Promise<Drug[]> {
  const rows = await tx
    .select({ drug: r.drug })
    .from(r)
    .where(standsIn(hospitalId, version))
    .orderBy(r.drugId);
  return rows.map(({ drug }) => drug);
}
export function listStanding(tx: Tx, hospitalId: string, version: number): Promise<StandingRow[]> {
  return tx
    .select({ drugId: r.drugId, rowHash: r.rowHash })
    .from(r)
    .where(standsIn(hospitalId, version))
    .orderBy(r.drugId);
}
export async function insertRows(
  tx: Tx,
  hospitalId: string,
  fromVersion: number,
  rows: readonly { drug: Drug; rowHash: string }[],
): Promise<void> {
  for (let i = 0; i < rows.length; i += BATCH) {
    const batch = rows.slice(i, i + BATCH).map(({ drug, rowHash }) => ({
      ...{ hospitalId, fromVersion, toVersion: null, rowHash, drug },
      drugId: drug.drugId,
    }));
    await tx.insert(r).values(batch);
  }
}
/** These stand until before `toVersion`. */
export async function endRows(
  tx: Tx,
  hospitalId: string,
  toVersion: number,
  drugIds: readonly string[],
): Promise<void> {
  for (let i = 0; i < drugIds.length; i += BATCH) {
    const these = inArray(r.drugId, drugIds.slice(i, i + BATCH));
    await tx
      .update(r)
      .set({ toVersion })
      .where(and(eq(r.hospitalId, hospitalId), isNull(r.toVersion), these));
  }
}

/** The newest first. */
export function listSignatures(tx: Tx, hospitalId: string): Promise<SignatureRow[]> {
  return tx
    .select()
    .from(s)
    .where(eq(s.hospitalId, hospitalId))
    .orderBy(desc(s.version), desc(s.at))
    .limit(SIGNATURES_AT_MOST);
}
export async function insertSignature(tx: Tx, row: SignatureRow): Promise<void> {
  await tx.insert(s).values(row).onConflictDoNothing();
}
