/** Tokens whose signature is not checked again: as strict as the first time. */
import assert from 'node:assert/strict';
import { randomBytes } from 'node:crypto';
import { test } from 'node:test';
import { SignJWT } from 'jose';
import { v7 } from 'uuid';
import type { Actor } from '../../server/actor.ts';
import { createTokens } from '../../server/tokens.ts';

const NOW = new Date('2026-11-30T08:00:00.900Z');
const later = (seconds: number) => new Date(NOW.getTime() + seconds * 1000);
const secret = randomBytes(32);
const actor = (): Actor => ({ hospitalId: 'renhe', sessionId: v7(), role: 'doctor', clinicianId: v7() });

test('a token that is known ends at its second, and is refused from then on', async () => {
  const tokens = createTokens(secret);
  const who = actor();
  const token = await tokens.sign(who, NOW, later(60));
  for (const at of [NOW, later(1), later(59)]) assert.deepEqual(await tokens.verify(token, at), who);
  for (const at of [later(60), later(3600)])
    await assert.rejects(tokens.verify(token, at), { code: 'token-expired' });
  assert.deepEqual(await tokens.verify(token, later(59)), who);
});

test('a token that is known lets no other through: another payload, signature or key', async () => {
  const tokens = createTokens(secret);
  const token = await tokens.sign(actor(), NOW, later(60));
  await tokens.verify(token, NOW);
  const [head, , mark] = token.split('.');
  const [, other] = (await tokens.sign(actor(), NOW, later(60))).split('.');
  const stranger = await createTokens(randomBytes(32)).sign(actor(), NOW, later(60));
  for (const forged of [`${head}.${other}.${mark}`, token.slice(0, -4), stranger])
    await assert.rejects(tokens.verify(forged, NOW), { code: 'token-invalid' });
});

test('a token that holds from a moment on is asked for it each time', async () => {
  const tokens = createTokens(secret);
  const token = await new SignJWT({ role: 'doctor' })
    .setProtectedHeader({ alg: 'HS256' })
    .setIssuer('care-elements')
    .setAudience('renhe')
    .setSubject(v7())
    .setJti(v7())
    .setNotBefore(later(10))
    .setExpirationTime(later(60))
    .sign(secret);
  await tokens.verify(token, later(11));
  await assert.rejects(tokens.verify(token, NOW), { code: 'token-invalid' });
});

test('more tokens than are kept: each is who they are', async () => {
  const tokens = createTokens(secret);
  const all = await Promise.all(
    Array.from({ length: 1100 }, async () => {
      const who = actor();
      return { who, token: await tokens.sign(who, NOW, later(60)) };
    }),
  );
  for (let i = 0; i < 2; i++)
    for (const { who, token } of all) assert.deepEqual(await tokens.verify(token, NOW), who);
});
