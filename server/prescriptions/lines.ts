/** A draft's lines with what follows from them: number, amount, directions. Pure. */
import { daysOf, herbWords, inAll, sheetWords } from '@care-elements/contract/herbal.directions.ts';
import type { HerbalInput, HerbalSheet } from '@care-elements/contract/herbal.ts';
import { isPiece, PACES } from '@care-elements/contract/herbal.terms.ts';
import { text } from '@care-elements/contract/prescription.decimal.ts';
import { directionsOf } from '@care-elements/contract/prescription.directions.ts';
import { quantityOf } from '@care-elements/contract/prescription.dose.ts';
import type { Item } from '@care-elements/contract/prescription.ts';
import type { DraftContent } from './table.ts';

type Line = DraftContent['items'][number];

/** With a sheet, a herb's line is what one packet holds. */
export function itemOf(line: Line, index: number, sheet?: HerbalInput): Item {
  return sheet && isPiece(line.drug) ? herbOf(line, index, sheet) : medicineOf(line, index);
}

function medicineOf({ input, drug }: Line, index: number): Item {
  const { dose, frequency, maxPerDay, days, meal } = input;
  // Drafts are saved with their route filled in.
  const route = input.route!;
  const whole = dose && frequency && days !== null && (frequency !== 'prn' || maxPerDay !== null);
  if (!whole) return { ...input, route, drug, line: index + 1, quantity: null, directions: null };
  const schedule = { frequency, maxPerDay, days };
  const computed = quantityOf(dose, schedule, drug);
  const typed = input.packs === null ? null : { packs: input.packs, units: null };
  return {
    ...{ ...input, route, drug, line: index + 1 },
    packs: computed ? null : input.packs,
    quantity: computed ? { packs: computed.packs, units: text(computed.units) } : typed,
    directions: directionsOf({ dose, route, meal, ...schedule }, drug),
  };
}

/**
 * Route, how often and days are the sheet's. What goes into one packet is the herb's pack: so many packets are prescribed, handed
 * over and counted, and grams are exact.
 */
function herbOf({ input, drug }: Line, index: number, sheet: HerbalInput): Item {
  const { dose } = input;
  const counted = dose?.unit === drug.unit ? dose : null;
  return {
    ...{ ...input, line: index + 1, route: 'oral', maxPerDay: null, packs: null, meal: null },
    handling: input.handling ?? null,
    frequency: sheet.pace && PACES[sheet.pace].frequency,
    days: daysOf(sheet),
    drug: counted ? { ...drug, pack: { size: counted.value, container: 'packet', text: null } } : drug,
    quantity:
      counted && sheet.packets !== null
        ? { packs: sheet.packets, units: inAll(counted, sheet.packets) }
        : null,
    directions: dose && herbWords(dose, input.handling),
  };
}

export const sheetOf = (sheet: HerbalInput): HerbalSheet => ({
  ...sheet,
  days: daysOf(sheet),
  directions: sheetWords(sheet),
});
