/** When a broken connection is tried again, over an outage whose tries take as long as they do. */
import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import { createRetry } from '@care-elements/client/consult-retry.ts';

/** Each try takes `lasts` ms. Resolves with the pauses before each, until it is given up. */
function outage(retry: ReturnType<typeof createRetry>, lasts: (n: number) => number): (number | null)[] {
  const pauses: (number | null)[] = [];
  for (let elapsedMs = 0, retryCount = 0; ; retryCount++) {
    const pause = retry.nextRetryDelayInMs({ elapsedMs, retryCount });
    pauses.push(pause);
    if (pause === null) return pauses;
    elapsedMs += pause + lasts(retryCount);
  }
}

describe('trying again', () => {
  const slowest = () => 1;

  test('what ran into its time limit is followed at once: nothing came back, and nobody was bothered', () => {
    const pauses = outage(createRetry(slowest), () => 3000);
    assert.deepEqual(pauses.slice(0, 4), [200, 0, 0, 0]);
    assert.equal(pauses.length, 21, 'a minute of tries, then a fresh token');
  });

  test('what is refused waits longer each time, a second at most', () => {
    const pauses = outage(createRetry(slowest), () => 5);
    assert.deepEqual(pauses.slice(0, 7), [200, 400, 600, 800, 1000, 1000, 1000]);
  });

  test('the first answer after a cut, which sends us in anew, is followed soon', () => {
    const pauses = outage(createRetry(slowest), (n) => (n < 10 ? 3000 : 50));
    assert.deepEqual(pauses.slice(9, 13), [0, 0, 200, 400]);
  });

  test('not all at the same moment; a second outage begins anew', () => {
    const retry = createRetry(() => 0);
    assert.deepEqual(outage(retry, () => 5).slice(0, 3), [100, 200, 300]);
    assert.deepEqual(outage(retry, () => 5).slice(0, 3), [100, 200, 300]);
  });
});
