/** The database as files: every table by COPY out of one snapshot, and back into an empty database of the same migrations. */
import { createHash } from 'node:crypto';
import { createReadStream, createWriteStream } from 'node:fs';
import { join } from 'node:path';
import { Transform } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import pg from 'pg';
import { from as copyFrom, to as copyTo } from 'pg-copy-streams';

export interface TableCopy {
  name: string;
  columns: string[];
  rows: number;
  /** Of the rows' content, whatever their order: equal before and after. */
  checksum: string;
  /** Of the file. */
  sha256: string;
}
export interface DatabaseCopy {
  postgres: string;
  migrations: { name: string; hash: string }[];
  tables: TableCopy[];
  sequences: { name: string; last: string }[];
}

const id = pg.escapeIdentifier;
/** A row's text must not depend on who asks. Unfiltered by row-level security, or an error; never a part in silence. */
const SAME = `SET TimeZone = 'UTC'; SET DateStyle = 'ISO'; SET IntervalStyle = 'postgres'; SET bytea_output = 'hex'; SET extra_float_digits = 1; SET row_security = off; SET statement_timeout = 0`;

export async function asAdmin<T>(url: string, work: (client: pg.Client) => Promise<T>): Promise<T> {
  const client = new pg.Client({ connectionString: url });
  await client.connect();
  try {
    await client.query(SAME);
    const { rows } = await client.query<{ super: boolean }>(
      'SELECT rolsuper AS super FROM pg_roles WHERE rolname = current_user',
    );
    if (!rows[0]?.super)
      throw new Error(
        'Backup and restore see every hospital: set CARE_ADMIN_URL to a superuser’s address of the database.',
      );
    return await work(client);
  } finally {
    await client.end();
  }
}

export async function listTables(client: pg.Client): Promise<{ name: string; columns: string[] }[]> {
  const { rows } = await client.query<{ name: string; columns: string[] }>(
    `SELECT c.relname AS name, array_agg(a.attname::text ORDER BY a.attnum) FILTER (WHERE a.attgenerated = '') AS columns
       FROM pg_class c JOIN pg_attribute a ON a.attrelid = c.oid AND a.attnum > 0 AND NOT a.attisdropped
      WHERE c.relnamespace = 'public'::regnamespace AND c.relkind = 'r' GROUP BY c.relname ORDER BY c.relname`,
  );
  return rows;
}

/** Row count and checksum in memory that does not grow with the table. */
export async function checksum(
  client: pg.Client,
  table: string,
): Promise<{ rows: number; checksum: string }> {
  const { rows } = await client.query<{ n: string; sum: string }>(
    `SELECT count(*) AS n, coalesce(sum(('x' || left(md5(t::text), 15))::bit(60)::bigint::numeric), 0)
            || '.' || coalesce(sum(('x' || right(md5(t::text), 15))::bit(60)::bigint::numeric), 0) AS sum FROM ${id(table)} t`,
  );
  return { rows: Number(rows[0]!.n), checksum: rows[0]!.sum };
}

/** Writes `tables/NAME` under `dir`; the server may go on meanwhile. */
export function copyOut(url: string, dir: string): Promise<DatabaseCopy> {
  return asAdmin(url, async (client) => {
    await client.query('BEGIN ISOLATION LEVEL REPEATABLE READ READ ONLY');
    const tables: TableCopy[] = [];
    for (const { name, columns } of await listTables(client)) {
      const hash = createHash('sha256');
      const hashed = new Transform({
        transform(chunk: Buffer, _, done) {
          hash.update(chunk);
          done(null, chunk);
        },
      });
      const out = client.query(copyTo(`COPY ${id(name)} (${columns.map(id).join(', ')}) TO STDOUT`));
      await pipeline(out, hashed, createWriteStream(join(dir, 'tables', name), { mode: 0o600 }));
      tables.push({ name, columns, ...(await checksum(client, name)), sha256: hash.digest('hex') });
    }
    const migrations = await client.query<{ name: string; hash: string }>(
      'SELECT name, hash FROM schema_migrations ORDER BY name',
    );
    const sequences = await client.query<{ name: string; last: string }>(
      `SELECT sequencename AS name, last_value::text AS last FROM pg_sequences
        WHERE schemaname = 'public' AND last_value IS NOT NULL ORDER BY 1`,
    );
    const version = await client.query<{ server_version: string }>('SHOW server_version');
    await client.query('COMMIT');
    const postgres = version.rows[0]!.server_version;
    return { postgres, migrations: migrations.rows, tables, sequences: sequences.rows };
  });
}

/** Into a database with the copy's migrations and nothing of anybody's; all of it or, by the transaction, nothing. */
export function copyIn(url: string, dir: string, copy: DatabaseCopy): Promise<void> {
  return asAdmin(url, async (client) => {
    const there = new Map((await listTables(client)).map((t) => [t.name, t.columns]));
    const missing = [...there.keys()].filter((name) => !copy.tables.some((t) => t.name === name));
    const strange = copy.tables.filter((t) => t.columns.join() !== there.get(t.name)?.join());
    if (missing.length > 0 || strange.length > 0)
      throw new Error(
        `The backup’s tables are not those of its migrations: ${[...missing, ...strange.map((t) => t.name)].join(', ')}.`,
      );
    await client.query('BEGIN');
    // Rows come as they were: no trigger acts on them again, and no order of tables is needed for foreign keys.
    await client.query(`SET LOCAL session_replication_role = replica`);
    await client.query(`TRUNCATE ${[...there.keys()].map(id).join(', ')}`);
    for (const { name, columns } of copy.tables) {
      const into = client.query(copyFrom(`COPY ${id(name)} (${columns.map(id).join(', ')}) FROM STDIN`));
      await pipeline(createReadStream(join(dir, 'tables', name)), into);
    }
    for (const { name, last } of copy.sequences) {
      await client.query('SELECT setval($1::regclass, $2::bigint)', [id(name), last]);
    }
    for (const table of copy.tables) {
      const now = await checksum(client, table.name);
      if (now.checksum !== table.checksum || now.rows !== table.rows)
        throw new Error(`Table ${table.name} did not come back as it was; nothing was restored.`);
    }
    await client.query('COMMIT');
    await client.query('ANALYZE');
  });
}
