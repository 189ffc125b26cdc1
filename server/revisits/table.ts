/** Tables of the evidence of revisits and of referrals in person. */
import { boolean, jsonb, pgTable, text, timestamp, uuid } from 'drizzle-orm/pg-core';
import type { Evidence, Referral } from '@care-elements/contract/revisit.ts';
import type { RevisitRefusal } from '@care-elements/contract/revisit.terms.ts';

const at = (name: string) => timestamp(name, { withTimezone: true, mode: 'date' });

export const revisits = pgTable('revisits', {
  hospitalId: text('hospital_id').notNull(),
  encounterId: uuid('encounter_id').notNull(),
  visitId: uuid('visit_id').notNull(),
  state: text('state').$type<'confirmed' | 'refused'>().notNull(),
  evidence: jsonb('evidence').$type<Evidence>(),
  attachmentId: uuid('attachment_id'),
  common: boolean('common'),
  refusal: text('refusal').$type<RevisitRefusal>(),
  checkedBy: uuid('checked_by').notNull(),
  checkedAt: at('checked_at').notNull(),
});

export const offlineReferrals = pgTable('offline_referrals', {
  hospitalId: text('hospital_id').notNull(),
  encounterId: uuid('encounter_id').notNull(),
  visitId: uuid('visit_id').notNull(),
  referral: jsonb('referral').$type<Referral>().notNull(),
  referredBy: uuid('referred_by').notNull(),
  referredAt: at('referred_at').notNull(),
});
