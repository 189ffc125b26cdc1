/** Owns what the doctor records of the patient's body beside a draft: as typed, saved by itself, and the checks asked again after it. */
import type {
  ClinicalFacts,
  ClinicalFactsView,
  CurrentMedicine,
} from '@care-elements/contract/clinical-facts.ts';
import type { FormularyItem } from '@care-elements/contract/formulary.ts';
import type { Care } from './care.ts';
import { createAutosave, type Autosave, type Draft } from './desk-autosave.ts';
import { createDeskStore } from './desk-store.ts';
import { plain } from './note-store.ts';
import { Problem } from './problem.ts';
import { amountOf, halfWidth } from './rx-draft.ts';
import { createRxStore } from './rx-editor-store.ts';
import { createStore, type Readable } from './store.ts';

/** As typed: figures are texts until they are whole. */
export interface TypedFacts extends Omit<ClinicalFacts, 'weightKg' | 'egfr' | 'pregnancyWeeks'> {
  weightKg: string;
  egfr: string;
  pregnancyWeeks: string;
}
export interface FactsState {
  encounterId: string | null;
  draft: Draft<TypedFacts> | null;
  /** They could not be fetched. */
  problem: Problem | null;
}
export interface FactsStore extends Readable<FactsState> {
  edit(change: Partial<TypedFacts>): void;
  add(medicine: CurrentMedicine): void;
  remove(index: number): void;
  keep(which: 'mine' | 'theirs'): void;
  /** Asks again after a failure. */
  again(): void;
  find(q: string, signal: AbortSignal): Promise<FormularyItem[]>;
}

const typed = (facts: ClinicalFacts): TypedFacts => ({
  ...facts,
  weightKg: facts.weightKg ?? '',
  egfr: facts.egfr === null ? '' : `${facts.egfr}`,
  pregnancyWeeks: facts.pregnancyWeeks === null ? '' : `${facts.pregnancyWeeks}`,
});

const whole = (text: string, least: number, most: number): number | null => {
  const digits = halfWidth(text).trim();
  return /^\d{1,3}$/.test(digits) && +digits >= least && +digits <= most ? +digits : null;
};
/** What the server is sent of each figure; null where it is none, or none that a person can have. */
export const weightOf = (text: string): string | null => {
  const kg = amountOf(text);
  return kg !== null && +kg >= 0.3 && +kg <= 400 ? kg : null;
};
export const egfrOf = (text: string): number | null => whole(text, 1, 200);
export const weeksOf = (text: string): number | null => whole(text, 0, 43);

/** In one order of keys, and as the server keeps it. */
export function sentFacts(facts: TypedFacts): ClinicalFacts {
  const { pregnancy, breastfeeding, liver, medicines, weighedOn } = facts;
  const weightKg = weightOf(facts.weightKg);
  const items = medicines.items.map(({ drugId, text }) => ({ drugId, text: plain(text).trim() }));
  return {
    weightKg,
    weighedOn: weightKg === null ? null : weighedOn,
    pregnancy,
    pregnancyWeeks: pregnancy === 'yes' ? weeksOf(facts.pregnancyWeeks) : null,
    breastfeeding,
    egfr: egfrOf(facts.egfr),
    liver,
    medicines: { status: medicines.status, items: medicines.status === 'some' ? items : [] },
  };
}

export function createFactsStore(care: Care): FactsStore {
  const { api } = care;
  const desk = care.use(createDeskStore);
  const rx = care.use(createRxStore);
  const store = createStore<FactsState>({ encounterId: null, draft: null, problem: null });
  const set = (change: Partial<FactsState>) => store.set({ ...store.get(), ...change });
  let saver: Autosave<TypedFacts> | undefined;

  const path = (encounterId: string) => `/encounters/${encounterId}/clinical-facts`;
  const versioned = ({ facts, rowVersion, savedAt }: ClinicalFactsView) => ({
    ...{ value: typed(facts), rowVersion, savedAt },
  });

  async function open(encounterId: string): Promise<void> {
    const old = saver;
    saver = undefined;
    void old?.flush().finally(() => old.stop());
    set({ encounterId, draft: null, problem: null });
    try {
      const found = await api.get<ClinicalFactsView>(path(encounterId));
      if (store.get().encounterId !== encounterId || saver) return;
      const mine = createAutosave<TypedFacts>({
        start: versioned(found),
        clean: sentFacts,
        async put(value, rowVersion) {
          const saved = await api.put<ClinicalFactsView>(path(encounterId), {
            rowVersion,
            facts: sentFacts(value),
          });
          rx.recheck();
          return saved;
        },
        standing: ({ current }: Problem) => versioned(current as ClinicalFactsView),
        backupKey: `care:facts:${care.hospitalId}:${desk.get().clinician!.clinicianId}:${encounterId}`,
        expired: desk.expired,
      });
      saver = mine;
      mine.subscribe((draft) => mine === saver && set({ draft }));
      set({ draft: mine.get() });
    } catch (problem) {
      if (!(problem instanceof Problem)) throw problem;
      if (problem.status === 401) desk.expired(problem);
      else if (store.get().encounterId === encounterId) set({ problem });
    }
  }

  function follow(): void {
    const { open: shown, draft } = rx.get();
    const encounterId = draft && shown ? shown.encounterId : null;
    if (encounterId === store.get().encounterId) return;
    if (encounterId) return void open(encounterId);
    const old = saver;
    saver = undefined;
    void old?.flush().finally(() => old.stop());
    set({ encounterId: null, draft: null, problem: null });
  }
  rx.subscribe(follow);
  follow();
  // Nothing is signed while a fact is typed and not yet saved.
  rx.beforeSigning(() => saver?.flush() ?? Promise.resolve(true));

  const edit = (change: Partial<TypedFacts>) => saver?.edit({ ...saver.get().value, ...change });
  const items = () => saver?.get().value.medicines.items ?? [];
  return {
    get: store.get,
    subscribe: store.subscribe,
    edit,
    add: (medicine) =>
      items().length < 20 && edit({ medicines: { status: 'some', items: [...items(), medicine] } }),
    remove(index) {
      const left = items().filter((_, i) => i !== index);
      edit({ medicines: { status: left.length ? 'some' : 'unknown', items: left } });
    },
    keep(which) {
      const { value, theirs } = saver!.get();
      if (theirs) saver!.resolve(which === 'mine' ? value : theirs);
    },
    again() {
      const { encounterId } = store.get();
      if (encounterId) void open(encounterId);
    },
    find: rx.find,
  };
}
