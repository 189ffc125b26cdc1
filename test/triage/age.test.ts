import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { ageAt } from '@care-elements/triage/age.ts';

describe('age', () => {
  it('is exact on the days that protocols turn on', () => {
    assert.equal(ageAt('2012-11-22', '2026-11-22'), 14);
    assert.ok(ageAt('2012-11-23', '2026-11-22') < 14);
    assert.equal(ageAt('2026-08-22', '2026-11-22'), 0.25);
    assert.ok(ageAt('2026-08-23', '2026-11-22') < 0.25);
    assert.equal(ageAt('2026-11-22', '2026-11-22'), 0);
    assert.ok(ageAt('2026-11-15', '2026-11-22') < 0.022, 'a week old');
    assert.ok(ageAt('2026-11-13', '2026-11-22') > 0.022);
    assert.equal(ageAt('2027-01-01', '2026-11-22'), 0, 'never negative');
  });
});
