/** Cuts plain text into clauses and sentences of both languages. Server only. */
import { matchesOf } from './matches.ts';

const CONTRAST =
  '但是?|不过|可是|就是|只是|然而|\\bbut\\b|\\bhowever\\b|\\balthough\\b|\\bthough\\b|\\bexcept\\b|\\bjust\\b|\\bonly\\b';
/** Ends the reach of a denial: the punctuation of both languages (a decimal point is none), and words of contrast. */
export const CLAUSE = new RegExp(`[，。；！？,;!?\\n]|\\.(?!\\d)|${CONTRAST}`, 'g');
/** As above, but commas go on: "no fever, cough or rash". */
export const SENTENCE = new RegExp(`[。；！？;!?\\n]|\\.(?!\\d)|${CONTRAST}`, 'g');

/** Of the last text: each sign of a text asks for them. */
const last = new Map<RegExp, { text: string; borders: RegExpExecArray[] }>();
function bordersOf(text: string, border: RegExp): RegExpExecArray[] {
  const known = last.get(border);
  if (known?.text === text) return known.borders;
  const borders = matchesOf(border, text);
  last.set(border, { text, borders });
  return borders;
}

/** Where the clause or sentence around `at` begins. */
export const from = (text: string, at: number, border: RegExp): number => {
  let start = 0;
  for (const { index, 0: mark } of bordersOf(text, border)) {
    if (index + mark.length > at) break;
    start = index + mark.length;
  }
  return start;
};

/** Where it ends. */
export const until = (text: string, at: number, border: RegExp): number =>
  bordersOf(text, border).find(({ index }) => index >= at)?.index ?? text.length;
