/** Backup of a hospital's data into one file while the server runs or rests, and restore of it into a fresh place. */
import { existsSync } from 'node:fs';
import { cp, mkdir, mkdtemp, readdir, rm } from 'node:fs/promises';
import { dirname, join, resolve } from 'node:path';
import type { Log } from '../child.ts';
import { openCluster, removeCluster, runningAdminUrl } from '../db/cluster.ts';
import { migrate, readMigrations } from '../db/migrate.ts';
import { lockDataDir } from '../data-lock.ts';
import { listFiles, pack, sha256, unpack } from './archive.ts';
import { asAdmin, copyIn, copyOut, listTables, type DatabaseCopy } from './tables.ts';

export interface Place {
  dataDir: string;
  log: Log;
  /** A database that is not ours: its owner, who migrates, and a superuser of the same database, who sees every row. */
  own?: { url: string; adminUrl: string } | undefined;
  /** false for tests alone. */
  durable?: boolean;
}
export interface Told {
  tables: number;
  rows: number;
  files: number;
}

const told = (database: DatabaseCopy, files: unknown[]): Told => ({
  tables: database.tables.length,
  rows: database.tables.reduce((sum, table) => sum + table.rows, 0),
  files: files.length,
});
const ofCare = (url: string) => url.replace(/\/[^/]*$/, '/care');

/** The database that a server runs, or that we start for as long as `work` takes. */
async function withDatabase<T>(place: Place, work: (adminUrl: string) => Promise<T>): Promise<T> {
  if (place.own) return work(place.own.adminUrl);
  const dataDir = join(place.dataDir, 'postgres');
  if (!existsSync(join(dataDir, 'cluster.json')))
    throw new Error(
      `There is no database in ${place.dataDir}: CARE_DATA_DIR says where the server keeps its data.`,
    );
  const cluster = await openCluster({ dataDir, log: place.log, durable: place.durable ?? true }).catch(
    (error: Error) => {
      if (/in use by another server/.test(error.message)) return null;
      throw error;
    },
  );
  if (cluster) return work(ofCare(cluster.superuserUrl)).finally(() => cluster.stop());
  const running = runningAdminUrl(dataDir);
  if (!running) throw new Error('The server is starting or stopping: try again when it runs or is down.');
  return work(running);
}

/** The rows are of one moment. The files are listed after it, so that every file that a row names is among them. */
export async function backup(place: Place, target: string, now: Date): Promise<Told> {
  const file = resolve(target);
  const dataDir = resolve(place.dataDir);
  if (existsSync(file)) throw new Error(`${file} is there already: a backup never writes over another.`);
  await mkdir(dirname(file), { recursive: true });
  const stage = await mkdtemp(`${file}.stage-`);
  try {
    await mkdir(join(stage, 'tables'));
    const database = await withDatabase(place, (url) => copyOut(url, stage));
    const files: { path: string; sha256: string }[] = [];
    for (const path of await listFiles(dataDir)) {
      files.push({ path, sha256: await sha256(join(dataDir, path)) });
    }
    await pack(file, stage, dataDir, { format: 1, at: now.toISOString(), database, files });
    return told(database, files);
  } finally {
    await rm(stage, { recursive: true, force: true });
    await rm(`${file}.part`, { force: true });
  }
}

/** Only into a place where nothing is: a server that runs and a database with tables are refused before anything is touched. */
export async function restore(place: Place, source: string): Promise<Told> {
  const dataDir = resolve(place.dataDir);
  await refuseUsed(place, dataDir);
  await mkdir(dataDir, { recursive: true });
  const stage = await mkdtemp(join(dataDir, 'restore-'));
  try {
    const { database, files } = await unpack(resolve(source), stage);
    const migrations = await migrationsOf(database);
    const fill = async (url: string, adminUrl: string) => {
      await migrate(url, () => {}, migrations);
      await copyIn(adminUrl, stage, database);
    };
    if (place.own) await fill(place.own.url, place.own.adminUrl);
    else await intoOwn(place, join(dataDir, 'postgres'), fill);
    for (const { path } of files) {
      await mkdir(dirname(join(dataDir, path)), { recursive: true, mode: 0o700 });
      await cp(join(stage, path), join(dataDir, path), { errorOnExist: true, force: false });
    }
    return told(database, files);
  } finally {
    await rm(stage, { recursive: true, force: true });
  }
}

async function refuseUsed(place: Place, dataDir: string): Promise<void> {
  const postgres = join(dataDir, 'postgres');
  if (existsSync(postgres)) {
    lockDataDir(postgres)();
    throw new Error(`${dataDir} holds a database already: restore into a fresh directory (CARE_DATA_DIR).`);
  }
  const files = await readdir(join(dataDir, 'files')).catch(() => []);
  if (files.length > 0 || existsSync(join(dataDir, 'demo-secrets.json')))
    throw new Error(`${dataDir} holds files already: restore into a fresh directory (CARE_DATA_DIR).`);
  if (place.own && (await asAdmin(place.own.adminUrl, listTables)).length > 0)
    throw new Error('The database at DATABASE_URL has tables: restore into an empty one.');
}

/** The schema as it was; the server's next start brings it to today's. */
async function migrationsOf({ migrations }: DatabaseCopy) {
  const known = await readMigrations();
  return migrations.map(({ name, hash }) => {
    const found = known.find((m) => m.name === name && m.hash === hash);
    if (!found)
      throw new Error(
        `The backup has migration ${name}, which this version does not know: restore it with the version that made it, or a later one.`,
      );
    return found;
  });
}

async function intoOwn(
  { log, durable = true }: Place,
  dataDir: string,
  fill: (url: string, adminUrl: string) => Promise<void>,
): Promise<void> {
  const cluster = await openCluster({ dataDir, log, durable });
  try {
    await fill(cluster.url, ofCare(cluster.superuserUrl));
    await cluster.stop();
  } catch (error) {
    await cluster.stop();
    removeCluster(dataDir);
    throw error;
  }
}
