/** The words of revisits and referrals, loaded by whoever shows them. */
import type { Catalog } from '../base/words.ts';
import type { RevisitWords } from '../locales/en/revisit.ts';

export const revisitWords: Catalog<RevisitWords> = {
  'zh-CN': () => import('../locales/zh-CN/revisit.ts'),
  en: () => import('../locales/en/revisit.ts'),
  'zh-TW': () => import('../locales/zh-TW/revisit.ts'),
  'zh-HK': () => import('../locales/zh-HK/revisit.ts'),
};
