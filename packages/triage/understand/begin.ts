/** Begins an interview from the patient's own words: which protocols to ask, and what was heard, for the patient to confirm. Server only. */
import { evaluate, TRUE } from '../engine.ts';
import { merge } from '../merge.ts';
import type { Answers, Protocol, Question } from '../protocol.ts';
import { isFor } from '../who.ts';
import { answersFrom, factsFrom } from './answers.ts';
import { candidates, severity, type Candidate } from './complaints.ts';
import { understand, type Person, type Understood } from './signs.ts';

type Who = { age: number; sex: string };

export interface Begun {
  /** What is asked together, the chosen complaint first. */
  protocols: Protocol[];
  /** linkId -> option codes that the words already say. Nothing counts before the patient confirms it. */
  heard: Answers;
  /** Questions in which a red flag was heard, the gravest first: these are asked before any other. */
  urgent: string[];
}

/** A second complaint is asked of when one clear word names it. */
const ENOUGH = 4;
/** Chosen, a second complaint, and red flags of others. */
const MOST = 3;
/** Of questions in one interview; a second complaint that would need more is left to the first one's. */
const MOST_QUESTIONS = 14;
/** Measurements and spans that people write themselves. */
const NUMBERS = ['temp', 'lasting', 'heart-rate', 'glucose', 'weeks', 'bp'];

export function begin(
  words: string,
  person: Person & { age: number },
  protocols: readonly Protocol[],
  chosen?: Protocol,
  /** So many questions are asked beside those of the protocols. */
  beside = 0,
): Begun {
  const { age, sex = 'unknown' } = person;
  const understood = understand(words, person);
  const pregnant = isPregnant(person, understood);
  const found = candidates(understood, protocols, { age, sex, pregnant });
  const first =
    chosen ?? found[0]?.protocol ?? protocols.find((p) => p.complaint === 'general' && isFor(p, age, sex));
  const fit = (together: Protocol[]) =>
    evaluate(merge(together, { age, sex }), {}, { age, sex }).left + beside <= MOST_QUESTIONS;
  const second = found.find(
    ({ protocol, score }) => first && protocol !== first && score >= ENOUGH && fit([first, protocol]),
  )?.protocol;
  // Where nobody signed the general protocol there may be none at all.
  const picked = [first, second].flatMap((protocol) => protocol ?? []);
  for (const protocol of unasked(
    picked,
    understood,
    { age, sex },
    others(found, protocols, { age, sex, pregnant }),
  ))
    if (picked.length < MOST && fit([...picked, protocol])) picked.push(protocol);

  const heard: Answers = {};
  const urgent: { linkId: string; level: number }[] = [];
  const facts = factsFrom(understood, person, age);
  for (const protocol of picked) {
    // A number says more than "feels hot".
    for (const { linkId, answerOption } of protocol.questions) {
      const number = linkId === 'temp' ? understood.measures.temp : facts[linkId];
      const value = NUMBERS.includes(linkId) ? (number as number | undefined) : undefined;
      const option = answerOption
        .filter((one) => value !== undefined && one.value !== undefined && one.value <= value)
        .sort((a, b) => b.value! - a.value!)[0];
      if (option) heard[linkId] ??= [option.code];
    }
    for (const [linkId, codes] of Object.entries(answersFrom(protocol, understood))) {
      heard[linkId] ??= codes;
      const level = Math.min(...codes.map((code) => severity(protocol, linkId, code)));
      // What decides alone goes before what only helps to: its answer can end the interview.
      const alone = evaluate([protocol], { [linkId]: codes }, { age, sex }).truths.some(
        (truth, i) => truth === TRUE && protocol.rules[i]!.level === level,
      );
      if (level < 3) urgent.push({ linkId, level: level + (alone ? 0 : 0.5) });
    }
  }
  return {
    protocols: picked,
    heard,
    urgent: [...new Set(urgent.sort((a, b) => a.level - b.level).map(({ linkId }) => linkId))],
  };
}

/**
 * Red flags of the words that no question of the interview can deny, each in a protocol that asks it: those beyond the few
 * protocols that one interview takes, and those whose question is not for somebody of this age or sex.
 */
export function redFlagsUnasked(
  words: string,
  person: Person & { age: number },
  protocols: readonly Protocol[],
  asked: readonly Protocol[],
): { protocol: Protocol; heard: Answers }[] {
  const { age, sex = 'unknown' } = person;
  const understood = understand(words, person);
  const pregnant = isPregnant(person, understood);
  const found = candidates(understood, protocols, { age, sex, pregnant });
  const more = unasked(
    asked,
    understood,
    { age, sex },
    others(found, protocols, { age, sex, pregnant }),
  ).flatMap((protocol) => {
    const flags = redFlags(protocol, understood).filter(([, code]) => !offers(asked, code, { age, sex }));
    const heard = Object.fromEntries(flags.map(([link, code]) => [link, [code]]));
    const { truths } = evaluate([protocol], heard, { age, sex });
    // What this patient is not asked says nothing.
    return truths.some((truth, i) => truth === TRUE && protocol.rules[i]!.level === 1)
      ? [{ protocol, heard }]
      : [];
  });
  // One makes an emergency; a second may say better why.
  return more.slice(0, 2);
}

/** Words that say so go before a tick that does not; undefined when nothing is known. */
const isPregnant = ({ pregnant }: Person, { expecting }: Understood): boolean | undefined =>
  expecting || pregnant;

/** Where else to look for what was said: what the words are about first. */
const others = (
  found: readonly Candidate[],
  protocols: readonly Protocol[],
  { age, sex = 'unknown', pregnant }: Person & { age: number },
): Protocol[] => [
  ...new Set([
    ...found.map(({ protocol }) => protocol),
    ...protocols.filter((protocol) => isFor(protocol, age, sex, pregnant)),
  ]),
];

/** Of the others, the first ones that ask of red flags which nothing before them asks of. */
function unasked(
  asked: readonly Protocol[],
  understood: Understood,
  who: Who,
  others: readonly Protocol[],
): Protocol[] {
  const more: Protocol[] = [];
  for (const protocol of others)
    if (
      !asked.includes(protocol) &&
      redFlags(protocol, understood).some(([, code]) => !offers([...asked, ...more], code, who))
    )
      more.push(protocol);
  return more;
}

/** Questions and codes of a protocol's red flags that the words say beyond doubt. */
const redFlags = ({ rules }: Protocol, { strong, signs }: Understood): [string, string][] =>
  rules.flatMap(({ level, when }): [string, string][] =>
    level === 1 && 'eq' in when && strong.has(when.eq[1]) && signs.has(when.eq[1])
      ? [[when.eq[0], when.eq[1]]]
      : [],
  );

/** Do they ask somebody of this age and sex a question with this option? */
const offers = (protocols: readonly Protocol[], code: string, who: Who): boolean =>
  protocols.some(({ questions }) =>
    questions.some(
      (question) => isAsked(question, who) && question.answerOption.some((option) => option.code === code),
    ),
  );

/** Shuts age or sex the question out? Other conditions are answers, which can deny too. */
function isAsked({ enableWhen = [], enableBehavior }: Question, { age, sex }: Who): boolean {
  const open = enableWhen.map(({ question, operator, answer }) => {
    if (question === 'age') return operator === '<' ? age < +answer : age >= +answer;
    return question !== 'sex' || (operator === '=') === (sex === answer);
  });
  return enableBehavior === 'any' && open.length ? open.includes(true) : !open.includes(false);
}
