/** Tables of prescriptions and their seals. */
import { integer, jsonb, pgTable, text, timestamp, uuid } from 'drizzle-orm/pg-core';
import type { VoidRefusal } from '@care-elements/contract/dispense.terms.ts';
import type { DrugSnapshot } from '@care-elements/contract/formulary.ts';
import type { HerbalInput } from '@care-elements/contract/herbal.ts';
import type { PrescriptionState } from '@care-elements/contract/prescription.machine.ts';
import type { VoidReason } from '@care-elements/contract/prescription.terms.ts';
import type { Assertion } from '@care-elements/contract/signing.ts';
import type { SealLevel } from '@care-elements/contract/signing.terms.ts';
import type { ItemInput, Override } from '@care-elements/contract/prescription.ts';

const at = (name: string) => timestamp(name, { withTimezone: true, mode: 'date' });

/** What the doctor writes; the product is kept beside it as it was when it was saved. */
export interface DraftContent {
  items: { input: ItemInput; drug: DrugSnapshot }[];
  longReason: string;
  guardianConfirmed: boolean;
  overrides: Override[];
  /** Of a sheet of herbs alone. */
  herbal?: HerbalInput;
}

export const prescriptions = pgTable('prescriptions', {
  hospitalId: text('hospital_id').notNull(),
  prescriptionId: uuid('prescription_id').notNull(),
  number: text('number').notNull(),
  encounterId: uuid('encounter_id').notNull(),
  visitId: uuid('visit_id').notNull(),
  prescriberId: uuid('prescriber_id').notNull(),
  revision: integer('revision').notNull(),
  revises: uuid('revises'),
  state: text('state').$type<PrescriptionState>().notNull(),
  rowVersion: integer('row_version').notNull(),
  draft: jsonb('draft').$type<DraftContent>().notNull(),
  sealed: text('sealed'),
  rxHash: text('rx_hash'),
  accessCode: text('access_code'),
  createdAt: at('created_at').notNull(),
  savedAt: at('saved_at').notNull(),
  signedAt: at('signed_at'),
  validUntil: at('valid_until'),
  decidedAt: at('decided_at'),
  endedAt: at('ended_at'),
  voidReason: text('void_reason').$type<VoidReason>(),
  voidNote: text('void_note'),
  /** Who holds it; the lease is null once something was handed over. */
  claimId: uuid('claim_id'),
  pharmacyId: uuid('pharmacy_id'),
  claimedUntil: at('claimed_until'),
});

export const prescriptionSeals = pgTable('prescription_seals', {
  hospitalId: text('hospital_id').notNull(),
  prescriptionId: uuid('prescription_id').notNull(),
  sealId: uuid('seal_id').notNull(),
  role: text('role').$type<'doctor' | 'pharmacist'>().notNull(),
  clinicianId: uuid('clinician_id').notNull(),
  level: text('level').$type<SealLevel>().notNull(),
  keyId: text('key_id').notNull(),
  payload: text('payload'),
  jws: text('jws'),
  assertion: jsonb('assertion').$type<Assertion>(),
  at: at('at').notNull(),
});

export const voidRequests = pgTable('void_requests', {
  hospitalId: text('hospital_id').notNull(),
  requestId: uuid('request_id').notNull(),
  prescriptionId: uuid('prescription_id').notNull(),
  claimId: uuid('claim_id').notNull(),
  clinicianId: uuid('clinician_id').notNull(),
  reason: text('reason').$type<VoidReason>().notNull(),
  note: text('note').notNull(),
  state: text('state').$type<'open' | 'accepted' | 'refused'>().notNull(),
  at: at('at').notNull(),
  decidedAt: at('decided_at'),
  refusal: text('refusal').$type<VoidRefusal>(),
  refusalNote: text('refusal_note'),
});

export const extensions = pgTable('prescription_extensions', {
  hospitalId: text('hospital_id').notNull(),
  extensionId: uuid('extension_id').notNull(),
  prescriptionId: uuid('prescription_id').notNull(),
  clinicianId: uuid('clinician_id').notNull(),
  days: integer('days').notNull(),
  reason: text('reason').notNull(),
  validUntil: at('valid_until').notNull(),
  sealed: text('sealed').notNull(),
  level: text('level').$type<'seal'>().notNull(),
  keyId: text('key_id').notNull(),
  jws: text('jws').notNull(),
  at: at('at').notNull(),
});
