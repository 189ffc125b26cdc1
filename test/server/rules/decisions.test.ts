/** What the rules said at each transition is kept whole, also where it stopped the transition, and replays to the same. */
import assert from 'node:assert/strict';
import { after, before, describe, it } from 'node:test';
import pg from 'pg';
import { inHospital, type Work } from '../../../server/work.ts';
import { SYSTEM } from '../../../server/actor.ts';
import type { Action } from '../../../server/rules/facts.ts';
import { evaluate } from '../../../server/rules/law.ts';
import { lawOf } from '../../../server/rules/registry.ts';
import { replay } from '../../../server/rules/replay.ts';
import { assertAllowed, decide, getDecision, type DecisionRow } from '../../../server/rules/service.ts';
import { callAndEnter, NOTE, waitingPatient } from '../../kit/flow.ts';
import { openTestApp, type TestApp } from '../../kit/open-test-app.ts';
import {
  addPerson,
  AMOXICILLIN,
  create,
  decide as review,
  inConsult,
  line,
  save,
  sign,
  signed,
} from '../prescriptions/kit.ts';
import { NOW, sound } from './sound.ts';

describe('decisions by the law', () => {
  let t: TestApp;
  let raw: pg.Client;
  before(async () => {
    t = await openTestApp({ now: () => new Date('2026-11-22T02:00:00Z') });
    raw = new pg.Client({ connectionString: t.superuserUrl });
    await raw.connect();
  });
  after(async () => {
    await raw.end();
    await t.close();
  });
  const work = <T>(fn: (w: Work) => Promise<T>, hospitalId = 'renhe') =>
    inHospital(t.deps, hospitalId, { doer: SYSTEM, requestId: null }, fn);
  const idsOf = async (column: 'visit_id' | 'subject_id', id: string): Promise<string[]> =>
    (
      await raw.query(
        `SELECT decision_id FROM rule_decisions WHERE ${column}::text = $1 ORDER BY at, decision_id`,
        [id],
      )
    ).rows.map((row) => row.decision_id as string);
  const decisionsOf = async (visitId: string, hospitalId = 'renhe'): Promise<DecisionRow[]> => {
    const ids = await idsOf('visit_id', visitId);
    return work(async (w) => {
      const rows: DecisionRow[] = [];
      for (const id of ids) rows.push((await getDecision(w, id))!);
      return rows;
    }, hospitalId);
  };
  const of = (rows: DecisionRow[], action: Action) => rows.filter((row) => row.action === action);
  const verdict = (row: DecisionRow, ruleId: string) =>
    row.outcomes.find((o) => o.ruleId === ruleId)?.verdict;

  it('are written at every transition of a visit, each with every rule that is asked there', async () => {
    const doctor = await t.tokenOf('renhe', 'zhao');
    const patient = await waitingPatient(t);
    const { visitId, encounterId } = await callAndEnter(t, doctor, patient);
    const saved = await t.call('PUT', `/renhe/encounters/${encounterId}/note`, {
      token: doctor,
      body: { rowVersion: 0, note: NOTE },
    });
    const path = `/renhe/encounters/${encounterId}/finish`;
    const body = { rowVersion: saved.body.rowVersion };
    assert.equal((await t.call('POST', path, { token: doctor, body })).status, 200);

    const rows = await decisionsOf(visitId);
    assert.deepEqual(
      rows.map(({ action, subject }) => `${action} ${subject}`),
      ['visit.open Visit', 'queue.call QueueEntry', 'consult.start QueueEntry', 'consult.finish Encounter'],
    );
    const cn = lawOf(['cn']);
    for (const row of rows) {
      assert.deepEqual(row.packs, cn.packs);
      assert.equal(row.day, NOW);
      assert.equal(row.refused, false);
      assert.deepEqual(
        row.outcomes.map(({ ruleId }) => ruleId),
        evaluate(cn, row.facts, row.day, row.action).map(({ rule }) => rule.id),
      );
    }
    const [opened, called, started, finished] = rows as [DecisionRow, DecisionRow, DecisionRow, DecisionRow];
    assert.equal(opened.verdict, 'pass');
    assert.equal(opened.actorRole, 'patient');
    assert.equal(opened.facts.patient?.ageYears, 70);
    assert.equal(verdict(called, 'cn.clinician.practice-years'), 'pass');
    assert.equal(called.facts.clinician?.institutionConsents, true);
    // What nobody has put on record is not taken for a pass.
    assert.equal(verdict(started, 'cn.visit.real-name'), 'unable');
    assert.equal(verdict(finished, 'cn.trace.every-step'), 'pass');
    assert.equal(verdict(finished, 'cn.trace.regulator-interface'), 'unable');
  });

  it('are written at signature and pass, with the facts that they rest on', async () => {
    const c = await inConsult(t);
    const rx = await signed(t, c);
    const pharmacist = await addPerson(t, { role: 'pharmacist', dispensingSince: '2015-07-01' });
    assert.equal((await review(t, c, rx.prescriptionId, pharmacist.token, 'approve')).status, 200);
    const rows = await decisionsOf(c.visitId);
    const [atSign] = of(rows, 'rx.sign');
    const [atPass] = of(rows, 'rx.approve');
    assert.equal(atSign!.subjectId, rx.prescriptionId);
    assert.equal(atSign!.facts.prescription?.items?.[0]?.days, 7);
    for (const rule of [
      'sealed-then-reviewed',
      'specially-controlled',
      'items',
      'validity',
      'no-machine-prescriber',
    ])
      assert.equal(verdict(atSign!, `cn.rx.${rule}`), 'pass', rule);
    // The server keeps the key: a seal is no reliable signature, and says so.
    assert.equal(verdict(atSign!, 'cn.rx.reliable-signature'), 'warn');
    assert.equal(verdict(atSign!, 'cn.visit.revisit'), 'pass');
    assert.equal(atSign!.facts.visit?.revisit?.evidence, 'record');
    assert.equal(verdict(atPass!, 'cn.rx.review-order'), 'pass');
    assert.equal(verdict(atPass!, 'cn.rx.reviewer'), 'pass');
    assert.equal(atPass!.facts.review?.dispensingYears, 11);
    assert.equal(atPass!.facts.review?.reviewerId, pharmacist.clinicianId);
  });

  it('that stop a transition stay behind although it is undone', async () => {
    const c = await inConsult(t);
    const saved = await save(t, c, await create(t, c), [line('diazepam-tablet-2-5mg')]);
    assert.equal((await sign(t, c, saved.body)).body.code, 'checks-blocked');
    const [refused, ...more] = of(await decisionsOf(c.visitId), 'rx.sign');
    assert.deepEqual([refused!.verdict, refused!.refused, more.length], ['block', true, 0]);
    assert.equal(verdict(refused!, 'cn.rx.specially-controlled'), 'block');
    const state = await raw.query('SELECT state FROM prescriptions WHERE prescription_id = $1', [
      saved.body.prescriptionId,
    ]);
    assert.equal(state.rows[0].state, 'draft');
    const allowed = (await save(t, c, { ...saved.body }, [AMOXICILLIN])).body;
    assert.equal((await sign(t, c, allowed)).status, 200);
    assert.deepEqual(
      of(await decisionsOf(c.visitId), 'rx.sign').map((row) => row.refused),
      [true, false],
    );
  });

  it('stop a visit of a child without a guardian, whatever age the hospital itself asks for', async () => {
    await raw.query("UPDATE hospitals SET child_age = 5 WHERE hospital_id = 'renhe'");
    const patient = {
      name: '小明',
      birthDate: '2018-01-01',
      sex: 'male',
      phone: '13800000000',
      allergies: { status: 'none', items: [] },
    };
    const open = (more = {}) =>
      t.call('POST', '/renhe/visits', {
        body: {
          patient: { ...patient, ...more },
          language: 'zh-CN',
          consent: { version: 'demo-1', agreed: true },
        },
      });
    const before = (await raw.query('SELECT count(*)::int AS n FROM visits')).rows[0].n;
    const refused = await open();
    assert.deepEqual([refused.status, refused.body.code], [422, 'guardian-missing']);
    assert.equal((await raw.query('SELECT count(*)::int AS n FROM visits')).rows[0].n, before);
    const kept = await raw.query(
      "SELECT verdict, actor_role FROM rule_decisions WHERE refused AND action = 'visit.open'",
    );
    assert.deepEqual(kept.rows, [{ verdict: 'block', actor_role: 'patient' }]);
    const guardian = { name: '王芳', relation: 'parent', phone: '13800000001' };
    const opened = await open({ guardian });
    assert.equal(opened.status, 201, JSON.stringify(opened.body));
  });

  it('stop what they are about, where only that may', async () => {
    const facts = sound({ hospital: { regulatorInterface: false } });
    const asked = { action: 'consult.finish', subject: 'Encounter', subjectId: 'x', facts } as const;
    const row = await work((w) => decide(w, asked));
    assert.equal(row.verdict, 'block');
    assert.doesNotThrow(() => assertAllowed(row, ['visit']));
    assert.throws(() => assertAllowed(row, ['trace']), { code: 'law-blocked' });
    assert.throws(() => assertAllowed(row), { code: 'law-blocked' });
  });

  it('are never changed, and are seen by their own hospital alone', async () => {
    const row = await work((w) =>
      decide(w, { action: 'rx.sign', subject: 'Visit', subjectId: 'x', facts: sound() }),
    );
    const app = new pg.Client({ connectionString: t.url, options: '-c role=care_app' });
    await app.connect();
    try {
      await app.query("BEGIN; SELECT set_config('care.hospital_id', 'renhe', true)");
      for (const text of ["UPDATE rule_decisions SET verdict = 'pass'", 'DELETE FROM rule_decisions']) {
        await app.query('SAVEPOINT s');
        await assert.rejects(app.query(text), /permission denied/);
        await app.query('ROLLBACK TO s');
      }
    } finally {
      await app.end();
    }
    assert.equal(await work((w) => getDecision(w, row.decisionId), 'lakeside'), undefined);
    assert.equal((await work((w) => getDecision(w, row.decisionId)))!.verdict, 'pass');
  });

  it('replay to what they were, every one that was ever written here', async () => {
    const { rows } = await raw.query('SELECT hospital_id, decision_id FROM rule_decisions');
    assert.ok(rows.length > 10);
    for (const { hospital_id, decision_id } of rows) {
      const row = (await work((w) => getDecision(w, decision_id as string), hospital_id as string))!;
      const again = replay(row);
      assert.equal(again.rules.length, row.outcomes.length);
      for (const rule of again.rules) assert.ok(rule.equal, `${row.action} ${rule.ruleId}`);
    }
  });

  it('replay on another day and by another pack to what those say', async () => {
    const facts = sound({
      visit: { revisit: null, pilot: 'cn-482', speciality: 'growth' },
      patient: { ageYears: 5, guardianPresent: true },
      hospital: { pilots: ['cn-482'] },
      clinician: { pilots: ['cn-482'] },
    });
    const { decisionId } = await work((w) =>
      decide(w, { action: 'consult.start', subject: 'Visit', subjectId: 'y', facts }),
    );
    const row = (await work((w) => getDecision(w, decisionId)))!;
    assert.equal(row.verdict, 'pass');
    const before = replay(row, { day: '2025-06-01' }).rules.find(
      ({ ruleId }) => ruleId === 'cn.visit.revisit',
    )!;
    assert.deepEqual([before.then!.verdict, before.now!.verdict, before.equal], ['pass', 'block', false]);
    const elsewhere = replay(row, { packs: ['generic'] });
    assert.ok(elsewhere.rules.every(({ equal, rule, now }) => !equal && !rule && !now));
    const overlaid = replay(row, { packs: ['cn-gansu'] });
    assert.ok(overlaid.rules.every(({ equal }) => equal));
    assert.throws(
      () => replay({ ...row, packs: [{ id: 'cn', version: '1' }] }),
      /No rule pack is called cn@1/,
    );
  });
});
