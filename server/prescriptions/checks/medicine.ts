/** A medicine as the pair checks see it: a line of the order, or what the patient takes already. */
import type { Text } from '@care-elements/contract/common.ts';
import { ingredient } from '../../formulary/allergens.ts';
import type { Drug } from '../../formulary/provider.ts';
import { knownItems, words, type CheckSnapshot, type TakenMedicine } from './finding.ts';

export interface Medicine {
  /** Null: taken already. */
  readonly line: number | null;
  /** The same medicine has the same name in every order of the lines. */
  readonly id: string;
  readonly name: Text;
  readonly drug: Drug | null;
  readonly ingredients: readonly string[];
  readonly herbs: readonly string[];
  /** Acts in the whole body: a cream or a spray is not what a class warning is about. */
  readonly systemic: boolean;
}

const LOCAL = new Set<Drug['route']>(['topical', 'nasal', 'inhaled', 'ophthalmic', 'vaginal']);

export const prescribed = (snapshot: CheckSnapshot): Medicine[] =>
  knownItems(snapshot).map(({ line, drugId, name, drug, route }) => ({
    ...{ line, id: drugId, name, drug, ingredients: drug.ingredients, herbs: [] },
    systemic: !LOCAL.has(drug.route) && !LOCAL.has(route),
  }));

/** What of the patient's own medicines anybody understood. */
export const takenAlready = ({ taken }: CheckSnapshot): Medicine[] =>
  taken.items.filter(isUnderstood).map(({ text, drug, ingredients, herbs }) => ({
    line: null,
    id: `taken:${drug?.drugId ?? text}`,
    name: drug?.name ?? named(text, ingredients),
    ...{ drug, ingredients: drug?.ingredients ?? ingredients, herbs },
    systemic: !drug || !LOCAL.has(drug.route),
  }));

export const isUnderstood = ({ drug, ingredients, herbs }: TakenMedicine): boolean =>
  drug !== null || ingredients.length > 0 || herbs.length > 0;

/** In the patient's words, and beside them what they mean where that is one thing. */
function named(text: string, [code, more]: readonly string[]): Text {
  const known = code !== undefined && more === undefined ? ingredient(code)?.name : undefined;
  return known ?? words(text, text);
}

/** Every pair that the order makes: its lines with each other, and with what is taken; each once, whatever the order of lines. */
export function pairs(snapshot: CheckSnapshot): [Medicine, Medicine][] {
  const lines = prescribed(snapshot);
  const taken = takenAlready(snapshot);
  return [
    ...lines.flatMap((a, i) =>
      lines.slice(0, i).map((b): [Medicine, Medicine] => (b.id < a.id ? [b, a] : [a, b])),
    ),
    // What is prescribed again is not taken twice: the patient's list and the order name the same product.
    ...lines.flatMap((a) =>
      taken.filter((b) => b.id !== `taken:${a.id}`).map((b): [Medicine, Medicine] => [a, b]),
    ),
  ];
}

/** The later of two lines: where a finding of the pair stands. */
export const lineOf = (a: Medicine, b: Medicine): number | null =>
  a.line === null ? b.line : b.line === null ? a.line : Math.max(a.line, b.line);

/** "（正在服用）" beside what is not of this order. */
export const called = ({ name, line }: Medicine): Text =>
  line === null ? words(`${name['zh-CN']}（正在服用）`, `${name.en} (taken already)`) : name;
