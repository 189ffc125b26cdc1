/** Tables of consults, their participants, and the LiveKit events that were handled. */
import { pgTable, text, timestamp, uuid } from 'drizzle-orm/pg-core';
import type { ConsultState } from '@care-elements/contract/consult.machine.ts';
import type { ConsultRole } from '@care-elements/contract/consult.ts';

const at = (name: string) => timestamp(name, { withTimezone: true, mode: 'date' });

export const consults = pgTable('consults', {
  hospitalId: text('hospital_id').notNull(),
  consultId: uuid('consult_id').notNull(),
  visitId: uuid('visit_id').notNull(),
  entryId: uuid('entry_id').notNull(),
  roomName: text('room_name').notNull(),
  state: text('state').$type<ConsultState>().notNull(),
  openedAt: at('opened_at').notNull(),
  closedAt: at('closed_at'),
  roomDeletedAt: at('room_deleted_at'),
});

export const consultParticipants = pgTable('consult_participants', {
  hospitalId: text('hospital_id').notNull(),
  consultId: uuid('consult_id').notNull(),
  identity: text('identity').notNull(),
  role: text('role').$type<ConsultRole>().notNull(),
  subjectId: uuid('subject_id').notNull(),
  sid: text('sid'),
  joinedAt: at('joined_at'),
  leftAt: at('left_at'),
  leftReason: text('left_reason').$type<'left' | 'lost' | 'absent'>(),
});

export const livekitEvents = pgTable('livekit_events', {
  hospitalId: text('hospital_id').notNull(),
  eventId: text('event_id').notNull(),
  receivedAt: at('received_at').notNull(),
});
