/**
 * Whether a signature fits a text and a key, by Node's own cryptography: the server and `npm run verify-rx` ask the same functions, and
 * nothing here needs a database, a network or a secret.
 */
import { createHash, createPublicKey, verify, type JsonWebKey, type KeyObject } from 'node:crypto';
import type { Assertion, ExportedSeal, PublishedKey } from '@care-elements/contract/signing.ts';
import type { SealFault } from '@care-elements/contract/signing.terms.ts';

export type SealCheck = { verdict: 'valid'; reason: null } | { verdict: 'invalid'; reason: SealFault };
/** A public key, and what it is good for. */
export type VerifyingKey = Pick<PublishedKey, 'alg' | 'level' | 'rpId'> & Jwk;
export interface Jwk {
  kty?: string | undefined;
  crv?: string | undefined;
  x?: string | undefined;
  y?: string | undefined;
  n?: string | undefined;
  e?: string | undefined;
}

export const TYPE = 'care-seal+jws';
export const CA_TYPE = 'care-ca+jws';
const VALID: SealCheck = { verdict: 'valid', reason: null };
export const invalid = (reason: SealFault): SealCheck => ({ verdict: 'invalid', reason });

export const hashOfText = (text: string): string => createHash('sha256').update(text).digest('hex');

/** Of a public key (RFC 7638), as `kid`; undefined where the key is none that we sign with. */
export function thumbprint(jwk: Jwk): string | undefined {
  const members = { OKP: ['crv', 'kty', 'x'], EC: ['crv', 'kty', 'x', 'y'], RSA: ['e', 'kty', 'n'] }[
    `${jwk.kty}`
  ];
  if (!members || members.some((name) => typeof jwk[name as keyof Jwk] !== 'string')) return undefined;
  const text = JSON.stringify(Object.fromEntries(members.map((name) => [name, jwk[name as keyof Jwk]])));
  return createHash('sha256').update(text).digest('base64url');
}

/** Undefined unless every character counts: base64url of other lengths or with stray bits decodes to the same bytes. */
function fromBase64url(text: string): Buffer | undefined {
  const bytes = Buffer.from(text, 'base64url');
  return bytes.toString('base64url') === text ? bytes : undefined;
}

export function parseObject(text: string): Record<string, unknown> | undefined {
  try {
    const value: unknown = JSON.parse(text);
    return typeof value === 'object' && value !== null && !Array.isArray(value)
      ? (value as Record<string, unknown>)
      : undefined;
  } catch {
    return undefined;
  }
}

function importKey(jwk: Jwk): KeyObject | undefined {
  const { kty, crv, x, y, n, e } = jwk;
  const half = { OKP: { kty, crv, x }, EC: { kty, crv, x, y }, RSA: { kty, n, e } }[`${kty}`] ?? {};
  try {
    return createPublicKey({ key: half as JsonWebKey, format: 'jwk' });
  } catch {
    return undefined;
  }
}

/** A detached JWS (RFC 7515 appendix F) over exactly these characters. */
export function checkJws(
  text: string,
  seal: { keyId: string; jws: string },
  jwk: Jwk,
  { type = TYPE, algs = ['Ed25519'] }: { type?: string; algs?: string[] } = {},
): SealCheck {
  const [head = '', body, tail = '', ...more] = seal.jws.split('.');
  const signature = fromBase64url(tail);
  const header = parseObject(fromBase64url(head)?.toString() ?? '');
  const alg = header?.['alg'];
  if (body !== '' || more.length > 0 || !signature) return invalid('malformed');
  if (header?.['kid'] !== seal.keyId || header['typ'] !== type || !algs.some((one) => one === alg))
    return invalid('malformed');
  if (thumbprint(jwk) !== seal.keyId) return invalid('key-unknown');
  const signed = Buffer.from(`${head}.${Buffer.from(text).toString('base64url')}`);
  return fits(signed, signature, jwk, `${alg}`, 'ieee-p1363') ? VALID : invalid('changed');
}

/** Whether a signature is this key's over these bytes; ECDSA's comes as two numbers in JWS and as DER from a device. */
function fits(
  signed: Buffer,
  signature: Buffer,
  jwk: Jwk,
  alg: string,
  dsaEncoding: 'der' | 'ieee-p1363',
): boolean {
  const key = importKey(jwk);
  const made = { Ed25519: 'OKP', ES256: 'EC', RS256: 'RSA' }[alg];
  if (!key || made !== jwk.kty) return false;
  try {
    return verify(alg === 'Ed25519' ? null : 'sha256', signed, { key, dsaEncoding }, signature);
  } catch {
    return false;
  }
}

/** `authenticatorData` (WebAuthn §6.1): 32 bytes of the site's hash, flags, a counter. */
const [PRESENT, VERIFIED] = [0b001, 0b100];

/**
 * What a device answered in a WebAuthn ceremony over a text: its challenge is the text's SHA-256, it was made for the key's own site, the
 * device made sure of the person, and the signature is the key's.
 */
export function checkAssertion(
  text: string,
  keyId: string,
  assertion: Assertion,
  key: Omit<VerifyingKey, 'level'>,
): SealCheck {
  const client = fromBase64url(assertion.clientDataJSON);
  const device = fromBase64url(assertion.authenticatorData);
  const signature = fromBase64url(assertion.signature);
  if (!client || !device || !signature || device.length < 37) return invalid('malformed');
  const said = parseObject(client.toString());
  if (said?.['type'] !== 'webauthn.get' || said['crossOrigin'] === true) return invalid('malformed');
  if (thumbprint(key) !== keyId || key.rpId === null) return invalid('key-unknown');
  if (!device.subarray(0, 32).equals(sha256(key.rpId)) || !ofSite(said['origin'], key.rpId))
    return invalid('key-unknown');
  if ((device[32]! & PRESENT) === 0 || (device[32]! & VERIFIED) === 0) return invalid('malformed');
  if (said['challenge'] !== sha256(text).toString('base64url')) return invalid('changed');
  const signed = Buffer.concat([device, sha256(client)]);
  return fits(signed, signature, key, key.alg, 'der') ? VALID : invalid('changed');
}
const sha256 = (data: string | Buffer): Buffer => createHash('sha256').update(data).digest();
function ofSite(origin: unknown, rpId: string): boolean {
  if (typeof origin !== 'string' || !URL.canParse(origin)) return false;
  const { hostname } = new URL(origin);
  return hostname === rpId || hostname.endsWith(`.${rpId}`);
}

/**
 * A signature under way when its key was retired still counts for this long; so does one whose request began, and took its time from the
 * clock, before another request of the same signer had made the key.
 */
const UNDER_WAY_MS = 60_000;

/** Whether a key stood when something was signed with it. */
export function checkStanding(
  key: Pick<PublishedKey, 'validFrom' | 'retiredAt' | 'revokedFrom'>,
  signedAt: string,
): SealCheck {
  const at = Date.parse(signedAt);
  if (Number.isNaN(at) || at < Date.parse(key.validFrom) - UNDER_WAY_MS) return invalid('key-unknown');
  if (key.revokedFrom !== null && at >= Date.parse(key.revokedFrom)) return invalid('key-revoked');
  if (key.retiredAt !== null && at > Date.parse(key.retiredAt) + UNDER_WAY_MS) return invalid('key-retired');
  return VALID;
}

/** A signature of any level over a text, by its published key. Of a certificate authority's it tells that it fits, not whether the certificate is genuine. */
export function checkAny(
  text: string,
  { level, keyId, jws, assertion }: Pick<ExportedSeal, 'level' | 'keyId' | 'jws' | 'assertion'>,
  key: VerifyingKey,
): SealCheck {
  if (level !== key.level) return invalid('key-unknown');
  if (level === 'ceremony')
    return assertion ? checkAssertion(text, keyId, assertion, key) : invalid('malformed');
  if (jws === null) return invalid('malformed');
  return level === 'seal'
    ? checkJws(text, { keyId, jws }, key)
    : checkJws(text, { keyId, jws }, key, { type: CA_TYPE, algs: [key.alg] });
}
