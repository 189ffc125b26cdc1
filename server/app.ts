/** The server's HTTP face: every route, the one onError. */
import { OpenAPIHono } from '@hono/zod-openapi';
import { PROBLEMS } from '@care-elements/contract/problems.ts';
import { mountAttachments } from './attachments/routes.ts';
import { mountClinicalFacts } from './clinical-facts/routes.ts';
import { mountConsult, WEBHOOK_PATH } from './consult/routes.ts';
import { DatabaseAway } from './db/open.ts';
import { createEpidemics } from './content/epidemics.ts';
import { createLibraries } from './content/library.ts';
import { mountContent } from './content/routes.ts';
import type { Deps } from './deps.ts';
import { mountDispensing } from './dispensing/routes.ts';
import { mountEmbed } from './embed/routes.ts';
import { mountEncounters } from './encounters/routes.ts';
import { mountFhir } from './fhir/routes.ts';
import { mountFormulary } from './formulary/routes.ts';
import { guarded } from './formulary/provider.ts';
import { openHospitalFormulary } from './formulary/standing.ts';
import { mountAssets } from './http/assets.ts';
import { cors, createOrigins } from './http/cors.ts';
import type { HttpEnv } from './http/env.ts';
import { mountFront } from './http/front.ts';
import { mountHealth } from './http/health.ts';
import { mountSchemas } from './http/schemas.ts';
import { createLimiter } from './http/limits.ts';
import { lostPage } from './http/lost.ts';
import { createMethodCheck } from './http/methods.ts';
import type { Mounting } from './http/route.ts';
import { trace } from './http/trace.ts';
import { mountHost } from './host/routes.ts';
import { mountHospitals } from './hospitals/routes.ts';
import { mountInvitations } from './invitations/routes.ts';
import { mountLive } from './live/routes.ts';
import { registerTopics } from './live/topics.ts';
import { mountMeetings } from './meetings/routes.ts';
import { mountMetrics } from './metrics/routes.ts';
import { mountMessages } from './messages/routes.ts';
import { leaveWithSession } from './prescriptions/review/lease.ts';
import { mountPrescriptions } from './prescriptions/routes.ts';
import { problem, problemBody, ProblemError } from './problems.ts';
import { mountQueue } from './queue/routes.ts';
import { mountRecordings } from './recordings/routes.ts';
import { mountRefills } from './refills/routes.ts';
import { mountRevisits } from './revisits/routes.ts';
import { mountRules } from './rules/routes.ts';
import { mountRxShelf } from './rx-shelf/routes.ts';
import { mountSeals } from './seals/routes.ts';
import { mountSessions } from './sessions/routes.ts';
import { namesOf } from './sessions/service.ts';
import { mountSnapshots } from './snapshots/routes.ts';
import { StorageAway } from './storage/storage.ts';
import { mountTerminology } from './terminology/routes.ts';
import { mountTimeline } from './timeline/routes.ts';
import { mountTriage } from './triage/routes.ts';
import { mountVisits } from './visits/routes.ts';
import { mountWording } from './wording/routes.ts';

const ABOUT = {
  openapi: '3.1.0',
  info: {
    title: 'Care Elements',
    version: '1',
    description: `Problems are RFC 9457 with a code. Webhook of LiveKit: ${WEBHOOK_PATH}.`,
  },
};

export type App = OpenAPIHono<HttpEnv>;

export function createApp(deps: Deps, { rateFactor = 1 }: { rateFactor?: number } = {}): App {
  const app = new OpenAPIHono<HttpEnv>();
  app.use(trace(deps));
  const origins = createOrigins(deps);
  app.use('/v1/hospitals/*', cors(origins));
  // No body is read here, nor by anything that stands before a route: a route reads it when it knows who asks (http/body.ts).
  const m: Mounting = { app, deps, limiter: createLimiter(rateFactor) };
  const own = openHospitalFormulary({ servesUnsigned: deps.demo });
  const formulary = deps.formulary ? guarded(deps.formulary) : own;
  mountHospitals(m, origins, namesOf);
  mountWording(m, namesOf);
  mountSessions(m, (work, { sessionId }) => leaveWithSession(work, sessionId));
  mountHost(m);
  mountRules(m);
  mountVisits(m);
  const libraryOf = createLibraries({ servesUnsigned: deps.demo });
  const epidemicsOf = createEpidemics(deps.epidemics, { servesUnsigned: deps.demo });
  mountTriage(m, libraryOf, epidemicsOf);
  mountContent(m, libraryOf);
  mountQueue(m, libraryOf);
  mountConsult(m);
  mountMessages(m);
  mountInvitations(m);
  mountMeetings(m);
  mountAttachments(m);
  mountRecordings(m);
  mountSnapshots(m);
  mountEncounters(m);
  mountClinicalFacts(m);
  mountRevisits(m);
  mountTimeline(m);
  mountTerminology(m);
  mountFormulary(m, formulary);
  mountPrescriptions(m, formulary);
  mountRxShelf(m, formulary);
  mountRefills(m, formulary);
  mountSeals(m);
  mountDispensing(m, formulary);
  mountFhir(m);
  mountLive(m);
  mountEmbed(m);
  registerTopics(deps);
  mountHealth(app, deps);
  if (deps.metrics) mountMetrics(app, deps.metrics.told, deps.metrics.token);
  app.openAPIRegistry.registerComponent('securitySchemes', 'bearer', {
    type: 'http',
    scheme: 'bearer',
    bearerFormat: 'JWT',
  });
  // Made once: it takes a fifth of a second, and anybody may ask. As bytes: a text would be copied for everybody who does not read it.
  let document: Uint8Array<ArrayBuffer> | undefined;
  app.get('/v1/openapi.json', (c) => {
    document ??= new TextEncoder().encode(JSON.stringify(app.getOpenAPI31Document(ABOUT)));
    return c.body(document, 200, { 'Content-Type': 'application/json; charset=utf-8' });
  });
  mountSchemas(app);
  mountFront(app, deps);
  mountAssets(app, deps);

  const assertMethod = createMethodCheck(app);
  app.notFound((c) => {
    assertMethod(c.req.method, c.req.path);
    throw problem('not-found');
  });
  app.onError((error, c) => {
    const known = problemFor(error);
    // The cause stays here; the caller gets the request id to ask by.
    if (known !== error) c.get('log')?.error({ err: error }, 'request failed');
    for (const [name, value] of Object.entries(known.headers)) c.header(name, value);
    const page = lostPage(c, known.code);
    if (page) return page;
    c.header('Cache-Control', 'no-store');
    return c.body(JSON.stringify(problemBody(known, c.get('requestId'))), PROBLEMS[known.code] as 400, {
      'Content-Type': 'application/problem+json; charset=utf-8',
    });
  });
  return app;
}

/** The problem that stands for whatever was thrown. */
function problemFor(error: unknown): ProblemError {
  if (error instanceof ProblemError) return error;
  if (error instanceof DatabaseAway) {
    return problem('not-ready', 'The database does not answer.', {}, { 'Retry-After': '2' });
  }
  if (error instanceof StorageAway) {
    return problem('not-ready', 'Files can not be stored or read now.', {}, { 'Retry-After': '10' });
  }
  return problem('internal');
}
