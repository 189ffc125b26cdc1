/** Tables of the review desk. */
import { integer, pgTable, text, timestamp, uuid } from 'drizzle-orm/pg-core';
import type { ReviewReason } from '@care-elements/contract/prescription.terms.ts';
import type { ThreadSide } from '@care-elements/contract/review.thread.ts';

const at = (name: string) => timestamp(name, { withTimezone: true, mode: 'date' });

export const reviewLeases = pgTable('review_leases', {
  hospitalId: text('hospital_id').notNull(),
  prescriptionId: uuid('prescription_id').notNull(),
  leaseId: uuid('lease_id').notNull(),
  pharmacistId: uuid('pharmacist_id').notNull(),
  sessionId: uuid('session_id').notNull(),
  takenAt: at('taken_at').notNull(),
  until: at('until').notNull(),
  askedAt: at('asked_at'),
});
export type LeaseRow = typeof reviewLeases.$inferSelect;

export const reviewThreads = pgTable('review_threads', {
  hospitalId: text('hospital_id').notNull(),
  prescriptionId: uuid('prescription_id').notNull(),
  prescriberId: uuid('prescriber_id').notNull(),
  last: integer('last').notNull(),
  lastSide: text('last_side').$type<ThreadSide>(),
  pharmacistRead: integer('pharmacist_read').notNull(),
  doctorRead: integer('doctor_read').notNull(),
});
export type ThreadRow = typeof reviewThreads.$inferSelect;

export const reviewMessages = pgTable('review_messages', {
  hospitalId: text('hospital_id').notNull(),
  prescriptionId: uuid('prescription_id').notNull(),
  seq: integer('seq').notNull(),
  messageId: uuid('message_id').notNull(),
  side: text('side').$type<ThreadSide>().notNull(),
  authorId: uuid('author_id').notNull(),
  text: text('text').notNull(),
  sentAt: at('sent_at').notNull(),
});
export type ReviewMessageRow = typeof reviewMessages.$inferSelect;

export const reviewDecisions = pgTable('review_decisions', {
  hospitalId: text('hospital_id').notNull(),
  prescriptionId: uuid('prescription_id').notNull(),
  reviewerId: uuid('reviewer_id').notNull(),
  prescriberId: uuid('prescriber_id').notNull(),
  decision: text('decision').$type<'approved' | 'returned' | 'rejected'>().notNull(),
  reason: text('reason').$type<ReviewReason>(),
  overridesAccepted: integer('overrides_accepted').notNull(),
  waitedS: integer('waited_s').notNull(),
  handS: integer('hand_s'),
  decidedAt: at('decided_at').notNull(),
});
