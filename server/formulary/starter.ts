/** The starter formulary, the same for every hospital: a draft, its source and confidence on each row, read and checked at start. */
import { readFileSync } from 'node:fs';
import { z } from 'zod';
import { search, searchable } from '../terminology/match.ts';
import { Drug, type FormularyProvider } from './provider.ts';

const File = z.object({ drugs: z.array(Drug) });

/** Reads and validates the bundled file; throws where a row is not of the shape. */
export function openStarterFormulary(): FormularyProvider {
  const file: unknown = JSON.parse(
    readFileSync(new URL('./data/starter/drugs.json', import.meta.url), 'utf8'),
  );
  const rows = File.parse(file).drugs.map((drug) => ({
    row: drug,
    words: searchable(
      drug.atc ? [drug.atc] : [],
      [
        drug.name['zh-CN'],
        drug.name.en,
        drug.inn.replaceAll('_', ' '),
        drug.brand?.['zh-CN'] ?? '',
        drug.brand?.en ?? '',
      ].filter(Boolean),
      drug.initials,
    ),
  }));
  const byId = new Map(rows.map(({ row }) => [row.drugId, row]));
  return {
    search: async (_hospitalId, q, limit) => search(rows, q, limit),
    get: async (_hospitalId, drugId) => byId.get(drugId),
  };
}
