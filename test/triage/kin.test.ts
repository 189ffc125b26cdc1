/** What relatives had is no sign of the one who asks what it means; what is told of anybody's now is. */
import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { judgeCase } from '@care-elements/triage/scorecard/judge.ts';
import { understand } from '@care-elements/triage/understand/signs.ts';
import { asksOfKin } from '@care-elements/triage/understand/kin.ts';
import { protocols } from './interviews.ts';

const judged = (text: string, age = 45, sex = 'male') => judgeCase(text, { age, sex }, protocols);

describe('what a relative had', () => {
  for (const text of [
    'my father had a heart attack, am I at risk?',
    'my mother had a stroke, should I be worried?',
    'My brother had a stroke. Am I at risk?',
    'My grandfather died of cancer, could I get it too?',
    'Family history of heart disease, do I need a check-up?',
    "There's a strong family history of stroke on my mother's side. I feel fine.",
    "Hello doctor, my mother and my aunt had breast cancer. I'm 38. Should I be screened?",
    'My father and my uncle both had heart attacks. Should I take aspirin?',
    '我爸爸得过心梗，我会不会也有风险？',
    '我妈妈中风过，我要不要检查？',
    '我哥哥去年脑出血，我也怕，要做什么检查？',
    '爷爷得癌症去世了，我会不会遗传？',
    '有心脏病家族史，需要查什么？',
    '父亲心肌梗死，我没有症状，要注意什么',
    '我妈有高血压、脑梗，我会得吗',
  ])
    it(`is asked about in health: ${text}`, () => {
      const { level, rules } = judged(text);
      assert.equal(level, 3, rules.join(' '));
    });

  for (const [text, sign] of [
    ['My dad has had back pain for a week, worse on bending', 'back-w'],
    ['My mum has had a cough for three days', 'cough-w'],
    ['my father has chest pain', 'chest-pain'],
    ['my dad has had vomiting since yesterday', 'vomiting'],
  ] as const)
    it(`is the patient’s where it is now: ${text}`, () => {
      const { signs } = understand(text);
      assert.ok(signs.has(sign), [...signs.keys()].join());
    });

  it('is no illness of the patient’s', () => {
    const { signs } = understand('My mum has diabetes and my dad has heart disease. Will I get it?');
    assert.ok(!signs.has('diabetes') && !signs.has('heart-disease'));
    assert.ok(understand('I have diabetes. Will I get heart disease?').signs.has('diabetes'));
  });

  for (const text of [
    'my father is having chest pain now',
    'my father had a heart attack and now I have chest pain',
    'My dad had a heart attack at 52, and I have had tightness in my chest since this morning. Am I at risk?',
    'my father had a heart attack an hour ago',
    'my mother had a stroke',
    'My father had a heart attack. What do I do?',
    'family history of brain aneurysm, sudden worst headache of my life',
    '我爸爸心梗了怎么办',
    '我爸得过心梗现在我胸口闷痛出冷汗',
    '我妈妈中风了，说话不清',
  ])
    it(`does not hide what is: ${text}`, () => {
      const { level, rules } = judged(text, 60);
      assert.equal(level, 1, rules.join(' '));
    });

  for (const text of [
    "my dad had a stroke, i'm worried my arm is heavy",
    'my father had a heart attack, am i at risk? i get chest tightness on stairs',
    'my mother had a stroke, could i be having one',
    'my father died of a heart attack, i feel my heart racing, am i at risk',
    'my brother died of a heart attack an hour ago, am i at risk',
    'my father has had a heart attack, should i take him to hospital?',
    '我爸得过心梗,我是不是心梗了',
    '我妈中风过,我左手抬不起来,会遗传吗',
    'my father had a heart attack',
    'am i at risk?',
  ])
    it(`is not all that is told: ${text}`, () => assert.ok(!asksOfKin(text)));

  it('is looked for in a long text without delay', () => {
    const start = Date.now();
    for (const part of ['my father had a heart attack, am i at ', '我爸得过心梗，会不会', '我也要'])
      asksOfKin(part.repeat(Math.ceil(10_000 / part.length)) + 'x');
    assert.ok(Date.now() - start < 1000);
  });
});
