/** What a sheet of herbs says in both languages, and what it amounts to. */
import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { daysOf, herbWords, inAll, sheetWords } from '@care-elements/contract/herbal.directions.ts';
import type { HerbalInput } from '@care-elements/contract/herbal.ts';

const sheet: HerbalInput = {
  ...{ packets: 7, pace: 'one', method: 'decoct', volumeMl: 400, portions: 2, warmth: 'warm', meal: null },
};

describe('the words of a sheet of herbs', () => {
  it('say packets, pace, boiling and drinking', () => {
    assert.deepEqual(sheetWords(sheet), {
      'zh-CN': '共 7 剂，每日 1 剂，水煎 400 ml，分 2 次温服',
      en: '7 packets in all, 1 packet a day, boil in water, down to 400 mL, drink it in 2 portions, warm.',
    });
    assert.deepEqual(
      sheetWords({
        ...sheet,
        packets: 1,
        method: 'tea',
        volumeMl: null,
        portions: 1,
        warmth: null,
        meal: 'after',
      }),
      {
        'zh-CN': '共 1 剂，每日 1 剂，泡水代茶饮，分 1 次服，饭后服',
        en: '1 packet in all, 1 packet a day, steep in hot water like tea, drink it at once, after meals.',
      },
    );
  });
  it('are not made while a part is missing', () => {
    for (const part of ['packets', 'pace', 'method', 'portions'] as const)
      assert.equal(sheetWords({ ...sheet, [part]: null }), null, part);
  });
  it('say what goes into one packet, and the footnote', () => {
    const dose = { value: '10', unit: 'g' } as const;
    assert.deepEqual(herbWords(dose, null), { 'zh-CN': '每剂 10 g', en: '10 g in each packet.' });
    assert.equal(herbWords(dose, 'late').en, '10 g in each packet, add near the end.');
  });
});

it('days are those of the packets', () => {
  const days = (packets: number | null, pace: HerbalInput['pace']) => daysOf({ packets, pace });
  assert.deepEqual(
    [days(7, 'one'), days(7, 'two'), days(7, 'half'), days(null, 'one'), days(7, null)],
    [7, 4, 14, null, null],
  );
});

it('grams in all are exact', () => {
  assert.equal(inAll({ value: '0.1', unit: 'g' }, 3), '0.3');
  assert.equal(inAll({ value: '4.5', unit: 'g' }, 7), '31.5');
});
