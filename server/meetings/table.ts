/** The tables of group meetings and their seats. */
import { boolean, integer, jsonb, pgTable, text, timestamp, uuid } from 'drizzle-orm/pg-core';
import type { Text } from '@care-elements/contract/common.ts';
import type { MeetingState, SeatState } from '@care-elements/contract/meeting.ts';

const at = (name: string) => timestamp(name, { withTimezone: true, mode: 'date' });

export const meetings = pgTable('meetings', {
  hospitalId: text('hospital_id').notNull(),
  meetingId: uuid('meeting_id').notNull(),
  hostId: uuid('host_id').notNull(),
  hostIdentity: text('host_identity').notNull(),
  title: jsonb('title').$type<Text>().notNull(),
  startsAt: at('starts_at').notNull(),
  capacity: integer('capacity').notNull(),
  state: text('state').$type<MeetingState>().notNull(),
  roomName: text('room_name').notNull(),
  closed: boolean('closed').notNull(),
  linkVersion: integer('link_version').notNull(),
  createdAt: at('created_at').notNull(),
  openedAt: at('opened_at'),
  endedAt: at('ended_at'),
  hostInAt: at('host_in_at'),
  hostOutAt: at('host_out_at'),
  roomDeletedAt: at('room_deleted_at'),
});

export const meetingSeats = pgTable('meeting_seats', {
  hospitalId: text('hospital_id').notNull(),
  seatId: uuid('seat_id').notNull(),
  meetingId: uuid('meeting_id').notNull(),
  identity: text('identity').notNull(),
  name: text('name').notNull(),
  state: text('state').$type<SeatState>().notNull(),
  rules: text('rules').notNull(),
  agreedAt: at('agreed_at').notNull(),
  ticketAt: at('ticket_at'),
  raisedAt: at('raised_at'),
  wordAt: at('word_at'),
  inAt: at('in_at'),
  outAt: at('out_at'),
});
