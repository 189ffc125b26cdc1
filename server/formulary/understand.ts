/** What a medicine in a patient's words is made of: ingredients, herbs, foods and products; nothing where nobody understands it. */
import { readFileSync } from 'node:fs';
import { z } from 'zod';
import { Text } from '@care-elements/contract/common.ts';
import { CONFIDENCES } from '@care-elements/contract/formulary.ts';
import { fold } from '../terminology/match.ts';
import { ingredient, understandAllergy } from './allergens.ts';
import { KNOWN_HERBS } from './herbs.ts';
import { hiddenProduct, hiddenProductsIn, INTERACTIONS, subjectOfNamed, type Subject } from './knowledge.ts';
import type { Drug } from './provider.ts';

const Named = z.strictObject({
  code: z.string(),
  /** As people say it; found inside a longer name. */
  terms: z.array(z.string().min(1)).min(1),
  name: Text,
  herbs: z.array(z.string()),
  foods: z.array(z.string()),
  source: z.array(z.string()).min(1),
  confidence: z.enum(CONFIDENCES),
});
const { named } = z
  .object({ about: z.string(), named: z.array(Named) })
  .parse(JSON.parse(readFileSync(new URL('./data/named.json', import.meta.url), 'utf8')));
const NAMED = named.map((one) => ({ ...one, folded: one.terms.map(fold) }));

/** Every herb that a rule or an interaction names; the longest first, so that "制川乌" is not "川乌" as well. */
const HERBS = [
  ...new Set([
    ...KNOWN_HERBS,
    ...INTERACTIONS.flatMap(({ a, b }) => [...a, ...b])
      .filter((ref) => ref.startsWith('herb:'))
      .map((ref) => ref.slice('herb:'.length)),
  ]),
].sort((a, b) => b.length - a.length);

export interface Understood {
  readonly ingredients: readonly string[];
  readonly herbs: readonly string[];
  readonly foods: readonly string[];
  readonly products: readonly string[];
}

/** Herbs named in a text, and those of the patent medicines that it names. */
function herbsIn(text: string): { herbs: string[]; foods: string[]; rest: string } {
  const folded = fold(text);
  const found = NAMED.filter(({ folded: terms }) => terms.some((term) => folded.includes(term)));
  const herbs = new Set(found.flatMap((one) => one.herbs));
  // What is a product's name is not a herb beside it.
  let rest = found.flatMap((one) => one.folded).reduce((left, term) => left.replaceAll(term, ' '), folded);
  for (const herb of HERBS) {
    if (!rest.includes(herb)) continue;
    herbs.add(herb);
    rest = rest.replaceAll(herb, ' ');
  }
  return { herbs: [...herbs], foods: found.flatMap((one) => one.foods), rest };
}

export function understandMedicine(text: string): Understood {
  const products = hiddenProductsIn(text);
  const inside = products.flatMap((code) => hiddenProduct(code)?.ingredients ?? []);
  const { herbs, foods, rest } = herbsIn(text);
  const { ingredients } = understandAllergy(rest);
  return { ingredients: [...new Set([...ingredients, ...inside])], herbs, foods, products };
}

export const isUnderstood = (u: Understood): boolean =>
  u.ingredients.length + u.herbs.length + u.foods.length + u.products.length > 0;

export const subjectOfWords = (u: Understood): Subject => subjectOfNamed(u);

/** The herbs of a product: its ingredients that are herbs, and those of the patent medicine that its name is. */
export function herbsOf(drug: Pick<Drug, 'name' | 'ingredients'>): string[] {
  const own = drug.ingredients.flatMap((code) => [code, ingredient(code)?.name['zh-CN'] ?? '']);
  const herbs = own.filter((name) => HERBS.includes(name));
  return [...new Set([...herbs, ...herbsIn(drug.name['zh-CN']).herbs])];
}
