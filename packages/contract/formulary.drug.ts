/** A row of a formulary: what is known of one product, with where it is from and how far it can be trusted. */
import { z } from 'zod';
import { Text } from './common.ts';
import { Amount, CONFIDENCES, DrugSnapshot } from './formulary.ts';
import { ROUTE_CODES } from './prescription.terms.ts';

/** A row of a formulary. Every maximum is an upper bound to stop an order, never dosing advice. */
export const Drug = DrugSnapshot.extend({
  inn: z.string(),
  brand: Text.nullable(),
  initials: z.string(),
  route: z.enum(ROUTE_CODES),
  /** What the amounts below are counted in, where it is not the whole product: `amoxicillin`. */
  strengthBasis: z.string().nullable(),
  classes: z.array(z.string()),
  allergyGroups: z.array(z.string()),
  adultMaxSingle: Amount.nullable(),
  adultMaxDaily: Amount.nullable(),
  /** The single maximum is a loading or one-off dose: an ordinary one is bound by the daily maximum. */
  singleMaxIsLoading: z.boolean(),
  /** The most at once, and in a day, that the label without a prescription allows; above it the desk warns. */
  otcSingleCap: Amount.nullable(),
  otcDailyCap: Amount.nullable(),
  weeklyOnly: z.boolean(),
  /** Years; null is not known. Below `minAgeYears` and above `maxAgeYears` a human decides. */
  minAgeYears: z.number().min(0).max(130).nullable(),
  maxAgeYears: z.number().min(0).max(130).nullable(),
  /** The only sex whose label has a use for it; null where both have one, or nobody looked. */
  sex: z.enum(['female', 'male']).nullable(),
  pregnancy: z.enum([
    'usually_acceptable',
    'caution',
    'contraindicated',
    'contraindicated_at_term',
    'avoid_first_trimester',
    'avoid_from_20wk_contraindicated_third_trimester',
    'not_applicable',
  ]),
  /** Null is not known: never a pass. */
  lactation: z.enum(['usually_acceptable', 'caution', 'contraindicated']).nullable(),
  /** eGFR in mL/min/1.73 m² below which dose or choice must be looked at; null is not known. */
  renalCautionEgfrBelow: z.number().min(0).max(150).nullable(),
  /** With liver disease; null is not known. */
  hepatic: z.enum(['usually_acceptable', 'caution', 'contraindicated']).nullable(),
  /** `restricted`: the law may keep it off the internet, and a hospital has to look. */
  controlled: z
    .object({ code: z.string(), cn: z.string(), online: z.enum(['forbidden', 'restricted']) })
    .nullable(),
  antimicrobial: z.enum(['antibacterial', 'antituberculous', 'antifungal', 'antiviral']).nullable(),
  /** 非限制 / 限制 / 特殊: each province grades for itself, so the starter pack leaves it open (null). */
  antimicrobialGrade: z.enum(['unrestricted', 'restricted', 'special']).nullable(),
  rx: z.enum(['Rx', 'OTC', 'both']),
  note: z.string().nullable(),
  /** Of the clinical facts. */
  source: z.array(z.string()).min(1),
  confidence: z.enum(CONFIDENCES),
  /** Of form, strength and pack. */
  productSource: z.array(z.string()).min(1),
  productConfidence: z.enum(CONFIDENCES),
});
export type Drug = z.infer<typeof Drug>;
