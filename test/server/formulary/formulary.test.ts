import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { after, before, describe, it } from 'node:test';
import { FORMS, UNITS } from '@care-elements/contract/prescription.terms.ts';
import { understandAllergy, allergyGroup, ingredient } from '../../../server/formulary/allergens.ts';
import type { Drug } from '../../../server/formulary/provider.ts';
import { openStarterFormulary } from '../../../server/formulary/starter.ts';
import { pinyinInitials } from '../../../server/terminology/pinyin.ts';
import { openTestApp, type TestApp } from '../../kit/open-test-app.ts';

const { drugs } = JSON.parse(
  readFileSync(new URL('../../../server/formulary/data/starter/drugs.json', import.meta.url), 'utf8'),
) as { drugs: Drug[] };
const formulary = openStarterFormulary();
const ids = async (q: string, limit = 10) => (await formulary.search('renhe', q, limit)).map((d) => d.drugId);

describe('the starter formulary', () => {
  it('has a source and a confidence on every row, for the facts and for the product', () => {
    assert.ok(drugs.length >= 255);
    for (const d of drugs) {
      assert.ok(d.source.length > 0 && d.confidence, d.drugId);
      assert.ok(d.productSource.length > 0 && d.productConfidence, d.drugId);
    }
  });
  it('has unique ids, known ingredients and groups, and initials of its names', () => {
    assert.equal(new Set(drugs.map((d) => d.drugId)).size, drugs.length);
    for (const d of drugs) {
      for (const code of d.ingredients) assert.ok(ingredient(code), `${d.drugId}: ${code}`);
      for (const code of d.allergyGroups.filter((g) => !g.startsWith('sulfonamide_non') && g !== 'cox2'))
        assert.ok(allergyGroup(code), `${d.drugId}: ${code}`);
      const initials = [d.name, ...(d.brand ? [d.brand] : [])].map((n) => pinyinInitials(n['zh-CN']));
      assert.deepEqual(
        d.initials.split(' ').slice(0, initials.length),
        [...new Set(initials)],
        `${d.drugId}: run scripts/initials.ts`,
      );
    }
  });
  it('counts every dose in units that its form has', () => {
    for (const d of drugs) {
      assert.ok(d.unit in UNITS && d.form in FORMS, d.drugId);
      assert.ok(Number(d.pack.size) > 0, d.drugId);
      for (const max of [d.adultMaxSingle, d.adultMaxDaily])
        assert.ok(max === null || Number(max.value) > 0, d.drugId);
    }
  });
  it('holds specially controlled medicines, so that they are refused by name', () => {
    const codes = new Set(drugs.flatMap((d) => (d.controlled ? [d.controlled.code] : [])));
    for (const code of ['narcotic', 'psychotropic_1', 'psychotropic_2', 'precursor'])
      assert.ok(codes.has(code), code);
  });
  it('is found by Chinese, English, brand, initials and ATC', async () => {
    for (const q of ['阿莫西林', 'amoxi', 'amxl', 'AMXLJN', 'J01CA04'])
      assert.equal((await ids(q))[0], 'amoxicillin-capsule-250mg', q);
    for (const q of ['芬必得', 'fbd', 'Fenbid'])
      assert.equal((await ids(q))[0], 'ibuprofen-er-capsule-300mg', q);
    assert.deepEqual(await ids(''), []);
    assert.equal((await ids('p', 3)).length, 3);
  });
  it('answers undefined for what it does not hold', async () => {
    assert.equal(await formulary.get('renhe', 'aqua'), undefined);
    assert.equal((await formulary.get('renhe', 'amoxicillin-capsule-500mg'))?.strength?.value, '500');
  });
});

describe('understanding an allergy', () => {
  const codes = (text: string) => {
    const { known, ingredients, groups } = understandAllergy(text);
    return { known, named: [...ingredients, ...groups] };
  };
  it('finds groups and ingredients in both languages', () => {
    assert.deepEqual(codes('青霉素过敏'), { known: true, named: ['penicillin'] });
    assert.deepEqual(codes('Allergic to PENICILLINS'), { known: true, named: ['penicillin'] });
    assert.deepEqual(codes('rash after amoxicillin'), { known: true, named: ['amoxicillin'] });
    assert.deepEqual(codes('扑热息痛'), { known: true, named: ['paracetamol'] });
    assert.deepEqual(codes('青霉素V'), { known: true, named: ['phenoxymethylpenicillin'] });
    assert.deepEqual(codes('头孢、磺胺').named.toSorted(), ['cephalosporin', 'sulfonamide_antibiotic']);
  });
  it('does not find a word inside another', () => {
    assert.deepEqual(codes('carbamazepine'), { known: true, named: ['carbamazepine'] });
    assert.deepEqual(codes('ARBs'), { known: true, named: ['arb'] });
  });
  it('says when it does not understand, also when it understands half', () => {
    assert.deepEqual(codes('一种白色的药片'), { known: false, named: [] });
    assert.deepEqual(codes('阿莫西林，还有一种红色药水'), { known: false, named: ['amoxicillin'] });
    assert.deepEqual(codes(''), { known: false, named: [] });
  });
  it('knows what is no medicine', () => {
    assert.deepEqual(codes('海鲜'), { known: true, named: [] });
    assert.deepEqual(codes('pollen and dust'), { known: true, named: [] });
  });
});

describe('GET formulary', () => {
  let t: TestApp;
  before(async () => void (t = await openTestApp()));
  after(() => t.close());
  it('is for doctors, marks the controlled, and sends no more than its schema', async () => {
    const token = await t.tokenOf('renhe', 'zhao');
    const { status, body } = await t.call('GET', '/renhe/formulary?q=qmd', { token });
    assert.equal(status, 200);
    const [tramadol] = body.drugs;
    assert.equal(tramadol.drugId, 'tramadol-er-tablet-100mg');
    assert.deepEqual(tramadol.controlled, { code: 'psychotropic_2', cn: '精二' });
    assert.equal(tramadol.confidence, 'recall');
    assert.equal('note' in tramadol, false);
    const patient = await t.openVisit();
    assert.equal(
      (await t.call('GET', '/renhe/formulary?q=a', { token: patient.token })).body.code,
      'wrong-role',
    );
    assert.equal(
      (await t.call('GET', `/renhe/formulary?q=${'a'.repeat(65)}`, { token })).body.code,
      'invalid-input',
    );
  });
});
