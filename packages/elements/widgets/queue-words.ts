/** Owns where the waiting room's words are. */
import type { Catalog } from '../base/words.ts';
import type { QueueWords } from '../locales/en/queue.ts';

export const queueWords: Catalog<QueueWords> = {
  'zh-CN': () => import('../locales/zh-CN/queue.ts'),
  en: () => import('../locales/en/queue.ts'),
  'zh-TW': () => import('../locales/zh-TW/queue.ts'),
  'zh-HK': () => import('../locales/zh-HK/queue.ts'),
  ar: () => import('../locales/ar/queue.ts'),
};
