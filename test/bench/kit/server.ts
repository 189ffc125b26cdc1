/** A server under test in a process of its own: ours (test/kit/serve-child.ts) or a bare one; what it holds and uses can be asked. */
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdirSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import type { TestApp } from '../../kit/open-test-app.ts';

export interface UnderTest {
  port: number;
  /** Bytes that the process holds, after it has cleared up. */
  memory(): Promise<number>;
  /** Seconds of processor time since it began. */
  cpu(): Promise<number>;
  stop(): Promise<void>;
}

/** What `npm start` gives its server (scripts/with-node.mjs), and here the bare ones, too. */
const ROOM = '--min-semi-space-size=16';
const here = (path: string) => fileURLToPath(new URL(path, import.meta.url));

/** `script` says `port N` once it listens. With CARE_BENCH_PROFILE, a folder, its processor profile is written there. */
async function startProcess(script: string, options: Record<string, string>): Promise<UnderTest> {
  const folder = process.env['CARE_BENCH_PROFILE'];
  if (folder) mkdirSync(folder, { recursive: true });
  const profile = folder ? ['--cpu-prof', `--cpu-prof-dir=${folder}`] : [];
  const flags = [ROOM, '--expose-gc', '--import', here('./reports.ts'), ...profile];
  const child = spawn(process.execPath, [...flags, script, JSON.stringify(options)], {
    stdio: ['ignore', 'pipe', 'inherit', 'ipc'],
  });
  const gone = once(child, 'exit');
  const ask = async (what: 'memory' | 'cpu'): Promise<number> => {
    child.send(what);
    const [answer] = (await once(child, 'message')) as [number];
    return answer;
  };
  for await (const said of child.stdout!) {
    const port = /port (\d+)/.exec(String(said))?.[1];
    if (!port) continue;
    return {
      port: Number(port),
      memory: () => ask('memory'),
      cpu: () => ask('cpu'),
      async stop() {
        child.send('stop');
        await gone;
      },
    };
  }
  throw new Error(`${script} ended before it listened.`);
}

/** Our server on the database and with the secrets of `t`. */
export function startOurs(t: TestApp): Promise<UnderTest> {
  const base64 = (bytes: Uint8Array) => Buffer.from(bytes).toString('base64');
  const { tokenSecret, sealKey } = t.deps;
  return startProcess(here('../../kit/serve-child.ts'), {
    ...{ url: t.url, tokenSecret: base64(tokenSecret), sealKey: base64(sealKey) },
  });
}

/** One of test/bench/bare. */
export const startBare = (name: string, options: Record<string, string> = {}): Promise<UnderTest> =>
  startProcess(here(`../bare/${name}.ts`), options);
