/** The one place that changes a queue entry's state, and whom a change concerns. */
import { next, type Role } from '@care-elements/contract/machine.ts';
import { OPEN_QUEUE_STATES, QUEUE_MACHINE, type QueueAction } from '@care-elements/contract/queue.machine.ts';
import type { ServerKind } from '@care-elements/contract/timeline.ts';
import { record } from '../audit.ts';
import { problem } from '../problems.ts';
import { addEvent } from '../timeline/events.ts';
import { touchVisit } from '../visits/service.ts';
import type { Work } from '../work.ts';
import * as repo from './repo.ts';

/** How long a doctor waits for a called patient before calling the next, in ms. */
export const RESPOND_MS = 3 * 60_000;

export const topicsOf = (
  entry: Pick<repo.EntryRow, 'visitId' | 'departmentId' | 'clinicianId'>,
): string[] => [
  `visit:${entry.visitId}`,
  `queue:${entry.departmentId}`,
  ...(entry.clinicianId ? [`desk:${entry.clinicianId}`] : []),
];

/** What the visit's timeline tells of. */
const TOLD: Partial<Record<QueueAction, ServerKind>> = {
  enter: 'entered',
  hold: 'held',
  transfer: 'transferred',
  miss: 'missed',
  finish: 'ended',
};

/** Applies an action of the table to an entry that the caller has locked; throws `state-conflict`. */
export async function move(
  work: Work,
  before: repo.EntryRow,
  action: QueueAction,
  role: Role,
): Promise<repo.EntryRow> {
  const state = next(QUEUE_MACHINE, before.state, action, role);
  if (!state) throw problem('state-conflict', undefined, { current: before.state });
  const after = await repo.updateEntry(work.tx, work.hospitalId, before.entryId, {
    state,
    ...(state === 'in_consult' ? { enteredAt: work.now } : {}),
    ...(OPEN_QUEUE_STATES.includes(state) ? {} : { endedAt: work.now }),
  });
  await touchVisit(work, before.visitId);
  await record(work, {
    action: `queue.${action}`,
    ...{ resourceType: 'QueueEntry', resourceId: before.entryId, visitId: before.visitId },
    ...{ before, after, topics: topicsOf(after) },
    payload: { state, departmentId: before.departmentId },
  });
  const told = TOLD[action];
  const whose = role === 'patient' || role === 'doctor' ? role : 'system';
  if (told) await addEvent(work, before.visitId, told, whose);
  return after;
}
