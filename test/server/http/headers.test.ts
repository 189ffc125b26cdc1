/** The headers of every answer: what is fine, what is refused, what streams, what is a file. */
import assert from 'node:assert/strict';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, before, describe, it } from 'node:test';
import { createApp } from '../../../server/app.ts';
import { openTestApp, ORIGIN, type TestApp } from '../../kit/open-test-app.ts';

describe('the headers of every answer', () => {
  let t: TestApp;
  let url: string;
  let cdnDir: string;
  before(async () => {
    cdnDir = await mkdtemp(join(tmpdir(), 'care-cdn-'));
    await writeFile(join(cdnDir, 'care.js'), 'export {};');
    t = await openTestApp({ cdnDir });
    ({ url } = await t.listen());
  });
  after(async () => {
    await t.close();
    await rm(cdnDir, { recursive: true });
  });

  const PATHS = [
    '/v1/hospitals/renhe',
    '/v1/openapi.json',
    '/healthz',
    '/v1/nothing',
    '/nothing',
    '/care.js',
  ];
  it('are there', async () => {
    const { token, visitId } = await t.openVisit();
    const live = `/v1/hospitals/renhe/live?topics=visit:${visitId}`;
    for (const path of [...PATHS, live, '/v1/hospitals/renhe/sessions/current']) {
      const answer = await fetch(url + path, { headers: { Authorization: `Bearer ${token}` } });
      await answer.body?.cancel();
      const { headers } = answer;
      assert.equal(headers.get('x-content-type-options'), 'nosniff', path);
      assert.equal(headers.get('referrer-policy'), 'no-referrer', path);
      assert.match(
        headers.get('content-security-policy') ?? '',
        /default-src 'none'; frame-ancestors 'none'/,
      );
      const embeddable = answer.status === 200 && path === '/care.js';
      if (answer.ok)
        assert.equal(
          headers.get('cross-origin-resource-policy'),
          embeddable ? 'cross-origin' : 'same-origin',
          path,
        );
      assert.match(headers.get('x-request-id') ?? '', /^[0-9a-f-]{36}$/);
      assert.equal(headers.get('strict-transport-security'), null, 'no TLS here');
      assert.equal(headers.get('x-powered-by'), null);
    }
  });

  it('let a registered page read answers and problems alike', async () => {
    for (const path of ['', '/nothing', '/complaints', '/sessions/current']) {
      const answer = await fetch(`${url}/v1/hospitals/renhe${path}`, { headers: { Origin: ORIGIN } });
      await answer.body?.cancel();
      assert.equal(answer.headers.get('access-control-allow-origin'), ORIGIN, path);
      assert.equal(answer.headers.get('vary'), 'Origin');
    }
  });

  it('ask for TLS only of who came by it, through a proxy that we trust', async () => {
    const over = async (trustProxy: boolean, proto: string) => {
      const app = createApp({ ...t.deps, trustProxy });
      const answer = await app.request('/healthz', { headers: { 'X-Forwarded-Proto': proto } });
      return answer.headers.get('strict-transport-security');
    };
    assert.match((await over(true, 'https'))!, /^max-age=\d{8,}$/);
    assert.equal(await over(true, 'http'), null);
    assert.equal(await over(false, 'https'), null);
  });
});
