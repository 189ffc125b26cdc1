/** Tables of dispensing: pharmacies, their staff, claims, receipts, the way to the patient. */
import { boolean, integer, jsonb, pgTable, text, timestamp, uuid } from 'drizzle-orm/pg-core';
import type { Text } from '@care-elements/contract/common.ts';
import type { Delivery } from '@care-elements/contract/dispense.ts';
import type { DeclineReason, Way } from '@care-elements/contract/dispense.terms.ts';
import type { FulfilmentState } from '@care-elements/contract/fulfilment.machine.ts';

const at = (name: string) => timestamp(name, { withTimezone: true, mode: 'date' });

export const pharmacies = pgTable('pharmacies', {
  hospitalId: text('hospital_id').notNull(),
  pharmacyId: uuid('pharmacy_id').notNull(),
  name: jsonb('name').$type<Text>().notNull(),
  address: jsonb('address').$type<Text>().notNull(),
  phone: text('phone').notNull(),
  hours: jsonb('hours').$type<Text>().notNull(),
  own: boolean('own').notNull(),
  pickup: boolean('pickup').notNull(),
  delivers: boolean('delivers').notNull(),
  active: boolean('active').notNull(),
  createdAt: at('created_at').notNull(),
});

export const pharmacyStaff = pgTable('pharmacy_staff', {
  hospitalId: text('hospital_id').notNull(),
  clinicianId: uuid('clinician_id').notNull(),
  pharmacyId: uuid('pharmacy_id').notNull(),
});

export const claims = pgTable('claims', {
  hospitalId: text('hospital_id').notNull(),
  claimId: uuid('claim_id').notNull(),
  prescriptionId: uuid('prescription_id').notNull(),
  pharmacyId: uuid('pharmacy_id').notNull(),
  clinicianId: uuid('clinician_id').notNull(),
  secretHash: text('secret_hash').notNull(),
  claimedAt: at('claimed_at').notNull(),
  recovered: integer('recovered').notNull(),
  declinedAt: at('declined_at'),
  declineReason: text('decline_reason').$type<DeclineReason>(),
  declineNote: text('decline_note'),
});

export const dispenses = pgTable('dispenses', {
  hospitalId: text('hospital_id').notNull(),
  dispenseId: uuid('dispense_id').notNull(),
  prescriptionId: uuid('prescription_id').notNull(),
  claimId: uuid('claim_id').notNull(),
  pharmacyId: uuid('pharmacy_id').notNull(),
  clinicianId: uuid('clinician_id').notNull(),
  part: integer('part').notNull(),
  lines: jsonb('lines').$type<{ line: number; units: string }[]>().notNull(),
  sealed: text('sealed').notNull(),
  hash: text('hash').notNull(),
  level: text('level').$type<'seal'>().notNull(),
  keyId: text('key_id').notNull(),
  jws: text('jws').notNull(),
  at: at('at').notNull(),
});

export const fulfilments = pgTable('fulfilments', {
  hospitalId: text('hospital_id').notNull(),
  fulfilmentId: uuid('fulfilment_id').notNull(),
  prescriptionId: uuid('prescription_id').notNull(),
  visitId: uuid('visit_id').notNull(),
  pharmacyId: uuid('pharmacy_id').notNull(),
  way: text('way').$type<Way>().notNull(),
  state: text('state').$type<FulfilmentState>().notNull(),
  chosenBy: text('chosen_by').$type<'patient' | 'counter'>().notNull(),
  delivery: jsonb('delivery').$type<Delivery>(),
  courier: jsonb('courier').$type<{ name: string; number: string }>(),
  createdAt: at('created_at').notNull(),
  changedAt: at('changed_at').notNull(),
});
