/** How much of each line was prescribed, given and is left: exact decimals, counted in the medicine's own unit. Pure. */
import type { DispenseLine, LineRest } from '@care-elements/contract/dispense.ts';
import { inSteps, partsOf } from '@care-elements/contract/dispense.step.ts';
import {
  compare,
  decimal,
  minus,
  plus,
  text,
  times,
  whole,
  type Ratio,
} from '@care-elements/contract/prescription.decimal.ts';
import type { Item } from '@care-elements/contract/prescription.ts';
import { problem } from '../problems.ts';

export interface GivenUnits {
  line: number;
  units: string;
}

/** Whole packs are prescribed; a line whose quantity is not known has nothing to give. */
const prescribed = ({ quantity, drug }: Item): Ratio =>
  times(whole(quantity?.packs ?? 0), decimal(drug.pack.size));

export function restOf(items: Item[], given: GivenUnits[]): LineRest[] {
  return items.map((item) => {
    const total = prescribed(item);
    const sum = given.reduce((s, g) => (g.line === item.line ? plus(s, decimal(g.units)) : s), whole(0));
    const { drugId, unit, pack } = item.drug;
    return {
      ...{ line: item.line, drugId, unit, packSize: pack.size },
      ...{ prescribed: text(total), given: text(sum), rest: text(minus(total, sum)) },
    };
  });
}

export const nothingLeft = (lines: LineRest[]): boolean => lines.every(({ rest }) => rest === '0');

/**
 * What a hand-over counts in units. Throws `substitution-refused` for another medicine than the prescribed,
 * `more-than-prescribed`, and `invalid-input` for a line that does not exist, comes twice, or counts in
 * another unit or more finely than it can be handed over.
 */
export function countOf(lines: DispenseLine[], items: Item[], before: GivenUnits[]): GivenUnits[] {
  const left = restOf(items, before);
  const seen = new Set<number>();
  return lines.map(({ line, drugId, given }, i) => {
    const wrong = (field: string, code: string, message: string) =>
      problem('invalid-input', undefined, { errors: [{ pointer: `/lines/${i}/${field}`, code, message }] });
    const item = items.find((it) => it.line === line);
    if (!item) throw wrong('line', 'unknown', 'The prescription has no such line.');
    if (seen.has(line)) throw wrong('line', 'twice', 'Each line once.');
    seen.add(line);
    if (drugId !== item.drug.drugId)
      throw problem('substitution-refused', 'What was prescribed is given, and nothing in its place.', {
        current: { line, prescribed: item.drug.drugId },
      });
    if (given.unit !== 'pack' && given.unit !== item.drug.unit)
      throw wrong('given/unit', 'other-unit', `Counted in packs or in ${item.drug.unit}.`);
    const value = decimal(given.value);
    if (value.n === 0n) throw wrong('given/value', 'nothing', 'More than nothing.');
    const { unit, form } = item.drug;
    const rest = left.find((l) => l.line === line)!;
    if (!inSteps(value, given.unit, form, decimal(rest.rest))) {
      const parts = partsOf(given.unit, form);
      throw wrong(
        'given/value',
        'in-steps',
        `${given.unit === 'pack' ? 'Packs' : unit}: in steps of ${1 / parts}.`,
      );
    }
    const units = given.unit === 'pack' ? times(value, decimal(item.drug.pack.size)) : value;
    if (compare(units, decimal(rest.rest)) > 0)
      throw problem('more-than-prescribed', undefined, { current: rest });
    return { line, units: text(units) };
  });
}
