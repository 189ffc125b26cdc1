/** How a medicine goes with meals: kept with the order, sealed in its directions, and only where it is swallowed. */
import assert from 'node:assert/strict';
import { after, before, it } from 'node:test';
import { openTestApp, type TestApp } from '../../kit/open-test-app.ts';
import { AMOXICILLIN, inConsult, signed } from './kit.ts';

let t: TestApp;
before(async () => {
  t = await openTestApp();
});
after(() => t.close());

it('stands in what the doctor signs and in what the patient reads', async () => {
  const c = await inConsult(t);
  await signed(t, c, [{ ...AMOXICILLIN, meal: 'after' }]);
  const { body } = await t.call('GET', `/renhe/visits/${c.visitId}`, { token: c.patientToken });
  const [item] = body.prescription.items;
  assert.equal(item.meal, 'after');
  assert.match(item.directions['zh-CN'], /，饭后服，/);
  assert.match(item.directions.en, /, after meals, /);
});

it('is dropped where nothing is swallowed, and unknown words are refused', async () => {
  const c = await inConsult(t);
  const { token } = c.doctor;
  const { body } = await t.call('POST', `/renhe/encounters/${c.encounterId}/prescriptions`, { token });
  const save = (item: object, rowVersion = body.rowVersion) =>
    t.call('PUT', `/renhe/prescriptions/${body.prescriptionId}`, {
      token,
      body: { rowVersion, items: [item], longReason: '', guardianConfirmed: false, overrides: [] },
    });
  const wrong = await save({ ...AMOXICILLIN, meal: 'at-noon' });
  assert.equal(wrong.body.code, 'invalid-input');
  const rectal = await save({ ...AMOXICILLIN, route: 'rectal', meal: 'after' });
  assert.equal(rectal.status, 200, JSON.stringify(rectal.body));
  assert.equal(rectal.body.items[0].meal, null);
  assert.doesNotMatch(rectal.body.items[0].directions['zh-CN'], /饭后/);
});
