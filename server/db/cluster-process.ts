/** The postmaster as a process: starts it, waits until it accepts connections, stops it, and clears what a killed server left running. */
import { spawn, type ChildProcess } from 'node:child_process';
import {
  closeSync,
  existsSync,
  openSync,
  readFileSync,
  realpathSync,
  renameSync,
  rmSync,
  statSync,
} from 'node:fs';
import { basename, join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import {
  endProcess,
  inspectProcess,
  listProcesses,
  waitForExit,
  type Log,
  type ProcessFacts,
} from '../child.ts';
import type { Account } from './cluster-binaries.ts';

/** SIGINT: finish no transaction, write everything, leave. SIGQUIT: leave now, recover at the next start; nothing acknowledged is lost. */
const STOP: [NodeJS.Signals, number][] = [
  ['SIGINT', 5_000],
  ['SIGQUIT', 3_000],
  ['SIGKILL', 2_000],
];
const LOG_LIMIT = 10 * 1024 * 1024;

export type StartOptions = {
  postgres: string;
  pgdata: string;
  port: number;
  logFile: string;
  settings: string[];
  account: Account | undefined;
  log: Log;
  onSpawned?: (() => void) | undefined;
  /** Beside those that it needs. */
  env?: Record<string, string>;
};

/** Resolves with the postmaster once it accepts connections; rejects with PostgreSQL's own last words when it gives up first. */
export async function startPostmaster({
  postgres,
  pgdata,
  port,
  logFile,
  settings,
  account,
  log,
  onSpawned,
  env,
}: StartOptions): Promise<ChildProcess> {
  if ((statSync(logFile, { throwIfNoEntry: false })?.size ?? 0) > LOG_LIMIT)
    renameSync(logFile, `${logFile}.1`);
  const out = openSync(logFile, 'a', 0o600);
  const logStart = statSync(logFile).size;
  const flags = settings.flatMap((setting) => ['-c', setting]);
  // Detached: a Ctrl-C in the terminal must reach the server alone, which then stops PostgreSQL after its own last query.
  const child = spawn(postgres, ['-D', pgdata, '-p', String(port), ...flags], {
    cwd: '/',
    detached: true,
    stdio: ['ignore', out, out],
    env: { PATH: process.env['PATH'] ?? '', LC_ALL: 'C', ...env },
    ...(account && { uid: account.uid, gid: account.gid }),
  });
  closeSync(out);
  let failure: string | undefined;
  child.once('error', (error) => (failure = error.message));
  child.once('exit', (code, signal) => (failure ??= `exit ${code ?? signal}`));
  child.unref();
  onSpawned?.();
  for (let waited = 0; !isReady(pgdata, child.pid); waited += 10) {
    if (failure !== undefined)
      throw new Error(
        `PostgreSQL did not start: ${lastWords(logFile, logStart) || failure} (log: ${logFile})`,
      );
    if (waited > 0 && waited % 10_000 === 0) log.info('PostgreSQL: still recovering …');
    await sleep(10);
  }
  return child;
}

export async function stopPostmaster(child: ChildProcess): Promise<void> {
  if (child.pid && child.exitCode === null && child.signalCode === null) await endProcess(child.pid, STOP);
}

/** postmaster.pid's eighth line is PostgreSQL's own word on its state. */
function isReady(pgdata: string, pid: number | undefined): boolean {
  try {
    const lines = readFileSync(join(pgdata, 'postmaster.pid'), 'utf8').split('\n');
    return Number(lines[0]) === pid && lines[7]?.trim() === 'ready';
  } catch {
    return false;
  }
}

function lastWords(logFile: string, from: number): string {
  const lines = readFileSync(logFile).subarray(from).toString('utf8').trim().split('\n');
  return (lines.findLast((line) => /\b(FATAL|PANIC|ERROR):/.test(line)) ?? lines.at(-1) ?? '').replace(
    /^.*?\b(?=(FATAL|PANIC|ERROR):)/,
    '',
  );
}

/**
 * Ends the postmaster that a killed server left behind. Called with the data directory's lock held, so that no living server owns it.
 * A process is ours when it is a postgres program working in this very data directory; any other with the recorded id
 * (a container that restarted, a machine that rebooted) is left alone, and the stale file removed instead.
 */
export async function reapOrphan(pgdata: string, log: Log): Promise<void> {
  const pidFile = join(pgdata, 'postmaster.pid');
  if (!existsSync(pgdata)) return;
  const pid = existsSync(pidFile) ? Number(readFileSync(pidFile, 'utf8').split('\n')[0]) : 0;
  const recorded = inspectProcess(pid);
  if (recorded && worksIn(recorded, pgdata)) {
    log.info(`PostgreSQL: stopping process ${pid}, left behind by a server that was killed.`);
    await endProcess(pid, STOP);
  }
  // Children outlive a postmaster that was killed itself, for a moment; two generations must not meet in one directory.
  for (const child of listProcesses().filter((found) => worksIn(found, pgdata))) {
    if (!(await waitForExit(child.pid, 3_000))) await endProcess(child.pid, STOP.slice(1));
  }
  if (recorded && !worksIn(recorded, pgdata)) {
    log.info(`PostgreSQL: its recorded process ${pid} is another program now; forgetting it.`);
    rmSync(pidFile, { force: true });
  }
}

function worksIn({ exe, cwd, argv }: ProcessFacts, pgdata: string): boolean {
  const folder = realpathSync(pgdata);
  if (!/^postgres(\.exe)?$/.test(basename(exe ?? argv[0] ?? ''))) return false;
  return cwd === undefined ? argv[argv.indexOf('-D') + 1] === folder : cwd === folder;
}
