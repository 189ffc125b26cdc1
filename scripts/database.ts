/** The server's database, for commands beside it: DATABASE_URL, or our own under the data directory, whether the server runs or not. */
import { existsSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { openCluster, runningUrl } from '../server/db/cluster.ts';
import { openDb, pgCode, type Db } from '../server/db/open.ts';

/** What to do where the database lacks a table (42P01), column (42703) or function (42883) that this program asks for. */
export const ofOldDatabase = (error: unknown): string | undefined =>
  ['42P01', '42703', '42883'].includes(pgCode(error) ?? '')
    ? 'The database is older than this program. Start the server once: it brings it up to date.'
    : undefined;

/** Throws one line that says what to do. */
export async function openDatabase(env: NodeJS.ProcessEnv): Promise<{ db: Db; close(): Promise<void> }> {
  if (env['DATABASE_URL']) {
    const db = await connect(env['DATABASE_URL'], 'Is DATABASE_URL right, and does its server run?');
    return { db, close: () => db.close() };
  }
  const dataDir = resolve(env['CARE_DATA_DIR'] ?? './data');
  const folder = join(dataDir, 'postgres');
  if (!existsSync(join(folder, 'cluster.json')))
    throw new Error(
      `There is no database in ${dataDir}. Run "npm start" (the demo) or "npm run serve" once, or set CARE_DATA_DIR or DATABASE_URL to where it is.`,
    );
  const running = runningUrl(folder);
  if (running) {
    const db = await connect(running, `Stop and start the server that uses ${dataDir}.`);
    return { db, close: () => db.close() };
  }
  const silent = { info: () => {}, warn: (line: string) => console.error(line) };
  const cluster = await openCluster({ dataDir: folder, log: silent });
  const close = async (db?: Db) => {
    await db?.close();
    await cluster.stop();
  };
  try {
    const db = await connect(cluster.url, `See ${join(folder, 'postgres.log')}.`);
    return { db, close: () => close(db) };
  } catch (error) {
    await close();
    throw error;
  }
}

async function connect(url: string, remedy: string): Promise<Db> {
  try {
    return await openDb({ url, max: 2 });
  } catch (cause) {
    throw new Error(
      `The database does not answer (${(cause as Error).message || 'no connection'}). ${remedy}`,
      { cause },
    );
  }
}
