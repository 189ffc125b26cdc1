/** The bench of many tenants, with few: every route is asked on either side. */
import assert from 'node:assert/strict';
import { it } from 'node:test';
import { openTestDb } from '../kit/open-test-db.ts';
import { filled } from './kit/filled.ts';
import { bench as tenants } from './tenants.ts';

it('tenants', async () => {
  const openPair = () => Promise.all([openTestDb(), openTestDb()]);
  // The plans have a test of their own (test/server/routes.test.ts).
  const figures = await tenants(1, 10, { openPair, warm: 0, plans: false });
  filled(
    'tenants',
    figures.filter(({ unit }) => !unit),
  );
  assert.ok(figures.length > 200, 'each route is measured');
});
