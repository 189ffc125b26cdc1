/** Prescriptions as FHIR R4: valid by the specification's own definitions, true to what was signed, and only for their parties. */
import assert from 'node:assert/strict';
import { after, before, describe, it } from 'node:test';
import type { Bundle, MedicationDispense, MedicationRequest, Provenance } from 'fhir/r4.js';
import { FREQUENCY_CODES } from '@care-elements/contract/prescription.terms.ts';
import { invalid } from '../../kit/fhir.ts';
import { openTestApp, type TestApp } from '../../kit/open-test-app.ts';
import { approved, claimed, counterToken, give, onClaim, type Approved } from '../dispensing/kit.ts';
import { AMOXICILLIN, inConsult, signed } from '../prescriptions/kit.ts';

describe('prescriptions as FHIR R4', () => {
  let t: TestApp;
  let rx: Approved;
  before(async () => {
    t = await openTestApp();
    rx = await approved(t);
    const counter = await counterToken(t, 'partner');
    const claim = await claimed(t, counter, rx);
    const part = await onClaim(t, counter, claim, 'dispenses', { lines: [give('1', 'capsule')] });
    assert.equal(part.status, 201, JSON.stringify(part.body));
  });
  after(() => t.close());

  const get = (path: string, token?: string, hospitalId = 'renhe') =>
    t.call('GET', `/${hospitalId}/fhir/${path}`, { token });
  const search = async (token: string): Promise<Bundle> => {
    const { status, body } = await get(`MedicationRequest?encounter=Encounter/${rx.encounterId}`, token);
    assert.equal(status, 200, JSON.stringify(body));
    return body;
  };
  const of = <T>(bundle: Bundle, type: string): T[] =>
    bundle.entry!.map(({ resource }) => resource).filter((r) => r?.resourceType === type) as T[];

  it('every resource of a prescription that was handed over in part is valid', async () => {
    const bundle = await search(rx.patientToken);
    assert.deepEqual(invalid(bundle), []);
    for (const { resource } of bundle.entry!) assert.deepEqual(invalid(resource), [], resource!.resourceType);
    const types = bundle.entry!.map(({ resource }) => resource!.resourceType);
    assert.deepEqual(types, [
      ...['MedicationRequest', 'Medication', 'MedicationDispense'],
      ...['Provenance', 'Provenance', 'Provenance'],
    ]);
    assert.equal(bundle.total, 1);
    assert.notDeepEqual(
      invalid({ ...bundle.entry![0]!.resource, intent: 'wish' }),
      [],
      'the validator looks',
    );
    assert.deepEqual(invalid((await get('metadata')).body), []);
  });

  it('says what was signed', async () => {
    const bundle = await search(rx.doctor.token);
    const [request] = of<MedicationRequest>(bundle, 'MedicationRequest');
    const view = (await t.call('GET', `/renhe/visits/${rx.visitId}`, { token: rx.patientToken })).body;
    const { number, items, validUntil, signedAt } = view.prescription;
    assert.equal(request!.groupIdentifier!.value, number);
    assert.deepEqual(request!.dispenseRequest!.validityPeriod, { start: signedAt, end: validUntil });
    assert.equal(request!.status, 'active');
    assert.equal(request!.substitution!.allowedBoolean, false);
    const [dosage] = request!.dosageInstruction!;
    assert.equal(dosage!.text, items[0].directions['zh-CN']);
    assert.deepEqual(dosage!.doseAndRate![0]!.doseQuantity, {
      ...{ value: Number(AMOXICILLIN.dose!.value), unit: AMOXICILLIN.dose!.unit },
      ...{ system: 'http://unitsofmeasure.org', code: AMOXICILLIN.dose!.unit },
    });
    assert.equal(dosage!.timing!.repeat!.boundsDuration!.value, AMOXICILLIN.days);
    assert.equal(request!.reasonCode![0]!.coding![0]!.code, 'J06.9');
    const [dispense] = of<MedicationDispense>(bundle, 'MedicationDispense');
    assert.deepEqual(dispense!.authorizingPrescription, [{ reference: `MedicationRequest/${request!.id}` }]);
    assert.deepEqual([dispense!.quantity!.value, dispense!.quantity!.code], [1, '{capsule}']);
  });

  it('carries the signatures, each over the text that was hashed', async () => {
    const all = of<Provenance>(await search(rx.doctor.token), 'Provenance');
    const roles = all.map(({ agent }) => agent[0]!.type!.coding![0]!.code);
    assert.deepEqual(roles, ['author', 'verifier', 'performer']);
    const { body } = await t.call('GET', `/renhe/prescriptions/${rx.prescriptionId}`, {
      token: rx.doctor.token,
    });
    assert.equal(all[0]!.entity![0]!.what.identifier!.value, body.rxHash);
    const jws = Buffer.from(all[0]!.signature![0]!.data!, 'base64').toString();
    assert.match(jws, /^[\w-]+\.\.[\w-]+$/, 'detached');
    const target = await get(`Provenance?target=MedicationRequest/${rx.prescriptionId}-1`, rx.patientToken);
    assert.deepEqual(
      of<Provenance>(target.body, 'Provenance').map(({ id }) => id),
      [all[0]!.id, all[1]!.id],
    );
  });

  it('each is read by its id, and by the short way', async () => {
    for (const { resource } of (await search(rx.patientToken)).entry!) {
      if (resource!.resourceType === 'Provenance') continue;
      const path = `${resource!.resourceType}/${resource!.id}`;
      assert.deepEqual((await get(path, rx.patientToken)).body, resource);
      const short = await t.app.request(`/v1/fhir/${path}`, {
        headers: { Authorization: `Bearer ${rx.patientToken}` },
      });
      assert.deepEqual(await short.json(), resource);
    }
    assert.equal((await t.app.request('/v1/fhir/Medication/x')).status, 401);
    const forged = `${rx.patientToken.slice(0, -3)}AAA`;
    const answer = await t.app.request(`/v1/fhir/Medication/${rx.prescriptionId}-1`, {
      headers: { Authorization: `Bearer ${forged}` },
    });
    assert.equal(answer.status, 401);
  });

  it('the short way leads nowhere but to a hospital, whatever an unsigned token says', async () => {
    const said = (aud: unknown) =>
      `Bearer e30.${Buffer.from(JSON.stringify({ aud })).toString('base64url')}.AAAA`;
    for (const aud of ['..', '.', '../..', 'renhe/rules?', '$&', '', ['renhe'], {}]) {
      const answer = await t.app.request('/v1/fhir/metadata', { headers: { Authorization: said(aud) } });
      assert.deepEqual(
        [answer.status, (await answer.json()).code],
        [401, 'token-invalid'],
        JSON.stringify(aud),
      );
    }
  });

  it('a search by what is no reference is refused', async () => {
    const id = rx.prescriptionId;
    for (const path of [
      ...[`MedicationRequest?encounter=${'-'.repeat(36)}`, `MedicationRequest?encounter=${rx.encounterId}-1`],
      ...[`MedicationDispense?prescription=${id}`, `MedicationDispense?prescription=${'0'.repeat(36)}-1`],
      ...[`Provenance?target=${id}`, `Provenance?target=MedicationRequest/${'a'.repeat(36)}`],
    ]) {
      const { status, body } = await get(path, rx.patientToken);
      assert.deepEqual([status, body.code], [422, 'invalid-input'], path);
    }
  });

  it('is for its parties alone, and nothing before it is signed', async () => {
    const line = `MedicationRequest/${rx.prescriptionId}-1`;
    const stranger = await inConsult(t);
    for (const token of [stranger.patientToken, stranger.doctor.token])
      assert.equal((await get(line, token)).status, 404);
    assert.equal((await get(line, await t.tokenOf('renhe', 'gao', 'pharmacist'))).status, 200);
    assert.equal((await get(line, await t.tokenOf('lakeside', 'delgado'), 'lakeside')).status, 404);
    assert.equal((await get(line.replace(/1$/, '9'), rx.patientToken)).status, 404);
    const draft = await t.call('POST', `/renhe/encounters/${stranger.encounterId}/prescriptions`, {
      token: stranger.doctor.token,
    });
    const early = `MedicationRequest/${draft.body.prescriptionId}-1`;
    assert.equal((await get(early, stranger.doctor.token)).status, 404);
    const none = await get(`MedicationRequest?encounter=${stranger.encounterId}`, stranger.doctor.token);
    assert.deepEqual([none.status, none.body.total], [200, 0]);
  });

  it('every way to take a medicine is a valid request', async () => {
    for (const frequency of FREQUENCY_CODES) {
      const c = await inConsult(t);
      const maxPerDay = frequency === 'prn' ? 3 : null;
      const { prescriptionId } = await signed(t, c, [{ ...AMOXICILLIN, frequency, maxPerDay }]);
      const { status, body } = await get(`MedicationRequest/${prescriptionId}-1`, c.patientToken);
      assert.equal(status, 200, `${frequency}: ${JSON.stringify(body)}`);
      assert.deepEqual(invalid(body), [], frequency);
      assert.equal(body.status, 'draft', 'not reviewed yet');
    }
  });
});
