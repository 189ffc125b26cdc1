/** Everybody whom a few questions and rules can tell apart: ages, sexes, answers and measurements, all of them or a sample. */
import type { Answers, Facts, Predicate, Protocol, Question } from '../protocol.ts';
import { ageEdges, factEdges, leaves } from './leaves.ts';

export interface Somebody {
  facts: Facts;
  answers: Answers;
}

const OLDEST = 110;

/** The questions that the links name, and those that theirs depend on. */
export function questionsFor(links: Iterable<string>, questions: readonly Question[]): Question[] {
  const named = new Set<string>();
  const add = (link: string) => {
    const question = questions.find(({ linkId }) => linkId === link);
    if (!question || named.has(link)) return;
    named.add(link);
    question.enableWhen?.forEach((gate) => add(gate.question));
  };
  for (const link of links) add(link);
  return questions.filter(({ linkId }) => named.has(linkId));
}

/** The answers to a question that can matter: each option that is named, one that is not, all together. */
function answersOf({ repeats, answerOption }: Question, named: ReadonlySet<string>): string[][] {
  const codes = answerOption.map(({ code }) => code);
  if (!repeats) {
    const valued = answerOption.some(({ value }) => value !== undefined);
    const others = codes.filter((code) => !named.has(code));
    return (valued ? codes : [...codes.filter((code) => named.has(code)), ...others.slice(0, 1)]).map(
      (code) => [code],
    );
  }
  const read = codes.filter((code) => named.has(code));
  return [['none'], ...read.map((code) => [code]), ...(read.length > 1 ? [read] : [])];
}

/** What can be so of somebody: a fact or a question by name, and the values that the predicates can tell apart. */
export type Choice = [kind: 'fact' | 'answer', name: string, values: unknown[]];

export function choicesFor(
  { who, questions }: Pick<Protocol, 'who' | 'questions'>,
  predicates: readonly Predicate[],
  except?: string,
): Choice[] {
  const read = predicates.flatMap((when) => leaves(when));
  const links = new Set(read.map(({ link }) => link));
  const asked = questionsFor(links, questions);
  const gates = asked.flatMap(({ enableWhen = [] }) => enableWhen);
  const [from, below] = who.age ?? [0, OLDEST];
  const ages = [
    ...[from, Math.min(below, OLDEST) - 0.01, ...predicates.flatMap((when) => ageEdges(when))],
    ...gates.flatMap(({ question, answer }) => (question === 'age' ? [+answer, +answer - 0.01] : [])),
  ].filter((age) => age >= from && age < below);
  const named = (link: string) =>
    new Set([
      ...read.filter((leaf) => leaf.link === link).flatMap(({ codes }) => codes),
      ...gates.filter(({ question }) => question === link).map(({ answer }) => `${answer}`),
    ]);
  const measured = [...links].filter(
    (link) => link !== 'age' && link !== 'sex' && !asked.some(({ linkId }) => linkId === link),
  );
  return [
    ['fact', 'age', [...new Set(ages)]],
    ['fact', 'sex', who.sex ? [who.sex] : ['female', 'male']],
    ...measured.map((link): Choice => [
      'fact',
      link,
      [undefined, ...new Set(predicates.flatMap((when) => factEdges(when, link)))],
    ]),
    ...asked
      .filter(({ linkId }) => linkId !== except)
      .map((question): Choice => ['answer', question.linkId, answersOf(question, named(question.linkId))]),
  ];
}

export const combinationsOf = (choices: readonly Choice[]): number =>
  choices.reduce((product, [, , values]) => product * values.length, 1);

/** Somebody of whom that is so which `pick` takes among the values of each. */
export function somebody(choices: readonly Choice[], pick: (choice: Choice) => unknown): Somebody {
  const one: Somebody = { facts: {}, answers: {} };
  for (const choice of choices) {
    const [kind, name] = choice;
    if (kind === 'fact') one.facts[name] = pick(choice) as number | string | undefined;
    else one.answers[name] = pick(choice) as string[];
  }
  return one;
}

/** Beyond `most` (an upload must not hold the server) they are a sample, and `whole` is false. Nobody answers `except`. */
export function people(
  protocol: Pick<Protocol, 'who' | 'questions'>,
  predicates: readonly Predicate[],
  most: number,
  except?: string,
): { some: Somebody[]; whole: boolean } {
  const choices = choicesFor(protocol, predicates, except);
  const total = combinationsOf(choices);
  const some: Somebody[] = [];
  for (let i = 0; i < Math.min(total, most); i++) {
    // Steps of the golden ratio keep no time with the choices, as even ones would.
    let rest = total <= most ? i : Math.floor(((i * 0.6180339887498949) % 1) * total);
    some.push(
      somebody(choices, ([, , values]) => {
        const value = values[rest % values.length];
        rest = Math.floor(rest / values.length);
        return value;
      }),
    );
  }
  return { some, whole: total <= most };
}
