/** The live queue: taking a place, calling the next, coming in, missing it, leaving. One place changes an entry's state. */
import { next } from '@care-elements/contract/machine.ts';
import { OPEN_QUEUE_STATES, QUEUE_MACHINE } from '@care-elements/contract/queue.machine.ts';
import type { VisitMode } from '@care-elements/contract/visit.mode.ts';
import type { CalledEntry, DeskEntry, DeskQueue, QueuePlace } from '@care-elements/contract/queue.ts';
import { authorize, type Authorized, type ClinicianActor, type PatientActor } from '../actor.ts';
import { record } from '../audit.ts';
import { pgConstraint } from '../db/open.ts';
import { together } from '../db/statements.ts';
import { breakOffOnLeave, cancelEncounter, startEncounter } from '../encounters/lifecycle.ts';
import { departmentView, requireDepartment, requireHospital, takesPatients } from '../hospitals/service.ts';
import { problem } from '../problems.ts';
import { assertAllowed, lawOfHospital } from '../rules/service.ts';
import { clinicianFacts } from '../sessions/rule-facts.ts';
import { assertMayConsult, assertWorksIn } from '../sessions/service.ts';
import { factsOf } from '../triage/facts.ts';
import { asksEverybody, type Library } from '../triage/library.ts';
import { latestTriage } from '../triage/service.ts';
import { dayIn } from '../visits/age.ts';
import { getVisits, lockOpenVisit, patientView, setMode, touchVisit } from '../visits/service.ts';
import type { Work } from '../work.ts';
import { listOpenAlarms, repeatAlarm } from './alarms.ts';
import { called, returnsOf } from './handover.ts';
import { decideOn } from './law.ts';
import { move, RESPOND_MS, topicsOf } from './move.ts';
import { placeOf } from './places.ts';
import * as repo from './repo.ts';
import { takeTicket } from './ticket.ts';

export type { EntryRow } from './repo.ts';
export { returnsOf } from './handover.ts';

/** After a missed call, how many go first. */
const BEHIND = 3;
/** How long a missed call can still be turned into a new place with the old ticket, in ms. */
const MISSED_MS = 30 * 60_000;
const LISTED_AT_MOST = 180;

/** Nobody has asked this patient anything: until somebody does, it may be urgent. */
const UNASKED = { level: 2, flags: [] } as const;

/** A place in the queue for an open, triaged visit; after a missed call a new one, behind the next few. */
export async function joinQueue(
  work: Work,
  library: Library,
  actor: PatientActor,
  visitId: string,
  {
    departmentId,
    text = '',
    mode,
  }: { departmentId: string; text?: string | undefined; mode?: VisitMode | undefined },
): Promise<Authorized<QueuePlace>> {
  const { tx, hospitalId, now, newId } = work;
  authorize(actor.visitId === visitId, null);
  // In this order on the way to PostgreSQL: what the visit has already is looked for once nobody else can add to it.
  const [visit, department, hospital, triage, last] = await together(
    lockOpenVisit(work, visitId),
    requireDepartment(work, departmentId),
    requireHospital(work),
    latestTriage(work, visitId),
    repo.latestEntry(tx, hospitalId, visitId),
  );
  if (!takesPatients(department, hospital, now))
    throw problem('state-conflict', 'The department is closed.', { current: 'closed' });
  if (!triage && !last && asksEverybody(library, (await factsOf(work, visitId)).facts))
    throw problem('state-conflict', 'The visit has no triage result yet.');
  if (last && OPEN_QUEUE_STATES.includes(last.state)) {
    throw problem('state-conflict', undefined, { current: last.state });
  }
  const missed = last?.state === 'missed' && last.departmentId === departmentId ? last : undefined;
  const state = missed
    ? next(QUEUE_MACHINE, 'missed', 'requeue', 'patient')!
    : next(QUEUE_MACHINE, null, 'join', 'patient')!;
  const { timeZone } = hospital;
  const ticket = missed?.ticket ?? (await takeTicket(work, department, dayIn(timeZone, now)));
  if (mode) await setMode(work, visit, mode);
  const urgency = { level: (triage ?? UNASKED).level, flags: [...(triage ?? UNASKED).flags] };
  const entry = await repo.insertEntry(tx, {
    ...{ hospitalId, entryId: newId(), visitId, departmentId, ticket, state, joinedAt: now },
    ...urgency,
    complaint: start(triage?.text ?? (text || last?.complaint || ''), 200),
    rankAt: missed ? await rankBehind(work, missed, urgency) : now,
    ...{ clinicianId: null, calledAt: null, respondBy: null, enteredAt: null, endedAt: null },
    previousEntryId: last?.entryId ?? null,
  });
  await touchVisit(work, visitId);
  await record(work, {
    action: missed ? 'queue.requeue' : 'queue.join',
    ...{ resourceType: 'QueueEntry', resourceId: entry.entryId, visitId },
    ...{ after: entry, topics: topicsOf(entry), payload: { state, departmentId } },
  });
  if (triage?.flags.length) await repeatAlarm(work, visitId, departmentId);
  return authorize(true, await placeOf(work, entry));
}

/** The first `length` UTF-16 units, and no half of a character at the end. */
const start = (text: string, length: number) => text.slice(0, length).replace(/[\ud800-\udbff]$/, '');

/**
 * The rank of who missed their call, so that the first BEHIND of those who wait go first: a rank counts only among people of the
 * same urgency, so it is just behind the last of those who is as urgent; where none is, the old one; now where fewer wait.
 */
async function rankBehind(
  { tx, hospitalId, now }: Work,
  missed: repo.EntryRow,
  { level, flags }: Pick<repo.EntryRow, 'level' | 'flags'>,
): Promise<Date> {
  const first = await repo.listWaiting(tx, hospitalId, missed.departmentId, BEHIND);
  if (first.length < BEHIND) return now;
  const flagged = flags.length > 0;
  const last = first.findLast((row) => !row.kept && row.flagged === flagged && row.level === level);
  return last ? new Date(last.rankAt.getTime() + 1) : missed.rankAt;
}

async function lockOwnEntry(work: Work, actor: PatientActor, entryId: string): Promise<repo.EntryRow> {
  const entry = await repo.lockEntry(work.tx, work.hospitalId, entryId);
  return authorize(entry?.visitId === actor.visitId, entry!);
}

export async function leaveQueue(
  work: Work,
  actor: PatientActor,
  entryId: string,
): Promise<Authorized<QueuePlace>> {
  const entry = await lockOwnEntry(work, actor, entryId);
  // One that was missed and taken anew is over: what came after it is left by its own.
  const last = await repo.latestEntry(work.tx, work.hospitalId, entry.visitId);
  if (last?.entryId !== entryId) throw problem('state-conflict', undefined, { current: entry.state });
  const after = await move(work, entry, 'leave', 'patient');
  if (entry.state === 'called') await cancelEncounter(work, entryId, 'patient');
  else await breakOffOnLeave(work, entry.visitId, 'patient');
  return authorize(true, await placeOf(work, after));
}

/** The called patient comes in. Coming in again (a reload, a second click) is the same. */
export async function enterConsult(
  work: Work,
  actor: PatientActor,
  entryId: string,
): Promise<Authorized<QueuePlace>> {
  const entry = await lockOwnEntry(work, actor, entryId);
  if (entry.state === 'in_consult') return authorize(true, await placeOf(work, entry));
  const after = await move(work, entry, 'enter', 'patient');
  assertAllowed(await decideOn(work, after, 'consult.start'));
  await startEncounter(work, entryId);
  return authorize(true, await placeOf(work, after));
}

export async function callNext(
  work: Work,
  actor: ClinicianActor<'doctor'>,
  departmentId: string,
): Promise<Authorized<CalledEntry>> {
  const { tx, hospitalId, now } = work;
  const { clinicianId } = actor;
  // The last two are for what follows, whoever is called.
  await together(
    assertMayConsult(work, clinicianId, departmentId),
    lawOfHospital(work),
    clinicianFacts(work, clinicianId),
  );
  const call = { clinicianId, calledAt: now, respondBy: new Date(now.getTime() + RESPOND_MS) };
  const take = (onHold: boolean) =>
    repo.callNext(tx, hospitalId, departmentId, call, onHold).catch((error) => {
      // The index lets a doctor have one patient, also where two windows call at the same moment.
      throw pgConstraint(error) === 'queue_one_patient' ? problem('doctor-busy') : error;
    });
  // Nobody else is there: then whoever this doctor has put on hold.
  const entry = (await take(false)) ?? (await take(true));
  if (!entry) {
    const busy = await repo.entryOfClinician(tx, hospitalId, clinicianId);
    throw problem(busy ? 'doctor-busy' : 'queue-empty');
  }
  // What is written of a call that the law forbids is undone with it.
  const [decision, answer] = await together(decideOn(work, entry, 'queue.call'), called(work, entry, 'call'));
  assertAllowed(decision);
  return authorize(true, answer);
}

/** The called patient did not come in the time that they were given. */
export async function missEntry(work: Work, actor: ClinicianActor<'doctor'>, entryId: string) {
  const entry = await repo.lockEntry(work.tx, work.hospitalId, entryId);
  const mine = authorize(entry?.clinicianId === actor.clinicianId, entry!);
  if (mine.state === 'called' && mine.respondBy! > work.now)
    throw problem('too-early', 'The patient still has time to come in.', {
      current: mine.respondBy!.toISOString(),
    });
  const after = await move(work, mine, 'miss', 'doctor');
  await cancelEncounter(work, entryId, 'doctor');
  return authorize(true, { entryId, state: after.state });
}

/** Ends the places of those who missed their call long ago; returns how many. */
export async function giveUpMissed(work: Work): Promise<number> {
  const before = new Date(work.now.getTime() - MISSED_MS);
  const rows = await repo.lockMissed(work.tx, work.hospitalId, before, 50);
  for (const row of rows) await move(work, row, 'give_up', 'system');
  return rows.length;
}

/** The consult is over: called by the encounter when its doctor finishes it. */
export async function finishEntry(work: Work, entryId: string): Promise<void> {
  const entry = await repo.lockEntry(work.tx, work.hospitalId, entryId);
  if (!entry) throw problem('not-found');
  await move(work, entry, 'finish', 'doctor');
}

/** Ends the open place of a visit that goes another way: an emergency, or the patient closed it. */
export async function giveUpPlace(work: Work, visitId: string, action: 'leave' | 'redirect'): Promise<void> {
  const last = await repo.latestEntry(work.tx, work.hospitalId, visitId);
  if (!last) return;
  const entry = (await repo.lockEntry(work.tx, work.hospitalId, last.entryId))!;
  const role = action === 'leave' ? 'patient' : 'system';
  if (!next(QUEUE_MACHINE, entry.state, action, role)) {
    if (entry.state === 'in_consult') throw problem('state-conflict', undefined, { current: entry.state });
    return;
  }
  await move(work, entry, action, role);
  if (entry.state === 'called') await cancelEncounter(work, entry.entryId, 'patient');
  else await breakOffOnLeave(work, visitId, 'patient');
}

/** The entry, unchecked, for capabilities that hang on it; throws `not-found`. */
export async function requireEntry({ tx, hospitalId }: Work, entryId: string): Promise<repo.EntryRow> {
  const entry = await repo.getEntry(tx, hospitalId, entryId);
  if (!entry) throw problem('not-found');
  return entry;
}
/**
 * The visit's newest entry, locked until the transaction ends. Who needs both locks takes this one before the visit's, as
 * calling does: two orders would wait for each other until PostgreSQL ends one of them, a second later.
 */
export const lockLatestEntry = (
  { tx, hospitalId }: Work,
  visitId: string,
): Promise<repo.EntryRow | undefined> => repo.lockLatest(tx, hospitalId, visitId);
export const entryOfVisit = ({ tx, hospitalId }: Work, visitId: string): Promise<repo.EntryRow | undefined> =>
  repo.latestEntry(tx, hospitalId, visitId);
/** The entry, locked; undefined where there is none. */
export const lockEntry = ({ tx, hospitalId }: Work, entryId: string): Promise<repo.EntryRow | undefined> =>
  repo.lockEntry(tx, hospitalId, entryId);
/** Every entry of the hospital that is in consult; at most 2,000. */
export const listInConsult = ({ tx, hospitalId }: Work): Promise<repo.EntryRow[]> =>
  repo.listInConsult(tx, hospitalId);
export const entryOfClinician = (
  { tx, hospitalId }: Work,
  clinicianId: string,
): Promise<repo.EntryRow | undefined> => repo.entryOfClinician(tx, hospitalId, clinicianId);

export async function getDeskQueue(
  work: Work,
  actor: ClinicianActor<'doctor'>,
  departmentId: string,
): Promise<Authorized<DeskQueue>> {
  await requireDepartment(work, departmentId);
  await assertWorksIn(work, actor.clinicianId, departmentId);
  return authorize(true, await deskQueue(work, departmentId));
}

/** The department's list, unchecked: for the live hub, which has checked who follows. */
export async function deskQueue(work: Work, departmentId: string): Promise<DeskQueue> {
  const { tx, hospitalId, now } = work;
  const hospital = await requireHospital(work);
  const department = await requireDepartment(work, departmentId);
  const taken = await repo.listTaken(tx, hospitalId, departmentId);
  const waiting = await repo.listWaiting(
    tx,
    hospitalId,
    departmentId,
    LISTED_AT_MOST - Math.min(taken.length, 100),
  );
  const rows = [...taken, ...waiting];
  const visits = await getVisits(
    work,
    rows.map((r) => r.visitId),
  );
  const returns = await returnsOf(work, rows);
  const entries = rows.flatMap((row): DeskEntry[] => {
    const visit = visits.get(row.visitId);
    if (!visit) return [];
    const { name: patientName, ageYears, sex } = patientView(hospital, visit.patient, now);
    const { entryId, visitId, state, ticket, level, flags, complaint, clinicianId } = row;
    return [
      {
        entryId,
        visitId,
        state,
        ticket,
        level,
        flags,
        patientName,
        ageYears,
        sex,
        complaint,
        mode: visit.visit.mode,
        clinicianId,
        joinedAt: row.joinedAt.toISOString(),
        returned: returns.get(entryId),
        waitsFor:
          row.waitsFor && row.waitsUntil
            ? { clinicianId: row.waitsFor, until: row.waitsUntil.toISOString() }
            : undefined,
      },
    ];
  });
  return {
    department: departmentView(department, hospital, now),
    entries,
    waiting: await repo.countWaiting(tx, hospitalId, departmentId),
    alarms: await listOpenAlarms(work, departmentId),
  };
}
