/** Begins an interview from the patient's own words: which protocols to ask, and what was heard, for the patient to confirm. Server only. */
import { evaluate, MOST_QUESTIONS, TRUE } from '../engine.ts';
import { merge } from '../merge.ts';
import type { Answers, Asking, Protocol } from '../protocol.ts';
import { isFor } from '../who.ts';
import { factsFrom, FELT, numbersFrom, saidIn } from './answers.ts';
import { candidates, severity } from './complaints.ts';
import { ENOUGH, isPregnant, others, redFlagsUnasked, unasked } from './floor.ts';
import { withoutWords } from './heard.ts';
import { understand, type Person, type Understood } from './signs.ts';

export { redFlagsUnasked };

export interface Begun {
  /** What is asked together, the chosen complaint first. */
  protocols: Protocol[];
  /** linkId -> option codes that the words already say. Nothing counts before the patient confirms it. */
  heard: Answers;
  /** Questions in which a red flag was heard, the gravest first: these are asked before any other. */
  urgent: string[];
}

export interface Beginning {
  /** The complaint that the patient chose; without it the words choose. */
  chosen?: Protocol | undefined;
  /** Pieces of the words that the patient took back. */
  takenBack?: readonly string[];
  /** All that is asked with these protocols: what an epidemic in force adds counts among the questions. */
  withAll?: (together: readonly Protocol[]) => readonly Asking[];
}

/** Chosen, a second complaint, and red flags of others. */
const MOST = 3;
/** What people come back for. */
const REVISIT = new Set(['refill', 'results', 'medicine']);

export function begin(
  words: string,
  person: Person & { age: number },
  protocols: readonly Protocol[],
  { chosen, takenBack = [], withAll = (together) => together }: Beginning = {},
): Begun {
  const { age, sex = 'unknown' } = person;
  const facts = { age, sex };
  // A second complaint that would need more questions is left to the first one's.
  const fit = (together: readonly Protocol[]) =>
    together.length <= MOST &&
    evaluate(merge(withAll(together), facts), {}, facts, {}, Infinity).left <= MOST_QUESTIONS;
  const understood = understand(withoutWords(words, takenBack), person);
  const named = pick(understood, person, protocols, chosen, fit);
  const picked = takenBack.length ? withTakenBack(words, person, protocols, named, fit) : named;
  return { protocols: picked, ...hear(picked, understood, person) };
}

type Option = Protocol['questions'][number]['answerOption'][number];
type Fit = (together: readonly Protocol[]) => boolean;

/** The chosen complaint, a second one, and those with red flags that the words name. */
function pick(
  understood: Understood,
  person: Person & { age: number },
  protocols: readonly Protocol[],
  chosen: Protocol | undefined,
  fit: Fit,
): Protocol[] {
  const { age, sex = 'unknown' } = person;
  const pregnant = isPregnant(person, understood);
  const found = candidates(understood, protocols, { age, sex, pregnant });
  const first =
    chosen ?? found[0]?.protocol ?? protocols.find((p) => p.complaint === 'general' && isFor(p, age, sex));
  const seconds = found.filter(
    ({ protocol, score }) => first && protocol !== first && score >= ENOUGH && fit([first, protocol]),
  );
  // Beside medicines and results it is what is new that has to be asked of.
  const fresh = REVISIT.has(first?.complaint ?? '')
    ? seconds.find(({ protocol }) => !REVISIT.has(protocol.complaint))
    : undefined;
  const second = (fresh ?? seconds[0])?.protocol;
  // Where nobody signed the general protocol there may be none at all.
  const picked = [first, second].flatMap((protocol) => protocol ?? []);
  return fill(
    picked,
    unasked(picked, understood, { age, sex }, others(found, protocols, { age, sex, pregnant })),
    fit,
  );
}

/** With as many of the others as fit. */
const fill = (picked: readonly Protocol[], others: readonly Protocol[], fit: Fit): Protocol[] =>
  others.reduce<Protocol[]>(
    (all, one) => (!all.includes(one) && fit([...all, one]) ? [...all, one] : all),
    [...picked],
  );

/**
 * A red flag that was taken back is still asked: an answer denies it, not a slip of the finger. It goes before a second
 * complaint; one that finds no room counts in the result.
 */
function withTakenBack(
  words: string,
  person: Person & { age: number },
  protocols: readonly Protocol[],
  named: readonly Protocol[],
  fit: Fit,
): Protocol[] {
  const understood = understand(words, person);
  const grave = pick(understood, person, protocols, named[0], fit).filter((protocol) =>
    Object.entries(saidIn(protocol, understood)).some(([link, codes]) =>
      codes.some((code) => severity(protocol, link, code) === 1),
    ),
  );
  const back = redFlagsUnasked(words, person, protocols, named).map(({ protocol }) => protocol);
  return fill(named.slice(0, 1), [...back, ...grave, ...named], fit);
}

/**
 * Whether an answer may stand chosen before the patient has read it: what was measured, signs of a list, and of several degrees the
 * gravest. What the words only take the edge off ("since last night") is the patient's to choose: who presses on has not said it.
 */
function offered(protocol: Protocol, linkId: string, codes: readonly string[]): boolean {
  const question = protocol.questions.find((one) => one.linkId === linkId);
  if (!question || question.repeats) return true;
  const { answerOption } = question;
  // Of degrees that are numbers (how bad, how long) the more is the graver; of others what its rules make of it.
  const byNumber = answerOption.some(({ value }) => value !== undefined);
  const graveOf = ({ code, value }: Option) => (byNumber ? -(value ?? 0) : severity(protocol, linkId, code));
  const gravest = Math.min(...answerOption.map(graveOf));
  // That it feels hot is no degree.
  return answerOption.every(
    (one) => !codes.includes(one.code) || one.code === FELT || graveOf(one) === gravest,
  );
}

/** Questions that a number in the words answers, and not a word of degree. */
const measuredIn = ({ measures: { pain, sbp, dbp, ...more } }: Understood): Set<string> =>
  new Set([
    ...Object.entries(more).flatMap(([name, value]) => (value === undefined ? [] : name)),
    ...(pain === undefined ? [] : ['severity']),
    ...(sbp === undefined && dbp === undefined ? [] : ['bp']),
    ...(more.hr === undefined ? [] : ['heart-rate']),
  ]);

/** What the words say already of the questions, and where it is grave. */
function hear(
  picked: readonly Protocol[],
  understood: Understood,
  person: Person & { age: number },
): Omit<Begun, 'protocols'> {
  const { age, sex = 'unknown' } = person;
  const heard: Answers = {};
  const urgent: { linkId: string; level: number }[] = [];
  const facts = factsFrom(understood, person, age);
  const measured = measuredIn(understood);
  for (const protocol of picked) {
    for (const [linkId, codes] of Object.entries(numbersFrom(protocol, understood, facts)))
      if (measured.has(linkId) || offered(protocol, linkId, codes)) heard[linkId] ??= codes;
    for (const [linkId, codes] of Object.entries(saidIn(protocol, understood))) {
      if (offered(protocol, linkId, codes)) heard[linkId] ??= codes;
      const level = Math.min(...codes.map((code) => severity(protocol, linkId, code)));
      // What decides alone goes before what only helps to: its answer can end the interview.
      const alone = evaluate([protocol], { [linkId]: codes }, { age, sex }).truths.some(
        (truth, i) => truth === TRUE && protocol.rules[i]!.level === level,
      );
      if (level < 3) urgent.push({ linkId, level: level + (alone ? 0 : 0.5) });
    }
  }
  return {
    heard,
    urgent: [...new Set(urgent.sort((a, b) => a.level - b.level).map(({ linkId }) => linkId))],
  };
}
