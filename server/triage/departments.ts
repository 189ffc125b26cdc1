/** From the catalogue's departments, as the protocols want them, to the ones that the hospital has. */
import { readFileSync } from 'node:fs';
import type { Text } from '@care-elements/contract/common.ts';
import type { TriageResult } from '@care-elements/contract/triage.ts';
import type { DepartmentWeight } from '@care-elements/triage/protocol.ts';

interface CatalogueEntry {
  code: string;
  name: Text;
  /** Where to go where there is none such, best first. */
  near?: string[];
}
/** 诊疗科目名录 (1994, with the later additions) to the second level; names without their 专业. */
const catalogue = new Map(
  (
    JSON.parse(
      readFileSync(new URL('../../packages/triage/departments.json', import.meta.url), 'utf8'),
    ) as CatalogueEntry[]
  ).map((entry) => [entry.code, entry]),
);

/** Departments in which grown-ups' doctors see no small child. */
const GROWN_UPS = /^(0[23]|16|20)/;

export interface Candidate {
  departmentId: string;
  code: string;
  name: Text;
  open: boolean;
}

/** Sums the weights by code, best first; under 14 the children's departments go before the grown-ups'. */
export function rankWanted(wanted: readonly DepartmentWeight[], age: number): DepartmentWeight[] {
  const sums = new Map<string, number>();
  for (const { code, weight } of wanted) sums.set(code, (sums.get(code) ?? 0) + weight);
  if (age < 14) {
    const most = Math.max(0, ...sums.values());
    for (const code of [...sums.keys()]) if (GROWN_UPS.test(code) && code !== '20') sums.delete(code);
    if (![...sums.keys()].some((code) => /^0[78]/.test(code))) sums.set('07', most + 1);
  }
  return [...sums]
    .map(([code, weight]) => ({ code, weight }))
    .sort((a, b) => b.weight - a.weight || a.code.localeCompare(b.code));
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
