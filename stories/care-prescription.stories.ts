import { html } from 'lit';
import type { PatientDispensing } from '@care-elements/contract/dispense.ts';
import type { VisitView } from '@care-elements/contract/visit.ts';
import '../packages/elements/widgets/care-dispensing.ts';
import '../packages/elements/widgets/care-medicine-plan.ts';
import '../packages/elements/widgets/care-prescription.ts';
import { find, press, type } from './act.ts';
import { dispensing, fulfilment, parcel, pharmacies, rests } from './counter-facts.ts';
import { inMinutes, type World } from './facts.ts';
import { fakeCare, pending, refuse, unreachable, type Answers } from './fake-care.ts';
import { herbSheet } from './herbs-facts.ts';
import { patientRx } from './rx-facts.ts';
import { onPhone, story } from './story.ts';
import { concluded, SESSION, VISIT_ID, visitView } from './visit-facts.ts';

export default {
  title: 'Patient/Prescription (care-prescription)',
  component: 'care-prescription',
  tags: ['phone', 'autodocs'],
  globals: { viewport: { value: 'phone' } },
};

const page = (
  of: (world: World) => VisitView,
  act?: (box: HTMLElement, world: World) => Promise<void>,
  more: Answers = {},
) =>
  story(
    (world, { elder }) =>
      onPhone(
        html`<care-prescription ?elder=${elder === 'on'} lang=${world.lang} .care=${fakeCare({
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
const HERBS = (world: World) => concluded(world, { prescription: patientRx(world, 'approved', herbSheet) });
export const Herbs = page(HERBS);
export const HerbsPlan = page(HERBS, async (box) => {
  await press(box, '.plan-way');
  await find(box, 'care-medicine-plan');
});
export const HerbsAsPaper = page(HERBS, async (box) => {
  await press(box, 'button[part=action]');
  await find(box, '.paper-frame');
});

/** With where it is on its way. */
const onItsWay = (
  state: Parameters<typeof patientRx>[1],
  change: (world: World) => Partial<PatientDispensing> = () => ({}),
  act?: (box: HTMLElement, world: World) => Promise<void>,
  more: (world: World) => Answers = () => ({}),
) =>
  story((world, { elder }) => {
    const view = concluded(world, {
      prescription: patientRx(world, state),
      dispensing: dispensing(world, change(world)),
    });
    return onPhone(
      html`<care-prescription ?elder=${elder === 'on'} lang=${world.lang} .care=${fakeCare({
        hospitalId: world.hospital.hospitalId,
        session: SESSION,
        answers: {
          getHospital: world.hospital,
          getVisit: view,
          listPharmacies: { pharmacies: pharmacies(world) },
          ...more(world),
        },
        live: { [`visit:${VISIT_ID}`]: { visit: { visit: view } } },
      })}></care-prescription>`,
    );
  }, act);
const openChoice = async (box: HTMLElement) => {
  await press(box, '#choose');
  await find(box, '[name=pharmacy]');
};
const toDeliver = async (box: HTMLElement, world: World) => {
  await openChoice(box);
  await press(box, `[value="${pharmacies(world)[1]!.pharmacyId}"]`);
  await press(box, '[name=way][value=delivery]');
  await find(box, '[name=address]');
};
export const AnyPharmacy = onItsWay('approved');
export const ChoosePharmacy = onItsWay('approved', undefined, openChoice);
export const NoPharmacyChosen = onItsWay('approved', undefined, async (box) => {
  await openChoice(box);
  await press(box, '[part=choose]');
  await find(box, '#pharmacy-wrong');
});
export const DeliveryAddress = onItsWay('approved', undefined, toDeliver);
export const AddressMissing = onItsWay('approved', undefined, async (box, world) => {
  await toDeliver(box, world);
  await press(box, '[part=choose]');
  await find(box, '#address-about.wrong');
});
export const PharmacyWasFaster = onItsWay(
  'approved',
  undefined,
  async (box, world) => {
    await toDeliver(box, world);
    await type(box, '[name=address]', '8');
    await press(box, '[part=choose]');
    await find(box, '[role=alert]');
  },
  () => ({ chooseFulfilment: refuse('already-claimed') }),
);
export const ChosenPickup = onItsWay('approved', (world) => ({ fulfilment: fulfilment(world) }));
export const ChosenDelivery = onItsWay('approved', (world) => ({ fulfilment: parcel(world, 'chosen') }));
export const Preparing = onItsWay('claimed', (world) => ({ held: true, fulfilment: fulfilment(world) }));
export const SetAside = onItsWay('claimed', (world) => ({
  held: true,
  fulfilment: fulfilment(world, { state: 'ready' }),
}));
export const PartGiven = onItsWay('partially_dispensed', (world) => ({
  held: true,
  fulfilment: fulfilment(world),
  lines: rests(world, '36'),
}));
const sent = (state: 'ready' | 'handed_to_courier' | 'delivered' | 'failed' | 'returned') =>
  onItsWay('dispensed', (world) => ({ fulfilment: parcel(world, state), lines: rests(world, '0', true) }));
export const Packed = sent('ready');
export const OnTheRoad = sent('handed_to_courier');
export const Delivered = sent('delivered');
export const NotDelivered = sent('failed');
export const CameBack = sent('returned');
export const PickedUp = onItsWay('dispensed', (world) => ({
  fulfilment: fulfilment(world, { state: 'picked_up' }),
  lines: rests(world, '0', true),
}));
export const DeclinedByPharmacy = onItsWay('approved', (world) => ({
  declined: { pharmacy: pharmacies(world)[1]!.name, reason: 'out-of-stock', at: inMinutes(-3) },
}));
export const PharmacyAsksTheDoctor = onItsWay('approved', (world) => ({
  declined: { pharmacy: pharmacies(world)[0]!.name, reason: 'ask-the-doctor', at: inMinutes(-3) },
}));
