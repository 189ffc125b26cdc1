/** A sheet of herbs from the search to the last packet: saved, signed, sealed, reviewed, read by its patient, exported, handed over. */
import assert from 'node:assert/strict';
import { after, before, describe, it } from 'node:test';
import type { Bundle, MedicationRequest } from 'fhir/r4.js';
import type { ItemInput, Prescription } from '@care-elements/contract/prescription.ts';
import { verifyExport } from '../../../server/seals/verify-export.ts';
import { invalid } from '../../kit/fhir.ts';
import { openTestApp, type TestApp } from '../../kit/open-test-app.ts';
import { claimed, counterToken, onClaim } from '../dispensing/kit.ts';
import { SHEET } from './checks-kit.ts';
import { create, decide, inConsult, inHand, line, rxPath, save, sign, signed, type Consult } from './kit.ts';

const herb = (id: string, grams: string, handling?: ItemInput['handling']): ItemInput => ({
  ...line(`piece-${id}`, { dose: { value: grams, unit: 'g' }, frequency: null, days: null }),
  ...(handling && { handling }),
});
const HERBS = [herb('jinyinhua', '15'), herb('lianqiao', '10.5'), herb('bohe', '6', 'late')];

describe('a sheet of herbs', () => {
  let t: TestApp;
  let c: Consult;
  let rx: Prescription;
  before(async () => {
    t = await openTestApp();
    c = await inConsult(t);
    const saved = await save(t, c, await create(t, c), HERBS, { herbal: SHEET });
    assert.equal(saved.status, 200, JSON.stringify(saved.body));
    const done = await sign(t, c, saved.body);
    assert.equal(done.status, 200, JSON.stringify(done.body));
    rx = done.body;
  });
  after(() => t.close());
  const patients = async () =>
    (await t.call('GET', `/renhe/visits/${c.visitId}`, { token: c.patientToken })).body.prescription;

  it('is found by its kind alone', async () => {
    const find = async (kind: string, q: string) => {
      const { body } = await t.call('GET', `/renhe/formulary?q=${encodeURIComponent(q)}&kind=${kind}`, {
        token: c.doctor.token,
      });
      return body.drugs as { drugId: string; form: string; herb?: unknown }[];
    };
    const herbs = await find('herbs', 'gc');
    assert.ok(herbs.some(({ drugId }) => drugId === 'piece-gancao'));
    assert.ok(herbs.every(({ form, herb: facts }) => form === 'decoction_piece' && facts));
    assert.deepEqual((await find('herbs', '党参'))[0]?.drugId, 'piece-dangshen');
    assert.deepEqual(await find('medicines', '黄芪'), []);
    assert.ok((await find('medicines', '阿莫西林')).every(({ form }) => form !== 'decoction_piece'));
  });

  it('says its directions, and counts grams and packets exactly', async () => {
    const view = await patients();
    assert.equal(view.herbal.directions['zh-CN'], '共 7 剂，每日 1 剂，水煎 400 ml，分 2 次温服，饭后服');
    assert.match(
      view.herbal.directions.en,
      /^7 packets in all, 1 packet a day, boil in water, down to 400 mL/,
    );
    assert.equal(view.herbal.days, 7);
    assert.deepEqual(
      view.items.map(({ quantity }: Prescription['items'][number]) => quantity),
      [
        { packs: 7, units: '105' },
        { packs: 7, units: '73.5' },
        { packs: 7, units: '42' },
      ],
    );
    assert.equal(view.items[2].directions['zh-CN'], '每剂 6 g，后下');
    assert.deepEqual(
      [view.items[1].drug.pack, view.items[1].frequency, view.items[1].days],
      [{ size: '10.5', container: 'packet', text: null }, 'qd', 7],
    );
  });

  it('is sealed whole, and verified without the server', async () => {
    const pharmacist = await t.tokenOf('renhe', 'he', 'pharmacist');
    const { checklist } = await inHand(t, c, rx.prescriptionId, pharmacist);
    assert.ok(checklist.lines.some(({ id }) => id === 'herbSheet'));
    const passed = await decide(t, c, rx.prescriptionId, pharmacist, 'approve');
    assert.equal(passed.status, 200, JSON.stringify(passed.body));
    const { body } = await t.call('GET', rxPath(c, rx.prescriptionId, 'export'), { token: c.patientToken });
    assert.deepEqual(JSON.parse(body.prescription).herbal.packets, 7);
    assert.equal(verifyExport(JSON.stringify(body)).ok, true);
    const changed = JSON.stringify(body).replace('\\"packets\\":7', '\\"packets\\":8');
    assert.notEqual(changed, JSON.stringify(body));
    assert.equal(verifyExport(changed).ok, false);
  });

  it('is valid FHIR, a request a herb, with the packet as its dose', async () => {
    const { body } = await t.call('GET', `/renhe/fhir/MedicationRequest?encounter=${c.encounterId}`, {
      token: c.doctor.token,
    });
    assert.deepEqual(invalid(body), []);
    const requests = (body as Bundle).entry!.flatMap(({ resource }) =>
      resource?.resourceType === 'MedicationRequest' ? (resource as MedicationRequest) : [],
    );
    assert.equal(requests.length, 3);
    const [dosage] = requests[2]!.dosageInstruction!;
    assert.equal(dosage!.text, '每剂 6 g，后下');
    assert.match(dosage!.patientInstruction!, /共 7 剂/);
    assert.deepEqual(
      dosage!.additionalInstruction!.map(({ text }) => text),
      ['饭后服', '后下', '水煎服'],
    );
    assert.equal(dosage!.timing!.repeat!.boundsDuration!.value, 7);
    assert.deepEqual(requests[2]!.dispenseRequest!.quantity, { value: 7, unit: 'packet' });
  });

  it('is handed over by packets, all herbs of a packet together, and not one packet more', async () => {
    const { accessCode } = await patients();
    const counter = await counterToken(t, 'partner');
    const claim = await claimed(t, counter, { ...c, prescriptionId: rx.prescriptionId, accessCode });
    assert.equal(claim.prescription.herbal?.packets, 7);
    const lines = (packets: string) =>
      claim.lines.map(({ line: n, drugId }) => ({
        ...{ line: n, drugId, lot: 'H-1', given: { value: packets, unit: 'pack' } },
      }));
    const part = await onClaim(t, counter, claim, 'dispenses', { lines: lines('4') });
    assert.equal(part.status, 201, JSON.stringify(part.body));
    assert.equal((await patients()).state, 'partially_dispensed');
    const over = await onClaim(t, counter, claim, 'dispenses', { lines: lines('4') });
    assert.equal(over.body.code, 'more-than-prescribed');
    const rest = await onClaim(t, counter, claim, 'dispenses', { lines: lines('3') });
    assert.equal(rest.status, 201, JSON.stringify(rest.body));
    assert.equal((await patients()).state, 'dispensed');
  });

  it('is not signed with another medicine on it, nor as an ordinary prescription', async () => {
    const other = await inConsult(t);
    const draft = await create(t, other);
    const mixed = await save(t, other, draft, [...HERBS, line('amoxicillin-capsule-500mg')], {
      herbal: SHEET,
    });
    assert.equal((await sign(t, other, mixed.body)).body.code, 'checks-blocked');
    const plain = await save(t, other, mixed.body, HERBS);
    assert.equal(plain.body.herbal, undefined);
    assert.equal((await sign(t, other, plain.body)).body.code, 'checks-blocked');
    const found = plain.body.checks.findings.map(({ check }: { check: string }) => check);
    assert.ok(found.includes('herb-sheet'));
  });

  it('leaves no trace on an ordinary prescription: what was sealed before reads as it did', async () => {
    const other = await inConsult(t);
    const { prescriptionId } = await signed(t, other);
    const { body } = await t.call('GET', rxPath(other, prescriptionId, 'export'), {
      token: other.patientToken,
    });
    assert.doesNotMatch(body.prescription, /herbal|handling/);
    assert.equal(verifyExport(JSON.stringify(body)).ok, true);
  });

  it('keeps its sheet when it is returned and revised', async () => {
    const other = await inConsult(t);
    const saved = await save(t, other, await create(t, other), HERBS, { herbal: SHEET });
    const { prescriptionId } = (await sign(t, other, saved.body)).body;
    const pharmacist = await t.tokenOf('renhe', 'he', 'pharmacist');
    await decide(t, other, prescriptionId, pharmacist, 'return');
    const { body } = await t.call('POST', rxPath(other, prescriptionId, 'revise'), {
      token: other.doctor.token,
    });
    assert.equal(body.herbal.packets, 7);
    assert.equal(body.items[2].handling, 'late');
  });
});
