/** Owns refills at the doctor's desk: requests that wait, the authorisation of the prescription on screen, and deciding. */
import type { Refill, RefillRequest, refillRoutes } from '@care-elements/contract/refill.ts';
import type { RefillDeclineReason } from '@care-elements/contract/refill.terms.ts';
import type { Answer } from './api.ts';
import type { Care } from './care.ts';
import { Problem } from './problem.ts';
import { createRxStore } from './rx-editor-store.ts';
import { createStore, type Readable } from './store.ts';

export interface RefillDeskState {
  requests: readonly RefillRequest[];
  /** The prescription that was asked about, and its authorisation; undefined until known. */
  of: string | null;
  refill: Refill | null | undefined;
  busy: boolean;
  /** `at`: the refill or prescription that was acted on. */
  problem: { at: string; problem: Problem } | null;
}
export interface RefillDeskStore extends Readable<RefillDeskState> {
  /** Reads the requests, and again whenever the server says so. */
  watch(): Promise<void>;
  /** The prescription on screen. */
  show(prescriptionId: string | null): Promise<void>;
  grant(slots: number, reason: string): Promise<boolean>;
  revoke(): Promise<boolean>;
  /** Begins the prescription and opens it. */
  accept(request: RefillRequest): Promise<boolean>;
  decline(request: RefillRequest, reason: RefillDeclineReason): Promise<boolean>;
}

export function createRefillDeskStore(care: Care): RefillDeskStore {
  const { api, live, session } = care;
  const store = createStore<RefillDeskState>({
    ...{ requests: [], of: null, refill: undefined, busy: false, problem: null },
  });
  const set = (change: Partial<RefillDeskState>) => store.set({ ...store.get(), ...change });
  let off: (() => void) | undefined;
  let reads = 0;

  async function read(): Promise<void> {
    const mine = ++reads;
    try {
      const { requests } = await api.get<Answer<typeof refillRoutes.listRefillRequests>>('/refills/requests');
      if (mine === reads) set({ requests });
    } catch {
      // The next word of the stream heals it.
    }
  }
  async function show(prescriptionId: string | null): Promise<void> {
    if (prescriptionId !== store.get().of) set({ of: prescriptionId, refill: undefined, problem: null });
    if (!prescriptionId) return;
    try {
      const { refill } = await api.get<Answer<typeof refillRoutes.getPrescriptionRefill>>(
        `/prescriptions/${prescriptionId}/refill`,
      );
      if (store.get().of === prescriptionId) set({ refill });
    } catch {
      // Not known: nothing is offered.
    }
  }
  async function act(at: string, write: () => Promise<unknown>): Promise<boolean> {
    if (store.get().busy) return false;
    set({ busy: true, problem: null });
    try {
      await write();
      return true;
    } catch (problem) {
      if (!(problem instanceof Problem)) throw problem;
      set({ problem: { at, problem } });
      return false;
    } finally {
      set({ busy: false });
      void read();
    }
  }
  session.subscribe((now) => now || set({ requests: [], of: null, refill: undefined, problem: null }));

  return {
    ...store,
    show,
    async watch() {
      const again = () => session.get() && void Promise.all([read(), show(store.get().of)]);
      off ??= live.on('desk', { desk: again });
      await read();
    },
    grant(slots, reason) {
      const id = store.get().of!;
      return act(id, async () => {
        const body = { slots, reason, assessed: true };
        const refill = await api.post<Refill>(`/prescriptions/${id}/refill`, body);
        if (store.get().of === id) set({ refill });
      });
    },
    revoke() {
      const { of, refill } = store.get();
      return act(of!, async () => set({ refill: await api.post(`/refills/${refill!.refillId}/revoke`) }));
    },
    accept: ({ refill: { refillId }, slot }) =>
      act(refillId, async () => {
        const path = `/refills/${refillId}/accept`;
        const { prescriptionId } = await api.post<Answer<typeof refillRoutes.acceptRefill>>(path, { slot });
        await care.use(createRxStore).show(prescriptionId);
      }),
    decline: ({ refill: { refillId }, slot }, reason) =>
      act(refillId, () => api.post(`/refills/${refillId}/decline`, { slot, reason })),
  };
}
