/** Routes of recordings; the file goes round the JSON of `mount`, to whoever holds a ticket, in the ranges that a player asks for. */
import { createHmac, timingSafeEqual } from 'node:crypto';
import { recordingRoutes } from '@care-elements/contract/recording.ts';
import { authorize, PUBLIC } from '../actor.ts';
import { requireHospital } from '../hospitals/service.ts';
import { describe } from '../http/openapi.ts';
import { mount, parse, parseParams, type Mounting } from '../http/route.ts';
import { problem } from '../problems.ts';
import { inHospital } from '../work.ts';
import {
  answerRecording,
  askRecording,
  listRecordings,
  openFile,
  stopRecording,
  storedFile,
} from './service.ts';

/** Long enough to see a long visit through with pauses, short enough that a copied address is soon dead. */
const TICKET_MS = 2 * 3600_000;

export function mountRecordings(m: Mounting): void {
  const { app, deps, limiter } = m;
  mount(m, recordingRoutes.askRecording, ({ work, actor, params }) =>
    askRecording(work, deps, actor, params.visitId),
  );
  mount(m, recordingRoutes.answerRecording, ({ work, actor, params, body }) =>
    answerRecording(work, actor, params.visitId, params.recordingId, body),
  );
  mount(m, recordingRoutes.stopRecording, ({ work, actor, params }) =>
    stopRecording(work, actor, params.visitId, params.recordingId),
  );
  mount(m, recordingRoutes.listRecordings, ({ work, actor, params }) =>
    listRecordings(work, actor, params.visitId),
  );

  const seal = (path: string, until: number) =>
    createHmac('sha256', deps.tokenSecret).update(`recording ${path} ${until}`).digest('base64url');
  const pathOf = (p: { hospitalId: string; visitId: string; recordingId: string }) =>
    `${p.hospitalId}/visits/${p.visitId}/recordings/${p.recordingId}/content`;

  // A video element sends no token: the address itself says that its holder may, and until when.
  mount(m, recordingRoutes.openRecording, async ({ work, actor, params }) => {
    await openFile(work, actor, params.visitId, params.recordingId);
    const until = work.now.getTime() + TICKET_MS;
    const path = pathOf(params);
    const ticket = `${until}.${seal(path, until)}`;
    return authorize(true, {
      url: `/v1/hospitals/${path}?ticket=${ticket}`,
      expiresAt: new Date(until).toISOString(),
    });
  });

  function holds(ticket: string | undefined, path: string): boolean {
    const [until = '', given = ''] = ticket?.split('.') ?? [];
    const right = Buffer.from(seal(path, Number(until)));
    const said = Buffer.from(given);
    return (
      Number(until) > deps.now().getTime() && said.length === right.length && timingSafeEqual(said, right)
    );
  }

  const def = recordingRoutes.getRecordingContent;
  describe(app, def);
  app.get('/v1/hospitals/:hospitalId/visits/:visitId/recordings/:recordingId/content', async (c) => {
    const params = parseParams(def, c) as { hospitalId: string; visitId: string; recordingId: string };
    await limiter.take(def, c.get('address'));
    const { ticket } = parse(def.query, c.req.query());
    const who = { doer: PUBLIC, requestId: c.get('requestId') };
    const file = await inHospital(deps, params.hospitalId, who, async (work) => {
      await requireHospital(work);
      if (!holds(ticket, pathOf(params))) throw problem('not-found');
      return storedFile(work, params.visitId, params.recordingId);
    });
    if (!file) throw problem('not-found');
    c.header('Accept-Ranges', 'bytes');
    c.header('Content-Type', file.type);
    c.header('Content-Security-Policy', "sandbox; default-src 'none'; frame-ancestors 'none'");
    c.header('Cache-Control', 'private, no-store');
    // The page that plays it is the hospital's, on another origin.
    c.header('Cross-Origin-Resource-Policy', 'cross-origin');
    const range = rangeOf(c.req.header('range'), file.bytes);
    if (range === null) {
      c.header('Content-Range', `bytes */${file.bytes}`);
      return c.body(null, 416);
    }
    const [first, last] = range ?? [0, file.bytes - 1];
    c.header('Content-Length', String(last - first + 1));
    if (range) c.header('Content-Range', `bytes ${first}-${last}/${file.bytes}`);
    if (c.req.method === 'HEAD') return c.body(null, range ? 206 : 200);
    const bytes = await deps.storage.read(file.key, first, last);
    if (!bytes) throw new Error(`recording ${params.recordingId}: its bytes are gone`);
    return c.body(bytes, range ? 206 : 200);
  });
}

/** The one range asked for (RFC 9110, 14.2); undefined for the whole file, null for one that is not in it. */
export function rangeOf(
  header: string | undefined,
  size: number,
): [first: number, last: number] | undefined | null {
  const [, from, to] = /^bytes=(\d*)-(\d*)$/.exec(header ?? '') ?? [];
  if (from === undefined || to === undefined || (from === '' && to === '')) return undefined;
  const first = from === '' ? Math.max(0, size - Number(to)) : Number(from);
  const last = from === '' || to === '' ? size - 1 : Math.min(Number(to), size - 1);
  return first > last || first >= size ? null : [first, last];
}
