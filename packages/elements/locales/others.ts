/** Owns the languages that few pages speak: their words for the first screens. The other catalogs name their own. */
import type { Catalog, Tongue } from '../base/words.ts';
import { sharedWords } from './catalogs.ts';

type Words = () => Promise<{ default: object }>;

const first: Partial<Record<Tongue, Words>> = {
  'zh-TW': () => import('./zh-TW/first.ts'),
  'zh-HK': () => import('./zh-HK/first.ts'),
};

/** What is not there in a language is said in the nearest that is. */
export const wordsOf = (catalog: Catalog<object>, tongue: Tongue): ReturnType<Words> =>
  ((catalog === sharedWords && first[tongue]) || catalog['zh-CN'])();
