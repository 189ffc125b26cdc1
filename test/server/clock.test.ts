import assert from 'node:assert/strict';
import { it } from 'node:test';
import { createClock } from '../../server/clock.ts';

it('the clock follows the machine, never goes back, and comes together with it again', () => {
  let wall = 1_000_000;
  let steady = 50;
  const setBack: number[] = [];
  const now = createClock((ms) => setBack.push(ms), { wall: () => wall, steady: () => steady });
  const pass = (ms: number) => {
    wall += ms;
    steady += ms;
    return now().getTime();
  };
  assert.equal(pass(1000), 1_001_000);
  wall += 3_600_000;
  assert.equal(pass(0), 4_601_000, 'forward at once');
  wall -= 3_600_000;
  assert.equal(pass(0), 4_601_000, 'back never');
  assert.equal(pass(10_000), 4_606_000, 'at half the pace meanwhile');
  for (let last = 0, n = 0; n < 100_000; n++) {
    const at = pass(100);
    assert.ok(at >= last);
    last = at;
  }
  assert.equal(now().getTime(), wall);
  assert.deepEqual(setBack, [3_600_000], 'told once');
});
