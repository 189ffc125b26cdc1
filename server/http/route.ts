/** Mounts a route of the contract: token, limit, input, one transaction, idempotency, answer. Every route goes through here. */
import type { OpenAPIHono } from '@hono/zod-openapi';
import type { Context } from 'hono';
import { PROBLEMS } from '@care-elements/contract/problems.ts';
import type { AnswerOf, Route } from '@care-elements/contract/route.ts';
import type { z } from 'zod';
import { doerOf, PUBLIC, type Actor, type Authorized } from '../actor.ts';
import type { Deps } from '../deps.ts';
import { IDEMPOTENCY_KEY, once } from '../idempotency.ts';
import { problem, problemBody, ProblemError } from '../problems.ts';
import { assertSession } from '../sessions/service.ts';
import { inHospital, type Work } from '../work.ts';
import { readBytes } from './body.ts';
import type { HttpEnv } from './env.ts';
import type { Limiter } from './limits.ts';
import { describe } from './openapi.ts';
import { createTurns } from './turns.ts';

type Parsed<R, K extends keyof R> = R[K] extends z.ZodType ? z.output<R[K]> : undefined;
/** The actor that a route's callers allow; null stands for a public caller. */
type ActorOf<R extends Route> =
  Extract<Actor, { role: R['callers'][number] }> | ('public' extends R['callers'][number] ? null : never);

export interface Call<R extends Route> {
  readonly work: Work;
  readonly actor: ActorOf<R>;
  readonly params: Parsed<R, 'params'>;
  readonly query: Parsed<R, 'query'>;
  readonly body: Parsed<R, 'body'>;
  readonly address: string;
  /** Of the page that asks, let through by the cross-origin rules; null from where there is no page. */
  readonly origin: string | null;
}
/** `ready` is what came of the route's `Before`. */
export type Handler<R extends Route, B = undefined> = (
  call: Call<R>,
  ready: B,
) => Promise<Authorized<AnswerOf<R>>>;
/** Runs before the transaction, for what takes long: a connection of the pool is not held meanwhile. */
export type Before<R extends Route, B> = (call: Omit<Call<R>, 'work'>) => Promise<B>;

/** What the handler will ask anyway, of what is remembered for the transaction: it goes out with the first questions. */
export type Ahead<R extends Route> = (call: Call<R>) => Promise<unknown>;

export interface Mounting {
  readonly app: OpenAPIHono<HttpEnv>;
  readonly deps: Deps;
  readonly limiter: Limiter;
}

/** Large bodies of JSON: each stands in memory several times while it is looked through. */
const inTurn = createTurns(2);

export function mount<const R extends Route, B = undefined>(
  { app, deps, limiter }: Mounting,
  def: R,
  handler: Handler<R, B>,
  before?: Before<R, B>,
  ahead?: Ahead<R>,
): void {
  describe(app, def);
  app.on(def.method, `/v1${def.path.replaceAll(/\{(\w+)\}/g, ':$1')}`, async (c) => {
    // Another route may be meant: `mine` is no prescription's id.
    if (!def.params.safeParse(c.req.param()).success) return c.notFound();
    const params = parseParams(def, c);
    const hospitalId = params.hospitalId as string;
    const actor = await authenticate(deps, def, c, hospitalId);
    const address = c.get('address');
    await limiter.take(def, actor ? `${actor.hospitalId}:${actor.sessionId}` : address);
    if (def.perMinuteAddress)
      await limiter.take({ id: `${def.id} by address`, perMinute: def.perMinuteAddress }, address);
    if (!def.maxBytes) return respond(c, params, actor);
    const { role, id } = actor ? doerOf(actor) : PUBLIC;
    return inTurn(`${hospitalId}:${role}:${id}`, () => respond(c, params, actor));
  });

  /** To who is known and within the limits: from here on the body may be read. */
  async function respond(c: Context<HttpEnv>, params: Record<string, unknown>, actor: Actor | null) {
    const hospitalId = params.hospitalId as string;
    const address = c.get('address');
    const { body, text } = await readBody(def, c);
    const query = def.query ? parse(def.query, storable(c.req.query())) : undefined;
    const write = def.method !== 'get';
    const key = write ? idempotencyKey(c) : null;

    const origin = c.req.header('origin') ?? null;
    const asked = { actor, params, query, body, address, origin } as unknown as Omit<Call<R>, 'work'>;
    const ready = (await before?.(asked)) as B;

    const run = async (work: Work): Promise<{ status: number; body: string | null }> => {
      try {
        return encode(def, await handler({ ...asked, work } as Call<R>, ready));
      } catch (error) {
        if (!(error instanceof ProblemError && error.keeps)) throw error;
        return { status: PROBLEMS[error.code], body: JSON.stringify(problemBody(error, c.get('requestId'))) };
      }
    };
    const doer = actor ? doerOf(actor) : PUBLIC;
    const who = { doer, requestId: c.get('requestId') };
    const answer = await inHospital(deps, hospitalId, who, async (work) => {
      const session = actor ? assertSession(work, actor) : Promise.resolve();
      // Whoever is refused meanwhile is told of nothing else.
      const askAhead = () => void ahead?.({ ...asked, work } as Call<R>).catch(() => {});
      if (!key) {
        askAhead();
        await session;
        return run(work);
      }
      const asker = actor ? `${actor.role}:${doer.id}` : 'public';
      const search = def.query ? new URL(c.req.url).search : '';
      const answered = once(
        work,
        deps.tokenSecret,
        { actor: asker, key, body: `${c.req.method} ${c.req.path}${search}\n${text}` },
        () => run(work),
        session,
      );
      askAhead();
      return answered;
    }).catch(async (error: unknown) => {
      if (error instanceof ProblemError && error.afterwards)
        await inHospital(deps, hospitalId, who, error.afterwards);
      throw error;
    });
    c.header('Cache-Control', 'no-store');
    if (answer.body === null) return c.body(null, 204);
    const kind = answer.status < 400 ? 'json' : 'problem+json';
    return c.body(answer.body, answer.status as 200, {
      'Content-Type': `application/${kind}; charset=utf-8`,
    });
  }
}

/** Malformed ids in a path name nothing: 404, as for an id that does not exist. */
export function parseParams<R extends Route>(def: R, c: Context): Record<string, unknown> {
  const result = def.params.safeParse(c.req.param());
  if (!result.success) throw problem('not-found');
  return result.data;
}

/** The bearer of a request, or null where the route is public. */
export async function authenticate(
  deps: Pick<Deps, 'tokens' | 'now'>,
  def: Route,
  c: Context,
  hospitalId: string,
): Promise<Actor | null> {
  if (def.callers.includes('public')) return null;
  const header = c.req.header('authorization');
  const token = header?.match(/^Bearer ([\w.-]+)$/i)?.[1];
  if (!token) throw problem('token-missing', undefined, {}, { 'WWW-Authenticate': 'Bearer' });
  const actor = await deps.tokens.verify(token, deps.now());
  if (actor.hospitalId !== hospitalId) throw problem('wrong-hospital');
  if (!def.callers.includes(actor.role)) throw problem('wrong-role');
  return actor;
}

async function readBody(def: Route, c: Context): Promise<{ body: unknown; text: string }> {
  if (def.method === 'get') return { body: undefined, text: '' };
  const bytes = await readBytes(c, def.maxBytes);
  let text: string;
  try {
    // A page in GBK that sends its own bytes would otherwise be stored as question marks.
    text = new TextDecoder('utf-8', { fatal: true }).decode(bytes);
  } catch {
    throw problem('malformed-body', 'The body is not UTF-8.');
  }
  if (!def.body) return { body: undefined, text };
  if (!/^application\/json\b/i.test(c.req.header('content-type') ?? ''))
    throw problem('unsupported-media-type');
  let value: unknown;
  try {
    value = JSON.parse(text);
  } catch {
    throw problem('malformed-body', 'The body is not JSON.');
  }
  return { body: parse(def.body, storable(value)), text };
}

/** Deeper than any body of the contract. */
const DEEPEST = 32;

/** PostgreSQL can hold neither U+0000 nor half of a character (RFC 7493 forbids the half in JSON too). */
function storable(value: unknown, pointer = '', depth = 0): unknown {
  if (typeof value === 'string' && (value.includes('\0') || /\p{Cs}/u.test(value))) {
    const message = 'Text with U+0000 or a lone surrogate.';
    throw problem('invalid-input', undefined, { errors: [{ pointer, code: 'not-text', message }] });
  }
  if (typeof value !== 'object' || value === null) return value;
  if (depth === DEEPEST) throw problem('malformed-body', 'The body is nested too deeply.');
  for (const [key, inner] of Object.entries(value)) {
    storable(key, pointer, depth);
    storable(inner, `${pointer}/${escaped(key)}`, depth + 1);
  }
  return value;
}

const escaped = (key: PropertyKey): string => String(key).replaceAll('~', '~0').replaceAll('/', '~1');

export function parse<S extends z.ZodType>(schema: S, value: unknown): z.output<S> {
  const result = schema.safeParse(value);
  if (result.success) return result.data;
  const errors = result.error.issues.slice(0, 20).map((issue) => ({
    pointer: issue.path.map((part) => `/${escaped(part)}`).join(''),
    code: issue.code,
    message: issue.message,
  }));
  throw problem('invalid-input', undefined, { errors });
}

export function idempotencyKey(c: Context): string {
  const key = c.req.header('idempotency-key');
  if (!key || !IDEMPOTENCY_KEY.test(key)) {
    throw problem(
      'idempotency-key-missing',
      'Idempotency-Key: 16 to 128 of A–Z a–z 0–9 - _, new for each write, the same for its retries.',
    );
  }
  return key;
}

/** Answers go out through their schema: a field that it does not name does not leave. */
function encode<R extends Route>(def: R, answer: unknown): { status: number; body: string | null } {
  if (!def.answer) return { status: 204, body: null };
  return { status: def.status ?? 200, body: JSON.stringify(def.answer.parse(answer)) };
}
