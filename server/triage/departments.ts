/** From the catalogue's departments, as the protocols want them, to the ones that the hospital has. */
import type { Text } from '@care-elements/contract/common.ts';
import type { TriageResult } from '@care-elements/contract/triage.ts';
import { catalogue } from '@care-elements/triage/departments.ts';
import type { DepartmentWeight } from '@care-elements/triage/protocol.ts';

export interface Candidate {
  departmentId: string;
  code: string;
  name: Text;
  open: boolean;
}

/** The hospital's departments for what is wanted, best first: itself, then along the catalogue, then what is near. */
export function mapDepartments(
  wanted: readonly DepartmentWeight[],
  have: readonly Candidate[],
): TriageResult['departments'] {
  const open = have.filter((d) => d.open);
  const there = new Map((open.length ? open : have).map((d) => [d.code, d]));
  const chosen = new Map<string, TriageResult['departments'][number]>();
  const choose = (d: Candidate, insteadOf: Text | null) => {
    if (!chosen.has(d.departmentId))
      chosen.set(d.departmentId, { departmentId: d.departmentId, name: d.name, insteadOf });
  };
  for (const { code } of wanted) {
    for (const near of chain(code)) {
      const found = there.get(near);
      if (!found) continue;
      choose(found, found.code === code ? null : (catalogue.get(code)?.name ?? null));
      break;
    }
  }
  // A hospital of one speciality: better its own door than none.
  const [any] = there.values();
  if (chosen.size === 0 && any) choose(any, catalogue.get(wanted[0]?.code ?? '')?.name ?? null);
  return [...chosen.values()].slice(0, 3);
}

/** The code, what it is part of, and what is near, each once. */
function chain(code: string): string[] {
  const seen = new Set<string>();
  const queue = [code];
  for (let next; (next = queue.shift());) {
    if (seen.has(next)) continue;
    seen.add(next);
    if (next.includes('.')) queue.push(next.slice(0, next.lastIndexOf('.')));
    queue.push(...(catalogue.get(next)?.near ?? []));
  }
  return [...seen];
}
