/** Owns how it stands with the recording of a visit's call in this browser, for both sides; and the files, for the doctor. */
import type {
  Recording,
  RecordingConsent,
  RecordingView,
  recordingRoutes,
} from '@care-elements/contract/recording.ts';
import type { Answer } from './api.ts';
import type { Care } from './care.ts';
import { Problem } from './problem.ts';
import { createStore, type Readable } from './store.ts';

export interface RecordingStoreState {
  visitId: string | null;
  /** Null where nothing is recorded: then there is nothing to show. */
  consent: RecordingConsent | null;
  /** Of the call of now. */
  latest: Recording | null;
  /** The visit's, newest first; null until asked for. */
  all: Recording[] | null;
  busy: 'ask' | 'answer' | 'stop' | null;
  problem: Problem | null;
}
export interface RecordingStore extends Readable<RecordingStoreState> {
  /** Follows a visit. Returns how to stop; the last to stop lets it go. */
  watch(visitId: string): () => void;
  ask(): Promise<void>;
  answer(agreed: boolean): Promise<void>;
  stop(): Promise<void>;
  /** Fetches the list of the visit's recordings. */
  list(): Promise<void>;
  /** Where a file plays for some hours; undefined where that could not be had. */
  open(recordingId: string): Promise<string | undefined>;
}

const NOTHING: RecordingStoreState = {
  ...{ visitId: null, consent: null, latest: null, all: null, busy: null, problem: null },
};

export function createRecordingStore({ api, live, server }: Care): RecordingStore {
  const store = createStore<RecordingStoreState>(NOTHING);
  const set = (change: Partial<RecordingStoreState>) => store.set({ ...store.get(), ...change });
  const watchers = new Set<object>();
  let off: (() => void) | undefined;

  const path = (rest = '') => `/visits/${store.get().visitId}/recordings${rest}`;
  /** The answer of a write is a fact; the stream may have told a later one already. */
  function heard(recording: Recording): void {
    const { latest } = store.get();
    if (latest?.recordingId !== recording.recordingId || latest.state !== recording.state)
      set({ latest: recording });
  }

  async function request(busy: 'ask' | 'answer' | 'stop', rest: string, body?: unknown): Promise<void> {
    const { visitId, busy: already } = store.get();
    if (already || !visitId) return;
    set({ busy, problem: null });
    try {
      const recording = await api.post<Recording>(path(rest), body);
      if (store.get().visitId === visitId) heard(recording);
    } catch (problem) {
      if (!(problem instanceof Problem)) throw problem;
      // What the other side did meanwhile is on its way by the stream.
      if (store.get().visitId === visitId && problem.code !== 'state-conflict') set({ problem });
    } finally {
      set({ busy: null });
    }
  }

  return {
    get: store.get,
    subscribe: store.subscribe,
    watch(visitId) {
      const mine = {};
      watchers.add(mine);
      if (store.get().visitId !== visitId) {
        off?.();
        store.set({ ...NOTHING, visitId });
        off = live.on(`recording:${visitId}`, {
          recording: ({ recording: { consent, latest } }: { recording: RecordingView }) =>
            set({ consent, latest }),
        });
      }
      return () => {
        if (!watchers.delete(mine) || watchers.size) return;
        off?.();
        off = undefined;
        store.set(NOTHING);
      };
    },
    ask: () => request('ask', ''),
    answer: (agreed) => {
      const { latest, consent } = store.get();
      if (!latest || !consent) return Promise.resolve();
      return request('answer', `/${latest.recordingId}/answer`, { agreed, version: consent.version });
    },
    stop: () => {
      const { latest } = store.get();
      return latest ? request('stop', `/${latest.recordingId}/stop`) : Promise.resolve();
    },
    async list() {
      const { visitId } = store.get();
      if (!visitId) return;
      try {
        const { recordings } = await api.get<Answer<typeof recordingRoutes.listRecordings>>(path());
        if (store.get().visitId === visitId) set({ all: recordings });
      } catch (problem) {
        // Asked again with the next change; what is here stays.
        if (!(problem instanceof Problem)) throw problem;
      }
    },
    async open(recordingId) {
      try {
        const { url } = await api.post<Answer<typeof recordingRoutes.openRecording>>(
          path(`/${recordingId}/open`),
        );
        return server + url;
      } catch (problem) {
        if (!(problem instanceof Problem)) throw problem;
        return undefined;
      }
    },
  };
}
