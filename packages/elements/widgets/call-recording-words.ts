/** Owns what is said of a recording: its catalog, its outcome in a sentence, its length. Pure. */
import type { Recording } from '@care-elements/contract/recording.ts';
import type { Catalog } from '../base/words.ts';
import type { RecordingWords } from '../locales/en/recording.ts';

export const recordingWords: Catalog<RecordingWords> = {
  'zh-CN': () => import('../locales/zh-CN/recording.ts'),
  en: () => import('../locales/en/recording.ts'),
  'zh-TW': () => import('../locales/zh-TW/recording.ts'),
  'zh-HK': () => import('../locales/zh-HK/recording.ts'),
  ar: () => import('../locales/ar/recording.ts'),
};

/** Milliseconds as 3:07. */
export function minutes(ms: number): string {
  const seconds = Math.max(0, Math.floor(ms / 1000));
  return `${Math.floor(seconds / 60)}:${String(seconds % 60).padStart(2, '0')}`;
}

/** What became of one that is over. */
export function outcomeOf({ state, file, startedAt }: Recording, t: RecordingWords, doctor: boolean): string {
  if (state === 'refused') return t.refused;
  if (state === 'stored') return doctor ? t.stored : t.storedPatient;
  if (!startedAt) return t.notBegun;
  return file ? t.failedKept : t.failed;
}
