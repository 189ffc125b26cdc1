/** A database as yesterday's program kept it: today's rows in an older schema, without what that had no place for. */
import { pipeline } from 'node:stream/promises';
import pg from 'pg';
import { from as copyFrom, to as copyTo } from 'pg-copy-streams';
import { asAdmin, listTables } from '../../server/backup/tables.ts';
import { migrate, readMigrations, type Migration } from '../../server/db/migrate.ts';

/** The newest migration of yesterday's program. */
const YESTERDAY = '0250_clinical_facts.sql';
const id = pg.escapeIdentifier;

/** Of `source`, by a superuser, into the empty database `target`, which `ownerUrl` migrates; gives back the migrations that it lacks. */
export async function copyToOlder(
  source: string,
  { ownerUrl, superuserUrl }: { ownerUrl: string; superuserUrl: string },
): Promise<Migration[]> {
  const all = await readMigrations();
  const then = all.findIndex(({ name }) => name === YESTERDAY) + 1;
  await migrate(ownerUrl, undefined, all.slice(0, then));
  await asAdmin(source, (from) => asAdmin(superuserUrl, (to) => copyRows(from, to)));
  return all.slice(then);
}

async function copyRows(source: pg.Client, target: pg.Client): Promise<void> {
  await target.query('BEGIN; SET LOCAL session_replication_role = replica');
  const today = new Map((await listTables(source)).map((table) => [table.name, table.columns]));
  for (const { name, columns } of await listTables(target)) {
    if (name === 'schema_migrations') continue;
    const both = columns.filter((column) => today.get(name)?.includes(column));
    const list = both.map(id).join(', ');
    await target.query(`DELETE FROM ${id(name)}`);
    await pipeline(
      source.query(copyTo(`COPY ${id(name)} (${list}) TO STDOUT`)),
      target.query(copyFrom(`COPY ${id(name)} (${list}) FROM STDIN`)),
    );
  }
  const numbers = await source.query<{ name: string; last: string }>(
    'SELECT sequencename AS name, last_value::text AS last FROM pg_sequences WHERE last_value IS NOT NULL',
  );
  for (const { name, last } of numbers.rows)
    await target.query('SELECT setval(to_regclass($1), $2::bigint)', [id(name), last]);
  await target.query('COMMIT');
}

/** Rows of each table; of migrations none. */
export const countRows = (superuserUrl: string): Promise<Record<string, number>> =>
  asAdmin(superuserUrl, async (client) => {
    const found: Record<string, number> = {};
    for (const { name } of await listTables(client)) {
      if (name === 'schema_migrations') continue;
      const { rows } = await client.query<{ n: number }>(`SELECT count(*)::int AS n FROM ${id(name)}`);
      found[name] = rows[0]!.n;
    }
    return found;
  });

/** The tables that have fewer rows than they had. */
export const fewer = (before: Record<string, number>, now: Record<string, number>): string[] =>
  Object.entries(before).flatMap(([name, n]) =>
    (now[name] ?? 0) < n ? [`${name}: ${n}, then ${now[name]}`] : [],
  );
