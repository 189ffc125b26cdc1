/** What a patient's words about allergies name: ingredients, groups, or nothing that a medicine is made of. */
import { readFileSync } from 'node:fs';
import type { Text } from '@care-elements/contract/common.ts';
import { fold } from '../terminology/match.ts';
import { PIECES } from './pieces.ts';

export interface AllergyGroup {
  readonly code: string;
  readonly name: Text;
  readonly terms: readonly string[];
  /** What an allergy to one member means for the other members. */
  readonly member: 'block' | 'warn';
  /** Groups with possible cross-reaction. */
  readonly warns: readonly string[];
  readonly source: readonly string[];
  readonly confidence: 'label' | 'literature' | 'recall';
}
export interface Ingredient {
  readonly code: string;
  readonly name: Text;
  readonly synonyms: readonly string[];
  readonly groups: readonly string[];
}
/** One stated allergy, understood. `known` false: nobody could check an order against it. */
export interface StatedAllergy {
  readonly text: string;
  readonly known: boolean;
  readonly ingredients: readonly string[];
  readonly groups: readonly string[];
}

interface File {
  readonly groups: readonly AllergyGroup[];
  readonly ingredients: readonly Ingredient[];
  readonly notMedicines: readonly string[];
}
const written = JSON.parse(readFileSync(new URL('./data/allergens.json', import.meta.url), 'utf8')) as File;
/** Herbs to be boiled go by the names that the rules have for them: 甘草, also of 炙甘草. */
const named = new Set(written.ingredients.map(({ name }) => name['zh-CN']));
const unnamed = [...new Set(PIECES.map(({ herb }) => herb))].filter((herb) => !named.has(herb));
const herbs = unnamed.map((herb): Ingredient => {
  const own = PIECES.filter((piece) => piece.herb === herb);
  const plain = own.find(({ name }) => name['zh-CN'] === herb) ?? own[0]!;
  const synonyms = own.map(({ name }) => name['zh-CN']).filter((name) => name !== herb);
  return { code: herb, name: { 'zh-CN': herb, en: plain.name.en }, synonyms, groups: [] };
});
const file: File = { ...written, ingredients: [...written.ingredients, ...herbs] };
const groups = new Map(file.groups.map((g) => [g.code, g]));
const ingredients = new Map(file.ingredients.map((i) => [i.code, i]));

export const allergyGroup = (code: string): AllergyGroup | undefined => groups.get(code);
export const ingredient = (code: string): Ingredient | undefined => ingredients.get(code);

const byName = new Map(
  file.ingredients.flatMap(({ code, name, synonyms }) =>
    [code, code.replaceAll('_', ' '), name['zh-CN'], name.en, ...synonyms].map((word) => [fold(word), code]),
  ),
);
/** The ingredient of exactly this name, code or synonym. */
export const ingredientNamed = (name: string): string | undefined => byName.get(fold(name));

const isHan = (term: string) => /\p{Script=Han}/u.test(term);
/** Stems that begin the name of every member. */
const PREFIXES = new Set(['cef']);

type Finds = (text: string) => boolean;
/** Chinese has no word breaks; a Latin term must stand as a word ("arb" is not in "carbamazepine"), or begin it ("cef"). */
function finder(term: string): Finds {
  const folded = fold(term);
  if (isHan(folded)) return (text) => text.includes(folded);
  const end = PREFIXES.has(term) ? '' : 's?(?![a-z0-9])';
  const word = new RegExp(`(?<![a-z0-9])${folded.replace(/[.*+?^${}()|[\]\\]/g, '\\$&')}${end}`);
  return (text) => word.test(text);
}

const INGREDIENT_WORDS = file.ingredients
  .flatMap(({ code, name, synonyms }) =>
    [name['zh-CN'], name.en, ...synonyms].map((word) => ({ code, word: fold(word), found: finder(word) })),
  )
  .sort((a, b) => b.word.length - a.word.length);
const GROUP_WORDS = file.groups.map(({ code, terms }) => ({ code, found: terms.map(finder) }));
const HARMLESS = file.notMedicines.map(finder);

/** What separates two statements in one line. */
const SEPARATORS = /[,，、;；/+]|\band\b|\bor\b|[和及与或]/;

/**
 * Understands one statement ("青霉素过敏", "rash after amoxicillin, cefaclor"). It is known only when something was recognised
 * in each of its parts, so that half an understanding never reads as a whole one.
 */
export function understandAllergy(text: string): StatedAllergy {
  const parts = fold(text)
    .split(SEPARATORS)
    .filter((part) => part.trim());
  const understood = parts.map(understandPart);
  const all = (pick: (part: (typeof understood)[number]) => string[]) => [
    ...new Set(understood.flatMap(pick)),
  ];
  return {
    text,
    known: understood.length > 0 && understood.every((part) => part.known),
    ingredients: all((part) => part.ingredients),
    groups: all((part) => part.groups),
  };
}

function understandPart(part: string): { known: boolean; ingredients: string[]; groups: string[] } {
  let rest = part;
  const ingredients = new Set<string>();
  // Longest names first, each taken out once found: "青霉素V" is not also "青霉素".
  for (const { word, code, found } of INGREDIENT_WORDS) {
    if (!found(rest)) continue;
    ingredients.add(code);
    rest = rest.replace(word, ' ');
  }
  const groups = GROUP_WORDS.filter((g) => g.found.some((finds) => finds(rest))).map((g) => g.code);
  const known = ingredients.size > 0 || groups.length > 0 || HARMLESS.some((finds) => finds(rest));
  return { known, ingredients: [...ingredients], groups };
}
