import assert from 'node:assert/strict';
import { after, before, beforeEach, describe, it } from 'node:test';
import { SYSTEM } from '../../server/actor.ts';
import { estimateWait } from '../../server/queue/estimate.ts';
import { giveUpMissed } from '../../server/queue/service.ts';
import { inHospital } from '../../server/work.ts';
import { callAndEnter, NOTE, waitingPatient } from '../kit/flow.ts';
import { departmentId, openTestApp, type TestApp } from '../kit/open-test-app.ts';
import { readStream } from '../kit/read-stream.ts';

describe('queue', () => {
  let t: TestApp;
  let url: string;
  let zhao: string;
  let sun: string;
  before(async () => {
    t = await openTestApp();
    ({ url } = await t.listen());
  });
  after(() => t.close());
  // Each test has a department without patients: nobody is left from the one before.
  beforeEach(async () => {
    await t.deps.db.tenant('renhe', (tx) =>
      tx.execute(
        "UPDATE queue_entries SET state = 'done', ended_at = now() WHERE state IN ('waiting', 'called', 'in_consult')",
      ),
    );
    zhao = await t.tokenOf('renhe', 'zhao');
    sun = await t.tokenOf('renhe', 'sun');
  });
  const next = (token: string, code = '03') =>
    t.call('POST', `/renhe/departments/${departmentId('renhe', code)}/call-next`, { token });
  /** As if the called patient had been waited for in vain. */
  const timeIsUp = (entryId: string) =>
    t.deps.db.tenant('renhe', (tx) =>
      tx.execute(
        `UPDATE queue_entries SET respond_by = now() - interval '1 second' WHERE entry_id = '${entryId}'`,
      ),
    );
  const visitOf = async (p: { token: string; visitId: string }) =>
    (await t.call('GET', `/renhe/visits/${p.visitId}`, { token: p.token })).body;

  it('gives a ticket, a place and an interval; the place follows those ahead', async () => {
    const first = await waitingPatient(t);
    const second = await waitingPatient(t);
    assert.match(first.place.ticket, /^N\d{3}$/);
    assert.equal(first.place.ahead, 0);
    assert.equal(second.place.ahead, 1);
    assert.ok(second.place.waitMinutes.min < second.place.waitMinutes.max);
    await next(zhao);
    assert.equal((await visitOf(second)).queue.ahead, 0);
  });

  it('pushes the place the moment it changes', async () => {
    const first = await waitingPatient(t);
    const second = await waitingPatient(t);
    const stream = await readStream(url, 'renhe', second.token, [`visit:${second.visitId}`]);
    await stream.until((e) => e.event === 'visit' && e.data.visit.queue.ahead === 1);
    await t.call('POST', `/renhe/queue-entries/${first.entryId}/leave`, { token: first.token });
    await stream.until((e) => e.event === 'place' && e.data.place.ahead === 0);
    await next(zhao);
    await stream.until(
      (e) =>
        e.event === 'visit' &&
        e.data.visit.queue.state === 'called' &&
        e.data.visit.clinician.name.en === 'Zhao Qiming',
    );
    stream.close();
  });

  it('orders by flag, then level, then arrival', async () => {
    const routine = await waitingPatient(t);
    const urgent = await waitingPatient(t);
    const flagged = await waitingPatient(t);
    await t.deps.db.tenant('renhe', async (tx) => {
      await tx.execute(
        `UPDATE queue_entries SET level = 3, flags = '{}' WHERE entry_id IN ('${routine.entryId}', '${flagged.entryId}')`,
      );
      await tx.execute(
        `UPDATE queue_entries SET level = 2, flags = '{}' WHERE entry_id = '${urgent.entryId}'`,
      );
      await tx.execute(`UPDATE queue_entries SET flags = '{epidemic}' WHERE entry_id = '${flagged.entryId}'`);
    });
    const desk = await t.call('GET', `/renhe/departments/${departmentId('renhe', '03')}/queue`, {
      token: zhao,
    });
    const order = [flagged, urgent, routine].map((p) => p.visitId);
    assert.deepEqual(
      desk.body.entries.map((e: { visitId: string }) => e.visitId),
      order,
    );
    assert.equal((await visitOf(routine)).queue.ahead, 2);
    assert.equal((await next(zhao)).body.visitId, flagged.visitId);
    assert.equal((await next(sun)).body.visitId, urgent.visitId);
  });

  it('a doctor has one patient at a time, and calls only in their departments', async () => {
    await waitingPatient(t);
    await waitingPatient(t);
    assert.equal((await next(zhao)).status, 201);
    assert.equal((await next(zhao)).body.code, 'doctor-busy');
    assert.equal((await next(await t.tokenOf('renhe', 'lin'))).body.code, 'not-entitled');
    assert.equal((await next(await t.tokenOf('renhe', 'lin'), '07')).body.code, 'queue-empty');
  });

  it('one doctor pressing twice at once gets one patient', async () => {
    // One for each call: a call that finds everybody locked by the others would say that the queue is empty.
    for (let i = 0; i < 3; i++) await waitingPatient(t);
    const answers = await Promise.all([next(zhao), next(zhao), next(zhao)]);
    assert.equal(answers.filter((a) => a.status === 201).length, 1);
    assert.ok(answers.filter((a) => a.status !== 201).every((a) => a.body.code === 'doctor-busy'));
  });

  it('one patient pressing three times at once has one place', async () => {
    const { token, visitId, entryId } = await waitingPatient(t);
    await t.call('POST', `/renhe/queue-entries/${entryId}/leave`, { token });
    const body = { departmentId: departmentId('renhe', '03') };
    const join = () => t.call('POST', `/renhe/visits/${visitId}/queue-entries`, { token, body });
    const answers = await Promise.all([join(), join(), join()]);
    assert.deepEqual(answers.map(({ status }) => status).sort(), [201, 409, 409]);
    for (const { status, body: problem } of answers)
      if (status === 409) assert.deepEqual([problem.code, problem.current], ['state-conflict', 'waiting']);
  });

  it('a missed patient takes a new place behind the next three, with the old ticket', async () => {
    const late = await waitingPatient(t);
    const others = [];
    for (let i = 0; i < 4; i++) others.push(await waitingPatient(t));
    const called = await next(zhao);
    assert.equal(called.body.visitId, late.visitId);
    const miss = () => t.call('POST', `/renhe/queue-entries/${called.body.entryId}/miss`, { token: zhao });
    const early = await miss();
    assert.deepEqual([early.status, early.body.code], [409, 'too-early']);
    assert.equal(early.body.current, (await visitOf(late)).queue.respondBy);
    await timeIsUp(called.body.entryId);
    const missed = await miss();
    assert.equal(missed.body.state, 'missed');
    assert.equal((await visitOf(late)).queue.state, 'missed');
    const again = await t.call('POST', `/renhe/visits/${late.visitId}/queue-entries`, {
      token: late.token,
      body: { departmentId: departmentId('renhe', '03') },
    });
    assert.equal(again.body.ahead, 3);
    assert.equal(again.body.ticket, late.place.ticket);
    assert.notEqual(again.body.entryId, late.entryId);
    assert.equal((await next(zhao)).status, 201, 'the doctor is free');
  });

  it('a missed patient stands before those who came after them, however late the more urgent ones came', async () => {
    const late = await waitingPatient(t);
    const later = await waitingPatient(t);
    const called = await next(zhao);
    assert.equal(called.body.visitId, late.visitId);
    await timeIsUp(called.body.entryId);
    await t.call('POST', `/renhe/queue-entries/${called.body.entryId}/miss`, { token: zhao });
    for (let i = 0; i < 3; i++) {
      const { entryId } = await waitingPatient(t);
      await t.deps.db.tenant('renhe', (tx) =>
        tx.execute(`UPDATE queue_entries SET flags = '{epidemic}' WHERE entry_id = '${entryId}'`),
      );
    }
    const again = await t.call('POST', `/renhe/visits/${late.visitId}/queue-entries`, {
      token: late.token,
      body: { departmentId: departmentId('renhe', '03') },
    });
    assert.equal(again.body.ahead, 3);
    assert.equal((await visitOf(later)).queue.ahead, 4);
  });

  it('who never comes back after a missed call is given up by the clock, and may still take a fresh place', async () => {
    const p = await waitingPatient(t);
    const called = await next(zhao);
    await timeIsUp(called.body.entryId);
    await t.call('POST', `/renhe/queue-entries/${called.body.entryId}/miss`, { token: zhao });
    const at = (ms: number) => ({ ...t.deps, now: () => new Date(Date.now() + ms) });
    const sweep = (ms: number) =>
      inHospital(at(ms), 'renhe', { doer: SYSTEM, requestId: null }, giveUpMissed);
    await sweep(29 * 60_000);
    assert.equal((await visitOf(p)).queue.state, 'missed');
    await sweep(31 * 60_000);
    assert.equal((await visitOf(p)).queue.state, 'no_show');
    const again = await t.call('POST', `/renhe/visits/${p.visitId}/queue-entries`, {
      token: p.token,
      body: { departmentId: departmentId('renhe', '03') },
    });
    assert.equal(again.status, 201);
    assert.notEqual(again.body.ticket, p.place.ticket);
  });

  it('entering twice is the same; leaving a call frees the doctor; nobody else may act on the entry', async () => {
    const p = await waitingPatient(t);
    const stranger = await waitingPatient(t);
    const { encounterId } = await callAndEnter(t, zhao, p);
    const again = await t.call('POST', `/renhe/queue-entries/${p.entryId}/enter`, { token: p.token });
    assert.equal(again.body.state, 'in_consult');
    assert.equal(
      (await t.call('POST', `/renhe/queue-entries/${p.entryId}/enter`, { token: stranger.token })).status,
      404,
    );
    assert.equal(
      (await t.call('POST', `/renhe/queue-entries/${p.entryId}/miss`, { token: sun })).status,
      404,
    );
    assert.equal(
      (await t.call('POST', `/renhe/queue-entries/${p.entryId}/leave`, { token: p.token })).body.code,
      'state-conflict',
    );
    assert.equal((await t.call('GET', `/renhe/encounters/${encounterId}`, { token: sun })).status, 404);
    const called = await next(sun);
    const left = await t.call('POST', `/renhe/queue-entries/${called.body.entryId}/leave`, {
      token: stranger.token,
    });
    assert.equal(left.body.state, 'left');
    assert.equal((await next(sun)).body.code, 'queue-empty');
  });

  it('the visit ends with the note signed: diagnosis and advice reach the patient only then', async () => {
    const p = await waitingPatient(t);
    const { encounterId } = await callAndEnter(t, zhao, p);
    const path = `/renhe/encounters/${encounterId}`;
    const early = await t.call('POST', `${path}/finish`, { token: zhao, body: { rowVersion: 0 } });
    assert.equal(early.body.code, 'note-incomplete');
    const saved = await t.call('PUT', `${path}/note`, { token: zhao, body: { rowVersion: 0, note: NOTE } });
    assert.equal(saved.body.rowVersion, 1);
    const stale = await t.call('PUT', `${path}/note`, {
      token: zhao,
      body: { rowVersion: 0, note: { ...NOTE, advice: 'x' } },
    });
    assert.equal(stale.body.code, 'version-conflict');
    assert.deepEqual(stale.body.current.note, NOTE);
    assert.equal((await visitOf(p)).encounter.diagnosis, null);
    const finished = await t.call('POST', `${path}/finish`, { token: zhao, body: { rowVersion: 1 } });
    assert.equal(finished.body.state, 'finished');
    const view = await visitOf(p);
    assert.equal(view.status, 'concluded');
    assert.equal(view.queue.state, 'done');
    assert.equal(view.encounter.advice, NOTE.advice);
    assert.equal(
      (await t.call('PUT', `${path}/note`, { token: zhao, body: { rowVersion: 1, note: NOTE } })).body.code,
      'state-conflict',
    );
  });

  it('20 doctors calling on 500 who wait: nobody twice, nobody lost', async () => {
    const { demoClinicianId } = await import('../../server/demo/seed.ts');
    const { signedIn } = await import('../kit/open-test-app.ts');
    const { v7 } = await import('uuid');
    const p = await waitingPatient(t);
    const dept = departmentId('renhe', '03');
    const rest = await t.deps.db.tenant('renhe', async (tx) => {
      await tx.execute(
        `INSERT INTO patients SELECT hospital_id, gen_random_uuid(), 'P' || n, birth_date, sex, phone, guardian, allergies, created_at FROM patients, generate_series(1, 499) n WHERE patient_id = '${p.patientId}'`,
      );
      await tx.execute(
        `INSERT INTO visits SELECT hospital_id, gen_random_uuid(), patient_id, 'consult', 'video', 'walk_in', 'open', 'zh-CN', 1, now(), NULL FROM patients WHERE name ~ '^P\\d+$'`,
      );
      await tx.execute(`INSERT INTO queue_entries (hospital_id, entry_id, visit_id, department_id, ticket, state, level, complaint, joined_at, rank_at)
        SELECT v.hospital_id, gen_random_uuid(), v.visit_id, '${dept}', 'N' || row_number() OVER (), 'waiting', 2 + (row_number() OVER ())::int % 3, '', now(), now() FROM visits v JOIN patients p USING (hospital_id, patient_id) WHERE p.name ~ '^P\\d+$'`);
      for (let i = 0; i < 20; i++) {
        const id = demoClinicianId('renhe', `race${i}`);
        await tx.execute(
          `INSERT INTO clinicians SELECT hospital_id, '${id}', 'race${i}', password_hash, role, name, title, active, created_at FROM clinicians WHERE username = 'zhao'`,
        );
        await tx.execute(
          `INSERT INTO clinician_departments VALUES ('renhe', '${id}', '${dept}', true, true)`,
        );
      }
      return (await tx.execute("SELECT visit_id FROM queue_entries WHERE state = 'waiting'")).rows.map((r) =>
        String(r['visit_id']),
      );
    });
    assert.equal(rest.length, 500);
    const seen: string[] = [];
    await Promise.all(
      Array.from({ length: 20 }, async (_, i) => {
        const actor = {
          hospitalId: 'renhe',
          sessionId: v7(),
          role: 'doctor' as const,
          clinicianId: demoClinicianId('renhe', `race${i}`),
        };
        const token = await signedIn(t.deps, actor);
        for (;;) {
          const { status, body } = await next(token);
          if (status !== 201) {
            assert.equal(body.code, 'queue-empty');
            return;
          }
          seen.push(body.visitId);
          await timeIsUp(body.entryId);
          const missed = await t.call('POST', `/renhe/queue-entries/${body.entryId}/miss`, { token });
          assert.equal(missed.status, 200);
        }
      }),
    );
    assert.deepEqual([...seen].sort(), [...rest].sort());
  });

  it('the interval is of whole minutes, never empty, grows with those ahead and shrinks with more doctors', () => {
    let last = -1;
    for (let ahead = 0; ahead < 50; ahead++) {
      const { min, max } = estimateWait(ahead, { doctors: 2, recent: [] });
      assert.ok(Number.isInteger(min) && Number.isInteger(max) && min >= 0 && max >= min + 2);
      assert.ok(max >= last);
      last = max;
    }
    const one = estimateWait(20, { doctors: 1, recent: [5, 6, 7, 5, 6] });
    const four = estimateWait(20, { doctors: 4, recent: [5, 6, 7, 5, 6] });
    assert.ok(four.max < one.min);
  });
});
