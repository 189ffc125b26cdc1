/** Owns what a patient can do about their place: take one, give it up. The place itself comes with the visit's view. */
import type { QueuePlace } from '@care-elements/contract/queue.ts';
import type { Care } from './care.ts';
import { createVisitStore } from './visit-store.ts';

export interface QueueStore {
  /** Takes a place in a department; after a missed call, a new one. */
  join(departmentId: string): Promise<boolean>;
  leave(): Promise<boolean>;
}

export function createQueueStore(care: Care): QueueStore {
  const visit = care.use(createVisitStore);
  const ask = (request: (visitId: string, entryId: string) => Promise<QueuePlace>) =>
    visit.ask(async () => {
      const { view } = visit.get();
      const queue = await request(view!.visitId, view!.queue?.entryId || '');
      // The stream may have been faster; it is newer, then.
      const now = visit.get().view!;
      if (now.version === view!.version) visit.accept({ ...now, queue });
    });
  return {
    join: (departmentId) =>
      ask((visitId) => care.api.post(`/visits/${visitId}/queue-entries`, { departmentId })),
    leave: () => ask((_, entryId) => care.api.post(`/queue-entries/${entryId}/leave`)),
  };
}
