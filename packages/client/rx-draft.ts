/** Owns a prescription while it is being written: rows as typed, what of them can be sent, and what they amount to. Pure. */
import type { DrugSnapshot, FormularyItem } from '@care-elements/contract/formulary.ts';
import { herbWords } from '@care-elements/contract/herbal.directions.ts';
import { isPiece, type Handling } from '@care-elements/contract/herbal.terms.ts';
import { DECIMAL, text } from '@care-elements/contract/prescription.decimal.ts';
import { directionsOf } from '@care-elements/contract/prescription.directions.ts';
import { quantityOf } from '@care-elements/contract/prescription.dose.ts';
import {
  UNITS,
  type DoseUnit,
  type Frequency,
  type Meal,
  type RouteCode,
} from '@care-elements/contract/prescription.terms.ts';
import type { BodyOf } from '@care-elements/contract/route.ts';
import type { ItemInput, Override, Prescription } from '@care-elements/contract/prescription.ts';
import type { prescriptionRoutes } from '@care-elements/contract/prescription.routes.ts';
import { sentSheet, sheetDraftOf, type HerbalDraft } from './herbal-draft.ts';
import { plain } from './note-store.ts';

/** One line as typed: figures are texts until they are whole. */
export interface RxRow {
  /** Names the row in this window, whatever its place. */
  uid: string;
  drug: DrugSnapshot;
  dose: string;
  unit: DoseUnit;
  route: RouteCode;
  frequency: Frequency | '';
  meal: Meal | '';
  maxPerDay: string;
  days: string;
  packs: string;
  note: string;
  /** Of a herb. */
  handling?: Handling | '';
  /** What is usual of a herb, while it is known. */
  usual?: FormularyItem['herb'] & { dailyMax: FormularyItem['adultMaxDaily'] };
}
export interface RxDraft {
  rows: RxRow[];
  /** Null: not a sheet of herbs. */
  herbal: HerbalDraft | null;
  longReason: string;
  guardianConfirmed: boolean;
  overrides: Override[];
}
export type SentRx = Omit<BodyOf<typeof prescriptionRoutes.savePrescription>, 'rowVersion'>;

const whole = (typed: string, most: number): number | null => {
  const n = Number(typed);
  return /^\d{1,3}$/.test(typed.trim()) && n >= 1 && n <= most ? n : null;
};
/** Full-width digits and points come out of Chinese input methods. */
export const halfWidth = (typed: string): string =>
  typed.replace(/[０-９．]/g, (c) => String.fromCharCode(c.charCodeAt(0) - 0xfee0)).replace('。', '.');
/** `.5`, `0.50` and `01` become what the contract takes; null when it is no amount. */
export function amountOf(typed: string): string | null {
  const [head = '', tail, ...more] = halfWidth(typed).trim().split('.');
  const fraction = tail?.replace(/0+$/, '');
  const value = `${head.replace(/^0+(?=\d)/, '') || '0'}${fraction ? `.${fraction}` : ''}`;
  return typed.trim() && !more.length && DECIMAL.test(value) && value !== '0' ? value : null;
}

/** What the server is sent of a row. */
export function itemOf(row: RxRow): ItemInput {
  const dose = amountOf(row.dose);
  const note = plain(row.note).replace(/\s+/g, ' ').trim().slice(0, 200);
  return {
    drugId: row.drug.drugId,
    dose: dose === null ? null : { value: dose, unit: row.unit },
    route: row.route,
    frequency: row.frequency || null,
    meal: row.route === 'oral' ? row.meal || null : null,
    maxPerDay: row.frequency === 'prn' ? whole(row.maxPerDay, 24) : null,
    days: whole(row.days, 84),
    packs: whole(row.packs, 20),
    note: note || null,
    ...(isPiece(row.drug) && { handling: row.handling || null }),
  };
}

export const sentRx = ({ rows, herbal, longReason, guardianConfirmed, overrides }: RxDraft): SentRx => ({
  items: rows.map(itemOf),
  ...(herbal && { herbal: sentSheet(herbal) }),
  longReason: plain(longReason).trim(),
  guardianConfirmed,
  overrides: overrides.map(({ key, reason, text }) => ({ key, reason, text: plain(text).trim() })),
});

/** A line that was written before, as typed. */
export const rowOf = (item: ItemInput, drug: DrugSnapshot, route: RouteCode, uid: string): RxRow => ({
  uid,
  drug,
  dose: item.dose?.value ?? '',
  unit: item.dose?.unit ?? drug.unit,
  route,
  frequency: item.frequency ?? '',
  meal: item.meal ?? '',
  maxPerDay: `${item.maxPerDay ?? ''}`,
  days: `${item.days ?? ''}`,
  packs: `${item.packs ?? ''}`,
  note: item.note ?? '',
  ...(isPiece(drug) && { handling: item.handling ?? '' }),
});

export function draftOf(rx: Prescription, newUid: () => string): RxDraft {
  return {
    rows: rx.items.map((item) => rowOf(item, item.drug, item.route, newUid())),
    herbal: rx.herbal ? sheetDraftOf(rx.herbal) : null,
    longReason: rx.longReason,
    guardianConfirmed: rx.guardianConfirmed,
    overrides: rx.overrides,
  };
}

/** A row for a medicine: nothing clinical is filled in for the doctor, but "a thin layer" has no other amount. */
export function rowFor({ route, herb, adultMaxDaily, ...drug }: FormularyItem, uid: string): RxRow {
  const { drugId, name, brand, atc, form, unit, strength, strengthText, pack, ingredients } = drug;
  return {
    uid,
    drug: { drugId, name, brand, atc, form, unit, strength, strengthText, pack, ingredients },
    dose: unit === 'application' ? '1' : '',
    unit,
    route,
    frequency: '',
    meal: '',
    maxPerDay: '',
    days: '',
    packs: '',
    note: '',
    ...(herb && { handling: '', usual: { ...herb, dailyMax: adultMaxDaily } }),
  };
}

/** The units in which a dose of this medicine can be written: what is counted, and masses where the strength is one. */
export function unitsFor({ unit, strength }: DrugSnapshot): DoseUnit[] {
  const mass = strength && UNITS[strength.unit].measure === 'mass';
  const masses: DoseUnit[] = mass ? ['mg', 'g', 'ug'] : [];
  // The strength's own unit first among the masses: it is what the box says.
  masses.sort((a, b) => Number(b === strength?.unit) - Number(a === strength?.unit));
  return [unit, ...masses.filter((one) => one !== unit)];
}

/** A schedule that can be counted; null while a part is missing. */
function ordered(row: RxRow) {
  const { dose, frequency, maxPerDay, days } = itemOf(row);
  if (!dose || !frequency || days === null || (frequency === 'prn' && maxPerDay === null)) return null;
  return { dose, frequency, maxPerDay, days };
}

/** Packs and units that the row amounts to; `typed` where they cannot be computed and the doctor gives them. */
export function amountFor(row: RxRow): { packs: number; units: string | null } | 'typed' | null {
  const order = ordered(row);
  if (!order) return null;
  const computed = quantityOf(order.dose, order, row.drug);
  return computed ? { packs: computed.packs, units: text(computed.units) } : 'typed';
}

/** The directions as the patient will read them; null while a part is missing. */
export function wordsFor(row: RxRow): { 'zh-CN': string; en: string } | null {
  if (isPiece(row.drug)) {
    const { dose, handling } = itemOf(row);
    return dose && herbWords(dose, handling);
  }
  const order = ordered(row);
  return order && directionsOf({ ...order, route: row.route, meal: row.meal || null }, row.drug);
}
