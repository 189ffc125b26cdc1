/** The headers of every answer: pages, files, each route, every kind of refusal, and what Node answers before there is a request. */
import { cpSync, mkdtempSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { connect } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { RouteId } from '@care-elements/contract/routes.ts';
import { serve } from '../../server/server.ts';
import { pathOf, ROUTE_CASES } from '../kit/route-cases.ts';
import { ROLES } from '../kit/route-world.ts';
import { worldOf, type Attack, type Attempt } from './attack.ts';

const root = join(import.meta.dirname, '../..');
const PAGES = join(root, 'packages/elements/pages');

const INLINE_STYLE = "style-src-attr 'unsafe-inline'";

interface Sent {
  status: number;
  headers: Headers;
}
/** What an answer's headers lack, in words. `tls`: it came through a proxy that has TLS. */
function lacking({ headers }: Sent, { tls = false } = {}): string[] {
  const of = (name: string) => headers.get(name) ?? '';
  const isPage = /^text\/html/.test(of('content-type'));
  const policy = of('content-security-policy');
  const wanted: [string, boolean][] = [
    ['nosniff', of('x-content-type-options') === 'nosniff'],
    ['Referrer-Policy', of('referrer-policy') === 'no-referrer'],
    ['COOP', of('cross-origin-opener-policy') === 'same-origin'],
    ['CORP', /^(same-origin|cross-origin)$/.test(of('cross-origin-resource-policy'))],
    ['CSP', /default-src 'none'/.test(policy) && /frame-ancestors/.test(policy)],
    // Style attributes only for a page that reaches nobody.
    [
      'CSP without holes',
      !/unsafe-/.test(/connect-src 'none'/.test(policy) ? policy.replace(INLINE_STYLE, '') : policy),
    ],
    ['trusted types', !isPage || /require-trusted-types-for 'script'/.test(policy)],
    ['HSTS where there is TLS, and only there', headers.has('strict-transport-security') === tls],
    ['silence about what it runs on', !headers.has('server') && !headers.has('x-powered-by')],
  ];
  return wanted.filter(([, held]) => !held).map(([what]) => what);
}

/** What Node or its adapter refuses before a route sees it. */
const RAW: Record<string, { text: string; status: number }> = {
  'no host': { text: 'GET /healthz HTTP/1.1\r\n\r\n', status: 400 },
  'a host that is none': { text: 'GET /healthz HTTP/1.1\r\nHost: a/b?\r\n\r\n', status: 400 },
  'two hosts': { text: 'GET /healthz HTTP/1.1\r\nHost: x\r\nhost: y\r\n\r\n', status: 400 },
  'a path that is none': { text: 'GET /\\..\\x HTTP/1.1\r\nHost: x\r\n\r\n', status: 400 },
  'no HTTP at all': { text: 'hello\r\n\r\n', status: 400 },
  'two lengths': {
    text: 'POST / HTTP/1.1\r\nHost: x\r\nContent-Length: 1\r\nContent-Length: 2\r\n\r\n',
    status: 400,
  },
  'length and chunks': {
    text: 'POST / HTTP/1.1\r\nHost: x\r\nContent-Length: 3\r\nTransfer-Encoding: chunked\r\n\r\n0\r\n\r\n',
    status: 400,
  },
  'a line end in a header': { text: 'GET / HTTP/1.1\r\nHost: x\r\nX: a\nb: c\u0001\r\n\r\n', status: 400 },
  'a head of 64 kB': { text: `GET / HTTP/1.1\r\nHost: x\r\nX: ${'x'.repeat(65_536)}\r\n\r\n`, status: 431 },
  'an expectation': {
    text: 'POST / HTTP/1.1\r\nHost: x\r\nExpect: a-pony\r\nContent-Length: 0\r\n\r\n',
    status: 417,
  },
};
const SLOW = { 'half a head, for too long': { text: 'GET / HTTP/1.1\r\nHost: x\r\nX: ', status: 408 } };

const raw = (port: number, text: string) =>
  new Promise<Sent>((resolve, reject) => {
    let said = '';
    const socket = connect(port, '127.0.0.1', () => socket.write(text));
    socket.on('data', (data) => (said += data));
    socket.on('error', () => undefined);
    socket.on('close', () => {
      const [line = '', ...rest] = said.split('\r\n\r\n')[0]!.split('\r\n');
      const status = Number(/^HTTP\/1\.1 (\d{3})/.exec(line)?.[1]);
      if (!status) return reject(new Error(`not an answer: ${said.slice(0, 80)}`));
      const pairs = rest.map((header) => /^([^:]+): ?(.*)$/.exec(header)!.slice(1, 3) as [string, string]);
      resolve({ status, headers: new Headers(pairs) });
    });
  });

export const attack: Attack = async ({ long, world }) => {
  const cdnDir = mkdtempSync(join(tmpdir(), 'care-cdn-'));
  cpSync(long ? join(root, 'dist/cdn') : PAGES, cdnDir, { recursive: true });
  if (!long)
    for (const file of ['care.js', 'care.js.map', 'c-ab12cd3.js', 'manifest.json', 'x.css'])
      writeFileSync(join(cdnDir, file), '{}');
  const { t, f, ours, close } = await worldOf(world);
  const server = await serve(
    { ...t.deps, cdnDir, trustProxy: true },
    { port: 0, host: '127.0.0.1', rateFactor: 1e6 },
  );
  try {
    const url = `http://127.0.0.1:${server.port}`;
    const tls = { 'X-Forwarded-Proto': 'https' };
    const start = (attempt: string): Attempt => ({ attempt, tried: 0, findings: [] });
    const look = (into: Attempt, what: string, sent: Sent, overTls = true) => {
      into.tried++;
      for (const lack of lacking(sent, { tls: overTls }))
        into.findings.push(`${what} (${sent.status}): ${lack}`);
    };
    const ask = async (into: Attempt, path: string, init: RequestInit = {}, status?: number) => {
      const answer = await fetch(url + path, { ...init, headers: { ...tls, ...init.headers } });
      await answer.body?.cancel();
      const what = `${init.method ?? 'GET'} ${path.slice(0, 80)}`;
      look(into, what, answer);
      if (status && answer.status !== status) into.findings.push(`${what}: ${answer.status}, not ${status}`);
    };
    const bearer = (role: keyof typeof ours) => ({ Authorization: `Bearer ${ours[role]}` });

    const pages = start('pages and files');
    for (const file of readdirSync(cdnDir, { recursive: true, withFileTypes: true }))
      if (file.isFile())
        await ask(pages, `/${join(file.parentPath, file.name).slice(cdnDir.length + 1)}`, {}, 200);
    const open = ['/embed/visit?hospital=renhe', '/v1/openapi.json', '/healthz', '/readyz'];
    for (const path of open) await ask(pages, path, {}, 200);
    await ask(pages, '/', { headers: { Accept: 'text/html' } }, 200);
    await ask(
      pages,
      `/v1/hospitals/renhe/live?topics=visit:${f.visitId}`,
      { headers: bearer('patient') },
      200,
    );
    const file = `/v1/hospitals/renhe/visits/${f.visitId}/attachments/${f.attachmentId}/content`;
    await ask(pages, file, { headers: bearer('doctor') }, 200);

    const refused = start('every kind of refusal');
    const write = (body: string, more: Record<string, string> = {}) => ({
      ...{ method: 'POST', body },
      headers: { 'Content-Type': 'application/json', 'Idempotency-Key': 'k'.repeat(20), ...more },
    });
    const visits = '/v1/hospitals/renhe/visits';
    const far = { Origin: 'https://evil.example' };
    for (const [path, init, status] of [
      ['/', {}, 404],
      ['/nothing', {}, 404],
      ['/nothing.html', {}, 404],
      ['/v1/nothing', {}, 404],
      ['/%', {}, 404],
      ['/embed/visit?hospital=nowhere', {}, 404],
      ['/embed/visit', {}, 404],
      ['/v1/hospitals/renhe', { method: 'DELETE' }, 405],
      ['/v1/hospitals/renhe', { headers: far }, 403],
      ['/v1/hospitals/renhe', { method: 'OPTIONS', headers: far }, 204],
      ['/v1/hospitals/nowhere', {}, 404],
      [visits, write('{'), 400],
      [visits, write('{}'), 422],
      [visits, write('x'.repeat(200_000)), 413],
      [visits, write('x', { 'Content-Type': 'text/plain' }), 415],
      [visits, { method: 'POST' }, 415],
      ['/v1/livekit/webhook', write('{}'), undefined],
      ['/v1/hospitals/renhe/sessions/current', {}, 401],
      ['/v1/hospitals/renhe/sessions/current', { headers: { Authorization: 'Bearer x' } }, 401],
      [`/v1/hospitals/renhe/live`, { method: 'HEAD', headers: bearer('doctor') }, 405],
      [`/v1/hospitals/renhe/live?topics=nothing`, { headers: bearer('doctor') }, undefined],
      ['/metrics', {}, 404],
    ] as [string, RequestInit, number | undefined][])
      await ask(refused, path, init, status);

    const before = start('what Node refuses by itself');
    for (const [what, { text, status }] of Object.entries(long ? { ...RAW, ...SLOW } : RAW)) {
      const sent = await raw(server.port, text);
      look(before, what, sent, false);
      if (sent.status !== status) before.findings.push(`${what}: ${sent.status}, not ${status}`);
    }

    const routes = start('each route, as who may ask and as nobody');
    const document = (await (await t.app.request('/v1/openapi.json')).json()) as {
      paths: Record<string, Record<string, { operationId: RouteId }>>;
    };
    for (const [path, methods] of Object.entries(document.paths))
      for (const [method, { operationId: id }] of Object.entries(methods))
        for (const role of long ? [...ROLES, null] : [null]) {
          if (id === 'openLive' || /^(deleteSession|leaveAsGuest|leaveMeeting)$/.test(id)) continue;
          const row = ROUTE_CASES[id];
          const body = row.body?.(f);
          const answer = await t.call(
            method.toUpperCase(),
            pathOf(path.replace(/^\/v1/, ''), 'renhe', f) + (row.query?.(f) ?? ''),
            { ...(role ? { token: ours[role] } : {}), ...(body === undefined ? {} : { body }) },
          );
          look(routes, `${id} as ${role ?? 'nobody'}`, answer, false);
        }
    return [pages, refused, before, routes];
  } finally {
    await server.stop();
    await close();
    rmSync(cdnDir, { recursive: true });
  }
};
