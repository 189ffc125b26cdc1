/** Owns the shelf beside a draft: what it holds, what is put from it into the draft, what is kept and let go. Read when it is opened. */
import type {
  Favourite,
  RxShelf,
  rxShelfRoutes,
  RxTemplate,
  ShelfLine,
} from '@care-elements/contract/rx-shelf.ts';
import type { BodyOf } from '@care-elements/contract/route.ts';
import type { ItemInput } from '@care-elements/contract/prescription.ts';
import type { Care } from './care.ts';
import { isPiece } from '@care-elements/contract/herbal.terms.ts';
import { createDeskStore } from './desk-store.ts';
import { Problem } from './problem.ts';
import { itemOf, rowOf, type RxRow } from './rx-draft.ts';
import { createRxStore } from './rx-editor-store.ts';
import { createStore, type Readable } from './store.ts';

/** What was put into the draft, and what was not, by name of the medicine's line. */
export interface Put {
  added: number;
  /** No longer in the formulary, or it did not answer. */
  left: ShelfLine[];
  /** More lines than a prescription can hold. */
  over: number;
}
export interface RxShelfState {
  encounterId: string | null;
  /** Null until it was read. */
  shelf: RxShelf | null;
  busy: boolean;
  problem: Problem | null;
  put: Put | null;
}
export interface RxShelfStore extends Readable<RxShelfState> {
  /** Reads it, and again: the diagnoses may have changed. */
  load(): Promise<void>;
  /** Puts lines into the draft as if they were typed; the uid of the first. */
  put(lines: readonly ShelfLine[]): string | undefined;
  keep(row: RxRow): Promise<boolean>;
  drop(favouriteId: string): Promise<boolean>;
  /** The draft as it is typed, with the visit's diagnoses. */
  keepTemplate(name: string, shared: boolean): Promise<boolean>;
  dropTemplate(templateId: string): Promise<boolean>;
}

/** The most lines of a draft, as its route takes them. */
const MOST_LINES = 20;

/** What of the shelf belongs on the sheet that is being written: herbs stand alone, and nothing else beside them. */
export function fitting({ favourites, recent, templates, history }: RxShelf, herbal: boolean): RxShelf {
  const fits = ({ drug }: ShelfLine) => isPiece(drug) === herbal;
  const some = <T extends { lines: ShelfLine[] }>(sets: readonly T[]) =>
    sets.flatMap((one) => {
      const lines = one.lines.filter(fits);
      return lines.length ? [{ ...one, lines }] : [];
    });
  return {
    favourites: favourites.filter(({ line }) => fits(line)),
    recent: recent.filter(fits),
    templates: some(templates),
    history: some(history),
  };
}

/** The same order, however it came about. */
export const orderKey = ({ drugId, dose, route, frequency, maxPerDay, days, meal, packs, note }: ItemInput) =>
  JSON.stringify([
    drugId,
    dose?.value,
    dose?.unit,
    route,
    frequency,
    maxPerDay,
    days,
    meal ?? null,
    packs,
    note,
  ]);

export function createRxShelfStore(care: Care): RxShelfStore {
  const { api } = care;
  const desk = care.use(createDeskStore);
  const rx = care.use(createRxStore);
  const store = createStore<RxShelfState>({
    ...{ encounterId: null, shelf: null, busy: false, problem: null, put: null },
  });
  const set = (change: Partial<RxShelfState>) => store.set({ ...store.get(), ...change });
  const rows = () => rx.get().draft?.value.rows ?? [];

  async function ask(request: () => Promise<unknown>): Promise<boolean> {
    if (store.get().busy) return false;
    set({ busy: true, problem: null });
    try {
      await request();
      return true;
    } catch (problem) {
      if (!(problem instanceof Problem)) throw problem;
      if (problem.status === 401) desk.expired(problem);
      else set({ problem });
      return false;
    } finally {
      set({ busy: false });
    }
  }
  async function read(): Promise<void> {
    const encounterId = rx.get().open?.encounterId;
    if (!encounterId) return;
    const shelf = await api.get<RxShelf>(`/encounters/${encounterId}/rx-shelf`);
    if (rx.get().open?.encounterId === encounterId) set({ encounterId, shelf });
  }
  // Another patient's history is not left in sight.
  rx.subscribe(({ open }) => {
    const { encounterId } = store.get();
    if (encounterId && open?.encounterId !== encounterId)
      set({ encounterId: null, shelf: null, problem: null, put: null });
  });

  return {
    get: store.get,
    subscribe: store.subscribe,
    load: async () => void (await ask(read)),
    put(lines) {
      const held = lines.filter(({ standing }) => standing === 'held');
      const room = Math.max(0, MOST_LINES - rows().length);
      const added = held.slice(0, room).map(({ item, drug }) => {
        // The server keeps every line with its route.
        return rowOf(item, drug, item.route!, Math.random().toString(36).slice(2));
      });
      if (added.length) rx.edit({ rows: [...rows(), ...added] });
      const left = lines.filter(({ standing }) => standing !== 'held');
      set({ put: { added: added.length, left, over: held.length - added.length } });
      return added[0]?.uid;
    },
    keep: (row) =>
      ask(async () => {
        await api.post<Favourite>('/rx-shelf/favourites', { item: itemOf(row) });
        await read();
      }),
    drop: (favouriteId) =>
      ask(async () => {
        await api.call('DELETE', `/rx-shelf/favourites/${favouriteId}`);
        await read();
      }),
    keepTemplate: (name, shared) =>
      ask(async () => {
        const { department, diagnoses } = rx.get().open!;
        const body: BodyOf<typeof rxShelfRoutes.saveTemplate> = {
          name,
          codes: diagnoses.slice(0, 10).map(({ code }) => code),
          items: rows().map(itemOf),
          departmentId: shared ? department.departmentId : null,
        };
        await api.post<RxTemplate>('/rx-shelf/templates', body);
        await read();
      }),
    dropTemplate: (templateId) =>
      ask(async () => {
        await api.call('DELETE', `/rx-shelf/templates/${templateId}`);
        await read();
      }),
  };
}
