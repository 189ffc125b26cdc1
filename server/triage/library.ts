/** The protocols that come with the program: read once from their files, refused when their shape is wrong, each under its hash. */
import { readdirSync, readFileSync } from 'node:fs';
import type { Text } from '@care-elements/contract/common.ts';
import { Protocol as ProtocolShape } from '@care-elements/contract/triage.protocol.ts';
import type { Protocol } from '@care-elements/triage/protocol.ts';
import { isFor } from '@care-elements/triage/who.ts';
import { hashOf } from '../canonical.ts';

export interface LibraryEntry {
  readonly protocol: Protocol;
  readonly hash: string;
  /** The hospital's medical lead has signed this very version. */
  readonly reviewed: boolean;
}
export interface Library {
  /** By id. */
  readonly protocols: ReadonlyMap<string, LibraryEntry>;
  /** The same without hashes, for those who understand words. */
  readonly all: readonly Protocol[];
  /** In the order in which patients are offered them. */
  readonly complaints: readonly { complaintId: string; name: Text }[];
}

/**
 * Whether whoever comes can be asked something. Where not, as where nobody has signed the general questions, patients
 * choose a department themselves and a human asks.
 */
export const asksEverybody = (
  { all }: Pick<Library, 'all'>,
  { age, sex }: { age: number; sex: string },
): boolean => all.some((protocol) => protocol.complaint === 'general' && isFor(protocol, age, sex));

const FILES = new URL('../../packages/triage/', import.meta.url);

/** A review signs the hash, so it is not part of it; nor is the pointer to the editor's schema. */
export function protocolHash({ review: _, $schema: __, ...content }: Protocol): string {
  return hashOf(content);
}

export function readLibrary(folder = FILES): Library {
  const protocols = new Map<string, LibraryEntry>();
  for (const name of readdirSync(new URL('protocols/', folder)).sort()) {
    if (!name.endsWith('.json')) continue;
    const protocol = readProtocol(new URL(`protocols/${name}`, folder), name);
    protocols.set(protocol.id, { protocol, hash: protocolHash(protocol), reviewed: false });
  }
  const complaints = JSON.parse(readFileSync(new URL('complaints.json', folder), 'utf8'));
  return { protocols, all: [...protocols.values()].map(({ protocol }) => protocol), complaints };
}

function readProtocol(file: URL, name: string): Protocol {
  const result = ProtocolShape.safeParse(JSON.parse(readFileSync(file, 'utf8')));
  if (!result.success) {
    const [issue] = result.error.issues;
    throw new Error(`Triage protocol ${name}: ${issue?.path.join('.')}: ${issue?.message}`);
  }
  const protocol = result.data as Protocol;
  if (`${protocol.id}.json` !== name) throw new Error(`Triage protocol ${name}: its id is ${protocol.id}.`);
  return protocol;
}

let library: Library | undefined;
/** Read at the first use and kept. */
export const builtIn = (): Library => (library ??= readLibrary());
