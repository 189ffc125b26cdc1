import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { answer, back } from '@care-elements/client/triage-run.ts';
import type { Interview, TriageState } from '@care-elements/client/triage-store.ts';
import type { Question } from '@care-elements/triage/protocol.ts';
import { protocol } from '../triage/interviews.ts';

/** An interview on a screen that remembers what it showed. */
function interviewOf(answers: Record<string, string[]>) {
  const shown: (Question | undefined)[] = [];
  const patient = { age: 30, sex: 'female' };
  const it = {
    begun: { protocols: [protocol('pregnancy')], regions: {}, measures: [{ name: 'temp' }] },
    kept: { id: 'pregnancy', text: '', order: Object.keys(answers), answers },
    care: { use: () => ({ get: () => ({ view: { patient } }) }) },
    show: (next: Question | undefined, _left: number, _measures?: TriageState['measures']) =>
      shown.push(next),
  } as unknown as Interview;
  return { it, shown };
}
const late = {
  ...{ danger: ['none'], pregnant: ['pregnant'], weeks: ['w-late'], 'preg-red': ['none'] },
  movements: ['moves-well'],
};

describe('answers that can’t both be true, in the browser', () => {
  it('the question comes again with the reason, once, and keeps its place in the order', () => {
    const { it: run, shown } = interviewOf(late);
    answer(run, 'preg-urgent', ['contractions']);
    assert.equal(shown.at(-1)!.linkId, 'weeks');
    assert.match(shown.at(-1)!.help!.en, /before 37 weeks/);
    answer(run, 'weeks', ['w-late']);
    assert.equal(shown.at(-1), undefined, 'said again, it stands');
    assert.deepEqual(run.kept.answers['weeks'], ['w-late', 'sure']);
    assert.deepEqual(run.kept.order, [...Object.keys(late), 'preg-urgent']);
  });

  it('going back asks as before, without a word of its own', () => {
    const { it: run, shown } = interviewOf({ ...late, 'preg-urgent': ['contractions'] });
    answer(run, 'weeks', ['w-late']);
    assert.equal(shown.length, 0, 'it is answered already');
    back(run);
    assert.equal(shown.at(-1)!.linkId, 'preg-urgent');
    answer(run, 'preg-urgent', ['contractions']);
    assert.equal(shown.at(-1)!.linkId, 'weeks');
    answer(run, 'weeks', ['w-mid']);
    run.kept = { ...run.kept, order: [...run.kept.order.filter((link) => link !== 'weeks'), 'weeks'] };
    back(run);
    assert.deepEqual(run.kept.answers['weeks'], ['w-mid']);
  });
});
