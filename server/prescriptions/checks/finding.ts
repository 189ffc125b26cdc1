/** What every check reads and what it may say. Checks are pure: the same snapshot, the same findings. */
import type { Text } from '@care-elements/contract/common.ts';
import type { Amount } from '@care-elements/contract/prescription.dose.ts';
import type { Frequency, RouteCode, Severity } from '@care-elements/contract/prescription.terms.ts';
import type { Finding } from '@care-elements/contract/prescription.ts';
import type { StatedAllergy } from '../../formulary/allergens.ts';
import type { Drug } from '../../formulary/provider.ts';

export interface CheckedItem {
  readonly line: number;
  readonly drugId: string;
  readonly name: Text;
  /** The formulary's facts of today; null where it no longer holds the medicine. */
  readonly drug: Drug | null;
  readonly dose: Amount | null;
  readonly route: RouteCode;
  readonly frequency: Frequency | null;
  readonly maxPerDay: number | null;
  readonly days: number | null;
  readonly packs: number | null;
}

export interface CheckSnapshot {
  readonly patient: {
    readonly ageYears: number;
    readonly sex: 'male' | 'female' | 'other' | 'unknown';
    readonly allergies: {
      readonly status: 'none' | 'some' | 'unknown';
      readonly stated: readonly StatedAllergy[];
    };
    readonly guardianPresent: boolean;
  };
  readonly diagnoses: number;
  readonly items: readonly CheckedItem[];
  readonly longReason: string;
  readonly guardianConfirmed: boolean;
  readonly prescriberId: string;
  readonly reviewer: { readonly clinicianId: string; readonly dispensingYears: number | null } | null;
}

/** A finding before the overrides are applied. */
export type Found = Omit<Finding, 'overridden'>;
export type Check = (snapshot: CheckSnapshot) => Found[];

/** An item whose facts are there. */
export type KnownItem = CheckedItem & { readonly drug: Drug };
export const knownItems = ({ items }: CheckSnapshot): KnownItem[] =>
  items.filter((i): i is KnownItem => i.drug !== null);

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
