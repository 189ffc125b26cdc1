/** The ladder on replayed networks: each rung at its measured network, no flapping, the way back, and the person's own wish. */
import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import fc from 'fast-check';
import {
  carries,
  inForce,
  insist,
  pin,
  PINS,
  RUNGS,
  startLadder,
  step,
  type Ladder,
  type Rung,
  type Sample,
} from '@care-elements/client/consult-ladder.ts';

const GOOD: Omit<Sample, 'at'> = {
  ...{ up: 2500, loss: 0, rtt: 40, jitter: 5, fps: 24, concealed: 0 },
  quality: 'good',
};
/** Plays the network second by second; returns what was in force after each. */
function play(
  seconds: number,
  network: (second: number, rung: Rung) => Partial<Sample>,
  from = startLadder(0),
  start = 0,
) {
  const rungs: Rung[] = [];
  let ladder: Ladder = from;
  for (let i = start + 1; i <= start + seconds; i++) {
    const wordless = ['audio', 'low-audio', 'text'].includes(inForce(ladder));
    const sample = { ...GOOD, ...network(i, inForce(ladder)), at: i * 1000 };
    ladder = step(ladder, wordless ? { ...sample, up: null, fps: null } : sample);
    rungs.push(inForce(ladder));
  }
  return { rungs, ladder, changes: rungs.filter((rung, i) => i > 0 && rung !== rungs[i - 1]) };
}

describe('what a network carries', () => {
  const cases: [string, Partial<Sample>, Rung][] = [
    ['a good one: everything', {}, 'video'],
    ['20 % loss, as measured (2 % invented): pictures, small', { loss: 0.2, concealed: 0.02 }, 'small-video'],
    ['300 kbit/s: small pictures', { up: 300, fps: 5 }, 'small-video'],
    ['160 kbit/s: the own picture alone', { up: 160 }, 'remote-video-off'],
    ['100 kbit/s: sound', { up: 100 }, 'audio'],
    ['50 kbit/s: thin sound', { up: 50 }, 'low-audio'],
    ['half of it lost: thin sound', { loss: 0.5, concealed: 0.25 }, 'low-audio'],
    ['next to nothing: text', { up: 10 }, 'text'],
    ['a delay in which people talk over each other', { rtt: 1000 }, 'small-video'],
    ['a picture that stands, by the network', { fps: 2, quality: 'poor' }, 'remote-video-off'],
    ['a picture that stands, by a slow phone', { fps: 2 }, 'video'],
    ['nothing known', { up: null, rtt: null, fps: null, concealed: null, quality: 'unknown' }, 'video'],
  ];
  for (const [what, sample, rung] of cases)
    test(`${what} → ${rung}`, () => assert.equal(carries({ ...GOOD, ...sample, at: 0 }), rung));
});

describe('down', () => {
  test('one rung at a time to where the network is, in seconds, and no further', () => {
    const { rungs, changes } = play(60, () => ({ up: 100 }));
    assert.deepEqual(changes.slice(0, 3), ['small-video', 'remote-video-off', 'audio']);
    assert.ok(rungs.indexOf('audio') < 20);
    assert.equal(rungs.includes('low-audio'), false);
  });
  test('two bad seconds are nothing', () => {
    assert.deepEqual(play(30, (i) => (i === 10 || i === 11 ? { loss: 0.6 } : {})).changes, []);
  });
  test('50 kbit/s: sound breaks with RED and is clear without, so it ends thin and stays', () => {
    const { rungs } = play(120, (_, rung) =>
      rung === 'audio'
        ? { concealed: 0.2, loss: 0.3 }
        : rung === 'low-audio'
          ? { quality: 'poor' }
          : { up: 50 },
    );
    assert.ok(rungs.slice(30).every((rung) => rung === 'low-audio'));
  });
  test('nothing gets through: text is offered, within half a minute', () => {
    const { rungs } = play(40, () => ({ up: 5, loss: 0.8, concealed: 0.7, quality: 'lost' }));
    assert.ok(rungs.indexOf('text') < 30);
    assert.equal(rungs.at(-1), 'text');
  });
});

describe('up', () => {
  const fallen = play(60, () => ({ up: 5, loss: 0.8, concealed: 0.7 })).ladder;
  test('a healed network brings everything back, a rung at a time', () => {
    const { rungs, changes } = play(120, () => ({}), fallen, 60);
    assert.deepEqual(
      changes,
      ['low-audio', 'audio', 'remote-video-off', 'small-video', 'video'].slice(
        rungs[0] === 'low-audio' ? 1 : 0,
      ),
    );
    assert.equal(rungs.at(-1), 'video');
  });
  test('a network that carries sound but no picture is tried ever more seldom', () => {
    const { changes, ladder } = play(1200, (_, rung) =>
      ['video', 'small-video', 'remote-video-off'].includes(rung) ? { up: 100 } : {},
    );
    assert.ok(changes.length < 30, `${changes.length} changes in 20 minutes`);
    assert.equal(ladder.hold, 120_000);
  });
  test('who sends small pictures is called poor for them, and gets the large ones back all the same', () => {
    const fallen = play(20, () => ({ up: 300, rtt: 500, loss: 0.1 })).ladder;
    assert.equal(fallen.rung, 'small-video');
    // As LiveKit 1.13.5 says it: poor for as long as they are small, and for a while after.
    const { changes } = play(
      60,
      (_, rung) => ({ quality: 'poor', up: rung === 'video' ? 1200 : null }),
      fallen,
      20,
    );
    assert.deepEqual(changes, ['video']);
  });
  test('after minutes without trouble a failed try is forgotten', () => {
    const tired = { ...startLadder(0), hold: 96_000 };
    assert.equal(play(130, () => ({}), tired).ladder.hold, 12_000);
  });
});

describe('the person’s wish', () => {
  test('sound only, though the network carries more; less, where it does not; and back', () => {
    const wish = pin(startLadder(0), 'audio');
    assert.equal(inForce(wish), 'audio');
    assert.equal(
      play(60, () => ({}), wish).rungs.every((rung) => rung === 'audio'),
      true,
    );
    const bad = play(60, () => ({ up: 5, loss: 0.7, concealed: 0.7 }), wish);
    assert.equal(bad.rungs.at(-1), 'text');
    assert.equal(inForce(pin(play(10, () => ({}), wish).ladder, null)), 'video');
  });
  test('who insists on the picture gets it, and loses it again where it does not hold', () => {
    const { ladder } = play(60, () => ({ up: 100 }));
    const again = insist(pin(ladder, 'audio'), 60_000);
    assert.deepEqual([inForce(again), again.pinned], ['small-video', null]);
    assert.equal(play(40, () => ({ up: 100 }), again, 60).rungs.at(-1), 'audio');
  });
});

test('whatever is measured: a rung at a time, never sooner than five seconds after the last', () => {
  const some = fc.record({
    up: fc.option(fc.integer({ min: 0, max: 3000 })),
    loss: fc.float({ min: 0, max: 1, noNaN: true }),
    rtt: fc.option(fc.integer({ min: 0, max: 6000 })),
    jitter: fc.option(fc.integer({ min: 0, max: 500 })),
    fps: fc.option(fc.integer({ min: 0, max: 30 })),
    concealed: fc.option(fc.float({ min: 0, max: 1, noNaN: true })),
    quality: fc.constantFrom('good', 'poor', 'lost', 'unknown') as fc.Arbitrary<Sample['quality']>,
  });
  fc.assert(
    fc.property(fc.array(some, { maxLength: 200 }), fc.option(fc.constantFrom(...PINS)), (network, wish) => {
      let ladder = pin(startLadder(0), wish);
      let last = 0;
      for (const [i, one] of network.entries()) {
        const next = step(ladder, { ...one, at: (i + 1) * 1000 });
        const moved = RUNGS.indexOf(next.rung) - RUNGS.indexOf(ladder.rung);
        assert.ok(Math.abs(moved) <= 1);
        if (moved) assert.ok(i + 1 - last >= 5, `${i + 1 - last} s after the last`);
        if (moved) last = i + 1;
        if (wish) assert.ok(RUNGS.indexOf(inForce(next)) >= RUNGS.indexOf(wish));
        assert.ok(next.hold >= 12_000 && next.hold <= 120_000);
        ladder = next;
      }
    }),
  );
});
