import assert from 'node:assert/strict';
import { after, before, describe, it } from 'node:test';
import pg from 'pg';
import { openTestApp, type TestApp } from '../../kit/open-test-app.ts';

describe('row-level security', () => {
  let t: TestApp;
  let raw: pg.Client;
  before(async () => {
    t = await openTestApp();
    await t.openVisit('renhe');
    await t.openVisit('lakeside');
    raw = new pg.Client({ connectionString: t.url, options: '-c role=care_app' });
    await raw.connect();
  });
  after(async () => {
    await raw.end();
    await t.close();
  });

  const tables = async () => {
    const { rows } = await raw.query<{ t: string }>(
      "SELECT c.relname AS t FROM pg_class c JOIN pg_namespace n ON n.oid = c.relnamespace WHERE n.nspname = 'public' AND c.relkind = 'r' AND c.relname <> 'schema_migrations'",
    );
    return rows.map((r) => r.t);
  };

  it('is on and forced for every table, with hospital_id first in its key', async () => {
    const { rows } = await raw.query<{ t: string; on: boolean; forced: boolean; first: string | null }>(`
      SELECT c.relname AS t, c.relrowsecurity AS on, c.relforcerowsecurity AS forced,
             (SELECT a.attname FROM pg_index i JOIN pg_attribute a ON a.attrelid = c.oid AND a.attnum = i.indkey[0]
               WHERE i.indrelid = c.oid AND i.indisprimary) AS first
        FROM pg_class c JOIN pg_namespace n ON n.oid = c.relnamespace
       WHERE n.nspname = 'public' AND c.relkind = 'r' AND c.relname <> 'schema_migrations'`);
    assert.ok(rows.length > 12);
    for (const row of rows) assert.deepEqual(row, { t: row.t, on: true, forced: true, first: 'hospital_id' });
  });

  it('shows nothing to a query that forgets the tenant, and refuses its writes', async () => {
    for (const table of await tables()) {
      assert.equal((await raw.query(`SELECT 1 FROM ${table}`)).rowCount, 0, table);
    }
    await assert.rejects(
      raw.query("INSERT INTO hospital_origins VALUES ('renhe', 'http://evil.example')"),
      /row-level security/,
    );
  });

  it('shows one hospital its own rows alone, whatever the query asks for', async () => {
    await raw.query("BEGIN; SELECT set_config('care.hospital_id', 'renhe', true)");
    for (const table of await tables()) {
      const { rows } = await raw.query<{ hospital_id: string }>(`SELECT DISTINCT hospital_id FROM ${table}`);
      assert.ok(
        rows.every((r) => r.hospital_id === 'renhe'),
        table,
      );
    }
    assert.ok((await raw.query('SELECT 1 FROM visits')).rowCount);
    assert.equal(
      (await raw.query("UPDATE visits SET language = 'en' WHERE hospital_id = 'lakeside'")).rowCount,
      0,
    );
    await raw.query('ROLLBACK');
    assert.equal(
      (await raw.query('SELECT 1 FROM visits')).rowCount,
      0,
      'the tenant ends with the transaction',
    );
  });

  it('keeps the audit trail from being changed', async () => {
    await raw.query("BEGIN; SELECT set_config('care.hospital_id', 'renhe', true)");
    await assert.rejects(raw.query("UPDATE audit_entries SET action = 'x'"), /permission denied/);
    await raw.query('ROLLBACK');
    await raw.query("BEGIN; SELECT set_config('care.hospital_id', 'renhe', true)");
    await assert.rejects(raw.query('DELETE FROM audit_entries'), /permission denied/);
    await raw.query('ROLLBACK');
  });
});
