/** How well a row answers what was typed into a search box: code, Chinese, English or pinyin initials. Pure. */

/** A row's words, folded once when the data is read. */
export interface Searchable {
  /** Codes without dots. */
  readonly codes: readonly string[];
  readonly names: readonly string[];
  readonly initials: readonly string[];
  /** All of them in one text. */
  readonly all: string;
}

/** One form for all spellings: width, case, accents and spaces do not matter. */
export const fold = (text: string): string =>
  text.normalize('NFKD').replace(/\p{M}/gu, '').toLowerCase().replace(/\s+/g, ' ').trim();
const foldCode = (text: string): string => fold(text).replaceAll('.', '');

export function searchable(codes: readonly string[], names: readonly string[], initials: string): Searchable {
  const words = {
    codes: codes.map(foldCode),
    names: names.map(fold),
    initials: initials.split(' ').filter(Boolean),
  };
  return { ...words, all: [...words.codes, ...words.names, ...words.initials].join('\n') };
}

/** What was typed, folded once. */
interface Query {
  readonly text: string;
  readonly code: string;
  readonly words: readonly string[];
}

/** Most rows answer nothing: one look over all of a row's words tells. */
const mayAnswer = ({ all }: Searchable, { text, code, words }: Query): boolean =>
  all.includes(text) ||
  (code !== text && all.includes(code)) ||
  (words.length > 1 && words.every((word) => all.includes(word)));

const begins = (list: readonly string[], what: string): boolean => {
  for (const one of list) if (one.startsWith(what)) return true;
  return false;
};
const holds = (list: readonly string[], what: string): boolean => {
  for (const one of list) if (one.includes(what)) return true;
  return false;
};
/** Scores end below. */
const RANKS = 8;

/** Lower is better; null where the row does not answer. */
function score(row: Searchable, query: Query): number | null {
  const { text, code, words } = query;
  if (!mayAnswer(row, query)) return null;
  if (row.codes.includes(code) || row.names.includes(text)) return 0;
  if (code && begins(row.codes, code)) return 1;
  if (begins(row.names, text)) return 2;
  if (begins(row.initials, text)) return 3;
  if (holds(row.names, ` ${text}`)) return 4;
  if (holds(row.names, text)) return 5;
  // Inside the initials only from two letters on: one letter is in nearly every row.
  if (text.length > 1 && holds(row.initials, text)) return 6;
  return words.length > 1 && words.every((word) => holds(row.names, word)) ? 7 : null;
}

/** The best `limit` rows, in the data's order where they answer equally well; an empty query answers nothing. */
export function search<T>(rows: readonly { row: T; words: Searchable }[], q: string, limit: number): T[] {
  const text = fold(q);
  if (!text) return [];
  const query = { text, code: foldCode(q), words: text.split(' ') };
  const ranked: T[][] = Array.from({ length: RANKS }, () => []);
  for (const { row, words } of rows) {
    const rank = score(words, query);
    if (rank === null || ranked[rank]!.length === limit) continue;
    ranked[rank]!.push(row);
    if (rank === 0 && ranked[0]!.length === limit) break;
  }
  return ranked.flat().slice(0, limit);
}
