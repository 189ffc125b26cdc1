/** A running server that is told to stop while people are asking. */
import assert from 'node:assert/strict';
import { Agent, request, Server } from 'node:http';
import { after, before, describe, it, mock } from 'node:test';
import { setTimeout as sleep } from 'node:timers/promises';
import { sql } from 'drizzle-orm';
import { pickPort } from '../../server/child.ts';
import { laterDb } from '../../server/db/later.ts';
import { createHub } from '../../server/live/hub.ts';
import { serve } from '../../server/server.ts';
import { openTestApp, PATIENT, type TestApp } from '../kit/open-test-app.ts';

describe('a server that stops', () => {
  let t: TestApp;
  before(async () => void (t = await openTestApp()));
  after(() => t.close());

  it('answers what it has begun, and lets go of connections that never rest, without cutting any', async () => {
    const server = await t.listen();
    const agent = new Agent({ keepAlive: true, maxSockets: 5 });
    const cut = mock.method(Server.prototype, 'closeAllConnections');
    const ask = (method: string, path: string, body = '') =>
      new Promise<number>((resolve) => {
        const headers = {
          ...{ 'Content-Type': 'application/json', 'Idempotency-Key': 'k'.repeat(20) },
          'Content-Length': Buffer.byteLength(body),
        };
        const options = { agent, method, headers };
        const asked = request(`${server.url}/v1/hospitals/renhe${path}`, options, (answer) => {
          answer.resume();
          answer.on('end', () => resolve(answer.statusCode!)).on('error', () => resolve(0));
        });
        // Refused, or met by the end of a connection that rested: whoever asks, asks again.
        asked.on('error', () => resolve(0));
        asked.end(body);
      });
    let answered = 0;
    let stopped = false;
    const people = Array.from({ length: 4 }, async () => {
      while (!stopped) {
        if ((await ask('GET', '')) === 200) answered++;
        else await sleep(5);
      }
    });
    while (answered < 20) await sleep(5);
    // Takes a quarter of a second: its password is hashed.
    const slow = ask('POST', '/sessions', JSON.stringify({ username: 'zhao', password: 'care-demo' }));
    await sleep(50);
    await server.stop();
    stopped = true;
    await Promise.all(people);
    assert.equal(await slow, 201);
    assert.equal(cut.mock.callCount(), 0);
    agent.destroy();
    cut.mock.restore();
  });

  it('tells who still waits when it can wait no longer to come again, and goes', async () => {
    const server = await serve(t.deps, { port: 0, host: '127.0.0.1', rateFactor: 1000, drainMs: 200 });
    let release!: () => void;
    const holding = t.deps.db.tenant('renhe', async (tx) => {
      await tx.execute(sql`LOCK TABLE visits IN ACCESS EXCLUSIVE MODE`);
      await new Promise<void>((done) => (release = done));
    });
    while (!release) await sleep(5);
    const asked = fetch(`http://127.0.0.1:${server.port}/v1/hospitals/renhe/visits`, {
      method: 'POST',
      headers: { 'Content-Type': 'application/json', 'Idempotency-Key': 'w'.repeat(20) },
      body: JSON.stringify({
        ...{ patient: PATIENT, language: 'en' },
        consent: { version: 'demo-1', agreed: true },
      }),
    });
    await blocked();
    const stopped = server.stop();
    const answer = await asked;
    assert.equal(answer.status, 503);
    assert.equal(answer.headers.get('Retry-After'), '2');
    assert.equal((await answer.json()).code, 'not-ready');
    release();
    await holding;
    await stopped;
  });

  it('answers from its first moment on: come again, until its database is there', async () => {
    const later = laterDb();
    let there!: () => void;
    const database = new Promise<void>((done) => (there = done));
    const port = await pickPort();
    const starting = serve(
      { ...t.deps, db: later.db, live: createHub({ db: later.db, log: t.deps.log }) },
      {
        ...{ port, host: '127.0.0.1', rateFactor: 1000, database },
      },
    );
    const ask = (path: string) => fetch(`http://127.0.0.1:${port}${path}`);
    assert.equal((await ask('/healthz')).status, 200);
    assert.equal((await ask('/readyz')).status, 503);
    const early = await ask('/v1/hospitals/renhe');
    assert.deepEqual([early.status, early.headers.get('Retry-After')], [503, '2']);
    later.open(t.deps.db);
    there();
    const server = await starting;
    assert.equal((await ask('/v1/hospitals/renhe')).status, 200);
    await server.stop();
  });

  /** Until somebody waits for the lock. */
  async function blocked(): Promise<void> {
    for (;;) {
      const [row] = await t.deps.db.system<{ n: number }>(
        'SELECT count(*)::int AS n FROM pg_locks WHERE NOT granted AND database = (SELECT oid FROM pg_database WHERE datname = current_database())',
      );
      if (row!.n > 0) return;
      await sleep(5);
    }
  }
});
