/**
 * Owns what this side tells the server of a call: rungs, devices, quality; never content. For whoever runs the call:
 *
 *     const report = createCallReport(care, visitId);
 *     report.reportCall([{ kind: 'rung', from: 'video', to: 'audio', cause: 'network' }]);
 *     report.reportCall([{ kind: 'device', device: 'camera', trouble: 'ended' }]);
 *     report.reportCall([{ kind: 'quality', rttMs: 80, lossIn: 0.02, kbpsIn: 600, fps: 20 }]);   // about every 30 s
 *     report.close();                                                                           // at the end of the call
 *
 * The kinds and their ranges are `CallFact` in `contract/timeline.ts`; numbers beyond their range are cut to it, so that one
 * odd figure of getStats loses no batch. Nothing here throws or makes anybody wait: what can't be sent is tried again with
 * the next batch, and beyond `KEPT` the oldest quality samples go first. A page that goes sends what it holds with
 * `keepalive` (a beacon could carry neither the token nor the idempotency key).
 */
import type { CallFact, CallReport as Body } from '@care-elements/contract/timeline.ts';
import type { Care } from './care.ts';
import { json } from './store.ts';

export type { CallFact };

export interface CallReport {
  /** Notes what happened now; sent in a while. */
  reportCall(facts: readonly CallFact[]): void;
  /** Sends what is there now. */
  flush(): Promise<void>;
  /** Sends what is there, for the last time. */
  close(): Promise<void>;
}

export interface CallReportDeps {
  fetch?: typeof fetch;
  /** Milliseconds that only grow. */
  clock?: () => number;
  newId?: () => string;
  setTimeout?: (fn: () => void, ms: number) => unknown;
  clearTimeout?: (timer: never) => void;
}

const SEND_MS = 10_000;
/** The route takes no more at once. */
const BATCH = 50;
const KEPT = 200;

const HIGHEST: Record<string, number> = {
  ...{ rttMs: 60_000, jitterMs: 60_000, lossIn: 1, lossOut: 1, concealed: 1 },
  ...{ kbpsIn: 100_000, kbpsOut: 100_000, fps: 240, tookMs: 3_600_000, afterMs: 3_600_000 },
};
const WHOLE = ['tookMs', 'afterMs'];

/** Numbers within their range; those that are none are left out. */
function within(fact: CallFact): CallFact {
  const entries = Object.entries(fact).flatMap(([name, value]): [string, unknown][] => {
    if (typeof value !== 'number') return value === undefined ? [] : [[name, value]];
    if (!Number.isFinite(value)) return [];
    const held = Math.min(HIGHEST[name] ?? value, Math.max(0, value));
    return [[name, WHOLE.includes(name) ? Math.round(held) : Math.round(held * 1000) / 1000]];
  });
  return Object.fromEntries(entries) as CallFact;
}

/** A random UUID. Not `randomUUID`: that one is missing on pages served over plain http. */
function randomId(): string {
  const bytes = crypto.getRandomValues(new Uint8Array(16));
  bytes[6] = (bytes[6]! & 15) | 64;
  bytes[8] = (bytes[8]! & 63) | 128;
  const hex = [...bytes].map((byte) => byte.toString(16).padStart(2, '0')).join('');
  return hex.replace(/^(.{8})(.{4})(.{4})(.{4})(.{12})$/, '$1-$2-$3-$4-$5');
}

export function createCallReport(
  { api, session }: Pick<Care, 'api' | 'session'>,
  visitId: string,
  {
    fetch = (...args) => globalThis.fetch(...args),
    clock = () => performance.now(),
    newId = randomId,
    setTimeout: later = (fn, ms) => globalThis.setTimeout(fn, ms),
    clearTimeout: never = (timer) => globalThis.clearTimeout(timer),
  }: CallReportDeps = {},
): CallReport {
  let held: { eventId: string; at: number; fact: CallFact }[] = [];
  let sending: Promise<void> | undefined;
  let timer: unknown;
  let closed = false;

  const wait = () => {
    timer ??= later(() => {
      timer = undefined;
      void flush();
    }, SEND_MS);
  };

  async function send(keepalive: boolean): Promise<boolean> {
    const batch = held.slice(0, BATCH);
    const token = session.get()?.token;
    if (!batch.length || !token) return false;
    const body: Body = {
      events: batch.map(({ eventId, at, fact }) => ({
        ...{ eventId, fact },
        agoMs: Math.min(86_400_000, Math.max(0, Math.round(clock() - at))),
      })),
    };
    const answer = await fetch(`${api.base}/visits/${visitId}/call-events`, {
      ...{ method: 'POST', keepalive, body: json(body) },
      headers: {
        Authorization: `Bearer ${token}`,
        'Content-Type': 'application/json',
        // New for each try, since the ages differ; it is the events' own ids that make a second try harmless.
        'Idempotency-Key': newId(),
      },
    }).catch(() => undefined);
    const again = !answer || answer.status >= 500 || answer.status === 429;
    if (!again) held = held.filter((event) => !batch.includes(event));
    return !again && held.length > 0;
  }

  function flush(keepalive = false): Promise<void> {
    sending ??= (async () => {
      while (await send(keepalive));
      sending = undefined;
      if (held.length && !closed) wait();
    })();
    return sending;
  }

  /** The page may be gone in a moment: what a request under way carries goes out once more, and counts once. */
  const leaving = () => {
    if (document.visibilityState === 'hidden') void send(true);
  };
  globalThis.document?.addEventListener('visibilitychange', leaving);

  return {
    reportCall(facts) {
      if (closed) return;
      for (const fact of facts) held.push({ eventId: newId(), at: clock(), fact: within(fact) });
      while (held.length > KEPT) {
        const sample = held.findIndex(({ fact }) => fact.kind === 'quality');
        held.splice(Math.max(0, sample), 1);
      }
      if (held.length) wait();
    },
    flush: () => flush(),
    async close() {
      if (closed) return;
      closed = true;
      never(timer as never);
      globalThis.document?.removeEventListener('visibilitychange', leaving);
      await flush(true);
    },
  };
}
