import assert from 'node:assert/strict';
import { after, before, describe, it } from 'node:test';
import { createApp } from '../../server/app.ts';
import { openTestApp, type TestApp } from '../kit/open-test-app.ts';

describe('health', () => {
  let t: TestApp;
  before(async () => void (t = await openTestApp()));
  after(() => t.close());

  it('lives, and is ready without video, which it tells', async () => {
    assert.equal((await t.app.request('/healthz')).status, 200);
    const ready = await t.app.request('/readyz');
    assert.equal(ready.status, 200);
    const body = await ready.json();
    assert.equal(body.database.state, 'ready');
    assert.equal(body.video.state, 'absent');
    assert.match(body.video.detail, /everything else works/);
  });

  it('tells nobody where the video server lies, or why it failed', async () => {
    for (const state of ['ready', 'absent'] as const) {
      const media = { status: () => ({ state, detail: '/root/.cache/livekit-server, port 7880' }) };
      const app = createApp({ ...t.deps, media: media as never });
      const body = await (await app.request('/readyz')).text();
      assert.ok(body.includes(state) && !body.includes('/root'), body);
    }
  });

  it('is not ready without its database, but lives', async () => {
    const ping = () => Promise.reject(new Error('gone'));
    const app = createApp({ ...t.deps, db: { ...t.deps.db, ping } });
    const ready = await app.request('/readyz');
    assert.equal(ready.status, 503);
    assert.equal((await ready.json()).database.state, 'absent');
    assert.equal((await app.request('/healthz')).status, 200);
  });

  it('describes itself', async () => {
    const document = await (await t.app.request('/v1/openapi.json')).json();
    assert.equal(document.openapi, '3.1.0');
    assert.ok(document.components.securitySchemes.bearer);
  });
});
