/** Tables of a visit's timeline and its rating. */
import { boolean, integer, jsonb, pgTable, text, timestamp, uuid } from 'drizzle-orm/pg-core';
import type { RatingTrouble, TimelineEvent } from '@care-elements/contract/timeline.ts';

const at = (name: string) => timestamp(name, { withTimezone: true, mode: 'date' });

export const visitEvents = pgTable('visit_events', {
  hospitalId: text('hospital_id').notNull(),
  eventId: uuid('event_id').notNull(),
  visitId: uuid('visit_id').notNull(),
  at: at('at').notNull(),
  role: text('role').$type<TimelineEvent['role']>().notNull(),
  kind: text('kind').notNull(),
  data: jsonb('data').$type<TimelineEvent['data']>().notNull(),
  reported: boolean('reported').notNull(),
});

export const visitRatings = pgTable('visit_ratings', {
  hospitalId: text('hospital_id').notNull(),
  visitId: uuid('visit_id').notNull(),
  stars: integer('stars').notNull(),
  wrong: text('wrong').array().$type<RatingTrouble[]>().notNull(),
  text: text('text').notNull(),
  ratedAt: at('rated_at').notNull(),
  changedAt: at('changed_at').notNull(),
});
