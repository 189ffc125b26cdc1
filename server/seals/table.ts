/** Tables of keys (those that the server keeps, those that it does not, the hospital's own), what was begun with them, and the level asked for. */
import { bigint, customType, jsonb, pgTable, text, timestamp, uuid } from 'drizzle-orm/pg-core';
import type { JWK } from 'jose';
import type { RevokeReason, SealLevel } from '@care-elements/contract/signing.terms.ts';

const at = (name: string) => timestamp(name, { withTimezone: true, mode: 'date' });
const bytea = customType<{ data: Buffer }>({ dataType: () => 'bytea' });

export const sealKeys = pgTable('seal_keys', {
  hospitalId: text('hospital_id').notNull(),
  keyId: text('key_id').notNull(),
  clinicianId: uuid('clinician_id').notNull(),
  publicJwk: jsonb('public_jwk').$type<JWK>().notNull(),
  privateKey: bytea('private_key'),
  createdAt: at('created_at').notNull(),
  retiredAt: at('retired_at'),
  revokedAt: at('revoked_at'),
  revokedFrom: at('revoked_from'),
  revokeReason: text('revoke_reason').$type<RevokeReason>(),
});

export const hospitalKeys = pgTable('hospital_keys', {
  hospitalId: text('hospital_id').primaryKey(),
  keyId: text('key_id').notNull(),
  publicJwk: jsonb('public_jwk').$type<JWK>().notNull(),
  privateKey: bytea('private_key').notNull(),
  createdAt: at('created_at').notNull(),
});

export const signingSettings = pgTable('signing_settings', {
  hospitalId: text('hospital_id').primaryKey(),
  doctorLevel: text('doctor_level').$type<SealLevel>().notNull(),
  pharmacistLevel: text('pharmacist_level').$type<SealLevel>().notNull(),
  changedAt: at('changed_at').notNull(),
  changedBy: uuid('changed_by').notNull(),
});

export const signerKeys = pgTable('signer_keys', {
  hospitalId: text('hospital_id').notNull(),
  keyId: text('key_id').notNull(),
  clinicianId: uuid('clinician_id').notNull(),
  level: text('level').$type<'ceremony' | 'ca'>().notNull(),
  name: text('name').notNull(),
  publicJwk: jsonb('public_jwk').$type<JWK>().notNull(),
  alg: text('alg').$type<'Ed25519' | 'ES256' | 'RS256'>().notNull(),
  credentialId: text('credential_id'),
  coseKey: bytea('cose_key'),
  counter: bigint('counter', { mode: 'number' }).notNull(),
  transports: text('transports').array().notNull(),
  rpId: text('rp_id'),
  createdAt: at('created_at').notNull(),
  lastUsedAt: at('last_used_at'),
  revokedAt: at('revoked_at'),
  revokedFrom: at('revoked_from'),
  revokeReason: text('revoke_reason').$type<RevokeReason>(),
});

export type Purpose = 'register' | 'sign' | 'approve' | 'return' | 'reject';
export const signingBegun = pgTable('signing_begun', {
  hospitalId: text('hospital_id').notNull(),
  beginId: uuid('begin_id').notNull(),
  clinicianId: uuid('clinician_id').notNull(),
  purpose: text('purpose').$type<Purpose>().notNull(),
  subjectId: uuid('subject_id'),
  level: text('level').$type<'ceremony' | 'ca'>().notNull(),
  input: jsonb('input').$type<Record<string, unknown>>().notNull(),
  canonical: text('canonical'),
  challenge: text('challenge').notNull(),
  origin: text('origin').notNull(),
  begunAt: at('begun_at').notNull(),
  expiresAt: at('expires_at').notNull(),
  usedAt: at('used_at'),
});
