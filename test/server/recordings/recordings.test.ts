/** Recording as the API has it: both consents, either side's stop, what is stored, and who may see it. */
import assert from 'node:assert/strict';
import { createHash, randomBytes } from 'node:crypto';
import { after, before, describe, it } from 'node:test';
import { RECORDING_MACHINE, RECORDING_STATES } from '@care-elements/contract/recording.ts';
import { next } from '@care-elements/contract/machine.ts';
import { demoClinicianId } from '../../../server/demo/seed.ts';
import { startRecordingKeeper, type RecordingKeeper } from '../../../server/recordings/keeper.ts';
import { rangeOf } from '../../../server/recordings/routes.ts';
import { openTestApp, type TestApp } from '../../kit/open-test-app.ts';
import { playedRecorder } from '../../kit/recorder.ts';
import { addDoctor, addEntry } from '../consult/kit.ts';
import { inRenhe, until, VERSION, visitOf } from './kit.ts';

describe('a recording', () => {
  const { recorder, played } = playedRecorder();
  let t: TestApp;
  let keeper: RecordingKeeper;
  before(async () => {
    t = await openTestApp({ recorder });
    keeper = await startRecordingKeeper(t.deps);
  });
  after(async () => {
    await keeper?.close();
    await t?.close();
  });

  it('runs once both have agreed, and is stored with its hash, its length and the date it is kept until', async () => {
    const v = await visitOf(t);
    const asked = await v.ask();
    assert.equal(asked.status, 201);
    assert.equal(asked.body.state, 'asked');
    assert.equal(played.length, 0, 'nothing runs before the patient’s yes');
    const id = asked.body.recordingId;
    const agreed = await v.answer(id, true);
    assert.equal(agreed.body.state, 'starting');
    assert.equal(agreed.body.consentVersion, VERSION);
    await until(() => played.length === 1, 'the recorder starts');
    const one = played[0]!;
    assert.match(one.job.roomName, /^renhe_/);
    one.begin();
    await until(async () => (await v.latest()).state === 'on', 'on, once something is written');
    assert.equal((await v.stop(id, v.patient)).body.state, 'stopping');
    await until(() => one.stopped, 'the recorder is stopped');
    const bytes = randomBytes(300_000);
    await one.end(null, bytes);
    await until(async () => (await v.latest()).state === 'stored', 'stored');
    const { file, stoppedBy, endedAt, failure } = await v.latest();
    assert.deepEqual([stoppedBy, failure], ['patient', null]);
    assert.equal(file.sha256, createHash('sha256').update(bytes).digest('hex'));
    assert.equal(file.bytes, bytes.length);
    const kept = new Date(endedAt);
    kept.setUTCFullYear(kept.getUTCFullYear() + 3);
    assert.equal(file.retainUntil, kept.toISOString());
    await until(() => one.discarded, 'the recorder’s own copy goes');
    const { rows } = await inRenhe(t, ({ tx }) =>
      tx.execute(
        `SELECT action, actor_role FROM audit_entries WHERE resource_id = '${id}' ORDER BY at, audit_id`,
      ),
    );
    assert.deepEqual(
      rows.map((row) => `${row['action']} ${row['actor_role']}`),
      [
        'recording.asked doctor',
        'recording.agreed patient',
        'recording.begun system',
        'recording.stopped patient',
        'recording.stored system',
      ],
    );
    const timeline = await t.call('GET', `/renhe/visits/${v.visitId}/timeline`, { token: v.doctor });
    assert.deepEqual(
      timeline.body.events
        .map(({ kind, role }: { kind: string; role: string }) => `${kind} ${role}`)
        .filter((said: string) => said.startsWith('recording'))
        .reverse(),
      [
        'recording-asked doctor',
        'recording-agreed patient',
        'recording-began system',
        'recording-stopped patient',
      ],
    );
    await v.finish();
  });

  it('plays for the visit’s doctor, in ranges, under an address that ends; for nobody else', async () => {
    const v = await visitOf(t);
    const { recordingId: id } = (await v.ask()).body;
    await v.answer(id, true);
    const before = played.length;
    await until(() => played.length > before || played.at(-1)?.job.recordingId === id, 'started');
    const bytes = randomBytes(5000);
    await played.at(-1)!.end(null, bytes);
    await until(async () => (await v.latest()).file !== null, 'stored');
    assert.equal((await v.open(id, v.patient)).body.code, 'wrong-role');
    assert.equal((await v.open(id, await t.tokenOf('renhe', 'lin'))).body.code, 'not-found');
    const { url } = (await v.open(id)).body;
    const get = (range?: string, address = url) =>
      t.app.request(address, { headers: range ? { Range: range } : {} });
    const whole = await get();
    assert.equal(whole.status, 200);
    assert.equal(whole.headers.get('accept-ranges'), 'bytes');
    assert.deepEqual(Buffer.from(await whole.arrayBuffer()), bytes);
    const part = await get('bytes=1000-1999');
    assert.equal(part.status, 206);
    assert.equal(part.headers.get('content-range'), 'bytes 1000-1999/5000');
    assert.deepEqual(Buffer.from(await part.arrayBuffer()), bytes.subarray(1000, 2000));
    assert.equal((await get('bytes=5000-')).status, 416);
    const [until_, seal] = new URL(url, 'http://x').searchParams.get('ticket')!.split('.');
    const past = url.replace(until_, String(Date.now() - 1));
    const later = url.replace(until_, String(Number(until_) + 1));
    const other = url.replace(id, t.deps.newId());
    for (const bad of [url.split('?')[0], past, later, other, url.replace(seal, 'x')])
      assert.equal((await get(undefined, bad)).status, 404, bad);
    await v.finish();
  });

  it('refused: nothing runs, and the doctor can’t ask again in this call', async () => {
    const v = await visitOf(t);
    const before = played.length;
    const { recordingId: id } = (await v.ask()).body;
    assert.equal((await v.ask()).body.code, 'state-conflict', 'one question at a time');
    assert.equal((await v.answer(id, true, 'older')).body.code, 'version-conflict');
    const no = await v.answer(id, false);
    assert.equal(no.body.state, 'refused');
    assert.ok(no.body.answeredAt);
    assert.equal((await v.answer(id, true)).body.code, 'state-conflict');
    assert.equal((await v.ask()).body.current, 'refused');
    await keeper.round();
    assert.equal(played.length, before);
    await v.finish();
  });

  it('asks only in the call, and only its doctor; only its patient answers', async () => {
    const v = await visitOf(t);
    const stranger = await t.tokenOf('renhe', 'sun');
    assert.equal((await t.call('POST', v.base, { token: stranger })).body.code, 'not-found');
    const { recordingId: id } = (await v.ask()).body;
    const other = await t.openVisit();
    const answer = { token: other.token, body: { agreed: true, version: VERSION } };
    assert.equal((await t.call('POST', `${v.base}/${id}/answer`, answer)).body.code, 'not-found');
    assert.equal((await v.stop(id, other.token)).body.code, 'not-found');
    assert.equal((await t.call('GET', v.base, { token: stranger })).body.code, 'not-found');
    assert.equal(
      (await v.stop(id, v.patient)).body.code,
      'state-conflict',
      'a question is refused, not stopped',
    );
    assert.equal((await v.stop(id)).body.state, 'withdrawn');
    assert.equal((await v.ask()).status, 201, 'a question that was taken back may be asked again');
    await v.finish();
    await until(
      async () => (await v.latest()).state === 'withdrawn',
      'the visit’s end takes the question back',
    );
    assert.equal((await v.ask()).body.code, 'state-conflict');
  });

  it('is not stopped by a doctor who had the visit before', async () => {
    const v = await visitOf(t, 'zhou', '13');
    const { recordingId: id } = (await v.ask()).body;
    await t.deps.db.tenant('renhe', (tx) =>
      tx.execute(`UPDATE queue_entries SET state = 'done' WHERE entry_id = '${v.entryId}'`),
    );
    await addEntry(t.deps, 'renhe', v.visitId, 'in_consult', await addDoctor(t.deps, 'renhe'));
    assert.equal((await v.stop(id)).body.code, 'state-conflict');
  });

  it('ends with the consult, whoever forgets to stop it', async () => {
    const v = await visitOf(t);
    const { recordingId: id } = (await v.ask()).body;
    await v.answer(id, true);
    await until(() => played.at(-1)?.job.recordingId === id, 'started');
    const one = played.at(-1)!;
    one.begin();
    await until(async () => (await v.latest()).state === 'on', 'on');
    const held = await t.call('POST', `/renhe/queue-entries/${v.entryId}/hold`, { token: v.doctor });
    assert.equal(held.status, 201);
    await until(() => one.stopped, 'stopped by the hold');
    assert.deepEqual([(await v.latest()).state, (await v.latest()).stoppedBy], ['stopping', 'system']);
    await one.end(null, randomBytes(10));
    await until(async () => (await v.latest()).state === 'stored', 'stored');
  });

  it('is followed live by the visit’s patient, doctor and guests alone', async () => {
    const v = await visitOf(t, 'zhou', '13');
    const guest = {
      hospitalId: 'renhe',
      sessionId: t.deps.newId(),
      role: 'guest' as const,
      invitationId: '',
    };
    const doctor = (name: string) => ({
      ...{ hospitalId: 'renhe', sessionId: t.deps.newId(), role: 'doctor' as const },
      clinicianId: demoClinicianId('renhe', name),
    });
    const other = await t.openVisit();
    const patient = { ...guest, role: 'patient' as const, patientId: '' };
    const may = (actor: Parameters<typeof t.deps.live.authorize>[0]) =>
      t.deps.live.authorize(actor, `recording:${v.visitId}`);
    const invitations = `/renhe/visits/${v.visitId}/invitations`;
    const body = { role: 'relative', name: '王女士' };
    const made = (await t.call('POST', invitations, { token: v.patient, body })).body;
    guest.invitationId = made.invitationId;
    await t.call('POST', '/renhe/invitations/open', { body: { secret: made.secret } });
    assert.equal(await may({ ...guest, visitId: v.visitId }), false, 'a guest at the door');
    const admit = `${invitations}/${made.invitationId}/admit`;
    assert.equal((await t.call('POST', admit, { token: v.doctor })).status, 200);
    for (const actor of [
      doctor('zhou'),
      { ...patient, visitId: v.visitId },
      { ...guest, visitId: v.visitId },
    ])
      assert.equal(await may(actor), true, actor.role);
    for (const actor of [
      doctor('zhao'),
      { ...patient, visitId: other.visitId },
      { ...guest, visitId: other.visitId },
      { ...doctor('gao'), role: 'pharmacist' as const },
    ])
      assert.equal(await may(actor), false, `another ${actor.role}`);
    await v.finish();
  });

  it('a recorder that is lost: failed, what there is of it kept, and the visit untouched', async () => {
    const v = await visitOf(t, 'lin', '07');
    const { recordingId: id } = (await v.ask()).body;
    await v.answer(id, true);
    await until(() => played.at(-1)?.job.recordingId === id, 'started');
    played.at(-1)!.begin();
    await until(async () => (await v.latest()).state === 'on', 'on');
    await played.at(-1)!.end('lost', randomBytes(77));
    await until(async () => (await v.latest()).state === 'failed', 'failed');
    const { failure, file } = await v.latest();
    assert.equal(failure, 'lost');
    assert.equal(file.bytes, 77);
    assert.equal((await v.open(id)).status, 201);
    const { rows } = await inRenhe(t, ({ tx }) =>
      tx.execute(`SELECT state FROM queue_entries WHERE entry_id = '${v.entryId}'`),
    );
    assert.equal(rows[0]!['state'], 'in_consult');
    assert.equal((await v.ask()).status, 201, 'and it may be asked anew');
    await v.finish();
  });
});

describe('the machine', () => {
  it('reaches a recorder only through the patient’s yes, and ends in a state that nothing leaves', () => {
    const into = RECORDING_MACHINE.filter(({ to }) => to === 'starting');
    assert.deepEqual(into, [{ from: 'asked', action: 'agree', role: 'patient', to: 'starting' }]);
    assert.ok(RECORDING_MACHINE.filter(({ to }) => to === 'on').every(({ from }) => from === 'starting'));
    for (const end of ['refused', 'withdrawn', 'stored', 'failed'] as const)
      assert.ok(!RECORDING_MACHINE.some(({ from }) => from === end));
    for (const state of RECORDING_STATES) assert.ok(RECORDING_MACHINE.some(({ to }) => to === state));
    for (const role of ['patient', 'doctor', 'system'] as const)
      for (const state of ['starting', 'on'] as const)
        assert.equal(next(RECORDING_MACHINE, state, 'stop', role), 'stopping');
  });
});

describe('a range', () => {
  it('is read as RFC 9110 says, one at a time', () => {
    assert.equal(rangeOf(undefined, 10), undefined);
    assert.equal(rangeOf('bytes=0-1,4-5', 10), undefined, 'several: the whole file');
    assert.equal(rangeOf('lines=0-1', 10), undefined);
    assert.deepEqual(rangeOf('bytes=0-', 10), [0, 9]);
    assert.deepEqual(rangeOf('bytes=-3', 10), [7, 9]);
    assert.deepEqual(rangeOf('bytes=2-99', 10), [2, 9]);
    assert.equal(rangeOf('bytes=10-', 10), null);
    assert.equal(rangeOf('bytes=5-2', 10), null);
    assert.equal(rangeOf('bytes=-0', 10), null);
  });
});
