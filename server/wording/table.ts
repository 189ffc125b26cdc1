/** Table of the sentences that hospitals say in their own words. */
import { pgTable, text, timestamp, uuid } from 'drizzle-orm/pg-core';
import type { Sentence } from '@care-elements/contract/wording.ts';

export const hospitalSentences = pgTable('hospital_sentences', {
  hospitalId: text('hospital_id').notNull(),
  language: text('language').$type<Sentence['language']>().notNull(),
  key: text('key').notNull(),
  sentence: text('sentence').notNull(),
  setAt: timestamp('set_at', { withTimezone: true, mode: 'date' }).notNull(),
  setBy: uuid('set_by').notNull(),
});
