/** Owns what a doctor does with a prescription after its pass: where it is, a longer validity, asking a counter to give it back. */
import type { DispensingRecord } from '@care-elements/contract/dispense.ts';
import type { VoidReason } from '@care-elements/contract/prescription.terms.ts';
import type { Care } from './care.ts';
import { Problem } from './problem.ts';
import { createRxStore } from './rx-editor-store.ts';
import { createStore, type Readable } from './store.ts';

export type AfterAction = 'extend' | 'ask-back';
export interface RxAfterState {
  /** The prescription that was asked about; null where there is none on screen. */
  of: string | null;
  /** Where it is, as the server last said; null until known. */
  record: DispensingRecord | null;
  busy: AfterAction | null;
  problem: { action: AfterAction; problem: Problem } | null;
}
export interface RxAfterStore extends Readable<RxAfterState> {
  /** The prescription on screen, read again at every call and whenever the server says that something changed. */
  show(prescriptionId: string | null): Promise<void>;
  /** Valid for `days` in all, the day of signing included. */
  extend(days: number, reason: string): Promise<boolean>;
  /** Asks the counter that holds it; true once the question is on the server, or nobody held it any more and it is void. */
  askBack(reason: VoidReason, note: string): Promise<boolean>;
}

export function createRxAfterStore(care: Care): RxAfterStore {
  const { api, live, session } = care;
  const store = createStore<RxAfterState>({ of: null, record: null, busy: null, problem: null });
  const set = (change: Partial<RxAfterState>) => store.set({ ...store.get(), ...change });
  let off: (() => void) | undefined;
  let reads = 0;

  async function show(of: string | null): Promise<void> {
    const mine = ++reads;
    if (of !== store.get().of) set({ of, record: null, problem: null });
    if (!of) return;
    off ??= live.on('desk', { desk: () => session.get() && void show(store.get().of) });
    try {
      const record = await api.get<DispensingRecord>(`/prescriptions/${of}/dispensing`);
      if (mine === reads) set({ record });
    } catch {
      // Not known: nothing is offered, and the next word of the stream heals it.
    }
  }

  async function act(action: AfterAction, write: (of: string) => Promise<unknown>): Promise<boolean> {
    const { busy, of } = store.get();
    if (busy || !of) return false;
    set({ busy: action, problem: null });
    try {
      await write(of);
      return true;
    } catch (problem) {
      if (!(problem instanceof Problem)) throw problem;
      set({ problem: { action, problem } });
      return false;
    } finally {
      await show(store.get().of);
      set({ busy: null });
      // State and validity stand above it, too.
      void care.use(createRxStore).reread();
    }
  }
  session.subscribe((now) => now || set({ of: null, record: null, problem: null }));

  return {
    get: store.get,
    subscribe: store.subscribe,
    show,
    extend: (days, reason) =>
      act('extend', (of) => api.post(`/prescriptions/${of}/extension`, { days, reason })),
    askBack: (reason, note) =>
      act('ask-back', async (of) => {
        try {
          await api.post(`/prescriptions/${of}/void`, { reason, note });
        } catch (problem) {
          // The refusal that says: it was asked.
          if (!(problem instanceof Problem) || problem.code !== 'void-requested') throw problem;
        }
      }),
  };
}
