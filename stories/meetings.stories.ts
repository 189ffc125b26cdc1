import { html } from 'lit';
import type { AudienceSeat, HostedMeeting } from '@care-elements/contract/meeting.ts';
import type { MeetingCallState } from '@care-elements/client/meeting-call.ts';
import {
  createMeetingsStore,
  NO_MEETINGS,
  type MeetingsState,
  type MeetingsStore,
} from '@care-elements/client/meetings-store.ts';
import { createStore } from '@care-elements/client/store.ts';
import '../packages/elements/widgets/desk-meetings.ts';
import { find } from './act.ts';
import { fakeCare, refuse } from './fake-care.ts';
import { fakeRoom, hosted, MEETING_ID, person, seatOf, someone } from './meeting-facts.ts';
import { story } from './story.ts';

export default { title: 'Meeting/Host', tags: ['desk'] };

type Lang = 'zh-CN' | 'en';
interface Desk {
  meetings?: (lang: Lang) => HostedMeeting[] | null;
  seats?: (lang: Lang) => AudienceSeat[];
  state?: Partial<MeetingsState>;
  room?: Partial<MeetingCallState>;
  press?: string;
}
const desk = ({ meetings = () => [], seats = () => [], state = {}, room = {}, press }: Desk) =>
  story(
    ({ lang }) => {
      const store = createStore<MeetingsState>({
        ...{ ...NO_MEETINGS, timeZone: 'Asia/Shanghai', meetings: meetings(lang), seats: seats(lang) },
        ...state,
      });
      const still = async () => {};
      const fake: MeetingsStore = {
        ...{ get: store.get, subscribe: store.subscribe, call: fakeRoom(room) },
        ...{
          load: still,
          plan: async () => undefined,
          show: () => {},
          start: still,
          end: still,
          door: still,
        },
        ...{ word: still, take: still, lower: still, mute: still, remove: still },
      };
      const care = fakeCare({ stores: [[createMeetingsStore, fake]] });
      return html`<care-desk-meetings lang=${lang} .care=${care}></care-desk-meetings>`;
    },
    press ? async (box) => ((await find(box, press)) as HTMLElement).click() : async () => {},
  );

const PLANNED = { state: 'planned', openedAt: null, listening: 0 } as const;
const current = { current: MEETING_ID };
const ON = { face: 'on', problem: null } as const;
const IN: Partial<MeetingCallState> = { phase: 'in', microphone: ON, camera: ON };

export const Loading = desk({ meetings: () => null });
export const NonePlanned = desk({});
export const SomePlanned = desk({
  meetings: () => [hosted(), hosted({ ...PLANNED, meetingId: '00000000-0000-4000-8000-0000000000f1' })],
});
export const NothingWritten = desk({ press: 'form button' });
export const Refused = desk({ state: { problem: refuse('too-many-requests') } });
export const BeforeItBegins = desk({
  ...{ meetings: () => [hosted(PLANNED)], state: current },
  seats: (lang) => [seatOf(lang, 0, 'waiting'), seatOf(lang, 1, 'waiting')],
});
export const CalledOff = desk({
  ...{ meetings: () => [hosted(PLANNED)], state: current, press: '.link.red' },
});
export const OnWithoutHost = desk({ meetings: () => [hosted()], state: current });
export const Leads = desk({
  ...{ state: current, room: { ...IN, people: [person(0, { speaking: true })] } },
  meetings: (lang) => [hosted({ speakers: [someone(lang, 0)], hands: [someone(lang, 1), someone(lang, 2)] })],
  seats: (lang) => [
    ...[seatOf(lang, 0, 'speaking'), seatOf(lang, 1, 'raised'), seatOf(lang, 2, 'raised')],
    ...[seatOf(lang, 3, 'listening'), seatOf(lang, 4, 'listening', false), seatOf(lang, 5, 'left', false)],
    seatOf(lang, 6, 'removed', false),
  ],
});
export const RemovesOne = desk({
  ...{ state: current, room: IN, press: '.acts .link:last-child' },
  ...{ meetings: () => [hosted()], seats: (lang) => [seatOf(lang, 0, 'listening')] },
});
export const DoorIsClosed = desk({ meetings: () => [hosted({ closed: true })], state: current, room: IN });
export const EndsIt = desk({
  ...{ meetings: () => [hosted()], state: current, room: IN, press: '[part=end]' },
});
export const SixHaveTheWord = desk({
  ...{ meetings: () => [hosted()], room: IN },
  state: { ...current, problem: refuse('state-conflict', { current: 6 }) },
});
export const NoMicrophone = desk({
  ...{ meetings: () => [hosted()], state: current },
  room: { ...IN, microphone: { face: 'denied', problem: 'not-found' } },
});
export const Over = desk({
  ...{ state: current },
  meetings: () => [hosted({ state: 'ended', endedAt: '2026-11-28T12:00:00.000Z' })],
});
