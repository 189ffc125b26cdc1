/**
 * Owns a page's part in a group meeting's room: the way in and back in, and the own microphone and camera while one has the word.
 * The room itself is `consult-call.ts`, fetched with the click that enters.
 */
import type { MeetingTicket } from '@care-elements/contract/meeting.ts';
import type { Call, CallHandlers, CallView, RemoteView } from './consult-call.ts';
import type { Rung } from './consult-ladder.ts';
import { browserDevices, openDevices, problemOf, type DeviceHost } from './consult-devices.ts';
import { createElements } from './consult-elements.ts';
import {
  deviceFace,
  MEDIA_KINDS,
  type DeviceFace,
  type DeviceProblem,
  type MediaKind,
} from './consult-machine.ts';
import type { startMeetingLadder } from './meeting-ladder.ts';
import { Problem } from './problem.ts';
import { createStore, type Readable } from './store.ts';

export interface OwnDevice {
  face: DeviceFace;
  problem: DeviceProblem | null;
}
export interface MeetingCallState {
  /** `failed` goes on trying; `elsewhere`: entered from another tab or device; `unsupported`: no WebRTC here. */
  phase: 'out' | 'joining' | 'in' | 'reconnecting' | 'failed' | 'elsewhere' | 'unsupported';
  /** What of the others LiveKit knows; who they are the server says. */
  people: readonly RemoteView[];
  /** The own voice is heard. */
  speaking: boolean;
  audioBlocked: boolean;
  /** What the network carries. */
  rung: Rung;
  microphone: OwnDevice;
  camera: OwnDevice;
}
export interface MeetingCall extends Readable<MeetingCallState> {
  enter(): void;
  /** Out, every track stopped. */
  leave(): void;
  /** The devices that may be used from now on; those that may not are stopped at once. */
  voice(kinds: readonly MediaKind[]): void;
  setEnabled(kind: MediaKind, on: boolean): Promise<void>;
  startAudio(): Promise<void>;
  attachRemote(identity: string, element: HTMLMediaElement): () => void;
  attachLocal(video: HTMLVideoElement): () => void;
}
export interface MeetingCallDeps {
  /** A fresh one for each connection. */
  ticket(): Promise<MeetingTicket>;
  /** The server said no for good: the page is out. */
  refused(problem: Problem): void;
  /** Microphone and camera are opened on entering: the host's. A listener's wait for their own tap. */
  opens?: boolean;
  loadCall?: () => Promise<{ createCall(handlers: CallHandlers): Call }>;
  loadLadder?: () => Promise<{ startMeetingLadder: typeof startMeetingLadder }>;
  devices?: DeviceHost;
  supported?: () => boolean;
  sleep?: (ms: number) => Promise<unknown>;
  random?: () => number;
}

const NOTHING: OwnDevice = { face: 'off', problem: null };
export const OUT: MeetingCallState = {
  ...{ phase: 'out', people: [], speaking: false, audioBlocked: false, rung: 'video' },
  ...{ microphone: NOTHING, camera: NOTHING },
};
const RETRY_MS = [0, 500, 1000, 2000];
const RETRY_LAST_MS = 4000;

export function createMeetingCall(deps: MeetingCallDeps): MeetingCall {
  const { random = Math.random, devices = browserDevices() } = deps;
  const loadCall = deps.loadCall ?? (() => import('./consult-call.ts'));
  const loadLadder = deps.loadLadder ?? (() => import('./meeting-ladder.ts'));
  const supported = deps.supported ?? (() => 'RTCPeerConnection' in globalThis);
  const sleep = deps.sleep ?? ((ms: number) => new Promise((done) => setTimeout(done, ms)));
  const store = createStore<MeetingCallState>(OUT);
  let call: Call | undefined;
  let view: CallView | undefined;
  /** Grows with every entering and leaving: what an older one still brings is dropped. */
  let era = 0;
  let hurry: (() => void) | undefined;
  /** Ends the ladder. */
  let rest: (() => void) | undefined;
  let allowed: readonly MediaKind[] = [];
  const busy = new Set<MediaKind>();
  const problems: Partial<Record<MediaKind, DeviceProblem>> = {};

  const trackOf = (kind: MediaKind) => view?.local[kind].track ?? null;
  const elements = createElements(
    () => trackOf('camera'),
    () => call,
  );

  function device(kind: MediaKind): OwnDevice {
    const problem = problems[kind] ?? null;
    if (!allowed.includes(kind)) return NOTHING;
    const local = view?.local[kind];
    const face = deviceFace({
      ...{ live: !!local?.track, muted: !!local?.muted, busy: busy.has(kind), problem },
      ...{ inRoom: store.get().phase === 'in', published: !!local?.published },
    });
    return { face, problem };
  }
  function publish(change: Partial<MeetingCallState> = {}): void {
    store.set({ ...store.get(), ...change });
    store.set({
      ...store.get(),
      ...{ people: view?.remotes ?? [], speaking: !!view?.speaking, audioBlocked: !!view?.audioBlocked },
      ...{ microphone: device('microphone'), camera: device('camera') },
    });
    elements.preview();
  }

  const handlersOf = (mine: number): CallHandlers => {
    const ifMine =
      <A extends unknown[]>(fn: (...args: A) => void) =>
      (...args: A) => {
        if (mine === era) fn(...args);
      };
    return {
      changed: ifMine((next) => {
        view = next;
        publish();
      }),
      dropped: ifMine(() => publish({ phase: 'reconnecting' })),
      recovered: ifMine(() => publish({ phase: 'in' })),
      closed: ifMine((why) => {
        if (why === 'replaced') return close('elsewhere');
        // A meeting that has ended, a seat that was taken away: the server's word on the next ticket tells.
        publish({ phase: 'reconnecting' });
        void join(mine, 1);
      }),
    };
  };

  /** Goes on until it is in the room, refused for good, or left. */
  async function join(mine: number, tries: number): Promise<void> {
    for (; ; tries++) {
      const ms = (RETRY_MS[tries] ?? RETRY_LAST_MS) * (0.5 + random());
      if (ms) await Promise.race([sleep(ms), new Promise<void>((done) => (hurry = done))]);
      hurry = undefined;
      if (mine !== era) return;
      try {
        const ticket = await deps.ticket();
        if (mine !== era) return;
        call ??= (await loadCall()).createCall(handlersOf(mine));
        if (mine !== era) return;
        await call.connect(ticket.url, ticket.token, { patient: tries > 1 });
        if (mine !== era) return;
        elements.attach();
        publish({ phase: 'in' });
        // Without its chunk the meeting goes on as it can; the next connection asks again.
        void climb(mine).catch(() => {});
        if (deps.opens) void open();
        return;
      } catch (cause) {
        if (mine !== era) return;
        if (cause instanceof Problem && cause.status >= 400 && cause.status < 500 && cause.status !== 429) {
          close('out');
          return deps.refused(cause);
        }
        if (store.get().phase === 'joining') publish({ phase: 'failed' });
      }
    }
  }

  async function climb(mine: number): Promise<void> {
    if (rest) return;
    const [{ startMeetingLadder }, beside] = await Promise.all([loadLadder(), call!.beside()]);
    if (mine !== era || rest) return;
    rest = startMeetingLadder({
      beside,
      quality: () => (store.get().phase === 'in' && view ? view.quality : null),
      changed: (rung) => {
        if (rung !== store.get().rung) publish({ rung });
      },
    });
  }

  /** Opens what may be used and is not there yet. */
  async function open(kinds: readonly MediaKind[] = allowed): Promise<void> {
    const mine = era;
    const missing = kinds.filter((kind) => allowed.includes(kind) && !trackOf(kind) && !busy.has(kind));
    if (!missing.length || !call) return;
    for (const kind of missing) {
      busy.add(kind);
      delete problems[kind];
    }
    publish();
    const got = await openDevices(missing, devices);
    for (const kind of missing) {
      busy.delete(kind);
      const track = got[kind];
      // Taken back while the browser asked.
      if (track && (mine !== era || !call || !allowed.includes(kind))) track.stop();
      else if (track) void call!.give(kind, track);
      if (got.problems[kind]) problems[kind] = got.problems[kind];
    }
    publish();
  }

  function close(phase: MeetingCallState['phase']): void {
    era++;
    hurry?.();
    rest?.();
    const old = call;
    call = view = rest = undefined;
    busy.clear();
    for (const kind of MEDIA_KINDS) delete problems[kind];
    elements.forget();
    void old?.leave();
    publish({ phase, rung: 'video' });
  }

  return {
    get: store.get,
    subscribe: store.subscribe,
    enter() {
      if (!['out', 'elsewhere'].includes(store.get().phase)) return hurry?.();
      if (!supported()) return publish({ phase: 'unsupported' });
      publish({ phase: 'joining' });
      globalThis.addEventListener?.('pagehide', () => close('out'), { once: true });
      void join(++era, 0);
    },
    leave: () => close('out'),
    voice(kinds) {
      for (const kind of allowed.filter((one) => !kinds.includes(one))) {
        // The device's light goes out with the word; a muted one would go on burning.
        trackOf(kind)?.stop();
        delete problems[kind];
      }
      allowed = kinds;
      publish();
    },
    async setEnabled(kind, on) {
      if (!allowed.includes(kind) || !call || busy.has(kind)) return;
      if (on && !trackOf(kind) && !view?.local[kind].muted) return open([kind]);
      const mine = era;
      busy.add(kind);
      delete problems[kind];
      publish();
      await call.setEnabled(kind, on).catch((error) => (problems[kind] = problemOf(error, kind, devices)));
      if (mine !== era) return;
      busy.delete(kind);
      publish();
    },
    async startAudio() {
      await call?.startAudio();
    },
    attachRemote: elements.remote,
    attachLocal: elements.local,
  };
}
