/** Owns the four-eyes statistics as the pharmacy lead reads them: the days that were asked for, and what was counted. */
import type { ReviewStatistics } from '@care-elements/contract/review.statistics.ts';
import type { Care } from './care.ts';
import { Problem } from './problem.ts';
import { createStore, type Readable } from './store.ts';

export interface ReviewStatisticsState {
  /** What was counted last; null until it was read. */
  statistics: ReviewStatistics | null;
  busy: boolean;
  problem: Problem | null;
}
export interface ReviewStatisticsStore extends Readable<ReviewStatisticsState> {
  /** First and last day, of the hospital's calendar. The newest question wins. */
  read(from: string, to: string): Promise<void>;
}

export function createReviewStatisticsStore({ api }: Pick<Care, 'api'>): ReviewStatisticsStore {
  const store = createStore<ReviewStatisticsState>({ statistics: null, busy: false, problem: null });
  const set = (change: Partial<ReviewStatisticsState>) => store.set({ ...store.get(), ...change });
  let asked = 0;
  return {
    get: store.get,
    subscribe: store.subscribe,
    async read(from, to) {
      const mine = ++asked;
      // Figures of other days than those that are asked for would mislead.
      set({ statistics: null, busy: true, problem: null });
      try {
        const statistics = await api.get<ReviewStatistics>('/prescriptions/review-statistics', {
          query: { from, to },
        });
        if (mine === asked) set({ statistics });
      } catch (problem) {
        if (!(problem instanceof Problem)) throw problem;
        if (mine === asked) set({ problem });
      } finally {
        if (mine === asked) set({ busy: false });
      }
    },
  };
}
