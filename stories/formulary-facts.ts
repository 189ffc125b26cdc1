/** Invented states of a formulary for stories and element tests: rows as the program brings them, versions signed and not. */
import type { Drug } from '@care-elements/contract/formulary.drug.ts';
import type {
  FormularyChanges,
  FormularyState,
  FormularyVersion,
  ImportPreview,
  KnownPair,
} from '@care-elements/contract/formulary.versions.ts';
import { both } from './facts.ts';

const HASHES = { one: '1'.repeat(64), two: '2'.repeat(64), file: 'f'.repeat(64) };
const REVIEW = { by: both('高文静', 'Gao Wenjing'), at: '2026-11-20T02:00:00.000Z', keyId: 'k' };

export const drug = (change: Partial<Drug> = {}): Drug => ({
  ...{ drugId: 'amoxicillin-capsule-500mg', inn: 'amoxicillin', initials: 'amxljn' },
  name: both('阿莫西林胶囊', 'Amoxicillin capsules'),
  ...{ brand: both('阿莫仙', 'Amoxil'), atc: 'J01CA04', form: 'capsule', unit: 'capsule' },
  ...{ strength: { value: '500', unit: 'mg' }, strengthText: null, strengthBasis: null },
  pack: { size: '24', container: 'box', text: null },
  ...{ route: 'oral', ingredients: ['amoxicillin'], classes: ['penicillin'], allergyGroups: ['penicillin'] },
  ...{ adultMaxSingle: { value: '1000', unit: 'mg' }, adultMaxDaily: { value: '3000', unit: 'mg' } },
  ...{ singleMaxIsLoading: false, otcSingleCap: null, otcDailyCap: null, weeklyOnly: false },
  ...{ minAgeYears: 0, maxAgeYears: null, sex: null, pregnancy: 'usually_acceptable', lactation: null },
  ...{ renalCautionEgfrBelow: 30, hepatic: null, controlled: null, antimicrobial: 'antibacterial' },
  ...{ antimicrobialGrade: null, rx: 'Rx', note: null },
  ...{ source: ['US label (DailyMed/openFDA)', 'China label (说明书)'], confidence: 'recall' },
  ...{ productSource: ['presentation common on the market'], productConfidence: 'recall' },
  ...change,
});
export const loratadine = drug({
  ...{ drugId: 'loratadine-tablet-10mg', inn: 'loratadine', initials: 'lltdp', brand: null, atc: 'R06AX13' },
  ...{ name: both('氯雷他定片', 'Loratadine tablets'), form: 'tablet', unit: 'tablet', rx: 'both' },
  ...{ strength: { value: '10', unit: 'mg' }, ingredients: ['loratadine'], classes: [], allergyGroups: [] },
  ...{ adultMaxSingle: { value: '10', unit: 'mg' }, adultMaxDaily: { value: '10', unit: 'mg' } },
  ...{ antimicrobial: null, minAgeYears: 2, source: ['Leaflet of the product on our shelf'] },
  ...{
    confidence: 'label',
    productSource: ['Leaflet of the product on our shelf'],
    productConfidence: 'label',
  },
});

export const version = (change: Partial<FormularyVersion> = {}): FormularyVersion => ({
  ...{ version: 0, hash: HASHES.one, origin: 'starter', drugs: 259, unverified: 259, created: null },
  ...{ note: '0.2-draft', review: null },
  ...change,
});
export const signedOne = version({ version: 1, review: REVIEW });
export const editedTwo = version({
  ...{ version: 2, hash: HASHES.two, origin: 'edit', unverified: 258, note: 'Renal limit from the leaflet' },
  created: { by: both('高文静', 'Gao Wenjing'), at: '2026-11-21T02:00:00.000Z' },
});

export const state = (change: Partial<FormularyState> = {}): FormularyState => {
  const newest = change.newest ?? version();
  return {
    ...{ newest, inUse: newest, lastSigned: null, unsignedServed: true, versions: [newest] },
    knowledge: { version: '0.2-draft', hash: HASHES.file, interactions: 149 },
    may: { edit: true, sign: true },
    ...change,
  };
};
export const NO_CHANGES: FormularyChanges = {
  ...{ since: null, counts: { added: 0, removed: 0, changed: 0 }, list: [] },
};
export const CHANGES: FormularyChanges = {
  since: signedOne,
  counts: { added: 1, removed: 0, changed: 1 },
  list: [
    {
      ...{ drugId: drug().drugId, name: drug().name, change: 'changed' },
      fields: [
        { column: 'renal_caution_egfr_below', before: '', after: '30' },
        { column: 'confidence', before: 'recall', after: 'label' },
      ],
    },
    { drugId: loratadine.drugId, name: loratadine.name, change: 'added', fields: [] },
  ],
};

const remark = (line: number, column: string, value: string, zh: string, en: string) => ({
  ...{ line, column, value, reason: both(zh, en) },
});
export const preview = (change: Partial<ImportPreview> = {}): ImportPreview => ({
  ...{ fileHash: HASHES.file, encoding: 'gb18030', delimiter: ',', lines: 412, accepted: 410, refused: 2 },
  counts: { added: 180, removed: 29, changed: 12, same: 218 },
  unusedColumns: ['院内货架'],
  first: [drug(), loratadine],
  refusedList: [
    remark(17, 'adult_max_single', '1 把', '单位“把”不认识', 'the unit “把” is not known'),
    remark(203, 'drug_id', 'amox-cap-250', '与第 9 行重复', 'the same as on line 9'),
  ],
  refusals: 2,
  warnings: [
    remark(
      ...([44, 'ingredients', '脑蛋白水解物'] as const),
      '系统不认识这个成分：过敏和相互作用只能按类别核对',
      'not known here: allergy and interactions are checked by its classes alone',
    ),
  ],
  warned: 1,
  ...change,
});

export const PAIRS: KnownPair[] = [
  {
    ...{ id: 'ddi016', a: [both('硝酸酯类', 'Nitrates')], b: [both('PDE5 抑制剂', 'PDE5 inhibitors')] },
    why: both(
      '两者都扩张血管，合用可致血压骤降甚至休克。',
      'Both widen the vessels; together they can make blood pressure collapse.',
    ),
    instead: both('禁止合用。', 'Contraindicated.'),
    ...{ severity: 'block', source: ['US Nitrostat + sildenafil label'], confidence: 'label' },
  },
  {
    ...{ id: 'ddi025', a: [both('华法林', 'Warfarin')], b: [both('丹参', '丹参'), both('当归', '当归')] },
    why: both('可影响血小板或凝血。', 'These herbs can act on platelets or clotting.'),
    instead: both('合用时复查 INR。', 'Check the INR.'),
    ...{ severity: 'warn', source: ['case literature'], confidence: 'recall' },
  },
];
