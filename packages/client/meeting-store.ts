/** Owns a listener's way through a group meeting: the link, the name and the rules, the wait, the room, the hand. */
import { MEETING_RULES } from '@care-elements/contract/meeting.limits.ts';
import type { meetingRoutes } from '@care-elements/contract/meeting.routes.ts';
import type { MeetingFace, MeetingTicket, MeetingView, SeatView } from '@care-elements/contract/meeting.ts';
import type { Answer } from './api.ts';
import type { Care } from './care.ts';
import { createMeetingCall, type MeetingCall, type MeetingCallDeps } from './meeting-call.ts';
import { Problem } from './problem.ts';
import { createStore, type Readable } from './store.ts';

export interface MeetingState {
  /**
   * `door`: what the link leads to, before a name is given. `inside`: there is a seat, and `seat.state` tells how it stands.
   * `unknown`: no such meeting. `unreachable`, to be tried again.
   */
  phase: 'opening' | 'door' | 'inside' | 'unknown' | 'unreachable';
  face: MeetingFace | null;
  seat: SeatView | null;
  meeting: MeetingView | null;
  /** Every place was taken when this page wanted one. */
  full: boolean;
  /** It was so, and is no more. */
  freed: boolean;
  busy: boolean;
  problem: Problem | null;
}

export interface MeetingStore extends Readable<MeetingState> {
  /** The room; `enter` of the store first. */
  readonly call: MeetingCall;
  /** Opens the link, or comes back to the seat that this browser has by it. */
  open(secret: string): Promise<void>;
  /** Takes a seat under a name, having agreed to the rules. Enters by itself as soon as the meeting is open. */
  join(name: string): Promise<void>;
  enter(): void;
  raise(): Promise<void>;
  lower(): Promise<void>;
  /** Gives the word back. */
  done(): Promise<void>;
  leave(): Promise<void>;
}

/** Links that this browser has a seat by: the newest few, so that going back to one is no new seat. */
const KEPT = 8;
/** Everybody who waits comes when it opens: not all in the same moment. */
const SPREAD_MS = 2000;
const NOTHING: MeetingState = {
  ...{ phase: 'opening', face: null, seat: null, meeting: null },
  ...{ full: false, freed: false, busy: false, problem: null },
};
const PATH = '/meeting-seat';

export function createMeetingStore(care: Care, deps: Partial<MeetingCallDeps> = {}): MeetingStore {
  const { api, session, live } = care;
  const { random = Math.random } = deps;
  const store = createStore<MeetingState>(NOTHING);
  const set = (change: Partial<MeetingState>) => store.set({ ...store.get(), ...change });
  let secret = '';
  let off: (() => void) | undefined;
  /** This page's person has said that they want in: the meeting's opening takes them there. */
  let wanted = false;
  let soon: ReturnType<typeof setTimeout> | undefined;

  const call = createMeetingCall({
    ...deps,
    ticket: () => api.post<MeetingTicket>(`${PATH}/enter`),
    refused(problem) {
      wanted = false;
      if (problem.code === 'meeting-full') return set({ full: true, freed: false });
      // Ended, removed: how it stands now says more than the refusal.
      void refresh(problem);
    },
  });

  const seats = () => (session.get()?.['seats'] ?? {}) as Record<string, string>;
  function remember(token: string): void {
    const { [secret]: _, ...others } = seats();
    const kept = Object.fromEntries([...Object.entries(others).slice(1 - KEPT), [secret, token]]);
    session.set({ token, seats: kept });
  }

  async function refresh(refusal: Problem): Promise<void> {
    try {
      const { seat, meeting } = await api.get<Answer<typeof meetingRoutes.getSeat>>(PATH);
      accept(seat, meeting);
      if (meeting.state === 'open' && seat.state !== 'removed') set({ problem: refusal });
    } catch (problem) {
      if (!(problem instanceof Problem)) throw problem;
      set({ problem });
    }
  }

  /** What follows from how seat and meeting stand. */
  function follow(): void {
    const { seat, meeting } = store.get();
    if (!seat || !meeting) return;
    call.voice(seat.state === 'speaking' ? ['microphone', 'camera'] : []);
    if (seat.state === 'removed' || meeting.state === 'ended') {
      unfollow();
      return call.leave();
    }
    if (meeting.state === 'open' && wanted && call.get().phase === 'out')
      soon ??= setTimeout(() => {
        soon = undefined;
        if (wanted && store.get().meeting?.state === 'open') call.enter();
      }, SPREAD_MS * random());
  }

  /** For good: nothing more is told to whoever was removed, and a stream that is refused would be tried on and on. */
  function unfollow(): void {
    off?.();
    off = undefined;
  }

  function accept(seat: SeatView, meeting: MeetingView): void {
    set({ phase: 'inside', seat, meeting });
    follow();
    if (off || seat.state === 'removed' || meeting.state === 'ended') return;
    off = live.on(`seat:${seat.seatId}`, {
      seat: ({ seat: mine, meeting: now }) => {
        const free = store.get().full && now.listening < now.capacity;
        set({ seat: mine, meeting: now, ...(free ? { full: false, freed: true } : {}) });
        follow();
      },
    });
  }

  async function ask(request: () => Promise<void>): Promise<void> {
    if (store.get().busy) return;
    set({ busy: true, problem: null });
    try {
      await request();
    } catch (problem) {
      if (!(problem instanceof Problem)) throw problem;
      set({ problem });
    } finally {
      set({ busy: false });
    }
  }
  const act = (action: string) => () =>
    ask(async () => {
      set({ seat: await api.post<SeatView>(`${PATH}/${action}`) });
      follow();
    });

  const face = () => api.post<MeetingFace>('/meetings/look', { secret });

  return {
    get: store.get,
    subscribe: store.subscribe,
    call,
    async open(given) {
      secret = given;
      unfollow();
      store.set(NOTHING);
      try {
        const token = seats()[secret];
        if (!token) return set({ phase: 'door', face: await face() });
        session.set({ token, seats: seats() });
        const { seat, meeting } = await api.get<Answer<typeof meetingRoutes.getSeat>>(PATH);
        accept(seat, meeting);
        // Whose meeting it is: the way back to the seat does not wait for it.
        void face().then(
          (face) => secret === given && set({ face }),
          () => {},
        );
      } catch (problem) {
        if (!(problem instanceof Problem)) throw problem;
        const { code, status } = problem;
        if (/^token-/.test(code)) {
          const { [secret]: _, ...others } = seats();
          session.set({ token: '', seats: others });
          return this.open(given);
        }
        const refused = status >= 400 && status < 500 && status !== 429;
        set({ phase: refused ? 'unknown' : 'unreachable' });
      }
    },
    join: (name) =>
      ask(async () => {
        type Joined = Answer<typeof meetingRoutes.joinMeeting>;
        const body = { secret, name, rules: MEETING_RULES, agreed: true };
        const { token, seat, meeting } = await api.post<Joined>('/meetings/join', body);
        remember(token);
        wanted = true;
        accept(seat, meeting);
      }),
    enter() {
      wanted = true;
      set({ full: false, freed: false, problem: null });
      if (store.get().meeting?.state === 'open') call.enter();
    },
    raise: act('raise'),
    lower: act('lower'),
    done: act('done'),
    leave: async () => {
      wanted = false;
      call.leave();
      await act('leave')();
    },
  };
}
