/** Finds what nobody can list: a part of the body and what happened to it, said close together in any words, make one sign. Server only. */
import type { Found } from './atoms.ts';
import { matchesOf } from './matches.ts';
import { readWords } from './words.ts';

/** `parts`: names and their patterns. `near`: atom -> pairs of parts that make it, in either order. */
interface Parts {
  parts: Record<string, { 'zh-CN': string[]; en: string[] }>;
  near: Record<string, [string, string][]>;
}

/** Characters between the two. */
const GAP = { 'zh-CN': 8, en: 32 };
/** Ends what belongs together. */
const APART =
  /[，。；！？,;!?\n]|\.(?!\d)|[不没无未]|但|可是|\b(?:but|however|although|and (?:no|my|i)|no|not|without|never)\b/;
/** Places of one part that are looked at. */
const MOST = 8;

type Place = [start: number, end: number];
let table: { parts: [name: string, zh: RegExp, en: RegExp][]; near: Parts['near'] } | undefined;

function read() {
  if (table) return table;
  const { parts, near } = readWords<Parts>('parts');
  table = {
    near,
    parts: Object.entries(parts).map(([name, said]) => [
      name,
      new RegExp(said['zh-CN'].join('|'), 'g'),
      new RegExp(`(?<![\\w'])(?:${said.en.join('|')})(?![\\w])`, 'g'),
    ]),
  };
  return table;
}

/** `text` is plain (see plain.ts). */
export function nearIn(text: string, chinese: boolean, latin: boolean): Found[] {
  const { parts, near } = read();
  const places = new Map(
    parts.map(([name, zh, en]) => {
      const matches = [zh, en].flatMap((pattern, i) =>
        (i ? latin : chinese) ? matchesOf(pattern, text, MOST) : [],
      );
      return [
        name,
        matches.slice(0, MOST).map(({ index, 0: words }): Place => [index, index + words.length]),
      ];
    }),
  );
  const gap = chinese ? GAP['zh-CN'] : GAP.en;
  const found: Found[] = [];
  for (const [atom, pairs] of Object.entries(near))
    for (const [one, other] of pairs)
      for (const a of places.get(one) ?? [])
        for (const b of places.get(other) ?? []) {
          const [first, second] = a[0] <= b[0] ? [a, b] : [b, a];
          // One word is not two things.
          if (second[0] < first[1] || second[0] - first[1] > gap) continue;
          if (APART.test(text.slice(first[1], second[0]))) continue;
          found.push({ atom, start: first[0], end: second[1], words: text.slice(first[0], second[1]) });
        }
  return found;
}
