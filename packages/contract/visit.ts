/** The visit: what a patient experiences from registration to prescription, and the one view that drives their screen. */
import { z } from 'zod';
import { Day, Id, Instant, Language, line, paragraph, Phone, Sex, Text } from './common.ts';
import { PatientDispensing } from './dispense.ts';
import { Department, HospitalParams } from './hospital.ts';
import { PatientPrescription } from './prescription.ts';
import { ENCOUNTER_STATES } from './encounter.machine.ts';
import { QueuePlace } from './queue.ts';
import { route } from './route.ts';
import { TriageResult } from './triage.ts';
import { VisitMode } from './visit.mode.ts';
import { VISIT_STATES } from './visit.machine.ts';

export * from './visit.mode.ts';

/** What the visit is for. Only `consult` has a way through today; the column is here so that others need no new table. */
export const VISIT_KINDS = ['consult'] as const;
export const VISIT_ORIGINS = ['walk_in'] as const;

/** The adult with a child, or whoever answers for a grown-up patient. */
export const Guardian = z.object({
  name: line(80),
  phone: Phone,
  /** What the guardian is to the patient: a daughter who speaks for her father is his `child`. */
  relation: z.enum(['parent', 'grandparent', 'child', 'spouse', 'other']),
});
export type Guardian = z.infer<typeof Guardian>;

/** What the patient says they must not be given. `none` is a statement, an absent list is not known. */
export const Allergies = z.object({
  status: z.enum(['none', 'some', 'unknown']),
  items: z.array(line(80)).max(20),
});
export type Allergies = z.infer<typeof Allergies>;

export const PatientInput = z.object({
  name: line(80),
  birthDate: Day,
  sex: Sex,
  phone: Phone,
  guardian: Guardian.optional(),
  allergies: Allergies,
});
export type PatientInput = z.infer<typeof PatientInput>;

export const Patient = PatientInput.extend({
  patientId: Id,
  ageYears: z.int(),
  /** In years with decimals, by the hospital's calendar: protocols for infants count months. */
  age: z.number().min(0),
});
export type Patient = z.infer<typeof Patient>;

/** The patient's whole screen in one shape; `version` grows with every change of the visit. */
export const VisitView = z.object({
  visitId: Id,
  version: z.int(),
  kind: z.enum(VISIT_KINDS),
  mode: VisitMode,
  origin: z.enum(VISIT_ORIGINS),
  status: z.enum(VISIT_STATES),
  language: Language,
  startedAt: Instant,
  endedAt: Instant.nullable(),
  patient: Patient,
  triage: TriageResult.nullable(),
  department: Department.nullable(),
  queue: QueuePlace.nullable(),
  clinician: z.object({ name: Text, title: Text }).nullable(),
  encounter: z
    .object({
      encounterId: Id,
      state: z.enum(ENCOUNTER_STATES),
      diagnosis: Text.nullable(),
      advice: z.string(),
    })
    .nullable(),
  prescription: PatientPrescription.nullable(),
  /** Once there is a prescription that passed the review: where it is on its way to the patient. */
  dispensing: PatientDispensing.nullable().optional(),
  /** In consult, while the doctor's line is lost: since when, and when the patient is sent back to wait, first of all. */
  doctorAway: z.object({ since: Instant, until: Instant }).optional(),
});
export type VisitView = z.infer<typeof VisitView>;

export const VisitParams = HospitalParams.extend({ visitId: Id });

export const visitRoutes = {
  createVisit: route({
    id: 'createVisit',
    method: 'post',
    path: '/hospitals/{hospitalId}/visits',
    summary: 'Register a patient with consent and open a visit; the answer carries the patient’s token.',
    callers: ['public'],
    params: HospitalParams,
    body: z.object({
      patient: PatientInput,
      language: Language,
      consent: z.object({ version: z.string().max(32), agreed: z.literal(true) }),
      /** Of a host that has signed the patient in: the same subject with the same name and birth date is the same patient. */
      hostTicket: z.string().max(2000).optional(),
    }),
    answer: z.object({ visit: VisitView, token: z.string(), expiresAt: Instant }),
    status: 201,
    problems: ['hospital-unknown', 'consent-missing', 'guardian-missing', 'law-blocked', 'token-expired'],
    perMinute: 60,
  }),
  getVisit: route({
    id: 'getVisit',
    method: 'get',
    path: '/hospitals/{hospitalId}/visits/{visitId}',
    summary: 'The visit as its patient sees it.',
    callers: ['patient'],
    params: VisitParams,
    answer: VisitView,
    problems: ['not-found'],
  }),
  setVisitMode: route({
    id: 'setVisitMode',
    method: 'put',
    path: '/hospitals/{hospitalId}/visits/{visitId}/mode',
    summary:
      'By video or in writing: for the patient of an open visit, and for the doctor who has it. Both sides see it change; a visit in writing has no room.',
    callers: ['patient', 'doctor'],
    params: VisitParams,
    body: z.object({ mode: VisitMode }),
    answer: z.object({ mode: VisitMode }),
    problems: ['not-found', 'visit-ended', 'state-conflict'],
    perMinute: 60,
  }),
  closeVisit: route({
    id: 'closeVisit',
    method: 'post',
    path: '/hospitals/{hospitalId}/visits/{visitId}/close',
    summary: 'The patient ends a visit that no doctor has taken yet: a place in the queue is given up.',
    callers: ['patient'],
    params: VisitParams,
    body: z.object({ reason: paragraph(500).optional() }),
    answer: VisitView,
    problems: ['not-found', 'state-conflict', 'visit-ended'],
  }),
};
