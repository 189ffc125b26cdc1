/** What the results say is of a piece: one delay, and nothing to watch for that the patient has told. */
import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { judge } from '@care-elements/triage/outcome.ts';
import { protocol, protocols } from './interviews.ts';

const said = (id: string, answers: Record<string, string[]>, age: number, sex: string) => {
  const { level, advice, callAgainIf } = judge([protocol(id)], answers, { age, sex }, {});
  return { level, advice: advice.map(({ en }) => en), again: callAgainIf.map(({ en }) => en).join(' ') };
};
const none = Object.fromEntries(
  ['danger', 'urine-red', 'bp-red', 'bp-why', 'risk'].map((link) => [link, ['none']]),
);
const WAIT = /^No better after/;

describe('what a result says', () => {
  it('who should go today is not told to wait for days', () => {
    for (const { id, outcomes, advice } of protocols)
      for (const { level, callAgainIf = [] } of outcomes)
        if (level === 2)
          for (const key of callAgainIf) assert.doesNotMatch(advice[key]!.en, WAIT, `${id} ${key}`);
  });

  it('who should come within a week or two is not told to come if it is no better by then', () => {
    for (const { id, outcomes, advice } of protocols)
      for (const { level, advice: now, callAgainIf = [] } of outcomes)
        if (level === 3 && now.includes('book-visit'))
          for (const key of callAgainIf)
            assert.doesNotMatch(advice[key]!.en, /after (?:a|two) weeks?/, `${id} ${key}`);
  });

  it('whose heart has pounded for half an hour is not told to watch for half an hour', () => {
    const answers = { 'heart-red': ['none'], 'heart-spell': ['spell-long'], 'heart-rate': ['hr-normal'] };
    const { level, again } = said('palpitations', { ...none, ...answers }, 70, 'female');
    assert.equal(level, 2);
    assert.doesNotMatch(again, /half an hour/);
    assert.match(again, /about to faint: call the emergency number/);
  });

  it('burning urine at 70 has one delay', () => {
    const woman = said('urinary', { ...none, 'urine-like': ['burning'] }, 70, 'female');
    assert.equal(woman.level, 3);
    assert.match(woman.advice[0]!, /within three days/);
    assert.doesNotMatch(`${woman.advice.join(' ')} ${woman.again}`, /week|after three days/);
    const man = said('urinary', { ...none, 'urine-like': ['burning'] }, 70, 'male');
    assert.equal(man.level, 2);
    assert.doesNotMatch(`${man.advice.join(' ')} ${man.again}`, /three days|week/);
  });

  it('who has 180/120 is not told to watch for it', () => {
    const high = said('hypertension', { ...none, bp: ['bp-180'] }, 70, 'male');
    assert.equal(high.level, 2);
    assert.doesNotMatch(high.again, /180/);
    assert.match(said('hypertension', { ...none, bp: ['bp-140'] }, 50, 'male').again, /180\/120/);
  });

  it('weak limbs under high pressure call for the emergency number', () => {
    for (const bp of ['bp-180', 'bp-140'])
      assert.match(
        said('hypertension', { ...none, bp: [bp] }, 50, 'male').again,
        /weak limbs[^.]*: call the emergency number/,
      );
  });

  it('a cough with less than 36 °C is seen today', () => {
    const answers = {
      'cough-with': ['none'],
      'cough-blood-amount': ['no-blood'],
      temp: ['t35'],
      lasting: ['h120'],
    };
    assert.equal(said('cough', { ...none, ...answers }, 70, 'female').level, 2);
    assert.equal(said('cough', { ...none, ...answers, temp: ['t36'] }, 70, 'female').level, 4);
  });

  it('what is only for babies, children or men is asked of them alone', () => {
    const level = (id: string, [link, code]: [string, string], age: number, sex: string) =>
      said(id, { ...none, 'danger-child': ['none'], [link]: [code] }, age, sex).level;
    assert.equal(level('constipation', ['stool-baby', 'green-vomit'], 0.2, 'male'), 1);
    assert.notEqual(level('constipation', ['stool-baby', 'green-vomit'], 70, 'male'), 1);
    assert.equal(level('joint-pain', ['joint-child', 'child-limp'], 6, 'male'), 1);
    assert.notEqual(level('joint-pain', ['joint-child', 'child-limp'], 40, 'male'), 1);
    assert.equal(level('urinary', ['urine-man', 'priapism'], 40, 'male'), 1);
    assert.notEqual(level('urinary', ['urine-man', 'priapism'], 40, 'female'), 1);
  });

  it('an option that cannot be so is not shown', () => {
    const shown = (id: string, code: string, age: number, sex = 'female') =>
      protocol(id).questions.some(
        ({ answerOption, enableWhen = [] }) =>
          answerOption.some((option) => option.code === code) &&
          enableWhen.every(({ question, operator, answer }) => {
            const value = question === 'age' ? age : sex;
            if (operator === '!=') return value !== answer;
            return operator === '<' ? value < answer : value >= answer;
          }),
      );
    const ages: [id: string, code: string, at: number[], notAt: number[]][] = [
      ['joint-pain', 'girdle', [50, 80], [1, 15, 49]],
      ['joint-pain', 'gout-again', [16, 80], [1, 15]],
      ['joint-pain', 'prosthesis', [16, 80], [1, 15]],
      ['joint-pain', 'septic-joint', [1, 15, 80], []],
      ['constipation', 'overflow', [2, 80], [0.1, 1.9]],
      ['constipation', 'saddle-numb', [2, 80], [0.1, 1.9]],
      ['constipation', 'blocked', [0.1, 80], []],
      ['ear', 'both-ears', [0.1, 1.9], [2, 40]],
      ['ear', 'ringing-one', [2, 40], [0.1, 1.9]],
      ['ear', 'behind-ear', [0.1, 40], []],
      ['burn', 'burn-fever', [0.1, 15], [16, 70]],
      ['eye', 'squint', [0.1, 15], [16, 70]],
      ['eye', 'sticky', [0.1, 15, 16, 70], []],
      ['vomit-diarrhoea-child', 'projectile', [0.1, 0.3], [0.4, 10]],
      ['head-injury', 'soft-lump', [0.1, 0.9], [1, 40]],
      ['vaginal-bleeding', 'after-menopause', [18, 70], [1, 10, 17]],
      ['vaginal-bleeding', 'before-puberty', [8, 17], [1, 18, 70]],
      ['vaginal-bleeding', 'new-pill', [14, 70], [1, 7]],
      ['poisoning', 'child-ate', [1, 11], [12, 70]],
      ['poisoning', 'on-purpose', [1, 11, 12, 70], []],
    ];
    for (const [id, code, at, notAt] of ages) {
      for (const age of at) assert.ok(shown(id, code, age), `${id} ${code} at ${age}`);
      for (const age of notAt) assert.ok(!shown(id, code, age), `${id} ${code} at ${age}`);
    }
    for (const id of ['abdominal-pain-child', 'general-child']) {
      assert.ok(shown(id, 'testis-pain', 8, 'male'), id);
      assert.ok(!shown(id, 'testis-pain', 8, 'female'), id);
    }
  });

  it('what was told of a child is as grave in its own question', () => {
    const level = (id: string, [link, code]: [string, string], age: number, sex = 'female') =>
      said(id, { ...none, 'danger-child': ['none'], [link]: [code] }, age, sex).level;
    assert.equal(level('constipation', ['stool-baby', 'blocked'], 1), 1);
    assert.equal(level('joint-pain', ['joint-child', 'septic-joint'], 6), 1);
    assert.equal(level('joint-pain', ['joint-old', 'girdle'], 70), 2);
    assert.equal(level('ear', ['ear-baby', 'behind-ear'], 1), 1);
    assert.equal(level('ear', ['ear-baby', 'both-ears'], 1), 2);
    assert.equal(level('burn', ['burn-child', 'burn-fever'], 3), 1);
    assert.equal(level('head-injury', ['head-baby', 'soft-lump'], 0.5), 1);
    assert.equal(level('vomit-diarrhoea-child', ['gut-baby', 'projectile'], 0.2), 1);
    assert.equal(level('abdominal-pain-child', ['belly-boy', 'testis-pain'], 9, 'male'), 1);
    assert.equal(level('poisoning', ['poison-child', 'on-purpose'], 11), 1);
    assert.equal(level('vaginal-bleeding', ['vbleed-red', 'none'], 4), 2);
    assert.equal(level('skin-infection', ['skin-red', 'none'], 0.8), 2);
  });

  it('gout has advice of its own, a sore knee has none of it', () => {
    const sore = { ...none, severity: ['mild'], lasting: ['h24'] };
    const knee = said('joint-pain', { ...sore, 'joint-red': ['none'] }, 45, 'male');
    assert.equal(knee.level, 4);
    assert.doesNotMatch(knee.advice.join(' '), /alcohol|offal/);
    const gout = said('joint-pain', { ...sore, 'joint-red': ['gout-again'] }, 45, 'male');
    assert.equal(gout.level, 4);
    assert.match(gout.advice.join(' '), /gout.*alcohol/);
  });

  it('burning urine at home is told one way to drink', () => {
    const answers = { 'urine-like': ['burning'], lasting: ['h0'], 'urine-often': ['once-year'] };
    const { level, advice } = said(
      'urinary',
      { ...none, ...answers, pregnant: ['not-pregnant'] },
      30,
      'female',
    );
    assert.equal(level, 4);
    assert.equal(advice.filter((line) => /drink/i.test(line)).length, 1);
  });

  it('less than 36 °C is seen today whatever it is asked for, in a baby it is an emergency', () => {
    const asking = protocols.filter(({ questions }) => questions.some(({ linkId }) => linkId === 'temp'));
    assert.ok(asking.length > 14);
    for (const { id, who } of asking) {
      const [from, below] = who.age ?? [0, 200];
      const at = (age: number) => said(id, { temp: ['t35'] }, age, 'female').level;
      assert.ok(at(below > 70 ? 70 : below - 0.1) < 3, id);
      if (from < 0.25) assert.equal(at(0.1), 1, id);
    }
  });

  it('dizziness at home is told one way to drink', () => {
    const answers = { 'dizzy-red': ['none'], 'dizzy-how': ['on-standing'], 'dizzy-drug': ['none'] };
    const { level, advice } = said(
      'dizziness',
      { ...none, ...answers, lasting: ['h24'], pregnant: ['not-pregnant'] },
      40,
      'female',
    );
    assert.equal(level, 4);
    assert.equal(advice.filter((line) => /drink/i.test(line)).length, 1);
  });

  it('high pressure in pregnancy with a new headache is seen today, with swelling or poor sight at once', () => {
    const level = (sign: string, pregnant: string, bp = 'bp-140') =>
      said('hypertension', { ...none, pregnant: [pregnant], bp: [bp], 'bp-preg': [sign] }, 30, 'female')
        .level;
    for (const pregnant of ['pregnant', 'maybe-pregnant', 'postpartum']) {
      assert.equal(level('preg-head', pregnant), 1);
      assert.equal(level('preg-new-head', pregnant, 'bp-normal'), 2);
      assert.equal(level('none', pregnant), 2);
    }
    assert.equal(level('preg-head', 'not-pregnant', 'bp-normal'), 3);
  });

  it('who is clearly unwell on blood thinners, or past 75, is seen today', () => {
    const level = (risk: string, age: number, severity = 'moderate') =>
      said(
        'general',
        {
          ...{ ...none, 'general-red': ['none'], severity: [severity], course: ['same'] },
          ...{ temp: ['t36'], risk: [risk], lasting: ['h24'] },
        },
        age,
        'male',
      ).level;
    assert.equal(level('anticoagulant', 50), 2);
    assert.equal(level('none', 76), 2);
    for (const mild of [level('none', 50), level('anticoagulant', 50, 'mild')]) assert.ok(mild > 2);
  });
});
