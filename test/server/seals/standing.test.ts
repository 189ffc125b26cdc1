/** When a key stands: a request that began a moment before another made the key is its own signer's all the same. */
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { checkStanding } from '../../../server/seals/verify.ts';

const at = (second: number) => new Date(Date.UTC(2026, 10, 22, 2, 0, second)).toISOString();

test('a key stands from a minute before it was made to a minute after it was retired', () => {
  const key = { validFrom: at(120), retiredAt: at(300), revokedFrom: null };
  const reasons = [59, 60, 119, 120, 300, 360, 361].map((s) => checkStanding(key, at(s)).reason);
  assert.deepEqual(reasons, ['key-unknown', null, null, null, null, null, 'key-retired']);
  const revoked = { ...key, revokedFrom: at(130) };
  assert.equal(checkStanding(revoked, at(129)).reason, null);
  assert.equal(checkStanding(revoked, at(130)).reason, 'key-revoked');
  assert.equal(checkStanding(key, 'no time').reason, 'key-unknown');
});
