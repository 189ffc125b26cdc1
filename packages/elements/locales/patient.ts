/**
 * Owns the list of what a patient's screens say, by file: these are there in every language, and a hospital may say them in its own
 * words. `first` is what `visit`, `triage` and `shared` say together.
 */
import type { Tongue } from '../base/words.ts';

type Words = () => Promise<{ default: object }>;

export const PATIENT: Record<string, Record<Tongue, Words>> = {
  first: {
    'zh-CN': () => import('./zh-CN/first.ts'),
    'zh-TW': () => import('./zh-TW/first.ts'),
    'zh-HK': () => import('./zh-HK/first.ts'),
    en: () => import('./en/first.ts'),
  },
  'body-map': {
    'zh-CN': () => import('./zh-CN/body-map.ts'),
    'zh-TW': () => import('./zh-TW/body-map.ts'),
    'zh-HK': () => import('./zh-HK/body-map.ts'),
    en: () => import('./en/body-map.ts'),
  },
  'call-more': {
    'zh-CN': () => import('./zh-CN/call-more.ts'),
    'zh-TW': () => import('./zh-TW/call-more.ts'),
    'zh-HK': () => import('./zh-HK/call-more.ts'),
    en: () => import('./en/call-more.ts'),
  },
  chat: {
    'zh-CN': () => import('./zh-CN/chat.ts'),
    'zh-TW': () => import('./zh-TW/chat.ts'),
    'zh-HK': () => import('./zh-HK/chat.ts'),
    en: () => import('./en/chat.ts'),
  },
  connection: {
    'zh-CN': () => import('./zh-CN/connection.ts'),
    'zh-TW': () => import('./zh-TW/connection.ts'),
    'zh-HK': () => import('./zh-HK/connection.ts'),
    en: () => import('./en/connection.ts'),
  },
  consult: {
    'zh-CN': () => import('./zh-CN/consult.ts'),
    'zh-TW': () => import('./zh-TW/consult.ts'),
    'zh-HK': () => import('./zh-HK/consult.ts'),
    en: () => import('./en/consult.ts'),
  },
  'device-help': {
    'zh-CN': () => import('./zh-CN/device-help.ts'),
    'zh-TW': () => import('./zh-TW/device-help.ts'),
    'zh-HK': () => import('./zh-HK/device-help.ts'),
    en: () => import('./en/device-help.ts'),
  },
  devices: {
    'zh-CN': () => import('./zh-CN/devices.ts'),
    'zh-TW': () => import('./zh-TW/devices.ts'),
    'zh-HK': () => import('./zh-HK/devices.ts'),
    en: () => import('./en/devices.ts'),
  },
  dispensing: {
    'zh-CN': () => import('./zh-CN/dispensing.ts'),
    'zh-TW': () => import('./zh-TW/dispensing.ts'),
    'zh-HK': () => import('./zh-HK/dispensing.ts'),
    en: () => import('./en/dispensing.ts'),
  },
  float: {
    'zh-CN': () => import('./zh-CN/float.ts'),
    'zh-TW': () => import('./zh-TW/float.ts'),
    'zh-HK': () => import('./zh-HK/float.ts'),
    en: () => import('./en/float.ts'),
  },
  guests: {
    'zh-CN': () => import('./zh-CN/guests.ts'),
    'zh-TW': () => import('./zh-TW/guests.ts'),
    'zh-HK': () => import('./zh-HK/guests.ts'),
    en: () => import('./en/guests.ts'),
  },
  'medicine-plan': {
    'zh-CN': () => import('./zh-CN/medicine-plan.ts'),
    'zh-TW': () => import('./zh-TW/medicine-plan.ts'),
    'zh-HK': () => import('./zh-HK/medicine-plan.ts'),
    en: () => import('./en/medicine-plan.ts'),
  },
  meeting: {
    'zh-CN': () => import('./zh-CN/meeting.ts'),
    'zh-TW': () => import('./zh-TW/meeting.ts'),
    'zh-HK': () => import('./zh-HK/meeting.ts'),
    en: () => import('./en/meeting.ts'),
  },
  prescription: {
    'zh-CN': () => import('./zh-CN/prescription.ts'),
    'zh-TW': () => import('./zh-TW/prescription.ts'),
    'zh-HK': () => import('./zh-HK/prescription.ts'),
    en: () => import('./en/prescription.ts'),
  },
  queue: {
    'zh-CN': () => import('./zh-CN/queue.ts'),
    'zh-TW': () => import('./zh-TW/queue.ts'),
    'zh-HK': () => import('./zh-HK/queue.ts'),
    en: () => import('./en/queue.ts'),
  },
  rating: {
    'zh-CN': () => import('./zh-CN/rating.ts'),
    'zh-TW': () => import('./zh-TW/rating.ts'),
    'zh-HK': () => import('./zh-HK/rating.ts'),
    en: () => import('./en/rating.ts'),
  },
  recording: {
    'zh-CN': () => import('./zh-CN/recording.ts'),
    'zh-TW': () => import('./zh-TW/recording.ts'),
    'zh-HK': () => import('./zh-HK/recording.ts'),
    en: () => import('./en/recording.ts'),
  },
  refill: {
    'zh-CN': () => import('./zh-CN/refill.ts'),
    'zh-TW': () => import('./zh-TW/refill.ts'),
    'zh-HK': () => import('./zh-HK/refill.ts'),
    en: () => import('./en/refill.ts'),
  },
  'rx-after': {
    'zh-CN': () => import('./zh-CN/rx-after.ts'),
    'zh-TW': () => import('./zh-TW/rx-after.ts'),
    'zh-HK': () => import('./zh-HK/rx-after.ts'),
    en: () => import('./en/rx-after.ts'),
  },
  screen: {
    'zh-CN': () => import('./zh-CN/screen.ts'),
    'zh-TW': () => import('./zh-TW/screen.ts'),
    'zh-HK': () => import('./zh-HK/screen.ts'),
    en: () => import('./en/screen.ts'),
  },
  snapshot: {
    'zh-CN': () => import('./zh-CN/snapshot.ts'),
    'zh-TW': () => import('./zh-TW/snapshot.ts'),
    'zh-HK': () => import('./zh-HK/snapshot.ts'),
    en: () => import('./en/snapshot.ts'),
  },
  'to-a-human': {
    'zh-CN': () => import('./zh-CN/to-a-human.ts'),
    'zh-TW': () => import('./zh-TW/to-a-human.ts'),
    'zh-HK': () => import('./zh-HK/to-a-human.ts'),
    en: () => import('./en/to-a-human.ts'),
  },
  'triage-measures': {
    'zh-CN': () => import('./zh-CN/triage-measures.ts'),
    'zh-TW': () => import('./zh-TW/triage-measures.ts'),
    'zh-HK': () => import('./zh-HK/triage-measures.ts'),
    en: () => import('./en/triage-measures.ts'),
  },
  'triage-result': {
    'zh-CN': () => import('./zh-CN/triage-result.ts'),
    'zh-TW': () => import('./zh-TW/triage-result.ts'),
    'zh-HK': () => import('./zh-HK/triage-result.ts'),
    en: () => import('./en/triage-result.ts'),
  },
  'visit-elder': {
    'zh-CN': () => import('./zh-CN/visit-elder.ts'),
    'zh-TW': () => import('./zh-TW/visit-elder.ts'),
    'zh-HK': () => import('./zh-HK/visit-elder.ts'),
    en: () => import('./en/visit-elder.ts'),
  },
  'visit-errors': {
    'zh-CN': () => import('./zh-CN/visit-errors.ts'),
    'zh-TW': () => import('./zh-TW/visit-errors.ts'),
    'zh-HK': () => import('./zh-HK/visit-errors.ts'),
    en: () => import('./en/visit-errors.ts'),
  },
  'visit-guardian': {
    'zh-CN': () => import('./zh-CN/visit-guardian.ts'),
    'zh-TW': () => import('./zh-TW/visit-guardian.ts'),
    'zh-HK': () => import('./zh-HK/visit-guardian.ts'),
    en: () => import('./en/visit-guardian.ts'),
  },
  'visit-heard': {
    'zh-CN': () => import('./zh-CN/visit-heard.ts'),
    'zh-TW': () => import('./zh-TW/visit-heard.ts'),
    'zh-HK': () => import('./zh-HK/visit-heard.ts'),
    en: () => import('./en/visit-heard.ts'),
  },
  'visit-host': {
    'zh-CN': () => import('./zh-CN/visit-host.ts'),
    'zh-TW': () => import('./zh-TW/visit-host.ts'),
    'zh-HK': () => import('./zh-HK/visit-host.ts'),
    en: () => import('./en/visit-host.ts'),
  },
  'visit-stage': {
    'zh-CN': () => import('./zh-CN/visit-stage.ts'),
    'zh-TW': () => import('./zh-TW/visit-stage.ts'),
    'zh-HK': () => import('./zh-HK/visit-stage.ts'),
    en: () => import('./en/visit-stage.ts'),
  },
};
