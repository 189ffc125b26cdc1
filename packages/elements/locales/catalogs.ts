/** Owns which file holds a widget's words in which language. */
import type { Catalog } from '../base/words.ts';
import type { SharedWords } from './en/shared.ts';

export const sharedWords: Catalog<SharedWords> = {
  'zh-CN': () => import('./zh-CN/shared.ts'),
  en: () => import('./en/shared.ts'),
};
