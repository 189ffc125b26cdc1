/** The disk under the hospital: full under PostgreSQL, full under the attachments, slow. */
import { execFileSync } from 'node:child_process';
import { chmodSync, mkdirSync, realpathSync, rmSync, statfsSync, statSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { asAdmin } from '../../server/backup/tables.ts';
import type { Scenario } from './hospital.ts';
import { lacksShim } from './shim.ts';
import { talk, VISIT } from './talk.ts';

/** A small disk of memory over one folder of the data directory. */
const smallDisk = (name: string, size: string) => (dataDir: string) => {
  const folder = join(dataDir, name);
  // PostgreSQL's user has to get in.
  chmodSync(dataDir, 0o755);
  mkdirSync(folder, { recursive: true });
  execFileSync('mount', ['-t', 'tmpfs', '-o', `size=${size},mode=755`, 'tmpfs', folder]);
  return () => void execFileSync('umount', ['-l', folder]);
};
const lacksMount = (): string | undefined => {
  if (process.platform !== 'linux' || process.getuid?.() !== 0) return 'it needs Linux and root';
  try {
    execFileSync('unshare', ['-m', 'mount', '-t', 'tmpfs', 'tmpfs', '/mnt'], { stdio: 'ignore' });
    return undefined;
  } catch {
    return 'this root may not mount';
  }
};

/** A cluster whose user may not enter our folder lies elsewhere, and not on the small disk. */
function lacksWay(): string | undefined {
  for (
    let folder = realpathSync(join(import.meta.dirname, '../..'));
    folder !== dirname(folder);
    folder = dirname(folder)
  )
    if (!(statSync(folder).mode & 1)) return `PostgreSQL’s user may not enter ${folder}`;
  return undefined;
}

/** Takes all that is left; what it gives back frees it. */
function fill(folder: string): () => void {
  const ballast = join(folder, 'ballast');
  const { bavail, bsize } = statfsSync(folder);
  for (let left = bavail * bsize; left >= bsize; left = Math.floor(left / 2)) {
    try {
      writeFileSync(ballast, Buffer.alloc(left), { flag: 'a' });
    } catch {
      // It was taken meanwhile: a smaller piece fits.
    }
  }
  return () => rmSync(ballast);
}

const postgres: Scenario = {
  name: 'disk full under PostgreSQL for 20 s',
  did: 'PostgreSQL on a disk of 400 MB, filled to the last byte, its log of writes included',
  lacks: () => lacksMount() ?? lacksWay(),
  demo: { before: smallDisk('postgres', '400m') },
  async run({ demo, place, see, hold }) {
    const disk = join(demo.dataDir, 'postgres');
    if (!realpathSync(join(disk, 'pgdata')).startsWith(realpathSync(disk)))
      throw new Error('PostgreSQL’s user can not enter this folder: its files lie elsewhere');
    const free = fill(disk);
    try {
      // The next write needs a new file of 16 MB.
      await asAdmin(place.adminUrl(), (client) => client.query('SELECT pg_switch_wal()')).catch(() => {
        // It ended over that already.
      });
      await hold(20);
      const { status } = await fetch(`${place.careUrl}/healthz`);
      see(`/healthz ${status}`, status === 200);
      const visit = await fetch(`${place.careUrl}/v1/hospitals/lakeside/visits`, {
        method: 'POST',
        headers: { 'Content-Type': 'application/json', 'Idempotency-Key': crypto.randomUUID() },
        body: JSON.stringify(VISIT),
      });
      see(`a visit: ${visit.status}`, visit.status === 503);
    } finally {
      free();
    }
  },
};

const attachments: Scenario = {
  name: 'disk full under the attachments',
  did: 'files on a disk of 2 MB, filled to the last byte, while a patient sends pictures',
  lacks: lacksMount,
  demo: { before: smallDisk('files', '2m') },
  async run({ demo, place, call, see, hold }) {
    const { send: sendTo, finish } = await talk(call);
    const send = async () => (await sendTo(place.careUrl)).said;
    const before = await send();
    see(`a picture before: ${before}`, before === '201');
    const disk = join(demo.dataDir, 'files');
    const free = fill(disk);
    try {
      const full = await send();
      see(`when it is full: ${full}`, full === '503 not-ready');
      await hold(3);
    } finally {
      free();
    }
    const drafts = execFileSync('find', [disk, '-name', '*.part'], { encoding: 'utf8' });
    see('no half file left', drafts === '');
    const after = await send();
    see(`when there is room: ${after}`, after === '201');
    await finish();
  },
};

const SYNC_MS = 500;
const slow: Scenario = {
  name: 'slow disk for 20 s',
  did: 'each sync of PostgreSQL takes half a second more',
  lacks: lacksShim,
  shimmed: true,
  async run({ place, call, shim, see, hold }) {
    shim!.set({ sync: SYNC_MS });
    try {
      await hold(10);
      const began = performance.now();
      await call('POST', '/lakeside/visits', { body: VISIT });
      const took = performance.now() - began;
      see(`a visit took ${(took / 1000).toFixed(1)} s`, took >= SYNC_MS);
      const { status } = await fetch(`${place.careUrl}/readyz`);
      see(`/readyz ${status}`, status === 200);
      await hold(10);
    } finally {
      shim!.set({});
    }
  },
};

export const DISK: readonly Scenario[] = [postgres, attachments, slow];
