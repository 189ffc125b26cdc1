/** `npm run rules`, as somebody calls it: the table, a decision replayed, and what is said when there is nothing to read. */
import assert from 'node:assert/strict';
import { execFile } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, before, describe, it } from 'node:test';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import { main } from '../../../scripts/rules/main.ts';
import { SYSTEM } from '../../../server/actor.ts';
import { openCluster, removeCluster } from '../../../server/db/cluster.ts';
import { migrate } from '../../../server/db/migrate.ts';
import { decide } from '../../../server/rules/service.ts';
import { inHospital } from '../../../server/work.ts';
import { openTestApp, type TestApp } from '../../kit/open-test-app.ts';
import { inConsult, signed } from '../prescriptions/kit.ts';
import { sound } from './sound.ts';

const SCRIPT = fileURLToPath(new URL('../../../scripts/rules.ts', import.meta.url));
/** In this process: what it would print, and its exit code. */
async function run(args: string[], env: Record<string, string> = {}) {
  const said: { out: string[]; err: string[] } = { out: [], err: [] };
  const code = await main(args, env, {
    say: (text) => said.out.push(text),
    complain: (text) => said.err.push(text),
  });
  return { code, out: said.out.join('\n'), err: said.err.join('\n') };
}

describe('npm run rules', () => {
  let t: TestApp;
  let dataDir: string;
  const now = new Date('2026-11-22T02:00:00Z');
  before(async () => {
    t = await openTestApp({ now: () => now });
    dataDir = mkdtempSync(join(tmpdir(), 'care-rules-'));
  });
  after(async () => {
    await t.close();
    rmSync(dataDir, { recursive: true, force: true });
  });
  const replay = (...args: string[]) => run(['replay', ...args], { DATABASE_URL: t.url });

  it('prints every rule of every pack with article, threshold and status', async () => {
    const { code, out } = await run(['list', '--at', '2026-11-22']);
    assert.equal(code, 0);
    for (const pack of ['cn@', 'cn-gansu@', 'cn-tianjin@', 'generic@'])
      assert.match(out, new RegExp(`^${pack}`, 'm'));
    assert.match(
      out,
      /^cn\.rx\.items +S +since 2007-05-01, needs legal review +items 5 +处方管理办法 2007 第六条$/m,
    );
    assert.match(out, /^cn\.log\.kept +V +since 2017-06-01 +months 6 +网络安全法$/m);
  });
  it('is a script that ends with its code', async () => {
    const ran = promisify(execFile)(process.execPath, [
      SCRIPT,
      'list',
      '--pack',
      'generic',
      '--at',
      '2026-11-22',
    ]);
    assert.match(
      (await ran).stdout,
      /^generic\.rx\.items +M +since 2000-01-01, needs legal review +items 5 /m,
    );
    await assert.rejects(promisify(execFile)(process.execPath, [SCRIPT, 'what']), { code: 2 });
  });
  it('prints the law of packs together, on a day, in Chinese too', async () => {
    const { out } = await run(['list', '--pack', 'cn-gansu', '--at', '2025-12-31', '--lang', 'zh-CN']);
    assert.match(out, /^cn@[\d.]+ \+ cn-gansu@[\d.]+, on 2025-12-31: \d+ rules$/m);
    assert.match(out, /^cn\.visit\.first-visit-pilot +V +not before 2026-01-01 /m);
    assert.match(out, /^cn\.visit\.revisit .*pilots \[\] /m);
    assert.match(out, /\[cn-gansu@[\d.]+ in the place of cn@[\d.]+\]/);
    assert.match(out, /每张处方不超过五种药品/);
  });

  it('replays a decision, each rule then and now', async () => {
    const c = await inConsult(t);
    const rx = await signed(t, c);
    const { code, out } = await replay(rx.prescriptionId);
    assert.equal(code, 0, out);
    assert.match(out, new RegExp(`rx\\.sign of MedicationRequest ${rx.prescriptionId}`));
    assert.match(out, /^ {2}cn\.rx\.items +pass +pass +equal +items 5$/m);
    assert.match(out, /^ {2}cn\.visit\.revisit +pass +pass +equal/m);
    assert.match(out, /Not on record, so it could not be checked: facts of the hospital\./);
    assert.match(out, /Every one of \d+ rules says what it said\./);
    const visit = await replay(c.visitId, '--hospital', 'renhe', '--lang', 'zh-CN');
    assert.match(visit.out, /visit\.open of Visit/);
    assert.match(visit.out, /系统中没有医院信息/);
    assert.equal((await replay(rx.prescriptionId, '--hospital', 'lakeside')).code, 1, 'another hospital’s');
  });
  it('replays on another day and by another pack, and shows what differs', async () => {
    const row = await inHospital(t.deps, 'renhe', { doer: SYSTEM, requestId: null }, (work) => {
      const pilot = { revisit: null, pilot: 'cn-482', speciality: 'growth' };
      const facts = sound({
        visit: pilot,
        ...{ patient: { ageYears: 5, guardianPresent: true }, hospital: { pilots: ['cn-482'] } },
        clinician: { pilots: ['cn-482'] },
      });
      return decide(work, { action: 'consult.start', subject: 'QueueEntry', subjectId: 'e', facts });
    });
    const then = await replay(row.decisionId, '--at', '2025-12-31');
    assert.equal(then.code, 0);
    assert.match(then.out, /^ {2}cn\.visit\.revisit +pass +block +DIFFERS/m);
    assert.match(then.out, /threshold then: .*pilots \[cn-482\]/);
    assert.match(then.out, /now: {2}There is no evidence of an earlier visit/);
    assert.match(then.out, /^ {2}cn\.visit\.first-visit-pilot +pass +not in force +DIFFERS/m);
    assert.match(then.out, /\d+ of \d+ rules differ\./);
    const other = await replay(row.decisionId, '--pack', 'generic');
    assert.match(other.out, /now +2026-11-22, generic@/);
    assert.match(other.out, /cn\.visit\.revisit +pass +not asked +DIFFERS/);
  });

  it('ends with 1 where a plain replay is not what was stored', async () => {
    const pg = await import('pg');
    const client = new pg.default.Client({ connectionString: t.superuserUrl });
    await client.connect();
    const { rows } = await client.query(
      `UPDATE rule_decisions SET outcomes = jsonb_set(outcomes, '{0,verdict}', '"warn"')
        WHERE action = 'queue.call' OR action = 'rx.sign' RETURNING decision_id`,
    );
    await client.end();
    const { code, out } = await replay(rows[0].decision_id);
    assert.equal(code, 1);
    assert.match(out, /cn\.visit\.revisit +warn +pass +DIFFERS/);
  });

  it('says what to do where there is nothing to read', async () => {
    const one = async (p: ReturnType<typeof run>, words: RegExp) => {
      const { code, out, err } = await p;
      assert.equal(code, 1, out + err);
      assert.match(err, words);
      assert.equal(err.trim().split('\n').length, 1, err);
    };
    await one(
      run(['replay', 'x'], { CARE_DATA_DIR: join(dataDir, 'none') }),
      /There is no database in .*Run "npm start"/,
    );
    await one(replay('01234567-89ab-7def-8123-456789abcdef'), /No decision is called .* rule_decisions/);
    await one(
      replay('x', '--hospital', 'nowhere'),
      /There is no hospital nowhere\. There are: lakeside, renhe\./,
    );
    await one(replay('x', '--pack', 'atlantis'), /No decision is called x/);
    await one(run(['list', '--pack', 'atlantis']), /No rule pack is called atlantis/);
    await one(
      run(['replay', 'x'], { DATABASE_URL: 'postgres://127.0.0.1:1/x' }),
      /does not answer .* Is DATABASE_URL right/,
    );
    for (const args of [
      [],
      ['list', 'x'],
      ['replay'],
      ['replay', 'a', 'b'],
      ['list', '--at', 'today'],
      ['list', '--lang', 'fr'],
      ['--x'],
    ]) {
      const { code, err } = await run(args);
      assert.equal(code, 2, args.join(' '));
      assert.match(err, /npm run rules -- replay ID/);
    }
    assert.equal((await run(['--help'])).code, 0);
  });

  it('reads our own data directory, beside the server that runs there and without it', async () => {
    const silent = { info: () => {}, warn: () => {} };
    const folder = join(dataDir, 'postgres');
    const cluster = await openCluster({ dataDir: folder, log: silent, durable: false });
    try {
      const older = await run(['replay', 'x'], { CARE_DATA_DIR: dataDir });
      assert.match(older.err, /(role "care_app" does not exist|older than this program)/);
      await migrate(cluster.url);
      const beside = await run(['replay', 'x'], { CARE_DATA_DIR: dataDir });
      assert.match(beside.err, /No decision is called x/);
    } finally {
      await cluster.stop();
    }
    const alone = await run(['replay', 'x'], { CARE_DATA_DIR: dataDir });
    assert.match(alone.err, /No decision is called x/);
    removeCluster(folder);
  });
});
