import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import fc from 'fast-check';
import {
  ceil,
  compare,
  decimal,
  over,
  text,
  times,
  whole,
} from '@care-elements/contract/prescription.decimal.ts';
import { directionsOf, type Directed } from '@care-elements/contract/prescription.directions.ts';
import {
  amountIn,
  dosesInAll,
  dosesOnOneDay,
  quantityOf,
  unitsOf,
  type Product,
} from '@care-elements/contract/prescription.dose.ts';

const capsule: Product = { unit: 'capsule', strength: { value: '250', unit: 'mg' }, pack: { size: '24' } };
const syrup: Product = { unit: 'ml', strength: { value: '32', unit: 'mg' }, pack: { size: '100' } };
const cream: Product = { unit: 'application', strength: null, pack: { size: '10' } };
const pen: Product = { unit: 'iu', strength: null, pack: { size: '300' } };
const text_ = (r: ReturnType<typeof unitsOf>) => r && text(r);

describe('exact decimals', () => {
  it('computes what floats cannot', () => {
    assert.equal(text(times(decimal('0.1'), whole(3))), '0.3');
    assert.equal(text(over(decimal('1'), decimal('3'))), '0.333');
    assert.equal(ceil(over(decimal('0.3'), decimal('0.1'))), 3);
  });
  it('refuses what is not a plain decimal', () => {
    for (const bad of ['', '.5', '5.', '-1', '1e3', '01', '0x1', '1,5', '1.1234567', 'NaN', ' 1'])
      assert.throws(() => decimal(bad), RangeError, bad);
  });
  const plain = fc
    .tuple(fc.integer({ min: 0, max: 999_999 }), fc.integer({ min: 0, max: 999_999 }))
    .map(([a, b]) => (b === 0 ? `${a}` : `${a}.${String(b).padStart(6, '0').replace(/0+$/, '')}`));
  it('gives back every decimal that it reads', () => {
    fc.assert(fc.property(plain, (s) => assert.equal(text(decimal(s)), s)));
  });
  it('orders as the numbers do, and multiplies back what it divided', () => {
    fc.assert(
      fc.property(plain, plain, (a, b) => {
        assert.equal(Math.sign(compare(decimal(a), decimal(b))), Math.sign(Number(a) - Number(b)));
        if (Number(b) !== 0)
          assert.equal(compare(times(over(decimal(a), decimal(b)), decimal(b)), decimal(a)), 0);
      }),
    );
  });
});

describe('what a dose amounts to', () => {
  it('counts units across masses', () => {
    assert.equal(text_(unitsOf({ value: '0.5', unit: 'g' }, capsule)), '2');
    assert.equal(text_(unitsOf({ value: '125', unit: 'mg' }, capsule)), '0.5');
    assert.equal(text_(unitsOf({ value: '250000', unit: 'ug' }, capsule)), '1');
    assert.equal(text_(unitsOf({ value: '2', unit: 'capsule' }, capsule)), '2');
    assert.equal(text_(unitsOf({ value: '160', unit: 'mg' }, syrup)), '5');
  });
  it('does not guess where there is no way', () => {
    assert.equal(unitsOf({ value: '1', unit: 'tablet' }, capsule), null);
    assert.equal(unitsOf({ value: '5', unit: 'ml' }, capsule), null);
    assert.equal(unitsOf({ value: '10', unit: 'mg' }, pen), null);
    assert.equal(unitsOf({ value: '1', unit: 'application' }, cream), null);
    assert.equal(amountIn({ value: '1', unit: 'tablet' }, 'mg', capsule), null);
  });
  it('turns units into mass', () => {
    assert.equal(text_(amountIn({ value: '2', unit: 'capsule' }, 'mg', capsule)), '500');
    assert.equal(text_(amountIn({ value: '2', unit: 'capsule' }, 'g', capsule)), '0.5');
    assert.equal(text_(amountIn({ value: '5', unit: 'ml' }, 'mg', syrup)), '160');
    assert.equal(text_(amountIn({ value: '12', unit: 'iu' }, 'iu', pen)), '12');
  });
  it('counts doses', () => {
    const all = (
      frequency: 'qd' | 'qod' | 'qw' | 'st' | 'prn' | 'q8h',
      days: number,
      maxPerDay: number | null = null,
    ) => dosesInAll({ frequency, days, maxPerDay });
    assert.deepEqual(
      [all('qd', 7), all('q8h', 7), all('qod', 7), all('qw', 28), all('qw', 29), all('st', 7)],
      [7, 21, 4, 4, 5, 1],
    );
    assert.deepEqual([all('prn', 3), all('prn', 3, 4)], [null, 12]);
    assert.deepEqual(
      [
        dosesOnOneDay({ frequency: 'qw', maxPerDay: null }),
        dosesOnOneDay({ frequency: 'prn', maxPerDay: null }),
      ],
      [1, null],
    );
  });
  it('rounds up to whole packs, and not one more', () => {
    const packs = (value: string, days: number) =>
      quantityOf({ value, unit: 'mg' }, { frequency: 'tid', maxPerDay: null, days }, capsule)?.packs;
    assert.deepEqual([packs('250', 8), packs('250', 9), packs('500', 4), packs('500', 5)], [1, 2, 1, 2]);
    assert.equal(
      quantityOf({ value: '1', unit: 'application' }, { frequency: 'bid', maxPerDay: null, days: 7 }, cream),
      null,
    );
  });
});

describe('directions', () => {
  const of = (
    item: Partial<Directed>,
    product: Product = { ...capsule, strength: { value: '0.5', unit: 'g' } },
  ) =>
    directionsOf(
      {
        dose: { value: '0.5', unit: 'g' },
        route: 'oral',
        frequency: 'tid',
        maxPerDay: null,
        days: 7,
        ...item,
      },
      product,
    );
  it('are the same order in both languages', () => {
    assert.deepEqual(of({}), {
      'zh-CN': '每次 0.5 g（1 粒），每日 3 次，口服，共 7 天',
      en: 'Take 0.5 g (1 capsule) by mouth, 3 times a day, for 7 days.',
    });
  });
  it('say how it goes with meals, by mouth alone', () => {
    assert.deepEqual(of({ meal: 'after' }), {
      'zh-CN': '每次 0.5 g（1 粒），每日 3 次，饭后服，共 7 天',
      en: 'Take 0.5 g (1 capsule) by mouth, 3 times a day, after meals, for 7 days.',
    });
    assert.equal(of({ meal: 'empty' })['zh-CN'], '每次 0.5 g（1 粒），每日 3 次，空腹服，共 7 天');
    assert.deepEqual(of({ meal: 'after', route: 'rectal' }), of({ route: 'rectal' }));
  });
  it('give the count also as a mass', () => {
    assert.equal(
      of({ dose: { value: '2', unit: 'capsule' } }).en,
      'Take 2 capsules (1 g) by mouth, 3 times a day, for 7 days.',
    );
  });
  it('say the limit of “when needed”, and no days for a single dose', () => {
    assert.equal(
      of({ frequency: 'prn', maxPerDay: 4, days: 1 })['zh-CN'],
      '每次 0.5 g（1 粒），必要时使用，每日不超过 4 次，口服，共 1 天',
    );
    assert.equal(
      of({ frequency: 'prn', maxPerDay: 2, days: 1 }).en,
      'Take 0.5 g (1 capsule) by mouth, when needed, at most twice a day, for 1 day.',
    );
    assert.equal(of({ frequency: 'st' }).en, 'Take 0.5 g (1 capsule) by mouth, once, now.');
  });
  it('have no number for a cream, and none that no decimal ends', () => {
    assert.equal(
      of({ dose: { value: '1', unit: 'application' }, route: 'topical', frequency: 'bid' }, cream)['zh-CN'],
      '每次适量，每日 2 次，外用，共 7 天',
    );
    assert.equal(
      of({ dose: { value: '100', unit: 'mg' } }, { ...capsule, strength: { value: '300', unit: 'mg' } })[
        'zh-CN'
      ],
      '每次 100 mg，每日 3 次，口服，共 7 天',
    );
  });
});
