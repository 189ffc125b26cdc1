/** Does a graver answer ever lower the level? Tried for each question with everybody whom the rules that read it can tell apart. */
import { evaluate } from '../engine.ts';
import type { Level, Protocol, Question, Rule } from '../protocol.ts';
import { leaves } from './leaves.ts';
import { people, questionsFor, type Somebody } from './people.ts';
import { readsOf } from './size.ts';

/** So many evaluations for one question, fewer where each reads much: an upload must not hold the server. */
const MOST = 4000;
const MOST_READS = 400_000;

export interface Lowered {
  linkId: string;
  /** The milder and the graver answer. */
  from: string;
  to: string;
  levels: [Level, Level];
  /** Rules that held before and no longer do. */
  rules: string[];
}

/** One example a question at most. */
export function lowered(protocol: Protocol): Lowered[] {
  return protocol.questions.flatMap((question) => {
    const rules = readersOf(question, protocol);
    if (!rules.length) return [];
    const links = [question.linkId, ...rules.flatMap(({ when }) => leaves(when).map(({ link }) => link))];
    const questions = questionsFor(links, protocol.questions);
    const tries = Math.min(MOST, MOST_READS / readsOf({ questions, rules }));
    const { some: contexts } = people(
      { who: protocol.who, questions },
      rules.map(({ when }) => when),
      tries / question.answerOption.length,
      question.linkId,
    );
    const levelOf = ({ answers, facts }: Somebody, codes: string[]) =>
      evaluate(
        [{ questions, rules, otherwise: protocol.otherwise }],
        { ...answers, [question.linkId]: codes },
        facts,
      );
    const example = question.repeats
      ? moreSigns(question, contexts, levelOf)
      : byDegree(question, rules, contexts, levelOf);
    return example ? [{ ...example, rules: lostRules(example, rules, levelOf) }] : [];
  });
}

/** Rules that read the question, or another one that is asked only after it. */
function readersOf({ linkId }: Question, { questions, rules }: Protocol): Rule[] {
  const touched = new Set([linkId]);
  for (let grown = true; grown;) {
    grown = false;
    for (const other of questions)
      if (!touched.has(other.linkId) && other.enableWhen?.some(({ question }) => touched.has(question))) {
        touched.add(other.linkId);
        grown = true;
      }
  }
  return rules.filter(({ when }) => leaves(when).some(({ link }) => touched.has(link)));
}

type LevelOf = (one: Somebody, codes: string[]) => ReturnType<typeof evaluate>;
interface Example {
  linkId: string;
  from: string;
  to: string;
  levels: [Level, Level];
  one: Somebody;
}
const lostRules = ({ one, from, to }: Example, rules: readonly Rule[], levelOf: LevelOf): string[] => {
  const before = levelOf(one, from.split(' + ')).truths;
  const after = levelOf(one, to.split(' + ')).truths;
  return rules.filter((_, i) => before[i] === 1 && after[i] !== 1).map(({ id }) => id);
};

/** One more sign, beside none or another. */
function moreSigns(
  { linkId, answerOption }: Question,
  contexts: Somebody[],
  levelOf: LevelOf,
): Example | undefined {
  const codes = answerOption.map(({ code }) => code);
  for (const one of contexts) {
    const none = levelOf(one, ['none']).level;
    const alone = codes.map((code) => levelOf(one, [code]).level);
    for (const [i, to] of codes.entries())
      if (alone[i]! > none) return { linkId, from: 'none', to, levels: [none, alone[i]!], one };
    const all = levelOf(one, codes).level;
    for (const [i, from] of codes.entries())
      if (all > alone[i]!) return { linkId, from, to: codes.join(' + '), levels: [alone[i]!, all], one };
  }
  return undefined;
}

/** Kinds of pain are no degrees, values are, where a rule compares them. */
function byDegree(
  { linkId, answerOption }: Question,
  rules: readonly Rule[],
  contexts: Somebody[],
  levelOf: LevelOf,
): Example | undefined {
  const read = rules.flatMap(({ when }) => leaves(when)).filter(({ link }) => link === linkId);
  if (!read.some(({ number }) => number)) return undefined;
  // How long it has lasted is no degree: what began today can be graver than what has been there for months.
  if (JSON.stringify(rules).includes(`{"duration":["${linkId}"`)) return undefined;
  const options = answerOption.toSorted((a, b) => a.value! - b.value!);
  const table = contexts.map((one) => options.map(({ code }) => levelOf(one, [code]).level));
  for (const [from, to] of alongValues(options.length, table))
    for (const [i, levels] of table.entries())
      if (levels[to]! > levels[from]!)
        return {
          ...{ linkId, from: options[from]!.code, to: options[to]!.code },
          ...{ levels: [levels[from]!, levels[to]!], one: contexts[i]! },
        };
  return undefined;
}

/** There is a mildest value, 37 °C, the same for everybody: away from it the level never falls. */
function alongValues(length: number, table: Level[][]): [number, number][] {
  const pairsFrom = (mildest: number) =>
    Array.from({ length: length - 1 }, (_, i): [number, number] => (i < mildest ? [i + 1, i] : [i, i + 1]));
  const faults = (mildest: number) =>
    pairsFrom(mildest).filter(([from, to]) => table.some((levels) => levels[to]! > levels[from]!)).length;
  const best = Array.from({ length }, (_, i) => i).sort((a, b) => faults(a) - faults(b))[0]!;
  return pairsFrom(best);
}
