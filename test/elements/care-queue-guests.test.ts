/** Whom a patient asks to the call while they wait for it, for the first time or after they were in it. */
import type { QueueReturn } from '@care-elements/contract/handover.ts';
import { both, clean, clear, find, mount, place, reads, world } from './care-queue-kit.ts';
import { VISIT } from './care-visit-kit.ts';
import { equal, until } from '../kit/expect.ts';

describe('care-queue: who is asked along', () => {
  afterEach(clear);

  const from = { name: both('赵启明', 'Zhao Qiming'), title: both('主任医师', 'Chief physician') };
  const back = (why: QueueReturn['why']) =>
    place({ ahead: 0, returned: { why, from, to: from, reason: null } });

  for (const [whoever, waiting] of [
    ['waits for a call', place()],
    ['was put on hold', back('hold')],
    ['lost the doctor’s line', back('doctor-away')],
    ['was handed over', back('transfer')],
  ] as const)
    it(`lets whoever ${whoever} ask a relative to it, by a link; nobody in writing, where there is none`, async () => {
      const { care, posts, answers, show } = await world(waiting);
      care.live.on = (topic, handlers) => {
        if (topic.startsWith('guests:')) handlers['guests']?.({ invitations: [] } as never);
        return () => {};
      };
      const element = await mount(care);
      const guests = await until(
        () => find(element, 'care-call-guests')?.shadowRoot?.querySelector('form'),
        'the form',
      );
      guests.closest('details')!.open = true;
      guests.querySelector<HTMLInputElement>('#guest-name')!.value = 'Emma';
      const invitation = {
        ...{ invitationId: 'i1', role: 'relative', name: 'Emma', state: 'invited', invitedBy: 'patient' },
        ...{ agreedAt: '', expiresAt: '', arrivedAt: null, admittedAt: null, secret: 'a'.repeat(43) },
      };
      answers.push(invitation);
      guests.requestSubmit();
      await reads(element, `/guest.html#renhe.${invitation.secret}`);
      equal(posts.at(-1), { path: `/visits/${VISIT}/invitations`, body: { role: 'relative', name: 'Emma' } });
      await clean(element);
      show(waiting, { mode: 'text' });
      await until(() => !find(element, 'care-call-guests'), 'none in writing');
    });
});
