/** Brings a database to today's schema: SQL files in order, each once, under one advisory lock. */
import { createHash } from 'node:crypto';
import { readdir, readFile } from 'node:fs/promises';
import pg from 'pg';

/** Any constant will do; it only has to be ours. */
const LOCK = 4_213_771;
const DIR = new URL('./migrations/', import.meta.url);

export interface Migration {
  name: string;
  sql: string;
  hash: string;
}

/** The migrations of this version in their order. */
export async function readMigrations(dir: URL = DIR): Promise<Migration[]> {
  const names = (await readdir(dir)).filter((n) => n.endsWith('.sql')).sort();
  return Promise.all(
    names.map(async (name) => {
      const sql = await readFile(new URL(name, dir), 'utf8');
      return { name, sql, hash: createHash('sha256').update(sql).digest('hex') };
    }),
  );
}

/**
 * Migrates the database at `ownerUrl` (a role that owns it). Several servers may call at once: one works, the others wait and
 * find nothing to do. Throws when an applied file was edited, when the database is newer than this program, or when the
 * role `care_app` is missing and may not be made.
 */
export async function migrate(
  ownerUrl: string,
  log: (line: string) => void = () => {},
  migrations?: Migration[],
): Promise<void> {
  const files = migrations ?? (await readMigrations());
  const client = new pg.Client({ connectionString: ownerUrl, connectionTimeoutMillis: 10_000 });
  // A connection that breaks tells the query too; unheard here, it would end the process.
  client.on('error', () => {});
  await client.connect();
  try {
    await client.query('SELECT pg_advisory_lock($1)', [LOCK]);
    await ensureAppRole(client);
    await client.query(`CREATE TABLE IF NOT EXISTS schema_migrations (
      name text PRIMARY KEY, hash text NOT NULL, applied_at timestamptz NOT NULL DEFAULT now())`);
    const applied = await client.query<{ name: string; hash: string }>(
      'SELECT name, hash FROM schema_migrations',
    );
    const hashes = new Map(applied.rows.map((r) => [r.name, r.hash]));
    for (const name of hashes.keys()) {
      if (!files.some((f) => f.name === name)) {
        throw new Error(
          `The database has migration ${name}, which this version does not know: it is newer than the program.`,
        );
      }
    }
    for (const file of files) {
      const known = hashes.get(file.name);
      if (known === file.hash) continue;
      if (known) {
        throw new Error(
          `Migration ${file.name} was edited after it had been applied: restore it and write a new one.`,
        );
      }
      await client.query('BEGIN');
      try {
        await client.query(file.sql);
        await client.query('INSERT INTO schema_migrations (name, hash) VALUES ($1, $2)', [
          file.name,
          file.hash,
        ]);
        await client.query('COMMIT');
      } catch (error) {
        await client.query('ROLLBACK').catch(() => undefined); // PostgreSQL undoes it by itself where the connection broke.
        throw new Error(
          `Migration ${file.name} failed and was undone: ${(error as Error).message}. The database is as it was before it. Mend the cause and start again; for the former version restore the backup that was made before the upgrade.`,
          { cause: error },
        );
      }
      log(`Database: ${file.name} applied`);
    }
  } finally {
    await client.end();
  }
}

/** The role that the server works as: no login, no ownership, subject to row-level security. */
async function ensureAppRole(client: pg.Client): Promise<void> {
  const { rows } = await client.query<{ me: string; has: boolean; member: boolean | null }>(
    `SELECT current_user AS me, EXISTS (SELECT FROM pg_roles WHERE rolname = 'care_app') AS has,
            (SELECT pg_has_role(current_user, oid, CASE WHEN current_setting('server_version_num')::int < 160000 THEN 'MEMBER' ELSE 'SET' END)
               FROM pg_roles WHERE rolname = 'care_app') AS member`,
  );
  const { me, has, member } = rows[0]!;
  try {
    if (!has) await client.query('CREATE ROLE care_app NOLOGIN');
    if (!member) await client.query('GRANT care_app TO CURRENT_USER');
    await client.query('GRANT USAGE ON SCHEMA public TO care_app');
  } catch (error) {
    throw new Error(
      `The server works as the database role care_app, which ${me} may not make. As an administrator run: CREATE ROLE care_app NOLOGIN; GRANT care_app TO "${me}";`,
      { cause: error },
    );
  }
}
