/** Owns the patient's visit in this browser: the hospital, the view that the server last gave, and what is being asked of it. */
import type { Hospital } from '@care-elements/contract/hospital.ts';
import type { Measures } from '@care-elements/contract/triage.measures.ts';
import type { Complaint, Heard, triageRoutes } from '@care-elements/contract/triage.routes.ts';
import type { VisitView, visitRoutes } from '@care-elements/contract/visit.ts';
import type { Answer } from './api.ts';
import type { BodyOf } from '@care-elements/contract/route.ts';
import type { Answers } from '@care-elements/triage/protocol.ts';
import type { Care } from './care.ts';
import { Problem } from './problem.ts';
import { createStore, type Readable } from './store.ts';

/** What the session remembers of an interview that is not finished. */
export interface Kept {
  /** The protocol of the chosen complaint. */
  id: string;
  /** The patient's own words, and what of their understanding was taken back. */
  text: string;
  without?: string[] | undefined;
  /** The linkIds in the order in which they were answered. */
  order: string[];
  answers: Answers;
  measured?: Measures | undefined;
  /** The result that was set aside to ask anew. */
  aside?: string | undefined;
}

export type Registration = BodyOf<typeof visitRoutes.createVisit>;

export interface VisitState {
  /** `unreachable`: what is needed to show anything could not be fetched; `problem` says why. */
  phase: 'loading' | 'ready' | 'unreachable';
  hospital: Hospital | null;
  /** Null before registration. */
  view: VisitView | null;
  /** What a patient like this one can choose from, best match of their words first; null while it is fetched. */
  complaints: Complaint[] | null;
  /** What was understood of those words, in the same answer. */
  heard: Heard[];
  /** A request is under way. */
  busy: boolean;
  /** Why the last request failed; null once another succeeds. */
  problem: Problem | null;
}

export interface VisitStore extends Readable<VisitState> {
  /** Fetches the hospital and, with a remembered token, the visit. Again after `unreachable`. */
  load(): Promise<void>;
  /** With `triage`, the visit begins with the answers of an earlier interview. */
  register(body: Registration, triage?: Kept): Promise<boolean>;
  /** Takes a view that came as another call's answer; an older one than ours is dropped. */
  accept(view: VisitView): void;
  /** Fetches `complaints` for the patient's words, empty for all, but for those taken back. Answers to older words are dropped. */
  find(words: string, without?: string[]): Promise<void>;
  /** Forgets the visit in this browser, for a new one. */
  forget(): void;
  /** Does one request and says in the store how it went; a visit that has moved on meanwhile is read again. */
  ask(request: () => Promise<VisitView | void>): Promise<boolean>;
}

export function createVisitStore(care: Care): VisitStore {
  const { api, session } = care;
  const nobody = { view: null, complaints: null, heard: [], busy: false };
  const store = createStore<VisitState>({
    phase: 'loading',
    hospital: null,
    problem: null,
    ...nobody,
  });
  const set = (change: Partial<VisitState>) => store.set({ ...store.get(), ...change });
  let watched: string | undefined;
  let unwatch: (() => void) | undefined;
  let asked: string | undefined;
  /** The last request: whoever ends after it says nothing of it. */
  let last: unknown;
  const mine = () => session.get()?.['visitId'];

  function accept(view: VisitView): void {
    const old = store.get().view;
    const kept = session.get()?.['triage'] as Kept | undefined;
    if (kept?.aside && kept.aside === view.triage?.triageResultId) view = { ...view, triage: null };
    if (old?.visitId === view.visitId && old.version > view.version) return;
    set({ view });
    // Before triage or a place in the queue nothing happens without the patient, so the stream can wait.
    if (!(view.triage || view.queue) || watched === view.visitId) return;
    unwatch?.();
    watched = view.visitId;
    unwatch = care.live.on(`visit:${watched}`, {
      visit: ({ visit }) => accept(visit),
      place({ place }) {
        set({ view: { ...store.get().view!, queue: place } });
      },
    });
  }

  function forget(): void {
    unwatch?.();
    watched = unwatch = asked = undefined;
    session.set(null);
    set(nobody);
  }

  const fetchVisit = () => api.get<VisitView>(`/visits/${mine()}`);

  async function ask(request: () => Promise<VisitView | void>): Promise<boolean> {
    const of = mine();
    // What comes for a visit that was left meanwhile is nothing to whoever is here now.
    const take = (view: VisitView | void) => {
      if (of && of !== mine()) return false;
      if (view) accept(view);
      return true;
    };
    last = request;
    set({ busy: true, problem: null });
    try {
      return take(await request());
    } catch (problem) {
      if (!(problem instanceof Problem)) throw problem;
      if (!take()) return false;
      set({ problem });
      // The token has run out: what it opened can't be had back here.
      if (problem.status === 401) forget();
      else if (problem.status === 409) fetchVisit().then(take, () => {});
      return false;
    } finally {
      if (last === request) set({ busy: false });
    }
  }

  return {
    ...store,
    accept,
    forget,
    ask,
    async load() {
      set({ phase: 'loading' });
      const ok = await ask(async () => {
        const hospital = store.get().hospital || (await api.get<Hospital>(''));
        set({ hospital });
        if (session.get()) return fetchVisit();
      });
      const { problem } = store.get();
      // A visit that the server no longer knows is no reason to stand still.
      if (!ok && problem?.code === 'not-found') forget();
      set({ phase: ok || (!session.get() && store.get().hospital) ? 'ready' : 'unreachable' });
    },
    register: (body, triage) =>
      ask(async () => {
        const { visit, token } = await api.post<Answer<typeof visitRoutes.createVisit>>('/visits', body);
        session.set({ token, visitId: visit.visitId, triage });
        return visit;
      }),
    async find(words, without = []) {
      const of = (asked = words + without);
      const { age, sex } = store.get().view!.patient;
      try {
        const found = await api.get<Answer<typeof triageRoutes.listComplaints>>('/complaints', {
          query: {
            q: words.trim().slice(0, 500) || undefined,
            without: without.join('\n') || undefined,
            age,
            sex,
          },
        });
        if (asked === of) set({ ...found, problem: null });
      } catch (problem) {
        if (asked === of) set({ problem: problem as Problem });
      }
    },
  };
}
