/** Which versions a hospital has and which of them is prescribed from; their rows, kept in memory once read. */
import type { FormularyVersion } from '@care-elements/contract/formulary.versions.ts';
import type { Tx } from '../db/open.ts';
import { problem } from '../problems.ts';
import { getClinicians } from '../sessions/service.ts';
import type { Work } from '../work.ts';
import type { Drug, FormularyProvider } from './provider.ts';
import * as repo from './repo.ts';
import { hashOfRows, indexOf, isUnverified, type Index } from './rows.ts';
import { keyOf, validReviews, versionHash, type Review } from './signatures.ts';
import { starter } from './starter.ts';

/** A version without the names of who made it. */
export interface Version {
  readonly version: number;
  readonly rowsHash: string;
  readonly hash: string;
  readonly origin: 'starter' | 'import' | 'edit';
  readonly drugs: number;
  readonly unverified: number;
  readonly note: string;
  readonly createdBy: string | null;
  readonly createdAt: Date | null;
  readonly review: Review | null;
}
export interface Standing {
  /** The newest first; never empty. */
  readonly versions: readonly Version[];
  readonly newest: Version;
  readonly lastSigned: Version | null;
}

/** The starter pack before the hospital has done anything with it. */
function untouched(): Version {
  const { drugs, rowsHash, packVersion } = starter();
  return {
    ...{ version: 0, rowsHash, hash: versionHash(rowsHash), origin: 'starter', drugs: drugs.length },
    ...{ unverified: drugs.filter(isUnverified).length, note: packVersion },
    ...{ createdBy: null, createdAt: null, review: null },
  };
}

const asVersion = (row: repo.VersionRow, reviews: ReadonlyMap<string, Review>): Version => {
  const hash = versionHash(row.rowsHash);
  return { ...row, hash, review: reviews.get(keyOf({ version: row.version, hash })) ?? null };
};

export async function standingOf(work: Work): Promise<Standing> {
  const rows = await repo.listVersions(work.tx, work.hospitalId);
  if (rows.length === 0) {
    const only = untouched();
    return { versions: [only], newest: only, lastSigned: null };
  }
  const reviews = await validReviews(work);
  const versions = rows.map((row) => asVersion(row, reviews));
  let lastSigned = versions.find(({ review }) => review) ?? null;
  if (!lastSigned) {
    // Signed longer ago than the list reaches.
    for (const key of reviews.keys()) {
      const row = await repo.getVersion(work.tx, work.hospitalId, Number(key.split(' ')[0]));
      const old = row && asVersion(row, reviews);
      if (old?.review) {
        lastSigned = old;
        break;
      }
    }
  }
  return { versions, newest: versions[0]!, lastSigned };
}

/** Throws `not-found`. */
export async function requireVersion(work: Work, version: number): Promise<Version> {
  const { versions } = await standingOf(work);
  const known = versions.find((one) => one.version === version);
  if (known) return known;
  const row = version > 0 ? await repo.getVersion(work.tx, work.hospitalId, version) : undefined;
  if (!row) throw problem('not-found');
  return asVersion(row, await validReviews(work));
}

export async function viewOf(work: Work, versions: readonly Version[]): Promise<FormularyVersion[]> {
  const ids = [...new Set(versions.flatMap(({ createdBy }) => createdBy ?? []))];
  const people = new Map((await getClinicians(work, ids)).map((p) => [p.clinicianId, p.name]));
  return versions.map(({ version, hash, origin, drugs, unverified, note, createdBy, createdAt, review }) => ({
    ...{ version, hash, origin, drugs, unverified, note, review },
    created: createdBy && createdAt ? { by: people.get(createdBy)!, at: createdAt.toISOString() } : null,
  }));
}

/** Versions never change: an index that was read once holds. The oldest is forgotten first. */
const KEPT = 16;
const kept = new Map<string, Promise<Index>>();

export async function rowsOf(work: Work, version: number): Promise<readonly Drug[]> {
  return version === 0 ? starter().drugs : repo.listRows(work.tx, work.hospitalId, version);
}
export function indexOfVersion(work: Work, { version, rowsHash }: Version): Promise<Index> {
  if (version === 0 || rowsHash === starter().rowsHash) return Promise.resolve(starter().index);
  const key = `${work.hospitalId} ${version} ${rowsHash}`;
  const known = kept.get(key);
  if (known) return known;
  const made = rowsOf(work, version).then((drugs) => {
    // What was signed is what is read: rows that were changed behind our back are not prescribed from.
    if (hashOfRows(drugs) !== rowsHash)
      throw problem('formulary-unavailable', 'The stored rows are not those of this version.');
    return indexOf(drugs);
  });
  kept.set(key, made);
  made.catch(() => kept.delete(key));
  for (const old of kept.keys()) if (kept.size > KEPT) kept.delete(old);
  return made;
}

/**
 * The hospital's own formulary in the database, or the starter pack. `servesUnsigned`: the demo prescribes from what nobody
 * signed, and says so; with real patients only the last signed version counts, so an edit is without effect until it is signed.
 */
export function openHospitalFormulary({ servesUnsigned }: { servesUnsigned: boolean }): FormularyProvider {
  const asked = new WeakMap<Tx, Promise<Standing>>();
  const standing = (work: Work): Promise<Standing> => {
    let known = asked.get(work.tx);
    if (!known) asked.set(work.tx, (known = standingOf(work)));
    return known;
  };
  const current = async (work: Work): Promise<Version> => {
    const { newest, lastSigned } = await standing(work);
    return servesUnsigned ? newest : (lastSigned ?? newest);
  };
  return {
    search: async (work, q, limit, kind) =>
      (await indexOfVersion(work, await current(work))).search(q, limit, kind),
    get: async (work, drugId) => (await indexOfVersion(work, await current(work))).byId.get(drugId),
    async inUse(work) {
      const { version, hash, review } = await current(work);
      return { version, hash, signed: review !== null, usable: servesUnsigned || review !== null };
    },
  };
}
