/** The table of what is to be paid for a prescription. */
import { pgTable, text, timestamp, uuid } from 'drizzle-orm/pg-core';
import type { PaymentState } from '@care-elements/contract/payment.machine.ts';

export const payments = pgTable('payments', {
  hospitalId: text('hospital_id').notNull(),
  prescriptionId: uuid('prescription_id').notNull(),
  provider: text('provider').notNull(),
  state: text('state').$type<PaymentState>().notNull(),
  changedAt: timestamp('changed_at', { withTimezone: true, mode: 'date' }).notNull(),
});
