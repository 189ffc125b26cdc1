/** When the others are asked for thin sound, on replayed ways down. */
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { look, WIDE, type Narrow } from '@care-elements/client/consult-narrow.ts';

/** Seconds of a way; each is asked how it is now. */
function play(seconds: number, way: (asked: boolean) => { rtt: number; lossIn: number }, pictures = false) {
  let narrow: Narrow = WIDE;
  const asked: boolean[] = [];
  for (let i = 1; i <= seconds; i++) {
    narrow = look(narrow, { at: i * 1000, ...way(narrow.asked) }, pictures);
    asked.push(narrow.asked);
  }
  return { asked, narrow };
}

test('a narrow way: full and late until the sound is thin, and then neither', () => {
  const { asked } = play(60, (thin) => (thin ? { rtt: 20, lossIn: 0 } : { rtt: 450, lossIn: 0.3 }));
  assert.equal(asked.indexOf(true), 3);
  assert.ok(asked.slice(3).every(Boolean));
});

test('loss alone delays nothing, and thin sound is never asked for', () => {
  assert.ok(!play(60, () => ({ rtt: 30, lossIn: 0.5 })).asked.includes(true));
});

test('late and lossy for another reason: tried once, taken back, and not again', () => {
  const { asked, narrow } = play(120, () => ({ rtt: 600, lossIn: 0.3 }));
  const from = asked.indexOf(true);
  const to = asked.indexOf(false, from);
  assert.ok(to - from >= 8 && to - from <= 15, `${to - from} s`);
  assert.ok(!asked.slice(to).includes(true));
  assert.equal(narrow.vain, true);
});

test('with pictures it is none of the sound’s business', () => {
  assert.ok(!play(30, () => ({ rtt: 450, lossIn: 0.3 }), true).asked.includes(true));
});
