/** The guards of a refill, each at its edge, and its machines. */
import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { next } from '@care-elements/contract/machine.ts';
import type { Item } from '@care-elements/contract/prescription.ts';
import {
  REFILL_MACHINE,
  REFILL_SLOT_MACHINE,
  REFILL_SLOT_STATES,
  REFILL_STATES,
} from '@care-elements/contract/refill.ts';
import { earliestOf, intervalOf, obstacleOf, type SlotFacts } from '../../../server/refills/guards.ts';

const item = {
  ...{ drugId: 'amlodipine-tablet-5mg', route: 'oral', frequency: 'qd', maxPerDay: null, days: 28 },
  ...{ dose: { value: '5', unit: 'mg' }, quantity: { packs: 4, units: '28' }, note: null, line: 1 },
} as unknown as Item;
const other = { ...item, drugId: 'valsartan-capsule-80mg', line: 2 } as Item;
const I10 = { code: 'I10', name: { 'zh-CN': '高血压', en: 'Hypertension' } };
const treatment = {
  allergies: { status: 'some' as const, items: ['青霉素', '花生'] },
  diagnoses: [I10],
  items: [item, other],
};
const good: SlotFacts = {
  ...{ state: 'active', over: false, free: true, underWay: false },
  ...{ today: '2026-12-20', earliest: '2026-12-20', before: treatment, now: treatment },
};
const with_ = (change: Partial<SlotFacts>) => obstacleOf({ ...good, ...change });
const now = (change: Partial<SlotFacts['now']>) => with_({ now: { ...treatment, ...change } });
const first = (change: Partial<Item>) => now({ items: [{ ...item, ...change }, other] });

describe('the guards of a slot', () => {
  it('let it through on its day, not on the day before', () => {
    assert.equal(obstacleOf(good), null);
    assert.equal(with_({ today: '2026-12-21' }), null);
    assert.equal(with_({ today: '2026-12-19' }), 'too-early');
  });
  it('stop it when the authorisation is over, spent or taken back', () => {
    assert.equal(with_({ state: 'revoked' }), 'revoked');
    assert.equal(with_({ state: 'expired' }), 'expired');
    assert.equal(with_({ state: 'used_up', over: true }), 'expired');
    assert.equal(with_({ state: 'used_up' }), null);
    assert.equal(with_({ free: false }), 'used-up');
    assert.equal(with_({ underWay: true }), 'under-way');
  });
  it('see another allergy, and not another order of the same', () => {
    assert.equal(now({ allergies: { status: 'some', items: ['花生', '青霉素'] } }), null);
    assert.equal(
      now({ allergies: { status: 'some', items: ['青霉素', '花生', '磺胺'] } }),
      'allergies-changed',
    );
    assert.equal(now({ allergies: { status: 'unknown', items: ['青霉素', '花生'] } }), 'allergies-changed');
    assert.equal(now({ allergies: { status: 'some', items: ['花生'] } }), 'allergies-changed');
  });
  it('see another diagnosis', () => {
    assert.equal(now({ diagnoses: [{ ...I10, code: 'I11' }] }), 'diagnosis-changed');
    assert.equal(now({ diagnoses: [I10, { ...I10, code: 'E11.9' }] }), 'diagnosis-changed');
    assert.equal(now({ diagnoses: [] }), 'diagnosis-changed');
  });
  it('see every change of a line but its note and its place', () => {
    assert.equal(now({ items: [other, item] }), null);
    assert.equal(first({ note: '早上吃' }), null);
    const changed = [
      first({ dose: { value: '10', unit: 'mg' } }),
      first({ frequency: 'bid' }),
      first({ days: 27 }),
      first({ maxPerDay: 2 }),
      first({ meal: 'after' }),
      first({ route: 'topical' }),
      first({ drugId: 'amlodipine-tablet-10mg' }),
      first({ quantity: { packs: 5, units: '35' } }),
      now({ items: [item] }),
      now({ items: [item, other, other] }),
    ];
    assert.deepEqual(
      changed,
      changed.map(() => 'dose-changed'),
    );
  });
});

describe('the first day of a slot', () => {
  it('is a few days before the supply ends, and never the same day', () => {
    assert.deepEqual([28, 7, 4, 3, 1].map(intervalOf), [25, 4, 1, 1, 1]);
  });
  it('is its own, or later where the last supply was late; a year and a month may end between', () => {
    assert.equal(earliestOf('2026-12-20', '2026-11-20', 25), '2026-12-20');
    assert.equal(earliestOf('2026-12-20', '2026-12-10', 25), '2027-01-04');
    assert.equal(earliestOf('2026-10-30', '2026-10-29', 4), '2026-11-02');
  });
});

describe('the machines of a refill', () => {
  it('know no way out of an end', () => {
    for (const from of REFILL_STATES)
      for (const { action, role } of REFILL_MACHINE)
        if (from !== 'active') assert.equal(next(REFILL_MACHINE, from, action, role), undefined);
    for (const from of REFILL_SLOT_STATES)
      for (const { action, role } of REFILL_SLOT_MACHINE)
        if (from !== 'open' && from !== 'requested')
          assert.equal(next(REFILL_SLOT_MACHINE, from, action, role), undefined);
  });
  it('let the patient ask and the doctor decide, and nobody else', () => {
    assert.equal(next(REFILL_SLOT_MACHINE, 'open', 'request', 'patient'), 'requested');
    assert.equal(next(REFILL_SLOT_MACHINE, 'requested', 'request', 'patient'), undefined);
    assert.equal(next(REFILL_SLOT_MACHINE, 'requested', 'accept', 'doctor'), 'prescribed');
    assert.equal(next(REFILL_SLOT_MACHINE, 'requested', 'accept', 'patient'), undefined);
    assert.equal(next(REFILL_SLOT_MACHINE, 'open', 'accept', 'doctor'), undefined);
  });
});
