/** A medicine of the hospital's formulary as the desk sees it. */
import { z } from 'zod';
import { Text } from './common.ts';
import { HospitalParams } from './hospital.ts';
import { HANDLING_CODES } from './herbal.terms.ts';
import { DECIMAL } from './prescription.decimal.ts';
import { CONTAINER_CODES, DOSE_UNITS, DRUG_FORMS, ROUTE_CODES } from './prescription.terms.ts';
import { route } from './route.ts';
import { SearchQuery } from './terminology.ts';

export const DrugId = z.string().regex(/^[a-z0-9][a-z0-9-]{1,95}$/);

/** An exact amount: the value is a decimal string and is never turned into a float. */
export const Amount = z.object({ value: z.string().regex(DECIMAL), unit: z.enum(DOSE_UNITS) });

/** How far a fact of the file can be trusted: `recall` was never checked against its source. */
export const CONFIDENCES = ['label', 'literature', 'recall'] as const;

/** The part of a product that a prescription keeps as it was on the day. */
export const DrugSnapshot = z.object({
  drugId: DrugId,
  name: Text,
  brand: Text.nullable(),
  /** WHO ATC, where one is known. */
  atc: z.string().max(16).nullable(),
  form: z.enum(DRUG_FORMS),
  /** The unit that is counted. */
  unit: z.enum(DOSE_UNITS),
  /** In one unit; null where a dose cannot be turned into units. */
  strength: Amount.nullable(),
  /** As printed, where one amount does not say it: `875 mg/125 mg`. */
  strengthText: z.string().max(64).nullable(),
  pack: z.object({
    size: z.string().regex(DECIMAL),
    container: z.enum(CONTAINER_CODES),
    text: z.string().max(32).nullable(),
  }),
  ingredients: z.array(z.string().max(64)).min(1).max(10),
});
export type DrugSnapshot = z.infer<typeof DrugSnapshot>;

export const FormularyItem = DrugSnapshot.extend({
  route: z.enum(ROUTE_CODES),
  /** Set where the law may keep the medicine off the internet; the checks refuse it, the desk shows why. */
  controlled: z.object({ code: z.string().max(64), cn: z.string().max(32) }).nullable(),
  /** Upper bounds for an adult, never dosing advice; null is individual. */
  adultMaxSingle: Amount.nullable(),
  adultMaxDaily: Amount.nullable(),
  /** Of a herb: the usual least in a day, and what is usually done with it; null is not known. */
  herb: z.object({ dailyMin: Amount.nullable(), handling: z.enum(HANDLING_CODES).nullable() }).optional(),
  confidence: z.enum(CONFIDENCES),
});
export type FormularyItem = z.infer<typeof FormularyItem>;

export const formularyRoutes = {
  searchFormulary: route({
    id: 'searchFormulary',
    method: 'get',
    path: '/hospitals/{hospitalId}/formulary',
    summary:
      'Search the formulary by Chinese name, English name, brand, pinyin initials or ATC code, best match first.',
    callers: ['doctor'],
    params: HospitalParams,
    query: SearchQuery.extend({
      /** Herbs to be boiled alone, or everything else; absent is both. */
      kind: z.enum(['herbs', 'medicines']).optional(),
    }),
    answer: z.object({
      drugs: z.array(FormularyItem).max(50),
      /** What was searched: the desk says where no pharmacy lead has signed it (the demo). */
      formulary: z.object({ version: z.int(), signed: z.boolean() }),
    }),
    problems: ['formulary-unsigned', 'formulary-unavailable'],
  }),
};
