/** A heart attack that is feared with chest pain is an emergency; asked about in health it is none. */
import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { judgeWords } from '@care-elements/triage/batch.ts';
import { protocols } from './interviews.ts';

const judged = (text: string, age = 60) => judgeWords(text, { age, sex: 'male' }, protocols);

describe('a heart attack that is asked about', () => {
  for (const text of [
    'Hello doctor. For about an hour I have had pain in the middle of my chest. I do not have a fever and no cough. Could this be a heart attack? I took my usual tablets.',
    'I was gardening and then pain came in my chest, I am worried about a heart attack, my wife says wait. What should I do now please?',
    "Chest pain since yesterday. No cough. I'm afraid of a heart attack. What should I do?",
    '胸口痛了一个小时，没有发烧，这会不会是心梗？',
    '我胸口疼，担心是心梗，不知道要不要去医院',
  ])
    it(`an emergency: ${text}`, () => {
      const { level, rules } = judged(text);
      assert.equal(level, 1, rules.join(' '));
      assert.ok(rules.includes('words.fears-heart'), rules.join(' '));
    });

  for (const text of [
    'my father had a heart attack, am I at risk?',
    'How can I prevent a heart attack?',
    'I am healthy. My brother died of a heart attack last month. Could I have one too? No chest pain.',
    'I worry about a heart attack all the time, I have no chest pain.',
    '我爸爸得过心梗，我会不会也有风险？',
    '怎么预防心梗？',
  ])
    it(`none: ${text}`, () => {
      const { level, rules } = judged(text, 40);
      assert.ok(level > 1, rules.join(' '));
    });
});
