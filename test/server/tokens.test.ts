/** Our tokens are what the standard says, and nothing but what we signed is one of them. */
import assert from 'node:assert/strict';
import { createHmac, randomBytes } from 'node:crypto';
import { describe, it } from 'node:test';
import { jwtVerify, SignJWT, UnsecuredJWT } from 'jose';
import { v7 } from 'uuid';
import type { Actor } from '../../server/actor.ts';
import { createTokens } from '../../server/tokens.ts';

const secret = randomBytes(32);
const tokens = createTokens(secret);
const now = new Date('2026-03-01T08:00:00.500Z');
const end = new Date('2026-03-01T20:00:00.500Z');
const session = () => ({ hospitalId: 'renhe', sessionId: v7() });
const actors: Actor[] = [
  { ...session(), role: 'patient', patientId: v7(), visitId: v7() },
  { ...session(), role: 'guest', invitationId: v7(), visitId: v7() },
  { ...session(), role: 'listener', seatId: v7(), meetingId: v7() },
  { ...session(), role: 'doctor', clinicianId: v7() },
  { ...session(), role: 'medical_lead', clinicianId: v7() },
];
const refused = (token: string, code = 'token-invalid', at = now) =>
  assert.rejects(tokens.verify(token, at), { code });

describe('tokens', () => {
  it('say who asks, until they end', async () => {
    for (const actor of actors) {
      const token = await tokens.sign(actor, now, end);
      assert.deepEqual(await tokens.verify(token, now), actor);
      assert.deepEqual(await tokens.verify(token, new Date(end.getTime() - 1000)), actor);
      await refused(token, 'token-expired', end);
    }
  });

  it('are JWTs that another library reads and writes alike', async () => {
    const [patient] = actors as [Actor];
    const token = await tokens.sign(patient, now, end);
    const { payload, protectedHeader } = await jwtVerify(token, secret, {
      ...{ algorithms: ['HS256'], issuer: 'care-elements', audience: 'renhe', currentDate: now },
    });
    assert.deepEqual(protectedHeader, { alg: 'HS256' });
    assert.deepEqual([payload.jti, payload.iat], [patient.sessionId, 1772352000]);
    const theirs = await new SignJWT(payload).setProtectedHeader({ alg: 'HS256' }).sign(secret);
    assert.deepEqual(await tokens.verify(theirs, now), patient);
  });

  it('are nothing in any other form', async () => {
    const token = await tokens.sign(actors[0]!, now, end);
    const [head, body, tail] = token.split('.') as [string, string, string];
    const claims = JSON.parse(Buffer.from(body, 'base64url').toString());
    const signed = (header: object, payload: object, key: Uint8Array = secret) =>
      new SignJWT(payload as never).setProtectedHeader({ alg: 'HS256', ...header }).sign(key);
    const raw = (text: string) => {
      const what = `${head}.${Buffer.from(text).toString('base64url')}`;
      return `${what}.${createHmac('sha256', secret).update(what).digest('base64url')}`;
    };
    const others = [
      ...['', '.', '..', 'x', `${head}.${body}`, `${head}.${body}.`, `${head}..${tail}`, `${token}.${tail}`],
      ...[`${token}=`, `${token} `, `\n${token}`, `${head}.${body}.${tail.slice(0, -1)}`, `${token}A`],
      // The last sign holds bits that no byte is made of: another one decodes to the same signature.
      `${head}.${body}.${tail.slice(0, -1)}${String.fromCharCode(tail.charCodeAt(42) + 1)}`,
      new UnsecuredJWT(claims).encode(),
      await signed({}, claims, randomBytes(32)),
      await signed({ alg: 'HS512' }, claims),
      await signed({ typ: 'JWT' }, claims),
      await signed({ crit: ['b64'], b64: true }, claims),
      await signed({}, { ...claims, iss: 'other' }),
      await signed({}, { ...claims, aud: ['renhe'] }),
      await signed({}, { ...claims, sub: undefined }),
      await signed({}, { ...claims, jti: undefined }),
      await signed({}, { ...claims, exp: undefined }),
      await signed({}, { ...claims, exp: undefined, iat: claims.exp }),
      await signed({}, { ...claims, role: 'superuser' }),
      await signed({}, { ...claims, visit: undefined }),
      ...['null', '[]', '1', '"x"', '{', ''].map(raw),
    ];
    for (const other of others) await refused(other);
  });
});
