/** Knows whose matter it is by the words themselves: a mole is the skin doctor's, whatever the complaint was taken to be. Server only. */
import type { DepartmentWeight } from '../protocol.ts';
import type { Understood } from './signs.ts';
import { readWords } from './words.ts';

let table: [atom: string, departments: DepartmentWeight[]][] | undefined;
const specialties = () =>
  (table ??= Object.entries(readWords<Record<string, DepartmentWeight[]>>('specialties')));

/** What people have besides, and what a drug is for: it says where to go only when nothing else does. */
const BESIDE = /^s-(?:hormone|heart|kidney|blood|liver|bowel|lung|nerve|allergen|rheum)$/;
/** Complaints that are nobody's own. */
const VAGUE = new Set(['general', 'results', 'refill', 'fatigue', 'medicine']);

/** Joints ache beside much else: they count where they are what somebody begins with. */
const FIRST = /^s-bone$/;
const BEGIN = 14;
/** Whose matter it is even when it cannot wait for the clinic of tomorrow. */
const TODAY = /^s-(?:breast|tooth|urology|gyn)$/;

/** The departments of what was said first. */
export function specialtyOf(
  { atoms: { said } }: Understood,
  complaint: string,
  level: number,
): readonly DepartmentWeight[] {
  const named = specialties()
    .filter(
      ([atom]) =>
        said.has(atom) &&
        (!FIRST.test(atom) || said.get(atom)!.start < BEGIN || VAGUE.has(complaint)) &&
        (VAGUE.has(complaint) || (level < 3 ? TODAY.test(atom) : !BESIDE.test(atom))),
    )
    .sort(([a], [b]) => said.get(a)!.start - said.get(b)!.start);
  return named[0]?.[1] ?? [];
}
