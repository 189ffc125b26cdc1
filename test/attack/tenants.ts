/** Every table that the catalogue knows, full, asked without a tenant and with another's, as the role that the server works under. */
import pg from 'pg';
import { openTestDb } from '../kit/open-test-db.ts';
import { fillEmpty } from '../kit/plans.ts';
import type { Attack, Attempt } from './attack.ts';

/** They say nothing of any hospital. */
const OF_NOBODY = ['schema_migrations'];

export const attack: Attack = async () => {
  // Of its own: what fills a table breaks every rule of it.
  const database = await openTestDb();
  const app = new pg.Client({ connectionString: database.url, options: '-c role=care_app' });
  const all = new pg.Client({ connectionString: database.superuserUrl });
  try {
    await Promise.all([app.connect(), all.connect()]);
    await all.query('BEGIN');
    await fillEmpty(all, 'renhe');
    await all.query('COMMIT');
    const { rows } = await all.query<{ name: string; tenant: boolean }>(
      `SELECT c.relname AS name, a.attname IS NOT NULL AS tenant
         FROM pg_class c LEFT JOIN pg_attribute a ON a.attrelid = c.oid AND a.attname = 'hospital_id'
        WHERE c.relnamespace = 'public'::regnamespace AND c.relkind IN ('r', 'p', 'v', 'm') ORDER BY 1`,
    );
    const nobodys = rows.filter(({ tenant }) => !tenant).map(({ name }) => name);
    const known: Attempt = {
      attempt: 'every table has its tenant, and a row of the hospital',
      tried: rows.length,
      findings: nobodys.filter((name) => !OF_NOBODY.includes(name)).map((name) => `${name} has no tenant`),
    };
    const forgot: Attempt = { attempt: 'a query that forgets the tenant', tried: 0, findings: [] };
    const foreign: Attempt = { attempt: 'a query for the other tenant’s rows', tried: 0, findings: [] };
    const written: Attempt = { attempt: 'a change of the other tenant’s rows', tried: 0, findings: [] };
    for (const { name } of rows.filter(({ tenant }) => tenant)) {
      // Of a table that is empty, or shut to everybody, the silence below would say nothing.
      await app.query("BEGIN; SELECT set_config('care.hospital_id', 'renhe', true)");
      if (!(await app.query(`SELECT 1 FROM ${name} LIMIT 1`)).rowCount)
        known.findings.push(`${name} shows the hospital nothing`);
      await app.query('ROLLBACK');
      forgot.tried++;
      if ((await app.query(`SELECT 1 FROM ${name} LIMIT 1`)).rowCount) forgot.findings.push(name);
      await app.query("BEGIN; SELECT set_config('care.hospital_id', 'lakeside', true)");
      foreign.tried++;
      if ((await app.query(`SELECT 1 FROM ${name} WHERE hospital_id = 'renhe' LIMIT 1`)).rowCount)
        foreign.findings.push(name);
      written.tried++;
      // A table that may not be changed at all refuses, which is as good.
      const changed = await app
        .query(`UPDATE ${name} SET hospital_id = hospital_id WHERE hospital_id = 'renhe'`)
        .then(
          ({ rowCount }) => rowCount,
          (error: pg.DatabaseError) => {
            if (error.code !== '42501') throw error;
            return 0;
          },
        );
      if (changed) written.findings.push(name);
      await app.query('ROLLBACK');
    }
    return [known, forgot, foreign, written];
  } finally {
    await Promise.all([app.end(), all.end()]);
    await database.drop();
  }
};
