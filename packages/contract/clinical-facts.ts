/** What the doctor knows of the patient's body that medicines depend on: weight, pregnancy, kidneys, liver, medicines in use. */
import { z } from 'zod';
import { Day, Id, Instant, line, RowVersion } from './common.ts';
import { LIVER, YES_NO } from './clinical-facts.terms.ts';
import { HospitalParams } from './hospital.ts';
import { DECIMAL } from './prescription.decimal.ts';
import { route } from './route.ts';

/** A medicine that the patient takes already: of the formulary, or in the patient's words. */
export const CurrentMedicine = z.object({
  /** Null where it is not of the formulary. */
  drugId: z
    .string()
    .regex(/^[a-z0-9][a-z0-9-]{1,95}$/)
    .nullable(),
  text: line(80),
});
export type CurrentMedicine = z.infer<typeof CurrentMedicine>;

export const ClinicalFacts = z.object({
  /** Kilograms, 0.3 to 400, as a decimal string; and the day it was measured. */
  weightKg: z
    .string()
    .regex(DECIMAL)
    .refine((kg) => Number(kg) >= 0.3 && Number(kg) <= 400)
    .nullable(),
  weighedOn: Day.nullable(),
  pregnancy: z.enum(YES_NO),
  /** Completed weeks, only with `yes`; null is not known. */
  pregnancyWeeks: z.int().min(0).max(43).nullable(),
  breastfeeding: z.enum(YES_NO),
  /** Estimated glomerular filtration in ml/min/1.73 m²; null is not known. */
  egfr: z.int().min(1).max(200).nullable(),
  liver: z.enum(LIVER),
  medicines: z.object({
    status: z.enum(['none', 'some', 'unknown']),
    /** Only with `some`. */
    items: z.array(CurrentMedicine).max(20),
  }),
});
export type ClinicalFacts = z.infer<typeof ClinicalFacts>;

export const ClinicalFactsView = z.object({
  facts: ClinicalFacts,
  rowVersion: RowVersion,
  /** Null while the doctor has saved nothing: what stands there then comes from the visit. */
  savedAt: Instant.nullable(),
});
export type ClinicalFactsView = z.infer<typeof ClinicalFactsView>;

const EncounterParams = HospitalParams.extend({ encounterId: Id });

export const clinicalFactsRoutes = {
  getClinicalFacts: route({
    id: 'getClinicalFacts',
    method: 'get',
    path: '/hospitals/{hospitalId}/encounters/{encounterId}/clinical-facts',
    summary:
      'What is known of the patient’s weight, pregnancy, kidneys, liver and medicines, filled in from the visit before the first save.',
    callers: ['doctor'],
    params: EncounterParams,
    answer: ClinicalFactsView,
    problems: ['not-found'],
  }),
  saveClinicalFacts: route({
    id: 'saveClinicalFacts',
    method: 'put',
    path: '/hospitals/{hospitalId}/encounters/{encounterId}/clinical-facts',
    summary: 'Save them; a version that is not the newest is refused with the newest.',
    callers: ['doctor'],
    params: EncounterParams,
    body: z.object({ rowVersion: RowVersion, facts: ClinicalFacts }),
    answer: ClinicalFactsView,
    problems: ['not-found', 'version-conflict', 'state-conflict'],
  }),
};
