/** The encounter: the medical record of a visit, its note, and what the doctor sees beside the video. */
import { z } from 'zod';
import { Id, Instant, paragraph, RowVersion, Text } from './common.ts';
import { Named, QueueReturn } from './handover.ts';
import { HospitalParams } from './hospital.ts';
import { ENCOUNTER_STATES, NOTE_STATES } from './encounter.machine.ts';
import { QUEUE_STATES } from './queue.machine.ts';
import { route } from './route.ts';
import { TriageResult } from './triage.ts';
import { Patient } from './visit.ts';
import { VisitMode } from './visit.mode.ts';

export * from './encounter.machine.ts';

/** One coded diagnosis; code of the ICD-10 subset in `terminology`. */
export const Diagnosis = z.object({ code: z.string().max(16), name: Text });
export type Diagnosis = z.infer<typeof Diagnosis>;

export const Note = z.object({
  complaint: paragraph(4000),
  findings: paragraph(8000),
  diagnoses: z.array(Diagnosis).max(10),
  advice: paragraph(4000),
});
export type Note = z.infer<typeof Note>;

/** What another doctor of this visit wrote before; a draft stays in their name. */
export const EarlierNote = z.object({
  encounterId: Id,
  clinician: Named,
  departmentId: Id,
  startedAt: Instant.nullable(),
  note: Note,
  noteState: z.enum(NOTE_STATES),
});
export type EarlierNote = z.infer<typeof EarlierNote>;

export const EncounterView = z.object({
  encounterId: Id,
  visitId: Id,
  entryId: Id,
  ticket: z.string(),
  departmentId: Id,
  queueState: z.enum(QUEUE_STATES),
  state: z.enum(ENCOUNTER_STATES),
  note: Note,
  noteState: z.enum(NOTE_STATES),
  rowVersion: RowVersion,
  savedAt: Instant.nullable(),
  patient: Patient,
  mode: VisitMode,
  triage: TriageResult.nullable(),
  calledAt: Instant,
  respondBy: Instant,
  startedAt: Instant.nullable(),
  /** Why the patient comes from another doctor, or back from hold. */
  returned: QueueReturn.optional(),
  earlier: z.array(EarlierNote).max(50).optional(),
  /** In consult, while the patient's line is lost. */
  patientAway: z.object({ since: Instant }).optional(),
});
export type EncounterView = z.infer<typeof EncounterView>;

const EncounterParams = HospitalParams.extend({ encounterId: Id });

export const encounterRoutes = {
  listMyEncounters: route({
    id: 'listMyEncounters',
    method: 'get',
    path: '/hospitals/{hospitalId}/encounters/mine',
    summary: 'The doctor’s patient of the moment, if any: what a reload of the desk comes back to.',
    callers: ['doctor'],
    params: HospitalParams,
    answer: z.object({ current: EncounterView.nullable() }),
    problems: [],
  }),
  getEncounter: route({
    id: 'getEncounter',
    method: 'get',
    path: '/hospitals/{hospitalId}/encounters/{encounterId}',
    summary: 'The record of one encounter, for its doctor.',
    callers: ['doctor'],
    params: EncounterParams,
    answer: EncounterView,
    problems: ['not-found'],
  }),
  saveNote: route({
    id: 'saveNote',
    method: 'put',
    path: '/hospitals/{hospitalId}/encounters/{encounterId}/note',
    summary: 'Save the note; a version that is not the newest is refused with the newest.',
    callers: ['doctor'],
    params: EncounterParams,
    body: z.object({ rowVersion: RowVersion, note: Note }),
    answer: z.object({ rowVersion: RowVersion, savedAt: Instant }),
    problems: ['not-found', 'version-conflict', 'state-conflict'],
  }),
  finishEncounter: route({
    id: 'finishEncounter',
    method: 'post',
    path: '/hospitals/{hospitalId}/encounters/{encounterId}/finish',
    summary: 'Sign the note and end the visit; complaint, at least one diagnosis and advice must be there.',
    callers: ['doctor'],
    params: EncounterParams,
    body: z.object({ rowVersion: RowVersion }),
    answer: EncounterView,
    problems: ['not-found', 'version-conflict', 'state-conflict', 'note-incomplete'],
  }),
};
