/** The waiting room on the real stores: what each state says in both languages, what a press asks for, and the way in. */
import { openCare } from '@care-elements/client/care.ts';
import { Problem } from '@care-elements/client/problem.ts';
import {
  waitWords,
  type CareQueue,
  type CareQueueStateEvent,
} from '../../packages/elements/widgets/care-queue.ts';
import en from '../../packages/elements/locales/en/queue.ts';
import zh from '../../packages/elements/locales/zh-CN/queue.ts';
import { QUEUE_STATES } from '@care-elements/contract/queue.machine.ts';
import { VISIT_STATES } from '@care-elements/contract/visit.machine.ts';
import enTriage from '../../packages/elements/locales/en/triage.ts';
import enShared from '../../packages/elements/locales/en/shared.ts';
import zhShared from '../../packages/elements/locales/zh-CN/shared.ts';
import enStage from '../../packages/elements/locales/en/visit-stage.ts';
import {
  both,
  button,
  called,
  CALLED,
  clean,
  clear,
  find,
  focused,
  made,
  mount,
  nextVersion,
  place,
  reads,
  said,
  wire,
  world,
} from './care-queue-kit.ts';
import { TRIAGE, view as viewOf, VISIT } from './care-visit-kit.ts';
import { assert, equal, until } from '../kit/expect.ts';
import { withCalls } from './with-calls.ts';

/** What can be pressed or followed, in all shadow roots inside. */
const ways = (node: Element): Element[] =>
  [...(node.shadowRoot ?? node).children].flatMap((one) =>
    one.matches('button, a[href]') ? [one] : ways(one),
  );

describe('care-queue', () => {
  afterEach(clear);

  for (const [lang, t, width] of [
    ['zh-CN', zh, 390],
    ['en', en, 390],
    ['zh-CN', zh, 320],
    ['en', en, 320],
  ] as const)
    it(`says ticket, place and time, in ${lang} at ${width}`, async () => {
      const { care } = await world();
      const element = await mount(care, { lang, width });
      await reads(element, t.check);
      const text = said(element);
      for (const words of ['A017', t.ahead(3), t.wait(8, 15), t.keep, t.leave, t.check])
        assert(text.includes(words), `“${words}” is missing in “${text}”`);
      const ticket = getComputedStyle(find(element, '.ticket-no'));
      equal([ticket.fontSize, ticket.fontVariantNumeric], ['56px', 'tabular-nums']);
      assert(element.scrollWidth <= width, `${element.scrollWidth} is wider than ${width}`);
      const least = [...element.shadowRoot!.querySelectorAll('button')].map((one) => one.offsetHeight);
      assert(Math.min(...least) >= 44, `a target of ${Math.min(...least)} px`);
      await clean(element);
    });

  it('promises nobody to be next while no doctor is online', async () => {
    const { care, show } = await world(place({ ahead: 0 }));
    const element = await mount(care);
    await reads(element, en.next);
    show(place({ ahead: 0, noDoctor: true }));
    await reads(element, en.first);
    assert(!said(element).includes(en.next), said(element));
  });

  it('in a browser without calls has nothing to check before a visit in writing; before a call it says what is missing', async () => {
    const checks = (element: CareQueue) => !!find(element, 'care-device-check, care-connection-check');
    await withCalls(false, async () => {
      const { care, show } = await world(place(), { mode: 'text' });
      const element = await mount(care);
      await reads(element, en.keep);
      equal(checks(element), false, 'in writing');
      show(place(), { mode: 'video' });
      await until(() => checks(element), 'a call');
    });
    await withCalls(true, async () =>
      equal(checks(await mount((await world(place(), { mode: 'text' })).care)), true, 'with calls'),
    );
  });

  it('says an estimate always as an interval', () => {
    equal(waitWords(en, { min: 8, max: 15 }), 'About 8 to 15 minutes');
    equal(waitWords(zh, { min: 0, max: 5 }), '大约 5 分钟以内');
    equal(waitWords(en, { min: 0, max: 0 }), 'Within about 1 minute');
    equal(waitWords(zh, { min: 100, max: 119 }), '大约 100–119 分钟');
    equal(waitWords(zh, { min: 100, max: 125 }), '大约 1.5–2.5 小时');
  });

  it('follows the place, says what moved it, and says it politely in one region', async () => {
    const { care, show } = await world();
    const element = await mount(care);
    const region = () => find(element, '.place [role=status]');
    equal(element.shadowRoot!.querySelectorAll('[role=status]').length, 1);
    assert(!find(element, '.moved'), 'nothing has moved yet');
    const first = region();
    show(place({ ahead: 2, waitMinutes: { min: 6, max: 12 } }));
    await reads(element, en.changed['called-ahead']);
    assert(said(element).includes(en.ahead(2)) && said(element).includes(en.wait(6, 12)), said(element));
    show(place({ ahead: 5 }));
    await reads(element, en.changed['urgent-ahead']);
    show(place({ ahead: 0, waitMinutes: null, changed: 'left-ahead' }));
    await reads(element, en.changed['left-ahead']);
    assert(said(element).includes(en.next), said(element));
    assert(!said(element).includes('minutes before'), 'no estimate is none');
    equal(
      [region() === first, region().ariaAtomic],
      [true, 'true'],
      'the region stays, to be read as a whole',
    );
    equal(region().querySelector('[aria-live=off]')!.textContent, '', 'an estimate alone is not read out');
  });

  it('says that the place is kept while the connection is away, and only then', async () => {
    const { care, says } = await world();
    const element = await mount(care, { lang: 'zh-CN' });
    says('live');
    await element.updateComplete;
    assert(!said(element).includes(zh.lost), said(element));
    says('reconnecting');
    await reads(element, zh.lost);
    assert(said(element).includes('A017'), 'and the ticket stays');
    await clean(element);
    says('live');
    await until(() => !said(element).includes(zh.lost));
  });

  it('asks once, in its place, before the place is given up', async () => {
    const { care, posts, answers } = await world();
    const element = await mount(care);
    button(element, en.leave).click();
    await until(() => find(element, '.sure'));
    assert(said(element).includes(en.leaveSure('A017')), said(element));
    equal([posts.length, focused(element)?.className], [0, find(element, '.sure').className]);
    assert(!document.querySelector('dialog[open]'), 'no dialog');
    await clean(element);
    button(element, en.stay).click();
    await until(() => !find(element, '.sure'));
    equal([posts.length, focused(element)?.textContent], [0, en.leave]);
    answers.push(place({ state: 'left', ahead: null }));
    button(element, en.leave).click();
    await until(() => find(element, '.sure'));
    [...find(element, '.sure').querySelectorAll('button')].at(-1)!.click();
    await reads(element, en.leftTitle);
    equal(
      posts.map(({ path }) => path),
      ['/queue-entries/e1/leave'],
    );
    await until(() => focused(element) === find(element, 'h1'), 'the title has the focus');
    await clean(element);
  });

  it('says so when leaving did not go through, and the place stands', async () => {
    const { care, answers } = await world();
    const element = await mount(care);
    answers.push(new Problem(0, {}));
    button(element, en.leave).click();
    await until(() => find(element, '.sure'));
    [...find(element, '.sure').querySelectorAll('button')].at(-1)!.click();
    await until(() => find(element, '[role=alert]'));
    assert(said(element).includes('A017'), said(element));
    await clean(element);
  });

  for (const [lang, t, { failed }] of [
    ['zh-CN', zh, zhShared],
    ['en', en, enShared],
  ] as const)
    it(`who waits for a video may meet in writing instead, and by video again, in ${lang}`, () =>
      withCalls(true, async () => {
        const { care, posts, answers } = await world();
        const element = await mount(care, { lang });
        await reads(element, t.meeting.video());
        answers.push(new Problem(503, { code: 'internal' }), { mode: 'text' }, { mode: 'video' });
        button(element, t.meetBy.text).click();
        await reads(element, failed);
        assert(
          said(element).includes(t.meeting.video()),
          'as long as the server has not said so, it is by video',
        );
        button(element, t.meetBy.text).click();
        await reads(element, t.meeting.text());
        await clean(element);
        button(element, t.meetBy.video).click();
        await reads(element, t.meeting.video());
        const path = `/visits/${VISIT}/mode`;
        equal(
          posts,
          ['text', 'text', 'video'].map((mode) => ({ path, body: { mode } })),
        );
      }));

  it('after a missed call: the same ticket behind the next three', async () => {
    const { care, posts, answers, show } = await world();
    const element = await mount(care);
    show(place({ state: 'missed', ahead: null }));
    await reads(element, en.missedTitle);
    assert(said(element).includes(en.missedMore('A017')), said(element));
    await clean(element);
    answers.push(place({ entryId: 'e2' }));
    button(element, en.rejoin).click();
    await reads(element, en.changed.requeued);
    equal(posts, [{ path: `/visits/${VISIT}/queue-entries`, body: { departmentId: VISIT } }]);
    await until(() => focused(element) === find(element, 'h1'), 'the title has the focus');
  });

  for (const [state, words] of [
    ['no_show', en.missedLong],
    ['left', en.leftMore],
  ] as const)
    it(`${state}: says that a new number is needed`, async () => {
      const { care } = await world(place({ state, ahead: null }));
      const element = await mount(care);
      assert(said(element).includes(words) && button(element, en.rejoin), said(element));
      await clean(element);
    });

  it('offers no place in a visit that has ended, but another visit', async () => {
    const { care } = await world(place({ state: 'left', ahead: null }), { status: 'closed' });
    const element = await mount(care);
    const stage = await until(
      () => find(element, 'care-visit-stage')?.shadowRoot && find(element, 'care-visit-stage'),
      'the stage',
    );
    await reads(element, enStage.closedTitle);
    assert(!button(element, en.rejoin) && button(stage, enStage.newVisit), 'a new visit, no new place');
    button(stage, enStage.newVisit).click();
    await reads(element, enTriage.noVisit);
  });

  it('whatever state the server holds: alone on a page there is a way on', async () => {
    for (const status of VISIT_STATES)
      for (const state of [null, ...QUEUE_STATES])
        for (const mode of ['video', 'text', 'phone'] as const) {
          const queue = state && place({ state, ahead: null });
          const { care } = await world(queue, { status, mode, clinician: null });
          const element = await mount(care);
          await until(
            () => ways(element).some((one) => !one.matches(':disabled')),
            `${status}, ${state}, ${mode}: a way on, not only “${said(element)}”`,
          );
          clear();
        }
  });

  it('a visit in writing opens its conversation, not a call', async () => {
    const { care } = await world(place({ state: 'in_consult', ahead: null }), { mode: 'text' });
    const element = await mount(care);
    await until(
      () => find(element, 'care-visit-stage')?.shadowRoot?.querySelector('care-chat'),
      'the conversation',
    );
    assert(!find(element, 'care-consult'), 'no call');
  });

  it('tells the page each state once', async () => {
    const { care, show } = await world();
    const states: string[] = [];
    const note = (event: Event) => states.push((event as CareQueueStateEvent).state);
    document.addEventListener('care-queue-state', note);
    const element = await mount(care);
    show(place({ ahead: 2 }));
    await element.updateComplete;
    show(CALLED);
    await called(element);
    show(place({ state: 'missed', ahead: null }));
    await reads(element, en.missedTitle);
    document.removeEventListener('care-queue-state', note);
    equal(states, ['waiting', 'called', 'missed']);
  });

  describe('called', () => {
    const doctor = { clinician: { name: both('赵启明', 'Zhao Qiming'), title: both('主任医师', 'Chief') } };

    it('shows who waits, the way in and the time left; the page’s title tells it, too', async () => {
      const before = document.title;
      const { care, show } = await world();
      const element = await mount(care);
      show({ ...CALLED, respondBy: new Date(Date.now() + 170_000).toISOString() }, doctor);
      const call = await called(element);
      for (const words of [enStage.calledTitle, 'Zhao Qiming', enStage.calledTime(3)])
        assert(said(call).includes(words), `“${words}” is missing in “${said(call)}”`);
      equal(document.title, `${enStage.calledTitle} · ${before}`);
      assert(!find(element, 'care-device-check'), 'the check has made way');
      await clean(element);
      show(place({ state: 'missed', ahead: null }));
      await reads(element, en.missedTitle);
      equal(document.title, before);
    });

    it('says so when the time is over, and gives the title back when it leaves the page', async () => {
      const before = document.title;
      const { care } = await world({ ...CALLED, respondBy: new Date(Date.now() - 1000).toISOString() });
      const element = await mount(care);
      assert(said(await called(element)).includes(enStage.calledLate), said(element));
      element.remove();
      equal(document.title, before);
    });

    it('leaves the call to the page that wants to show it', async () => {
      const { care } = await world(CALLED);
      const element = await mount(care);
      const call = await called(element);
      let asked = 0;
      element.addEventListener('care-queue-enter', (event) => (asked++, event.preventDefault()));
      find(call, '.act').click();
      await element.updateComplete;
      equal([asked, !!find(element, 'care-consult')], [1, false]);
    });

    it('shows it in place otherwise, and lets go of it when it is over', async () => {
      const { care, show, answers } = await world(CALLED, doctor);
      const element = await mount(care);
      answers.push(place({ state: 'in_consult', ahead: null }), new Problem(409, { code: 'state-conflict' }));
      find(await called(element), '.act').click();
      await until(() => find(element, 'care-consult')?.shadowRoot, 'the call view');
      show(place({ state: 'in_consult', ahead: null }), doctor);
      await element.updateComplete;
      assert(find(element, 'care-consult'), 'the call stays');
      show(place({ state: 'done', ahead: null }), { status: 'concluded' });
      await until(() => !find(element, 'care-consult'));
    });

    it('after a reload the way back is a press away', async () => {
      const { care } = await world(place({ state: 'in_consult', ahead: null }));
      const element = await mount(care);
      let asked = 0;
      element.addEventListener('care-queue-enter', (event) => (asked++, event.preventDefault()));
      button(element, en.enter).click();
      equal(asked, 1);
      await clean(element);
    });

    it('who can’t come gives the place up after one question', async () => {
      const { care, posts, answers } = await world(CALLED);
      const element = await mount(care);
      const call = await called(element);
      button(call, enStage.cannotCome).click();
      await until(() => find(call, '.sure'));
      equal(posts, []);
      await clean(element);
      answers.push(place({ state: 'left', ahead: null }));
      button(call, enStage.yesLeave).click();
      await reads(element, en.leftTitle);
      equal(posts[0]!.path, '/queue-entries/e1/leave');
    });
  });

  describe('alone in a page', () => {
    async function alone(hospital: string, get: (path: string) => Promise<unknown>) {
      const care = openCare('https://care.test', hospital);
      care.session.set({ token: 't', visitId: VISIT });
      const w = wire(care);
      care.api.get = get as never;
      const box = document.createElement('div');
      box.innerHTML = `<care-queue server="https://care.test" hospital="${hospital}" lang="en"></care-queue>`;
      document.body.append(box);
      made.push(box);
      return { ...w, element: box.firstElementChild as CareQueue };
    }
    const answer = async (path: string) =>
      path
        ? viewOf({ version: nextVersion(), triage: TRIAGE, queue: place() })
        : { timeZone: 'UTC', demo: true };

    it('finds the visit that this browser knows, and says when it is a demonstration', async () => {
      const { element } = await alone('alone-one', answer);
      await reads(element, 'A017');
      assert(said(element).includes(en.demo), said(element));
      await clean(element);
    });

    it('can’t be reached: the place is kept, and a press tries again', async () => {
      let down = true;
      const { element } = await alone('alone-two', async (path) => {
        if (down) throw new Problem(0, {});
        return answer(path);
      });
      await reads(element, en.unreachable);
      await clean(element);
      down = false;
      find(element, '.act').click();
      await reads(element, 'A017');
    });
  });
});
