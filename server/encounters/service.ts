/** The doctor's side of a visit: the record beside the video, the note that saves itself, the end. */
import { next } from '@care-elements/contract/machine.ts';
import { NOTE_MACHINE } from '@care-elements/contract/encounter.machine.ts';
import type { ResponseBundle } from '@care-elements/contract/triage.fhir.ts';
import type { EncounterView, Note } from '@care-elements/contract/encounter.ts';
import { authorize, type Authorized, type ClinicianActor } from '../actor.ts';
import { record, tracedActions } from '../audit.ts';
import { requireHospital } from '../hospitals/service.ts';
import { problem } from '../problems.ts';
import { revisitFacts } from '../revisits/service.ts';
import { decide } from '../rules/service.ts';
import { awayIn } from '../presence/service.ts';
import {
  entryOfClinician,
  finishEntry,
  lockEntry,
  lockLatestEntry,
  requireEntry,
  returnsOf,
  type EntryRow,
} from '../queue/service.ts';
import { clinicianFacts } from '../sessions/rule-facts.ts';
import { getClinicians } from '../sessions/service.ts';
import { icd10Code } from '../terminology/service.ts';
import { latestTriage, responsesOf } from '../triage/service.ts';
import { dayIn } from '../visits/age.ts';
import { visitFacts } from '../visits/rule-facts.ts';
import { endVisit, lockVisit, patientView, requireVisit, touchVisit } from '../visits/service.ts';
import type { Work } from '../work.ts';
import { moveEncounter } from './lifecycle.ts';
import * as repo from './repo.ts';

export type { EncounterRow } from './repo.ts';

type Doctor = ClinicianActor<'doctor'>;

/** Unchecked: the record of one encounter as its doctor sees it. */
export async function view(work: Work, row: repo.EncounterRow): Promise<EncounterView> {
  const hospital = await requireHospital(work);
  const { visit, patient } = await requireVisit(work, row.visitId);
  const entry = await requireEntry(work, row.entryId);
  const {
    encounterId,
    visitId,
    entryId,
    departmentId,
    state,
    note,
    noteState,
    rowVersion,
    savedAt,
    startedAt,
  } = row;
  return {
    ...{ encounterId, visitId, entryId, departmentId, state, note, noteState, rowVersion },
    ...{ ticket: entry.ticket, queueState: entry.state },
    savedAt: savedAt?.toISOString() ?? null,
    patient: patientView(hospital, patient, work.now),
    mode: visit.mode,
    triage: await latestTriage(work, visitId),
    calledAt: entry.calledAt!.toISOString(),
    respondBy: entry.respondBy!.toISOString(),
    startedAt: startedAt?.toISOString() ?? null,
    returned: (await returnsOf(work, [entry])).get(entryId),
    earlier: await earlierNotes(work, row),
    patientAway: await patientAway(work, entry),
  };
}

async function patientAway(work: Work, entry: EntryRow): Promise<EncounterView['patientAway']> {
  const { patient } = await awayIn(work, entry.entryId);
  return entry.state === 'in_consult' && patient ? { since: patient.toISOString() } : undefined;
}

/** What others wrote in this visit before: the record that a transfer hands over. */
async function earlierNotes(work: Work, { visitId, encounterId, createdAt }: repo.EncounterRow) {
  const rows = (await repo.listOfVisit(work.tx, work.hospitalId, visitId)).filter(
    (row) => row.encounterId !== encounterId && row.createdAt <= createdAt && row.startedAt,
  );
  const people = await getClinicians(
    work,
    rows.map(({ clinicianId }) => clinicianId),
  );
  return rows.map((row) => {
    const { name, title } = people.find(({ clinicianId }) => clinicianId === row.clinicianId)!;
    return {
      ...{ encounterId: row.encounterId, clinician: { name, title }, departmentId: row.departmentId },
      ...{ note: row.note, noteState: row.noteState, startedAt: row.startedAt!.toISOString() },
    };
  });
}

/** The encounter that is this doctor's; `lock` when it is about to change. */
export async function own(
  work: Work,
  actor: Doctor,
  encounterId: string,
  lock: boolean,
): Promise<repo.EncounterRow> {
  const get = lock ? repo.lockEncounter : repo.getEncounter;
  const row = await get(work.tx, work.hospitalId, encounterId);
  return authorize(row?.clinicianId === actor.clinicianId, row!);
}

export async function getEncounter(
  work: Work,
  actor: Doctor,
  encounterId: string,
): Promise<Authorized<EncounterView>> {
  return authorize(true, await view(work, await own(work, actor, encounterId, false)));
}

export async function getTriageResponses(
  work: Work,
  actor: Doctor,
  encounterId: string,
): Promise<Authorized<ResponseBundle>> {
  const { visitId } = await own(work, actor, encounterId, false);
  return authorize(true, await responsesOf(work, visitId));
}

/** The patient that the doctor has called or is seeing; unchecked, for the doctor's own topic too. */
export async function currentEncounter(work: Work, clinicianId: string): Promise<EncounterView | null> {
  const entry = await entryOfClinician(work, clinicianId);
  const row = entry && (await repo.getByEntry(work.tx, work.hospitalId, entry.entryId));
  return row ? view(work, row) : null;
}

export async function listMyEncounters(
  work: Work,
  actor: Doctor,
): Promise<Authorized<{ current: EncounterView | null }>> {
  return authorize(true, { current: await currentEncounter(work, actor.clinicianId) });
}

export function assertVersion(row: repo.EncounterRow, rowVersion: number): void {
  if (row.rowVersion === rowVersion) return;
  const current = { rowVersion: row.rowVersion, note: row.note, savedAt: row.savedAt?.toISOString() ?? null };
  throw problem('version-conflict', 'The note was saved elsewhere meanwhile.', { current });
}

/** Diagnoses are of the bundled subset, under its names: they are sealed into prescriptions and go to the regulator. */
const coded = (diagnoses: Note['diagnoses']): Note['diagnoses'] =>
  diagnoses.map(({ code }, i) => {
    const known = icd10Code(code);
    if (known && diagnoses.findIndex((other) => other.code === code) === i) return known;
    const error = {
      pointer: `/note/diagnoses/${i}/code`,
      code: 'unknown',
      message: 'Not in the subset, or twice.',
    };
    throw problem('invalid-input', undefined, { errors: [error] });
  });

export async function saveNote(
  work: Work,
  actor: Doctor,
  encounterId: string,
  { rowVersion, note: written }: { rowVersion: number; note: Note },
): Promise<Authorized<{ rowVersion: number; savedAt: string }>> {
  const note = { ...written, diagnoses: coded(written.diagnoses) };
  const before = await own(work, actor, encounterId, true);
  if (!next(NOTE_MACHINE, before.noteState, 'write', 'doctor') || before.state === 'cancelled') {
    throw problem('state-conflict', 'The note is signed.', { current: before.noteState });
  }
  assertVersion(before, rowVersion);
  const after = await repo.updateEncounter(work.tx, work.hospitalId, encounterId, {
    note,
    rowVersion: rowVersion + 1,
    savedAt: work.now,
  });
  await record(work, {
    action: 'encounter.note_saved',
    ...{ resourceType: 'Encounter', resourceId: encounterId, visitId: before.visitId },
    ...{ before: before.note, after: note, topics: [] },
  });
  return authorize(true, { rowVersion: after.rowVersion, savedAt: work.now.toISOString() });
}

/** What a note needs before it is signed. */
export function assertComplete({ complaint, diagnoses, advice }: Note): void {
  const missing = [
    ...(complaint ? [] : ['complaint']),
    ...(diagnoses.length ? [] : ['diagnoses']),
    ...(advice ? [] : ['advice']),
  ];
  if (missing.length > 0)
    throw problem('note-incomplete', `Missing: ${missing.join(', ')}.`, { current: missing });
}

/**
 * Signs the note, ends the encounter, the queue entry and the visit, in one transaction. Where an emergency has ended visit
 * and entry while the doctor was with the patient, the record is still theirs to sign.
 */
export async function finishEncounter(
  work: Work,
  actor: Doctor,
  encounterId: string,
  { rowVersion }: { rowVersion: number },
): Promise<Authorized<EncounterView>> {
  // The entry before the encounter, as everybody locks them.
  await lockEntry(work, (await own(work, actor, encounterId, false)).entryId);
  const before = await own(work, actor, encounterId, true);
  assertVersion(before, rowVersion);
  if (before.state !== 'in_progress') throw problem('state-conflict', undefined, { current: before.state });
  assertComplete(before.note);
  await lockLatestEntry(work, before.visitId);
  const visit = await lockVisit(work, before.visitId);
  const redirected = visit.status === 'emergency';
  if (visit.status !== 'open' && !redirected)
    throw problem('visit-ended', undefined, { current: visit.status });
  const noteState = next(NOTE_MACHINE, before.noteState, 'sign', 'doctor')!;
  await decideOnFinish(work, before);
  const after = await moveEncounter(work, before, 'finish', 'doctor', { noteState, finishedAt: work.now });
  if (redirected) await touchVisit(work, before.visitId);
  else {
    await finishEntry(work, before.entryId);
    await endVisit(work, visit, 'conclude', 'doctor');
  }
  return authorize(true, await view(work, after));
}

/** Each visit that a doctor ends has been through these. */
const STEPS = ['visit.opened', 'encounter.planned', 'queue.call', 'queue.enter', 'encounter.in_progress'];

/** What the law says of the visit's end is written down; it holds nobody in a visit. */
async function decideOnFinish(work: Work, { encounterId, visitId, clinicianId, note }: repo.EncounterRow) {
  const traced = await tracedActions(work, visitId);
  const { timeZone } = await requireHospital(work);
  await decide(work, {
    ...{ action: 'consult.finish', subject: 'Encounter', subjectId: encounterId, visitId },
    facts: {
      clinician: await clinicianFacts(work, clinicianId),
      visit: {
        ...{ ...visitFacts({ visitId }), treatingDoctorId: clinicianId, stopped: true },
        ...(await revisitFacts(work, encounterId, note.diagnoses)),
      },
      // Nothing deletes a record.
      retention: { kind: 'record', from: dayIn(timeZone, work.now), until: '9999-12-31' },
      trace: { missing: STEPS.filter((step) => !traced.has(step)) },
    },
  });
}

/** The encounter's row, unchecked, for capabilities that hang on it (consult, prescriptions); throws `not-found`. */
export async function requireEncounter(
  { tx, hospitalId }: Work,
  encounterId: string,
): Promise<repo.EncounterRow> {
  const row = await repo.getEncounter(tx, hospitalId, encounterId);
  if (!row) throw problem('not-found');
  return row;
}
export const encounterOfVisit = (
  { tx, hospitalId }: Work,
  visitId: string,
): Promise<repo.EncounterRow | undefined> => repo.latestOfVisit(tx, hospitalId, visitId);

/** Who has the visit as its doctor, or had it last; undefined while nobody has called, or nobody came. */
export const treatingDoctor = async (
  { tx, hospitalId }: Work,
  visitId: string,
): Promise<string | undefined> => (await repo.latestTreating(tx, hospitalId, visitId))?.clinicianId;
/** Unchecked: those of these visits that ended with a signed note, the newest first. */
export const finishedOfVisits = (
  { tx, hospitalId }: Work,
  visitIds: string[],
  limit: number,
): Promise<repo.EncounterRow[]> => repo.listFinished(tx, hospitalId, visitIds, limit);
/** Unchecked: for what is kept with an entry's encounter. */
export const encounterOfEntry = (
  { tx, hospitalId }: Work,
  entryId: string,
): Promise<repo.EncounterRow | undefined> => repo.getByEntry(tx, hospitalId, entryId);
/** Whether the visit is or was this doctor's. */
export const hasTreated = async (
  { tx, hospitalId }: Work,
  visitId: string,
  clinicianId: string,
): Promise<boolean> => !!(await repo.latestTreating(tx, hospitalId, visitId, clinicianId));
/** Whether a doctor and the patient met in this visit. */
export const hasBegun = async ({ tx, hospitalId }: Work, visitId: string): Promise<boolean> =>
  (await repo.listOfVisit(tx, hospitalId, visitId)).some(({ startedAt }) => startedAt);
