/** Owns the check of camera and microphone before a call: opens both, listens for a voice, and lets go of them. */
import {
  browserDevices,
  openDevices,
  openMeter,
  showTrack,
  type DeviceHost,
  type Meter,
} from './consult-devices.ts';
import { deviceFace, MEDIA_KINDS, type DeviceProblem, type MediaKind } from './consult-machine.ts';
import type { DeviceView } from './consult-state.ts';
import { createStore, type Readable } from './store.ts';

export interface DeviceState {
  /** The check is under way: the devices are being asked for, or run. */
  open: boolean;
  microphone: DeviceView;
  camera: DeviceView;
  /** The microphone has brought something as loud as a voice; null where the browser can't measure it. */
  heard: boolean | null;
  /** What the last check has shown, also after it: that both work, or the microphone alone, which is enough for a call. */
  passed: 'both' | 'sound' | null;
}

export interface DeviceStore extends Readable<DeviceState> {
  /** How loud the microphone is, 0 to 1, ten times a second while the check is open. */
  level: Readable<number>;
  /** Opens what is not open yet; again after a problem to retry. From a click, so that the sound can be measured. */
  open(): Promise<void>;
  /** Stops every track: the camera's light goes out. */
  close(): void;
  /** Shows the camera in an element from now on. Returns how to stop. */
  attach(video: HTMLVideoElement): () => void;
}

/** What a test puts in place of the browser. */
export interface DeviceDeps {
  devices?: DeviceHost;
  openMeter?: (track: MediaStreamTrack) => Meter | undefined;
  /** Calls `fn` every `ms` milliseconds. Returns how to stop. */
  every?: (ms: number, fn: () => void) => () => void;
}

const METER_MS = 100;
/** −40 dBFS: a voice at arm's length is above it, a quiet room below. */
const VOICE = 1 / 3;
/** A single loud moment may be a door. */
const VOICE_READINGS = 3;

const everyMs = (ms: number, fn: () => void) => {
  const timer = setInterval(fn, ms);
  return () => clearInterval(timer);
};

/** Made once a page by `care.use(createDeviceStore)`; it asks nothing of the server. */
export function createDeviceStore(_care?: unknown, deps: DeviceDeps = {}): DeviceStore {
  const { devices = browserDevices(), every = everyMs } = deps;
  const own: Record<MediaKind, MediaStreamTrack | null> = { microphone: null, camera: null };
  const problems: Record<MediaKind, DeviceProblem | null> = { microphone: null, camera: null };
  const busy = new Set<MediaKind>();
  const previews = new Set<HTMLVideoElement>();
  const level = createStore(0);
  let opened = false;
  let heard: boolean | null = false;
  let passed: DeviceState['passed'] = null;
  let stopMeter: (() => void) | undefined;
  /** Grows with every closing: what an older asking still brings is dropped. */
  let lease = 0;

  const view = (kind: MediaKind): DeviceView => ({
    face: deviceFace({
      ...{ live: !!own[kind], muted: false, busy: busy.has(kind), problem: problems[kind] },
      ...{ inRoom: false, published: false },
    }),
    problem: problems[kind],
  });
  const state = (): DeviceState => ({
    ...{ open: opened, microphone: view('microphone'), camera: view('camera'), heard, passed },
  });
  const store = createStore(state());

  function publish(): void {
    if (opened) {
      const sound = own.microphone && heard !== false && !busy.size;
      passed = !sound ? null : own.camera ? 'both' : 'sound';
    }
    store.set(state());
    for (const video of previews) showTrack(video, own.camera);
  }

  function listen(track: MediaStreamTrack): void {
    const meter = (deps.openMeter ?? openMeter)(track);
    heard = meter ? false : null;
    if (!meter) return;
    let loud = 0;
    const stop = every(METER_MS, () => {
      level.set(meter.read());
      if (level.get() < VOICE || ++loud !== VOICE_READINGS) return;
      heard = true;
      publish();
    });
    stopMeter = () => (stop(), meter.close(), level.set(0), (stopMeter = undefined));
  }

  function keep(kind: MediaKind, track: MediaStreamTrack): void {
    own[kind] = track;
    if (kind === 'microphone') listen(track);
    // Unplugged, or taken by a phone call. Our own `stop()` sends no event.
    track.addEventListener('ended', () => {
      if (own[kind] !== track) return;
      own[kind] = null;
      problems[kind] = 'ended';
      if (kind === 'microphone') stopMeter?.();
      publish();
    });
  }

  function close(): void {
    lease++;
    globalThis.removeEventListener?.('pagehide', close);
    stopMeter?.();
    busy.clear();
    for (const kind of MEDIA_KINDS) {
      own[kind]?.stop();
      own[kind] = problems[kind] = null;
    }
    opened = false;
    publish();
  }

  return {
    get: store.get,
    subscribe: store.subscribe,
    level,
    close,
    async open() {
      // One asking at a time: a second would put a second question before the person.
      if (busy.size) return;
      if (!opened) heard = false;
      opened = true;
      const missing = MEDIA_KINDS.filter((kind) => !own[kind]);
      for (const kind of missing) {
        busy.add(kind);
        problems[kind] = null;
      }
      publish();
      globalThis.addEventListener?.('pagehide', close);
      const mine = lease;
      const got = await openDevices(missing, devices);
      if (mine !== lease) return MEDIA_KINDS.forEach((kind) => got[kind]?.stop());
      busy.clear();
      for (const kind of missing) {
        problems[kind] = got.problems[kind];
        if (got[kind]) keep(kind, got[kind]);
      }
      publish();
    },
    attach(video) {
      previews.add(video);
      showTrack(video, own.camera);
      return () => {
        previews.delete(video);
        showTrack(video, null);
      };
    },
  };
}
