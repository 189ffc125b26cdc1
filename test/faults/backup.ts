/** What an operator does to a hospital's data while it works: a backup, its restore elsewhere, an upgrade of yesterday's data directory. The programs are the real ones. */
import { execFile, execFileSync } from 'node:child_process';
import { existsSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Manifest } from '../../server/backup/archive.ts';
import { asAdmin, checksum, listTables } from '../../server/backup/tables.ts';
import { openCluster, runningAdminUrl } from '../../server/db/cluster.ts';
import { copyToOlder, countRows, fewer } from '../kit/older-schema.ts';
import { startDemo, type Demo } from '../kit/start-demo.ts';
import type { Scenario } from './hospital.ts';
import { rows, type Ledger } from './load.ts';
import { HOSPITAL, talk, VISIT } from './talk.ts';

const ROOT = join(import.meta.dirname, '../..');
const log = { info() {}, warn: console.warn };
const ofCare = (url: string) => url.replace(/\/[^/]*$/, '/care');

/** `npm run backup` or `npm run restore`; what it said last, and how it ended. */
const npmRun = (name: 'backup' | 'restore', file: string, dataDir: string) =>
  new Promise<{ code: number; said: string }>((resolve) => {
    const { DATABASE_URL: _, ...env } = process.env;
    const options = { cwd: ROOT, env: { ...env, CARE_DATA_DIR: dataDir } };
    execFile('npm', ['run', '-s', name, '--', file], options, (error, out, err) =>
      resolve({ code: error ? Number(error.code ?? 1) : 0, said: `${out}${err}`.trim() }),
    );
  });

/** Row counts and checksums as a cluster that nobody runs has them. */
async function sumsOf(dataDir: string): Promise<Map<string, string>> {
  const cluster = await openCluster({ dataDir: join(dataDir, 'postgres'), log });
  try {
    return await asAdmin(ofCare(cluster.superuserUrl), async (client) => {
      const found = new Map<string, string>();
      for (const { name } of await listTables(client)) {
        const sum = await checksum(client, name);
        found.set(name, `${sum.rows} ${sum.checksum}`);
      }
      return found;
    });
  } finally {
    await cluster.stop();
  }
}

/** What had been acknowledged by now. */
const soFar = ({ entries, messages, finished }: Ledger) => ({
  entries: [...entries],
  messages: [...messages],
  finished: [...finished],
});
/** How much of it another hospital's database does not have. */
async function missing(demo: Demo, then: ReturnType<typeof soFar>): Promise<number> {
  const place = { careUrl: demo.careUrl, adminUrl: () => adminUrlOf(demo) };
  const has = async (sql: string) => new Set((await rows<{ id: string }>(place, sql)).map(({ id }) => id));
  const places = await has('SELECT entry_id AS id FROM queue_entries');
  const done = await has(`SELECT entry_id AS id FROM queue_entries WHERE state = 'done'`);
  const said = await has('SELECT message_id AS id FROM messages');
  const lacks = (ids: string[], found: Set<string>) => ids.filter((id) => !found.has(id)).length;
  return lacks(then.entries, places) + lacks(then.finished, done) + lacks(then.messages, said);
}
const adminUrlOf = ({ dataDir }: Demo) => runningAdminUrl(join(dataDir, 'postgres')) ?? '';

const backup: Scenario = {
  name: 'backup at work, restore elsewhere',
  did: '`npm run backup` while everybody works; `npm run restore` over the running server, then into another folder; a second server started there',
  async run({ demo, place, call, ledger, see }) {
    const scratch = mkdtempSync(join(tmpdir(), 'care-faults-backup-'));
    const file = join(scratch, 'care.backup');
    const visit = await talk(call);
    let picture = await visit.send(place.careUrl);
    // Looking through it may take too long beside all the others.
    for (let n = 0; n < 5 && picture.said !== '201'; n++) picture = await visit.send(place.careUrl);
    see(`a picture: ${picture.said}`, picture.said === '201');
    const ask = (careUrl: string, path: string, token?: string) =>
      fetch(`${careUrl}/v1/hospitals${path}`, { headers: token ? { Authorization: `Bearer ${token}` } : {} });
    const keyOf = async (careUrl: string) => {
      const answer = await ask(careUrl, `/${HOSPITAL}/keys`);
      return JSON.stringify(((await answer.json()) as { keys: unknown }).keys);
    };
    let second: Demo | undefined;
    try {
      const keys = await keyOf(place.careUrl);
      const then = soFar(ledger);
      const before = ledger.acknowledged;
      const kept = await npmRun('backup', file, demo.dataDir);
      see(kept.said, kept.code === 0);
      see(`${ledger.acknowledged - before} writes meanwhile`, ledger.acknowledged > before);
      const over = await npmRun('restore', file, demo.dataDir);
      see(
        `restore into it: “${over.said.slice(0, 200)}”`,
        over.code === 1 && /in use by another server/.test(over.said),
      );

      const text = execFileSync('tar', ['-xzOf', file, 'manifest.json'], { encoding: 'utf8' });
      const { database, files } = JSON.parse(text) as Manifest;
      second = await startDemo({
        video: false,
        async before(dataDir) {
          const back = await npmRun('restore', file, dataDir);
          see(back.said, back.code === 0);
          const sums = await sumsOf(dataDir);
          const same = database.tables.filter(
            (table) => sums.get(table.name) === `${table.rows} ${table.checksum}`,
          );
          see(
            `${same.length} of ${sums.size} tables with equal checksums`,
            same.length === sums.size && sums.size > 20,
          );
          const whole = files.filter(({ path }) => {
            const [theirs, ours] = [join(dataDir, path), join(demo.dataDir, path)];
            return existsSync(theirs) && readFileSync(theirs).equals(readFileSync(ours));
          });
          see(`${whole.length} of ${files.length} files`, whole.length === files.length && files.length > 1);
          return () => {};
        },
      });
      const lost = await missing(second, then);
      see(
        `of ${then.entries.length + then.messages.length} places and messages that had been acknowledged it lacks ${lost}`,
        lost === 0 && then.messages.length > 0,
      );
      const ready = await fetch(`${second.careUrl}/readyz`);
      see(`its /readyz ${ready.status}`, ready.status === 200);
      const seen = await ask(second.careUrl, visit.path, visit.token);
      see(`there a patient’s token ${seen.status}`, seen.status === 200);
      const content = `${visit.attachments}/${picture.attachmentId}/content`;
      const [here, there] = await Promise.all(
        [place.careUrl, second.careUrl].map(async (careUrl) => {
          const answer = await ask(careUrl, content, visit.token);
          return `${answer.status} ${Buffer.from(await answer.arrayBuffer()).toString('base64')}`;
        }),
      );
      see(`their picture ${there!.slice(0, 3)}, the same`, here === there && here!.startsWith('200'));
      see('the hospital’s key the same', (await keyOf(second.careUrl)) === keys);
    } finally {
      await second?.stop();
      rmSync(scratch, { recursive: true, force: true });
    }
    await visit.finish();
  },
};

/** A stopped server's database brought back to yesterday's schema, with its rows; how many rows, by table, and how many migrations it now lacks. */
async function makeOlder(dataDir: string): Promise<{ before: Record<string, number>; lacks: number }> {
  const cluster = await openCluster({ dataDir: join(dataDir, 'postgres'), log });
  const at = (url: string, name: string) => url.replace(/\/[^/]*$/, `/${name}`);
  try {
    await asAdmin(cluster.superuserUrl, (client) => client.query('CREATE DATABASE older OWNER care_owner'));
    const superuserUrl = at(cluster.superuserUrl, 'older');
    const lacks = await copyToOlder(ofCare(cluster.superuserUrl), {
      ...{ ownerUrl: at(cluster.url, 'older'), superuserUrl },
    });
    const before = await countRows(superuserUrl);
    await asAdmin(cluster.superuserUrl, async (client) => {
      await client.query('DROP DATABASE care');
      await client.query('ALTER DATABASE older RENAME TO care');
    });
    return { before, lacks: lacks.length };
  } finally {
    await cluster.stop();
  }
}

const upgrade: Scenario = {
  name: 'yesterday’s data directory',
  did: 'the server stopped at work, its database put into the schema of an older version with all rows, today’s server started on it',
  async run({ demo, place, call, see }) {
    const open = await call('POST', `/${HOSPITAL}/visits`, { body: VISIT });
    await demo.terminate();
    const { before, lacks } = await makeOlder(demo.dataDir);
    await demo.start();
    const applied = demo.said().match(/^Database: .* applied$/gm)?.length ?? 0;
    see(`${applied} of ${lacks} migrations at the start`, applied === lacks && lacks > 0);
    const ready = await fetch(`${place.careUrl}/readyz`);
    see(`/readyz ${ready.status}`, ready.status === 200);
    const gone = fewer(before, await countRows(place.adminUrl()));
    const all = Object.values(before).reduce((sum, n) => sum + n, 0);
    see(`${all} rows there${gone.length ? `, but ${gone.join('; ')}` : ''}`, all > 0 && gone.length === 0);
    const { token, visit } = open.body;
    const { status } = await call('GET', `/${HOSPITAL}/visits/${visit.visitId}`, { token });
    see(`a patient of before ${status}`, status === 200);
    await (await talk(call)).finish();
    see('a visit goes through', true);
  },
};

export const BACKUP: readonly Scenario[] = [backup, upgrade];
