/**
 * Owns what `diagnose()` finds out about a page that embeds us: a row a check, each with a mark and the facts behind it. The words
 * are the widgets'. Nothing here asks a person for anything, and nothing throws.
 */
import { devices, frame, language, secure, type Asked } from './diagnose-page.ts';
import { mediaServer, ofServer, policy, version } from './diagnose-server.ts';

const CHECKS = [
  ...(['version', 'origin', 'csp', 'trustedTypes', 'secure', 'permissionsPolicy', 'frame'] as const),
  ...(['camera', 'microphone', 'media', 'clock', 'language', 'contrast'] as const),
] as const;
export type CheckName = (typeof CHECKS)[number];
/** `ok` green; `look` amber: works, but not as meant; `bad` red: a patient can't get on; `open`: could not be found out here. */
export type Mark = 'ok' | 'look' | 'bad' | 'open';
/** What came out of a check: the case, of which the words are kept, and what stands in them. */
export interface Found {
  mark: Mark;
  as: string;
  facts?: Record<string, string>;
}
export interface Finding extends Found {
  check: CheckName;
}

export interface DiagnoseDeps extends Asked {
  /** Rejects as the library's code does where Trusted Types forbid its policy. */
  loadLibrary(): Promise<unknown>;
  contrast(): Found;
  /** The full check of the way to the media server, for a patient who is registered; undefined without one. */
  checkMedia(): Promise<Found | undefined>;
}

/** The rows, in the order in which they are to be mended. */
export async function findings(deps: DiagnoseDeps): Promise<Finding[]> {
  const blocked = policy();
  const answer = await ofServer(deps);
  const media = await mediaServer(deps, answer, deps.checkMedia, blocked.stops);
  const [seen, types, framed] = await Promise.all([
    version(deps),
    trustedTypes(deps),
    // The page's own header is read once for both rows.
    frame(),
  ]);
  const [camera, microphone] = await devices();
  const rows: Record<CheckName, Found> = {
    version: seen.as === 'unknown' && answer.origin.as === 'unreached' ? { ...seen, as: 'unreached' } : seen,
    origin: answer.origin,
    csp: await blocked.found(deps.server, media.url),
    trustedTypes: types,
    secure: secure(),
    permissionsPolicy: framed.policy,
    frame: framed.frame,
    camera: camera!,
    microphone: microphone!,
    media: media.found,
    clock: answer.clock,
    language: language(deps),
    contrast: deps.contrast(),
  };
  return CHECKS.map((check) => ({ check, ...rows[check] }));
}

async function trustedTypes({ loadLibrary }: DiagnoseDeps): Promise<Found> {
  if (!('trustedTypes' in globalThis)) return { mark: 'ok', as: 'absent' };
  try {
    await loadLibrary();
    return { mark: 'ok', as: 'allowed' };
  } catch (cause) {
    const text = String(cause);
    if (!/createPolicy|TrustedType/i.test(text)) return { mark: 'open', as: 'unloaded', facts: { text } };
    return { mark: 'bad', as: /already exists/.test(text) ? 'taken' : 'forbidden' };
  }
}
