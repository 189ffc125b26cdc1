import assert from 'node:assert/strict';
import { after, before, describe, it } from 'node:test';
import pg from 'pg';
import { migrate, readMigrations } from '../../../server/db/migrate.ts';
import { openDb } from '../../../server/db/open.ts';
import { openTestDb, type TestDb } from '../../kit/open-test-db.ts';

describe('migrations', () => {
  let database: TestDb;
  before(async () => void (database = await openTestDb({ migrated: false })));
  after(() => database.drop());

  it('eight servers at once apply each exactly once', async () => {
    const applied: string[] = [];
    await Promise.all(Array.from({ length: 8 }, () => migrate(database.url, (line) => applied.push(line))));
    const files = await readMigrations();
    assert.equal(applied.length, files.length);
  });

  it('refuses an applied file that was edited, and a database newer than the program', async () => {
    const files = await readMigrations();
    const edited = files.map((f, i) => (i === 0 ? { ...f, hash: 'other' } : f));
    await assert.rejects(migrate(database.url, undefined, edited), /0001_core\.sql was edited/);
    await assert.rejects(
      migrate(database.url, undefined, files.slice(1)),
      /0001_core\.sql, which this version does not know/,
    );
  });

  it('undoes a migration that fails midway, and the next run goes on from there', async () => {
    const files = await readMigrations();
    const broken = { name: '9999_broken.sql', sql: 'CREATE TABLE half_done (); SELECT 1 / 0', hash: 'x' };
    await assert.rejects(
      migrate(database.url, undefined, [...files, broken]),
      /9999_broken\.sql failed and was undone: division by zero\. .*start again; .*backup/,
    );
    const client = new pg.Client({ connectionString: database.url });
    await client.connect();
    assert.equal((await client.query("SELECT to_regclass('half_done') AS t")).rows[0].t, null);
    await client.end();
    await migrate(database.url);
  });

  it('the server refuses a role that bypasses row-level security', async () => {
    const client = new pg.Client({ connectionString: database.superuserUrl });
    await client.connect();
    await client.query('CREATE ROLE care_bypass NOLOGIN BYPASSRLS');
    try {
      const url = new URL(database.superuserUrl);
      await assert.rejects(openDb({ url: url.href, role: 'care_bypass' }), /bypasses row-level security/);
    } finally {
      await client.query('DROP ROLE care_bypass');
      await client.end();
    }
  });
});
