/** What every check reads and what it may say. Checks are pure: the same snapshot, the same findings. */
import type { AntimicrobialRight } from '@care-elements/contract/antimicrobial.ts';
import type { ClinicalFacts } from '@care-elements/contract/clinical-facts.ts';
import type { Text } from '@care-elements/contract/common.ts';
import type { HerbalInput } from '@care-elements/contract/herbal.ts';
import { isPiece, type Handling } from '@care-elements/contract/herbal.terms.ts';
import type { Amount } from '@care-elements/contract/prescription.dose.ts';
import type { Frequency, RouteCode, Severity } from '@care-elements/contract/prescription.terms.ts';
import type { Finding } from '@care-elements/contract/prescription.ts';
import type { StatedAllergy } from '../../formulary/allergens.ts';
import type { Cautions } from '../../formulary/cautions.ts';
import type { Drug } from '../../formulary/provider.ts';
import type { Understood } from '../../formulary/understand.ts';

export interface CheckedItem {
  readonly line: number;
  readonly drugId: string;
  readonly name: Text;
  /** The formulary's facts of today; null where it no longer holds the medicine, or did not answer. */
  readonly drug: Drug | null;
  /** What is known of its use in this kind of patient; null where nothing is. */
  readonly cautions: Cautions | null;
  /** Chinese herbs in it. */
  readonly herbs: readonly string[];
  /** `failed`: the formulary gave no answer in time. */
  readonly lookup: 'held' | 'absent' | 'failed';
  readonly dose: Amount | null;
  readonly route: RouteCode;
  readonly frequency: Frequency | null;
  readonly maxPerDay: number | null;
  readonly days: number | null;
  readonly packs: number | null;
  /** What is done with a herb apart from the others. */
  readonly handling?: Handling | null | undefined;
}

/** A medicine that the patient takes already. */
export interface TakenMedicine {
  readonly text: string;
  /** Ours; null where it is known by the patient's words alone. */
  readonly drug: Drug | null;
  /** What the words name; empty where nobody understood them. */
  readonly understood: Understood;
  readonly herbs: readonly string[];
  readonly lookup: 'held' | 'absent' | 'failed';
}

export interface CheckSnapshot {
  readonly patient: Pick<
    ClinicalFacts,
    'weightKg' | 'pregnancy' | 'pregnancyWeeks' | 'breastfeeding' | 'egfr' | 'liver'
  > & {
    readonly ageYears: number;
    /** Completed months: what a minimum age of "3 months" is asked of. */
    readonly ageMonths: number;
    readonly sex: 'male' | 'female' | 'other' | 'unknown';
    readonly allergies: {
      readonly status: 'none' | 'some' | 'unknown';
      readonly stated: readonly StatedAllergy[];
    };
    readonly guardianPresent: boolean;
  };
  /** What the patient takes already. */
  readonly taken: {
    readonly status: ClinicalFacts['medicines']['status'];
    readonly items: readonly TakenMedicine[];
  };
  /** ICD-10 codes. */
  readonly diagnoses: readonly string[];
  readonly items: readonly CheckedItem[];
  /** The sheet that the lines stand on, where it is one of herbs. */
  readonly herbal?: HerbalInput | undefined;
  readonly longReason: string;
  readonly guardianConfirmed: boolean;
  readonly prescriberId: string;
  readonly antimicrobialRight: AntimicrobialRight;
  /** Rank (pharmacist or above) and years of dispensing; null is not on record. */
  readonly reviewer: {
    readonly clinicianId: string;
    readonly pharmacist: boolean | null;
    readonly dispensingYears: number | null;
  } | null;
}

/** A finding before the overrides are applied. */
export type Found = Omit<Finding, 'overridden'>;
export type Check = (snapshot: CheckSnapshot) => Found[];

/** An item whose facts are there. */
export type KnownItem = CheckedItem & { readonly drug: Drug };
export const knownItems = ({ items }: CheckSnapshot): KnownItem[] =>
  items.filter((i): i is KnownItem => i.drug !== null);

/** Herbs to be boiled have doses, footnotes and a sheet of their own, and checks for these. */
export const herbItems = (snapshot: CheckSnapshot): KnownItem[] =>
  knownItems(snapshot).filter(({ drug }) => isPiece(drug));
export const medicineItems = (snapshot: CheckSnapshot): KnownItem[] =>
  knownItems(snapshot).filter(({ drug }) => !isPiece(drug));

/** An item of which something is written down for kinds of patients. */
export type CautionedItem = KnownItem & { readonly cautions: Cautions };
export const cautionedItems = (snapshot: CheckSnapshot): CautionedItem[] =>
  knownItems(snapshot).filter((i): i is CautionedItem => i.cautions !== null);

export const words = (zh: string, en: string): Text => ({ 'zh-CN': zh, en });

/** A finding that the order's own arithmetic gave. */
export function ofOrder(
  check: string,
  step: 'form' | 'suitability',
  severity: Severity,
  at: { line: number | null; subject: string },
  text: { what: Text; why: Text; instead: Text },
  overridable = false,
): Found {
  const { line, subject } = at;
  const source = 'The order itself';
  return {
    key: `${check}:${subject}`,
    check,
    step,
    severity,
    line,
    ...text,
    source,
    confidence: 'computed',
    overridable,
  };
}

/** A finding that rests on a formulary row: carries that row's source and confidence. */
export function ofDrug(
  check: string,
  severity: Severity,
  item: KnownItem,
  subject: string,
  text: { what: Text; why: Text; instead: Text },
  overridable = false,
): Found {
  return {
    key: `${check}:${item.drugId}:${subject}`,
    check,
    step: 'suitability',
    severity,
    line: item.line,
    ...text,
    source: item.drug.source.join('; '),
    confidence: item.drug.confidence,
    overridable,
  };
}

/** A finding that rests on what is written down for kinds of patients. */
export const ofCaution = (
  check: string,
  severity: Severity,
  item: CautionedItem,
  subject: string,
  text: { what: Text; why: Text; instead: Text },
  overridable = false,
): Found => ({
  ...ofDrug(check, severity, item, subject, text, overridable),
  source: item.cautions.source.join('; '),
  confidence: item.cautions.confidence,
});

const namesOf = (items: readonly { name: Text }[]): Text => {
  const all = (language: keyof Text) => [...new Set(items.map(({ name }) => name[language]))].sort();
  return words(all('zh-CN').join('、'), all('en').join(', '));
};

/**
 * What a check could not look at, said once for all the medicines that it concerns: an order with five lines says "kidney
 * function is not known" once. No medicine, no finding.
 */
export function notChecked(
  check: string,
  reason: string,
  items: readonly { name: Text }[],
  text: { what: (names: Text) => Text; why: Text; instead: Text },
  step: 'form' | 'suitability' = 'suitability',
): Found[] {
  if (items.length === 0) return [];
  const what = text.what(namesOf(items));
  const at = { line: null, subject: `not-checked:${reason}` };
  return [ofOrder(check, step, 'unable_to_check', at, { what, why: text.why, instead: text.instead })];
}
