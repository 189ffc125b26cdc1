/** What is known about medicines beside each other: interactions, their classes, products that hide an ingredient. Read and checked at start. */
import { readFileSync } from 'node:fs';
import { z } from 'zod';
import { Text } from '@care-elements/contract/common.ts';
import { CONFIDENCES } from '@care-elements/contract/formulary.ts';
import type { RouteCode } from '@care-elements/contract/prescription.terms.ts';
import { fold } from '../terminology/match.ts';
import { ingredient } from './allergens.ts';
import type { Drug } from './provider.ts';

/** What one side of an interaction names: `ingredient:warfarin`, `class:nsaid`, `herb:丹参`, `food:alcohol`, `vaccine:live`, `product:ganmaoling`. */
const Ref = z
  .string()
  .regex(/^(ingredient|class|food|vaccine|product):[A-Za-z0-9_-]{1,64}$|^herb:\p{Script=Han}{1,16}$/u);
const Sourced = { source: z.array(z.string().min(1)).min(1), confidence: z.enum(CONFIDENCES) };

const DrugClass = z.object({
  code: z.string(),
  name: Text,
  members: z.array(z.string()),
  atc: z.array(z.string()),
});
export type DrugClass = z.infer<typeof DrugClass>;

const Interaction = z.object({
  id: z.string(),
  a: z.array(Ref).min(1),
  b: z.array(Ref).min(1),
  severity: z.enum(['block', 'warn', 'info']),
  /** Why, in a sentence. */
  mechanism: Text,
  /** What to do instead. */
  management: Text,
  /** False: only products that act in the whole body count. True: a spray, gel or inhaler counts as well. */
  anyRoute: z.boolean(),
  /** May a prescriber go on with a coded reason? */
  overridable: z.boolean(),
  ...Sourced,
});
export type Interaction = z.infer<typeof Interaction>;

const HiddenProduct = z.object({
  code: z.string(),
  /** As people say it; found inside a longer name. */
  terms: z.array(z.string().min(2)).min(1),
  name: Text,
  ingredients: z.array(z.string()),
  warning: Text,
  ...Sourced,
});
export type HiddenProduct = z.infer<typeof HiddenProduct>;

export const read = <S extends z.ZodType>(name: string, schema: S): z.infer<S> =>
  schema.parse(
    JSON.parse(readFileSync(new URL(`./data/starter/${name}.json`, import.meta.url), 'utf8')) as unknown,
  );

const { classes } = read(
  'classes',
  z.object({ classes: z.array(DrugClass), source: z.array(z.string()).optional() }),
);
const { interactions } = read('interactions', z.object({ interactions: z.array(Interaction) }));
const { products } = read('hidden', z.object({ products: z.array(HiddenProduct) }));

const classByCode = new Map(classes.map((c) => [c.code, c]));
const productByCode = new Map(products.map((p) => [p.code, p]));
const classesByIngredient = new Map<string, string[]>();
for (const { code, members } of classes)
  for (const member of members) push(classesByIngredient, member, code);
const interactionsByRef = new Map<string, Interaction[]>();
for (const found of interactions)
  for (const ref of new Set([...found.a, ...found.b])) push(interactionsByRef, ref, found);
requireWhole();

export const INTERACTIONS: readonly Interaction[] = interactions;
export const drugClass = (code: string): DrugClass | undefined => classByCode.get(code);
export const hiddenProduct = (code: string): HiddenProduct | undefined => productByCode.get(code);
/** The ingredients of a class; empty for a class that is not known. */
export const membersOf = (classCode: string): readonly string[] => classByCode.get(classCode)?.members ?? [];
/** Every interaction in which this reference itself stands on a side. */
export const interactionsOf = (ref: string): readonly Interaction[] => interactionsByRef.get(ref) ?? [];

/** Where a product acts in the whole body. */
const SYSTEMIC: ReadonlySet<RouteCode> = new Set([
  ...(['oral', 'sublingual', 'rectal', 'subcutaneous', 'transdermal', 'injection'] as const),
]);

/** One medicine, herb, food or vaccine as interactions see it. */
export interface Subject {
  readonly refs: ReadonlySet<string>;
  /** Acts in the whole body; what the patient names is taken to. */
  readonly systemic: boolean;
}

/** A product of the formulary: its ingredients, their classes, its own classes and those of its ATC code. */
export function subjectOf(drug: Pick<Drug, 'ingredients' | 'classes' | 'atc' | 'route'>): Subject {
  const byAtc = classes.filter((c) => drug.atc && c.atc.some((prefix) => drug.atc!.startsWith(prefix)));
  const own = drug.classes.filter((code) => classByCode.has(code));
  const refs = [
    ...ingredientRefs(drug.ingredients),
    ...[...own, ...byAtc.map((c) => c.code)].map((c) => `class:${c}`),
  ];
  return { refs: new Set(refs), systemic: SYSTEMIC.has(drug.route) };
}

/** What the patient takes, as ingredients, herbs (pharmacopoeia names), foods, vaccines and products. */
export function subjectOfNamed(named: {
  ingredients?: readonly string[];
  herbs?: readonly string[];
  foods?: readonly string[];
  vaccines?: readonly string[];
  products?: readonly string[];
}): Subject {
  const inside = (named.products ?? []).flatMap((code) => productByCode.get(code)?.ingredients ?? []);
  const refs = [
    ...ingredientRefs([...(named.ingredients ?? []), ...inside]),
    ...(named.herbs ?? []).map((x) => `herb:${x}`),
    ...(named.foods ?? []).map((x) => `food:${x}`),
    ...(named.vaccines ?? []).map((x) => `vaccine:${x}`),
    ...(named.products ?? []).map((x) => `product:${x}`),
  ];
  return { refs: new Set(refs), systemic: true };
}

const ingredientRefs = (codes: readonly string[]): string[] =>
  codes.flatMap((code) => [
    `ingredient:${code}`,
    ...(classesByIngredient.get(code) ?? []).map((c) => `class:${c}`),
  ]);

const RANK = { block: 0, warn: 1, info: 2 } as const;

/** What is known between two subjects, the most dangerous first; in either order the same. */
export function interactionsBetween(x: Subject, y: Subject): Interaction[] {
  const found = new Set([...x.refs].flatMap((ref) => interactionsByRef.get(ref) ?? []));
  return [...found]
    .filter((i) => i.anyRoute || (x.systemic && y.systemic))
    .filter((i) => (stands(i.a, x) && stands(i.b, y)) || (stands(i.b, x) && stands(i.a, y)))
    .sort((i, j) => RANK[i.severity] - RANK[j.severity] || i.id.localeCompare(j.id));
}
const stands = (side: readonly string[], { refs }: Subject) => side.some((ref) => refs.has(ref));

const folded = products.map((p) => ({ code: p.code, terms: p.terms.map(fold) }));
/** Products named in a patient's words. */
export function hiddenProductsIn(text: string): string[] {
  const said = fold(text);
  return folded.filter((p) => p.terms.some((term) => said.includes(term))).map((p) => p.code);
}

function push<T>(map: Map<string, T[]>, key: string, value: T): void {
  const list = map.get(key);
  if (list) list.push(value);
  else map.set(key, [value]);
}

/** A reference to nothing would be a check that never fires: the server does not start with one. */
function requireWhole(): void {
  const known = (code: string, where: string) => {
    if (!ingredient(code)) throw new Error(`${where}: the ingredient ${code} is not known`);
  };
  for (const c of classes) for (const member of c.members) known(member, `class ${c.code}`);
  for (const p of products) for (const code of p.ingredients) known(code, `product ${p.code}`);
  for (const ref of interactionsByRef.keys()) {
    const [kind, code = ''] = ref.split(':');
    if (kind === 'ingredient') known(code, 'interactions');
    if (kind === 'class' && !classByCode.has(code)) throw new Error(`the class ${code} is not known`);
    if (kind === 'product' && !productByCode.has(code)) throw new Error(`the product ${code} is not known`);
  }
}
