/** Tables of the clinicians' sealing keys, the hospital's own key, and the level of signature that it asks for. */
import { customType, jsonb, pgTable, text, timestamp, uuid } from 'drizzle-orm/pg-core';
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
