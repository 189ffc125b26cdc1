import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import {
  HERB_PAIRS,
  herbDose,
  herbInPregnancy,
  tcmPairs,
  toxicHerb,
} from '../../../server/formulary/herbs.ts';
import {
  drugClass,
  hiddenProductsIn,
  INTERACTIONS,
  interactionsBetween,
  interactionsOf,
  membersOf,
  subjectOf,
  subjectOfNamed,
} from '../../../server/formulary/knowledge.ts';
import { KNOWN_PAIRS } from '../../../server/formulary/pairs.ts';
import { openStarterFormulary } from '../../../server/formulary/starter.ts';

const formulary = openStarterFormulary();
const product = async (inn: string) => {
  const [drug] = await formulary.search('renhe', inn, 1);
  assert.equal(drug?.inn.replaceAll('_', ' '), inn);
  return subjectOf(drug!);
};
const between = async (x: string, y: string) =>
  interactionsBetween(await product(x), await product(y)).map((i) => `${i.id} ${i.severity}`);

describe('interactions', () => {
  it('are 149, each with words in both languages, a source and a confidence', () => {
    assert.equal(INTERACTIONS.length, 149);
    assert.equal(new Set(INTERACTIONS.map((i) => i.id)).size, 149);
    for (const i of INTERACTIONS) {
      for (const text of [i.mechanism, i.management]) {
        assert.match(text['zh-CN'], /\p{Script=Han}.*。$/u, i.id);
        assert.match(text.en, /^[\x20-\x7e’“”–]+\.$/, i.id);
      }
      assert.ok(i.source.length > 0 && i.confidence, i.id);
    }
  });
  it('are found through ingredient and class, in either order, the most dangerous first', async () => {
    assert.deepEqual(await between('isosorbide mononitrate', 'sildenafil'), ['ddi016 block']);
    assert.deepEqual(await between('sildenafil', 'isosorbide mononitrate'), ['ddi016 block']);
    assert.deepEqual(await between('warfarin', 'ibuprofen'), ['ddi018 warn']);
    assert.ok((await between('clarithromycin', 'simvastatin')).includes('ddi035 block'));
    assert.deepEqual(await between('amoxicillin', 'loratadine'), []);
  });
  it('of a class with itself need two medicines of it', async () => {
    assert.deepEqual(await between('ibuprofen', 'naproxen'), ['ddi072 block']);
    assert.deepEqual(
      interactionsBetween(await product('ibuprofen'), await product('amoxicillin')).map((i) => i.id),
      [],
    );
  });
  it('leave out what stays on the skin, and keep what is marked to count anywhere', async () => {
    assert.deepEqual(await between('warfarin', 'etofenamate'), []);
    assert.deepEqual(await between('salbutamol', 'propranolol'), ['ddi079 warn']);
  });
  it('hold for what a patient takes besides: herbs, alcohol, and products with a hidden ingredient', async () => {
    const ids = async (inn: string, named: Parameters<typeof subjectOfNamed>[0]) =>
      interactionsBetween(await product(inn), subjectOfNamed(named)).map((i) => i.id);
    assert.deepEqual(await ids('warfarin', { herbs: ['丹参'] }), ['ddi025']);
    assert.deepEqual(await ids('metronidazole', { foods: ['alcohol'] }), ['ddi097']);
    assert.deepEqual(hiddenProductsIn('在吃感冒灵颗粒'), ['ganmaoling']);
    assert.deepEqual(await ids('paracetamol', { products: ['ganmaoling'] }), ['ddi119', 'ddi140']);
    assert.deepEqual(hiddenProductsIn('维生素C'), []);
  });
  it('are listed by what they name', () => {
    assert.ok(interactionsOf('ingredient:warfarin').length >= 9);
    assert.deepEqual(interactionsOf('ingredient:aqua'), []);
    assert.ok(membersOf('ppi').includes('omeprazole'));
    assert.deepEqual(membersOf('nothing'), []);
    assert.equal(drugClass('ssri')?.name['zh-CN'], 'SSRI 类抗抑郁药');
  });
  it('count a hospital’s own product by its class or its ATC code where its ingredient is not known', () => {
    const own = { ingredients: ['own_thing'], classes: ['nsaid'], atc: null, route: 'oral' } as const;
    const found = interactionsBetween(
      subjectOf({ ...own, ingredients: ['own_thing'], classes: ['nsaid'] }),
      subjectOfNamed({ ingredients: ['warfarin'] }),
    );
    assert.deepEqual(
      found.map((i) => i.id),
      ['ddi018'],
    );
    const byAtc = subjectOf({
      ingredients: ['own_insulin'],
      classes: [],
      atc: 'A10AB01',
      route: 'subcutaneous',
    });
    assert.ok(byAtc.refs.has('class:insulin'));
  });
});

describe('what is signed with the rows', () => {
  it('is readable whole: every interaction and herb rule, both sides by name, no code left', () => {
    assert.equal(KNOWN_PAIRS.length, 149 + 12);
    for (const { id, a, b } of KNOWN_PAIRS)
      for (const name of [...a, ...b]) {
        assert.doesNotMatch(`${name.en} ${name['zh-CN']}`, /[_:]/, id);
        assert.match(name['zh-CN'], /\p{Script=Han}/u, id);
      }
  });
});

describe('herbs', () => {
  const count = (kind: string) =>
    HERB_PAIRS.filter((p) => p.kind === kind).reduce((n, p) => n + p.a.length * p.b.length, 0);
  it('hold the 98 pairs of 十八反 and the nine rules of 十九畏', () => {
    assert.equal(count('eighteen'), 98);
    assert.equal(HERB_PAIRS.filter((p) => p.kind === 'nineteen').length, 9);
  });
  it('find a pair in either order, and none among harmless ones', () => {
    for (const herbs of [
      ['甘草', '当归', '海藻'],
      ['海藻', '甘草'],
    ])
      assert.deepEqual(
        tcmPairs(herbs).map(({ pair, a, b }) => [pair.kind, a, b]),
        [['eighteen', '甘草', '海藻']],
      );
    assert.equal(tcmPairs(['人参', '五灵脂'])[0]?.pair.kind, 'nineteen');
    assert.deepEqual(tcmPairs(['甘草', '当归']), []);
  });
  it('know pregnancy, poison and the daily amount', () => {
    assert.equal(herbInPregnancy('莪术')?.level, 'contraindicated');
    assert.equal(herbInPregnancy('桃仁')?.level, 'caution');
    assert.equal(herbInPregnancy('当归'), undefined);
    assert.ok(toxicHerb('生半夏') && toxicHerb('红砒'));
    assert.deepEqual(herbDose('细辛')?.dailyMax, { value: '3', unit: 'g' });
  });
});
