/** Owns camera and microphone until a call has them: opens what is missing, one asking at a time, and gives them back. */
import { openDevices, problemOf, type DeviceHost } from './consult-devices.ts';
import { MEDIA_KINDS, type DeviceProblem, type MediaKind } from './consult-machine.ts';

export interface OwnDevices {
  /** Opened, not yet handed to a call. */
  tracks: Record<MediaKind, MediaStreamTrack | null>;
  problems: Record<MediaKind, DeviceProblem | null>;
  /** A request for it is under way. */
  busy: ReadonlySet<MediaKind>;
  /** Opens those of the kinds that nobody has yet; never rejects. */
  open(kinds: readonly MediaKind[]): Promise<void>;
  /** A device request with its pending face; what the browser says against it becomes the device's problem. */
  request(kind: MediaKind, act: () => Promise<void>): Promise<void>;
  /** Stops every track; what an older asking still brings is dropped. */
  giveBack(): void;
}

export function createOwnDevices(
  devices: DeviceHost,
  { has, changed }: { has(kind: MediaKind): boolean; changed(): void },
): OwnDevices {
  const tracks: OwnDevices['tracks'] = { microphone: null, camera: null };
  const problems: OwnDevices['problems'] = { microphone: null, camera: null };
  const busy = new Set<MediaKind>();
  let opening: Promise<void> | undefined;
  /** Grows with every giving back. */
  let lease = 0;

  async function openMissing(missing: readonly MediaKind[]): Promise<void> {
    for (const kind of missing) {
      busy.add(kind);
      problems[kind] = null;
    }
    changed();
    const mine = lease;
    const got = await openDevices(missing, devices);
    if (mine !== lease) return MEDIA_KINDS.forEach((kind) => got[kind]?.stop());
    for (const kind of missing) {
      busy.delete(kind);
      tracks[kind] = got[kind];
      problems[kind] = got.problems[kind];
    }
    changed();
  }

  return {
    tracks,
    problems,
    busy,
    /** A second asking at the same time would put a second question before the person. */
    async open(kinds) {
      while (opening) await opening;
      const missing = kinds.filter((kind) => !tracks[kind] && !has(kind));
      if (missing.length) await (opening = openMissing(missing).finally(() => (opening = undefined)));
    },
    async request(kind, act) {
      const mine = lease;
      busy.add(kind);
      problems[kind] = null;
      changed();
      let problem: DeviceProblem | null = null;
      await act().catch((error) => (problem = problemOf(error, kind, devices)));
      if (mine !== lease) return;
      busy.delete(kind);
      problems[kind] = problem;
      changed();
    },
    giveBack() {
      lease++;
      busy.clear();
      for (const kind of MEDIA_KINDS) {
        tracks[kind]?.stop();
        tracks[kind] = problems[kind] = null;
      }
    },
  };
}
