/** The page of somebody who listens to a group meeting: whose it is stays in sight, also where they come back to their seat. */
import { render } from 'lit';
import en from '../../packages/elements/locales/en/meeting.ts';
import '../../packages/elements/widgets/care-meeting.ts';
import type { CareMeetingRoom } from '../../packages/elements/widgets/meeting-room.ts';
import { MicrophoneDenied } from '../../stories/meeting.stories.ts';
import { fakeCare, refuse, type Answers } from '../../stories/fake-care.ts';
import { fakeRoom, ME, meetingOf, MEETING_ID, SEAT_ID } from '../../stories/meeting-facts.ts';
import { equal, until } from '../kit/expect.ts';
import { made } from './care-visit-kit.ts';

const HOSPITAL = { 'zh-CN': '仁和医院', en: 'Renhe Hospital' };
const LINK = 'a'.repeat(44);
const meeting = meetingOf({ state: 'planned', openedAt: null });
const seat = { seatId: SEAT_ID, meetingId: MEETING_ID, identity: ME, name: 'Ann', state: 'waiting' } as const;
const face = {
  ...{ hospital: HOSPITAL, title: meeting.title, startsAt: meeting.startsAt, timeZone: meeting.timeZone },
  host: { name: meeting.host.name, title: meeting.host.title },
  ...({ state: 'planned', closed: false, full: false } as const),
};

describe('care-meeting', () => {
  afterEach(() => made.splice(0).forEach((one) => one.remove()));

  function show(answers: Answers, seated = false): ShadowRoot {
    const element = document.createElement('care-meeting');
    const session = seated ? { token: 't', seats: { [LINK]: 't' } } : null;
    const care = fakeCare({ session, answers: { getSeat: { seat, meeting }, ...answers } });
    Object.assign(element, { care, lang: 'en', secret: LINK });
    made.push(element);
    document.body.append(element);
    return element.shadowRoot!;
  }
  const whose = (root: ShadowRoot) => root.querySelector('header .muted')?.textContent;

  it('says whose meeting it is before and after a name is given', async () => {
    const joined = { token: 't', expiresAt: '2036-01-01T00:00:00.000Z', seat, meeting };
    const root = show({ openMeetingLink: face, joinMeeting: joined });
    const form = await until(() => root.querySelector('form'), 'the door');
    equal(whose(root), HOSPITAL.en);
    root.querySelector<HTMLInputElement>('#listener-name')!.value = 'Ann';
    root.querySelector<HTMLInputElement>('[name=agree]')!.checked = true;
    form.requestSubmit();
    await until(() => !root.querySelector('form'), 'the wait');
    equal(whose(root), HOSPITAL.en);
  });

  it('says so where a listener comes back, who has a seat whatever the link says now', async () => {
    const root = show({ openMeetingLink: face }, true);
    await until(() => whose(root) === HOSPITAL.en, 'the hospital');
    const other = show({ openMeetingLink: refuse('not-found') }, true);
    await until(() => other.querySelector('.card'), 'the wait');
  });

  for (const lang of ['en', 'zh-CN'] as const)
    it(`a microphone that is denied says how to allow it, in ${lang}`, async () => {
      const box = document.createElement('div');
      made.push(box);
      document.body.append(box);
      render(MicrophoneDenied.render({}, { globals: { lang } }), box);
      const page = await until(() => box.querySelector('care-meeting')?.shadowRoot, 'the page');
      const help = await until(() => page.querySelector('care-device-help')?.shadowRoot, 'the help');
      await until(() => help.querySelectorAll('li').length > 1, 'the steps');
      equal(page.querySelectorAll('.wrong').length, 1);
    });

  it('says what the network still carries', async () => {
    const element = document.createElement('care-meeting-room') as CareMeetingRoom;
    const call = fakeRoom({ phase: 'in', rung: 'audio' });
    Object.assign(element, { lang: 'en', call, meeting: meetingOf({}), me: ME });
    made.push(element);
    document.body.append(element);
    await until(() => element.shadowRoot?.textContent?.includes(en.rungs['audio']!), 'the chip');
  });

  it('has a ground of its own, and covers a page that is all its own', async () => {
    const root = show({ openMeetingLink: refuse('not-found') });
    await until(() => root.querySelector('main'), 'the page');
    root.host.toggleAttribute('whole', true);
    equal(/ 0\)$/.test(getComputedStyle(root.host).backgroundColor), false);
    equal(root.host.getBoundingClientRect().height >= innerHeight, true);
  });
});
