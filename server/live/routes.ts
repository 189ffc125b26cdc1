/** The live stream's route: checked like every other, then handed to the hub. */
import type { ServerResponse } from 'node:http';
import { RESPONSE_ALREADY_SENT } from '@hono/node-server/utils/response';
import { liveRoutes } from '@care-elements/contract/live.ts';
import { doerOf } from '../actor.ts';
import { describe } from '../http/openapi.ts';
import { authenticate, type Mounting } from '../http/route.ts';
import { problem, ProblemError } from '../problems.ts';
import { assertSession } from '../sessions/service.ts';
import { inHospital } from '../work.ts';
import { openStream } from './stream.ts';

/** Who may no longer hear what they follow (an account that was closed, a department that was left) is asked for so often. */
const RECHECK_MS = 60_000;

/** `desk` is the doctor's own: the hub knows it by the doctor's id. */
const ownTopic = (topic: string, clinicianId: string | null) =>
  topic === 'desk' ? `desk:${clinicianId}` : topic;

export function mountLive({ app, deps, limiter }: Mounting): void {
  const def = liveRoutes.openLive;
  describe(app, def);
  app.get('/v1/hospitals/:hospitalId/live', async (c) => {
    // Hono hands HEAD to GET; it would hold a stream open that nothing is ever written to.
    if (c.req.method !== 'GET') throw problem('method-not-allowed', undefined, {}, { Allow: 'GET' });
    const params = def.params.safeParse(c.req.param());
    if (!params.success) throw problem('not-found');
    const { hospitalId } = params.data;
    const actor = (await authenticate(deps, def, c, hospitalId))!;
    await limiter.take(def, actor.sessionId);
    const query = def.query.safeParse(c.req.query());
    if (!query.success) throw problem('invalid-input', 'topics: see the API description.');
    const doer = doerOf(actor);
    const topics = [...new Set(query.data.topics.split(',').map((t) => ownTopic(t, doer.id)))];
    const admitted = async () => {
      const expiresAt = await inHospital(deps, hospitalId, { doer, requestId: c.get('requestId') }, (work) =>
        assertSession(work, actor),
      );
      for (const topic of topics) {
        if (!(await deps.live.authorize(actor, topic))) throw problem('not-found');
      }
      return expiresAt;
    };
    const expiresAt = await admitted();
    const { outgoing } = c.env;
    if (!outgoing) throw problem('not-ready', 'Live push needs an HTTP connection.');
    // Not c.res: touching it makes Hono merge the mark below into a new response, which the adapter would then write.
    const headers = Object.fromEntries(c.body(null).headers);
    const stream = openStream(
      outgoing as ServerResponse,
      { hospitalId, sessionId: actor.sessionId },
      headers,
    );
    // Nothing more is told to a session that is over; at most seven days ahead, so the timer holds it.
    const over = setTimeout(() => stream.close(), expiresAt.getTime() - deps.now().getTime()).unref();
    const askAgain = () =>
      void admitted().catch((error: unknown) => {
        if (error instanceof ProblemError) stream.close();
        else c.get('log').warn({ err: error }, 'live: not asked again yet whether it may go on');
      });
    const still = setInterval(askAgain, RECHECK_MS).unref();
    stream.onClose(() => {
      clearTimeout(over);
      clearInterval(still);
    });
    deps.live.follow(stream, topics, c.req.header('last-event-id') ?? null, askAgain).catch((error) => {
      c.get('log').error({ err: error }, 'live: snapshot failed');
      stream.close();
    });
    return RESPONSE_ALREADY_SENT;
  });
}
