/** Which complaints the words are about, best first: what was said, and how patients call them. Server only. */
import type { Predicate, Protocol } from '../protocol.ts';
import { isFor } from '../who.ts';
import { elsewhere } from './elsewhere.ts';
import { denied } from './negation.ts';
import { plain } from './plain.ts';
import type { Understood } from './signs.ts';
import { readWords } from './words.ts';

/** Their red flags mean something only when they are what it is about. */
export const TOPIC_ONLY = new Set(['general', 'refill', 'results']);

export interface Candidate {
  protocol: Protocol;
  score: number;
  /** The words that pointed to it. */
  heard: string[];
}

/** complaint -> sign -> how much it says that this is what it is about. */
type Topics = Map<string, [sign: string, weight: number][]>;
let topics: Topics | undefined;
const topicsOf = (complaint: string) => (topics ??= readTopics()).get(complaint) ?? [];
const readTopics = (): Topics =>
  new Map(
    Object.entries(readWords<Record<string, Record<string, number>>>('topics')).map(([complaint, signs]) => [
      complaint,
      Object.entries(signs),
    ]),
  );

/** By the protocol itself: another version, or another hospital's, has names of its own under the same id. */
const names = new WeakMap<Protocol, string[]>();
function namesOf(protocol: Protocol): string[] {
  let list = names.get(protocol);
  if (!list)
    names.set(
      protocol,
      (list = [...protocol.synonyms['zh-CN'], ...protocol.synonyms.en]
        .map(plain)
        .filter((name) => name.length > 1)),
    );
  return list;
}

/** Where the name is said, as whole words and not denied; -1 where not. */
function placeOf(text: string, name: string): number {
  for (let at = text.indexOf(name); at >= 0; at = text.indexOf(name, at + 1)) {
    const end = at + name.length;
    if (/[a-z]/.test(name) && (/[a-z]/.test(text[at - 1] ?? '') || /[a-z]/.test(text[end] ?? ''))) continue;
    if (!denied(text, at, end, []) && !elsewhere(text, at)) return at;
  }
  return -1;
}

export function candidates(
  { text, signs, atoms }: Understood,
  protocols: readonly Protocol[],
  { age, sex, pregnant }: { age: number; sex: string; pregnant?: boolean | undefined },
): Candidate[] {
  const found: (Candidate & { first: number })[] = [];
  for (const protocol of protocols) {
    if (!isFor(protocol, age, sex, pregnant)) continue;
    let score = 0;
    let first = Infinity;
    const heard: string[] = [];
    for (const [sign, weight] of topicsOf(protocol.complaint)) {
      if (!signs.has(sign)) continue;
      // What stands beside the main sign adds a little, so that many small ones don't outweigh it.
      score = Math.max(score, weight) + 0.25 * Math.min(score, weight);
      first = Math.min(first, atoms.said.get(sign)?.start ?? Infinity);
      if (signs.get(sign)) heard.push(signs.get(sign)!);
    }
    for (const name of namesOf(protocol)) {
      const at = placeOf(text, name);
      if (at < 0) continue;
      const weight = /[a-z]/.test(name) ? Math.min(5, 2 + name.length / 5) : Math.min(5, 1 + name.length);
      score = Math.max(score, weight) + 0.25 * Math.min(score, weight);
      first = Math.min(first, at);
      heard.push(name);
    }
    if (score > 0) found.push({ protocol, score, first, heard });
  }
  // People begin with what troubles them.
  const start = Math.min(...found.map(({ first }) => first));
  return found
    .map(({ first, ...candidate }) => ({ ...candidate, score: candidate.score + (first === start ? 3 : 0) }))
    .sort((a, b) => b.score - a.score);
}

/** The most severe level of the rules that a code can help to hold; 9 for none. */
export function severity({ rules }: Protocol, linkId: string, code: string): number {
  return Math.min(9, ...rules.filter(({ when }) => reads(when, linkId, code)).map(({ level }) => level));
}

function reads(predicate: Predicate, linkId: string, code: string): boolean {
  if ('all' in predicate) return predicate.all.some((part) => reads(part, linkId, code));
  if ('any' in predicate) return predicate.any.some((part) => reads(part, linkId, code));
  if ('count' in predicate) return predicate.count[1].some((part) => reads(part, linkId, code));
  if ('eq' in predicate) return predicate.eq[0] === linkId && predicate.eq[1] === code;
  if ('in' in predicate) return predicate.in[0] === linkId && predicate.in[1].includes(code);
  return false;
}
