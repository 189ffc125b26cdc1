import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { it } from 'node:test';
import { PATIENT_PARTS } from '../../packages/elements/widgets/patient-parts.ts';

const source = readFileSync(
  new URL('../../packages/elements/widgets/care-visit.ts', import.meta.url),
  'utf8',
);
/** Names of buttons are told with `control`. */
const BUTTONS = ['microphone', 'camera', 'leave'];

it('every part that reaches the page stands in the comment of the class, and no other', () => {
  const said = [...source.matchAll(/@csspart ([\w-]+) /g)].map(([, part]) => part);
  const handed = PATIENT_PARTS.split(',').filter((part) => !BUTTONS.includes(part));
  assert.deepEqual(said.sort(), [...handed, 'visit', 'steps'].sort());
});
