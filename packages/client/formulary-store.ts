/** Owns the formulary in its owners' browser: who is signed in, its versions, the rows that are read, and what is done with them. */
import type { Drug } from '@care-elements/contract/formulary.drug.ts';
import type {
  FormularyChanges,
  FormularyRows,
  FormularyState,
  formularyVersionRoutes,
  ImportPreview,
  KnownPair,
} from '@care-elements/contract/formulary.versions.ts';
import type { Hospital } from '@care-elements/contract/hospital.ts';
import type { Clinician } from '@care-elements/contract/session.ts';
import type { Answer } from './api.ts';
import type { Care } from './care.ts';
import { Problem } from './problem.ts';
import { asker, staffDoor } from './staff-session.ts';
import { createStore, type Readable } from './store.ts';

/** What is being asked of the server. */
export type FormularyAsk =
  | 'load'
  | 'sign-in'
  | 'sign-out'
  | 'rows'
  | 'more'
  | 'edit'
  | 'sign'
  | 'preview'
  | 'import'
  | 'export'
  | 'pairs';
/** `recall`: rows that rest on memory alone. */
export type RowFilter = 'all' | 'recall';

export interface FormularyStoreState {
  phase: 'loading' | 'signed-out' | 'ready' | 'unreachable';
  hospital: Hospital | null;
  clinician: Clinician | null;
  /** Null until it was read. */
  formulary: FormularyState | null;
  /** The newest version's rows that answer, page by page. */
  rows: Drug[];
  total: number;
  query: { q: string; filter: RowFilter };
  /** Since the last signed version. */
  changes: FormularyChanges | null;
  /** Interactions and incompatible herbs of the program; null until somebody wants to read them. */
  pairs: KnownPair[] | null;
  /** The row that is read. */
  open: Drug | null;
  /** A file that was looked through and is not taken yet. */
  upload: { name: string; file: string; preview: ImportPreview } | null;
  busy: FormularyAsk | null;
  problem: { action: FormularyAsk; problem: Problem } | null;
}

export interface FormularyStore extends Readable<FormularyStoreState> {
  load(): Promise<void>;
  signIn(username: string, password: string): Promise<boolean>;
  signOut(): Promise<void>;
  /** A later search overtakes an earlier one. */
  search(q: string, filter: RowFilter): Promise<void>;
  more(): Promise<boolean>;
  readPairs(): Promise<boolean>;
  show(drugId: string | null): void;
  /** A new version comes of it. */
  edit(drug: Drug, note: string): Promise<boolean>;
  /** Signs the newest version, as it is shown. */
  sign(): Promise<boolean>;
  preview(name: string, bytes: ArrayBuffer): Promise<boolean>;
  /** Takes the file that is shown, without its refused lines. */
  take(note: string): Promise<boolean>;
  dropUpload(): void;
  /** The newest version as CSV; null where it can't be had. */
  exportCsv(): Promise<{ fileName: string; csv: string } | null>;
}

const NOTHING_READ = {
  formulary: null,
  rows: [],
  total: 0,
  changes: null,
  pairs: null,
  open: null,
  upload: null,
};
const CHUNK = 0x8000;

function base64(bytes: ArrayBuffer): string {
  const all = new Uint8Array(bytes);
  let binary = '';
  for (let i = 0; i < all.length; i += CHUNK) binary += String.fromCharCode(...all.subarray(i, i + CHUNK));
  return btoa(binary);
}

export function createFormularyStore(care: Care): FormularyStore {
  const { api, session } = care;
  type R = typeof formularyVersionRoutes;
  const store = createStore<FormularyStoreState>({
    ...{ phase: 'loading', hospital: null, clinician: null, ...NOTHING_READ },
    ...{ query: { q: '', filter: 'all' }, busy: null, problem: null },
  });
  const set = (change: Partial<FormularyStoreState>) => store.set({ ...store.get(), ...change });
  /** Counts searches, so that a slow answer never overtakes a newer one. */
  let searches = 0;

  function leave(problem: FormularyStoreState['problem'] = null): void {
    searches++;
    session.set(null);
    set({ phase: 'signed-out', clinician: null, ...NOTHING_READ, problem });
  }

  const ask = asker<FormularyAsk>({ get: store.get, set, leave });
  function failed(action: FormularyAsk, problem: Problem): void {
    if (problem.status === 401 && action !== 'sign-in') leave({ action: 'sign-in', problem });
    else set({ problem: { action, problem } });
  }

  const versionPath = (rest: string) => `/formulary/versions/${store.get().formulary!.newest.version}${rest}`;
  const pageFrom = (offset: number) => {
    const { q, filter } = store.get().query;
    return api.get<FormularyRows>(versionPath('/rows'), {
      query: { q, offset, ...(filter === 'recall' && { confidence: 'recall' }) },
    });
  };

  /** The version that stands, its first rows, and what differs from the signed one. */
  async function take(formulary: FormularyState): Promise<void> {
    searches++;
    set({ formulary });
    const [{ rows, total }, changes] = await Promise.all([
      pageFrom(0),
      api.get<FormularyChanges>(versionPath('/changes')),
    ]);
    const shown = store.get().open?.drugId;
    const open = shown ? (rows.find(({ drugId }) => drugId === shown) ?? null) : null;
    set({ rows, total, changes, open });
  }
  const readAll = async () => take(await api.get<Answer<R['getFormularyState']>>('/formulary/versions'));

  async function begin(clinician: Clinician): Promise<void> {
    set({ clinician });
    await readAll();
    set({ phase: 'ready' });
  }

  return {
    get: store.get,
    subscribe: store.subscribe,
    ...staffDoor(care, ['administrator', 'pharmacist'], {
      get: store.get,
      set,
      busy: () => !!store.get().busy,
      ask,
      begin,
      leave: () => leave(),
    }),
    async search(q, filter) {
      const mine = ++searches;
      set({ query: { q, filter }, problem: null });
      try {
        const { rows, total } = await pageFrom(0);
        if (mine === searches) set({ rows, total });
      } catch (problem) {
        if (!(problem instanceof Problem)) throw problem;
        if (mine === searches) failed('rows', problem);
      }
    },
    more: () =>
      ask('more', async () => {
        const mine = searches;
        const { rows, total } = await pageFrom(store.get().rows.length);
        if (mine === searches) set({ rows: [...store.get().rows, ...rows], total });
      }),
    readPairs: () =>
      ask('pairs', async () => {
        const { pairs } = await api.get<Answer<R['listKnownPairs']>>('/formulary/pairs');
        set({ pairs });
      }),
    show(drugId) {
      set({
        open: store.get().rows.find((row) => row.drugId === drugId) ?? null,
        upload: null,
        problem: null,
      });
    },
    edit: (drug, note) =>
      ask('edit', async () => {
        const path = versionPath(`/rows/${drug.drugId}`);
        await take(await api.put<Answer<R['editFormularyRow']>>(path, { drug, note }));
        set({ open: drug });
      }),
    sign: () =>
      ask('sign', async () => {
        const { hash } = store.get().formulary!.newest;
        await take(await api.post<Answer<R['signFormulary']>>(versionPath('/sign'), { hash }));
      }),
    preview: (name, bytes) =>
      ask('preview', async () => {
        const file = base64(bytes);
        const preview = await api.post<ImportPreview>('/formulary/import/preview', { file });
        set({ upload: { name, file, preview }, open: null });
      }),
    take: (note) =>
      ask('import', async () => {
        const { file, preview } = store.get().upload!;
        const { fileHash, refused } = preview;
        const body = { file, fileHash, leaveOut: refused, note };
        const formulary = await api.post<Answer<R['importFormulary']>>('/formulary/import', body);
        set({ upload: null, query: { q: '', filter: 'all' } });
        await take(formulary);
      }),
    dropUpload: () => set({ upload: null, problem: null }),
    async exportCsv() {
      let answer: { fileName: string; csv: string } | null = null;
      await ask('export', async () => {
        answer = await api.get<Answer<R['exportFormulary']>>(versionPath('/export'));
      });
      return answer;
    },
  };
}
