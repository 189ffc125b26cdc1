/**
 * Our own PostgreSQL, for a server without DATABASE_URL: made once under a data directory, then started, watched and
 * stopped with the server. What it promises on disk is PostgreSQL's own default (fsync on, checksums on).
 *
 * In the data directory: `cluster.json` (port and passwords, 0600), `server.lock`, `postgres.log`, and `pgdata`,
 * which is a link when PostgreSQL's user could not enter the directory (a root's own home).
 */
import { execFile, type ChildProcess } from 'node:child_process';
import { randomBytes } from 'node:crypto';
import {
  chmodSync,
  chownSync,
  existsSync,
  lstatSync,
  mkdirSync,
  mkdtempSync,
  readFileSync,
  realpathSync,
  renameSync,
  rmSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs';
import { basename, dirname, join, resolve } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { promisify } from 'node:util';
import { pickPort, portIsFree, type Log } from '../child.ts';
import {
  canReach,
  chooseAccount,
  findBinaries,
  makeShelter,
  reachableBinaries,
  type Account,
  type Binaries,
} from './cluster-binaries.ts';
import { lockDataDir } from '../data-lock.ts';
import { reapOrphan, startPostmaster, stopPostmaster } from './cluster-process.ts';
import { prepareRoles } from './cluster-roles.ts';

export type ClusterOptions = {
  dataDir: string;
  log: Log;
  /** false gives up what a power cut could cost for speed; for tests alone. */
  durable?: boolean;
  /** Variables of PostgreSQL's process; for tests alone, which put faults under it. */
  env?: Record<string, string>;
  /** PostgreSQL's process is there, and does not accept connections yet. */
  onSpawned?: () => void;
};

/** `url` is for the app (care_owner, not a superuser, in database care); `superuserUrl` makes roles and databases, for the test kit. */
export type Cluster = { url: string; superuserUrl: string; port: number; stop(): Promise<void> };

type Secrets = { port: number; superuserPassword: string; ownerPassword: string; prepared: boolean };

const SETTINGS = [
  'listen_addresses=127.0.0.1',
  'unix_socket_directories=',
  'logging_collector=off',
  'log_timezone=UTC',
  'timezone=UTC',
  'log_min_messages=warning',
  // Details quote the row that failed, and its statement what was in it: a name, a telephone number.
  'log_error_verbosity=terse',
  'log_min_error_statement=panic',
];
/** For 2 cores and 4 GB beside the server and LiveKit, on a solid-state disk (docs/operations.md). */
const DURABLE = [
  'shared_buffers=256MB',
  'effective_cache_size=1536MB',
  'random_page_cost=1.1',
  'wal_compression=on',
  'checkpoint_timeout=15min',
  'max_wal_size=2GB',
];
const CARELESS = [
  'fsync=off',
  'full_page_writes=off',
  'synchronous_commit=off',
  'max_connections=200',
  'autovacuum=off',
  // Some benches ask when a row was committed.
  'track_commit_timestamp=on',
];

type Opening = Required<Pick<ClusterOptions, 'log' | 'durable' | 'env'>> & {
  unlock: () => void;
  onSpawned: (() => void) | undefined;
};

/** Throws one clear line when another server holds the directory, or when this machine can't run PostgreSQL. */
export async function openCluster({
  dataDir: folder,
  log,
  durable = true,
  onSpawned,
  env = {},
}: ClusterOptions): Promise<Cluster> {
  const dataDir = resolve(folder);
  mkdirSync(dataDir, { recursive: true });
  const unlock = lockDataDir(dataDir);
  try {
    return await openLocked(dataDir, { log, durable, unlock, onSpawned, env });
  } catch (error) {
    unlock();
    throw error;
  }
}

async function openLocked(
  dataDir: string,
  { log, durable, unlock, onSpawned, env }: Opening,
): Promise<Cluster> {
  const link = join(dataDir, 'pgdata');
  if (lstatSync(link, { throwIfNoEntry: false }) && !existsSync(link))
    throw new Error(
      `${link} points to a cluster that is gone. Bring it back, or remove ${dataDir} to start with an empty one.`,
    );
  await reapOrphan(link, log);
  const account = chooseAccount(link, log);
  const native = findBinaries(log);
  const binaries = reachableBinaries(native, account, log);
  refuseOtherVersion(link, native);
  const secrets = readSecrets(dataDir) ?? {
    port: await pickPort(),
    superuserPassword: password(),
    ownerPassword: password(),
    prepared: false,
  };
  if (!existsSync(link)) {
    if (secrets.prepared)
      throw new Error(
        `${dataDir} has lost its pgdata folder. Bring it back, or remove ${dataDir} to start with an empty one.`,
      );
    writeSecrets(dataDir, secrets);
    log.info(`PostgreSQL: making a cluster in ${dataDir} …`);
    await makeCluster(dataDir, binaries, secrets.superuserPassword, account, durable, log);
  }
  const pgdata = realpathSync(link);
  if (!(await portIsFree(secrets.port))) {
    const taken = secrets.port;
    secrets.port = await pickPort();
    writeSecrets(dataDir, secrets);
    log.info(`PostgreSQL: port ${taken} belongs to another program now; using ${secrets.port}.`);
  }

  const settings = [...SETTINGS, ...(durable ? DURABLE : CARELESS)];
  const start = () =>
    startPostmaster({
      postgres: binaries.postgres,
      pgdata,
      port: secrets.port,
      logFile: join(dataDir, 'postgres.log'),
      settings,
      account,
      log,
      onSpawned,
      env,
    });
  const watch = watchPostmaster(await start(), start, log);
  const at = `127.0.0.1:${secrets.port}`;
  const superuserUrl = `postgres://postgres:${secrets.superuserPassword}@${at}/postgres`;
  try {
    if (!secrets.prepared) {
      await prepareRoles(superuserUrl, secrets.ownerPassword);
      writeSecrets(dataDir, { ...secrets, prepared: true });
    }
  } catch (error) {
    await watch.stop();
    throw error;
  }
  let stopped: Promise<void> | undefined;
  const stop = async () => {
    await watch.stop();
    unlock();
  };
  return {
    url: `postgres://care_owner:${secrets.ownerPassword}@${at}/care`,
    superuserUrl,
    port: secrets.port,
    stop: () => (stopped ??= stop()),
  };
}

/** PostgreSQL reads the files of its own major version alone, and says so without a remedy. */
function refuseOtherVersion(pgdata: string, native: string): void {
  const file = join(pgdata, 'PG_VERSION');
  if (!existsSync(file)) return;
  const made = readFileSync(file, 'utf8').trim();
  const { version } = JSON.parse(readFileSync(join(dirname(native), 'package.json'), 'utf8')) as {
    version: string;
  };
  const ours = version.split('.')[0];
  if (made !== ours)
    throw new Error(
      `The database in ${pgdata} is of PostgreSQL ${made}, and this version brings ${ours}. Start the version that made it, run "npm run backup" there, and "npm run restore" here into an empty data directory.`,
    );
}

/** The database of a cluster that somebody runs now; undefined where nobody does. For reading beside the server, under no lock. */
export function runningUrl(dataDir: string): string | undefined {
  const secrets = readSecrets(dataDir);
  if (!secrets?.prepared || !existsSync(join(dataDir, 'pgdata', 'postmaster.pid'))) return undefined;
  return `postgres://care_owner:${secrets.ownerPassword}@127.0.0.1:${secrets.port}/care`;
}

/** The same as superuser, who alone sees every hospital's rows: for backups. */
export function runningAdminUrl(dataDir: string): string | undefined {
  const secrets = readSecrets(dataDir);
  const url = runningUrl(dataDir);
  return secrets && url?.replace(/(?<=:)\/\/[^@]*@/, `//postgres:${secrets.superuserPassword}@`);
}

/** Removes a stopped cluster with its data directory, also where its files had to go elsewhere. */
export function removeCluster(dataDir: string): void {
  const link = join(dataDir, 'pgdata');
  if (lstatSync(link, { throwIfNoEntry: false })?.isSymbolicLink() && existsSync(link)) {
    rmSync(dirname(realpathSync(link)), { recursive: true });
  }
  rmSync(dataDir, { recursive: true, force: true });
}

const password = () => randomBytes(24).toString('base64url');

function readSecrets(dataDir: string): Secrets | undefined {
  const file = join(dataDir, 'cluster.json');
  return existsSync(file) ? (JSON.parse(readFileSync(file, 'utf8')) as Secrets) : undefined;
}

function writeSecrets(dataDir: string, secrets: Secrets): void {
  const file = join(dataDir, 'cluster.json');
  writeFileSync(`${file}.new`, `${JSON.stringify(secrets, null, 2)}\n`, { mode: 0o600 });
  renameSync(`${file}.new`, file);
}

/** Built under another name and renamed when whole, so that a kill in the middle leaves nothing that looks like a cluster. */
async function makeCluster(
  dataDir: string,
  { initdb }: Binaries,
  superuserPassword: string,
  account: Account | undefined,
  durable: boolean,
  log: Log,
): Promise<void> {
  let home = dataDir;
  if (account) {
    chmodSync(dataDir, 0o711);
    if (!canReach(account, dataDir)) {
      home = mkdtempSync(join(makeShelter(), `${basename(dataDir)}-`));
      chmodSync(home, 0o711);
      log.info(
        `PostgreSQL: its files go to ${home}, because the user ${account.name} can't enter ${dataDir}.`,
      );
    }
  }
  const fresh = join(home, 'pgdata.new');
  const passwordFile = join(home, 'password.new');
  rmSync(fresh, { recursive: true, force: true });
  mkdirSync(fresh, { mode: 0o700 });
  writeFileSync(passwordFile, `${superuserPassword}\n`, { mode: 0o600 });
  if (account) for (const path of [fresh, passwordFile]) chownSync(path, account.uid, account.gid);
  const locale = ['--encoding=UTF8', '--locale=C', '--locale-provider=builtin', '--builtin-locale=C.UTF-8'];
  const args = [
    '-D',
    fresh,
    '-U',
    'postgres',
    `--pwfile=${passwordFile}`,
    '--auth=scram-sha-256',
    '--no-instructions',
    ...locale,
    ...(durable ? [] : ['--no-sync']),
  ];
  try {
    await promisify(execFile)(initdb, args, {
      cwd: '/',
      env: { PATH: process.env['PATH'] ?? '', LC_ALL: 'C' },
      ...(account && { uid: account.uid, gid: account.gid }),
    });
  } catch (cause) {
    const words = String((cause as { stderr?: string }).stderr ?? cause)
      .trim()
      .split('\n')
      .slice(-2)
      .join(' ');
    throw new Error(`PostgreSQL could not make its cluster in ${home}: ${words}`, { cause });
  } finally {
    rmSync(passwordFile, { force: true });
  }
  renameSync(fresh, join(home, 'pgdata'));
  if (home !== dataDir) symlinkSync(join(home, 'pgdata'), join(dataDir, 'pgdata'));
}

/** Starts it again, with growing pauses up to 5 s, whenever it dies without having been told to. */
function watchPostmaster(
  first: ChildProcess,
  start: () => Promise<ChildProcess>,
  log: Log,
): { stop(): Promise<void> } {
  let child = first;
  let stopping = false;
  let restarting = Promise.resolve();
  const onExit = () =>
    child.pid && child.exitCode === null && child.signalCode === null && process.kill(child.pid, 'SIGINT');
  const restart = async () => {
    for (let pause = 100; !stopping; pause = Math.min(pause * 2, 5_000)) {
      log.warn(`PostgreSQL ended by itself (${child.exitCode ?? child.signalCode}); starting it again.`);
      await sleep(pause);
      if (stopping) return;
      try {
        child = await start();
        watch();
        return;
      } catch (error) {
        log.warn((error as Error).message);
      }
    }
  };
  const watch = () =>
    child.once('exit', () => {
      if (!stopping) restarting = restart();
    });
  watch();
  process.once('exit', onExit);
  return {
    async stop() {
      stopping = true;
      await restarting;
      await stopPostmaster(child);
      process.off('exit', onExit);
    },
  };
}
