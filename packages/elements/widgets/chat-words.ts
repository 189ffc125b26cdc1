/** Owns which files hold the words of a conversation. */
import type { Catalog } from '../base/words.ts';
import { fromTheRight } from '../locales/from-the-right.ts';
import type { ChatWords } from '../locales/en/chat.ts';

export const chatWords: Catalog<ChatWords> = {
  'zh-CN': () => import('../locales/zh-CN/chat.ts'),
  en: () => import('../locales/en/chat.ts'),
  'zh-TW': () => import('../locales/zh-TW/chat.ts'),
  'zh-HK': () => import('../locales/zh-HK/chat.ts'),
  ar: fromTheRight(() => import('../locales/ar/chat.ts')),
};
