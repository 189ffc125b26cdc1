/** The law that a hospital works under: its rule packs, their rules, and thresholds that it has made stricter. */
import { z } from 'zod';
import { Day, Instant, line, Text } from './common.ts';
import { HospitalParams } from './hospital.ts';
import { route } from './route.ts';

/** `cn` is the newest version, `cn@2026.11.2` exactly that one. */
export const PackId = z.string().regex(/^[a-z][a-z0-9-]{0,30}(@\d{1,4}(\.\d{1,4}){1,3})?$/);
export const RuleId = z.string().regex(/^[a-z][a-z-]{0,30}(\.[a-z][a-z-]{0,40}){2}$/);
/** A number of days, years, items …; a switch; or a list of codes. */
export const RuleValue = z.union([
  z.number().min(-1_000_000).max(1_000_000),
  z.boolean(),
  z.array(line(64)).max(200),
]);
const PackName = z.object({ id: z.string(), version: z.string() });

export const RuleThreshold = z.object({
  key: z.string(),
  /** Which way a hospital may move it: numbers lower or higher, lists longer or shorter, a switch on or off; `fixed` not at all. */
  stricter: z.enum(['lower', 'higher', 'longer', 'shorter', 'on', 'off', 'fixed']),
  /** The law's value on the day, and the one that holds here. */
  law: RuleValue,
  inForce: RuleValue,
});
export const LawRule = z.object({
  ruleId: z.string(),
  article: z.string(),
  /** V: the article's text was seen. S: press, an exam paper or a summary. M: from memory. */
  mark: z.enum(['V', 'S', 'M']),
  needsLegalReview: z.boolean(),
  summary: Text,
  subject: z.string(),
  /** The transitions at which it is asked. */
  at: z.array(z.string()).max(20),
  effectiveFrom: Day,
  effectiveUntil: Day.nullable(),
  inForce: z.boolean(),
  /** The pack that says it, `id@version`, and the one whose rule it takes the place of. */
  from: z.string(),
  replaces: z.string().nullable(),
  /** Where the program holds it by its construction too. */
  heldBy: z.string().nullable(),
  thresholds: z.array(RuleThreshold).max(20),
});
export const Tightening = z.object({
  ruleId: z.string(),
  key: z.string(),
  /** The first day on which it holds. */
  from: Day,
  value: RuleValue,
  setAt: Instant,
});
export const Law = z.object({
  day: Day,
  /** As the hospital picked them, and with what they stand on. */
  picked: z.array(z.string()).max(10),
  packs: z.array(PackName).max(40),
  available: z.array(PackName.extend({ extends: z.string().nullable() })).max(200),
  rules: z.array(LawRule).max(500),
  tightened: z.array(Tightening).max(500),
});
export type Law = z.infer<typeof Law>;

export const ruleRoutes = {
  getLaw: route({
    id: 'getLaw',
    method: 'get',
    path: '/hospitals/{hospitalId}/rules',
    summary:
      'The rules that the hospital works under on a day, with each threshold as the law has it and as it holds here.',
    callers: ['administrator', 'medical_lead'],
    params: HospitalParams,
    query: z.object({ day: Day.optional() }),
    answer: Law,
    problems: [],
  }),
  pickRulePacks: route({
    id: 'pickRulePacks',
    method: 'put',
    path: '/hospitals/{hospitalId}/rule-packs',
    summary: 'The hospital picks its rule packs, each laid on those before. What it has made stricter stays.',
    callers: ['administrator'],
    params: HospitalParams,
    body: z.object({ picked: z.array(PackId).min(1).max(10) }),
    answer: Law,
    problems: ['invalid-input'],
  }),
  tightenRule: route({
    id: 'tightenRule',
    method: 'post',
    path: '/hospitals/{hospitalId}/rules/{ruleId}/thresholds',
    summary:
      'A threshold becomes stricter than the law from a day on; one that would be looser than the law is refused.',
    callers: ['administrator'],
    params: HospitalParams.extend({ ruleId: RuleId }),
    body: z.object({ key: line(40), value: RuleValue, from: Day }),
    answer: Law,
    status: 201,
    problems: ['not-found', 'invalid-input', 'threshold-looser', 'state-conflict'],
  }),
};
