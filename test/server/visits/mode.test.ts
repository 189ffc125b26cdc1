/** How the two meet: chosen before the queue, changed by either side, seen by both, and held against the room. */
import assert from 'node:assert/strict';
import { after, before, describe, it } from 'node:test';
import { callAndEnter, waitingPatient } from '../../kit/flow.ts';
import { departmentId, openTestApp, type TestApp } from '../../kit/open-test-app.ts';
import { readStream } from '../../kit/read-stream.ts';
import { deadMedia, takenVisit } from '../consult/kit.ts';

describe('a visit’s mode', () => {
  let t: TestApp;
  let url: string;
  before(async () => {
    t = await openTestApp({ media: deadMedia() });
    ({ url } = await t.listen());
  });
  after(() => t.close());

  const setMode = (visitId: string, token: string, mode: string) =>
    t.call('PUT', `/renhe/visits/${visitId}/mode`, { token, body: { mode } });

  it('is chosen with the place in the queue, and the desk sees it', async () => {
    const doctor = await t.tokenOf('renhe', 'zhao');
    const patient = await waitingPatient(t);
    const { body } = await t.call('POST', `/renhe/queue-entries/${patient.entryId}/leave`, {
      token: patient.token,
    });
    assert.equal(body.state, 'left');
    const joined = await t.call('POST', `/renhe/visits/${patient.visitId}/queue-entries`, {
      token: patient.token,
      body: { departmentId: departmentId('renhe', '03'), mode: 'text' },
    });
    assert.equal(joined.status, 201);
    const view = await t.call('GET', `/renhe/visits/${patient.visitId}`, { token: patient.token });
    assert.equal(view.body.mode, 'text');
    const desk = await t.call('GET', `/renhe/departments/${departmentId('renhe', '03')}/queue`, {
      token: doctor,
    });
    assert.equal(desk.body.entries[0].mode, 'text');
    await callAndEnter(t, doctor, patient);
    const mine = await t.call('GET', '/renhe/encounters/mine', { token: doctor });
    assert.equal(mine.body.current.mode, 'text');
  });

  it('has no room while it is text; both see the change at once, whoever made it', async () => {
    const v = await takenVisit(t, { state: 'in_consult' });
    const token = (who: string) => t.call('POST', v.path, { token: who });
    // Without a media server, what is asked of it fails: the visit by video got as far as asking.
    assert.equal((await token(v.token)).body.code, 'media-unavailable');
    const mine = await readStream(url, 'renhe', v.token, [`visit:${v.visitId}`]);
    const desk = await readStream(url, 'renhe', v.doctor, ['desk']);
    await mine.until((e) => e.data.visit?.mode === 'video');
    assert.equal((await setMode(v.visitId, v.doctor, 'text')).status, 200);
    await mine.until((e) => e.data.visit?.mode === 'text');
    await desk.until((e) => e.data.current?.mode === 'text');
    for (const who of [v.token, v.doctor]) {
      const { status, body } = await token(who);
      assert.deepEqual([status, body.code, body.current], [409, 'state-conflict', 'text']);
    }
    // By telephone there is no room either.
    assert.equal((await setMode(v.visitId, v.token, 'phone')).status, 200);
    await desk.until((e) => e.data.current?.mode === 'phone');
    assert.equal((await token(v.token)).body.current, 'phone');
    const from = desk.events.length;
    assert.equal((await setMode(v.visitId, v.token, 'video')).status, 200);
    await desk.until((e) => desk.events.indexOf(e) >= from && e.data.current?.mode === 'video');
    assert.equal((await token(v.doctor)).body.code, 'media-unavailable');
    mine.close();
    desk.close();
  });

  it('is changed by nobody else, by no other word, and not once the visit has ended', async () => {
    const v = await takenVisit(t, { state: 'in_consult' });
    const other = await takenVisit(t);
    for (const token of [other.token, other.doctor, await t.tokenOf('renhe', 'zhao')])
      assert.equal((await setMode(v.visitId, token, 'text')).body.code, 'not-found');
    assert.equal((await setMode(v.visitId, v.token, 'smoke')).status, 422);
    await t.deps.db.tenant('renhe', (tx) =>
      tx.execute(`UPDATE visits SET status = 'concluded' WHERE visit_id = '${v.visitId}'`),
    );
    assert.equal((await setMode(v.visitId, v.token, 'text')).body.code, 'visit-ended');
  });
});
