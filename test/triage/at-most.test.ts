import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, it } from 'node:test';
import fc from 'fast-check';
import { evaluate, FALSE, SURE } from '@care-elements/triage/engine.ts';
import {
  answer,
  beginInterview,
  conclude,
  step,
  type Interview,
  type Step,
} from '@care-elements/triage/interview.ts';
import type { Answers, Level, Protocol } from '@care-elements/triage/protocol.ts';
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

  /** A hospital's own protocol of up to 14 questions, some after another, with contradictions, beside an epidemic that asks two more. */
  const own = fc
    .record({
      count: fc.integer({ min: 10, max: MOST }),
      levels: fc.infiniteStream(fc.constantFrom<Level[]>(1, 2, 2, 2, 3)),
      gates: fc.infiniteStream(fc.nat(5)),
      pairs: fc.uniqueArray(fc.nat(12), { maxLength: 6 }),
    })
    .map(({ count, levels, gates, pairs }): Protocol => {
      const links = Array.from({ length: count }, (_, i) => `own-${i}`);
      const gateOf = (i: number) => (i && gates.next().value === 0 ? links[0] : undefined);
      return ownOf(
        links.map((linkId, i) => ({ linkId, level: levels.next().value!, after: gateOf(i) })),
        pairs.map((i) => [links[i]!, links[i + 1 < count ? i + 1 : 0]!]),
      );
    });

  it('with a protocol as long as it may be, an epidemic and questions asked again, and no level is lower for it', () => {
    let shutOut = 0;
    let again = 0;
    fc.assert(
      fc.property(own, fc.infiniteStream(fc.constantFrom('yes', 'no', 'no', 'not-sure')), (one, says) => {
        const asked = askAll(one, (now) => {
          again += +now.again;
          const option = now.question!.answerOption;
          const code = says.next().value!;
          const red = one.rules.some((rule) => rule.level === 1 && rule.id === now.question!.linkId);
          // An emergency ends it.
          if (code === 'yes' && !red) return option[0]!.code;
          return code === 'not-sure' ? code : option.at(-1)!.code;
        });
        assert.ok(asked.put <= MOST, `${asked.put} were put`);
        const { evaluation, unsure, reasons, protocols: used } = conclude(asked.interview);
        shutOut += +(evaluation.unasked.length > 0);
        const answers = { ...asked.interview.answers };
        const beyond = (known: Answers) =>
          evaluate(used, known, asked.interview.facts, asked.interview.regions, Infinity);
        assert.equal(evaluation.level, beyond(answers).level);
        // As if nothing were there of what was not asked.
        for (let next; (next = beyond(answers).next);)
          answers[next.linkId] = [next.answerOption.at(-1)!.code, SURE];
        assert.ok(evaluation.level <= beyond(answers).level);
        const rules = used.flatMap((protocol) => protocol.rules);
        for (const [i, { id, level }] of rules.entries()) {
          if (level > 1 || !evaluation.unasked.includes(id) || evaluation.truths[i] === FALSE) continue;
          assert.ok(evaluation.level <= 2);
          assert.ok(unsure.includes(id), 'a red flag that was not asked counts as not sure');
          assert.ok(reasons.some(({ ruleId, unsure }) => unsure && rules.some((r) => r.id === ruleId)));
        }
      }),
      { numRuns: 300, seed: 14 },
    );
    assert.ok(shutOut > 10 && again > 10, `${shutOut} shut out, ${again} asked again`);
  });

  const fourteen = (level: Level) =>
    Array.from({ length: MOST }, (_, i) => ({ linkId: `own-${i}`, level, after: undefined }));
  /** Yes to these, no to all others. */
  const yesTo =
    (...links: string[]) =>
    ({ question }: Step) =>
      question!.answerOption.at(links.includes(question!.linkId) ? 0 : -1)!.code;

  it('where all have their question the graver of two answers stands; with room for one more, it comes again', () => {
    const pairs: [string, string][] = [['own-0', 'own-1']];
    const full = askAll(ownOf(fourteen(2), pairs), yesTo('own-0', 'own-1'), false);
    assert.deepEqual([full.put, full.again, conclude(full.interview).level], [14, 0, 2]);
    const room = askAll(ownOf(fourteen(2).slice(1), [['own-1', 'own-2']]), yesTo('own-1', 'own-2'), false);
    assert.deepEqual([room.put, room.again], [14, 1]);
  });

  it('a red flag that only the second answer opens, and that finds no room, is named and is urgent', () => {
    const list = fourteen(1).map((one, i) => ({ ...one, level: (i < 2 ? 3 : 1) as Level }));
    list[13] = { ...list[13]!, after: 'own-0' } as never;
    let times = 0;
    const asked = askAll(
      ownOf(list, [['own-0', 'own-1']], { opens: 'no' }),
      (now) => yesTo('own-1', ...(now.question!.linkId === 'own-0' && !times++ ? ['own-0'] : []))(now),
      false,
    );
    const { evaluation, level, unsure, reasons } = conclude(asked.interview);
    assert.deepEqual([asked.put, asked.again], [14, 1]);
    assert.deepEqual([evaluation.unasked, level, unsure], [['own-13'], 2, ['own-13']]);
    assert.match(reasons[0]!.why.en, /^Not sure: own-13/);
  });
});

type Own = { linkId: string; level: Level; after: string | undefined };
/** Each question is a rule with a flag of its own, so that it is asked whatever was said before; both of a pair can't be true. One that waits comes where `own-0` was answered with `opens`. */
function ownOf(list: Own[], pairs: [string, string][], { opens = 'yes' } = {}): Protocol {
  const text = (said: string) => ({ 'zh-CN': said, en: said });
  const option = (code: string) => ({ code, display: text(code) });
  const at = (level: Level) => ({ level, departments: [{ code: '03', weight: 5 }], advice: ['rest'] });
  return {
    ...{ id: 'own', version: '1.0.0', complaint: 'own', title: text('own'), who: {}, review: null },
    synonyms: { 'zh-CN': [], en: [] },
    questions: list.map(({ linkId, after }) => ({
      ...{ linkId, type: 'choice', text: text(linkId), answerOption: [option('yes'), option('no')] },
      ...(after && { enableWhen: [{ question: after, operator: '=', answer: opens }] }),
    })),
    rules: list.map(({ linkId, level }) => ({
      ...{ id: linkId, level, when: { eq: [linkId, 'yes'] }, why: text(linkId), flags: [linkId] },
      ...{ source: [{ src: 'OWN' }], confidence: 'consensus-recall' },
    })),
    contradictions: pairs.map(([one, other]) => ({
      ...{ when: { all: [{ eq: [one, 'yes'] }, { eq: [other, 'yes'] }] }, ask: one, why: text('both') },
    })),
    otherwise: 4,
    outcomes: ([1, 2, 3, 4] as const).map(at),
    advice: { rest: text('rest') },
  };
}

/** An interview to its end; every question that was put is counted. */
function askAll(one: Protocol, says: (now: Step) => string, withEpidemics = true) {
  const files = epidemics.files.map((file) => ({ ...file, complaints: ['own'] }));
  let interview = beginInterview('', { age: 40, sex: 'female' }, [...protocols, one], {
    ...{ chosen: one },
    ...(withEpidemics && { epidemics: { ...epidemics, files } }),
  });
  let put = 0;
  let again = 0;
  for (let now = step(interview); now.question; now = step(interview)) {
    assert.ok(now.left + put <= MOST, `${now.left} to go after ${put}`);
    put++;
    again += +now.again;
    const next = answer(interview, now.question.linkId, [says(now)]);
    if (typeof next === 'string') assert.fail(next);
    interview = next;
  }
  return { interview, put, again };
}
