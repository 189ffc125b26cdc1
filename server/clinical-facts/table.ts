/** Table of the clinical facts, one row an encounter. */
import { integer, jsonb, pgTable, text, timestamp, uuid } from 'drizzle-orm/pg-core';
import type { ClinicalFacts } from '@care-elements/contract/clinical-facts.ts';

export const clinicalFacts = pgTable('clinical_facts', {
  hospitalId: text('hospital_id').notNull(),
  encounterId: uuid('encounter_id').notNull(),
  visitId: uuid('visit_id').notNull(),
  facts: jsonb('facts').$type<ClinicalFacts>().notNull(),
  rowVersion: integer('row_version').notNull(),
  savedBy: uuid('saved_by').notNull(),
  savedAt: timestamp('saved_at', { withTimezone: true, mode: 'date' }).notNull(),
});
