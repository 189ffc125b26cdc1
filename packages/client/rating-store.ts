/** Owns the patient's rating of a visit in this browser: what the server has of it, and saving another. */
import type { Rating, RatingInput, timelineRoutes } from '@care-elements/contract/timeline.ts';
import type { Answer } from './api.ts';
import type { Care } from './care.ts';
import { Problem } from './problem.ts';
import { createStore, type Readable } from './store.ts';

export interface RatingState {
  visitId: string | null;
  /** `unknown`: not fetched; nothing is shown then, since nobody needs it. */
  phase: 'loading' | 'ready' | 'unknown';
  rating: Rating | null;
  busy: boolean;
  problem: Problem | null;
}
export interface RatingStore extends Readable<RatingState> {
  load(visitId: string): Promise<void>;
  /** False when the server did not take it; `problem` says why. */
  save(input: RatingInput): Promise<boolean>;
}

export function createRatingStore({ api }: Pick<Care, 'api'>): RatingStore {
  const store = createStore<RatingState>({
    ...{ visitId: null, phase: 'loading', rating: null, busy: false, problem: null },
  });
  const set = (change: Partial<RatingState>) => store.set({ ...store.get(), ...change });
  return {
    ...store,
    async load(visitId) {
      set({ visitId, phase: 'loading', rating: null, problem: null });
      try {
        const { rating } = await api.get<Answer<typeof timelineRoutes.getRating>>(
          `/visits/${visitId}/rating`,
        );
        if (store.get().visitId === visitId) set({ phase: 'ready', rating });
      } catch {
        if (store.get().visitId === visitId) set({ phase: 'unknown' });
      }
    },
    async save(input) {
      const { visitId, busy } = store.get();
      if (busy) return false;
      set({ busy: true, problem: null });
      try {
        const { rating } = await api.put<Answer<typeof timelineRoutes.rateVisit>>(
          `/visits/${visitId}/rating`,
          input,
        );
        set({ rating });
        return true;
      } catch (problem) {
        if (!(problem instanceof Problem)) throw problem;
        set({ problem });
        return false;
      } finally {
        set({ busy: false });
      }
    },
  };
}
