/** Bearer tokens: signed by us, for one hospital, revocable through their session row. */
import { errors, jwtVerify, SignJWT, type JWTPayload } from 'jose';
import { ClinicianRole } from '@care-elements/contract/session.ts';
import { subjectOf, type Actor } from './actor.ts';
import { problem } from './problems.ts';

const ISSUER = 'care-elements';
const ALG = 'HS256';

export interface Tokens {
  sign(actor: Actor, now: Date, expiresAt: Date): Promise<string>;
  /** The actor of a token; throws `token-invalid` or `token-expired`. */
  verify(token: string, now: Date): Promise<Actor>;
}

/** Tokens whose signature is not checked again: half a megabyte. */
const KNOWN = 1000;

/** `secret`: at least 32 bytes. */
export function createTokens(secret: Uint8Array): Tokens {
  /** What a signature says never changes; that it has not expired is looked at each time, and its session by whoever asks. */
  const known = new Map<string, { actor: Actor; exp: number }>();
  // Once: from bytes jose would make it anew for every token.
  const key = crypto.subtle.importKey(
    'raw',
    new Uint8Array(secret),
    { name: 'HMAC', hash: 'SHA-256' },
    false,
    ['sign', 'verify'],
  );
  return {
    async sign(actor, now, expiresAt) {
      const { hospitalId, sessionId, role } = actor;
      const claims = {
        role,
        ...('visitId' in actor ? { visit: actor.visitId } : {}),
        ...('meetingId' in actor ? { meeting: actor.meetingId } : {}),
      };
      return new SignJWT(claims)
        .setProtectedHeader({ alg: ALG })
        .setIssuer(ISSUER)
        .setAudience(hospitalId)
        .setSubject(subjectOf(actor))
        .setJti(sessionId)
        .setIssuedAt(now)
        .setExpirationTime(expiresAt)
        .sign(await key);
    },
    async verify(token, now) {
      const before = known.get(token);
      // As jose counts: in whole seconds.
      if (before && Math.floor(now.getTime() / 1000) < before.exp) return before.actor;
      try {
        const { payload } = await jwtVerify(token, await key, {
          algorithms: [ALG],
          issuer: ISSUER,
          currentDate: now,
          requiredClaims: ['sub', 'aud', 'jti', 'exp', 'role'],
        });
        const actor = actorOf(payload);
        if (payload.nbf === undefined) {
          if (known.size >= KNOWN) known.delete(known.keys().next().value!);
          known.set(token, { actor, exp: payload.exp! });
        }
        return actor;
      } catch (error) {
        if (error instanceof errors.JWTExpired) throw problem('token-expired');
        if (error instanceof errors.JOSEError) throw problem('token-invalid');
        throw error;
      }
    },
  };
}

function actorOf({ aud, sub, jti, role, visit, meeting }: JWTPayload): Actor {
  if (typeof aud !== 'string' || !sub || !jti) throw problem('token-invalid');
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
}
