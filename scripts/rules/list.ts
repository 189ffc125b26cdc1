/** The table of rules: each with its article, what it is held against on the day, and where it stands. */
import type { Day } from '../../server/rules/facts.ts';
import { lawOfPacks, nameOf, thresholdsOn } from '../../server/rules/law.ts';
import { lawOf, PACKS } from '../../server/rules/registry.ts';
import type { Rule } from '../../server/rules/rule.ts';
import type { Values } from '../../server/rules/threshold.ts';
import { columns } from './table.ts';

export type Language = 'zh-CN' | 'en';

/** Without packs, every pack's own rules; with them, the law that they make together. Throws for a pack that is not there. */
export function list(packs: readonly string[] | undefined, day: Day, language: Language): string {
  const laws = packs ? [lawOf(packs)] : PACKS.map((pack) => lawOfPacks([pack]));
  return laws
    .map((law) => {
      const head = `${law.packs.map(nameOf).join(' + ')}, on ${day}: ${law.rules.length} rules`;
      const rows = law.rules.map((rule) => [
        ...[rule.id, rule.mark, statusOf(rule, day), valuesOf(thresholdsOn(law, rule, day))],
        rule.article,
      ]);
      const lines = columns([['rule', 'mark', 'status', 'threshold', 'article'], ...rows]).split('\n');
      return [
        head,
        lines[0],
        ...law.rules.flatMap((rule, i) => [lines[i + 1], `    ${rule.summary[language]}${origin(rule)}`]),
      ].join('\n');
    })
    .join('\n\n');
}

const origin = ({ from, replaces }: Rule): string =>
  replaces ? ` [${from} in the place of ${replaces}]` : '';

function statusOf({ effectiveFrom, effectiveUntil, needsLegalReview }: Rule, day: Day): string {
  const force =
    day < effectiveFrom
      ? `not before ${effectiveFrom}`
      : effectiveUntil !== null && day >= effectiveUntil
        ? `ended ${effectiveUntil}`
        : `since ${effectiveFrom}`;
  return needsLegalReview ? `${force}, needs legal review` : force;
}

export const valuesOf = (values: Values): string =>
  Object.entries(values)
    .map(([key, value]) => `${key} ${Array.isArray(value) ? `[${value.join(' ')}]` : String(value)}`)
    .join(', ') || '-';
