/** The clinicians' sealing keys: each made at its first use and kept encrypted; sealing with them, and checking a seal by them. */
import type { Work } from '../work.ts';
import * as repo from './repo.ts';
import {
  verifySeal,
  type Begun,
  type Seal,
  type SealCheck,
  type SigningProvider,
  type StoredKey,
} from './seal.ts';

/** The clinician's key, made at the first use. */
async function keyOf(work: Work, provider: SigningProvider, clinicianId: string): Promise<StoredKey> {
  const { tx, hospitalId, now } = work;
  const known = await repo.keyInUse(tx, hospitalId, clinicianId);
  if (known) return known;
  await repo.insertKey(tx, {
    ...(await provider.newKey({ hospitalId, clinicianId })),
    createdAt: now,
    retiredAt: null,
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

/** A seal and whose it says it is. */
export type SealedBy = Pick<Seal, 'keyId' | 'jws'> & { clinicianId: string };

/** Reads the keys of these seals once; the check it gives knows a key only as its own clinician's. */
export async function sealChecker(
  { tx, hospitalId }: Work,
  seals: readonly SealedBy[],
): Promise<(text: string, seal: SealedBy) => Promise<SealCheck>> {
  const keys = await repo.getKeys(tx, hospitalId, [...new Set(seals.map(({ keyId }) => keyId))]);
  return (text, seal) => {
    const key = keys.find((k) => k.keyId === seal.keyId && k.clinicianId === seal.clinicianId);
    return verifySeal(text, seal, key?.publicJwk);
  };
}
