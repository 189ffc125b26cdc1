/** Owns what the desk knows of a revisit: its evidence, the doctor's decision on it, and the referral in person. */
import type { EvidenceInput, Referral, RevisitView } from '@care-elements/contract/revisit.ts';
import type { RevisitRefusal } from '@care-elements/contract/revisit.terms.ts';
import type { Care } from './care.ts';
import { createDeskStore } from './desk-store.ts';
import { Problem } from './problem.ts';
import { createRxStore } from './rx-editor-store.ts';
import { createStore, type Readable } from './store.ts';

export type RevisitAsking = 'load' | 'confirm' | 'refuse' | 'refer';
export interface RevisitState {
  encounterId: string | null;
  /** Null until fetched. */
  view: RevisitView | null;
  busy: RevisitAsking | null;
  problem: { asking: RevisitAsking; problem: Problem } | null;
}
export interface RevisitStore extends Readable<RevisitState> {
  /** Fetches it anew: the patient may have sent something. */
  load(): Promise<boolean>;
  confirm(evidence: EvidenceInput, common: boolean): Promise<boolean>;
  refuse(reason: RevisitRefusal): Promise<boolean>;
  refer(referral: Referral): Promise<boolean>;
}

export function createRevisitStore(care: Care): RevisitStore {
  const { api } = care;
  const desk = care.use(createDeskStore);
  const rx = care.use(createRxStore);
  const store = createStore<RevisitState>({ encounterId: null, view: null, busy: null, problem: null });
  const set = (change: Partial<RevisitState>) => store.set({ ...store.get(), ...change });

  async function ask(asking: RevisitAsking, request: (path: string) => Promise<RevisitView>) {
    const { encounterId, busy } = store.get();
    if (!encounterId || busy) return false;
    set({ busy: asking, problem: null });
    try {
      const view = await request(`/encounters/${encounterId}`);
      // Another patient meanwhile: this is of nobody here.
      if (store.get().encounterId !== encounterId) return false;
      set({ view });
      if (asking !== 'load') rx.recheck();
      return true;
    } catch (problem) {
      if (!(problem instanceof Problem)) throw problem;
      if (problem.status === 401) desk.expired(problem);
      else if (store.get().encounterId === encounterId) set({ problem: { asking, problem } });
      return false;
    } finally {
      if (store.get().encounterId === encounterId) set({ busy: null });
    }
  }
  const load = () => ask('load', (path) => api.get<RevisitView>(`${path}/revisit`));

  function follow(): void {
    const { current } = desk.get();
    const encounterId = current?.startedAt ? current.encounterId : null;
    if (encounterId === store.get().encounterId) return;
    set({ encounterId, view: null, busy: null, problem: null });
    void load();
  }
  desk.subscribe(follow);
  follow();

  return {
    get: store.get,
    subscribe: store.subscribe,
    load,
    confirm: (evidence, common) =>
      ask('confirm', (path) => api.post<RevisitView>(`${path}/revisit/confirm`, { evidence, common })),
    refuse: (reason) => ask('refuse', (path) => api.post<RevisitView>(`${path}/revisit/refuse`, { reason })),
    refer: (referral) => ask('refer', (path) => api.put<RevisitView>(`${path}/referral`, referral)),
  };
}
