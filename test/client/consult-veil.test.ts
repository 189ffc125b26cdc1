/** Behind the veil: whose picture comes first at the click. What LiveKit does there is tested in real browsers (test/e2e/call-ahead.test.ts). */
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { theirPicture } from '../../packages/client/consult-veil.ts';

const place = (painted?: (done: () => void) => void) =>
  ({ requestVideoFrameCallback: painted }) as unknown as HTMLVideoElement;

/** Whether our camera may wake, in the order in which the clock and their picture let it. */
function wakes(...places: HTMLVideoElement[]): { yet: () => boolean; settled: Promise<unknown> } {
  let yet = false;
  const settled = theirPicture(places).then(() => (yet = true));
  return { yet: () => yet, settled };
}
const turn = () => new Promise((done) => setImmediate(done));

test('our camera wakes once their picture is painted, and waits half a second for it at most', async (t) => {
  t.mock.timers.enable({ apis: ['setTimeout'] });
  let paint = () => {};
  const seen = wakes(
    place(),
    place((done) => (paint = done)),
  );
  await turn();
  assert.equal(seen.yet(), false, 'nothing painted yet');
  paint();
  await seen.settled;

  const dark = wakes(place(() => {}));
  t.mock.timers.tick(499);
  await turn();
  assert.equal(dark.yet(), false, 'their picture may still come');
  t.mock.timers.tick(1);
  await dark.settled;
});
