/** Owns where a meeting's words are, and how a time is said. */
import type { Lang } from '../base/words.ts';
import type { Catalog } from '../base/words.ts';
import type { DeviceWords } from '../locales/en/devices.ts';
import type { MeetingWords } from '../locales/en/meeting.ts';

export const meetingWords: Catalog<MeetingWords> = {
  'zh-CN': () => import('../locales/zh-CN/meeting.ts'),
  en: () => import('../locales/en/meeting.ts'),
};
/** What is wrong with a microphone or a camera. */
export const deviceWords: Catalog<DeviceWords> = {
  'zh-CN': () => import('../locales/zh-CN/devices.ts'),
  en: () => import('../locales/en/devices.ts'),
};

/** In the reader's own time zone: a listener may sit anywhere. */
export const timeOf = (iso: string, lang: Lang): string =>
  new Intl.DateTimeFormat(lang === 'en' ? 'en-GB' : 'zh-CN', {
    ...{ weekday: 'short', month: lang === 'en' ? 'short' : 'long', day: 'numeric' },
    ...{ hour: '2-digit', minute: '2-digit', hourCycle: 'h23' },
  }).format(new Date(iso));
