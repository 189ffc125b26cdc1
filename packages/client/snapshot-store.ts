/** Owns how it stands with a still of the patient's picture in this browser, for both sides; the doctor's side takes and sends it. */
import type { Snapshot, SnapshotConsent } from '@care-elements/contract/snapshot.ts';
import type { Care } from './care.ts';
import { createConsentStore, type ConsentState, type ConsentStore } from './consent-store.ts';
import { downloadFile, uploadFile } from './message-files.ts';
import { Problem } from './problem.ts';

type SnapshotAction = 'ask' | 'answer' | 'withdraw' | 'take';
export type SnapshotStoreState = ConsentState<SnapshotConsent, Snapshot, SnapshotAction>;
export interface SnapshotStore extends ConsentStore<SnapshotStoreState> {
  ask(purpose: string): Promise<void>;
  answer(agreed: boolean): Promise<void>;
  withdraw(): Promise<void>;
  /** After the patient's yes, once: takes the still and brings it into the record. What goes wrong is told to both sides. */
  take(still: () => Promise<Blob>): Promise<void>;
  /** The bytes of a picture, kept while the page lives. */
  file(attachmentId: string): Promise<Blob>;
}

/** A later state of the same snapshot stands against an earlier one. */
const RANK = { asked: 0, agreed: 1, refused: 2, withdrawn: 2, stored: 2, failed: 2 } as const;
/** A line that breaks for a moment loses no picture. */
const TRIES = 4;

export function createSnapshotStore(
  care: Care,
  {
    fetch = globalThis.fetch?.bind(globalThis),
    sleep = (ms: number) => new Promise((d) => setTimeout(d, ms)),
  } = {},
): SnapshotStore {
  const { api, session } = care;
  const { path, request, ...store } = createConsentStore<SnapshotConsent, Snapshot, SnapshotAction>(
    care,
    'snapshot',
    (answered, latest) =>
      latest.askedAt <= answered.askedAt &&
      (latest.snapshotId !== answered.snapshotId || RANK[latest.state] < RANK[answered.state]),
  );
  const reach = { api, session, fetch };
  const files = new Map<string, Promise<Blob>>();
  /** Those that this page has begun to take. */
  const taken = new Set<string>();

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
    ...store,
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
