/** Owns the page's one Server-Sent Events stream: topics, resume, reconnect with jitter, and its state as a store. */
import { createParser } from 'eventsource-parser';
import type { Live, LiveHandlers, LiveState } from './care.ts';
import type { Store } from './store.ts';

export type LiveDeps = {
  /** `…/v1/hospitals/{id}/live`; topics are added as the query. */
  url: string;
  token(): string | undefined;
  state: Store<LiveState>;
  fetch?: typeof fetch;
  random?: () => number;
  setTimeout?: (fn: () => void, ms: number) => unknown;
  clearTimeout?: (timer: never) => void;
};

const opened = new WeakMap<object, Live>();

/** The one stream of a connection, by its state. */
export function openLive(deps: LiveDeps): Live {
  let live = opened.get(deps.state);
  if (!live) opened.set(deps.state, (live = createLive(deps)));
  return live;
}

/** The server's heartbeat comes every 15 s; three missed ones mean that the line is dead, whatever TCP believes. */
const SILENCE_MS = 45_000;
const FIRST_RETRY_MS = 500;
const MAX_RETRY_MS = 15_000;

export function createLive({
  url,
  token,
  state,
  fetch = (...args) => globalThis.fetch(...args),
  random = Math.random,
  setTimeout: later = (fn, ms) => globalThis.setTimeout(fn, ms),
  clearTimeout: never = (timer) => globalThis.clearTimeout(timer),
}: LiveDeps): Live {
  const topics = new Map<string, Set<LiveHandlers>>();
  let lastId = '';
  let failures = 0;
  let abort: AbortController | undefined;
  /** When the stream is opened (again); and when its silence means that the line is dead. Two timers: what comes in must not put off the first. */
  let timer: unknown;
  let silence: unknown;
  /** Somebody new listens: the next stream begins with snapshots, whatever the old one still brings. */
  let anew = false;

  const reach = (event: { event?: string | undefined; data: string; id?: string | undefined }) => {
    if (event.id && !anew) lastId = event.id;
    if (!event.event) return;
    const data = JSON.parse(event.data);
    const name = event.event as keyof LiveHandlers;
    for (const handlers of [...(topics.get(data.topic) || [])])
      try {
        handlers[name]?.(data as never);
      } catch (error) {
        // Its own: neither the line nor the other listeners suffer.
        console.error(error);
      }
  };

  const schedule = (ms: number) => {
    never(timer as never);
    timer = later(open, ms);
  };

  async function open() {
    never(timer as never);
    never(silence as never);
    abort?.abort();
    if (anew) lastId = '';
    anew = false;
    if (!topics.size) {
      abort = undefined;
      state.set('idle');
      return;
    }
    const mine = (abort = new AbortController());
    state.set(failures || state.get() === 'reconnecting' ? 'reconnecting' : 'connecting');
    const alive = () => {
      never(silence as never);
      silence = later(() => mine.abort(), SILENCE_MS);
    };
    let refused = false;
    try {
      const headers: Record<string, string> = {
        Accept: 'text/event-stream',
        Authorization: `Bearer ${token() || ''}`,
      };
      if (lastId) headers['Last-Event-ID'] = lastId;
      alive();
      const answer = await fetch(`${url}?topics=${encodeURIComponent([...topics.keys()].join(','))}`, {
        headers,
        signal: mine.signal,
        cache: 'no-store',
      });
      if (!answer.ok || !answer.body) {
        // 4xx but 429 won't heal by trying again at once; the token or the topic is no longer ours.
        refused = answer.status >= 400 && answer.status < 500 && answer.status !== 429;
        throw new Error(String(answer.status));
      }
      state.set('live');
      const parser = createParser({ onEvent: reach });
      const reader = answer.body.getReader();
      const decoder = new TextDecoder();
      for (;;) {
        const { done, value } = await reader.read();
        if (done || mine !== abort) break;
        failures = 0;
        alive();
        parser.feed(decoder.decode(value, { stream: true }));
      }
    } catch {
      // Every cause has the same cure below.
    }
    // A newer stream has taken over: it owns the state now.
    if (mine !== abort) return;
    never(silence as never);
    state.set('reconnecting');
    failures++;
    const ceiling = refused ? MAX_RETRY_MS * 4 : Math.min(MAX_RETRY_MS, FIRST_RETRY_MS * 2 ** (failures - 1));
    schedule(ceiling * (0.5 + random() / 2));
  }

  // Coming back from a locked screen or a dead zone: don't wait for the timer.
  const hurry = () => {
    if (topics.size && state.get() === 'reconnecting') void open();
  };
  globalThis.addEventListener?.('online', hurry);
  // The device knows it first: nobody reads an old place for as long as a dead line can be silent.
  globalThis.addEventListener?.('offline', () => abort?.abort());
  globalThis.document?.addEventListener('visibilitychange', () => {
    if (!document.hidden) hurry();
  });

  return {
    state,
    on(topic, handlers) {
      const listeners = topics.get(topic) || new Set();
      listeners.add(handlers);
      topics.set(topic, listeners);
      // A new listener needs the snapshot, so the stream is opened anew even for a known topic; a tick gathers those of one render.
      anew = true;
      schedule(0);
      return () => {
        listeners.delete(handlers);
        if (listeners.size || topics.get(topic) !== listeners) return;
        topics.delete(topic);
        schedule(0);
      };
    },
  };
}
