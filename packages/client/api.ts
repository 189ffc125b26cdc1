/** Owns calls to the server: bearer token, one idempotency key a write, retry with jitter, problems as `Problem`. */
import type { AnswerOf } from '@care-elements/contract/route.ts';
import { Problem } from './problem.ts';

export type Query = Record<string, string | number | boolean | undefined>;
export type CallOptions = {
  query?: Query | undefined;
  signal?: AbortSignal | undefined;
  /** Reuse the key of an earlier try of the same intent, so that a second tap can't act twice. */
  key?: string | undefined;
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
export type ApiDeps = {
  token(): string | undefined;
  fetch?: typeof fetch;
  random?: () => number;
  sleep?: (ms: number) => Promise<unknown>;
};

/** The answer of a route by its declaration: `api.get<Answer<typeof visitRoutes.getVisit>>(…)`, imported as a type only. */
export type Answer<R> = AnswerOf<R>;

/** 128 random bits in hex. Not `randomUUID`: that one is missing on pages served over plain http. */
export const newKey = (): string =>
  Array.from(crypto.getRandomValues(new Uint8Array(16)), (byte) => (byte + 256).toString(16).slice(1)).join(
    '',
  );

const TRIES = 4;

export function createApi(
  base: string,
  {
    token,
    fetch = (...args) => globalThis.fetch(...args),
    random = Math.random,
    sleep = (ms) => new Promise((done) => setTimeout(done, ms)),
  }: ApiDeps,
): Api {
  /** Writes whose fate is unknown: asked again (a second tap), they go out under the same key. */
  const open = new Map<string, string>();

  async function call<T>(
    method: string,
    path: string,
    body?: unknown,
    options: CallOptions = {},
  ): Promise<T> {
    const url = new URL(base + path);
    for (const name in options.query) {
      const value = options.query[name];
      if (value !== undefined) url.searchParams.set(name, String(value));
    }
    const headers: Record<string, string> = {};
    const bearer = token();
    if (bearer) headers['Authorization'] = `Bearer ${bearer}`;
    const init: RequestInit = { method, headers, signal: options.signal ?? null };
    if (body !== undefined) {
      headers['Content-Type'] = 'application/json';
      init.body = JSON.stringify(body);
    }
    const intent = `${method} ${url} ${init.body}`;
    if (method !== 'GET') {
      const key = options.key || open.get(intent) || newKey();
      open.set(intent, (headers['Idempotency-Key'] = key));
    }
    for (let attempt = 1; ; attempt++) {
      let problem: Problem;
      try {
        const answer = await fetch(url, init);
        // Read inside the try: a body cut half-way is a network failure, too.
        const text = await answer.text();
        // A server that broke half-way may have done it all the same.
        if (answer.status < 500) open.delete(intent);
        if (answer.ok) return (text ? JSON.parse(text) : undefined) as T;
        let said = {};
        try {
          said = JSON.parse(text);
        } catch {
          // A proxy's own page: the status has to do.
        }
        problem = new Problem(answer.status, said);
      } catch (cause) {
        if (options.signal?.aborted) throw cause;
        problem = new Problem(0, {});
      }
      if (attempt === TRIES || (problem.status && problem.status !== 503)) throw problem;
      // Full jitter under a doubling ceiling: 0.5, 1, 2 s.
      await sleep(250 * 2 ** attempt * random());
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
