/** Owns the languages that few pages speak: their words for the first screens and the call. The other catalogs name their own. */
import type { Catalog, Tongue } from '../base/words.ts';
import { sharedWords } from './catalogs.ts';

type Words = () => Promise<{ default: object }>;

const first: Partial<Record<Tongue, Words>> = {
  'zh-TW': () => import('./zh-TW/first.ts'),
  'zh-HK': () => import('./zh-HK/first.ts'),
  ar: () => import('./ar/first.ts'),
};
/** The call's chunk has no byte left to name them. */
const call: Partial<Record<Tongue, Words>> = {
  'zh-TW': () => import('./zh-TW/consult.ts'),
  'zh-HK': () => import('./zh-HK/consult.ts'),
  ar: () => import('./ar/consult.ts'),
};

/** What is not there in a language is said in the nearest that is. */
export async function wordsOf(catalog: Catalog<object>, tongue: Tongue): ReturnType<Words> {
  if (tongue === 'ar') await (await import('../base/direction.ts')).fromTheRight();
  (await import('../base/way-back.ts')).wayBack();
  if (catalog === sharedWords && first[tongue]) return first[tongue]();
  const nearest = await catalog[tongue === 'ar' ? 'en' : 'zh-CN']();
  return 'callLabel' in nearest.default && call[tongue] ? call[tongue]() : nearest;
}
