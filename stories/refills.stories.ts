import { html } from 'lit';
import type { Refill } from '@care-elements/contract/refill.ts';
import '../packages/elements/widgets/care-refill.ts';
import { press } from './act.ts';
import type { World } from './facts.ts';
import { fakeCare } from './fake-care.ts';
import { refill, slots } from './refill-facts.ts';
import { onPhone, story } from './story.ts';
import { SESSION, VISIT_ID } from './visit-facts.ts';

export default {
  title: 'Patient/Refill (care-refill)',
  component: 'care-refill',
  tags: ['phone', 'autodocs'],
  globals: { viewport: { value: 'phone' } },
};

const patient = (
  change: (world: World) => Partial<Refill> = () => ({}),
  act?: (box: HTMLElement) => Promise<void>,
) =>
  story(
    (world) =>
      onPhone(
        html`<care-refill lang=${world.lang} .visit=${VISIT_ID} .version=${1} .zone=${'Asia/Shanghai'} .care=${fakeCare(
          {
            session: SESSION,
            answers: {
              getVisitRefill: { refill: refill(world, change(world)) },
              keepRefillAccess: { token: 't', expiresAt: '2027-02-20T16:00:00.000Z' },
            },
          },
        )}></care-refill>`,
      ),
    act,
  );
const now = { slot: 1, from: '2026-12-20', obstacle: null };

export const TooEarly = patient();
export const Open = patient(() => ({ next: now }));
export const Question = patient(
  () => ({ next: now }),
  (box) => press(box, '[part=ask]'),
);
export const SomethingChanged = patient(
  () => ({ next: now }),
  async (box) => {
    await press(box, '[part=ask]');
    await press(box, '.act.quiet');
  },
);
export const Asked = patient((world) => ({
  ...{ slots: slots(world, { state: 'requested' }), left: 1 },
  next: { slot: 2, from: '2027-01-14', obstacle: 'under-way' },
}));
export const Declined = patient((world) => ({
  ...{ slots: slots(world, { state: 'declined', reason: 'tests-first' }), left: 1 },
  next: { slot: 2, from: '2027-01-14', obstacle: 'too-early' },
}));
export const AllergyChanged = patient(() => ({ next: { ...now, obstacle: 'allergies-changed' } }));
export const Ended = patient(() => ({ state: 'expired', left: 0, next: null }));
