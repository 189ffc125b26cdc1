import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, it, type TestContext } from 'node:test';
import fc from 'fast-check';
import { evaluate, fits, TRUE } from '@care-elements/triage/engine.ts';
import { intake } from '@care-elements/triage/intake.ts';
import { answer, beginInterview, conclude, step, type Interview } from '@care-elements/triage/interview.ts';
import { merge, mergeAnswers } from '@care-elements/triage/merge.ts';
import { judge } from '@care-elements/triage/outcome.ts';
import type { Answers, Facts, Protocol, Question } from '@care-elements/triage/protocol.ts';
import { isFor } from '@care-elements/triage/who.ts';
import { readEpidemics } from '../../scripts/triage/epidemics.ts';
import { answersTo, interview as ask, protocols } from './interviews.ts';

const MOST = 14;
const MEDIAN = 8;
/** With the questions of travel and contact, which come on top. */
const epidemics = readEpidemics(new Date('2026-06-15T12:00:00'));
const cases = ['en', 'zh'].flatMap((language) =>
  readFileSync(join(import.meta.dirname, `cases/tune-${language}.jsonl`), 'utf8')
    .trim()
    .split('\n')
    .map((line) => JSON.parse(line) as { id: string; text: string; level: number }),
);

/** What somebody answers to a question, with what the words say of it. */
type Patient = (question: Question, heard: string[]) => string[];
let seed = 1;
const chance = () => (seed = (seed * 48271) % 2147483647) / 2147483647;
const one = (question: Question) =>
  question.answerOption[Math.floor(chance() * question.answerOption.length)]!.code;
/** The option of the fewest consequences: the last, or the one that says no. */
const calm = ({ answerOption }: Question) =>
  (answerOption.find(({ code }) => /not-pregnant|normal|mild$|usual|well/.test(code)) ?? answerOption.at(-1)!)
    .code;
const PATIENTS: Record<string, Patient> = {
  'says what the words say, else nothing': (q, heard) =>
    heard.length ? heard : [q.repeats ? 'none' : calm(q)],
  'says what the words say, else often something': (q, heard) =>
    heard.length ? heard : [q.repeats && chance() < 0.8 ? 'none' : one(q)],
  'says what the words say, else is not sure': (_, heard) => (heard.length ? heard : ['not-sure']),
  'denies all': (q) => [q.repeats ? 'none' : calm(q)],
  'answers at random': (q) => [one(q)],
};

function through(
  begun: Interview,
  patient: Patient,
): { done: Interview; asked: Question[]; lefts: number[] } {
  let interview = begun;
  const asked: Question[] = [];
  const lefts: number[] = [];
  for (let now = step(interview); ; now = step(interview)) {
    lefts.push(now.left);
    if (!now.question) return { done: interview, asked, lefts };
    if (!now.again) asked.push(now.question);
    const next = answer(interview, now.question.linkId, patient(now.question, now.before));
    if (typeof next === 'string') assert.fail(`${now.question.linkId}: ${next}`);
    interview = next;
  }
}
const median = (numbers: number[]) => numbers.toSorted((a, b) => a - b)[numbers.length >> 1]!;

describe('interviews of patients who speak like our cases', () => {
  const begun = cases.map((given) => {
    const { person } = intake(given as unknown as Record<string, unknown>);
    return beginInterview(given.text, { age: 40, ...person }, protocols, { epidemics });
  });
  for (const [nth, [name, patient]] of Object.entries(PATIENTS).entries())
    it(`${name}: 8 questions or fewer at the median, never more than 14, none twice`, (t: TestContext) => {
      const lengths: number[] = [];
      for (const [i, given] of cases.entries()) {
        // Each half of the cases has its patients: all of them with all would take half a minute.
        if ((i + nth) % 2) continue;
        const { done, asked, lefts } = through(begun[i]!, patient);
        lengths.push(asked.length);
        assert.ok(asked.length <= MOST, given.id);
        assert.ok(lefts[0]! <= MOST, `${given.id} promises ${lefts[0]}`);
        lefts.forEach((left, i) => assert.ok(i === 0 || left <= lefts[i - 1]!, `${given.id}: more to go`));
        assert.equal(new Set(asked.map(({ linkId }) => linkId)).size, asked.length, given.id);
        const signs = asked.flatMap(({ repeats, answerOption }) =>
          repeats ? answerOption.map(({ code, display }) => `${code} ${display.en}`) : [],
        );
        assert.equal(new Set(signs).size, signs.length, `${given.id} is asked twice of the same`);
        // It ended where an emergency was known first, not a question later.
        if (asked.length > 0 && conclude(done).level === 1) {
          const before = { ...done, order: done.order.slice(0, -1) };
          const { truths } = evaluate(
            before.asked,
            Object.fromEntries(before.order.map((l) => [l, before.answers[l]!])),
            before.facts,
          );
          const rules = before.asked.flatMap(({ rules }) => rules);
          assert.ok(!truths.some((truth, i) => truth === TRUE && rules[i]!.level === 1), given.id);
        }
      }
      assert.ok(median(lengths) <= MEDIAN, `median ${median(lengths)}`);
      const counts = lengths.reduce<number[]>((sum, n) => ((sum[n] = (sum[n] ?? 0) + 1), sum), []);
      t.diagnostic(
        `questions: ${Array.from(counts, (n, i) => `${i}:${n ?? 0}`).join(' ')}, median ${median(lengths)}`,
      );
    });
});

/** Somebody, and two or three protocols for them whose interview keeps within its questions. */
const together = fc
  .record({ age: fc.double({ min: 0, max: 100, noNaN: true }), sex: fc.constantFrom('female', 'male') })
  .chain((facts) => {
    const own = protocols.filter((p) => p.questions.length && isFor(p, facts.age, facts.sex));
    return fc.record({
      facts: fc.constant<Facts>(facts),
      several: fc.uniqueArray(fc.constantFrom(...own), { minLength: 2, maxLength: 3 }),
    });
  })
  .filter(({ several, facts }) => evaluate(merge(several, facts), {}, facts).left <= MOST);
const withAnswers = together.chain(({ facts, several }) =>
  fc.record({
    ...{ facts: fc.constant(facts), several: fc.constant(several) },
    knows: answersTo({
      ...several[0]!,
      questions: merge(several, facts).flatMap(({ questions }) => questions),
    }),
  }),
);
const keys = ({ code, display }: Question['answerOption'][number]) => [
  `${code} ${display['zh-CN']}`,
  `${code} ${display.en}`,
];
const runs = { numRuns: 300 };

describe('several protocols in one interview', () => {
  it('ask at most 14, offer no sign twice in the same words, and end where all the answers would', () => {
    fc.assert(
      fc.property(withAnswers, ({ facts, several, knows }) => {
        const asking = merge(several, facts);
        const { asked, steps } = ask(asking, knows, facts);
        assert.ok(asked.length <= MOST);
        steps.forEach((now, i) => assert.ok(!i || now.left <= steps[i - 1]!.left));
        assert.equal(steps.at(-1)!.level, evaluate(asking, knows, facts).level);
        const find = (link: string) =>
          asking.flatMap(({ questions }) => questions).find((q) => q.linkId === link)!;
        const signs = asked
          .map(find)
          .flatMap(({ repeats, answerOption }) =>
            repeats ? answerOption.map((o) => `${o.code} ${o.display.en}`) : [],
          );
        assert.equal(new Set(signs).size, signs.length, signs.sort().join('\n'));
      }),
      runs,
    );
  });

  it('come to what they would come to apart: who was asked once would have said the same twice', () => {
    fc.assert(
      fc.property(withAnswers, ({ facts, several, knows }) => {
        const asking = merge(several, facts);
        // Each sign is said in every question that offers it in these words.
        const counts = judge(several, knows, facts, {}).answers;
        const said = new Set(
          asking
            .flatMap(({ questions }) => questions)
            .flatMap(({ linkId, answerOption }) =>
              answerOption.filter(({ code }) => counts[linkId]?.includes(code)).flatMap(keys),
            ),
        );
        const apart: Answers = { ...knows };
        for (const { linkId, repeats, answerOption } of several.flatMap(({ questions }) => questions)) {
          if (!repeats) continue;
          const codes = answerOption.filter((option) => keys(option).some((key) => said.has(key)));
          const unsure = knows[linkId]?.includes('not-sure') ? ['not-sure'] : [];
          apart[linkId] = codes.length
            ? [...codes.map(({ code }) => code), ...unsure]
            : unsure.length
              ? unsure
              : ['none'];
        }
        const merged = judge(several, apart, facts, {});
        assert.equal(merged.level, evaluate(asking, mergeAnswers(apart, several, facts), facts).level);
        if (Object.values(knows).some((codes) => codes.includes('not-sure'))) return;
        assert.equal(evaluate(asking, knows, facts).level, evaluate(several, apart, facts).level);
      }),
      runs,
    );
  });
});

describe('the next question', () => {
  const patient = fc
    .constantFrom(...protocols.filter(({ questions }) => questions.length))
    .chain((protocol) =>
      fc.record({
        protocol: fc.constant(protocol),
        facts: fc.record<Facts>({
          age: fc.double({
            min: protocol.who.age?.[0] ?? 0,
            max: Math.min(protocol.who.age?.[1] ?? 110, 110) - 0.001,
            noNaN: true,
          }),
          sex: protocol.who.sex ? fc.constant<string>(protocol.who.sex) : fc.constantFrom('female', 'male'),
        }),
        knows: answersTo(protocol),
      }),
    );
  const anyAnswers = ({ questions }: Protocol): Answers =>
    Object.fromEntries(questions.map((q) => [q.linkId, [q.repeats && chance() < 0.7 ? 'none' : one(q)]]));
  const outcome = (protocol: Protocol, answers: Answers, facts: Facts): string => {
    const { level, truths } = evaluate([protocol], answers, facts);
    const fired = protocol.rules.filter((_, i) => truths[i] === TRUE);
    return JSON.stringify([
      level,
      [...new Set(fired.flatMap(({ flags }) => flags ?? []))].sort(),
      fired.filter((rule) => rule.level <= level).map(({ departments }) => departments),
    ]);
  };
  const optionsOf = (question: Question): string[][] => [
    ...question.answerOption.map(({ code }) => [code]),
    ...(question.repeats ? [['none']] : []),
    ['not-sure'],
  ];

  it('can change level, flags or department, and the gravest that is open is asked first', () => {
    fc.assert(
      fc.property(patient, ({ protocol, facts, knows }) => {
        const { asked } = ask([protocol], knows, facts);
        const known: Answers = {};
        for (const link of asked) {
          const question = protocol.questions.find(({ linkId }) => linkId === link)!;
          const matters = Array.from({ length: 300 }, () => anyAnswers(protocol)).some((fill) => {
            const rest = { ...fill, ...known };
            const ends = optionsOf(question).map((codes) =>
              outcome(protocol, { ...rest, [link]: codes }, facts),
            );
            return new Set(ends).size > 1;
          });
          assert.ok(matters, `${protocol.id} ${link} after ${JSON.stringify(known)}`);
          const { truths } = evaluate([protocol], known, facts);
          // With a "not sure" among the answers some rules can no longer hold: what is open says too much.
          const unsure = Object.values(known).some((codes) => codes.includes('not-sure'));
          const reach = (l: string) =>
            Math.min(
              ...protocol.rules.flatMap(({ level }, i) =>
                Array.isArray(truths[i]) && truths[i].includes(l) ? [level] : [],
              ),
            );
          const best = Math.min(...protocol.questions.map(({ linkId }) => reach(linkId)));
          assert.ok(
            unsure ||
              reach(link) === best ||
              protocol.questions.some((q) => q.enableWhen?.some((g) => g.question === link)),
          );
          known[link] = knows[link]!;
        }
      }),
      { numRuns: 200 },
    );
  });

  it('whoever goes back and answers anew stands where a fresh interview with those answers would', () => {
    fc.assert(
      fc.property(fc.constantFrom(...cases), fc.nat(), fc.infiniteStream(fc.nat()), (given, at, picks) => {
        const { person } = intake(given as unknown as Record<string, unknown>);
        const begun = beginInterview(given.text, { age: 40, ...person }, protocols);
        const { done } = through(begun, PATIENTS['denies all']!);
        if (!done.order.length) return;
        const link = done.order[at % done.order.length]!;
        const question = done.asked
          .flatMap(({ questions }) => questions)
          .find(({ linkId }) => linkId === link)!;
        const options = optionsOf(question);
        const codes = options[picks.next().value! % options.length]!;
        assert.ok(fits(question, codes));
        const changed = answer(done, link, codes);
        if (typeof changed === 'string') assert.fail(changed);
        const fresh: Interview = {
          ...begun,
          order: [...done.order].sort(),
          answers: { ...done.answers, [link]: codes },
        };
        assert.equal(conclude(changed).level, conclude(fresh).level);
        assert.deepEqual(step(changed).question, step(fresh).question);
      }),
      { numRuns: 60 },
    );
  });
});
