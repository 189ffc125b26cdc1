/**
 * A database of its own for a test file: copied from a template that has every migration, in a cluster that all test
 * files share and that goes away with the last of them.
 */
import { spawn } from 'node:child_process';
import { createHash, randomBytes } from 'node:crypto';
import { closeSync, globSync, mkdirSync, openSync, readFileSync } from 'node:fs';
import { connect, type Socket } from 'node:net';
import { dirname, join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { fileURLToPath } from 'node:url';
import pg from 'pg';
import { migrate } from '../../server/db/migrate.ts';

/** `url` logs in as care_owner, who owns the database; `superuserUrl` is the same database as superuser. */
export type TestDb = { url: string; superuserUrl: string; drop(): Promise<void> };
type ClusterUrls = { url: string; superuserUrl: string };

const root = join(dirname(fileURLToPath(import.meta.url)), '../..');
const dataDir = join(root, 'data/test-postgres');
const PATIENCE = 60_000;

let shared: Promise<ClusterUrls> | undefined;

/** `migrated: false` gives an empty database. Call `drop()` when done; a test that forgets or dies is cleaned up after. */
export async function openTestDb({ migrated = true }: { migrated?: boolean } = {}): Promise<TestDb> {
  const cluster = await (shared ??= joinCluster());
  const name = `test_${randomBytes(8).toString('hex')}`;
  await asSuperuser(cluster, async (client) => {
    const template = migrated ? await migratedTemplate(client, cluster) : 'template0';
    await client.query(`CREATE DATABASE ${name} OWNER care_owner TEMPLATE ${template}`);
  });
  const drop = () =>
    asSuperuser(
      cluster,
      async (client) => void (await client.query(`DROP DATABASE IF EXISTS ${name} WITH (FORCE)`)),
    );
  return {
    url: withDatabase(cluster.url, name),
    superuserUrl: withDatabase(cluster.superuserUrl, name),
    drop,
  };
}

async function asSuperuser<T>(cluster: ClusterUrls, work: (client: pg.Client) => Promise<T>): Promise<T> {
  const client = new pg.Client({ connectionString: cluster.superuserUrl });
  await client.connect();
  try {
    return await work(client);
  } finally {
    await client.end();
  }
}

function withDatabase(url: string, name: string): string {
  const changed = new URL(url);
  changed.pathname = `/${name}`;
  return changed.href;
}

/** Made once for each content of the migrations; the advisory lock lets one of several test files do it. */
async function migratedTemplate(client: pg.Client, cluster: ClusterUrls): Promise<string> {
  const hash = createHash('sha256');
  for (const file of [...globSync('server/**/*.sql', { cwd: root }).sort(), 'server/db/migrate.ts'])
    hash.update(`${file}\n`).update(readFileSync(join(root, file)));
  const suffix = hash.digest('hex').slice(0, 16);
  const name = `template_${suffix}`;
  await client.query(`SELECT pg_advisory_lock(hashtext('care test template'))`);
  try {
    if ((await client.query('SELECT FROM pg_database WHERE datname = $1', [name])).rowCount) return name;
    await client.query(`DROP DATABASE IF EXISTS building_${suffix} WITH (FORCE)`);
    await client.query(`CREATE DATABASE building_${suffix} OWNER care_owner TEMPLATE template0`);
    await migrate(withDatabase(cluster.url, `building_${suffix}`));
    await client.query(`ALTER DATABASE building_${suffix} RENAME TO ${name}`);
    return name;
  } finally {
    await client.query(`SELECT pg_advisory_unlock(hashtext('care test template'))`);
  }
}

/** Finds the keeper of the shared cluster, starting one when there is none, and stays connected to it for this process's life. */
async function joinCluster(): Promise<ClusterUrls> {
  mkdirSync(dataDir, { recursive: true });
  let keeper: { gone: boolean } | undefined;
  for (const end = performance.now() + PATIENCE; performance.now() < end; await sleep(50)) {
    const urls = await greetKeeper();
    if (urls) return urls;
    // One that ends at once found another holding the cluster: that one is about to answer, or on its way out.
    if (keeper?.gone) await sleep(500);
    if (!keeper || keeper.gone) keeper = startKeeper();
  }
  throw new Error(`No test cluster within ${PATIENCE / 1000} s; see ${dataDir}.log.`);
}

function startKeeper(): { gone: boolean } {
  const out = openSync(`${dataDir}.log`, 'a');
  // It serves other test runs too, so it must not count as a process of this one.
  const { CARE_TEST_RUN: _, ...env } = process.env;
  const child = spawn(process.execPath, [join(root, 'test/kit/test-cluster.ts'), dataDir], {
    detached: true,
    env,
    stdio: ['ignore', out, out],
  });
  closeSync(out);
  const state = { gone: false };
  child.once('exit', () => (state.gone = true)).unref();
  return state;
}

function greetKeeper(): Promise<ClusterUrls | undefined> {
  return new Promise((resolve) => {
    let socket: Socket;
    try {
      const { port, token } = JSON.parse(readFileSync(join(dataDir, 'keeper.json'), 'utf8')) as {
        port: number;
        token: string;
      };
      socket = connect(port, '127.0.0.1', () => socket.write(`${token}\n`));
    } catch {
      return resolve(undefined);
    }
    socket.setEncoding('utf8');
    socket.once('data', (line) => {
      socket.unref();
      resolve(JSON.parse(String(line)) as ClusterUrls);
    });
    socket.on('error', () => resolve(undefined)).on('close', () => resolve(undefined));
  });
}
