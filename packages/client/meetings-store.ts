/** Owns a doctor's group meetings: the plans, the one that they host now, its room and its audience. */
import type {
  AudienceSeat,
  HostedMeeting,
  MeetingTicket,
  MeetingView,
} from '@care-elements/contract/meeting.ts';
import type { meetingRoutes } from '@care-elements/contract/meeting.routes.ts';
import type { Answer } from './api.ts';
import type { Care } from './care.ts';
import { createMeetingCall, type MeetingCall, type MeetingCallDeps } from './meeting-call.ts';
import { Problem } from './problem.ts';
import { createStore, type Readable } from './store.ts';

export interface MeetingPlan {
  title: { 'zh-CN'?: string; en?: string };
  /** RFC 3339. */
  startsAt: string;
  capacity: number;
}
export interface MeetingsState {
  /** Those that have not ended, the next first, then the last that have; null until they were read. */
  meetings: HostedMeeting[] | null;
  /** The hospital's, in which their times are said; null until they were read. */
  timeZone: string | null;
  /** The one that is open before the host. */
  current: string | null;
  /** Of that one. */
  seats: AudienceSeat[];
  busy: string | null;
  problem: Problem | null;
}
export interface MeetingsStore extends Readable<MeetingsState> {
  readonly call: MeetingCall;
  load(): Promise<void>;
  /** Resolves with what was planned. */
  plan(plan: MeetingPlan): Promise<HostedMeeting | undefined>;
  /** Follows this one from now on, or none. */
  show(meetingId: string | null): void;
  /** Opens the meeting where it is not, and enters its room. */
  start(): Promise<void>;
  end(meetingId: string): Promise<void>;
  door(closed: boolean): Promise<void>;
  word(seatId: string): Promise<void>;
  take(seatId: string): Promise<void>;
  lower(seatId: string): Promise<void>;
  mute(seatId: string): Promise<void>;
  remove(seatId: string): Promise<void>;
}

/** The page that opens a meeting's link: the Care server's own, so that nobody needs an account and the hospital no page. */
export const meetingLink = (server: string, hospitalId: string, secret: string): string =>
  `${server}/meeting.html#${hospitalId}.${secret}`;

export const NO_MEETINGS: MeetingsState = {
  ...{ meetings: null, timeZone: null, current: null, seats: [], busy: null, problem: null },
};

export function createMeetingsStore(care: Care, deps: Partial<MeetingCallDeps> = {}): MeetingsStore {
  const { api, live } = care;
  const store = createStore<MeetingsState>(NO_MEETINGS);
  const set = (change: Partial<MeetingsState>) => store.set({ ...store.get(), ...change });
  let off: (() => void)[] = [];

  const at = (rest = '') => `/meetings/${store.get().current}${rest}`;
  const call = createMeetingCall({
    ...deps,
    opens: true,
    ticket: () => api.post<MeetingTicket>(at('/ticket')),
    refused: (problem) => set({ problem }),
  });
  call.voice(['microphone', 'camera']);

  function accept(meeting: MeetingView): void {
    const { meetings, current } = store.get();
    set({
      meetings: (meetings ?? []).map((one) =>
        one.meetingId === meeting.meetingId ? { ...one, ...meeting } : one,
      ),
    });
    if (meeting.meetingId === current && meeting.state === 'ended') call.leave();
  }

  /** Whoever is removed has the link: the server has made another. */
  async function readLinks(): Promise<void> {
    const read = await api.get<Answer<typeof meetingRoutes.listMeetings>>('/meetings').catch(() => undefined);
    const fresh = new Map(read?.meetings.map(({ meetingId, secret }) => [meetingId, secret]));
    const { meetings } = store.get();
    set({
      meetings: meetings?.map((one) => ({ ...one, secret: fresh.get(one.meetingId) ?? one.secret })) ?? null,
    });
  }
  function sit(seats: AudienceSeat[]): void {
    const removed = (all: AudienceSeat[]) => all.filter(({ state }) => state === 'removed').length;
    const more = removed(seats) > removed(store.get().seats);
    set({ seats });
    if (more) void readLinks();
  }

  /** `busy` names what is under way, so that only its own button waits. */
  async function ask<T>(busy: string, request: () => Promise<T>): Promise<T | undefined> {
    if (store.get().busy) return undefined;
    set({ busy, problem: null });
    try {
      return await request();
    } catch (problem) {
      if (!(problem instanceof Problem)) throw problem;
      set({ problem });
      return undefined;
    } finally {
      set({ busy: null });
    }
  }

  const onSeat = (action: string) => async (seatId: string) => {
    await ask(`${action}:${seatId}`, async () => {
      const seat = await api.post<AudienceSeat>(at(`/seats/${seatId}/${action}`));
      sit(store.get().seats.map((one) => (one.seatId === seatId ? seat : one)));
    });
  };

  return {
    get: store.get,
    subscribe: store.subscribe,
    call,
    async load() {
      await ask('load', async () =>
        set(await api.get<Answer<typeof meetingRoutes.listMeetings>>('/meetings')),
      );
    },
    plan: (plan) =>
      ask('plan', async () => {
        const made = await api.post<HostedMeeting>('/meetings', plan);
        set({ meetings: [...(store.get().meetings ?? []), made].sort(byTime) });
        return made;
      }),
    show(meetingId) {
      if (meetingId === store.get().current) return;
      off.forEach((stop) => stop());
      off = [];
      call.leave();
      set({ current: meetingId, seats: [], problem: null });
      if (!meetingId) return;
      off = [
        live.on(`meeting:${meetingId}`, { meeting: ({ meeting }) => accept(meeting) }),
        live.on(`audience:${meetingId}`, { audience: ({ seats }) => sit(seats) }),
      ];
    },
    async start() {
      const opened = await ask('open', async () => {
        accept(await api.post<MeetingView>(at('/open')));
        return true;
      });
      if (opened) call.enter();
    },
    async end(meetingId) {
      await ask('end', async () => accept(await api.post<MeetingView>(`/meetings/${meetingId}/end`)));
    },
    async door(closed) {
      await ask('door', async () => accept(await api.put<MeetingView>(at('/door'), { closed })));
    },
    word: onSeat('word'),
    take: onSeat('word/take'),
    lower: onSeat('lower'),
    async mute(seatId) {
      await ask(`mute:${seatId}`, () => api.post(at(`/seats/${seatId}/mute`)));
    },
    remove: onSeat('remove'),
  };
}

/** What has not ended first, by its time; then the past, the last first. */
function byTime(a: HostedMeeting, b: HostedMeeting): number {
  const past = Number(a.state === 'ended') - Number(b.state === 'ended');
  const order = a.startsAt.localeCompare(b.startsAt);
  return past || (a.state === 'ended' ? -order : order);
}
