/** What a rule of law is here: its article, its threshold in force, and a pure check over facts. Rules never read a database. */
import type { Text } from '@care-elements/contract/common.ts';

/** What the rules of prescriptions look at. Null is not known, and not known never passes. */
export interface PrescriptionFacts {
  readonly patient: { readonly ageYears: number; readonly guardianPresent: boolean };
  /** The doctor's own confirmation of guardian and speciality, for a small child. */
  readonly guardianConfirmed: boolean;
  readonly items: readonly {
    readonly line: number;
    readonly name: Text;
    readonly atc: string | null;
    readonly controlled: {
      readonly code: string;
      readonly cn: string;
      readonly online: 'forbidden' | 'restricted';
    } | null;
    readonly antimicrobial: string | null;
    readonly days: number | null;
  }[];
  /** Why more days than the ordinary; empty when not given. */
  readonly longReason: string;
  readonly prescriberId: string;
  /** Who reviews; null before the review. */
  readonly reviewer: { readonly clinicianId: string; readonly dispensingYears: number | null } | null;
}

export interface Outcome {
  readonly verdict: 'block' | 'warn' | 'unable_to_check';
  /** The item's line; null speaks of the whole. */
  readonly line: number | null;
  readonly what: Text;
  readonly instead: Text;
}

export type Threshold = Readonly<Record<string, number | boolean | readonly string[]>>;

export interface Rule {
  readonly id: string;
  /** The article, as the law is cited where it is in force. */
  readonly article: string;
  /** V: the article's text was seen. S: seen in press, an exam paper or a summary. M: from memory. */
  readonly mark: 'V' | 'S' | 'M';
  /** True wherever the mark is not V: the threshold waits for a lawyer. */
  readonly needsLegalReview: boolean;
  /** The day the rule came into force, YYYY-MM-DD in the hospital's calendar; from memory, to be confirmed with the article. */
  readonly effectiveFrom: string;
  /** The first day on which it is no longer in force; null while it is. */
  readonly effectiveUntil: string | null;
  readonly summary: Text;
  /** Where a reviewer meets it. */
  readonly step: 'legality' | 'form';
  readonly threshold: Threshold;
  /** Sends an outcome for each thing it objects to, none where it is content. Null: held by construction, `heldBy` says where. */
  readonly check: ((facts: PrescriptionFacts, threshold: Threshold) => Outcome[]) | null;
  readonly heldBy?: string;
}

export interface RulePack {
  readonly id: string;
  readonly version: string;
  readonly rules: readonly Rule[];
}

/** Marks and their consequence in one place, so that no rule forgets it. */
export const rule = (
  r: Omit<Rule, 'needsLegalReview' | 'effectiveUntil' | 'step'> &
    Partial<Pick<Rule, 'effectiveUntil' | 'step'>>,
): Rule => ({
  effectiveUntil: null,
  step: 'legality',
  ...r,
  needsLegalReview: r.mark !== 'V',
});

/** The rules in force on a day (YYYY-MM-DD). */
export const rulesOn = (pack: RulePack, day: string): readonly Rule[] =>
  pack.rules.filter((r) => r.effectiveFrom <= day && (r.effectiveUntil === null || day < r.effectiveUntil));

/** Every rule in force is asked; what each objects to, in the pack's order. */
export function evaluate(
  pack: RulePack,
  facts: PrescriptionFacts,
  day: string,
): { rule: Rule; outcome: Outcome }[] {
  return rulesOn(pack, day).flatMap((r) =>
    (r.check?.(facts, r.threshold) ?? []).map((outcome) => ({ rule: r, outcome })),
  );
}

/** A number of a rule's threshold; throws where the pack has no such rule in force, so that a typo is no licence. */
export function thresholdOf(pack: RulePack, ruleId: string, key: string, day: string): number {
  const value = rulesOn(pack, day).find((r) => r.id === ruleId)?.threshold[key];
  if (typeof value !== 'number') throw new Error(`Rule pack ${pack.id} has no ${ruleId}.${key} on ${day}.`);
  return value;
}

export const words = (zh: string, en: string): Text => ({ 'zh-CN': zh, en });
