/** What holds of the checks for any prescription: more is never safer, the order of lines says nothing, and not to know is never a pass. */
import assert from 'node:assert/strict';
import { before, describe, it } from 'node:test';
import fc from 'fast-check';
import type { Finding } from '@care-elements/contract/prescription.ts';
import { text, times, decimal, whole } from '@care-elements/contract/prescription.decimal.ts';
import type { CheckedItem, CheckSnapshot } from '../../../server/prescriptions/checks/finding.ts';
import { runChecks } from '../../../server/prescriptions/checks/run.ts';
import { cautionsFor } from '../../../server/formulary/cautions.ts';
import type { Drug } from '../../../server/formulary/provider.ts';
import { openStarterFormulary } from '../../../server/formulary/starter.ts';
import { herbsOf, understandMedicine } from '../../../server/formulary/understand.ts';
import { understandAllergy } from '../../../server/formulary/allergens.ts';
import { lawOf } from '../../../server/rules/registry.ts';
import { ofToday } from './checks-kit.ts';

const law = lawOf(['cn']);
const day = '2026-11-22';
const check = (facts: CheckSnapshot): Finding[] =>
  runChecks(facts, { law, day, facts: ofToday(day), overrides: [] }).findings;

describe('the checks, for any prescription', () => {
  let drugs: Drug[];
  before(async () => {
    const formulary = openStarterFormulary();
    const found = await Promise.all(
      ['a', 'e', 'i', 'o', 'u'].map((letter) => formulary.search('renhe', letter, 50)),
    );
    drugs = [...new Map(found.flat().map((drug) => [drug.drugId, drug])).values()];
    assert.ok(drugs.length > 80, `${drugs.length}`);
  });

  type Line = Omit<CheckedItem, 'line'>;
  const line = (drug: Drug): fc.Arbitrary<Line> =>
    fc.record({
      drugId: fc.constant(drug.drugId),
      name: fc.constant(drug.name),
      drug: fc.constant(drug),
      cautions: fc.constant(cautionsFor(drug)),
      herbs: fc.constant(herbsOf(drug)),
      lookup: fc.constant('held' as const),
      dose: fc
        .integer({ min: 1, max: 12 })
        .map((half) => ({ value: text(times(decimal('0.5'), whole(half))), unit: drug.unit })),
      route: fc.constant(drug.route),
      frequency: fc.constantFrom('qd' as const, 'bid' as const, 'tid' as const, 'qw' as const, 'st' as const),
      maxPerDay: fc.constant(null),
      days: fc.integer({ min: 1, max: 40 }),
      packs: fc.constant(1),
    });
  const lines = () =>
    fc
      .uniqueArray(fc.constantFrom(...drugs), {
        minLength: 1,
        maxLength: 5,
        selector: ({ drugId }) => drugId,
      })
      .chain((chosen) => fc.tuple(...chosen.map(line)));

  const person = (): fc.Arbitrary<CheckSnapshot['patient']> =>
    fc
      .record({
        ageYears: fc.integer({ min: 0, max: 95 }),
        sex: fc.constantFrom('male' as const, 'female' as const),
        guardianPresent: fc.boolean(),
        allergies: fc.constantFrom(
          { status: 'none' as const, stated: [] },
          { status: 'some' as const, stated: ['青霉素', '布洛芬'].map(understandAllergy) },
        ),
        weightKg: fc.constantFrom('4.2', '11', '33.3', '70'),
        pregnancy: fc.constantFrom('yes' as const, 'no' as const),
        pregnancyWeeks: fc.option(fc.integer({ min: 1, max: 41 })),
        breastfeeding: fc.constantFrom('yes' as const, 'no' as const),
        egfr: fc.integer({ min: 5, max: 120 }),
        liver: fc.constantFrom('none' as const, 'mild' as const, 'moderate' as const, 'severe' as const),
      })
      .map((one) => {
        const may = one.sex === 'female' && one.ageYears >= 12 && one.ageYears <= 55;
        const state = may ? {} : { pregnancy: 'no' as const, breastfeeding: 'no' as const };
        return { ...one, ...state, ageMonths: one.ageYears * 12 };
      });
  const taken = (): fc.Arbitrary<CheckSnapshot['taken']> =>
    fc.subarray(['华法林', '感冒灵', '单硝酸异山梨酯', '克拉霉素', '附子理中丸']).map((texts) => ({
      status: texts.length ? 'some' : 'none',
      items: texts.map((said) => {
        const understood = understandMedicine(said);
        return { text: said, drug: null, understood, herbs: understood.herbs, lookup: 'absent' };
      }),
    }));
  const prescription = (): fc.Arbitrary<CheckSnapshot> =>
    fc
      .record({
        patient: person(),
        taken: taken(),
        items: lines(),
        diagnoses: fc.subarray(['I10', 'J03.0', 'E11.9', 'M54.5', 'K21.9'], { minLength: 1 }),
        antimicrobialRight: fc.constantFrom('none' as const, 'restricted' as const, 'special' as const),
      })
      .map((some) => ({
        ...{ longReason: '', guardianConfirmed: true, prescriberId: 'doctor', reviewer: null },
        ...some,
        items: some.items.map((one, i) => ({ ...one, line: i + 1 })),
      }));

  const serious = (findings: Finding[]) =>
    findings.filter(({ severity }) => severity === 'block' || severity === 'warn');
  const RUNS = { numRuns: 150 };

  it('do not depend on the order of the lines', () =>
    fc.assert(
      fc.property(prescription(), fc.infiniteStream(fc.nat()), (facts, order) => {
        const shuffled = facts.items
          .map((one) => ({ one, at: order.next().value as number }))
          .sort((a, b) => a.at - b.at)
          .map(({ one }, i) => ({ ...one, line: i + 1 }));
        const said = (f: CheckSnapshot) =>
          check(f)
            .map(({ key, severity, what }) => `${key} ${severity} ${what.en}`)
            .sort();
        assert.deepEqual(said({ ...facts, items: shuffled }), said(facts));
      }),
      RUNS,
    ));

  it('never lose an alert to a higher dose', () =>
    fc.assert(
      fc.property(prescription(), fc.nat(), fc.integer({ min: 2, max: 9 }), (facts, which, factor) => {
        const at = which % facts.items.length;
        const more = facts.items.map((one, i) =>
          i === at
            ? { ...one, dose: { ...one.dose!, value: text(times(decimal(one.dose!.value), whole(factor))) } }
            : one,
        );
        const of = (f: CheckSnapshot) =>
          check(f)
            // Half a tablet and a whole one differ in what can be broken, not in what can be borne.
            .filter(({ check: name }) => name !== 'not-divisible')
            .map(({ check: name, severity, line: number }) => `${name} ${severity} ${number}`);
        const higher = new Set(of({ ...facts, items: more }));
        for (const one of of(facts)) assert.ok(higher.has(one), one);
      }),
      RUNS,
    ));

  const FORGET: Record<string, (facts: CheckSnapshot) => CheckSnapshot> = {
    weight: (f) => ({ ...f, patient: { ...f.patient, weightKg: null } }),
    pregnancy: (f) => ({ ...f, patient: { ...f.patient, pregnancy: 'unknown', pregnancyWeeks: null } }),
    weeks: (f) => ({ ...f, patient: { ...f.patient, pregnancyWeeks: null } }),
    'breast-feeding': (f) => ({ ...f, patient: { ...f.patient, breastfeeding: 'unknown' } }),
    kidneys: (f) => ({ ...f, patient: { ...f.patient, egfr: null } }),
    liver: (f) => ({ ...f, patient: { ...f.patient, liver: 'unknown' } }),
    sex: (f) => ({ ...f, patient: { ...f.patient, sex: 'unknown' } }),
    allergies: (f) => ({ ...f, patient: { ...f.patient, allergies: { status: 'unknown', stated: [] } } }),
    'medicines in use': (f) => ({ ...f, taken: { status: 'unknown', items: [] } }),
    diagnoses: (f) => ({ ...f, diagnoses: [] }),
    'the formulary': (f) => ({
      ...f,
      items: f.items.map((one) => ({ ...one, drug: null, cautions: null, lookup: 'failed' })),
    }),
    'what is written down for kinds of patients': (f) => ({
      ...f,
      items: f.items.map((one) => ({ ...one, cautions: null })),
    }),
  };
  for (const [fact, forget] of Object.entries(FORGET)) {
    it(`say so where ${fact} is not known: what was stopped or warned of is never silent`, () =>
      fc.assert(
        fc.property(prescription(), (facts) => {
          const known = new Set(check(facts).map(({ key }) => key));
          const blind = check(forget(facts));
          const stands = new Set(serious(blind).map(({ check: name }) => name));
          const lost = serious(check(facts)).filter(({ check: name }) => !stands.has(name));
          const instead = blind.filter(
            ({ key, severity }) =>
              severity === 'unable_to_check' || (severity === 'block' && !known.has(key)),
          );
          assert.ok(lost.length === 0 || instead.length > 0, lost.map(({ key }) => key).join());
        }),
        RUNS,
      ));
  }
});
