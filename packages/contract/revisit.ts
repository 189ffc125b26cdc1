/** What shows that a patient has had this illness treated before (复诊依据), who checked it, and the referral of whoever must be seen in person. */
import { z } from 'zod';
import { ATTACHMENT_KINDS } from './attachments.ts';
import { Day, Id, Instant, line, paragraph, Text } from './common.ts';
import { Diagnosis } from './encounter.ts';
import { Named } from './handover.ts';
import { HospitalParams } from './hospital.ts';
import { REVISIT_STATES } from './revisit.machine.ts';
import { REFERRAL_REASONS, REFERRAL_URGENCIES, REVISIT_REFUSALS } from './revisit.terms.ts';
import { route } from './route.ts';
import { VisitParams } from './visit.ts';

const common = {
  diagnoses: z.array(Diagnosis).min(1).max(10),
  /** The day on which they were seen. */
  on: Day,
  institution: Text,
};
export const Evidence = z.discriminatedUnion('kind', [
  /** An earlier encounter here whose note is signed. */
  z.object({ kind: z.literal('encounter'), encounterId: Id, department: Text, ...common }),
  /** A picture or a PDF of an earlier record, sent or taken in this visit. */
  z.object({ kind: z.literal('record'), attachmentId: Id, ...common }),
]);
export type Evidence = z.infer<typeof Evidence>;

/** What the doctor has looked at. Of an encounter here the rest is on record; of an uploaded record the doctor reads it from there. */
export const EvidenceInput = z.discriminatedUnion('kind', [
  z.object({ kind: z.literal('encounter'), encounterId: Id }),
  z.object({
    kind: z.literal('record'),
    attachmentId: Id,
    codes: z.array(z.string().max(16)).min(1).max(10),
    on: Day,
    institution: line(80),
  }),
]);
export type EvidenceInput = z.infer<typeof EvidenceInput>;

export const Referral = z.object({
  reason: z.enum(REFERRAL_REASONS),
  /** Where to go, as the patient can ask for it. */
  department: line(60),
  urgency: z.enum(REFERRAL_URGENCIES),
  /** What to bring, and what else the doctor wants to say. */
  bring: paragraph(500),
  text: paragraph(1000),
});
export type Referral = z.infer<typeof Referral>;

export const SavedReferral = Referral.extend({ by: Named, at: Instant });
export type SavedReferral = z.infer<typeof SavedReferral>;

export const EarlierEncounter = z.object({
  encounterId: Id,
  on: Day,
  department: Text,
  clinician: Named,
  diagnoses: z.array(Diagnosis).max(10),
});
export type EarlierEncounter = z.infer<typeof EarlierEncounter>;

export const RevisitView = z.object({
  /** The hospital's law asks for the evidence before anything is prescribed. */
  asked: z.boolean(),
  state: z.enum(REVISIT_STATES),
  evidence: Evidence.nullable(),
  /** The doctor's judgement that the illness is a common or chronic one. */
  common: z.boolean().nullable(),
  refusal: z.enum(REVISIT_REFUSALS).nullable(),
  checkedBy: Named.nullable(),
  checkedAt: Instant.nullable(),
  /**
   * Earlier encounters here of a patient registered with the same name, birth date and telephone number, the newest first. Patients
   * are registered anew with each visit, so it is the doctor who says that it is the same person.
   */
  earlier: z.array(EarlierEncounter).max(20),
  /** Pictures and PDFs of this visit, the newest first. */
  records: z
    .array(z.object({ attachmentId: Id, kind: z.enum(ATTACHMENT_KINDS), name: z.string(), sentAt: Instant }))
    .max(50),
  referral: SavedReferral.nullable(),
});
export type RevisitView = z.infer<typeof RevisitView>;

const EncounterParams = HospitalParams.extend({ encounterId: Id });
const path = '/hospitals/{hospitalId}/encounters/{encounterId}';

export const revisitRoutes = {
  getRevisit: route({
    id: 'getRevisit',
    method: 'get',
    path: `${path}/revisit`,
    summary: 'What shows that this is a revisit, what could, and the referral in person if there is one.',
    callers: ['doctor'],
    params: EncounterParams,
    answer: RevisitView,
    problems: ['not-found'],
  }),
  confirmRevisit: route({
    id: 'confirmRevisit',
    method: 'post',
    path: `${path}/revisit/confirm`,
    summary: 'The doctor has looked at the evidence and confirms it.',
    callers: ['doctor'],
    params: EncounterParams,
    body: z.object({ evidence: EvidenceInput, common: z.boolean() }),
    answer: RevisitView,
    problems: ['not-found', 'state-conflict'],
  }),
  refuseRevisit: route({
    id: 'refuseRevisit',
    method: 'post',
    path: `${path}/revisit/refuse`,
    summary: 'The doctor judges that it is no revisit.',
    callers: ['doctor'],
    params: EncounterParams,
    body: z.object({ reason: z.enum(REVISIT_REFUSALS) }),
    answer: RevisitView,
    problems: ['not-found', 'state-conflict'],
  }),
  saveReferral: route({
    id: 'saveReferral',
    method: 'put',
    path: `${path}/referral`,
    summary: 'Send the patient to a clinic in person; saving it again replaces it until the visit ends.',
    callers: ['doctor'],
    params: EncounterParams,
    body: Referral,
    answer: RevisitView,
    problems: ['not-found', 'state-conflict'],
  }),
  getReferral: route({
    id: 'getReferral',
    method: 'get',
    path: '/hospitals/{hospitalId}/visits/{visitId}/referral',
    summary: 'Where the doctor sends the patient, for the patient.',
    callers: ['patient'],
    params: VisitParams,
    answer: z.object({ referral: SavedReferral.nullable() }),
    problems: ['not-found'],
  }),
};
