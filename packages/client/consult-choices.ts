/** Owns which camera, microphone and speaker a call that stands uses: what there is, and changing over. Fetched once a call stands. */
import type { LocalTrack as AnyLocalTrack, Room, VideoCaptureOptions } from 'livekit-client';
import { browserDevices, constraintsFor, type DeviceHost } from './consult-devices.ts';
import { MEDIA_KINDS, type MediaKind } from './consult-machine.ts';
import { listDevices, type DeviceChoices } from './device-list.ts';
import { rememberDevice, type DeviceKind } from './device-memory.ts';

export type Facing = 'user' | 'environment';
export interface DevicesInUse {
  choices: DeviceChoices;
  using: Partial<Record<DeviceKind, string>>;
}
export interface Choices {
  devices(): Promise<DevicesInUse>;
  /** Takes another device, now and in every later call. Where it can't be had the one before is back; rejects where that can't be, either. */
  choose(kind: DeviceKind, id: string): Promise<void>;
  /** Turns to a phone's other camera, or a computer's next one; else as with `choose`. */
  flip(): Promise<void>;
  /** Which way the camera looks. */
  facing(): Facing;
}

export function createChoices(
  room: () => Room | undefined,
  tracks: ReadonlyMap<MediaKind, AnyLocalTrack>,
  host: DeviceHost = browserDevices(),
  remember = rememberDevice,
): Choices {
  /** What a track that is off will use when it is on again. */
  const next: Partial<Record<MediaKind, string>> = {};
  const settingsOf = (kind: MediaKind) => tracks.get(kind)?.mediaStreamTrack.getSettings() ?? {};

  function facing(): Facing {
    const { facingMode } = settingsOf('camera');
    const label = tracks.get('camera')?.mediaStreamTrack.label ?? '';
    // Firefox tells it by the name alone.
    return facingMode === 'environment' || (!facingMode && /\bback\b/i.test(label)) ? 'environment' : 'user';
  }

  async function devices(): Promise<DevicesInUse> {
    const choices = await listDevices(host);
    const using: DevicesInUse['using'] = {};
    for (const kind of MEDIA_KINDS) {
      const id = (tracks.get(kind)?.isMuted && next[kind]) || settingsOf(kind).deviceId;
      if (id) using[kind] = id;
    }
    const { speaker } = choices;
    const ids = speaker.map(({ id }) => id);
    // One that was unplugged is remembered, and not in use.
    const playing = [host.chosen?.('speaker'), 'default', ids[0]].find((id) => id && ids.includes(id));
    if (playing) using.speaker = playing;
    return { choices, using };
  }

  async function choose(kind: DeviceKind, id: string): Promise<void> {
    if (kind === 'speaker') {
      await room()?.switchActiveDevice('audiooutput', id);
      return remember(kind, id);
    }
    const track = tracks.get(kind);
    const before = settingsOf(kind).deviceId;
    try {
      await track?.setDeviceId({ exact: id });
    } catch (error) {
      // It was let go of to have the other.
      if (!before) throw error;
      await track!.setDeviceId(before);
      return;
    }
    next[kind] = id;
    remember(kind, id);
  }

  return {
    facing,
    devices,
    choose,
    async flip() {
      const camera = tracks.get('camera');
      if (!camera) return;
      const { facingMode, deviceId } = settingsOf('camera');
      if (facingMode) {
        // What is not asked for LiveKit leaves to the browser, whose picture is a small one.
        const wish = {
          ...constraintsFor('camera'),
          facingMode: facing() === 'user' ? 'environment' : 'user',
        };
        const turned = await camera.restartTrack(wish as VideoCaptureOptions).then(
          () => true,
          // A phone gives its cameras one at a time: the first was let go of to have the other.
          () => camera.restartTrack().then(() => false),
        );
        if (!turned || settingsOf('camera').deviceId !== deviceId) return;
      }
      // A computer's cameras look no way: it is the next one's turn.
      const all = (await listDevices(host)).camera;
      const at = all.findIndex(({ id }) => id === deviceId);
      if (all.length > 1) await choose('camera', all[(at + 1) % all.length]!.id);
    },
  };
}
