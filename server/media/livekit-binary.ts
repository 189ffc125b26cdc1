/** Gets a LiveKit server program: from PATH, from our cache, built with Go, or from LiveKit's release, in that order. */
import { execFile, spawn } from 'node:child_process';
import {
  accessSync,
  chmodSync,
  constants,
  mkdirSync,
  mkdtempSync,
  renameSync,
  rmSync,
  statSync,
} from 'node:fs';
import { homedir, tmpdir } from 'node:os';
import { delimiter, join } from 'node:path';
import { createInterface } from 'node:readline';
import { promisify } from 'node:util';
import type { Log } from '../child.ts';
import { downloadLivekit } from './livekit-download.ts';

/** Later versions carry replace directives, which `go install` refuses. */
export const LIVEKIT_VERSION = '1.13.5';
const MODULE = `github.com/livekit/livekit-server/cmd/server@v${LIVEKIT_VERSION}`;
const EXE = process.platform === 'win32' ? '.exe' : '';
const BUILD_LIMIT = 20 * 60_000;

/** Where to look; the tests point these elsewhere. */
export type LivekitSources = {
  /** As the PATH variable. */
  path: string;
  /** The first that can be written to receives what is built or downloaded. */
  cacheDirs: string[];
  /** Whether a Go on `path` may build it. */
  build: boolean;
  /** Undefined forbids downloading. */
  releaseUrl: string | undefined;
};

export function defaultSources(dataDir: string): LivekitSources {
  return {
    path: process.env['PATH'] ?? '',
    cacheDirs: [join(homedir(), '.cache/care-elements'), join(dataDir, '../cache')],
    build: true,
    releaseUrl: `https://github.com/livekit/livekit/releases/download/v${LIVEKIT_VERSION}`,
  };
}

/** Resolves with the program's path, or with undefined after one line that says how to get one. Only an abort rejects. */
export async function findLivekit(
  sources: LivekitSources,
  log: Log,
  signal: AbortSignal,
): Promise<string | undefined> {
  const onPath = onSearchPath('livekit-server', sources.path);
  if (onPath && (await runs(onPath))) return onPath;
  const name = `livekit-server-${LIVEKIT_VERSION}${EXE}`;
  for (const folder of sources.cacheDirs) if (await runs(join(folder, name))) return join(folder, name);

  const go = sources.build ? onSearchPath('go', sources.path) : undefined;
  const ways: [string, (workDir: string) => Promise<string>][] = [];
  if (go) ways.push(['build', (workDir) => build(go, workDir, log, signal)]);
  const { releaseUrl } = sources;
  if (releaseUrl)
    ways.push([
      'download',
      (workDir) => downloadLivekit({ version: LIVEKIT_VERSION, releaseUrl, workDir, log, signal }),
    ]);
  const reasons = go || !sources.build ? [] : ['Go is not installed'];
  for (const [way, make] of ways) {
    let workDir: string | undefined;
    try {
      const cache = firstWritable(sources.cacheDirs);
      workDir = mkdtempSync(join(cache, 'work-'));
      const made = await make(workDir);
      chmodSync(made, 0o755);
      if (!(await runs(made))) throw new Error('the program does not run on this machine');
      // Renamed inside one folder: a server that looks at the same moment finds all of it or nothing.
      renameSync(made, join(cache, name));
      log.info(`LiveKit: ${way} done, kept in ${join(cache, name)}.`);
      return join(cache, name);
    } catch (error) {
      signal.throwIfAborted();
      reasons.push(`${way}: ${(error as Error).message}`);
    } finally {
      if (workDir) rmSync(workDir, { recursive: true, force: true });
    }
  }
  log.warn(
    `LiveKit: none found, so everything but video works (${reasons.join('; ')}). Remedy: put livekit-server ${LIVEKIT_VERSION} on PATH, install Go, or set LIVEKIT_URL, LIVEKIT_API_KEY and LIVEKIT_API_SECRET.`,
  );
  return undefined;
}

function onSearchPath(program: string, path: string): string | undefined {
  return path
    .split(delimiter)
    .filter(Boolean)
    .map((folder) => join(folder, program + EXE))
    .find((file) => {
      try {
        accessSync(file, constants.X_OK);
        return statSync(file).isFile();
      } catch {
        return false;
      }
    });
}

async function runs(file: string): Promise<boolean> {
  try {
    return /livekit-server version/.test(
      (await promisify(execFile)(file, ['--version'], { timeout: 10_000 })).stdout,
    );
  } catch {
    return false;
  }
}

function firstWritable(folders: string[]): string {
  for (const folder of folders) {
    try {
      mkdirSync(folder, { recursive: true });
      accessSync(folder, constants.W_OK);
      return folder;
    } catch {
      continue;
    }
  }
  return tmpdir();
}

/** `go install` with a folder of its own to install to; says every 15 s that it is still at it. */
function build(go: string, workDir: string, log: Log, signal: AbortSignal): Promise<string> {
  log.info(`LiveKit: building version ${LIVEKIT_VERSION} with Go; about 2 minutes, once …`);
  return new Promise((resolve, reject) => {
    const started = performance.now();
    let last = { line: '', at: started };
    // Detached, so that an abort reaches the compilers that it starts too.
    const child = spawn(go, ['install', MODULE], {
      cwd: workDir,
      detached: true,
      stdio: ['ignore', 'ignore', 'pipe'],
      env: { ...process.env, GOBIN: workDir },
    });
    const end = () => {
      try {
        if (child.pid) process.kill(process.platform === 'win32' ? child.pid : -child.pid, 'SIGTERM');
      } catch {
        // It ended first.
      }
    };
    const progress = setInterval(() => {
      const now = performance.now();
      // While it downloads, Go names each module; while it compiles it is silent.
      const step = now - last.at < 10_000 && last.line.startsWith('go: ') ? last.line.slice(4) : 'compiling';
      log.info(`LiveKit: ${step} (${Math.round((now - started) / 1000)} s) …`);
    }, 15_000);
    const limit = setTimeout(end, BUILD_LIMIT);
    signal.addEventListener('abort', end, { once: true });
    process.once('exit', end);
    createInterface({ input: child.stderr }).on('line', (line) => (last = { line, at: performance.now() }));
    const settle = (error?: Error) => {
      clearInterval(progress);
      clearTimeout(limit);
      signal.removeEventListener('abort', end);
      process.off('exit', end);
      if (error) reject(error);
      else resolve(join(workDir, `server${EXE}`));
    };
    child.once('error', settle);
    child.once('close', (code) =>
      settle(code === 0 ? undefined : new Error(last.line || `go install ended with ${code}`)),
    );
  });
}
