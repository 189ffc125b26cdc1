/**
 * One interview as plain values: begun from words and measurements, asked question by question, gone back over, judged. Every
 * function gives a new interview and leaves the old one as it was. Server only: it understands words.
 */
import type { Epidemics } from './epidemic.ts';
import { evaluate, FALSE, fits, SURE, withoutSure, type Evaluation } from './engine.ts';
import { merge, stillOffered } from './merge.ts';
import { beside, EXPOSURE, inForce, outbreakOf } from './epidemic.ts';
import { judge, type Judged } from './outcome.ts';
import type { Answers, Asking, Facts, Protocol, Question, Regions } from './protocol.ts';
import { begin, redFlagsUnasked, type Beginning } from './understand/begin.ts';
import { heardStays } from './understand/stays.ts';
import { measured } from './understand/measured.ts';
import type { Person } from './understand/signs.ts';

export interface Interview {
  readonly words: string;
  readonly person: Person & { age: number };
  /** All protocols there are. */
  readonly library: readonly Protocol[];
  readonly regions: Regions;
  readonly facts: Facts;
  /** What is asked together, the chosen complaint first. */
  readonly protocols: readonly Protocol[];
  /** The same without asking anything twice. */
  readonly asked: readonly Protocol[];
  /** linkId -> what the words say already; nothing counts before it is confirmed. */
  readonly heard: Answers;
  /** Of an epidemic’s question what the words say: it counts, too, where the question was not reached. */
  readonly stays: readonly string[];
  /** Where a red flag was heard, the gravest first. */
  readonly urgent: readonly string[];
  /** linkIds in the order in which they were answered. */
  readonly order: readonly string[];
  /** Also those that were gone back over: they are offered again. */
  readonly answers: Answers;
}

export interface Step {
  /** Undefined when nothing is left to ask. One that is asked again says why in its `help`. */
  question: Question | undefined;
  /** Two answers can't both be true: this one comes again. */
  again: boolean;
  /** What was answered before, or what the words say. */
  before: string[];
  left: number;
}

export type AnswerProblem = 'unknown-question' | 'not-asked' | 'not-an-answer';

/** The question now: before any answer the one in which the words are grave, then the engine's own. */
export function nextOf(
  protocols: readonly Asking[],
  answers: Answers,
  facts: Facts,
  regions: Regions = {},
  urgent: readonly string[] = [],
): { linkId: string | undefined; evaluation: Evaluation } {
  const evaluation = evaluate(protocols, answers, facts, regions);
  // A question that waits for another stands in no list alone.
  const open = evaluation.truths.flatMap((truth) =>
    Array.isArray(truth) && truth.length === 1 ? truth : [],
  );
  const asks = evaluation.next && !Object.keys(answers).length;
  const first = asks && urgent.find((link) => open.includes(link));
  return { linkId: first || evaluation.next?.linkId, evaluation };
}

export function beginInterview(
  words: string,
  person: Person & { age: number },
  library: readonly Protocol[],
  { epidemics, ...beginning }: Omit<Beginning, 'withAll'> & { epidemics?: Epidemics } = {},
): Interview {
  const current = (epidemics?.files ?? []).filter((file) => inForce(file, epidemics!.day));
  const outbreakIn = (asked: readonly Protocol[]) =>
    outbreakOf(current, epidemics?.day ?? '', asked, library);
  const withAll = (asked: readonly Protocol[]) => {
    const outbreak = outbreakIn(asked);
    return beside(outbreak, outbreak?.protocol, asked);
  };
  const { protocols, heard, urgent } = begin(words, person, library, { ...beginning, withAll });
  const outbreak = outbreakIn(protocols);
  const stays = outbreak ? [...heardStays(words, outbreak.said).keys()] : [];
  if (stays.length) heard[EXPOSURE] = [...new Set([...(heard[EXPOSURE] ?? []), ...stays])];
  const facts: Facts = { ...measured(person.vitals ?? {}), age: person.age, sex: person.sex ?? 'unknown' };
  if (person.pregnant) facts['pregnant'] = 'pregnant';
  else if (person.pregnant === false) heard['pregnant'] ??= ['not-pregnant'];
  // What was measured asks nothing: its rules hold or they don't, and where none holds they say nothing of departments.
  const vitals = library.find(({ id }) => id === 'vitals');
  const holds = vitals && evaluate([vitals], {}, facts).truths.some((truth) => truth !== FALSE);
  const all = [...beside(outbreak, outbreak?.protocol, protocols), ...(holds ? [vitals] : [])];
  const asked = merge(all, facts);
  return {
    ...{ words, person, library, facts, urgent, heard: stillOffered(heard, asked) },
    ...{ protocols: all, asked, stays, regions: outbreak?.regions ?? {}, order: [], answers: {} },
  };
}

export function step({ asked, facts, regions, heard, urgent, answers, order }: Interview): Step {
  const { linkId, evaluation } = nextOf(asked, given(answers, order), facts, regions, urgent);
  const question = linkId === undefined ? undefined : questionOf(asked, linkId);
  const before = withoutSure((linkId && (answers[linkId] ?? heard[linkId])) || []);
  const { again, left } = evaluation;
  return {
    question: question && again ? { ...question, help: again } : question,
    again: !!again,
    left,
    before,
  };
}

/** An answer to the question now, or another one to an earlier question: everything is evaluated anew. */
export function answer(interview: Interview, linkId: string, codes: string[]): Interview | AnswerProblem {
  const { asked, order, answers } = interview;
  const question = questionOf(asked, linkId);
  if (!question) return 'unknown-question';
  const now = step(interview);
  const isNext = now.question?.linkId === linkId;
  if (!order.includes(linkId) && !isNext) return 'not-asked';
  if (!fits(question, codes) || codes.includes(SURE)) return 'not-an-answer';
  return {
    ...interview,
    answers: { ...answers, [linkId]: [...codes, ...(isNext && now.again ? [SURE] : [])] },
    order: order.includes(linkId) ? order : [...order, linkId],
  };
}

/** To the question before; undefined at the first. Its answer is offered again. */
export const back = (interview: Interview): Interview | undefined =>
  interview.order.length ? { ...interview, order: interview.order.slice(0, -1) } : undefined;

/** The outcome of the answers so far. A red flag of the words that no question could deny counts. */
export function conclude(interview: Interview): Judged & { protocols: readonly Protocol[] } {
  const { words, person, library, facts, regions, answers, order } = interview;
  const floor = redFlagsUnasked(words, person, library, interview.protocols);
  const protocols = [...interview.protocols, ...floor.map(({ protocol }) => protocol)];
  const said = interview.stays.length ? { [EXPOSURE]: [...interview.stays] } : {};
  const answered = given(answers, order);
  const all: Answers = Object.assign({}, ...floor.map(({ heard }) => heard), said, answered);
  return { ...judge(protocols, all, facts, regions, null, answered), protocols };
}

const given = (answers: Answers, order: readonly string[]): Answers =>
  Object.fromEntries(order.map((link) => [link, answers[link]!]));

const questionOf = (protocols: readonly Protocol[], linkId: string): Question | undefined =>
  protocols.flatMap(({ questions }) => questions).find((question) => question.linkId === linkId);
