/** Epidemics through the API: files edited while the server runs, what is asked, the flag, the alarm, isolation, and replays. */
import assert from 'node:assert/strict';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, before, beforeEach, describe, it } from 'node:test';
import pg from 'pg';
import pino from 'pino';
import { evaluate } from '@care-elements/triage/engine.ts';
import type { Answers, Asking, Question, Text } from '@care-elements/triage/protocol.ts';
import { SYSTEM } from '../../../server/actor.ts';
import { EPIDEMICS_DIR, epidemicHash, type EpidemicEntry } from '../../../server/triage/epidemic-file.ts';
import { openEpidemics } from '../../../server/triage/epidemics.ts';
import { replayTriage } from '../../../server/triage/service.ts';
import { inHospital } from '../../../server/work.ts';
import { departmentId, openTestApp, type TestApp } from '../../kit/open-test-app.ts';

const SOURCE = JSON.parse(readFileSync(`${EPIDEMICS_DIR}example-respiratory.json`, 'utf8'));
const AREA = 'arabian-peninsula:14d';
const NOW = '2026-06-10T04:00:00Z';

describe('epidemics', () => {
  const dir = mkdtempSync(join(tmpdir(), 'care-epidemics-'));
  const lines: { level: number; msg: string; fault?: string }[] = [];
  const log = pino({ level: 'info' }, { write: (line: string) => void lines.push(JSON.parse(line)) });
  const write = (change: object | string, name = 'example-respiratory.json') =>
    writeFileSync(
      join(dir, name),
      typeof change === 'string' ? change : JSON.stringify({ ...SOURCE, ...change }),
    );
  let t: TestApp;
  let clock = new Date(NOW);
  /** What a server of before has in force, instead of the folder’s files. */
  let stored: EpidemicEntry[] | undefined;
  before(async () => {
    write({});
    const shelf = openEpidemics({ dir, log });
    t = await openTestApp({ now: () => clock, epidemics: { list: () => stored ?? shelf.list() } });
  });
  beforeEach(() => {
    clock = new Date(NOW);
    write({});
  });
  after(async () => {
    await t.close();
    rmSync(dir, { recursive: true });
  });

  const young = () => t.openVisit('renhe', { birthDate: '1990-05-01', sex: 'male' });
  const begin = async (visit: { token: string; visitId: string }, protocolId = 'cough', text = '咳嗽两天') =>
    (
      await t.call('POST', `/renhe/visits/${visit.visitId}/triage/questions`, {
        token: visit.token,
        body: { protocolId, text },
      })
    ).body;
  /** Answers as the browser would: what is known, else the calm answer. */
  const interview = (begun: { protocols: Asking[]; regions: Record<string, string[]> }, knows: Answers) => {
    const answers: Answers = {};
    for (;;) {
      const { next } = evaluate(begun.protocols, answers, { age: 36, sex: 'male' }, begun.regions);
      if (!next) return answers;
      answers[next.linkId] = knows[next.linkId] ?? calm(next);
    }
  };
  const calm = ({ repeats, answerOption }: Question) =>
    repeats ? ['none'] : [[...answerOption].sort((a, b) => (a.value ?? 0) - (b.value ?? 0))[0]!.code];
  const send = (
    visit: { token: string; visitId: string },
    begun: { protocols: { id: string; hash: string }[] },
    answers: object,
    text = '咳嗽两天',
  ) =>
    t.call('POST', `/renhe/visits/${visit.visitId}/triage`, {
      token: visit.token,
      body: { protocols: begun.protocols.map(({ id, hash }) => ({ id, hash })), text, answers },
    });
  const whole = async (knows: Answers, protocolId = 'cough', text = '咳嗽两天') => {
    const visit = await young();
    const begun = await begin(visit, protocolId, text);
    const answers = interview(begun, knows);
    return { visit, begun, answers, ...(await send(visit, begun, answers, text)) };
  };

  it('fever and travel: flagged, urgent, isolation instead of coming in, the files named', async () => {
    const { status, body, answers } = await whole({ temp: ['t38'], exposure: [AREA] });
    assert.equal(status, 201, JSON.stringify(body));
    assert.ok(answers['exposure']);
    const { triage } = body;
    assert.deepEqual([triage.level, triage.flags], [2, ['epidemic']]);
    assert.match(triage.advice[0]['zh-CN'], /^先不要自己来医院/);
    for (const { 'zh-CN': zh, en } of triage.advice) {
      assert.doesNotMatch(zh, /今天就去看医生|看门诊|发热门诊/);
      assert.doesNotMatch(en, /See a doctor today|See the clinic|fever clinic/);
    }
    assert.equal(triage.epidemics[0].id, 'example-respiratory');
    assert.match(triage.epidemics[0].hash, /^[0-9a-f]{64}$/);
    assert.ok(!triage.complaints.some((c: { en: string }) => /travel/.test(c.en)));
  });

  it('no fever: nobody is asked; a fever without travel: no flag', async () => {
    const well = await whole({ temp: ['t36'] });
    assert.equal(well.answers['exposure'], undefined);
    assert.deepEqual(well.body.triage.flags, []);
    const home = await whole({ temp: ['t38'] });
    assert.deepEqual(home.answers['exposure'], ['none']);
    assert.deepEqual(home.body.triage.flags, []);
  });

  it('an edit while the server runs changes the next patient’s result', async () => {
    const areas = (code: string, zh: string) => [
      { ...SOURCE.areas[0], code, display: { 'zh-CN': zh, en: code }, words: { 'zh-CN': [], en: [] } },
    ];
    write({ version: '0.2.0', areas: areas('new-land', '新国') });
    const { begun, body } = await whole({ temp: ['t38'], exposure: ['new-land:14d'] });
    const options = begun.protocols
      .flatMap((p: Asking) => p.questions)
      .find((q: Question) => q.linkId === 'exposure');
    assert.deepEqual(options.answerOption[0].display['zh-CN'], '14 天内去过新国');
    assert.deepEqual([body.triage.flags, body.triage.epidemics[0].version], [['epidemic'], '0.2.0']);
    write({ until: '2026-05-01' });
    const over = await whole({ temp: ['t38'] });
    assert.equal(over.answers['exposure'], undefined);
    assert.deepEqual(over.body.triage.epidemics, []);
  });

  it('a broken edit keeps the last good file and says so in the log; the repair is read', async () => {
    assert.deepEqual((await whole({ temp: ['t38'], exposure: [AREA] })).body.triage.flags, ['epidemic']);
    for (const broken of [
      '{"id": ',
      { level: 1 },
      { extra: true },
      { id: 'other-name' },
      { symptoms: { run: 1 } },
      { emergency: undefined },
    ]) {
      lines.length = 0;
      write(broken);
      const { body } = await whole({ temp: ['t38'], exposure: [AREA] });
      assert.deepEqual(body.triage.flags, ['epidemic'], JSON.stringify(broken));
      const errors = lines.filter(({ level }) => level === 50);
      assert.equal(errors.length, 1, 'said once, not at every patient');
      const { version } = SOURCE;
      assert.equal(
        errors[0]!.msg,
        `epidemics: example-respiratory.json is refused, version ${version} stays in force`,
      );
      assert.ok(errors[0]!.fault);
    }
    assert.match(lines.find(({ level }) => level === 50)!.fault!, /^emergency: .*tell the ambulance\. Write/);
    write({ version: '0.3.0' });
    assert.equal(
      (await whole({ temp: ['t38'], exposure: [AREA] })).body.triage.epidemics[0].version,
      '0.3.0',
    );
  });

  it('a file that appears or goes is seen', async () => {
    write(
      {
        id: 'second',
        version: '7.0.0',
        areas: [],
        exposures: [{ code: 'goat', display: { 'zh-CN': '羊', en: 'goats' } }],
      },
      'second.json',
    );
    assert.equal((await whole({ temp: ['t38'], exposure: ['goat'] })).body.triage.epidemics.length, 2);
    rmSync(join(dir, 'second.json'));
    assert.equal((await whole({ temp: ['t38'] })).body.triage.epidemics.length, 1);
  });

  it('files that change during an interview: outdated, nothing stored, the answers go with the next try', async () => {
    const visit = await young();
    const begun = await begin(visit);
    const answers = interview(begun, { temp: ['t38'], exposure: [AREA] });
    write({ version: '0.4.0', why: { 'zh-CN': '另一个原因', en: 'Another reason' } });
    const refused = await send(visit, begun, answers);
    assert.deepEqual([refused.status, refused.body.code], [409, 'protocol-outdated']);
    assert.equal(refused.body.current.id, 'epidemic');
    const again = await send(visit, await begin(visit), answers);
    assert.deepEqual([again.status, again.body.triage.flags], [201, ['epidemic']]);
  });

  it('an interview that left the epidemic out is sent back for it, where it matters', async () => {
    const visit = await young();
    const begun = await begin(visit);
    const cough = { protocols: begun.protocols.filter((p: { id: string }) => p.id === 'cough'), regions: {} };
    const hot = await send(visit, cough, interview(cough, { temp: ['t39'] }));
    assert.deepEqual([hot.status, hot.body.code], [409, 'protocol-outdated']);
    assert.equal((await send(visit, cough, interview(cough, { temp: ['t36'] }))).status, 201);
  });

  it('what the words say is chosen already and comes back as understood', async () => {
    const visit = await young();
    const text = '发烧，咳嗽，三天前从沙特回来';
    const begun = await begin(visit, 'cough', text);
    assert.ok(begun.heard.exposure.includes(AREA));
    assert.ok(begun.signs.some((s: { words: string }) => s.words === '沙特'));
    assert.equal((await begin(visit, 'cough', '发烧，咳嗽，两个月前从沙特回来')).heard.exposure, undefined);
  });

  it('in an emergency travel in the words still reaches the desk', async () => {
    const text = '发烧39度，喘不上气，昨天从沙特回来';
    const visit = await young();
    const begun = await begin(visit, 'cough', text);
    const { body } = await send(visit, begun, { danger: ['cannot-speak'], temp: ['t39'] }, text);
    assert.equal(body.triage.level, 1);
    assert.deepEqual(body.triage.flags, ['epidemic']);
    const advice: string[] = body.triage.advice.map((text: Text) => text['zh-CN']);
    assert.match(advice[0]!, /急救电话/);
    assert.ok(
      advice.some((text) => text.includes('可能会传染')),
      'whoever comes is warned',
    );
    assert.ok(!advice.some((text) => text.includes('不要自己来')), 'and nobody is told to stay at home');
  });

  it('puts the patient on top of the list, at the desk of their choice, with an alarm to acknowledge', async () => {
    const doctor = await t.tokenOf('renhe', 'zhao');
    const join = (visit: { token: string; visitId: string }, code: string) =>
      t.call('POST', `/renhe/visits/${visit.visitId}/queue-entries`, {
        token: visit.token,
        body: { departmentId: departmentId('renhe', code) },
      });
    const first = await whole({ temp: ['t36'] });
    await join(first.visit, '02');
    const { visit, body } = await whole({ temp: ['t38'], exposure: [AREA] });
    assert.notEqual(body.triage.departments[0].departmentId, departmentId('renhe', '02'));
    await join(visit, '02');
    const desk = async () =>
      (await t.call('GET', `/renhe/departments/${departmentId('renhe', '02')}/queue`, { token: doctor }))
        .body;
    const { entries, alarms } = await desk();
    assert.equal(entries[0].visitId, visit.visitId);
    assert.deepEqual(entries[0].flags, ['epidemic']);
    const mine = alarms.filter((a: { visitId: string }) => a.visitId === visit.visitId);
    assert.deepEqual([mine.length, mine[0].kind, mine[0].flags], [1, 'flag', ['epidemic']]);
    assert.match(mine[0].reason['zh-CN'], /呼吸道传染病/);

    const acknowledge = () =>
      t.call('POST', `/renhe/alarms/${mine[0].alarmId}/acknowledge`, { token: doctor });
    assert.equal((await acknowledge()).status, 200);
    assert.equal((await acknowledge()).body.code, 'already-decided');
    assert.ok(!(await desk()).alarms.some((a: { alarmId: string }) => a.alarmId === mine[0].alarmId));
    const trail = await t.deps.db.tenant(
      'renhe',
      async (tx) =>
        (
          await tx.execute(
            `SELECT action, actor_role FROM audit_entries WHERE resource_id = '${mine[0].alarmId}' ORDER BY at, action DESC`,
          )
        ).rows,
    );
    assert.deepEqual(
      trail.map((r) => [r['action'], r['actor_role']]),
      [
        ['alarm.raised', 'patient'],
        ['alarm.acknowledged', 'doctor'],
      ],
    );
  });

  it('a stored result replays to the same after the file and the day have changed', async () => {
    const { body } = await whole({ temp: ['t38'], exposure: [AREA] });
    write({
      version: '9.0.0',
      areas: [],
      level: 3,
      why: { 'zh-CN': '变了', en: 'changed' },
      advice: [{ 'zh-CN': '变了', en: 'changed' }],
    });
    clock = new Date('2028-01-01T00:00:00Z');
    const { triageResultId } = body.triage;
    const replay = () =>
      inHospital(t.deps, 'renhe', { doer: SYSTEM, requestId: null }, (work) =>
        replayTriage(work, triageResultId),
      );
    const again = await replay();
    assert.deepEqual([again.same, again.level], [true, 2]);
    const client = new pg.Client({ connectionString: t.superuserUrl });
    await client.connect();
    await client.query(
      `UPDATE triage_results SET outcome = jsonb_set(outcome, '{wanted,0,code}', '"32"') WHERE triage_result_id = $1`,
      [triageResultId],
    );
    await client.end();
    assert.equal((await replay()).same, false, 'the departments belong to the result');
  });

  it('a result made with a file of before, which says nothing to the ambulance, replays to the same', async () => {
    const { emergency: _, ...epidemic } = SOURCE;
    stored = [{ epidemic, hash: epidemicHash(epidemic), reviewed: false }];
    const text = '发烧39度，喘不上气，昨天从沙特回来';
    const visit = await young();
    const answers = { danger: ['cannot-speak'], temp: ['t39'] };
    const { body } = await send(visit, await begin(visit, 'cough', text), answers, text);
    stored = undefined;
    assert.deepEqual([body.triage.level, body.triage.flags], [1, ['epidemic']]);
    assert.ok(!JSON.stringify(body.triage.advice).includes('可能会传染'));
    const again = await inHospital(t.deps, 'renhe', { doer: SYSTEM, requestId: null }, (work) =>
      replayTriage(work, body.triage.triageResultId),
    );
    assert.deepEqual(again.differences, []);
    assert.deepEqual([again.same, again.level], [true, 1]);
  });

  it('the folder of the server has to be there at the start', () => {
    assert.throws(() => openEpidemics({ dir: join(dir, 'nowhere'), log }), /CARE_EPIDEMICS_DIR.*nowhere/);
  });
});
