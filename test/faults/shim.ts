/** A clock that can be set and a disk that can be made slow, for single programs: a small C library before theirs (shim.c, built by the machine's `cc`). */
import { execFileSync } from 'node:child_process';
import { chmodSync, closeSync, mkdirSync, mkdtempSync, openSync, rmSync, writeSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { openCluster, removeCluster } from '../../server/db/cluster.ts';
import { DATA, type DemoOptions } from '../kit/start-demo.ts';

/** Why this machine has no shim; undefined where it has. */
export function lacksShim(): string | undefined {
  if (process.platform !== 'linux') return 'it needs Linux';
  try {
    execFileSync('cc', ['--version'], { stdio: 'ignore' });
    return undefined;
  } catch {
    return 'it needs a C compiler (cc)';
  }
}

export interface Shimmed {
  /** For the server's process: the database, and the same clock. */
  demo: DemoOptions;
  place: { adminUrl(): string };
  /** From now on for server and PostgreSQL alike: offset of the clock, s; what each sync takes more, ms. */
  set(values: { clock?: number; sync?: number }): void;
  /** PostgreSQL stops; what it gives back starts it again, at the same address. */
  away(): Promise<() => Promise<void>>;
  close(): Promise<void>;
}

/** A PostgreSQL of its own under the shim, and what a server needs to work with it under the same. */
export async function openShimmed(): Promise<Shimmed> {
  const folder = mkdtempSync(join(tmpdir(), 'care-shim-'));
  chmodSync(folder, 0o755);
  const library = join(folder, 'shim.so');
  execFileSync('cc', ['-shared', '-fPIC', '-O2', '-o', library, join(import.meta.dirname, 'shim.c')]);
  const values = join(folder, 'values');
  const file = openSync(values, 'w+', 0o644);
  const set: Shimmed['set'] = ({ clock = 0, sync = 0 }) =>
    void writeSync(file, new Uint8Array(BigInt64Array.of(BigInt(clock), BigInt(sync)).buffer), 0, 16, 0);
  set({});
  const env = { LD_PRELOAD: library, CARE_SHIM: values };
  // Where the test command looks for what a crashed run left.
  mkdirSync(DATA, { recursive: true });
  const home = mkdtempSync(join(DATA, 'test-shim-'));
  chmodSync(home, 0o755);
  const dataDir = join(home, 'postgres');
  const open = () => openCluster({ dataDir, env, log: { info() {}, warn: console.warn } });
  let cluster = await open();
  const admin = new URL(cluster.superuserUrl);
  admin.pathname = '/care';
  return {
    demo: { env: { ...env, DATABASE_URL: cluster.url } },
    place: { adminUrl: () => admin.href },
    set,
    async away() {
      await cluster.stop();
      return async () => void (cluster = await open());
    },
    async close() {
      set({});
      await cluster.stop();
      closeSync(file);
      removeCluster(dataDir);
      for (const one of [home, folder]) rmSync(one, { recursive: true, force: true });
    },
  };
}
