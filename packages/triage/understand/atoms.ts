/** Finds the smallest signs in words, `fever`, `severe`, `stiff-neck`, each with the place where it was said. Server only. */
import { elsewhere, feared } from './elsewhere.ts';
import { asksOfKin } from './kin.ts';
import { matchesOf } from './matches.ts';
import { nearIn } from './near.ts';
import { sieveOf, type Sieve } from './needles.ts';
import { denied, deniedHere } from './negation.ts';
import { readWords } from './words.ts';

export interface Found {
  atom: string;
  start: number;
  end: number;
  /** As it stands in the plain text. */
  words: string;
}

/** Held true whoever or whenever the words are about: they are history by nature. */
const HISTORY =
  /^(?:immune|anticoagulant|diabetes|heart-disease|lung-disease|kidney-liver|cancer|recent-surgery|premature|child-chronic|epilepsy-w|known-same|gout-|migraine-w|anaph-before|clot-w|family-sudden|stone-w|asthma-w|piles-w|cirrhosis-w|osteop-w|prosth-w|thyroid-w)/;
/** Of these, diseases that people fear and name without having them. */
const FEARED = /^(?:cancer|heart-disease)$/;
/** Never denied: their words hold the denial, or say how much. */
const PLAIN_WORDS =
  /^(?:o-fine|mild|well|better|stable-w|asympt-w|feeding-ok|not-pregnant-w|slight-scratch|stopped-w|known-same|first-time)$/;

/** What is well (words/atoms/calm.json). */
const HOLDS = /^ok-/;

/** A word of a gap: none that denies. */
const WORD =
  "(?!(?:no|not|never|without|nor|isn't|aren't|wasn't|doesn't|didn't|don't|hasn't|haven't)\\b)[\\w'’-]+(?:\\.\\w+)?";

/** Blood that is seen, not the blood of "blood pressure". */
const BLOOD = 'blood(?! (?:pressure|tests?|thinners?|sugars?|results?|work|counts?|group|glucose))';

/** `*` is a gap within a clause in Chinese; in English the rest of a word, or between spaces up to four words. */
export function toPattern(words: string, language: 'zh-CN' | 'en'): string {
  const said = words.replaceAll('{blood}', BLOOD);
  // Plain text has half-width commas.
  if (language === 'zh-CN')
    return said.replaceAll('[^，', '[^,，').replace(/\*/g, '[^，。；！？,;!?\\n没不无未]{0,8}?');
  return said
    .replaceAll('\\w*', '*')
    .replaceAll('(\\w+ )', `(?:${WORD} )`)
    .replaceAll(' * ', '\u0001')
    .replaceAll(')*(', ')\u0002(')
    .replaceAll('*', "[\\w']*")
    .replaceAll('\u0002', '*')
    .replaceAll('\u0001', `(?:[ /-]+${WORD}){0,4}?[ /-]+`);
}

/** Places of one atom that are looked at: a person says a thing a few times, an attacker a thousand. */
const MOST = 8;

type Lexicon = Record<string, { 'zh-CN': string[]; en: string[] }>;
interface Pattern {
  atom: string;
  language: 'zh-CN' | 'en';
  pattern: RegExp;
}
let table: { patterns: Pattern[]; possible: Sieve } | undefined;

const wholeWords = (pattern: string): string => `(?<![\\w'])(?:${pattern})(?![\\w])`;

/** Of each atom in its order the Chinese words, then the English; and which of them can match a text. */
export function read() {
  if (table) return table;
  const patterns: Pattern[] = [];
  for (const [atom, words] of Object.entries(readWords<Lexicon>('atoms')))
    for (const language of ['zh-CN', 'en'] as const) {
      const said = words[language].map((one) => toPattern(one, language)).join('|');
      if (!said) continue;
      patterns.push({
        ...{ atom, language },
        pattern: new RegExp(language === 'en' ? wholeWords(said) : said, 'g'),
      });
    }
  return (table = { patterns, possible: sieveOf(patterns.map(({ pattern }) => pattern.source)) });
}

export interface Atoms {
  said: Map<string, Found>;
  /** Each place where it was said. */
  places: Map<string, Found[]>;
  /** Said, but denied. */
  denied: Map<string, Found>;
  /** Said, but about somebody or some time else, or only feared. */
  elsewhere: Map<string, Found>;
}

/** `text` is plain (see plain.ts). */
export function findAtoms(text: string): Atoms {
  const chinese = /\p{Script=Han}/u.test(text);
  const latin = /[a-z]/.test(text);
  const places: Found[] = [];
  const { patterns, possible } = read();
  for (const i of possible(text)) {
    const { atom, language, pattern } = patterns[i]!;
    if (!(language === 'en' ? latin : chinese)) continue;
    for (const { index: start, 0: words } of matchesOf(pattern, text, MOST))
      if (words) places.push({ atom, start, end: start + words.length, words });
  }
  places.push(...nearIn(text, chinese, latin));
  const spans = places.map(({ start, end }): [number, number] => [start, end]);
  const out: Atoms = { said: new Map(), places: new Map(), denied: new Map(), elsewhere: new Map() };
  for (const found of places) {
    const { atom, start, end } = found;
    const list =
      !PLAIN_WORDS.test(atom) &&
      (HOLDS.test(atom) ? deniedHere(text, start) : denied(text, start, end, spans))
        ? out.denied
        : HISTORY.test(atom) && !asksOfKin(text)
          ? FEARED.test(atom) && feared(text, start, found.words)
            ? out.elsewhere
            : out.said
          : elsewhere(text, start, found.words)
            ? out.elsewhere
            : out.said;
    if (!list.has(atom)) list.set(atom, found);
    if (list === out.said) out.places.set(atom, [...(out.places.get(atom) ?? []), found]);
  }
  return out;
}
