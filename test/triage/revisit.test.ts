/** A stable refill or a result to read is recognised as such, and what is new or changed goes back into triage: in words, and in the interview. */
import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { judgeWords } from '@care-elements/triage/batch.ts';
import { evaluate } from '@care-elements/triage/engine.ts';
import type { Answers } from '@care-elements/triage/protocol.ts';
import { begin } from '@care-elements/triage/understand/begin.ts';
import { protocol, protocols } from './interviews.ts';

const judge = (text: string, age = 60, sex = 'male') => judgeWords(text, { age, sex }, protocols);

const STABLE = [
  'repeat prescription for amlodipine please, blood pressure steady around 130/80, no problems',
  'levothyroxine nearly finished, same dose for years, feeling well',
  '高血压吃氨氯地平好几年，血压稳定，想续一个月的药',
  '复诊开药，冠心病稳定，没胸闷没胸痛',
];
const CHANGED: [text: string, least: number][] = [
  ["need my blood pressure tablets renewed, also I've had a tight chest since this morning with sweating", 1],
  ['续降压药，可是今天开始左手发麻说话不清楚', 1],
  ['need more insulin, my sugars have been over 20 for days', 2],
  ['续方，另外这两周脚肿、晚上躺不平', 2],
  ['follow up for my heart failure, put on 3 kg in four days', 2],
  ["repeat of warfarin please, I've had nosebleeds and bruises all over this week", 2],
];
const RESULTS = [
  'can you explain my cholesterol result 6.2, I feel fine',
  '体检报告说甲状腺结节3类，帮我看看',
  'MRI report came back, mild disc bulge, want it explained',
];
const URGENT: [text: string, least: number][] = [
  ['lab just rang, potassium 6.9, told to come in now', 1],
  ['检验科打电话说危急值，血红蛋白45', 1],
  ['CT report says suspicious mass in lung, see a doctor soon', 2],
  ['化验肌酐300，最近尿少脸肿', 2],
];

describe('a chronic revisit in words', () => {
  for (const text of STABLE)
    it(`routine: ${text}`, () => {
      const { level, complaints } = judge(text);
      assert.equal(level, 3);
      assert.ok(complaints.includes('refill'), complaints.join(', '));
    });
  for (const [text, least] of CHANGED)
    it(`back into triage: ${text}`, () => assert.ok(judge(text).level <= least));
});

describe('a result in words', () => {
  for (const text of RESULTS)
    it(`routine: ${text}`, () => {
      const { level, complaints } = judge(text, 45);
      assert.equal(level, 3);
      assert.ok(complaints.includes('results'), complaints.join(', '));
    });
  for (const [text, least] of URGENT)
    it(`not for reading alone: ${text}`, () => assert.ok(judge(text).level <= least));
});

describe('a revisit in the interview', () => {
  const level = (id: string, answers: Answers) =>
    evaluate([protocol(id)], answers, { age: 60, sex: 'male' }).level;

  it('is routine when nothing is new', () => {
    assert.equal(level('refill', { danger: ['none'], 'refill-new': ['none'] }), 3);
    assert.equal(level('results', { danger: ['none'], 'result-red': ['none'] }), 3);
  });
  it('goes back into triage when something is', () => {
    assert.equal(level('refill', { danger: ['none'], 'refill-new': ['new-symptom'] }), 2);
    assert.equal(level('refill', { danger: ['none'], 'refill-new': ['weight-up'] }), 2);
    assert.equal(level('refill', { danger: ['none'], 'refill-new': ['chest-pain'] }), 1);
    assert.equal(level('results', { danger: ['none'], 'result-red': ['new-symptom'] }), 2);
    assert.equal(level('results', { danger: ['none'], 'result-red': ['critical-value'] }), 1);
  });
  it('a medicine that runs out is a refill before the illness it is for, unless it has run out or something is new', () => {
    const asked = (text: string) =>
      begin(text, { age: 62, sex: 'male' }, protocols).protocols.map(({ id }) => id);
    assert.deepEqual(asked('药快吃完了'), ['refill']);
    for (const text of [
      '降压药快吃完了',
      '高血压药快吃完了，想开药',
      'my blood pressure tablets are running out',
    ])
      assert.deepEqual(asked(text), ['refill', 'hypertension'], text);
    for (const text of ['降压药吃完三天了', '降压药快吃完了，今天头晕', '高血压药快吃完了，今天胸口疼'])
      assert.equal(asked(text)[0], 'hypertension', text);
    assert.deepEqual(
      begin('高血压药快吃完了', { age: 62 }, protocols).heard['bp-why'],
      undefined,
      'nothing was stopped',
    );
  });

  it('asks of the new symptom beside the refill', () => {
    const begun = begin(
      'my tablets run out, and since Monday I have a burning when I pee',
      { age: 60, sex: 'male' },
      protocols,
    );
    const asked = begun.protocols.map(({ complaint }) => complaint);
    assert.ok(asked.includes('urinary'), asked.join(', '));
  });
});
