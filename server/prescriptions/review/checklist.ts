/**
 * The checklist of a review, from the packs in force and the checks: each rule and each kind of check is a line in its step,
 * also where it objects to nothing, so that a reviewer sees what was looked at and what was not.
 */
import type { Text } from '@care-elements/contract/common.ts';
import type { Checks, Finding } from '@care-elements/contract/prescription.ts';
import { REVIEW_STEPS, type ReviewStep } from '@care-elements/contract/prescription.terms.ts';
import { LINE_VERDICTS, type Checklist, type ChecklistLine } from '@care-elements/contract/review.ts';
import { problem } from '../../problems.ts';
import type { Day } from '../../rules/facts.ts';
import { rulesOn, type Law } from '../../rules/law.ts';
import { words } from '../checks/finding.ts';
import { CHECKS, TOLD } from '../checks/run.ts';

type Verdict = ChecklistLine['verdict'];
interface Kind {
  readonly step: ReviewStep;
  readonly title: Text;
  /** Names in CHECKS: the line stands where one of them is run. */
  readonly by: readonly string[];
  /** What its findings are called. */
  readonly codes: readonly string[];
}
const kind = (step: ReviewStep, zh: string, en: string, by: string, codes: string): Kind => ({
  ...{ step, title: words(zh, en), by: by.split(' '), codes: codes.split(' ') },
});

export const KINDS: Readonly<Record<string, Kind>> = {
  antimicrobial: kind(
    ...(['legality', '抗菌药物处方权', 'Right to prescribe the antimicrobial'] as const),
    ...(['antimicrobialGrade', 'antimicrobial-grade'] as const),
  ),
  toxicHerbs: kind('legality', '毒性中药', 'Toxic herbs', 'toxicHerbs', 'toxic-herb'),
  diagnosis: kind('form', '临床诊断', 'Diagnosis written', 'diagnosisPresent', 'diagnosis-missing'),
  items: kind(
    'form',
    '药品与用法用量',
    'Medicines and directions',
    'hasItems complete',
    'no-items incomplete',
  ),
  formulary: kind(
    ...(['form', '药品目录', 'In the formulary', 'inFormulary formularyAnswered factsThere'] as const),
    'not-in-formulary formulary-silent facts-missing',
  ),
  quantity: kind('form', '数量', 'Quantity', 'quantity divisible', 'quantity-unknown not-divisible'),
  herbSheet: kind(
    ...([
      'form',
      '饮片剂数与煎服法',
      'Herbs: packets, boiling, drinking',
      'herbSheet',
      'herb-sheet',
    ] as const),
  ),
  route: kind('form', '给药途径', 'Route', 'usualRoute', 'route'),
  indication: kind('suitability', '药品与诊断相符', 'Fits the diagnosis', 'indication', 'indication'),
  dose: kind(
    ...(['suitability', '剂量与频次', 'Dose and how often'] as const),
    'singleDose dailyDose togetherDaily ageDose',
    'max-single max-daily weekly-only otc-daily age-dose',
  ),
  herbs: kind(
    ...(['suitability', '饮片用量与脚注', 'Herbs: amounts and footnotes'] as const),
    ...(['herbDose herbHandling herbNumber', 'herb-dose herb-handling herb-number'] as const),
  ),
  course: kind('suitability', '疗程', 'Length of the course', 'course', 'course'),
  allergy: kind('suitability', '过敏', 'Allergies', 'allergy', 'allergy allergy-cross'),
  interaction: kind(
    ...(['suitability', '相互作用与配伍禁忌', 'Interactions and incompatibilities'] as const),
    ...(['interaction incompatibleHerbs', 'interaction incompatible-herbs'] as const),
  ),
  duplicate: kind(
    ...(['suitability', '重复用药', 'Duplicates', 'duplicateIngredient duplicateClass'] as const),
    'duplicate duplicate-class',
  ),
  age: kind('suitability', '年龄与性别', 'Age and sex', 'minimumAge maximumAge sex', 'min-age max-age sex'),
  pregnancy: kind(
    ...(['suitability', '妊娠与哺乳', 'Pregnancy and breastfeeding'] as const),
    'pregnancy herbPregnancy lactation',
    'pregnancy herb-pregnancy lactation',
  ),
  organs: kind('suitability', '肝肾功能', 'Kidneys and liver', 'renal liver', 'renal liver'),
  taken: kind('suitability', '正在使用的药品', 'Medicines in use', 'takenKnown', 'current-medicines'),
};
/** Whatever a check says that no line is named for is not lost. */
const OTHER = words('其他核对', 'Other checks');

const ordered = (lines: ChecklistLine[]): ChecklistLine[] =>
  REVIEW_STEPS.flatMap((step) => lines.filter((line) => line.step === step));

const verdictOf = ({ severity, overridden }: Finding): Verdict =>
  overridden ? 'warn' : severity === 'unable_to_check' ? 'unable' : severity;
const worst = (found: readonly Finding[]): Verdict =>
  LINE_VERDICTS[Math.max(0, ...found.map((f) => LINE_VERDICTS.indexOf(verdictOf(f))))]!;

/** What is asked of a sheet of herbs has no line on another prescription. */
const OF_HERBS = ['herbSheet', 'toxicHerbs', 'herbDose', 'herbHandling', 'herbNumber'];
export const checksOn = (sheet: unknown): string[] =>
  Object.keys(CHECKS).filter((name) => sheet || !OF_HERBS.includes(name));

/** `run`: the names of the checks that were run. */
export function checklistOf(
  { findings }: Pick<Checks, 'findings'>,
  law: Law,
  day: Day,
  run: readonly string[] = Object.keys(CHECKS),
): Checklist {
  const rest = new Set(findings);
  const line = (
    id: string,
    step: ReviewStep,
    title: Text,
    source: string | null,
    codes: readonly string[],
  ): ChecklistLine => {
    const found = findings.filter(({ check }) => codes.includes(check));
    for (const f of found) rest.delete(f);
    return { id, step, title, source, verdict: worst(found), keys: found.map(({ key }) => key) };
  };
  const rules = rulesOn(law, day)
    // The order itself is held by walking it; what the decision alone can know is written down with the decision.
    .filter(({ id, at, subject }) => at.includes('rx.approve') && TOLD.includes(subject) && !isOrder(id))
    .map((rule) => line(rule.id, rule.step, rule.summary, rule.article, [rule.id]));
  const checks = Object.entries(KINDS)
    .filter(([, { by }]) => by.some((name) => run.includes(name)))
    .map(([id, { step, title, codes }]) => line(id, step, title, null, codes));
  const others = REVIEW_STEPS.flatMap((step) => {
    const codes = [...rest].filter((f) => f.step === step).map(({ check }) => check);
    return codes.length ? [line(`other:${step}`, step, OTHER, null, codes)] : [];
  });
  const lines = ordered([...rules, ...checks, ...others]);
  return { lines, clean: lines.every(({ verdict }) => verdict === 'pass' || verdict === 'info') };
}

const isOrder = (ruleId: string) => ruleId.endsWith('.rx.review-order');

/** What was walked and ticked, as it is sealed with the decision. */
export interface Walk {
  readonly walked: readonly ReviewStep[];
  readonly ticked: readonly string[];
}

/** Throws `review-incomplete` unless the steps were walked in order and what could not be checked was looked at. */
export function assertWalked({ lines, clean }: Checklist, { walked, ticked }: Walk): void {
  if (clean && walked.length === 0) return;
  const steps = REVIEW_STEPS.filter((step, i) => walked[i] !== step);
  const left = lines.filter(({ id, verdict }) => verdict === 'unable' && !ticked.includes(id));
  if (steps.length || left.length || walked.length !== REVIEW_STEPS.length)
    throw problem('review-incomplete', 'Walk the steps in their order, and tick what could not be checked.', {
      current: { steps, lines: left.map(({ id }) => id) },
    });
}
