/** Owns the facts of the meetings' stories: one meeting, its seats, and a call without camera, microphone or room. */
import type { AudienceSeat, HostedMeeting, MeetingView, SeatState } from '@care-elements/contract/meeting.ts';
import type { RemoteView } from '@care-elements/client/consult-call.ts';
import { OUT, type MeetingCall, type MeetingCallState } from '@care-elements/client/meeting-call.ts';
import { createStore } from '@care-elements/client/store.ts';
import { idOf } from './facts.ts';

export const MEETING_ID = idOf(90);
export const SEAT_ID = idOf(91);
export const SECRET = 'b'.repeat(44);
const identity = (n: number) => `m_${'abcdefghijklmno'}${'abcdefghijklmnopqrstuvwxyz234567'[n]!}`;
const HOST = identity(31);
export const ME = identity(0);
export const NAMES = {
  'zh-CN': ['王阿姨', '老李', '小陈', '阿明', '张大哥', '刘姐', '糖友一号'],
  en: ['Ann', 'Bill', 'Carol', 'Dan', 'Eve', 'Frank', 'Grace'],
};
// People keep their names: an Arabic page shows the English ones, as the facts of a visit do.
Object.assign(NAMES, { ar: NAMES.en });
type Lang = keyof typeof NAMES;

export const someone = (lang: Lang, n: number) => ({ identity: identity(n), name: NAMES[lang][n]! });

export const meetingOf = (change: Partial<MeetingView> = {}): MeetingView => ({
  meetingId: MEETING_ID,
  title: { 'zh-CN': '糖尿病病友会：怎么吃得安心', en: 'Living with diabetes: eating well' },
  host: {
    ...{ identity: HOST, inRoom: true },
    name: { 'zh-CN': '赵启明', en: 'Zhao Qiming' },
    title: { 'zh-CN': '副主任医师', en: 'Associate chief physician' },
  },
  startsAt: '2026-11-28T11:00:00.000Z',
  timeZone: 'Asia/Shanghai',
  ...{ state: 'open', openedAt: '2026-11-28T11:00:00.000Z', endedAt: null },
  ...{ capacity: 50, listening: 37, closed: false, speakers: [], hands: [] },
  ...change,
});
export const hosted = (change: Partial<MeetingView> = {}): HostedMeeting => ({
  ...meetingOf(change),
  secret: SECRET,
});

export const seatOf = (lang: Lang, n: number, state: SeatState, inRoom = true): AudienceSeat => ({
  ...{ seatId: idOf(91 + n), ...someone(lang, n), state, inRoom },
  raisedAt: state === 'raised' ? '2026-11-28T11:12:00.000Z' : null,
});

export const person = (n: number, change: Partial<RemoteView> = {}): RemoteView => ({
  ...{ identity: identity(n), active: true, entered: true, told: {} },
  ...{ microphone: 'on', camera: 'none', speaking: false, level: 0, quality: 'good' },
  ...change,
});
export const host = (change: Partial<RemoteView> = {}): RemoteView => person(31, change);

/** Stands still in `state`; only the own devices do what is asked of them. */
export function fakeRoom(state: Partial<MeetingCallState>): MeetingCall {
  const store = createStore<MeetingCallState>({ ...OUT, ...state });
  return {
    get: store.get,
    subscribe: store.subscribe,
    enter: () => store.set({ ...store.get(), phase: 'in' }),
    leave: () => store.set({ ...store.get(), phase: 'out' }),
    voice: () => {},
    setEnabled: async (kind, on) =>
      store.set({ ...store.get(), [kind]: { face: on ? 'on' : 'off', problem: null } }),
    startAudio: async () => {},
    attachRemote: () => () => {},
    attachLocal: () => () => {},
  };
}
