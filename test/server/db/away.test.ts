/** The database goes away under load and comes back: nobody dies of it, and nobody is answered nonsense. */
import assert from 'node:assert/strict';
import { connect, createServer, type AddressInfo, type Server, type Socket } from 'node:net';
import { after, before, describe, it } from 'node:test';
import { setTimeout as sleep } from 'node:timers/promises';
import { sql } from 'drizzle-orm';
import { createApp } from '../../../server/app.ts';
import { DatabaseAway, openDb, type Db } from '../../../server/db/open.ts';
import { untilReachable } from '../../../server/db/reach.ts';
import { openTestApp } from '../../kit/open-test-app.ts';
import { openTestDb, type TestDb } from '../../kit/open-test-db.ts';

describe('a database that goes away', () => {
  let database: TestDb;
  let proxy: Server;
  let db: Db;
  const sockets = new Set<Socket>();
  let reachable = true;
  let attempts = 0;
  const cut = () => sockets.forEach((socket) => socket.destroy());

  before(async () => {
    database = await openTestDb();
    const { hostname, port } = new URL(database.url);
    proxy = createServer((near) => {
      attempts++;
      if (!reachable) return near.destroy();
      const far = connect(Number(port), hostname);
      near.pipe(far).pipe(near);
      for (const socket of [near, far]) {
        sockets.add(socket);
        socket
          .on('error', () => near.destroy(far.destroy() as never))
          .on('close', () => sockets.delete(socket));
      }
    });
    await new Promise<void>((resolve) => proxy.listen(0, '127.0.0.1', resolve));
    const url = new URL(database.url);
    url.port = String((proxy.address() as AddressInfo).port);
    db = await openDb({ url: url.href, max: 4, silenceMs: 700 });
  });
  after(async () => {
    await db.close();
    proxy.close();
    await database.drop();
  });

  it('fails the work under way by name, and does the next', async () => {
    const works = [1, 2, 3].map(() =>
      db.tenant('renhe', async (tx) => {
        await tx.execute(sql`SELECT 1`);
        await tx.execute(sql`SELECT pg_sleep(0.6)`);
      }),
    );
    const ended = Promise.allSettled(works);
    await sleep(200);
    cut();
    for (const { status, reason } of (await ended) as PromiseRejectedResult[]) {
      assert.equal(status, 'rejected');
      assert.ok(reason instanceof DatabaseAway, String(reason));
    }
    // Between two questions of one transaction, when no query is there to take the failure.
    const between = db.tenant('renhe', async (tx) => {
      await tx.execute(sql`SELECT 1`);
      cut();
      await sleep(100);
      await tx.execute(sql`SELECT 1`);
    });
    await assert.rejects(between, DatabaseAway);
    await db.tenant('renhe', (tx) => tx.execute(sql`SELECT 1`));
  });

  it('has one listener after it was away, however often it was asked for meanwhile', async () => {
    let told = 0;
    const listener = await db.listen('care_test', () => void told++);
    reachable = false;
    attempts = 0;
    cut();
    await sleep(3500);
    assert.ok(attempts > 0 && attempts < 15, `${attempts} attempts`);
    await assert.rejects(
      db.tenant('renhe', (tx) => tx.execute(sql`SELECT 1`)),
      DatabaseAway,
    );
    await assert.rejects(db.system('SELECT 1'), DatabaseAway);
    reachable = true;
    while (told === 0) await sleep(50);
    await sleep(1500);
    assert.equal(told, 1, 'told of one reconnect');
    await assert.rejects(db.system('SELECT nonsense'), { code: '42703' });
    await db.system(`SELECT pg_notify('care_test', '')`);
    while (told === 1) await sleep(20);
    await sleep(200);
    assert.equal(told, 2, 'a notification is heard once');
    await listener.close();
  });

  it('notices a network that swallows everything', async () => {
    let told = 0;
    const listener = await db.listen('care_test', () => void told++);
    await db.tenant('renhe', (tx) => tx.execute(sql`SELECT 1`));
    const swallowed = [...sockets];
    for (const socket of swallowed) socket.unpipe().pause();
    await assert.rejects(
      db.tenant('renhe', (tx) => tx.execute(sql`SELECT 1`)),
      DatabaseAway,
    );
    // New connections get through: the pool has let go of the dead one, and the listener of its own.
    while (told === 0) await sleep(20);
    for (let i = 0; ; i++) {
      const done = await db.tenant('renhe', (tx) => tx.execute(sql`SELECT 1`)).catch(() => null);
      if (done) break;
      assert.ok(i < 4, 'at most as often as the pool had connections');
    }
    await listener.close();
    for (const socket of swallowed) socket.destroy();
  });

  it('counts as away when it was silent, also where it answers a moment later', async () => {
    const late = db.tenant('renhe', (tx) => tx.execute(sql`SELECT pg_sleep(1)`));
    await assert.rejects(late, DatabaseAway);
    await db.tenant('renhe', (tx) => tx.execute(sql`SELECT 1`));
  });

  it('who finds no connection free waits, is told so, and gets one when there is', async () => {
    let small: Db | undefined;
    // So short a time is also all that its own connection may take.
    while (!small) small = await openDb({ url: database.url, max: 1, waitMs: 200 }).catch(() => undefined);
    let release!: () => void;
    const held = small.tenant('renhe', () => new Promise<void>((done) => (release = done)));
    while (!release) await sleep(5);
    await assert.rejects(
      small.tenant('renhe', (tx) => tx.execute(sql`SELECT 1`)),
      DatabaseAway,
    );
    await assert.rejects(small.system('SELECT 1'), DatabaseAway);
    const next = small.tenant('renhe', (tx) => tx.execute(sql`SELECT 1`));
    release();
    await held;
    await next;
    await small.close();
  });

  for (const [what, code] of [
    ['has no room', '53100'],
    ['ended a statement that took too long', '57014'],
    ['has a disk that refuses', '58030'],
  ])
    it(`counts as away when it ${what}`, async () => {
      const raise = sql.raw(`DO $$ BEGIN RAISE EXCEPTION 'x' USING ERRCODE = '${code}'; END $$`);
      await assert.rejects(
        db.tenant('renhe', (tx) => tx.execute(raise)),
        DatabaseAway,
      );
      await db.tenant('renhe', (tx) => tx.execute(sql`SELECT 1`));
    });

  it('is waited for at the start; a password that is wrong is not', async () => {
    reachable = false;
    const told: string[] = [];
    const url = new URL(database.url);
    url.port = String((proxy.address() as AddressInfo).port);
    let there = false;
    const reached = untilReachable(url.href, { say: (line) => told.push(line), pauseMs: 20 }).then(
      () => (there = true),
    );
    while (told.length === 0) await sleep(5);
    assert.match(told[0]!, /not reachable/);
    assert.equal(there, false);
    reachable = true;
    await reached;
    url.password = 'wrong';
    await assert.rejects(untilReachable(url.href, { say: () => {} }), /password/);
  });

  it('is answered 503 with a time to come again', async () => {
    const t = await openTestApp();
    const away = { ...t.deps.db, tenant: () => Promise.reject(new DatabaseAway(new Error('gone'))) };
    const answer = await createApp({ ...t.deps, db: away }).request('/v1/hospitals/renhe');
    assert.equal(answer.status, 503);
    assert.equal(answer.headers.get('retry-after'), '2');
    const body = await answer.json();
    assert.equal(body.code, 'not-ready');
    assert.ok(!JSON.stringify(body).includes('gone'));
    await t.close();
  });
});
