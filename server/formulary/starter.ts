/** The starter formulary, the same for every hospital: a draft, its source and confidence on each row, read and checked at start. */
import { readFileSync } from 'node:fs';
import { z } from 'zod';
import { hashOf } from '../canonical.ts';
import { ingredientNamed } from './allergens.ts';
import { asDrug, PIECES } from './pieces.ts';
import { hashOfRows, indexOf, type Index } from './rows.ts';
import { Drug, type FormularyProvider, type Kind } from './provider.ts';

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
  const products = z.object({ drugs: z.array(Drug) }).parse(json('starter/drugs.json'));
  const herbs = PIECES.map((piece) => asDrug(piece, ingredientNamed(piece.herb) ?? piece.herb));
  const drugs = z.array(Drug).parse([...products.drugs, ...herbs]);
  const sorted = drugs.toSorted((a, b) => (a.drugId < b.drugId ? -1 : 1));
  return (read = { packVersion: version, drugs, rowsHash: hashOfRows(sorted), index: indexOf(drugs) });
}

/** What the program knows of medicines beside each other: a signature is over these files as well. */
export const KNOWLEDGE_HASH = hashOf(
  [
    ...['starter/interactions.json', 'starter/classes.json', 'starter/hidden.json', 'starter/herbs.json'],
    'starter/pieces.json',
    ...['allergens.json', 'cautions.json', 'duplicate-classes.json', 'named.json'],
  ].map(json),
);

/** The starter pack alone, whoever asks. */
export function openStarterFormulary(): Pick<FormularyProvider, 'inUse'> & {
  search(work: unknown, q: string, limit: number, kind?: Kind): Promise<Drug[]>;
  get(work: unknown, drugId: string): Promise<Drug | undefined>;
} {
  const { index, rowsHash } = starter();
  return {
    search: async (_work, q, limit, kind) => index.search(q, limit, kind),
    get: async (_work, drugId) => index.byId.get(drugId),
    inUse: async () => ({ version: 0, hash: rowsHash, signed: false, usable: true }),
  };
}
