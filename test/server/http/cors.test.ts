/** What a page's origin costs the server to judge. */
import assert from 'node:assert/strict';
import { after, before, describe, it } from 'node:test';
import { createOrigins } from '../../../server/http/cors.ts';
import type { Db } from '../../../server/db/open.ts';
import { openTestApp, ORIGIN, type TestApp } from '../../kit/open-test-app.ts';

describe('registered origins', () => {
  let t: TestApp;
  before(async () => void (t = await openTestApp()));
  after(() => t.close());

  it('look nothing up for hospitals that do not exist, and once for those that do', async () => {
    const asked = { tenant: 0, system: 0 };
    const { db } = t.deps;
    const counting: Db = {
      ...db,
      tenant: (hospitalId, work) => (asked.tenant++, db.tenant(hospitalId, work)),
      system: (sql, values) => (asked.system++, db.system(sql, values)),
    };
    let now = Date.parse('2026-11-22T08:00:00Z');
    const origins = createOrigins({ ...t.deps, db: counting, now: () => new Date(now) });
    await Promise.all(
      Array.from({ length: 50 }, async (_, i) =>
        assert.equal(await origins.allows(`nowhere-${i}`, ORIGIN), false),
      ),
    );
    assert.deepEqual(asked, { tenant: 0, system: 1 });
    for (let i = 0; i < 5; i++) assert.equal(await origins.allows('renhe', ORIGIN), true);
    assert.equal(await origins.allows('renhe', 'http://evil.example'), false);
    assert.deepEqual(asked, { tenant: 1, system: 1 });
    now += 3001;
    assert.equal(await origins.allows('renhe', ORIGIN), true);
    assert.deepEqual(asked, { tenant: 2, system: 2 });
  });

  it('are asked for again after the database was away', async () => {
    let away = true;
    const { db } = t.deps;
    const flaky: Db = {
      ...db,
      system: (sql, values) => (away ? Promise.reject(new Error('away')) : db.system(sql, values)),
    };
    const now = new Date();
    const origins = createOrigins({ ...t.deps, db: flaky, now: () => now });
    await assert.rejects(origins.allows('renhe', ORIGIN), /away/);
    away = false;
    assert.equal(await origins.allows('renhe', ORIGIN), true);
  });
});
