/** Sealing with the clinicians' keys, each made at its first use and kept encrypted, and checking a seal by them. */
import type { JWK } from 'jose';
import type { Assertion } from '@care-elements/contract/signing.ts';
import type { SealLevel } from '@care-elements/contract/signing.terms.ts';
import type { Work } from '../work.ts';
import * as repo from './repo.ts';
import type { Begun, Seal, SealMaker, StoredKey } from './seal.ts';
import { checkAny, checkStanding, invalid, type SealCheck } from './verify.ts';

/** The clinician's key, made at the first use. */
export async function keyOf(work: Work, provider: SealMaker, clinicianId: string): Promise<StoredKey> {
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
  provider: SealMaker,
  clinicianId: string,
  begun: Begun,
): Promise<Seal> {
  return provider.complete(begun, await keyOf(work, provider, clinicianId));
}

/** The hospital's own key, made at the first use. */
async function hospitalKeyOf(work: Work, provider: SealMaker): Promise<repo.HospitalKeyRow> {
  const { tx, hospitalId, now } = work;
  const known = await repo.hospitalKey(tx, hospitalId);
  if (known) return known;
  const { keyId, publicJwk, privateKey } = await provider.newKey({ hospitalId, clinicianId: HOSPITAL });
  await repo.insertHospitalKey(tx, { hospitalId, keyId, publicJwk, privateKey, createdAt: now });
  return (await repo.hospitalKey(tx, hospitalId))!;
}
/** Stands where a clinician's id would. */
export const HOSPITAL = 'hospital';

export interface HospitalSealed {
  hospitalKey: JWK & { kid: string; validFrom: string };
  seal: { keyId: string; jws: string };
}
/** The hospital's seal over an object with its key in it: `{...content, hospitalKey}` in canonical form. */
export async function sealAsHospital<T extends object>(
  work: Work,
  provider: SealMaker,
  content: T,
): Promise<T & HospitalSealed> {
  const key = await hospitalKeyOf(work, provider);
  const { keyId, publicJwk, createdAt } = key;
  const named = { kid: keyId, alg: 'Ed25519', use: 'sig', validFrom: createdAt.toISOString() };
  const whole = { ...content, hospitalKey: { ...publicJwk, ...named } };
  const { jws } = await provider.complete(provider.begin(whole), { ...key, clinicianId: HOSPITAL });
  return { ...whole, seal: { keyId, jws } };
}

/** A signature, whose it says it is, and when it says it was made. */
export interface SignedBy {
  readonly keyId: string;
  readonly jws: string | null;
  readonly clinicianId: string;
  readonly at: Date;
  /** A seal where not given. */
  readonly level?: SealLevel;
  readonly assertion?: Assertion | null;
}

/** Reads the keys of these signatures once; the check it gives knows a key only as its own clinician's, and for its own time. */
export async function sealChecker(
  { tx, hospitalId }: Work,
  signatures: readonly SignedBy[],
): Promise<(text: string, signature: SignedBy) => SealCheck> {
  const ids = [...new Set(signatures.map(({ keyId }) => keyId))];
  const own = await repo.getKeys(tx, hospitalId, ids);
  const others = await repo.getSignerKeys(tx, hospitalId, ids);
  const keys = [...own.map(publicOf), ...others.map(publicOf)];
  return (text, { keyId, jws, clinicianId, at, level = 'seal', assertion = null }) => {
    const key = keys.find((one) => one.kid === keyId && one.clinicianId === clinicianId);
    if (!key) return invalid('key-unknown');
    const check = checkAny(text, { level, keyId, jws, assertion }, key);
    return check.verdict === 'invalid' ? check : checkStanding(key, at.toISOString());
  };
}

const iso = (at: Date | null) => at?.toISOString() ?? null;

/** A key of either kind as whoever verifies knows it, and the times between which it stands. */
export function publicOf(row: repo.SealKeyRow | repo.SignerKeyRow) {
  const { keyId, clinicianId, createdAt, revokedAt, revokedFrom, revokeReason } = row;
  const { kty, crv, x, y, n, e } = row.publicJwk;
  const kept = 'level' in row;
  return {
    ...{ kty, crv, x, y, n, e, kid: keyId, alg: kept ? row.alg : ('Ed25519' as const), use: 'sig' as const },
    ...{ level: kept ? row.level : ('seal' as const), clinicianId, rpId: kept ? row.rpId : null },
    validFrom: createdAt.toISOString(),
    // A key in a device is not retired: it is called back, or not used any more.
    retiredAt: kept ? iso(revokedAt) : iso(row.retiredAt),
    ...{ revokedAt: iso(revokedAt), revokedFrom: iso(revokedFrom), reason: revokeReason },
  };
}
