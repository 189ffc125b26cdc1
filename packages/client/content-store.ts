/** Owns triage content in its owners' browser: who is signed in, the versions, the one that is read, and what is done with it. */
import type { ContentDetail, ContentSummary, ContentTrial } from '@care-elements/contract/content.ts';
import type { contentRoutes } from '@care-elements/contract/content.routes.ts';
import type { Hospital } from '@care-elements/contract/hospital.ts';
import type { BodyOf } from '@care-elements/contract/route.ts';
import type { Clinician } from '@care-elements/contract/session.ts';
import type { Answer } from './api.ts';
import type { Care } from './care.ts';
import { Problem } from './problem.ts';
import { asker, staffDoor } from './staff-session.ts';
import { createStore, type Readable } from './store.ts';

export type ContentMove = 'publish' | 'retire';
/** What is being asked of the server. */
export type ContentAsk =
  'load' | 'sign-in' | 'sign-out' | 'list' | 'open' | 'upload' | 'try' | 'sign' | ContentMove;
export type VersionKey = Pick<ContentSummary, 'kind' | 'contentId' | 'hash'>;
export type TrialInput = BodyOf<typeof contentRoutes.tryContent>;

export interface ContentStoreState {
  phase: 'loading' | 'signed-out' | 'ready' | 'unreachable';
  hospital: Hospital | null;
  clinician: Clinician | null;
  /** Null until it was read. */
  items: ContentSummary[] | null;
  /** Patients get what nobody signed: the demo. */
  unsignedServed: boolean;
  /** The version asked for; `open` follows when it is here. */
  openKey: VersionKey | null;
  open: ContentDetail | null;
  /** What the open version said to the last invented patient, and what that patient answered so far. */
  trial: ContentTrial | null;
  tried: TrialInput | null;
  busy: ContentAsk | null;
  /** Why the last request failed; an upload's faults stand in `problem.fields`. */
  problem: { action: ContentAsk; problem: Problem } | null;
}

export interface ContentStore extends Readable<ContentStoreState> {
  load(): Promise<void>;
  signIn(username: string, password: string): Promise<boolean>;
  signOut(): Promise<void>;
  refresh(): Promise<boolean>;
  open(key: VersionKey): Promise<void>;
  close(): void;
  /** The text of a file; what is no JSON is refused here. The draft that it becomes is opened. */
  upload(text: string): Promise<boolean>;
  /** Asks the open version on behalf of an invented patient. */
  tryWith(input: TrialInput): Promise<boolean>;
  publish(): Promise<boolean>;
  retire(): Promise<boolean>;
  /** Signs the open version, as it is shown. */
  sign(): Promise<boolean>;
}

const CLOSED = { openKey: null, open: null, trial: null, tried: null };

export function createContentStore(care: Care): ContentStore {
  const { api, session } = care;
  const store = createStore<ContentStoreState>({
    ...{ phase: 'loading', hospital: null, clinician: null, items: null, unsignedServed: false },
    ...{ ...CLOSED, busy: null, problem: null },
  });
  const set = (change: Partial<ContentStoreState>) => store.set({ ...store.get(), ...change });
  /** Counts what was asked to be read, so that a slow answer never overtakes a newer one. */
  let opens = 0;

  function leave(problem: ContentStoreState['problem'] = null): void {
    opens++;
    session.set(null);
    set({ phase: 'signed-out', clinician: null, items: null, ...CLOSED, problem });
  }

  const ask = asker<ContentAsk>({ get: store.get, set, leave });

  async function readList(): Promise<void> {
    const { items, unsignedServed } =
      await api.get<Answer<typeof contentRoutes.listContent>>('/triage-content');
    set({ items, unsignedServed });
  }

  const pathOf = ({ kind, contentId, hash }: VersionKey) => `/triage-content/${kind}/${contentId}/${hash}`;

  function show(open: ContentDetail): void {
    const { kind, contentId, hash } = open;
    const same = store.get().open?.hash === hash;
    set({ openKey: { kind, contentId, hash }, open, ...(same ? {} : { trial: null, tried: null }) });
  }

  const change = (action: ContentMove | 'sign', body?: object) =>
    ask(action, async () => {
      const { open } = store.get();
      show(await api.post<ContentDetail>(`${pathOf(open!)}/${action}`, body));
      await readList();
    });

  async function begin(clinician: Clinician): Promise<void> {
    set({ clinician });
    await readList();
    set({ phase: 'ready' });
  }

  return {
    get: store.get,
    subscribe: store.subscribe,
    ...staffDoor(care, ['administrator', 'medical_lead'], {
      get: store.get,
      set,
      busy: () => !!store.get().busy,
      ask,
      begin,
      leave: () => leave(),
    }),
    refresh: () => ask('list', readList),
    async open(key) {
      const mine = ++opens;
      set({ ...CLOSED, openKey: key, problem: null });
      try {
        const open = await api.get<ContentDetail>(pathOf(key));
        if (mine === opens) show(open);
      } catch (problem) {
        if (!(problem instanceof Problem)) throw problem;
        if (mine !== opens) return;
        if (problem.status === 401) leave({ action: 'sign-in', problem });
        else set({ problem: { action: 'open', problem } });
      }
    },
    close() {
      opens++;
      set({ ...CLOSED, problem: null });
    },
    upload: (text) =>
      ask('upload', async () => {
        let content: unknown;
        try {
          content = JSON.parse(text);
        } catch {
          throw new Problem(400, { code: 'malformed-body' });
        }
        // Only an epidemic file has areas.
        const kind = content && typeof content === 'object' && 'areas' in content ? 'epidemic' : 'protocol';
        const draft = await api.post<ContentDetail>(`/triage-content/${kind}`, { content });
        opens++;
        show(draft);
        await readList();
      }),
    tryWith: (input) =>
      ask('try', async () => {
        const { open } = store.get();
        const trial = await api.post<ContentTrial>(`${pathOf(open!)}/try`, input);
        if (store.get().open?.hash === open!.hash) set({ trial, tried: input });
      }),
    publish: () => change('publish'),
    retire: () => change('retire'),
    sign() {
      const { contentId, version, hash } = store.get().open!;
      return change('sign', { contentId, version, hash });
    },
  };
}
