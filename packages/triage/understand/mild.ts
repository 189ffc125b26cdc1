/** How mild the words are: what says so, and what was looked for and denied. Server only. */
import type { Atoms, Found } from './atoms.ts';
import { readWords } from './words.ts';

interface Table {
  /** Atoms of mildness, also named by people who know it: a mouth ulcer, athlete's foot, a mosquito bite. */
  mild: string[];
  /** An ordinary cause was named. */
  ordinaryCause: string[];
  /** Appendix, gall bladder, kidney: new pain there counts as moderate. */
  needsALook: string[];
  /** Denied, these say nothing of how bad it is: "he has not been vaccinated". `o-*` is all that begins so. */
  noSymptom: string[];
}
let table:
  { mild: Set<string>; needsALook: string[]; noSymptom: Set<string>; beginnings: string[] } | undefined;

function read() {
  if (table) return table;
  const { mild, ordinaryCause, needsALook, noSymptom } = readWords<Table>('mild');
  return (table = {
    ...{ mild: new Set([...mild, ...ordinaryCause]), needsALook, noSymptom: new Set(noSymptom) },
    beginnings: noSymptom.filter((name) => name.endsWith('*')).map((name) => name.slice(0, -1)),
  });
}

export const isMild = (atom: string): boolean => read().mild.has(atom);

export const needsALook = ({ said }: Atoms): boolean => read().needsALook.some((atom) => said.has(atom));

/** Signs that were looked for and are not there. */
export const deniedIn = ({ denied }: Atoms): Found[] =>
  [...denied.values()].filter(
    ({ atom }) => !read().noSymptom.has(atom) && !read().beginnings.some((begin) => atom.startsWith(begin)),
  );

/** How many things; words that overlap are one: "no chest pain" denies no chest, no pain and no chest pain. */
export function countApart(found: readonly Found[]): number {
  let count = 0;
  let end = -1;
  for (const place of found.toSorted((a, b) => a.start - b.start)) {
    if (place.start >= end) count++;
    end = Math.max(end, place.end);
  }
  return count;
}
