/** Hosts that sign patients in: what a token must be, that it is taken once, and that the same subject is the same patient. */
import assert from 'node:assert/strict';
import { once } from 'node:events';
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { after, before, describe, it } from 'node:test';
import { exportJWK, exportSPKI, generateKeyPair, SignJWT, type CryptoKey, type JWK } from 'jose';
import { v7 } from 'uuid';
import { openTestApp, PATIENT, type Answer, type TestApp } from '../../kit/open-test-app.ts';

const ISSUER = 'https://www.renhe.example';
const CLAIMS = { name: '王秀英', birthdate: '1956-03-01', gender: 'female', phone_number: '138 0000 0000' };

describe('a host that has signed its patient in', () => {
  let t: TestApp;
  let administrator: string;
  let key: CryptoKey;
  let jwk: JWK;
  let now = Date.parse('2026-11-28T08:00:00Z');
  /** The host's own server of keys. */
  let server: Server;
  let served: unknown;
  let asked = 0;

  const keyPair = async (kid: string): Promise<[CryptoKey, JWK]> => {
    const pair = await generateKeyPair('ES256', { extractable: true });
    return [pair.privateKey, { ...(await exportJWK(pair.publicKey)), kid, alg: 'ES256' }];
  };
  const trust = (body: unknown) => t.call('PUT', '/renhe/host-issuers', { token: administrator, body });

  before(async () => {
    t = await openTestApp({ now: () => new Date(now), hostKeysInside: true });
    administrator = await t.tokenOf('renhe', 'fang', 'administrator');
    [key, jwk] = await keyPair('one');
    const answer = await trust({ issuer: ISSUER, jwks: { keys: [jwk] } });
    assert.equal(answer.status, 200, JSON.stringify(answer.body));
    assert.equal(answer.body.audience, 'care:renhe');
    server = createServer((_, response) => {
      asked++;
      response.setHeader('Content-Type', 'application/json');
      response.end(JSON.stringify(served));
    }).listen(0, '127.0.0.1');
    await once(server, 'listening');
  });
  after(async () => {
    server.close();
    await t.close();
  });

  interface Token {
    claims?: Record<string, unknown>;
    sub?: string;
    aud?: string;
    iss?: string;
    jti?: string;
    iat?: number;
    exp?: number;
    kid?: string;
    by?: CryptoKey | Uint8Array;
    alg?: string;
  }
  const seconds = () => Math.floor(now / 1000);
  const sign = (o: Token = {}) => {
    const jwt = new SignJWT({ ...CLAIMS, ...o.claims })
      .setProtectedHeader({ alg: o.alg ?? 'ES256', kid: o.kid ?? 'one' })
      .setIssuer(o.iss ?? ISSUER)
      .setAudience(o.aud ?? 'care:renhe')
      .setSubject(o.sub ?? 'u-1')
      .setIssuedAt(o.iat ?? seconds())
      .setExpirationTime(o.exp ?? seconds() + 300);
    return jwt.setJti(o.jti ?? v7()).sign(o.by ?? key);
  };
  const exchange = (token: string, hospital = 'renhe', idempotency?: string): Promise<Answer> =>
    t.call('POST', `/${hospital}/host-sessions`, {
      ...{ body: { token } },
      ...(idempotency && { key: idempotency }),
    });
  const register = (hostTicket: string | undefined, patient = {}, hospital = 'renhe') =>
    t.call('POST', `/${hospital}/visits`, {
      body: {
        ...{ patient: { ...PATIENT, ...patient }, language: 'zh-CN', hostTicket },
        consent: { version: 'demo-1', agreed: true },
      },
    });

  it('gives what it knows of the patient, and a ticket to register with', async () => {
    const { status, body } = await exchange(await sign({ sub: 'u-prefill' }));
    assert.equal(status, 201, JSON.stringify(body));
    assert.deepEqual(body.patient, {
      ...{ name: '王秀英', birthDate: '1956-03-01', sex: 'female', phone: '138 0000 0000' },
    });
    assert.equal(body.visit, null);
    // What does not fit is left out, and asked of the patient.
    const odd = { name: ' ', birthdate: '1.3.1956', gender: 'F', phone_number: 138, email: 'x@example.org' };
    assert.deepEqual((await exchange(await sign({ claims: odd }))).body.patient, {});
  });

  it('is the same patient on the next visit, and another where the name is another', async () => {
    const ticket = async (o: Token = {}) => (await exchange(await sign({ sub: 'u-again', ...o }))).body;
    const first = await register((await ticket()).ticket);
    assert.equal(first.status, 201, JSON.stringify(first.body));
    const { patientId } = first.body.visit.patient;

    // On another device: the open visit goes on.
    const resumed = (await ticket()).visit;
    assert.equal(resumed.visitId, first.body.visit.visitId);
    const seen = await t.call('GET', `/renhe/visits/${resumed.visitId}`, { token: resumed.token });
    assert.equal(seen.body.patient.patientId, patientId);

    const { token, visit } = first.body;
    assert.equal(
      (await t.call('POST', `/renhe/visits/${visit.visitId}/close`, { token, body: {} })).status,
      200,
    );
    const answer = await ticket();
    assert.equal(answer.visit, null);
    const allergies = { status: 'some', items: ['青霉素'] };
    const second = await register(answer.ticket, { phone: '139 1111 1111', allergies });
    assert.equal(second.body.visit.patient.patientId, patientId);
    assert.deepEqual(second.body.visit.patient.allergies, allergies);
    // A daughter registers her father under her own sign-in.
    const father = await register((await ticket()).ticket, { name: '王建国' });
    assert.notEqual(father.body.visit.patient.patientId, patientId);
    // Two windows at once are one patient.
    const both = await Promise.all([ticket({ sub: 'u-two' }), ticket({ sub: 'u-two' })]);
    const [one, two] = await Promise.all(both.map((b) => register(b.ticket)));
    assert.equal(one!.body.visit.patient.patientId, two!.body.visit.patient.patientId);
    // And without a ticket everybody is new.
    assert.notEqual((await register(undefined)).body.visit.patient.patientId, patientId);
  });

  it('is refused for every other hospital, issuer, audience, time and key', async () => {
    const [stranger] = await keyPair('one');
    const spki = await exportSPKI((await generateKeyPair('ES256', { extractable: true })).publicKey);
    const part = (value: unknown) => Buffer.from(JSON.stringify(value)).toString('base64url');
    const claims = {
      iss: ISSUER,
      aud: 'care:renhe',
      sub: 'u',
      jti: v7(),
      iat: seconds(),
      exp: seconds() + 60,
    };
    const good = await sign();
    const [head, , tail] = good.split('.');
    const tokens: Record<string, string> = {
      'alg none': `${part({ alg: 'none' })}.${part(claims)}.`,
      'alg none with a key id': `${part({ alg: 'none', kid: 'one' })}.${part(claims)}.`,
      'the public key as a shared secret': await sign({ alg: 'HS256', by: Buffer.from(spki) }),
      'our own secret': await sign({ alg: 'HS256', by: t.deps.tokenSecret }),
      'somebody else’s key': await sign({ by: stranger }),
      'a key id that nobody has': await sign({ kid: 'two' }),
      'another body under the signature': `${head}.${part({ ...claims, sub: 'other' })}.${tail}`,
      'another audience': await sign({ aud: 'care:lakeside' }),
      'another issuer': await sign({ iss: 'https://evil.example' }),
      'issued in the future': await sign({ iat: seconds() + 600, exp: seconds() + 900 }),
      'no token': 'x',
      // What a promise that nobody awaited becomes: all patients of such a host would be one.
      'a subject that is no text': await new SignJWT({ ...claims, sub: {} as never })
        .setProtectedHeader({ alg: 'ES256', kid: 'one' })
        .sign(key),
      'an empty subject': await sign({ sub: '' }),
      'a key in its header': await new SignJWT(claims)
        .setProtectedHeader({ alg: 'ES256', jwk: jwk as never, kid: 'nobody' })
        .sign(stranger),
    };
    for (const [what, token] of Object.entries(tokens)) {
      const { status, body } = await exchange(token);
      assert.equal(`${status} ${body.code}`, '401 token-invalid', what);
    }
    // What is wrong with it is told: whoever builds the site reads it in the console.
    const why = async (token: string) => (await exchange(token)).body.detail;
    assert.match(await why(tokens['another audience']!), /aud.*care:renhe/);
    assert.match(await why(tokens['a key id that nobody has']!), /^kid/);
    assert.match(await why(tokens['somebody else’s key']!), /signature/);
    assert.match(await why('x'), /JWT/);
    for (const [name, old] of Object.entries({
      exp: { exp: seconds() - 60 },
      iat: { iat: seconds() - 4000, exp: seconds() + 300 },
    })) {
      const { code, detail } = (await exchange(await sign(old))).body;
      assert.equal(code, 'token-expired');
      assert.match(detail, new RegExp(`^${name}:`));
    }
    for (const lacking of ['sub', 'jti', 'iat', 'exp']) {
      const { [lacking as 'sub']: _, ...rest } = claims;
      const token = await new SignJWT(rest).setProtectedHeader({ alg: 'ES256', kid: 'one' }).sign(key);
      const { code, detail } = (await exchange(token)).body;
      assert.equal(code, 'token-invalid', lacking);
      assert.match(detail, new RegExp(`^${lacking}: is missing`));
    }
    // The neighbour has not registered this issuer, and its path is not its audience.
    assert.equal((await exchange(good, 'lakeside')).body.code, 'token-invalid');
  });

  it('is taken once, and again only for the very request that was cut off', async () => {
    const token = await sign({ sub: 'u-once' });
    const first = await exchange(token, 'renhe', 'k'.repeat(20));
    assert.equal(first.status, 201);
    assert.deepEqual((await exchange(token, 'renhe', 'k'.repeat(20))).body, first.body);
    assert.equal((await exchange(token)).body.code, 'token-invalid');
    const again = await sign({ sub: 'u-once', jti: 'same' });
    const both = await Promise.all([exchange(again), exchange(again)]);
    assert.deepEqual(both.map(({ status }) => status).sort(), [201, 401]);
  });

  it('gives a ticket that opens nothing but a registration here, for two hours', async () => {
    const { ticket } = (await exchange(await sign({ sub: 'u-ticket' }))).body;
    assert.equal(
      (await t.call('GET', `/renhe/visits/${v7()}`, { token: ticket })).body.code,
      'token-invalid',
    );
    assert.equal((await register(ticket, {}, 'lakeside')).body.code, 'token-expired');
    assert.equal((await register(`${ticket}x`)).body.code, 'token-expired');
    assert.equal((await register(await sign())).body.code, 'token-expired');
    now += 2 * 3600_000 + 1000;
    assert.equal((await register(ticket)).body.code, 'token-expired');
    administrator = await t.tokenOf('renhe', 'fang', 'administrator');
  });

  it('may change its keys, and is not asked for each patient', async () => {
    const url = `http://127.0.0.1:${(server.address() as AddressInfo).port}/jwks`;
    const iss = 'https://portal.example';
    for (const jwksUrl of ['file:///etc/passwd', 'gopher://portal.example/jwks'])
      assert.equal((await trust({ issuer: iss, jwksUrl })).body.code, 'invalid-input', jwksUrl);
    const [oldKey, oldJwk] = await keyPair('old');
    const [newKey, newJwk] = await keyPair('new');
    served = { keys: [oldJwk] };
    assert.equal((await trust({ issuer: iss, jwksUrl: url })).status, 200);
    const by = (by: CryptoKey, kid: string) => sign({ iss, by, kid }).then((token) => exchange(token));
    assert.equal((await by(oldKey, 'old')).status, 201);
    assert.equal((await by(oldKey, 'old')).status, 201);
    assert.equal(asked, 1);
    // An invented key id makes us ask once in a while, not each time.
    served = { keys: [newJwk] };
    assert.equal((await by(newKey, 'new')).status, 401);
    assert.equal(asked, 1);
    now += 31_000;
    assert.equal((await by(newKey, 'new')).status, 201);
    assert.equal(asked, 2);
    assert.equal((await by(oldKey, 'old')).status, 401);
    // While the host is away, what it said last counts.
    served = 'nonsense';
    now += 11 * 60_000;
    assert.equal((await by(newKey, 'new')).status, 201);
    assert.equal(asked, 3);
  });

  it('is trusted by an administrator, with public keys alone, and no longer than that', async () => {
    const { privateKey } = await generateKeyPair('ES256', { extractable: true });
    const secret = await trust({
      issuer: 'https://x.example',
      jwks: { keys: [await exportJWK(privateKey)] },
    });
    assert.equal(secret.body.code, 'invalid-input');
    const shared = await trust({ issuer: 'https://x.example', jwks: { keys: [{ kty: 'oct', k: 'AAAA' }] } });
    assert.equal(shared.body.code, 'invalid-input');
    const neither = await trust({ issuer: 'https://x.example' });
    assert.equal(neither.body.code, 'invalid-input');
    // A key that has the shape of one alone: its tokens are refused as any other that no key fits.
    const broken = { kty: 'EC', crv: 'P-256', x: 'AA', y: 'AA', kid: 'one' };
    assert.equal((await trust({ issuer: 'https://n0.example', jwks: { keys: [broken] } })).status, 200);
    const unreadable = await exchange(await sign({ iss: 'https://n0.example' }));
    assert.equal(`${unreadable.status} ${unreadable.body.code}`, '401 token-invalid');
    for (let n = 0; n < 8; n++)
      assert.equal((await trust({ issuer: `https://n${n}.example`, jwks: { keys: [jwk] } })).status, 200);
    assert.equal(
      (await trust({ issuer: 'https://more.example', jwks: { keys: [jwk] } })).body.code,
      'state-conflict',
    );
    const body = { issuer: ISSUER };
    assert.equal(
      (await t.call('POST', '/renhe/host-issuers/remove', { token: administrator, body })).status,
      200,
    );
    assert.equal((await exchange(await sign())).body.code, 'token-invalid');
    const rows = await t.deps.db.tenant(
      'renhe',
      async (tx) =>
        (
          await tx.execute(
            `SELECT action FROM audit_entries WHERE resource_id = '${ISSUER}' ORDER BY at, audit_id`,
          )
        ).rows,
    );
    assert.deepEqual(
      rows.map(({ action }) => action),
      ['host_issuer.trusted', 'host_issuer.removed'],
    );
  });
});
