/** The short form of `npm run attack`: every part that needs nothing from outside. */
import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { Attack } from './attack.ts';

for (const part of ['routes', 'tenants', 'tokens']) {
  test(`attack: ${part}`, async () => {
    const { attack } = (await import(`./${part}.ts`)) as { attack: Attack };
    const attempts = await attack({ long: false });
    for (const { attempt, tried, findings } of attempts) {
      assert.ok(tried > 0, `${attempt}: nothing was tried`);
      assert.deepEqual(findings, [], attempt);
    }
  });
}
