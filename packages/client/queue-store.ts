/** Owns what a patient can do about their place: take one, give it up. The place itself comes with the visit's view. */
import type { PLACE_CHANGES, QueuePlace } from '@care-elements/contract/queue.ts';
import type { VisitMode } from '@care-elements/contract/visit.mode.ts';
import type { Care } from './care.ts';
import { createStore, type Readable } from './store.ts';
import { createVisitStore } from './visit-store.ts';

export type PlaceChange = (typeof PLACE_CHANGES)[number];

export interface QueueStore {
  /** What moved the patient's place last, as far as this page has seen; null where it has seen nothing move. */
  changed: Readable<PlaceChange | null>;
  /**
   * Takes a place in a department; after a missed call, a new one. `text`: the patient's words, where no triage has them;
   * `mode`: how they want to meet.
   */
  join(departmentId: string, text?: string, mode?: VisitMode): Promise<boolean>;
  leave(): Promise<boolean>;
  /** Changes how patient and doctor will meet. */
  meetBy(mode: VisitMode): Promise<boolean>;
}

/**
 * The cause of a move that the server names, or else the likeliest by its direction: who is further in front now than
 * before was put there, who is nearer has seen somebody called. `before` is undefined while nothing has been seen.
 */
export function placeChange(
  before: QueuePlace | null | undefined,
  now: QueuePlace | null,
  last: PlaceChange | null,
): PlaceChange | null {
  if (now?.state !== 'waiting') return null;
  if (now.changed || before === undefined) return now.changed;
  if (before?.entryId !== now.entryId)
    return before && /^(missed|no_show)$/.test(before.state) ? 'requeued' : 'joined';
  const moved = now.ahead! - before.ahead!;
  return moved ? (moved < 0 ? 'called-ahead' : 'urgent-ahead') : last;
}

export function createQueueStore(care: Care): QueueStore {
  const visit = care.use(createVisitStore);
  const changed = createStore<PlaceChange | null>(null);
  let { view: seen } = visit.get();
  visit.subscribe(({ view }) => {
    if (view === seen) return;
    // Another visit starts anew.
    const before = view && seen?.visitId === view.visitId ? seen.queue : undefined;
    seen = view;
    changed.set(placeChange(before, view?.queue ?? null, changed.get()));
  });
  const ask = (request: (visitId: string, entryId: string) => Promise<QueuePlace>) =>
    visit.ask(async () => {
      const { view } = visit.get();
      const queue = await request(view!.visitId, view!.queue?.entryId || '');
      // The stream may have been faster; it is newer, then.
      const now = visit.get().view;
      if (now?.visitId === view!.visitId && now.version === view!.version) visit.accept({ ...now, queue });
    });
  return {
    changed,
    join: (departmentId, text, mode) =>
      ask((visitId, after) =>
        care.api.post(`/visits/${visitId}/queue-entries`, { departmentId, text, mode }, { after }),
      ),
    meetBy: (mode) =>
      visit.ask(async () => {
        const { view } = visit.get();
        await care.api.put(`/visits/${view!.visitId}/mode`, { mode });
        const now = visit.get().view;
        // The stream may have been faster; it is newer, then.
        if (now?.visitId === view!.visitId && now.version === view!.version) visit.accept({ ...now, mode });
      }),
    leave: () => ask((_, entryId) => care.api.post(`/queue-entries/${entryId}/leave`)),
  };
}
