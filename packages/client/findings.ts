/** Owns how the findings of a prescription are read: in which order, at which line, and which of them stop it. Pure. */
import { SEVERITIES } from '@care-elements/contract/prescription.terms.ts';
import type { Finding } from '@care-elements/contract/prescription.ts';

/** The most dangerous first. */
export const bySeverity = (a: Finding, b: Finding): number =>
  SEVERITIES.indexOf(a.severity) - SEVERITIES.indexOf(b.severity);

/** Whether the finding only says that the doctor is not done yet. */
export const isUnfinished = ({ check, key }: Finding): boolean =>
  check === 'incomplete' || check === 'no-items' || key === 'herb-sheet:incomplete';

/** The findings of one line, the most dangerous first; a line that is not complete is told so once. */
export function findingsOf(findings: readonly Finding[], line: number | null): Finding[] {
  const here = findings.filter((f) => f.line === line);
  const unfinished = here.some(isUnfinished);
  return here
    .filter((f) => !(unfinished && f.severity === 'unable_to_check' && f.step !== 'suitability'))
    .sort(bySeverity);
}

/** Findings that stop signature and pass. */
export const blocksOf = (findings: readonly Finding[]): Finding[] =>
  findings.filter((f) => f.severity === 'block' && !f.overridden);
