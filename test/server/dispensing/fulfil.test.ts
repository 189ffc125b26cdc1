/** The way to the patient: a pharmacy and a way are chosen, an address goes to that pharmacy alone, a courier brings it. */
import assert from 'node:assert/strict';
import { after, before, describe, it } from 'node:test';
import { SYSTEM } from '../../../server/actor.ts';
import { movePayment } from '../../../server/payments/service.ts';
import { inHospital } from '../../../server/work.ts';
import type { PaymentAction } from '@care-elements/contract/payment.machine.ts';
import { openTestApp, type TestApp } from '../../kit/open-test-app.ts';
import { inConsult, signed } from '../prescriptions/kit.ts';
import {
  all,
  approved,
  claimed,
  counterToken,
  give,
  onClaim,
  pharmacyId,
  trailOf,
  type Approved,
} from './kit.ts';

const HOME = { recipient: '王建', phone: '139 0000 0001', address: '人民路 8 号 3 单元 502' };

describe('the way to the patient', () => {
  let t: TestApp;
  let own: string;
  let partner: string;
  before(async () => {
    t = await openTestApp();
    [own, partner] = await Promise.all([counterToken(t, 'own'), counterToken(t, 'partner')]);
  });
  after(() => t.close());

  const choose = (rx: Approved, more: Record<string, unknown>) =>
    t.call('PUT', `/renhe/visits/${rx.visitId}/fulfilment`, {
      token: rx.patientToken,
      body: { prescriptionId: rx.prescriptionId, way: 'pickup', delivery: null, ...more },
    });
  const toHome = { pharmacyId: pharmacyId('partner'), way: 'delivery', delivery: HOME };
  const rowsAt = async (token: string, rx: Approved) =>
    (await t.call('GET', '/renhe/counter', { token })).body.rows.filter(
      (r: { prescriptionId: string }) => r.prescriptionId === rx.prescriptionId,
    );
  const visit = async (rx: Approved) =>
    (await t.call('GET', `/renhe/visits/${rx.visitId}`, { token: rx.patientToken })).body;
  const byChoice = (token: string, fulfilmentId: string) =>
    t.call('POST', '/renhe/claims', { token, body: { fulfilmentId } });

  it('lists the pharmacies, the hospital’s own first, and what each offers', async () => {
    const rx = await approved(t);
    const { body } = await t.call('GET', '/renhe/pharmacies', { token: rx.patientToken });
    assert.deepEqual(
      body.pharmacies.map((p: { own: boolean; pickup: boolean; delivers: boolean }) => [
        p.own,
        p.pickup,
        p.delivers,
      ]),
      [
        [true, true, false],
        [false, true, true],
      ],
    );
  });

  it('is chosen by the patient, checked, and shown with its address to that pharmacy alone', async () => {
    const rx = await approved(t);
    const wrong = async (more: Record<string, unknown>) => (await choose(rx, more)).body.errors[0].pointer;
    assert.equal(await wrong({ pharmacyId: pharmacyId('own'), way: 'delivery', delivery: HOME }), '/way');
    assert.equal(await wrong({ pharmacyId: pharmacyId('partner'), way: 'delivery' }), '/delivery');
    assert.equal(await wrong({ pharmacyId: pharmacyId('partner'), delivery: HOME }), '/delivery');
    for (const [field, value] of [
      ['phone', 'ring me'],
      ['recipient', ''],
      ['address', 'x\u0000y'],
      ['address', 'x'.repeat(301)],
    ] as const)
      assert.equal(await wrong({ ...toHome, delivery: { ...HOME, [field]: value } }), `/delivery/${field}`);
    assert.equal((await choose(rx, { pharmacyId: rx.visitId })).body.code, 'not-found');
    assert.equal((await choose(rx, { pharmacyId: pharmacyId('own', 'lakeside') })).body.code, 'not-found');

    const done = await choose(rx, toHome);
    assert.equal(done.status, 200, JSON.stringify(done.body));
    assert.equal(done.body.fulfilment.state, 'chosen');
    const [row] = await rowsAt(partner, rx);
    assert.deepEqual(row.fulfilment.delivery, HOME);
    assert.equal(row.claimId, null);
    assert.deepEqual(await rowsAt(own, rx), []);
    for (const token of [rx.doctor.token, await t.tokenOf('renhe', 'he', 'pharmacist')]) {
      const path = `/renhe/prescriptions/${rx.prescriptionId}`;
      for (const at of [path, `${path}/dispensing`])
        assert.ok(!JSON.stringify((await t.call('GET', at, { token })).body).includes(HOME.address));
    }
    const { rows } = await t.deps.db.tenant('renhe', (tx) => tx.execute('SELECT payload FROM outbox'));
    assert.ok(!JSON.stringify(rows).includes(HOME.address));
    assert.equal((await byChoice(own, row.fulfilment.fulfilmentId)).body.code, 'not-found');
  });

  it('may be changed and taken back while nobody holds it', async () => {
    const rx = await approved(t);
    const first = (await choose(rx, toHome)).body.fulfilment;
    const second = (await choose(rx, { pharmacyId: pharmacyId('own') })).body.fulfilment;
    assert.equal(second.delivery, null);
    assert.deepEqual(await rowsAt(partner, rx), []);
    assert.equal((await byChoice(partner, first.fulfilmentId)).body.code, 'not-found');
    const back = await t.call('DELETE', `/renhe/visits/${rx.visitId}/fulfilment`, { token: rx.patientToken });
    assert.equal(back.body.fulfilment, null);
    assert.equal((await byChoice(own, second.fulfilmentId)).body.code, 'not-found');
    assert.deepEqual(await trailOf(t, first.fulfilmentId), [
      'fulfilment.chosen patient',
      'fulfilment.cancelled patient',
    ]);
    const again = (await choose(rx, { pharmacyId: pharmacyId('own') })).body.fulfilment;
    const claim = await byChoice(own, again.fulfilmentId);
    assert.equal(claim.status, 201, JSON.stringify(claim.body));
    assert.equal((await choose(rx, toHome)).body.code, 'already-claimed');
    const stranger = await approved(t);
    const other = await t.call('PUT', `/renhe/visits/${rx.visitId}/fulfilment`, {
      token: stranger.patientToken,
      body: {
        prescriptionId: rx.prescriptionId,
        pharmacyId: pharmacyId('own'),
        way: 'pickup',
        delivery: null,
      },
    });
    assert.equal(other.body.code, 'not-found');
    assert.equal(
      (await choose(stranger, { pharmacyId: pharmacyId('own'), prescriptionId: rx.prescriptionId })).body
        .code,
      'not-found',
    );
  });

  it('waits for the pass', async () => {
    const c = await inConsult(t);
    const { prescriptionId } = await signed(t, c);
    const early = await choose({ ...c, prescriptionId, accessCode: '' }, toHome);
    assert.deepEqual([early.body.code, early.body.current], ['state-conflict', 'pending_review']);
  });

  it('goes by courier: packed with its receipt, handed over, delivered; or comes back and is tried again', async () => {
    const rx = await approved(t);
    const { fulfilmentId } = (await choose(rx, toHome)).body.fulfilment;
    const claim = (await byChoice(partner, fulfilmentId)).body;
    assert.equal(claim.fulfilment.fulfilmentId, fulfilmentId);
    const path = `/renhe/fulfilments/${fulfilmentId}`;
    const courier = { name: '顺达快递', number: 'SD 1234 5678' };
    const send = (token = partner) => t.call('POST', `${path}/courier`, { token, body: courier });
    const settle = (outcome: string) =>
      t.call('POST', `${path}/outcome`, { token: partner, body: { outcome } });
    // No receipt, no parcel.
    assert.equal((await send()).body.code, 'state-conflict');
    assert.equal((await onClaim(t, partner, claim, 'ready')).body.code, 'state-conflict');
    const given = await onClaim(t, partner, claim, 'dispenses', { lines: [all(claim)] });
    assert.equal(given.body.fulfilment.state, 'ready');
    assert.equal((await settle('delivered')).body.code, 'state-conflict');
    assert.equal((await settle('picked_up')).body.code, 'state-conflict');
    assert.equal((await send(own)).body.code, 'not-found');
    assert.equal((await send()).body.state, 'handed_to_courier');
    const seen = (await visit(rx)).dispensing;
    assert.deepEqual([seen.fulfilment.state, seen.fulfilment.courier], ['handed_to_courier', courier]);
    assert.equal((await send()).body.code, 'state-conflict');
    assert.equal((await settle('failed')).body.state, 'failed');
    assert.equal((await settle('returned')).body.state, 'returned');
    assert.equal((await send()).body.state, 'handed_to_courier');
    assert.equal((await settle('delivered')).body.state, 'delivered');
    assert.equal((await settle('returned')).body.code, 'state-conflict');
    assert.deepEqual(await rowsAt(partner, rx), []);
    assert.deepEqual(
      (await trailOf(t, fulfilmentId)).map((entry) => entry.split(' ')[0]),
      ['chosen', 'ready', 'handed_to_courier', 'failed', 'returned', 'handed_to_courier', 'delivered'].map(
        (s) => `fulfilment.${s}`,
      ),
    );
  });

  it('sends what is given in parts as parcels of their own', async () => {
    const rx = await approved(t);
    const { fulfilmentId } = (await choose(rx, toHome)).body.fulfilment;
    const claim = (await byChoice(partner, fulfilmentId)).body;
    await onClaim(t, partner, claim, 'dispenses', { lines: [give('1')] });
    const body = { name: '顺达', number: '1' };
    await t.call('POST', `/renhe/fulfilments/${fulfilmentId}/courier`, { token: partner, body });
    const rest = (await t.call('GET', `/renhe/claims/${claim.claimId}`, { token: partner })).body;
    const last = await onClaim(t, partner, claim, 'dispenses', { lines: [all(rest)] });
    assert.equal(last.body.prescription.state, 'dispensed');
    const second = last.body.fulfilment;
    assert.notEqual(second.fulfilmentId, fulfilmentId);
    assert.deepEqual([second.state, second.delivery, second.courier], ['ready', HOME, null]);
    const states = (await t.call('GET', '/renhe/counter', { token: partner })).body.rows;
    assert.ok(states.some((r: { prescriptionId: string }) => r.prescriptionId === rx.prescriptionId));
  });

  it('gives way to a patient who comes to another counter with the code', async () => {
    const rx = await approved(t);
    const { fulfilmentId } = (await choose(rx, toHome)).body.fulfilment;
    const claim = await claimed(t, own, rx);
    assert.equal(claim.fulfilment!.chosenBy, 'counter');
    assert.equal(claim.fulfilment!.delivery, null);
    assert.deepEqual(await rowsAt(partner, rx), []);
    assert.deepEqual((await trailOf(t, fulfilmentId)).at(-1), 'fulfilment.cancelled system');
    await onClaim(t, own, claim, 'release');
    assert.equal((await visit(rx)).dispensing.fulfilment, null);
  });

  it('stands again when the pharmacy lets go, and not when it declines', async () => {
    const rx = await approved(t);
    const { fulfilmentId } = (await choose(rx, { pharmacyId: pharmacyId('own') })).body.fulfilment;
    const claim = (await byChoice(own, fulfilmentId)).body;
    assert.equal((await onClaim(t, own, claim, 'ready')).status, 200);
    assert.equal((await onClaim(t, own, claim, 'release')).status, 204);
    assert.equal((await visit(rx)).dispensing.fulfilment.state, 'chosen');
    const again = (await byChoice(own, fulfilmentId)).body;
    await onClaim(t, own, again, 'decline', { reason: 'not-collected', note: '' });
    const { dispensing } = await visit(rx);
    assert.deepEqual([dispensing.fulfilment, dispensing.declined.reason], [null, 'not-collected']);
  });

  it('waits for the money where a provider demands it, and nothing is demanded before the pass', async () => {
    const c = await inConsult(t);
    const early = await signed(t, c);
    const pay = (
      rx: { prescriptionId: string; visitId: string },
      state: 'pending_review' | 'claimed',
      action: PaymentAction,
    ) =>
      inHospital(t.deps, 'renhe', { doer: SYSTEM, requestId: null }, (work) =>
        movePayment(work, 'test', { prescriptionId: rx.prescriptionId, visitId: rx.visitId, state }, action),
      );
    await assert.rejects(pay({ ...early, visitId: c.visitId }, 'pending_review', 'demand'), {
      code: 'state-conflict',
    });
    const rx = await approved(t);
    const claim = await claimed(t, own, rx);
    assert.equal(await pay(rx, 'claimed', 'demand'), 'due');
    const unpaid = await onClaim(t, own, claim, 'dispenses', { lines: [all(claim)] });
    assert.deepEqual([unpaid.body.code, unpaid.body.current], ['payment-due', 'due']);
    await assert.rejects(pay(rx, 'claimed', 'refund'), { code: 'state-conflict' });
    assert.equal(await pay(rx, 'claimed', 'pay'), 'paid');
    assert.equal((await visit(rx)).dispensing.payment, 'paid');
    const paid = await onClaim(t, own, claim, 'dispenses', { lines: [all(claim)] });
    assert.equal(paid.status, 201);
    assert.deepEqual(
      (await trailOf(t, rx.prescriptionId)).filter((entry) => entry.startsWith('payment')),
      ['payment.due system', 'payment.paid system'],
    );
  });
});
