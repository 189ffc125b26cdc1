/** Gives each request an id, the headers of every answer, and a log line: method, route, status, milliseconds. No address, no name, no body. */
import { getConnInfo } from '@hono/node-server/conninfo';
import type { Context, MiddlewareHandler } from 'hono';
import { matchedRoutes, routePath } from 'hono/route';
import type { Deps } from '../deps.ts';
import { inRequestSpan } from '../metrics/tracing.ts';
import type { HttpEnv } from './env.ts';
import { EVERY_ANSWER, TLS_ONLY } from './headers.ts';
import { callerOf } from './limits.ts';

export function trace({
  log,
  newId,
  trustProxy,
  metrics,
}: Pick<Deps, 'log' | 'newId' | 'trustProxy' | 'metrics'>): MiddlewareHandler<HttpEnv> {
  return async (c, next) => {
    const requestId = newId();
    const requestLog = log.child({ requestId });
    c.set('requestId', requestId);
    c.set('log', requestLog);
    c.set('address', addressOf(c, trustProxy));
    c.header('X-Request-Id', requestId);
    for (const [name, value] of EVERY_ANSWER) c.header(name, value);
    if (trustProxy && c.req.header('x-forwarded-proto') === 'https') c.header(...TLS_ONLY);
    const from = performance.now();
    await inRequestSpan(c.req.raw, async () => {
      await next();
      return { route: routeOf(c), status: c.res.status };
    });
    const seconds = (performance.now() - from) / 1000;
    const line = {
      method: c.req.method,
      route: routeOf(c),
      status: c.res.status,
      ms: Math.round(seconds * 1000),
    };
    metrics?.told.observe({ method: line.method, route: line.route, status: line.status, seconds });
    if (c.res.status >= 500) requestLog.warn(line, 'request');
    else requestLog.info(line, 'request');
  };
}

/** The pattern, not the path: a path holds ids. Of the handler that answered; where one for many routes did, of the route that was meant. */
function routeOf(c: Context): string {
  const answered = routePath(c);
  if (!answered.endsWith('*')) return answered;
  return matchedRoutes(c).findLast(({ path }) => !path.endsWith('*'))?.path ?? answered;
}

/** For rate limits alone. Behind a proxy the last hop that it added counts, never what the client wrote before. */
function addressOf(c: Context<HttpEnv>, trustProxy: boolean): string {
  const forwarded = trustProxy ? c.req.header('x-forwarded-for')?.split(',').at(-1)?.trim() : undefined;
  if (forwarded) return callerOf(forwarded);
  return c.env?.incoming ? callerOf(getConnInfo(c).remote.address ?? 'unknown') : 'unknown';
}
