/** What is sent without waiting is kept or lost with its transaction, and its failure is told as what it is. */
import assert from 'node:assert/strict';
import { after, before, describe, it } from 'node:test';
import { sql } from 'drizzle-orm';
import { openDb, pgCode, type Db } from '../../../server/db/open.ts';
import { forget, later, remember, together, type Tx } from '../../../server/db/statements.ts';
import { openTestDb, type TestDb } from '../../kit/open-test-db.ts';

const remembering = (tx: Tx, event: string) =>
  tx.execute(sql`INSERT INTO outbox (hospital_id, at, event, topics, payload)
    VALUES ('renhe', now(), ${event}, '{}', '{}')`);
const known = async (db: Db, event: string): Promise<number> =>
  db.tenant(
    'renhe',
    async (tx) =>
      (await tx.execute(sql`SELECT FROM outbox WHERE hospital_id = 'renhe' AND event = ${event}`)).rowCount!,
  );

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
      await later(tx, remembering(tx, 'first'));
      const { rows } = await tx.execute(sql`SELECT event FROM outbox WHERE event = 'first'`);
      await later(tx, remembering(tx, 'second'));
      return rows;
    });
    assert.deepEqual(seen, [{ event: 'first' }]);
    assert.equal(await known(db, 'second'), 1);
  });

  it('are nothing at all where one that nobody waited for fails, and that one is named', async () => {
    const failing = db.tenant('renhe', async (tx) => {
      await later(tx, remembering(tx, 'lost'));
      await later(tx, tx.execute(sql`SELECT 1 / 0`));
      await tx.execute(sql`SELECT 1`);
    });
    await assert.rejects(failing, (error) => pgCode(error) === '22012');
    // As the last of all, when only COMMIT can tell.
    const last = db.tenant('renhe', async (tx) => {
      await later(tx, remembering(tx, 'lost'));
      await later(tx, tx.execute(sql`SELECT 1 / 0`));
    });
    await assert.rejects(last, (error) => pgCode(error) === '22012');
    assert.equal(await known(db, 'lost'), 0);
    // Somebody swallowed the failure: what was lost is not told as kept.
    const swallowed = db.tenant('renhe', async (tx) => {
      await later(tx, remembering(tx, 'lost'));
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
        await later(tx, tx.execute(sql.raw(`DO $$ BEGIN RAISE 'again' USING ERRCODE = '${code}'; END $$`)));
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
