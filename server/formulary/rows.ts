/** Rows in memory: their hashes, and finding them by Chinese, English, brand, pinyin initials or ATC code. */
import { isPiece } from '@care-elements/contract/herbal.terms.ts';
import { hashOf } from '../canonical.ts';
import { search, searchable } from '../terminology/match.ts';
import { pinyinInitials } from '../terminology/pinyin.ts';
import type { Drug, Kind } from './provider.ts';

export interface Index {
  readonly byId: ReadonlyMap<string, Drug>;
  /** Best match first. */
  search(q: string, limit: number, kind?: Kind): Drug[];
}

export const hashOfRow = (drug: Drug): string => hashOf(drug);
/** Over ids and row hashes in the order of the ids. */
export const hashOfStanding = (rows: readonly { drugId: string; rowHash: string }[]): string =>
  hashOf(rows.map(({ drugId, rowHash }) => [drugId, rowHash]));
export const hashOfRows = (drugs: readonly Drug[]): string =>
  hashOfStanding(drugs.map((drug) => ({ drugId: drug.drugId, rowHash: hashOfRow(drug) })));

/** Rests on memory alone, in its facts or as a product. */
export const isUnverified = ({ confidence, productConfidence }: Drug): boolean =>
  confidence === 'recall' || productConfidence === 'recall';

/** The initials of a row's names, and readings that were added by hand behind them. */
export function initialsOf({ name, brand }: Pick<Drug, 'name' | 'brand'>, more = ''): string {
  const made = [name, ...(brand ? [brand] : [])].map((n) => pinyinInitials(n['zh-CN']));
  return [...new Set([...made, ...more.split(' ')])].filter(Boolean).join(' ');
}

export function indexOf(drugs: readonly Drug[]): Index {
  const rows = drugs.map((drug) => ({
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
  const of = {
    herbs: rows.filter(({ row }) => isPiece(row)),
    medicines: rows.filter(({ row }) => !isPiece(row)),
  };
  return {
    byId: new Map(drugs.map((drug) => [drug.drugId, drug])),
    search: (q, limit, kind) => search(kind ? of[kind] : rows, q, limit),
  };
}
