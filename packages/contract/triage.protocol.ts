/** The shape of a triage protocol file, closed: an unknown key or operator is refused. The types stand in `packages/triage`. */
import { z } from 'zod';
import { Level, Text } from './common.ts';

/** Codes, linkIds and ids are slugs; `none`, `not-sure` and `sure` are the engine's own answers. */
export const Slug = z
  .string()
  .max(64)
  .regex(/^[a-z0-9]+(?:[-.:][a-z0-9]+)*$/);
export const Code = Slug.refine(
  (code) => code !== 'none' && code !== 'not-sure' && code !== 'sure',
  'none, not-sure and sure are reserved',
);
export const Said = z.strictObject({ 'zh-CN': z.string().min(1).max(500), en: z.string().min(1).max(500) });
const Hours = z.number().min(0).max(1_000_000);
const Years = z.number().min(0).max(200);

export const Predicate: z.ZodType<unknown> = z.lazy(() =>
  z.union([
    z.strictObject({ all: z.array(Predicate).min(1).max(40) }).describe('Every one of them holds.'),
    z.strictObject({ any: z.array(Predicate).min(1).max(40) }).describe('At least one of them holds.'),
    z.strictObject({ not: Predicate }).describe('It does not hold; what is unknown stays unknown.'),
    z.strictObject({ eq: z.tuple([Slug, Slug]) }).describe('[linkId, code]: this option was chosen.'),
    z
      .strictObject({ in: z.tuple([Slug, z.array(Slug).min(1).max(40)]) })
      .describe('[linkId, codes]: one of these options was chosen.'),
    z
      .strictObject({ ge: z.tuple([Slug, z.number()]) })
      .describe(
        '[linkId or measurement, least]: the chosen option’s value, or the number measured, is at least this.',
      ),
    z
      .strictObject({ le: z.tuple([Slug, z.number()]) })
      .describe('[linkId or measurement, most]: the value is at most this.'),
    z
      .strictObject({ between: z.tuple([Slug, z.number(), z.number()]) })
      .describe('[linkId or measurement, least, most], both included.'),
    z
      .strictObject({ count: z.tuple([z.int().min(1).max(40), z.array(Predicate).min(1).max(40)]) })
      .describe('[n, predicates]: at least n of them hold.'),
    z
      .strictObject({ score: z.tuple([z.array(Slug).min(1).max(40), z.number()]) })
      .describe('[linkIds, least]: the values of their answers add up to at least this.'),
    z
      .strictObject({ age: z.tuple([Years, Years]) })
      .describe('[from, below] in years; a month is 1/12. Open ends: 0 and 200.'),
    z
      .strictObject({ region: z.tuple([Slug, Slug]) })
      .describe('[linkId, list]: an answer stands in that dated list today.'),
    z.strictObject({ duration: z.tuple([Slug, Hours, Hours]) }).describe('[linkId, least, most] in hours.'),
  ]),
);

const Question = z.strictObject({
  linkId: Slug.describe(
    'FHIR linkId. The same linkId is the same question in every protocol, and is asked once.',
  ),
  type: z.literal('choice'),
  repeats: z
    .boolean()
    .optional()
    .describe('Several answers at once; “none of these” is then offered by itself.'),
  text: Said,
  help: Said.optional().describe('Why we ask, in a line.'),
  answerOption: z
    .array(
      z.strictObject({
        code: Code,
        display: Said,
        value: z
          .number()
          .optional()
          .describe('FHIR ordinal value: what ge, le, between, duration (hours) and score read.'),
      }),
    )
    .min(1)
    .max(20),
  enableWhen: z
    .array(
      z.strictObject({
        question: Slug,
        operator: z.enum(['=', '!=', '>=', '<']),
        answer: z.union([z.string().max(64), z.number()]),
      }),
    )
    .max(10)
    .optional(),
  enableBehavior: z.enum(['all', 'any']).optional(),
});

export const Departments = z.array(
  z.strictObject({ code: z.string().regex(/^\d\d(?:\.\d\d){0,2}$/), weight: z.number().min(1).max(10) }),
);

export const Source = z
  .array(z.strictObject({ src: z.string().min(1).max(32), page: z.string().max(200).optional() }))
  .min(1)
  .max(8);
export const Confidence = z.enum(['source-page-seen', 'recall-of-named-source', 'consensus-recall']);
export const Version = z.string().regex(/^\d{1,4}\.\d{1,4}\.\d{1,4}$/);
/** A clinician's signature under one version; null until then. */
export const Review = z
  .strictObject({ by: z.string().max(200), at: z.iso.datetime(), version: z.string().max(32) })
  .nullable();

const Rule = z.strictObject({
  id: Slug,
  level: Level.describe(
    '1 emergency now, 2 urgent today, 3 routine, 4 self-care. A rule of level 1 is a red flag.',
  ),
  when: Predicate,
  why: Said.describe('In the patient’s words, without a subject.'),
  source: Source,
  confidence: Confidence,
  departments: Departments.optional(),
  flags: z.array(Slug).max(10).optional().describe('Marks for the desk, such as self-harm or epidemic.'),
  advice: z.array(Slug).max(20).optional().describe('Keys of `advice` that belong to this rule alone.'),
  emergencyAdvice: z
    .array(Slug)
    .max(20)
    .optional()
    .describe('Of a rule that flags an epidemic: keys of `advice` said in an emergency, instead of its own.'),
});

const Contradiction = z
  .strictObject({
    when: Predicate.describe('Holds when answers of two questions can’t both be true.'),
    ask: Slug.describe('The linkId of the question that is asked again, once.'),
    why: Said.describe('Said with it: what else was answered that does not go with it.'),
  })
  .describe('Until one of the answers is given again, the graver of them counts.');

const Outcome = z.strictObject({
  level: Level,
  departments: Departments.min(1),
  advice: z.array(Slug).min(1).max(20),
  callAgainIf: z.array(Slug).max(20).optional(),
  flags: z.array(Slug).max(10).optional(),
});

export const Protocol = z.strictObject({
  $schema: z.string().max(500).optional(),
  id: Slug,
  version: Version,
  complaint: Slug,
  title: Text,
  synonyms: z.strictObject({
    'zh-CN': z.array(z.string().min(1).max(40)).max(60),
    en: z.array(z.string().min(1).max(60)).max(60),
  }),
  who: z.strictObject({
    age: z.tuple([Years, Years]).optional(),
    sex: z.enum(['male', 'female']).optional(),
    pregnant: z
      .literal(true)
      .describe('Only for the pregnant; the protocol asks `pregnant` itself where it is not known.')
      .optional(),
  }),
  questions: z.array(Question).max(40),
  rules: z.array(Rule).min(1).max(80),
  contradictions: z.array(Contradiction).min(1).max(20).optional(),
  otherwise: Level.describe('The level when no rule holds.'),
  outcomes: z.array(Outcome).min(2).max(4),
  advice: z.record(Slug, Said),
  review: z
    .strictObject({ by: z.string().max(200), at: z.iso.datetime(), version: z.string().max(32) })
    .nullable()
    .describe('A clinician’s signature under one version; null until then.'),
});
