/** A host that has signed its patient in: which hosts a hospital trusts, and the exchange of the host's token for ours. */
import { z } from 'zod';
import { Day, Id, Instant, line, Phone, Sex } from './common.ts';
import { HospitalParams } from './hospital.ts';
import { route } from './route.ts';

/** More sites than any hospital lets sign its patients in. */
export const MOST_ISSUERS = 10;
/** What the host writes into `aud`: a token for one hospital is none for another. */
export const audienceOf = (hospitalId: string): string => `care:${hospitalId}`;
/** Signatures that only the holder of a private key can make: never `none`, never a shared secret. */
export const HOST_ALGS = [
  'RS256',
  'RS384',
  'RS512',
  'PS256',
  'PS384',
  'PS512',
  'ES256',
  'ES384',
  'ES512',
  'EdDSA',
];

const text = z.string().max(2000);
/** A public key (RFC 7517). One with its private half is refused, not stored. */
const PublicKey = z
  .object({
    kty: z.enum(['RSA', 'EC', 'OKP']),
    ...{
      kid: z.string().max(200).optional(),
      alg: z.string().max(20).optional(),
      use: z.string().max(10).optional(),
    },
    ...{
      n: text.optional(),
      e: text.optional(),
      crv: text.optional(),
      x: text.optional(),
      y: text.optional(),
    },
    d: text.optional(),
  })
  .refine(({ d }) => d === undefined, {
    path: ['d'],
    error: 'A private key: keep it to yourself, and make a new one.',
  })
  .transform(({ d: _, ...key }) => key);
export const PublicKeys = z.object({ keys: z.array(PublicKey).min(1).max(20) });
export type PublicKeys = z.infer<typeof PublicKeys>;

const Issuer = line(300);
const HostIssuerInput = z
  .object({
    issuer: Issuer,
    jwksUrl: z
      .url({ protocol: /^https?$/ })
      .max(500)
      .optional(),
    jwks: PublicKeys.optional(),
  })
  .refine(({ jwksUrl, jwks }) => !jwksUrl !== !jwks, { path: ['jwksUrl'], error: 'Either jwksUrl or jwks.' });

const HostIssuer = z.object({
  issuer: z.string(),
  jwksUrl: z.string().nullable(),
  /** The ids of the keys that were given instead of an address. */
  keyIds: z.array(z.string()),
  updatedAt: Instant,
});
const IssuerList = z.object({ audience: z.string(), issuers: z.array(HostIssuer).max(MOST_ISSUERS) });

/** What the host's token says of the patient, as far as it fits; the patient confirms it. */
export const HostPatient = z.object({
  name: line(80).optional(),
  birthDate: Day.optional(),
  sex: Sex.optional(),
  phone: Phone.optional(),
});
export type HostPatient = z.infer<typeof HostPatient>;

export const hostRoutes = {
  listHostIssuers: route({
    id: 'listHostIssuers',
    method: 'get',
    path: '/hospitals/{hospitalId}/host-issuers',
    summary: 'The sites whose signed-in patients the hospital takes.',
    callers: ['administrator'],
    params: HospitalParams,
    answer: IssuerList,
    problems: [],
  }),
  putHostIssuer: route({
    id: 'putHostIssuer',
    method: 'put',
    path: '/hospitals/{hospitalId}/host-issuers',
    summary: `Trust an issuer of tokens, by the address of its public keys (JWKS) or the keys themselves; at most ${MOST_ISSUERS}.`,
    callers: ['administrator'],
    params: HospitalParams,
    body: HostIssuerInput,
    answer: IssuerList,
    problems: ['state-conflict'],
    perMinute: 60,
  }),
  removeHostIssuer: route({
    id: 'removeHostIssuer',
    method: 'post',
    path: '/hospitals/{hospitalId}/host-issuers/remove',
    summary: 'Take no tokens of an issuer any more.',
    callers: ['administrator'],
    params: HospitalParams,
    body: z.object({ issuer: Issuer }),
    answer: IssuerList,
    problems: [],
    perMinute: 60,
  }),
  exchangeHostToken: route({
    id: 'exchangeHostToken',
    method: 'post',
    path: '/hospitals/{hospitalId}/host-sessions',
    summary:
      'A host’s token, taken once, for a ticket that registers its patient, with what the token says of them; and for the token of their open visit, where they have one.',
    callers: ['public'],
    params: HospitalParams,
    body: z.object({ token: z.string().min(1).max(8000) }),
    answer: z.object({
      ticket: z.string(),
      expiresAt: Instant,
      patient: HostPatient,
      visit: z.object({ visitId: Id, token: z.string() }).nullable(),
    }),
    status: 201,
    problems: ['hospital-unknown', 'token-invalid', 'token-expired', 'not-ready'],
    perMinute: 30,
  }),
};
