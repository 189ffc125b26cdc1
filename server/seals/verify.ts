/**
 * Whether a signature fits a text and a key, by Node's own cryptography: the server and `npm run verify-rx` ask the same functions, and
 * nothing here needs a database, a network or a secret.
 */
import { createHash, createPublicKey, verify, type JsonWebKey, type KeyObject } from 'node:crypto';
import type { ExportedSeal, PublishedKey } from '@care-elements/contract/signing.ts';
import type { SealFault } from '@care-elements/contract/signing.terms.ts';

export type SealCheck = { verdict: 'valid'; reason: null } | { verdict: 'invalid'; reason: SealFault };
export type Jwk = JsonWebKey & { kty?: string };

export const TYPE = 'care-seal+jws';
export const VALID: SealCheck = { verdict: 'valid', reason: null };
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
export function fromBase64url(text: string): Buffer | undefined {
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

export function importKey(jwk: Jwk): KeyObject | undefined {
  const { kty, crv, x, y, n, e } = jwk;
  const half: Jwk = { OKP: { kty, crv, x }, EC: { kty, crv, x, y }, RSA: { kty, n, e } }[`${kty}`] ?? {};
  try {
    return createPublicKey({ key: half, format: 'jwk' });
  } catch {
    return undefined;
  }
}

/** A detached JWS (RFC 7515 appendix F) by Ed25519 over exactly these characters. */
export function checkJws(text: string, seal: { keyId: string; jws: string }, jwk: Jwk): SealCheck {
  const [head = '', body, tail = '', ...more] = seal.jws.split('.');
  const signature = fromBase64url(tail);
  const header = parseObject(fromBase64url(head)?.toString() ?? '');
  if (body !== '' || more.length > 0 || !signature) return invalid('malformed');
  if (header?.['kid'] !== seal.keyId || header['typ'] !== TYPE || header['alg'] !== 'Ed25519')
    return invalid('malformed');
  if (thumbprint(jwk) !== seal.keyId) return invalid('key-unknown');
  const key = importKey(jwk);
  if (key?.asymmetricKeyType !== 'ed25519') return invalid('key-unknown');
  const signed = Buffer.from(`${head}.${Buffer.from(text).toString('base64url')}`);
  return verify(null, signed, key, signature) ? VALID : invalid('changed');
}

/** A signature under way when its key was retired still counts for this long. */
const UNDER_WAY_MS = 60_000;

/** Whether a key stood when something was signed with it. */
export function checkStanding(
  key: Pick<PublishedKey, 'validFrom' | 'retiredAt' | 'revokedFrom'>,
  signedAt: string,
): SealCheck {
  const at = Date.parse(signedAt);
  if (Number.isNaN(at) || at < Date.parse(key.validFrom)) return invalid('key-unknown');
  if (key.revokedFrom !== null && at >= Date.parse(key.revokedFrom)) return invalid('key-revoked');
  if (key.retiredAt !== null && at > Date.parse(key.retiredAt) + UNDER_WAY_MS) return invalid('key-retired');
  return VALID;
}

/** A signature of any level over a text, by its published key. */
export function checkAny(
  text: string,
  { level, keyId, jws }: Pick<ExportedSeal, 'level' | 'keyId' | 'jws' | 'assertion'>,
  key: PublishedKey,
): SealCheck {
  if (level === 'seal') return jws === null ? invalid('malformed') : checkJws(text, { keyId, jws }, key);
  // Only its own provider can tell.
  return invalid('not-checkable');
}
