/** Notes that were left unsigned when the patient went on to another doctor, or away: still their doctor's to finish and sign. */
import { z } from 'zod';
import { Id, Instant, RowVersion } from './common.ts';
import { EncounterView } from './encounter.ts';
import { HospitalParams } from './hospital.ts';
import { route } from './route.ts';

export const UNSIGNED_AT_MOST = 50;

export const UnsignedNote = z.object({
  encounterId: Id,
  visitId: Id,
  ticket: z.string(),
  patientName: z.string(),
  departmentId: Id,
  startedAt: Instant,
  /** When the patient went on. */
  finishedAt: Instant,
});
export type UnsignedNote = z.infer<typeof UnsignedNote>;

export const unsignedRoutes = {
  listUnsignedNotes: route({
    id: 'listUnsignedNotes',
    method: 'get',
    path: '/hospitals/{hospitalId}/unsigned-notes',
    summary:
      'The doctor’s own notes that still wait for a signature after the patient went on, the newest first.',
    callers: ['doctor'],
    params: HospitalParams,
    answer: z.object({ notes: z.array(UnsignedNote).max(UNSIGNED_AT_MOST) }),
    problems: [],
  }),
  signNote: route({
    id: 'signNote',
    method: 'post',
    path: '/hospitals/{hospitalId}/encounters/{encounterId}/sign',
    summary:
      'Sign the own note of a patient who has gone on; complaint, at least one diagnosis and advice must be there. The visit is not touched.',
    callers: ['doctor'],
    params: HospitalParams.extend({ encounterId: Id }),
    body: z.object({ rowVersion: RowVersion }),
    answer: EncounterView,
    problems: ['not-found', 'version-conflict', 'state-conflict', 'note-incomplete'],
  }),
};
