/** The demo as a user starts it, as a process on ports and data of its own, for end-to-end tests. */
import { spawn, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { mkdir, mkdtemp, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { fileURLToPath } from 'node:url';
import { listProcesses, pickPort, portIsFree } from '../../server/child.ts';
import { removeCluster } from '../../server/db/cluster.ts';

const MAIN = fileURLToPath(new URL('../../server/main.ts', import.meta.url));
/** Where the test command looks for what a crashed run left. */
export const DATA = fileURLToPath(new URL('../../data/', import.meta.url));

export interface Demo {
  readonly careUrl: string;
  readonly renheUrl: string;
  readonly lakesideUrl: string;
  readonly staffUrl: string;
  readonly dataDir: string;
  /** Everything it printed so far. */
  said(): string;
  /** Whether the server's process is gone. */
  ended(): boolean;
  /** kill -9 of the server, as a crash; `start` brings it back. */
  crash(): Promise<void>;
  start(): Promise<void>;
  /** SIGTERM; how it ended, and after how long. */
  terminate(): Promise<{ code: number | null; ms: number }>;
  /** kill -9 of the LiveKit server behind it. */
  crashLivekit(): void;
  /** SIGTERM, and the data is gone. */
  stop(): Promise<void>;
}

/** Four free ports in a row. */
async function fourPorts(): Promise<number> {
  for (;;) {
    const port = await pickPort();
    if (port > 60_000) continue;
    if ((await Promise.all([1, 2, 3].map((n) => portIsFree(port + n)))).every(Boolean)) return port;
  }
}

export interface DemoOptions {
  /** false runs without LiveKit. */
  video?: boolean;
  /** true lets calls be recorded. */
  recording?: boolean;
  /** Variables of the server beside those. */
  env?: Record<string, string>;
  /** Before the first start, with the empty data directory; what it gives back is done when all is stopped. */
  before?: (dataDir: string) => (() => void) | Promise<() => void>;
}

export async function startDemo({
  video = true,
  recording = false,
  env = {},
  before,
}: DemoOptions = {}): Promise<Demo> {
  await mkdir(DATA, { recursive: true });
  const dataDir = await mkdtemp(join(DATA, 'test-e2e-'));
  const after = await before?.(dataDir);
  const port = await fourPorts();
  let child: ChildProcess;
  let text = '';

  async function start(): Promise<void> {
    text = '';
    child = spawn(process.execPath, [MAIN, '--demo'], {
      env: {
        ...process.env,
        CARE_DATA_DIR: dataDir,
        PORT: String(port),
        CARE_VIDEO: video ? '1' : '0',
        CARE_RECORDING: recording ? '1' : '0',
        CARE_RATE_FACTOR: '100',
        ...env,
      },
      stdio: ['ignore', 'pipe', 'pipe'],
    });
    for (const stream of [child.stdout!, child.stderr!]) stream.on('data', (d) => (text += d));
    for (let i = 0; i < 3600 && !text.includes('Care Elements is running'); i++) {
      if (child.exitCode !== null) throw new Error(`the demo ended: ${text}`);
      await sleep(50);
    }
    if (!text.includes('Care Elements is running')) throw new Error(`the demo is not there yet: ${text}`);
  }

  async function stop(): Promise<void> {
    if (child && child.exitCode === null && child.signalCode === null) {
      child.kill('SIGTERM');
      await once(child, 'exit');
    }
    after?.();
    removeCluster(join(dataDir, 'postgres'));
    await rm(dataDir, { recursive: true, force: true });
  }

  await start().catch(async (error: Error) => {
    await stop();
    throw error;
  });
  const at = (n: number) => `http://localhost:${port + n}`;
  return {
    ...{ careUrl: `http://127.0.0.1:${port}`, renheUrl: at(1), lakesideUrl: at(2), staffUrl: at(3), dataDir },
    said: () => text,
    ended: () => child.exitCode !== null || child.signalCode !== null,
    start,
    async crash() {
      child.kill('SIGKILL');
      if (child.exitCode === null && child.signalCode === null) await once(child, 'exit');
    },
    async terminate() {
      const began = performance.now();
      const gone = once(child, 'exit');
      child.kill('SIGTERM');
      const [code] = (await gone) as [number | null];
      return { code, ms: performance.now() - began };
    },
    crashLivekit() {
      const ours = listProcesses().filter((p) =>
        p.argv.some((arg) => arg.includes(dataDir) && arg.endsWith('livekit.yaml')),
      );
      if (ours.length === 0) throw new Error('no LiveKit of this demo runs');
      for (const { pid } of ours) process.kill(pid, 'SIGKILL');
    },
    stop,
  };
}
