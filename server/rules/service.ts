/** The law of a hospital, and decisions by it: asked with facts, written down whole in the transition's own transaction. */
import { together } from '../db/statements.ts';
import { requireHospital } from '../hospitals/service.ts';
import { problem, type ProblemError } from '../problems.ts';
import { dayIn } from '../visits/age.ts';
import type { Work } from '../work.ts';
import type { Action, Day, Facts } from './facts.ts';
import { evaluate, worst, type Law } from './law.ts';
import { lawOf } from './registry.ts';
import * as repo from './repo.ts';
import type { DecidedOn } from './table.ts';

export type { DecisionRow } from './repo.ts';

/** The hospital's packs of today, what it asks beyond them, and the day of its own calendar. */
export async function lawOfHospital(work: Work): Promise<{ law: Law; day: Day; timeZone: string }> {
  const [{ rulePacks, timeZone }, own] = await together(
    requireHospital(work),
    repo.listTightenings(work.tx, work.hospitalId),
  );
  const tightened = own.map(({ ruleId, key, fromDay: from, value }) => ({ ruleId, key, from, value }));
  return { law: lawOf(rulePacks, tightened), day: dayIn(timeZone, work.now), timeZone };
}

export interface Asked {
  readonly action: Action;
  /** What the transition is of. */
  readonly subject: DecidedOn;
  readonly subjectId: string;
  readonly visitId?: string;
  readonly facts: Facts;
}

/**
 * Asks every rule in force that is asked at this action, and writes down packs, facts and outcomes. It stops nothing: the caller
 * does, with `assertAllowed`, where the transition is one that a rule may stop.
 */
export async function decide(work: Work, asked: Asked): Promise<repo.DecisionRow> {
  const { tx, hospitalId, now, newId, doer, requestId } = work;
  const { law, day } = await lawOfHospital(work);
  const outcomes = evaluate(law, asked.facts, day, asked.action).map(({ outcome }) => outcome);
  const { action, subject, subjectId, visitId = null, facts } = asked;
  const row: repo.DecisionRow = {
    ...{ hospitalId, decisionId: newId(), at: now, day, action, subject, subjectId, visitId },
    ...{ actorRole: doer.role, actorId: doer.id, requestId, facts, outcomes },
    ...{ packs: [...law.packs], tightened: [...law.tightened], verdict: worst(outcomes), refused: false },
  };
  await repo.insertDecision(tx, row);
  return row;
}

/**
 * Throws `law-blocked` where a rule blocks; what the rules said is kept although the transition is undone. With `about`, only
 * rules of these parts stop it (`visit` for `cn.visit.revisit`).
 */
export function assertAllowed(decision: repo.DecisionRow, about?: readonly string[]): void {
  const blocks = decision.outcomes
    .filter(({ verdict, ruleId }) => verdict === 'block' && (about?.includes(ruleId.split('.')[1]!) ?? true))
    .map(({ ruleId, objections }) => ({ ruleId, objections }));
  if (blocks.length === 0) return;
  throw refusing(decision, problem('law-blocked', undefined, { current: blocks }));
}

/** Whether the rule of that name, in whichever pack, blocks. */
export const blocks = ({ outcomes }: repo.DecisionRow, name: string): boolean =>
  outcomes.some(({ ruleId, verdict }) => verdict === 'block' && ruleId.endsWith(`.${name}`));

/** A problem that undoes the transition, and leaves the decision behind as one that refused it. */
export function refusing(decision: repo.DecisionRow, error: ProblemError): ProblemError {
  error.afterwards = ({ tx }) => repo.insertDecision(tx, { ...decision, refused: true });
  return error;
}

/** The newest decision on something; undefined where there is none. */
export const latestDecision = async (
  { tx, hospitalId }: Work,
  subject: DecidedOn,
  subjectId: string,
): Promise<repo.DecisionRow | undefined> =>
  (await repo.listOfSubject(tx, hospitalId, subject, subjectId, 1))[0];

/** The decision of that id, or those on whatever has it, or of the visit that has it; oldest first, at most 100. */
export async function findDecisions(work: Work, id: string): Promise<repo.DecisionRow[]> {
  return repo.findById(work.tx, work.hospitalId, id, 100);
}

export const getDecision = (
  { tx, hospitalId }: Work,
  decisionId: string,
): Promise<repo.DecisionRow | undefined> => repo.getDecision(tx, hospitalId, decisionId);
