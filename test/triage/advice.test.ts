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

  it('gout has advice of its own, a sore knee has none of it', () => {
    const sore = { ...none, severity: ['mild'], lasting: ['h24'] };
    const knee = said('joint-pain', { ...sore, 'joint-red': ['none'] }, 50, 'male');
    assert.equal(knee.level, 4);
    assert.doesNotMatch(knee.advice.join(' '), /alcohol|offal/);
    const gout = said('joint-pain', { ...sore, 'joint-red': ['gout-again'] }, 50, 'male');
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
});
