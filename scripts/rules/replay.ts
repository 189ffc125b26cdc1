/** A stored decision, asked again: each rule then and now. */
import type { Day } from '../../server/rules/facts.ts';
import { nameOf } from '../../server/rules/law.ts';
import { replay, type Replayed } from '../../server/rules/replay.ts';
import type { DecisionRow } from '../../server/rules/service.ts';
import { valuesOf, type Language } from './list.ts';
import { columns } from './table.ts';

export interface How {
  readonly at?: Day | undefined;
  readonly packs?: readonly string[] | undefined;
  readonly language: Language;
}

export function replayed(row: DecisionRow, { at, packs, language }: How): { text: string; equal: boolean } {
  const { law, day, rules } = replay(row, { day: at, packs });
  const known = new Set(law.rules.filter(({ at }) => at.includes(row.action)).map(({ id }) => id));
  const equal = rules.every((rule) => rule.equal);
  const differ = rules.filter((rule) => !rule.equal).length;
  const head = [
    `Decision ${row.decisionId}: ${row.action} of ${row.subject} ${row.subjectId}`,
    `  hospital ${row.hospitalId}${row.visitId ? `, visit ${row.visitId}` : ''}, by ${row.actorRole}${row.actorId ? ` ${row.actorId}` : ''}`,
    `  then  ${row.day}, at ${row.at.toISOString()}, ${row.packs.map(nameOf).join(' + ')}: ${row.verdict}${row.refused ? ', the transition was refused' : ''}`,
    `  now   ${day}, ${law.packs.map(nameOf).join(' + ')}${row.tightened.length ? `, with ${row.tightened.length} thresholds of the hospital’s own` : ''}`,
    '',
  ];
  const rows = rules.map(({ ruleId, then, now, equal: same }) => [
    ...[ruleId, then?.verdict ?? 'not asked'],
    ...[now?.verdict ?? (known.has(ruleId) ? 'not in force' : 'not asked'), same ? 'equal' : 'DIFFERS'],
    valuesOf((now ?? then)!.threshold),
  ]);
  const lines = columns([['rule', 'then', 'now', '', 'threshold'], ...rows], '  ').split('\n');
  return {
    equal,
    text: [
      ...head,
      lines[0],
      ...rules.flatMap((rule, i) => [lines[i + 1], ...said(rule, language)]),
      '',
      equal
        ? `  Every one of ${rules.length} rules says what it said.`
        : `  ${differ} of ${rules.length} rules differ.`,
    ].join('\n'),
  };
}

/** What stands behind a verdict that is no pass, and behind a difference. */
function said({ then, now, equal }: Replayed, language: Language): string[] {
  const of = (outcome: Replayed['now']) =>
    (outcome?.objections ?? []).map(
      ({ what, line }) => (line === null ? '' : `line ${line}: `) + what[language],
    );
  if (equal) return of(now).map((text) => `      ${text}`);
  const moved = then && now && valuesOf(then.threshold) !== valuesOf(now.threshold);
  return [
    ...(moved ? [`      threshold then: ${valuesOf(then.threshold)}`] : []),
    ...of(then).map((text) => `      then: ${text}`),
    ...of(now).map((text) => `      now:  ${text}`),
  ];
}
