/** The short form of `npm run attack -- slow`. */
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { attack } from './slow.ts';
import { missing } from './slow/people.ts';

test('attack: slow', async () => {
  for (const { attempt, tried, findings } of await attack({ long: false })) {
    assert.ok(tried > 0, `${attempt}: nothing was tried`);
    // How long the others waited says `npm run attack -- slow`.
    assert.deepEqual(
      findings.filter((finding) => !/p99/.test(finding)),
      [],
      attempt,
    );
  }
});

test('attack: slow: a crowd that was not all there is told', () => {
  const wanted = { count: 10_000, atOnce: 4000 };
  assert.deepEqual(missing({ open: 0, opened: 10_000, most: 4002, own: {} }, wanted), []);
  assert.deepEqual(missing({ open: 0, opened: 9000, most: 3000, own: { EMFILE: 1000 } }, wanted), [
    '1000 of the crowd never came: EMFILE on this machine (ulimit -n, free ports)',
    'only 9000 of 10000 of the crowd were connected',
    'at most 3000 of the crowd stood at once, not 4000',
  ]);
});
