/** Signing on the wire: the published list of keys, an exported prescription with all that proves it, and who keeps the keys. */
import { z } from 'zod';
import { HospitalId, Id, Instant, line, Text } from './common.ts';
import { HospitalParams } from './hospital.ts';
import { PRESCRIPTION_STATES } from './prescription.machine.ts';
import { route } from './route.ts';
import { ClinicianRole } from './session.ts';
import { REVOKE_REASON_CODES, SEAL_LEVELS } from './signing.terms.ts';

/** RFC 7638 thumbprint of the public key, SHA-256 in base64url. */
export const KeyId = z.string().regex(/^[\w-]{43}$/);
const Base64url = z.string().regex(/^[\w-]+$/);

/** The public half alone (RFC 7517). */
const PublicJwk = z.strictObject({
  kid: KeyId,
  kty: z.enum(['OKP', 'EC', 'RSA']),
  alg: z.enum(['Ed25519', 'ES256', 'RS256']),
  use: z.literal('sig'),
  crv: z.enum(['Ed25519', 'P-256']).optional(),
  x: Base64url.max(64).optional(),
  y: Base64url.max(64).optional(),
  n: Base64url.max(1400).optional(),
  e: Base64url.max(16).optional(),
});
export const PublishedKey = PublicJwk.extend({
  level: z.enum(SEAL_LEVELS),
  clinicianId: Id,
  role: ClinicianRole,
  name: Text,
  title: Text,
  validFrom: Instant,
  /** From then on nothing is signed with it; what was signed stays. */
  retiredAt: Instant.nullable(),
  /** When it was called back, and from when on its signatures are not believed. */
  revokedAt: Instant.nullable(),
  revokedFrom: Instant.nullable(),
  reason: z.enum(REVOKE_REASON_CODES).nullable(),
  /** Of a ceremony's key: the site that it works for. */
  rpId: z.string().max(253).nullable(),
});
export type PublishedKey = z.infer<typeof PublishedKey>;

export const HospitalKey = PublicJwk.extend({ validFrom: Instant });
export type HospitalKey = z.infer<typeof HospitalKey>;

/** Ed25519 as a detached JWS (header..signature) by the hospital's key over the RFC 8785 form of the rest of the object. */
const HospitalSeal = z.strictObject({ keyId: KeyId, jws: z.string().max(1000) });

/** Shaped like a JWK set, signed as a whole: it can be kept, and checked, offline. */
export const KeyList = z.strictObject({
  type: z.literal('care-keys/1'),
  hospitalId: HospitalId,
  hospital: z.strictObject({ name: Text }),
  issuedAt: Instant,
  /** The newest first. */
  keys: z.array(PublishedKey).max(10_000),
  hospitalKey: HospitalKey,
  seal: HospitalSeal,
});
export type KeyList = z.infer<typeof KeyList>;

/** What a device answered in a ceremony, as WebAuthn names it; each in base64url. */
export const Assertion = z.strictObject({
  credentialId: Base64url.max(1400),
  clientDataJSON: Base64url.max(4000),
  authenticatorData: Base64url.max(4000),
  signature: Base64url.max(1400),
});
export type Assertion = z.infer<typeof Assertion>;

export const ExportedSeal = z.strictObject({
  role: z.enum(['doctor', 'pharmacist']),
  clinicianId: Id,
  level: z.enum(SEAL_LEVELS),
  keyId: KeyId,
  at: Instant,
  /** One of the two. */
  jws: z.string().max(10_000).nullable(),
  assertion: Assertion.nullable(),
});
export type ExportedSeal = z.infer<typeof ExportedSeal>;

/** A prescription with everything that proves it: `npm run verify-rx` needs nothing else but the published keys. */
export const RxExport = z.strictObject({
  type: z.literal('care-prescription-export/1'),
  hospitalId: HospitalId,
  exportedAt: Instant,
  prescriptionId: Id,
  /** As it stood at the export; only the hospital's seal speaks for it. */
  state: z.enum(PRESCRIPTION_STATES),
  /** Exactly the characters that were signed (RFC 8785). */
  prescription: z.string().max(500_000),
  /** The pharmacist's decision, likewise; null before there is one. */
  review: z.string().max(50_000).nullable(),
  seals: z.array(ExportedSeal).max(2),
  /** The doctor's amendments of how long it is in force, each with a signature of its own, the shortest first. */
  extensions: z.array(z.strictObject({ text: z.string().max(5000), seal: ExportedSeal })).max(10),
  /** The keys of those signatures, as they stood at the export. */
  keys: z.array(PublishedKey).max(12),
  hospitalKey: HospitalKey,
  seal: HospitalSeal,
});
export type RxExport = z.infer<typeof RxExport>;

export const SigningKey = z.object({
  keyId: KeyId,
  level: z.enum(SEAL_LEVELS),
  /** As its owner calls it; null for the seal that the server keeps. */
  name: z.string().max(60).nullable(),
  rpId: z.string().max(253).nullable(),
  createdAt: Instant,
  lastUsedAt: Instant.nullable(),
  retiredAt: Instant.nullable(),
  revokedAt: Instant.nullable(),
  reason: z.enum(REVOKE_REASON_CODES).nullable(),
});
export type SigningKey = z.infer<typeof SigningKey>;

/** What a clinician signs with. */
export const Signing = z.object({
  /** What the hospital asks of this clinician. */
  required: z.enum(SEAL_LEVELS),
  keys: z.array(SigningKey).max(200),
});
export type Signing = z.infer<typeof Signing>;

export const SigningSettings = z.object({
  doctor: z.enum(SEAL_LEVELS),
  pharmacist: z.enum(SEAL_LEVELS),
});
export type SigningSettings = z.infer<typeof SigningSettings>;

/** What the client has to do before the signature exists: WebAuthn's options, or what a certificate authority's service asks. */
const Ask = z.record(z.string(), z.unknown());
/** What came of it, as WebAuthn or the service names it. */
const Answer = z.record(z.string().max(64), z.unknown());

export const BegunSignature = z.object({
  beginId: Id,
  level: z.enum(SEAL_LEVELS),
  /** Exactly what is signed; WebAuthn's challenge is the SHA-256 of it. */
  text: z.string(),
  ask: Ask,
  expiresAt: Instant,
});
export type BegunSignature = z.infer<typeof BegunSignature>;
export const BegunKey = BegunSignature.omit({ text: true, level: true });
export type BegunKey = z.infer<typeof BegunKey>;
export const CompleteBody = z.object({ beginId: Id, answer: Answer });
export type CompleteBody = z.infer<typeof CompleteBody>;

const KeyParams = HospitalParams.extend({ keyId: KeyId });
const OWNERS = ['doctor', 'pharmacist', 'medical_lead', 'administrator'] as const;

export const signingRoutes = {
  getKeys: route({
    id: 'getKeys',
    method: 'get',
    path: '/hospitals/{hospitalId}/keys',
    summary: 'Every public key that this hospital’s clinicians sign or signed with, signed by the hospital.',
    callers: ['public'],
    params: HospitalParams,
    answer: KeyList,
    problems: ['hospital-unknown'],
    perMinute: 30,
  }),
  getSigning: route({
    id: 'getSigning',
    method: 'get',
    path: '/hospitals/{hospitalId}/signing',
    summary: 'What the hospital asks of one’s signature, and one’s keys, newest first.',
    callers: OWNERS,
    params: HospitalParams,
    answer: Signing,
    problems: [],
  }),
  beginKey: route({
    id: 'beginKey',
    method: 'post',
    path: '/hospitals/{hospitalId}/signing/keys/begin',
    summary:
      'Begin to add a key in one’s own device (WebAuthn); it works for the site of the page that asks.',
    callers: ['doctor', 'pharmacist'],
    params: HospitalParams,
    body: z.object({ name: line(60) }),
    answer: BegunKey,
    problems: ['origin-not-registered', 'level-unavailable', 'state-conflict'],
  }),
  completeKey: route({
    id: 'completeKey',
    method: 'post',
    path: '/hospitals/{hospitalId}/signing/keys/complete',
    summary: 'Add the key that the device has made.',
    callers: ['doctor', 'pharmacist'],
    params: HospitalParams,
    body: CompleteBody,
    answer: Signing,
    status: 201,
    problems: ['ceremony-expired', 'ceremony-refused', 'state-conflict'],
  }),
  rotateKey: route({
    id: 'rotateKey',
    method: 'post',
    path: '/hospitals/{hospitalId}/signing/keys/{keyId}/rotate',
    summary:
      'A new sealing key takes the place of this one, one’s own or any for an administrator; old seals stay valid.',
    callers: OWNERS,
    params: KeyParams,
    answer: Signing,
    problems: ['not-found', 'state-conflict'],
  }),
  revokeKey: route({
    id: 'revokeKey',
    method: 'post',
    path: '/hospitals/{hospitalId}/signing/keys/{keyId}/revoke',
    summary:
      'Call a key back, one’s own or any for an administrator: what it signed before stays valid, what comes after does not. `from` may lie earlier where the key was in other hands.',
    callers: OWNERS,
    params: KeyParams,
    body: z.object({ reason: z.enum(REVOKE_REASON_CODES), from: Instant.nullable() }),
    answer: Signing,
    problems: ['not-found', 'state-conflict'],
  }),
  getSigningSettings: route({
    id: 'getSigningSettings',
    method: 'get',
    path: '/hospitals/{hospitalId}/signing/settings',
    summary: 'The level of signature that the hospital asks of doctors and of pharmacists.',
    callers: ['administrator'],
    params: HospitalParams,
    answer: SigningSettings,
    problems: [],
  }),
  setSigningSettings: route({
    id: 'setSigningSettings',
    method: 'put',
    path: '/hospitals/{hospitalId}/signing/settings',
    summary: 'Choose them; a level that this server has no provider for is refused.',
    callers: ['administrator'],
    params: HospitalParams,
    body: SigningSettings,
    answer: SigningSettings,
    problems: ['level-unavailable'],
  }),
};
