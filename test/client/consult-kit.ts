/** For tests of the call's store: a faked room, faked devices, a faked server, and time that passes when told. */
import type { ConsultToken } from '@care-elements/contract/consult.ts';
import type { Call, CallHandlers, CallView } from '@care-elements/client/consult-call.ts';
import type { DeviceHost } from '@care-elements/client/consult-devices.ts';
import type { Rung } from '@care-elements/client/consult-ladder.ts';
import type { MediaKind } from '@care-elements/client/consult-machine.ts';
import { createScreen } from '@care-elements/client/consult-screen.ts';
import { createConsultStore } from '@care-elements/client/consult-store.ts';
import { NO_CHOICES } from '@care-elements/client/device-list.ts';
import { Problem } from '@care-elements/client/problem.ts';

export const VISIT = { visitId: 'v1', role: 'patient', entryId: 'e1' } as const;
export const TICKET: ConsultToken = {
  ...{
    consultId: 'c1',
    entryId: 'e1',
    url: 'ws://livekit',
    token: 'jwt',
    expiresAt: '2026-01-01T00:00:00.000Z',
  },
  identity: 'p_me',
  participants: [
    { identity: 'p_me', role: 'patient', name: null },
    { identity: 'p_doc', role: 'doctor', name: null },
  ],
};

class FakeTrack {
  kind: string;
  readyState = 'live';
  enabled = true;
  constructor(kind: string) {
    this.kind = kind;
  }
  stop() {
    this.readyState = 'ended';
  }
}
export const named = (name: string, message = '') => Object.assign(new Error(message), { name });

/** `refuse` says, for what is asked for, which error stands against it. */
export function fakeDevices(refuse: (asked: MediaStreamConstraints) => Error | undefined = () => undefined) {
  const asked: string[] = [];
  const tracks: FakeTrack[] = [];
  let wait: Promise<void> = Promise.resolve();
  const host: DeviceHost = {
    allows: () => undefined,
    mediaDevices: {
      async getUserMedia(constraints = {}) {
        asked.push([constraints.audio && 'audio', constraints.video && 'video'].filter(Boolean).join('+'));
        await wait;
        const error = refuse(constraints);
        if (error) throw error;
        const made = [constraints.audio && 'audio', constraints.video && 'video']
          .filter((kind) => typeof kind === 'string')
          .map((kind) => new FakeTrack(kind));
        tracks.push(...made);
        return { getTracks: () => made } as unknown as MediaStream;
      },
    },
  };
  return { host, asked, tracks, hold: (until: Promise<void>) => (wait = until) };
}

export const tick = async (times = 20) => {
  for (let i = 0; i < times; i++) await new Promise((done) => setImmediate(done));
};

/** The store with everything around it faked; `answers` are the server's to each asking for a token, the last for ever. */
export function make({
  answers = [TICKET] as (ConsultToken | Problem)[],
  connects = [] as (Error | undefined)[],
  devices = fakeDevices(),
  supported = true,
  enter = undefined as Problem | undefined,
  permitted = ['microphone', 'camera'] as MediaKind[],
  queue = 'called',
  chunk = Promise.resolve(),
  loadInCall = async (): Promise<unknown> => ({ startInCall: () => ({ stop() {} }) }),
} = {}) {
  const posts: string[] = [];
  const slept: number[] = [];
  const sleepers: (() => void)[] = [];
  const connected: { token: string; patient: boolean }[] = [];
  const wentAhead: string[] = [];
  const carried: Rung[] = [];
  const told: Record<string, string>[] = [];
  const attached: string[] = [];
  const given: { kind: MediaKind; track: FakeTrack; enabled: boolean; veiled: boolean }[] = [];
  const local: CallView['local'] = {
    microphone: { track: null, muted: false, published: false, ended: false, held: false, taken: false },
    camera: { track: null, muted: false, published: false, ended: false, held: false, taken: false },
  };
  const view: CallView = { remotes: [], local, quality: 'good', speaking: false, audioBlocked: false };
  let handlers!: CallHandlers;
  let calls = 0;
  let left = 0;
  let revealed = 0;
  const tell = () => handlers.changed({ ...view, local: { ...local } });
  let deviceError: Error | undefined;
  const call: Call = {
    async connect(_url, token, { patient = false, ahead = false }) {
      if (ahead) wentAhead.push(token);
      else connected.push({ token, patient });
      const error = connects.shift();
      if (error) throw error;
      for (const kind of ['microphone', 'camera'] as const)
        if (local[kind].track) local[kind] = { ...local[kind], published: true };
      tell();
    },
    async give(kind, track, { veiled } = { veiled: false }) {
      given.push({ kind, track: track as unknown as FakeTrack, enabled: track.enabled, veiled });
      const published = connected.length + wentAhead.length > 0;
      local[kind] = {
        track,
        muted: veiled || !track.enabled,
        published,
        ended: false,
        held: false,
        taken: false,
      };
      tell();
    },
    async reveal() {
      for (const { kind, veiled } of given) if (veiled) local[kind] = { ...local[kind], muted: false };
      revealed++;
      tell();
    },
    async setEnabled(kind, on) {
      if (on && deviceError) throw deviceError;
      local[kind] = { ...local[kind], muted: !on };
      tell();
    },
    attach(identity) {
      attached.push(identity);
      return () => void attached.splice(attached.indexOf(identity), 1);
    },
    async startAudio() {},
    beside: async () => ({
      stats: async () => [],
      carry: async (rung) => void carried.push(rung),
      screen: createScreen(() => undefined, { allows: () => true }),
      devices: async () => ({ choices: NO_CHOICES, using: {} }),
      choose: async () => {},
      flip: async () => {},
      facing: () => 'user',
      still: async () => new Blob(),
    }),
    tell: (attributes) => void told.push(attributes),
    async leave() {
      left++;
      for (const { track } of given) track.stop();
    },
  };
  const api = {
    async post(path: string) {
      posts.push(path);
      if (path.endsWith('/enter')) {
        if (enter) throw enter;
        return {};
      }
      const answer = answers.length > 1 ? answers.shift()! : answers[0]!;
      if (answer instanceof Problem) throw answer;
      return answer;
    },
    async get() {
      return { queue: { entryId: 'e-known-by-the-server', state: queue } };
    },
  };
  const store = createConsultStore(
    { api: api as never, session: { get: () => null } as never },
    {
      devices: {
        ...devices.host,
        permission: async (kind) => (permitted.includes(kind) ? 'granted' : 'prompt'),
      },
      async loadCall() {
        await chunk;
        return {
          createCall(its) {
            calls++;
            handlers = its;
            return call;
          },
        };
      },
      loadInCall: loadInCall as never,
      openMeter: () => undefined,
      supported: () => supported,
      sleep: (ms) => {
        slept.push(ms);
        return new Promise<void>((done) => sleepers.push(done));
      },
      random: () => 0.5,
    },
  );
  return {
    ...{ store, posts, slept, connected, wentAhead, carried, told, attached, given, devices, view, tell },
    /** Lets the store's pause end. */
    wake: async () => {
      sleepers.splice(0).forEach((done) => done());
      await tick();
    },
    handlers: () => handlers,
    calls: () => calls,
    left: () => left,
    revealed: () => revealed,
    failDevice: (error: Error | undefined) => (deviceError = error),
    phase: () => store.get().phase,
    faces: () => [store.get().microphone.face, store.get().camera.face],
  };
}
export const unavailable = new Problem(503, { code: 'media-unavailable' });
export const noNetwork = new Problem(0, {});
