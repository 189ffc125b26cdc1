/** What the page around a visit is told: each stage once, with where it came from, and nothing of the patient. */
import assert from 'node:assert/strict';
import { it } from 'node:test';
import type { VisitView } from '@care-elements/contract/visit.ts';
import { tell, type CareVisitStageEvent } from '../../packages/elements/widgets/visit-events.ts';

it('each stage is told once, with ids and states alone', async () => {
  const shell = new EventTarget();
  const heard: CareVisitStageEvent[] = [];
  for (const stage of ['opened', 'waiting', 'called', 'triage'])
    shell.addEventListener(`care-visit-${stage}`, (event) => heard.push(event as CareVisitStageEvent));
  const view = (visitId: string, more: object = {}) =>
    ({
      visitId,
      status: 'open',
      triage: null,
      queue: null,
      patient: { name: '王秀英' },
      ...more,
    }) as VisitView;
  tell(shell, view('a'), 'triage');
  tell(shell, view('a'), 'triage');
  tell(shell, view('a', { triage: {} }), 'triage');
  tell(shell, view('a', { queue: {} }), 'waiting');
  tell(shell, view('a', { queue: { ahead: 1 } }), 'waiting');
  tell(shell, view('a', { queue: {} }), 'called');
  tell(shell, view('b'), 'triage');
  await Promise.resolve();
  assert.deepEqual(
    heard.map(({ type, visitId, stage, from, bubbles, composed }) => [
      type,
      visitId,
      stage,
      from,
      bubbles,
      composed,
    ]),
    [
      ['care-visit-opened', 'a', 'opened', null, true, true],
      ['care-visit-triage', 'a', 'triage', 'opened', true, true],
      ['care-visit-waiting', 'a', 'waiting', 'triage', true, true],
      ['care-visit-called', 'a', 'called', 'waiting', true, true],
      ['care-visit-opened', 'b', 'opened', null, true, true],
    ],
  );
  assert.ok(!JSON.stringify(heard.map((event) => ({ ...event }))).includes('王秀英'));
});
