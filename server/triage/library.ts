/**
 * The protocols that come with the program: read once from their files, refused when their shape is wrong, each under its hash.
 * To look through them all takes half a second of a core, as long as the rest of a start: of a file that stands in `checked.json` as it
 * is, `npm run triage:schema` has done it.
 */
import { createHash } from 'node:crypto';
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

/** Of a file by its name: its own SHA-256, and the hash of the protocol in it. */
export type Checks = Record<string, { file: string; protocol: string }>;

export const CHECKED = new URL('../../packages/triage/checked.json', import.meta.url);
const storedChecks = () => JSON.parse(readFileSync(CHECKED, 'utf8')) as Checks;
const sha256 = (text: string) => createHash('sha256').update(text).digest('hex');

/** @param checks `{}`, and every file is looked through */
export function readLibrary(folder = FILES, checks = storedChecks()): Library {
  const protocols = new Map<string, LibraryEntry>();
  for (const name of protocolFiles(folder)) {
    const text = readFileSync(new URL(`protocols/${name}`, folder), 'utf8');
    const known = checks[name]?.file === sha256(text) ? checks[name] : undefined;
    const protocol = known ? (JSON.parse(text) as Protocol) : readProtocol(text, name);
    const hash = known?.protocol ?? protocolHash(protocol);
    protocols.set(protocol.id, { protocol, hash, reviewed: false });
  }
  const complaints = JSON.parse(readFileSync(new URL('complaints.json', folder), 'utf8'));
  return { protocols, all: [...protocols.values()].map(({ protocol }) => protocol), complaints };
}

const protocolFiles = (folder: URL) =>
  readdirSync(new URL('protocols/', folder))
    .filter((name) => name.endsWith('.json'))
    .sort();

/** Looks through every file. */
export function checksOf(folder = FILES): Checks {
  const { protocols } = readLibrary(folder, {});
  return Object.fromEntries(
    protocolFiles(folder).map((name) => [
      name,
      {
        file: sha256(readFileSync(new URL(`protocols/${name}`, folder), 'utf8')),
        protocol: protocols.get(name.slice(0, -'.json'.length))!.hash,
      },
    ]),
  );
}

function readProtocol(text: string, name: string): Protocol {
  const result = ProtocolShape.safeParse(JSON.parse(text));
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
