/** A place that was missed and taken anew: the old one is over, whatever an old page asks of it. */
import assert from 'node:assert/strict';
import { it } from 'node:test';
import { callAndEnter, waitingPatient } from '../../kit/flow.ts';
import { departmentId, openTestApp } from '../../kit/open-test-app.ts';

it('can’t be left any more: the consult on hold that came after it stays as it is', async () => {
  let ahead = 0;
  const t = await openTestApp({ now: () => new Date(Date.now() + ahead) });
  try {
    const patient = await waitingPatient(t);
    const doctor = await t.tokenOf('renhe', 'zhao');
    const internal = departmentId('renhe', '03');
    const post = (path: string, token: string, body?: object) =>
      t.call('POST', `/renhe/${path}`, { token, ...(body ? { body } : {}) });
    assert.equal((await post(`departments/${internal}/call-next`, doctor)).status, 201);
    ahead += 4 * 60_000;
    const missed = await post(`queue-entries/${patient.entryId}/miss`, doctor);
    assert.deepEqual([missed.status, missed.body.state], [200, 'missed']);
    const again = await post(`visits/${patient.visitId}/queue-entries`, patient.token, {
      departmentId: internal,
    });
    assert.equal(again.status, 201);
    const { entryId, encounterId } = await callAndEnter(t, doctor, patient);
    const held = await post(`queue-entries/${entryId}/hold`, doctor);
    assert.equal(held.status, 201);

    const left = await post(`queue-entries/${patient.entryId}/leave`, patient.token);
    assert.deepEqual([left.status, left.body.code], [409, 'state-conflict']);
    const back = await post(`queue-entries/${held.body.entryId}/call-back`, doctor);
    assert.deepEqual([back.status, back.body.encounterId], [201, encounterId], 'the same record');
  } finally {
    await t.close();
  }
});
