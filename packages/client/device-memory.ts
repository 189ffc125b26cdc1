/**
 * Owns what a person chose for their calls: which camera, microphone and speaker, and how much of a visit's call is wanted. Kept in
 * this browser, or, where that is refused, while the page lives.
 */

export const DEVICE_KINDS = ['camera', 'microphone', 'speaker'] as const;
export type DeviceKind = (typeof DEVICE_KINDS)[number];

const KEY = 'care:devices';
type Chosen = DeviceKind | 'rung';
let kept: Partial<Record<Chosen, unknown>> = {};

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
export function chosenDevice(kind: Chosen): string | undefined {
  const id = read()[kind];
  return typeof id === 'string' && id ? id : undefined;
}

export function rememberDevice(kind: Chosen, id: string): void {
  kept = { ...read(), [kind]: id };
  try {
    localStorage.setItem(KEY, JSON.stringify(kept));
  } catch {
    // The page goes on with what it has in memory.
  }
}

/** Neither another visit nor the other side on the same browser has it so. */
export interface Side {
  visitId: string | null;
  role: string | null;
}

/** Under `rung`, after who chose it: the rung to have no more than, what rests there, and what of that the choice turned off. Undefined for automatic. */
export const chosenRung = ({ visitId, role }: Side): string | undefined =>
  chosenDevice('rung')?.split(`${visitId}${role} `)[1];
