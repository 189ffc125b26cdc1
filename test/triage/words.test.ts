/** Free words alone: a red flag never lowers a level, a denial never raises it, and what nobody would write does no harm. */
import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import fc from 'fast-check';
import { judgeWords } from '@care-elements/triage/batch.ts';
import { measuresIn } from '@care-elements/triage/understand/measures.ts';
import { plain } from '@care-elements/triage/understand/plain.ts';
import { understand } from '@care-elements/triage/understand/signs.ts';
import { protocols } from './interviews.ts';

const person = { age: 55, sex: 'female' };
const levelOf = (text: string, of: { age?: number; sex?: string } = person) =>
  judgeWords(text, of, protocols).level;

const RED_ZH = [
  '胸骨后压榨样疼痛，大汗淋漓',
  '突然嘴歪了，右边手脚没力气',
  '突然说不出话来',
  '叫不醒，呼之不应',
  '喘得说不出整句话，嘴唇发紫',
  '四肢抽搐，口吐白沫',
  '突发剧烈头痛，像炸开一样，喷射性呕吐',
  '吐了一大碗鲜血',
  '右眼突然看不见了',
  '不想活了，药都准备好了',
  '喉咙肿得喘不上气，舌头也肿了',
  '大出血，按住也止不住',
];
const RED_EN = [
  'crushing chest pain and cold sweats',
  'suddenly my face droops and my right arm is weak',
  'he is unresponsive and we cannot wake him',
  "can't breathe, lips are blue",
  'having a seizure right now',
  'worst headache of my life, came on like a thunderclap',
  'vomiting lots of blood',
  'sudden loss of vision in one eye',
  'I want to kill myself tonight',
  'throat is closing and tongue is swelling',
  'heavy bleeding that will not stop',
];
const MILD_ZH = [
  '流鼻涕两天，精神好',
  '腰酸三个月，活动后好些',
  '偶尔头痛，吃药就好',
  '便秘两天，能放屁',
  '想续开降压药',
];
const MILD_EN = [
  'runny nose for two days, otherwise well',
  'my back aches after gardening yesterday, nothing else',
  'a mild headache, paracetamol helps',
  'need a repeat prescription, all stable',
  'itchy mosquito bite on my arm',
];
const SIGNS_ZH = ['胸痛', '气短', '呼吸困难', '晕倒', '抽搐', '呕血', '黑便', '发烧', '意识障碍', '肢体无力'];
const SIGNS_EN = [
  'chest pain',
  'shortness of breath',
  'fainting',
  'seizures',
  'vomiting',
  'fever',
  'weakness',
  'confusion',
  'blood in the stool',
];

const mixed = fc.oneof(
  fc.record({ mild: fc.constantFrom(...MILD_ZH), red: fc.constantFrom(...RED_ZH), join: fc.constant('，') }),
  fc.record({ mild: fc.constantFrom(...MILD_EN), red: fc.constantFrom(...RED_EN), join: fc.constant('. ') }),
);

describe('words alone', () => {
  it('know each red flag by itself', () => {
    for (const words of [...RED_ZH, ...RED_EN]) assert.equal(levelOf(words), 1, words);
  });

  it('are never taken as less when a red flag is added, before or after', () => {
    fc.assert(
      fc.property(mixed, fc.boolean(), ({ mild, red, join }, after) => {
        const both = after ? mild + join + red : red + join + mild;
        assert.equal(levelOf(both), 1, both);
      }),
    );
  });

  it('are never taken as more when signs are denied', () => {
    const denied = fc.oneof(
      fc
        .tuple(
          fc.constantFrom(...MILD_ZH),
          fc.constantFrom('没有', '无', '否认', '也没有'),
          fc.uniqueArray(fc.constantFrom(...SIGNS_ZH), { minLength: 1, maxLength: 4 }),
        )
        .map(([mild, cue, signs]) => ({ mild, text: `${mild}，${cue}${signs.join('、')}` })),
      fc
        .tuple(
          fc.constantFrom(...MILD_EN),
          fc.constantFrom('no', 'denies', 'without', 'I have no'),
          fc.uniqueArray(fc.constantFrom(...SIGNS_EN), { minLength: 1, maxLength: 4 }),
        )
        .map(([mild, cue, signs]) => ({
          mild,
          text: `${mild}. ${cue} ${signs.length > 1 ? `${signs.slice(0, -1).join(', ')} or ${signs.at(-1)}` : signs[0]}`,
        })),
      fc
        .tuple(fc.constantFrom(...MILD_EN), fc.subarray(SIGNS_EN, { minLength: 2, maxLength: 5 }))
        .map(([mild, signs]) => ({ mild, text: `${mild}. Denies ${signs.join(', ')}.` })),
      fc
        .tuple(fc.constantFrom(...MILD_EN), fc.subarray(SIGNS_EN, { minLength: 1, maxLength: 4 }))
        .map(([mild, signs]) => ({ mild, text: `${mild}; ${signs.map((sign) => `no ${sign}`).join(', ')}` })),
      fc
        .tuple(fc.constantFrom(...MILD_ZH), fc.subarray(SIGNS_ZH, { minLength: 1, maxLength: 4 }))
        .map(([mild, signs]) => ({
          mild,
          text: `${mild}。${signs.map((sign) => `无${sign}`).join('，')}。`,
        })),
    );
    fc.assert(
      fc.property(denied, ({ mild, text }) => assert.ok(levelOf(text) >= levelOf(mild), text)),
      { numRuns: 300 },
    );
  });

  it('of relatives, the past and fears are no signs', () => {
    for (const words of [
      'my dad had a heart attack last year, I only have a runny nose',
      'history of stroke in 2015, here for a repeat prescription, feeling well',
      'bit of a headache since this morning, paracetamol helps, scared it might be a brain bleed',
      '我爸去年得过心梗，我就是流鼻涕两天',
      '头有点疼，吃了药好些，怕是脑出血',
      '既往脑梗死、癫痫病史，来续药，没有不舒服',
      "numb to the pain of losing my dog, but I'm ok, just tired this week",
    ])
      assert.ok(levelOf(words) > 1, words);
  });

  it('that are no cough are heard when "never like this" is no denial', () => {
    assert.equal(levelOf("I've never had a headache as bad as this, it came on suddenly"), 1);
    assert.equal(levelOf('从来没有这么疼过的头痛，突然一下就来了'), 1);
  });

  it('stand in any spelling: desk shorthand, traditional characters, dialect, pinyin', () => {
    assert.equal(levelOf('CP x2h, L arm, diaphoretic'), 1);
    assert.equal(levelOf('突發右側肢體無力、言語不清'), 1);
    assert.equal(levelOf('右邊手腳冇力，講嘢唔清楚'), 1);
    assert.equal(levelOf('xiongkou teng, chu lenghan, chuanbushangqi'), 1);
  });

  it('hold measurements as people and desks write them', () => {
    const read = (text: string) => measuresIn(plain(text));
    assert.deepEqual(read('T38.4 P110 R24 BP 90/60 SpO2 92%'), {
      ...{ temp: 38.4, hr: 110, rr: 24, sbp: 90, dbp: 60, spo2: 92 },
    });
    assert.deepEqual(read('体温三十八度五，心率：128次/分'), { temp: 38.5, hr: 128 });
    assert.equal(read('temp 101.5 F').temp, 38.6);
    assert.equal(read('SOB x 3/7').lasting, 72);
    assert.equal(read('腹痛3h').lasting, 3);
    assert.equal(read('after a long day').age, undefined);
    assert.equal(read('a 48-year-old woman').age, 48);
  });

  it('are judged whatever stands between them', () => {
    const junk = fc.oneof(
      fc.string({ unit: 'binary', maxLength: 200 }),
      fc.constantFrom(
        '😀😭💊'.repeat(20),
        '<b onclick="x()">',
        '\u0000\u0007\u202e',
        '((((((((',
        '\\d+*?',
        '，。、；'.repeat(50),
      ),
    );
    fc.assert(
      fc.property(junk, fc.constantFrom('chest pain', '胸痛', 'cough', ''), junk, (before, words, after) => {
        const { level } = judgeWords(`${before} ${words} ${after}`, {}, protocols);
        assert.ok([1, 2, 3, 4].includes(level));
      }),
    );
  });

  it('of ten thousand characters come to an end, and are no self-care', () => {
    for (const piece of [
      '胸口疼',
      'a',
      'no ',
      '没',
      'chest ',
      'pain in the ',
      '3天',
      '((',
      '、',
      'not feeling ',
      '12/7 ',
    ])
      assert.ok(levelOf(piece.repeat(Math.ceil(10_000 / piece.length)), {}) < 4, piece);
  });

  it('nobody recognises are no self-care', () => {
    for (const words of ['', '？？？', 'asdf qwer', '嗯', 'please advise', '不知道怎么说'])
      assert.ok(levelOf(words, {}) < 4, words);
  });

  it('tell who it is about where nobody else does', () => {
    assert.equal(understand('58M chest pain').sex, 'male');
    assert.equal(understand('女，65岁，胸痛2小时').age, 65);
    assert.equal(understand('My 4 month old son has a fever').age, 4 / 12);
  });
});
