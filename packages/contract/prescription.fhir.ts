/** A prescription as FHIR R4, to be read: its lines, medicines, hand-overs and signatures. */
import { z } from 'zod';
import { HospitalParams } from './hospital.ts';
import { route } from './route.ts';

const UUID = '[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}';
/** A line of a prescription, or of a hand-over: a UUID and the line's number. */
const LINE = `${UUID}-\\d{1,2}`;
const LineId = z.string().regex(new RegExp(`^${LINE}$`));
const resource = <const T extends string>(resourceType: T) =>
  z.looseObject({ resourceType: z.literal(resourceType), id: z.string().max(64) });

export const FhirBundle = z.object({
  resourceType: z.literal('Bundle'),
  type: z.literal('searchset'),
  total: z.int(),
  entry: z
    .array(
      z.object({
        resource: z.looseObject({ resourceType: z.string(), id: z.string() }),
        search: z.object({ mode: z.enum(['match', 'include']) }),
      }),
    )
    .max(2000),
});
export type FhirBundle = z.infer<typeof FhirBundle>;

const callers = ['patient', 'doctor', 'pharmacist'] as const;
const base = '/hospitals/{hospitalId}/fhir';
const params = HospitalParams.extend({ id: LineId });
/** A reference as FHIR searches take it, with or without its type. */
const reference = (type: string, id: string) =>
  z
    .string()
    .max(120)
    .regex(new RegExp(`^(?:${type}/)?${id}$`));

export const prescriptionFhirRoutes = {
  getCapabilityStatement: route({
    id: 'getCapabilityStatement',
    method: 'get',
    path: `${base}/metadata`,
    summary: 'What this FHIR R4 server reads, for whom, and by which searches.',
    callers: ['public'],
    params: HospitalParams,
    answer: z.looseObject({ resourceType: z.literal('CapabilityStatement') }),
    problems: ['hospital-unknown'],
  }),
  searchMedicationRequests: route({
    id: 'searchMedicationRequests',
    method: 'get',
    path: `${base}/MedicationRequest`,
    summary:
      'The signed prescriptions of an encounter, a request for each line, with their medicines, hand-overs and signatures.',
    callers,
    params: HospitalParams,
    query: z.object({ encounter: reference('Encounter', UUID) }),
    answer: FhirBundle,
    problems: ['not-found'],
  }),
  getMedicationRequest: route({
    id: 'getMedicationRequest',
    method: 'get',
    path: `${base}/MedicationRequest/{id}`,
    summary: 'One line of a signed prescription.',
    callers,
    params,
    answer: resource('MedicationRequest'),
    problems: ['not-found'],
  }),
  getMedication: route({
    id: 'getMedication',
    method: 'get',
    path: `${base}/Medication/{id}`,
    summary: 'The product of a line, as it was when the doctor signed.',
    callers,
    params,
    answer: resource('Medication'),
    problems: ['not-found'],
  }),
  searchMedicationDispenses: route({
    id: 'searchMedicationDispenses',
    method: 'get',
    path: `${base}/MedicationDispense`,
    summary: 'What was handed over on a line.',
    callers,
    params: HospitalParams,
    query: z.object({ prescription: reference('MedicationRequest', LINE) }),
    answer: FhirBundle,
    problems: ['not-found'],
  }),
  getMedicationDispense: route({
    id: 'getMedicationDispense',
    method: 'get',
    path: `${base}/MedicationDispense/{id}`,
    summary: 'One line of one hand-over.',
    callers,
    params,
    answer: resource('MedicationDispense'),
    problems: ['not-found'],
  }),
  searchProvenances: route({
    id: 'searchProvenances',
    method: 'get',
    path: `${base}/Provenance`,
    summary: 'Who signed a line, as what, when, and the signatures themselves.',
    callers,
    params: HospitalParams,
    query: z.object({ target: reference('MedicationRequest', LINE) }),
    answer: FhirBundle,
    problems: ['not-found'],
  }),
};
