/** The short form of `npm run faults -- server` and `-- house`: each is killed once, PostgreSQL is out of reach for a moment, a migration fails. */
import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { houseFault, tryAlone } from './hospital.ts';
import { unreachable } from './scenarios.ts';
import { serverFault } from './server.ts';
import { midway } from './start.ts';

describe('faults', () => {
  for (const victim of ['server', 'PostgreSQL'] as const)
    it(`kill -9 of ${victim} under load`, async () => {
      const { kills, acknowledged, lost, doubled, moved, left } = await serverFault(victim, 1);
      assert.deepEqual(
        { kills, lost, doubled, moved, left },
        { kills: 1, lost: 0, doubled: 0, moved: 0, left: 0 },
      );
      assert.ok(acknowledged > 0, 'somebody wrote');
    });
  it('PostgreSQL unreachable', async () => {
    const fault = await houseFault(unreachable, { short: true });
    assert.ok(fault.held, JSON.stringify([fault, ...fault.told.answers]));
  });
  it('a migration that fails midway', async () => {
    const { held, saw } = await tryAlone(midway);
    assert.ok(held, saw.join());
  });
});
