/** What has gone on for weeks and is no worse is seen within days, not today; the same words of today, or getting worse, are. And whose matter it is by the words. */
import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { judgeWords } from '@care-elements/triage/batch.ts';
import { rankWanted } from '@care-elements/triage/departments.ts';
import { protocols } from './interviews.ts';

interface Of {
  age: number;
  sex?: string;
  pregnant?: boolean;
}
const levelOf = (text: string, of: Of) => judgeWords(text, of, protocols).level;
const first = (text: string, of: Of) => {
  const { wanted, age } = judgeWords(text, of, protocols);
  return rankWanted(wanted, age)[0]!.code;
};

describe('weeks of the same', () => {
  const PAIRS: [steady: string, urgent: string, of: Of][] = [
    [
      '吃干饭咽下去有点噎，三个星期了，喝汤没事，瘦了两斤',
      '吃干饭咽下去噎，三个星期了，越来越重，今天水也咽不下',
      { age: 57 },
    ],
    ['咳嗽一个来月，晚上睡觉出汗枕头都潮', '咳嗽一个来月，今天咳出两口鲜血', { age: 40 }],
    ['半年来整天担心，心慌，入睡困难，没想过死', '半年来心慌，今天心慌晕倒了一次', { age: 31 }],
    [
      'low fever in the evenings and night sweats for a month, no pain',
      'low fever for a month, having chemotherapy, night sweats',
      { age: 50 },
    ],
    [
      'a scaly patch on my ear for four months that weeps now and then',
      'a patch on my ear for four months, since today hot, red, spreading and I have a fever of 39',
      { age: 66 },
    ],
    [
      'my ankles swell and I puff a little on the third floor, for half a year',
      'puffed for half a year, since today I cannot breathe lying down',
      { age: 41 },
    ],
  ];
  for (const [steady, urgent, of] of PAIRS)
    it(steady.slice(0, 40), () => {
      assert.equal(levelOf(steady, of), 3, steady);
      assert.ok(levelOf(urgent, of) < 3, urgent);
    });

  it('are no weeks in whom it may be more', () => {
    const text = '吃干饭咽下去有点噎，三个星期了，瘦了两斤';
    assert.ok(levelOf(text, { age: 85 }) < 3, 'at 85');
    assert.ok(levelOf(`${text}，吃华法林`, { age: 57 }) < 3, 'with a blood thinner');
    assert.ok(levelOf(`${text}，正在化疗`, { age: 57 }) < 3, 'in chemotherapy');
  });
});

describe('whose matter it is', () => {
  const OF: [text: string, codes: string[], of: Of][] = [
    ['洗澡摸到左边乳房有个小硬块，不疼', ['04.01'], { age: 39, sex: 'female' }],
    ['HPV16阳性，TCT没事，下一步要做什么', ['05.01'], { age: 36, sex: 'female' }],
    ['晚上起夜三四次，尿线细，有半年了', ['04.04'], { age: 54, sex: 'male' }],
    ['右边睾丸三天来慢慢肿痛，小便有点刺痛，发烧38.2', ['04.04'], { age: 35, sex: 'male' }],
    ['手抖大半年，拿筷子抖', ['03.03'], { age: 63 }],
    ['warts on my fingers for a year', ['13.01', '13'], { age: 26 }],
    ['my sertraline is running out, mood is good, need a repeat', ['15'], { age: 50 }],
    ['cheek swollen from a bad tooth since yesterday', ['12', '12.05', '20'], { age: 29 }],
    ['孩子看不清黑板，眯眼睛', ['10'], { age: 8 }],
    ['son knocked his front adult tooth right out 10 minutes ago', ['12', '20'], { age: 10 }],
    ['孩子四岁，手心脚心起了小红疹，能吃能玩', ['07'], { age: 4 }],
    ['26 weeks pregnant, palms and soles itch for days', ['05.02'], { age: 32, sex: 'female' }],
    ['有点头皮屑', ['02'], { age: 30 }],
    // Known disease beside it says nothing of where to go.
    ['高血压糖尿病，昨天开始右边腰疼，尿有点红', ['04.04', '03.06', '20', '04.01'], { age: 60 }],
  ];
  for (const [text, codes, of] of OF)
    it(text.slice(0, 40), () => assert.ok(codes.includes(first(text, of)), `${text}: ${first(text, of)}`));
});
