/** Owns where a meeting's words are. */
import type { Catalog } from '../base/words.ts';
import type { DeviceWords } from '../locales/en/devices.ts';
import { fromTheRight } from '../locales/from-the-right.ts';
import type { MeetingWords } from '../locales/en/meeting.ts';

export const meetingWords: Catalog<MeetingWords> = {
  'zh-CN': () => import('../locales/zh-CN/meeting.ts'),
  en: () => import('../locales/en/meeting.ts'),
  'zh-TW': () => import('../locales/zh-TW/meeting.ts'),
  'zh-HK': () => import('../locales/zh-HK/meeting.ts'),
  ar: fromTheRight(() => import('../locales/ar/meeting.ts')),
};
/** What is wrong with a microphone or a camera. */
export const deviceWords: Catalog<DeviceWords> = {
  'zh-CN': () => import('../locales/zh-CN/devices.ts'),
  en: () => import('../locales/en/devices.ts'),
  'zh-TW': () => import('../locales/zh-TW/devices.ts'),
  'zh-HK': () => import('../locales/zh-HK/devices.ts'),
  ar: () => import('../locales/ar/devices.ts'),
};
