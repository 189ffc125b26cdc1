/** Whom a patient asks to the call while they wait for it. */
import { clean, clear, find, mount, place, reads, world } from './care-queue-kit.ts';
import { VISIT } from './care-visit-kit.ts';
import { equal, until } from '../kit/expect.ts';

describe('care-queue: who is asked along', () => {
  afterEach(clear);

  it('lets whoever waits for a call ask a relative to it, by a link; nobody in writing, where there is none', async () => {
    const { care, posts, answers, show } = await world(place());
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
    show(place(), { mode: 'text' });
    await until(() => !find(element, 'care-call-guests'), 'none in writing');
  });
});
