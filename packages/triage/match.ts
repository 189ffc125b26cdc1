/** Finds complaints in free words: names and lay synonyms, denied ones left out, small typing errors forgiven. Server only. */
import type { Text } from './protocol.ts';

interface Named {
  name: Text;
  synonyms: { 'zh-CN': readonly string[]; en: readonly string[] };
}

/** Of what was typed, so many characters are looked at. */
const LONGEST = 500;
/** What denies a word stands nearer to it than this. */
const NEAR = 40;

/** Half-width, lower case, one space; what people type in many ways becomes one. */
export const plain = (text: string): string =>
  text.normalize('NFKC').toLowerCase().replace(/[’‘`]/g, "'").replace(/\s+/g, ' ').trim();

/** The matching ones, best first; all of them, in their order, when nothing matches. */
export function matchComplaints<C extends Named>(words: string, complaints: readonly C[]): C[] {
  // Cut anew: one character can become eighteen (U+FDFA).
  const said = plain(words).slice(0, LONGEST);
  const saidPairs = pairs(said);
  const scored = complaints.map((complaint, order) => {
    const names = [
      ...Object.values(complaint.name).flatMap((name) => name.split(/[、,，/]| or /)),
      ...complaint.synonyms['zh-CN'],
      ...complaint.synonyms.en,
    ].map(plain);
    return { complaint, order, score: Math.max(...names.map((name) => scoreOf(said, saidPairs, name))) };
  });
  const found = scored
    .filter(({ score }) => score > 0)
    .sort((a, b) => b.score - a.score || a.order - b.order);
  return (found.length ? found : scored).map(({ complaint }) => complaint);
}

function scoreOf(said: string, saidPairs: Set<string>, name: string): number {
  if (!name) return 0;
  for (let at = said.indexOf(name); at >= 0; at = said.indexOf(name, at + 1))
    if (!denied(said, at)) return 1 + name.length;
  // Half-typed, as in a search box.
  if (said.length > 1 && name.startsWith(said)) return 1;
  const parts = pairs(name);
  const shared = [...parts].filter((pair) => saidPairs.has(pair)).length;
  return parts.size > 2 && shared / parts.size > 0.6 ? shared / parts.size : 0;
}

const pairs = (text: string): Set<string> =>
  new Set(Array.from({ length: Math.max(0, text.length - 1) }, (_, i) => text.slice(i, i + 2)));

/** Is what stands at `at` denied by the words just before it? */
export const denied = (text: string, at: number): boolean =>
  /(没有|没|無|无|不是|并无|不|否认)[^，。；,.;!?！？]{0,4}$|\b(no|not|without|never|denies|don't have|doesn't have)\b[^,.;!?]{0,16}$/.test(
    text.slice(Math.max(0, at - NEAR), at),
  );
