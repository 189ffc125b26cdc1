/** Owns the referral in person that a patient reads after the visit. */
import type { SavedReferral } from '@care-elements/contract/revisit.ts';
import type { Care } from './care.ts';
import { Problem } from './problem.ts';
import { createStore, type Readable } from './store.ts';

export interface ReferralState {
  visitId: string | null;
  /** Null while there is none, or it is not fetched yet. */
  referral: SavedReferral | null;
}
export interface ReferralStore extends Readable<ReferralState> {
  load(visitId: string): Promise<void>;
}

export function createReferralStore({ api }: Pick<Care, 'api'>): ReferralStore {
  const store = createStore<ReferralState>({ visitId: null, referral: null });
  return {
    ...store,
    async load(visitId) {
      store.set({ visitId, referral: null });
      for (let wait = 1000; store.get().visitId === visitId; wait = Math.min(wait * 2, 30_000)) {
        try {
          const { referral } = await api.get<{ referral: SavedReferral | null }>(
            `/visits/${visitId}/referral`,
          );
          if (store.get().visitId === visitId) store.set({ visitId, referral });
          return;
        } catch (problem) {
          if (!(problem instanceof Problem)) throw problem;
          // Where to go must not be lost to a weak network; what will not be answered is not asked again.
          if (problem.status >= 400 && problem.status < 500) return;
          await new Promise((done) => setTimeout(done, wait));
        }
      }
    },
  };
}
