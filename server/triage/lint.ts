/** The lint's surroundings, read from the files once, and one protocol linted beside those that it stands with. */
import { readFileSync } from 'node:fs';
import { Protocol as ProtocolShape } from '@care-elements/contract/triage.protocol.ts';
import { lintProtocol, lintTogether, type Fault, type Surroundings } from '@care-elements/triage/lint.ts';
import { lintEmergencies } from '@care-elements/triage/lint/emergencies.ts';
import type { Protocol } from '@care-elements/triage/protocol.ts';

export type { Fault };

const read = (name: string) =>
  JSON.parse(readFileSync(new URL(`../../packages/triage/${name}`, import.meta.url), 'utf8'));

let around: Surroundings | undefined;
/** Departments, sources and complaints that a protocol may name. */
export const surroundings = (): Surroundings =>
  (around ??= {
    departments: new Set((read('departments.json') as { code: string }[]).map(({ code }) => code)),
    sources: new Set(Object.keys(read('sources.json'))),
    complaints: new Set(
      (read('complaints.json') as { complaintId: string }[]).map(({ complaintId }) => complaintId),
    ),
  });

/** A protocol's file: what of its shape is wrong, each violation with its place; else what is wrong beyond it. */
export function lintFile(file: string, text: string): { protocol?: Protocol; faults: Fault[] } {
  let content: unknown;
  try {
    content = JSON.parse(text);
  } catch (error) {
    const remedy = 'Correct the JSON: an editor that knows protocol.schema.json shows where.';
    return {
      faults: [{ file, where: 'file', problem: `It is not JSON: ${(error as Error).message}.`, remedy }],
    };
  }
  const shape = ProtocolShape.safeParse(content);
  if (!shape.success)
    return {
      faults: shape.error.issues.map(({ path, message }) => ({
        ...{ file, where: placeOf(content, path), problem: `Its shape is wrong: ${message}.` },
        remedy: 'Correct it: protocol.schema.json names what may stand there.',
      })),
    };
  const protocol = shape.data as Protocol;
  const faults = lintProtocol(protocol, surroundings());
  if (`${protocol.id}.json` !== file)
    faults.push({
      file,
      where: 'id',
      problem: `Its id is ${protocol.id}.`,
      remedy: `Call the file ${protocol.id}.json.`,
    });
  return { protocol, faults };
}

/** `rules/chest-pain.now/why/en` rather than `rules.3.why.en`. */
function placeOf(content: unknown, path: readonly PropertyKey[]): string {
  let at = content as Record<PropertyKey, unknown> | undefined;
  const names = path.map((key) => {
    at = at?.[key] as typeof at;
    const name = at?.['linkId'] ?? at?.['id'];
    return typeof name === 'string' ? name : String(key);
  });
  return names.join('/') || 'file';
}

/**
 * What is wrong with a protocol by itself, and with it among the others: those of its own id give way to it. A complaint that
 * nobody has yet is not wrong: patients are offered it under the protocol's title.
 */
export function lintBeside(protocol: Protocol, others: readonly Protocol[]): Fault[] {
  const beside = others.filter(({ id }) => id !== protocol.id);
  const file = `${protocol.id}.json`;
  // What is wrong among the others without it, such as an option that only a retired protocol reads, is not its fault.
  const nameOf = ({ where, problem }: Fault) => `${where} ${problem}`;
  const known = new Set(lintTogether(others, surroundings()).map(nameOf));
  const own = surroundings();
  return [
    ...lintProtocol(protocol, { ...own, complaints: new Set([...own.complaints, protocol.complaint]) }),
    // Last: what differs from the others is then its own fault.
    ...lintTogether([...beside, protocol], surroundings()).filter(
      (fault) => fault.file === file && !known.has(nameOf(fault)),
    ),
    ...lintEmergencies([...beside, protocol]).filter((fault) => fault.file === file),
  ];
}
