/** Owns the check of camera, microphone and speaker before a call: opens both, listens for a voice, and lets go of them. */
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
import { listDevices, NO_CHOICES, type DeviceChoices } from './device-list.ts';
import { rememberDevice, type DeviceKind } from './device-memory.ts';
import { playTone } from './device-tone.ts';
import { createStore, type Readable } from './store.ts';

/**
 * `asked`: the notes have sounded, and the person is asked whether they were heard. `silent`: the browser played none.
 */
export type SpeakerFace = 'untested' | 'playing' | 'asked' | 'heard' | 'unheard' | 'silent';

export interface DeviceState {
  /** The check is under way: the devices are being asked for, or run. */
  open: boolean;
  microphone: DeviceView;
  camera: DeviceView;
  /** The microphone has brought something as loud as a voice; null where the browser can't measure it. */
  heard: boolean | null;
  /** What the last check has shown, also after it: that both work, or the microphone alone, which is enough for a call. */
  passed: 'both' | 'sound' | null;
  speaker: SpeakerFace;
  /** What the browser tells of, while the check is open; and which of it is in use. */
  choices: DeviceChoices;
  using: Partial<Record<DeviceKind, string>>;
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
  /** Takes another device, now and in every later call. */
  choose(kind: DeviceKind, id: string): Promise<void>;
  /** Three notes on the chosen speaker. From a click. */
  testSpeaker(): Promise<void>;
  /** What the person says to the question whether they were heard. */
  answerSpeaker(heard: boolean): void;
}

/** What a test puts in place of the browser. */
export interface DeviceDeps {
  devices?: DeviceHost;
  openMeter?: (track: MediaStreamTrack) => Meter | undefined;
  /** Calls `fn` every `ms` milliseconds. Returns how to stop. */
  every?: (ms: number, fn: () => void) => () => void;
  playTone?: (speaker?: string) => Promise<void>;
  remember?: (kind: DeviceKind, id: string) => void;
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
  let speaker: SpeakerFace = 'untested';
  let choices = NO_CHOICES;
  let opening: Promise<void> | undefined;
  const wishes: Partial<Record<DeviceKind, string>> = {};
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
    ...{ speaker, choices, using: inUse() },
  });
  function inUse(): DeviceState['using'] {
    const using: DeviceState['using'] = {};
    for (const kind of MEDIA_KINDS) {
      const id = own[kind]?.getSettings?.().deviceId;
      if (id) using[kind] = id;
    }
    // One that was unplugged is remembered, and not in use.
    const chosen = devices.chosen?.('speaker');
    const speakers = choices.speaker;
    const playing = speakers.find(({ id }) => id === chosen) ?? speakers.find(({ id }) => id === 'default');
    if (playing ?? speakers[0]) using.speaker = (playing ?? speakers[0])!.id;
    return using;
  }
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

  /** Names come with the first permission; again whenever something is plugged in or out. */
  async function list(): Promise<void> {
    const mine = lease;
    const found = await listDevices(devices);
    if (mine !== lease || !opened) return;
    choices = found;
    publish();
  }
  const onChange = () => void list();

  function openMissing(missing: readonly MediaKind[]): Promise<void> {
    const mine = openThem(missing).finally(() => {
      if (opening === mine) opening = undefined;
    });
    return (opening = mine);
  }

  async function openThem(missing: readonly MediaKind[]): Promise<void> {
    for (const kind of missing) {
      busy.add(kind);
      problems[kind] = null;
    }
    publish();
    const mine = lease;
    const got = await openDevices(missing, devices);
    if (mine !== lease) return MEDIA_KINDS.forEach((kind) => got[kind]?.stop());
    busy.clear();
    for (const kind of missing) {
      problems[kind] = got.problems[kind];
      if (got[kind]) keep(kind, got[kind]);
    }
    publish();
    await list();
  }

  function close(): void {
    lease++;
    devices.mediaDevices?.removeEventListener?.('devicechange', onChange);
    globalThis.removeEventListener?.('pagehide', close);
    stopMeter?.();
    busy.clear();
    for (const kind of MEDIA_KINDS) {
      own[kind]?.stop();
      own[kind] = problems[kind] = null;
    }
    opened = false;
    choices = NO_CHOICES;
    if (speaker === 'playing' || speaker === 'asked') speaker = 'untested';
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
      globalThis.addEventListener?.('pagehide', close);
      devices.mediaDevices?.addEventListener?.('devicechange', onChange);
      await openMissing(MEDIA_KINDS.filter((kind) => !own[kind]));
    },
    async choose(kind, id) {
      if (!opened) return;
      (deps.remember ?? rememberDevice)(kind, id);
      if (kind === 'speaker') {
        speaker = 'untested';
        return publish();
      }
      // One asking at a time; of several choices meanwhile the last one counts.
      wishes[kind] = id;
      while (opening) await opening;
      if (!opened || wishes[kind] !== id || store.get().using[kind] === id) return publish();
      if (kind === 'microphone') {
        stopMeter?.();
        heard = false;
      }
      own[kind]?.stop();
      own[kind] = null;
      await openMissing([kind]);
    },
    async testSpeaker() {
      if (!opened || speaker === 'playing') return;
      const mine = lease;
      speaker = 'playing';
      publish();
      const played = (deps.playTone ?? playTone)(store.get().using.speaker);
      const next = await played.then(
        () => 'asked' as const,
        () => 'silent' as const,
      );
      if (mine !== lease) return;
      speaker = next;
      publish();
    },
    answerSpeaker(sounded) {
      if (speaker !== 'asked') return;
      speaker = sounded ? 'heard' : 'unheard';
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
