/**
 * Owns what a recording and a snapshot have alike in this browser: a visit is followed for all who watch it, its patient is
 * asked first, and one request goes out at a time.
 */
import type { Care } from './care.ts';
import { Problem } from './problem.ts';
import { createStore, type Readable } from './store.ts';

export interface ConsentState<Consent, Asked, Action extends string> {
  visitId: string | null;
  /** Null where the hospital takes none: then there is nothing to show. */
  consent: Consent | null;
  /** Of the call of now. */
  latest: Asked | null;
  /** The visit's, newest first; null until asked for. */
  all: Asked[] | null;
  busy: Action | null;
  problem: Problem | null;
}

export interface ConsentStore<State> extends Readable<State> {
  /** Follows a visit. Returns how to stop; the last to stop lets it go. */
  watch(visitId: string): () => void;
  /** Fetches the visit's list. */
  list(): Promise<void>;
}

/** `kind` names the live topic, its event, and the path, which is its plural. `isLater`: what a write answered goes before `latest`. */
export function createConsentStore<Consent, Asked, Action extends string>(
  { api, live }: Care,
  kind: 'recording' | 'snapshot',
  isLater: (answered: Asked, latest: Asked) => boolean,
) {
  type State = ConsentState<Consent, Asked, Action>;
  const NOTHING: State = {
    ...{ visitId: null, consent: null, latest: null, all: null, busy: null, problem: null },
  };
  const store = createStore<State>(NOTHING);
  const set = (change: Partial<State>) => store.set({ ...store.get(), ...change });
  const watchers = new Set<object>();
  let off: (() => void) | undefined;

  const path = (rest = '') => `/visits/${store.get().visitId}/${kind}s${rest}`;

  function watch(visitId: string): () => void {
    const mine = {};
    watchers.add(mine);
    if (store.get().visitId !== visitId) {
      off?.();
      store.set({ ...NOTHING, visitId });
      off = live.on(`${kind}:${visitId}`, {
        [kind](event: Record<typeof kind, Pick<State, 'consent' | 'latest'>>) {
          const { consent, latest } = event[kind];
          set({ consent, latest });
        },
      });
    }
    return () => {
      if (!watchers.delete(mine) || watchers.size) return;
      off?.();
      off = undefined;
      store.set(NOTHING);
    };
  }

  async function request(busy: Action, act: (visitId: string) => Promise<Asked>): Promise<void> {
    const { visitId, busy: already } = store.get();
    if (already || !visitId) return;
    set({ busy, problem: null });
    try {
      const answered = await act(visitId);
      const { visitId: now, latest } = store.get();
      // The answer of a write is a fact; the stream may have told a later one already.
      if (now === visitId && (!latest || isLater(answered, latest))) set({ latest: answered });
    } catch (problem) {
      if (!(problem instanceof Problem)) throw problem;
      // What the other side did meanwhile is on its way by the stream.
      if (store.get().visitId === visitId && problem.code !== 'state-conflict') set({ problem });
    } finally {
      set({ busy: null });
    }
  }

  async function list(): Promise<void> {
    const { visitId } = store.get();
    if (!visitId) return;
    try {
      const { [`${kind}s`]: all } = await api.get<Record<string, Asked[]>>(path());
      if (store.get().visitId === visitId) set({ all: all! });
    } catch (problem) {
      // Asked again with the next change; what is here stays.
      if (!(problem instanceof Problem)) throw problem;
    }
  }

  return { get: store.get, subscribe: store.subscribe, watch, list, path, request };
}
