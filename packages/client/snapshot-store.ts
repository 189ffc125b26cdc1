/** Owns how it stands with a still of the patient's picture in this browser, for both sides; the doctor's side takes and sends it. */
import type {
  Snapshot,
  SnapshotConsent,
  SnapshotView,
  snapshotRoutes,
} from '@care-elements/contract/snapshot.ts';
import type { Answer } from './api.ts';
import type { Care } from './care.ts';
import { downloadFile, uploadFile } from './message-files.ts';
import { Problem } from './problem.ts';
import { createStore, type Readable } from './store.ts';

export interface SnapshotStoreState {
  visitId: string | null;
  /** Null where none are taken: then there is nothing to show. */
  consent: SnapshotConsent | null;
  /** Of the call of now. */
  latest: Snapshot | null;
  /** The visit's, newest first; null until asked for. */
  all: Snapshot[] | null;
  busy: 'ask' | 'answer' | 'withdraw' | 'take' | null;
  problem: Problem | null;
}
export interface SnapshotStore extends Readable<SnapshotStoreState> {
  /** Follows a visit. Returns how to stop; the last to stop lets it go. */
  watch(visitId: string): () => void;
  ask(purpose: string): Promise<void>;
  answer(agreed: boolean): Promise<void>;
  withdraw(): Promise<void>;
  /** After the patient's yes, once: takes the still and brings it into the record. What goes wrong is told to both sides. */
  take(still: () => Promise<Blob>): Promise<void>;
  /** Fetches the list of the visit's snapshots. */
  list(): Promise<void>;
  /** The bytes of a picture, kept while the page lives. */
  file(attachmentId: string): Promise<Blob>;
}

/** A later state of the same snapshot stands against an earlier one. */
const RANK = { asked: 0, agreed: 1, refused: 2, withdrawn: 2, stored: 2, failed: 2 } as const;
/** A line that breaks for a moment loses no picture. */
const TRIES = 4;
const NOTHING: SnapshotStoreState = {
  ...{ visitId: null, consent: null, latest: null, all: null, busy: null, problem: null },
};

export function createSnapshotStore(
  { api, live, session }: Care,
  {
    fetch = globalThis.fetch?.bind(globalThis),
    sleep = (ms: number) => new Promise((d) => setTimeout(d, ms)),
  } = {},
): SnapshotStore {
  const store = createStore<SnapshotStoreState>(NOTHING);
  const set = (change: Partial<SnapshotStoreState>) => store.set({ ...store.get(), ...change });
  const reach = { api, session, fetch };
  const watchers = new Set<object>();
  const files = new Map<string, Promise<Blob>>();
  /** Those that this page has begun to take. */
  const taken = new Set<string>();
  let off: (() => void) | undefined;

  const path = (rest = '') => `/visits/${store.get().visitId}/snapshots${rest}`;
  /** The answer of a write is a fact; the stream may have told a later one already. */
  function heard(snapshot: Snapshot): void {
    const { latest } = store.get();
    if (latest && latest.askedAt > snapshot.askedAt) return;
    if (latest?.snapshotId !== snapshot.snapshotId || RANK[latest.state] < RANK[snapshot.state])
      set({ latest: snapshot });
  }

  async function request(
    busy: NonNullable<SnapshotStoreState['busy']>,
    act: (visitId: string) => Promise<Snapshot>,
  ): Promise<void> {
    const { visitId, busy: already } = store.get();
    if (already || !visitId) return;
    set({ busy, problem: null });
    try {
      const snapshot = await act(visitId);
      if (store.get().visitId === visitId) heard(snapshot);
    } catch (problem) {
      if (!(problem instanceof Problem)) throw problem;
      // What the other side did meanwhile is on its way by the stream.
      if (store.get().visitId === visitId && problem.code !== 'state-conflict') set({ problem });
    } finally {
      set({ busy: null });
    }
  }

  async function send(visitId: string, snapshotId: string, blob: Blob): Promise<Snapshot> {
    const file = { blob, type: 'image/jpeg', name: 'snapshot.jpg', seconds: null };
    const key = crypto.getRandomValues(new Uint32Array(4)).join('-');
    for (let tries = 1; ; tries++)
      try {
        const { attachmentId } = await uploadFile(reach, visitId, file, key);
        return await api.post<Snapshot>(`/visits/${visitId}/snapshots/${snapshotId}/picture`, {
          attachmentId,
        });
      } catch (cause) {
        if (tries === TRIES || !(cause instanceof Problem) || cause.status) throw cause;
        await sleep(500 * 2 ** tries);
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
        off = live.on(`snapshot:${visitId}`, {
          snapshot: ({ snapshot: { consent, latest } }: { snapshot: SnapshotView }) =>
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
    ask: (purpose) => request('ask', () => api.post<Snapshot>(path(), { purpose })),
    answer: (agreed) => {
      const { latest, consent } = store.get();
      if (!latest || !consent) return Promise.resolve();
      const answer = { agreed, version: consent.version };
      return request('answer', () => api.post<Snapshot>(path(`/${latest.snapshotId}/answer`), answer));
    },
    withdraw: () => {
      const { latest } = store.get();
      if (!latest) return Promise.resolve();
      return request('withdraw', () => api.post<Snapshot>(path(`/${latest.snapshotId}/withdraw`)));
    },
    async take(still) {
      const { latest, busy } = store.get();
      if (latest?.state !== 'agreed' || busy || taken.has(latest.snapshotId)) return;
      const { snapshotId } = latest;
      taken.add(snapshotId);
      await request('take', async (visitId) => {
        try {
          const blob = await still();
          const { latest: now } = store.get();
          // Taken back meanwhile: nothing leaves this page.
          if (now?.snapshotId !== snapshotId || now.state !== 'agreed')
            throw new Problem(409, { code: 'state-conflict' });
          return await send(visitId, snapshotId, blob);
        } catch (cause) {
          if (cause instanceof Problem && cause.code === 'state-conflict') throw cause;
          return api.post<Snapshot>(`/visits/${visitId}/snapshots/${snapshotId}/fail`);
        }
      });
    },
    async list() {
      const { visitId } = store.get();
      if (!visitId) return;
      try {
        const { snapshots } = await api.get<Answer<typeof snapshotRoutes.listSnapshots>>(path());
        if (store.get().visitId === visitId) set({ all: snapshots });
      } catch (problem) {
        // Asked again with the next change; what is here stays.
        if (!(problem instanceof Problem)) throw problem;
      }
    },
    file(attachmentId) {
      let file = files.get(attachmentId);
      if (!file) {
        const { visitId } = store.get();
        files.set(attachmentId, (file = downloadFile(reach, visitId!, attachmentId)));
        file.catch(() => files.delete(attachmentId));
      }
      return file;
    },
  };
}
