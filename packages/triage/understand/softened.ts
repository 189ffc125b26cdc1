/** Red flags that the same words take the edge off: a knock on the head on warfarin, wide awake, no vomiting. Seen today, not within minutes. Server only. */
import { readWords } from './words.ts';

/** `never`: with one of these nothing is softened. `rules`: rule -> alternatives as of signs; `-` was looked for and denied. */
interface Table {
  never: string[];
  rules: Record<string, string[][]>;
}
let table: Table | undefined;

/** Names of the rules (what stands behind the protocol's name). `holds` knows atoms, `!` and facts. */
export function softenedBy(
  holds: (name: string) => boolean,
  denied: ReadonlyMap<string, unknown>,
): Set<string> {
  const { never, rules } = (table ??= readWords<Table>('softened'));
  const softened = new Set<string>();
  if (never.some(holds)) return softened;
  const each = (name: string) => (name.startsWith('-') ? denied.has(name.slice(1)) : holds(name));
  for (const [rule, alternatives] of Object.entries(rules))
    if (alternatives.some((names) => names.every(each))) softened.add(rule);
  return softened;
}
