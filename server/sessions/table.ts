/** Tables of clinicians, the departments that they work in, and sessions. */
import { boolean, date, jsonb, pgTable, text, timestamp, uuid } from 'drizzle-orm/pg-core';
import type { AntimicrobialRight } from '@care-elements/contract/antimicrobial.ts';
import type { Text } from '@care-elements/contract/common.ts';
import type { ClinicianRole, PharmacistGrade } from '@care-elements/contract/session.ts';

const at = (name: string) => timestamp(name, { withTimezone: true, mode: 'date' });

export const clinicians = pgTable('clinicians', {
  hospitalId: text('hospital_id').notNull(),
  clinicianId: uuid('clinician_id').notNull(),
  username: text('username').notNull(),
  passwordHash: text('password_hash').notNull(),
  role: text('role').$type<ClinicianRole>().notNull(),
  name: jsonb('name').$type<Text>().notNull(),
  title: jsonb('title').$type<Text>().notNull(),
  antimicrobialRight: text('antimicrobial_right').$type<AntimicrobialRight>().notNull().default('none'),
  /** Of a pharmacist; null is not on record. */
  pharmacistGrade: text('pharmacist_grade').$type<PharmacistGrade>(),
  dispensingSince: date('dispensing_since', { mode: 'string' }),
  /** Of a doctor; null is not on record. */
  practisingSince: date('practising_since', { mode: 'string' }),
  institutionConsents: boolean('institution_consents'),
  /** A pharmacist who signs the hospital's formulary. */
  pharmacyLead: boolean('pharmacy_lead').notNull().default(false),
  active: boolean('active').notNull(),
  createdAt: at('created_at').notNull(),
});

export const clinicianDepartments = pgTable('clinician_departments', {
  hospitalId: text('hospital_id').notNull(),
  clinicianId: uuid('clinician_id').notNull(),
  departmentId: uuid('department_id').notNull(),
  /** May see patients online (咨询), and may prescribe for them (诊疗). */
  consultRight: boolean('consult_right').notNull(),
  treatmentRight: boolean('treatment_right').notNull(),
});

export const sessions = pgTable('sessions', {
  hospitalId: text('hospital_id').notNull(),
  sessionId: uuid('session_id').notNull(),
  role: text('role').notNull(),
  subjectId: uuid('subject_id').notNull(),
  createdAt: at('created_at').notNull(),
  expiresAt: at('expires_at').notNull(),
  endedAt: at('ended_at'),
});
