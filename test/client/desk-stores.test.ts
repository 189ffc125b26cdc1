/** The desk's stores on a server that remembers: signing in, calling, the note, the prescription to its signature. */
import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import type { Prescription } from '@care-elements/contract/prescription.ts';
import { createDeskStore } from '@care-elements/client/desk-store.ts';
import { createNoteStore, mergeNotes, missingParts, plain } from '@care-elements/client/note-store.ts';
import { Problem } from '@care-elements/client/problem.ts';
import { createRxStore } from '@care-elements/client/rx-editor-store.ts';
import {
  alarm,
  block,
  clinician,
  CODE,
  department,
  draftRx,
  EMPTY,
  encounter,
  entry,
  fakeDesk,
  otherDepartment,
  paracetamol,
  queueOf,
  WHOLE,
} from '../kit/desk-fakes.ts';
import { idOf, reviewRx } from '../kit/prescription-fakes.ts';
import { until } from '../kit/expect.ts';

async function ready(...args: Parameters<typeof fakeDesk>) {
  const care = fakeDesk(...args);
  const [desk, note, rx] = [care.use(createDeskStore), care.use(createNoteStore), care.use(createRxStore)];
  await desk.load();
  care.push(`queue:${department.departmentId}`, 'queue', { queue: care.world.queue });
  return { care, desk, note, rx };
}

/** A doctor who clicks twice while the list of prescriptions is still on its way. */
async function clickedEarly(prescriptions: Prescription[]) {
  const care = fakeDesk({ current: encounter(), prescriptions });
  const list = care.answers[`GET /encounters/${encounter().encounterId}/prescriptions`] as () => unknown;
  let arrive!: () => void;
  const arrived = new Promise<void>((resolve) => (arrive = resolve));
  care.answers[`GET /encounters/${encounter().encounterId}/prescriptions`] = () => arrived.then(list);
  const [desk, rx] = [care.use(createDeskStore), care.use(createRxStore)];
  await desk.load();
  assert.equal(rx.get().busy, 'list');
  const clicks = [rx.create(), rx.create()];
  arrive();
  await Promise.all(clicks);
  return { care, rx };
}

describe('desk store', () => {
  it('signs a doctor in and goes straight to the only department', async () => {
    const { desk, care } = await ready({}, false);
    assert.equal(desk.get().phase, 'signed-out');
    assert.equal(await desk.signIn('zhao', 'wrong'), false);
    assert.equal(desk.get().problem!.problem.code, 'wrong-credentials');
    assert.equal(await desk.signIn('zhao', 'right'), true);
    const { phase, departmentId } = desk.get();
    assert.deepEqual([phase, departmentId], ['ready', department.departmentId]);
    assert.equal(care.session.get()!.token, 't');
  });

  it('a pharmacist’s account is refused, and its token ended', async () => {
    const { desk, care } = await ready({ clinician: { ...clinician, role: 'pharmacist' } }, false);
    assert.equal(await desk.signIn('gao', 'right'), false);
    assert.equal(desk.get().problem!.problem.code, 'wrong-role');
    assert.equal(care.session.get(), null);
    assert.equal(care.count('DELETE /sessions/current'), 1);
  });

  it('a doctor of two departments chooses, and the choice survives a reload', async () => {
    const two = { ...clinician, departments: [department, otherDepartment] };
    const { desk, care } = await ready({ clinician: two });
    assert.equal(desk.get().departmentId, null);
    desk.choose(otherDepartment.departmentId);
    const again = fakeDesk({ clinician: two });
    again.session.set(care.session.get());
    const reloaded = again.use(createDeskStore);
    await reloaded.load();
    assert.equal(reloaded.get().departmentId, otherDepartment.departmentId);
  });

  it('a reload comes back to the patient, in the patient’s department', async () => {
    const two = { ...clinician, departments: [department, otherDepartment] };
    const { desk } = await ready({ clinician: two, current: encounter() });
    assert.equal(desk.get().current!.encounterId, encounter().encounterId);
    assert.equal(desk.get().departmentId, department.departmentId);
  });

  it('calls, and shows the called patient without waiting for the stream', async () => {
    const { desk } = await ready({ queue: queueOf([entry(1)]) });
    assert.equal(await desk.callNext(), true);
    assert.equal(desk.get().current!.queueState, 'called');
    assert.equal(await desk.miss(), true);
    assert.deepEqual([desk.get().current, desk.get().last!.why], [null, 'missed']);
  });

  it('an older answer never overtakes what the stream has said meanwhile', async () => {
    const { care, desk } = await ready();
    care.answers['GET /encounters/mine'] = () => {
      care.world.current = encounter();
      care.told();
      return { current: null };
    };
    care.world.current = null;
    await desk.callNext();
    assert.equal(desk.get().current?.encounterId, encounter().encounterId);
  });

  it('a doctor who is busy elsewhere sees who it is', async () => {
    const { care, desk } = await ready();
    care.world.current = encounter();
    assert.equal(await desk.callNext(), false);
    assert.equal(desk.get().problem!.problem.code, 'doctor-busy');
    await until(() => desk.get().current, 'the patient');
  });

  it('an alarm is taken over while a call is under way, and a colleague who was faster is no failure', async () => {
    const { care, desk } = await ready({ queue: queueOf([], [alarm()]) });
    let answer!: (called: object) => void;
    care.answers[`POST /departments/${department.departmentId}/call-next`] = () =>
      new Promise((done) => (answer = done));
    const calling = desk.callNext();
    care.answers[`POST /alarms/${idOf(50)}/acknowledge`] = () => {
      throw new Problem(409, { code: 'already-decided' });
    };
    assert.equal(await desk.acknowledge(idOf(50)), true);
    assert.deepEqual(desk.get().queue!.alarms, []);
    answer({});
    await calling;
  });

  it('a token that has run out leads to the sign-in, with the reason', async () => {
    const { care, desk } = await ready();
    care.answers[`POST /departments/${department.departmentId}/call-next`] = () => {
      throw new Problem(401, { code: 'token-expired' });
    };
    await desk.callNext();
    assert.deepEqual([desk.get().phase, desk.get().problem!.problem.code], ['signed-out', 'token-expired']);
    assert.equal(care.session.get(), null);
  });

  it('a stream that breaks is asked about: a revoked token is found out', async () => {
    const { care, desk } = await ready();
    care.answers['GET /sessions/current'] = () => {
      throw new Problem(401, { code: 'token-invalid' });
    };
    care.liveState.set('reconnecting');
    await until(() => desk.get().phase === 'signed-out', 'the sign-in');
  });
});

describe('note store', () => {
  it('saves on its own, and the visit ends with what was typed last', async () => {
    const { care, desk, note } = await ready({ current: encounter() });
    note.edit({ diagnoses: [CODE], advice: '多喝水' });
    assert.equal(await note.flush(), true);
    assert.deepEqual(care.world.current!.note, WHOLE);
    assert.equal(await desk.finish(note.rowVersion()), true);
    assert.deepEqual([desk.get().last!.why, note.get().left], ['finished', null]);
  });

  it('a patient who leaves takes no unsaved text along', async () => {
    const { care, note } = await ready({ current: encounter() });
    note.edit({ findings: '精神萎靡' });
    care.world.current = null;
    care.told();
    assert.equal(note.get().left!.note.findings, '精神萎靡');
    note.forgetLeft();
    assert.equal(note.get().left, null);
  });

  it('a conflict keeps both: texts joined, diagnoses of either', async () => {
    const { care, note } = await ready({ current: encounter() });
    care.world.current = { ...encounter(), rowVersion: 3, note: { ...EMPTY, findings: '那边' } };
    note.edit({ findings: '这边', diagnoses: [CODE] });
    assert.equal(await note.flush(), false);
    assert.equal(note.get().note!.theirs!.findings, '那边');
    note.keep('both');
    assert.equal(await note.flush(), true);
    assert.equal(care.world.current!.note.findings, '那边\n这边');
    assert.deepEqual(care.world.current!.note.diagnoses, [CODE]);
  });

  it('the key order of a stored note makes no change', async () => {
    const { care, note } = await ready({ current: encounter() });
    const { complaint, findings, diagnoses, advice } = EMPTY;
    care.world.current = { ...encounter(), note: { advice, diagnoses, findings, complaint } };
    care.told();
    note.edit({});
    await note.flush();
    assert.equal(care.calls.filter(([name]) => name.startsWith('PUT')).length, 0);
  });

  it('knows what is missing, as the server does', () => {
    assert.deepEqual(missingParts({ ...EMPTY, complaint: ' ' }), ['complaint', 'diagnoses', 'advice']);
    assert.deepEqual(missingParts(WHOLE), []);
  });

  it('merging repeats nothing that both say', () => {
    const merged = mergeNotes({ ...EMPTY, findings: 'a b' }, { ...EMPTY, findings: 'b', advice: 'x' });
    assert.deepEqual([merged.complaint, merged.findings, merged.advice], [EMPTY.complaint, 'a b', 'x']);
  });

  it('drops control characters that no record can hold, and keeps lines', () => {
    assert.equal(plain('a\u0000b\u000bc\u007f\nd\te'), 'abc\nd\te');
  });
});

describe('rx store', () => {
  const whole = { dose: '1', frequency: 'tid', days: '3' } as const;

  it('writes, autosaves, shows what will be signed, and signs exactly that', async () => {
    const { care, rx } = await ready({ current: encounter({ note: WHOLE }) });
    await until(() => !rx.get().busy);
    assert.equal(await rx.create(), true);
    const uid = rx.add(paracetamol)!;
    rx.change(uid, whole);
    assert.equal(await rx.prepare(), true);
    const { signing, lines } = rx.get();
    assert.deepEqual(lines, [uid]);
    assert.equal(signing!.items[0]!.dose!.value, '1');
    assert.equal(await rx.sign(), true);
    const [, body] = care.calls.find(([name]) => name.endsWith('/sign'))!;
    assert.deepEqual(body, { rowVersion: signing!.rowVersion, alertSetHash: signing!.checks.alertSetHash });
    assert.deepEqual(
      [rx.get().open!.state, rx.get().draft, rx.get().signing],
      ['pending_review', null, null],
    );
  });

  it('a click on “write a prescription” before the list is there waits for it, and begins one', async () => {
    const { care, rx } = await clickedEarly([]);
    assert.equal(rx.get().open!.state, 'draft');
    assert.equal(care.count(`POST /encounters/${encounter().encounterId}/prescriptions`), 1);
  });

  it('and goes on with the one that the list brings', async () => {
    const { care, rx } = await clickedEarly([draftRx()]);
    assert.equal(rx.get().open!.prescriptionId, draftRx().prescriptionId);
    assert.equal(care.count(`POST /encounters/${encounter().encounterId}/prescriptions`), 0);
  });

  it('opens no confirmation while something blocks', async () => {
    const checks = { ...draftRx().checks, findings: [block], signable: false };
    const { rx } = await ready({ current: encounter(), prescriptions: [draftRx({ checks })] });
    await until(() => rx.get().open);
    assert.equal(await rx.prepare(), false);
    assert.equal(rx.get().signing, null);
  });

  it('nor while the note, whose diagnoses are signed too, is not saved', async () => {
    const { care, note, rx } = await ready({ current: encounter(), prescriptions: [draftRx()] });
    await until(() => rx.get().open);
    care.world.current = { ...encounter(), rowVersion: 7 };
    note.edit({ findings: 'x' });
    assert.equal(await rx.prepare(), false);
    assert.equal(rx.get().signing, null);
  });

  it('when the checks changed since they were shown, the confirmation closes', async () => {
    const { care, rx } = await ready({ current: encounter(), prescriptions: [draftRx()] });
    await until(() => rx.get().open);
    await rx.prepare();
    care.answers[`POST /prescriptions/${idOf(1)}/sign`] = () => {
      throw new Problem(409, { code: 'version-conflict' });
    };
    assert.equal(await rx.sign(), false);
    assert.deepEqual([rx.get().signing, rx.get().problem!.problem.code], [null, 'version-conflict']);
  });

  it('findings stay with their row when another is removed before the next check', async () => {
    const { rx } = await ready({ current: encounter(), prescriptions: [draftRx()] });
    await until(() => rx.get().open);
    const uid = rx.add(paracetamol)!;
    await rx.flush();
    const [first] = rx.get().lines;
    assert.deepEqual(rx.get().lines, [first, uid]);
    rx.remove(first!);
    assert.equal(rx.get().lines.indexOf(uid), 1, 'line 2 is still what the server checked as line 2');
    await rx.flush();
    assert.deepEqual(rx.get().lines, [uid]);
  });

  it('a returned one is heard of, and revised as a new draft with its lines', async () => {
    const sent = reviewRx({ state: 'pending_review' });
    const { care, rx } = await ready({ current: encounter(), prescriptions: [sent] });
    await until(() => rx.get().open);
    care.world.prescriptions = [{ ...sent, state: 'returned' }];
    care.told();
    await until(() => rx.get().open!.state === 'returned', 'the return');
    assert.equal(rx.get().mine.length, 1);
    assert.equal(await rx.revise(), true);
    const { open, draft } = rx.get();
    assert.deepEqual([open!.revision, draft!.value.rows.length], [2, sent.items.length]);
  });

  it('a click on “revise” while that prescription is being opened again waits, and is not lost', async () => {
    const returned = reviewRx({ state: 'returned' });
    const { rx } = await ready({ current: encounter(), prescriptions: [returned] });
    await until(() => rx.get().open);
    const shown = rx.show(returned.prescriptionId);
    assert.equal(rx.get().busy, 'open');
    assert.deepEqual(await Promise.all([rx.revise(), shown]), [true, true]);
    assert.deepEqual([rx.get().open!.revision, rx.get().open!.state], [2, 'draft']);
  });

  it('what is meant for the one on screen does nothing to another that comes in its place meanwhile', async () => {
    const theirs = reviewRx({ prescriptionId: idOf(8), encounterId: idOf(99), state: 'approved' });
    const { care, rx } = await ready({ current: encounter(), prescriptions: [draftRx(), theirs] });
    await until(() => rx.get().open);
    const shown = rx.show(idOf(8));
    assert.deepEqual(await Promise.all([rx.void('other', ''), rx.prepare(), rx.sign(), shown]), [
      false,
      false,
      false,
      true,
    ]);
    assert.deepEqual(
      care.world.prescriptions.map(({ state }) => state),
      ['draft', 'approved'],
    );
  });

  it('another patient’s prescription opens on its own and leads back', async () => {
    const theirs = reviewRx({ prescriptionId: idOf(8), encounterId: idOf(99), state: 'returned' });
    const { rx } = await ready({ current: encounter(), prescriptions: [draftRx(), theirs] });
    await until(() => rx.get().open);
    await rx.show(idOf(8));
    assert.equal(rx.get().open!.prescriptionId, idOf(8));
    await rx.show(null);
    assert.equal(rx.get().open!.prescriptionId, idOf(1));
  });

  it('what is typed into another visit’s draft when the next patient comes goes where it belongs', async () => {
    const theirs = draftRx({ prescriptionId: idOf(8), encounterId: idOf(99) });
    const { care, desk, rx } = await ready({ prescriptions: [theirs] });
    await rx.show(idOf(8));
    rx.change(rx.get().lines[0]!, { days: '5' });
    await desk.callNext();
    const stored = () => care.world.prescriptions.find((one) => one.prescriptionId === idOf(8))!;
    await until(() => stored().items[0]!.days === 5, 'the last change');
    await until(() => !rx.get().busy);
    assert.equal(rx.get().open, null, 'nothing of it stays on screen beside the new patient');
  });

  it('a discarded draft is gone from the desk', async () => {
    const { rx } = await ready({ current: encounter(), prescriptions: [draftRx()] });
    await until(() => rx.get().open);
    assert.equal(await rx.void('other', ''), true);
    assert.deepEqual([rx.get().open, rx.get().draft, rx.get().mine], [null, null, []]);
  });

  it('the last patient’s prescription stays in view after the visit, and changes live', async () => {
    const sent = reviewRx({ state: 'pending_review' });
    const { care, rx } = await ready({ current: encounter(), prescriptions: [sent] });
    await until(() => rx.get().open);
    care.world.current = null;
    care.world.prescriptions = [{ ...sent, state: 'approved' }];
    care.told();
    await until(() => rx.get().open?.state === 'approved', 'the approval');
  });
});
