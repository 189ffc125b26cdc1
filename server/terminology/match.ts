/** How well a row answers what was typed into a search box: code, Chinese, English or pinyin initials. Pure. */

/** A row's words, folded once when the data is read. */
export interface Searchable {
  /** Codes without dots. */
  readonly codes: readonly string[];
  readonly names: readonly string[];
  readonly initials: readonly string[];
}

/** One form for all spellings: width, case, accents and spaces do not matter. */
export const fold = (text: string): string =>
  text.normalize('NFKD').replace(/\p{M}/gu, '').toLowerCase().replace(/\s+/g, ' ').trim();
const foldCode = (text: string): string => fold(text).replaceAll('.', '');

export function searchable(codes: readonly string[], names: readonly string[], initials: string): Searchable {
  return {
    codes: codes.map(foldCode),
    names: names.map(fold),
    initials: initials.split(' ').filter(Boolean),
  };
}

/** Lower is better; null where the row does not answer. `query` is folded. */
function score(row: Searchable, query: string, code: string): number | null {
  if (row.codes.includes(code) || row.names.includes(query)) return 0;
  if (code && row.codes.some((c) => c.startsWith(code))) return 1;
  if (row.names.some((n) => n.startsWith(query))) return 2;
  if (row.initials.some((i) => i.startsWith(query))) return 3;
  if (row.names.some((n) => n.includes(` ${query}`))) return 4;
  if (row.names.some((n) => n.includes(query))) return 5;
  // Inside the initials only from two letters on: one letter is in nearly every row.
  if (query.length > 1 && row.initials.some((i) => i.includes(query))) return 6;
  const words = query.split(' ');
  return words.length > 1 && words.every((w) => row.names.some((n) => n.includes(w))) ? 7 : null;
}

/** The best `limit` rows, in the data's order where they answer equally well; an empty query answers nothing. */
export function search<T>(rows: readonly { row: T; words: Searchable }[], q: string, limit: number): T[] {
  const query = fold(q);
  if (!query) return [];
  const code = foldCode(q);
  const scored: { row: T; by: number }[] = [];
  for (const { row, words } of rows) {
    const by = score(words, query, code);
    if (by !== null) scored.push({ row, by });
  }
  return scored
    .sort((a, b) => a.by - b.by)
    .slice(0, limit)
    .map(({ row }) => row);
}
