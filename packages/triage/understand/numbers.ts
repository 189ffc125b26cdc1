/** Reads numbers as people write them: 39.5, 三十九, 十二, three, "a couple of". Server only. */
import { matchesOf } from './matches.ts';

const DIGITS: Record<string, number> = {
  ...{ 零: 0, 一: 1, 二: 2, 两: 2, 三: 3, 四: 4, 五: 5, 六: 6, 七: 7, 八: 8, 九: 9 },
  ...{ 半: 0.5, 几: 3, 多: 1 },
};
const ONES = 'one two three four five six seven eight nine'.split(' ');
const TEENS = 'ten eleven twelve thirteen fourteen fifteen sixteen seventeen eighteen nineteen'.split(' ');
const TENS = 'twenty thirty forty fifty sixty seventy eighty ninety'.split(' ');
const WORDS: Record<string, number> = {
  ...{ a: 1, an: 1, couple: 2, few: 3, several: 4, half: 0.5 },
  ...Object.fromEntries(ONES.map((word, i) => [word, i + 1])),
  ...Object.fromEntries(TEENS.map((word, i) => [word, i + 10])),
  ...Object.fromEntries(TENS.map((word, i) => [word, (i + 2) * 10])),
};
const UNDER_100 = `(?:(?:${TENS.join('|')})(?:[- ](?:${ONES.join('|')}))?|${[...TEENS, ...ONES].join('|')})`;
const UPPER = `(?:(?:one|two|a) (?:hundred (?:and )?)?)?(?:oh )?${UNDER_100}|(?:one|two|a) hundred`;
const SPOKEN = new RegExp(
  `\\b(${UPPER}) over (${UPPER})\\b|\\b(${UNDER_100}) point ((?:${ONES.join('|')}|oh|zero|nought)\\b)|\\b(${UPPER}) (?=per ?cent\\b)`,
  'g',
);

function valueOf(words: string): number {
  let value = 0;
  for (const word of words.split(/[- ]/)) {
    const number = WORDS[word] ?? 0;
    if (word === 'oh') value *= 100;
    else if (word === 'hundred') value = Math.max(1, value) * 100;
    // "One thirty" is 130, "twenty one" 21.
    else if (number > 9 && value > 0 && value < 3) value = value * 100 + number;
    else value += number;
  }
  return value;
}

/** "One thirty-four over seventy-two" → 134/72, "eight point four" → 8.4, "ninety-one percent" → 91 percent. */
export const inFigures = (text: string): string =>
  text.replace(
    SPOKEN,
    (all, upper?: string, lower?: string, whole?: string, part?: string, share?: string) =>
      upper
        ? `${valueOf(upper)}/${valueOf(lower!)}`
        : whole
          ? `${valueOf(whole)}.${valueOf(part!)}`
          : share
            ? `${valueOf(share)} `
            : all,
  );

/** NaN for what is no number. */
export function numberIn(said: string): number {
  const word = said
    .trim()
    .replace(/ of$/, '')
    .replace(/^(?:a|the|last|past) (?=\w)/, '');
  if (/^[\d.]+$/.test(word)) return +word;
  if (word in WORDS) return WORDS[word]!;
  const ten = /^(.?)十(.?)$/.exec(word);
  if (ten) return (DIGITS[ten[1]!] ?? 1) * 10 + (DIGITS[ten[2]!] ?? 0);
  return DIGITS[word] ?? NaN;
}

/** One group; the longer words first. It begins no word's middle: the "a" of "day" is none. */
export const NUMBER =
  '(?<![a-z\\d.])(\\d+(?:\\.\\d+)?|[一二两三四五六七八九]?十[一二三四五六七八九]?|[一二两三四五六七八九半几]|an?|' +
  'one|two|three|four|five|six|seven|eight|nine|ten|eleven|twelve|thirteen|fourteen|fifteen|sixteen|eighteen|twenty|thirty|forty|fifty|sixty|' +
  '(?:a )?couple(?: of)?|(?:a )?few|several|half)';

/** The value of the first match (or the last, when `latest`) that lies within the bounds. */
export function first(
  text: string,
  pattern: RegExp,
  least: number,
  most: number,
  latest = false,
): number | undefined {
  const matches = matchesOf(pattern, text);
  for (const match of latest ? matches.reverse() : matches) {
    const value = numberIn(match.slice(1).find((group) => group !== undefined) ?? '');
    if (value >= least && value <= most) return value;
  }
  return undefined;
}
