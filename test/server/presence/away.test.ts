/** When somebody counts as away: a bad day, replayed by the clock. */
import assert from 'node:assert/strict';
import test from 'node:test';
import { awaySince, callsBackAt, PRESENCE, type Signs } from '../../../server/presence/away.ts';

const at = (s: number) => new Date(Date.UTC(2026, 10, 28, 9, 0, s));
const signs = (more: Partial<Signs>): Signs => ({
  ...{ inRoom: false, leftAt: null, leftReason: null, openedAt: at(0), seenAt: at(0), enteredAt: at(0) },
  ...more,
});

for (const [what, given, now, since] of [
  ['in the room', { inRoom: true, seenAt: null }, 3600, null],
  ['a page seen just now, not in the room', { seenAt: at(50) }, 60, null],
  [
    'left by themselves, the page open: writing the note',
    { leftAt: at(20), leftReason: 'left', seenAt: at(50) },
    60,
    null,
  ],
  ['left by themselves, the page gone', { leftAt: at(20), leftReason: 'left', seenAt: at(15) }, 60, 20],
  [
    'the line lost: at once, though the stream still looks open',
    { leftAt: at(20), leftReason: 'lost', seenAt: at(50) },
    51,
    20,
  ],
  ['missing when we looked: the same', { leftAt: at(20), leftReason: 'absent', seenAt: at(50) }, 51, 20],
  [
    'the line lost, a page came after',
    { leftAt: at(20), leftReason: 'lost', openedAt: at(30), seenAt: at(50) },
    51,
    null,
  ],
  [
    'the line lost, a page came after and is gone',
    { leftAt: at(20), leftReason: 'lost', openedAt: at(30), seenAt: at(31) },
    120,
    20,
  ],
  ['never in the room, the page gone for a moment', { seenAt: at(30) }, 60, null],
  ['never in the room, the page gone', { seenAt: at(30) }, 66, 30],
  ['no sign at all, ever', { seenAt: null, openedAt: null }, 3600, null],
  ['a page gone before they entered counts from then', { seenAt: at(0), enteredAt: at(30) }, 40, null],
] as [string, Partial<Signs>, number, number | null][])
  test(what, () => assert.deepEqual(awaySince(signs(given), at(now)), since === null ? null : at(since)));

test('the times hold together', () => {
  assert.equal(callsBackAt(at(0)).getTime() - at(0).getTime(), PRESENCE.doctorBackMs);
  assert.ok(PRESENCE.staleMs > 3 * PRESENCE.roundMs, 'a page outlives missed rounds');
  assert.ok(PRESENCE.doctorBackMs > PRESENCE.staleMs);
});
