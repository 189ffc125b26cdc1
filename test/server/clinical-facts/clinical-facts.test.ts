import assert from 'node:assert/strict';
import { after, before, describe, it } from 'node:test';
import pg from 'pg';
import type { ClinicalFacts } from '@care-elements/contract/clinical-facts.ts';
import { NOTHING_KNOWN } from '../../../server/clinical-facts/service.ts';
import { SYSTEM } from '../../../server/actor.ts';
import { planEncounter, startEncounter } from '../../../server/encounters/lifecycle.ts';
import { encounterOfVisit } from '../../../server/encounters/service.ts';
import { insertEntry } from '../../../server/queue/repo.ts';
import { insertResult } from '../../../server/triage/repo.ts';
import { inHospital } from '../../../server/work.ts';
import { openTestApp, type TestApp } from '../../kit/open-test-app.ts';
import {
  addPerson,
  create,
  inConsult,
  save,
  seen,
  sign,
  signed,
  type Consult,
  AMOXICILLIN,
  line,
} from '../prescriptions/kit.ts';

describe('clinical facts', () => {
  let t: TestApp;
  before(async () => (t = await openTestApp({ now: () => new Date('2026-11-22T02:00:00Z') })));
  after(() => t.close());

  const path = (c: Consult) => `/${c.hospitalId}/encounters/${c.encounterId}/clinical-facts`;
  const get = async (c: Consult) => (await t.call('GET', path(c), { token: c.doctor.token })).body;
  const put = (c: Consult, facts: Partial<ClinicalFacts>, rowVersion = 0) =>
    t.call('PUT', path(c), {
      token: c.doctor.token,
      body: { rowVersion, facts: { ...NOTHING_KNOWN, ...facts } },
    });

  it('begin with nothing known, are saved, and leave a trail', async () => {
    const c = await inConsult(t);
    assert.deepEqual(await get(c), { facts: NOTHING_KNOWN, rowVersion: 0, savedAt: null });
    const saved = await put(c, { weightKg: '62.5', weighedOn: '2026-11-20', egfr: 55, liver: 'mild' });
    assert.equal(saved.status, 200, JSON.stringify(saved.body));
    assert.equal(saved.body.rowVersion, 1);
    assert.deepEqual(await get(c), saved.body);
    const client = new pg.Client(t.superuserUrl);
    await client.connect();
    const { rows } = await client.query(
      `SELECT action, actor_role FROM audit_entries WHERE resource_id = $1 AND resource_type = 'Observation'`,
      [c.encounterId],
    );
    await client.end();
    assert.deepEqual(rows, [{ action: 'clinical_facts.saved', actor_role: 'doctor' }]);
  });

  it('begin with what the patient told in triage, and with what the doctor before has recorded', async () => {
    for (const [answer, pregnancy] of [
      ['pregnant', 'yes'],
      ['maybe-pregnant', 'unknown'],
      ['postpartum', 'no'],
      ['not-pregnant', 'no'],
    ] as const) {
      const c = await inConsult(t, { patient: { sex: 'female', birthDate: '1996-01-01' } });
      await inHospital(t.deps, c.hospitalId, { doer: SYSTEM, requestId: null }, ({ tx, newId, now }) =>
        insertResult(tx, {
          ...{ hospitalId: c.hospitalId, triageResultId: newId(), visitId: c.visitId, level: 3 },
          ...{ engineVersion: '1', protocols: [], epidemics: [], answers: { pregnant: [answer] } },
          ...{ facts: {}, regions: {}, words: '', fired: [], unsure: [], createdAt: now },
          outcome: {
            ...{ departments: [], reasons: [], advice: [], callAgainIf: [], flags: [], complaints: [] },
            ...{ answers: [], reviewed: false, crisisLine: null, wanted: [], saidLine: null },
          },
        }),
      );
      const begun = await get(c);
      assert.deepEqual([begun.facts.pregnancy, begun.savedAt], [pregnancy, null], answer);
    }
    const c = await inConsult(t);
    await put(c, { weightKg: '62.5', weighedOn: '2026-11-20' });
    const colleague = await addPerson(t);
    const client = new pg.Client(t.superuserUrl);
    await client.connect();
    await client.query(`UPDATE encounters SET state = 'cancelled' WHERE encounter_id = $1`, [c.encounterId]);
    const { rows } = await client.query(
      `UPDATE queue_entries SET state = 'transferred', ended_at = now() WHERE visit_id = $1 RETURNING *`,
      [c.visitId],
    );
    await client.end();
    // As a transfer leaves it: another encounter of the same visit, in the colleague's name.
    const entryId = t.deps.newId();
    const encounterId = await inHospital(
      t.deps,
      c.hospitalId,
      { doer: SYSTEM, requestId: null },
      async (work) => {
        const { tx, now } = work;
        const entry = await insertEntry(tx, {
          ...{ hospitalId: c.hospitalId, entryId, visitId: c.visitId, departmentId: rows[0].department_id },
          ...{ state: 'in_consult', ticket: 'T-next', level: 3, flags: [], complaint: '咳嗽' },
          ...{
            joinedAt: now,
            rankAt: now,
            clinicianId: colleague.clinicianId,
            calledAt: now,
            respondBy: now,
          },
          ...{ enteredAt: now, endedAt: null, previousEntryId: rows[0].entry_id },
        });
        await planEncounter(work, entry, colleague.clinicianId);
        await startEncounter(work, entryId);
        return (await encounterOfVisit(work, c.visitId))!.encounterId;
      },
    );
    const handed = await get({ ...c, encounterId, doctor: colleague });
    assert.deepEqual([handed.facts.weightKg, handed.rowVersion, handed.savedAt], ['62.5', 0, null]);
  });

  it('tell the second window, and lose nothing', async () => {
    const c = await inConsult(t);
    const both = await Promise.all([put(c, { egfr: 40 }), put(c, { egfr: 50 })]);
    assert.deepEqual(both.map(({ status }) => status).sort(), [200, 409]);
    const lost = both.find(({ status }) => status === 409)!.body;
    assert.equal(lost.code, 'version-conflict');
    assert.deepEqual(lost.current, await get(c));
    assert.equal((await put(c, { egfr: 50 }, 0)).status, 409, 'an old version');
    assert.equal((await put(c, { egfr: 50 }, 1)).body.rowVersion, 2);
  });

  it('drop what makes no sense alone, and refuse what cannot be', async () => {
    const c = await inConsult(t);
    const { body } = await put(c, {
      ...{ pregnancy: 'no', pregnancyWeeks: 12, weightKg: null, weighedOn: '2026-11-20' },
      medicines: { status: 'none', items: [{ drugId: null, text: '阿司匹林' }] },
    });
    assert.deepEqual(
      [body.facts.pregnancyWeeks, body.facts.weighedOn, body.facts.medicines.items],
      [null, null, []],
    );
    for (const bad of [
      { weightKg: '0.1' },
      { weightKg: '401' },
      { weightKg: '-3' },
      { egfr: 0 },
      { egfr: 201 },
    ])
      assert.equal((await put(c, bad, 1)).status, 422, JSON.stringify(bad));
  });

  it('are the doctor’s own', async () => {
    const c = await inConsult(t);
    const other = await addPerson(t);
    const pharmacist = await addPerson(t, { role: 'pharmacist' });
    for (const method of ['GET', 'PUT'] as const) {
      const body = method === 'PUT' ? { rowVersion: 0, facts: NOTHING_KNOWN } : undefined;
      assert.equal((await t.call(method, path(c), { token: other.token, body })).status, 404);
      assert.equal((await t.call(method, path(c), { token: pharmacist.token, body })).status, 403);
      assert.equal((await t.call(method, path(c), { token: c.patientToken, body })).status, 403);
    }
  });

  it('are what a prescription is checked against, and sealed with it', async () => {
    const c = await inConsult(t);
    const rx = await create(t, c);
    const nsaid = line('ibuprofen-er-capsule-300mg', {
      dose: { value: '300', unit: 'mg' },
      frequency: 'bid',
    });
    const before = (await save(t, c, rx, [nsaid])).body;
    const found = (p: typeof before, check: string) =>
      p.checks.findings
        .filter((f: { check: string }) => f.check === check)
        .map((f: { severity: string }) => f.severity);
    assert.deepEqual(found(before, 'renal'), ['unable_to_check']);
    await put(c, { egfr: 25, liver: 'none', medicines: { status: 'none', items: [] } });
    // What was shown before is not what would be signed now.
    const stale = await sign(t, c, before);
    assert.deepEqual([stale.status, stale.body.code], [409, 'checks-blocked']);
    const now = await seen(t, c, rx.prescriptionId, c.doctor.token);
    assert.deepEqual(found(now, 'renal'), ['block']);
    await put(c, { egfr: 90, liver: 'none', medicines: { status: 'none', items: [] } }, 1);
    const again = await seen(t, c, rx.prescriptionId, c.doctor.token);
    assert.deepEqual(found(again, 'renal'), []);
    assert.equal((await sign(t, c, again)).status, 200);
    await put(c, { egfr: 10 }, 2);
    const later = await seen(t, c, rx.prescriptionId, c.doctor.token);
    assert.equal(later.facts?.egfr, 90, 'as it was signed');
    assert.deepEqual(found(later, 'renal'), []);
  });

  it('reach the pharmacist with the prescription', async () => {
    const c = await inConsult(t);
    await put(c, { weightKg: '70', pregnancy: 'no', breastfeeding: 'no' });
    const rx = await signed(t, c, [AMOXICILLIN]);
    const pharmacist = await addPerson(t, { role: 'pharmacist' });
    assert.equal((await seen(t, c, rx.prescriptionId, pharmacist.token)).facts?.weightKg, '70');
  });
});
