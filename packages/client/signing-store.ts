/** Owns what a clinician signs with: what the hospital asks, their keys, and what happens with the key at this moment. */
import type { BegunKey, BegunSignature, Signing, SigningKey } from '@care-elements/contract/signing.ts';
import type { RevokeReason, SealLevel } from '@care-elements/contract/signing.terms.ts';
import type { Care } from './care.ts';
import { Problem } from './problem.ts';
import type { NoAnswer } from './signing-device.ts';
import { createStore, type Readable } from './store.ts';

/**
 * `asking`: the browser asks for the key. `sending`: it was confirmed and is on its way. `no-key`: none of theirs works on this site.
 * `unavailable`: this browser or page has no keys. `expired`: it took too long. `refused`: it was not the right key. `other-way`: the hospital asks for
 * a signature that this page can't make. `known`: this device has its key already.
 */
export type KeyFace =
  | 'idle'
  | 'asking'
  | 'sending'
  | 'done'
  | 'cancelled'
  | 'no-key'
  | 'unavailable'
  | 'expired'
  | 'refused'
  | 'other-way'
  | 'known';
export interface SigningState {
  /** Null until it was read. */
  required: SealLevel | null;
  keys: SigningKey[] | null;
  /** Whether a signature on this page goes by the clinician's own key. */
  byKey: boolean;
  /** What the key is asked for, and how it stands. */
  purpose: 'sign' | 'add';
  face: KeyFace;
  busy: 'load' | 'revoke' | 'rotate' | null;
  problem: Problem | null;
}
/** One signature: where it is made plainly, and where in a ceremony. */
export interface ToConfirm {
  plain: readonly [path: string, body: object];
  begin: readonly [path: string, body: object];
  complete: string;
  /** Whether the text that would be signed is what the person sees. */
  fits(said: Record<string, unknown>): boolean;
}
export interface SigningStore extends Readable<SigningState> {
  load(): Promise<void>;
  /** Signs; null where it was not confirmed, and `face` says why. Rejects with a `Problem` that concerns what is signed. */
  confirm<T>(what: ToConfirm): Promise<T | null>;
  add(name: string): Promise<boolean>;
  revoke(keyId: string, reason: RevokeReason): Promise<boolean>;
  /** A new key of the server's in place of this one. */
  rotate(keyId: string): Promise<boolean>;
  /** What was said of the last time is read; a ceremony under way is over, and nothing is signed by it. */
  rest(): void;
}

/** Where browsers have no keys: no secure page, a page opened by a number, an old browser. */
const hasKeys = (): boolean =>
  isSecureContext && 'PublicKeyCredential' in globalThis && !/^[\d.]+$|^\[/.test(location.hostname);

/** A key of this page's site: the host, or a wider one. */
export const worksHere = ({ level, rpId, revokedAt }: SigningKey): boolean =>
  level === 'ceremony' &&
  !revokedAt &&
  !!rpId &&
  (location.hostname === rpId || location.hostname.endsWith(`.${rpId}`));

/** SHA-256 of a text, in base64url. */
async function hashOf(text: string): Promise<string> {
  const bytes = new Uint8Array(await crypto.subtle.digest('SHA-256', new TextEncoder().encode(text)));
  return btoa(String.fromCharCode(...bytes))
    .replaceAll('+', '-')
    .replaceAll('/', '_')
    .replace(/=+$/, '');
}

const FACES: Record<string, KeyFace> = {
  'no-signing-key': 'no-key',
  'level-unavailable': 'unavailable',
  'origin-not-registered': 'unavailable',
  'ceremony-expired': 'expired',
  'ceremony-refused': 'refused',
};

export function createSigningStore(care: Care): SigningStore {
  const { api } = care;
  const store = createStore<SigningState>({
    ...{ required: null, keys: null, byKey: false, purpose: 'sign', face: 'idle', busy: null, problem: null },
  });
  const set = (change: Partial<SigningState>) => store.set({ ...store.get(), ...change });
  const accept = ({ required, keys }: Signing) =>
    set({ required, keys, byKey: required !== 'seal' || keys.some(worksHere) });
  /** Grows with what ends a ceremony from outside: what the device gives after that is not used. */
  let turn = 0;
  function stop(): void {
    turn++;
    // The browser's own window closes, too.
    if (store.get().face === 'asking')
      void import('./signing-device.ts').then(
        ({ withdraw }) => withdraw(),
        () => {},
      );
  }
  // Another clinician at this desk has other keys.
  let token = care.session.get()?.token;
  care.session.subscribe((session) => {
    if (session?.token === token) return;
    token = session?.token;
    stop();
    set({ required: null, keys: null, byKey: false, face: 'idle', problem: null });
  });

  /** The two steps around the device; null where it gave nothing. */
  async function withDevice<T>(
    purpose: SigningState['purpose'],
    begin: () => Promise<{ beginId: string; ask: Record<string, unknown> }>,
    complete: (body: { beginId: string; answer: object }) => Promise<T>,
  ): Promise<T | null> {
    const mine = ++turn;
    const end = (face: KeyFace) => {
      if (mine === turn) set({ face });
      return null;
    };
    set({ purpose, face: 'asking', problem: null });
    try {
      if (!hasKeys()) return end('unavailable');
      const [{ beginId, ask }, device] = await Promise.all([begin(), import('./signing-device.ts')]);
      if (mine !== turn) return null;
      const answer = await (purpose === 'add' ? device.askForKey(ask) : device.askForSignature(ask));
      // The person has gone back meanwhile.
      if (mine !== turn) return null;
      set({ face: 'sending' });
      const done = await complete({ beginId, answer });
      end('done');
      return done;
    } catch (error) {
      const { why } = error as NoAnswer;
      if (why) return end(why);
      const face = error instanceof Problem && FACES[error.code];
      if (face) return end(face);
      end('idle');
      throw error;
    }
  }

  async function begun({ begin: [path, body], fits }: ToConfirm) {
    const { text, level, ...rest } = await api.post<BegunSignature>(path, body);
    if (level !== 'ceremony') throw Object.assign(new Error(level), { why: 'other-way' });
    // The device signs a hash: this page makes sure that it is of what the person has read.
    if ((await hashOf(text)) !== rest.ask['challenge'] || !fits(JSON.parse(text)))
      throw new Problem(409, { code: 'version-conflict' });
    return rest;
  }

  async function keep(busy: SigningState['busy'], request: () => Promise<Signing>): Promise<boolean> {
    if (store.get().busy) return false;
    set({ busy, problem: null });
    try {
      accept(await request());
      return true;
    } catch (problem) {
      if (!(problem instanceof Problem)) throw problem;
      set({ problem });
      return false;
    } finally {
      set({ busy: null });
    }
  }
  const act = (keyId: string, verb: 'revoke' | 'rotate', body?: object) =>
    keep(verb, () => api.post<Signing>(`/signing/keys/${keyId}/${verb}`, body));

  return {
    get: store.get,
    subscribe: store.subscribe,
    load: async () => void (await keep('load', () => api.get<Signing>('/signing')).catch(() => {})),
    async confirm<T>(what: ToConfirm) {
      if (!store.get().byKey) {
        set({ face: 'idle' });
        try {
          return await api.post<T>(...what.plain);
        } catch (problem) {
          if (!(problem instanceof Problem) || problem.code !== 'ceremony-needed') throw problem;
          set({ byKey: true, required: problem.current as SealLevel });
        }
      }
      return withDevice<T>(
        'sign',
        () => begun(what),
        (body) => api.post<T>(what.complete, body),
      );
    },
    async add(name) {
      const signing = await withDevice<Signing>(
        'add',
        () => api.post<BegunKey>('/signing/keys/begin', { name }),
        (body) => api.post<Signing>('/signing/keys/complete', body),
      ).catch((problem) => {
        if (!(problem instanceof Problem)) throw problem;
        set({ problem });
        return null;
      });
      if (signing) accept(signing);
      return !!signing;
    },
    revoke: (keyId, reason) => act(keyId, 'revoke', { reason, from: null }),
    rotate: (keyId) => act(keyId, 'rotate'),
    rest() {
      stop();
      set({ face: 'idle', problem: null });
    },
  };
}
