/** Writes out what desks and chats shorten: SOB, hx, N/V, Lt, "x 3/7", 3h. Server only. */
import { readWords } from './words.ts';

const { exact, any } = readWords<Record<'exact' | 'any', Record<string, string>>>('desk');
const longestFirst = (words: Record<string, string>): string =>
  Object.keys(words)
    .sort((a, b) => b.length - a.length)
    .map((word) => word.replace(/[.+]/g, '\\$&'))
    .join('|');
/** Capitals are part of these: HA is a headache, "ha" is not. */
const EXACT = new RegExp(`(?<![\\w/])(?:${longestFirst(exact)})(?![\\w/])`, 'g');
const ANY = new RegExp(`(?<![\\w/])(?:${longestFirst(any)})(?![\\w/])`, 'g');

/** Before the text becomes lower case. */
export const writtenOut = (text: string): string =>
  text
    .replace(EXACT, (short) => exact[short]!)
    .replace(/(?<![\w/])([LR])(?= (?:[a-z]|MCA|ICA))/g, (side) => (side === 'L' ? 'left' : 'right'));

const UNITS: Record<string, [zh: string, en: string]> = {
  ...{ h: ['小时', 'hours'], hr: ['小时', 'hours'], hrs: ['小时', 'hours'], '°': ['小时', 'hours'] },
  ...{ d: ['天', 'days'], '/7': ['天', 'days'], dys: ['天', 'days'] },
  ...{ w: ['周', 'weeks'], wk: ['周', 'weeks'], wks: ['周', 'weeks'], '/52': ['周', 'weeks'] },
  ...{ '/12': ['个月', 'months'], min: ['分钟', 'minutes'], mins: ['分钟', 'minutes'] },
};

/** Of lower-case text. */
export function spelledOut(text: string, chinese: boolean): string {
  return text
    .replace(ANY, (short) => any[short]!)
    .replace(/(?<![\w/])w\/ ?(?=[a-z\d])/g, 'with ')
    .replace(
      /(?<![\w.])(?:x ?)?(\d+)((?: ?(?:hrs?|h|d|dys|wks?|w|mins?)(?![\w']))|\/(?:7|52|12)(?![\d/]))/g,
      (all, n: string, unit: string) => {
        const [zh, en] = UNITS[unit.trim()]!;
        return chinese ? `${n}${zh}` : `${all.startsWith('x') ? 'for ' : ''}${n} ${en}`;
      },
    )
    .replace(/(?<![\w])x ?(?=\d+ (?:days?|weeks?|months?|hours?|minutes?|years?)\b)/g, 'for ')
    .replace(/\bx ?(?=\d+天|\d+小时|\d+周)/g, '');
}
