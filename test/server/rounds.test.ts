/** Rounds of a timer: one at a time, and none ends the others. */
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { startRounds } from '../../server/rounds.ts';

const heard: unknown[][] = [];
const log = { warn: (...said: unknown[]) => void heard.push(said) };
const HOURS = 3_600_000;

test('no turn begins while one is under way', async () => {
  const ends: (() => void)[] = [];
  const rounds = startRounds(log, 'x', HOURS, () => new Promise((done) => ends.push(done)));
  rounds.go();
  rounds.go();
  assert.equal(ends.length, 1);
  ends[0]!();
  await new Promise(setImmediate);
  rounds.go();
  assert.equal(ends.length, 2);
  let closed = false;
  const closing = rounds.close().then(() => (closed = true));
  await new Promise(setImmediate);
  assert.equal(closed, false, 'the last turn is waited for');
  ends[1]!();
  await closing;
});

test('the timer begins turns, also after one that failed, which is told; none after the end', async () => {
  let turns = 0;
  const err = new Error('away');
  const rounds = startRounds(log, 'not looked into', 5, async () => {
    if (++turns === 1) throw err;
  });
  while (turns < 2) await new Promise((done) => setTimeout(done, 5));
  await rounds.close();
  const before = turns;
  await new Promise((done) => setTimeout(done, 30));
  assert.equal(turns, before);
  assert.deepEqual(heard, [[{ err }, 'not looked into']]);
});

test('what breaks off because the server closes is told to nobody', async () => {
  heard.length = 0;
  let fail = (_: Error) => {};
  const rounds = startRounds(log, 'x', HOURS, () => new Promise((_, no) => (fail = no)));
  rounds.go();
  const closing = rounds.close();
  fail(new Error('closing'));
  await closing;
  assert.deepEqual(heard, []);
});
