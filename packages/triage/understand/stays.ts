/** Finds in words where somebody was, how many days ago, and whom they met: options of an epidemic's question. Server only. */
import type { Said } from '../epidemic.ts';
import { numberIn } from './numbers.ts';
import { elsewhere } from './elsewhere.ts';
import { matchesOf } from './matches.ts';
import { denied } from './negation.ts';
import { plain } from './plain.ts';

const SENTENCE = /[。！？!?\n]|\.(?!\d)/;
const NUMBER = '(\\d{1,3}|[一二两三四五六七八九十几半]{1,3}|[a-z]+(?: (?:couple|few)(?: of)?)?)';
const UNIT = '(天|日|个?星期|个?礼拜|周|个?月|年|days?|weeks?|months?|years?)';
const AGO = new RegExp(`${NUMBER} ?(?:多|来)?${UNIT}(?:多)?(?:以|之)?(?:前| ago)`, 'g');
const DAYS: [RegExp, number][] = [
  [/^(?:天|日|day)/, 1],
  [/^(?:个?星期|个?礼拜|周|week)/, 7],
  [/^(?:个?月|month)/, 30],
  [/^(?:年|year)/, 365],
];
/** Words for a time, and how many days back it lies at most. */
const TIMES: [RegExp, number][] = [
  [/今天|今早|刚|\btoday|\bjust\b/, 0],
  [/昨天|昨晚|昨日|\byesterday|\blast night/, 1],
  [/前天|\bday before yesterday/, 2],
  [/上(?:个)?(?:周|星期|礼拜)|\blast week/, 13],
  [/上个?月|\blast month/, 45],
  [/去年|\blast year/, 365],
];

/** How many days ago the words say that something was; 0 when they name no time. */
export function daysAgo(words: string): number {
  const times = TIMES.flatMap(([pattern, days]) => (pattern.test(words) ? [days] : []));
  for (const [, number, unit] of matchesOf(AGO, words)) {
    const count = numberIn(number!);
    if (count > 0) times.push(count * DAYS.find(([pattern]) => pattern.test(unit!))![1]);
  }
  return Math.min(...(times.length ? times : [0]));
}

/** "没去过", "不是": the words before a place or a contact that deny it. */
const NOT_ZH = /(?:没|未|不是|并非|不算|否认)[^，。；！？,;.!?\n]{0,6}$/;

/** Plain phrases only: `*` is a gap within a clause, everything else stands for itself. */
function patternOf(phrase: string): RegExp {
  const parts = plain(phrase.replaceAll('*', '\u0001'))
    .split('\u0001')
    .map((part) => part.trim().replace(/[\\^$.*+?()[\]{}|]/g, '\\$&'));
  return /\p{Script=Han}/u.test(phrase)
    ? new RegExp(parts.join('[^，。；！？,;!?\\n没不无未]{0,10}?'), 'g')
    : new RegExp(`(?<![a-z'])${parts.join("[^.,;!?\\n]{0,40}?(?<![a-z'])")}(?![a-z])`, 'g');
}

const patterns = new Map<string, RegExp>();
const cached = (phrase: string): RegExp => {
  let pattern = patterns.get(phrase);
  // Files are edited while the server runs: what nobody asks for any more goes with the rest.
  if (patterns.size > 5000) patterns.clear();
  if (!pattern) patterns.set(phrase, (pattern = patternOf(phrase)));
  return pattern;
};

/** Option code -> the words it was heard in. */
export const heardStays = (text: string, said: readonly Said[]): Map<string, string> =>
  staysIn(plain(text), said);

/** The same in words that are plain already. */
export function staysIn(words: string, said: readonly Said[]): Map<string, string> {
  const heard = new Map<string, string>();
  for (const { code, words: names, days } of said)
    for (const phrase of [...names['zh-CN'], ...names.en]) {
      const match = matchesOf(cached(phrase), words).find(({ index, 0: found }) => {
        if (
          NOT_ZH.test(words.slice(0, index)) ||
          denied(words, index, index + found.length, []) ||
          elsewhere(words, index)
        )
          return false;
        return days === null || daysAgo(sentenceAt(words, index)) <= days;
      });
      if (match && !heard.has(code)) heard.set(code, match[0]);
    }
  return heard;
}

function sentenceAt(text: string, at: number): string {
  const before = text.slice(0, at).split(SENTENCE).at(-1)!;
  return before + text.slice(at).split(SENTENCE)[0]!;
}
