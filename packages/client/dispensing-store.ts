/** Owns the patient's choice of a pharmacy in this browser; where the medicine is follows from the visit, which comes live. */
import type { dispenseRoutes } from '@care-elements/contract/dispense.routes.ts';
import type { Choice, PatientDispensing, Pharmacy } from '@care-elements/contract/dispense.ts';
import type { VisitView } from '@care-elements/contract/visit.ts';
import type { Answer } from './api.ts';
import type { Care } from './care.ts';
import { Problem } from './problem.ts';
import { createStore, type Readable } from './store.ts';
import { createVisitStore } from './visit-store.ts';

export interface DispensingState {
  /** Null until they were read. */
  pharmacies: Pharmacy[] | null;
  busy: 'list' | 'choose' | 'cancel' | null;
  problem: Problem | null;
}
export interface DispensingStore extends Readable<DispensingState> {
  /** Reads the pharmacies. */
  list(): Promise<boolean>;
  choose(choice: Choice): Promise<boolean>;
  /** Takes the choice back. */
  cancel(): Promise<boolean>;
}

export function createDispensingStore(care: Care): DispensingStore {
  const { api } = care;
  const visit = care.use(createVisitStore);
  const store = createStore<DispensingState>({ pharmacies: null, busy: null, problem: null });
  const set = (change: Partial<DispensingState>) => store.set({ ...store.get(), ...change });
  const path = () => `/visits/${visit.get().view!.visitId}`;

  async function ask(busy: DispensingState['busy'], request: () => Promise<unknown>): Promise<boolean> {
    if (store.get().busy) return false;
    set({ busy, problem: null });
    try {
      await request();
      return true;
    } catch (problem) {
      if (!(problem instanceof Problem)) throw problem;
      set({ problem });
      // A pharmacy was faster, or the prescription has ended: shown as it stands.
      if (problem.status === 409) await again().catch(() => {});
      return false;
    } finally {
      set({ busy: null });
    }
  }
  /** Nothing of a visit that was left meanwhile is shown to whoever is here now. */
  async function again(): Promise<void> {
    const of = visit.get().view?.visitId;
    if (!of) return;
    const view = await api.get<VisitView>(`/visits/${of}`);
    if (visit.get().view?.visitId === of) visit.accept(view);
  }

  return {
    get: store.get,
    subscribe: store.subscribe,
    list: () =>
      ask('list', async () => {
        const { pharmacies } = await api.get<Answer<typeof dispenseRoutes.listPharmacies>>('/pharmacies');
        set({ pharmacies });
      }),
    choose: (choice) =>
      ask('choose', async () => {
        await api.put<PatientDispensing>(`${path()}/fulfilment`, choice);
        await again();
      }),
    cancel: () =>
      ask('cancel', async () => {
        await api.call<PatientDispensing>('DELETE', `${path()}/fulfilment`);
        await again();
      }),
  };
}
