/** Tokens that we did not make, or that hold no longer, against a route of every role; each is refused. */
import { randomBytes } from 'node:crypto';
import { SignJWT } from 'jose';
import { AccessToken } from 'livekit-server-sdk';
import { v7 } from 'uuid';
import { ROLES } from '../kit/route-world.ts';
import { atLivekit } from './tokens/livekit.ts';
import { webhooks } from './tokens/webhooks.ts';
import { worldOf, type Attack, type Attempt } from './attack.ts';

const part = (value: unknown) => Buffer.from(JSON.stringify(value)).toString('base64url');
const read = (token: string, at: 0 | 1) =>
  JSON.parse(Buffer.from(token.split('.')[at]!, 'base64url').toString()) as Record<string, unknown>;

export const attack: Attack = async ({ world }) => {
  const { t, f, ours, close } = await worldOf(world);
  const media = t.deps.media!;
  try {
    const secret = t.deps.tokenSecret;
    const second = Math.floor(Date.now() / 1000);
    const signed = (claims: Record<string, unknown>, key: Uint8Array = secret, alg = 'HS256') =>
      new SignJWT(claims).setProtectedHeader({ alg }).sign(key);
    const livekit = async (key: string) => {
      const token = new AccessToken(media.apiKey, key, { identity: 'p_x', ttl: 60 });
      token.addGrant({ room: f.visitId, roomJoin: true, roomAdmin: true });
      return token.toJwt();
    };
    const table: Record<string, (token: string) => Promise<string> | string> = {
      'another payload under our signature': (token) => {
        const [head, , tail] = token.split('.');
        return `${head}.${part({ ...read(token, 1), exp: 9e9 })}.${tail}`;
      },
      'alg none': (token) => `${part({ alg: 'none' })}.${token.split('.')[1]}.`,
      'alg None, with a signature': (token) =>
        `${part({ alg: 'None' })}.${token.split('.').slice(1).join('.')}`,
      'no signature': (token) => `${token.split('.').slice(0, 2).join('.')}.`,
      'a signature cut short': (token) => token.slice(0, -4),
      'another key': (token) => signed(read(token, 1), randomBytes(32)),
      'an empty key': (token) => signed(read(token, 1), Buffer.alloc(32)),
      'another algorithm, our key': (token) =>
        signed(read(token, 1), Buffer.concat([secret, secret]), 'HS512'),
      expired: (token) => signed({ ...read(token, 1), exp: second - 1 }),
      'not yet valid': (token) => signed({ ...read(token, 1), nbf: second + 3600 }),
      'without an end': (token) => signed({ ...read(token, 1), exp: undefined }),
      'another audience': (token) => signed({ ...read(token, 1), aud: 'lakeside' }),
      'two audiences': (token) => signed({ ...read(token, 1), aud: ['renhe', 'lakeside'] }),
      'another issuer': (token) => signed({ ...read(token, 1), iss: 'https://evil.example' }),
      'a role that is none': (token) => signed({ ...read(token, 1), role: 'superuser' }),
      'a session that never was': (token) => signed({ ...read(token, 1), jti: v7() }),
      'another’s session': (token) => signed({ ...read(token, 1), jti: read(ours.listener, 1)['jti'] }),
      'LiveKit’s own': () => livekit(media.apiSecret),
      'of a person who is not there': (token) => signed({ ...read(token, 1), jti: v7(), sub: v7() }),
    };
    const attempts: Attempt[] = [];
    const own: Partial<Record<(typeof ROLES)[number], string>> = {
      ...{ patient: `/renhe/visits/${f.visitId}`, guest: '/renhe/invitations/current' },
      listener: '/renhe/meeting-seat',
    };
    const asked = (token: string, role: (typeof ROLES)[number]) =>
      t.call('GET', own[role] ?? '/renhe/sessions/current', { token });
    const honest: Attempt = {
      attempt: 'its own token is let in, so a refusal says something',
      tried: 0,
      findings: [],
    };
    for (const role of ROLES) {
      honest.tried++;
      const { status } = await asked(ours[role], role);
      if (status !== 200) honest.findings.push(`${role}: ${status}`);
    }
    attempts.push(honest);
    for (const [attempt, make] of Object.entries(table)) {
      const findings: string[] = [];
      let tried = 0;
      for (const role of ROLES) {
        if (attempt.startsWith('another’s') && role === 'listener') continue;
        const { status, body } = await asked(await make(ours[role]), role);
        tried++;
        if (status !== 401 && status !== 403) findings.push(`${role}: ${status} ${JSON.stringify(body)}`);
      }
      attempts.push({ attempt, tried, findings });
    }

    const hook = async (attempt: string, tokens: (string | undefined)[]): Promise<Attempt> => {
      const findings: string[] = [];
      for (const token of tokens) {
        const { status } = await t.app.request('/v1/livekit/webhook', {
          method: 'POST',
          headers: {
            'Content-Type': 'application/webhook+json',
            ...(token === undefined ? {} : { Authorization: token }),
          },
          body: JSON.stringify({ event: 'room_finished', id: v7(), room: { name: `renhe_${f.visitId}` } }),
        });
        if (status !== 401) findings.push(`${status} for ${token?.slice(0, 40)}`);
      }
      return { attempt, tried: tokens.length, findings };
    };
    attempts.push(
      await hook('a webhook that LiveKit did not sign', [
        ...[undefined, '', 'x', `Bearer ${ours.doctor}`, ours.administrator],
        await livekit('x'.repeat(40)),
        // LiveKit's key, but for another body.
        await livekit(media.apiSecret),
        `${part({ alg: 'none' })}.${part({ iss: media.apiKey, sha256: '' })}.`,
      ]),
    );

    attempts.push(...(await webhooks(t)));
    attempts.push(...(await atLivekit()));

    const signOut: Attempt = { attempt: 'after its sign-out', tried: 0, findings: [] };
    for (const role of ['doctor', 'pharmacist', 'pharmacy', 'administrator', 'medical_lead'] as const) {
      const out = await t.call('DELETE', '/renhe/sessions/current', { token: ours[role] });
      const { status } = await asked(ours[role], role);
      signOut.tried++;
      if (out.status !== 204 || status !== 401)
        signOut.findings.push(`${role}: ${out.status}, then ${status}`);
    }
    return [...attempts, signOut];
  } finally {
    await close();
  }
};
