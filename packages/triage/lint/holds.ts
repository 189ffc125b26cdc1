/** Can a rule hold, can a question be asked? Tried on everybody whom it can tell apart, or on many of them drawn by a fixed seed. */
import { evaluate, TRUE } from '../engine.ts';
import type { Predicate, Protocol } from '../protocol.ts';
import {
  choicesFor,
  combinationsOf,
  people,
  questionsFor,
  somebody,
  type Choice,
  type Somebody,
} from './people.ts';
import { leaves } from './leaves.ts';

/** So many combinations are tried one by one; of more, so many are drawn. An upload must not hold the server. */
const MOST = 4000;

/** Are there answers, an age and measurements for which the predicate holds? */
export function canHold(protocol: Pick<Protocol, 'who' | 'questions'>, when: Predicate): boolean {
  const { who, questions } = within(protocol, when);
  const asking = [{ questions, rules: [{ level: 1 as const, when }], otherwise: 4 as const }];
  const holds = ({ answers, facts }: Somebody) => evaluate(asking, answers, facts).truths[0] === TRUE;
  const choices = choicesFor({ who, questions }, [when]);
  if (combinationsOf(choices) <= MOST) return people({ who, questions }, [when], MOST).some.some(holds);
  return drawn(choices, wantedBy(questions, when), holds);
}

/** Too many combinations to try them all: what the lint says of it rests on a sample. */
export const isSampled = (protocol: Pick<Protocol, 'who' | 'questions'>, when: Predicate): boolean =>
  combinationsOf(choicesFor(within(protocol, when), [when])) > MOST;

const within = ({ who, questions }: Pick<Protocol, 'who' | 'questions'>, when: Predicate) => ({
  who,
  questions: questionsFor(
    leaves(when).map(({ link }) => link),
    questions,
  ),
});

/** linkId -> the codes that the predicate, or the condition of a question, asks for. */
function wantedBy(questions: Protocol['questions'], when: Predicate): Map<string, Set<string>> {
  const wanted = new Map<string, Set<string>>();
  const add = (link: string, codes: readonly string[]) =>
    wanted.set(link, new Set([...(wanted.get(link) ?? []), ...codes]));
  for (const { link, codes, negated } of leaves(when)) if (!negated) add(link, codes);
  for (const { question, operator, answer } of questions.flatMap(({ enableWhen = [] }) => enableWhen))
    if (operator === '=') add(question, [`${answer}`]);
  return wanted;
}

/** Two of three values are what is wanted: a rule of many parts is hardly ever met by chance alone. */
function drawn(
  choices: readonly Choice[],
  wanted: ReadonlyMap<string, ReadonlySet<string>>,
  holds: (one: Somebody) => boolean,
): boolean {
  let seed = 1;
  const below = (n: number) => Math.floor(((seed = (seed * 48271) % 2147483647) / 2147483647) * n);
  const pick = ([, name, values]: Choice): unknown => {
    const liked = values.filter((value) => [value].flat().some((code) => wanted.get(name)?.has(`${code}`)));
    const from = liked.length && below(3) ? liked : values;
    return from[below(from.length)];
  };
  for (let i = 0; i < MOST; i++) if (holds(somebody(choices, pick))) return true;
  return false;
}
