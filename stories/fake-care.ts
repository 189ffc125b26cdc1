/**
 * Owns the fake behind every story: a `Care` without a server, answering each route from a table. Questions and answers
 * are held against the contract, so that a story can't show what the server would never send.
 */
import { DeskQueue, QueuePlace } from '@care-elements/contract/queue.ts';
import { EncounterView } from '@care-elements/contract/encounter.ts';
import type { LiveEventName, LiveEvents } from '@care-elements/contract/live.ts';
import { Conversation } from '@care-elements/contract/messages.ts';
import { PROBLEMS, type ProblemCode } from '@care-elements/contract/problems.ts';
import { RecordingView } from '@care-elements/contract/recording.ts';
import type { AnswerOf, BodyOf, Route } from '@care-elements/contract/route.ts';
import { ROUTES, type RouteId } from '@care-elements/contract/routes.ts';
import { SnapshotView } from '@care-elements/contract/snapshot.ts';
import { VisitView } from '@care-elements/contract/visit.ts';
import type { Api } from '@care-elements/client/api.ts';
import type { Care, LiveHandlers, LiveState } from '@care-elements/client/care.ts';
import { Problem } from '@care-elements/client/problem.ts';
import type { Session } from '@care-elements/client/session.ts';
import { createStore, type Store } from '@care-elements/client/store.ts';

export interface Asked<K extends RouteId = RouteId> {
  params: Record<string, string>;
  query: Record<string, unknown>;
  body: BodyOf<(typeof ROUTES)[K]>;
}
type Reply<K extends RouteId> = AnswerOf<(typeof ROUTES)[K]>;
/** By operation: the answer, the problem, or a function that is asked each time. */
export type Answers = {
  [K in RouteId]?: Reply<K> | Problem | ((asked: Asked<K>) => Reply<K> | Promise<Reply<K>>);
};
type Unsaid<K extends LiveEventName> = Omit<LiveEvents[K], 'topic'>;
/** What the stream says as soon as a topic is listened to. */
export type Snapshots = Record<string, { [K in LiveEventName]?: Unsaid<K> }>;

export interface FakeOptions {
  hospitalId?: string;
  /** What this browser remembers; null when nobody was here before. */
  session?: Session | null;
  answers?: Answers;
  live?: Snapshots;
  liveState?: LiveState;
  /** Stores that stand for the real ones: what `care.use` is asked for, and what it gives. */
  stores?: readonly (readonly [create: (care: Care) => unknown, store: unknown])[];
}
export interface FakeCare extends Care {
  /** Changed while a story runs, for the answers that follow. */
  answers: Answers;
  liveState: Store<LiveState>;
  /** The stream says something now; a later listener starts from it. */
  push<K extends LiveEventName>(topic: string, event: K, data: Unsaid<K>): void;
}

/** The server's refusal, with the status that the contract gives it. */
export const refuse = (code: ProblemCode, more: ConstructorParameters<typeof Problem>[1] = {}): Problem =>
  new Problem(PROBLEMS[code], { code, ...more });
/** No answer came at all. */
export const unreachable = (): Problem => new Problem(0, {});
/** A request that is under way for as long as the story is looked at. */
export const pending = (): Promise<never> => new Promise<never>(() => {});

const routes = Object.entries(ROUTES).map(([id, route]) => ({
  id: id as RouteId,
  route: route as Route,
  names: [...route.path.matchAll(/\{(\w+)\}/g)].map((match) => match[1]!).slice(1),
  shape: new RegExp(`^${route.path.replace('/hospitals/{hospitalId}', '').replace(/\{\w+\}/g, '([^/]+)')}$`),
}));

function find(method: string, path: string) {
  // A fixed word wins over a parameter: `/prescriptions/mine` is no id.
  const fits = routes.filter(({ route, shape }) => route.method === method.toLowerCase() && shape.test(path));
  return fits.sort((a, b) => a.names.length - b.names.length)[0];
}

interface Shape {
  safeParse(value: unknown): { success: boolean; data?: unknown; error?: { message: string } };
}
function held(to: string, shape: Shape | undefined, value: unknown): unknown {
  if (!shape) return value;
  const { success, data, error } = shape.safeParse(value);
  if (!success) throw new Error(`${to} is not as in the contract: ${error!.message}`);
  return data;
}
const SAID: { [K in LiveEventName]?: [part: string, shape: Shape] } = {
  visit: ['visit', VisitView],
  place: ['place', QueuePlace],
  queue: ['queue', DeskQueue],
  messages: ['conversation', Conversation],
  recording: ['recording', RecordingView],
  snapshot: ['snapshot', SnapshotView],
  desk: ['current', EncounterView.nullable()],
};

export function fakeCare({
  hospitalId = 'renhe',
  session = null,
  answers = {},
  live = {},
  liveState: first = 'live',
  stores = [],
}: FakeOptions): FakeCare {
  const made = new Map<unknown, unknown>(stores.map(([create, store]) => [create, store]));
  const listeners = new Map<string, Set<LiveHandlers>>();
  const snapshots: Snapshots = structuredClone(live);
  const liveState = createStore<LiveState>(first);

  async function call<T>(
    method: string,
    path: string,
    body?: unknown,
    { query = {} }: { query?: Record<string, unknown> | undefined } = {},
  ): Promise<T> {
    const found = find(method, path);
    if (!found) throw new Error(`The contract has no ${method} ${path}.`);
    const { id, route, names, shape } = found;
    const params = Object.fromEntries(names.map((name, i) => [name, shape.exec(path)![i + 1]!]));
    // As they stand in an address.
    const given = Object.entries(query).flatMap(([name, value]) =>
      value === undefined ? [] : [[name, `${value as string}`]],
    );
    const asked = held(`${id}: its query`, route.query, Object.fromEntries(given)) as Record<string, unknown>;
    held(`${id}: its body`, route.body, body);
    if (!(id in care.answers)) throw new Error(`${id}: this story has no answer.`);
    const answer: unknown = care.answers[id];
    const said =
      typeof answer === 'function'
        ? await (answer as (asked: Asked) => unknown)({ params, query: asked, body: body as never })
        : answer;
    if (said instanceof Problem) throw said;
    return structuredClone(held(`${id}: its answer`, route.answer, said)) as T;
  }

  function say(handlers: LiveHandlers, topic: string, event: LiveEventName, data: object): void {
    const [part, shape] = SAID[event] ?? [];
    if (part) held(`${topic}: ${event}`, shape, data[part as never]);
    handlers[event]?.(structuredClone({ topic, ...data }) as never);
  }

  const api: Api = {
    base: `https://care.example/v1/hospitals/${hospitalId}`,
    call,
    get: (path, options) => call('GET', path, undefined, options),
    post: (path, body, options) => call('POST', path, body, options),
    put: (path, body, options) => call('PUT', path, body, options),
  };
  const care: FakeCare = {
    server: 'https://care.example',
    hospitalId,
    api,
    answers,
    liveState,
    session: createStore<Session | null>(session),
    live: {
      state: liveState,
      on(topic, handlers) {
        const all = listeners.get(topic) ?? new Set();
        listeners.set(topic, all.add(handlers));
        queueMicrotask(() => {
          for (const [event, data] of Object.entries(snapshots[topic] ?? {}))
            if (all.has(handlers)) say(handlers, topic, event as LiveEventName, data);
        });
        return () => void all.delete(handlers);
      },
    },
    push(topic, event, data) {
      snapshots[topic] = { ...snapshots[topic], [event]: data };
      for (const handlers of [...(listeners.get(topic) ?? [])]) say(handlers, topic, event, data);
    },
    use<T>(create: (care: Care) => T): T {
      if (!made.has(create)) made.set(create, create(care));
      return made.get(create) as T;
    },
  };
  return care;
}
