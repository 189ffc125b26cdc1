/** A WebAuthn authenticator of a few lines, for tests without a browser: it signs with ES256 as a device would, or wrongly as told. */
import { createHash, generateKeyPairSync, randomBytes, sign } from 'node:crypto';

interface Ask {
  challenge: string;
  rp?: { id?: string };
  rpId?: string;
}
export interface Wrong {
  origin?: string;
  rpId?: string;
  challenge?: string;
  /** The person was not made sure of. */
  unverified?: boolean;
  /** Instead of one more than last time. */
  counter?: number;
  crossOrigin?: boolean;
}
const sha256 = (data: string | Buffer) => createHash('sha256').update(data).digest();
const bytes = (data: Buffer): Buffer =>
  Buffer.concat([data.length < 24 ? Buffer.of(0x40 + data.length) : Buffer.of(0x58, data.length), data]);
const text = (value: string): Buffer => Buffer.concat([Buffer.of(0x60 + value.length), Buffer.from(value)]);

export function authenticator(origin: string) {
  const { publicKey, privateKey } = generateKeyPairSync('ec', { namedCurve: 'P-256' });
  const { x, y } = publicKey.export({ format: 'jwk' });
  const id = randomBytes(32);
  let counter = 0;

  const client = (type: string, ask: Ask, wrong: Wrong): Buffer =>
    Buffer.from(
      JSON.stringify({
        type,
        challenge: wrong.challenge ?? ask.challenge,
        origin: wrong.origin ?? origin,
        crossOrigin: wrong.crossOrigin ?? false,
      }),
    );
  const data = (ask: Ask, wrong: Wrong, more?: Buffer): Buffer => {
    counter = wrong.counter ?? counter + 1;
    const flags = 0x01 + (wrong.unverified ? 0 : 0x04) + (more ? 0x40 : 0);
    const count = Buffer.alloc(4);
    count.writeUInt32BE(counter);
    const site = sha256(wrong.rpId ?? ask.rpId ?? ask.rp!.id!);
    return Buffer.concat([site, Buffer.of(flags), count, more ?? Buffer.alloc(0)]);
  };
  const answer = (response: Record<string, Buffer>) => ({
    ...{ id: id.toString('base64url'), rawId: id.toString('base64url'), type: 'public-key' },
    clientExtensionResults: {},
    response: Object.fromEntries(
      Object.entries(response).map(([name, value]) => [name, value.toString('base64url')]),
    ),
  });

  return {
    register(ask: Ask, wrong: Wrong = {}) {
      // {1: 2 (EC2), 3: -7 (ES256), -1: 1 (P-256), -2: x, -3: y}
      const cose = Buffer.concat([
        Buffer.of(0xa5, 0x01, 0x02, 0x03, 0x26, 0x20, 0x01, 0x21),
        bytes(Buffer.from(x!, 'base64url')),
        Buffer.of(0x22),
        bytes(Buffer.from(y!, 'base64url')),
      ]);
      const attested = Buffer.concat([Buffer.alloc(16), Buffer.of(0, id.length), id, cose]);
      const attestationObject = Buffer.concat([
        Buffer.of(0xa3),
        ...[text('fmt'), text('none'), text('attStmt'), Buffer.of(0xa0), text('authData')],
        bytes(data(ask, wrong, attested)),
      ]);
      return answer({ clientDataJSON: client('webauthn.create', ask, wrong), attestationObject });
    },
    assert(ask: Ask, wrong: Wrong = {}) {
      const clientDataJSON = client('webauthn.get', ask, wrong);
      const authenticatorData = data(ask, wrong);
      const signature = sign(
        'sha256',
        Buffer.concat([authenticatorData, sha256(clientDataJSON)]),
        privateKey,
      );
      return answer({ clientDataJSON, authenticatorData, signature });
    },
  };
}
export type Authenticator = ReturnType<typeof authenticator>;
