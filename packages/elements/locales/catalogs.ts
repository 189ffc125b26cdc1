/** Owns which file holds the words that several widgets share, with those of the first screens. Other languages of them: `others.ts`. */
import type { Catalog } from '../base/words.ts';
import type { FirstWords } from './en/first.ts';

export const sharedWords: Catalog<FirstWords> = {
  'zh-CN': () => import('./zh-CN/first.ts'),
  en: () => import('./en/first.ts'),
};
