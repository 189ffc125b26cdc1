/** A hospital picks its packs and makes thresholds stricter, through the API; never looser, never for the past. */
import assert from 'node:assert/strict';
import { after, before, describe, it } from 'node:test';
import fc from 'fast-check';
import { SYSTEM } from '../../../server/actor.ts';
import { replay } from '../../../server/rules/replay.ts';
import { latestDecision } from '../../../server/rules/service.ts';
import { inHospital } from '../../../server/work.ts';
import { openTestApp, type Answer, type TestApp } from '../../kit/open-test-app.ts';
import { AMOXICILLIN, create, inConsult, line, save, sign } from '../prescriptions/kit.ts';

const FIVE = [
  ...['amoxicillin-capsule-500mg', 'loratadine-tablet-10mg', 'omeprazole-ec-capsule-20mg'],
  ...['montelukast-tablet-10mg', 'losartan-tablet-50mg'],
];

describe('a hospital’s law', () => {
  let t: TestApp;
  let administrator: string;
  // 23:40 in Shanghai.
  let now = new Date('2026-11-22T15:40:00Z');
  before(async () => {
    t = await openTestApp({ now: () => now });
    administrator = await t.tokenOf('renhe', 'fang', 'administrator');
  });
  after(() => t.close());
  const law = async (day = ''): Promise<Answer['body']> =>
    (await t.call('GET', `/renhe/rules${day && `?day=${day}`}`, { token: administrator })).body;
  const tighten = (ruleId: string, body: unknown, hospitalId = 'renhe', token = administrator) =>
    t.call('POST', `/${hospitalId}/rules/${ruleId}/thresholds`, { token, body });
  const pick = (picked: string[]) =>
    t.call('PUT', '/renhe/rule-packs', { token: administrator, body: { picked } });
  const thresholdIn = (body: Answer['body'], ruleId: string, key: string) =>
    body.rules
      .find((r: { ruleId: string }) => r.ruleId === ruleId)
      .thresholds.find((x: { key: string }) => x.key === key);

  it('is shown whole, with article, mark, threshold and whether it is in force on the day', async () => {
    const today = await law();
    assert.deepEqual([today.day, today.picked, today.tightened], ['2026-11-22', ['cn'], []]);
    const items = today.rules.find((r: { ruleId: string }) => r.ruleId === 'cn.rx.items');
    assert.deepEqual(
      [items.article, items.mark, items.needsLegalReview, items.inForce],
      ['处方管理办法 2007 第六条', 'S', true, true],
    );
    assert.deepEqual(items.thresholds, [{ key: 'items', stricter: 'lower', law: 5, inForce: 5 }]);
    const then = await law('2021-01-01');
    const long = then.rules.find((r: { ruleId: string }) => r.ruleId === 'cn.rx.long');
    assert.equal(long.inForce, false);
  });

  it('becomes stricter from a day on: the doctor is stopped from then, not before; what was decided stays', async () => {
    const done = await tighten('cn.rx.items', { key: 'items', value: 4, from: '2026-11-23' });
    assert.equal(done.status, 201, JSON.stringify(done.body));
    assert.equal(thresholdIn(await law(), 'cn.rx.items', 'items').inForce, 5);
    assert.deepEqual(thresholdIn(await law('2026-11-23'), 'cn.rx.items', 'items'), {
      ...{ key: 'items', stricter: 'lower', law: 5, inForce: 4 },
    });

    const c = await inConsult(t);
    const saved = await save(
      t,
      c,
      await create(t, c),
      FIVE.map((id) => line(id, { frequency: 'qd' })),
    );
    const finds = (body: Answer['body']) =>
      body.checks.findings.filter((f: { check: string }) => f.check === 'cn.rx.items');
    assert.deepEqual(finds(saved.body), []);
    now = new Date('2026-11-22T16:10:00Z');
    const path = `/renhe/prescriptions/${saved.body.prescriptionId}`;
    const next = await t.call('GET', path, { token: c.doctor.token });
    assert.match(finds(next.body)[0].what.en, /5 medicines; at most 4/);
    assert.equal((await sign(t, c, next.body)).body.code, 'checks-blocked');
    const row = await inHospital(t.deps, 'renhe', { doer: SYSTEM, requestId: null }, (w) =>
      latestDecision(w, 'MedicationRequest', saved.body.prescriptionId as string),
    );
    const items = row!.outcomes.find(({ ruleId }) => ruleId === 'cn.rx.items')!;
    assert.deepEqual([items.verdict, items.threshold], ['block', { items: 4 }]);
    assert.ok(replay(row!).rules.every(({ equal }) => equal));
    // A day before, the hospital asked no more than the law.
    const before = replay(row!, { day: '2026-11-22' }).rules.find(({ ruleId }) => ruleId === 'cn.rx.items')!;
    assert.equal(before.now!.verdict, 'pass');
  });

  it('goes back as far as the law, and no further', async () => {
    assert.equal((await tighten('cn.rx.items', { key: 'items', value: 5, from: '2026-11-24' })).status, 201);
    assert.equal(thresholdIn(await law('2026-11-24'), 'cn.rx.items', 'items').inForce, 5);
    const refused = await tighten('cn.rx.items', { key: 'items', value: 6, from: '2026-11-24' });
    assert.deepEqual([refused.status, refused.body.code], [422, 'threshold-looser']);
    assert.deepEqual(refused.body.current, { law: 5, stricter: 'lower' });
    assert.match(refused.body.detail, /On 2026-11-24 the law has 5; stricter is lower/);
    const years = { key: 'years', from: '2026-12-01' };
    assert.equal(
      (await tighten('cn.clinician.practice-years', { ...years, value: 2 })).body.code,
      'threshold-looser',
    );
    assert.equal((await tighten('cn.clinician.practice-years', { ...years, value: 5 })).status, 201);
    const codes = { key: 'codes', from: '2026-12-01' };
    const list = ['narcotic', 'psychotropic', 'contains_special', 'termination'];
    assert.equal(
      (await tighten('cn.rx.specially-controlled', { ...codes, value: list.slice(1) })).body.code,
      'threshold-looser',
    );
    assert.equal(
      (await tighten('cn.rx.specially-controlled', { ...codes, value: [...list, 'toxic'] })).status,
      201,
    );
    assert.equal(
      (await tighten('cn.rx.small-child', { key: 'inclusive', value: false, from: '2026-12-01' })).body.code,
      'threshold-looser',
    );
  });

  it('says what is wrong with what it refuses', async () => {
    const pointer = (a: Answer) => [a.status, a.body.errors?.[0].pointer, a.body.errors?.[0].code];
    const good = { key: 'items', value: 3, from: '2026-12-01' };
    assert.deepEqual(pointer(await tighten('cn.rx.items', { ...good, from: '2026-11-22' })), [
      422,
      '/from',
      'past',
    ]);
    for (const key of ['item', 'constructor', '__proto__'])
      assert.deepEqual(pointer(await tighten('cn.rx.items', { ...good, key })), [422, '/key', 'unknown']);
    assert.deepEqual(pointer(await tighten('cn.rx.items', { ...good, value: ['a'] })), [
      422,
      '/value',
      'wrong-kind',
    ]);
    assert.deepEqual(pointer(await tighten('cn.rx.items', { ...good, value: 0 })), [
      422,
      '/value',
      'out-of-range',
    ]);
    assert.deepEqual(
      pointer(await tighten('cn.rx.review-order', { ...good, key: 'order', value: ['form'] })),
      [422, '/value', 'fixed'],
    );
    assert.equal((await tighten('cn.rx.nothing', good)).body.code, 'not-found');
    const novak = await t.tokenOf('lakeside', 'novak', 'administrator');
    assert.equal(
      (await tighten('cn.rx.items', good, 'lakeside', novak)).body.code,
      'not-found',
      'no rule of its packs',
    );
  });

  it('is never looser than the law, whatever an administrator sends', async () => {
    await fc.assert(
      fc.asyncProperty(
        fc.constantFrom(
          'cn.rx.days days',
          'cn.rx.validity extendedDays',
          'cn.record.kept years',
          'cn.rx.reviewer dispensingYears',
        ),
        fc.integer({ min: -1, max: 30 }),
        fc.constantFrom('2026-12-02', '2027-01-01', '2027-06-01'),
        async (which, value, from) => {
          const [ruleId, key] = which.split(' ') as [string, string];
          const known = thresholdIn(await law(from), ruleId, key);
          const looser = known.stricter === 'lower' ? value > known.law : value < known.law;
          const senseless = known.stricter === 'lower' ? value < 1 : value < 0;
          const { status, body } = await tighten(ruleId, { key, value, from });
          assert.equal(status, looser || senseless ? 422 : 201, JSON.stringify(body));
          const { inForce } = thresholdIn(await law(from), ruleId, key);
          assert.equal(inForce, looser || senseless ? known.inForce : value);
          assert.ok(known.stricter === 'lower' ? inForce <= known.law : inForce >= known.law);
        },
      ),
      { numRuns: 40 },
    );
  });

  it('is the packs that the hospital picks, and the prescription names them', async () => {
    assert.deepEqual((await pick(['atlantis'])).body.errors[0], {
      ...{ pointer: '/picked', code: 'unknown', message: 'No rule pack is called atlantis.' },
    });
    assert.equal((await pick([])).body.code, 'invalid-input');
    const picked = await pick(['cn-gansu']);
    assert.equal(picked.status, 200, JSON.stringify(picked.body));
    assert.deepEqual(
      picked.body.packs.map((p: { id: string }) => p.id),
      ['cn', 'cn-gansu'],
    );
    assert.equal(
      thresholdIn(await law('2026-12-01'), 'cn.clinician.practice-years', 'years').inForce,
      5,
      'stays',
    );
    const c = await inConsult(t);
    const rx = (await save(t, c, await create(t, c), [AMOXICILLIN])).body;
    assert.equal(rx.checks.rulePack.id, 'cn+cn-gansu');
    assert.equal((await sign(t, c, rx)).status, 200);
  });

  it('leaves a trail of who changed it', async () => {
    const rows = await t.deps.db.tenant(
      'renhe',
      async (tx) =>
        (
          await tx.execute(
            "SELECT action, actor_role, resource_id FROM audit_entries WHERE action LIKE 'rules.%'",
          )
        ).rows,
    );
    assert.ok(rows.every((row) => row['actor_role'] === 'administrator'));
    assert.deepEqual([...new Set(rows.map((row) => row['action']))].sort(), [
      'rules.picked',
      'rules.tightened',
    ]);
    assert.ok(rows.some((row) => row['resource_id'] === 'cn.rx.items'));
  });
});
