/** Tables of queue entries, ticket numbers and alarms. */
import { boolean, date, integer, jsonb, pgTable, text, timestamp, uuid } from 'drizzle-orm/pg-core';
import type { Level, Text } from '@care-elements/contract/common.ts';
import type { QueueReturn } from '@care-elements/contract/handover.ts';
import type { QueueState } from '@care-elements/contract/queue.machine.ts';

const at = (name: string) => timestamp(name, { withTimezone: true, mode: 'date' });

export const queueEntries = pgTable('queue_entries', {
  hospitalId: text('hospital_id').notNull(),
  entryId: uuid('entry_id').notNull(),
  visitId: uuid('visit_id').notNull(),
  departmentId: uuid('department_id').notNull(),
  ticket: text('ticket').notNull(),
  state: text('state').$type<QueueState>().notNull(),
  level: integer('level').$type<Level>().notNull(),
  flags: text('flags').array().notNull(),
  flagged: boolean('flagged').generatedAlwaysAs(true),
  complaint: text('complaint').notNull(),
  joinedAt: at('joined_at').notNull(),
  rankAt: at('rank_at').notNull(),
  clinicianId: uuid('clinician_id'),
  calledAt: at('called_at'),
  respondBy: at('respond_by'),
  enteredAt: at('entered_at'),
  endedAt: at('ended_at'),
  previousEntryId: uuid('previous_entry_id'),
  kept: boolean('kept').notNull(),
  returned: text('returned').$type<QueueReturn['why']>(),
  returnedBy: uuid('returned_by'),
  transfer: jsonb('transfer').$type<NonNullable<QueueReturn['reason']>>(),
  waitsFor: uuid('waits_for'),
  waitsUntil: at('waits_until'),
});

export const ticketCounters = pgTable('ticket_counters', {
  hospitalId: text('hospital_id').notNull(),
  departmentId: uuid('department_id').notNull(),
  day: date('day', { mode: 'string' }).notNull(),
  last: integer('last').notNull(),
});

export const alarms = pgTable('alarms', {
  hospitalId: text('hospital_id').notNull(),
  alarmId: uuid('alarm_id').notNull(),
  visitId: uuid('visit_id').notNull(),
  departmentId: uuid('department_id').notNull(),
  kind: text('kind').$type<'emergency' | 'flag'>().notNull(),
  flags: text('flags').array().notNull(),
  reason: jsonb('reason').$type<Text>().notNull(),
  raisedAt: at('raised_at').notNull(),
  acknowledgedAt: at('acknowledged_at'),
  acknowledgedBy: uuid('acknowledged_by'),
});
