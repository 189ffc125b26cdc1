/** Judges a host's token: whose it is, for which hospital, until when, and by which of the registered keys. */
import { createHash } from 'node:crypto';
import { createLocalJWKSet, decodeJwt, errors, jwtVerify, type JWTPayload } from 'jose';
import { audienceOf, HOST_ALGS, HostPatient, type PublicKeys } from '@care-elements/contract/host.ts';
import { problem, ProblemError } from '../problems.ts';
import type { HostKeys } from './keys.ts';
import type { IssuerRow } from './repo.ts';

/** A host signs when its page is made; older than that a token is somebody's find. */
const OLDEST_S = 3600;
const SKEW_S = 30;

export interface HostToken {
  /** SHA-256 of issuer and subject. */
  subjectHash: string;
  /** SHA-256 of issuer and the token's id. */
  tokenHash: string;
  expiresAt: Date;
  patient: HostPatient;
}

const hash = (...parts: string[]) => createHash('sha256').update(JSON.stringify(parts)).digest('hex');

/** Throws `token-invalid`, `token-expired`, or `not-ready` where the host's keys can't be had. */
export async function verifyHostToken(
  token: string,
  {
    hospitalId,
    issuers,
    keys,
    now,
  }: { hospitalId: string; issuers: readonly IssuerRow[]; keys: HostKeys; now: Date },
): Promise<HostToken> {
  try {
    const said = decodeJwt(token);
    const row = issuers.find(({ issuer }) => issuer === said.iss);
    if (!row) throw problem('token-invalid', 'No issuer of this name is registered for the hospital.');
    const verify = (known: PublicKeys) =>
      jwtVerify(token, createLocalJWKSet(known as never), {
        algorithms: HOST_ALGS,
        issuer: row.issuer,
        audience: audienceOf(hospitalId),
        currentDate: now,
        clockTolerance: SKEW_S,
        maxTokenAge: OLDEST_S,
        requiredClaims: ['sub', 'iat', 'exp', 'jti'],
      });
    const known = row.jwks ?? (await fetched(keys, row.jwksUrl!));
    const { payload } = await verify(known).catch(async (error: unknown) => {
      // The host has a new key since.
      if (!(error instanceof errors.JWKSNoMatchingKey) || row.jwks) throw error;
      return verify(await fetched(keys, row.jwksUrl!, true));
    });
    const { sub, jti, exp } = payload;
    // What is no text would be the same person for everybody whom a host forgot to name.
    if (typeof sub !== 'string' || !sub || sub.length > 500 || typeof jti !== 'string' || !jti)
      throw problem('token-invalid');
    return {
      subjectHash: hash(row.issuer, sub),
      tokenHash: hash(row.issuer, jti),
      // Beyond its age it is refused whatever it says: so long it has to be remembered, and no longer.
      expiresAt: new Date((Math.min(exp!, payload.iat! + OLDEST_S) + SKEW_S + 1) * 1000),
      patient: patientIn(payload),
    };
  } catch (error) {
    if (error instanceof errors.JWTExpired)
      throw problem(
        'token-expired',
        error.claim === 'iat' ? `iat: more than ${OLDEST_S} s ago.` : 'exp: that is over.',
      );
    if (error instanceof ProblemError) throw error;
    // A token or a key that can't be read; of a key WebCrypto says so in errors of its own.
    throw problem('token-invalid', wrongWith(error as Error, audienceOf(hospitalId)));
  }
}

/** For whoever builds the host's page and reads its console: of the token alone, which they have. */
function wrongWith(error: Error, audience: string): string {
  if (error instanceof errors.JWTClaimValidationFailed)
    return error.claim === 'aud'
      ? `aud: has to be ${audience}.`
      : `${error.claim}: ${error.reason === 'missing' ? 'is missing' : 'is not right'}.`;
  if (error instanceof errors.JWKSNoMatchingKey)
    return 'kid, alg: no registered key of the issuer fits the token’s header.';
  if (error instanceof errors.JWSSignatureVerificationFailed)
    return 'The signature is not of the registered key.';
  return 'Not a token (JWT) that can be read.';
}

async function fetched(keys: HostKeys, url: string, unknown = false): Promise<PublicKeys> {
  try {
    return await keys.of(url, unknown);
  } catch {
    throw problem('not-ready', 'The host’s public keys can’t be had.', {}, { 'Retry-After': '30' });
  }
}

/** OpenID Connect's standard claims; what does not fit is left to the patient to type. */
function patientIn({ name, birthdate, gender, phone_number: phone }: JWTPayload): HostPatient {
  const all = { name, birthDate: birthdate, sex: gender, phone };
  return Object.fromEntries(
    Object.entries(all).flatMap(([key, value]) => {
      const one = HostPatient.shape[key as keyof typeof HostPatient.shape].safeParse(value);
      return one.success && one.data !== undefined ? [[key, one.data]] : [];
    }),
  );
}
