/** Tables of refills and their slots. */
import { date, integer, pgTable, text, timestamp, uuid } from 'drizzle-orm/pg-core';
import type { RefillSlotState, RefillState } from '@care-elements/contract/refill.machine.ts';
import type { RefillDeclineReason } from '@care-elements/contract/refill.terms.ts';

const at = (name: string) => timestamp(name, { withTimezone: true, mode: 'date' });

export const refills = pgTable('refills', {
  hospitalId: text('hospital_id').notNull(),
  refillId: uuid('refill_id').notNull(),
  prescriptionId: uuid('prescription_id').notNull(),
  visitId: uuid('visit_id').notNull(),
  encounterId: uuid('encounter_id').notNull(),
  departmentId: uuid('department_id').notNull(),
  prescriberId: uuid('prescriber_id').notNull(),
  state: text('state').$type<RefillState>().notNull(),
  days: integer('days').notNull(),
  intervalDays: integer('interval_days').notNull(),
  reason: text('reason').notNull(),
  grantedAt: at('granted_at').notNull(),
  validUntil: at('valid_until').notNull(),
  endedAt: at('ended_at'),
});

export const refillSlots = pgTable('refill_slots', {
  hospitalId: text('hospital_id').notNull(),
  refillId: uuid('refill_id').notNull(),
  slot: integer('slot').notNull(),
  state: text('state').$type<RefillSlotState>().notNull(),
  fromDay: date('from_day', { mode: 'string' }).notNull(),
  requestedAt: at('requested_at'),
  decidedAt: at('decided_at'),
  decidedBy: uuid('decided_by'),
  reason: text('reason').$type<RefillDeclineReason>(),
  prescriptionId: uuid('prescription_id'),
});
