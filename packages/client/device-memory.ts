/** Owns which camera, microphone and speaker a person chose: kept in this browser, or, where that is refused, while the page lives. */

export const DEVICE_KINDS = ['camera', 'microphone', 'speaker'] as const;
export type DeviceKind = (typeof DEVICE_KINDS)[number];

const KEY = 'care:devices';
let kept: Partial<Record<DeviceKind, unknown>> = {};

function read(): typeof kept {
  try {
    const found: unknown = JSON.parse(localStorage.getItem(KEY) ?? 'null');
    if (found && typeof found === 'object') kept = found;
  } catch {
    // Refused or unreadable: what this page knows stands.
  }
  return kept;
}

/** The browser's id of the device; it may be gone by now. */
export function chosenDevice(kind: DeviceKind): string | undefined {
  const id = read()[kind];
  return typeof id === 'string' && id ? id : undefined;
}

export function rememberDevice(kind: DeviceKind, id: string): void {
  kept = { ...read(), [kind]: id };
  try {
    localStorage.setItem(KEY, JSON.stringify(kept));
  } catch {
    // The page goes on with what it has in memory.
  }
}
