/** Tables of pages that are open and of who of a consult is away. */
import { boolean, pgTable, text, timestamp, uuid } from 'drizzle-orm/pg-core';

const at = (name: string) => timestamp(name, { withTimezone: true, mode: 'date' });

export const livePresence = pgTable('live_presence', {
  hospitalId: text('hospital_id').notNull(),
  kind: text('kind').$type<'desk' | 'visit'>().notNull(),
  subjectId: uuid('subject_id').notNull(),
  openedAt: at('opened_at').notNull(),
  seenAt: at('seen_at').notNull(),
  online: boolean('online').notNull(),
});

export const consultPresence = pgTable('consult_presence', {
  hospitalId: text('hospital_id').notNull(),
  entryId: uuid('entry_id').notNull(),
  role: text('role').$type<'patient' | 'doctor'>().notNull(),
  awaySince: at('away_since'),
});
