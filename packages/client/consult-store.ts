/**
 * Owns the page's call: devices, the way into the room and back into it, and what widgets show of it. The room itself is in
 * `consult-call.ts`, loaded with the first call; nothing here knows LiveKit's values.
 */
import type { ConsultRole, ConsultToken } from '@care-elements/contract/consult.ts';
import type { VisitView } from '@care-elements/contract/visit.ts';
import type { Care } from './care.ts';
import { createAhead, type WentAhead } from './consult-ahead.ts';
import type { Call, CallHandlers, CallView } from './consult-call.ts';
import { browserDevices, openMeter } from './consult-devices.ts';
import type { ConsultDeps } from './consult-deps.ts';
import { createElements } from './consult-elements.ts';
import { chosenRung, type Side } from './device-memory.ts';
import type { InCall } from './consult-incall.ts';
import { createLevel } from './consult-level.ts';
import { MEDIA_KINDS, nextPhase, type CallEvent, type MediaKind } from './consult-machine.ts';
import { createOwnDevices } from './consult-own.ts';
import {
  IDLE,
  viewDevice,
  viewOthers,
  type CallFailure,
  type ConsultState,
  type LeftReason,
} from './consult-state.ts';
import { Problem } from './problem.ts';
import { createPeople } from './consult-people.ts';
import { createStore, type Readable } from './store.ts';
import { untilHere } from './until-here.ts';

export interface ConsultStore extends Readable<ConsultState> {
  /** How loud the own microphone is, 0 to 1, ten times a second while it is live. */
  level: Readable<number>;
  /** Ahead of the click: fetches the call chunk; and where a patient is called, goes ahead into the room of the visit. */
  warm(visit: { visitId: string; role: ConsultRole; entryId?: string | undefined }): void;
  /** Takes that back: out of the room, every track stopped. */
  cool(): void;
  /** Enters the call, or comes back to it. A patient's first entering takes the called entry into the consult. */
  enter(visit: { visitId: string; role: ConsultRole; entryId?: string | null | undefined }): Promise<void>;
  /** Tries again now instead of at the next turn. */
  retry(): void;
  leave(): void;
  setEnabled(kind: MediaKind, on: boolean): Promise<void>;
  /** Turns to the other camera. */
  flip(): Promise<void>;
  /** What can be done beside a call that stands; undefined before and after. */
  beside(): InCall | undefined;
  /** To be called in a click, when `audioBlocked`. */
  startAudio(): Promise<void>;
  /** Shows the own camera, or a participant, in an element from now on. Returns how to stop. */
  attachLocal(video: HTMLVideoElement): () => void;
  attachRemote(identity: string, element: HTMLMediaElement): () => void;
}

export type { ConsultDeps };

/** Between tries to get (back) into a room: quick at first, then bearable for a server that everyone asks at once. */
const RETRY_MS = [0, 500, 1000, 1000, 2000];
const RETRY_LAST_MS = 3000;

export function createConsultStore(
  care: Pick<Care, 'api' | 'session'>,
  deps: ConsultDeps = {},
): ConsultStore {
  const {
    random = Math.random,
    devices = browserDevices(),
    loadInCall = () => import('./consult-incall.ts'),
    loadCall = () => import('./consult-call.ts'),
    supported = () => 'RTCPeerConnection' in globalThis,
    sleep = (ms: number) => new Promise((done) => setTimeout(done, ms)),
  } = deps;
  const store = createStore<ConsultState>(IDLE);
  const level = createLevel(deps.openMeter ?? openMeter);
  const ahead = createAhead({
    ...{ api: care.api, loadCall, devices, sleep },
    wanted: (visitId) => wanted({ visitId, role: 'patient' }),
    changed: () => publish(),
  });

  let call: Call | undefined;
  let view: CallView | undefined;
  const people = createPeople(care, () => publish());
  let recordable = false;
  const seen = new Set<string>();
  /** Grows with every enter and leave: what an older one still answers is dropped. */
  let era = 0;
  let hurry: (() => void) | undefined;
  let inCall: InCall | undefined;

  const own = createOwnDevices(devices, {
    has: (kind) => !!view?.local[kind].track,
    changed: () => publish(),
  });
  /** Not what rests at the rung that this side chose for the visit. */
  const wanted = (side: Side = store.get()) =>
    MEDIA_KINDS.filter((kind) => !chosenRung(side)?.includes(kind));
  const localTrack = (kind: MediaKind) => own.tracks[kind] ?? view?.local[kind].track ?? null;
  const elements = createElements(
    () => localTrack('camera'),
    // A picture that is attached before the click is there with its first frame.
    () => call ?? ahead.inside()?.call,
  );

  function publish(change: Partial<ConsultState> = {}): void {
    const phase = change.phase ?? store.get().phase;
    const device = (kind: MediaKind) =>
      viewDevice(phase, view?.local[kind], localTrack(kind), own.busy.has(kind), own.problems[kind]);
    const went = ahead.inside();
    if (went) people.accept(went.ticket);
    store.set({
      ...store.get(),
      ...change,
      microphone: device('microphone'),
      camera: device('camera'),
      speaking: !!view?.speaking,
      quality: view?.quality ?? 'unknown',
      audioBlocked: !!view?.audioBlocked,
      recordable,
      others: viewOthers(people.list, people.me, view?.remotes ?? [], seen),
      // What went ahead is the call already while the click is still being told to the others.
      ahead: !!went || (phase === 'idle' && !!call),
    });
    elements.preview();
    level.follow(localTrack('microphone'));
  }

  function go(event: CallEvent, change: Partial<ConsultState> = {}): boolean {
    const phase = nextPhase(store.get().phase, event);
    if (phase) publish({ ...change, phase });
    if (phase === 'connected' && !inCall) void accompany(era);
    return !!phase;
  }

  /** What goes on beside a call is fetched when it stands, until it is there: nobody waits for it. */
  async function accompany(mine: number): Promise<void> {
    const there = call!;
    const [module, beside] = await untilHere(() =>
      Promise.all([loadInCall(), there.beside()]).catch((error) => {
        console.warn(error);
        throw error;
      }),
    );
    const { visitId, phase } = store.get();
    if (mine !== era || inCall || !call || !visitId || phase !== 'connected') return;
    inCall = module.startInCall({
      ...{ care, visitId, call, beside, level, setEnabled },
      ...{ view: () => view, state: store.get, again: () => hurry?.() },
      request: own.request,
      changed: (next) => {
        if (mine === era) publish(next);
      },
    });
  }

  function handOver(): void {
    for (const kind of MEDIA_KINDS) {
      const track = own.tracks[kind];
      if (!track || !call) continue;
      own.tracks[kind] = null;
      // The track is the call's at once; its publishing may take long on a bad path, and nothing waits for it.
      void call.give(kind, track);
    }
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
        const { visitId } = store.get();
        if (visitId)
          people.meet(
            visitId,
            next.remotes.map(({ identity }) => identity),
          );
        publish();
      }),
      dropped: ifMine((reconnecting) => void go('dropped', { reconnecting })),
      recovered: ifMine(() => void go('joined', { reconnecting: null, failure: null })),
      closed: ifMine((why) => {
        if (why !== 'lost') return end(why === 'deleted' ? 'ended' : 'elsewhere');
        if (go('dropped', { reconnecting: 'rejoin' })) void join(mine, 1);
      }),
    };
  };

  /** Goes on until it is in the room, refused for good, or left. A fresh token each time: they live a minute. */
  async function join(mine: number, tries: number): Promise<void> {
    for (; ; tries++) {
      await pause(tries);
      if (mine !== era || !call) return;
      let failure: CallFailure = 'network';
      try {
        const ticket = await care.api.post<ConsultToken>(`/visits/${store.get().visitId}/consult/token`);
        if (mine !== era) return;
        failure = 'media-unreachable';
        people.accept(ticket);
        recordable = !!ticket.recordable;
        await call.connect(ticket.url, ticket.token, { patient: tries > 1 });
        if (mine === era) go('joined', { reconnecting: null, failure: null });
        return;
      } catch (cause) {
        if (mine !== era) return;
        if (cause instanceof Problem) {
          const { code, status } = cause;
          if (code === 'state-conflict' || code === 'visit-ended') return end('ended');
          if (status >= 400 && status < 500 && status !== 429) return refuse('refused');
          failure = code === 'media-unavailable' ? code : 'network';
        }
        go('refused', { failure });
      }
    }
  }

  /** ±50 %: everyone whose call broke at the same moment must not come back at the same moment. */
  async function pause(tries: number): Promise<void> {
    const ms = (RETRY_MS[tries] ?? RETRY_LAST_MS) * (0.5 + random());
    if (!ms) return;
    await Promise.race([sleep(ms), new Promise<void>((done) => (hurry = done))]);
    hurry = undefined;
  }

  function refuse(failure: CallFailure): void {
    if (store.get().phase === 'reconnecting') return end('refused');
    go('refused', { failure });
    close();
  }

  function end(left: LeftReason): void {
    if (go('end', { left, reconnecting: null, failure: null })) close();
  }

  /** Every track stops and the room is left, whatever is still under way. */
  function close(): void {
    era++;
    hurry?.();
    inCall?.stop();
    inCall = undefined;
    const old = call;
    call = view = undefined;
    own.giveBack();
    elements.forget();
    void old?.leave();
    publish({ inCall: null });
  }

  const onPageHide = () => end('self');

  /** The desk learns at once that the patient has come, whether or not there is a media server. */
  async function tellEntered(mine: number, visitId: string, known: string | null | undefined): Promise<void> {
    try {
      const entryId = known ?? (await care.api.get<VisitView>(`/visits/${visitId}`)).queue?.entryId;
      if (entryId) await care.api.post(`/queue-entries/${entryId}/enter`);
    } catch (cause) {
      // Anything else heals with the next entering; the token's route is the one that decides.
      if (mine === era && cause instanceof Problem && cause.code === 'state-conflict') end('ended');
    }
  }

  /** What went ahead becomes the call, and the veil is lifted: what is asked of the other side takes longest. */
  function lift(mine: number, went: WentAhead): Promise<void> {
    call = went.call;
    view = went.view;
    people.accept(went.ticket);
    recordable = !!went.ticket.recordable;
    went.follow(handlersOf(mine));
    return call.reveal();
  }

  /** Devices that were not permitted then are asked for now. */
  async function adopt(mine: number, revealed: Promise<void>): Promise<void> {
    elements.attach();
    go('prepared');
    go('joined', { reconnecting: null, failure: null });
    for (const kind of MEDIA_KINDS) if (view?.local[kind].track) void own.request(kind, () => revealed);
    await own.open(wanted());
    if (mine === era) handOver();
    await revealed.catch(() => {});
  }

  async function setEnabled(kind: MediaKind, on: boolean): Promise<void> {
    if (own.busy.has(kind)) return;
    const local = view?.local[kind];
    if (on && local?.held && inCall) return inCall.insist();
    if (call && !own.tracks[kind] && local && (local.track || local.muted || local.ended))
      return own.request(kind, () => call!.setEnabled(kind, on));
    const track = own.tracks[kind];
    if (track) track.enabled = on;
    else if (on) {
      await own.open([kind]);
      handOver();
    }
    publish();
  }

  return {
    get: store.get,
    subscribe: store.subscribe,
    level,
    warm(visit) {
      void loadCall().catch(() => {});
      const { phase, left, entryId } = store.get();
      // After hold, a transfer or a time in writing this is another call of the visit: the old one's end is not its end.
      if (phase === 'left' && (left === 'self' || (visit.entryId ?? null) !== entryId)) store.set(IDLE);
      if (visit.role === 'patient' && store.get().phase === 'idle' && supported()) ahead.start(visit.visitId);
    },
    cool: () => ahead.drop(),
    async enter({ visitId, role, entryId }) {
      // Another visit's call gives way.
      if (store.get().visitId !== visitId) end('self');
      if (call) return hurry?.();
      if (!nextPhase(store.get().phase, 'enter')) return;
      const mine = ++era;
      people.forget();
      seen.clear();
      const taken = supported() ? ahead.take(visitId) : undefined;
      const revealed = taken && !(taken instanceof Promise) && lift(mine, taken);
      // What was asked goes out before the call is drawn, which keeps the page busy for a moment.
      if (revealed) await new Promise((done) => setTimeout(done));
      go('enter', { ...IDLE, visitId, entryId: entryId ?? null, role });
      globalThis.addEventListener?.('pagehide', onPageHide, { once: true });
      if (role === 'patient') void tellEntered(mine, visitId, entryId);
      if (revealed) return adopt(mine, revealed);
      if (!supported()) return refuse('unsupported');
      const late = await taken;
      if (mine !== era) return void late?.call.leave();
      if (late) return adopt(mine, lift(mine, late));
      try {
        const [module] = await Promise.all([loadCall(), own.open(wanted())]);
        if (mine !== era) return;
        call = module.createCall(handlersOf(mine));
      } catch {
        // The chunk could not be fetched: there is no call yet, and the next click starts anew.
        return mine === era ? refuse('network') : undefined;
      }
      elements.attach();
      go('prepared');
      handOver();
      await join(mine, 0);
    },
    retry() {
      const { phase, visitId, entryId, role } = store.get();
      if (phase === 'failed' && !call && visitId && role) void this.enter({ visitId, role, entryId });
      else hurry?.();
    },
    leave: () => end('self'),
    setEnabled,
    flip: async () => inCall?.flip(),
    beside: () => inCall,
    startAudio: async () => call?.startAudio(),
    attachLocal: elements.local,
    attachRemote: elements.remote,
  };
}
