import assert from 'node:assert/strict';
import test from 'node:test';
import { OPEN_QUEUE_STATES, QUEUE_MACHINE, QUEUE_STATES } from '@care-elements/contract/queue.machine.ts';
import { VISIT_STATES } from '@care-elements/contract/visit.machine.ts';
import { VISIT_SCREENS, visitStep } from '@care-elements/contract/visit.steps.ts';

test('every state of a visit and its place has a screen', () => {
  for (const status of VISIT_STATES)
    for (const state of [null, ...QUEUE_STATES]) {
      const queue = state && ({ state } as never);
      const screen = visitStep({ status, triage: null, queue, prescription: null });
      assert.ok(VISIT_SCREENS.includes(screen), `${status} ${state}`);
    }
});

test('a place that is open leads on, by its patient, by its doctor and by nobody’s mercy alone', () => {
  for (const from of OPEN_QUEUE_STATES) {
    const out = QUEUE_MACHINE.filter((row) => row.from === from);
    assert.ok(out.length > 0, from);
    // Out of a consult leads the doctor, and the clock where the doctor is lost; out of any other, the patient too.
    const roles = from === 'in_consult' ? ['doctor', 'system'] : ['patient', 'doctor'];
    for (const role of roles)
      assert.ok(
        out.some((row) => row.role === role),
        `${from}: ${role}`,
      );
  }
});
