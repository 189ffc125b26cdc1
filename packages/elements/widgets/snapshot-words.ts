/** Owns the catalog of the pictures for the record. */
import type { Catalog } from '../base/words.ts';
import type { SnapshotWords } from '../locales/en/snapshot.ts';

export const snapshotWords: Catalog<SnapshotWords> = {
  'zh-CN': () => import('../locales/zh-CN/snapshot.ts'),
  en: () => import('../locales/en/snapshot.ts'),
  'zh-TW': () => import('../locales/zh-TW/snapshot.ts'),
  'zh-HK': () => import('../locales/zh-HK/snapshot.ts'),
  ar: () => import('../locales/ar/snapshot.ts'),
};
