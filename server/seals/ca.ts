/**
 * Signing through a certificate authority's service, where a hospital has one: the module at CARE_CA_PROVIDER speaks with it. There is none
 * in this repository, and nothing here stands in for one.
 */
import { pathToFileURL } from 'node:url';
import { resolve } from 'node:path';
import { CEREMONY_MS } from '@care-elements/contract/signing.terms.ts';
import { problem } from '../problems.ts';
import type { Work } from '../work.ts';
import { refused } from './ceremony.ts';
import type { Signature, SigningProvider } from './provider.ts';
import * as repo from './repo.ts';
import type { Begun } from './seal.ts';
import { CA_TYPE, checkAny, checkJws, thumbprint, type Jwk } from './verify.ts';

export interface CaSigner {
  readonly hospitalId: string;
  readonly clinicianId: string;
}
/** What the module's default export gives. */
export interface CaService {
  /** The authority, as clinicians know it. */
  readonly name: string;
  /** What the signer's client has to do (a code to scan with the authority's app, a page to open …). */
  begin(signer: CaSigner, text: Begun): Promise<Record<string, unknown>>;
  /**
   * The signature: a detached JWS over the text with `typ` `care-ca+jws` and, as `kid`, the key's RFC 7638 thumbprint; the key of the signer's
   * certificate; and its algorithm. Rejects where the signer did not sign. Whose certificate it is, is the module's to make sure of.
   */
  complete(
    signer: CaSigner,
    text: Begun,
    answer: Record<string, unknown>,
  ): Promise<{ jws: string; jwk: Jwk & { kty: string }; alg: 'Ed25519' | 'ES256' | 'RS256' }>;
  /** Whether certificate, chain, revocation and signature hold at this moment, by the authority. */
  verify(text: string, jws: string): Promise<boolean>;
}

/** Loads the module; throws where it is not one. */
export async function openCa(file: string): Promise<CaService> {
  const module = (await import(pathToFileURL(resolve(file)).href)) as {
    default?: () => CaService | Promise<CaService>;
  };
  if (typeof module.default !== 'function')
    throw new Error(`CARE_CA_PROVIDER: ${file} has no function as its default export.`);
  const service = await module.default();
  for (const name of ['begin', 'complete', 'verify'] as const)
    if (typeof service?.[name] !== 'function')
      throw new Error(`CARE_CA_PROVIDER: ${file} gives no ${name}().`);
  return service;
}

export const createCaProvider = (service: CaService): SigningProvider => ({
  level: 'ca',
  begin: ({ hospitalId }, { clinicianId }, text) => service.begin({ hospitalId, clinicianId }, text),
  async complete(work, { clinicianId }, text, answer): Promise<Signature> {
    const signer = { hospitalId: work.hospitalId, clinicianId };
    let made;
    try {
      made = await service.complete(signer, text, answer);
    } catch (error) {
      throw refused((error as Error).message);
    }
    const { jws, jwk, alg } = made;
    const keyId = thumbprint(jwk) ?? '';
    const fits = checkJws(text.canonical, { keyId, jws }, jwk, { type: CA_TYPE, algs: [alg] });
    if (fits.verdict === 'invalid' || !(await service.verify(text.canonical, jws)))
      throw refused('The authority’s signature does not verify.');
    await keepKey(work, service, { keyId, clinicianId, jwk, alg });
    return { level: 'ca', keyId, jws, assertion: null };
  },
  verify: checkAny,
});

/** The certificate's key is known as this clinician's from its first use on. */
async function keepKey(
  { tx, hospitalId, now }: Work,
  service: CaService,
  {
    keyId,
    clinicianId,
    jwk,
    alg,
  }: Pick<repo.SignerKeyRow, 'keyId' | 'clinicianId' | 'alg'> & {
    jwk: repo.SignerKeyRow['publicJwk'];
  },
): Promise<void> {
  // It was there when the signature was begun.
  const begun = new Date(now.getTime() - CEREMONY_MS);
  await repo.insertSignerKey(tx, {
    ...{ hospitalId, keyId, clinicianId, level: 'ca', name: service.name.slice(0, 60), publicJwk: jwk, alg },
    ...{ credentialId: null, coseKey: null, counter: 0, transports: [], rpId: null, createdAt: begun },
    ...{ lastUsedAt: null, revokedAt: null, revokedFrom: null, revokeReason: null },
  });
  const row = (await repo.lockSignerKey(tx, hospitalId, keyId))!;
  if (row.clinicianId !== clinicianId || row.revokedAt)
    throw problem('ceremony-refused', 'The certificate’s key is another’s, or was called back.');
  await repo.updateSignerKey(tx, row, { lastUsedAt: now });
}
