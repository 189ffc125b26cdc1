/** A consult that pauses or changes hands: on hold, called back, transferred; and what the clock does when a doctor is lost. */
import { next } from '@care-elements/contract/machine.ts';
import { QUEUE_MACHINE } from '@care-elements/contract/queue.machine.ts';
import type { CalledEntry } from '@care-elements/contract/queue.ts';
import type { Colleagues, QueueReturn, Transfer } from '@care-elements/contract/handover.ts';
import { authorize, type Authorized, type ClinicianActor } from '../actor.ts';
import { record } from '../audit.ts';
import { pgConstraint } from '../db/open.ts';
import { together } from '../db/statements.ts';
import { lockEncounterOfEntry, moveEncounter, resumeEncounter } from '../encounters/lifecycle.ts';
import { departmentView, listDepartments, requireDepartment, requireHospital } from '../hospitals/service.ts';
import { takesPatients } from '../hospitals/service.ts';
import { problem } from '../problems.ts';
import { assertAllowed } from '../rules/service.ts';
import { assertMayConsult, getClinicians, listDoctors } from '../sessions/service.ts';
import { addEvent } from '../timeline/events.ts';
import { dayIn } from '../visits/age.ts';
import { touchVisit } from '../visits/service.ts';
import type { Work } from '../work.ts';
import { repeatAlarm } from './alarms.ts';
import { decideOn } from './law.ts';
import { move, RESPOND_MS, topicsOf } from './move.ts';
import * as repo from './repo.ts';
import { takeTicket } from './ticket.ts';

type Doctor = ClinicianActor<'doctor'>;
type Moved = { entryId: string; state: repo.EntryRow['state'] };

/**
 * How long a patient on hold waits for the doctor who put them there, in ms: long enough for another patient's
 * prescription or a call to the laboratory; then a colleague may take them, so that nobody waits for somebody who is gone.
 */
export const HOLD_MS = 10 * 60_000;
/** How long a patient waits for the one doctor they were handed to, who may be in a consult (usually 8 minutes). */
export const TRANSFER_MS = 15 * 60_000;

/** The doctor's entry and its encounter, locked in that order, as everybody does. */
async function lockOwn(work: Work, clinicianId: string, entryId: string) {
  const known = await repo.getEntry(work.tx, work.hospitalId, entryId);
  authorize(known?.clinicianId === clinicianId, null);
  const entry = (await repo.lockEntry(work.tx, work.hospitalId, entryId))!;
  if (entry.state !== 'in_consult') throw problem('state-conflict', undefined, { current: entry.state });
  return { entry, encounter: await lockEncounterOfEntry(work, entryId) };
}

/** Ends the entry and opens the one that waits in its place. */
async function comeBack(
  work: Work,
  before: repo.EntryRow,
  action: 'hold' | 'transfer',
  role: 'doctor' | 'system',
  change: Partial<repo.EntryRow> & { returned: QueueReturn['why'] },
): Promise<repo.EntryRow> {
  const { tx, now, newId } = work;
  const { flagged: _, ...old } = await move(work, before, action, role);
  const entry = await repo.insertEntry(tx, {
    ...old,
    ...{ entryId: newId(), state: next(QUEUE_MACHINE, old.state, 'return', role)!, joinedAt: now },
    ...{ clinicianId: null, calledAt: null, respondBy: null, enteredAt: null, endedAt: null },
    ...{ kept: false, transfer: null, waitsFor: null, waitsUntil: null },
    ...{ previousEntryId: before.entryId, returnedBy: before.clinicianId, ...change },
  });
  await touchVisit(work, entry.visitId);
  await record(work, {
    action: 'queue.return',
    ...{ resourceType: 'QueueEntry', resourceId: entry.entryId, visitId: entry.visitId },
    ...{ after: entry, topics: topicsOf(entry) },
    payload: { state: entry.state, departmentId: entry.departmentId, returned: entry.returned },
  });
  return entry;
}

/** The patient waits for this doctor again, before everybody else. */
export async function holdEntry(work: Work, actor: Doctor, entryId: string): Promise<Authorized<Moved>> {
  const { entry, encounter } = await lockOwn(work, actor.clinicianId, entryId);
  const waits = {
    waitsFor: actor.clinicianId,
    waitsUntil: new Date(work.now.getTime() + HOLD_MS),
  };
  const again = await comeBack(work, entry, 'hold', 'doctor', { returned: 'hold', kept: true, ...waits });
  await moveEncounter(work, encounter, 'hold', 'doctor');
  return authorize(true, { entryId: again.entryId, state: again.state });
}

/**
 * The doctor's line is lost: as on hold, but any doctor of the department may call at once, first of all the one who comes
 * back. False where the consult has moved on meanwhile.
 */
export async function holdLost(work: Work, entryId: string): Promise<boolean> {
  const entry = await repo.lockEntry(work.tx, work.hospitalId, entryId);
  if (entry?.state !== 'in_consult') return false;
  const encounter = await lockEncounterOfEntry(work, entryId);
  await comeBack(work, entry, 'hold', 'system', {
    ...{ returned: 'doctor-away', kept: true },
    ...{ waitsFor: entry.clinicianId, waitsUntil: work.now },
  });
  await moveEncounter(work, encounter, 'hold', 'system');
  return true;
}

/** Calls one patient who was with a doctor already. */
export async function callBack(work: Work, actor: Doctor, entryId: string): Promise<Authorized<CalledEntry>> {
  const { tx, hospitalId, now } = work;
  const { clinicianId } = actor;
  const before = await repo.lockEntry(tx, hospitalId, entryId);
  // Who never was with a doctor is called in the queue's order.
  const known = authorize(!!before?.returned, before!);
  await assertMayConsult(work, clinicianId, known.departmentId);
  if (known.clinicianId && known.clinicianId !== clinicianId)
    throw problem('already-decided', 'A colleague has called this patient.', { current: known.state });
  if (!next(QUEUE_MACHINE, known.state, 'call_back', 'doctor'))
    throw problem('state-conflict', undefined, { current: known.state });
  const { waitsFor, waitsUntil } = known;
  if (waitsFor && waitsFor !== clinicianId && waitsUntil! > now)
    throw problem('too-early', 'Reserved for a colleague.', { current: waitsUntil!.toISOString() });
  if (await repo.entryOfClinician(tx, hospitalId, clinicianId)) throw problem('doctor-busy');
  const call = { clinicianId, calledAt: now, respondBy: new Date(now.getTime() + RESPOND_MS) };
  const entry = await repo.callEntry(tx, hospitalId, entryId, call).catch((error) => {
    throw pgConstraint(error) === 'queue_one_patient' ? problem('doctor-busy') : error;
  });
  // What is written of a call that the law forbids is undone with it.
  const [decision, answer] = await together(
    decideOn(work, entry, 'queue.call'),
    called(work, entry, 'call_back'),
  );
  assertAllowed(decision);
  return authorize(true, answer);
}

/** What follows every call: the encounter, the trail, the patient's screen. */
export async function called(
  work: Work,
  entry: repo.EntryRow,
  action: 'call' | 'call_back',
): Promise<CalledEntry> {
  const { entryId, visitId, departmentId, state } = entry;
  const encounterId = await resumeEncounter(work, entry, entry.clinicianId!);
  await addEvent(work, visitId, action === 'call' ? 'called' : 'called-back', 'doctor');
  await touchVisit(work, visitId);
  await record(work, {
    action: `queue.${action}`,
    ...{ resourceType: 'QueueEntry', resourceId: entryId, visitId },
    ...{ after: entry, topics: topicsOf(entry), payload: { state, departmentId } },
  });
  return { entryId, visitId, encounterId };
}

/** Hands the patient over: level, flags and arrival go along; the note stays in its doctor's name, for the next to read. */
export async function transferEntry(
  work: Work,
  actor: Doctor,
  entryId: string,
  { departmentId, clinicianId, reason, text }: Transfer,
): Promise<Authorized<Moved>> {
  const { entry, encounter } = await lockOwn(work, actor.clinicianId, entryId);
  const department = await requireDepartment(work, departmentId);
  const hospital = await requireHospital(work);
  if (!takesPatients(department, hospital, work.now))
    throw problem('state-conflict', 'The department is closed.', { current: 'closed' });
  if (clinicianId) {
    const [to] = await getClinicians(work, [clinicianId]);
    if (!to?.active || to.role !== 'doctor' || clinicianId === actor.clinicianId) throw problem('not-found');
    await assertMayConsult(work, clinicianId, departmentId);
  }
  // A ticket is of its department; who stays keeps theirs.
  const stays = departmentId === entry.departmentId;
  const again = await comeBack(work, entry, 'transfer', 'doctor', {
    ...{ returned: 'transfer', departmentId, transfer: { code: reason, text } },
    ticket: stays ? entry.ticket : await takeTicket(work, department, dayIn(hospital.timeZone, work.now)),
    waitsFor: clinicianId ?? null,
    waitsUntil: clinicianId ? new Date(work.now.getTime() + TRANSFER_MS) : null,
  });
  await moveEncounter(work, encounter, 'hand_over', 'doctor', { finishedAt: work.now });
  if (again.flags.length) await repeatAlarm(work, again.visitId, departmentId);
  return authorize(true, { entryId: again.entryId, state: again.state });
}

export async function listColleagues(work: Work, _actor: Doctor): Promise<Authorized<Colleagues>> {
  const hospital = await requireHospital(work);
  const doctors = await listDoctors(work);
  const departments = (await listDepartments(work)).filter(({ open, online }) => open && online !== 'none');
  return authorize(true, {
    departments: departments.map((row) => {
      const { departmentId, name, open } = departmentView(row, hospital, work.now);
      const here = doctors.filter((doctor) => doctor.departmentId === departmentId).slice(0, 200);
      return {
        ...{ departmentId, name, open },
        doctors: here.map(({ clinicianId, name: called, title }) => ({ clinicianId, name: called, title })),
      };
    }),
  });
}

/** For each entry that a doctor sent back, what its patient and the desk are told of it, by entry. */
export async function returnsOf(
  work: Work,
  entries: readonly repo.ReturnedRow[],
): Promise<Map<string, QueueReturn>> {
  const back = entries.filter(({ returned }) => returned);
  const ids = back.flatMap(({ returnedBy, waitsFor }) => [returnedBy, waitsFor]).filter((id) => id !== null);
  const people = new Map((await getClinicians(work, ids)).map((row) => [row.clinicianId, row]));
  const named = (id: string | null) => {
    const row = id && people.get(id);
    return row ? { name: row.name, title: row.title } : null;
  };
  return new Map(
    back.flatMap((entry): [string, QueueReturn][] => {
      const from = named(entry.returnedBy);
      const waits = entry.waitsUntil && (entry.returned === 'doctor-away' || entry.waitsUntil > work.now);
      const to = waits ? named(entry.waitsFor) : null;
      return from ? [[entry.entryId, { why: entry.returned!, from, to, reason: entry.transfer }]] : [];
    }),
  );
}
