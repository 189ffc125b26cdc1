/** The program: environment -> PostgreSQL and LiveKit, started beside each other -> listen -> work. `--demo` adds two hospitals, their sites and accounts. */
import { createHash, randomBytes } from 'node:crypto';
import { existsSync } from 'node:fs';
import { mkdir, readFile, writeFile } from 'node:fs/promises';
import { flushCompileCache } from 'node:module';
import { join, resolve } from 'node:path';
import { fileURLToPath } from 'node:url';
import pino, { type Logger } from 'pino';
import { v7 } from 'uuid';
import { createClock } from './clock.ts';
import { openCluster, type Cluster } from './db/cluster.ts';
import { migrate, readMigrations } from './db/migrate.ts';
import { openDb } from './db/open.ts';
import { untilReachable } from './db/reach.ts';
import { startDemo } from './demo/start.ts';
import { laterDb, type LaterDb } from './db/later.ts';
import { missingSecrets, readEnv, unknownNames, type Env } from './env.ts';
import { createHub } from './live/hub.ts';
import { createLog } from './log.ts';
import { openMedia } from './media/media.ts';
import { createMetrics } from './metrics/metrics.ts';
import { startTracing } from './metrics/tracing.ts';
import { openRecorder } from './recordings/open.ts';
import { openCa } from './seals/ca.ts';
import { assertSealKey } from './seals/check.ts';
import { serve } from './server.ts';
import type { S3Config } from './storage/s3.ts';
import { openStorage } from './storage/storage.ts';
import { createTokens } from './tokens.ts';
import { EPIDEMICS_DIR } from './triage/epidemic-file.ts';
import { openEpidemics } from './triage/epidemics.ts';

const say = (line: string) => console.log(line);
const demo = process.argv.includes('--demo');
/** What to undo on the way out, last first. */
const stops: (() => Promise<void>)[] = [];
let stopping = false;

async function stop(code: number): Promise<void> {
  if (stopping) return;
  stopping = true;
  // Whatever hangs, the process is gone in 10 s.
  setTimeout(() => process.exit(code || 1), 10_000).unref();
  for (const undo of stops.reverse()) {
    await undo().catch((error: Error) => console.error(`While stopping: ${error.message}`));
  }
  process.exit(code);
}

/** The demo makes its secrets once and keeps them; a server with real patients is given them. */
async function demoSecrets(env: Env, dataDir: string): Promise<void> {
  const file = join(dataDir, 'demo-secrets.json');
  if (!existsSync(file)) {
    const fresh = () => randomBytes(32).toString('base64url');
    const secrets = { CARE_TOKEN_SECRET: fresh(), CARE_SEAL_KEY: fresh() };
    await writeFile(file, JSON.stringify(secrets), { mode: 0o600 });
  }
  const kept = JSON.parse(await readFile(file, 'utf8')) as Pick<Env, 'CARE_TOKEN_SECRET' | 'CARE_SEAL_KEY'>;
  env.CARE_TOKEN_SECRET ??= kept.CARE_TOKEN_SECRET;
  env.CARE_SEAL_KEY ??= kept.CARE_SEAL_KEY;
}

function s3Of(env: Env): S3Config | null {
  const { CARE_S3_URL: url, CARE_S3_REGION: region, CARE_S3_KEY_ID: keyId, CARE_S3_SECRET: secret } = env;
  return url ? { url, region, keyId: keyId!, secret: secret! } : null;
}

const log = { info: say, warn: (line: string) => console.warn(line) };

async function main(): Promise<void> {
  const env = readEnv(process.env);
  for (const name of unknownNames(process.env))
    log.warn(`${name} is set, and is no variable of this server.`);
  const tracing = await startTracing(process.env);
  if (tracing) stops.push(() => tracing.stop());
  const dataDir = resolve(env.CARE_DATA_DIR);
  await mkdir(dataDir, { recursive: true });
  if (demo) await demoSecrets(env, dataDir);
  const missing = missingSecrets(env);
  if (missing.length > 0) {
    throw new Error(`These are missing in the environment:\n${missing.map((m) => `  ${m}`).join('\n')}`);
  }
  // The demo's console is for reading; the log of requests goes to a file there.
  const lines = pino.destination(demo ? { dest: join(dataDir, 'server.log'), sync: true } : 1);
  // A log that can't be written (a full disk, a pipe that closed) must not end what it tells of.
  lines.on('error', () => {});
  const logger = createLog(env.LOG_LEVEL, lines);

  const later = laterDb();
  // PostgreSQL and LiveKit start in processes of their own while this one is put together.
  const { ready, begun } = openDatabase(env, { dataDir, later, logger });
  const { media, tried, stop: stopMedia } = openMedia(env, { dataDir, log, wait: demo });
  stops.push(stopMedia);
  await begun;
  const recorder = env.CARE_RECORDING
    ? await openRecorder({ media, dataDir, egressDir: env.CARE_EGRESS_DIR, log: logger, say })
    : null;
  const tokenSecret = new TextEncoder().encode(env.CARE_TOKEN_SECRET);
  const cdnDir = fileURLToPath(new URL('../dist/cdn', import.meta.url));
  const now = createClock((ms) =>
    logger.warn({ ms }, 'the clock of this machine was set back; ours waits for it at half the pace'),
  );
  const { db } = later;
  let demoSites: readonly string[] = [];
  const live = createHub({ db, log: logger, now });
  const deps = {
    ...{ db, log: logger, media, recorder, tokenSecret, demo, now, live },
    metrics: { told: createMetrics({ db, live, log: logger, now, media }), token: env.CARE_METRICS_TOKEN },
    demoSites: () => demoSites,
    newId: () => v7(),
    tokens: createTokens(tokenSecret),
    ca: env.CARE_CA_PROVIDER ? await openCa(env.CARE_CA_PROVIDER) : undefined,
    rpId: env.CARE_RP_ID,
    hostKeysInside: env.CARE_HOST_KEYS_INSIDE,
    sealKey: createHash('sha256').update(env.CARE_SEAL_KEY!).digest(),
    storage: openStorage(join(dataDir, 'files'), s3Of(env)),
    epidemics: openEpidemics({ dir: resolve(env.CARE_EPIDEMICS_DIR ?? EPIDEMICS_DIR), log: logger }),
    cdnDir: existsSync(cdnDir) ? cdnDir : null,
    trustProxy: env.CARE_TRUST_PROXY,
  };
  const options = { port: env.PORT, host: env.HOST, rateFactor: env.CARE_RATE_FACTOR };
  const database = ready.then(() => assertSealKey(deps));
  // Said by `serve`, which listens first.
  database.catch(() => {});
  const server = await serve(deps, { ...options, database });
  stops.push(() => server.stop());
  const publicUrl =
    env.CARE_PUBLIC_URL ?? `http://${env.HOST === '0.0.0.0' ? 'localhost' : env.HOST}:${server.port}`;
  say(`Care server: ${publicUrl}`);
  // The demo's page says whether there is video.
  if (demo) await tried;
  if (demo) {
    const { sites, close } = await startDemo({ deps, publicUrl, port: server.port, say });
    stops.push(close);
    demoSites = sites;
  }
  flushCompileCache();
}

/** `begun`: our own PostgreSQL is on its way, or is not needed. `ready`: `later` is open, with today's schema. */
function openDatabase(
  env: Env,
  { dataDir, later, logger }: { dataDir: string; later: LaterDb; logger: Logger },
): { ready: Promise<void>; begun: Promise<void> } {
  let onSpawned = () => {};
  const spawned = new Promise<void>((done) => (onSpawned = done));
  const over = new AbortController();
  let cluster: Cluster | undefined;
  const migrations = readMigrations();
  migrations.catch(() => {});
  const open = async () => {
    if (env.DATABASE_URL) await untilReachable(env.DATABASE_URL, { say, signal: over.signal });
    else cluster = await openCluster({ dataDir: join(dataDir, 'postgres'), log, onSpawned });
    const url = cluster?.url ?? env.DATABASE_URL!;
    await migrate(url, say, await migrations);
    const onError = (err: Error) => logger.warn({ err }, 'database connection');
    later.open(await openDb({ url, max: env.DATABASE_POOL, onError }));
    say('Database: ready');
  };
  const ready = open();
  // Said by whoever waits for it; it may fail before somebody does.
  ready.catch(() => {});
  stops.push(async () => {
    over.abort();
    await ready.catch(() => {});
    await later.db.close();
    await cluster?.stop();
  });
  return { ready, begun: env.DATABASE_URL ? Promise.resolve() : Promise.race([spawned, ready]) };
}

process.on('SIGTERM', () => void stop(0));
process.on('SIGINT', () => void stop(0));
process.on('SIGHUP', () => void stop(0));
main().catch(async (error: NodeJS.ErrnoException) => {
  const taken = error.code === 'EADDRINUSE';
  console.error(
    taken ? `${error.message}. Another server runs there: stop it, or set PORT to another.` : error.message,
  );
  await stop(1);
});
