/** The short form of `npm run attack -- slow`. */
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { attack } from './slow.ts';

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
