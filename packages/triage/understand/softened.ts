/** Red flags that the same words take the edge off: a knock on the head on warfarin, wide awake, no vomiting. Seen today, not within minutes. Server only. */
import type { Atoms } from './atoms.ts';
import { countApart, deniedIn, isMild } from './mild.ts';
import { readWords } from './words.ts';

interface Table {
  /** With one of these atoms nothing is softened. */
  never: string[];
  /** Rules that say how bad something is, not what it is: one calm thing beside one or two of them, and no other red flag. */
  graded: string[];
  /** The same with two. */
  mostly: string[];
  /** Rule -> alternatives as of signs; `-` was looked for and denied. */
  rules: Record<string, string[][]>;
}
let table: Table | undefined;
const read = (): Table => (table ??= readWords<Table>('softened'));

/** More red flags than these are not taken for one thing that was said badly. */
const MOST_FLAGS = 2;
const CALM = { graded: 1, mostly: 2 };

/** Names of the rules (what stands behind the protocol's name). `holds` knows atoms, `!` and facts. */
export function softenedBy(
  holds: (name: string) => boolean,
  denied: ReadonlyMap<string, unknown>,
): Set<string> {
  const { never, rules } = read();
  const softened = new Set<string>();
  if (never.some(holds)) return softened;
  const each = (name: string) => (name.startsWith('-') ? denied.has(name.slice(1)) : holds(name));
  for (const [rule, alternatives] of Object.entries(rules))
    if (alternatives.some((names) => names.every(each))) softened.add(rule);
  return softened;
}

/** Is all that makes an emergency of it only a matter of degree, and the rest of the words calm? `names` are the rules of level 1. */
export function isToldCalmly(names: ReadonlySet<string>, atoms: Atoms): boolean {
  const { never, graded, mostly } = read();
  if (!names.size || names.size > MOST_FLAGS || never.some((atom) => atoms.said.has(atom))) return false;
  const all = [...names];
  const calm = calmThings(atoms);
  return (
    (calm >= CALM.graded && all.every((name) => graded.includes(name))) ||
    (calm >= CALM.mostly && all.every((name) => graded.includes(name) || mostly.includes(name)))
  );
}

/** How many things were said to be mild or well, or looked for and denied; words that overlap are one. */
const calmThings = (atoms: Atoms): number =>
  countApart([
    ...[...atoms.said.values()].filter(({ atom }) => atom.startsWith('ok-') || isMild(atom)),
    ...deniedIn(atoms),
  ]);
