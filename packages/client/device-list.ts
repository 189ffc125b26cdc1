/** Owns what there is to choose from: the cameras, microphones and speakers that the browser tells of. */
import type { DeviceHost } from './consult-devices.ts';
import { DEVICE_KINDS, type DeviceKind } from './device-memory.ts';

export interface DeviceChoice {
  id: string;
  /** The system's name for it; empty where the browser keeps it back. */
  label: string;
}
export type DeviceChoices = Record<DeviceKind, DeviceChoice[]>;
export const NO_CHOICES: DeviceChoices = { camera: [], microphone: [], speaker: [] };

const KIND: Record<MediaDeviceKind, DeviceKind> = {
  videoinput: 'camera',
  audioinput: 'microphone',
  audiooutput: 'speaker',
};
/** Chromium's second name for a device that is in the list already. */
const SECOND_NAME = 'communications';
const MOST = 20;

/** Before the first permission browsers name nothing, and the lists are empty. Never rejects. */
export async function listDevices(host: DeviceHost): Promise<DeviceChoices> {
  const all = (await host.mediaDevices?.enumerateDevices?.().catch(() => [])) ?? [];
  const named = all.filter(({ deviceId }) => deviceId && deviceId !== SECOND_NAME);
  const lists = { ...NO_CHOICES };
  for (const kind of DEVICE_KINDS)
    lists[kind] = named
      .filter((device) => KIND[device.kind] === kind && (kind !== 'speaker' || host.choosesSpeaker))
      .slice(0, MOST)
      .map(({ deviceId, label }) => ({ id: deviceId, label }));
  return lists;
}

/** Whether there is anything to choose: `default` is one of the others under a second name. */
export const isChoice = (list: readonly DeviceChoice[]): boolean =>
  list.filter(({ id }) => id !== 'default').length > 1;

/** The speaker that was chosen, while it is plugged in. */
export async function speakerInUse(host: DeviceHost): Promise<string | undefined> {
  const chosen = host.chosen?.('speaker');
  if (!chosen) return undefined;
  return (await listDevices(host)).speaker.some(({ id }) => id === chosen) ? chosen : undefined;
}
