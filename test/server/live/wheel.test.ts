/** The wheel: everybody once a round, nobody before a whole one. */
import assert from 'node:assert/strict';
import { it } from 'node:test';
import { createWheel } from '../../../server/live/wheel.ts';

it('turns: each has its turn once a round, a whole round after it came, until it stops', () => {
  const wheel = createWheel(3);
  const ran: string[] = [];
  const stop = wheel.add(() => ran.push('a'));
  wheel.turn();
  wheel.add(() => ran.push('b'));
  for (let i = 0; i < 2; i++) wheel.turn();
  assert.deepEqual(ran, ['a']);
  for (let i = 0; i < 3; i++) wheel.turn();
  assert.deepEqual(ran, ['a', 'b', 'a']);
  stop();
  for (let i = 0; i < 3; i++) wheel.turn();
  assert.deepEqual(ran, ['a', 'b', 'a', 'b']);
});
