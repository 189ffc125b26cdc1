/** Reads numbers as people write them: 39.5, 三十九, 十二, three, "a couple of". Server only. */

const DIGITS: Record<string, number> = {
  ...{ 零: 0, 一: 1, 二: 2, 两: 2, 三: 3, 四: 4, 五: 5, 六: 6, 七: 7, 八: 8, 九: 9 },
  ...{ 半: 0.5, 几: 3, 多: 1 },
};
const WORDS: Record<string, number> = {
  ...{
    a: 1,
    an: 1,
    one: 1,
    two: 2,
    three: 3,
    four: 4,
    five: 5,
    six: 6,
    seven: 7,
    eight: 8,
    nine: 9,
    ten: 10,
  },
  ...{
    eleven: 11,
    twelve: 12,
    thirteen: 13,
    fourteen: 14,
    fifteen: 15,
    sixteen: 16,
    eighteen: 18,
    twenty: 20,
  },
  ...{ thirty: 30, forty: 40, fifty: 50, sixty: 60, couple: 2, few: 3, several: 4, half: 0.5 },
};

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
  const matches = [...text.matchAll(pattern)];
  for (const match of latest ? matches.reverse() : matches) {
    const value = numberIn(match.slice(1).find((group) => group !== undefined) ?? '');
    if (value >= least && value <= most) return value;
  }
  return undefined;
}
