import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { addDays, stateAt, validUntil } from '../../../server/prescriptions/validity.ts';

const until = (zone: string, at: string, days = 1) => validUntil(zone, new Date(at), days).toISOString();

describe('validity', () => {
  it('ends at the hospital’s own midnight', () => {
    assert.equal(until('Asia/Shanghai', '2026-11-22T02:00:00Z'), '2026-11-22T16:00:00.000Z');
    assert.equal(until('Asia/Shanghai', '2026-11-22T15:59:59.999Z'), '2026-11-22T16:00:00.000Z');
    assert.equal(until('Asia/Shanghai', '2026-11-22T16:00:00Z'), '2026-11-23T16:00:00.000Z');
    assert.equal(until('America/Chicago', '2026-11-22T02:00:00Z'), '2026-11-22T06:00:00.000Z');
  });
  it('counts calendar days, also those of 23 and 25 hours', () => {
    assert.equal(until('America/Chicago', '2026-03-08T12:00:00Z'), '2026-03-09T05:00:00.000Z');
    assert.equal(until('America/Chicago', '2026-11-01T05:30:00Z'), '2026-11-02T06:00:00.000Z');
    assert.equal(until('Asia/Shanghai', '2026-11-22T02:00:00Z', 3), '2026-11-24T16:00:00.000Z');
  });
  it('crosses months and years', () => {
    assert.deepEqual(
      [addDays('2026-12-31', 1), addDays('2028-02-28', 1), addDays('2026-11-22', 28)],
      ['2027-01-01', '2028-02-29', '2026-12-20'],
    );
  });
  it('expires what waits or is in force, and nothing that is decided', () => {
    const at = new Date('2026-11-22T16:00:00Z');
    const before = new Date(at.getTime() - 1);
    assert.deepEqual(
      [
        stateAt({ state: 'approved', validUntil: at }, before),
        stateAt({ state: 'approved', validUntil: at }, at),
      ],
      ['approved', 'expired'],
    );
    for (const state of ['draft', 'returned', 'rejected', 'claimed', 'dispensed', 'voided'] as const)
      assert.equal(stateAt({ state, validUntil: at }, at), state);
  });
});
