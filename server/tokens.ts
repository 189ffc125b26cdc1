/** Bearer tokens: signed by us, for one hospital, revocable through their session row. */
import { createHmac, createSecretKey, timingSafeEqual } from 'node:crypto';
import { ClinicianRole } from '@care-elements/contract/session.ts';
import { subjectOf, type Actor } from './actor.ts';
import { problem } from './problems.ts';

const ISSUER = 'care-elements';
/** JWS, compact (RFC 7515, 7519). This is the one header that we write and take: nobody but we says how a token is signed. */
const HEADER = Buffer.from('{"alg":"HS256"}').toString('base64url');
const TOKEN = /^([\w-]+)\.([\w-]+)\.([\w-]+)$/;
const isText = (claim: unknown): claim is string => typeof claim === 'string' && claim !== '';
const secondsOf = (at: Date) => Math.floor(at.getTime() / 1000);

export interface Tokens {
  sign(actor: Actor, now: Date, expiresAt: Date): Promise<string>;
  /** The actor of a token; throws `token-invalid` or `token-expired`. */
  verify(token: string, now: Date): Promise<Actor>;
}

interface Claims {
  iss: string;
  aud: string;
  sub: string;
  jti: string;
  role: string;
  iat: number;
  exp: number;
  nbf?: unknown;
  visit?: unknown;
  meeting?: unknown;
}

/**
 * `secret`: at least 32 bytes. Signed here and not by WebCrypto, which hands each signature to another thread: for so few bytes that
 * costs twenty times the signature itself, at each request.
 */
export function createTokens(secret: Uint8Array): Tokens {
  const key = createSecretKey(secret);
  const signatureOf = (signed: string) => createHmac('sha256', key).update(signed).digest('base64url');

  /** What a token that we signed says; throws `token-invalid` for any other. */
  function read(token: string): Partial<Claims> {
    const [, header, body, signature] = TOKEN.exec(token) ?? [];
    if (header !== HEADER) throw problem('token-invalid');
    const ours = Buffer.from(signatureOf(`${header}.${body}`));
    const theirs = Buffer.from(signature!);
    if (ours.length !== theirs.length || !timingSafeEqual(ours, theirs)) throw problem('token-invalid');
    try {
      return (JSON.parse(Buffer.from(body!, 'base64url').toString()) ?? {}) as Partial<Claims>;
    } catch {
      throw problem('token-invalid');
    }
  }

  return {
    async sign(actor, now, expiresAt) {
      const { hospitalId, sessionId, role } = actor;
      const claims: Claims = {
        role,
        ...('visitId' in actor ? { visit: actor.visitId } : {}),
        ...('meetingId' in actor ? { meeting: actor.meetingId } : {}),
        ...{ iss: ISSUER, aud: hospitalId, sub: subjectOf(actor), jti: sessionId },
        ...{ iat: secondsOf(now), exp: secondsOf(expiresAt) },
      };
      const signed = `${HEADER}.${Buffer.from(JSON.stringify(claims)).toString('base64url')}`;
      return `${signed}.${signatureOf(signed)}`;
    },
    async verify(token, now) {
      const { iss, aud, sub, jti, role, exp, nbf, visit, meeting } = read(token);
      // As we write them and no otherwise.
      if (iss !== ISSUER || !isText(aud) || !isText(sub) || !isText(jti)) throw problem('token-invalid');
      if (typeof exp !== 'number' || nbf !== undefined) throw problem('token-invalid');
      if (exp <= secondsOf(now)) throw problem('token-expired');
      const session = { hospitalId: aud, sessionId: jti };
      if (role === 'patient' && typeof visit === 'string')
        return { ...session, role, patientId: sub, visitId: visit };
      if (role === 'guest' && typeof visit === 'string')
        return { ...session, role, invitationId: sub, visitId: visit };
      if (role === 'listener' && typeof meeting === 'string')
        return { ...session, role, seatId: sub, meetingId: meeting };
      const staff = ClinicianRole.safeParse(role);
      if (staff.success) return { ...session, role: staff.data, clinicianId: sub };
      throw problem('token-invalid');
    },
  };
}
