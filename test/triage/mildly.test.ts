/** What is grave, told mildly or in few words, and what sounds like it and is not. */
import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { judgeWords } from '@care-elements/triage/batch.ts';
import { protocols } from './interviews.ts';

const judged = (text: string, age: number, temp?: number) =>
  judgeWords(text, { age, ...(temp !== undefined && { vitals: { temp } }) }, protocols);

describe('grave, though it is told mildly', () => {
  for (const [most, age, text] of [
    [2, 30, '孩子才六周，我天天哭，觉得孩子没了我会更好'],
    [2, 52, '家里没我反而过得更好'],
    [2, 2, '头一回烧抽，一分多钟，抽完哭了，现在认得妈妈'],
    [2, 4, '刚才含着一块钱硬币玩，咽下去了，胸口怪怪的'],
    [
      1,
      67,
      'Shivers for two days, belly ache under the right ribs, his eyes were yellow at breakfast and he has a fever',
    ],
    [1, 66, 'Her mouth has slipped on one side and she talks as if she had been on the beer, feels fine'],
    [1, 58, '他说话像喝醉了一样，可是一口酒没沾'],
    [
      1,
      44,
      'Please stop my tablets, I will not be needing them after Sunday. I have given the dog to my brother.',
    ],
    [1, 31, '30 weeks. Only a couple of nudges since breakfast, she is having a lazy day'],
    [2, 60, 'Little black specks drifting in my right eye since yesterday and flickers at the edge'],
    [2, 49, 'Phone goes silent on the left side since yesterday, that ear is like cotton wool'],
  ] as const)
    it(`at most ${most}: ${text}`, () => {
      const { level, rules } = judged(text, age);
      assert.ok(level <= most, `${level}: ${rules.join(' ')}`);
    });
});

describe('it sounds like it, and is not', () => {
  for (const [age, text] of [
    [40, '昨天抽完血，胳膊青了一小块，不疼'],
    [35, '这个药我没吃完会不会好得慢'],
    [35, 'Slipped on the ice and grazed my chin yesterday, no headache, never passed out, all fine'],
  ] as const)
    it(`more than 2: ${text}`, () => {
      const { level, rules } = judged(text, age);
      assert.ok(level > 2, `${level}: ${rules.join(' ')}`);
    });
});
