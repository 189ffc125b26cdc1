/** The table of signs that words make together (words/signs), and which of its rows can hold at all for what was heard. Server only. */
import { readWords } from './words.ts';

/**
 * code -> alternatives, each the atoms that must all be there; `!` must not be said, `~` must be said in one clause with the
 * first, and `?` makes a guess of it. The first that holds counts, so that guesses stand last.
 */
type SignTable = Record<string, string[][]>;
export type SignRow = [code: string, alternatives: string[][]];

interface Read {
  table: SignTable;
  rows: SignRow[];
  /** By the first name of an alternative that must be heard: the rows that have it. */
  byName: Map<string, number[]>;
  /** Rows that can hold where nothing is heard. */
  always: number[];
}
let read: Read | undefined;
const readTable = (): Read => (read ??= indexOf(readWords<SignTable>('signs')));

function indexOf(table: SignTable): Read {
  const rows = Object.entries(table);
  const byName = new Map<string, number[]>();
  const always: number[] = [];
  rows.forEach(([, alternatives], i) => {
    for (const names of alternatives) {
      const first = names.find((name) => !/^[!~]/.test(name))?.replace('?', '');
      if (first === undefined) always.push(i);
      else byName.set(first, [...(byName.get(first) ?? []), i]);
    }
  });
  return { table, rows, byName, always };
}

export const isInTable = (code: string): boolean => code in readTable().table;

/** The rows of which an alternative begins with something heard, in their order: the others can't hold, and need not be tried. */
export function possibleSigns(heard: Iterable<string>): SignRow[] {
  const { rows, byName, always } = readTable();
  const possible = new Set(always);
  for (const name of heard) for (const i of byName.get(name) ?? []) possible.add(i);
  return [...possible].sort((a, b) => a - b).map((i) => rows[i]!);
}
