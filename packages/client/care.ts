/** Owns the page's one connection to a hospital: calls, live stream, session, and each store made once. */
import type { LiveEventName, LiveEvents } from '@care-elements/contract/live.ts';
import { createApi, type Api, type Refused } from './api.ts';
import { createSession, type Session } from './session.ts';
import { createStore, type Readable, type Store } from './store.ts';

/** `idle`: nothing to listen to yet. */
export type LiveState = 'idle' | 'connecting' | 'live' | 'reconnecting';
/** One function for each kind of event that a topic sends. */
export type LiveHandlers = { [K in LiveEventName]?: (data: LiveEvents[K]) => void };
export type Live = {
  state: Readable<LiveState>;
  /** Listens to a topic such as `visit:ID`: the snapshot first, then each update. Returns how to stop. */
  on(topic: string, handlers: LiveHandlers): () => void;
};
export type Care = {
  server: string;
  hospitalId: string;
  api: Api;
  live: Live;
  session: Store<Session | null>;
  /** The page's one instance of a store: `care.use(createQueueStore)`. */
  use<T>(create: (care: Care) => T): T;
};
/** Patients and each desk keep their own token, so that one browser can show them side by side. */
export type Scope =
  'patient' | 'guest' | 'listener' | 'desk' | 'pharmacy' | 'content' | 'formulary' | 'setup';

const opened = new Map<string, Care>();

/** `server` is an origin such as `https://care.example`; the same arguments give the same object. */
export function openCare(
  server: string,
  hospitalId: string,
  scope: Scope = 'patient',
  refused?: Refused,
): Care {
  const key = `care:${server}:${hospitalId}:${scope}`;
  let care = opened.get(key);
  if (!care) opened.set(key, (care = createCare(server, hospitalId, createSession(key), refused)));
  return care;
}

export function createCare(
  server: string,
  hospitalId: string,
  session: Store<Session | null>,
  refused?: Refused,
): Care {
  const made = new Map<unknown, unknown>();
  const token = () => session.get()?.token;
  const api = createApi(`${server}/v1/hospitals/${hospitalId}`, { token, refused });
  const state = createStore<LiveState>('idle');
  const care: Care = {
    server,
    hospitalId,
    api,
    session,
    live: {
      state,
      /** The stream's code is fetched when the first topic is asked for: nothing before triage needs it. */
      on(topic, handlers) {
        let off: (() => void) | undefined;
        const start = (): unknown =>
          import('./live.ts').then(
            ({ openLive }) =>
              (off ??= openLive({ url: `${api.base}/live`, token, state }).on(topic, handlers)),
            // The chunk itself could not be fetched.
            () => (state.set('reconnecting'), setTimeout(start, 3000)),
          );
        start();
        return () => (off ? off() : (off = () => {}));
      },
    },
    use<T>(create: (care: Care) => T): T {
      if (!made.has(create)) made.set(create, create(care));
      return made.get(create) as T;
    },
  };
  return care;
}
