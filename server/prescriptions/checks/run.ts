/** Runs every check and every rule over one snapshot: the same snapshot gives the same findings and the same hash. */
import { SEVERITIES } from '@care-elements/contract/prescription.terms.ts';
import type { Checks, Finding, Override } from '@care-elements/contract/prescription.ts';
import { hashOf } from '../../canonical.ts';
import { evaluate, type PrescriptionFacts, type RulePack } from '../../rules/rule.ts';
import { allergy } from './allergy.ts';
import { childDose, dailyDose, singleDose, togetherDaily } from './dose.ts';
import { ofOrder, words, type Check, type CheckSnapshot, type Found } from './finding.ts';
import {
  complete,
  diagnosisPresent,
  divisible,
  hasItems,
  inFormulary,
  quantity,
  usualRoute,
} from './form.ts';
import { duplicateIngredient, minimumAge, notCovered, pregnancy } from './patient.ts';

/** In the order of review within each step. */
export const CHECKS: Readonly<Record<string, Check>> = {
  hasItems,
  diagnosisPresent,
  inFormulary,
  complete,
  quantity,
  divisible,
  usualRoute,
  allergy,
  singleDose,
  dailyDose,
  togetherDaily,
  childDose,
  minimumAge,
  pregnancy,
  duplicateIngredient,
  notCovered,
};

const STEPS = ['legality', 'form', 'suitability'] as const;

export interface CheckOptions {
  readonly pack: RulePack;
  /** The day whose rules are in force, YYYY-MM-DD in the hospital's time zone. */
  readonly day: string;
  readonly overrides: readonly Override[];
  /** For tests; the product always runs them all. */
  readonly checks?: Readonly<Record<string, Check>>;
}

export function runChecks(
  snapshot: CheckSnapshot,
  { pack, day, overrides, checks = CHECKS }: CheckOptions,
): Checks {
  const found = [
    ...legal(snapshot, pack, day),
    ...Object.entries(checks).flatMap(([name, check]) => guarded(name, () => check(snapshot))),
  ];
  const findings = found
    .map((f, i) => ({ f: withOverride(f, overrides), i }))
    .sort((a, b) => order(a.f) - order(b.f) || a.i - b.i)
    .map(({ f }) => f);
  const rulePack = { id: pack.id, version: pack.version };
  return {
    findings,
    rulePack,
    alertSetHash: hashOf({ rulePack, findings }),
    signable: !findings.some((f) => f.severity === 'block' && !f.overridden),
  };
}

const order = (f: Finding) => STEPS.indexOf(f.step) * 10 + SEVERITIES.indexOf(f.severity);

/** A check that fails is said to have failed: never a clean answer. */
function guarded(name: string, check: () => Found[]): Found[] {
  try {
    return check();
  } catch {
    return [
      ofOrder(
        'check-failed',
        'suitability',
        'unable_to_check',
        { line: null, subject: name },
        {
          what: words(`核对“${name}”未能完成。`, `The check “${name}” did not complete.`),
          why: words('系统内部原因。', 'For a reason inside the system.'),
          instead: words('请自行核对，并告知技术支持。', 'Check it yourself and tell technical support.'),
        },
      ),
    ];
  }
}

/** The law's objections, with the article as their source. */
function legal(snapshot: CheckSnapshot, pack: RulePack, day: string): Found[] {
  return guarded('rules', () =>
    evaluate(pack, factsOf(snapshot), day).map(({ rule, outcome }) => ({
      key: `${rule.id}:${outcome.line === null ? '-' : (snapshot.items[outcome.line - 1]?.drugId ?? outcome.line)}`,
      check: rule.id,
      step: rule.step,
      severity: outcome.verdict,
      line: outcome.line,
      what: outcome.what,
      why: rule.summary,
      instead: outcome.instead,
      source: rule.article,
      confidence: rule.needsLegalReview ? 'law-unreviewed' : 'law',
      overridable: false,
    })),
  );
}

function factsOf(snapshot: CheckSnapshot): PrescriptionFacts {
  const { patient, guardianConfirmed, longReason, prescriberId, reviewer } = snapshot;
  return {
    ...{ patient, guardianConfirmed, longReason, prescriberId, reviewer },
    items: snapshot.items.map(({ line, name, drug, days }) => ({
      ...{ line, name, days },
      atc: drug?.atc ?? null,
      controlled: drug?.controlled ?? null,
      antimicrobial: drug?.antimicrobial ?? null,
    })),
  };
}

/** A reason lifts exactly the finding it names; "other" counts only with its words. */
function withOverride(f: Found, overrides: readonly Override[]): Finding {
  const given = overrides.find((o) => o.key === f.key);
  const overridden =
    f.severity === 'block' &&
    f.overridable &&
    !!given &&
    (given.reason !== 'other' || given.text.trim() !== '');
  return { ...f, overridden };
}
