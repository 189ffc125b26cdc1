/** Tables of hosts that sign patients in. */
import { jsonb, pgTable, text, timestamp, uuid } from 'drizzle-orm/pg-core';
import type { PublicKeys } from '@care-elements/contract/host.ts';

const at = (name: string) => timestamp(name, { withTimezone: true, mode: 'date' });

export const hostIssuers = pgTable('host_issuers', {
  hospitalId: text('hospital_id').notNull(),
  issuer: text('issuer').notNull(),
  jwksUrl: text('jwks_url'),
  jwks: jsonb('jwks').$type<PublicKeys>(),
  updatedAt: at('updated_at').notNull(),
  updatedBy: uuid('updated_by').notNull(),
});

export const hostSubjects = pgTable('host_subjects', {
  hospitalId: text('hospital_id').notNull(),
  subjectId: uuid('subject_id').notNull(),
  subjectHash: text('subject_hash').notNull(),
  createdAt: at('created_at').notNull(),
});

export const hostPatients = pgTable('host_patients', {
  hospitalId: text('hospital_id').notNull(),
  subjectId: uuid('subject_id').notNull(),
  patientId: uuid('patient_id').notNull(),
});

export const hostTokenUses = pgTable('host_token_uses', {
  hospitalId: text('hospital_id').notNull(),
  tokenHash: text('token_hash').notNull(),
  expiresAt: at('expires_at').notNull(),
});
