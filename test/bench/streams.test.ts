/** The benches with a server of its own under a crowd, in a size that says nothing of speed. */
import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { openTestDb } from '../kit/open-test-db.ts';
import { bench as fanout } from './fanout.ts';
import { filled } from './kit/filled.ts';
import { bench as push } from './push.ts';
import { bench as surge } from './surge.ts';

describe('the benches of streams and arrivals', () => {
  it('push', async () => filled('push', await push(1, 1, { seconds: 1, openDb: openTestDb })));
  it('fanout', async () => {
    const figures = await fanout(1, 20, openTestDb);
    // What so few streams hold is lost in what the process gives back meanwhile.
    filled('fanout', figures.slice(2));
    assert.equal(figures.length, 3);
  });
  it('surge', async () => {
    const figures = await surge(1, 1 / 30, { before: 4, after: 4, openDb: openTestDb });
    for (const { figure, ours } of figures.slice(0, 4)) assert.equal(ours, 0, figure);
    assert.match(
      figures[4]!.figure,
      /^back after the surge \(p99 before, during, after: [\d.]+, [\d.]+, [\d.]+ ms\)$/,
    );
  });
});
