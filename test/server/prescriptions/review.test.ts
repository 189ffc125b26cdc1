import assert from 'node:assert/strict';
import { after, before, beforeEach, describe, it } from 'node:test';
import pg from 'pg';
import { expireDue } from '../../../server/prescriptions/end.ts';
import { startSweeper } from '../../../server/sweeper.ts';
import { openTestApp, type TestApp } from '../../kit/open-test-app.ts';
import {
  addPerson,
  AMOXICILLIN,
  asShown,
  create,
  decide,
  inConsult,
  inHand,
  line,
  rxPath,
  save,
  seen,
  sign,
  signed,
  tokenFor,
} from './kit.ts';

describe('review, revision, void and the clock', () => {
  let t: TestApp;
  let one: { clinicianId: string; token: string };
  let two: { clinicianId: string; token: string };
  let now = new Date('2026-11-22T02:00:00Z');
  before(async () => {
    t = await openTestApp({ now: () => now });
    one = await addPerson(t, { role: 'pharmacist' });
    two = await addPerson(t, { role: 'pharmacist' });
  });
  beforeEach(() => void (now = new Date('2026-11-22T02:00:00Z')));
  after(() => t.close());
  const sql = async (text: string, values: unknown[] = [], before = '') => {
    const client = new pg.Client({ connectionString: t.superuserUrl });
    await client.connect();
    try {
      if (before) await client.query(before);
      return (await client.query(text, values)).rows;
    } finally {
      await client.end();
    }
  };

  it('lets one of two pharmacists win, and tells the other who did', async () => {
    for (let i = 0; i < 8; i++) {
      const c = await inConsult(t);
      const rx = await signed(t, c);
      const shown = asShown(await inHand(t, c, rx.prescriptionId, i % 3 ? one.token : two.token));
      const decided = await Promise.all([
        t.call('POST', rxPath(c, rx.prescriptionId, 'approve'), {
          token: one.token,
          body: shown,
        }),
        t.call('POST', rxPath(c, rx.prescriptionId, i % 2 ? 'approve' : 'return'), {
          token: two.token,
          body: { ...shown, ...(i % 2 ? {} : { reason: 'dose', note: '' }) },
        }),
      ]);
      assert.deepEqual(decided.map((d) => d.status).sort(), [200, 409]);
      const lost = decided.find((d) => d.status === 409)!;
      const winner = decided[0]!.status === 200 ? one : two;
      // Before the decision the other has nothing in hand; after it they learn what it was.
      const told = lost.body;
      assert.ok(['already-decided', 'review-not-held'].includes(told.code), JSON.stringify(told));
      const by = told.code === 'already-decided' ? told.current.review.pharmacist : told.current?.pharmacist;
      assert.equal(by?.clinicianId, winner.clinicianId);
      assert.equal(winner, i % 3 ? one : two);
      const seals = await sql(
        'SELECT role FROM prescription_seals WHERE prescription_id = $1 ORDER BY role',
        [rx.prescriptionId],
      );
      assert.deepEqual(seals, [{ role: 'doctor' }, { role: 'pharmacist' }]);
      const trail = await sql(
        `SELECT action FROM audit_entries WHERE resource_id = $1 AND action IN ('prescription.approved', 'prescription.returned')`,
        [rx.prescriptionId],
      );
      assert.equal(trail.length, 1);
    }
  });

  it('does not let the prescriber review their own', async () => {
    const c = await inConsult(t);
    const rx = await signed(t, c);
    const shown = await seen(t, c, rx.prescriptionId, one.token);
    // The same person, by now a pharmacist.
    await sql(`UPDATE clinicians SET role = 'pharmacist' WHERE clinician_id = $1`, [c.doctor.clinicianId]);
    const token = await tokenFor(t, 'renhe', 'pharmacist', c.doctor.clinicianId);
    for (const action of ['approve', 'return', 'reject']) {
      const { status, body } = await t.call('POST', rxPath(c, rx.prescriptionId, action), {
        token,
        body: { rxHash: shown.rxHash, alertSetHash: shown.checks.alertSetHash, reason: 'dose', note: '' },
      });
      assert.deepEqual([status, body.code], [409, 'own-prescription']);
    }
  });

  it('takes a decision only on what was shown', async () => {
    const c = await inConsult(t);
    const rx = await signed(t, c);
    const { prescription: shown } = await inHand(t, c, rx.prescriptionId, one.token);
    for (const wrong of [
      { rxHash: '0'.repeat(64) },
      { alertSetHash: rx.checks.alertSetHash.replace(/^./, 'x') },
    ]) {
      const { status, body } = await t.call('POST', rxPath(c, rx.prescriptionId, 'approve'), {
        token: one.token,
        body: { rxHash: shown.rxHash, alertSetHash: shown.checks.alertSetHash, ...wrong },
      });
      assert.deepEqual([status, body.code], [409, 'version-conflict']);
    }
    assert.equal((await decide(t, c, rx.prescriptionId, one.token, 'approve')).status, 200);
  });

  it('returns with a coded reason; the revision is new, the returned one stays as it is', async () => {
    const c = await inConsult(t);
    const rx = await signed(t, c);
    const returned = await decide(t, c, rx.prescriptionId, one.token, 'return', {
      reason: 'dose',
      note: '请核对',
    });
    assert.equal(returned.body.state, 'returned');
    assert.deepEqual([returned.body.review.reason, returned.body.review.note], ['dose', '请核对']);
    const revision = (await t.call('POST', rxPath(c, rx.prescriptionId, 'revise'), { token: c.doctor.token }))
      .body;
    assert.deepEqual([revision.revision, revision.revises, revision.state], [2, rx.prescriptionId, 'draft']);
    assert.deepEqual(revision.items, rx.items);
    const again = await t.call('POST', rxPath(c, rx.prescriptionId, 'revise'), { token: c.doctor.token });
    assert.equal(again.body.code, 'state-conflict');

    const old = await seen(t, c, rx.prescriptionId, one.token);
    assert.deepEqual(
      [old.state, old.revisedBy, old.rxHash],
      ['returned', revision.prescriptionId, rx.rxHash],
    );
    assert.deepEqual(
      old.seals.map((s) => s.verdict),
      ['valid', 'valid'],
    );

    const saved = (await save(t, c, revision, [line(AMOXICILLIN.drugId, { days: 5 })])).body;
    const second = (await sign(t, c, saved)).body;
    assert.equal(second.state, 'pending_review');
    assert.notEqual(second.rxHash, rx.rxHash);
    assert.equal((await decide(t, c, second.prescriptionId, two.token, 'approve')).body.state, 'approved');
    const visit = await t.call('GET', `/renhe/visits/${c.visitId}`, { token: c.patientToken });
    assert.deepEqual([visit.body.prescription.revision, visit.body.prescription.state], [2, 'approved']);
  });

  it('rejects for good', async () => {
    const c = await inConsult(t);
    const rx = await signed(t, c);
    const bare = await decide(t, c, rx.prescriptionId, one.token, 'reject', { reason: 'other', note: '' });
    assert.equal(bare.body.errors[0].pointer, '/note');
    const unknown = await decide(t, c, rx.prescriptionId, one.token, 'reject', {
      reason: 'because',
      note: '',
    });
    assert.equal(unknown.body.code, 'invalid-input');
    assert.equal((await decide(t, c, rx.prescriptionId, one.token, 'reject')).body.state, 'rejected');
    const revise = await t.call('POST', rxPath(c, rx.prescriptionId, 'revise'), { token: c.doctor.token });
    assert.deepEqual([revise.body.code, revise.body.current], ['state-conflict', 'rejected']);
  });

  it('is void at its prescriber’s word, once', async () => {
    const c = await inConsult(t);
    const rx = await signed(t, c);
    await decide(t, c, rx.prescriptionId, one.token, 'approve');
    const body = { reason: 'condition-changed', note: '' };
    const path = rxPath(c, rx.prescriptionId, 'void');
    assert.equal((await t.call('POST', path, { token: c.doctor.token, body })).body.state, 'voided');
    const visit = await t.call('GET', `/renhe/visits/${c.visitId}`, { token: c.patientToken });
    assert.deepEqual([visit.body.prescription.state, visit.body.prescription.accessCode], ['voided', null]);
    assert.equal((await t.call('POST', path, { token: c.doctor.token, body })).body.code, 'state-conflict');
  });

  it('ends with the day of the hospital’s own time zone, on read and on write', async () => {
    now = new Date('2026-11-22T15:59:00Z');
    const late = await addPerson(t, { role: 'pharmacist' });
    const c = await inConsult(t);
    const rx = await signed(t, c);
    const shown = await seen(t, c, rx.prescriptionId, late.token);
    now = new Date('2026-11-22T15:59:59.999Z');
    assert.equal((await seen(t, c, rx.prescriptionId, late.token)).state, 'pending_review');
    now = new Date('2026-11-22T16:00:00Z');
    assert.equal((await seen(t, c, rx.prescriptionId, late.token)).state, 'expired');
    const refused = await t.call('POST', rxPath(c, rx.prescriptionId, 'approve'), {
      token: late.token,
      body: { rxHash: shown.rxHash, alertSetHash: shown.checks.alertSetHash },
    });
    assert.deepEqual(
      [refused.status, refused.body.code, refused.body.current],
      [409, 'state-conflict', 'expired'],
    );
    const list = await t.call('GET', '/renhe/prescriptions/reviews', { token: late.token });
    assert.equal(
      list.body.prescriptions.some((p: { prescriptionId: string }) => p.prescriptionId === rx.prescriptionId),
      false,
    );
    const voiding = await t.call('POST', rxPath(c, rx.prescriptionId, 'void'), {
      token: c.doctor.token,
      body: { reason: 'other', note: '' },
    });
    assert.equal(voiding.body.current, 'expired');

    const sweeper = startSweeper(t.deps, [
      { name: 'expiry', everyMs: 60_000, round: (work) => expireDue(work) },
    ]);
    await sweeper.round();
    await sweeper.close();
    const [row] = await sql('SELECT state, ended_at FROM prescriptions WHERE prescription_id = $1', [
      rx.prescriptionId,
    ]);
    assert.deepEqual(row, { state: 'expired', ended_at: new Date('2026-11-22T16:00:00Z') });
    const [entry] = await sql(
      `SELECT actor_role FROM audit_entries WHERE resource_id = $1 AND action = 'prescription.expired'`,
      [rx.prescriptionId],
    );
    assert.equal(entry.actor_role, 'system');
    // The next day a new one may begin.
    assert.equal((await create(t, c)).state, 'draft');
  });

  it('finds one changed character in what is stored, and passes nothing on it', async () => {
    const c = await inConsult(t);
    const rx = await signed(t, c);
    const change = (from: string, to: string) =>
      sql(
        'UPDATE prescriptions SET sealed = replace(sealed, $2, $3) WHERE prescription_id = $1',
        [rx.prescriptionId, from, to],
        `SET session_replication_role = 'replica'`,
      );
    await change('"days":7', '"days":6');
    const shown = await seen(t, c, rx.prescriptionId, one.token);
    assert.deepEqual(
      shown.seals.map((s) => [s.verdict, s.reason]),
      [['invalid', 'changed']],
    );
    const refused = await decide(t, c, rx.prescriptionId, one.token, 'approve');
    assert.deepEqual([refused.status, refused.body.code], [409, 'checks-blocked']);
    await change('"days":6', '"days":7');
    assert.equal((await decide(t, c, rx.prescriptionId, one.token, 'approve')).status, 200);
    await change('"days":7', '"days":8');
    const both = await t.call('GET', rxPath(c, rx.prescriptionId, 'seals'), { token: c.patientToken });
    assert.deepEqual(
      both.body.seals.map((s: { verdict: string }) => s.verdict),
      ['invalid', 'invalid'],
    );
  });

  it('cannot be rewritten by the server’s own role', async () => {
    const c = await inConsult(t);
    const rx = await signed(t, c);
    await assert.rejects(
      sql(`UPDATE prescriptions SET sealed = '{}' WHERE prescription_id = $1`, [rx.prescriptionId]),
      /is not changed/,
    );
    await assert.rejects(
      sql(
        'DELETE FROM prescription_seals WHERE prescription_id = $1',
        [rx.prescriptionId],
        'SET ROLE care_app',
      ),
      /permission denied/,
    );
  });

  it('keeps one key a clinician, and never in the clear', async () => {
    const c = await inConsult(t);
    const first = await signed(t, c);
    await decide(t, c, first.prescriptionId, one.token, 'return');
    const revision = (
      await t.call('POST', rxPath(c, first.prescriptionId, 'revise'), { token: c.doctor.token })
    ).body;
    const second = (await sign(t, c, revision)).body;
    assert.equal(second.seals[0].keyId, first.seals[0]!.keyId);
    const keys = await sql('SELECT private_key, public_jwk FROM seal_keys WHERE clinician_id = $1', [
      c.doctor.clinicianId,
    ]);
    assert.equal(keys.length, 1);
    assert.equal(keys[0].public_jwk.d, undefined);
    assert.equal(keys[0].private_key.toString('latin1').includes('"d"'), false);
  });

  it('belongs to its hospital alone', async () => {
    const c = await inConsult(t);
    const rx = await signed(t, c);
    const away = await addPerson(t, { hospitalId: 'lakeside', role: 'pharmacist' });
    const there = await t.call('GET', `/lakeside/prescriptions/${rx.prescriptionId}`, { token: away.token });
    assert.equal(there.status, 404);
    const here = await t.call('GET', rxPath(c, rx.prescriptionId), { token: away.token });
    assert.deepEqual([here.status, here.body.code], [403, 'wrong-hospital']);
    const list = await t.call('GET', '/lakeside/prescriptions/reviews', { token: away.token });
    assert.deepEqual(list.body.prescriptions, []);
  });
});
