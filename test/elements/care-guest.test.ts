/** The page of somebody who was invited into a call: whose it is, a link that opens no more, and leaving for good. */
import type { GuestView } from '@care-elements/contract/invitation.ts';
import '../../packages/elements/widgets/care-guest.ts';
import en from '../../packages/elements/locales/en/guests.ts';
import { fakeCare, refuse, type Answers } from '../../stories/fake-care.ts';
import { WORLDS } from '../../stories/facts.ts';
import { assert, equal, until } from '../kit/expect.ts';
import { clean, made } from './care-visit-kit.ts';

const GUEST: GuestView = {
  ...{
    invitationId: '0198a1b2-0000-7000-8000-000000000001',
    visitId: '0198a1b2-0000-7000-8000-000000000002',
  },
  ...{ role: 'relative', name: 'Emma', state: 'arrived', open: false, over: false },
};
async function show(answers: Answers) {
  const element = document.createElement('care-guest');
  const care = fakeCare({ answers: { getHospital: WORLDS.en.hospital, ...answers } });
  Object.assign(element, { care, lang: 'en', secret: 'a'.repeat(43) });
  made.push(element);
  document.body.append(element);
  await until(() => element.shadowRoot?.querySelector('.muted'), 'the hospital');
  return { element, root: element.shadowRoot! };
}
const text = (root: ShadowRoot) => root.textContent!.replace(/\s+/g, ' ');

describe('care-guest', () => {
  afterEach(() => made.splice(0).forEach((one) => one.remove()));

  it('says whose page it is, and asks once before the link is of no more use', async () => {
    let left = 0;
    const { element, root } = await show({
      openInvitation: { token: 't', expiresAt: '2036-01-01T00:00:00.000Z', guest: GUEST },
      leaveAsGuest: () => (left++, { ...GUEST, state: 'ended' }),
    });
    await until(() => text(root).includes(en.arrived), en.arrived);
    equal(root.querySelector('.muted')!.textContent, WORLDS.en.hospital.name.en);
    root.querySelector<HTMLElement>('.link')!.click();
    const sure = await until(() => root.querySelector<HTMLElement>('.sure'), 'the question');
    await until(() => root.activeElement === sure, 'the focus on it');
    await clean(element);
    const [stay] = sure.querySelectorAll('button');
    stay!.click();
    await until(() => root.activeElement === root.querySelector('.link'), 'as it was');
    equal(left, 0);
    root.querySelector<HTMLElement>('.link')!.click();
    const yes = await until(
      () => root.querySelectorAll<HTMLElement>('.sure button')[1],
      'the question again',
    );
    yes.click();
    await until(() => text(root).includes(en.ended), en.ended);
    equal(left, 1);
  });

  it('has a ground of its own, and covers a page that is all its own', async () => {
    const { element } = await show({ openInvitation: refuse('not-found') });
    assert(!/ 0\)$/.test(getComputedStyle(element).backgroundColor), 'a ground');
    element.toggleAttribute('whole', true);
    assert(element.getBoundingClientRect().height >= innerHeight, 'the whole page');
  });

  it('does not invite where the link opens no more', async () => {
    for (const code of ['not-found', 'already-decided'] as const) {
      const { element, root } = await show({ openInvitation: refuse(code) });
      await until(() => root.querySelector('h1')?.textContent === en.deadTitle, en.deadTitle);
      assert(text(root).includes(code === 'not-found' ? en.unknown : en.used), text(root));
      await clean(element);
      element.remove();
    }
  });
});
