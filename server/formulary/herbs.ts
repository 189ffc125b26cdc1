/** Rules of Chinese herbal medicine: 十八反, 十九畏, pregnancy, toxic herbs and daily amounts, by the pharmacopoeia's names. */
import { z } from 'zod';
import { Text } from '@care-elements/contract/common.ts';
import { Amount, CONFIDENCES } from '@care-elements/contract/formulary.ts';
import { read } from './knowledge.ts';

const Herb = z.string().regex(/^\p{Script=Han}{1,16}$/u);
const Sourced = { source: z.array(z.string().min(1)).min(1), confidence: z.enum(CONFIDENCES) };
const HerbPair = z.object({
  id: z.string(),
  /** 十八反 or 十九畏. */
  kind: z.enum(['eighteen', 'nineteen']),
  a: z.array(Herb).min(1),
  b: z.array(Herb).min(1),
  severity: z.enum(['block', 'warn']),
  what: Text,
  management: Text,
  overridable: z.boolean(),
  ...Sourced,
});
export type HerbPair = z.infer<typeof HerbPair>;

const file = read(
  'herbs',
  z.object({
    pairs: z.array(HerbPair),
    pregnancy: z.array(z.object({ herb: Herb, level: z.enum(['contraindicated', 'caution']), ...Sourced })),
    toxic: z.array(z.object({ herb: Herb, also: z.array(Herb), ...Sourced })),
    /** Grams a day. `processed`: the limits are those of the processed piece (制). */
    doses: z.array(
      z.object({
        ...{ herb: Herb, processed: z.boolean(), dailyMin: Amount, dailyMax: Amount },
        use: z.string().nullable(),
        ...Sourced,
      }),
    ),
  }),
);
export type HerbDose = (typeof file.doses)[number];
export type HerbPregnancy = (typeof file.pregnancy)[number];
export type ToxicHerb = (typeof file.toxic)[number];

export const HERB_PAIRS: readonly HerbPair[] = file.pairs;
const pregnancy = new Map(file.pregnancy.map((row) => [row.herb, row]));
const toxic = new Map(file.toxic.flatMap((row) => [row.herb, ...row.also].map((herb) => [herb, row])));
const doses = new Map(file.doses.map((row) => [row.herb, row]));

/** Every pair rule that two of these herbs break, with the two it means. */
export function tcmPairs(herbs: readonly string[]): { pair: HerbPair; a: string; b: string }[] {
  return file.pairs.flatMap((pair) =>
    pair.a.flatMap((a) =>
      pair.b.flatMap((b) => (herbs.includes(a) && herbs.includes(b) ? [{ pair, a, b }] : [])),
    ),
  );
}
export const herbInPregnancy = (herb: string): HerbPregnancy | undefined => pregnancy.get(herb);
export const toxicHerb = (herb: string): ToxicHerb | undefined => toxic.get(herb);
export const herbDose = (herb: string): HerbDose | undefined => doses.get(herb);

/** Every herb that a rule names. */
export const KNOWN_HERBS: ReadonlySet<string> = new Set([
  ...file.pairs.flatMap((p) => [...p.a, ...p.b]),
  ...pregnancy.keys(),
  ...toxic.keys(),
  ...doses.keys(),
]);
