import { html } from 'lit';
import type { VisitView } from '@care-elements/contract/visit.ts';
import '../packages/elements/widgets/care-medicine-plan.ts';
import '../packages/elements/widgets/care-prescription.ts';
import { find, press } from './act.ts';
import type { World } from './facts.ts';
import { fakeCare, pending, unreachable, type Answers } from './fake-care.ts';
import { patientRx } from './rx-facts.ts';
import { onPhone, story } from './story.ts';
import { concluded, SESSION, VISIT_ID, visitView } from './visit-facts.ts';

export default {
  title: 'Patient/Prescription (care-prescription)',
  tags: ['phone'],
  globals: { viewport: { value: 'phone' } },
};

const page = (
  of: (world: World) => VisitView,
  act?: (box: HTMLElement, world: World) => Promise<void>,
  more: Answers = {},
) =>
  story(
    (world) =>
      onPhone(
        html`<care-prescription lang=${world.lang} .care=${fakeCare({
          hospitalId: world.hospital.hospitalId,
          session: SESSION,
          answers: { getHospital: world.hospital, getVisit: of(world), ...more },
          live: { [`visit:${VISIT_ID}`]: { visit: { visit: of(world) } } },
        })}></care-prescription>`,
      ),
    act,
  );
const state = (state: Parameters<typeof patientRx>[1]) =>
  page((world) => concluded(world, { prescription: patientRx(world, state) }));

export const Loading = page(visitView, undefined, { getHospital: pending });
export const Unreachable = page(visitView, undefined, { getVisit: unreachable() });
export const NoPrescription = page(concluded);
export const InReview = state('pending_review');
export const Approved = state('approved');
export const Dispensed = state('dispensed');
export const Returned = state('returned');
export const Rejected = state('rejected');
export const Voided = state('voided');
export const Expired = state('expired');
export const SealInvalid = page((world) => {
  const prescription = patientRx(world);
  const [first, second] = prescription.seals;
  return concluded(world, {
    prescription: { ...prescription, seals: [first!, { ...second!, verdict: 'invalid', reason: 'changed' }] },
  });
});
export const Plan = page(
  (world) => concluded(world, { prescription: patientRx(world) }),
  async (box) => {
    await press(box, '.plan-way');
    await find(box, 'care-medicine-plan');
  },
);
export const AsPaper = page(
  (world) => concluded(world, { prescription: patientRx(world) }),
  async (box) => {
    await press(box, 'button[part=action]');
    await find(box, '.paper-frame');
  },
);
