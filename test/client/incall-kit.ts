/** For tests of what goes on beside a call: a faked call that stands, and a clock of its own. */
import type { Beside } from '@care-elements/client/consult-beside.ts';
import type { MediaKind } from '@care-elements/client/consult-machine.ts';
import type { Call, CallView, RemoteView } from '@care-elements/client/consult-call.ts';
import { startInCall, type InCallState } from '@care-elements/client/consult-incall.ts';
import { NO_SCREEN, type ScreenState } from '@care-elements/client/consult-screen.ts';
import { IDLE, type ConsultState } from '@care-elements/client/consult-state.ts';
import { NO_CHOICES } from '@care-elements/client/device-list.ts';
import { createStore } from '@care-elements/client/store.ts';

type Stats = Record<string, unknown>[];
const reportOf = (stats: Stats) =>
  new Map(stats.map((stat, i) => [String(i), { id: String(i), ...stat }])) as never;

export const doctor: RemoteView = {
  ...{ identity: 'p_doc', active: true, entered: true, told: {}, speaking: false, level: 0 },
  ...({ microphone: 'on', camera: 'on', quality: 'good' } as const),
};

/** A call of the visit v1, connected; `said` is how its page knows it. */
export function makeInCall(said: Partial<ConsultState> = {}) {
  let at = 0;
  let tick = () => {};
  let stats: Stats = [];
  let sleepers: (() => void)[] = [];
  const facts: Record<string, unknown>[] = [];
  const carried: string[] = [];
  let told: Record<string, string> = {};
  let closed = 0;
  let again = 0;
  const woken: string[] = [];
  let cameras = 1;
  let thin = false;
  let facing: 'user' | 'environment' = 'user';
  const chosen: string[] = [];
  const listCameras = () => Array.from({ length: cameras }, (_, i) => ({ id: `cam-${i}`, label: '' }));
  const level = createStore(0);
  const local = { track: null, muted: false, published: true, ended: false, held: false, taken: false };
  const view: CallView = {
    ...{ remotes: [doctor], quality: 'good', speaking: false, audioBlocked: false },
    local: { microphone: { ...local }, camera: { ...local } },
  };
  let state: ConsultState = { ...IDLE, phase: 'connected', visitId: 'v1', role: 'patient', ...said };
  let now!: InCallState;
  const call = {
    async setEnabled(kind: MediaKind, on: boolean) {
      woken.push(`${kind} ${on ? 'on' : 'off'}`);
      state = { ...state, [kind]: { face: on ? 'on' : 'off', problem: null } };
    },
    tell: (attributes: Record<string, string>) => (told = { ...told, ...attributes }),
  } as unknown as Call;
  const screen = createStore<ScreenState>(NO_SCREEN);
  const beside: Beside = {
    stats: async () => [reportOf(stats)],
    async carry(rung, asked) {
      carried.push(rung);
      thin = !!asked;
    },
    screen: {
      ...{ get: screen.get, subscribe: screen.subscribe, share: async () => {}, attach: () => () => {} },
      ...{ look() {}, hold: async () => {} },
      stop: () => screen.set({ ...screen.get(), face: screen.get().face && 'off' }),
    },
    devices: async () => ({ choices: { ...NO_CHOICES, camera: listCameras() }, using: { camera: 'cam-0' } }),
    choose: async (kind, id) => void chosen.push(`${kind} ${id}`),
    flip: async () => void (facing = 'environment'),
    facing: () => facing,
    still: async () => new Blob(),
  };
  const inCall = startInCall(
    {
      ...{ care: {} as never, visitId: state.visitId!, call, beside, level, again: () => void again++ },
      ...{ view: () => view, state: () => state, request: (_, act) => act() },
      setEnabled: call.setEnabled,
      changed(next) {
        now = next.inCall;
        if (next.facing) state = { ...state, facing: next.facing };
      },
    },
    {
      every: (_ms, fn) => {
        tick = fn;
        return () => (tick = () => {});
      },
      clock: () => at,
      sleep: () => new Promise<void>((done) => sleepers.push(done)),
      random: () => 0.5,
      report: {
        reportCall: (said) => facts.push(...said),
        flush: async () => {},
        close: async () => void closed++,
      },
    },
  );
  return {
    ...{ inCall, view, facts, carried, level, screen, chosen },
    state: () => state,
    thin: () => thin,
    now: () => now,
    told: () => told,
    closed: () => closed,
    again: () => again,
    woken,
    plug: (count: number) => (cameras = count),
    become: (change: Partial<ConsultState>) => (state = { ...state, ...change }),
    /** Lets a second pass, with the counters as they stand then. */
    async second(next: Stats = []) {
      at += 1000;
      stats = next;
      tick();
      await new Promise((done) => setImmediate(done));
    },
    async wake(times = 1) {
      for (let i = 0; i < times; i++) {
        const all = sleepers;
        sleepers = [];
        all.forEach((done) => done());
        await new Promise((done) => setImmediate(done));
      }
    },
  };
}
/** What getStats says after `i` seconds on a path of `kbps`, and what keeps pictures small. */
export const path = (i: number, kbps: number, qualityLimitationReason = 'bandwidth'): Stats => [
  { type: 'candidate-pair', nominated: true, bytesSent: 1, availableOutgoingBitrate: kbps * 1000 },
  { type: 'outbound-rtp', kind: 'video', bytesSent: i * 1000, timestamp: i * 1000, qualityLimitationReason },
];
