import assert from 'node:assert/strict';
import { randomBytes } from 'node:crypto';
import { describe, it } from 'node:test';
import type { JWK } from 'jose';
import { canonicalOf, createSealMaker, hashOfText, type Seal } from '../../../server/seals/seal.ts';
import { checkAny } from '../../../server/seals/verify.ts';

const owner = { hospitalId: 'renhe', clinicianId: '01900000-0000-7000-8000-000000000001' };
const content = {
  type: 'care-prescription/1',
  patient: { name: '王秀英' },
  items: [{ dose: { value: '0.5', unit: 'g' }, days: 7 }],
  note: null,
};

/** As the server and `verify-rx` check it. */
const check = (text: string, seal: Seal, jwk: JWK) =>
  checkAny(text, { ...seal, assertion: null }, { ...jwk, level: 'seal', alg: 'Ed25519', rpId: null });

describe('a seal', async () => {
  const provider = createSealMaker(randomBytes(32));
  const key = await provider.newKey(owner);
  const begun = provider.begin(content);
  const seal = await provider.complete(begun, key);

  it('knows whose key it can open: not one under another secret, nor one that was moved to somebody else', () => {
    assert.ok(provider.opens(key));
    assert.ok(!createSealMaker(randomBytes(32)).opens(key));
    assert.ok(!provider.opens({ ...key, clinicianId: '01900000-0000-7000-8000-000000000002' }));
    assert.ok(!provider.opens({ ...key, privateKey: null }));
  });

  it('is valid over what was sealed, whatever the order of its keys', async () => {
    assert.equal(seal.level, 'seal');
    assert.deepEqual(check(begun.canonical, seal, key.publicJwk), {
      verdict: 'valid',
      reason: null,
    });
    const { note, items, patient, type } = content;
    assert.equal(canonicalOf({ note, items, patient, type }).canonical, begun.canonical);
    assert.equal(begun.hash, hashOfText(begun.canonical));
    assert.equal(
      begun.canonical,
      '{"items":[{"days":7,"dose":{"unit":"g","value":"0.5"}}],"note":null,"patient":{"name":"王秀英"},"type":"care-prescription/1"}',
    );
  });

  it('finds every single changed byte', async () => {
    const bytes = Buffer.from(begun.canonical);
    for (let i = 0; i < bytes.length; i++) {
      const changed = Buffer.from(bytes);
      changed[i]! ^= 1;
      const text = changed.toString('utf8');
      assert.deepEqual(
        check(text, seal, key.publicJwk),
        { verdict: 'invalid', reason: 'changed' },
        `byte ${i}`,
      );
    }
    for (const text of ['', begun.canonical + ' ', begun.canonical.slice(1)])
      assert.equal(check(text, seal, key.publicJwk).reason, 'changed');
  });

  it('finds a changed signature, and does not take another’s', async () => {
    const [header, , signature] = seal.jws.split('.') as [string, string, string];
    const flipped = signature.replace(/^./, (c) => (c === 'A' ? 'B' : 'A'));
    assert.equal(
      check(begun.canonical, { ...seal, jws: `${header}..${flipped}` }, key.publicJwk).reason,
      'changed',
    );
    const other = await provider.newKey({ ...owner, clinicianId: 'other' });
    assert.equal(check(begun.canonical, seal, other.publicJwk).reason, 'key-unknown');
    const forged = await provider.complete(begun, other);
    assert.equal(check(begun.canonical, { ...forged, keyId: key.keyId }, key.publicJwk).reason, 'malformed');
  });

  it('takes no other algorithm, type or shape', async () => {
    const [, , signature] = seal.jws.split('.') as [string, string, string];
    const encode = (header: object) => Buffer.from(JSON.stringify(header)).toString('base64url');
    const shapes = {
      none: `${encode({ alg: 'none', kid: key.keyId, typ: 'care-seal+jws' })}..`,
      hmac: `${encode({ alg: 'HS256', kid: key.keyId, typ: 'care-seal+jws' })}..${signature}`,
      type: `${encode({ alg: 'Ed25519', kid: key.keyId, typ: 'JWT' })}..${signature}`,
      payload: seal.jws.replace('..', '.e30.'),
      junk: 'x',
      empty: '',
      bytes: '%%%..%%%',
    };
    for (const [name, jws] of Object.entries(shapes))
      assert.equal(check(begun.canonical, { ...seal, jws }, key.publicJwk).verdict, 'invalid', name);
    assert.equal(check(begun.canonical, { ...seal, jws: shapes.type }, key.publicJwk).reason, 'malformed');
  });

  it('keeps the private key encrypted, for this owner and this server alone', async () => {
    assert.equal(key.publicJwk.d, undefined);
    assert.equal(key.privateKey.includes('"d"'), false);
    await assert.rejects(provider.complete(begun, { ...key, clinicianId: 'thief' }));
    await assert.rejects(provider.complete(begun, { ...key, hospitalId: 'lakeside' }));
    await assert.rejects(createSealMaker(randomBytes(32)).complete(begun, key));
    const torn = Buffer.from(key.privateKey);
    torn[torn.length - 1]! ^= 1;
    await assert.rejects(provider.complete(begun, { ...key, privateKey: torn }));
  });

  it('wants a whole master key, and something to seal', () => {
    assert.throws(() => createSealMaker(randomBytes(16)), RangeError);
    assert.throws(() => provider.begin(undefined));
  });
});
