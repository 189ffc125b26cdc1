/** What a hospital decides about its law: which packs it works under, and what it asks beyond them. Never less. */
import type { Law as LawView } from '@care-elements/contract/rules.ts';
import { authorize, type Authorized, type ClinicianActor } from '../actor.ts';
import { record } from '../audit.ts';
import { requireHospital, setRulePacks } from '../hospitals/service.ts';
import { problem } from '../problems.ts';
import type { Work } from '../work.ts';
import type { Day } from './facts.ts';
import { rulesOn, thresholdsOn, type Law } from './law.ts';
import { lawOf, PACKS } from './registry.ts';
import * as repo from './repo.ts';
import { lawOfHospital } from './service.ts';
import { refusalOf, valueOn, type Value } from './threshold.ts';

type Administrator = ClinicianActor<'administrator'>;
/** More than a hospital ever needs; each is read with the law. */
const MOST = 500;

export async function getLaw(work: Work, day?: Day): Promise<Authorized<LawView>> {
  const { law, day: today } = await lawOfHospital(work);
  return authorize(true, await view(work, law, day ?? today));
}

async function view(work: Work, law: Law, day: Day): Promise<LawView> {
  const { rulePacks } = await requireHospital(work);
  const inForce = new Set(rulesOn(law, day).map(({ id }) => id));
  const rows = await repo.listTightenings(work.tx, work.hospitalId);
  return {
    ...{ day, picked: rulePacks, packs: [...law.packs] },
    available: PACKS.map(({ id, version, extends: below }) => ({ id, version, extends: below })),
    rules: law.rules.map((rule) => {
      const here = thresholdsOn(law, rule, day);
      const { id: ruleId, article, mark, needsLegalReview, summary, subject, from, replaces } = rule;
      return {
        ...{ ruleId, article, mark, needsLegalReview, summary, subject, from, replaces },
        ...{ effectiveFrom: rule.effectiveFrom, effectiveUntil: rule.effectiveUntil },
        ...{ at: [...rule.at], inForce: inForce.has(ruleId), heldBy: rule.heldBy ?? null },
        thresholds: Object.entries(rule.threshold).map(([key, spec]) => ({
          ...{ key, stricter: spec.stricter },
          law: plain(valueOn(spec, day)),
          inForce: plain(here[key]!),
        })),
      };
    }),
    tightened: rows.map(({ ruleId, key, fromDay: from, value, setAt }) => ({
      ...{ ruleId, key, from, value: plain(value), setAt: setAt.toISOString() },
    })),
  };
}
const plain = (value: Value): number | boolean | string[] => (typeof value === 'object' ? [...value] : value);

/** Throws `invalid-input` where a pack is not there, or two versions of one do not go together. */
export async function pickRulePacks(
  work: Work,
  _actor: Administrator,
  picked: string[],
): Promise<Authorized<LawView>> {
  const before = await requireHospital(work);
  try {
    lawOf(picked);
  } catch (error) {
    const { message } = error as Error;
    throw problem('invalid-input', undefined, { errors: [{ pointer: '/picked', code: 'unknown', message }] });
  }
  await setRulePacks(work, picked);
  await record(work, {
    ...{ action: 'rules.picked', resourceType: 'Hospital', resourceId: work.hospitalId },
    ...{ before: before.rulePacks, after: picked, topics: [] },
  });
  return getLaw(work);
}

export interface NewTightening {
  readonly key: string;
  readonly value: Value;
  readonly from: Day;
}
/** Throws `threshold-looser` where the law asks for more on that day; the past cannot be tightened. */
export async function tightenRule(
  work: Work,
  actor: Administrator,
  ruleId: string,
  { key, value, from }: NewTightening,
): Promise<Authorized<LawView>> {
  const { tx, hospitalId, now, newId } = work;
  const { law, day } = await lawOfHospital(work);
  const rule = law.rules.find(({ id }) => id === ruleId);
  if (!rule) throw problem('not-found');
  const wrong = (field: string, code: string, message: string) =>
    problem('invalid-input', undefined, { errors: [{ pointer: `/${field}`, code, message }] });
  const spec = Object.hasOwn(rule.threshold, key) ? rule.threshold[key] : undefined;
  if (!spec) {
    const keys = Object.keys(rule.threshold).join(', ');
    throw wrong(
      'key',
      'unknown',
      keys ? `The rule’s thresholds are: ${keys}.` : 'The rule has no threshold.',
    );
  }
  if (from < day) throw wrong('from', 'past', `The first day that can be changed is ${day}.`);
  const lawful = valueOn(spec, from);
  const refusal = refusalOf(spec, lawful, value);
  if (refusal === 'looser')
    throw problem(
      'threshold-looser',
      `On ${from} the law has ${JSON.stringify(lawful)}; stricter is ${spec.stricter}.`,
      {
        current: { law: lawful, stricter: spec.stricter },
      },
    );
  if (refusal) throw wrong('value', refusal, REFUSED[refusal]);
  if ((await repo.countTightenings(tx, hospitalId)) >= MOST)
    throw problem('state-conflict', `A hospital has at most ${MOST} thresholds of its own.`, {
      current: MOST,
    });
  const before = thresholdsOn(law, rule, from)[key];
  const row: repo.TighteningRow = {
    ...{ hospitalId, tighteningId: newId(), ruleId, key, value, fromDay: from },
    ...{ setBy: actor.clinicianId, setAt: now },
  };
  await repo.insertTightening(tx, row);
  await record(work, {
    ...{ action: 'rules.tightened', resourceType: 'Rule', resourceId: ruleId },
    ...{ before: { key, value: before }, after: row, topics: [], payload: { key, from } },
  });
  return getLaw(work);
}

const REFUSED = {
  'wrong-kind': 'A number, a switch or a list, as the law has it.',
  fixed: 'This one is nobody’s to move.',
  'out-of-range': 'A whole number that makes sense here, or a list without blanks and repetitions.',
} as const;
