/** Owns how it stands with the recording of a visit's call in this browser, for both sides; and the files, for the doctor. */
import type { Recording, RecordingConsent, recordingRoutes } from '@care-elements/contract/recording.ts';
import type { Answer } from './api.ts';
import type { Care } from './care.ts';
import { createConsentStore, type ConsentState, type ConsentStore } from './consent-store.ts';
import { Problem } from './problem.ts';

type RecordingAction = 'ask' | 'answer' | 'stop';
export type RecordingStoreState = ConsentState<RecordingConsent, Recording, RecordingAction>;
export interface RecordingStore extends ConsentStore<RecordingStoreState> {
  ask(): Promise<void>;
  answer(agreed: boolean): Promise<void>;
  stop(): Promise<void>;
  /** Where a file plays for some hours; undefined where that could not be had. */
  open(recordingId: string): Promise<string | undefined>;
}

export function createRecordingStore(care: Care): RecordingStore {
  const { api, server } = care;
  const { path, request, ...store } = createConsentStore<RecordingConsent, Recording, RecordingAction>(
    care,
    'recording',
    (answered, latest) => latest.recordingId !== answered.recordingId || latest.state !== answered.state,
  );
  const post = (busy: RecordingAction, rest = '', body?: unknown) =>
    request(busy, () => api.post<Recording>(path(rest), body));

  return {
    ...store,
    ask: () => post('ask'),
    answer: (agreed) => {
      const { latest, consent } = store.get();
      if (!latest || !consent) return Promise.resolve();
      return post('answer', `/${latest.recordingId}/answer`, { agreed, version: consent.version });
    },
    stop: () => {
      const { latest } = store.get();
      return latest ? post('stop', `/${latest.recordingId}/stop`) : Promise.resolve();
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
