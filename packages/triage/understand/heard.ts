/** Says what was understood of the words, piece by piece, so that the patient can confirm it or take it back. Server only. */
import type { Protocol, Text } from '../protocol.ts';
import { saidIn } from './answers.ts';
import { candidates, severity } from './complaints.ts';
import { measuresIn } from './measures.ts';
import { plain } from './plain.ts';
import { understand, type Person } from './signs.ts';

export interface Heard {
  /** As it stands in the plain text. */
  words: string;
  /** An answer of it helps to make an emergency. */
  redFlag: boolean;
  means: { linkId: string; code: string; display: Text }[];
}

/** Of a piece so much is shown: somebody may write a hundred numbers without a space. */
const LONGEST = 200;
/** More is no longer looked through. */
const MOST = 8;
const MOST_MEANINGS = 20;

type Piece = Heard & { start: number; end: number };

const WORDS = new Intl.Segmenter('zh', { granularity: 'word' });
/** A number to its end, with the unit that people say: 38.6, 38度6, 150/95. */
const NUMBER = /\d+(?:[./度]\d+)*(?:度|℃|°c)?/g;

/** Widens to whole words and whole numbers: nobody confirms half a word. */
function whole(text: string, start: number, end: number): { start: number; end: number } {
  const holds = (at: number, from: number, to: number) => from < at && at < to;
  for (const { index, segment } of WORDS.segment(text)) {
    const to = index + segment.length;
    if (holds(start, index, to)) start = index;
    if (holds(end, index, to)) end = to;
  }
  for (const { index, 0: number } of text.matchAll(NUMBER)) {
    const to = index + number.length;
    if (holds(start, index, to)) start = index;
    if (holds(end, index, to)) end = to;
  }
  if (OPEN_END.test(text.slice(start, end))) end += /^ ?[^\s,.;!?]*/.exec(text.slice(end))![0].length;
  return { start, end };
}

/** What says nothing without the word behind it: "cut my", "pain in the". */
const OPEN_END = /(?:^| )(?:my|his|her|their|our|the|an?|of|in|on)$/;

/** In the order of the words. `protocols` are those that would be asked. */
export function heardIn(
  words: string,
  person: Person & { age: number },
  protocols: readonly Protocol[],
): Heard[] {
  const understood = understand(words, person);
  const { text, signs, atoms } = understood;
  const pieces: Piece[] = [];
  const add = (said: string, redFlag: boolean, means: Heard['means']) => {
    // A sign made of several words is each of them.
    for (const words of said.split(' … ')) {
      const at = words ? text.indexOf(words) : -1;
      if (at < 0) continue;
      const { start, end } = whole(text, at, at + words.length);
      pieces.push({ words: text.slice(start, end), redFlag, means, start, end });
    }
  };
  for (const { heard } of candidates(understood, protocols, {
    age: person.age,
    sex: person.sex ?? 'unknown',
  }))
    for (const said of heard) add(said, false, []);
  const { temp } = understood.measures;
  const number = (text.match(NUMBER) ?? []).find((one) => measuresIn(`体温 ${one}`).temp === temp);
  if (temp !== undefined && number) add(number, false, []);
  // With a number beside it the sign itself has no words: "a fever of 39".
  if (signs.has('hot')) add(atoms.said.get('fever')?.words ?? '', false, []);
  for (const protocol of protocols)
    for (const [linkId, codes] of Object.entries(saidIn(protocol, understood)))
      for (const code of codes) {
        const { display } = protocol.questions
          .find((question) => question.linkId === linkId)!
          .answerOption.find((option) => option.code === code)!;
        add(signs.get(code) ?? '', severity(protocol, linkId, code) === 1, [{ linkId, code, display }]);
      }
  return joined(text, pieces)
    .slice(0, MOST)
    .map(({ words, redFlag, means }) => ({
      ...{ words: words.slice(0, LONGEST).replace(/[\ud800-\udbff]$/, ''), redFlag },
      means: means.slice(0, MOST_MEANINGS),
    }));
}

/** Pieces that overlap are one: "crushing chest" and "chest pain". */
function joined(text: string, pieces: Piece[]): Piece[] {
  const out: Piece[] = [];
  for (const piece of pieces.sort((a, b) => a.start - b.start || b.end - a.end)) {
    const last = out.at(-1);
    if (!last || piece.start >= last.end) {
      out.push({ ...piece, means: [...piece.means] });
      continue;
    }
    last.end = Math.max(last.end, piece.end);
    last.words = text.slice(last.start, last.end);
    last.redFlag ||= piece.redFlag;
    for (const mean of piece.means)
      if (!last.means.some(({ linkId, code }) => linkId === mean.linkId && code === mean.code))
        last.means.push(mean);
  }
  return out;
}

/** The words without what the patient took back. */
export const withoutWords = (words: string, back: readonly string[]): string =>
  back.length
    ? back.filter((one) => one).reduce((text, one) => text.replaceAll(plain(one), '，'), plain(words))
    : words;
