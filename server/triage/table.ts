/** Tables of triage: protocols by hash, and results. */
import { integer, jsonb, pgTable, text, timestamp, uuid } from 'drizzle-orm/pg-core';
import type { Level } from '@care-elements/contract/common.ts';
import type { TriageResult } from '@care-elements/contract/triage.ts';
import type { Wanted } from '@care-elements/triage/departments.ts';
import type { Answers, Facts, Protocol, Regions } from '@care-elements/triage/protocol.ts';
import type { Voice } from '@care-elements/triage/speak.ts';

/** What was said to the patient; departments by catalogue code, as the rules asked for them. */
export type StoredOutcome = Pick<
  TriageResult,
  | 'departments'
  | 'reasons'
  | 'advice'
  | 'callAgainIf'
  | 'flags'
  | 'complaints'
  | 'answers'
  | 'reviewed'
  | 'crisisLine'
> & {
  wanted: Wanted[];
  /** The crisis line that the advice named, where it named one. */
  saidLine: string | null;
  /** Of the answers, those that nobody was asked for: the words say them. Not there in results from before. */
  heard?: Answers;
  /** Who answered, as the advice speaks. Not there in results from before, whose advice speaks to nobody. */
  voice?: Voice;
};

export const triageProtocols = pgTable('triage_protocols', {
  hospitalId: text('hospital_id').notNull(),
  hash: text('hash').notNull(),
  protocolId: text('protocol_id').notNull(),
  version: text('version').notNull(),
  body: jsonb('body').$type<Protocol>().notNull(),
  firstUsedAt: timestamp('first_used_at', { withTimezone: true, mode: 'date' }).notNull(),
});

export const triageResults = pgTable('triage_results', {
  hospitalId: text('hospital_id').notNull(),
  triageResultId: uuid('triage_result_id').notNull(),
  visitId: uuid('visit_id').notNull(),
  level: integer('level').$type<Level>().notNull(),
  engineVersion: text('engine_version').notNull(),
  protocols: jsonb('protocols').$type<TriageResult['protocols']>().notNull(),
  epidemics: jsonb('epidemics').$type<NonNullable<TriageResult['epidemics']>>().notNull(),
  answers: jsonb('answers').$type<Answers>().notNull(),
  facts: jsonb('facts').$type<Facts>().notNull(),
  regions: jsonb('regions').$type<Regions>().notNull(),
  words: text('words').notNull(),
  fired: text('fired').array().notNull(),
  unsure: text('unsure').array().notNull(),
  outcome: jsonb('outcome').$type<StoredOutcome>().notNull(),
  createdAt: timestamp('created_at', { withTimezone: true, mode: 'date' }).notNull(),
});
