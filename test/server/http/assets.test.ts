/** The built widgets as the server gives them: to any page, compressed, for good where the name has a hash. */
import assert from 'node:assert/strict';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, before, describe, it } from 'node:test';
import { brotliCompressSync, gzipSync } from 'node:zlib';
import { Hono } from 'hono';
import type { App } from '../../../server/app.ts';
import { mountAssets } from '../../../server/http/assets.ts';

describe('assets', () => {
  let cdnDir: string;
  const app = new Hono();
  const get = (path: string, headers: Record<string, string> = {}) =>
    app.request(`http://care.test${path}`, { headers });
  before(() => {
    cdnDir = mkdtempSync(join(tmpdir(), 'care-cdn-'));
    for (const page of ['guest', 'studio', 'gallery'])
      writeFileSync(join(cdnDir, `${page}.html`), '<!doctype html><care-guest></care-guest>');
    for (const file of ['care.js', 'frame.js', 'c-ex1wzuf.js', 'care-visit-Ab3_x-9Z.js']) {
      writeFileSync(join(cdnDir, file), `'${file}'`);
      writeFileSync(join(cdnDir, `${file}.br`), brotliCompressSync(`'${file}'`));
      writeFileSync(join(cdnDir, `${file}.gz`), gzipSync(`'${file}'`));
      writeFileSync(join(cdnDir, `${file}.map`), '{}');
    }
    mountAssets(app as unknown as App, { cdnDir });
  });
  after(() => rmSync(cdnDir, { recursive: true }));

  it('the loader is asked for again, a chunk never, and both go to any origin', async () => {
    for (const [path, cache] of [
      ['/care.js', 'public, no-cache'],
      ['/frame.js', 'public, no-cache'],
      ['/c-ex1wzuf.js', 'public, max-age=31536000, immutable'],
      ['/care-visit-Ab3_x-9Z.js', 'public, max-age=31536000, immutable'],
    ] as const) {
      const answer = await get(path);
      assert.equal(answer.status, 200);
      assert.match(answer.headers.get('Content-Type')!, /javascript/);
      assert.equal(answer.headers.get('Cache-Control'), cache);
      assert.equal(answer.headers.get('Access-Control-Allow-Origin'), '*');
      assert.equal(answer.headers.get('SourceMap'), `${path.slice(1)}.map`);
      assert.equal((await get(`${path}.map`)).status, 200);
    }
  });

  it('a page of our own may run our scripts and nothing else, and is framed by nobody', async () => {
    const answer = await get('/guest.html');
    assert.match(answer.headers.get('Content-Type')!, /html/);
    const csp = answer.headers.get('Content-Security-Policy')!;
    for (const part of [
      "default-src 'none'",
      "script-src 'self'",
      "frame-ancestors 'none'",
      'trusted-types lit-html',
    ])
      assert.ok(csp.split('; ').includes(part), part);
    assert.equal((await get('/care.js')).headers.get('Content-Security-Policy'), null);
  });

  it('the theme studio frames its preview, which reaches nobody and is framed by nobody else', async () => {
    const policy = async (path: string) =>
      (await get(path)).headers.get('Content-Security-Policy')!.split('; ');
    const studio = await policy('/studio.html');
    for (const part of [
      "script-src 'self'",
      "frame-src 'self'",
      "frame-ancestors 'none'",
      "style-src 'self'",
    ])
      assert.ok(studio.includes(part), part);
    const preview = await policy('/gallery.html');
    for (const part of [
      "script-src 'self'",
      "connect-src 'none'",
      "frame-ancestors 'self'",
      "style-src 'self'",
    ])
      assert.ok(preview.includes(part), part);
    assert.ok(!preview.some((part) => part.startsWith('frame-src')));
  });

  it('is sent as it was compressed by the build', async () => {
    for (const encoding of ['br', 'gzip']) {
      const answer = await get('/care.js', { 'Accept-Encoding': encoding });
      assert.equal(answer.headers.get('Content-Encoding'), encoding);
      assert.match(answer.headers.get('Vary') ?? '', /accept-encoding/i);
    }
    assert.equal((await get('/care.js')).headers.get('Content-Encoding'), null);
  });

  it('gives nothing that is not there', async () => {
    for (const path of ['/nothing.js', '/../package.json', '/%2e%2e/package.json', '/v1/care.js'])
      assert.equal((await get(path)).status, 404, path);
  });
});
