/** Live push: drains the outbox, loads each changed topic once, and tells the streams that follow it. */
import type { Logger } from 'pino';
import type { Actor } from '../actor.ts';
import type { Db } from '../db/open.ts';
import { readOutbox, type OutboxEvent, type OutboxReader } from '../outbox.ts';
import { comparePositions, formatPosition, parsePosition, type Position } from './position.ts';
import type { LiveStream } from './stream.ts';

/** One kind of topic (`visit`, `queue`, …), told to the hub by the capability that owns it. */
export interface TopicSource {
  /** May this actor follow it? `id` is what follows the colon, or empty. */
  authorize(actor: Actor, id: string): Promise<boolean> | boolean;
  /** The event that carries the topic's whole state. */
  load(hospitalId: string, id: string): Promise<{ event: string; data: unknown }>;
  /** Other streams' parts that change with it: pairs of topic and event (a patient's place, when the queue moves). */
  ripple?(hospitalId: string, id: string, followed: (topic: string) => boolean): Promise<Ripple[]>;
}
export interface Ripple {
  topic: string;
  event: string;
  data: unknown;
}

export interface LiveHub {
  source(kind: string, source: TopicSource): void;
  authorize(actor: Actor, topic: string): Promise<boolean>;
  /** Follows the stream's topics: a snapshot of each (or `resumed`), then every change until it closes. */
  follow(stream: LiveStream, topics: string[], lastEventId: string | null): Promise<void>;
  start(): Promise<void>;
  close(): Promise<void>;
  stats(): { streams: number; topics: number };
}

/** Positions of last changes that are remembered for resuming; beyond, a stream gets a snapshot. */
const REMEMBERED_TOPICS = 50_000;
const HEARTBEAT_MS = 15_000;

export function createHub({ db, log }: { db: Db; log: Logger }): LiveHub {
  const sources = new Map<string, TopicSource>();
  /** hospital|topic -> streams */
  const followers = new Map<string, Set<LiveStream>>();
  const streams = new Set<LiveStream>();
  const changedAt = new Map<string, Position>();
  const loading = new Map<string, Promise<unknown>>();
  let position: Position = [0n, 0n];
  let bootPosition: Position = position;
  let reader: OutboxReader | undefined;
  let heartbeat: NodeJS.Timeout | undefined;

  const keyOf = (hospitalId: string, topic: string) => `${hospitalId}|${topic}`;
  const split = (topic: string): [string, string] => {
    const at = topic.indexOf(':');
    return at < 0 ? [topic, ''] : [topic.slice(0, at), topic.slice(at + 1)];
  };

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

  function refresh(hospitalId: string, topic: string): Promise<void> {
    const [kind, id] = split(topic);
    const source = sources.get(kind);
    if (!source) return Promise.resolve();
    const key = keyOf(hospitalId, topic);
    return inTurn(key, async () => {
      const at = formatPosition(position);
      const targets = followers.get(key);
      if (targets?.size) {
        const { event, data } = await source.load(hospitalId, id);
        const text = JSON.stringify({ topic: told(topic), ...(data as object) });
        for (const stream of targets) stream.send(event, text, at);
      }
      if (source.ripple) {
        const followed = (other: string) => followers.has(keyOf(hospitalId, other));
        for (const ripple of await source.ripple(hospitalId, id, followed)) {
          const text = JSON.stringify({ topic: ripple.topic, ...(ripple.data as object) });
          for (const stream of followers.get(keyOf(hospitalId, ripple.topic)) ?? [])
            stream.send(ripple.event, text, at);
        }
      }
    });
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
    }
    for (const [hospitalId, topic] of dirty.values()) {
      const [kind, id] = split(topic);
      if (kind === 'session') for (const stream of streams) if (stream.sessionId === id) stream.close();
      void refresh(hospitalId, topic).catch((error) =>
        log.error({ err: error, topic }, 'live: topic not refreshed'),
      );
    }
  }

  return {
    source: (kind, source) => void sources.set(kind, source),
    async authorize(actor, topic) {
      const [kind, id] = split(topic);
      return (await sources.get(kind)?.authorize(actor, id)) ?? false;
    },
    async follow(stream, topics, lastEventId) {
      const { hospitalId } = stream;
      const since = parsePosition(lastEventId);
      streams.add(stream);
      for (const topic of topics) {
        const key = keyOf(hospitalId, topic);
        const set = followers.get(key) ?? new Set();
        followers.set(key, set.add(stream));
      }
      stream.onClose(() => {
        streams.delete(stream);
        for (const topic of topics) {
          const key = keyOf(hospitalId, topic);
          const set = followers.get(key);
          if (set?.delete(stream) && set.size === 0) followers.delete(key);
        }
      });
      await Promise.all(
        topics.map(async (topic) => {
          const key = keyOf(hospitalId, topic);
          const changed = changedAt.get(key) ?? bootPosition;
          if (since && comparePositions(since, bootPosition) >= 0 && comparePositions(changed, since) <= 0) {
            stream.send('resumed', JSON.stringify({ topic: told(topic) }), formatPosition(since));
            return;
          }
          const [kind, id] = split(topic);
          await inTurn(key, async () => {
            const at = formatPosition(position);
            const { event, data } = await sources.get(kind)!.load(hospitalId, id);
            stream.send(event, JSON.stringify({ topic: told(topic), ...(data as object) }), at);
          });
        }),
      );
    },
    async start() {
      reader = await readOutbox({ db, log }, onEvents);
      position = bootPosition = reader.from;
      heartbeat = setInterval(() => {
        for (const stream of streams) stream.beat();
      }, HEARTBEAT_MS);
      heartbeat.unref();
    },
    async close() {
      clearInterval(heartbeat);
      for (const stream of streams) stream.close();
      await reader?.close();
    },
    stats: () => ({ streams: streams.size, topics: followers.size }),
  };
}
