/** A patient's place in words and numbers, for one entry or for everyone who waits in a department. */
import type { Department } from '@care-elements/contract/hospital.ts';
import type { QueueReturn } from '@care-elements/contract/handover.ts';
import type { QueuePlace } from '@care-elements/contract/queue.ts';
import { together } from '../db/statements.ts';
import { departmentView, requireDepartment, requireHospital } from '../hospitals/service.ts';
import type { Work } from '../work.ts';
import { estimateWait, type QueuePace } from './estimate.ts';
import { isAnyOnline } from '../presence/service.ts';
import { doctorsIn } from '../sessions/service.ts';
import { returnsOf } from './handover.ts';
import * as repo from './repo.ts';

/** Of those who wait, how many are told their place at each move; who is further back hears of it when they come nearer. */
const TOLD_AT_MOST = 5000;

const iso = (at: Date | null) => at?.toISOString() ?? null;

function place(
  entry: repo.PlaceRow,
  department: Department,
  ahead: number | null,
  pace: QueuePace | null,
  returned?: QueueReturn,
): QueuePlace {
  return {
    returned,
    ...{ entryId: entry.entryId, state: entry.state, ticket: entry.ticket, ahead, changed: null },
    department,
    ...(pace?.nobody ? { noDoctor: true } : {}),
    waitMinutes: ahead === null || !pace ? null : estimateWait(ahead, pace),
    joinedAt: entry.joinedAt.toISOString(),
    calledAt: iso(entry.calledAt),
    respondBy: entry.state === 'called' ? iso(entry.respondBy) : null,
  };
}

async function departmentNow(work: Work, departmentId: string): Promise<Department> {
  const [row, hospital] = await together(requireDepartment(work, departmentId), requireHospital(work));
  return departmentView(row, hospital, work.now);
}

/** Whether one of the department's doctors is at a desk. */
async function isStaffed(work: Work, departmentId: string): Promise<boolean> {
  return isAnyOnline(work, await doctorsIn(work, departmentId));
}

async function paceOf(work: Work, departmentId: string): Promise<QueuePace> {
  const pace = await repo.paceOf(work.tx, work.hospitalId, departmentId);
  return { ...pace, nobody: !pace.doctors && !(await isStaffed(work, departmentId)) };
}

export async function placeOf(work: Work, entry: repo.EntryRow): Promise<QueuePlace> {
  const waits = entry.state === 'waiting';
  const [department, returns, ahead, pace] = await together(
    departmentNow(work, entry.departmentId),
    returnsOf(work, [entry]),
    waits ? repo.countAhead(work.tx, entry) : Promise.resolve(null),
    waits ? paceOf(work, entry.departmentId) : Promise.resolve(null),
  );
  return place(entry, department, ahead, pace, returns.get(entry.entryId));
}

/** The place that a visit's patient sees, or null when they never joined a queue. */
export async function placeOfVisit(work: Work, visitId: string): Promise<QueuePlace | null> {
  const entry = await repo.latestEntry(work.tx, work.hospitalId, visitId);
  return entry ? placeOf(work, entry) : null;
}

/** The places of everyone who waits in a department and is followed, by visit. */
export async function placesIn(
  work: Work,
  departmentId: string,
  followed: (visitId: string) => boolean,
): Promise<{ visitId: string; place: QueuePlace }[]> {
  const [department, waiting, pace] = await together(
    departmentNow(work, departmentId),
    repo.listPlaces(work.tx, work.hospitalId, departmentId, TOLD_AT_MOST),
    paceOf(work, departmentId),
  );
  const returns = await returnsOf(work, waiting);
  return waiting.flatMap((entry, ahead) => {
    const { visitId, entryId } = entry;
    return followed(visitId)
      ? [{ visitId, place: place(entry, department, ahead, pace, returns.get(entryId)) }]
      : [];
  });
}
