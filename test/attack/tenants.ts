/** Every table that the catalogue knows, asked without a tenant and with another's, as the role that the server works under. */
import pg from 'pg';
import { worldOf, type Attack, type Attempt } from './attack.ts';

export const attack: Attack = async ({ world }) => {
  const { t, close } = await worldOf(world);
  const app = new pg.Client({ connectionString: t.url, options: '-c role=care_app' });
  const all = new pg.Client({ connectionString: t.superuserUrl });
  try {
    await Promise.all([app.connect(), all.connect()]);
    const { rows } = await all.query<{ name: string }>(
      `SELECT c.relname AS name FROM pg_class c JOIN pg_attribute a ON a.attrelid = c.oid AND a.attname = 'hospital_id'
        WHERE c.relnamespace = 'public'::regnamespace AND c.relkind IN ('r', 'p', 'v', 'm') ORDER BY 1`,
    );
    const forgot: Attempt = { attempt: 'a query that forgets the tenant', tried: 0, findings: [] };
    const foreign: Attempt = { attempt: 'a query for the other tenant’s rows', tried: 0, findings: [] };
    const written: Attempt = { attempt: 'a change of the other tenant’s rows', tried: 0, findings: [] };
    let filled = 0;
    for (const { name } of rows) {
      const held = await all.query(`SELECT 1 FROM ${name} WHERE hospital_id = 'renhe' LIMIT 1`);
      if (held.rowCount) filled++;
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
    forgot.measured = `${filled} of ${rows.length} tables held rows of the hospital`;
    return [forgot, foreign, written];
  } finally {
    await Promise.all([app.end(), all.end()]);
    await close();
  }
};
