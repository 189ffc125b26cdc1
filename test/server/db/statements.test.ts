/** What is sent without waiting is kept or lost with its transaction, and its failure is told as what it is. */
import assert from 'node:assert/strict';
import { after, before, describe, it } from 'node:test';
import { and, eq, getTableColumns, lt, type Placeholder, sql } from 'drizzle-orm';
import { alias, bigint, boolean, integer, jsonb, pgTable, text, timestamp } from 'drizzle-orm/pg-core';
import { often, type Often } from '../../../server/db/often.ts';
import { openDb, pgCode, type Db } from '../../../server/db/open.ts';
import {
  changeLater,
  forget,
  insertLater,
  notifyLater,
  remember,
  together,
  type Tx,
} from '../../../server/db/statements.ts';
import { outbox } from '../../../server/audit.ts';
import { hospitals } from '../../../server/hospitals/table.ts';
import { openTestDb, type TestDb } from '../../kit/open-test-db.ts';

const known = async (db: Db, event: string): Promise<number> =>
  db.tenant(
    'renhe',
    async (tx) =>
      (await tx.execute(sql`SELECT FROM outbox WHERE hospital_id = 'renhe' AND event = ${event}`)).rowCount!,
  );

const row = (event: string) => ({
  ...{ hospitalId: 'renhe', at: new Date(0), event, topics: ['a', 'b,c'], payload: { n: [1] } },
});

describe('statements of a transaction', () => {
  let database: TestDb;
  let db: Db;
  before(async () => {
    database = await openTestDb();
    db = await openDb({ url: database.url, max: 2 });
  });
  after(async () => {
    await db.close();
    await database.drop();
  });

  it('reach PostgreSQL in the order in which they are sent', async () => {
    const seen = await db.tenant('renhe', async (tx) => {
      await insertLater(tx, outbox, row('first'));
      const { rows } = await tx.execute(sql`SELECT event FROM outbox WHERE event = 'first'`);
      await insertLater(tx, outbox, row('second'));
      return rows;
    });
    assert.deepEqual(seen, [{ event: 'first' }]);
    assert.equal(await known(db, 'second'), 1);
  });

  it('are nothing at all where one that nobody waited for fails, and that one is named', async () => {
    const failing = db.tenant('renhe', async (tx) => {
      await insertLater(tx, outbox, row('lost'));
      await changeLater(tx, hospitals, 'UPDATE hospitals SET child_age = 1 / 0');
      await tx.execute(sql`SELECT 1`);
    });
    await assert.rejects(failing, (error) => pgCode(error) === '22012');
    // As the last of all, when only COMMIT can tell.
    const last = db.tenant('renhe', async (tx) => {
      await insertLater(tx, outbox, row('lost'));
      await changeLater(tx, hospitals, 'UPDATE hospitals SET child_age = 1 / 0');
    });
    await assert.rejects(last, (error) => pgCode(error) === '22012');
    assert.equal(await known(db, 'lost'), 0);
    // Somebody swallowed the failure: what was lost is not told as kept.
    const swallowed = db.tenant('renhe', async (tx) => {
      await insertLater(tx, outbox, row('lost'));
      await tx.execute(sql`SELECT 1 / 0`).catch(() => {});
    });
    await assert.rejects(swallowed, /not committed/);
    assert.equal(await known(db, 'lost'), 0);
  });

  it('are done again where PostgreSQL asks for that of one that nobody waited for', async () => {
    let tries = 0;
    await db.tenant('renhe', async (tx) => {
      const code = ++tries === 1 ? '40001' : '';
      if (code)
        await changeLater(tx, hospitals, `DO $$ BEGIN RAISE 'again' USING ERRCODE = '${code}'; END $$`);
      await tx.execute(sql`SELECT 1`);
    });
    assert.equal(tries, 2);
  });

  it('leave nobody’s hospital behind on the connection', async () => {
    for (let i = 0; i < 3; i++) {
      await db.tenant('renhe', (tx) => tx.execute(sql`SELECT 1`));
      const [row] = await db.system<{ id: string }>(`SELECT current_setting('care.hospital_id', true) AS id`);
      assert.equal(row!.id || null, null);
    }
  });

  it('are the same when they have been sent often enough to have a name', async () => {
    for (let i = 0; i < 30; i++)
      await db.tenant('renhe', async (tx) => {
        const { rows } = await tx.execute(sql`SELECT ${i}::int AS i, ${String(i)} AS s`);
        assert.deepEqual(rows, [{ i, s: String(i) }]);
      });
  });

  it('that are asked together tell the first failure in their order', async () => {
    const failing = db.tenant('renhe', (tx) =>
      together(Promise.reject(new Error('mine')), Promise.resolve(tx.execute(sql`SELECT 1 / 0`))),
    );
    await assert.rejects(failing, /mine/);
    const [one, two] = await db.tenant('renhe', (tx) =>
      together(Promise.resolve(1), Promise.resolve(tx.execute(sql`SELECT 2 AS two`))),
    );
    assert.deepEqual([one, two.rows], [1, [{ two: 2 }]]);
  });

  it('that add rows leave as one, in their order, before the next statement', async () => {
    const sent: string[] = [];
    const events = async (tx: Tx) => {
      const { rows } = await tx.execute<{ event: string }>(
        sql`SELECT event FROM outbox WHERE event LIKE 'row %' ORDER BY outbox_id`,
      );
      return rows.map(({ event }) => event);
    };
    await db.tenant('renhe', async (tx) => {
      const client = (tx as unknown as { $client: { query: (config: { text: string }) => unknown } }).$client;
      const { query } = client;
      client.query = (config, ...rest) => {
        sent.push(config.text);
        return (query as (...args: unknown[]) => unknown)(config, ...rest);
      };
      for (const name of ['row 1', 'row 2', 'row 3']) await insertLater(tx, outbox, row(name));
      assert.deepEqual(await events(tx), ['row 1', 'row 2', 'row 3']);
      await insertLater(tx, outbox, row('row 4'));
    });
    assert.equal(sent.length, 1);
    const [stored] = await db.tenant('renhe', (tx) =>
      tx
        .select()
        .from(outbox)
        .where(sql`event = 'row 4'`),
    );
    assert.deepEqual(stored, row('row 4'));
  });

  it('that change rows leave with those that are added, and find what was added and changed before', async () => {
    const sums = pgTable('sums', { n: integer('n') });
    const add = 'UPDATE sums SET n = n + $1';
    const sent: string[] = [];
    await db.tenant('renhe', async (tx) => {
      await tx.execute(sql`CREATE TEMP TABLE sums (n int) ON COMMIT DROP`);
      await insertLater(tx, sums, { n: 1 });
      await changeLater(tx, sums, add, [10]);
      await changeLater(tx, sums, add, [100]);
      await insertLater(tx, sums, { n: 5 });
      await tx.execute(sql`SELECT 1`);
      const client = (tx as unknown as { $client: { query: (config: { text: string }) => unknown } }).$client;
      const { query } = client;
      client.query = (config, ...rest) => {
        sent.push(config.text);
        return (query as (...args: unknown[]) => unknown)(config, ...rest);
      };
      await insertLater(tx, outbox, row('beside'));
      await changeLater(tx, sums, add, [1000]);
      const { rows } = await tx.execute(sql`SELECT n FROM sums ORDER BY n`);
      assert.deepEqual(rows, [{ n: 1005 }, { n: 1111 }]);
    });
    assert.equal(sent.length, 1);
    assert.equal(await known(db, 'beside'), 1);
  });

  it('that add rows give what a row does not name its default, and none to null', async () => {
    const few = pgTable('few', {
      a: integer('a'),
      b: jsonb('b'),
      c: timestamp('c', { withTimezone: true, mode: 'date' }),
    });
    const rows = await db.tenant('renhe', async (tx) => {
      await tx.execute(sql`CREATE TEMP TABLE few (a int DEFAULT 7, b jsonb, c timestamptz) ON COMMIT DROP`);
      await insertLater(tx, few, { b: null, c: null });
      // Other columns: not in the same list.
      await insertLater(tx, few, { a: 1, b: [1, null], c: new Date(0) });
      await insertLater(tx, few, { a: null });
      return tx.select().from(few);
    });
    assert.deepEqual(rows, [
      { a: 7, b: null, c: null },
      { a: 1, b: [1, null], c: new Date(0) },
      { a: null, b: null, c: null },
    ]);
  });

  it('that add rows are nothing where their transaction fails, or one of them', async () => {
    const thrown = db.tenant('renhe', async (tx) => {
      await insertLater(tx, outbox, row('gone'));
      throw new Error('mine');
    });
    await assert.rejects(thrown, /mine/);
    const failing = db.tenant('renhe', async (tx) => {
      await insertLater(tx, outbox, row('gone'));
      // Of a hospital that is not the transaction's: the database itself refuses it.
      await insertLater(tx, outbox, { ...row('gone'), hospitalId: 'lakeside' });
    });
    await assert.rejects(failing, (error) => pgCode(error) === '42501');
    const late = db.tenant('renhe', async (tx) => {
      await insertLater(tx, outbox, row('gone'));
      await insertLater(tx, hospitals, { hospitalId: 'renhe' } as typeof hospitals.$inferInsert);
      await tx.execute(sql`SELECT 1`);
    });
    await assert.rejects(late, (error) => pgCode(error) === '23502');
    assert.equal(await known(db, 'gone'), 0);
  });

  it('that are sent often say and read what drizzle’s own would', async () => {
    const other = alias(outbox, 'other');
    type Values = { event: string; at: Date; payload: unknown };
    const INSERT: Often<Values, unknown> = often((db, put) =>
      db.insert(outbox).values({
        ...{ hospitalId: 'renhe', topics: [], event: put('event'), at: put('at'), payload: put('payload') },
      } as never),
    );
    const OLDER: Often<{ event: string; before: Date; most: number }, object[]> = often((db, put) =>
      db
        .select()
        .from(outbox)
        .where(and(eq(outbox.event, put('event')), lt(outbox.at, put('before', outbox.at))))
        .orderBy(outbox.at)
        .limit(put('most') as Placeholder),
    );
    const PAIRS: Often<{ event: string }, { one: object; other: object }[]> = often((db, put) =>
      db
        .select({ one: outbox, other: { at: other.at, topics: other.topics } })
        .from(outbox)
        .innerJoin(other, and(eq(other.event, outbox.event), eq(other.at, outbox.at)))
        .where(eq(outbox.event, put('event'))),
    );
    const at = (second: number) => new Date(second * 1000);
    await db.tenant('renhe', async (tx) => {
      for (const n of [1, 2, 3]) await INSERT(tx, { event: 'often', at: at(n), payload: { n } });
      // A list for jsonb is no array of PostgreSQL's.
      await INSERT(tx, { event: 'often', at: at(4), payload: [1, null] });
      const plain = await tx.select().from(outbox).where(eq(outbox.event, 'often')).orderBy(outbox.at);
      assert.equal(plain.length, 4);
      assert.deepEqual(await OLDER(tx, { event: 'often', before: at(9), most: 9 }), plain);
      assert.deepEqual(await OLDER(tx, { event: 'often', before: at(3), most: 9 }), plain.slice(0, 2));
      assert.deepEqual(await OLDER(tx, { event: 'often', before: at(9), most: 1 }), plain.slice(0, 1));
      const pairs = await tx
        .select({ one: outbox, other: { at: other.at, topics: other.topics } })
        .from(outbox)
        .innerJoin(other, and(eq(other.event, outbox.event), eq(other.at, outbox.at)))
        .where(eq(outbox.event, 'often'));
      assert.equal(pairs.length, 4);
      assert.deepEqual(await PAIRS(tx, { event: 'often' }), pairs);
    });
    const failing = db.tenant('renhe', (tx) => INSERT(tx, { event: 'often', at: at(1), payload: null }));
    await assert.rejects(failing, (error) => pgCode(error) === '23502');
  });

  it('that are sent often send and read each kind of value as drizzle does, also what a write gives back', async () => {
    const kinds = pgTable('kinds', {
      id: integer('id').primaryKey(),
      big: bigint('big', { mode: 'bigint' }),
      json: jsonb('json'),
      at: timestamp('at', { withTimezone: true, mode: 'date' }),
      list: text('list').array(),
      flag: boolean('flag'),
    });
    type Kind = typeof kinds.$inferSelect;
    const put: (put: (name: never) => unknown) => never = (of) =>
      Object.fromEntries(
        Object.keys(getTableColumns(kinds)).map((name) => [name, of(name as never)]),
      ) as never;
    const ADD: Often<Kind, Kind[]> = often((db, of) =>
      db.insert(kinds).values(put(of)).onConflictDoNothing().returning(),
    );
    const SET: Often<Kind, Kind[]> = often((db, of) =>
      db
        .update(kinds)
        .set(put(of))
        .where(eq(kinds.id, of('id')))
        .returning(),
    );
    const rows: Kind[] = [
      { id: 1, big: 2n ** 60n, json: { a: [null] }, at: new Date(1), list: ['a,b', '"'], flag: true },
      { id: 2, big: null, json: null, at: null, list: null, flag: null },
      { id: 3, big: -1n, json: ['x'], at: new Date(0), list: [], flag: false },
      { id: 4, big: 0n, json: 'text', at: new Date(0), list: [], flag: false },
    ];
    await db.tenant('renhe', async (tx) => {
      await tx.execute(sql`CREATE TEMP TABLE kinds
        (id int PRIMARY KEY, big bigint, json jsonb, at timestamptz, list text[], flag boolean) ON COMMIT DROP`);
      const stored = () => tx.select().from(kinds).orderBy(kinds.id);
      await tx.insert(kinds).values(rows);
      const theirs = await stored();
      assert.deepEqual(theirs, rows);
      await tx.delete(kinds);
      for (const row of rows) assert.deepEqual(await ADD(tx, row), [row]);
      assert.deepEqual(await stored(), theirs);
      // It is there already.
      assert.deepEqual(await ADD(tx, rows[0]!), []);
      for (const { id } of rows) {
        const other = { ...rows[(id + 1) % rows.length]!, id };
        const [mine] = await SET(tx, other);
        assert.deepEqual([mine], await tx.select().from(kinds).where(eq(kinds.id, id)));
        assert.deepEqual(mine, other);
      }
    });
  });

  it('tell who listens once, when they are kept and not before', async () => {
    let told = 0;
    let heard = () => {};
    const listener = await db.listen('care_test', () => {
      told++;
      heard();
    });
    const hears = new Promise<void>((done) => (heard = done));
    await assert.rejects(
      db.tenant('renhe', async (tx) => {
        notifyLater(tx, 'care_test');
        await tx.execute(sql`SELECT 1`);
        throw new Error('mine');
      }),
    );
    await db.tenant('renhe', async (tx) => {
      await insertLater(tx, outbox, row('told'));
      notifyLater(tx, 'care_test');
      await tx.execute(sql`SELECT 1`);
      await insertLater(tx, outbox, row('told'));
      notifyLater(tx, 'care_test');
    });
    await hears;
    assert.equal(told, 1);
    assert.equal(await known(db, 'told'), 2);
    await listener.close();
  });

  it('are remembered for one transaction, until what they ask for changes', async () => {
    let asked = 0;
    const ask = (tx: Tx) => remember(tx, 'it', () => Promise.resolve(++asked));
    await db.tenant('renhe', async (tx) => {
      assert.deepEqual([await ask(tx), await ask(tx)], [1, 1]);
      forget(tx, 'it');
      assert.equal(await ask(tx), 2);
    });
    assert.equal(await db.tenant('renhe', ask), 3);
  });
});
