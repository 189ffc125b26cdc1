/** What a doctor left unsigned when the patient went on to a colleague, or away: listed for them, and signed without the visit. */
import { NOTE_MACHINE } from '@care-elements/contract/encounter.machine.ts';
import type { EncounterView } from '@care-elements/contract/encounter.ts';
import { UNSIGNED_AT_MOST, type UnsignedNote } from '@care-elements/contract/encounter.unsigned.ts';
import { next } from '@care-elements/contract/machine.ts';
import { authorize, type Authorized, type ClinicianActor } from '../actor.ts';
import { record } from '../audit.ts';
import { problem } from '../problems.ts';
import { requireEntry } from '../queue/service.ts';
import { requireVisit } from '../visits/service.ts';
import type { Work } from '../work.ts';
import * as repo from './repo.ts';
import { assertComplete, assertVersion, own, treatingDoctor, view } from './service.ts';

type Doctor = ClinicianActor<'doctor'>;

export async function listUnsignedNotes(
  work: Work,
  { clinicianId }: Doctor,
): Promise<Authorized<{ notes: UnsignedNote[] }>> {
  const rows = await repo.listUnsigned(work.tx, work.hospitalId, clinicianId, UNSIGNED_AT_MOST);
  const notes: UnsignedNote[] = [];
  for (const { encounterId, visitId, entryId, departmentId, startedAt, finishedAt } of rows) {
    const { patient } = await requireVisit(work, visitId);
    const { ticket } = await requireEntry(work, entryId);
    notes.push({
      ...{ encounterId, visitId, departmentId, ticket, patientName: patient.name },
      ...{ startedAt: startedAt!.toISOString(), finishedAt: finishedAt!.toISOString() },
    });
  }
  return authorize(true, { notes });
}

/** A patient who is still here is signed for by ending the visit; this is for those who went on. */
export async function signNote(
  work: Work,
  actor: Doctor,
  encounterId: string,
  { rowVersion }: { rowVersion: number },
): Promise<Authorized<EncounterView>> {
  const before = await own(work, actor, encounterId, true);
  const noteState = before.state === 'finished' && next(NOTE_MACHINE, before.noteState, 'sign', 'doctor');
  if (!noteState)
    throw problem('state-conflict', undefined, {
      current: before.state === 'finished' ? before.noteState : before.state,
    });
  assertVersion(before, rowVersion);
  assertComplete(before.note);
  const { tx, hospitalId } = work;
  const after = await repo.updateEncounter(tx, hospitalId, encounterId, { noteState });
  const { visitId, clinicianId } = before;
  // Whoever has the patient now reads it beside their own.
  const reader = await treatingDoctor(work, visitId);
  await record(work, {
    action: 'encounter.note_signed',
    ...{ resourceType: 'Encounter', resourceId: encounterId, visitId },
    ...{ before, after },
    topics: [...new Set([`desk:${clinicianId}`, ...(reader ? [`desk:${reader}`] : [])])],
  });
  return authorize(true, await view(work, after));
}
