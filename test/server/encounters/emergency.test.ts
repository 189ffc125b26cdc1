/** An emergency in the middle of a consult: the visit goes its way, the record does not stay open for ever. */
import assert from 'node:assert/strict';
import { after, before, describe, it } from 'node:test';
import { answerTriage, callAndEnter, NOTE, waitingPatient } from '../../kit/flow.ts';
import { openTestApp, type TestApp } from '../../kit/open-test-app.ts';

describe('an emergency in the middle of a consult', () => {
  let t: TestApp;
  before(async () => void (t = await openTestApp()));
  after(() => t.close());

  it('ends the visit, and leaves the note to its doctor to sign once', async () => {
    const doctor = await t.tokenOf('renhe', 'zhao');
    const patient = await waitingPatient(t);
    const { encounterId, visitId } = await callAndEnter(t, doctor, patient);
    const choose = (q: { repeats?: boolean; answerOption: { code: string }[] }) =>
      q.repeats ? [q.answerOption[0]!.code] : ['not-sure'];
    const triage = await answerTriage(t, patient, { choose });
    assert.equal(triage.body.status, 'emergency');
    assert.equal(triage.body.queue.state, 'redirected');

    const path = `/renhe/encounters/${encounterId}`;
    const saved = await t.call('PUT', `${path}/note`, {
      token: doctor,
      body: { rowVersion: 0, note: NOTE },
    });
    assert.equal(saved.status, 200);
    const finish = (rowVersion: number) =>
      t.call('POST', `${path}/finish`, { token: doctor, body: { rowVersion } });
    const finished = await finish(saved.body.rowVersion);
    assert.equal(finished.status, 200, JSON.stringify(finished.body));
    assert.equal(finished.body.state, 'finished');
    assert.equal(finished.body.noteState, 'signed');
    assert.equal(finished.body.queueState, 'redirected');
    assert.equal((await finish(finished.body.rowVersion)).body.code, 'state-conflict');
    const visit = await t.call('GET', `/renhe/visits/${visitId}`, { token: patient.token });
    assert.equal(visit.body.status, 'emergency');
    assert.equal(visit.body.encounter.advice, NOTE.advice);
  });
});
