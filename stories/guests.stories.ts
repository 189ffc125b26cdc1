import { html } from 'lit';
import type { GuestView, Invitation } from '@care-elements/contract/invitation.ts';
import { Problem } from '@care-elements/client/problem.ts';
import '../packages/elements/widgets/call-guests.ts';
import '../packages/elements/widgets/care-guest.ts';
import { find } from './act.ts';
import { idOf } from './facts.ts';
import { fakeCare, pending, refuse, unreachable, type Answers } from './fake-care.ts';
import { onPhone, story } from './story.ts';
import { INVITED, INVITED_AT, SECRET, VISIT_ID } from './visit-facts.ts';

export default {
  title: 'Call/Guests',
  component: 'care-guest',
  tags: ['phone', 'autodocs'],
  excludeStories: ['page'],
  globals: { viewport: { value: 'phone' } },
};

const NAMES = { 'zh-CN': '小敏', en: 'Emma' };
const ARRIVED = { ...INVITED, state: 'arrived', arrivedAt: INVITED_AT } as const;

/** The panel beside the call; `made`: the form was sent, and the link is there. */
const panel = (as: 'patient' | 'doctor', standing: Omit<Invitation, 'name'>[], made = false) =>
  story(
    ({ lang }) => {
      const name = NAMES[lang];
      const care = fakeCare({
        live: {
          [`guests:${VISIT_ID}`]: { guests: { invitations: standing.map((one) => ({ ...one, name })) } },
        },
        answers: { createInvitation: { ...INVITED, name, secret: SECRET } },
      });
      return onPhone(
        html`<care-call-guests lang=${lang} as=${as} visit=${VISIT_ID} .care=${care}></care-call-guests>`,
      );
    },
    async (box, { lang }) => {
      const details = (await find(box, 'details')) as HTMLDetailsElement;
      details.open = true;
      if (!made) return;
      const input = (await find(box, '#guest-name')) as HTMLInputElement;
      input.value = NAMES[lang];
      ((await find(box, 'form')) as HTMLFormElement).requestSubmit();
      await find(box, '#link');
    },
  );

export const NobodyYet = panel('patient', []);
export const PatientIsAsked = panel('patient', [{ ...INVITED, invitedBy: 'doctor', agreedAt: null }]);
export const PatientSeesInvited = panel('patient', [INVITED]);
export const PatientSeesLink = panel('patient', [], true);
export const DoctorNobodyYet = panel('doctor', []);
export const DoctorWaitsForPatient = panel('doctor', [{ ...ARRIVED, invitedBy: 'doctor', agreedAt: null }]);
export const DoctorAtTheDoor = panel('doctor', [ARRIVED]);
export const DoctorAdmitted = panel('doctor', [{ ...ARRIVED, state: 'admitted', admittedAt: INVITED_AT }]);

/** The page of the one who was invited. */
export const page = (change: Partial<GuestView> | Problem | typeof pending) =>
  story(({ lang, hospital }, { elder }) => {
    const guest: Omit<GuestView, 'name'> = {
      ...{ invitationId: idOf(81), visitId: VISIT_ID, role: 'relative' },
      ...{ state: 'arrived', open: false, over: false },
    };
    const answer: Answers['openInvitation'] =
      change instanceof Problem || typeof change === 'function'
        ? change
        : {
            token: 'guest-token',
            expiresAt: '2026-11-28T04:00:00.000Z',
            guest: { ...guest, name: NAMES[lang], ...change },
          };
    const care = fakeCare({ answers: { openInvitation: answer, getHospital: hospital } });
    return html`<care-guest ?elder=${elder === 'on'} lang=${lang} .secret=${SECRET} .care=${care}></care-guest>`;
  });

export const GuestOpening = page(pending);
export const GuestAtTheDoor = page({});
export const GuestAdmittedWaits = page({ state: 'admitted' });
export const GuestMayEnter = page({ state: 'admitted', open: true });
export const GuestEnded = page({ state: 'ended' });
export const GuestVisitOver = page({ over: true });
export const GuestLinkUsed = page(refuse('already-decided'));
export const GuestLinkUnknown = page(refuse('not-found'));
export const GuestUnreachable = page(unreachable());
