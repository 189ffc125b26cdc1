/** The standard catalogue of departments (诊疗科目名录) and which of them the fired rules want first. Server only. */
import type { DepartmentWeight, Text } from './protocol.ts';
import entries from './departments.json' with { type: 'json' };

export interface CatalogueEntry {
  code: string;
  /** As hospitals write it on the door. */
  name: Text;
  /** As the catalogue has it, where that is another: 呼吸内科专业. */
  official?: string;
  /** Where to go where there is none such, best first. */
  near: string[];
}
/**
 * 诊疗科目名录 to the second level by code: 1994, with aesthetic medicine (2002), pain (2007), intensive care (2009) and the
 * parts of dentistry (2010) that were added later. Written from memory: it is to be compared with the text of the law.
 */
export const catalogue: ReadonlyMap<string, CatalogueEntry> = new Map(
  (entries as CatalogueEntry[]).map((entry) => [entry.code, entry]),
);

/** What the catalogue calls a code; the code itself where it has none such. */
export const departmentName = (code: string): Text =>
  catalogue.get(code)?.name ?? { 'zh-CN': code, en: code };

/** The catalogue's own name, word for word: 心血管内科专业. What it calls 其他 goes by its parent's name: 其他内科. */
export function catalogueName(code: string): string {
  const { name, official = name['zh-CN'] } = catalogue.get(code) ?? { name: { 'zh-CN': code } };
  return official === '其他' ? name['zh-CN'] : official;
}

/** Departments in which grown-ups' doctors see no small child. */
const GROWN_UPS = /^(0[23]|16)/;

/** Where children are seen with everybody else. */
const ANY_AGE = /^(?:04\.03|10|12|20)/;

/** A department and what wants it: a rule's reason, or the complaint. */
export interface Wanted extends DepartmentWeight {
  why?: Text;
  ruleId?: string | null;
}

/** Sums the weights by code, best first; under 14 the children's departments go before the grown-ups'. The heaviest reason stays. */
export function rankWanted(wanted: readonly Wanted[], age: number): Wanted[] {
  const sums = new Map<string, { sum: number; heaviest: Wanted }>();
  for (const one of wanted) {
    const { sum = 0, heaviest = one } = sums.get(one.code) ?? {};
    sums.set(one.code, {
      sum: sum + one.weight,
      heaviest: one.weight > heaviest.weight ? one : heaviest,
    });
  }
  if (age < 14) {
    const all = [...sums].map(([code, one]) => ({ code, ...one })).sort((a, b) => b.sum - a.sum);
    for (const code of [...sums.keys()]) if (GROWN_UPS.test(code)) sums.delete(code);
    // Eyes, teeth, bones and what can't wait are seen where everybody's are; else the children's department goes first.
    const [best] = all;
    const [child] = all.filter(({ code }) => /^0[789]/.test(code));
    if (!best || !/^0[789]/.test(best.code)) {
      const { code = '07', heaviest = best?.heaviest } = child ?? {};
      const sum = Math.max(child?.sum ?? 0, (best?.sum ?? 0) + (best && ANY_AGE.test(best.code) ? -1 : 1));
      sums.set(code, { sum, heaviest: { ...heaviest, code, weight: 1 } });
    }
  }
  return [...sums]
    .map(([code, { sum, heaviest }]) => ({ ...heaviest, code, weight: sum }))
    .sort((a, b) => b.weight - a.weight || a.code.localeCompare(b.code));
}
