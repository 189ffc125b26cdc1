/** Owns the patient's refill in this browser: how it stands, asking for the next slot, and the token that lasts until it ends. */
import type { Refill, refillRoutes } from '@care-elements/contract/refill.ts';
import type { Answer } from './api.ts';
import type { Care } from './care.ts';
import { Problem } from './problem.ts';
import { createStore, type Readable } from './store.ts';

export interface RefillViewState {
  visitId: string | null;
  /** Null: there is none, or it could not be read; nothing is shown then. */
  refill: Refill | null;
  /** Until when this browser may come back for it; null while that is not sure. */
  keptUntil: string | null;
  busy: boolean;
  problem: Problem | null;
}
export interface RefillStore extends Readable<RefillViewState> {
  /** Reads it, and again whenever the visit has changed. */
  load(visitId: string): Promise<void>;
  /** Asks for the next slot; the patient has said that nothing changed. */
  request(): Promise<void>;
}

export function createRefillStore({ api, session }: Pick<Care, 'api' | 'session'>): RefillStore {
  const store = createStore<RefillViewState>({
    ...{ visitId: null, refill: null, keptUntil: null, busy: false, problem: null },
  });
  const set = (change: Partial<RefillViewState>) => store.set({ ...store.get(), ...change });
  let reads = 0;

  /** The token of the visit ends in a week; this browser takes one that lasts, once. */
  async function keep(visitId: string): Promise<void> {
    const now = session.get();
    const kept = now?.['refillKept'];
    if (!now || typeof kept === 'string') return set({ keptUntil: typeof kept === 'string' ? kept : null });
    try {
      const { token, expiresAt } = await api.post<Answer<typeof refillRoutes.keepRefillAccess>>(
        `/visits/${visitId}/refill/access`,
      );
      // Somebody may have begun another visit meanwhile.
      if (session.get() !== now) return;
      session.set({ ...now, token, refillKept: expiresAt });
      set({ keptUntil: expiresAt });
    } catch {
      // The next look tries again.
    }
  }

  return {
    ...store,
    async load(visitId) {
      const mine = ++reads;
      if (store.get().visitId !== visitId) set({ visitId, refill: null, keptUntil: null, problem: null });
      try {
        const { refill } = await api.get<Answer<typeof refillRoutes.getVisitRefill>>(
          `/visits/${visitId}/refill`,
        );
        if (mine !== reads) return;
        set({ refill });
        if (refill?.state === 'active' || refill?.state === 'used_up') await keep(visitId);
      } catch {
        if (mine === reads) set({ refill: null });
      }
    },
    async request() {
      const { refill, busy } = store.get();
      if (busy || !refill?.next) return;
      set({ busy: true, problem: null });
      try {
        const body = { slot: refill.next.slot, nothingChanged: true };
        set({ refill: await api.post<Refill>(`/refills/${refill.refillId}/request`, body) });
      } catch (problem) {
        if (!(problem instanceof Problem)) throw problem;
        set({ problem });
      } finally {
        set({ busy: false });
      }
    },
  };
}
