/** Snapshots as the API has them: the question with its purpose, the patient's answer, what is stored, and who may see it. */
import assert from 'node:assert/strict';
import { after, before, describe, it } from 'node:test';
import { next } from '@care-elements/contract/machine.ts';
import {
  SNAPSHOT_MACHINE,
  type Snapshot,
  type SnapshotAction,
  type SnapshotState,
} from '@care-elements/contract/snapshot.ts';
import { SYSTEM } from '../../../server/actor.ts';
import { forgetUnused } from '../../../server/attachments/service.ts';
import { endMoved } from '../../../server/snapshots/service.ts';
import { finishEntry } from '../../../server/queue/service.ts';
import { inHospital, type Work } from '../../../server/work.ts';
import { jpeg, upload } from '../../kit/files.ts';
import { callAndEnter, waitingPatient } from '../../kit/flow.ts';
import { openTestApp, type Answer, type TestApp } from '../../kit/open-test-app.ts';
import { openConsult } from '../../kit/recorder.ts';

const VERSION = 'demo-pic-1';
const PURPOSE = '左前臂皮疹，留作对比';
/** The sample as if it were of another size: its header says so. */
function sized(width: number, height: number): Buffer {
  const bytes = Buffer.from(jpeg());
  const frame = [0xc0, 0xc2].map((sof) => bytes.indexOf(Buffer.from([0xff, sof]))).find((at) => at > 0)!;
  bytes.writeUInt16BE(height, frame + 5);
  bytes.writeUInt16BE(width, frame + 7);
  return bytes;
}
const stateOf = ({ body, status }: Answer) => (status < 300 ? body.state : body.code);

describe('the machine', () => {
  it('takes nothing without a yes, and ends for good', () => {
    const can = (state: SnapshotState) =>
      SNAPSHOT_MACHINE.filter(({ from }) => from === state).map(({ action, role }) => `${action} ${role}`);
    assert.deepEqual(can('asked'), ['agree patient', 'refuse patient', 'withdraw doctor', 'withdraw system']);
    assert.deepEqual(can('agreed'), ['withdraw patient', 'store doctor', 'fail doctor', 'fail system']);
    for (const state of ['refused', 'withdrawn', 'stored', 'failed'] as const)
      assert.deepEqual(can(state), []);
    for (const role of ['doctor', 'patient', 'system', 'guest'] as const)
      assert.equal(next(SNAPSHOT_MACHINE, 'asked', 'store' satisfies SnapshotAction, role), undefined, role);
  });
});

describe('a snapshot', () => {
  let t: TestApp;
  let now = new Date();
  before(async () => {
    t = await openTestApp({ now: () => now });
  });
  after(() => t?.close());

  const inRenhe = <T>(fn: (work: Work) => Promise<T>) =>
    inHospital(t.deps, 'renhe', { doer: SYSTEM, requestId: null }, fn);
  /** The clock goes on a little with each visit. */
  async function visitOf() {
    now = new Date(now.getTime() + 1000);
    const doctor = await t.tokenOf('renhe', 'zhao');
    const patient = await waitingPatient(t, { code: '03' });
    const ids = await callAndEnter(t, doctor, patient, { code: '03' });
    await openConsult(t.deps, ids);
    const visit = `/renhe/visits/${ids.visitId}`;
    const post = (token: string, path = '', body?: unknown) =>
      t.call('POST', `${visit}/snapshots${path}`, { token, ...(body ? { body } : {}) });
    return {
      ...{ ...ids, visit, doctor, patient: patient.token },
      ask: (purpose = PURPOSE) => post(doctor, '', { purpose }),
      answer: (id: string, agreed: boolean, version = VERSION) =>
        post(patient.token, `/${id}/answer`, { agreed, version }),
      withdraw: (id: string, token = doctor) => post(token, `/${id}/withdraw`),
      store: (id: string, attachmentId: string) => post(doctor, `/${id}/picture`, { attachmentId }),
      fail: (id: string) => post(doctor, `/${id}/fail`),
      picture: async (token = doctor, bytes = jpeg()): Promise<string> => {
        const { status, body } = await upload(t, visit, token, { bytes });
        assert.equal(status, 201, JSON.stringify(body));
        return body.attachmentId;
      },
      list: async (token = doctor): Promise<Snapshot[]> =>
        (await t.call('GET', `${visit}/snapshots`, { token })).body.snapshots,
      content: (id: string, token: string) =>
        t.app.request(`/v1/hospitals${visit}/attachments/${id}/content`, {
          headers: { authorization: `Bearer ${token}` },
        }),
      async finish() {
        const doer = { role: 'doctor' as const, id: null };
        await inHospital(t.deps, 'renhe', { doer, requestId: null }, (work) =>
          finishEntry(work, ids.entryId),
        );
        await inRenhe(endMoved);
      },
    };
  }

  it('is in the record after a yes: with its purpose, the version answered, the time, and the trail', async () => {
    const v = await visitOf();
    const asked = await v.ask();
    assert.deepEqual([asked.status, asked.body.state, asked.body.purpose], [201, 'asked', PURPOSE]);
    const { snapshotId: id } = asked.body;
    const early = await v.picture();
    assert.equal((await v.store(id, early)).body.current, 'asked', 'nothing is stored before the yes');
    const agreed = await v.answer(id, true);
    assert.deepEqual([agreed.body.state, agreed.body.consentVersion], ['agreed', VERSION]);
    assert.equal(agreed.body.answeredAt, now.toISOString());
    const attachmentId = await v.picture();
    const { body } = await v.store(id, attachmentId);
    assert.deepEqual([body.state, body.picture.attachmentId], ['stored', attachmentId]);
    assert.equal(body.picture.storedAt, now.toISOString());
    assert.match(body.picture.sha256, /^[0-9a-f]{64}$/);
    for (const token of [v.doctor, v.patient])
      assert.deepEqual(
        (await v.list(token)).map(({ snapshotId, state }) => [snapshotId, state]),
        [[id, 'stored']],
      );
    const { rows } = await inRenhe(({ tx }) =>
      tx.execute(
        `SELECT action, actor_role FROM audit_entries WHERE resource_id = '${id}' ORDER BY at, audit_id`,
      ),
    );
    assert.deepEqual(
      rows.map((row) => `${row['action']} ${row['actor_role']}`),
      ['snapshot.asked doctor', 'snapshot.agreed patient', 'snapshot.stored doctor'],
    );
    const { rows: kept } = await inRenhe(({ tx }) =>
      tx.execute(
        `SELECT encounter_id, consent_version, agreed, answered_at FROM snapshots WHERE snapshot_id = '${id}'`,
      ),
    );
    assert.deepEqual(
      [kept[0]!['encounter_id'], kept[0]!['consent_version'], kept[0]!['agreed']],
      [v.encounterId, VERSION, true],
    );
    const timeline = await t.call('GET', `${v.visit}/timeline`, { token: v.doctor });
    assert.deepEqual(
      timeline.body.events
        .map(({ kind, role }: { kind: string; role: string }) => `${kind} ${role}`)
        .filter((said: string) => said.startsWith('snapshot'))
        .reverse(),
      ['snapshot-asked doctor', 'snapshot-agreed patient', 'snapshot-stored doctor'],
    );
    await v.finish();
  });

  it('is served to the visit’s two sides alone, never as a page, and is not forgotten with unsent files', async () => {
    const v = await visitOf();
    const { snapshotId: id } = (await v.ask()).body;
    await v.answer(id, true);
    const attachmentId = await v.picture();
    const unused = await v.picture();
    await v.store(id, attachmentId);
    for (const token of [v.doctor, v.patient]) {
      const answer = await v.content(attachmentId, token);
      assert.equal(answer.status, 200);
      assert.equal(answer.headers.get('content-type'), 'image/jpeg');
      assert.equal(answer.headers.get('x-content-type-options'), 'nosniff');
      assert.equal(answer.headers.get('cache-control'), 'private, no-store');
      assert.match(answer.headers.get('content-security-policy')!, /sandbox; default-src 'none'/);
      assert.match(answer.headers.get('content-disposition')!, /^attachment/);
    }
    const another = await t.openVisit('renhe');
    const stranger = await t.tokenOf('renhe', 'lin');
    for (const token of [another.token, stranger]) {
      assert.equal((await v.content(attachmentId, token)).status, 404);
      assert.equal((await t.call('GET', `${v.visit}/snapshots`, { token })).status, 404);
    }
    now = new Date(now.getTime() + 25 * 3600_000);
    await inRenhe((work) => forgetUnused(work, t.deps));
    const doctor = await t.tokenOf('renhe', 'zhao');
    assert.equal((await v.content(attachmentId, doctor)).status, 200, 'the record keeps it');
    assert.equal((await v.content(unused, doctor)).status, 404, 'an upload that nobody used is gone');
    await v.finish();
  });

  it('refused: nothing is stored, then or later; another question is another snapshot', async () => {
    const v = await visitOf();
    const { snapshotId: id } = (await v.ask()).body;
    assert.equal(stateOf(await v.ask()), 'state-conflict', 'one question at a time');
    assert.equal(stateOf(await v.answer(id, true, 'older')), 'version-conflict');
    assert.equal(stateOf(await v.answer(id, false)), 'refused');
    const attachmentId = await v.picture();
    const late = await v.store(id, attachmentId);
    assert.deepEqual([late.status, late.body.current], [409, 'refused']);
    assert.equal(stateOf(await v.answer(id, true)), 'state-conflict', 'a no stays a no');
    assert.equal((await v.list())[0]!.picture, null);
    const again = await v.ask('咽部');
    assert.deepEqual([again.status, again.body.purpose], [201, '咽部']);
    await v.finish();
    assert.deepEqual(
      (await v.list()).map(({ state }) => state),
      ['withdrawn', 'refused'],
    );
  });

  it('taken back while asked, by the doctor; the yes taken back, by the patient', async () => {
    const v = await visitOf();
    const first = (await v.ask()).body.snapshotId;
    assert.equal(stateOf(await v.withdraw(first, v.patient)), 'state-conflict', 'a patient says no instead');
    assert.equal(stateOf(await v.withdraw(first)), 'withdrawn');
    assert.equal(stateOf(await v.answer(first, true)), 'state-conflict');
    const second = (await v.ask()).body.snapshotId;
    await v.answer(second, true);
    assert.equal(stateOf(await v.withdraw(second)), 'state-conflict');
    assert.equal(stateOf(await v.withdraw(second, v.patient)), 'withdrawn');
    assert.equal(stateOf(await v.store(second, await v.picture())), 'state-conflict');
    const third = (await v.ask()).body.snapshotId;
    await v.answer(third, true);
    assert.equal(stateOf(await v.fail(third)), 'failed');
    await v.finish();
  });

  it('is a JPEG of the doctor’s own upload, of 1,600 pixels at most, in one snapshot', async () => {
    const v = await visitOf();
    const { snapshotId: id } = (await v.ask()).body;
    await v.answer(id, true);
    const theirs = await v.picture(v.patient);
    assert.equal(stateOf(await v.store(id, theirs)), 'not-found');
    assert.equal(stateOf(await v.store(id, t.deps.newId())), 'not-found');
    const wide = await v.picture(v.doctor, sized(1608, 8));
    const refused = await v.store(id, wide);
    assert.deepEqual([refused.body.code, refused.body.current], ['file-refused', 'too-many-pixels']);
    assert.equal(stateOf(await v.store(id, await v.picture())), 'stored');
    await v.finish();
  });

  it('a consult that moves on ends what is open; nobody else may ask, answer or take', async () => {
    const v = await visitOf();
    const { snapshotId: id } = (await v.ask()).body;
    await v.answer(id, true);
    const other = await t.tokenOf('renhe', 'lin');
    const foreign = await t.tokenOf('lakeside', 'delgado');
    for (const token of [other, foreign, v.patient]) {
      const { status } = await t.call('POST', `${v.visit}/snapshots`, { token, body: { purpose: PURPOSE } });
      assert.ok([401, 403, 404].includes(status), String(status));
    }
    await v.finish();
    assert.deepEqual(
      (await v.list()).map(({ state, picture }) => [state, picture]),
      [['failed', null]],
    );
    assert.equal(stateOf(await v.ask()), 'state-conflict', 'there is no call');
  });
});
