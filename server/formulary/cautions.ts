/** What is written down of a medicine for kinds of patients: kidneys, liver, breast-feeding, sex, age, weight, and what it is for. By INN. */
import { readFileSync } from 'node:fs';
import { z } from 'zod';
import { ANTIMICROBIAL_GRADES } from '@care-elements/contract/antimicrobial.ts';
import { CONFIDENCES } from '@care-elements/contract/formulary.ts';
import { DECIMAL } from '@care-elements/contract/prescription.decimal.ts';
import type { Drug } from './provider.ts';

const mg = z.string().regex(DECIMAL).nullable();

/** An upper bound for an age: by weight, in milligrams of the strength's own substance, and never above the fixed amounts. */
const DoseBand = z.strictObject({
  /** Completed years: from, below. */
  years: z.tuple([z.number(), z.number()]),
  singlePerKg: mg,
  dailyPerKg: mg,
  single: mg,
  daily: mg,
});
export type DoseBand = z.infer<typeof DoseBand>;

const LIVER_FROM = z.enum(['mild', 'moderate', 'severe']).nullable();

const Cautions = z.strictObject({
  lactation: z.enum(['compatible', 'caution', 'avoid', 'contraindicated']).nullable(),
  /** eGFR below which the dose is looked at, and below which it is not given; null for no such bound. Null as a whole: not known. */
  renal: z.strictObject({ caution: z.number().nullable(), avoid: z.number().nullable() }).nullable(),
  /** Liver disease from which the dose is looked at, and from which it is not given. */
  liver: z.strictObject({ caution: LIVER_FROM, avoid: LIVER_FROM }).nullable(),
  sex: z.enum(['male', 'female', 'any']),
  /** Completed years above which it is not usual. */
  maxAge: z.number().nullable(),
  /** The longest course in days without looking again. */
  maxDays: z.int().nullable(),
  /** Of antibacterial and antifungal medicines; the list of the province or hospital decides. */
  grade: z.enum(ANTIMICROBIAL_GRADES).nullable(),
  doses: z.array(DoseBand),
  /** ICD-10 prefixes of what it is usually given for; empty is not known. `*` is for anything (fever, pain). */
  indications: z.array(z.string().regex(/^(\*|[A-Z](\d{1,2}(\.\d)?)?)$/)),
  source: z.array(z.string()).min(1),
  confidence: z.enum(CONFIDENCES),
});
export type Cautions = z.infer<typeof Cautions>;

const File = z.object({ about: z.string(), drugs: z.record(z.string(), Cautions) });
const file = File.parse(JSON.parse(readFileSync(new URL('./data/cautions.json', import.meta.url), 'utf8')));
const byInn = new Map(Object.entries(file.drugs));

const NOTHING: Cautions = {
  ...{ lactation: null, renal: null, liver: null, sex: 'any', maxAge: null, maxDays: null, grade: null },
  ...{ doses: [], indications: [], source: [], confidence: 'recall' },
};

const OWN_LACTATION = {
  usually_acceptable: 'compatible',
  caution: 'caution',
  contraindicated: 'contraindicated',
} as const;
const OWN_LIVER = {
  usually_acceptable: { caution: null, avoid: null },
  caution: { caution: 'mild', avoid: null },
  contraindicated: { caution: 'mild', avoid: 'mild' },
} as const;

const most = (a: number | null, b: number | null) => (a === null ? b : b === null ? a : Math.max(a, b));
const least = (a: number | null, b: number | null) => (a === null ? b : b === null ? a : Math.min(a, b));

/**
 * What is written down of a product: its own row first, for a hospital's word stands above the file's, and of two bounds the
 * stricter. What neither states stays null: not known.
 */
export function cautionsFor(drug: Drug): Cautions {
  const known = byInn.get(drug.inn);
  const file = known ?? NOTHING;
  const own = drug.renalCautionEgfrBelow;
  return {
    ...file,
    lactation: drug.lactation ? OWN_LACTATION[drug.lactation] : file.lactation,
    renal:
      own === null
        ? file.renal
        : { avoid: null, ...file.renal, caution: most(own, file.renal?.caution ?? null) },
    liver: drug.hepatic ? OWN_LIVER[drug.hepatic] : file.liver,
    sex: drug.sex ?? file.sex,
    maxAge: least(drug.maxAgeYears, file.maxAge),
    grade:
      drug.antimicrobialGrade === 'unrestricted' ? 'non_restricted' : (drug.antimicrobialGrade ?? file.grade),
    source: known ? [...new Set([...known.source, ...drug.source])] : drug.source,
    confidence: known ? known.confidence : drug.confidence,
  };
}
