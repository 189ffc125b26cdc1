/** The shape of a triage protocol file, closed: an unknown key or operator is refused. The types stand in `packages/triage`. */
import { z } from 'zod';
import { Level, Text } from './common.ts';

/** Codes, linkIds and ids are slugs; `none` and `not-sure` are the engine's own answers. */
const Slug = z
  .string()
  .max(64)
  .regex(/^[a-z0-9]+(?:[-.:][a-z0-9]+)*$/);
const Code = Slug.refine((code) => code !== 'none' && code !== 'not-sure', 'none and not-sure are reserved');
const Said = z.strictObject({ 'zh-CN': z.string().min(1).max(500), en: z.string().min(1).max(500) });
const Hours = z.number().min(0).max(1_000_000);
const Years = z.number().min(0).max(200);

export const Predicate: z.ZodType<unknown> = z.lazy(() =>
  z.union([
    z.strictObject({ all: z.array(Predicate).min(1).max(40) }),
    z.strictObject({ any: z.array(Predicate).min(1).max(40) }),
    z.strictObject({ not: Predicate }),
    z.strictObject({ eq: z.tuple([Slug, Slug]) }),
    z.strictObject({ in: z.tuple([Slug, z.array(Slug).min(1).max(40)]) }),
    z.strictObject({ ge: z.tuple([Slug, z.number()]) }),
    z.strictObject({ le: z.tuple([Slug, z.number()]) }),
    z.strictObject({ between: z.tuple([Slug, z.number(), z.number()]) }),
    z.strictObject({ count: z.tuple([z.int().min(1).max(40), z.array(Predicate).min(1).max(40)]) }),
    z.strictObject({ score: z.tuple([z.array(Slug).min(1).max(40), z.number()]) }),
    z.strictObject({ age: z.tuple([Years, Years]) }),
    z.strictObject({ region: z.tuple([Slug, Slug]) }),
    z.strictObject({ duration: z.tuple([Slug, Hours, Hours]) }),
  ]),
);

const Question = z.strictObject({
  linkId: Slug,
  type: z.literal('choice'),
  repeats: z.boolean().optional(),
  text: Said,
  help: Said.optional(),
  answerOption: z
    .array(z.strictObject({ code: Code, display: Said, value: z.number().optional() }))
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

const Departments = z.array(
  z.strictObject({ code: z.string().regex(/^\d\d(?:\.\d\d){0,2}$/), weight: z.number().min(1).max(10) }),
);

const Rule = z.strictObject({
  id: Slug,
  level: Level,
  when: Predicate,
  why: Said,
  source: z
    .array(z.strictObject({ src: z.string().min(1).max(32), page: z.string().max(200).optional() }))
    .min(1)
    .max(8),
  confidence: z.enum(['source-page-seen', 'recall-of-named-source', 'consensus-recall']),
  departments: Departments.optional(),
  flags: z.array(Slug).max(10).optional(),
  advice: z.array(Slug).max(20).optional(),
});

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
  version: z.string().regex(/^\d{1,4}\.\d{1,4}\.\d{1,4}$/),
  complaint: Slug,
  title: Text,
  synonyms: z.strictObject({
    'zh-CN': z.array(z.string().min(1).max(40)).max(60),
    en: z.array(z.string().min(1).max(60)).max(60),
  }),
  who: z.strictObject({
    age: z.tuple([Years, Years]).optional(),
    sex: z.enum(['male', 'female']).optional(),
  }),
  questions: z.array(Question).max(40),
  rules: z.array(Rule).min(1).max(80),
  otherwise: Level,
  outcomes: z.array(Outcome).min(2).max(4),
  advice: z.record(Slug, Said),
  review: z
    .strictObject({ by: z.string().max(200), at: z.iso.datetime(), version: z.string().max(32) })
    .nullable(),
});
