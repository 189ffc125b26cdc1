/** A refill from the grant to the pharmacist's pass, and what stops it on the way; the clock is the test's. */
import assert from 'node:assert/strict';
import { after, before, beforeEach, describe, it } from 'node:test';
import type { Prescription } from '@care-elements/contract/prescription.ts';
import type { Refill } from '@care-elements/contract/refill.ts';
import { SYSTEM } from '../../../server/actor.ts';
import { expireRefills } from '../../../server/refills/service.ts';
import { inHospital } from '../../../server/work.ts';
import { openTestApp, type Answer, type TestApp } from '../../kit/open-test-app.ts';
import { STAFF, trailOf } from '../dispensing/kit.ts';
import { addPerson, AMOXICILLIN, decide, rxPath, save, sign } from '../prescriptions/kit.ts';
import * as kit from './kit.ts';

const START = new Date('2026-11-28T02:00:00Z');

describe('a refill', () => {
  let t: TestApp;
  let now = START;
  before(async () => {
    t = await openTestApp({ now: () => now });
  });
  after(() => t.close());
  beforeEach(() => {
    now = START;
  });

  const said = (a: Answer) => `${a.status} ${JSON.stringify(a.body)}`;
  const ok = <T>(a: Answer<T>): T => {
    assert.ok(a.status < 300, said(a));
    return a.body;
  };
  const refused = (a: Answer, code: string, obstacle?: string) => {
    assert.equal(a.body.code, code, said(a));
    if (obstacle) assert.equal(a.body.current.obstacle, obstacle, said(a));
  };
  /** Another day of the hospital (Shanghai), at ten in the morning. */
  const onDay = async (day: string, c: kit.Case) => {
    now = new Date(`${day}T02:00:00Z`);
    return kit.back(t, c);
  };
  const sql = (query: string, hospitalId = 'renhe') =>
    t.deps.db.tenant(hospitalId, (tx) => tx.execute(query));
  const draftOf = async (c: kit.Case, id: string): Promise<Prescription> =>
    ok(await t.call('GET', rxPath(c, id), { token: c.doctor.token }));
  const pass = async (c: kit.Case, id: string) => {
    const reviewer = await t.tokenOf(c.hospitalId, STAFF[c.hospitalId].reviewer, 'pharmacist');
    return decide(t, c, id, reviewer, 'approve');
  };
  const visitRefill = async (c: kit.Case): Promise<Refill> =>
    ok(await t.call('GET', `/${c.hospitalId}/visits/${c.visitId}/refill`, { token: c.patientToken })).refill;

  it('is granted, asked for, prescribed, signed and passed, twice; then it is used up', async () => {
    const { c: first, refill } = await kit.granted(t);
    assert.deepEqual([refill.days, refill.intervalDays, refill.left, refill.state], [7, 4, 2, 'active']);
    assert.deepEqual(
      refill.slots.map(({ from, state }) => [from, state]),
      [
        ['2026-12-02', 'open'],
        ['2026-12-06', 'open'],
      ],
    );
    assert.deepEqual(refill.next, { slot: 1, from: '2026-12-02', obstacle: 'under-way' });

    let c = await onDay('2026-12-03', first);
    assert.equal((await visitRefill(c)).next!.obstacle, null);
    refused(await kit.request(t, c, refill, 2), 'state-conflict');
    ok(await kit.request(t, c, refill));
    const desk = ok(await t.call('GET', '/renhe/refills/requests', { token: c.doctor.token }));
    const mine = desk.requests.filter((r: { refill: Refill }) => r.refill.refillId === refill.refillId);
    assert.deepEqual([mine.length, mine[0].slot, mine[0].own, mine[0].obstacle], [1, 1, true, null]);
    const made = ok(await kit.accept(t, c, refill));
    const draft = await draftOf(c, made.prescriptionId);
    assert.equal(draft.state, 'draft');
    assert.equal(draft.encounterId, c.encounterId);
    assert.deepEqual(
      draft.items.map(({ drugId, days }) => [drugId, days]),
      [['amlodipine-tablet-5mg', 7]],
    );
    ok(await sign(t, c, draft));
    assert.equal(ok(await pass(c, made.prescriptionId)).state, 'approved');
    const reviewer = await t.tokenOf('renhe', 'he', 'pharmacist');
    const path = rxPath(c, made.prescriptionId, 'refill');
    assert.equal(ok(await t.call('GET', path, { token: reviewer })).refill.refillId, refill.refillId);
    const again = await t.call('POST', path, {
      ...{ token: c.doctor.token, body: { slots: 1, reason: 'x', assessed: true } },
    });
    refused(again, 'state-conflict');

    // The second slot waits for the interval after the supply of 3 December, whatever day it was meant for.
    c = await onDay('2026-12-06', c);
    refused(await kit.request(t, c, refill, 2), 'too-early', 'too-early');
    c = await onDay('2026-12-07', c);
    ok(await kit.request(t, c, refill, 2));
    const second = ok(await kit.accept(t, c, refill, 2));
    assert.equal(second.refill.state, 'used_up');
    ok(await sign(t, c, await draftOf(c, second.prescriptionId)));
    ok(await pass(c, second.prescriptionId));
    refused(await kit.request(t, c, refill, 2), 'state-conflict');
    assert.deepEqual(await trailOf(t, refill.refillId), [
      'refill.granted doctor',
      'refill.requested patient',
      'refill.accepted doctor',
      'refill.requested patient',
      'refill.accepted doctor',
      'refill.used_up doctor',
    ]);
  });

  it('is given once per prescription, only by its prescriber, only after the pass, as far as the law goes', async () => {
    const c = await kit.passed(t);
    refused(await kit.grant(t, c, 11 + 1), 'invalid-input');
    const other = await addPerson(t);
    refused(await kit.grant(t, { ...c, doctor: other }), 'not-found');
    // Seven days twelve times are the twelve weeks of the law.
    ok(await kit.grant(t, c, 11));
    refused(await kit.grant(t, c, 1), 'state-conflict');
    const week = await kit.passed(t, 'renhe', [AMOXICILLIN]);
    refused(await kit.grant(t, week, 1), 'law-blocked');
    // The cautious house pack ends at four weeks.
    refused(await kit.grant(t, await kit.passed(t, 'lakeside'), 4), 'law-blocked');
    ok(await kit.grant(t, await kit.passed(t, 'lakeside'), 3));
  });

  it('begins on its day where the hospital is, also when clocks went back meanwhile', async () => {
    now = new Date('2026-10-29T17:00:00Z');
    const { c, refill } = await kit.granted(t, 1, 'lakeside');
    assert.equal(refill.next!.from, '2026-11-02');
    // Chicago's summer time ends on 1 November: midnight is at 06:00 UTC from then on.
    now = new Date('2026-11-02T05:59:59.999Z');
    refused(await kit.request(t, await kit.back(t, c), refill), 'too-early', 'too-early');
    now = new Date('2026-11-02T06:00:00Z');
    ok(await kit.request(t, await kit.back(t, c), refill));
  });

  it('ends at its end: reads and writes see it before the sweep writes it down', async () => {
    const { c: first, refill } = await kit.granted(t, 1);
    assert.equal(refill.validUntil, '2026-12-11T16:00:00.000Z');
    now = new Date('2026-12-11T15:59:59.999Z');
    let c = await kit.back(t, first);
    ok(await kit.request(t, c, refill));
    now = new Date('2026-12-11T16:00:00Z');
    c = await kit.back(t, c);
    const over = await visitRefill(c);
    assert.deepEqual([over.state, over.slots[0]!.state, over.next], ['expired', 'lapsed', null]);
    refused(await kit.accept(t, c, refill), 'state-conflict');
    const desk = ok(await t.call('GET', '/renhe/refills/requests', { token: c.doctor.token }));
    assert.deepEqual(desk.requests, []);
    const swept = await inHospital(t.deps, 'renhe', { doer: SYSTEM, requestId: null }, expireRefills);
    assert.ok(swept >= 1);
    assert.equal((await trailOf(t, refill.refillId)).at(-1), 'refill.expired system');
  });

  it('is not signed any more once an allergy, the diagnosis or the dose is another', async () => {
    const { c: first, refill } = await kit.granted(t);
    const c = await onDay('2026-12-02', first);
    ok(await kit.request(t, c, refill));
    const { prescriptionId } = ok(await kit.accept(t, c, refill));

    const allergies = (value: string) =>
      sql(`UPDATE patients SET allergies = '${value}' WHERE patient_id = '${c.patientId}'`);
    await allergies('{"status":"some","items":["青霉素"]}');
    refused(await sign(t, c, await draftOf(c, prescriptionId)), 'state-conflict', 'allergies-changed');
    await allergies('{"status":"none","items":[]}');

    const note = (from: string, to: string) =>
      sql(`UPDATE encounters SET note = replace(note::text, '${from}', '${to}')::jsonb
        WHERE encounter_id = '${c.encounterId}'`);
    await note('"J06.9"', '"J20.9"');
    refused(await sign(t, c, await draftOf(c, prescriptionId)), 'state-conflict', 'diagnosis-changed');
    await note('"J20.9"', '"J06.9"');

    const twice = { ...kit.AMLODIPINE, dose: { value: '10', unit: 'mg' as const } };
    let draft: Prescription = ok(await save(t, c, await draftOf(c, prescriptionId), [twice]));
    refused(await sign(t, c, draft), 'state-conflict', 'dose-changed');
    draft = ok(await save(t, c, draft, [{ ...kit.AMLODIPINE, note: '早上吃' }]));
    ok(await sign(t, c, draft));
  });

  it('is not asked for once an allergy is another', async () => {
    const { c: first, refill } = await kit.granted(t);
    const c = await onDay('2026-12-02', first);
    await sql(`UPDATE patients SET allergies = '{"status":"some","items":["花生"]}'
      WHERE patient_id = '${c.patientId}'`);
    refused(await kit.request(t, c, refill), 'state-conflict', 'allergies-changed');
  });

  it('is taken back: what is not signed is not signed any more, and nothing is asked for', async () => {
    const { c: first, refill } = await kit.granted(t);
    const c = await onDay('2026-12-02', first);
    ok(await kit.request(t, c, refill));
    const { prescriptionId } = ok(await kit.accept(t, c, refill));
    const taken: Refill = ok(await kit.revoke(t, c, refill));
    assert.deepEqual(
      taken.slots.map(({ state }) => state),
      ['prescribed', 'lapsed'],
    );
    refused(await sign(t, c, await draftOf(c, prescriptionId)), 'state-conflict', 'revoked');
    refused(await kit.request(t, c, refill, 2), 'state-conflict');
    refused(await kit.revoke(t, c, refill), 'state-conflict');
  });

  it('a returned refill is revised and still is one: its dose stays', async () => {
    const { c: first, refill } = await kit.granted(t);
    const c = await onDay('2026-12-02', first);
    ok(await kit.request(t, c, refill));
    const { prescriptionId } = ok(await kit.accept(t, c, refill));
    ok(await sign(t, c, await draftOf(c, prescriptionId)));
    const reviewer = await t.tokenOf('renhe', 'he', 'pharmacist');
    ok(await decide(t, c, prescriptionId, reviewer, 'return'));
    const revision: Prescription = ok(
      await t.call('POST', rxPath(c, prescriptionId, 'revise'), { token: c.doctor.token }),
    );
    const twice = { ...kit.AMLODIPINE, dose: { value: '10', unit: 'mg' as const } };
    const changed = ok(await save(t, c, revision, [twice]));
    refused(await sign(t, c, changed), 'state-conflict', 'dose-changed');
    ok(await sign(t, c, ok(await save(t, c, changed, [kit.AMLODIPINE]))));
  });

  it('of many requests of one slot, and of many decisions, one is taken', async () => {
    const { c: first, refill } = await kit.granted(t);
    const c = await onDay('2026-12-02', first);
    const asked = await Promise.all(Array.from({ length: 8 }, () => kit.request(t, c, refill)));
    assert.equal(asked.filter(({ status }) => status === 200).length, 1, asked.map(said).join('\n'));
    const decided = await Promise.all([
      ...Array.from({ length: 4 }, () => kit.accept(t, c, refill)),
      ...Array.from({ length: 4 }, () => kit.decline(t, c, refill)),
    ]);
    assert.equal(decided.filter(({ status }) => status === 200).length, 1, decided.map(said).join('\n'));
    const { rows } = await sql(
      `SELECT count(*)::int AS n FROM prescriptions WHERE visit_id = '${c.visitId}' AND state = 'draft'`,
    );
    assert.equal(rows[0]!['n'], decided.slice(0, 4).some(({ status }) => status === 200) ? 1 : 0);
  });

  it('the same request sent again is answered as the first was', async () => {
    const { c: first, refill } = await kit.granted(t);
    const c = await onDay('2026-12-02', first);
    const send = () =>
      t.call('POST', `/renhe/refills/${refill.refillId}/request`, {
        ...{ token: c.patientToken, key: 'refill-request-once-1', body: { slot: 1, nothingChanged: true } },
      });
    const [one, two] = [ok(await send()), ok(await send())];
    assert.deepEqual(one, two);
    refused(
      await t.call('POST', `/renhe/refills/${refill.refillId}/request`, {
        ...{ token: c.patientToken, body: { slot: 1, nothingChanged: false } },
      }),
      'invalid-input',
    );
  });

  it('a colleague finds it only once the prescriber is gone, and may decline it, not prescribe', async () => {
    const { c: first, refill } = await kit.granted(t);
    const c = await onDay('2026-12-02', first);
    ok(await kit.request(t, c, refill));
    const colleague = await addPerson(t);
    const list = async () =>
      ok(await t.call('GET', '/renhe/refills/requests', { token: colleague.token })).requests.filter(
        (r: { refill: Refill }) => r.refill.refillId === refill.refillId,
      );
    assert.deepEqual(await list(), []);
    refused(await kit.decline(t, c, refill, 1, colleague.token), 'not-found');
    await sql(`UPDATE clinicians SET active = false WHERE clinician_id = '${c.doctor.clinicianId}'`);
    assert.deepEqual(
      (await list()).map((r: { own: boolean }) => r.own),
      [false],
    );
    refused(await kit.accept(t, c, refill, 1, colleague.token), 'not-entitled');
    const declined: Refill = ok(await kit.decline(t, c, refill, 1, colleague.token));
    assert.deepEqual(
      [declined.slots[0]!.state, declined.slots[0]!.reason, declined.left],
      ['declined', 'see-doctor', 1],
    );
  });

  it('the patient’s way back lasts as long as the refill, and not longer', async () => {
    const { c, refill } = await kit.granted(t);
    const keep = (token: string) => t.call('POST', `/renhe/visits/${c.visitId}/refill/access`, { token });
    const kept = ok(await keep(c.patientToken));
    assert.equal(kept.expiresAt, refill.validUntil);
    now = new Date('2026-12-10T02:00:00Z');
    const read = (token: string) => t.call('GET', `/renhe/visits/${c.visitId}/refill`, { token });
    refused(await read(c.patientToken), 'token-expired');
    ok(await kit.request(t, { ...c, patientToken: kept.token }, refill));
    now = new Date(refill.validUntil);
    refused(await read(kept.token), 'token-expired');
    const without = await kit.passed(t);
    refused(
      await t.call('POST', `/renhe/visits/${without.visitId}/refill/access`, { token: without.patientToken }),
      'state-conflict',
    );
  });

  it('another visit’s patient sees and asks nothing', async () => {
    const { c, refill } = await kit.granted(t);
    const { token } = await t.openVisit();
    refused(await kit.request(t, { ...c, patientToken: token }, refill), 'not-found');
    refused(await t.call('GET', `/renhe/visits/${c.visitId}/refill`, { token }), 'not-found');
  });
});
