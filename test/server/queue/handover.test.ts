/** Hold, call back, transfer: the place is kept, nobody gets a patient twice, the record goes along. */
import assert from 'node:assert/strict';
import { after, before, beforeEach, describe, it } from 'node:test';
import { OPEN_QUEUE_STATES, QUEUE_MACHINE } from '@care-elements/contract/queue.machine.ts';
import { demoClinicianId } from '../../../server/demo/seed.ts';
import { SYSTEM } from '../../../server/actor.ts';
import { HOLD_MS, holdLost, TRANSFER_MS } from '../../../server/queue/handover.ts';
import { inHospital } from '../../../server/work.ts';
import { callAndEnter, NOTE, waitingPatient } from '../../kit/flow.ts';
import { departmentId, openTestApp, type TestApp } from '../../kit/open-test-app.ts';

describe('a consult that pauses or changes hands', () => {
  let t: TestApp;
  let zhao: string;
  let sun: string;
  let late = 0;
  before(async () => {
    t = await openTestApp({ now: () => new Date(Date.now() + late) });
  });
  after(() => t.close());
  beforeEach(async () => {
    late = 0;
    await t.deps.db.tenant('renhe', (tx) =>
      tx.execute(
        "UPDATE queue_entries SET state = 'left', ended_at = now() WHERE state IN ('waiting', 'called', 'in_consult')",
      ),
    );
    zhao = await t.tokenOf('renhe', 'zhao');
    sun = await t.tokenOf('renhe', 'sun');
  });
  const department = departmentId('renhe', '03');
  const act = (entryId: string, what: string, token: string, body?: unknown, key?: string) =>
    t.call('POST', `/renhe/queue-entries/${entryId}/${what}`, { token, body, ...(key ? { key } : {}) });
  const next = (token: string) => t.call('POST', `/renhe/departments/${department}/call-next`, { token });
  const visitOf = async (p: { token: string; visitId: string }) =>
    (await t.call('GET', `/renhe/visits/${p.visitId}`, { token: p.token })).body;
  const mine = async (token: string) =>
    (await t.call('GET', '/renhe/encounters/mine', { token })).body.current;
  const inConsult = async () => {
    const p = await waitingPatient(t);
    return { ...p, ...(await callAndEnter(t, zhao, p)), token: p.token };
  };
  const audited = async (visitId: string) =>
    (
      await t.deps.db.tenant('renhe', (tx) =>
        tx.execute(`SELECT action FROM audit_entries WHERE visit_id = '${visitId}' ORDER BY at, audit_id`),
      )
    ).rows.map((row) => String(row['action']));

  it('ends an entry only for one that waits in its place', () => {
    for (const state of ['held', 'transferred'] as const) {
      const out = QUEUE_MACHINE.filter(({ from }) => from === state);
      assert.ok(out.length > 0 && out.every(({ to }) => to === 'waiting'), state);
      assert.ok(!OPEN_QUEUE_STATES.includes(state));
    }
  });

  it('on hold: the place is kept before everybody, and the same doctor goes on with the same note', async () => {
    const p = await inConsult();
    const saved = await t.call('PUT', `/renhe/encounters/${p.encounterId}/note`, {
      token: zhao,
      body: { rowVersion: 0, note: NOTE },
    });
    assert.equal(saved.status, 200);
    const held = await act(p.entryId, 'hold', zhao);
    assert.deepEqual([held.status, held.body.state], [201, 'waiting']);
    const urgent = await waitingPatient(t);
    await t.deps.db.tenant('renhe', (tx) =>
      tx.execute(
        `UPDATE queue_entries SET level = 1, flags = '{epidemic}' WHERE entry_id = '${urgent.entryId}'`,
      ),
    );
    const view = await visitOf(p);
    assert.deepEqual([view.queue.state, view.queue.ahead, view.queue.ticket], ['waiting', 0, p.place.ticket]);
    assert.equal(view.queue.returned.why, 'hold');
    assert.equal(view.queue.returned.to.name.en, 'Zhao Qiming');
    assert.equal((await visitOf(urgent)).queue.ahead, 1);
    const desk = await t.call('GET', `/renhe/departments/${department}/queue`, { token: sun });
    assert.equal(desk.body.entries[0].visitId, p.visitId);
    assert.equal(desk.body.entries[0].waitsFor.clinicianId, demoClinicianId('renhe', 'zhao'));

    // A colleague is not given the patient, nor is the doctor who wants to see another one meanwhile.
    assert.equal((await next(sun)).body.visitId, urgent.visitId);
    const early = await act(held.body.entryId, 'call-back', await t.tokenOf('renhe', 'sun'));
    assert.equal(early.body.code, 'too-early');
    const back = await act(held.body.entryId, 'call-back', zhao);
    assert.deepEqual([back.status, back.body.encounterId], [201, p.encounterId]);
    assert.equal((await visitOf(p)).queue.state, 'called');
    const current = await mine(zhao);
    assert.deepEqual([current.state, current.note.advice], ['on_leave', NOTE.advice]);
    const entered = await act(held.body.entryId, 'enter', p.token);
    assert.equal(entered.body.state, 'in_consult');
    assert.equal((await mine(zhao)).state, 'in_progress');
    const finished = await t.call('POST', `/renhe/encounters/${p.encounterId}/finish`, {
      token: zhao,
      body: { rowVersion: 1 },
    });
    assert.equal(finished.body.state, 'finished');
    const trail = await audited(p.visitId);
    for (const action of ['queue.hold', 'queue.return', 'queue.call_back', 'encounter.on_leave'])
      assert.ok(trail.includes(action), action);
  });

  it('who is on hold is called when nobody else waits, and by a colleague when the time reserved is up', async () => {
    const p = await inConsult();
    await act(p.entryId, 'hold', zhao);
    assert.equal((await next(sun)).body.code, 'queue-empty');
    const again = await next(zhao);
    assert.equal(again.body.visitId, p.visitId);
    await act(again.body.entryId, 'enter', p.token);
    await act(again.body.entryId, 'hold', zhao);
    const other = await waitingPatient(t);
    late = HOLD_MS + 1000;
    const taken = await next(sun);
    assert.equal(taken.body.visitId, p.visitId, 'before the one who came later');
    assert.notEqual(taken.body.encounterId, p.encounterId);
    const current = await mine(sun);
    assert.equal(current.earlier[0].clinician.name.en, 'Zhao Qiming');
    assert.equal((await next(zhao)).body.visitId, other.visitId);
  });

  it('a doctor whose line is lost: the clock keeps the place, and whoever is there may call', async () => {
    const p = await inConsult();
    const lost = () =>
      inHospital(t.deps, 'renhe', { doer: SYSTEM, requestId: null }, (work) => holdLost(work, p.entryId));
    assert.equal(await lost(), true);
    assert.equal(await lost(), false, 'once');
    const { queue } = await visitOf(p);
    assert.deepEqual([queue.state, queue.ahead, queue.returned.why], ['waiting', 0, 'doctor-away']);
    assert.equal((await next(sun)).body.visitId, p.visitId);
  });

  it('calls back nobody whom the law does not let this doctor see, and keeps that it said so', async () => {
    const p = await inConsult();
    const held = await act(p.entryId, 'hold', zhao);
    const practises = async (since: string) => {
      await t.deps.db.tenant('renhe', (tx) =>
        tx.execute(
          `UPDATE clinicians SET practising_since = '${since}' WHERE clinician_id = '${demoClinicianId('renhe', 'zhao')}'`,
        ),
      );
    };
    await practises(new Date().toISOString().slice(0, 10));
    const refused = await act(held.body.entryId, 'call-back', zhao);
    assert.deepEqual([refused.status, refused.body.code], [409, 'law-blocked']);
    assert.equal((await visitOf(p)).queue.state, 'waiting');
    await practises('2005-07-01');
    assert.equal((await act(held.body.entryId, 'call-back', zhao)).status, 201);
    const { rows } = await t.deps.db.tenant('renhe', (tx) =>
      tx.execute(
        `SELECT refused FROM rule_decisions WHERE subject_id = '${held.body.entryId}' AND action = 'queue.call' ORDER BY at, decision_id`,
      ),
    );
    assert.deepEqual(
      rows.map((row) => row['refused']),
      [true, false],
    );
  });

  it('two doctors call back at once: one has the patient, the other is told so', async () => {
    const p = await inConsult();
    const held = await act(p.entryId, 'hold', zhao);
    late = HOLD_MS + 1000;
    const answers = await Promise.all([zhao, sun].map((token) => act(held.body.entryId, 'call-back', token)));
    assert.equal(answers.filter(({ status }) => status === 201).length, 1);
    const loser = answers.find(({ status }) => status !== 201)!;
    assert.deepEqual([loser.status, loser.body.code], [409, 'already-decided']);
  });

  it('two windows of one doctor, and a retry: on hold once', async () => {
    const p = await inConsult();
    const key = 'hold-once-0123456789';
    const answers = await Promise.all([
      act(p.entryId, 'hold', zhao, undefined, key),
      act(p.entryId, 'hold', zhao),
    ]);
    assert.equal(answers.filter(({ status }) => status === 201).length, 1);
    const other = answers.find(({ status }) => status !== 201)!;
    assert.deepEqual([other.body.code, other.body.current], ['state-conflict', 'held']);
    const [keyed] = answers;
    if (keyed!.status === 201) {
      const repeat = await act(p.entryId, 'hold', zhao, undefined, key);
      assert.deepEqual(repeat.body, keyed!.body);
    }
    assert.equal((await audited(p.visitId)).filter((action) => action === 'queue.hold').length, 1);
  });

  it('whoever handed the patient over finishes and signs their own note; the visit goes on', async () => {
    const p = await inConsult();
    const note = (token: string, what: string, body: object) =>
      t.call(what === 'note' ? 'PUT' : 'POST', `/renhe/encounters/${p.encounterId}/${what}`, { token, body });
    const early = await note(zhao, 'sign', { rowVersion: 0 });
    assert.deepEqual([early.body.code, early.body.current], ['state-conflict', 'in_progress']);
    const body = { departmentId: department, clinicianId: demoClinicianId('renhe', 'sun') };
    await act(p.entryId, 'transfer', zhao, { ...body, reason: 'second-opinion', text: '' });
    const unsigned = async (token: string) =>
      (await t.call('GET', '/renhe/unsigned-notes', { token })).body.notes as { encounterId: string }[];
    const [mineLeft] = await unsigned(zhao);
    assert.equal(mineLeft?.encounterId, p.encounterId);
    assert.ok(!(await unsigned(sun)).some(({ encounterId }) => encounterId === p.encounterId));
    const { body: called } = await next(sun);
    await act(called.entryId, 'enter', p.token);
    // Not before it says what a record must; not by another; not on an old version.
    assert.equal((await note(zhao, 'sign', { rowVersion: 0 })).body.code, 'note-incomplete');
    assert.equal((await note(zhao, 'note', { rowVersion: 0, note: NOTE })).status, 200);
    assert.equal((await note(sun, 'sign', { rowVersion: 1 })).body.code, 'not-found');
    assert.equal((await note(zhao, 'sign', { rowVersion: 0 })).body.code, 'version-conflict');
    assert.equal((await mine(sun)).earlier[0].noteState, 'unsigned');
    const signed = await note(zhao, 'sign', { rowVersion: 1 });
    assert.deepEqual([signed.body.state, signed.body.noteState], ['finished', 'signed']);
    const again = await note(zhao, 'sign', { rowVersion: 1 });
    assert.deepEqual([again.body.code, again.body.current], ['state-conflict', 'signed']);
    assert.equal((await note(zhao, 'note', { rowVersion: 1, note: NOTE })).body.code, 'state-conflict');
    assert.ok(!(await unsigned(zhao)).some(({ encounterId }) => encounterId === p.encounterId));
    const current = await mine(sun);
    assert.deepEqual([current.state, current.earlier[0].noteState], ['in_progress', 'signed']);
    assert.ok((await audited(p.visitId)).includes('encounter.note_signed'));
    assert.equal((await visitOf(p)).status, 'open');
  });

  it('nobody else puts on hold, transfers, or calls back who was never with a doctor', async () => {
    const p = await inConsult();
    const waiting = await waitingPatient(t);
    assert.equal((await act(p.entryId, 'hold', sun)).status, 404);
    const body = { departmentId: department, reason: 'speciality', text: '' };
    assert.equal((await act(p.entryId, 'transfer', sun, body)).status, 404);
    assert.equal((await act(waiting.entryId, 'call-back', sun)).status, 404);
    assert.equal((await act(waiting.entryId, 'hold', zhao)).status, 404);
    const lin = await t.tokenOf('renhe', 'lin');
    const held = await act(p.entryId, 'hold', zhao);
    assert.equal((await act(held.body.entryId, 'call-back', lin)).body.code, 'not-entitled');
  });

  it('a transfer to a colleague: priority kept, the note to be read, the patient told who and why', async () => {
    const p = await inConsult();
    const saved = await t.call('PUT', `/renhe/encounters/${p.encounterId}/note`, {
      token: zhao,
      body: { rowVersion: 0, note: NOTE },
    });
    assert.equal(saved.status, 200);
    const body = {
      departmentId: department,
      clinicianId: demoClinicianId('renhe', 'sun'),
      ...{ reason: 'second-opinion', text: '请孙医生看一下皮疹' },
    };
    const moved = await act(p.entryId, 'transfer', zhao, body);
    assert.deepEqual([moved.status, moved.body.state], [201, 'waiting']);
    assert.equal(await mine(zhao), null);
    const { queue } = await visitOf(p);
    assert.deepEqual(
      [queue.returned.why, queue.returned.from.name.en, queue.returned.to.name.en, queue.returned.reason],
      ['transfer', 'Zhao Qiming', 'Sun Ruolan', { code: 'second-opinion', text: '请孙医生看一下皮疹' }],
    );
    assert.equal(queue.ticket, p.place.ticket);
    assert.equal((await next(zhao)).body.code, 'queue-empty', 'reserved for the colleague');
    const called = await next(sun);
    assert.equal(called.body.visitId, p.visitId);
    const current = await mine(sun);
    assert.equal(current.returned.reason.text, '请孙医生看一下皮疹');
    assert.deepEqual(
      current.earlier.map((e: { noteState: string; note: typeof NOTE }) => [e.noteState, e.note.advice]),
      [['unsigned', NOTE.advice]],
    );
    assert.equal(current.triage.triageResultId, (await visitOf(p)).triage.triageResultId);
    assert.notEqual(called.body.encounterId, p.encounterId);
    // The first doctor still reads their record; it is theirs.
    const first = await t.call('GET', `/renhe/encounters/${p.encounterId}`, { token: zhao });
    assert.deepEqual([first.body.state, first.body.noteState], ['finished', 'unsigned']);
  });

  it('a transfer nobody takes falls to the department when the time reserved is up', async () => {
    const p = await inConsult();
    const clinicianId = demoClinicianId('renhe', 'sun');
    await act(p.entryId, 'transfer', zhao, {
      departmentId: department,
      ...{ clinicianId, reason: 'shift-ends', text: '' },
    });
    late = TRANSFER_MS + 1000;
    assert.equal((await visitOf(p)).queue.returned.to, null);
    assert.equal((await next(zhao)).body.visitId, p.visitId);
  });

  it('a transfer to another department: a ticket of its own, level, flags and arrival kept', async () => {
    const p = await inConsult();
    const other = departmentId('renhe', '07');
    const child = await t.deps.db.tenant('renhe', (tx) =>
      tx.execute(`SELECT level, flags, rank_at FROM queue_entries WHERE entry_id = '${p.entryId}'`),
    );
    const moved = await act(p.entryId, 'transfer', zhao, {
      departmentId: other,
      ...{ reason: 'speciality', text: '' },
    });
    assert.equal(moved.status, 201, JSON.stringify(moved.body));
    const after = await t.deps.db.tenant('renhe', (tx) =>
      tx.execute(
        `SELECT level, flags, rank_at, ticket, department_id FROM queue_entries WHERE entry_id = '${moved.body.entryId}'`,
      ),
    );
    const { ticket, department_id, ...rest } = after.rows[0]!;
    assert.deepEqual(rest, child.rows[0]);
    assert.equal(department_id, other);
    assert.notEqual(ticket, p.place.ticket);
    const lin = await t.tokenOf('renhe', 'lin');
    const called = await t.call('POST', `/renhe/departments/${other}/call-next`, { token: lin });
    assert.equal(called.body.visitId, p.visitId);
  });

  it('refuses a colleague who is not of the department, oneself, and who does not exist', async () => {
    const p = await inConsult();
    const to = (clinicianId: string) =>
      act(p.entryId, 'transfer', zhao, {
        departmentId: department,
        ...{ clinicianId, reason: 'other', text: '' },
      });
    assert.equal((await to(demoClinicianId('renhe', 'lin'))).body.code, 'not-entitled');
    assert.equal((await to(demoClinicianId('renhe', 'zhao'))).body.code, 'not-found');
    assert.equal((await to(t.deps.newId())).body.code, 'not-found');
    assert.equal((await mine(zhao)).queueState, 'in_consult', 'nothing happened');
    const list = await t.call('GET', '/renhe/colleagues', { token: zhao });
    const here = list.body.departments.find((d: { departmentId: string }) => d.departmentId === department);
    assert.ok(here.doctors.some((d: { name: { en: string } }) => d.name.en === 'Sun Ruolan'));
  });

  it('who leaves while on hold ends there: the draft stays, the doctor hears of it', async () => {
    const p = await inConsult();
    const held = await act(p.entryId, 'hold', zhao);
    assert.equal((await act(held.body.entryId, 'leave', p.token)).body.state, 'left');
    const first = await t.call('GET', `/renhe/encounters/${p.encounterId}`, { token: zhao });
    assert.deepEqual([first.body.state, first.body.noteState], ['finished', 'unsigned']);
    assert.equal((await act(held.body.entryId, 'call-back', zhao)).body.code, 'state-conflict');
  });
});
