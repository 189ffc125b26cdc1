/** Keys in clinicians' own devices: each added by its owner, on a page of the site that it then works for. */
import type { RegistrationResponseJSON } from '@simplewebauthn/server';
import type { JWK } from 'jose';
import type { BegunKey, Signing } from '@care-elements/contract/signing.ts';
import { CEREMONY_MS } from '@care-elements/contract/signing.terms.ts';
import { authorize, type Authorized, type ClinicianActor } from '../actor.ts';
import { requireHospital } from '../hospitals/service.ts';
import { problem } from '../problems.ts';
import { requireClinician } from '../sessions/service.ts';
import type { Work } from '../work.ts';
import { keepBegun, takeBegun } from './begun.ts';
import { pagesOf, refused, siteOf, webauthn } from './ceremony.ts';
import { recordKey, signingOf } from './keys.ts';
import * as repo from './repo.ts';
import { thumbprint } from './verify.ts';

type Owner = ClinicianActor<'doctor'> | ClinicianActor<'pharmacist'>;
/** EdDSA, ES256, RS256: what we can publish as a JWK and check without the library. */
const ALGORITHMS = [-8, -7, -257];
/** Of one clinician, at a time. */
const MOST = 20;

export async function beginKey(
  work: Work,
  rpId: string | undefined,
  actor: Owner,
  { name, origin }: { name: string; origin: string | null },
): Promise<Authorized<BegunKey>> {
  const site = siteOf(origin, rpId);
  const hospital = await requireHospital(work);
  const { username, name: own } = await requireClinician(work, actor.clinicianId);
  const known = await repo.listSignerKeys(work.tx, work.hospitalId, actor.clinicianId, 200);
  const standing = known.filter((key) => key.level === 'ceremony' && !key.revokedAt);
  if (standing.length >= MOST) throw problem('state-conflict', `At most ${MOST} keys.`, { current: MOST });
  const { generateRegistrationOptions } = await webauthn();
  const ask = await generateRegistrationOptions({
    rpName: hospital.name[hospital.language],
    rpID: site,
    userID: Uint8Array.from(Buffer.from(actor.clinicianId.replaceAll('-', ''), 'hex')),
    userName: username,
    userDisplayName: own[hospital.language],
    attestationType: 'none',
    excludeCredentials: standing.map((key) => ({ id: key.credentialId!, transports: key.transports })),
    authenticatorSelection: { residentKey: 'preferred', userVerification: 'required' },
    supportedAlgorithmIDs: ALGORITHMS,
    timeout: CEREMONY_MS,
  });
  const { beginId, expiresAt } = await keepBegun(work, {
    ...{ clinicianId: actor.clinicianId, purpose: 'register', subjectId: null, level: 'ceremony' },
    ...{ input: { name, site }, canonical: null, challenge: ask.challenge, origin: origin! },
  });
  return authorize(true, { beginId, expiresAt, ask: { ...ask } });
}

export async function completeKey(
  work: Work,
  actor: Owner,
  { beginId, answer }: { beginId: string; answer: Record<string, unknown> },
): Promise<Authorized<Signing>> {
  const { clinicianId } = actor;
  const begun = await takeBegun(work, { beginId, clinicianId, purposes: ['register'], subjectId: null });
  const { name, site } = begun.input as { name: string; site: string };
  const { credential } = await registered(answer, {
    expectedChallenge: begun.challenge,
    expectedOrigin: await pagesOf(work, begun.origin),
    expectedRPID: site,
  });
  const { jwk, alg } = await jwkOf(credential.publicKey);
  const keyId = thumbprint(jwk)!;
  const row: repo.SignerKeyRow = {
    ...{ hospitalId: work.hospitalId, keyId, clinicianId, level: 'ceremony', name, publicJwk: jwk, alg },
    ...{
      credentialId: credential.id,
      coseKey: Buffer.from(credential.publicKey),
      counter: credential.counter,
    },
    ...{ transports: known(credential.transports), rpId: site, createdAt: work.now, lastUsedAt: null },
    ...{ revokedAt: null, revokedFrom: null, revokeReason: null },
  };
  if (!(await repo.insertSignerKey(work.tx, row)))
    throw problem('state-conflict', 'This key is known here already.', { current: 'known' });
  await recordKey(work, 'added', row, row, { name, site });
  return authorize(true, await signingOf(work, clinicianId, actor.role));
}

/** How devices are reached (WebAuthn §5.8.4). The page says it, outside of what the device signs, and it is given back to every page. */
const TRANSPORTS = ['ble', 'cable', 'hybrid', 'internal', 'nfc', 'smart-card', 'usb'] as const;
const known = (said: unknown) => TRANSPORTS.filter((one) => Array.isArray(said) && said.includes(one));

async function registered(
  answer: Record<string, unknown>,
  expected: { expectedChallenge: string; expectedOrigin: string[]; expectedRPID: string },
) {
  try {
    const { verified, registrationInfo } = await (
      await webauthn()
    ).verifyRegistrationResponse({
      response: answer as unknown as RegistrationResponseJSON,
      ...expected,
      requireUserVerification: true,
      supportedAlgorithmIDs: ALGORITHMS,
    });
    if (verified) return registrationInfo;
  } catch (error) {
    throw refused((error as Error).message);
  }
  throw refused('The device’s answer does not verify.');
}

const b64 = (bytes: Uint8Array | undefined): string => Buffer.from(bytes ?? []).toString('base64url');

/** The public key as the device gave it (COSE) as a JWK. */
async function jwkOf(
  bytes: Uint8Array,
): Promise<{ jwk: JWK & { kty: string }; alg: repo.SignerKeyRow['alg'] }> {
  const { cose, decodeCredentialPublicKey } = await import('@simplewebauthn/server/helpers');
  const { COSEKEYS } = cose;
  const key = decodeCredentialPublicKey(Uint8Array.from(bytes));
  if (cose.isCOSEPublicKeyEC2(key) && key.get(COSEKEYS.crv) === cose.COSECRV.P256)
    return {
      jwk: { kty: 'EC', crv: 'P-256', x: b64(key.get(COSEKEYS.x)), y: b64(key.get(COSEKEYS.y)) },
      alg: 'ES256',
    };
  if (cose.isCOSEPublicKeyOKP(key) && key.get(COSEKEYS.crv) === cose.COSECRV.ED25519)
    return { jwk: { kty: 'OKP', crv: 'Ed25519', x: b64(key.get(COSEKEYS.x)) }, alg: 'Ed25519' };
  if (cose.isCOSEPublicKeyRSA(key))
    return { jwk: { kty: 'RSA', n: b64(key.get(COSEKEYS.n)), e: b64(key.get(COSEKEYS.e)) }, alg: 'RS256' };
  throw refused('The device’s key is of a kind that we do not take.');
}
