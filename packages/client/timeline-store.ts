/** Owns the timeline of a visit's call as the desk reads it: the newest page, and older ones on demand. */
import type { TimelineEvent, TimelinePage } from '@care-elements/contract/timeline.ts';
import type { Care } from './care.ts';
import { Problem } from './problem.ts';
import { createStore, type Readable } from './store.ts';

export interface TimelineState {
  visitId: string | null;
  /** The newest first; null until fetched. */
  events: TimelineEvent[] | null;
  /** There are older ones. */
  more: boolean;
  busy: boolean;
  problem: Problem | null;
}
export interface TimelineStore extends Readable<TimelineState> {
  /** Fetches the newest page anew. */
  open(visitId: string): Promise<void>;
  older(): Promise<void>;
}

export function createTimelineStore({ api }: Pick<Care, 'api'>): TimelineStore {
  const store = createStore<TimelineState>({
    ...{ visitId: null, events: null, more: false, busy: false, problem: null },
  });
  const set = (change: Partial<TimelineState>) => store.set({ ...store.get(), ...change });
  let before: string | null = null;

  async function fetchPage(visitId: string, from: string | null): Promise<void> {
    set({ busy: true, problem: null });
    try {
      const query = from ? { query: { before: from } } : {};
      const page = await api.get<TimelinePage>(`/visits/${visitId}/timeline`, query);
      // Another patient meanwhile: this page is of nobody here.
      if (store.get().visitId !== visitId) return;
      before = page.before;
      set({ events: [...(from ? store.get().events! : []), ...page.events], more: !!before });
    } catch (problem) {
      if (!(problem instanceof Problem)) throw problem;
      if (store.get().visitId === visitId) set({ problem });
    } finally {
      if (store.get().visitId === visitId) set({ busy: false });
    }
  }
  return {
    ...store,
    open(visitId) {
      if (store.get().visitId !== visitId) set({ visitId, events: null, more: false });
      return fetchPage(visitId, null);
    },
    async older() {
      const { visitId, busy, more } = store.get();
      if (visitId && more && !busy) await fetchPage(visitId, before);
    },
  };
}
