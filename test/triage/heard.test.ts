import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { judgeWords } from '@care-elements/triage/batch.ts';
import { begin } from '@care-elements/triage/understand/begin.ts';
import { heardIn, withoutWords } from '@care-elements/triage/understand/heard.ts';
import { readLibrary } from '../../server/triage/library.ts';

const { all } = readLibrary();
const heard = (text: string, person: { age: number; sex?: string } = { age: 60 }) =>
  heardIn(text, person, begin(text, person, all).protocols);
const words = (text: string, person?: { age: number; sex?: string }) =>
  heard(text, person).map((one) => one.words);

describe('what was heard', () => {
  it('is said piece by piece, in the patient’s own words and their order', () => {
    assert.deepEqual(words('胸口闷，左手发麻'), ['胸口闷', '左手发麻']);
    assert.deepEqual(words('crushing chest pain and short of breath'), [
      'crushing chest pain',
      'short of breath',
    ]);
    assert.deepEqual(words('嗓子疼，流鼻涕两天', { age: 30 }), ['嗓子疼', '流鼻涕']);
    assert.deepEqual(words('什么也没说'), []);
  });

  it('never cuts a word or a number in two', () => {
    assert.deepEqual(words('孩子从昨晚开始烧到38度6，有点咳嗽', { age: 2 }), ['烧到38度6', '咳嗽']);
    assert.deepEqual(words('这几天口渴得很，空腹血糖13.5'), ['口渴', '血糖13.5']);
    assert.deepEqual(words('he keeps coughing', { age: 4 }), ['coughing']);
  });

  it('says a whole: “cut my finger”, not “cut my”', () => {
    assert.deepEqual(words('Cut my finger chopping vegetables, the bleeding has stopped'), ['cut my finger']);
    assert.deepEqual(words('感冒，37.8'), ['感冒', '37.8']);
  });

  it('a fever with its number is heard, too', () => {
    assert.ok(words('孩子发烧38.5度', { age: 4 }).some((one) => one.includes('烧')));
    assert.ok(words('my kid has a fever of 101.5', { age: 4 }).some((one) => one.includes('fever')));
  });

  it('marks a red flag, with the answers it is taken for', () => {
    const [, arm] = heard('胸口闷，左手发麻');
    assert.equal(arm!.redFlag, true);
    assert.ok(arm!.means.some(({ linkId, code }) => linkId === 'fast' && code === 'arm-weak'));
    assert.equal(heard('流鼻涕', { age: 30 })[0]!.redFlag, false);
  });

  it('what the words only make likely is asked, not chosen beforehand', () => {
    const chosen = (text: string) => begin(text, { age: 28 }, all).heard['wound-red'];
    for (const text of ['切菜切到手指', '切菜切到手指头，血止住了', 'cut my finger while cooking']) {
      assert.equal(chosen(text), undefined, text);
      assert.deepEqual(
        heard(text, { age: 28 }).flatMap(({ means }) => means),
        [],
      );
    }
    for (const text of [
      '手指切了，裂得很开',
      '切菜切开了一个大口子',
      '玻璃划伤了脸',
      'cut my cheek with glass',
    ])
      assert.deepEqual(chosen(text), ['gaping'], text);
    // Where nobody can be asked it still counts.
    assert.ok(judgeWords('切菜切到手指', { age: 28 }, all).rules.includes('wound-red.gaping'));
  });

  it('leaves out what is denied', () => {
    assert.deepEqual(words('no chest pain, just a cough', { age: 30 }), ['cough']);
  });

  it('takes back a piece: what is left is understood alone', () => {
    const left = withoutWords('胸口悶，左手发麻', ['胸口闷']);
    assert.deepEqual(words(left), ['左手发麻']);
    assert.equal(withoutWords('Chest Pain', []), 'Chest Pain');
  });

  it('stays within bounds, whatever is typed', () => {
    const many = heard('胸痛 发烧 咳嗽 头痛 肚子疼 头晕 心慌 腰疼 嗓子疼 皮疹 牙疼 耳朵疼 '.repeat(40));
    assert.ok(many.length <= 8 && many.every(({ means }) => means.length <= 20), `${many.length}`);
  });

  it('shows no more of a piece than fits, however long somebody writes without a space', () => {
    for (const words of [
      '38.5度'.repeat(60),
      '38.5/'.repeat(60) + '1',
      `我发烧了 ${'cut my 手指头然后就一直流血止不住'.repeat(22)}`,
    ])
      for (const piece of heardIn(words, { age: 45, sex: 'male' }, all))
        assert.ok(piece.words.length <= 200, `${piece.words.length}: ${words.slice(0, 20)}`);
  });
  it('a number in the words chooses its own band before “feels hot”', () => {
    const { heard } = begin('孩子发烧39度', { age: 3 }, all);
    assert.deepEqual(heard['temp'], ['t39']);
    assert.deepEqual(begin('孩子发烧38.5度', { age: 4 }, all).heard['temp'], ['t38']);
    assert.deepEqual(begin('孩子发烧', { age: 3 }, all).heard['temp'], ['hot']);
  });
});
