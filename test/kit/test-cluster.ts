/**
 * The process that keeps the tests' PostgreSQL: one for all test files that run at the same time. Each holds a socket to it, which the
 * kernel closes however the test ends; when the last is gone the cluster stops and this process with it. Started by open-test-db.ts.
 */
import { randomBytes } from 'node:crypto';
import { rmSync, writeFileSync } from 'node:fs';
import { createServer, type AddressInfo } from 'node:net';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import pg from 'pg';
import { openCluster, removeCluster, type Cluster } from '../../server/db/cluster.ts';

const dataDir = process.argv[2] ?? 'data/test-postgres';
const note = join(dataDir, 'keeper.json');
const log = { info: console.log, warn: console.warn };
const LINGER = 1_000;
const FIRST_CLIENT = 10_000;

async function open(): Promise<Cluster> {
  try {
    return await openCluster({ dataDir, log, durable: false });
  } catch (error) {
    if (/in use by another server/.test((error as Error).message)) process.exit(3);
    console.warn((error as Error).message);
    // Without fsync a machine that lost power may have lost the cluster: nothing in it is worth keeping.
    removeCluster(dataDir);
    return openCluster({ dataDir, log, durable: false });
  }
}

/** Databases of tests that crashed, and templates of migrations long since edited. */
async function sweep(superuserUrl: string): Promise<void> {
  const client = new pg.Client({ connectionString: superuserUrl });
  await client.connect();
  const { rows } = await client.query<{ datname: string }>(
    `SELECT datname FROM pg_database WHERE datname LIKE 'test\\_%' OR datname LIKE 'building\\_%'
     UNION ALL (SELECT datname FROM pg_database WHERE datname LIKE 'template\\_%' ORDER BY oid DESC OFFSET 2)`,
  );
  for (const { datname } of rows) await client.query(`DROP DATABASE "${datname}" WITH (FORCE)`);
  await client.end();
}

const cluster = await open();
await sweep(cluster.superuserUrl);
const token = randomBytes(16).toString('hex');
let clients = 0;
let idleSince = performance.now() + FIRST_CLIENT - LINGER;
const server = createServer((socket) => {
  clients += 1;
  socket.setEncoding('utf8').once('data', (said) => {
    if (String(said).trim() === token)
      socket.write(`${JSON.stringify({ url: cluster.url, superuserUrl: cluster.superuserUrl })}\n`);
    else socket.destroy();
  });
  socket.on('error', () => socket.destroy());
  socket.on('close', () => {
    clients -= 1;
    idleSince = performance.now();
  });
});
let told = false;
for (const signal of ['SIGINT', 'SIGTERM'] as const) process.on(signal, () => (told = true));
await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
writeFileSync(
  note,
  JSON.stringify({ pid: process.pid, port: (server.address() as AddressInfo).port, token }),
  { mode: 0o600 },
);

while (!told && (clients > 0 || performance.now() - idleSince < LINGER)) await sleep(50);
server.close();
rmSync(note, { force: true });
await cluster.stop();
process.exit(0);
