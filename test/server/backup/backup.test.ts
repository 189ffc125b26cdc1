/** A backup comes back table by table and file by file; what is in use, not empty or not whole is refused untouched. */
import assert from 'node:assert/strict';
import { execFileSync } from 'node:child_process';
import { appendFile, mkdir, mkdtemp, readFile, rm, stat, truncate, writeFile } from 'node:fs/promises';
import { existsSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, before, describe, it } from 'node:test';
import { createApp } from '../../../server/app.ts';
import { backup, restore } from '../../../server/backup/backup.ts';
import { asAdmin, checksum, listTables } from '../../../server/backup/tables.ts';
import { openCluster, removeCluster } from '../../../server/db/cluster.ts';
import { migrate } from '../../../server/db/migrate.ts';
import { openDb } from '../../../server/db/open.ts';
import { verifyExport } from '../../../server/seals/verify-export.ts';
import { openDirectory } from '../../../server/storage/directory.ts';
import { openTestApp, type TestApp } from '../../kit/open-test-app.ts';
import { inConsult, rxPath, signed, type Consult } from '../prescriptions/kit.ts';

const log = { info: () => {}, warn: () => {} };

async function sums(url: string): Promise<Record<string, unknown>> {
  return asAdmin(url, async (client) => {
    const found: Record<string, unknown> = {};
    for (const { name } of await listTables(client)) found[name] = await checksum(client, name);
    return found;
  });
}

describe('a backup', () => {
  let t: TestApp;
  let c: Consult;
  let rxId: string;
  let home: string;
  let file: string;
  let fresh: string;
  const from = () => ({ dataDir: join(home, 'old'), log, own: { url: t.url, adminUrl: t.superuserUrl } });
  const into = () => ({ dataDir: fresh, log, durable: false });

  before(async () => {
    home = await mkdtemp(join(tmpdir(), 'care-backup-'));
    fresh = join(home, 'new');
    file = join(home, 'care.backup');
    t = await openTestApp({ storage: openDirectory(join(home, 'old/files')) });
    c = await inConsult(t);
    rxId = (await signed(t, c)).prescriptionId;
    await t.deps.storage.put('renhe/a/picture', Buffer.from('pixels'), 'image/png');
    await writeFile(join(home, 'old/files/renhe/a/half.0a1b.part'), 'half');
    await writeFile(join(home, 'old/demo-secrets.json'), '{"CARE_SEAL_KEY":"kept"}');
    await backup(from(), file, new Date());
  });
  after(async () => {
    if (existsSync(join(fresh, 'postgres'))) removeCluster(join(fresh, 'postgres'));
    await t.close();
    await rm(home, { recursive: true, force: true });
  });

  it('is one file for its owner alone, never written over, without leftovers', async () => {
    assert.equal((await stat(file)).mode & 0o777, 0o600);
    await assert.rejects(backup(from(), file, new Date()), /never writes over/);
    assert.equal(existsSync(`${file}.part`), false);
    await assert.rejects(
      backup({ ...from(), own: undefined }, join(home, 'b'), new Date()),
      /no database in/,
    );
    const owner = { ...from(), own: { url: t.url, adminUrl: t.url } };
    await assert.rejects(backup(owner, join(home, 'b'), new Date()), /CARE_ADMIN_URL/);
    assert.equal(existsSync(join(home, 'b')), false);
  });

  it('that is cut short or changed is refused, and nothing is left of the attempt', async () => {
    const cut = join(home, 'cut');
    await writeFile(cut, await readFile(file));
    await truncate(cut, (await stat(file)).size - 100);
    await assert.rejects(restore(into(), cut), /not a whole backup/);
    const opened = join(home, 'opened');
    await mkdir(opened);
    execFileSync('tar', ['-xzf', file, '-C', opened]);
    for (const [part, said] of [
      ['tables/patients', /tables\/patients is missing or was changed/],
      ['manifest.json', /its manifest is missing or was changed/],
    ] as const) {
      await appendFile(join(opened, part), ' ');
      execFileSync('tar', ['-czf', cut, '-C', opened, '.']);
      await assert.rejects(restore(into(), cut), said);
    }
    assert.equal(existsSync(join(fresh, 'postgres')), false);
  });

  it('comes back the same into a fresh data directory: tables, files, keys; a server on it verifies the seal', async () => {
    const before = await sums(t.superuserUrl);
    await restore(into(), file);
    const cluster = await openCluster({ dataDir: join(fresh, 'postgres'), log, durable: false });
    try {
      await assert.rejects(restore(into(), file), /in use by another server/);
      assert.deepEqual(await sums(cluster.superuserUrl.replace(/\w+$/, 'care')), before);
      assert.equal(await readFile(join(fresh, 'files/renhe/a/picture'), 'utf8'), 'pixels');
      assert.equal(existsSync(join(fresh, 'files/renhe/a/half.0a1b.part')), false);
      assert.match(await readFile(join(fresh, 'demo-secrets.json'), 'utf8'), /kept/);
      await migrate(cluster.url);
      const db = await openDb({ url: cluster.url, max: 4 });
      const app = createApp({ ...t.deps, db }, { rateFactor: 1000 });
      const ask = async (path: string) =>
        (
          await app.request(`/v1/hospitals${path}`, {
            headers: { Authorization: `Bearer ${c.doctor.token}` },
          })
        ).text();
      const seen = verifyExport(await ask(rxPath(c, rxId, 'export')), { keyList: await ask('/renhe/keys') });
      assert.deepEqual([seen.ok, seen.keysConfirmed], [true, true]);
      // Numbers go on after the last one given.
      const next = await asAdmin(cluster.superuserUrl.replace(/\w+$/, 'care'), (client) =>
        client.query(
          `SELECT nextval(pg_get_serial_sequence('outbox', 'outbox_id')) > max(outbox_id) AS later FROM outbox`,
        ),
      );
      assert.deepEqual(next.rows, [{ later: true }]);
      await db.close();
      // The same out of the running server's own database, and through the lock.
      const again = join(home, 'again');
      await backup(into(), again, new Date());
      assert.ok((await stat(again)).size > 1000);
    } finally {
      await cluster.stop();
    }
    await assert.rejects(restore(into(), file), /holds a database already/);
  });

  it('goes into no database that has tables, and no directory that has files', async () => {
    const elsewhere = join(home, 'elsewhere');
    await assert.rejects(restore({ ...from(), dataDir: elsewhere }, file), /has tables/);
    await mkdir(join(elsewhere, 'files/renhe'), { recursive: true });
    await assert.rejects(restore({ ...into(), dataDir: elsewhere }, file), /holds files already/);
  });
});
