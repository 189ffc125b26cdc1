/** Owns what a medicine's card says beyond its directions: the amount, the picture of the day, the warnings. Pure. */
import { html, type TemplateResult } from 'lit';
import type { Item } from '@care-elements/contract/prescription.ts';
import { text } from '@care-elements/contract/prescription.decimal.ts';
import { unitsOf } from '@care-elements/contract/prescription.dose.ts';
import { CONTAINERS, UNITS, type DoseUnit } from '@care-elements/contract/prescription.terms.ts';
import type { Lang } from '../base/words.ts';
import type { PrescriptionWords } from '../locales/en/prescription.ts';

/** Directions whose Chinese parts don't break within: no line ends between 口 and 服. */
export const unbroken = (directions: string): TemplateResult[] =>
  (directions.match(/[^，]+，?/g) ?? []).map((part) => html`<span>${part}</span>`);

/** What of an item is read here. */
export type Dosed = Pick<Item, 'dose' | 'frequency' | 'maxPerDay' | 'route' | 'drug' | 'quantity'>;

/** Cells of equal width; an empty amount is not taken then. `hint` says what the picture leaves open. */
export type DosePicture = { amounts: string[]; names: string[]; hint: string };

const FRACTIONS: Record<string, Record<Lang, string>> = {
  '0.25': { 'zh-CN': '¼', en: '¼' },
  '0.5': { 'zh-CN': '半', en: '½' },
  '0.75': { 'zh-CN': '¾', en: '¾' },
};

/** `2 片`, `½ tablet`, `500 mg`: counted in what the hand takes where that is exact, as ordered otherwise. */
export function amountWords(item: Dosed, lang: Lang, t: PrescriptionWords): string {
  const { dose, drug } = item;
  if (!dose) return '';
  if (dose.unit === 'application') return t.thinLayer;
  const units = unitsOf(dose, drug);
  // A count that no short decimal ends (a third of a tablet) is not a count that a hand can take.
  const counted = units && 100n % units.d === 0n ? { value: text(units), unit: drug.unit } : dose;
  return `${FRACTIONS[counted.value]?.[lang] ?? counted.value} ${unitWords(counted.unit, counted.value, lang)}`;
}

const unitWords = (unit: DoseUnit, value: string, lang: Lang): string =>
  lang === 'en' && Number(value) > 1 ? UNITS[unit].many : UNITS[unit].short[lang];

/** The words around the directions for which a picture is no help (when needed, once now). */
export function momentWords(item: Dosed, t: PrescriptionWords): string {
  if (item.frequency === 'st') return t.onceNow;
  return item.frequency === 'prn' ? t.whenNeeded : '';
}

/** Null where the order names no times to draw. */
export function dosePicture(item: Dosed, lang: Lang, t: PrescriptionWords): DosePicture | null {
  const a = amountWords(item, lang, t);
  if (!a) return null;
  const day = (...amounts: string[]): DosePicture => ({ amounts, names: [...t.dayTimes], hint: '' });
  const clock = (...names: string[]): DosePicture => ({
    amounts: names.map(() => a),
    names,
    hint: t.clockExample,
  });
  // Seven cells are narrow: the number alone, its unit stands in the directions above.
  const short = item.dose?.unit === 'application' ? '✓' : a.split(' ')[0]!;
  const week = (n: number, on: (i: number) => boolean): DosePicture => ({
    amounts: Array.from({ length: n }, (_, i) => (on(i) ? short : '')),
    names: Array.from({ length: n }, (_, i) => t.dayN(i + 1)),
    hint: '',
  });
  switch (item.frequency) {
    case 'qam':
      return day(a, '', '', '');
    case 'qn':
      return day('', '', '', a);
    case 'bid':
      return day(a, '', a, '');
    case 'tid':
      return day(a, a, a, '');
    case 'qid':
      return day(a, a, a, a);
    case 'qd':
      return { amounts: [a], names: [t.onceADay], hint: t.onceHint };
    case 'q12h':
      return clock('8:00', '20:00');
    case 'q8h':
      return clock('6:00', '14:00', '22:00');
    case 'q6h':
      return clock('6:00', '12:00', '18:00', '24:00');
    case 'qod':
      return week(4, (i) => i % 2 === 0);
    case 'qw':
      return week(7, (i) => i === 0);
    default:
      return null;
  }
}

/** What follows from form, route and frequency alone; advice on a single medicine is the doctor's and the pharmacist's. */
export function warningsOf(item: Dosed, t: PrescriptionWords): string[] {
  const { form, unit } = item.drug;
  const w = t.warnings;
  const said: string[] = [];
  if (item.frequency === 'qw') said.push(w.weekly);
  if (item.frequency === 'prn' && item.maxPerDay !== null) said.push(w.maxADay(item.maxPerDay));
  if (item.route === 'oral' && /^(er|ec)_/.test(form)) {
    const units = item.dose && unitsOf(item.dose, item.drug);
    said.push(units && units.d === 1n ? w.whole : w.noCrush);
  }
  if (form === 'chewable_tablet') said.push(w.chew);
  if (form === 'dry_powder_inhaler' && unit === 'capsule') said.push(w.inhaleCapsule);
  if (item.route === 'topical') said.push(w.skinOnly);
  if (item.route === 'vaginal') said.push(w.vaginalOnly);
  if (item.route === 'rectal') said.push(w.rectalOnly);
  if (item.route === 'ophthalmic') said.push(w.eyeOnly);
  return said;
}

/** As printed on the pack: `875 mg/125 mg`, `0.25 g`; empty where it has none. */
export function strengthWords({ drug }: Dosed, lang: Lang): string {
  if (drug.strengthText) return drug.strengthText;
  return drug.strength
    ? `${drug.strength.value} ${unitWords(drug.strength.unit, drug.strength.value, lang)}`
    : '';
}

/** Strength and pack on one line. */
export function productWords(item: Dosed, lang: Lang, t: PrescriptionWords): string {
  const { pack, unit } = item.drug;
  const container = CONTAINERS[pack.container].name[lang];
  // A cream is not counted in applications.
  const size =
    pack.text ?? (unit === 'application' ? '' : `${pack.size} ${unitWords(unit, pack.size, lang)}`);
  return t.paper.product(strengthWords(item, lang), container, size);
}

/** `2 盒`, `2 boxes`; empty while it is not known. */
export function quantityWords(item: Dosed, lang: Lang, t: PrescriptionWords): string {
  if (!item.quantity) return '';
  const { packs } = item.quantity;
  const { name, many } = CONTAINERS[item.drug.pack.container];
  return t.paper.quantity(packs, lang === 'en' && packs > 1 ? many : name[lang]);
}
