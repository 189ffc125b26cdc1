/** What words say beyond doubt and an interview does not ask of: it sets a floor under the level until an answer denies it. Server only. */
import { evaluate, TRUE } from '../engine.ts';
import type { Answers, Protocol, Question } from '../protocol.ts';
import { isFor } from '../who.ts';
import { answersFrom, factsFrom, numbersFrom } from './answers.ts';
import { candidates, severity, type Candidate } from './complaints.ts';
import { understand, type Person, type Understood } from './signs.ts';

type Who = { age: number; sex: string };

/** A second complaint is asked of when one clear word names it. */
export const ENOUGH = 4;

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
  const who = { age, sex };
  const facts = factsFrom(understood, person, age);
  /** What was heard of a protocol makes an emergency there; what this patient is not asked says nothing. */
  const grave = (protocol: Protocol, heard: Answers) =>
    evaluate([protocol], heard, who).truths.some(
      (truth, i) => truth === TRUE && protocol.rules[i]!.level === 1,
    );
  const open = ([, code]: readonly [string, string]) => !denies(asked, understood, code, who);
  const all = others(found, protocols, { age, sex, pregnant });
  // A complaint that was named counts whole, as two signs together can be one red flag; of any other its own red flags.
  const named = found.filter(({ protocol, score }) => score >= ENOUGH && !asked.includes(protocol));
  const more = [
    ...unasked(asked, understood, who, all).map((protocol) => ({
      protocol,
      heard: together(protocol, redFlags(protocol, understood).filter(open)),
    })),
    ...named.map(({ protocol }) => ({
      protocol,
      heard: together(
        protocol,
        Object.entries({ ...numbersFrom(protocol, understood, facts), ...answersFrom(protocol, understood) })
          .flatMap(([link, codes]) => codes.map((code): [string, string] => [link, code]))
          // What is no red flag itself tells of whom the words speak.
          .filter(([link, code]) => open([link, code]) || severity(protocol, link, code) > 1),
      ),
    })),
  ]
    .filter(({ protocol, heard }) => grave(protocol, heard))
    .filter(({ protocol }, i, list) => list.findIndex((one) => one.protocol === protocol) === i);
  // One makes an emergency; a second may say better why.
  return more.slice(0, 2);
}

/** As answers; of a question that takes one, the first. */
const together = ({ questions }: Protocol, pairs: readonly (readonly [string, string])[]): Answers => {
  const answers: Answers = {};
  for (const [link, code] of pairs)
    if (!answers[link]) answers[link] = [code];
    else if (questions.find(({ linkId }) => linkId === link)?.repeats) answers[link].push(code);
  return answers;
};

/** Words that say so go before a tick that does not; undefined when nothing is known. */
export const isPregnant = ({ pregnant }: Person, { expecting }: Understood): boolean | undefined =>
  expecting || pregnant;

/** Where else to look for what was said: what the words are about first. */
export const others = (
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
export function unasked(
  asked: readonly Protocol[],
  understood: Understood,
  who: Who,
  others: readonly Protocol[],
): Protocol[] {
  const more: Protocol[] = [];
  for (const protocol of others)
    if (
      !asked.includes(protocol) &&
      redFlags(protocol, understood).some(([, code]) => !denies([...asked, ...more], understood, code, who))
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

/** Can an answer to them deny the sign: do they ask of it, or of another red flag that was heard in the same words? */
const denies = (protocols: readonly Protocol[], { signs }: Understood, code: string, who: Who): boolean => {
  if (offers(protocols, code, who)) return true;
  const parts = partsOf(signs.get(code));
  return (
    parts.length > 0 &&
    [...signs].some(
      ([other, words]) =>
        other !== code &&
        parts.every((part) => partsOf(words).some((one) => one.includes(part) || part.includes(one))) &&
        protocols.some((protocol) =>
          protocol.questions.some(
            (question) =>
              isAsked(question, who) &&
              question.answerOption.some((option) => option.code === other) &&
              severity(protocol, question.linkId, other) === 1,
          ),
        ),
    )
  );
};
const partsOf = (words: string | undefined): string[] => (words ? words.split(' … ') : []);

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
