/** Table of encounters and their notes. */
import { integer, jsonb, pgTable, text, timestamp, uuid } from 'drizzle-orm/pg-core';
import type { EncounterState, NoteState } from '@care-elements/contract/encounter.machine.ts';
import type { Note } from '@care-elements/contract/encounter.ts';

const at = (name: string) => timestamp(name, { withTimezone: true, mode: 'date' });

export const encounters = pgTable('encounters', {
  hospitalId: text('hospital_id').notNull(),
  encounterId: uuid('encounter_id').notNull(),
  visitId: uuid('visit_id').notNull(),
  entryId: uuid('entry_id').notNull(),
  departmentId: uuid('department_id').notNull(),
  clinicianId: uuid('clinician_id').notNull(),
  state: text('state').$type<EncounterState>().notNull(),
  note: jsonb('note').$type<Note>().notNull(),
  noteState: text('note_state').$type<NoteState>().notNull(),
  rowVersion: integer('row_version').notNull(),
  savedAt: at('saved_at'),
  createdAt: at('created_at').notNull(),
  startedAt: at('started_at'),
  finishedAt: at('finished_at'),
});
