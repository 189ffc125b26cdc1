/** Tables of a hospital's formulary: versions, the rows that stand in them, and signatures. */
import { integer, jsonb, pgTable, text, timestamp, uuid } from 'drizzle-orm/pg-core';
import type { Drug } from './provider.ts';

const at = (name: string) => timestamp(name, { withTimezone: true, mode: 'date' });

export const formularyVersions = pgTable('formulary_versions', {
  hospitalId: text('hospital_id').notNull(),
  version: integer('version').notNull(),
  rowsHash: text('rows_hash').notNull(),
  origin: text('origin').$type<'starter' | 'import' | 'edit'>().notNull(),
  drugs: integer('drugs').notNull(),
  unverified: integer('unverified').notNull(),
  note: text('note').notNull(),
  createdBy: uuid('created_by'),
  createdAt: at('created_at').notNull(),
});

export const formularyRows = pgTable('formulary_rows', {
  hospitalId: text('hospital_id').notNull(),
  drugId: text('drug_id').notNull(),
  fromVersion: integer('from_version').notNull(),
  toVersion: integer('to_version'),
  rowHash: text('row_hash').notNull(),
  drug: jsonb('drug').$type<Drug>().notNull(),
});

export const formularySignatures = pgTable('formulary_signatures', {
  hospitalId: text('hospital_id').notNull(),
  version: integer('version').notNull(),
  clinicianId: uuid('clinician_id').notNull(),
  hash: text('hash').notNull(),
  keyId: text('key_id').notNull(),
  payload: text('payload').notNull(),
  jws: text('jws').notNull(),
  at: at('at').notNull(),
});
