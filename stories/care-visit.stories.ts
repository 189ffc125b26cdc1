import { html } from 'lit';
import type { VisitView } from '@care-elements/contract/visit.ts';
import '../packages/elements/widgets/visit-referral.ts';
import '../packages/elements/widgets/care-visit.ts';
import { find, press, type } from './act.ts';
import { inMinutes, type World } from './facts.ts';
import { referral } from './revisit-facts.ts';
import { fakeCare, pending, refuse, unreachable, type FakeOptions } from './fake-care.ts';
import { story, type Globals } from './story.ts';
import { withCall } from './fake-consult.ts';
import { patientRx } from './rx-facts.ts';
import {
  concluded,
  INVITED,
  place,
  queued,
  SECRET,
  SESSION,
  TRIAGE_ANSWERS,
  triageResult,
  VISIT_ID,
  visitView,
} from './visit-facts.ts';

export default {
  title: 'Patient/Visit (care-visit)',
  component: 'care-visit',
  tags: ['phone', 'autodocs'],
  excludeStories: ['fresh', 'visit', 'toConsent'],
  globals: { viewport: { value: 'phone' } },
};

const page = (world: World, { elder }: Globals, options: FakeOptions) => {
  // What was typed in the story before is none of this one's.
  sessionStorage.clear();
  return html`<care-visit ?elder=${elder === 'on'} lang=${world.lang} .care=${fakeCare({
    ...options,
    hospitalId: world.hospital.hospitalId,
    stores: withCall(),
    answers: { getHospital: world.hospital, ...TRIAGE_ANSWERS, ...options.answers },
  })}></care-visit>`;
};

/** Nobody was here before. */
export const fresh = (
  act?: (box: HTMLElement, world: World) => Promise<void>,
  answers: FakeOptions['answers'] = {},
) =>
  story(
    (world, globals) =>
      page(world, globals, {
        answers: {
          createVisit: { visit: visitView(world), token: 'story', expiresAt: inMinutes(600) },
          ...answers,
        },
      }),
    act,
  );
/** A visit that this browser remembers; what its patient can ask for is answered, so that the story can be played on. */
export const visit = (
  of: (world: World) => VisitView,
  act?: (box: HTMLElement, world: World) => Promise<void>,
  more: FakeOptions['answers'] = {},
) =>
  story(
    (world, globals) =>
      page(world, globals, {
        session: SESSION,
        answers: {
          getVisit: of(world),
          createTriage: () => ({ ...visitView(world), version: 10, triage: triageResult(world) }),
          joinQueue: place(world, 'waiting'),
          leaveQueue: place(world, 'left'),
          enterConsult: place(world, 'in_consult'),
          closeVisit: () => ({ ...visitView(world), version: 11, status: 'closed' as const }),
          createConsultToken: refuse('media-unavailable'),
          getReferral: { referral: null },
          ...more,
        },
        live: {
          [`visit:${VISIT_ID}`]: { visit: { visit: of(world) } },
          [`guests:${VISIT_ID}`]: { guests: { invitations: [] } },
        },
      }),
    act,
  );

async function fillWho(box: HTMLElement, { patient }: World, birthDate = patient.birthDate): Promise<void> {
  await type(box, '[name=name]', patient.name);
  await type(box, '[name=birthDate]', birthDate);
  await press(box, `[name=sex][value=${patient.sex}]`);
  await type(box, '[name=phone]', patient.phone);
  await press(box, 'form .act');
}
export async function toConsent(box: HTMLElement, world: World): Promise<void> {
  await fillWho(box, world);
  await press(box, '[name="allergies/status"][value=none]');
  await press(box, 'form .act');
  await find(box, '[name=consent]');
}

export const Loading = fresh(undefined, { getHospital: pending });
export const Unreachable = fresh(undefined, { getHospital: unreachable() });
export const UnknownHospital = fresh(undefined, { getHospital: refuse('hospital-unknown') });

export const RegisterWho = fresh();
/** By the page around it, to be looked at. */
export const RegisterFilledIn = fresh(async (box, { patient }) => {
  const { name, birthDate, sex, phone } = patient;
  (await find(box, 'care-visit')).setAttribute('prefill', JSON.stringify({ name, birthDate, sex, phone }));
  await find(box, 'form > [role=status]');
});
export const RegisterMissing = fresh(async (box) => {
  await press(box, 'form .act');
  await find(box, '.summary');
});
export const RegisterGuardian = fresh(async (box, world) => {
  await fillWho(box, world, world.child.birthDate);
  await find(box, '[name="guardian/name"]');
});
export const RegisterForSomebody = fresh(async (box, world) => {
  await press(box, '[name=by][value=other]');
  await fillWho(box, world);
  await find(box, '[name="guardian/name"]');
});
export const RegisterImpossibleAge = fresh(async (box, world) => {
  await fillWho(box, world, '1805-01-01');
  await find(box, '.summary');
});
export const RegisterAllergies = fresh(async (box, world) => {
  await fillWho(box, world);
  await press(box, '[name="allergies/status"][value=some]');
  await find(box, '[name="allergies/items"]');
});
export const RegisterConsent = fresh(toConsent);
export const RegisterFails = fresh(
  async (box, world) => {
    await toConsent(box, world);
    await press(box, '[name=consent]');
    await press(box, 'form .act');
    await find(box, '.summary');
  },
  { createVisit: unreachable() },
);

export const ChooseComplaint = visit(visitView, async (box) => {
  await find(box, 'button.row');
});
export const SearchComplaint = visit(visitView, async (box, { lang }) => {
  await find(box, 'button.row');
  await type(box, 'textarea', lang === 'en' ? 'sore throat' : '喉咙痛');
  await find(box, '.rows button:first-of-type', lang === 'en' ? 'Sore throat' : '嗓子疼');
});
/** The hospital has signed no questions yet: numbers to call, and a department to wait in. */
export const NothingSigned = visit(
  visitView,
  async (box) => {
    await find(box, '[part=departments] button');
  },
  { listComplaints: { complaints: [], heard: [] } },
);
export const HeardTakenBack = visit(visitView, async (box, { lang }) => {
  await find(box, 'button.row');
  await type(box, 'textarea', lang === 'en' ? 'sore throat' : '喉咙痛');
  await press(box, '[aria-describedby=heard-how] button');
  await find(box, 's');
});
export const BodyMap = visit(visitView, async (box) => {
  await press(box, '.link.end');
  await press(await find(box, 'care-body-map'), '.both button');
  await find(box, '#found');
});
export const BodyMapOfAChild = visit(
  (world) => visitView(world, { patient: world.child }),
  async (box) => {
    await press(box, '.link.end');
    await find(box, 'care-body-map');
    await press(box, '.two button:last-child');
  },
);
export const Triage = visit(visitView, async (box) => {
  await press(box, 'button.row');
  await find(box, 'care-triage');
  await find(box, '[part=options]');
});

export const ChooseDepartment = visit((world) => visitView(world, { triage: triageResult(world) }));
export const Waiting = visit((world) => queued(world, 'waiting'));
export const FirstInLine = visit((world) =>
  queued(world, 'waiting', { ahead: 0, waitMinutes: { min: 0, max: 5 } }),
);
export const WaitingInvites = visit(
  (world) => queued(world, 'waiting'),
  async (box, { lang }) => {
    const guests = await find(box, 'care-call-guests');
    ((await find(guests, 'details')) as HTMLDetailsElement).open = true;
    await type(guests, '#guest-name', lang === 'en' ? 'Emma' : '小敏');
    await press(guests, 'form .act');
    await find(guests, '#link');
  },
  { createInvitation: ({ body }) => ({ ...INVITED, ...body, secret: SECRET }) },
);
export const Called = visit((world) => queued(world, 'called'));
export const Missed = visit((world) => queued(world, 'missed'));
export const InConsult = visit((world) => queued(world, 'in_consult'));
export const InCall = visit(
  (world) => queued(world, 'in_consult'),
  async (box) => {
    await press(await find(box, 'care-consult'), '[part=action]');
    await find(box, '[part=controls]');
  },
);
export const Concluded = visit(concluded);
export const ConcludedReferred = story(
  (world, globals) =>
    page(world, globals, {
      session: SESSION,
      answers: { getVisit: concluded(world), getReferral: { referral: referral(world) } },
      live: { [`visit:${VISIT_ID}`]: { visit: { visit: concluded(world) } } },
    }),
  async (box) => {
    await find(box, '[part=referral]');
  },
);
/** Badly rated: what went wrong is asked. */
export const ConcludedRated = story(
  (world, globals) =>
    page(world, globals, {
      session: SESSION,
      answers: { getVisit: concluded(world), getReferral: { referral: null }, getRating: { rating: null } },
      live: { [`visit:${VISIT_ID}`]: { visit: { visit: concluded(world) } } },
    }),
  async (box) => {
    const rating = await find(box, 'care-rating');
    await find(rating, '[name=stars]');
    await press(rating, '[value="2"]');
    await find(rating, '.troubles');
  },
);
export const Prescription = visit((world) => concluded(world, { prescription: patientRx(world) }));
export const PrescriptionInReview = visit((world) =>
  concluded(world, { prescription: patientRx(world, 'pending_review') }),
);
export const PrescriptionReturned = visit((world) =>
  concluded(world, { prescription: patientRx(world, 'returned') }),
);
export const PrescriptionExpired = visit((world) =>
  concluded(world, { prescription: patientRx(world, 'expired') }),
);
export const Emergency = visit((world) =>
  visitView(world, { status: 'emergency', endedAt: inMinutes(-1), triage: triageResult(world, 1) }),
);
export const Closed = visit((world) => visitView(world, { status: 'closed', endedAt: inMinutes(-1) }));
