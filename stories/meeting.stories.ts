import { html } from 'lit';
import type { MeetingFace, MeetingView, SeatState } from '@care-elements/contract/meeting.ts';
import type { MeetingCallState } from '@care-elements/client/meeting-call.ts';
import {
  createMeetingStore,
  type MeetingState,
  type MeetingStore,
} from '@care-elements/client/meeting-store.ts';
import type { Problem } from '@care-elements/client/problem.ts';
import { createStore } from '@care-elements/client/store.ts';
import '../packages/elements/widgets/care-meeting.ts';
import { find } from './act.ts';
import { fakeCare, pending, refuse, unreachable } from './fake-care.ts';
import {
  fakeRoom,
  host,
  ME,
  meetingOf,
  MEETING_ID,
  NAMES,
  person,
  SEAT_ID,
  SECRET,
  someone,
} from './meeting-facts.ts';
import { story } from './story.ts';

export default {
  title: 'Meeting/Listener',
  component: 'care-meeting',
  tags: ['phone', 'autodocs'],
  excludeStories: ['door'],
  globals: { viewport: { value: 'phone' } },
};

const HOSPITAL = { 'zh-CN': '仁和医院', en: 'Renhe Hospital' };

const faceOf = (): MeetingFace => {
  const { title, host, startsAt, timeZone } = meetingOf();
  return {
    ...{ hospital: HOSPITAL, title, host: { name: host.name, title: host.title }, startsAt, timeZone },
    ...{ state: 'planned', closed: false, full: false },
  };
};

/** The door, by the real store. */
export const door = (change: Partial<MeetingFace> | Problem | typeof pending, send = false) =>
  story(
    ({ lang, hospital }, { elder }) => {
      const answer =
        change instanceof Error || typeof change === 'function' ? change : { ...faceOf(), ...change };
      const care = fakeCare({
        answers: { openMeetingLink: answer as MeetingFace, getHospital: hospital },
      });
      return html`<care-meeting ?elder=${elder === 'on'} lang=${lang} .secret=${SECRET} .care=${care}></care-meeting>`;
    },
    send ? async (box) => ((await find(box, 'form')) as HTMLFormElement).requestSubmit() : async () => {},
  );

export const Opening = door(pending);
export const Door = door({});
export const DoorNothingWritten = door({}, true);
export const DoorFull = door({ full: true, state: 'open' });
export const DoorClosed = door({ closed: true, state: 'open' });
export const DoorOver = door({ state: 'ended' });
export const LinkUnknown = door(refuse('not-found'));
export const Unreachable = door(unreachable());

interface Inside {
  seat?: SeatState;
  meeting?: (lang: 'zh-CN' | 'en') => Partial<MeetingView>;
  room?: Partial<MeetingCallState>;
  state?: Partial<MeetingState>;
}
/** With a seat: a store that stands still. */
const inside = ({ seat = 'listening', meeting, room = {}, state = {} }: Inside) =>
  story(({ lang, hospital }, { elder }) => {
    const now: MeetingState = {
      ...{ phase: 'inside', face: faceOf(), full: false, freed: false, busy: false, problem: null },
      seat: { seatId: SEAT_ID, meetingId: MEETING_ID, identity: ME, name: NAMES[lang][0]!, state: seat },
      meeting: meetingOf(meeting?.(lang)),
      ...state,
    };
    const store = createStore(now);
    const still = async () => {};
    const fake: MeetingStore = {
      ...{ get: store.get, subscribe: store.subscribe, call: fakeRoom(room) },
      ...{ open: still, join: still, enter: () => {}, raise: still, lower: still, done: still, leave: still },
    };
    const care = fakeCare({ stores: [[createMeetingStore, fake]], answers: { getHospital: hospital } });
    return html`<care-meeting ?elder=${elder === 'on'} lang=${lang} .secret=${SECRET} .care=${care}></care-meeting>`;
  });
const IN = { phase: 'in', people: [host({ camera: 'on', speaking: true })] } as const;
const ON = { face: 'on', problem: null } as const;

export const WaitsForTheHost = inside({
  seat: 'waiting',
  meeting: () => ({ state: 'planned', openedAt: null }),
});
export const MayEnter = inside({ seat: 'waiting' });
export const Full = inside({ seat: 'waiting', state: { full: true }, meeting: () => ({ listening: 50 }) });
export const FreeAgain = inside({
  seat: 'waiting',
  state: { freed: true },
  meeting: () => ({ listening: 49 }),
});
export const Joining = inside({ room: { phase: 'joining' } });
export const CanNotConnect = inside({ room: { phase: 'failed' } });
export const Elsewhere = inside({ room: { phase: 'elsewhere' } });
export const Unsupported = inside({ room: { phase: 'unsupported' } });
export const Listening = inside({ room: IN });
export const HostAway = inside({ room: { ...IN, people: [] } });
export const SoundBlocked = inside({ room: { ...IN, audioBlocked: true } });
export const Reconnecting = inside({ room: { ...IN, phase: 'reconnecting' } });
export const HandUp = inside({
  ...{ seat: 'raised', room: IN },
  meeting: (lang) => ({ hands: [someone(lang, 1), someone(lang, 0), someone(lang, 2)] }),
});
export const OthersSpeak = inside({
  room: {
    ...IN,
    people: [host({ camera: 'on' }), person(1, { speaking: true }), person(2, { microphone: 'off' })],
  },
  meeting: (lang) => ({ speakers: [someone(lang, 1), someone(lang, 2)] }),
});
export const SixSpeak = inside({
  room: { ...IN, people: [host(), ...[1, 2, 3, 4, 5, 6].map((n) => person(n))] },
  meeting: (lang) => ({ speakers: [1, 2, 3, 4, 5, 6].map((n) => someone(lang, n)) }),
});
const mine = (room: Partial<MeetingCallState>) =>
  inside({
    ...{ seat: 'speaking', room: { ...IN, ...room } },
    meeting: (lang) => ({ speakers: [someone(lang, 0)] }),
  });
export const MyTurn = mine({});
export const MicrophoneOpens = mine({ microphone: { face: 'pending', problem: null } });
export const EverybodyHearsMe = mine({ microphone: ON, camera: ON, speaking: true });
export const MicrophoneDenied = mine({ microphone: { face: 'denied', problem: 'denied' } });
export const NotDone = inside({ room: IN, state: { problem: refuse('state-conflict') } });
export const Left = inside({ seat: 'left' });
export const Removed = inside({ seat: 'removed' });
/** Come back before it is known whose meeting it was. */
export const Over = inside({
  state: { face: null },
  meeting: () => ({ state: 'ended', endedAt: '2026-11-28T12:00:00.000Z' }),
});
