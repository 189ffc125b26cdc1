/** Owns a sheet of herbs while it is being written: its fields as typed, and what of them can be sent. Pure. */
import { sheetWords } from '@care-elements/contract/herbal.directions.ts';
import type { HerbalInput } from '@care-elements/contract/herbal.ts';
import { MOST_PACKETS, type Method, type Pace, type Warmth } from '@care-elements/contract/herbal.terms.ts';
import { decimal, plus, text, whole as none } from '@care-elements/contract/prescription.decimal.ts';
import type { Meal } from '@care-elements/contract/prescription.terms.ts';

/** Figures are texts until they are whole; an empty choice is not made yet. */
export interface HerbalDraft {
  packets: string;
  pace: Pace | '';
  method: Method | '';
  volumeMl: string;
  portions: string;
  warmth: Warmth | '';
  meal: Meal | '';
}
/** Nothing is filled in for the doctor. */
export const NEW_SHEET: HerbalDraft = {
  ...{ packets: '', pace: '', method: '', volumeMl: '', portions: '', warmth: '', meal: '' },
};

/** A whole number within bounds; null for anything else. */
export function wholeWithin(typed: string, least: number, most: number): number | null {
  const half = typed.replace(/[０-９]/g, (c) => String.fromCharCode(c.charCodeAt(0) - 0xfee0)).trim();
  const n = Number(half);
  return /^\d{1,4}$/.test(half) && n >= least && n <= most ? n : null;
}

export const sentSheet = (draft: HerbalDraft): HerbalInput => ({
  packets: wholeWithin(draft.packets, 1, MOST_PACKETS),
  pace: draft.pace || null,
  method: draft.method || null,
  volumeMl: wholeWithin(draft.volumeMl, 50, 2000),
  portions: wholeWithin(draft.portions, 1, 4),
  warmth: draft.warmth || null,
  meal: draft.meal || null,
});

/** A sheet that was written before, as typed. */
export const sheetDraftOf = (sheet: HerbalInput): HerbalDraft => ({
  packets: `${sheet.packets ?? ''}`,
  pace: sheet.pace ?? '',
  method: sheet.method ?? '',
  volumeMl: `${sheet.volumeMl ?? ''}`,
  portions: `${sheet.portions ?? ''}`,
  warmth: sheet.warmth ?? '',
  meal: sheet.meal ?? '',
});

/** The directions as the patient will read them; null while a part is missing. */
export const wordsForSheet = (draft: HerbalDraft) => sheetWords(sentSheet(draft));

/** Grams of all herbs in one packet; those whose amount is not written yet count for nothing. */
export const gramsOf = (doses: readonly (string | null)[]): string =>
  text(doses.reduce((sum, dose) => (dose === null ? sum : plus(sum, decimal(dose))), none(0)));
