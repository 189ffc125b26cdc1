/** Routes of attachments: bodies and answers are files, so they go round the JSON of `mount` by the same checks. */
import { createHash } from 'node:crypto';
import type { Context } from 'hono';
import {
  ATTACHMENT_TYPES,
  attachmentRoutes,
  type AttachmentType,
} from '@care-elements/contract/attachments.ts';
import type { Route } from '@care-elements/contract/route.ts';
import { doerOf } from '../actor.ts';
import { readBytes } from '../http/body.ts';
import type { HttpEnv } from '../http/env.ts';
import { describe } from '../http/openapi.ts';
import { authenticate, idempotencyKey, parse, parseParams, type Mounting } from '../http/route.ts';
import { once } from '../idempotency.ts';
import type { Talker } from '../messages/access.ts';
import { problem, ProblemError } from '../problems.ts';
import { assertSession } from '../sessions/service.ts';
import { inHospital, type Work } from '../work.ts';
import { createInspector } from './inspect-aside.ts';
import { disposition, safeName } from './name.ts';
import { broken } from './refuse.ts';
import { addAttachment, getAttachment, mayUpload } from './service.ts';

type Ctx = Context<HttpEnv>;

/** Files are looked through whole, in memory (10 MB at most each): no more than these at once. */
const READING_AT_ONCE = 12;
/** Of one person; a page sends one after the other. Who sends many at a trickle must not keep everybody else's out. */
const OF_ONE_AT_ONCE = 3;

export function mountAttachments({ app, deps, limiter }: Mounting): void {
  const { uploadAttachment, getAttachmentContent } = attachmentRoutes;
  const inspect = createInspector();
  /** Whose files are being looked through. */
  const reading: string[] = [];
  /** The rest are told to come again in a moment; our client does so by itself. */
  async function oneOfFew<T>(owner: string, read: () => Promise<T>): Promise<T> {
    const theirs = reading.filter((one) => one === owner).length;
    if (theirs >= OF_ONE_AT_ONCE || reading.length >= READING_AT_ONCE)
      throw problem('too-many-requests', 'Many files are on their way.', {}, { 'Retry-After': '2' });
    reading.push(owner);
    try {
      return await read();
    } finally {
      reading.splice(reading.indexOf(owner), 1);
    }
  }

  /** Who asks for which visit, within their limit. */
  async function enter<R extends Route>(def: R, c: Ctx) {
    const params = parseParams(def, c) as { hospitalId: string; visitId: string; attachmentId: string };
    const { hospitalId } = params;
    const actor = (await authenticate(deps, def, c, hospitalId)) as Talker;
    await limiter.take(def, `${hospitalId}:${actor.sessionId}`);
    const who = { doer: doerOf(actor), requestId: c.get('requestId') };
    const within = <T>(fn: (work: Work) => Promise<T>) =>
      inHospital(deps, hospitalId, who, async (work) => {
        await assertSession(work, actor);
        return fn(work);
      });
    return { actor, params, within, owner: `${actor.role}:${who.doer.id}` };
  }

  describe(app, uploadAttachment);
  app.post('/v1/hospitals/:hospitalId/visits/:visitId/attachments', async (c) => {
    const { actor, params, within, owner } = await enter(uploadAttachment, c);
    const { hospitalId, visitId } = params;
    const key = idempotencyKey(c);
    const query = parse(uploadAttachment.query, c.req.query());
    // Nothing is read from whoever may not send it.
    await within((work) => mayUpload(work, actor, visitId));
    const type = typeOf(c);
    const [sent, file] = await oneOfFew(owner, async () => {
      const bytes = await readBytes(c, ATTACHMENT_TYPES[type].maxBytes);
      if (bytes.length === 0) throw broken('The file is empty.');
      return [bytes, await inspect(bytes, type)] as const;
    });
    const attachmentId = deps.newId();
    const objectKey = `${hospitalId}/${visitId}/${attachmentId}`;
    await deps.storage.put(objectKey, file.bytes, type);
    let taken = false;
    const request = { actor: owner, key, body: `POST ${c.req.url}\n${type} ${sha256(sent)}` };
    try {
      const answer = await within((work) =>
        once(work, deps.tokenSecret, request, async () => {
          const attachment = await addAttachment(work, actor, visitId, {
            ...{ attachmentId, objectKey, type, name: safeName(query.name, type) },
            ...{ bytes: file.bytes.length, sha256: sha256(file.bytes) },
            ...{ width: file.width, height: file.height, seconds: query.seconds ?? null },
          });
          taken = true;
          return { status: 201, body: JSON.stringify(uploadAttachment.answer.parse(attachment)) };
        }),
      );
      // A second try of an upload that had gone through: the first one's bytes are the file.
      if (!taken) await deps.storage.remove(objectKey);
      c.header('Cache-Control', 'no-store');
      return c.body(answer.body!, answer.status as 201, {
        'Content-Type': 'application/json; charset=utf-8',
      });
    } catch (error) {
      // Where the database broke, the row may stand: then its bytes must, too.
      if (error instanceof ProblemError) await deps.storage.remove(objectKey);
      throw error;
    }
  });

  describe(app, getAttachmentContent);
  app.get('/v1/hospitals/:hospitalId/visits/:visitId/attachments/:attachmentId/content', async (c) => {
    const { actor, params, within } = await enter(getAttachmentContent, c);
    const row = await within((work) => getAttachment(work, actor, params.visitId, params.attachmentId));
    const bytes = await deps.storage.get(row.objectKey);
    if (!bytes) throw new Error(`attachment ${row.attachmentId}: its bytes are gone`);
    if (sha256(bytes) !== row.sha256)
      throw new Error(`attachment ${row.attachmentId}: its bytes have changed`);
    // With those of every answer (nosniff, Cross-Origin-Resource-Policy): opened as a page it is nothing.
    c.header('Content-Security-Policy', "sandbox; default-src 'none'; frame-ancestors 'none'");
    c.header('Content-Disposition', disposition(row.name));
    c.header('Cache-Control', 'private, no-store');
    return c.body(bytes as Uint8Array<ArrayBuffer>, 200, { 'Content-Type': row.type });
  });
}

const sha256 = (bytes: Uint8Array) => createHash('sha256').update(bytes).digest('hex');

/** The declared type, without parameters (`audio/webm;codecs=opus`). */
function typeOf(c: Ctx): AttachmentType {
  const type = (c.req.header('content-type') ?? '').split(';')[0]!.trim().toLowerCase();
  if (!Object.hasOwn(ATTACHMENT_TYPES, type)) {
    throw problem('unsupported-media-type', `One of ${Object.keys(ATTACHMENT_TYPES).join(', ')}.`);
  }
  return type as AttachmentType;
}
