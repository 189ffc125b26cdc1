/** Owns calls to the server: bearer token, one idempotency key a write, retry with jitter, problems as `Problem`. */
import type { AnswerOf } from '@care-elements/contract/route.ts';
import type { ThemeData } from '@care-elements/contract/theme.tokens.ts';
import { Problem } from './problem.ts';
import { json } from './store.ts';

/** The answer of a route by its declaration: `api.get<Answer<typeof visitRoutes.getVisit>>(…)`, imported as a type only. */
export type Answer<R> = AnswerOf<R>;
export type CallOptions = {
  query?: Record<string, string | number | boolean | undefined>;
  signal?: AbortSignal;
  /** What the write comes after: the same write after something else is another one, also where the fate of the first is unknown. */
  after?: string | undefined;
};
export type Api = {
  /** Base of the hospital's routes, `https://care.example/v1/hospitals/renhe`. */
  base: string;
  /** `path` is relative to the hospital, `/visits/…`. Resolves with the JSON body, or undefined when there is none. */
  call<T>(method: string, path: string, body?: unknown, options?: CallOptions): Promise<T>;
  get<T>(path: string, options?: CallOptions): Promise<T>;
  post<T>(path: string, body?: unknown, options?: CallOptions): Promise<T>;
  put<T>(path: string, body?: unknown, options?: CallOptions): Promise<T>;
};
/** What a hospital may have of its own: a look, and words under a number. */
export type Own = { theme?: ThemeData; wording?: number };
/** Told of every answer 403, beside the caller who gets it; and of an answer with something of its own, which is awaited, so that nothing shows before it. */
export type Refused = (told: Problem | Own, base: string) => unknown;
export type ApiDeps = {
  token(): string | undefined;
  refused?: Refused | undefined;
  fetch?: typeof fetch;
  random?: () => number;
  sleep?: (ms: number) => Promise<unknown>;
};

/** 128 random bits. Not `randomUUID`: that one is missing on pages served over plain http. */
const newKey = (): string => crypto.getRandomValues(new Uint32Array(4)).join('-');

const TRIES = 4;

export function createApi(
  base: string,
  {
    token,
    refused,
    fetch = globalThis.fetch.bind(globalThis),
    random = Math.random,
    sleep = (ms) => new Promise((done) => setTimeout(done, ms)),
  }: ApiDeps,
): Api {
  /** Writes whose fate is unknown: asked again (a second tap), they go out under the same key. */
  const open: Record<string, string> = {};

  async function call<T>(
    method: string,
    path: string,
    body?: unknown,
    { query, signal, after }: CallOptions = {},
  ): Promise<T> {
    const url = new URL(base + path);
    // It makes text of numbers by itself.
    for (const name in query)
      if (query[name] !== undefined) url.searchParams.set(name, query[name] as string);
    const sent = body && json(body);
    const intent = method + url + sent + after;
    const headers = new Headers();
    if (token()) headers.set('Authorization', `Bearer ${token()}`);
    if (sent) headers.set('Content-Type', 'application/json');
    if (method !== 'GET') headers.set('Idempotency-Key', (open[intent] ||= newKey()));
    for (let tries = 1; ; tries++) {
      let problem: Problem;
      try {
        const answer = await fetch(url, {
          method,
          headers,
          body: sent as string,
          signal: signal as AbortSignal,
        });
        // Read inside the try: a body cut half-way is a network failure, too.
        const text = await answer.text();
        // A server that broke half-way may have done it all the same.
        if (answer.status < 500) delete open[intent];
        if (answer.ok) {
          const got = text ? JSON.parse(text) : undefined;
          if (got?.theme || got?.wording) await refused?.(got, base);
          return got;
        }
        // A proxy's own page is no JSON: the status has to do.
        problem = new Problem(answer.status, text[0] === '{' ? JSON.parse(text) : {});
        if (answer.status === 403) refused?.(problem, base);
      } catch (cause) {
        if (signal?.aborted) throw cause;
        problem = new Problem(0, {});
      }
      if (tries === TRIES || (problem.status && problem.status !== 503)) throw problem;
      // Full jitter under a doubling ceiling: 0.5, 1, 2 s.
      await sleep(250 * 2 ** tries * random());
    }
  }
  return {
    base,
    call,
    get: (path, options) => call('GET', path, undefined, options),
    post: (path, body, options) => call('POST', path, body, options),
    put: (path, body, options) => call('PUT', path, body, options),
  };
}
