/** Begins an interview from the patient's own words: which protocols to ask, and what was heard, for the patient to confirm. Server only. */
import { evaluate, TRUE } from '../engine.ts';
import type { Answers, Protocol } from '../protocol.ts';
import { isFor } from '../who.ts';
import { answersFrom, factsFrom } from './answers.ts';
import { candidates, severity } from './complaints.ts';
import { understand, type Person, type Understood } from './signs.ts';

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
/** Measurements and spans that people write themselves. */
const NUMBERS = ['temp', 'lasting', 'heart-rate', 'glucose', 'weeks', 'bp'];

export function begin(
  words: string,
  person: Person & { age: number },
  protocols: readonly Protocol[],
  chosen?: Protocol,
): Begun {
  const { age, sex = 'unknown' } = person;
  const understood = understand(words, person);
  const found = candidates(understood, protocols, { age, sex });
  const first =
    chosen ?? found[0]?.protocol ?? protocols.find((p) => p.complaint === 'general' && isFor(p, age, sex));
  const second = found.find(({ protocol, score }) => protocol !== first && score >= ENOUGH)?.protocol;
  const picked = withRedFlags(
    // Where nobody signed the general protocol there may be none at all.
    [first, second].flatMap((p) => p ?? []),
    understood,
    [...found.map(({ protocol }) => protocol), ...protocols.filter((p) => isFor(p, age, sex))],
  );

  const heard: Answers = {};
  const urgent: { linkId: string; level: number }[] = [];
  const facts = factsFrom(understood, person, age);
  for (const protocol of picked) {
    // A number says more than "feels hot".
    for (const { linkId, answerOption } of protocol.questions) {
      const number = linkId === 'temp' ? understood.measures.temp : facts[linkId];
      const value = NUMBERS.includes(linkId) ? (number as number | undefined) : undefined;
      const fit = answerOption
        .filter((option) => value !== undefined && option.value !== undefined && option.value <= value)
        .sort((a, b) => b.value! - a.value!)[0];
      if (fit) heard[linkId] ??= [fit.code];
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

/** Red flags of the words that the interview should have asked of and did not, each in a protocol that does. */
export function redFlagsUnasked(
  words: string,
  person: Person & { age: number },
  protocols: readonly Protocol[],
  asked: readonly Protocol[],
): { protocol: Protocol; heard: Answers }[] {
  const understood = understand(words, person);
  return begin(words, person, protocols, asked[0])
    .protocols.filter((protocol) => !asked.includes(protocol))
    .flatMap((protocol) => {
      const flags = redFlags(protocol, understood).filter(([, code]) => !offers(asked, code));
      const heard = Object.fromEntries(flags.map(([link, code]) => [link, [code]]));
      const { truths } = evaluate([protocol], heard, { age: person.age, sex: person.sex });
      // What this patient is not asked says nothing.
      return truths.some((truth, i) => truth === TRUE && protocol.rules[i]!.level === 1)
        ? [{ protocol, heard }]
        : [];
    });
}

function withRedFlags(
  asked: readonly Protocol[],
  understood: Understood,
  others: readonly Protocol[],
): Protocol[] {
  const picked = [...asked];
  for (const protocol of others)
    if (
      picked.length < MOST &&
      !picked.includes(protocol) &&
      redFlags(protocol, understood).some(([, code]) => !offers(picked, code))
    )
      picked.push(protocol);
  return picked;
}

/** Questions and codes of a protocol's red flags that the words say beyond doubt. */
const redFlags = ({ rules }: Protocol, { strong, signs }: Understood): [string, string][] =>
  rules.flatMap(({ level, when }): [string, string][] =>
    level === 1 && 'eq' in when && strong.has(when.eq[1]) && signs.has(when.eq[1])
      ? [[when.eq[0], when.eq[1]]]
      : [],
  );

const offers = (protocols: readonly Protocol[], code: string): boolean =>
  protocols.some(({ questions }) =>
    questions.some(({ answerOption }) => answerOption.some((option) => option.code === code)),
  );
