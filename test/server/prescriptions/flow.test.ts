import assert from 'node:assert/strict';
import { after, before, describe, it } from 'node:test';
import pg from 'pg';
import { PatientPrescription } from '@care-elements/contract/prescription.ts';
import { openTestApp, type TestApp } from '../../kit/open-test-app.ts';
import {
  addPerson,
  AMOXICILLIN,
  create,
  decide,
  inConsult,
  line,
  rxPath,
  save,
  seen,
  sign,
  signed,
  writeNote,
} from './kit.ts';

describe('a prescription, from draft to pass', () => {
  let t: TestApp;
  let pharmacist: { clinicianId: string; token: string };
  // 10:00 in Shanghai.
  const now = new Date('2026-11-22T02:00:00Z');
  before(async () => {
    t = await openTestApp({ now: () => now });
    pharmacist = await addPerson(t, { role: 'pharmacist' });
  });
  after(() => t.close());
  const sql = async <R extends pg.QueryResultRow>(text: string, values: unknown[] = []): Promise<R[]> => {
    const client = new pg.Client({ connectionString: t.superuserUrl });
    await client.connect();
    try {
      return (await client.query<R>(text, values)).rows;
    } finally {
      await client.end();
    }
  };
  const patientSees = async (c: { hospitalId: string; visitId: string; patientToken: string }) =>
    (await t.call('GET', `/${c.hospitalId}/visits/${c.visitId}`, { token: c.patientToken })).body
      .prescription as PatientPrescription | null;

  it('goes all the way, and every side sees its part', async () => {
    const c = await inConsult(t);
    const draft = await create(t, c);
    assert.equal(draft.state, 'draft');
    assert.equal(draft.revision, 1);
    assert.match(draft.number, /^20261122-[0-9A-F]{8}$/);
    assert.equal(await patientSees(c), null);

    const saved = await save(t, c, draft, [AMOXICILLIN]);
    assert.equal(saved.status, 200);
    const [item] = saved.body.items;
    assert.deepEqual(item.quantity, { packs: 2, units: '21' });
    assert.equal(item.directions['zh-CN'], '每次 0.5 g（1 粒），每日 3 次，口服，共 7 天');
    assert.equal(item.route, 'oral');
    assert.equal(saved.body.checks.signable, true);
    assert.equal(await patientSees(c), null, 'a draft is the doctor’s own');

    const rx = (await sign(t, c, saved.body)).body;
    assert.equal(rx.state, 'pending_review');
    assert.match(rx.rxHash, /^[0-9a-f]{64}$/);
    // The day ends at midnight in Shanghai.
    assert.equal(rx.validUntil, '2026-11-22T16:00:00.000Z');
    assert.deepEqual(
      rx.seals.map((s: { role: string; verdict: string; level: string }) => [s.role, s.verdict, s.level]),
      [['doctor', 'valid', 'seal']],
    );

    const waiting = await patientSees(c);
    assert.equal(waiting!.state, 'pending_review');
    assert.equal(waiting!.accessCode, null, 'nothing to fetch before the pass');

    const list = await t.call('GET', '/renhe/prescriptions/reviews', { token: pharmacist.token });
    const row = list.body.prescriptions.find(
      (p: { prescriptionId: string }) => p.prescriptionId === rx.prescriptionId,
    );
    assert.equal(row.patientName, '王秀英');
    assert.equal(row.medicines[0].en, 'Amoxicillin capsules');

    const passed = await decide(t, c, rx.prescriptionId, pharmacist.token, 'approve');
    assert.equal(passed.status, 200, JSON.stringify(passed.body));
    assert.equal(passed.body.state, 'approved');
    assert.equal(passed.body.review.pharmacist.clinicianId, pharmacist.clinicianId);

    const held = PatientPrescription.parse(await patientSees(c));
    assert.equal(held.state, 'approved');
    assert.match(held.accessCode!, /^[0-9A-HJKMNP-TV-Z]{32}$/);
    assert.deepEqual(
      held.seals.map((s) => [s.role, s.verdict]),
      [
        ['doctor', 'valid'],
        ['pharmacist', 'valid'],
      ],
    );
    assert.equal(
      held.items[0]!.directions!.en,
      'Take 0.5 g (1 capsule) by mouth, 3 times a day, for 7 days.',
    );

    const checked = await t.call('GET', rxPath(c, rx.prescriptionId, 'seals'), { token: c.patientToken });
    assert.deepEqual(
      checked.body.seals.map((s: { verdict: string }) => s.verdict),
      ['valid', 'valid'],
    );

    const trail = await sql<{ action: string; actor_role: string }>(
      `SELECT action, actor_role FROM audit_entries WHERE resource_id = $1 ORDER BY audit_id`,
      [rx.prescriptionId],
    );
    assert.deepEqual(trail, [
      { action: 'prescription.created', actor_role: 'doctor' },
      { action: 'prescription.saved', actor_role: 'doctor' },
      { action: 'prescription.signed', actor_role: 'doctor' },
      { action: 'review.taken', actor_role: 'pharmacist' },
      { action: 'prescription.approved', actor_role: 'pharmacist' },
    ]);
    const events = await sql<{ event: string; topics: string[]; payload: object }>(
      `SELECT event, topics, payload FROM outbox WHERE payload->>'resourceId' = $1 ORDER BY outbox_id`,
      [rx.prescriptionId],
    );
    assert.deepEqual(events.at(-1)!.topics, [
      `visit:${c.visitId}`,
      `desk:${c.doctor.clinicianId}`,
      'reviews',
    ]);
    assert.equal(JSON.stringify(events).includes('王秀英'), false, 'the outbox carries no personal data');
  });

  it('refuses to sign what the checks block, and says why', async () => {
    const c = await inConsult(t, { diagnosed: false });
    const draft = await create(t, c);
    const saved = (
      await save(t, c, draft, [
        line('tramadol-er-tablet-100mg', { dose: { value: '1', unit: 'tablet' }, frequency: 'bid' }),
      ])
    ).body;
    const refused = await sign(t, c, saved);
    assert.equal(refused.status, 409);
    assert.equal(refused.body.code, 'checks-blocked');
    const blocks = refused.body.current.findings.filter((f: { severity: string }) => f.severity === 'block');
    assert.deepEqual(
      blocks.map((f: { check: string }) => f.check),
      ['cn.rx.specially-controlled', 'diagnosis-missing'],
    );
    // The diagnosis comes with the note; the medicine stays refused.
    await writeNote(t, c, 0);
    const again = (await t.call('GET', rxPath(c, draft.prescriptionId), { token: c.doctor.token })).body;
    assert.equal((await sign(t, c, again)).body.code, 'checks-blocked');
  });

  it('signs with a coded reason where the check allows one, and with none where it does not', async () => {
    const c = await inConsult(t);
    const twice = [
      line('paracetamol-tablet-500mg', { dose: { value: '1', unit: 'tablet' }, days: 3 }),
      line('paracetamol-oral-suspension-32mg', {
        dose: { value: '5', unit: 'ml' },
        frequency: 'qd',
        days: 3,
      }),
    ];
    const draft = await create(t, c);
    const saved = (await save(t, c, draft, twice)).body;
    const duplicate = saved.checks.findings.find((f: { check: string }) => f.check === 'duplicate');
    assert.equal(duplicate.overridable, true);
    assert.equal((await sign(t, c, saved)).body.code, 'checks-blocked');
    const reasoned = await save(t, c, saved, twice, {
      overrides: [{ key: duplicate.key, reason: 'no-alternative', text: '' }],
    });
    assert.equal(reasoned.body.checks.signable, true);
    const rx = (await sign(t, c, reasoned.body)).body;
    assert.equal(rx.state, 'pending_review');
    assert.deepEqual(
      rx.overrides.map((o: { reason: string }) => o.reason),
      ['no-alternative'],
      'the reason is sealed with it',
    );
  });

  it('tells the second tab and loses nothing', async () => {
    const c = await inConsult(t);
    const draft = await create(t, c);
    assert.equal((await save(t, c, draft, [AMOXICILLIN])).status, 200);
    const second = await save(t, c, draft, []);
    assert.equal(second.status, 409);
    assert.equal(second.body.code, 'version-conflict');
    assert.equal(second.body.current.items.length, 1, 'the newest comes with the refusal');
    assert.equal(second.body.current.rowVersion, 1);
  });

  it('refuses a signature over alerts that are no longer those', async () => {
    const c = await inConsult(t);
    const saved = (await save(t, c, await create(t, c), [AMOXICILLIN])).body;
    const { status, body } = await sign(t, c, {
      ...saved,
      checks: { ...saved.checks, alertSetHash: '0'.repeat(64) },
    });
    assert.equal(status, 409);
    assert.equal(body.code, 'version-conflict');
    assert.equal(body.current.checks.alertSetHash, saved.checks.alertSetHash);
  });

  it('lets nobody else near a draft', async () => {
    const c = await inConsult(t);
    const draft = await create(t, c);
    const other = await addPerson(t);
    for (const [method, action, body] of [
      ['GET', '', undefined],
      ['PUT', '', { rowVersion: 0, items: [], longReason: '', guardianConfirmed: false, overrides: [] }],
      ['POST', 'sign', { rowVersion: 0, alertSetHash: '' }],
      ['POST', 'void', { reason: 'other', note: '' }],
      ['POST', 'revise', undefined],
      ['GET', 'seals', undefined],
    ] as const) {
      const answer = await t.call(method, rxPath(c, draft.prescriptionId, action), {
        token: other.token,
        body,
      });
      assert.deepEqual([answer.status, answer.body.code], [404, 'not-found'], `${method} ${action}`);
    }
    const byPharmacist = await t.call('GET', rxPath(c, draft.prescriptionId), { token: pharmacist.token });
    assert.equal(byPharmacist.status, 404);
    const byPatient = await t.call('GET', rxPath(c, draft.prescriptionId, 'seals'), {
      token: c.patientToken,
    });
    assert.equal(byPatient.status, 404);
    const path = `/renhe/encounters/${c.encounterId}/prescriptions`;
    assert.equal((await t.call('POST', path, { token: other.token })).status, 404);
    assert.equal((await t.call('GET', path, { token: other.token })).status, 404);
  });

  it('gives a doctor who may only advise no prescription', async () => {
    const c = await inConsult(t, { treatmentRight: false });
    const { status, body } = await t.call('POST', `/renhe/encounters/${c.encounterId}/prescriptions`, {
      token: c.doctor.token,
    });
    assert.deepEqual([status, body.code], [403, 'not-entitled']);
  });

  it('takes the right away at once, even from a draft that was begun with it', async () => {
    const c = await inConsult(t);
    const saved = (await save(t, c, await create(t, c), [AMOXICILLIN])).body;
    await sql('UPDATE clinician_departments SET treatment_right = false WHERE clinician_id = $1', [
      c.doctor.clinicianId,
    ]);
    assert.equal((await sign(t, c, saved)).body.code, 'not-entitled');
  });

  it('keeps one under way at a time', async () => {
    const c = await inConsult(t);
    const first = await create(t, c);
    const path = `/renhe/encounters/${c.encounterId}/prescriptions`;
    const second = await t.call('POST', path, { token: c.doctor.token });
    assert.deepEqual([second.status, second.body.code], [409, 'state-conflict']);
    assert.equal(second.body.current.prescriptionId, first.prescriptionId);
    await t.call('POST', rxPath(c, first.prescriptionId, 'void'), {
      token: c.doctor.token,
      body: { reason: 'other', note: '重开' },
    });
    const [a, b] = await Promise.all([
      t.call('POST', path, { token: c.doctor.token }),
      t.call('POST', path, { token: c.doctor.token }),
    ]);
    assert.deepEqual([a.status, b.status].sort(), [201, 409]);
  });

  it('names a medicine that it does not know', async () => {
    const c = await inConsult(t);
    const { status, body } = await save(t, c, await create(t, c), [AMOXICILLIN, line('aqua-vitae-500mg')]);
    assert.equal(status, 422);
    assert.equal(body.errors[0].pointer, '/items/1/drugId');
  });

  it('lists what waits for the doctor', async () => {
    const c = await inConsult(t);
    const mine = async () =>
      (await t.call('GET', '/renhe/prescriptions/mine', { token: c.doctor.token })).body.prescriptions.map(
        (p: { state: string }) => p.state,
      );
    assert.deepEqual(await mine(), []);
    const rx = await signed(t, c);
    assert.deepEqual(await mine(), []);
    await decide(t, c, rx.prescriptionId, pharmacist.token, 'return');
    assert.deepEqual(await mine(), ['returned']);
    const revision = await t.call('POST', rxPath(c, rx.prescriptionId, 'revise'), { token: c.doctor.token });
    assert.equal(revision.status, 201);
    assert.deepEqual(await mine(), ['draft']);
  });

  it('shows a pharmacist the same hash that it takes back, and the triage beside it', async () => {
    const c = await inConsult(t);
    const rx = await signed(t, c);
    const one = await seen(t, c, rx.prescriptionId, pharmacist.token);
    const two = await seen(t, c, rx.prescriptionId, pharmacist.token);
    assert.equal(one.checks.alertSetHash, two.checks.alertSetHash);
    assert.equal(one.rxHash, rx.rxHash);
    assert.equal(one.triage, null);
  });

  it('lets a small child’s prescription through only with guardian and confirmation', async () => {
    const guardian = { name: '李强', phone: '13900000000', relation: 'parent' };
    const c = await inConsult(t, { patient: { birthDate: '2020-11-23', guardian } });
    const syrup = line('ibuprofen-oral-suspension-20mg', {
      dose: { value: '5', unit: 'ml' },
      frequency: 'prn',
      maxPerDay: 3,
      days: 2,
    });
    const saved = (await save(t, c, await create(t, c), [syrup])).body;
    assert.equal(saved.patient.ageYears, 5);
    assert.equal((await sign(t, c, saved)).body.current.findings[0].check, 'cn.rx.small-child');
    const confirmed = (await save(t, c, saved, [syrup], { guardianConfirmed: true })).body;
    const rx = (await sign(t, c, confirmed)).body;
    assert.equal(rx.state, 'pending_review');
    assert.equal(
      rx.checks.findings.some((f: { check: string }) => f.check === 'age-dose'),
      true,
    );
    assert.deepEqual([rx.patient.guardianName, rx.guardianConfirmed], ['李强', true]);
  });

  it('stops at the patient’s own allergy', async () => {
    const c = await inConsult(t, { patient: { allergies: { status: 'some', items: ['青霉素'] } } });
    const saved = (await save(t, c, await create(t, c), [AMOXICILLIN])).body;
    const refused = await sign(t, c, saved);
    assert.deepEqual([refused.status, refused.body.code], [409, 'checks-blocked']);
    assert.equal(refused.body.current.findings[0].check, 'allergy');
  });

  it('follows the other hospital’s own pack, formulary and calendar', async () => {
    const c = await inConsult(t, { hospitalId: 'lakeside' });
    const rx = await signed(t, c);
    assert.equal(rx.checks.rulePack.id, 'generic');
    // 20:00 on the 21st in Chicago; its day ends four hours later.
    assert.equal(rx.validUntil, '2026-11-22T06:00:00.000Z');
    assert.match(rx.number, /^20261121-/);
    const reviewer = await addPerson(t, { hospitalId: 'lakeside', role: 'pharmacist' });
    assert.equal((await decide(t, c, rx.prescriptionId, reviewer.token, 'approve')).body.state, 'approved');
  });

  it('signs once, however often it is asked at once', async () => {
    const c = await inConsult(t);
    const saved = (await save(t, c, await create(t, c), [AMOXICILLIN])).body;
    const all = await Promise.all([sign(t, c, saved), sign(t, c, saved), sign(t, c, saved)]);
    assert.deepEqual(all.map((a) => a.status).toSorted(), [200, 409, 409]);
    assert.deepEqual(
      [...new Set(all.filter((a) => a.status === 409).map((a) => a.body.code))],
      ['state-conflict'],
    );
    const seals = await sql('SELECT 1 FROM prescription_seals WHERE prescription_id = $1', [
      saved.prescriptionId,
    ]);
    assert.equal(seals.length, 1);
  });
});
