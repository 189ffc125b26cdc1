/** Tables of the review desk. */
import { pgTable, text, timestamp, uuid } from 'drizzle-orm/pg-core';

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
