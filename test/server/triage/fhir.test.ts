/** Triage as FHIR over HTTP: the questions, and the answers for the patient and the doctor they belong to. */
import assert from 'node:assert/strict';
import { after, before, describe, it } from 'node:test';
import { fromQuestionnaire } from '@care-elements/triage/fhir/import.ts';
import { fromQuestionnaireResponse } from '@care-elements/triage/fhir/response.ts';
import { readLibrary } from '../../../server/triage/library.ts';
import { callAndEnter, waitingPatient } from '../../kit/flow.ts';
import { openTestApp, type TestApp } from '../../kit/open-test-app.ts';

describe('triage as FHIR', () => {
  let t: TestApp;
  before(async () => {
    t = await openTestApp();
  });
  after(() => t.close());

  it('a protocol in use is a Questionnaire that imports as the same protocol', async () => {
    const { status, body } = await t.call('GET', '/renhe/fhir/Questionnaire/fever');
    assert.equal(status, 200);
    const { $schema: _, ...fever } = readLibrary().protocols.get('fever')!.protocol;
    assert.deepEqual(fromQuestionnaire(body), { protocol: fever, lost: [] });
    assert.equal((await t.call('GET', '/renhe/fhir/Questionnaire/unknown')).status, 404);
  });

  it('the answers of a visit are read by its patient and its doctor, and by nobody else', async () => {
    const doctor = await t.tokenOf('renhe', 'zhao');
    const patient = await waitingPatient(t);
    const other = await waitingPatient(t);
    const { encounterId } = await callAndEnter(t, doctor, patient);
    const path = `/renhe/visits/${patient.visitId}/fhir/QuestionnaireResponse`;
    const { status, body } = await t.call('GET', path, { token: patient.token });
    assert.equal(status, 200, JSON.stringify(body));
    const [{ resource }] = body.entry;
    assert.match(resource.questionnaire, /^urn:care-elements:protocol:[a-z-]+\|\d/);
    assert.ok(Object.keys(fromQuestionnaireResponse(resource).answers).length > 0);
    assert.equal((await t.call('GET', path, { token: other.token })).status, 404);

    const seen = `/renhe/encounters/${encounterId}/fhir/QuestionnaireResponse`;
    assert.deepEqual((await t.call('GET', seen, { token: doctor })).body, body);
    const stranger = await t.tokenOf('renhe', 'lin');
    assert.equal((await t.call('GET', seen, { token: stranger })).status, 404);
  });

  it('before the interview there is nothing to read', async () => {
    const { visitId, token } = await t.openVisit('renhe');
    const { body } = await t.call('GET', `/renhe/visits/${visitId}/fhir/QuestionnaireResponse`, { token });
    assert.deepEqual(body, { resourceType: 'Bundle', type: 'collection', entry: [] });
  });
});
