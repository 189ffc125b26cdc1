/** What a medicine's card says beyond its directions, and a prescription's days in words. */
import type { Frequency } from '@care-elements/contract/prescription.terms.ts';
import {
  amountWords,
  dosePicture,
  productWords,
  quantityWords,
  unbroken,
  warningsOf,
} from '../../packages/elements/widgets/care-prescription-dose.ts';
import { ageWords, dayWords, lastDay } from '../../packages/elements/widgets/care-prescription-time.ts';
import zh from '../../packages/elements/locales/zh-CN/prescription.ts';
import en from '../../packages/elements/locales/en/prescription.ts';
import { item } from '../kit/prescription-fakes.ts';
import { equal } from '../kit/expect.ts';

const one = (change: Partial<Parameters<typeof item>[1]>) =>
  item(1, {
    zh: '药',
    en: 'Drug',
    dose: ['500', 'mg'],
    frequency: 'bid',
    days: 7,
    strength: ['250', 'mg'],
    ...change,
  });

describe('care-prescription: dose and days', () => {
  it('breaks no part of Chinese directions, and leaves none out', () => {
    const parts = (text: string) => unbroken(text).map(({ values }) => values[0]);
    equal(parts('每次 0.5 g（2 粒），每日 3 次，口服，共 7 天'), [
      '每次 0.5 g（2 粒），',
      '每日 3 次，',
      '口服，',
      '共 7 天',
    ]);
    equal(parts('Take 1 tablet by mouth, twice a day.'), ['Take 1 tablet by mouth, twice a day.']);
    equal(parts(''), []);
  });

  it('counts a dose in what the hand takes, where that is exact', () => {
    equal(amountWords(one({}), 'zh-CN', zh), '2 粒');
    equal(amountWords(one({}), 'en', en), '2 capsules');
    equal(amountWords(one({ dose: ['125', 'mg'], unit: 'tablet' }), 'zh-CN', zh), '半 片');
    equal(amountWords(one({ dose: ['125', 'mg'], unit: 'tablet' }), 'en', en), '½ tablet');
    // A third of a tablet is not a count.
    equal(amountWords(one({ dose: ['100', 'mg'], strength: ['300', 'mg'] }), 'zh-CN', zh), '100 mg');
    equal(amountWords(one({ dose: ['1', 'application'] }), 'en', en), 'thin layer');
    equal(amountWords(one({ dose: ['10', 'iu'], unit: 'iu', strength: null }), 'en', en), '10 units');
  });

  it('draws only times that the order names', () => {
    const drawn = (frequency: Frequency) =>
      dosePicture(one({ frequency, maxPerDay: 3 }), 'zh-CN', zh)?.amounts;
    equal(drawn('qam'), ['2 粒', '', '', '']);
    equal(drawn('qn'), ['', '', '', '2 粒']);
    equal(drawn('bid'), ['2 粒', '', '2 粒', '']);
    equal(drawn('qid'), ['2 粒', '2 粒', '2 粒', '2 粒']);
    equal(drawn('qod'), ['2', '', '2', '']);
    equal(drawn('qw'), ['2', '', '', '', '', '', '']);
    equal(drawn('prn'), undefined);
    equal(drawn('st'), undefined);
    // Once a day names no time: none is drawn, and the picture says so.
    equal(dosePicture(one({ frequency: 'qd' }), 'en', en), {
      amounts: ['2 capsules'],
      names: [en.onceADay],
      hint: en.onceHint,
    });
    equal(dosePicture(one({ frequency: 'q8h' }), 'en', en)?.names, ['6:00', '14:00', '22:00']);
  });

  it('warns of what form, route and frequency alone tell', () => {
    equal(warningsOf(one({}), zh), []);
    equal(warningsOf(one({ frequency: 'qw' }), zh), [zh.warnings.weekly]);
    equal(warningsOf(one({ frequency: 'prn', maxPerDay: 4 }), zh), [zh.warnings.maxADay(4)]);
    equal(warningsOf(one({ form: 'ec_capsule' }), zh), [zh.warnings.whole]);
    // Half of a prolonged-release tablet can't be swallowed whole.
    equal(warningsOf(one({ form: 'er_tablet', unit: 'tablet', dose: ['125', 'mg'] }), zh), [
      zh.warnings.noCrush,
    ]);
    equal(warningsOf(one({ form: 'dry_powder_inhaler', route: 'inhaled' }), zh), [zh.warnings.inhaleCapsule]);
    equal(warningsOf(one({ form: 'cream', unit: 'application', route: 'topical' }), zh), [
      zh.warnings.skinOnly,
    ]);
  });

  it('names strength, pack and quantity as on the box', () => {
    equal(productWords(one({}), 'zh-CN', zh), '250 mg × 24 粒/盒');
    equal(productWords(one({}), 'en', en), '250 mg, box of 24 capsules');
    equal(
      productWords(one({ form: 'cream', unit: 'application', strength: null, pack: '10' }), 'zh-CN', zh),
      '10 g/支',
    );
    equal(quantityWords(one({ packs: 2 }), 'en', en), '2 boxes');
    equal(quantityWords(one({ packs: 1 }), 'en', en), '1 box');
  });

  it('ends a day at 24:00 of the hospital’s clock', () => {
    const until = (instant: string, zone: string) => {
      const { day, time } = lastDay(instant, zone);
      return [dayWords(day, zone, 'zh-CN'), time];
    };
    equal(until('2026-11-22T16:00:00.000Z', 'Asia/Shanghai'), ['11 月 22 日', null]);
    equal(until('2026-11-22T06:00:00.000Z', 'America/Chicago'), ['11 月 21 日', null]);
    equal(until('2026-11-22T10:30:00.000Z', 'Asia/Shanghai'), ['11 月 22 日', '18:30']);
  });

  it('gives a small child’s age in months and days', () => {
    const age = (birth: string) => ageWords(birth, '2026-11-22', zh.paper);
    equal(age('2026-11-15'), '7 天');
    equal(age('2026-04-23'), '6 个月');
    equal(age('2025-07-22'), '1 岁 4 个月');
    equal(age('2023-11-23'), '2 岁 11 个月');
    equal(age('2023-11-22'), '3 岁');
    equal(age('1954-11-23'), '71 岁');
  });
});
