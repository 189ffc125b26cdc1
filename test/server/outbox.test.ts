/** Readers of the outbox: each hears of everything in order, asks with the others where it stands with them, and holds nobody up. */
import assert from 'node:assert/strict';
import { after, before, describe, it } from 'node:test';
import { sql } from 'drizzle-orm';
import pino from 'pino';
import { openDb, type Db } from '../../server/db/open.ts';
import { readOutbox } from '../../server/outbox.ts';
import { openTestDb, type TestDb } from '../kit/open-test-db.ts';

describe('readers of the outbox', () => {
  let database: TestDb;
  let db: Db;
  const log = pino({ level: 'silent' });
  /** Questions under way, by where they begin, and how many were asked while the same one was. */
  const underWay = new Map<string, number>();
  let twice = 0;
  let listening = 0;
  before(async () => {
    database = await openTestDb();
    const real = await openDb({ url: database.url, max: 4 });
    db = {
      ...real,
      async system(text, values = []) {
        if (!text.includes('care_outbox_after')) return real.system(text, values);
        const from = values.join();
        const others = underWay.get(from) ?? 0;
        if (others) twice++;
        underWay.set(from, others + 1);
        try {
          return await real.system(text, values);
        } finally {
          underWay.set(from, underWay.get(from)! - 1);
        }
      },
      listen: (...args) => {
        listening++;
        return real.listen(...args);
      },
    };
  });
  after(async () => {
    await db.close();
    await database.drop();
  });

  const happen = (event: string) =>
    db.tenant('renhe', async (tx) => {
      await tx.execute(sql`INSERT INTO outbox (hospital_id, at, event, topics, payload)
        VALUES ('renhe', now(), ${event}, '{}', '{}')`);
      await tx.execute(sql`NOTIFY care_outbox`);
    });

  /** A reader with what it heard; `until` it has heard that. `hold` is waited for at each batch. */
  async function open(hold?: Promise<void>) {
    const heard: string[] = [];
    const waiting = new Map<string, () => void>();
    const reader = await readOutbox({ db, log }, async (events) => {
      for (const { event } of events) heard.push(event);
      for (const [event, done] of waiting) if (heard.includes(event)) done();
      await hold;
    });
    const until = (event: string) =>
      new Promise<void>((done) => (heard.includes(event) ? done() : waiting.set(event, done)));
    return { heard, until, close: () => reader.close() };
  }

  it('ask once for all who stand at the same place, over one connection that listens', async () => {
    const readers = await Promise.all([open(), open(), open(), open()]);
    assert.equal(listening, 1);
    await happen('first');
    await Promise.all(readers.map(({ until }) => until('first')));
    // From now on they stand where the others do.
    const names = Array.from({ length: 10 }, (_, i) => `more ${i}`);
    twice = 0;
    for (const name of names) {
      await happen(name);
      await Promise.all(readers.map(({ until }) => until(name)));
    }
    for (const { heard } of readers) assert.deepEqual(heard, ['first', ...names]);
    // Each on its own would ask three times too often at each event.
    assert.ok(twice < names.length, `${twice} of the same questions at the same time`);
    await Promise.all(readers.map(({ close }) => close()));
  });

  it('hear of everything although one of them is long at it, and although one goes', async () => {
    let go = () => {};
    const held = new Promise<void>((done) => (go = done));
    const slow = await open(held);
    const quick = await open();
    const leaving = await open();
    await happen('one');
    await Promise.all([slow.until('one'), quick.until('one'), leaving.until('one')]);
    await leaving.close();
    await happen('two');
    await happen('three');
    await quick.until('three');
    assert.deepEqual(slow.heard, ['one']);
    go();
    await slow.until('three');
    assert.deepEqual(slow.heard, ['one', 'two', 'three']);
    assert.deepEqual(quick.heard, ['one', 'two', 'three']);
    assert.deepEqual(leaving.heard, ['one']);
    await Promise.all([slow.close(), quick.close()]);
  });

  it('begin anew when all have gone', async () => {
    const before = listening;
    const reader = await open();
    assert.equal(listening, before + 1);
    await happen('again');
    await reader.until('again');
    assert.deepEqual(reader.heard, ['again']);
    await reader.close();
  });
});
