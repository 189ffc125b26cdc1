/** Owns a sheet of herbs for the stories: 银翘散 with a little more, as its patient, its doctor and a pharmacist see it. */
import { herbWords, inAll, sheetWords, daysOf } from '@care-elements/contract/herbal.directions.ts';
import type { HerbalInput, HerbalSheet } from '@care-elements/contract/herbal.ts';
import type { Handling } from '@care-elements/contract/herbal.terms.ts';
import type { FormularyItem } from '@care-elements/contract/formulary.ts';
import type { Finding, Item } from '@care-elements/contract/prescription.ts';
import { both } from './facts.ts';
import { ALLERGY, CANNOT_CHECK } from './rx-facts.ts';

const INPUT: HerbalInput = {
  ...{ packets: 7, pace: 'one', method: 'decoct', volumeMl: 400, portions: 2, warmth: 'warm', meal: 'after' },
};
export const SHEET: HerbalSheet = { ...INPUT, days: daysOf(INPUT), directions: sheetWords(INPUT) };

type Herb = [zh: string, en: string, grams: string, handling?: Handling];
const HERBS: Herb[] = [
  ['金银花', 'Jinyinhua (honeysuckle flower)', '15'],
  ['连翘', 'Lianqiao (forsythia fruit)', '15'],
  ['荆芥', 'Jingjie (schizonepeta)', '9'],
  ['牛蒡子', 'Niubangzi (burdock fruit)', '10'],
  ['薄荷', 'Bohe (mint)', '6', 'late'],
  ['桔梗', 'Jiegeng (platycodon root)', '10'],
  ['炙甘草', 'Zhigancao (honey-fried liquorice)', '6'],
  ['法半夏', 'Fabanxia (prepared pinellia)', '9'],
  ['附片', 'Fupian (prepared aconite)', '6', 'first'],
  ['旋覆花', 'Xuanfuhua (inula flower)', '9', 'wrapped'],
];

const snapshot = ([zh, en, grams]: Herb, i: number): Item['drug'] => ({
  ...{ drugId: `piece-${i + 1}`, name: both(zh, en), brand: null, atc: null, form: 'decoction_piece' },
  ...{ unit: 'g', strength: null, strengthText: null, ingredients: [zh] },
  pack: { size: grams, container: 'packet', text: null },
});

export const HERB_ITEMS: Item[] = HERBS.map((herb, i) => {
  const [, , value, handling = null] = herb;
  const dose = { value, unit: 'g' as const };
  const drug = snapshot(herb, i);
  return {
    ...{ line: i + 1, drug, drugId: drug.drugId, dose, route: 'oral', frequency: 'qd', maxPerDay: null },
    ...{ days: 7, note: null, packs: null, meal: null, handling },
    quantity: { packs: 7, units: inAll(dose, 7) },
    directions: herbWords(dose, handling),
  };
});
/** What the search finds. */
export const HERB_FORMULARY: FormularyItem[] = HERBS.map((herb, i) => ({
  ...snapshot(herb, i),
  ...{ route: 'oral', controlled: null, adultMaxSingle: null, confidence: 'recall' },
  pack: { size: '500', container: 'bag', text: null },
  adultMaxDaily: { value: '15', unit: 'g' },
  herb: { dailyMin: { value: '6', unit: 'g' }, handling: herb[3] ?? null },
}));

const CLASH: Finding = {
  ...ALLERGY,
  ...{ key: 'incompatible-herbs:8:9', check: 'incompatible-herbs', line: 9 },
  what: both('十八反：附片与法半夏（附子、半夏）。', 'Incompatible herbs: Fupian with Fabanxia.'),
  why: both('十八反：乌头类与半夏同用。', 'Eighteen incompatibilities: aconites with pinellia.'),
  instead: both(
    '不宜同用；确需同用时医师再次签名并写明理由。',
    'Not to be used together; if they must be, the doctor signs again and gives the reason.',
  ),
  ...{ source: 'Chinese Pharmacopoeia 2020', confidence: 'literature' },
};
const NOT_KNOWN: Finding = {
  ...CANNOT_CHECK,
  ...{ key: 'no-data:facts', check: 'no-data', line: null },
  what: both('无资料，未核对：肾、肝、适应证。', 'No data, not checked: kidneys, liver, indication.'),
};
export const HERB_FINDINGS = [CLASH, NOT_KNOWN];
export const herbSheet = { items: HERB_ITEMS, herbal: SHEET };
