/** A PostgreSQL of a bench's own that syncs to disk as in service, with one migrated database; the tests' own one does not. */
import { mkdtemp } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import pg from 'pg';
import { openCluster, removeCluster } from '../../../server/db/cluster.ts';
import { migrate } from '../../../server/db/migrate.ts';
import type { TestDb } from '../../kit/open-test-db.ts';

export const openDurableDb = (): Promise<TestDb> => openDb(false);
/** One that notes when each transaction was committed. */
export const openTimedDb = (): Promise<TestDb> => openDb(true);

/** Two in one PostgreSQL. In a folder that is given they stay, and are there the next time. */
export async function openDurablePair(folder?: string): Promise<[TestDb, TestDb]> {
  const one = await openDb(false, folder);
  const [there] = await asSuperuser(one.superuserUrl, `SELECT FROM pg_database WHERE datname = 'second'`);
  if (!there!.rowCount) await asSuperuser(one.superuserUrl, 'CREATE DATABASE second OWNER care_owner');
  const second = (text: string) => {
    const url = new URL(text);
    url.pathname = '/second';
    return url.href;
  };
  const other = { url: second(one.url), superuserUrl: second(one.superuserUrl) };
  await migrate(other.url);
  // It goes with the first.
  return [one, { ...other, drop: () => Promise.resolve() }];
}

async function openDb(commitTimes: boolean, folder?: string): Promise<TestDb> {
  const dataDir = folder ?? (await mkdtemp(join(tmpdir(), 'care-bench-')));
  const open = () => openCluster({ dataDir, log: { info: () => {}, warn: console.warn } });
  let cluster = await open();
  if (commitTimes) {
    await asSuperuser(cluster.superuserUrl, 'ALTER SYSTEM SET track_commit_timestamp = on');
    await cluster.stop();
    cluster = await open();
  }
  await migrate(cluster.url);
  const superuserUrl = new URL(cluster.superuserUrl);
  superuserUrl.pathname = new URL(cluster.url).pathname;
  return {
    ...{ url: cluster.url, superuserUrl: superuserUrl.href },
    async drop() {
      await cluster.stop();
      if (!folder) removeCluster(dataDir);
    },
  };
}

/** As superuser, past row-level security: for laying out many rows and clearing up between rounds. */
export async function asSuperuser(url: string, ...statements: string[]): Promise<pg.QueryResult[]> {
  const client = new pg.Client({ connectionString: url });
  await client.connect();
  try {
    const results: pg.QueryResult[] = [];
    for (const statement of statements) results.push(await client.query(statement));
    return results;
  } finally {
    await client.end();
  }
}
