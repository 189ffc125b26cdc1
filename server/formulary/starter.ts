/** The starter formulary, the same for every hospital: a draft, its source and confidence on each row, read and checked at start. */
import { readFileSync } from 'node:fs';
import { z } from 'zod';
import { hashOf } from '../canonical.ts';
import { hashOfRows, indexOf, type Index } from './rows.ts';
import { Drug, type FormularyProvider } from './provider.ts';

const at = (name: string) => new URL(`./data/${name}`, import.meta.url);
const json = (name: string): unknown => JSON.parse(readFileSync(at(name), 'utf8'));

export interface Starter {
  readonly packVersion: string;
  readonly drugs: readonly Drug[];
  readonly rowsHash: string;
  readonly index: Index;
}
let read: Starter | undefined;
/** Read once in a process; throws where a row is not of the shape. */
export function starter(): Starter {
  if (read) return read;
  const { version } = z.object({ version: z.string() }).parse(json('starter/about.json'));
  const { drugs } = z.object({ drugs: z.array(Drug) }).parse(json('starter/drugs.json'));
  const sorted = drugs.toSorted((a, b) => (a.drugId < b.drugId ? -1 : 1));
  return (read = { packVersion: version, drugs, rowsHash: hashOfRows(sorted), index: indexOf(drugs) });
}

/** What the program knows of medicines beside each other: a signature is over these files as well. */
export const KNOWLEDGE_HASH = hashOf(
  [
    ...['starter/interactions.json', 'starter/classes.json', 'starter/hidden.json', 'starter/herbs.json'],
    ...['allergens.json', 'cautions.json', 'duplicate-classes.json', 'named.json'],
  ].map(json),
);

/** The starter pack alone, whoever asks. */
export function openStarterFormulary(): Pick<FormularyProvider, 'inUse'> & {
  search(work: unknown, q: string, limit: number): Promise<Drug[]>;
  get(work: unknown, drugId: string): Promise<Drug | undefined>;
} {
  const { index, rowsHash } = starter();
  return {
    search: async (_work, q, limit) => index.search(q, limit),
    get: async (_work, drugId) => index.byId.get(drugId),
    inUse: async () => ({ version: 0, hash: rowsHash, signed: false, usable: true }),
  };
}
