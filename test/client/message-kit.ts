/** For tests of the conversation's store: both sides of a real visit on a real server, over a network that a test can break. */
import { createApi } from '@care-elements/client/api.ts';
import type { Care, LiveState } from '@care-elements/client/care.ts';
import { createLive } from '@care-elements/client/live.ts';
import {
  createMessageStore,
  type MessageDeps,
  type MessageStore,
} from '@care-elements/client/message-store.ts';
import type { MessageState } from '@care-elements/client/message-state.ts';
import { createStore } from '@care-elements/client/store.ts';
import type { Session } from '@care-elements/client/session.ts';

/** Numbers like random ones, the same in each run (mulberry32). */
function seeded(seed: number): () => number {
  return () => {
    seed = (seed + 0x6d2b79f5) | 0;
    let t = Math.imul(seed ^ (seed >>> 15), 1 | seed);
    t = (t + Math.imul(t ^ (t >>> 7), 61 | t)) ^ t;
    return ((t ^ (t >>> 14)) >>> 0) / 2 ** 32;
  };
}

export interface Network {
  /** Share of answers that are lost after the server has done its work. */
  loss: number;
  /** Nothing gets through at all. */
  cut: boolean;
  /** Answers lost so far. */
  lost: number;
  /** Breaks what is open: the stream. */
  drop(): void;
}

export const memory = () => {
  const kept = new Map<string, string>();
  return {
    kept,
    getItem: (key: string) => kept.get(key) ?? null,
    setItem: (key: string, value: string) => void kept.set(key, value),
    removeItem: (key: string) => void kept.delete(key),
  };
};

/** A browser's side of the conversation. `close` ends its stream. */
export function sideOf(
  url: string,
  token: string,
  { seed = 1, ...deps }: MessageDeps & { seed?: number } = {},
): { store: MessageStore; network: Network; care: Pick<Care, 'api' | 'live' | 'session'>; close(): void } {
  let line = new AbortController();
  const drop = () => {
    line.abort();
    line = new AbortController();
  };
  const network: Network = { loss: 0, cut: false, lost: 0, drop };
  const random = seeded(seed);
  const lossy: typeof fetch = async (input, init) => {
    if (network.cut) throw new TypeError('no network');
    const stream = init?.signal && String(input).includes('/live?');
    const signal = stream ? AbortSignal.any([line.signal, init.signal!]) : (init?.signal ?? null);
    const answer = await fetch(input, { ...init, signal });
    if (network.cut || random() < network.loss) {
      await answer.body?.cancel();
      network.lost++;
      throw new TypeError('the answer was lost');
    }
    return answer;
  };
  const sleep = (ms: number) => new Promise((done) => setTimeout(done, Math.min(ms, 5)));
  const session = createStore<Session | null>({ token });
  const state = createStore<LiveState>('idle');
  const base = `${url}/v1/hospitals/renhe`;
  const live = createLive({ url: `${base}/live`, token: () => token, state, fetch: lossy });
  const care = {
    api: createApi(base, { token: () => session.get()?.token, fetch: lossy, sleep, random }),
    live,
    session,
  };
  const store = createMessageStore(care, { fetch: lossy, sleep, random, storage: memory(), ...deps });
  const offs: (() => void)[] = [];
  const { open } = store;
  store.open = (...args) => {
    const off = open(...args);
    offs.push(off);
    return off;
  };
  return { store, network, care, close: () => offs.forEach((off) => off()) };
}

/** Resolves with the first state that fits, now or later. */
export function until(store: MessageStore, fits: (state: MessageState) => boolean, ms = 20_000) {
  return new Promise<MessageState>((resolve, reject) => {
    const look = () => {
      const state = store.get();
      if (!fits(state)) return;
      clearTimeout(timer);
      off();
      resolve(state);
    };
    const timer = setTimeout(() => {
      off();
      const { messages, outgoing, ...rest } = store.get();
      reject(
        new Error(
          `not seen; ${messages.length} here, ${JSON.stringify({ outgoing: outgoing.slice(0, 5), rest })}`,
        ),
      );
    }, ms);
    const off = store.subscribe(look);
    look();
  });
}
