/** Owns the page's check of the connection: asks for a room of its own, has every way tried, and says what it comes to. */
import type { ConnectionCheck } from '@care-elements/contract/connection.ts';
import type { Care } from './care.ts';
import type { CheckHandlers } from './connection-check.ts';
import {
  allWays,
  reportOf,
  UNCHECKED,
  verdictOf,
  type CheckFacts,
  type CheckFailure,
  type ConnectionState,
} from './connection-state.ts';
import { Problem } from './problem.ts';
import { createStore, type Readable } from './store.ts';

export interface ConnectionStore extends Readable<ConnectionState> {
  /** Runs a check; nothing while one is running. */
  start(): Promise<void>;
  /** Gives up the check that is running: what it has found so far is dropped. */
  stop(): void;
  /** Puts the report on the clipboard; false where the browser refuses. */
  copy(): Promise<boolean>;
}

/** What a test puts in place of the browser and the rooms. */
export interface ConnectionDeps {
  load?: () => Promise<{
    clientVersion: string;
    checkConnection(ticket: ConnectionCheck, tell: CheckHandlers, signal: AbortSignal): Promise<void>;
  }>;
  supported?: () => boolean;
  now?: () => Date;
  write?: (text: string) => Promise<void>;
}

type Facts = Omit<CheckFacts, 'at'>;
const browserFacts = (server: string): Facts => ({
  page: globalThis.location?.origin ?? '',
  server: server || (globalThis.location?.origin ?? ''),
  ...{ media: '', mediaVersion: '', clientVersion: '' },
  browser: globalThis.navigator?.userAgent ?? '',
  network:
    (globalThis.navigator as { connection?: { effectiveType?: string } } | undefined)?.connection
      ?.effectiveType ?? '',
});

export function createConnectionStore(
  care: Pick<Care, 'api' | 'server'>,
  deps: ConnectionDeps = {},
): ConnectionStore {
  const load = deps.load ?? (() => import('./connection-check.ts'));
  const supported = deps.supported ?? (() => 'RTCPeerConnection' in globalThis);
  const now = deps.now ?? (() => new Date());
  const write = deps.write ?? ((text: string) => navigator.clipboard.writeText(text));
  const store = createStore<ConnectionState>(UNCHECKED);
  let abort: AbortController | undefined;

  const set = (change: Partial<ConnectionState>) => store.set({ ...store.get(), ...change });

  /** `failure`: no way was tried. */
  function end(facts: Facts, failure: CheckFailure | null): void {
    const { ways, quality } = store.get();
    const unable = failure === 'unsupported' || failure === 'media-unavailable';
    const verdict = !failure ? verdictOf(ways, quality) : unable ? 'text' : null;
    const report = reportOf({ ...facts, at: now() }, { ways, quality, verdict, failure });
    set({ phase: failure ? 'failed' : 'done', verdict, failure, report });
  }

  async function run(mine: AbortController): Promise<void> {
    const gone = () => mine.signal.aborted;
    const facts = browserFacts(care.server);
    if (!supported()) return end(facts, 'unsupported');
    try {
      const [ticket, module] = await Promise.all([
        care.api.post<ConnectionCheck>('/connection-check'),
        load(),
      ]);
      if (gone()) return;
      Object.assign(facts, { media: ticket.url, clientVersion: module.clientVersion });
      const tell: CheckHandlers = {
        way: (way, view) => !gone() && set({ ways: { ...store.get().ways, [way]: view } }),
        quality: (quality) => !gone() && set({ quality }),
        server: (version) => (facts.mediaVersion = version),
      };
      await module.checkConnection(ticket, tell, mine.signal);
      if (!gone()) end(facts, null);
    } catch (cause) {
      if (!gone()) end(facts, failureOf(cause));
    }
  }

  return {
    get: store.get,
    subscribe: store.subscribe,
    async start() {
      if (abort) return;
      const mine = (abort = new AbortController());
      const stop = () => mine.abort();
      globalThis.addEventListener?.('pagehide', stop);
      store.set({ ...UNCHECKED, phase: 'running', ways: allWays('waiting') });
      await run(mine);
      globalThis.removeEventListener?.('pagehide', stop);
      if (abort === mine) abort = undefined;
    },
    stop() {
      if (!abort) return;
      abort.abort();
      abort = undefined;
      store.set(UNCHECKED);
    },
    copy: () =>
      write(store.get().report).then(
        () => true,
        () => false,
      ),
  };
}

function failureOf(cause: unknown): CheckFailure {
  if (!(cause instanceof Problem)) return 'network';
  if (cause.code === 'media-unavailable') return cause.code;
  if (cause.status === 429) return 'busy';
  return cause.status >= 400 && cause.status < 500 ? 'refused' : 'network';
}
