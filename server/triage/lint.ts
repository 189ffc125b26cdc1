/** The lint's surroundings, read from the files once, and one protocol linted beside those that it stands with. */
import { readFileSync } from 'node:fs';
import { lintProtocol, lintTogether, type Fault, type Surroundings } from '@care-elements/triage/lint.ts';
import { lintEmergencies } from '@care-elements/triage/lint-emergencies.ts';
import type { Protocol } from '@care-elements/triage/protocol.ts';
import { builtIn } from './library.ts';

export type { Fault };

const read = (name: string) =>
  JSON.parse(readFileSync(new URL(`../../packages/triage/${name}`, import.meta.url), 'utf8'));

let around: Surroundings | undefined;
/** Departments, sources and complaints that a protocol may name. */
export const surroundings = (): Surroundings =>
  (around ??= {
    departments: new Set((read('departments.json') as { code: string }[]).map(({ code }) => code)),
    sources: new Set(Object.keys(read('sources.json'))),
    complaints: new Set(builtIn().complaints.map(({ complaintId }) => complaintId)),
  });

/** What is wrong with a protocol by itself, and with it among the others: those of its own id give way to it. */
export function lintBeside(protocol: Protocol, others: readonly Protocol[]): Fault[] {
  const beside = others.filter(({ id }) => id !== protocol.id);
  const file = `${protocol.id}.json`;
  // What is wrong among the others without it, such as an option that only a retired protocol reads, is not its fault.
  const nameOf = ({ where, problem }: Fault) => `${where} ${problem}`;
  const known = new Set(lintTogether(others, surroundings()).map(nameOf));
  return [
    ...lintProtocol(protocol, surroundings()),
    // Last: what differs from the others is then its own fault.
    ...lintTogether([...beside, protocol], surroundings()).filter(
      (fault) => fault.file === file && !known.has(nameOf(fault)),
    ),
    ...lintEmergencies([...beside, protocol]).filter((fault) => fault.file === file),
  ];
}
