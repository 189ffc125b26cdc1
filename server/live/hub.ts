/** Live push: drains the outbox, loads each changed topic once, and tells the streams that follow it. */
import { setImmediate as breath } from 'node:timers/promises';
import pLimit from 'p-limit';
import type { Logger } from 'pino';
import type { Actor } from '../actor.ts';
import { DatabaseAway, type Db } from '../db/open.ts';
import { readOutbox, type OutboxEvent, type OutboxReader } from '../outbox.ts';
import { comparePositions, formatPosition, parsePosition, type Position } from './position.ts';
import { framesOf, type LiveStream } from './stream.ts';
import { createWheel } from './wheel.ts';

/** One kind of topic (`visit`, `queue`, …), told to the hub by the capability that owns it. */
export interface TopicSource {
  /** May this actor follow it? `id` is what follows the colon, or empty. */
  authorize(actor: Actor, id: string): Promise<boolean> | boolean;
  /** The event that carries the topic's whole state. */
  load(hospitalId: string, id: string): Promise<{ event: string; data: unknown }>;
  /** Topics that change this one by a ripple alone: who comes back missed those too. */
  touchedBy?(hospitalId: string, id: string): Promise<string[]>;
  /** Who follows it may follow less once it has changed: each is asked again. */
  narrows?: true;
  /**
   * Other streams' parts that change with it: pairs of topic and event (a patient's place, when the queue moves). `followed` knows
   * which topics have followers, and of which kinds any has.
   */
  ripple?(hospitalId: string, id: string, followed: Followed): Promise<Ripple[]>;
}
export interface Followed {
  (topic: string): boolean;
  any(kind: string): boolean;
}
export interface Ripple {
  topic: string;
  event: string;
  data: unknown;
}

/** What passes by on a topic and is kept nowhere; told on HINT_CHANNEL, as JSON of at most 8000 bytes. */
export interface Hint {
  hospitalId: string;
  topic: string;
  event: string;
  data: Record<string, unknown>;
}
export const HINT_CHANNEL = 'care_hints';

export interface LiveHub {
  source(kind: string, source: TopicSource): void;
  authorize(actor: Actor, topic: string): Promise<boolean>;
  /**
   * Follows the stream's topics: a snapshot of each (or `resumed`), then every change until it closes. A session has
   * STREAMS_PER_SESSION at most: one more ends its oldest, which may long be dead without having said so.
   */
  follow(
    stream: LiveStream,
    topics: string[],
    lastEventId: string | null,
    more?: {
      /** Closes the stream if its session may follow others by now; asked every RECHECK_MS. */
      askAgain?: () => void;
      /** The page asked for more than it may follow: it never had those, so it can't resume here. */
      partly?: boolean;
    },
  ): Promise<void>;
  start(): Promise<void>;
  close(): Promise<void>;
  /** Asks the next sixtieth of the streams whether they may go on; the hub does it by itself. */
  recheck(): void;
  stats(): { streams: number; topics: number };
  /** Of a kind of topic (`desk`, `visit`), those that a page follows at this server, and when the newest page came. */
  pages(hospitalId: string, kind: string): { id: string; openedAt: Date }[];
  /** In which a page follows a topic of this kind at this server. */
  hospitals(kind: string): string[];
}

/** What a stream follows, since when (ms since the epoch), and how it is asked whether it still may. */
interface Following {
  keys: string[];
  openedAt: number;
  askAgain: (() => void) | undefined;
  partly: boolean;
}

/** One event on its way to all who follow a topic; `from` is the topic whose change it is, by key, `at` where that stands. */
interface Told {
  event: string;
  topic: string;
  text: string;
  from: string;
  at: string;
}
/** A topic as it is at a position, for whoever has just come to follow it. */
interface Fresh {
  event: string;
  at: string;
  frame: (id: string | null) => Uint8Array;
}
/** Bytes that are written before whoever else asks is answered, and one more connection taken: less than a millisecond. */
const AT_A_BREATH = 2 ** 18;

/** Positions of last changes that are remembered for resuming; beyond, a stream gets a snapshot. */
const REMEMBERED_TOPICS = 50_000;
const HEARTBEAT_MS = 15_000;
/** Who may no longer hear what they follow (an account that was closed, a department that was left) is asked for so often. */
export const RECHECK_MS = 60_000;
const RECHECK_SLOTS = 60;
/** A page needs one; a person may have a few pages open. */
export const STREAMS_PER_SESSION = 8;
/**
 * Pages that are let in at a time, and topics that are loaded for those who come. After a cut thousands come back at once: they wait for
 * each other, and leave most of the connections to the database to everybody else (`npm run attack -- slow`).
 */
export const AT_ONCE = 4;
/** After the database was away. */
const RETRY_MS = 1000;

export function createHub({
  db,
  log,
  now = () => new Date(),
}: {
  db: Db;
  log: Logger;
  now?: () => Date;
}): LiveHub {
  const sources = new Map<string, TopicSource>();
  /** hospital|topic -> streams */
  const followers = new Map<string, Set<LiveStream>>();
  /** hospital|kind -> its topics that are followed, by key */
  const kinds = new Map<string, Set<string>>();
  const streams = new Map<LiveStream, Following>();
  const rechecks = createWheel(RECHECK_SLOTS);
  /** session -> its streams, oldest first */
  const ofSession = new Map<string, Set<LiveStream>>();
  const changedAt = new Map<string, Position>();
  /** Where we stood when all had been told of a change that ripples, by the topic's key. */
  const rippledAt = new Map<string, Position>();
  const loading = new Map<string, Promise<unknown>>();
  const fewAtOnce = pLimit(AT_ONCE);
  /** Snapshots that have not begun, by topic. */
  const arriving = new Map<string, Promise<Fresh>>();
  /** Refreshes that have not begun: what changes meanwhile will be in them. */
  const waiting = new Set<string>();
  let position: Position = [0n, 0n];
  let bootPosition: Position = position;
  let reader: OutboxReader | undefined;
  let hints: { close(): Promise<void> } | undefined;
  const timers: NodeJS.Timeout[] = [];
  let closed = false;

  const keyOf = (hospitalId: string, topic: string) => `${hospitalId}|${topic}`;
  const split = (topic: string): [string, string] => {
    const at = topic.indexOf(':');
    return at < 0 ? [topic, ''] : [topic.slice(0, at), topic.slice(at + 1)];
  };

  function add(hospitalId: string, topic: string, stream: LiveStream): void {
    const key = keyOf(hospitalId, topic);
    const set = followers.get(key);
    if (set) return void set.add(stream);
    followers.set(key, new Set([stream]));
    const kind = keyOf(hospitalId, split(topic)[0]);
    kinds.set(kind, (kinds.get(kind) ?? new Set()).add(key));
  }
  function remove(hospitalId: string, topic: string, stream: LiveStream): void {
    const key = keyOf(hospitalId, topic);
    const set = followers.get(key);
    if (!set?.delete(stream) || set.size > 0) return;
    followers.delete(key);
    const kind = keyOf(hospitalId, split(topic)[0]);
    const others = kinds.get(kind)!;
    others.delete(key);
    if (others.size === 0) kinds.delete(kind);
  }

  /** `desk:CLINICIAN` is followed as `desk`. */
  const told = (topic: string) => (topic.startsWith('desk:') ? 'desk' : topic);

  /** Loads of one topic run one after another, so that an older state never overtakes a newer one. */
  function inTurn<T>(key: string, work: () => Promise<T>): Promise<T> {
    const turn = (loading.get(key) ?? Promise.resolve()).then(work, work);
    const settled = turn
      .catch(() => undefined)
      .then(() => {
        if (loading.get(key) === settled) loading.delete(key);
      });
    loading.set(key, settled);
    return turn;
  }

  /** The id under which a stream may resume: none while another of its topics is still on its way, or kept from it. */
  const idFor = (stream: LiveStream, key: string, at: string) => {
    const { keys, partly } = streams.get(stream) ?? { keys: [], partly: false };
    return partly || keys.some((other) => other !== key && loading.has(other)) ? null : at;
  };

  function refresh(hospitalId: string, topic: string): void {
    const key = keyOf(hospitalId, topic);
    if (waiting.has(key)) return;
    waiting.add(key);
    inTurn(key, () => tell(hospitalId, topic)).catch((error) => {
      log.error({ err: error, topic }, 'live: topic not refreshed');
      if (error instanceof DatabaseAway && !closed)
        setTimeout(() => refresh(hospitalId, topic), RETRY_MS).unref();
    });
  }

  async function tell(hospitalId: string, topic: string): Promise<void> {
    const [kind, id] = split(topic);
    const key = keyOf(hospitalId, topic);
    waiting.delete(key);
    const source = sources.get(kind);
    if (!source) return;
    const at = formatPosition(position);
    if (followers.has(key)) {
      const { event, data } = await source.load(hospitalId, id);
      const text = JSON.stringify({ topic: told(topic), ...(data as object) });
      await toAll(key, { event, topic, text, from: key, at }, source.narrows);
    }
    if (!source.ripple) return;
    const followed: Followed = Object.assign((other: string) => followers.has(keyOf(hospitalId, other)), {
      any: (other: string) => kinds.has(keyOf(hospitalId, other)),
    });
    for (const ripple of await source.ripple(hospitalId, id, followed)) {
      const text = JSON.stringify({ topic: ripple.topic, ...(ripple.data as object) });
      const other = keyOf(hospitalId, ripple.topic);
      await toAll(other, { event: ripple.event, topic: ripple.topic, text, from: key, at });
    }
    if (changedAt.has(key)) rippledAt.set(key, position);
  }

  /** Tells all who follow: the same bytes, made once, and a breath for everybody else where they are many. */
  async function toAll(key: string, { event, topic, text, from, at }: Told, narrows = false): Promise<void> {
    const frameFor = framesOf(event, text);
    let bytes = 0;
    for (const stream of followers.get(key) ?? []) {
      const frame = frameFor(idFor(stream, from, at));
      stream.push(event, topic, frame);
      if (narrows) streams.get(stream)?.askAgain?.();
      bytes += frame.length;
      if (bytes < AT_A_BREATH) continue;
      bytes = 0;
      await breath();
    }
  }

  /** What the topic is now, for those who have just come: whoever comes before it is asked for shares the answer, and its bytes. */
  function snapshot(hospitalId: string, topic: string): Promise<Fresh> {
    const key = keyOf(hospitalId, topic);
    const shared = arriving.get(key);
    if (shared) return shared;
    const load = async (): Promise<Fresh> => {
      arriving.delete(key);
      const [kind, id] = split(topic);
      const at = formatPosition(position);
      const { event, data } = await sources.get(kind)!.load(hospitalId, id);
      const text = JSON.stringify({ topic: told(topic), ...(data as object) });
      return { event, at, frame: framesOf(event, text) };
    };
    const fresh = inTurn(key, () => fewAtOnce(load));
    arriving.set(key, fresh);
    return fresh;
  }

  /** Whether nothing that the topic shows has changed since a position that we remember. */
  async function unchanged(hospitalId: string, topic: string, since: Position): Promise<boolean> {
    if (comparePositions(since, bootPosition) < 0) return false;
    // Of another database, or of a server that has read on: this one can't tell what came in between.
    if (comparePositions(since, position) > 0) return false;
    const [kind, id] = split(topic);
    const touched = (await sources.get(kind)?.touchedBy?.(hospitalId, id)) ?? [];
    const told = (each: string) => {
      const changed = changedAt.get(keyOf(hospitalId, each));
      return !changed || comparePositions(changed, since) <= 0;
    };
    // What ripples is told later than it changed, and another topic's position may have been sent in between.
    const rippled = (each: string) => {
      const key = keyOf(hospitalId, each);
      const [changed, at] = [changedAt.get(key), rippledAt.get(key)];
      return !changed || !at || comparePositions(changed, since) === 0 || comparePositions(at, since) < 0;
    };
    return told(topic) && touched.every((each) => told(each) && rippled(each));
  }

  function onEvents(events: OutboxEvent[]): void {
    const dirty = new Map<string, [string, string]>();
    for (const event of events) {
      position = event.position;
      for (const topic of event.topics) {
        const key = keyOf(event.hospitalId, topic);
        // Deleted first, so that the map keeps the order of change.
        changedAt.delete(key);
        changedAt.set(key, position);
        dirty.set(key, [event.hospitalId, topic]);
      }
    }
    while (changedAt.size > REMEMBERED_TOPICS) {
      const [oldest] = changedAt.keys();
      bootPosition = changedAt.get(oldest!)!;
      changedAt.delete(oldest!);
      rippledAt.delete(oldest!);
    }
    for (const [hospitalId, topic] of dirty.values()) {
      const [kind, id] = split(topic);
      if (kind === 'session') for (const stream of ofSession.get(id) ?? []) stream.close();
      refresh(hospitalId, topic);
    }
  }

  /** Without an id: nobody resumes at a hint. */
  function onHint(payload?: string): void {
    if (!payload) return;
    const { hospitalId, topic, event, data } = JSON.parse(payload) as Hint;
    const text = JSON.stringify({ topic: told(topic), ...data });
    for (const stream of followers.get(keyOf(hospitalId, topic)) ?? []) stream.send(event, topic, text, null);
  }

  return {
    source: (kind, source) => void sources.set(kind, source),
    async authorize(actor, topic) {
      const [kind, id] = split(topic);
      return (await sources.get(kind)?.authorize(actor, id)) ?? false;
    },
    async follow(stream, topics, lastEventId, { askAgain, partly = false } = {}) {
      const { hospitalId, sessionId } = stream;
      // What changes is not read yet, or no longer: the page comes again in a moment.
      if (!reader || closed) return stream.close();
      // The session may have ended since it was checked.
      if (changedAt.has(keyOf(hospitalId, `session:${sessionId}`))) return stream.close();
      const since = parsePosition(lastEventId);
      const keys = topics.map((topic) => keyOf(hospitalId, topic));
      streams.set(stream, { keys, openedAt: now().getTime(), askAgain, partly });
      const unasked = askAgain && rechecks.add(askAgain);
      const mine = ofSession.get(sessionId) ?? new Set();
      ofSession.set(sessionId, mine.add(stream));
      for (const topic of topics) add(hospitalId, topic, stream);
      stream.onClose(() => {
        streams.delete(stream);
        unasked?.();
        if (mine.delete(stream) && mine.size === 0) ofSession.delete(sessionId);
        for (const topic of topics) remove(hospitalId, topic, stream);
      });
      for (const oldest of mine) {
        if (mine.size <= STREAMS_PER_SESSION) break;
        mine.delete(oldest);
        oldest.close();
      }
      await Promise.all(
        topics.map(async (topic) => {
          const key = keyOf(hospitalId, topic);
          let fresh: Promise<Fresh> | undefined;
          if (!since) fresh = snapshot(hospitalId, topic);
          else
            await inTurn(key, async () => {
              if (await unchanged(hospitalId, topic, since)) {
                const text = JSON.stringify({ topic: told(topic) });
                stream.send('resumed', topic, text, formatPosition(since));
              } else fresh = snapshot(hospitalId, topic);
            });
          if (!fresh) return;
          const { event, frame, at } = await fresh;
          stream.push(event, topic, frame(idFor(stream, key, at)));
        }),
      );
    },
    async start() {
      reader = await readOutbox({ db, log }, onEvents);
      position = bootPosition = reader.from;
      hints = await db.listen(HINT_CHANNEL, onHint);
      const beat = () => {
        for (const stream of streams.keys()) stream.beat();
      };
      timers.push(setInterval(beat, HEARTBEAT_MS).unref());
      timers.push(setInterval(rechecks.turn, RECHECK_MS / RECHECK_SLOTS).unref());
    },
    async close() {
      closed = true;
      for (const timer of timers) clearInterval(timer);
      for (const stream of streams.keys()) stream.close();
      await reader?.close();
      await hints?.close();
    },
    pages(hospitalId, kind) {
      return [...(kinds.get(keyOf(hospitalId, kind)) ?? [])].map((key) => {
        const times = [...followers.get(key)!].map((stream) => streams.get(stream)?.openedAt ?? 0);
        return { id: split(key)[1], openedAt: new Date(Math.max(...times)) };
      });
    },
    hospitals: (kind) =>
      [...kinds.keys()].flatMap((key) => (key.endsWith(`|${kind}`) ? key.slice(0, -kind.length - 1) : [])),
    recheck: rechecks.turn,
    stats: () => ({ streams: streams.size, topics: followers.size }),
  };
}
