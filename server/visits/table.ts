/** Tables of patients, visits and consents. */
import { date, integer, jsonb, pgTable, text, timestamp, uuid } from 'drizzle-orm/pg-core';
import type { Language, Sex } from '@care-elements/contract/common.ts';
import type { VisitState } from '@care-elements/contract/visit.machine.ts';
import type { VisitMode } from '@care-elements/contract/visit.mode.ts';
import type { Allergies, Guardian } from '@care-elements/contract/visit.ts';

const at = (name: string) => timestamp(name, { withTimezone: true, mode: 'date' });

export const patients = pgTable('patients', {
  hospitalId: text('hospital_id').notNull(),
  patientId: uuid('patient_id').notNull(),
  name: text('name').notNull(),
  birthDate: date('birth_date', { mode: 'string' }).notNull(),
  sex: text('sex').$type<Sex>().notNull(),
  phone: text('phone').notNull(),
  guardian: jsonb('guardian').$type<Guardian>(),
  allergies: jsonb('allergies').$type<Allergies>().notNull(),
  createdAt: at('created_at').notNull(),
});

export const visits = pgTable('visits', {
  hospitalId: text('hospital_id').notNull(),
  visitId: uuid('visit_id').notNull(),
  patientId: uuid('patient_id').notNull(),
  kind: text('kind').$type<'consult'>().notNull(),
  mode: text('mode').$type<VisitMode>().notNull(),
  origin: text('origin').$type<'walk_in'>().notNull(),
  status: text('status').$type<VisitState>().notNull(),
  language: text('language').$type<Language>().notNull(),
  version: integer('version').notNull(),
  startedAt: at('started_at').notNull(),
  endedAt: at('ended_at'),
});

export const consents = pgTable('consents', {
  hospitalId: text('hospital_id').notNull(),
  consentId: uuid('consent_id').notNull(),
  visitId: uuid('visit_id').notNull(),
  patientId: uuid('patient_id').notNull(),
  version: text('version').notNull(),
  textHash: text('text_hash').notNull(),
  givenBy: text('given_by').notNull(),
  givenAt: at('given_at').notNull(),
});
