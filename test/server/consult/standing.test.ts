/** Which rooms LiveKit need not be asked for, by a clock of the test's; at the door where tokens are given: tokens.test.ts. */
import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { createStanding } from '../../../server/consult/standing.ts';

describe('a room that LiveKit has told of', () => {
  let now = 0;
  const made = () => {
    now = 0;
    const standing = createStanding(() => now);
    standing.made('room', 'patient');
    return standing;
  };

  it('takes each person once, for less than half a minute', () => {
    const standing = made();
    assert.equal(standing.takes('room', 'patient'), false, 'the patient asks again: was there none?');
    assert.equal(standing.takes('room', 'doctor'), true);
    assert.equal(standing.takes('room', 'doctor'), false);
    assert.equal(standing.takes('another', 'doctor'), false);
    now = 25_000;
    assert.equal(standing.takes('room', 'interpreter'), false);
  });

  it('takes them anew once it was seen, and nobody once it is gone', () => {
    const standing = made();
    now = 20_000;
    standing.seen(new Set(['room']), now);
    now = 40_000;
    assert.equal(standing.takes('room', 'patient'), true);
    standing.seen(new Set(['another']), now);
    assert.equal(standing.takes('room', 'doctor'), false);
    for (const end of ['gone', 'clear'] as const) {
      const other = made();
      other[end]('room');
      assert.equal(other.takes('room', 'doctor'), false, end);
    }
  });

  it('is not forgotten for a list that is older than it', () => {
    const standing = made();
    standing.seen(new Set(), -1);
    assert.equal(standing.takes('room', 'doctor'), true);
  });
});
