/** Owns the checks that need nothing but the page: secure context, frame and policy of devices, devices, language. */
import type { Found } from './diagnose.ts';

export interface Asked {
  /** Origin of the Care server. */
  server: string;
  /** The hospital's id; empty where no tag of ours names one. */
  hospital: string;
  /** The first tag of ours in the page; null without one. */
  element: Element | null;
  /** The language that it speaks; empty without one. */
  speaks: string;
}
type Kind = 'camera' | 'microphone';
const KINDS: Kind[] = ['camera', 'microphone'];

export const secure = (): Found =>
  isSecureContext
    ? { mark: 'ok', as: 'secure' }
    : { mark: 'bad', as: 'insecure', facts: { origin: location.origin } };

/** Chromium says it; the other engines don't. */
const allowed = (kind: Kind): boolean | undefined =>
  (document as { featurePolicy?: { allowsFeature(name: string): boolean } }).featurePolicy?.allowsFeature(
    kind,
  );

/** Whose fault a missing permission is: the page's own header, or the frame that it stands in. */
export async function frame(): Promise<{ policy: Found; frame: Found }> {
  const framed = window.parent !== window;
  const known = KINDS.every((kind) => allowed(kind) !== undefined);
  const missing = KINDS.filter((kind) => allowed(kind) === false);
  const header = missing.length || !known ? await ownHeader('permissions-policy') : '';
  const own = KINDS.filter((kind) => new RegExp(`${kind}\\s*=\\s*\\(\\s*\\)`).test(header ?? ''));
  const facts = { missing: missing.join(', '), header: header ?? '', origin: location.origin };
  const byFrame = missing.filter((kind) => !own.includes(kind));
  const policy: Found =
    own.length || (missing.length && !framed)
      ? {
          mark: 'bad',
          as: 'forbidden',
          facts: { ...facts, missing: (own.length ? own : missing).join(', ') },
        }
      : known
        ? { mark: 'ok', as: 'allowed' }
        : { mark: 'open', as: 'unsaid' };
  if (!framed) return { policy, frame: { mark: 'ok', as: 'top' } };
  if (byFrame.length)
    return {
      policy,
      frame: { mark: 'bad', as: 'withheld', facts: { ...facts, missing: byFrame.join(', ') } },
    };
  return { policy, frame: known ? { mark: 'ok', as: 'handed' } : { mark: 'open', as: 'unsaid', facts } };
}

/** Of this page, asked for once more; null where that is not possible. */
async function ownHeader(name: string): Promise<string | null> {
  try {
    return (await fetch(location.href, { method: 'HEAD' })).headers.get(name);
  } catch {
    return null;
  }
}

export async function devices(): Promise<Found[]> {
  const media = navigator.mediaDevices as MediaDevices | undefined;
  const list = (await media?.enumerateDevices().catch(() => undefined)) ?? [];
  return Promise.all(
    KINDS.map(async (kind): Promise<Found> => {
      if (!media) return { mark: 'bad', as: 'impossible' };
      if (allowed(kind) === false) return { mark: 'bad', as: 'forbidden' };
      const state = await permission(kind);
      if (state === 'denied') return { mark: 'bad', as: 'denied' };
      const input = kind === 'camera' ? 'videoinput' : 'audioinput';
      if (!list.some((device) => device.kind === input)) return { mark: 'look', as: 'none' };
      return state === 'granted' ? { mark: 'ok', as: 'granted' } : { mark: 'ok', as: 'asks' };
    }),
  );
}

async function permission(name: Kind): Promise<PermissionState | undefined> {
  try {
    return (await navigator.permissions.query({ name: name as PermissionName })).state;
  } catch {
    // Not every engine knows these names.
    return undefined;
  }
}

export function language({ element, speaks }: Asked): Found {
  let said = '';
  for (let node: Node | null = element; node && !said; node = node.parentNode || (node as ShadowRoot).host)
    said = (node as HTMLElement).lang ?? '';
  const facts = { said, speaks, browser: navigator.language };
  if (!element) return { mark: 'open', as: 'none' };
  if (!said) return { mark: 'look', as: 'unsaid', facts };
  const same = said.slice(0, 2).toLowerCase() === speaks.slice(0, 2).toLowerCase();
  return same ? { mark: 'ok', as: 'said', facts } : { mark: 'look', as: 'unknown', facts };
}
