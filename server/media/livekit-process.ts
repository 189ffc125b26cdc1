/** The LiveKit server that we run ourselves when none is configured: got, started, watched, stopped. Without one the house works, but for video. */
import { spawn, type ChildProcess } from 'node:child_process';
import {
  closeSync,
  existsSync,
  mkdirSync,
  openSync,
  readFileSync,
  renameSync,
  rmSync,
  statSync,
  writeFileSync,
} from 'node:fs';
import { join, resolve } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { endProcess, inspectProcess, listProcesses, type Log } from '../child.ts';
import { lockDataDir } from '../data-lock.ts';
import { defaultSources, findLivekit, type LivekitSources } from './livekit-binary.ts';
import {
  configPath,
  loadIdentity,
  ownAddress,
  writeConfig,
  type LivekitIdentity,
  type TurnTls,
} from './livekit-config.ts';

export type LivekitOptions = {
  /** Holds keys, ports, log and the lock; `./data/livekit`. */
  dataDir: string;
  log: Log;
  /** Receives LiveKit's signed events. */
  webhookUrl?: string;
  keys?: { apiKey: string; apiSecret: string };
  /** Address for HTTP and signalling; 127.0.0.1. */
  bind?: string;
  /** Address that browsers send media to; this machine's first own one. */
  nodeIp?: string;
  /** The relay over TLS, where there is a name and a certificate for it. */
  turnTls?: TurnTls | undefined;
  /** Where the program may come from. */
  download?: Partial<LivekitSources>;
  /** false returns at once and gets ready behind: building takes minutes. */
  wait?: boolean;
};

/** `detail` is for an operator, in one line. */
export type LivekitStatus = { state: 'ready' | 'starting' | 'absent'; detail: string };

/** `url` can change when LiveKit had to move to another port: read it anew for each token. */
export type LivekitProcess = {
  readonly url: string;
  apiKey: string;
  apiSecret: string;
  status(): LivekitStatus;
  stop(): Promise<void>;
};

const STOP: [NodeJS.Signals, number][] = [
  ['SIGTERM', 500], // drains: it would wait for every participant to leave,
  ['SIGTERM', 3_000], // the second one says not to.
  ['SIGKILL', 2_000],
];
const READY_LIMIT = 20_000;
const LOG_LIMIT = 10 * 1024 * 1024;

/** Never rejects for want of LiveKit: see `status()`. */
export async function startLivekit(options: LivekitOptions): Promise<LivekitProcess> {
  const { log, bind = '127.0.0.1', wait = true } = options;
  const dataDir = resolve(options.dataDir);
  const abort = new AbortController();
  let status: LivekitStatus = { state: 'starting', detail: 'looking for a LiveKit server' };
  mkdirSync(dataDir, { recursive: true });

  let unlock: () => void;
  try {
    unlock = lockDataDir(dataDir);
  } catch (error) {
    log.warn(`LiveKit: ${(error as Error).message}`);
    return {
      url: '',
      apiKey: '',
      apiSecret: '',
      status: () => ({ state: 'absent', detail: (error as Error).message }),
      stop: async () => {},
    };
  }
  await reapLivekit(dataDir, log);
  let identity = await loadIdentity(dataDir, bind, options.keys);
  let child: ChildProcess | undefined;
  const onExit = () => child && isAlive(child) && child.kill('SIGKILL');
  process.once('exit', onExit);

  const startOnce = async (program: string): Promise<ChildProcess> => {
    identity = await loadIdentity(dataDir, bind, identity);
    abort.signal.throwIfAborted();
    // Read anew at each start: a laptop changes networks.
    const settings = {
      bind,
      nodeIp: options.nodeIp ?? ownAddress(),
      ...(options.webhookUrl && { webhookUrl: options.webhookUrl }),
      ...(options.turnTls && { turnTls: options.turnTls }),
    };
    const next = spawnLivekit(program, dataDir, writeConfig(dataDir, identity, settings));
    child = next;
    await untilReady(next, healthUrl(bind, identity), join(dataDir, 'livekit.log'), abort.signal);
    return next;
  };

  const supervise = async (onFirstTry: () => void): Promise<void> => {
    const program = await findLivekit({ ...defaultSources(dataDir), ...options.download }, log, abort.signal);
    if (!program) {
      status = { state: 'absent', detail: 'no LiveKit server on this machine; see the log for the remedy' };
      return;
    }
    for (let pause = 200; !abort.signal.aborted; pause = Math.min(pause * 2, 10_000)) {
      const started = performance.now();
      try {
        const running = await startOnce(program);
        status = { state: 'ready', detail: `${program}, port ${identity.port}` };
        log.info(`LiveKit: ready on ${bind}:${identity.port} (${program}).`);
        onFirstTry();
        if (isAlive(running)) await new Promise((done) => running.once('exit', done));
        if (performance.now() - started > 60_000) pause = 200;
      } catch (error) {
        if (!abort.signal.aborted) log.warn(`LiveKit: ${(error as Error).message}`);
        if (child && isAlive(child)) await endChild(child);
      }
      if (abort.signal.aborted) return;
      status = {
        state: 'starting',
        detail: `ended by itself (${child?.exitCode ?? child?.signalCode}); starting again`,
      };
      log.warn(`LiveKit: ${status.detail}.`);
      onFirstTry();
      await sleep(pause, undefined, { signal: abort.signal }).catch(() => {});
    }
  };

  let firstTry: () => void = () => {};
  const tried = new Promise<void>((done) => (firstTry = done));
  const supervision = supervise(firstTry).catch((error: Error) => {
    if (abort.signal.aborted) return;
    status = { state: 'absent', detail: error.message };
    log.warn(`LiveKit: ${error.message}`);
  });
  if (wait) await Promise.race([tried, supervision]);

  let stopped: Promise<void> | undefined;
  const stop = async () => {
    abort.abort();
    // Its end is waited for below; until now it must not have kept a process alive that has nothing else to do.
    child?.ref();
    if (child) await endChild(child);
    await supervision;
    process.off('exit', onExit);
    rmSync(pidPath(dataDir), { force: true });
    status = { state: 'absent', detail: 'stopped' };
    unlock();
  };
  return {
    get url() {
      return `ws://${bind}:${identity.port}`;
    },
    apiKey: identity.apiKey,
    apiSecret: identity.apiSecret,
    status: () => status,
    stop: () => (stopped ??= stop()),
  };
}

const pidPath = (dataDir: string) => join(dataDir, 'livekit.pid');
const healthUrl = (bind: string, { port }: LivekitIdentity) =>
  `http://${bind === '0.0.0.0' ? '127.0.0.1' : bind}:${port}/`;
const isAlive = (child: ChildProcess) =>
  child.pid !== undefined && child.exitCode === null && child.signalCode === null;

async function endChild(child: ChildProcess): Promise<void> {
  if (child.pid && isAlive(child)) await endProcess(child.pid, STOP);
}

function spawnLivekit(program: string, dataDir: string, config: string): ChildProcess {
  const logFile = join(dataDir, 'livekit.log');
  if ((statSync(logFile, { throwIfNoEntry: false })?.size ?? 0) > LOG_LIMIT)
    renameSync(logFile, `${logFile}.1`);
  const out = openSync(logFile, 'a', 0o600);
  // Detached, so that a Ctrl-C in the terminal reaches our server alone. Its environment could override the file, so it gets none.
  const child = spawn(program, ['--config', config], {
    detached: true,
    stdio: ['ignore', out, out],
    env: { PATH: process.env['PATH'] ?? '', HOME: dataDir },
  });
  closeSync(out);
  child.once('error', () => {});
  child.unref();
  if (child.pid) writeFileSync(pidPath(dataDir), `${child.pid}\n`);
  return child;
}

async function untilReady(
  child: ChildProcess,
  url: string,
  logFile: string,
  signal: AbortSignal,
): Promise<void> {
  for (
    const end = performance.now() + READY_LIMIT;
    performance.now() < end;
    await sleep(20, undefined, { signal })
  ) {
    if (!isAlive(child)) throw new Error(`it did not start: ${lastLine(logFile)} (log: ${logFile})`);
    const answer = await fetch(url, { signal: AbortSignal.timeout(1_000) }).catch(() => undefined);
    if (answer?.ok) return;
  }
  throw new Error(`it did not get ready within ${READY_LIMIT / 1000} s (log: ${logFile})`);
}

const lastLine = (logFile: string) =>
  readFileSync(logFile, 'utf8').trim().split('\n').at(-1)?.slice(0, 300) ?? '';

/** Ends LiveKit servers that a killed server left behind: those started with this data directory's own configuration file, and no other. */
export async function reapLivekit(folder: string, log: Log): Promise<void> {
  const dataDir = resolve(folder);
  const config = configPath(dataDir);
  const recorded = existsSync(pidPath(dataDir))
    ? inspectProcess(Number(readFileSync(pidPath(dataDir), 'utf8')))
    : undefined;
  const found = [...listProcesses(), ...(recorded ? [recorded] : [])].filter(
    ({ argv }) => argv[argv.indexOf('--config') + 1] === config,
  );
  for (const pid of new Set(found.map(({ pid }) => pid))) {
    log.info(`LiveKit: stopping process ${pid}, left behind by a server that was killed.`);
    await endProcess(pid, STOP);
  }
  rmSync(pidPath(dataDir), { force: true });
}
