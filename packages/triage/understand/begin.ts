/** Begins an interview from the patient's own words: which protocols to ask, and what was heard, for the patient to confirm. Server only. */
import { evaluate, TRUE } from '../engine.ts';
import { merge } from '../merge.ts';
import type { Answers, Protocol } from '../protocol.ts';
import { isFor } from '../who.ts';
import { answersFrom, factsFrom, numbersFrom } from './answers.ts';
import { candidates, severity } from './complaints.ts';
import { ENOUGH, isPregnant, others, unasked } from './floor.ts';
import { understand, type Person } from './signs.ts';

export { redFlagsUnasked } from './floor.ts';

export interface Begun {
  /** What is asked together, the chosen complaint first. */
  protocols: Protocol[];
  /** linkId -> option codes that the words already say. Nothing counts before the patient confirms it. */
  heard: Answers;
  /** Questions in which a red flag was heard, the gravest first: these are asked before any other. */
  urgent: string[];
}

/** Chosen, a second complaint, and red flags of others. */
const MOST = 3;
/** Of questions in one interview; a second complaint that would need more is left to the first one's. */
const MOST_QUESTIONS = 14;
/** What people come back for. */
const REVISIT = new Set(['refill', 'results', 'medicine']);

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
    for (const [linkId, codes] of Object.entries(numbersFrom(protocol, understood, facts)))
      heard[linkId] ??= codes;
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
