/** Routes of the queue. */
import { handoverRoutes } from '@care-elements/contract/handover.ts';
import { queueRoutes } from '@care-elements/contract/queue.ts';
import type { LibraryOf } from '../content/library.ts';
import { requireDepartment, requireHospital } from '../hospitals/service.ts';
import { mount, type Mounting } from '../http/route.ts';
import { lawOfHospital } from '../rules/service.ts';
import { departmentIdsOf } from '../sessions/service.ts';
import { acknowledgeAlarm } from './alarms.ts';
import { callBack, holdEntry, listColleagues, transferEntry } from './handover.ts';
import { callNext, enterConsult, getDeskQueue, joinQueue, leaveQueue, missEntry } from './service.ts';

export function mountQueue(m: Mounting, libraryOf: LibraryOf): void {
  mount(
    m,
    queueRoutes.joinQueue,
    async ({ work, actor, params, body }) =>
      joinQueue(work, await libraryOf(work), actor, params.visitId, body),
    undefined,
    ({ work, body }) => Promise.all([requireHospital(work), requireDepartment(work, body.departmentId)]),
  );
  mount(m, queueRoutes.leaveQueue, ({ work, actor, params }) => leaveQueue(work, actor, params.entryId));
  mount(m, queueRoutes.enterConsult, ({ work, actor, params }) => enterConsult(work, actor, params.entryId));
  mount(m, queueRoutes.getDeskQueue, ({ work, actor, params }) =>
    getDeskQueue(work, actor, params.departmentId),
  );
  mount(
    m,
    queueRoutes.callNext,
    ({ work, actor, params }) => callNext(work, actor, params.departmentId),
    undefined,
    ({ work, actor }) => Promise.all([departmentIdsOf(work, actor.clinicianId), lawOfHospital(work)]),
  );
  mount(m, queueRoutes.missEntry, ({ work, actor, params }) => missEntry(work, actor, params.entryId));
  mount(m, queueRoutes.acknowledgeAlarm, ({ work, actor, params }) =>
    acknowledgeAlarm(work, actor, params.alarmId),
  );
  mount(m, handoverRoutes.holdEntry, ({ work, actor, params }) => holdEntry(work, actor, params.entryId));
  mount(m, handoverRoutes.callBack, ({ work, actor, params }) => callBack(work, actor, params.entryId));
  mount(m, handoverRoutes.transferEntry, ({ work, actor, params, body }) =>
    transferEntry(work, actor, params.entryId, body),
  );
  mount(m, handoverRoutes.listColleagues, ({ work, actor }) => listColleagues(work, actor));
}
