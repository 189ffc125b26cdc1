/** Kinds of medicines: which kinds a medicine is of, and of which kinds one is enough. */
import { readFileSync } from 'node:fs';
import { z } from 'zod';
import { Text } from '@care-elements/contract/common.ts';
import { CONFIDENCES } from '@care-elements/contract/formulary.ts';
import { ingredient } from './allergens.ts';
import type { Drug } from './provider.ts';

const DuplicateClass = z.strictObject({
  class: z.string(),
  name: Text,
  severity: z.enum(['block', 'warn']),
  except: z.array(z.string()),
  source: z.array(z.string()).min(1),
  confidence: z.enum(CONFIDENCES),
});

const read = (name: string): unknown =>
  JSON.parse(readFileSync(new URL(`./data/${name}.json`, import.meta.url), 'utf8'));
export const DUPLICATE_CLASSES = z
  .object({ about: z.string(), classes: z.array(DuplicateClass) })
  .parse(read('duplicate-classes')).classes;

/** The kinds of a product, or of what a patient's words name. */
export function classesOf({
  drug,
  ingredients,
}: {
  drug: Drug | null;
  ingredients: readonly string[];
}): ReadonlySet<string> {
  if (drug) return new Set(drug.classes);
  return new Set(ingredients.flatMap((code) => ingredient(code)?.groups ?? []));
}
