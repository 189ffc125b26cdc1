/** A Care server of a few lines for pages: the built widgets, and answers from registration to the first question. It remembers what it was sent. */
import { once } from 'node:events';
import { readFileSync } from 'node:fs';
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { join } from 'node:path';
import { text } from 'node:stream/consumers';

const root = join(import.meta.dirname, '../..');
const cdn = join(root, 'dist/cdn');
const both = (zh: string, en: string) => ({ 'zh-CN': zh, en });
const VISIT = {
  ...{ visitId: '0190aaaa-0000-7000-8000-000000000001', version: 1, status: 'open', language: 'zh-CN' },
  ...{ triage: null, queue: null, prescription: null, clinician: null, encounter: null, department: null },
  patient: { name: '王秀兰', birthDate: '1954-03-08', sex: 'female', age: 70, ageYears: 70 },
};
const HOSPITAL = {
  ...{ hospitalId: 'renhe', name: both('仁和医院', 'Renhe Hospital'), language: 'zh-CN' },
  ...{ timeZone: 'Asia/Shanghai', emergencyNumber: '120', phone: '010-1', childAge: 14 },
  ...{ demo: false, departments: [] },
  consent: { version: '1', text: both('请知悉', 'Please know') },
};
function begun() {
  const cold = JSON.parse(readFileSync(join(root, 'packages/triage/protocols/cold.json'), 'utf8'));
  return {
    protocols: [{ ...cold, hash: 'f'.repeat(64), reviewed: false }],
    ...{ heard: {}, signs: [], measures: [], regions: {} },
    first: { linkId: cold.questions[0].linkId, left: 6 },
  };
}
const API: Record<string, () => unknown> = {
  'GET ': () => HOSPITAL,
  'POST /visits': () => ({ visit: VISIT, token: 't', expiresAt: '2030-01-01T00:00:00.000Z' }),
  [`GET /visits/${VISIT.visitId}`]: () => VISIT,
  'GET /complaints': () => ({
    complaints: [
      { complaintId: 'cold', protocolId: 'cold', name: both('感冒', 'Cold'), synonyms: {} },
      { complaintId: 'general', protocolId: 'general', name: both('其他', 'Other'), synonyms: {} },
    ],
    heard: [],
  }),
  [`POST /visits/${VISIT.visitId}/triage/questions`]: begun,
};

export interface FakeCare {
  readonly url: string;
  /** What was sent to `POST /visits`, the last one last. */
  readonly registered: unknown[];
  /** How far ahead of the real time its clock is, in ms. */
  ahead: number;
  /** The origin of pages that are not registered. */
  refuses: string;
  /** Where it says that the media server stands. */
  media: string | null;
  stop(): void;
}

export async function startFakeCare(): Promise<FakeCare> {
  const registered: unknown[] = [];
  const care = { registered, ahead: 0, refuses: '', media: null as string | null, url: '', stop: () => {} };
  const server: Server = createServer(async (request, response) => {
    const { pathname } = new URL(request.url!, 'http://care');
    const { origin } = request.headers;
    response.setHeader('Date', new Date(Date.now() + care.ahead).toUTCString());
    const api = pathname.startsWith('/v1/');
    response.setHeader('Access-Control-Allow-Origin', '*');
    response.setHeader('Access-Control-Expose-Headers', 'Date');
    if (request.method === 'OPTIONS') {
      response.setHeader('Access-Control-Allow-Headers', 'authorization, content-type, idempotency-key');
      response.setHeader('Access-Control-Allow-Methods', 'GET, POST');
      return response.writeHead(204).end();
    }
    // As the server does: a page that is not registered may read why it is refused.
    if (api && origin === care.refuses) {
      response.writeHead(403, { 'Content-Type': 'application/problem+json' });
      return response.end(JSON.stringify({ code: 'origin-not-registered', status: 403 }));
    }
    const key = `${request.method} ${pathname.replace('/v1/hospitals/renhe', '')}`;
    if (key === 'GET /media-server') {
      response.writeHead(200, { 'Content-Type': 'application/json' });
      return response.end(JSON.stringify({ url: care.media }));
    }
    if (api && API[key]) {
      const body = await text(request);
      if (key === 'POST /visits') registered.push(JSON.parse(body));
      response.writeHead(200, { 'Content-Type': 'application/json' });
      return response.end(JSON.stringify(API[key]()));
    }
    // `/old/` stands for another version: the same files under another address are other modules to a browser.
    const file = /^\/(?:old\/)?((?:care|c-[a-z0-9]+)\.js|manifest\.json)$/.exec(pathname)?.[1];
    if (!file) return response.writeHead(404).end();
    response.writeHead(200, {
      'Content-Type': file.endsWith('.js') ? 'text/javascript' : 'application/json',
    });
    response.end(readFileSync(join(cdn, file)));
  });
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  care.url = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  care.stop = () => (server.closeAllConnections(), void server.close());
  return care;
}
