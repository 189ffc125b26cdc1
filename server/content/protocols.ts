/** Protocols as signed content: their files, their words, and the check that an upload has to pass. */
import type { FieldError } from '@care-elements/contract/problems.ts';
import { Protocol as ProtocolShape } from '@care-elements/contract/triage.protocol.ts';
import { departmentName } from '@care-elements/triage/departments.ts';
import type { Protocol } from '@care-elements/triage/protocol.ts';
import { readProtocol } from '@care-elements/triage/reading.ts';
import { builtIn, protocolHash } from '../triage/library.ts';
import { lintBeside, type Fault } from '../triage/lint.ts';
import type { ContentBody, ContentSource } from './source.ts';

const MOST_ERRORS = 50;
const asProtocol = (body: ContentBody): Protocol => body as unknown as Protocol;

export const protocolSource: ContentSource = {
  files: () =>
    [...builtIn().protocols.values()].map(({ protocol, hash }) => ({
      body: protocol as unknown as ContentBody,
      hash,
    })),
  titleOf: (body) => asProtocol(body).title,
  hashOf: (body) => protocolHash(asProtocol(body)),
  lines: (body) => readProtocol(asProtocol(body), departmentName),
  check(value, others) {
    const shape = ProtocolShape.safeParse({ review: null, ...(value as object) });
    if (!shape.success)
      return {
        errors: shape.error.issues.slice(0, MOST_ERRORS).map(({ path, code, message }) => ({
          ...{ pointer: pointerOf(path), code, message, where: path.join('/') },
          ...{ problem: message, remedy: 'Correct its shape: the JSON Schema names what may stand there.' },
        })),
      };
    // Who signed it stands in signatures of our own, never in the file.
    const { $schema: _, ...protocol } = { ...(shape.data as Protocol), review: null };
    const faults = lintBeside(
      protocol,
      others.map((body) => asProtocol(body)),
    );
    if (faults.length)
      return { errors: faults.slice(0, MOST_ERRORS).map((fault) => errorOf(protocol, fault)) };
    return { body: protocol as unknown as ContentBody };
  },
};

const pointerOf = (path: readonly PropertyKey[]): string =>
  ['', 'content', ...path.map((part) => String(part).replaceAll('~', '~0').replaceAll('/', '~1'))].join('/');

/** The lint says `rules/chest-pain.now`; a pointer counts: `/content/rules/3`. */
function errorOf(protocol: Protocol, { where, problem, remedy }: Fault): FieldError {
  const [part, name] = where.split('/');
  const at =
    part === 'rules'
      ? protocol.rules.findIndex(({ id }) => id === name)
      : part === 'questions'
        ? protocol.questions.findIndex(({ linkId }) => linkId === name)
        : part === 'outcomes'
          ? protocol.outcomes.findIndex(({ level }) => `${level}` === name)
          : -1;
  const path = at >= 0 ? [part!, at] : part === 'advice' && name ? [part, name] : [part!];
  return { pointer: pointerOf(path), code: 'lint', message: `${problem} ${remedy}`, where, problem, remedy };
}
