/** The standard catalogue of departments (诊疗科目名录) and which of them the fired rules want first. Server only. */
import type { DepartmentWeight, Text } from './protocol.ts';
import entries from './departments.json' with { type: 'json' };

export interface CatalogueEntry {
  code: string;
  name: Text;
  /** Where to go where there is none such, best first. */
  near?: string[];
}
/** 诊疗科目名录 (1994, with the later additions) to the second level by code; names without their 专业. */
export const catalogue: ReadonlyMap<string, CatalogueEntry> = new Map(
  (entries as CatalogueEntry[]).map((entry) => [entry.code, entry]),
);

/** What the catalogue calls a code; the code itself where it has none such. */
export const departmentName = (code: string): Text =>
  catalogue.get(code)?.name ?? { 'zh-CN': code, en: code };

/** Departments in which grown-ups' doctors see no small child. */
const GROWN_UPS = /^(0[23]|16)/;

/** Sums the weights by code, best first; under 14 the children's departments go before the grown-ups'. */
export function rankWanted(wanted: readonly DepartmentWeight[], age: number): DepartmentWeight[] {
  const sums = new Map<string, number>();
  for (const { code, weight } of wanted) sums.set(code, (sums.get(code) ?? 0) + weight);
  if (age < 14) {
    const most = Math.max(0, ...sums.values());
    for (const code of [...sums.keys()]) if (GROWN_UPS.test(code)) sums.delete(code);
    if (![...sums.keys()].some((code) => /^0[78]/.test(code))) sums.set('07', most + 1);
  }
  return [...sums]
    .map(([code, weight]) => ({ code, weight }))
    .sort((a, b) => b.weight - a.weight || a.code.localeCompare(b.code));
}
