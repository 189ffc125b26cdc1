/** Interviews for tests: every protocol as it stands, patients who know all their answers, and the asking itself. */
import fc from 'fast-check';
import { evaluate, SURE, type Evaluation } from '@care-elements/triage/engine.ts';
import type { Answers, Asking, Facts, Protocol, Question } from '@care-elements/triage/protocol.ts';
import { readLibrary } from '../../server/triage/library.ts';

export const protocols: Protocol[] = [...readLibrary().protocols.values()].map(({ protocol }) => protocol);
export const protocol = (id: string): Protocol => protocols.find((p) => p.id === id)!;

/** Somebody the protocol is for. */
export const patientOf = ({ who }: Protocol): fc.Arbitrary<Facts> =>
  fc.record({
    age: fc.double({
      min: who.age?.[0] ?? 0,
      max: Math.min(who.age?.[1] ?? 110, 110) - 0.001,
      noNaN: true,
    }),
    sex: who.sex ? fc.constant(who.sex) : fc.constantFrom('male', 'female', 'other', 'unknown'),
  });

/** Any answer that a question takes. */
export const answerTo = (question: Question): fc.Arbitrary<string[]> => {
  const codes = question.answerOption.map((option) => option.code);
  return question.repeats
    ? fc.oneof(
        fc.constant<string[]>(['none']),
        fc.constant<string[]>(['not-sure']),
        fc.uniqueArray(fc.constantFrom(...codes, 'not-sure'), { minLength: 1, maxLength: 4 }),
      )
    : fc.constantFrom<string[][]>(...codes.map((code) => [code]), ['not-sure']);
};

/** An answer to each question of the protocol; most people have few signs, so that interviews go to their end too. */
export const answersTo = ({ questions }: Asking): fc.Arbitrary<Answers> =>
  fc.record<Answers>(
    Object.fromEntries(
      questions.map((question): [string, fc.Arbitrary<string[]>] => [
        question.linkId,
        question.repeats
          ? fc.oneof(
              { weight: 3, arbitrary: fc.constant<string[]>(['none']) },
              { weight: 1, arbitrary: answerTo(question) },
            )
          : answerTo(question),
      ]),
    ),
  );

/** Asks until nothing is left; every step's evaluation, the last one last. */
export function interview(
  asking: readonly Asking[],
  knows: Answers,
  facts: Facts,
): { asked: string[]; steps: Evaluation[]; answers: Answers } {
  const answers: Answers = {};
  const asked: string[] = [];
  const steps = [evaluate(asking, answers, facts)];
  for (let next; (next = steps.at(-1)!.next);) {
    // A contradiction: who knows their answers gives the same again.
    if (steps.at(-1)!.again) {
      if (answers[next.linkId]!.includes(SURE)) throw new Error(`${next.linkId} was asked a third time`);
      answers[next.linkId] = [...answers[next.linkId]!, SURE];
      steps.push(evaluate(asking, answers, facts));
      continue;
    }
    if (next.linkId in answers) throw new Error(`${next.linkId} was asked twice`);
    asked.push(next.linkId);
    answers[next.linkId] = knows[next.linkId]!;
    steps.push(evaluate(asking, answers, facts));
  }
  return { asked, steps, answers };
}
