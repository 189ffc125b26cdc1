/** Tables of what the rules said, and of what a hospital asks beyond them. */
import { boolean, date, jsonb, pgTable, text, timestamp, uuid } from 'drizzle-orm/pg-core';
import type { Action, Facts } from './facts.ts';
import type { PackName, Tightening } from './law.ts';
import type { Outcome, Verdict } from './rule.ts';
import type { Value } from './threshold.ts';

/** What a decision is on, in FHIR R4's names where there is one. */
export const DECIDED_ON = [
  'Visit',
  'QueueEntry',
  'Encounter',
  'MedicationRequest',
  'MedicationDispense',
  'PaymentNotice',
  'Media',
  'Hospital',
] as const;
export type DecidedOn = (typeof DECIDED_ON)[number];

export const ruleDecisions = pgTable('rule_decisions', {
  hospitalId: text('hospital_id').notNull(),
  decisionId: uuid('decision_id').notNull(),
  at: timestamp('at', { withTimezone: true, mode: 'date' }).notNull(),
  day: date('day', { mode: 'string' }).notNull(),
  action: text('action').$type<Action>().notNull(),
  subject: text('subject').$type<DecidedOn>().notNull(),
  subjectId: text('subject_id').notNull(),
  visitId: uuid('visit_id'),
  actorRole: text('actor_role').notNull(),
  actorId: uuid('actor_id'),
  requestId: text('request_id'),
  packs: jsonb('packs').$type<PackName[]>().notNull(),
  tightened: jsonb('tightened').$type<Tightening[]>().notNull(),
  facts: jsonb('facts').$type<Facts>().notNull(),
  outcomes: jsonb('outcomes').$type<Outcome[]>().notNull(),
  verdict: text('verdict').$type<Verdict>().notNull(),
  refused: boolean('refused').notNull(),
});

export const ruleTightenings = pgTable('rule_tightenings', {
  hospitalId: text('hospital_id').notNull(),
  tighteningId: uuid('tightening_id').notNull(),
  ruleId: text('rule_id').notNull(),
  key: text('key').notNull(),
  value: jsonb('value').$type<Value>().notNull(),
  fromDay: date('from_day', { mode: 'string' }).notNull(),
  setBy: uuid('set_by').notNull(),
  setAt: timestamp('set_at', { withTimezone: true, mode: 'date' }).notNull(),
});
