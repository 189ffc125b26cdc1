import { html } from 'lit';
import type { Prescription } from '@care-elements/contract/prescription.ts';
import type { ReviewThread } from '@care-elements/contract/review.thread.ts';
import type { OpenReview } from '@care-elements/contract/review.ts';
import type { ReviewStatistics } from '@care-elements/contract/review.statistics.ts';
import '../packages/elements/widgets/care-pharmacy.ts';
import '../packages/elements/widgets/care-rx-export.ts';
import '../packages/elements/widgets/care-review-statistics.ts';
import { find, press, type } from './act.ts';
import { idOf, inMinutes, type World } from './facts.ts';
import { HERB_FINDINGS, herbSheet } from './herbs-facts.ts';
import { fakeCare, pending, refuse, unreachable, type Answers, type FakeOptions } from './fake-care.ts';
import {
  COLLEAGUE,
  entry,
  inHandOf,
  NOT_QUALIFIED,
  answer,
  openReview,
  question,
  reviewList,
  threadOf,
} from './review-facts.ts';
import { ALLERGY, CANNOT_CHECK, RX_ID, rx, WARNING } from './rx-facts.ts';
import { noStatistics, statisticsOf } from './review-statistics-facts.ts';
import { story } from './story.ts';

export default {
  title: 'Desks/Pharmacy (care-pharmacy)',
  component: 'care-pharmacy',
  tags: ['desk', 'autodocs'],
  excludeStories: ['page', 'walk'],
  globals: { viewport: { value: 'desk' } },
};

/** Oldest first: the first one can be opened. */
const waiting = (world: World, first: Prescription) => [
  entry(first, { signedAt: inMinutes(-42) }),
  ...world.others.slice(0, 3).map((patientName, i) =>
    entry(first, {
      ...{ prescriptionId: idOf(41 + i), patientName, ageYears: 31 + i * 9, revision: i + 1 },
      ...{ worst: ([null, 'unable_to_check', 'info'] as const)[i]!, signedAt: inMinutes(-(14 - i * 5)) },
      medicines: first.items.slice(i, i + 1).map(({ drug }) => drug.name),
      lease: i < 2 ? inHandOf(COLLEAGUE, i ? inMinutes(-2) : null) : null,
    }),
  ),
];
interface Setting {
  of?: (world: World) => Prescription;
  /** What stands after somebody else was faster. */
  then?: (world: World) => Prescription;
  /** Why it can only be read. */
  bar?: OpenReview['bar'];
  /** What was asked and answered. */
  talk?: (world: World) => Partial<ReviewThread>;
  empty?: boolean;
  liveState?: NonNullable<FakeOptions['liveState']>;
  answers?: (world: World) => Answers;
}
export const page = (
  { of = rx, then, bar = null, talk, empty, liveState = 'live', answers }: Setting = {},
  act?: (box: HTMLElement, world: World) => Promise<void>,
  signedIn = true,
) =>
  story((world) => {
    const open = of(world);
    let reads = 0;
    const onTheTable = (prescriptionId: string) =>
      openReview(world, { ...(then && reads++ ? then(world) : open), prescriptionId }, bar);
    return html`<div style="height: 100vh; min-height: 640px"><care-pharmacy lang=${world.lang} .care=${fakeCare(
      {
        hospitalId: world.hospital.hospitalId,
        session: signedIn ? { token: 'story' } : null,
        liveState,
        answers: {
          getHospital: world.hospital,
          getSession: world.pharmacist,
          createSession: refuse('wrong-credentials'),
          listReviews: reviewList(empty ? [] : waiting(world, open)),
          openReview: ({ params }) => onTheTable(params['prescriptionId']!),
          getReview: ({ params }) => onTheTable(params['prescriptionId']!),
          nextReview: () => ({ review: onTheTable(RX_ID) }),
          listReviewMessages: ({ params }) => threadOf(params['prescriptionId']!, talk?.(world)),
          sendReviewMessage: ({ params }) => threadOf(params['prescriptionId']!, question(world)),
          markReviewMessages: ({ params }) => threadOf(params['prescriptionId']!, talk?.(world)),
          keepReview: inHandOf(world.pharmacist),
          leaveReview: undefined,
          approvePrescription: rx(world, 'approved'),
          returnPrescription: rx(world, 'returned'),
          rejectPrescription: rx(world, 'rejected'),
          deleteSession: undefined,
          ...answers?.(world),
        },
        live: { reviews: { reviews: { at: new Date().toISOString() } } },
      },
    )}></care-pharmacy></div>`;
  }, act);
const open = async (box: HTMLElement) => {
  await press(box, `[data-id="${RX_ID}"]`);
  await find(box, '.paper-frame');
};

/** To the last step, with what it wants ticked. */
export const walk = async (box: HTMLElement) => {
  await open(box);
  await press(box, '#pass');
  await press(box, '#pass');
  const ticks = (await find(box, '.facts')).querySelectorAll<HTMLInputElement>('[name=tick]');
  for (const tick of ticks) tick.click();
  await find(box, '[part=approve]');
};

export const Loading = page({ answers: () => ({ getHospital: pending }) });
export const Unreachable = page({ answers: () => ({ getSession: unreachable() }) });
export const SignIn = page({}, undefined, false);
export const SignInRefused = page(
  {},
  async (box) => {
    await type(box, '[name=username]', 'gao');
    await type(box, '[name=password]', 'x');
    await press(box, 'form .act');
    await find(box, '.band');
  },
  false,
);
export const Empty = page({ empty: true });
export const NothingOpen = page();
export const Reconnecting = page({ liveState: 'reconnecting' });
export const Review = page({}, open);
export const ReviewClean = page({ of: (world) => rx(world, 'pending_review', []) }, open);
export const ReviewHerbs = page(
  {
    of: (world) =>
      rx(world, 'pending_review', [{ ...HERB_FINDINGS[0]!, overridden: true }, HERB_FINDINGS[1]!], herbSheet),
  },
  open,
);
export const HeldByColleague = page({ bar: 'held' }, open);
export const CameFree = page({ bar: 'free' }, open);
export const NotQualified = page(
  { bar: 'not-qualified', of: (world) => rx(world, 'pending_review', [NOT_QUALIFIED]) },
  open,
);
export const Asking = page({}, async (box) => {
  await open(box);
  await press(box, '#ask');
  await find(box, 'textarea');
});
export const Asked = page({ talk: question }, open);
export const Answered = page({ talk: answer }, open);
export const ReviewBlocked = page(
  { of: (world) => rx(world, 'pending_review', [ALLERGY, WARNING, CANNOT_CHECK]) },
  open,
);
export const ConfirmOverridden = page(
  {
    of: (world) =>
      rx(world, 'pending_review', [{ ...ALLERGY, overridden: true }, WARNING], {
        overrides: [
          {
            key: ALLERGY.key,
            reason: 'tolerated-before',
            text: world.lang === 'en' ? 'Took it in March' : '今年三月用过，无反应',
          },
        ],
      }),
  },
  async (box) => {
    await walk(box);
    await press(box, '#pass');
    await find(box, '#confirm');
  },
);
export const Return = page({}, async (box) => {
  await open(box);
  await press(box, '#return');
  await find(box, '.reason-form');
});
export const ReturnWithoutReason = page({}, async (box) => {
  await open(box);
  await press(box, '#return');
  await press(box, '.reason-form .act');
  await find(box, '#reason-error');
});
export const Reject = page({}, async (box) => {
  await open(box);
  await press(box, '#reject');
  await find(box, '.reason-form');
});
export const StepLacksTick = page({}, async (box) => {
  await open(box);
  for (let i = 0; i < 3; i++) await press(box, '#pass');
  await find(box, '.tick.wanted');
});
export const LastStep = page({}, walk);
export const Approved = page({}, async (box) => {
  await walk(box);
  await press(box, '#pass');
  await find(box, '[part=outcome]');
});
export const Conflict = page(
  {
    then: (world) =>
      rx(world, 'approved', [WARNING, CANNOT_CHECK], {
        review: {
          ...rx(world, 'approved').review!,
          pharmacist: COLLEAGUE,
        },
      }),
    answers: () => ({ approvePrescription: refuse('already-decided', { current: 'approved' }) }),
  },
  async (box) => {
    await walk(box);
    await press(box, '#pass');
    await find(box, '[part=outcome]');
  },
);
export const Help = page({}, async (box) => {
  await press(box, '[aria-keyshortcuts="?"]');
  await find(box, 'dialog');
});

/** The pharmacy lead's figures. */
const figures = (counted: (world: World) => ReviewStatistics) =>
  page(
    {
      answers: (world) => ({
        getSession: { ...world.pharmacist, pharmacyLead: true },
        getReviewStatistics: counted(world),
      }),
    },
    async (box) => {
      await press(box, '#statistics');
      await find(box, '[part=statistics] :is(table, .empty)');
    },
  );
export const Statistics = figures(statisticsOf);
export const StatisticsEmpty = figures(noStatistics);
