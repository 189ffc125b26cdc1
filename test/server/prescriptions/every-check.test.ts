/** Every check that the product runs, three ways: it fires, it is silent, and where it cannot look somebody says so. */
import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import type { CheckSnapshot } from '../../../server/prescriptions/checks/finding.ts';
import { PIECES } from '../../../server/formulary/pieces.ts';
import { CHECKS, runChecks } from '../../../server/prescriptions/checks/run.ts';
import { lawOf } from '../../../server/rules/registry.ts';
import {
  allergies,
  amoxicillin,
  item,
  ofToday,
  SHEET,
  snapshot,
  takes,
  type Change,
  type Given,
} from './checks-kit.ts';

interface Three {
  positive: () => Promise<Given>;
  negative: () => Promise<Given>;
  /** `broken`: the check reads nothing that could be unknown; it can only fail itself. Else what is unknown, and which check says so. */
  unable: 'broken' | (() => Promise<Given>);
  saidBy?: string;
}
const one = async (drugId: string, change: Change = {}, more: Given = {}): Promise<Given> => ({
  items: [await item(drugId, change)],
  ...more,
});
const fine = async (): Promise<Given> => ({});
/** The formulary gave no answer: the medicine is checked for nothing, and that is said of it. */
const silent = {
  unable: async () => ({ items: [{ ...(await amoxicillin({ drug: null })), lookup: 'failed' as const }] }),
  saidBy: 'formulary-silent',
};
/** What is taken was never asked: pairs with it cannot be looked at. */
const notAsked = {
  unable: async (): Promise<Given> => ({ taken: { status: 'unknown', items: [] } }),
  saidBy: 'current-medicines',
};
const grams = (value: string) => ({ dose: { value, unit: 'g' } as const });
const UNKNOWN_HERB = { drugId: 'own-herb', name: { 'zh-CN': '院内自采草', en: 'A herb of our own' } };
const herbs = async (ids: string[], change: Change = {}, more: Given = {}): Promise<Given> => ({
  items: await Promise.all(ids.map((id) => item(id, { ...grams('10'), frequency: 'qd', ...change }))),
  herbal: SHEET,
  ...more,
});
const qd = { frequency: 'qd' } as const;
const woman = { sex: 'female', ageYears: 30 } as const;

const CASES: Record<string, Three> = {
  antimicrobialGrade: {
    positive: () => one('moxifloxacin-tablet-400mg', qd, { antimicrobialRight: 'non_restricted' }),
    negative: () => one('amoxicillin-capsule-500mg', {}, { antimicrobialRight: 'non_restricted' }),
    unable: () =>
      one('amoxicillin-capsule-500mg', { cautions: { grade: null } }, { antimicrobialRight: 'restricted' }),
  },
  hasItems: { positive: async () => ({ items: [] }), negative: fine, unable: 'broken' },
  diagnosisPresent: { positive: async () => ({ diagnoses: [] }), negative: fine, unable: 'broken' },
  inFormulary: {
    positive: () => one('amoxicillin-capsule-500mg', { drug: null }),
    negative: fine,
    ...silent,
  },
  formularyAnswered: { positive: silent.unable, negative: fine, unable: silent.unable },
  complete: {
    positive: () => one('amoxicillin-capsule-500mg', { dose: null }),
    negative: fine,
    unable: 'broken',
  },
  quantity: {
    positive: () => one('mometasone-topical-cream-0-1pc', { frequency: 'bid' }),
    negative: fine,
    ...silent,
  },
  divisible: {
    positive: () => one('prednisone-tablet-5mg', { dose: { value: '3', unit: 'mg' } }),
    negative: () => one('prednisone-tablet-5mg', { dose: { value: '2.5', unit: 'mg' } }),
    ...silent,
  },
  usualRoute: {
    positive: () => one('amoxicillin-capsule-500mg', { route: 'topical' }),
    negative: fine,
    ...silent,
  },
  allergy: {
    positive: async () => ({ patient: { allergies: allergies('青霉素') } }),
    negative: async () => ({ patient: { allergies: allergies('磺胺') } }),
    unable: async () => ({ patient: { allergies: { status: 'unknown', stated: [] } } }),
  },
  singleDose: {
    positive: () => one('amoxicillin-capsule-500mg', { dose: { value: '1.5', unit: 'g' } }),
    negative: () => one('amoxicillin-capsule-500mg', { dose: { value: '1', unit: 'g' } }),
    unable: () => one('amoxicillin-capsule-500mg', { drug: { adultMaxSingle: null } }),
  },
  dailyDose: {
    positive: () => one('amoxicillin-capsule-500mg', { dose: { value: '1', unit: 'g' }, frequency: 'qid' }),
    negative: () => one('amoxicillin-capsule-500mg', { dose: { value: '1', unit: 'g' } }),
    unable: () => one('amoxicillin-capsule-500mg', { drug: { adultMaxDaily: null } }),
  },
  togetherDaily: {
    positive: async () => ({
      items: [
        await item('paracetamol-tablet-500mg', { dose: { value: '1', unit: 'g' } }),
        await item('paracetamol-oral-suspension-32mg', { dose: { value: '1', unit: 'g' } }),
      ],
    }),
    negative: async () => ({
      items: [
        await item('paracetamol-tablet-500mg', { dose: { value: '1', unit: 'g' }, ...qd }),
        await item('paracetamol-oral-suspension-32mg', { dose: { value: '1', unit: 'g' }, ...qd }),
      ],
    }),
    unable: async () => ({
      items: [
        await item('paracetamol-tablet-500mg'),
        await item('paracetamol-oral-suspension-32mg', { dose: { value: '1', unit: 'puff' } }),
      ],
    }),
  },
  ageDose: {
    positive: () => one('amoxicillin-capsule-500mg', {}, { patient: { ageYears: 8, weightKg: '10' } }),
    negative: () => one('amoxicillin-capsule-500mg', {}, { patient: { ageYears: 8, weightKg: '25' } }),
    unable: () => one('amoxicillin-capsule-500mg', {}, { patient: { ageYears: 8, weightKg: null } }),
  },
  course: {
    positive: () => one('loperamide-capsule-2mg', { days: 3 }),
    negative: () => one('loperamide-capsule-2mg', { days: 2 }),
    unable: () => one('loperamide-capsule-2mg', { days: null }),
  },
  minimumAge: {
    positive: () => one('levofloxacin-tablet-500mg', qd, { patient: { ageYears: 17 } }),
    negative: () => one('levofloxacin-tablet-500mg', qd, { patient: { ageYears: 18 } }),
    unable: () =>
      one('levofloxacin-tablet-500mg', { drug: { minAgeYears: null } }, { patient: { ageYears: 17 } }),
  },
  maximumAge: {
    positive: () => one('domperidone-tablet-10mg', {}, { patient: { ageYears: 61 } }),
    negative: () => one('domperidone-tablet-10mg', {}, { patient: { ageYears: 60 } }),
    ...silent,
  },
  sex: {
    positive: () => one('tamsulosin-er-capsule-0-2mg', qd, { patient: { sex: 'female' } }),
    negative: () => one('tamsulosin-er-capsule-0-2mg', qd),
    unable: () => one('tamsulosin-er-capsule-0-2mg', qd, { patient: { sex: 'unknown' } }),
  },
  pregnancy: {
    positive: () => one('losartan-tablet-50mg', qd, { patient: { ...woman, pregnancy: 'yes' } }),
    negative: () => one('losartan-tablet-50mg', qd, { patient: { ...woman, pregnancy: 'no' } }),
    unable: () => one('amlodipine-tablet-5mg', qd, { patient: { ...woman, pregnancy: 'unknown' } }),
  },
  lactation: {
    positive: () =>
      one('methotrexate-tablet-2-5mg', { frequency: 'qw' }, { patient: { ...woman, breastfeeding: 'yes' } }),
    negative: () => one('amoxicillin-capsule-500mg', {}, { patient: { ...woman, breastfeeding: 'yes' } }),
    unable: () =>
      one(
        'methotrexate-tablet-2-5mg',
        { frequency: 'qw' },
        { patient: { ...woman, breastfeeding: 'unknown' } },
      ),
  },
  renal: {
    positive: () => one('metformin-tablet-500mg', {}, { patient: { egfr: 29 } }),
    negative: () => one('metformin-tablet-500mg', {}, { patient: { egfr: 45 } }),
    unable: () => one('metformin-tablet-500mg', {}, { patient: { egfr: null } }),
  },
  liver: {
    positive: () => one('atorvastatin-tablet-20mg', qd, { patient: { liver: 'mild' } }),
    negative: () => one('atorvastatin-tablet-20mg', qd, { patient: { liver: 'none' } }),
    unable: () => one('atorvastatin-tablet-20mg', qd, { patient: { liver: 'unknown' } }),
  },
  duplicateIngredient: {
    positive: async () => ({
      items: [await amoxicillin(), await item('amoxicillin-clavulanate-tablet-875mg', { frequency: 'bid' })],
    }),
    negative: async () => ({ items: [await amoxicillin(), await item('loratadine-tablet-10mg', qd)] }),
    ...notAsked,
  },
  duplicateClass: {
    positive: async () => ({
      items: [await item('atorvastatin-tablet-20mg', qd), await item('rosuvastatin-tablet-10mg', qd)],
    }),
    negative: async () => ({
      items: [await item('atorvastatin-tablet-20mg', qd), await item('amlodipine-tablet-5mg', qd)],
    }),
    ...notAsked,
  },
  interaction: {
    positive: () =>
      one('metronidazole-tablet-200mg').then(async (g) => ({ ...g, taken: await takes('华法林') })),
    negative: () =>
      one('metronidazole-tablet-200mg').then(async (g) => ({ ...g, taken: await takes('氨氯地平') })),
    ...notAsked,
  },
  incompatibleHerbs: {
    positive: () =>
      one('acetylcysteine-granules-200mg', { herbs: ['附子', '干姜'] }).then(async (g) => ({
        ...g,
        taken: await takes('川贝枇杷膏'),
      })),
    negative: () =>
      one('acetylcysteine-granules-200mg', { herbs: ['附子', '干姜'] }).then(async (g) => ({
        ...g,
        taken: await takes('逍遥丸'),
      })),
    ...notAsked,
  },
  herbSheet: {
    positive: () => herbs(['piece-huangqi'], {}, { herbal: undefined }),
    negative: () => herbs(['piece-huangqi']),
    unable: 'broken',
  },
  toxicHerbs: {
    // A hospital's own row that does not say what it is.
    positive: () => herbs(['piece-shengbanxia'], { drug: { controlled: null } }),
    negative: () => herbs(['piece-fabanxia']),
    ...silent,
  },
  herbDose: {
    positive: () => herbs(['piece-xixin'], grams('6')),
    negative: () => herbs(['piece-xixin'], grams('3')),
    unable: () => herbs(['piece-shengchuanwu'], grams('3')),
  },
  herbHandling: {
    positive: () => herbs(['piece-fupian'], grams('6')),
    negative: () => herbs(['piece-fupian'], { ...grams('6'), handling: 'first' }),
    unable: () => herbs(['piece-huangqi'], { drug: UNKNOWN_HERB }),
  },
  herbNumber: {
    positive: () => herbs(PIECES.slice(0, 21).map(({ drugId }) => drugId)),
    negative: () => herbs(PIECES.slice(0, 20).map(({ drugId }) => drugId)),
    unable: 'broken',
  },
  herbPregnancy: {
    positive: () =>
      herbs(
        ['piece-ezhu'],
        { drug: { pregnancy: 'not_applicable' } },
        { patient: { ...woman, pregnancy: 'yes' } },
      ),
    negative: () => herbs(['piece-huangqi'], {}, { patient: { ...woman, pregnancy: 'no' } }),
    unable: () => herbs(['piece-huangqi'], {}, { patient: { ...woman, pregnancy: 'yes' } }),
  },
  indication: {
    positive: () => one('amlodipine-tablet-5mg', qd, { diagnoses: ['J03.0'] }),
    negative: () => one('amlodipine-tablet-5mg', qd, { diagnoses: ['I10'] }),
    unable: () => one('amlodipine-tablet-5mg', qd, { diagnoses: ['Z76.0'] }),
  },
  takenKnown: {
    // It objects to nothing: all that it can say is that it could not look.
    positive: notAsked.unable,
    negative: fine,
    unable: async () => ({ taken: await takes('一种白色药片') }),
  },
  factsThere: {
    positive: () => one('amoxicillin-capsule-500mg', { cautions: { liver: null } }),
    negative: fine,
    unable: () => one('amoxicillin-capsule-500mg', { cautions: { renal: null } }),
  },
};

const law = lawOf(['cn']);
const day = '2026-11-22';
const whole = (facts: CheckSnapshot, checks = CHECKS) =>
  runChecks(facts, { law, day, facts: ofToday(day), overrides: [], checks }).findings;

describe('every check', () => {
  it('has its three cases', () => {
    assert.deepEqual(Object.keys(CASES).sort(), Object.keys(CHECKS).sort());
  });
  for (const [name, { positive, negative, unable, saidBy }] of Object.entries(CASES)) {
    const check = CHECKS[name]!;
    describe(name, () => {
      it('fires', async () => assert.ok(check(await snapshot(await positive())).length > 0));
      it('is silent', async () => assert.deepEqual(check(await snapshot(await negative())), []));
      it('says that it could not look', async () => {
        if (unable === 'broken') {
          const facts = new Proxy(await snapshot({}), {
            get: () => {
              throw new Error('nothing can be read');
            },
          });
          const said = whole(await snapshot({}), { [name]: () => check(facts) });
          assert.deepEqual(
            said.map((f) => [f.check, f.severity]),
            [['check-failed', 'unable_to_check']],
          );
          return;
        }
        const facts = await snapshot(await unable());
        const own = (saidBy === undefined ? check(facts) : whole(facts)).filter(
          (f) => f.severity === 'unable_to_check' && (saidBy === undefined || f.check === saidBy),
        );
        assert.ok(own.length > 0, `${name}: nothing is said`);
        assert.ok(
          own.every((f) => f.line === null),
          'once, not line by line',
        );
      });
    });
  }
});
