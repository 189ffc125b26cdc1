import { html } from 'lit';
import type { Claim } from '@care-elements/contract/dispense.ts';
import '../packages/elements/widgets/care-pharmacy.ts';
import '../packages/elements/widgets/care-pharmacy-counter.ts';
import { find, press, type } from './act.ts';
import {
  CLAIM_ID,
  claim,
  counter,
  counterPerson,
  herbClaim,
  parcel,
  row,
  voidRequest,
} from './counter-facts.ts';
import { idOf, inMinutes, type World } from './facts.ts';
import { fakeCare, refuse, unreachable, type Answers } from './fake-care.ts';
import { RX_ID } from './rx-facts.ts';
import { story } from './story.ts';

export default {
  title: 'Desks/Counter (care-pharmacy)',
  tags: ['desk'],
  excludeStories: ['refused'],
  globals: { viewport: { value: 'desk' } },
};

const SECRET = 's'.repeat(43);
const list = (world: World, open: Claim) =>
  counter(world, [
    row(world, {
      prescriptionId: idOf(51),
      patientName: world.others[0]!,
      medicines: row(world).medicines.slice(0, 1),
    }),
    row(world, {
      ...{ prescriptionId: idOf(52), patientName: world.others[1]! },
      fulfilment: parcel(world, 'chosen'),
      medicines: row(world).medicines.slice(1, 2),
    }),
    row(world, {
      ...{ state: open.prescription.state, claimId: CLAIM_ID, leaseUntil: open.leaseUntil },
      ...{ fulfilment: open.fulfilment, voidRequested: !!open.voidRequest },
    }),
    row(world, {
      ...{ prescriptionId: idOf(53), claimId: idOf(54), state: 'dispensed', patientName: world.others[3]! },
      fulfilment: parcel(world, 'handed_to_courier'),
      medicines: row(world).medicines.slice(2),
    }),
  ]);

interface Setting {
  of?: (world: World) => Claim;
  /** As it stands after what was asked. */
  then?: (world: World) => Claim;
  answers?: (world: World) => Answers;
}
const page = (
  { of = claim, then, answers }: Setting = {},
  act?: (box: HTMLElement, world: World) => Promise<void>,
) =>
  story((world) => {
    // What an earlier story took is not in hand here.
    sessionStorage.clear();
    let now = of(world);
    const after = () => (now = then?.(world) ?? now);
    return html`<div style="height: 100vh; min-height: 640px"><care-pharmacy lang=${world.lang} .care=${fakeCare(
      {
        hospitalId: world.hospital.hospitalId,
        session: { token: 'story' },
        answers: {
          getHospital: world.hospital,
          getSession: counterPerson(world),
          getCounter: () => list(world, now),
          getClaim: () => now,
          claimPrescription: () => ({ ...now, secret: SECRET }),
          recoverClaim: () => ({ ...now, secret: SECRET }),
          dispense: after,
          readyClaim: after,
          releaseClaim: undefined,
          declineClaim: undefined,
          deleteSession: undefined,
          ...answers?.(world),
        },
      },
    )}></care-pharmacy></div>`;
  }, act);

const take = async (box: HTMLElement) => {
  await type(box, '#code', '7K3MQ2W9XT4RBN6V');
  await press(box, '.code .act');
  await find(box, '.hand-over');
};
/** Opened from the list, and taken up on this page. */
const takeUp = async (box: HTMLElement) => {
  await press(box, `[data-id="${RX_ID}"]`);
  await press(box, '#recover');
  await find(box, '#release, #give-back, [part=receipt], #hand-over');
};

export const Waiting = page({}, (box) => find(box, '.entry').then(() => {}));
export const Empty = page({ answers: (world) => ({ getCounter: counter(world, []) }) });
export const Unreachable = page({ answers: () => ({ getCounter: unreachable() }) }, (box) =>
  find(box, '.empty .act').then(() => {}),
);
export const NoCounter = page(
  {
    answers: (world) => ({
      getSession: world.pharmacist,
      getCounter: refuse('not-entitled'),
      listReviews: {
        prescriptions: [],
        next: null,
        counts: { waiting: 0, held: 0, asked: 0 },
        waits: { longMin: 10, veryLongMin: 30 },
      },
    }),
  },
  async (box) => {
    await press(box, '[data-place=counter]');
    await find(box, '.empty h2');
  },
);
export const refused = (answer: Answers['claimPrescription']) =>
  page({ answers: () => ({ claimPrescription: answer! }) }, async (box) => {
    await type(box, '#code', 'WRONG');
    await press(box, '.code .act');
    await find(box, '.band');
  });
export const WrongCode = refused(refuse('not-found'));
export const TakenElsewhere = refused(refuse('already-claimed'));
export const HandedOverBefore = refused(refuse('state-conflict', { current: 'dispensed' }));
export const Guessing = refused(refuse('too-many-requests'));
export const Taken = page({}, take);
export const Herbs = page({ of: herbClaim }, take);
export const TooMuch = page({}, async (box) => {
  await take(box);
  await type(box, '#now-1', '3');
  await type(box, '#now-2', 'x');
  await press(box, '#hand-over');
  await find(box, '#wrong-2');
});
export const Part = page({ then: (world) => claim(world, 'partially_dispensed') }, async (box) => {
  await take(box);
  await type(box, '#now-1', '1');
  await type(box, '#now-2', '');
  await press(box, '#hand-over');
  await find(box, '[part=receipt]');
});
export const Whole = page({ then: (world) => claim(world, 'dispensed') }, async (box) => {
  await take(box);
  await press(box, '#hand-over');
  await find(box, '[part=receipt]');
});
export const SetAside = page(
  {
    then: (world) =>
      claim(world, 'claimed', {
        fulfilment: { ...claim(world).fulfilment!, state: 'ready' },
        leaseUntil: inMinutes(900),
      }),
  },
  async (box) => {
    await take(box);
    await press(box, '#aside');
    await find(box, '.part .mark.green');
  },
);
export const OtherPage = page({}, async (box) => {
  await press(box, `[data-id="${RX_ID}"]`);
  await find(box, '#recover');
});
export const TakenUpElsewhere = page(
  { answers: () => ({ readyClaim: refuse('claim-secret-wrong') }) },
  async (box) => {
    await take(box);
    await press(box, '#aside');
    await find(box, '#recover');
  },
);
export const Release = page({}, async (box) => {
  await take(box);
  await press(box, '#release');
  await find(box, '#release-now');
});
export const Released = page({}, async (box) => {
  await take(box);
  await press(box, '#release');
  await press(box, '#release-now');
  await find(box, '.said-now .green');
});
export const Decline = page({}, async (box) => {
  await take(box);
  await press(box, '#decline');
  await press(box, '.why .act');
  await find(box, '#reason-wrong');
});
export const AskedBack = page(
  { of: (world) => claim(world, 'claimed', { voidRequest: voidRequest(world) }) },
  takeUp,
);
export const TooLateForTheDoctor = page(
  { of: (world) => claim(world, 'claimed', { voidRequest: voidRequest(world) }) },
  async (box) => {
    await takeUp(box);
    await press(box, '#keep');
    await find(box, '.why');
  },
);
export const PaymentDue = page({ of: (world) => claim(world, 'claimed', { payment: 'due' }) }, takeUp);
export const SealInvalid = page(
  {
    of: (world) => {
      const of = claim(world);
      const [first, second] = of.prescription.seals;
      const seals = [first!, { ...second!, verdict: 'invalid' as const, reason: 'changed' as const }];
      return { ...of, prescription: { ...of.prescription, seals } };
    },
  },
  takeUp,
);
const delivery = (state: 'chosen' | 'ready' | 'handed_to_courier' | 'failed' | 'returned') =>
  page(
    {
      of: (world) =>
        claim(world, state === 'chosen' ? 'claimed' : 'dispensed', { fulfilment: parcel(world, state) }),
    },
    async (box) => {
      await press(box, `[data-id="${RX_ID}"]`);
      await find(box, '[part=way]');
    },
  );
export const ToSend = delivery('chosen');
export const Packed = delivery('ready');
export const WithCourier = delivery('handed_to_courier');
export const NotDelivered = delivery('failed');
export const CameBack = delivery('returned');
