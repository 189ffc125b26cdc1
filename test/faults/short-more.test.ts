/** The rest of the short form of `npm run faults`: what needs no hospital, what needs a clock and a disk that can be set, and the kills. */
import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { SHORT_PAUSE_MS } from './hospital.ts';
import { SCENARIOS } from './scenarios.ts';
import { serverFault } from './server.ts';
import { shortForms } from './short.ts';

describe('faults', () => {
  shortForms(SCENARIOS.filter((one) => 'alone' in one || one.shimmed));
  it('kill -9 of the server, then of PostgreSQL, under load', async () => {
    const { kills, acknowledged, lost, doubled, moved, left } = await serverFault(['server', 'PostgreSQL'], {
      pause: SHORT_PAUSE_MS,
    });
    assert.deepEqual(
      { kills, lost, doubled, moved, left },
      { kills: 2, lost: 0, doubled: 0, moved: 0, left: 0 },
    );
    assert.ok(acknowledged > 0, 'somebody wrote');
  });
});
