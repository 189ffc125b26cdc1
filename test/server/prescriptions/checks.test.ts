import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import type { Drug } from '../../../server/formulary/provider.ts';
import { allergies, amoxicillin, item, run, said, type Change } from './checks-kit.ts';

describe('checks of form', () => {
  it('are content with a whole order', async () => assert.deepEqual(await said({}), []));
  it('stop an empty prescription', async () =>
    assert.deepEqual(await said({ items: [] }), ['no-items block -']));
  it('want a diagnosis', async () =>
    assert.deepEqual(await said({ diagnoses: [] }), ['diagnosis-missing block -']));
  it('stop a medicine that the formulary no longer holds', async () => {
    assert.deepEqual(await said({ items: [await amoxicillin({ drug: null })] }), [
      // What the law says of an unknown medicine is not known either.
      'cn.rx.specially-controlled unable_to_check 1',
      'cn.rx.never-sold-online unable_to_check 1',
      'not-in-formulary block 1',
      'cn.rx.items unable_to_check -',
    ]);
  });
  it('want every part of an order', async () => {
    for (const missing of [
      { dose: null },
      { frequency: null },
      { dose: { value: '0', unit: 'g' } },
      { frequency: 'prn' },
    ] as Change[])
      assert.ok(
        (await said({ items: [await amoxicillin(missing)] })).includes('incomplete block 1'),
        JSON.stringify(missing),
      );
    assert.deepEqual(
      await said({ items: [await amoxicillin({ days: null })] }),
      ['cn.rx.days unable_to_check 1', 'incomplete block 1'].toSorted(byStepOf),
    );
    assert.deepEqual(await said({ items: [await amoxicillin({ frequency: 'prn', maxPerDay: 3 })] }), []);
  });
  it('want packs where they cannot be computed', async () => {
    const cream = (packs: number | null) =>
      item('mometasone-topical-cream-0-1pc', { packs, frequency: 'bid' });
    assert.ok((await said({ items: [await cream(null)] })).includes('quantity-unknown block 1'));
    assert.ok(!(await said({ items: [await cream(1)] })).includes('quantity-unknown block 1'));
  });
  it('doubt a third of a tablet and half a capsule', async () => {
    const of = async (drugId: string, value: string) =>
      said({ items: [await item(drugId, { dose: { value, unit: 'mg' }, frequency: 'qd' })] });
    assert.deepEqual(await of('prednisone-tablet-5mg', '2.5'), []);
    assert.deepEqual(await of('prednisone-tablet-5mg', '3'), ['not-divisible warn 1']);
    assert.deepEqual(await of('amoxicillin-capsule-500mg', '250'), ['not-divisible warn 1']);
  });
  it('doubt another route', async () => {
    assert.deepEqual(await said({ items: [await amoxicillin({ route: 'topical' })] }), ['route warn 1']);
  });
});
const byStepOf = (a: string, b: string) => Number(b.includes('block')) - Number(a.includes('block'));

describe('allergy', () => {
  const of = async (drugId: string, ...texts: string[]) =>
    said({ items: [await item(drugId, { frequency: 'qd' })], patient: { allergies: allergies(...texts) } });
  it('stops the ingredient, its group, and another member of its group', async () => {
    for (const text of ['阿莫西林', '青霉素过敏', '氨苄西林'])
      assert.deepEqual(await of('amoxicillin-capsule-500mg', text), ['allergy block 1'], text);
    assert.deepEqual(await of('amoxicillin-clavulanate-tablet-875mg', 'amoxicillin'), ['allergy block 1']);
    assert.deepEqual(await of('ibuprofen-er-capsule-300mg', '阿司匹林'), ['allergy block 1']);
    assert.deepEqual(await of('sulfamethoxazole-trimethoprim-tablet-480mg', '磺胺'), ['allergy block 1']);
  });
  it('stops a cephalosporin with the side chain of amoxicillin’s kin, and warns of the others', async () => {
    assert.deepEqual(await of('cefalexin-capsule-250mg', '氨苄西林'), ['allergy block 1']);
    assert.deepEqual(await of('cefdinir-capsule-100mg', '阿莫西林'), ['allergy-cross warn 1']);
    assert.deepEqual(await of('cefdinir-capsule-100mg', '头孢克肟'), ['allergy-cross warn 1']);
    assert.deepEqual(await of('cefdinir-capsule-100mg', '头孢'), ['allergy block 1']);
  });
  it('is silent where the allergy is to something else', async () => {
    assert.deepEqual(await of('paracetamol-tablet-500mg', '青霉素'), []);
    assert.deepEqual(await of('amoxicillin-capsule-500mg', '海鲜'), []);
  });
  it('is unable where it is not known or not understood, and still stops what it did understand', async () => {
    assert.deepEqual(await said({ patient: { allergies: { status: 'unknown', stated: [] } } }), [
      'allergy unable_to_check -',
    ]);
    assert.deepEqual(await said({ patient: { allergies: { status: 'some', stated: [] } } }), [
      'allergy unable_to_check -',
    ]);
    assert.deepEqual(await of('amoxicillin-capsule-500mg', '一种白色药片'), ['allergy unable_to_check -']);
    assert.deepEqual(await of('amoxicillin-capsule-500mg', '青霉素，还有一种药'), [
      'allergy block 1',
      'allergy unable_to_check -',
    ]);
  });
  it('cannot be overridden', async () => {
    const { findings } = await run({ patient: { allergies: allergies('青霉素') } });
    const found = findings.find((f) => f.check === 'allergy')!;
    assert.equal(found.overridable, false);
    const again = await run({
      patient: { allergies: allergies('青霉素') },
      overrides: [{ key: found.key, reason: 'tolerated-before', text: '' }],
    });
    assert.equal(again.signable, false);
  });
});

describe('dose', () => {
  const of = async (drugId: string, change: Change, patient = {}) =>
    said({ items: [await item(drugId, change)], patient });
  it('allows exactly the maximum and not a hair more', async () => {
    const at = (value: string) => of('amoxicillin-capsule-500mg', { dose: { value, unit: 'mg' } });
    assert.deepEqual(await at('1000'), []);
    assert.deepEqual(await at('1000.000001'), [
      'not-divisible warn 1',
      'max-single block 1',
      'max-daily block 1',
    ]);
    const exact = (value: string) =>
      of('tamsulosin-er-capsule-0-2mg', { dose: { value, unit: 'mg' }, frequency: 'bid' });
    assert.deepEqual(await exact('0.4'), [], '0.4 × 2 is 0.8 and no float more');
  });
  it('stops one dose and a day’s doses apart', async () => {
    assert.deepEqual(
      await of('amoxicillin-capsule-500mg', { dose: { value: '1', unit: 'g' }, frequency: 'qid' }),
      ['max-daily block 1'],
    );
    assert.deepEqual(
      await of('amoxicillin-capsule-500mg', { dose: { value: '2', unit: 'g' }, frequency: 'qd' }),
      ['max-single block 1'],
    );
    assert.deepEqual(
      await of('amoxicillin-capsule-500mg', { dose: { value: '4', unit: 'capsule' }, frequency: 'qd' }),
      ['max-single block 1'],
    );
  });
  it('counts “when needed” at its limit', async () => {
    assert.deepEqual(
      await of('loperamide-capsule-2mg', {
        dose: { value: '4', unit: 'mg' },
        frequency: 'prn',
        maxPerDay: 5,
        days: 2,
      }),
      ['max-daily block 1', 'otc-daily warn 1'],
    );
    assert.deepEqual(
      await of('loperamide-capsule-2mg', {
        dose: { value: '2', unit: 'mg' },
        frequency: 'prn',
        maxPerDay: 4,
        days: 2,
      }),
      [],
    );
  });
  it('allows a loading dose once and not every day', async () => {
    const clopidogrel = (frequency: 'st' | 'qd') =>
      of('clopidogrel-tablet-75mg', { dose: { value: '75', unit: 'mg' }, frequency });
    assert.deepEqual(await clopidogrel('qd'), []);
    assert.deepEqual(
      await of('clopidogrel-tablet-75mg', { dose: { value: '300', unit: 'mg' }, frequency: 'qd' }),
      ['max-single block 1', 'max-daily block 1'],
    );
  });
  it('stops a weekly medicine taken daily, for good', async () => {
    assert.deepEqual(
      await of('methotrexate-tablet-2-5mg', { dose: { value: '10', unit: 'mg' }, frequency: 'qd' }),
      ['weekly-only block 1'],
    );
    assert.deepEqual(
      await of('methotrexate-tablet-2-5mg', { dose: { value: '10', unit: 'mg' }, frequency: 'qw' }),
      [],
    );
    assert.deepEqual(
      await of('alendronate-tablet-70mg', { dose: { value: '70', unit: 'mg' }, frequency: 'qd' }),
      ['weekly-only block 1'],
    );
  });
  it('is unable where no limit is stated or the units do not meet', async () => {
    assert.deepEqual(
      await of('insulin-glargine-injection-pen-300-iu-3-ml', {
        dose: { value: '10', unit: 'iu' },
        frequency: 'qn',
      }),
      ['max-single unable_to_check -'],
      'said once: no limit of either kind',
    );
    const odd = await of('amoxicillin-capsule-500mg', { dose: { value: '5', unit: 'ml' }, packs: 1 });
    assert.ok(
      odd.includes('max-single unable_to_check -') && odd.includes('max-daily unable_to_check -'),
      odd.join(),
    );
  });
  it('adds up two orders of one ingredient', async () => {
    const two = [
      await item('paracetamol-tablet-500mg', { dose: { value: '1', unit: 'g' }, frequency: 'tid', days: 3 }),
      await item('paracetamol-oral-suspension-32mg', {
        dose: { value: '20', unit: 'ml' },
        frequency: 'tid',
        days: 3,
      }),
    ];
    // 3 g and 1.92 g: each within 4 g, together not.
    const { findings } = await run({ items: two });
    assert.deepEqual(
      findings.filter((f) => f.severity === 'block').map((f) => f.check),
      ['max-daily', 'duplicate'],
    );
    assert.match(findings.find((f) => f.check === 'max-daily')!.what.en, /together.*4920 mg/);
  });
  it('bounds a child’s dose by weight, and says where it cannot', async () => {
    const child = { ageYears: 10, guardianPresent: true, weightKg: '20' };
    const dose = (value: string, patient = {}) =>
      of('amoxicillin-capsule-500mg', { dose: { value, unit: 'mg' } }, { ...child, ...patient });
    // 30 mg/kg and 90 mg/kg a day: 600 and 1800 at 20 kg.
    assert.deepEqual(await dose('500'), []);
    assert.deepEqual(await dose('1000'), ['age-dose block 1']);
    assert.deepEqual(await dose('1000', { weightKg: '33.333334' }), []);
    assert.deepEqual(await dose('1000', { weightKg: '33.333333' }), ['age-dose block 1']);
    assert.deepEqual(await dose('500', { weightKg: null }), ['age-dose unable_to_check -']);
    assert.deepEqual(await dose('2000', { weightKg: null }), [
      'max-single block 1',
      'max-daily block 1',
      'age-dose unable_to_check -',
    ]);
    assert.deepEqual(
      await of('irbesartan-tablet-150mg', { frequency: 'qd' }, child),
      ['age-dose unable_to_check -'],
      'no bound for children',
    );
    assert.deepEqual(await dose('1000', { ageYears: 18 }), []);
    // 10 mg/kg at 20 kg is 200 mg, 10 ml: exactly that, and not a hair more.
    const ibuprofen = (ml: string) =>
      of('ibuprofen-oral-suspension-20mg', { dose: { value: ml, unit: 'ml' }, days: 2 }, child);
    assert.deepEqual(await ibuprofen('10'), []);
    assert.deepEqual(await ibuprofen('10.1'), ['age-dose block 1']);
  });
  it('bounds an old person’s dose where their age has a bound of its own', async () => {
    const escitalopram = (ageYears: number) =>
      of('escitalopram-tablet-10mg', { dose: { value: '20', unit: 'mg' }, frequency: 'qd' }, { ageYears });
    assert.deepEqual(await escitalopram(64), []);
    assert.deepEqual(await escitalopram(65), ['age-dose block 1']);
  });
});

describe('the patient', () => {
  it('is old enough, not old enough, or not to be told', async () => {
    const of = async (ageYears: number, drug: Partial<Drug> = {}, ageMonths = ageYears * 12) =>
      (
        await said({
          items: [await item('levofloxacin-tablet-500mg', { frequency: 'qd', drug })],
          patient: { ageYears, ageMonths },
        })
      ).filter((s) => s.startsWith('min-age'));
    assert.deepEqual(await of(18), []);
    assert.deepEqual(await of(17), ['min-age block 1']);
    assert.deepEqual(await of(40, { minAgeYears: null }), [], 'no minimum is above eighteen');
    assert.deepEqual(await of(17, { minAgeYears: null }), ['min-age unable_to_check -']);
    assert.deepEqual(await of(0, { minAgeYears: 0.25 }, 2), ['min-age block 1']);
    assert.deepEqual(await of(0, { minAgeYears: 0.25 }, 3), []);
    assert.deepEqual(await of(1, { minAgeYears: 0.25 }), []);
  });
  it('may be pregnant: nobody asked', async () => {
    const of = async (drugId: string, sex: 'female' | 'male' | 'unknown', ageYears: number) =>
      (
        await said({
          items: [await item(drugId, { frequency: 'qd' })],
          patient: { sex, ageYears, pregnancy: 'unknown' },
        })
      ).filter((s) => s.startsWith('pregnancy'));
    assert.deepEqual(await of('losartan-tablet-50mg', 'female', 30), ['pregnancy warn 1']);
    assert.deepEqual(await of('losartan-tablet-50mg', 'unknown', 30), ['pregnancy warn 1']);
    assert.deepEqual(await of('amlodipine-tablet-5mg', 'female', 30), ['pregnancy unable_to_check -']);
    assert.deepEqual(await of('amoxicillin-capsule-500mg', 'female', 30), []);
    assert.deepEqual(await of('losartan-tablet-50mg', 'male', 30), []);
    assert.deepEqual(
      [await of('losartan-tablet-50mg', 'female', 11), await of('losartan-tablet-50mg', 'female', 56)],
      [[], []],
    );
  });
  it('does not get one ingredient twice', async () => {
    const twice = [
      await amoxicillin(),
      await item('amoxicillin-clavulanate-tablet-875mg', { frequency: 'bid' }),
    ];
    assert.deepEqual(await said({ items: twice }), ['duplicate block 2']);
    assert.deepEqual(
      await said({ items: [await amoxicillin(), await item('loratadine-tablet-10mg', { frequency: 'qd' })] }),
      [],
    );
  });
});
