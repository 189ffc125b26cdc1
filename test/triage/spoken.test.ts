/** How people speak of what can't wait, without its name; beside each a harmless look-alike that stays calm. */
import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { judgeWords } from '@care-elements/triage/batch.ts';
import { begin } from '@care-elements/triage/understand/begin.ts';
import { protocols } from './interviews.ts';

type Of = { age?: number; sex?: string };
const person = { age: 40, sex: 'female' };
const judged = (text: string, of: Of = {}) => judgeWords(text, { ...person, ...of }, protocols);
const girl = { age: 3 };
const man = { sex: 'male' };

/** The sign is said so, in either language; whoever says the other thing needs no emergency. */
const EMERGENCIES: [grave: string, calm: string, of?: Of][] = [
  [
    'waters went and there is a loop of cord down there',
    'the cord of my dressing gown left a mark, 30 weeks',
    { age: 30 },
  ],
  ['破水了，下面摸到一条脐带滑出来', '宝宝脐带今天掉了，干干净净的', { age: 30 }],
  [
    '31 weeks, nothing since last night, baby normally kicks all evening',
    '31 weeks, eaten nothing fancy since last night, baby kicks as always',
  ],
  [
    'my foot went white and icy cold, and I can hardly move my toes',
    'my toes go white in the cold every winter, pink again in minutes',
  ],
  ['小腿突然煞白冰凉，脚趾动不了', '冬天手脚凉，暖一暖就好'],
  [
    'my defibrillator has fired four times tonight',
    'the doorbell device rang four times, my cough kept me awake',
    man,
  ],
  ['除颤器放电了三次', '除颤器今天常规检查，没放过电', man],
  [
    'Dad slipped on the ice, his foot is turned outwards and he cannot get up',
    'my foot turns outwards when I walk, always has',
    { age: 79 },
  ],
  [
    'a pan of chip oil went over my arms, the skin is white and waxy and does not hurt there',
    'spilt lukewarm tea on my sleeve, skin is fine',
  ],
  [
    'she got into gran’s iron tablets, thought they were sweets',
    'she takes her iron drops every day, stool a bit dark',
    girl,
  ],
  ['孩子把铁片当糖吃了', '孩子在补铁，大便有点黑', girl],
  [
    'a dog bit me in spring, now I am terrified of water and my throat goes into spasm',
    'my dog is terrified of water, I have a cold',
  ],
  [
    'there was a snap during sex, my penis is purple and bent',
    'a small pimple on my penis for a week, no pain',
    man,
  ],
  ['同房时啪的一声，下面立刻软了，肿得发紫', '同房后有点累，别的没什么', man],
  [
    'I have sickle cell and it has been up for five hours',
    'I have been up for five hours with the baby, tired',
    man,
  ],
  [
    'day two after they took out my thyroid, tingling round my mouth and my hands claw',
    'my thyroid was taken out years ago, hands are dry',
    {},
  ],
  ['甲状腺手术后第二天，嘴周发麻，手像鸡爪', '卤鸡爪吃多了，胃有点胀'],
  [
    'Valium ran out three days ago, my hands shake and my skin crawls',
    'my vitamin tablets ran out three days ago',
  ],
  ['安定断了三天，手抖出汗', '安定医院的医生说我没事，就是睡得晚'],
  [
    'cataract done last week, the eye hurts and there is pus in it',
    'cataract done last week, sees clearly, follow-up when?',
    { age: 70 },
  ],
  [
    'prostate cancer, my back aches and my legs are like jelly',
    'my legs ache after squats at the gym',
    { age: 50, sex: 'male' },
  ],
  [
    'belly button is red and oozing, skin round it is red, and he is not wanting feeds',
    'the stump of the cord came away, dry, feeding well',
    { age: 0.03 },
  ],
  [
    'we are both dizzy and sick in the flat, fine as soon as we go outside',
    'both of us get dizzy in the car, fine at home',
  ],
  ['全家都头晕恶心，开了窗就好些', '晕车头晕恶心，下车就好了'],
  [
    'something ripped between my shoulder blades',
    'a stitch ripped between the shoulders of my coat, knit cramp gone',
  ],
  ['后背像被撕开一样疼', '把日历撕开了，手指划了个小口'],
  ['my back is bad and I can’t tell when I am peeing', 'my back is bad from gardening, peeing as always'],
  [
    'he has been sick twice after he fell and won’t stay awake',
    'he fell over, cried, then played',
    { age: 6 },
  ],
  ['my scar burst, I can see bowel bulging out of the wound', 'my scar is itchy and pink, closed well'],
  ['刀口裂开，能看见肠子鼓出来', '刀口有点痒，长得挺好'],
  ['drain cleaner splashed in my eye', 'unblocked the sink with drain cleaner, hands a bit dry'],
  ['my stoma has gone dusky', 'my stoma bag is on order, all as usual'],
];

/** Seen today. */
const URGENT: [urgent: string, calm: string, of?: Of][] = [
  ['I ran out of insulin this morning', 'I will run out of insulin in three weeks, need a prescription'],
  ['ran out of my epilepsy tablets yesterday', 'my epilepsy tablets are fine, review is due'],
  ['从昨晚起眼前很多黑点，一闪一闪', '手机屏幕有点反光，眼睛有点干'],
  ['coughing, a fever and it hurts when I breathe', 'coughing for two days, no fever, breathing fine'],
  ['thoughts of not wanting to be here', 'not wanting to be here on the ward, when can I go home'],
  ['limping and hot, won’t let me touch her hip', 'knocked her hip at play, no limp, no fever', { age: 5 }],
  [
    'ear hurts, there is swelling behind it and it sticks out',
    'ear hurts a bit since the swim, no swelling behind it',
    { age: 4 },
  ],
];

describe('what is told without its name', () => {
  for (const [grave, calm, of] of EMERGENCIES) {
    it(`${grave} is an emergency`, () =>
      assert.equal(judged(grave, of).level, 1, `${judged(grave, of).rules}`));
    it(`${calm} is none`, () => assert.ok(judged(calm, of).level > 1, `${judged(calm, of).rules}`));
  }
  for (const [urgent, calm, of] of URGENT) {
    it(`${urgent} is seen today`, () =>
      assert.ok(judged(urgent, of).level <= 2, `${judged(urgent, of).rules}`));
    it(`${calm} can wait`, () => assert.ok(judged(calm, of).level > 2, `${judged(calm, of).rules}`));
  }
});

describe('an interview asks first of what was told', () => {
  for (const [text, linkId, code, of] of [
    ['waters went and there is a loop of cord down there', 'preg-red', 'labour', {}],
    ['my foot went white and icy cold, and I can hardly move my toes', 'leg-red', 'leg-blue', {}],
    ['there was a snap during sex, my penis is purple and bent', 'testis-red', 'testis-hurt', man],
    ['cataract done last week, the eye hurts and there is pus in it', 'eye-red', 'sight-lost', {}],
    ['Valium ran out three days ago, my hands shake and my skin crawls', 'sleep-red', 'withdrawal', {}],
    ['my scar burst, I can see bowel bulging out of the wound', 'wound-red', 'stab-trunk', {}],
  ] as [string, string, string, Of][])
    it(text, () => {
      const { heard, urgent } = begin(text, { ...person, ...of }, protocols);
      assert.equal(urgent[0], linkId);
      assert.ok(heard[linkId]?.includes(code), `${heard[linkId]}`);
    });
});
