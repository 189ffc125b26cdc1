/** What anybody may ask, as often as they like, costs next to nothing. */
import assert from 'node:assert/strict';
import { after, before, describe, it, mock } from 'node:test';
import { createApp } from '../../../server/app.ts';
import { openTestApp, type TestApp } from '../../kit/open-test-app.ts';

describe('what needs no token and has no limit', () => {
  let t: TestApp;
  before(async () => void (t = await openTestApp()));
  after(() => t.close());

  it('asks the database once a second whether it is there, and says when it is not', async (test) => {
    // Not the clock, which may jump.
    let now = performance.now();
    const passed = mock.method(performance, 'now', () => now);
    test.after(() => passed.mock.restore());
    let up = true;
    const ping = mock.fn(() => (up ? Promise.resolve() : Promise.reject(new Error('away'))));
    const db = { ...t.deps.db, ping };
    const app = createApp({ ...t.deps, db });
    const ask = async () => {
      const answer = await app.request('/readyz');
      return [answer.status, (await answer.json()).database.state];
    };
    for (let i = 0; i < 20; i++) assert.deepEqual(await ask(), [200, 'ready']);
    assert.equal(ping.mock.callCount(), 1);
    up = false;
    now += 1000;
    assert.deepEqual(await Promise.all([ask(), ask()]), [
      [503, 'absent'],
      [503, 'absent'],
    ]);
    assert.equal(ping.mock.callCount(), 2);
    up = true;
    now += 1000;
    assert.deepEqual(await ask(), [200, 'ready']);
  });

  it('writes its description once', async () => {
    const app = createApp(t.deps);
    const write = mock.method(app, 'getOpenAPI31Document');
    const read = async () => (await app.request('/v1/openapi.json')).json();
    const first = await read();
    assert.ok(Object.keys(first.paths).length > 20);
    assert.deepEqual(await read(), first);
    assert.equal(write.mock.callCount(), 1);
  });
});
