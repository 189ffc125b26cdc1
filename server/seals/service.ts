/** Sealing with the clinicians' keys, each made at its first use and kept encrypted, and checking a seal by them. */
import type { JWK } from 'jose';
import type { Work } from '../work.ts';
import * as repo from './repo.ts';
import type { Begun, Seal, SealCheck, SigningProvider, StoredKey } from './seal.ts';
import { verifySeal } from './seal.ts';
import { checkStanding } from './verify.ts';

/** The clinician's key, made at the first use. */
export async function keyOf(work: Work, provider: SigningProvider, clinicianId: string): Promise<StoredKey> {
  const { tx, hospitalId, now } = work;
  const known = await repo.keyInUse(tx, hospitalId, clinicianId);
  if (known) return known;
  await repo.insertKey(tx, {
    ...(await provider.newKey({ hospitalId, clinicianId })),
    ...{ createdAt: now, retiredAt: null, revokedAt: null, revokedFrom: null, revokeReason: null },
  });
  return (await repo.keyInUse(tx, hospitalId, clinicianId))!;
}

/** Seals what was begun with the clinician's own key. */
export async function sealWith(
  work: Work,
  provider: SigningProvider,
  clinicianId: string,
  begun: Begun,
): Promise<Seal> {
  return provider.complete(begun, await keyOf(work, provider, clinicianId));
}

/** The hospital's own key, made at the first use. */
async function hospitalKeyOf(work: Work, provider: SigningProvider): Promise<repo.HospitalKeyRow> {
  const { tx, hospitalId, now } = work;
  const known = await repo.hospitalKey(tx, hospitalId);
  if (known) return known;
  const { keyId, publicJwk, privateKey } = await provider.newKey({ hospitalId, clinicianId: HOSPITAL });
  await repo.insertHospitalKey(tx, { hospitalId, keyId, publicJwk, privateKey, createdAt: now });
  return (await repo.hospitalKey(tx, hospitalId))!;
}
/** Stands where a clinician's id would. */
const HOSPITAL = 'hospital';

export interface HospitalSealed {
  hospitalKey: JWK & { kid: string; validFrom: string };
  seal: { keyId: string; jws: string };
}
/** The hospital's seal over an object with its key in it: `{...content, hospitalKey}` in canonical form. */
export async function sealAsHospital<T extends object>(
  work: Work,
  provider: SigningProvider,
  content: T,
): Promise<T & HospitalSealed> {
  const key = await hospitalKeyOf(work, provider);
  const { keyId, publicJwk, createdAt } = key;
  const named = { kid: keyId, alg: 'Ed25519', use: 'sig', validFrom: createdAt.toISOString() };
  const whole = { ...content, hospitalKey: { ...publicJwk, ...named } };
  const { jws } = await provider.complete(provider.begin(whole), { ...key, clinicianId: HOSPITAL });
  return { ...whole, seal: { keyId, jws } };
}

/** A seal, whose it says it is, and when it says it was made. */
export type SealedBy = Pick<Seal, 'keyId' | 'jws'> & { clinicianId: string; at: Date };

/** Reads the keys of these seals once; the check it gives knows a key only as its own clinician's, and for its own time. */
export async function sealChecker(
  { tx, hospitalId }: Work,
  seals: readonly SealedBy[],
): Promise<(text: string, seal: SealedBy) => SealCheck> {
  const keys = await repo.getKeys(tx, hospitalId, [...new Set(seals.map(({ keyId }) => keyId))]);
  return (text, seal) => {
    const key = keys.find((k) => k.keyId === seal.keyId && k.clinicianId === seal.clinicianId);
    const check = verifySeal(text, seal, key?.publicJwk);
    if (check.verdict === 'invalid') return check;
    return checkStanding(timesOf(key!), seal.at.toISOString());
  };
}

const iso = (at: Date | null) => at?.toISOString() ?? null;
export const timesOf = ({ createdAt, retiredAt, revokedAt, revokedFrom }: KeyTimes) => ({
  validFrom: createdAt.toISOString(),
  retiredAt: iso(retiredAt),
  revokedAt: iso(revokedAt),
  revokedFrom: iso(revokedFrom),
});
type KeyTimes = Pick<repo.SealKeyRow, 'createdAt' | 'retiredAt' | 'revokedAt' | 'revokedFrom'>;
