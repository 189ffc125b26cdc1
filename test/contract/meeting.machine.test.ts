/** The machines of a meeting and its seats: what is final, who may do what, and that the rules' text belongs to its version. */
import assert from 'node:assert/strict';
import { createHash } from 'node:crypto';
import { test } from 'node:test';
import { actions, next } from '@care-elements/contract/machine.ts';
import {
  MEETING_MACHINE,
  MEETING_RULES,
  MEETING_STATES,
  PLACED_STATES,
  SEAT_MACHINE,
  SEAT_STATES,
} from '@care-elements/contract/meeting.ts';
import en from '../../packages/elements/locales/en/meeting.ts';
import zh from '../../packages/elements/locales/zh-CN/meeting.ts';

const ROLES = ['patient', 'guest', 'listener', 'doctor', 'pharmacist', 'system'] as const;

test('an ended meeting and a removed seat stay so, whoever asks', () => {
  for (const role of ROLES) {
    assert.deepEqual(actions(MEETING_MACHINE, 'ended', role), []);
    assert.deepEqual(actions(SEAT_MACHINE, 'removed', role), []);
  }
});

test('a listener never gives themselves the word, and never comes back by themselves from a removal', () => {
  for (const state of SEAT_STATES) {
    assert.equal(next(SEAT_MACHINE, state, 'give', 'listener'), undefined);
    assert.equal(next(SEAT_MACHINE, state, 'remove', 'listener'), undefined);
    // Into the word leads the host's hand alone; who has it keeps it over a reload.
    for (const { action, role, to } of SEAT_MACHINE.filter(({ from }) => from === state))
      if (to === 'speaking') assert.ok((action === 'give' && role === 'doctor') || state === 'speaking');
  }
});

test('from every state that is not final there is a way on, and each state is reached', () => {
  for (const state of MEETING_STATES) {
    assert.ok(
      MEETING_MACHINE.some(({ to }) => to === state),
      state,
    );
    if (state !== 'ended') assert.ok(actions(MEETING_MACHINE, state, 'doctor').includes('end'), state);
  }
  for (const state of SEAT_STATES) {
    assert.ok(
      SEAT_MACHINE.some(({ to }) => to === state),
      state,
    );
    if (state === 'removed') continue;
    assert.ok(actions(SEAT_MACHINE, state, 'doctor').includes('remove'), state);
    assert.ok(actions(SEAT_MACHINE, state, 'listener').length > 0, state);
  }
  for (const state of PLACED_STATES)
    assert.equal(next(SEAT_MACHINE, state, 'leave', 'system'), 'left', 'a lost line gives its place back');
});

test('each row once', () => {
  for (const machine of [MEETING_MACHINE, SEAT_MACHINE]) {
    const keys = machine.map(({ from, action, role }) => `${from} ${action} ${role}`);
    assert.equal(new Set(keys).size, keys.length);
  }
});

test('the rules that a listener agrees to are those of their version: other words need another number', () => {
  const hash = createHash('sha256')
    .update(JSON.stringify([zh.rules, en.rules]))
    .digest('hex')
    .slice(0, 16);
  assert.deepEqual([MEETING_RULES, hash], ['1', 'dda4d1b95b61884d']);
});
