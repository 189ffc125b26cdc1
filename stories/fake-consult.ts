/** Owns the fake call and the fake check of devices: stores without camera, microphone or room, whose people are drawings. */
import { UNCHECKED, type ConnectionState, type WayFace } from '@care-elements/client/connection-state.ts';
import { createConnectionStore, type ConnectionStore } from '@care-elements/client/connection-store.ts';
import type { InCallState } from '@care-elements/client/consult-incall.ts';
import {
  IDLE,
  type ConsultState,
  type DeviceView,
  type OtherView,
} from '@care-elements/client/consult-state.ts';
import { createConsultStore, type ConsultStore } from '@care-elements/client/consult-store.ts';
import { NO_SCREEN } from '@care-elements/client/consult-screen.ts';
import { NO_CHOICES } from '@care-elements/client/device-list.ts';
import { createDeviceStore, type DeviceState, type DeviceStore } from '@care-elements/client/device-store.ts';
import { createStore } from '@care-elements/client/store.ts';
import { fakeScreen } from './fake-screen.ts';
import { VISIT_ID } from './visit-facts.ts';
// A call that stands has fetched it.
import '../packages/elements/widgets/call-more.ts';

const ON = { face: 'on', problem: null } as const;
export const OTHER: OtherView = {
  identity: 'p_other',
  role: 'doctor',
  name: null,
  presence: 'present',
  active: true,
  microphone: 'on',
  camera: 'on',
  speaking: false,
  level: 0.3,
  quality: 'good',
};
/** Beside a call that stands, on a phone with two cameras. */
export const IN_CALL: InCallState = {
  ...{ rung: 'video', pinned: null, hearing: null, askedBy: null, canFlip: true, screen: NO_SCREEN },
  ...{ choices: NO_CHOICES, using: {} },
};
/** Both are there and all works. */
export const CONNECTED: ConsultState = {
  ...IDLE,
  phase: 'connected',
  visitId: VISIT_ID,
  role: 'patient',
  microphone: ON,
  camera: ON,
  quality: 'good',
  others: [OTHER],
};

/** Somebody before a wall, as a picture. */
function drawing(wall: string, skin: string, coat: string): string {
  const canvas = document.createElement('canvas');
  canvas.width = 640;
  canvas.height = 480;
  const pen = canvas.getContext('2d')!;
  pen.fillStyle = wall;
  pen.fillRect(0, 0, 640, 480);
  pen.fillStyle = coat;
  pen.beginPath();
  pen.ellipse(320, 500, 210, 200, 0, 0, 7);
  pen.fill();
  pen.fillStyle = skin;
  pen.beginPath();
  pen.ellipse(320, 210, 88, 112, 0, 0, 7);
  pen.fill();
  return canvas.toDataURL('image/jpeg', 0.8);
}
function show(element: HTMLMediaElement, picture: () => string): () => void {
  if (element instanceof HTMLVideoElement) element.poster = picture();
  return () => element.removeAttribute('poster');
}

/** Starts in `first`, and does at once what is asked of it. */
export function fakeConsult(first: Partial<ConsultState> = {}): ConsultStore {
  const state = createStore<ConsultState>({ ...IDLE, ...first });
  const set = (change: Partial<ConsultState>) => state.set({ ...state.get(), ...change });
  const beside = (change: Partial<InCallState>) => {
    const { inCall } = state.get();
    if (inCall) set({ inCall: { ...inCall, ...change } });
  };
  const level = createStore(0.5);
  return {
    get: state.get,
    subscribe: state.subscribe,
    level,
    warm: () => {},
    cool: () => {},
    beside: () => ({
      flip: async () => {},
      choose: async (kind, id) => beside({ using: { ...state.get().inCall!.using, [kind]: id } }),
      still: async () => new Blob(),
      screen: fakeScreen(() => state.get().inCall!.screen, beside),
      pin: async (pinned) => beside({ pinned, rung: pinned ?? 'video' }),
      insist: () => beside({ pinned: null, rung: 'video' }),
      ask: async () => beside({ hearing: 'yes' }),
      answer: () => beside({ askedBy: null }),
      stop: () => {},
    }),
    enter: async ({ visitId, role }) => {
      if (['idle', 'left'].includes(state.get().phase))
        set({
          ...CONNECTED,
          visitId,
          role,
          others: [{ ...OTHER, role: role === 'doctor' ? 'patient' : 'doctor' }],
        });
    },
    retry: async () => set({ ...CONNECTED, role: state.get().role }),
    leave: () => set({ phase: 'left', left: 'self', others: [] }),
    setEnabled: async (kind, on) => set({ [kind]: { face: on ? 'on' : 'off', problem: null } }),
    flip: async () => set({ facing: state.get().facing === 'user' ? 'environment' : 'user' }),
    startAudio: async () => set({ audioBlocked: false }),
    attachLocal: (video) => show(video, () => drawing('#cfd8cf', '#d9a98a', '#5b6f8f')),
    attachRemote: (_, element) => show(element, () => drawing('#b9c9d6', '#e0b394', '#f4f6f7')),
  };
}

const UNASKED: DeviceState = {
  ...{ open: false, microphone: IDLE.microphone, camera: IDLE.camera, heard: false, passed: null },
  ...{ speaker: 'untested', choices: NO_CHOICES, using: {} },
};
/** Both run and a voice was heard. */
export const DEVICES_GOOD: DeviceState = {
  open: true,
  microphone: ON,
  camera: ON,
  heard: true,
  passed: 'both',
  speaker: 'untested',
  choices: {
    camera: [
      { id: 'c1', label: 'FaceTime HD Camera' },
      { id: 'c2', label: 'USB Camera (046d:0825)' },
    ],
    microphone: [],
    speaker: [],
  },
  using: { camera: 'c1' },
};

/** A device that is denied in `first` stays so. */
function fakeDevices(first: Partial<DeviceState> = {}): DeviceStore {
  const state = createStore<DeviceState>({ ...UNASKED, ...first });
  const opened = (one: DeviceView) => (one.face === 'denied' ? one : ON);
  return {
    get: state.get,
    subscribe: state.subscribe,
    level: createStore(first.passed ? 0.5 : 0.1),
    open: async () => {
      const { microphone, camera } = state.get();
      state.set({ ...state.get(), open: true, microphone: opened(microphone), camera: opened(camera) });
    },
    close: () => state.set({ ...state.get(), open: false }),
    choose: async (kind, id) => state.set({ ...state.get(), using: { ...state.get().using, [kind]: id } }),
    testSpeaker: async () => state.set({ ...state.get(), speaker: 'asked' }),
    answerSpeaker: (heard) => state.set({ ...state.get(), speaker: heard ? 'heard' : 'unheard' }),
    attach: (video) => show(video, () => drawing('#cfd8cf', '#d9a98a', '#5b6f8f')),
  };
}

const way = (face: WayFace, ms: number | null = null) => ({ face, ms, detail: '' });
export const LINE_GOOD: ConnectionState = {
  ...{
    phase: 'done',
    verdict: 'video',
    failure: null,
    report: 'Care Elements connection check\nverdict: video',
  },
  quality: { kbps: 1800, rtt: 35, loss: 0 },
  ways: {
    ...{ signal: way('open', 64), udp: way('open', 180), tcp: way('open', 640) },
    ...{ relay: way('open', 210), relayTls: way('absent') },
  },
};
export const LINE_BLOCKED: ConnectionState = {
  ...{
    ...LINE_GOOD,
    verdict: 'text',
    quality: null,
    report: 'Care Elements connection check\nverdict: text',
  },
  ways: {
    ...{ signal: way('open', 64), udp: way('blocked'), tcp: way('blocked') },
    ...{ relay: way('blocked'), relayTls: way('absent') },
  },
};

/** Finds what stands in `found`, at once. */
function fakeConnection(first: ConnectionState = UNCHECKED, found = LINE_GOOD): ConnectionStore {
  const state = createStore(first);
  return {
    get: state.get,
    subscribe: state.subscribe,
    start: async () => state.set(found),
    stop: () => {},
    copy: async () => true,
  };
}

/** For a `Care`: this call and these devices stand for the real ones. */
export const withCall = (
  call: Partial<ConsultState> = {},
  devices: Partial<DeviceState> = {},
  line?: ConnectionState,
) =>
  [
    [createConnectionStore, fakeConnection(line)],
    [createConsultStore, fakeConsult(call)],
    [createDeviceStore, fakeDevices(devices)],
  ] as const;
