/** Owns the way to camera and microphone: asks for both, then each alone, names what is wrong, and measures how loud it is. */
import type { DeviceProblem, MediaKind } from './consult-machine.ts';
import { chosenDevice, type DeviceKind } from './device-memory.ts';

export interface Opened {
  microphone: MediaStreamTrack | null;
  camera: MediaStreamTrack | null;
  problems: { microphone: DeviceProblem | null; camera: DeviceProblem | null };
}

/** What of the browser is used; tests hand in their own. */
export interface DeviceHost {
  mediaDevices:
    | (Pick<MediaDevices, 'getUserMedia'> &
        Partial<Pick<MediaDevices, 'enumerateDevices' | 'addEventListener' | 'removeEventListener'>>)
    | undefined;
  /** Whether the page's Permissions-Policy lets us have it; undefined where the browser can't tell. */
  allows(feature: MediaKind): boolean | undefined;
  /** What the browser itself would answer this page; undefined where it doesn't tell. */
  permission?(feature: MediaKind): Promise<PermissionState | undefined>;
  /** The id of the device that this person chose before. */
  chosen?(kind: DeviceKind): string | undefined;
  /** The page came by https, so that a browser without devices has none for anybody. */
  secure?: boolean;
  /** Sound can be sent to another speaker than the system's. */
  choosesSpeaker?: boolean;
}

type FeaturePolicy = { allowsFeature(feature: string): boolean };
type PolicyDocument = Document & { featurePolicy?: FeaturePolicy; permissionsPolicy?: FeaturePolicy };

export const browserDevices = (): DeviceHost => ({
  mediaDevices: globalThis.navigator?.mediaDevices,
  allows: (feature) => {
    const page = globalThis.document as PolicyDocument | undefined;
    return (page?.permissionsPolicy ?? page?.featurePolicy)?.allowsFeature(feature);
  },
  permission: async (feature) => {
    try {
      return (await navigator.permissions.query({ name: feature })).state;
    } catch {
      return undefined;
    }
  },
  chosen: chosenDevice,
  secure: !!globalThis.isSecureContext,
  choosesSpeaker: 'setSinkId' in (globalThis.HTMLMediaElement?.prototype ?? {}),
});

/** 720p is asked for, not demanded: a camera that can't is taken as it is. */
const cameraSize: MediaTrackConstraints = {
  width: { ideal: 1280 },
  height: { ideal: 720 },
  frameRate: { ideal: 24, max: 30 },
};
export const microphoneConstraints: MediaTrackConstraints = {
  echoCancellation: true,
  noiseSuppression: true,
  autoGainControl: true,
};

/** For any device of the kind, or for one. */
export function constraintsFor(kind: MediaKind, deviceId?: ConstrainDOMString): MediaTrackConstraints {
  const how = kind === 'microphone' ? microphoneConstraints : cameraSize;
  if (deviceId) return { ...how, deviceId };
  return kind === 'camera' ? { ...how, facingMode: 'user' } : how;
}

/** The names are WebRTC's, the messages Chromium's: https://chromium.googlesource.com/chromium/src/+/main/third_party/blink/renderer/modules/mediastream/ */
export function problemOf(
  error: unknown,
  kind: MediaKind,
  host: DeviceHost,
  permission?: PermissionState,
): DeviceProblem {
  const { name = '', message = '' } = (error ?? {}) as { name?: string; message?: string };
  if (name === 'NotAllowedError' || name === 'SecurityError') {
    if (/system/i.test(message)) return 'denied-by-system';
    if (host.allows(kind) === false) return 'blocked-by-page';
    if (/dismissed/i.test(message)) return 'dismissed';
    // The browser itself would have said yes: what says no stands behind it.
    if (permission === 'granted') return 'denied-by-system';
    // No answer is on record. Chromium, which says "dismissed" for a closed question, was then kept back by the system; Firefox
    // and Safari leave it so after a no for this once.
    if (permission === 'prompt') return message === 'Permission denied' ? 'denied-by-system' : 'dismissed';
    return 'denied';
  }
  if (name === 'NotFoundError' || name === 'OverconstrainedError') return 'not-found';
  // AbortError is Chromium's word for a device that would not start, on Windows mostly since another program has it.
  if (name === 'NotReadableError' || name === 'AbortError') return 'in-use';
  return 'failed';
}

/**
 * The chosen devices are demanded: as a mere wish, a camera with more pixels would win. One that was unplugged since is given
 * up for whatever there is.
 */
async function ask(host: DeviceHost, kinds: readonly MediaKind[], anyDevice = false): Promise<MediaStream> {
  const { mediaDevices, chosen } = host;
  const of = (kind: MediaKind) => {
    const id = anyDevice ? undefined : chosen?.(kind);
    return kinds.includes(kind) && constraintsFor(kind, id && { exact: id });
  };
  try {
    return await mediaDevices!.getUserMedia({ audio: of('microphone'), video: of('camera') });
  } catch (error) {
    const gone = problemOf(error, kinds[0]!, host) === 'not-found';
    if (anyDevice || !gone || !kinds.some((kind) => chosen?.(kind))) throw error;
    return ask(host, kinds, true);
  }
}

/** Opens what can be opened; never rejects. Who calls it owns the tracks and stops them. */
export async function openDevices(
  kinds: readonly MediaKind[],
  host: DeviceHost = browserDevices(),
): Promise<Opened> {
  const opened: Opened = { microphone: null, camera: null, problems: { microphone: null, camera: null } };
  const { mediaDevices } = host;
  if (!mediaDevices) {
    for (const kind of kinds) opened.problems[kind] = host.secure ? 'unsupported' : 'insecure';
    return opened;
  }
  const take = (stream: MediaStream) => {
    for (const track of stream.getTracks()) opened[track.kind === 'audio' ? 'microphone' : 'camera'] = track;
  };
  if (kinds.length > 1) {
    try {
      take(await ask(host, kinds));
      return opened;
    } catch {
      // One of them may still be had: a desk without a camera, a phone whose microphone was refused.
    }
  }
  for (const kind of kinds) {
    try {
      take(await ask(host, [kind]));
    } catch (error) {
      opened.problems[kind] = problemOf(error, kind, host, await host.permission?.(kind));
    }
  }
  return opened;
}

/** Puts a camera's picture into an element, or takes it out. */
export function showTrack(video: HTMLVideoElement, track: MediaStreamTrack | null): void {
  const shown = (video.srcObject as MediaStream | null)?.getVideoTracks()[0] ?? null;
  if (shown === track) return;
  video.srcObject = track && new MediaStream([track]);
  // WeChat's webview on iOS ignores `autoplay`; elsewhere this changes nothing.
  if (track) void video.play().catch(() => {});
}

export interface Meter {
  /** Loudness now, 0 (−60 dBFS or less) to 1 (full scale). */
  read(): number;
  close(): void;
}

/** Measures a track's real signal; undefined where the browser has no Web Audio. */
export function openMeter(track: MediaStreamTrack): Meter | undefined {
  const Context = globalThis.AudioContext;
  if (!Context) return undefined;
  const context = new Context();
  // Without a gesture it starts suspended; a meter that stays at zero is the truth until then.
  void context.resume().catch(() => {});
  const analyser = context.createAnalyser();
  analyser.fftSize = 512;
  context.createMediaStreamSource(new MediaStream([track])).connect(analyser);
  const samples = new Float32Array(analyser.fftSize);
  return {
    read() {
      analyser.getFloatTimeDomainData(samples);
      let sum = 0;
      for (const sample of samples) sum += sample * sample;
      const decibel = 20 * Math.log10(Math.sqrt(sum / samples.length) || 1e-9);
      return Math.min(1, Math.max(0, (decibel + 60) / 60));
    },
    close() {
      void context.close().catch(() => {});
    },
  };
}
