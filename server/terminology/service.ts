/** The bundled ICD-10 subset: search, and the name of a code. Source and licence stand in the head of its data file. */
import { readFileSync } from 'node:fs';
import type { Icd10Code } from '@care-elements/contract/terminology.ts';
import { publicRecord, type Authorized } from '../actor.ts';
import { search, searchable } from './match.ts';

type Row = Icd10Code & { initials: string };
const { codes } = JSON.parse(readFileSync(new URL('./data/icd10.json', import.meta.url), 'utf8')) as {
  codes: Row[];
};

const rows = codes.map(({ code, name, initials }) => ({
  row: { code, name },
  words: searchable([code], [name['zh-CN'], name.en], initials),
}));
const byCode = new Map<string, Icd10Code>(rows.map(({ row }) => [row.code, row]));

/** Best match first; nothing for an empty query. */
export const searchIcd10 = (q: string, limit: number): Authorized<{ codes: Icd10Code[] }> =>
  publicRecord({ codes: search(rows, q, limit) });

/** The code with its names, or undefined where the subset does not hold it. */
export const icd10Code = (code: string): Icd10Code | undefined => byCode.get(code);
