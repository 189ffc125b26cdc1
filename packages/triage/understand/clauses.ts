/** Cuts plain text into clauses and sentences of both languages. Server only. */

const CONTRAST =
  '但是?|不过|可是|就是|只是|然而|\\bbut\\b|\\bhowever\\b|\\balthough\\b|\\bthough\\b|\\bexcept\\b|\\bjust\\b|\\bonly\\b';
/** Ends the reach of a denial: the punctuation of both languages (a decimal point is none), and words of contrast. */
export const CLAUSE = new RegExp(`[，。；！？,;!?\\n]|\\.(?!\\d)|${CONTRAST}`, 'g');
/** As above, but commas go on: "no fever, cough or rash". */
export const SENTENCE = new RegExp(`[。；！？;!?\\n]|\\.(?!\\d)|${CONTRAST}`, 'g');

/** Where the clause or sentence around `at` begins. */
export const from = (text: string, at: number, border: RegExp): number => {
  let start = 0;
  for (const { index, 0: mark } of text.matchAll(border)) {
    if (index + mark.length > at) break;
    start = index + mark.length;
  }
  return start;
};

/** Where it ends. */
export const until = (text: string, at: number, border: RegExp): number => {
  for (const { index } of text.matchAll(border)) if (index >= at) return index;
  return text.length;
};
