/** From the catalogue to the hospital's departments: complete to the second level, lacking, closed and offline ones said in words. */
import assert from 'node:assert/strict';
import { after, before, describe, it } from 'node:test';
import pg from 'pg';
import { catalogue, catalogueName, rankWanted } from '@care-elements/triage/departments.ts';
import { isOpenAt, opensNext, type AvailableTime } from '../../../server/hospitals/hours.ts';
import { chain, mapDepartments, type Candidate } from '../../../server/triage/departments.ts';
import { answerTriage, callAndEnter, waitingPatient } from '../../kit/flow.ts';
import { departmentId, openTestApp, type TestApp } from '../../kit/open-test-app.ts';

const WORK: AvailableTime[] = [
  { daysOfWeek: ['mon', 'tue', 'wed', 'thu', 'fri'], availableStartTime: '08:00', availableEndTime: '17:30' },
];
const SHANGHAI = 'Asia/Shanghai';
/** A Wednesday in Shanghai. */
const at = (time: string, day = '2026-06-10') => new Date(`${day}T${time}:00+08:00`);

describe('the catalogue', () => {
  it('has every department to the second level', () => {
    const parts: Record<string, number> = {
      ...{ '03': 11, '04': 9, '05': 6, '06': 6, '07': 12, '08': 6, '09': 6, 11: 4, 12: 13, 13: 3, 14: 4 },
      ...{ 15: 8, 16: 7, 23: 6, 30: 6, 32: 11, 50: 18, 51: 6 },
    };
    const whole = '01 02 10 17 18 19 20 21 22 24 25 26 27 28 31 52'.split(' ');
    const first = [...catalogue.keys()].filter((code) => !code.includes('.'));
    assert.deepEqual(first.sort(), [...Object.keys(parts), ...whole].sort());
    for (const [code, count] of Object.entries(parts))
      assert.deepEqual(
        [...catalogue.keys()].filter((c) => c.startsWith(`${code}.`)),
        Array.from({ length: count }, (_, i) => `${code}.${String(i + 1).padStart(2, '0')}`),
        code,
      );
  });

  it('prints the catalogue’s own names, each once, and the code of what it does not have', () => {
    assert.equal(catalogueName('03.04'), '心血管内科专业');
    assert.equal(catalogueName('20'), '急诊医学科');
    assert.equal(catalogueName('03.11'), '其他内科');
    assert.equal(catalogueName('99'), '99');
    assert.equal(new Set([...catalogue.keys()].map(catalogueName)).size, catalogue.size);
  });

  it('names each in both languages, no name twice, the official one beside it', () => {
    const names = [...catalogue.values()].flatMap(({ name }) => [name['zh-CN'], name.en]);
    assert.equal(new Set(names).size, 2 * catalogue.size);
    assert.equal(catalogue.get('03.01')!.official, '呼吸内科专业');
    assert.equal(catalogue.get('50.13')!.official, '针灸科专业');
    for (const { code, official } of catalogue.values()) if (code.includes('.')) assert.ok(official, code);
  });

  it('says where else to go, and every way ends at a general door', () => {
    for (const { code, near } of catalogue.values()) {
      assert.ok(near.length, code);
      for (const other of near) assert.ok(catalogue.has(other), `${code} ${other}`);
      assert.ok(chain(code).includes('02'), code);
    }
    assert.deepEqual(chain('03.04').slice(0, 2), ['03.04', '03']);
  });
});

describe('opening hours', () => {
  it('count on the hospital’s own clock', () => {
    assert.ok(isOpenAt(null, SHANGHAI, at('03:00')));
    assert.deepEqual(
      ['07:59', '08:00', '17:29', '17:30'].map((time) => isOpenAt(WORK, SHANGHAI, at(time))),
      [false, true, true, false],
    );
    assert.ok(!isOpenAt(WORK, SHANGHAI, at('10:00', '2026-06-13')));
    assert.ok(!isOpenAt(WORK, 'America/Chicago', at('10:00')));
  });

  it('a night reaches into the next day, from Sunday into Monday too', () => {
    const night: AvailableTime[] = [
      { daysOfWeek: ['sun'], availableStartTime: '20:00', availableEndTime: '06:00' },
    ];
    assert.ok(isOpenAt(night, SHANGHAI, at('23:00', '2026-06-14')));
    assert.ok(isOpenAt(night, SHANGHAI, at('05:59', '2026-06-15')));
    assert.ok(!isOpenAt(night, SHANGHAI, at('06:00', '2026-06-15')));
    assert.ok(isOpenAt([{ daysOfWeek: ['wed'], allDay: true }], SHANGHAI, at('00:00')));
  });

  it('says in words when it opens', () => {
    const said = (time: string, day?: string) => opensNext(WORK, SHANGHAI, at(time, day))!;
    assert.deepEqual(said('06:15'), { 'zh-CN': '今天 8:00', en: 'today at 8:00' });
    assert.deepEqual(said('19:00'), { 'zh-CN': '明天 8:00', en: 'tomorrow at 8:00' });
    assert.deepEqual(said('19:00', '2026-06-12'), { 'zh-CN': '周一 8:00', en: 'on Monday at 8:00' });
    assert.deepEqual(said('12:00', '2026-06-14'), { 'zh-CN': '明天 8:00', en: 'tomorrow at 8:00' });
    assert.equal(opensNext([], SHANGHAI, at('12:00')), undefined);
  });
});

describe('the hospital’s own map', () => {
  const have = (code: string, name: string, change: Partial<Candidate> = {}): Candidate => ({
    ...{ departmentId: code, code, covers: [], name: { 'zh-CN': name, en: `Dept ${code}` } },
    ...{ open: true, hours: null, online: 'treat' },
    ...change,
  });
  const WHY = { 'zh-CN': '胸口疼', en: 'Chest pain' };
  const heart = [{ code: '03.04', weight: 9, ruleId: 'chest.pain', why: WHY }];
  const map = (
    departments: Candidate[],
    time = '10:00',
    wanted: Parameters<typeof mapDepartments>[0] = heart,
  ) => mapDepartments(wanted, departments, { timeZone: SHANGHAI, now: at(time) });

  it('a department that is there and open carries what wants it', () => {
    const [first] = map([have('03.04', '心内科'), have('02', '全科')]);
    assert.deepEqual(first, {
      ...{
        departmentId: '03.04',
        name: { 'zh-CN': '心内科', en: 'Dept 03.04' },
        insteadOf: null,
        note: null,
      },
      ...{ reason: WHY, ruleId: 'chest.pain' },
    });
  });

  it('one may cover other codes than its own', () => {
    const [first] = map([have('03', '大内科', { covers: ['03.04', '03.01'] })]);
    assert.deepEqual([first!.departmentId, first!.insteadOf, first!.note], ['03', null, null]);
  });

  it('one that is lacking falls back along the catalogue and says so', () => {
    const [first] = map([have('13', '皮肤科'), have('02', '全科'), have('03', '内科')]);
    assert.equal(first!.departmentId, '03');
    assert.equal(first!.insteadOf!['zh-CN'], '心血管内科');
    assert.deepEqual(first!.note, {
      'zh-CN': '本院线上没有心血管内科。',
      en: 'This hospital has no cardiology online.',
    });
  });

  it('one that is closed falls back and says when it opens', () => {
    const departments = [have('03.04', '心内科', { hours: WORK }), have('03', '内科')];
    assert.equal(map(departments)[0]!.departmentId, '03.04');
    const [early] = map(departments, '06:00');
    assert.equal(early!.departmentId, '03');
    assert.equal(early!.insteadOf!['zh-CN'], '心内科');
    assert.deepEqual(early!.note, {
      'zh-CN': '心内科现在不开诊，今天 8:00 开诊。',
      en: 'Dept 03.04 is closed now and opens today at 8:00.',
    });
    assert.match(map(departments, '22:00')[0]!.note!['zh-CN'], /明天 8:00 开诊/);
  });

  it('one without online entitlement falls back; one that may only advise says so', () => {
    const [first] = map([
      have('03.04', '心内科', { online: 'none' }),
      have('03', '内科', { online: 'advise' }),
    ]);
    assert.equal(first!.departmentId, '03');
    assert.equal(first!.note!['zh-CN'], '心内科不在线上看诊。线上只提供咨询，不开处方。');
    assert.equal(
      first!.note!.en,
      'Dept 03.04 does not see patients online. Online it advises and does not prescribe.',
    );
  });

  it('one out of use falls back', () => {
    const [first] = map([have('03.04', '心内科', { open: false }), have('02', '全科')]);
    assert.deepEqual([first!.departmentId, first!.note!['zh-CN']], ['02', '心内科暂停接诊。']);
  });

  it('at night with nobody there: the one that fits, and when it opens', () => {
    const [first] = map([have('02', '全科', { hours: WORK }), have('03', '内科', { hours: WORK })], '23:00');
    assert.deepEqual([first!.departmentId, first!.insteadOf], ['03', null]);
    assert.equal(first!.note!['zh-CN'], '内科现在不开诊，明天 8:00 开诊。');
  });

  it('nothing online at all: none', () => {
    assert.deepEqual(map([have('03', '内科', { online: 'none' })]), []);
    assert.deepEqual(map([]), []);
  });

  it('a hospital of one speciality offers its own door', () => {
    const [first] = map([have('12', '口腔科')]);
    assert.deepEqual([first!.departmentId, first!.insteadOf!['zh-CN']], ['12', '心血管内科']);
  });

  it('the heaviest reason of a department stays; a child goes to the children’s', () => {
    const ranked = rankWanted(
      [
        { code: '03.04', weight: 3, why: { 'zh-CN': '甲', en: 'a' }, ruleId: 'a' },
        { code: '03.04', weight: 9, why: WHY, ruleId: 'b' },
        { code: '02', weight: 10, why: { 'zh-CN': '乙', en: 'c' }, ruleId: null },
      ],
      40,
    );
    assert.deepEqual(
      ranked.map(({ code, weight, ruleId }) => [code, weight, ruleId]),
      [
        ['03.04', 12, 'b'],
        ['02', 10, null],
      ],
    );
    assert.deepEqual(
      rankWanted(heart, 5).map(({ code, why }) => [code, why]),
      [['07', WHY]],
    );
  });
});

describe('departments through the API', () => {
  let t: TestApp;
  let clock = at('10:00');
  before(async () => {
    t = await openTestApp({ now: () => clock });
    const client = new pg.Client({ connectionString: t.superuserUrl });
    await client.connect();
    await client.query(`UPDATE departments SET hours = $1 WHERE hospital_id = 'renhe' AND code = '03'`, [
      JSON.stringify(WORK),
    ]);
    await client.query(`UPDATE departments SET online = 'none' WHERE hospital_id = 'renhe' AND code = '13'`);
    await client.end();
  });
  after(() => t.close());

  const result = async (protocol: string) => {
    const visit = await t.openVisit('renhe', { birthDate: '1980-01-01' });
    const { body, status } = await answerTriage(t, visit, {
      ...{ protocol, age: 46 },
      choose: ({ repeats }) => [repeats ? 'none' : 'not-sure'],
    });
    assert.equal(status, 201, JSON.stringify(body));
    return { visit, departments: body.triage.departments };
  };
  const join = (visit: { token: string; visitId: string }, code: string) =>
    t.call('POST', `/renhe/visits/${visit.visitId}/queue-entries`, {
      token: visit.token,
      body: { departmentId: departmentId('renhe', code) },
    });

  it('closed at night: the result says when it opens, and the queue is shut', async () => {
    clock = at('06:00');
    const { visit, departments } = await result('palpitations');
    assert.match(JSON.stringify(departments), /内科现在不开诊，今天 8:00 开诊。/);
    assert.ok(departments.every((d: { reason: unknown }) => d.reason));
    assert.deepEqual(
      [(await join(visit, '03')).body.code, (await join(visit, '02')).status],
      ['state-conflict', 201],
    );
    const { body } = await t.call('GET', '/renhe');
    const open = Object.fromEntries(
      body.departments.map((d: { code: string; open: boolean }) => [d.code, d.open]),
    );
    assert.deepEqual(open, { '02': true, '03': false, '07': true, 13: false });
  });

  it('open by day', async () => {
    clock = at('10:00');
    const { visit, departments } = await result('palpitations');
    assert.equal(departments[0].departmentId, departmentId('renhe', '03'));
    assert.equal((await join(visit, '03')).status, 201);
  });

  it('a department that only advises writes no prescription', async () => {
    clock = at('10:00');
    const patient = await waitingPatient(t, { hospitalId: 'lakeside', code: '02' });
    const doctor = await t.tokenOf('lakeside', 'delgado');
    const { encounterId } = await callAndEnter(t, doctor, patient, {
      hospitalId: 'lakeside',
      code: '02',
    });
    const client = new pg.Client({ connectionString: t.superuserUrl });
    await client.connect();
    const online = (what: string) =>
      client.query(`UPDATE departments SET online = $1 WHERE hospital_id = 'lakeside' AND code = '02'`, [
        what,
      ]);
    await online('advise');
    const write = () =>
      t.call('POST', `/lakeside/encounters/${encounterId}/prescriptions`, { token: doctor });
    assert.equal((await write()).body.code, 'not-entitled');
    await online('treat');
    assert.equal((await write()).status, 201);
    await client.end();
  });

  it('not online: somewhere else, and why', async () => {
    const { visit, departments } = await result('rash');
    assert.ok(
      !departments.some((d: { departmentId: string }) => d.departmentId === departmentId('renhe', '13')),
    );
    assert.equal(departments[0].note['zh-CN'], '皮肤科不在线上看诊。');
    assert.equal((await join(visit, '13')).body.code, 'state-conflict');
  });
});
