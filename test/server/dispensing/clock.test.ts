/** What the clock does: the lease, the day's edge in the hospital's own time zone, the extension and its end. */
import assert from 'node:assert/strict';
import { after, before, describe, it } from 'node:test';
import { expireDue } from '../../../server/prescriptions/end.ts';
import { cancelEnded } from '../../../server/dispensing/fulfil.ts';
import { LEASE_MS } from '../../../server/dispensing/claim.ts';
import { startSweeper } from '../../../server/sweeper.ts';
import { openTestApp, type TestApp } from '../../kit/open-test-app.ts';
import { rxPath } from '../prescriptions/kit.ts';
import {
  all,
  approved,
  claimBy,
  claimed,
  counterToken,
  give,
  onClaim,
  pharmacyId,
  STAFF,
  trailOf,
} from './kit.ts';

type Hospital = keyof typeof STAFF;

describe('dispensing and the clock', () => {
  let t: TestApp;
  let now = new Date('2026-11-22T02:00:00Z');
  before(async () => {
    t = await openTestApp({ now: () => now });
  });
  after(() => t.close());

  const token = (where: 'own' | 'partner', hospitalId: Hospital = 'renhe') =>
    counterToken(t, where, hospitalId);
  const later = (ms: number) => (now = new Date(now.getTime() + ms));
  const visit = async (rx: { hospitalId: string; visitId: string; patientToken: string }) =>
    (await t.call('GET', `/${rx.hospitalId}/visits/${rx.visitId}`, { token: rx.patientToken })).body;
  async function sweep(): Promise<void> {
    const sweeper = startSweeper(t.deps, [
      { name: 'due', everyMs: 1e6, round: (work) => expireDue(work) },
      { name: 'ways', everyMs: 1e6, round: cancelEnded },
    ]);
    await sweeper.round();
    await sweeper.close();
  }
  const stored = async (id: string, hospitalId = 'renhe') =>
    (
      await t.deps.db.tenant(hospitalId, (tx) =>
        tx.execute(`SELECT state FROM prescriptions WHERE prescription_id = '${id}'`),
      )
    ).rows[0]!['state'];

  it('frees a prescription whose counter does nothing with it, on read, on write and in the sweep', async () => {
    const rx = await approved(t);
    const own = await token('own');
    const claim = await claimed(t, own, rx);
    later(LEASE_MS - 1);
    assert.equal((await visit(rx)).prescription.state, 'claimed');
    later(1);
    assert.equal((await visit(rx)).prescription.state, 'approved');
    assert.equal(await stored(rx.prescriptionId), 'claimed');
    const late = await onClaim(t, await token('own'), claim, 'dispenses', { lines: [all(claim)] });
    assert.equal(late.status, 404);
    const next = await claimed(t, await token('partner'), rx);
    assert.deepEqual((await trailOf(t, rx.prescriptionId)).slice(-3), [
      'prescription.claimed pharmacist',
      'prescription.released system',
      'prescription.claimed pharmacy',
    ]);
    later(LEASE_MS);
    await sweep();
    assert.equal(await stored(rx.prescriptionId), 'approved');
    assert.equal((await visit(rx)).dispensing.fulfilment, null);
    assert.deepEqual(await trailOf(t, next.fulfilment!.fulfilmentId), [
      'fulfilment.chosen pharmacy',
      'fulfilment.cancelled system',
    ]);
  });

  it('gives a recovered claim its time again, and holds what is set aside until it expires', async () => {
    now = new Date('2026-11-22T04:00:00Z');
    const rx = await approved(t);
    const claim = await claimed(t, await token('own'), rx);
    later(LEASE_MS / 2);
    const path = `/renhe/claims/${claim.claimId}`;
    const again = await t.call('POST', `${path}/recover`, { token: await token('own') });
    assert.equal(again.body.leaseUntil, new Date(now.getTime() + LEASE_MS).toISOString());
    const ready = await onClaim(t, await token('own'), again.body, 'ready');
    assert.equal(ready.status, 200, JSON.stringify(ready.body));
    assert.equal(ready.body.leaseUntil, again.body.prescription.validUntil);
    assert.equal((await visit(rx)).dispensing.fulfilment.state, 'ready');
    later(3 * LEASE_MS);
    const given = await onClaim(t, await token('own'), again.body, 'dispenses', { lines: [all(claim)] });
    assert.equal(given.body.prescription.state, 'dispensed');
  });

  for (const [name, hospitalId, timeZone, signedAt, edge] of [
    // In the order of time: a key is good from its first use on.
    ['an ordinary day in Shanghai', 'renhe', 'Asia/Shanghai', '2026-11-22T02:00:00Z', '2026-11-22T16:00:00Z'],
    [
      'a day signed at its last second',
      'renhe',
      'Asia/Shanghai',
      '2026-11-22T15:59:58Z',
      '2026-11-22T16:00:00Z',
    ],
    [
      'half an hour more on Lord Howe',
      'lakeside',
      'Australia/Lord_Howe',
      '2026-04-05T01:00:00Z',
      '2026-04-05T13:30:00Z',
    ],
    [
      'a night without a midnight in Cairo',
      'lakeside',
      'Africa/Cairo',
      '2026-04-23T10:00:00Z',
      '2026-04-23T22:00:00Z',
    ],
    [
      'a day of 25 hours in Chicago',
      'lakeside',
      'America/Chicago',
      '2026-11-01T05:30:00Z',
      '2026-11-02T06:00:00Z',
    ],
    [
      'a day of 23 hours in Chicago',
      'lakeside',
      'America/Chicago',
      '2027-03-14T06:30:00Z',
      '2027-03-15T05:00:00Z',
    ],
  ] as const) {
    it(`is in force to the edge of the day and not a moment longer: ${name}`, async () => {
      await t.deps.db.tenant(hospitalId, (tx) =>
        tx.execute(`UPDATE hospitals SET time_zone = '${timeZone}'`),
      );
      now = new Date(signedAt);
      const [free, held, parted] = [
        await approved(t, { hospitalId }),
        await approved(t, { hospitalId }),
        await approved(t, { hospitalId }),
      ];
      const last = new Date(Date.parse(edge) - 1);
      const own = async () => token('own', hospitalId);
      now = last;
      const claim = await claimed(t, await own(), held);
      assert.equal(claim.prescription.validUntil, new Date(edge).toISOString());
      assert.equal(claim.leaseUntil, new Date(edge).toISOString());
      const part = await claimed(t, await own(), parted);
      const half = { lines: [give('1', part.lines[0]!.unit)] };
      assert.equal((await onClaim(t, await own(), part, 'dispenses', half, hospitalId)).status, 201);
      now = new Date(edge);
      const code = await claimBy(t, await own(), free.accessCode, { hospitalId });
      assert.deepEqual([code.body.code, code.body.current], ['state-conflict', 'expired']);
      const late = await onClaim(t, await own(), claim, 'dispenses', { lines: [all(claim)] }, hospitalId);
      assert.deepEqual([late.body.code, late.body.current], ['state-conflict', 'expired']);
      // What is left of a part is not given any more.
      const rest = await onClaim(t, await own(), part, 'dispenses', half, hospitalId);
      assert.deepEqual([rest.body.code, rest.body.current], ['state-conflict', 'expired']);
      for (const rx of [free, held, parted]) {
        const { prescription } = await visit(rx);
        assert.deepEqual([prescription.state, prescription.accessCode], ['expired', null]);
      }
      await sweep();
      for (const rx of [free, held, parted])
        assert.equal(await stored(rx.prescriptionId, hospitalId), 'expired');
      assert.deepEqual((await trailOf(t, held.prescriptionId, hospitalId)).slice(-2), [
        'prescription.released system',
        'prescription.expired system',
      ]);
      assert.equal(
        (await trailOf(t, parted.prescriptionId, hospitalId)).at(-1),
        'prescription.expired system',
      );
      const record = await t.call('GET', rxPath(parted, parted.prescriptionId, 'dispensing'), {
        token: await t.tokenOf(hospitalId, STAFF[hospitalId].reviewer, 'pharmacist'),
      });
      assert.equal(record.body.receipts[0].verdict, 'valid');
      await t.deps.db.tenant(hospitalId, (tx) =>
        tx.execute(
          `UPDATE hospitals SET time_zone = '${hospitalId === 'renhe' ? 'Asia/Shanghai' : 'America/Chicago'}'`,
        ),
      );
    });
  }

  it('is extended by its doctor with a reason, three days in all, sealed beside what was signed', async () => {
    now = new Date('2026-11-22T02:00:00Z');
    const rx = await approved(t);
    const path = rxPath(rx, rx.prescriptionId, 'extension');
    const extend = (body: unknown, who = rx.doctor.token) => t.call('POST', path, { token: who, body });
    assert.equal((await extend({ days: 3, reason: '' })).body.code, 'invalid-input');
    assert.equal((await extend({ days: 4, reason: '患者住得远' })).body.errors[0].code, 'too-long');
    const stranger = await t.tokenOf('renhe', 'zhao');
    assert.equal((await extend({ days: 2, reason: 'x' }, stranger)).body.code, 'not-found');
    const before = await t.call('GET', rxPath(rx, rx.prescriptionId), { token: rx.doctor.token });
    const two = await extend({ days: 2, reason: '患者住得远' });
    assert.equal(two.status, 200, JSON.stringify(two.body));
    assert.equal(two.body.validUntil, '2026-11-23T16:00:00.000Z');
    assert.equal((await extend({ days: 2, reason: 'x' })).body.errors[0].code, 'not-longer');
    const three = await extend({ days: 3, reason: '仍未取药' });
    assert.deepEqual(
      three.body.extensions.map((x: { days: number; verdict: string }) => [x.days, x.verdict]),
      [
        [2, 'valid'],
        [3, 'valid'],
      ],
    );
    const read = await t.call('GET', rxPath(rx, rx.prescriptionId), { token: rx.doctor.token });
    assert.equal(read.body.rxHash, before.body.rxHash);
    assert.ok(read.body.seals.every((s: { verdict: string }) => s.verdict === 'valid'));
    assert.deepEqual((await trailOf(t, rx.prescriptionId)).slice(-2), [
      'prescription.extended doctor',
      'prescription.extended doctor',
    ]);
    now = new Date('2026-11-24T15:59:59.999Z');
    const claim = await claimed(t, await token('partner'), rx);
    const given = await onClaim(t, await token('partner'), claim, 'dispenses', { lines: [all(claim)] });
    assert.equal(given.status, 201, JSON.stringify(given.body));
  });

  it('is not extended once it has expired, nor where the hospital’s rules know no extension', async () => {
    now = new Date('2026-11-22T02:00:00Z');
    const rx = await approved(t);
    now = new Date('2026-11-22T16:00:00Z');
    const doctor = await t.tokenOf('renhe', 'zhao');
    assert.ok(doctor);
    const body = { days: 2, reason: '晚了' };
    const { tokenFor } = await import('../prescriptions/kit.ts');
    const fresh = await tokenFor(t, 'renhe', 'doctor', rx.doctor.clinicianId);
    const late = await t.call('POST', rxPath(rx, rx.prescriptionId, 'extension'), { token: fresh, body });
    assert.deepEqual([late.body.code, late.body.current], ['state-conflict', 'expired']);
    const there = await approved(t, { hospitalId: 'lakeside' });
    const no = await t.call('POST', rxPath(there, there.prescriptionId, 'extension'), {
      token: there.doctor.token,
      body,
    });
    assert.equal(no.body.errors[0].code, 'too-long');
  });

  it('keeps what was set aside until the extended end', async () => {
    now = new Date('2026-11-22T02:00:00Z');
    const rx = await approved(t);
    const claim = await claimed(t, await token('own'), rx);
    await onClaim(t, await token('own'), claim, 'ready');
    const body = { days: 2, reason: '明天来取' };
    const done = await t.call('POST', rxPath(rx, rx.prescriptionId, 'extension'), {
      token: rx.doctor.token,
      body,
    });
    assert.equal(done.status, 200, JSON.stringify(done.body));
    now = new Date('2026-11-23T15:59:59Z');
    const given = await onClaim(t, await token('own'), claim, 'dispenses', { lines: [all(claim)] });
    assert.equal(given.status, 201, JSON.stringify(given.body));
    assert.equal(given.body.fulfilment.state, 'picked_up');
    assert.equal(given.body.fulfilment.pharmacy.pharmacyId, pharmacyId('own'));
  });
});
