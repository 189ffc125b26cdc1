/** Reads that share a transaction: few transactions, and nobody pays for another one's failure. */
import assert from 'node:assert/strict';
import { after, before, describe, it } from 'node:test';
import { sql } from 'drizzle-orm';
import { v7 } from 'uuid';
import { DatabaseAway, openDb, type Db } from '../../../server/db/open.ts';
import { AT_ONCE, shareReads, type Read } from '../../../server/live/reads.ts';
import { problem } from '../../../server/problems.ts';
import type { Work } from '../../../server/work.ts';
import { openTestDb, type TestDb } from '../../kit/open-test-db.ts';

describe('reads for live push', () => {
  let database: TestDb;
  let db: Db;
  /** Of which hospitals a transaction was begun. */
  let begun: string[] = [];
  let read: Read;
  before(async () => {
    database = await openTestDb();
    db = await openDb({ url: database.url, max: AT_ONCE + 2 });
    const tenant: Db['tenant'] = (hospitalId, work) => {
      begun.push(hospitalId);
      return db.tenant(hospitalId, work);
    };
    read = shareReads({ db: { ...db, tenant }, now: () => new Date(), newId: () => v7() });
  });
  after(async () => {
    await db.close();
    await database.drop();
  });

  const say = async ({ tx, hospitalId }: Work, n: number): Promise<string> => {
    const { rows } = await tx.execute<{ of: string }>(
      sql`SELECT current_setting('care.hospital_id') || ${n}::text AS of`,
    );
    return rows[0]!.of === `${hospitalId}${n}` ? rows[0]!.of : 'another hospital';
  };
  const many = (hospitalId: string, count: number) =>
    Array.from({ length: count }, (_, n) => read(hospitalId, (work) => say(work, n)));
  const answers = (hospitalId: string, count: number) =>
    Array.from({ length: count }, (_, n) => `${hospitalId}${n}`);

  it('of one hospital at one moment take one transaction, and none sees another hospital’s', async () => {
    begun = [];
    const [renhe, lakeside] = await Promise.all([
      Promise.all(many('renhe', 10)),
      Promise.all(many('lakeside', 3)),
    ]);
    assert.deepEqual(renhe, answers('renhe', 10));
    assert.deepEqual(lakeside, answers('lakeside', 3));
    assert.deepEqual(begun.sort(), ['lakeside', 'renhe']);
  });

  it('that are wanted while enough transactions run wait, and then go together', async () => {
    begun = [];
    let go!: () => void;
    const held = new Promise<void>((resolve) => (go = resolve));
    const slow = [];
    for (let i = 0; i < AT_ONCE; i++) {
      slow.push(read('renhe', () => held));
      await new Promise(setImmediate);
    }
    const waiting = [];
    for (let n = 0; n < 5; n++) {
      waiting.push(read('renhe', (work) => say(work, n)));
      await new Promise(setImmediate);
    }
    assert.equal(begun.length, AT_ONCE);
    go();
    await Promise.all(slow);
    assert.deepEqual(await Promise.all(waiting), answers('renhe', 5));
    assert.equal(begun.length, AT_ONCE + 1);
  });

  it('fail alone: whoever shared the transaction is answered all the same', async () => {
    const failing = read('renhe', ({ tx }) => tx.execute(sql`SELECT 1 / 0`));
    const refused = read('renhe', () => Promise.reject(problem('not-found')));
    const [others, ...failed] = await Promise.all([
      Promise.all(many('renhe', 5)),
      assert.rejects(failing, (error: Error) => /division by zero/.test(String(error.cause))),
      assert.rejects(refused, { code: 'not-found' }),
    ]);
    assert.deepEqual(others, answers('renhe', 5));
    assert.equal(failed.length, 2);
  });

  it('hear all of them that the database is away, and are answered when it is back', async () => {
    let away = true;
    const tenant: Db['tenant'] = (hospitalId, work) =>
      away ? Promise.reject(new DatabaseAway('gone')) : db.tenant(hospitalId, work);
    read = shareReads({ db: { ...db, tenant }, now: () => new Date(), newId: () => v7() });
    for (const one of await Promise.allSettled(many('renhe', 3)))
      assert.ok(one.status === 'rejected' && one.reason instanceof DatabaseAway);
    away = false;
    assert.deepEqual(await Promise.all(many('renhe', 3)), answers('renhe', 3));
  });
});
