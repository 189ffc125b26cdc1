/**
 * Seals: Ed25519 (RFC 8037) as a detached JWS over RFC 8785 canonical JSON, one key a clinician. The server keeps the keys, encrypted;
 * so a seal shows what was decided here and that nothing changed since, but it is not under its signer's sole control: it is a
 * seal, never a CA's signature, and is never called one.
 */
import { createCipheriv, createDecipheriv, randomBytes } from 'node:crypto';
import canonicalize from 'canonicalize';
import { calculateJwkThumbprint, exportJWK, FlattenedSign, generateKeyPair, importJWK, type JWK } from 'jose';
import { hashOfText, TYPE } from './verify.ts';

export { hashOfText, type SealCheck } from './verify.ts';

const ALG = 'Ed25519';

/** Whose key it is; bound into the encryption, so that a key moved to another row does not open. */
export interface KeyOwner {
  readonly hospitalId: string;
  readonly clinicianId: string;
}
export interface StoredKey extends KeyOwner {
  /** The public key's RFC 7638 thumbprint. */
  readonly keyId: string;
  readonly publicJwk: JWK;
  /** Nonce, tag and ciphertext of the private JWK; null once the key is retired. */
  readonly privateKey: Buffer | null;
}
/** What is about to be sealed: exactly these characters, and their SHA-256 in hex. */
export interface Begun {
  readonly canonical: string;
  readonly hash: string;
}
export interface Seal {
  readonly level: 'seal';
  readonly keyId: string;
  /** Detached: header..signature. */
  readonly jws: string;
}
/** Makes keys and seals with them. */
export interface SealMaker {
  readonly level: 'seal';
  newKey(owner: KeyOwner): Promise<StoredKey & { privateKey: Buffer }>;
  /** Whether it is encrypted under this maker's secret; a retired key has nothing to open. */
  opens(key: StoredKey): boolean;
  begin(content: unknown): Begun;
  complete(begun: Begun, key: StoredKey): Promise<Seal>;
}

/** The canonical text of a value, and its hash. */
export function canonicalOf(content: unknown): Begun {
  const canonical = canonicalize(JSON.parse(JSON.stringify(content)));
  if (canonical === undefined) throw new TypeError('nothing to seal');
  return { canonical, hash: hashOfText(canonical) };
}

/** `master`: 32 bytes; encrypts the private keys at rest. */
export function createSealMaker(master: Uint8Array): SealMaker {
  if (master.byteLength !== 32) throw new RangeError('the sealing key is 32 bytes');
  return {
    level: 'seal',
    async newKey(owner) {
      const pair = await generateKeyPair(ALG, { extractable: true });
      const publicJwk = await exportJWK(pair.publicKey);
      const keyId = await calculateJwkThumbprint(publicJwk);
      const secret = Buffer.from(JSON.stringify(await exportJWK(pair.privateKey)));
      return { ...owner, keyId, publicJwk, privateKey: encrypt(master, secret, { ...owner, keyId }) };
    },
    opens(key) {
      try {
        return key.privateKey !== null && decrypt(master, key.privateKey, key).length > 0;
      } catch {
        return false;
      }
    },
    begin: canonicalOf,
    async complete({ canonical }, key) {
      if (!key.privateKey) throw new TypeError('a retired key seals nothing');
      const jwk = JSON.parse(decrypt(master, key.privateKey, key).toString()) as JWK;
      const signed = await new FlattenedSign(new TextEncoder().encode(canonical))
        .setProtectedHeader({ alg: ALG, kid: key.keyId, typ: TYPE })
        .sign(await importJWK(jwk, ALG));
      return { level: 'seal', keyId: key.keyId, jws: `${signed.protected}..${signed.signature}` };
    },
  };
}

type Bound = KeyOwner & { keyId: string };
const boundTo = ({ hospitalId, clinicianId, keyId }: Bound) =>
  Buffer.from(`${hospitalId}\n${clinicianId}\n${keyId}`);

function encrypt(master: Uint8Array, secret: Buffer, bound: Bound): Buffer {
  const nonce = randomBytes(12);
  const cipher = createCipheriv('aes-256-gcm', master, nonce).setAAD(boundTo(bound));
  const body = Buffer.concat([cipher.update(secret), cipher.final()]);
  return Buffer.concat([nonce, cipher.getAuthTag(), body]);
}

/** Throws where the master key, the owner or a byte is another. */
function decrypt(master: Uint8Array, stored: Buffer, bound: Bound): Buffer {
  const decipher = createDecipheriv('aes-256-gcm', master, stored.subarray(0, 12))
    .setAAD(boundTo(bound))
    .setAuthTag(stored.subarray(12, 28));
  return Buffer.concat([decipher.update(stored.subarray(28)), decipher.final()]);
}
