/** Cross-origin rules: a hospital's registered pages may call for that hospital, and nobody else's page for anything. */
import type { MiddlewareHandler } from 'hono';
import type { Deps } from '../deps.ts';
import { hospitalIds } from '../every-hospital.ts';
import { listOrigins } from '../hospitals/service.ts';
import { problem } from '../problems.ts';
import type { HttpEnv } from './env.ts';

/** How long a hospital's list is remembered, in ms: a new page waits at most that long. */
const FRESH_MS = 3000;

export interface Origins {
  /** True when `origin` is registered for the hospital. */
  allows(hospitalId: string, origin: string): Promise<boolean>;
  knows(hospitalId: string): Promise<boolean>;
  /** The hospital's list has changed: it is read anew. */
  forget(hospitalId: string): void;
}

export function createOrigins(deps: Pick<Deps, 'db' | 'now' | 'newId'>): Origins {
  const lists = new Map<string, { until: number; origins: Promise<Set<string>> }>();
  let hospitals = { until: 0, ids: Promise.resolve(new Set<string>()) };

  /** Asked before anything is looked up or remembered: a preflight with an invented hospital costs nothing. */
  function exists(hospitalId: string, now: number): Promise<boolean> {
    if (hospitals.until < now) {
      const ids = hospitalIds(deps.db).then((all) => new Set(all));
      hospitals = { until: now + FRESH_MS, ids };
      ids.catch(() => (hospitals.until = 0));
    }
    return hospitals.ids.then((ids) => ids.has(hospitalId));
  }

  return {
    knows: (hospitalId) => exists(hospitalId, deps.now().getTime()),
    forget: (hospitalId) => void lists.delete(hospitalId),
    async allows(hospitalId, origin) {
      const now = deps.now().getTime();
      if (!(await exists(hospitalId, now))) return false;
      let list = lists.get(hospitalId);
      if (!list || list.until < now) {
        list = { until: now + FRESH_MS, origins: listOrigins(deps, hospitalId).then((all) => new Set(all)) };
        list.origins.catch(() => lists.delete(hospitalId));
        lists.set(hospitalId, list);
      }
      return (await list.origins).has(origin);
    },
  };
}

const HOSPITAL_PATH = /^\/v1\/hospitals\/([a-z0-9][a-z0-9-]{1,39})(?:\/|$)/;

/**
 * Headers are set before the handler runs, so that raw streams carry them too.
 *
 * A page that nobody registered gets no further than here. It may read that it is refused, so that the widget can say where to
 * register it; and because a browser asks first whether it may ask, that question is answered to every page.
 */
export function cors(origins: Origins): MiddlewareHandler<HttpEnv> {
  return async (c, next) => {
    const origin = c.req.header('origin');
    // Our own pages (desk, pharmacy) come from the host that they call; behind a proxy the scheme may differ.
    if (!origin || (URL.canParse(origin) && new URL(origin).host === c.req.header('host'))) return next();
    const hospitalId = HOSPITAL_PATH.exec(c.req.path)?.[1];
    c.header('Vary', 'Origin');
    c.header('Access-Control-Allow-Origin', origin);
    c.header('Access-Control-Expose-Headers', 'Date, Retry-After, X-Request-Id');
    if (c.req.method === 'OPTIONS') {
      c.header('Access-Control-Allow-Methods', 'GET, POST, PUT, DELETE');
      c.header('Access-Control-Allow-Headers', 'Authorization, Content-Type, Idempotency-Key, Last-Event-ID');
      c.header('Access-Control-Max-Age', '600');
      return c.body(null, 204);
    }
    if (!hospitalId || !(await origins.knows(hospitalId))) throw problem('hospital-unknown');
    if (await origins.allows(hospitalId, origin)) return next();
    throw problem(
      'origin-not-registered',
      `${origin} is not registered for ${hospitalId}. An administrator registers it at /setup.html?hospital=${hospitalId} of this server.`,
    );
  };
}
