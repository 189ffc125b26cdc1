/** Owns the amounts of a hand-over: what stands in the fields first, what of it goes out, what is wrong with it. Pure, exact decimals. */
import type { Claim, DispenseLine, LineRest } from '@care-elements/contract/dispense.ts';
import { inSteps } from '@care-elements/contract/dispense.step.ts';
import {
  compare,
  DECIMAL,
  decimal,
  isWhole,
  over,
  text,
  times,
} from '@care-elements/contract/prescription.decimal.ts';
import {
  CONTAINERS,
  UNITS,
  type Container,
  type DoseUnit,
} from '@care-elements/contract/prescription.terms.ts';
import type { Lang } from '../base/words.ts';

/** What stands in a line's fields. */
export interface Draft {
  value: string;
  unit: DoseUnit | 'pack';
  lot: string;
}
export type Drafts = Record<number, Draft>;

/** The whole rest: in packs where it is whole packs, else in what the pack holds. Nothing where nothing is left. */
export function wholeRest({ rest, packSize, unit }: LineRest): Draft {
  const packs = over(decimal(rest), decimal(packSize));
  if (rest === '0') return { value: '', unit: 'pack', lot: '' };
  return isWhole(packs) ? { value: text(packs), unit: 'pack', lot: '' } : { value: rest, unit, lot: '' };
}
export const draftsOf = (lines: readonly LineRest[]): Drafts =>
  Object.fromEntries(lines.map((line) => [line.line, wholeRest(line)]));

export type Wrong = 'amount' | 'steps' | 'too-much';

/** The lines to send, or what is wrong in which; a field left empty is a line that is not handed over now. */
export function linesOf(
  { lines, prescription: { items } }: Pick<Claim, 'lines' | 'prescription'>,
  drafts: Drafts,
): { lines: DispenseLine[]; wrong: Record<number, Wrong> } {
  const wrong: Record<number, Wrong> = {};
  const out: DispenseLine[] = [];
  for (const { line, drugId, rest, packSize } of lines) {
    const { value: typed, unit, lot } = drafts[line]!;
    const value = typed.trim().replace(/[。．,，]/, '.');
    if (rest === '0' || value === '') continue;
    if (!DECIMAL.test(value) || decimal(value).n === 0n) wrong[line] = 'amount';
    else if (
      !inSteps(decimal(value), unit, items.find((item) => item.line === line)!.drug.form, decimal(rest))
    )
      wrong[line] = 'steps';
    else {
      const units = unit === 'pack' ? times(decimal(value), decimal(packSize)) : decimal(value);
      if (compare(units, decimal(rest)) > 0) wrong[line] = 'too-much';
      else out.push({ line, drugId, given: { value, unit }, lot: lot.trim() || null });
    }
  }
  return { lines: out, wrong };
}

const unitWords = (unit: DoseUnit, value: string, lang: Lang): string =>
  lang === 'en' && value !== '1' ? UNITS[unit].many : UNITS[unit].short[lang];
const packWords = (container: Container, value: string, lang: Lang): string =>
  lang === 'en' && value !== '1' ? CONTAINERS[container].many : CONTAINERS[container].name[lang];

/** `2 盒`, `24 capsules`. */
export const givenWords = (
  { value, unit }: { value: string; unit: DoseUnit | 'pack' },
  container: Container,
  lang: Lang,
): string => `${value} ${unit === 'pack' ? packWords(container, value, lang) : unitWords(unit, value, lang)}`;

/** An amount in units, said in packs where it is whole packs: `1 盒`, `36 粒`. */
export function countWords(
  units: string,
  { packSize, unit }: Pick<LineRest, 'packSize' | 'unit'>,
  container: Container,
  lang: Lang,
): string {
  const packs = over(decimal(units), decimal(packSize));
  return isWhole(packs)
    ? givenWords({ value: text(packs), unit: 'pack' }, container, lang)
    : givenWords({ value: units, unit }, container, lang);
}
