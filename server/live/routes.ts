/** The live stream's route: checked like every other, then handed to the hub. */
import type { IncomingMessage, ServerResponse } from 'node:http';
import type { Context } from 'hono';
import { RESPONSE_ALREADY_SENT } from '@hono/node-server/utils/response';
import pLimit from 'p-limit';
import { liveRoutes } from '@care-elements/contract/live.ts';
import { doerOf, type Actor } from '../actor.ts';
import type { Deps } from '../deps.ts';
import type { HttpEnv } from '../http/env.ts';
import { describe } from '../http/openapi.ts';
import { authenticate, type Mounting } from '../http/route.ts';
import { problem, ProblemError } from '../problems.ts';
import { assertSession } from '../sessions/service.ts';
import { inHospital } from '../work.ts';
import { AT_ONCE, RECHECK_MS } from './hub.ts';
import { openStream, type LiveStream } from './stream.ts';

/** `desk` is the doctor's own: the hub knows it by the doctor's id. */
const ownTopic = (topic: string, clinicianId: string | null) =>
  topic === 'desk' ? `desk:${clinicianId}` : topic;

export function mountLive({ app, deps, limiter }: Mounting): void {
  const def = liveRoutes.openLive;
  const inTurn = pLimit(AT_ONCE);
  describe(app, def);
  const open = async (c: Context<HttpEnv>) => {
    // Hono hands HEAD to GET; it would hold a stream open that nothing is ever written to.
    if (c.req.method !== 'GET') throw problem('method-not-allowed', undefined, {}, { Allow: 'GET' });
    const params = def.params.safeParse(c.req.param());
    if (!params.success) throw problem('not-found');
    const { hospitalId } = params.data;
    const actor = (await authenticate(deps, def, c, hospitalId))!;
    await limiter.take(def, actor.sessionId);
    const query = def.query.safeParse(c.req.query());
    if (!query.success) throw problem('invalid-input', 'topics: see the API description.');
    const topics = [
      ...new Set(query.data.topics.split(',').map((topic) => ownTopic(topic, doerOf(actor).id))),
    ];
    const asker = { actor, topics, requestId: c.get('requestId') };
    const admitted = await admit(deps, asker);
    const { incoming, outgoing } = c.env;
    if (!outgoing) throw problem('not-ready', 'Live push needs an HTTP connection.');
    // Not c.res: touching it makes Hono merge the mark below into a new response, which the adapter would then write.
    const headers = Object.fromEntries(c.body(null).headers);
    const lastEventId = c.req.header('last-event-id') ?? null;
    letGo(incoming as IncomingMessage, outgoing as ServerResponse);
    const { sessionId } = actor;
    const stream = openStream(outgoing as ServerResponse, { hospitalId, sessionId }, headers);
    hold(deps, stream, asker, { ...admitted, lastEventId });
    return RESPONSE_ALREADY_SENT;
  };
  app.get('/v1/hospitals/:hospitalId/live', (c) => inTurn(() => open(c)));
}

interface Asker {
  actor: Actor;
  topics: string[];
  requestId: string;
}

interface Admitted {
  /** When the session ends. */
  expiresAt: Date;
  /** Those of the topics that it may follow now; the others keep them from nothing. */
  topics: string[];
}

/** Throws where it may follow none of the topics, or no longer. */
async function admit(deps: Deps, { actor, topics, requestId }: Asker): Promise<Admitted> {
  const who = { doer: doerOf(actor), requestId };
  const expiresAt = await inHospital(deps, actor.hospitalId, who, (work) => assertSession(work, actor));
  const allowed: string[] = [];
  for (const topic of topics) if (await deps.live.authorize(actor, topic)) allowed.push(topic);
  if (!allowed.length) throw problem('not-found');
  return { expiresAt, topics: allowed };
}

/** The stream outlives its request by hours: Hono's objects and the token would be held as long. */
function letGo(incoming: IncomingMessage, outgoing: ServerResponse): void {
  outgoing.removeAllListeners('close');
  incoming.rawHeaders = [];
  incoming.headers = {};
}

/** Follows the topics for as long as the session may. Knows nothing of the request, so that nothing of it stays. */
function hold(
  deps: Deps,
  stream: LiveStream,
  asker: Asker,
  { expiresAt, topics, lastEventId }: Admitted & { lastEventId: string | null },
): void {
  const { live, log, now } = deps;
  let over: NodeJS.Timeout | undefined;
  // Nothing more is told to a session that is over.
  const endWith = (expiresAt: Date) => {
    const left = expiresAt.getTime() - now().getTime();
    if (left < 2 * RECHECK_MS) over ??= setTimeout(() => stream.close(), left).unref();
  };
  const askAgain = () =>
    void admit(deps, asker).then(
      (again) => {
        // The page comes again at once, and has what it may follow by then.
        if (again.topics.join() !== topics.join()) stream.close();
        else endWith(again.expiresAt);
      },
      (err: unknown) => {
        const { requestId } = asker;
        if (err instanceof ProblemError) stream.close();
        else log.warn({ err, requestId }, 'live: not asked again yet whether it may go on');
      },
    );
  endWith(expiresAt);
  stream.onClose(() => clearTimeout(over));
  const partly = topics.length < asker.topics.length;
  live.follow(stream, topics, lastEventId, { askAgain, partly }).catch((err: unknown) => {
    log.error({ err, requestId: asker.requestId }, 'live: snapshot failed');
    stream.close();
  });
}
