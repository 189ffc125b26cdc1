/** The routes of a prescription from its draft to the pharmacist's decision. */
import { z } from 'zod';
import { Id, paragraph, RowVersion } from './common.ts';
import { HerbalInput } from './herbal.ts';
import { MOST_HERBS } from './herbal.terms.ts';
import { HospitalParams } from './hospital.ts';
import { ItemInput, Override, Prescription, PrescriptionSummary, SealVerdict } from './prescription.ts';
import { REVIEW_REASON_CODES, REVIEW_STEPS, VOID_REASON_CODES } from './prescription.terms.ts';
import { route } from './route.ts';
import { RxExport } from './signing.ts';

const EncounterParams = HospitalParams.extend({ encounterId: Id });
const PrescriptionParams = HospitalParams.extend({ prescriptionId: Id });
const List = z.object({ prescriptions: z.array(PrescriptionSummary).max(100) });
/** What a reviewer decides on, as shown to them: another prescription or other alerts are another decision. */
const Seen = z.object({ rxHash: z.string().max(64), alertSetHash: z.string().max(64) });
/** The steps that were walked, in their order, and the lines of the checklist that were looked at by hand. */
const Walked = Seen.extend({
  walked: z.array(z.enum(REVIEW_STEPS)).max(3).default([]),
  ticked: z.array(z.string().max(160)).max(200).default([]),
});
const Decision = Walked.extend({ reason: z.enum(REVIEW_REASON_CODES), note: paragraph(1000) });

const REFUSALS = [
  ...(['not-found', 'own-prescription', 'already-decided', 'state-conflict', 'ceremony-needed'] as const),
  ...(['review-not-held', 'version-conflict'] as const),
] as const;

export const prescriptionRoutes = {
  createPrescription: route({
    id: 'createPrescription',
    method: 'post',
    path: '/hospitals/{hospitalId}/encounters/{encounterId}/prescriptions',
    summary: 'Begin a prescription for one’s patient; one at a time.',
    callers: ['doctor'],
    params: EncounterParams,
    answer: Prescription,
    status: 201,
    problems: ['not-found', 'not-entitled', 'state-conflict'],
  }),
  listEncounterPrescriptions: route({
    id: 'listEncounterPrescriptions',
    method: 'get',
    path: '/hospitals/{hospitalId}/encounters/{encounterId}/prescriptions',
    summary: 'The prescriptions of an encounter, newest first, for its doctor.',
    callers: ['doctor'],
    params: EncounterParams,
    answer: List,
    problems: ['not-found'],
  }),
  listMyPrescriptions: route({
    id: 'listMyPrescriptions',
    method: 'get',
    path: '/hospitals/{hospitalId}/prescriptions/mine',
    summary:
      'What waits for the doctor: drafts, and returned prescriptions that are not revised yet, newest first.',
    callers: ['doctor'],
    params: HospitalParams,
    answer: List,
    problems: [],
  }),
  getPrescription: route({
    id: 'getPrescription',
    method: 'get',
    path: '/hospitals/{hospitalId}/prescriptions/{prescriptionId}',
    summary: 'One prescription, for its doctor, and once it is signed for the pharmacists.',
    callers: ['doctor', 'pharmacist'],
    params: PrescriptionParams,
    answer: Prescription,
    problems: ['not-found'],
  }),
  savePrescription: route({
    id: 'savePrescription',
    method: 'put',
    path: '/hospitals/{hospitalId}/prescriptions/{prescriptionId}',
    summary:
      'Save the draft; the answer carries what the checks find. A version that is not the newest is refused with the newest.',
    callers: ['doctor'],
    params: PrescriptionParams,
    body: z.object({
      rowVersion: RowVersion,
      items: z.array(ItemInput).max(MOST_HERBS),
      /** Null or absent: not a sheet of Chinese herbs. */
      herbal: HerbalInput.nullish(),
      longReason: paragraph(500),
      guardianConfirmed: z.boolean(),
      overrides: z.array(Override).max(40),
    }),
    answer: Prescription,
    problems: [
      'not-found',
      'version-conflict',
      'state-conflict',
      'formulary-unsigned',
      'formulary-unavailable',
    ],
    perMinute: 240,
  }),
  signPrescription: route({
    id: 'signPrescription',
    method: 'post',
    path: '/hospitals/{hospitalId}/prescriptions/{prescriptionId}/sign',
    summary: 'Seal the draft and send it to review; refused while a check blocks it.',
    callers: ['doctor'],
    params: PrescriptionParams,
    body: z.object({ rowVersion: RowVersion, alertSetHash: z.string().max(64) }),
    answer: Prescription,
    problems: [
      'not-found',
      'not-entitled',
      'version-conflict',
      'state-conflict',
      'checks-blocked',
      'law-blocked',
      'ceremony-needed',
      'formulary-unsigned',
      'formulary-unavailable',
    ],
  }),
  approvePrescription: route({
    id: 'approvePrescription',
    method: 'post',
    path: '/hospitals/{hospitalId}/prescriptions/{prescriptionId}/approve',
    summary: 'The pharmacist’s pass, sealed: from now on the prescription is in force.',
    callers: ['pharmacist'],
    params: PrescriptionParams,
    body: Walked,
    answer: Prescription,
    problems: [
      'not-found',
      'own-prescription',
      'already-decided',
      'state-conflict',
      'review-not-held',
      'review-incomplete',
      'version-conflict',
      'checks-blocked',
      'law-blocked',
      'ceremony-needed',
    ],
  }),
  returnPrescription: route({
    id: 'returnPrescription',
    method: 'post',
    path: '/hospitals/{hospitalId}/prescriptions/{prescriptionId}/return',
    summary: 'Back to the doctor with a coded reason; it stays as it is and a revision may follow.',
    callers: ['pharmacist'],
    params: PrescriptionParams,
    body: Decision,
    answer: Prescription,
    problems: REFUSALS,
  }),
  rejectPrescription: route({
    id: 'rejectPrescription',
    method: 'post',
    path: '/hospitals/{hospitalId}/prescriptions/{prescriptionId}/reject',
    summary: 'Refused for good, with a coded reason.',
    callers: ['pharmacist'],
    params: PrescriptionParams,
    body: Decision,
    answer: Prescription,
    problems: REFUSALS,
  }),
  revisePrescription: route({
    id: 'revisePrescription',
    method: 'post',
    path: '/hospitals/{hospitalId}/prescriptions/{prescriptionId}/revise',
    summary: 'The next revision of a returned prescription: a new draft with its lines.',
    callers: ['doctor'],
    params: PrescriptionParams,
    answer: Prescription,
    status: 201,
    problems: ['not-found', 'not-entitled', 'state-conflict'],
  }),
  voidPrescription: route({
    id: 'voidPrescription',
    method: 'post',
    path: '/hospitals/{hospitalId}/prescriptions/{prescriptionId}/void',
    summary:
      'The prescriber takes it back; a pharmacy that holds it is asked for it instead (`void-requested`).',
    callers: ['doctor'],
    params: PrescriptionParams,
    body: z.object({ reason: z.enum(VOID_REASON_CODES), note: paragraph(500) }),
    answer: Prescription,
    problems: ['not-found', 'state-conflict', 'void-requested'],
  }),
  verifySeals: route({
    id: 'verifySeals',
    method: 'get',
    path: '/hospitals/{hospitalId}/prescriptions/{prescriptionId}/seals',
    summary: 'Checks every seal of the prescription against what is stored now.',
    callers: ['patient', 'doctor', 'pharmacist'],
    params: PrescriptionParams,
    answer: z.object({ seals: z.array(SealVerdict) }),
    problems: ['not-found'],
  }),
  exportPrescription: route({
    id: 'exportPrescription',
    method: 'get',
    path: '/hospitals/{hospitalId}/prescriptions/{prescriptionId}/export',
    summary:
      'A signed prescription with its seals and public keys, to be verified anywhere without this server, for its patient, its doctor and pharmacists.',
    callers: ['patient', 'doctor', 'pharmacist'],
    params: PrescriptionParams,
    answer: RxExport,
    problems: ['not-found'],
  }),
};
