/** Runs every check and every rule over one snapshot: the same snapshot gives the same findings and the same hash. */
import { SEVERITIES } from '@care-elements/contract/prescription.terms.ts';
import type { Checks, Finding, Override } from '@care-elements/contract/prescription.ts';
import { isPiece } from '@care-elements/contract/herbal.terms.ts';
import { hashOf } from '../../canonical.ts';
import type { Day, Facts, Subject } from '../../rules/facts.ts';
import { evaluate, oneName, type Law } from '../../rules/law.ts';
import type { Objection, Rule } from '../../rules/rule.ts';
import { ageDose } from './age-dose.ts';
import { allergy } from './allergy.ts';
import { antimicrobialGrade } from './antimicrobial.ts';
import { dailyDose, singleDose, togetherDaily } from './dose.ts';
import { duplicateClass, duplicateIngredient } from './duplicate.ts';
import { ofOrder, words, type Check, type CheckSnapshot, type Found } from './finding.ts';
import { herbDose, herbHandling, herbNumber, herbPregnancy, herbSheet, toxicHerbs } from './herbs.ts';
import {
  complete,
  diagnosisPresent,
  divisible,
  hasItems,
  inFormulary,
  quantity,
  usualRoute,
} from './form.ts';
import { indication } from './indication.ts';
import { incompatibleHerbs, interaction } from './interaction.ts';
import { factsThere, formularyAnswered, takenKnown } from './lookup.ts';
import { liver, renal } from './organs.ts';
import { maximumAge, minimumAge, sex } from './patient.ts';
import { lactation, pregnancy } from './pregnancy.ts';
import { mergeFacts, rxFacts } from './rule-facts.ts';
import { course } from './supply.ts';

/** In the order of review within each step. */
export const CHECKS: Readonly<Record<string, Check>> = {
  antimicrobialGrade,
  hasItems,
  diagnosisPresent,
  inFormulary,
  formularyAnswered,
  complete,
  quantity,
  divisible,
  usualRoute,
  herbSheet,
  toxicHerbs,
  allergy,
  singleDose,
  dailyDose,
  togetherDaily,
  ageDose,
  herbDose,
  herbHandling,
  herbNumber,
  course,
  minimumAge,
  maximumAge,
  sex,
  pregnancy,
  herbPregnancy,
  lactation,
  renal,
  liver,
  duplicateIngredient,
  duplicateClass,
  interaction,
  incompatibleHerbs,
  indication,
  takenKnown,
  factsThere,
};

export const STEPS = ['legality', 'form', 'suitability'] as const;

export interface CheckOptions {
  readonly law: Law;
  /** The day whose rules are in force. */
  readonly day: Day;
  /** What the rules may know beside the snapshot. */
  readonly facts?: Facts;
  readonly overrides: readonly Override[];
  /** For tests; the product always runs them all. */
  readonly checks?: Readonly<Record<string, Check>>;
}

export function runChecks(
  snapshot: CheckSnapshot,
  { law, day, facts = {}, overrides, checks = CHECKS }: CheckOptions,
): Checks {
  const found = [
    ...legal(mergeFacts(rxFacts(snapshot), facts), law, day, snapshot),
    ...Object.entries(checks).flatMap(([name, check]) => guarded(name, () => check(snapshot))),
  ];
  const findings = found
    .map((f, i) => ({ f: withOverride(f, overrides), i }))
    .sort((a, b) => order(a.f) - order(b.f) || a.i - b.i)
    .map(({ f }) => f);
  const rulePack = oneName(law);
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

/** Of these a fact that is missing is the prescriber's or the reviewer's to know; of others the decision keeps it. */
export const TOLD: readonly Subject[] = ['prescription', 'review'];

/** The law's objections, with the article as their source: those of signing, or of the pass where somebody reviews. */
function legal(facts: Facts, law: Law, day: Day, { items, reviewer }: CheckSnapshot): Found[] {
  const found = evaluate(law, facts, day, reviewer ? 'rx.approve' : 'rx.sign')
    .flatMap(({ rule, outcome }) =>
      outcome.objections
        .filter(({ verdict }) => verdict === 'block' || TOLD.includes(rule.subject))
        .map((objection, i) => ofRule(rule, objection, i, items)),
    )
    .reduce(onceASheet(items), []);
  // Two articles may forbid the same in the same words: it is said once, by the first. The decision keeps both.
  const again = (f: Found, i: number) =>
    f.severity === 'block' &&
    found.findIndex(
      ({ severity, line, what }) => severity === 'block' && line === f.line && what.en === f.what.en,
    ) < i;
  return found.filter((f, i) => !again(f, i));
}

/** All herbs of a sheet last as long as its packets: what a rule says of their days is said once. */
const onceASheet =
  (items: CheckSnapshot['items']) =>
  (kept: Found[], found: Found): Found[] => {
    const name = items[(found.line ?? 0) - 1]?.name;
    const ofDays = /\.rx\.(days|long)$/.test(found.check);
    if (!ofDays || !name || !items.every(({ drug }) => drug && isPiece(drug))) return [...kept, found];
    if (kept.some(({ check }) => check === found.check)) return kept;
    const { 'zh-CN': zh, en } = found.what;
    const what = words(zh.replace(name['zh-CN'], '中药饮片'), en.replace(name.en, 'The sheet of herbs'));
    return [...kept, { ...found, key: `${found.check}:sheet`, line: null, what }];
  };

function ofRule(
  rule: Rule,
  { verdict, line, what, instead }: Objection,
  i: number,
  items: CheckSnapshot['items'],
): Found {
  const subject = line === null ? (i === 0 ? '-' : `-${i}`) : (items[line - 1]?.drugId ?? line);
  return {
    key: `${rule.id}:${subject}`,
    check: rule.id,
    step: rule.step,
    severity: verdict === 'unable' ? 'unable_to_check' : verdict,
    ...{ line, what, instead },
    why: rule.summary,
    source: rule.article,
    confidence: rule.needsLegalReview ? 'law-unreviewed' : 'law',
    overridable: false,
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
