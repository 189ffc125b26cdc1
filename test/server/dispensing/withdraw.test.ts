/** A doctor wants back what a counter holds: the request is kept and shown live, accepted or refused, and outlives the lease. */
import assert from 'node:assert/strict';
import { after, before, describe, it } from 'node:test';
import { LEASE_MS } from '../../../server/dispensing/claim.ts';
import { openTestApp, type TestApp } from '../../kit/open-test-app.ts';
import { readStream } from '../../kit/read-stream.ts';
import { rxPath, tokenFor } from '../prescriptions/kit.ts';
import {
  all,
  approved,
  claimBy,
  claimed,
  counterToken,
  onClaim,
  pharmacyId,
  trailOf,
  type Approved,
} from './kit.ts';

describe('a void request', () => {
  let t: TestApp;
  let now = new Date('2026-11-22T02:00:00Z');
  before(async () => {
    t = await openTestApp({ now: () => now });
  });
  after(() => t.close());

  const WHY = { reason: 'condition-changed', note: '患者来电' };
  const ask = async (rx: Approved, key?: string) =>
    t.call('POST', rxPath(rx, rx.prescriptionId, 'void'), {
      token: await tokenFor(t, 'renhe', 'doctor', rx.doctor.clinicianId),
      body: WHY,
      ...(key ? { key } : {}),
    });
  const record = async (rx: Approved) =>
    (
      await t.call('GET', rxPath(rx, rx.prescriptionId, 'dispensing'), {
        token: await tokenFor(t, 'renhe', 'doctor', rx.doctor.clinicianId),
      })
    ).body;

  it('is refused with a code of its own, kept once, and shown at the counter', async () => {
    const rx = await approved(t);
    const own = await counterToken(t, 'own');
    const claim = await claimed(t, own, rx);
    const first = await ask(rx, 'v'.repeat(20));
    assert.deepEqual([first.status, first.body.code], [409, 'void-requested']);
    assert.match(first.headers.get('content-type')!, /^application\/problem\+json/);
    const replay = await ask(rx, 'v'.repeat(20));
    assert.deepEqual([replay.status, replay.body], [409, first.body]);
    assert.equal((await ask(rx)).body.current.requestId, first.body.current.requestId);
    const shown = await t.call('GET', `/renhe/claims/${claim.claimId}`, { token: own });
    assert.deepEqual(
      [shown.body.voidRequest.state, shown.body.voidRequest.reason, shown.body.voidRequest.note],
      ['open', WHY.reason, WHY.note],
    );
    const rows = (await t.call('GET', '/renhe/counter', { token: own })).body.rows;
    assert.ok(
      rows.some(
        (r: { claimId: string; voidRequested: boolean }) => r.claimId === claim.claimId && r.voidRequested,
      ),
    );
    const given = await onClaim(t, own, claim, 'dispenses', { lines: [all(claim)] });
    assert.equal(given.body.code, 'void-requested');
    const aside = await onClaim(t, own, claim, 'ready');
    assert.deepEqual([aside.status, aside.body.code], [409, 'void-requested'], 'nor set aside for days');
    assert.equal(
      (await onClaim(t, own, { ...claim, secret: 'x' }, 'void-request', { accept: true })).body.code,
      'claim-secret-wrong',
    );
    assert.equal((await onClaim(t, own, claim, 'void-request', { accept: true })).status, 204);
    const { body } = await t.call('GET', `/renhe/visits/${rx.visitId}`, { token: rx.patientToken });
    assert.deepEqual(
      [body.prescription.state, body.prescription.accessCode, body.dispensing],
      ['voided', null, null],
    );
    assert.equal((await record(rx)).voidRequest.state, 'accepted');
    assert.deepEqual((await trailOf(t, rx.prescriptionId)).slice(-5), [
      'prescription.claimed pharmacist',
      'void_request.made doctor',
      'prescription.released pharmacist',
      'void_request.accepted pharmacist',
      'prescription.voided doctor',
    ]);
    assert.deepEqual((await claimBy(t, own, rx.accessCode)).body.current, 'voided');
  });

  it('may be refused with a reason, and the medicines are handed over', async () => {
    const rx = await approved(t);
    const own = await counterToken(t, 'own');
    const claim = await claimed(t, own, rx);
    assert.equal(
      (await onClaim(t, own, claim, 'void-request', { accept: true })).body.code,
      'state-conflict',
    );
    await ask(rx);
    const bare = await onClaim(t, own, claim, 'void-request', { accept: false });
    assert.equal(bare.body.code, 'invalid-input');
    const no = { accept: false, reason: 'patient-has-it', note: '' };
    assert.equal((await onClaim(t, own, claim, 'void-request', no)).status, 204);
    assert.deepEqual((await record(rx)).voidRequest.refusal, { reason: 'patient-has-it', note: '' });
    assert.equal((await onClaim(t, own, claim, 'dispenses', { lines: [all(claim)] })).status, 201);
    const late = await ask(rx);
    assert.deepEqual([late.body.code, late.body.current], ['state-conflict', 'dispensed']);
  });

  it('takes effect when the counter lets go by itself, or its lease runs out', async () => {
    for (const end of ['release', 'lease'] as const) {
      const rx = await approved(t);
      const partner = await counterToken(t, 'partner');
      const claim = await claimed(t, partner, rx);
      await ask(rx);
      if (end === 'release') await onClaim(t, partner, claim, 'release');
      else now = new Date(now.getTime() + LEASE_MS);
      const next = await claimBy(t, await counterToken(t, 'own'), rx.accessCode);
      assert.deepEqual([next.body.code, next.body.current], ['state-conflict', 'voided'], end);
    }
  });

  it('reaches the counter live, and the counter’s hand-over the patient', async () => {
    const server = await t.listen();
    const rx = await approved(t);
    const own = await counterToken(t, 'own');
    const claim = await claimed(t, own, rx);
    const counter = await readStream(server.url, 'renhe', own, [`counter:${pharmacyId('own')}`]);
    const patient = await readStream(server.url, 'renhe', rx.patientToken, [`visit:${rx.visitId}`]);
    const told = () => counter.events.filter((e) => e.event === 'counter').length;
    try {
      await counter.until((e) => e.event === 'counter');
      const before = told();
      await ask(rx);
      await counter.until(() => told() > before);
      await onClaim(t, own, claim, 'void-request', { accept: false, reason: 'other', note: '在路上' });
      await onClaim(t, own, claim, 'dispenses', { lines: [all(claim)] });
      const last = await patient.until((e) => e.data.visit?.prescription?.state === 'dispensed');
      assert.equal(last.data.visit.dispensing.fulfilment.state, 'picked_up');
      const elsewhere = await fetch(
        `${server.url}/v1/hospitals/renhe/live?topics=counter:${pharmacyId('partner')}`,
        {
          headers: { Authorization: `Bearer ${own}` },
        },
      );
      assert.equal(elsewhere.status, 404);
    } finally {
      counter.close();
      patient.close();
    }
  });
});
