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
});
