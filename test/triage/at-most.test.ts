import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, it } from 'node:test';
import fc from 'fast-check';
import { answer, beginInterview, conclude, step, type Interview } from '@care-elements/triage/interview.ts';
import { heardIn } from '@care-elements/triage/understand/heard.ts';
import { isFor } from '@care-elements/triage/who.ts';
import { readEpidemics } from '../../scripts/triage/epidemics.ts';
import { answerTo, protocols } from './interviews.ts';

const MOST = 14;
const epidemics = readEpidemics(new Date('2026-06-15T12:00:00'));
const texts = ['en', 'zh'].flatMap((language) =>
  readFileSync(join(import.meta.dirname, `cases/tune-${language}.jsonl`), 'utf8')
    .trim()
    .split('\n')
    .map((line) => (JSON.parse(line) as { text: string }).text),
);
const complaints = protocols.filter(({ questions }) => questions.length > 0);

/** Somebody with the troubles of several, who chose one of them, or none, and takes back some of what was heard. */
const somebody = fc.record({
  words: fc
    .array(fc.constantFrom(...texts), { minLength: 1, maxLength: 4 })
    .map((said) => said.join('. ').slice(0, 1000)),
  age: fc.integer({ min: 0, max: 95 }),
  sex: fc.constantFrom('female', 'male'),
  withEpidemics: fc.boolean(),
  choice: fc.option(fc.nat()),
  takesBack: fc.constantFrom('all', 'red flags', 'none'),
});
type Somebody = typeof somebody extends fc.Arbitrary<infer One> ? One : never;

function beginFor({ words, age, sex, withEpidemics, choice, takesBack }: Somebody): Interview {
  const person = { age, sex };
  const theirs = complaints.filter((one) => isFor(one, age, sex));
  const options = {
    ...(choice !== null && { chosen: theirs[choice % theirs.length]! }),
    ...(withEpidemics && { epidemics }),
  };
  const { protocols: begun } = beginInterview(words, person, protocols, options);
  const takenBack = heardIn(words, person, begun)
    .filter(({ redFlag }) => takesBack === 'all' || (redFlag && takesBack !== 'none'))
    .map((one) => one.words);
  return beginInterview(words, person, protocols, { ...options, takenBack });
}

describe('at most 14 questions', () => {
  it('whatever was said, taken back and answered', () => {
    fc.assert(
      fc.property(somebody, fc.infiniteStream(fc.nat()), (one, picks) => {
        const begun = beginFor(one);
        let interview = begun;
        const first = step(begun);
        assert.ok(first.left <= MOST, `${first.left} of ${begun.protocols.map(({ id }) => id).join(' ')}`);
        for (let now = first; now.question; now = step(interview)) {
          const [codes] = fc.sample(answerTo(now.question), { numRuns: 1, seed: picks.next().value! });
          const next = answer(interview, now.question.linkId, codes!);
          if (typeof next === 'string') assert.fail(next);
          interview = next;
          assert.ok(interview.order.length <= MOST);
        }
      }),
      { numRuns: 100 },
    );
  });

  it('a red flag that was taken back is asked, before a second complaint is', () => {
    const words = '膝盖疼了一个月，拉肚子三天，今天胸口压着痛';
    const person = { age: 55, sex: 'male' };
    const chosen = protocols.find(({ id }) => id === 'joint-pain')!;
    const takenBack = heardIn(words, person, beginInterview(words, person, protocols, { chosen }).protocols)
      .filter(({ redFlag }) => redFlag)
      .map((one) => one.words);
    assert.ok(takenBack.length > 0);
    const begun = beginInterview(words, person, protocols, { chosen, takenBack });
    assert.equal(begun.protocols[0], chosen);
    assert.ok(begun.protocols.some(({ id }) => id === 'chest-pain'));
    let interview = begun;
    for (let now = step(begun); now.question; now = step(interview)) {
      const { linkId, repeats, answerOption } = now.question;
      interview = answer(interview, linkId, repeats ? ['none'] : [answerOption.at(-1)!.code]) as Interview;
    }
    assert.ok(conclude(interview).level > 1, 'denied by an answer');
  });
});
