/** What changed between two versions of triage content, line by line. Pure; for a protocol and an epidemic file alike. */
import type { ContentChange, ContentLine } from '@care-elements/contract/content.ts';

const nameOf = ({ part, key }: ContentLine) => `${part}/${key}`;

/** In the order of the newer version; what is gone stands at the end of its part. */
export function changesBetween(
  before: readonly ContentLine[],
  after: readonly ContentLine[],
): ContentChange[] {
  const old = byName(before);
  const now = byName(after);
  const changes: ContentChange[] = [];
  for (const part of [...new Set([...before, ...after].map((line) => line.part))]) {
    for (const [name, line] of now) {
      if (line.part !== part) continue;
      const was = old.get(name);
      const { key } = line;
      if (!was) changes.push({ part, key, change: 'added', before: null, after: line });
      else if (JSON.stringify(was) !== JSON.stringify(line))
        changes.push({ part, key, change: 'changed', before: was, after: line });
    }
    for (const [name, was] of old)
      if (was.part === part && !now.has(name))
        changes.push({ part, key: was.key, change: 'removed', before: was, after: null });
    // Among equals the first is asked, and told, first: so the order counts.
    const order = (lines: Map<string, ContentLine>, others: Map<string, ContentLine>) =>
      [...lines].flatMap(([name, line]) => (line.part === part && others.has(name) ? [name] : [])).join();
    if (order(old, now) !== order(now, old))
      changes.push({ part, key: part, change: 'moved', before: null, after: null });
  }
  return changes;
}

/** Two lines of one name (a file may repeat a level) are told apart by their order. */
function byName(lines: readonly ContentLine[]): Map<string, ContentLine> {
  const named = new Map<string, ContentLine>();
  for (const line of lines) {
    let name = nameOf(line);
    while (named.has(name)) name += '+';
    named.set(name, line);
  }
  return named;
}
