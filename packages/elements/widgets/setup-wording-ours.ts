/** Owns our own sentences as the setup lists them: read from the patients' catalogs, searched, and a page at a time. */
import type { OwnSentence, WordingKey } from '@care-elements/contract/wording.ts';
import { untilHere } from '@care-elements/client/until-here.ts';
import { placeOf } from '@care-elements/client/wording-store.ts';
import type { Tongue } from '../base/words.ts';
import { withBlanks } from '../locales/blanks.ts';
import { PATIENT } from '../locales/patient.ts';

/** The file that a sentence stands in: what screen says it. */
export const fileOf = ({ key }: { key: string }): string => key.split('.')[0]!;

/** By key; with the blanks open. */
export type Ours = Record<string, string>;

/** Waits for what the network keeps back. */
export async function oursIn(tongue: Tongue, keys: readonly WordingKey[]): Promise<Ours> {
  const files = [...new Set(keys.map(fileOf))].filter((file) => PATIENT[file]);
  const words = Object.fromEntries(
    await Promise.all(
      files.map(async (file) => [file, (await untilHere(() => PATIENT[file]![tongue]())).default]),
    ),
  ) as Record<string, unknown>;
  return Object.fromEntries(
    keys.flatMap(({ key, blanks }) => {
      let sentence: unknown = words;
      for (const part of key.split('.')) sentence = (sentence as Record<string, unknown> | undefined)?.[part];
      const said = withBlanks(sentence, blanks);
      return said === null ? [] : [[key, said]];
    }),
  );
}

export interface Wanted {
  tongue: Tongue;
  q: string;
  /** A file of sentences; empty for all. */
  where: string;
  /** Only what the hospital says itself. */
  only: boolean;
}
export interface Line {
  key: string;
  blanks: readonly string[];
  safety: boolean;
  /** Undefined where no screen says it any more. */
  ours: string | undefined;
  /** The same in the language of who looks, where that is another. */
  meaning: string | undefined;
  own: OwnSentence | undefined;
}

/** What fits, by screen; last of each what the hospital has said for a sentence that is gone. */
export function linesOf(
  keys: readonly WordingKey[],
  own: Record<string, OwnSentence>,
  ours: Ours,
  meanings: Ours | null,
  { tongue, q, where, only }: Wanted,
): Line[] {
  const known = new Set(keys.map(({ key }) => key));
  const gone = Object.values(own)
    .filter(({ language, key }) => language === tongue && !known.has(key))
    .map(({ key }) => ({ key, blanks: [], safety: false }));
  const files = [...new Set([...keys, ...gone].map(fileOf))];
  const all = [...keys, ...gone].sort((a, b) => files.indexOf(fileOf(a)) - files.indexOf(fileOf(b)));
  const words = q.toLowerCase().split(/\s+/).filter(Boolean);
  return all.flatMap((one) => {
    if (where && fileOf(one) !== where) return [];
    const said = own[placeOf(tongue, one.key)];
    if (only && !said) return [];
    const line = { ...one, ours: ours[one.key], meaning: meanings?.[one.key], own: said };
    const text = [line.key, line.ours, line.meaning, said?.sentence].join('\n').toLowerCase();
    return words.every((word) => text.includes(word)) ? [line] : [];
  });
}
