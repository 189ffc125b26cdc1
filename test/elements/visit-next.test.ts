/** From one screen of a visit to the next: read from its title on, and nothing left of what was before. */
import { createTriageStore } from '@care-elements/client/triage-store.ts';
import { createVisitStore } from '@care-elements/client/visit-store.ts';
import type { VisitView } from '@care-elements/contract/visit.ts';
import { deep } from '../../stories/act.ts';
import {
  TRIAGE,
  VISIT,
  clear,
  consent,
  go,
  input,
  mount,
  pick,
  place,
  root,
  title,
  turn,
  type,
  view,
  world,
} from './care-visit-kit.ts';
import { assert, equal, until } from '../kit/expect.ts';

/** What has the focus, in whatever depth. */
function focused(): Element | null {
  let one = document.activeElement;
  while (one?.shadowRoot?.activeElement) one = one.shadowRoot.activeElement;
  return one;
}
const find = (element: Element, words: string) =>
  [...deep(root(element))].find(
    (one) => one.matches('button, h1, [role=alert]') && one.textContent!.includes(words),
  ) as HTMLElement | undefined;
const shown = (element: Element, words: string) => until(() => find(element, words), words);
const titled = (words: string) =>
  until(
    () => focused()?.localName === 'h1' && focused()!.textContent!.includes(words),
    `read from “${words}”`,
  );

describe('the next screen of a visit', () => {
  afterEach(clear);
  const pushed = ({ topics }: ReturnType<typeof world>, visit: VisitView) =>
    topics.get(`visit:${VISIT}`)!.visit!({ topic: `visit:${VISIT}`, visit });

  it('tells whoever left the queue that they did, and not whoever has not joined yet', async () => {
    const w = world(view({ triage: TRIAGE, queue: place('left') }));
    const element = await mount(w.care, 'en');
    const said = () =>
      root(element)
        .querySelector('care-visit-stage')
        ?.shadowRoot?.textContent?.includes('You have left the queue');
    await until(() => said(), 'it is told');
    pushed(w, view({ version: 2, triage: TRIAGE }));
    await until(() => !said(), 'it is gone');
  });

  it('one who leaves a visit in writing while its conversation is being entered is followed by no mistake', async () => {
    const called = view({ mode: 'text', triage: TRIAGE, queue: place('called') });
    const { care, posts } = world(called);
    const mistakes: unknown[] = [];
    const hear = (event: PromiseRejectionEvent) => void mistakes.push(event.reason);
    addEventListener('unhandledrejection', hear);
    const element = await mount(care, 'en');
    const stage = () => root(element).querySelector('care-visit-stage')?.shadowRoot;
    await until(() => stage()?.querySelector('care-called'), 'the call');
    stage()!.querySelector('care-called')!.dispatchEvent(new Event('care-queue-enter'));
    care.use(createVisitStore).forget();
    await until(() => posts.some(({ path }) => path.endsWith('/enter')), 'the request');
    await until(() => title(element) === 'Who is the visit for?');
    await new Promise((done) => setTimeout(done, 100));
    removeEventListener('unhandledrejection', hear);
    equal(mistakes.map(String), []);
  });

  it('a visit in writing that goes on by video says so, until the patient has come in', async () => {
    const w = world(view({ mode: 'text', triage: TRIAGE, queue: place('in_consult') }));
    const element = await mount(w.care, 'en');
    const stage = () => root(element).querySelector('care-visit-stage')?.shadowRoot;
    const told = () => stage()!.querySelector('.green[role=status]');
    await until(() => stage()?.querySelector('care-chat'), 'the conversation');
    equal(told(), null);
    pushed(w, view({ version: 2, mode: 'video', triage: TRIAGE, queue: place('in_consult') }));
    await until(told, 'why there is a button again');
    equal(
      told()!.textContent,
      'Your visit is not over. Press the button below to return to the doctor by video.',
    );
    stage()!.querySelector('care-consult')!.dispatchEvent(new Event('care-consult-entered'));
    await until(() => !told(), 'nothing to say any more');
  });

  it('another’s visit begins with nothing of the last: no complaint, nothing heard, no trouble', async () => {
    const { care, asked, heard, posts } = world(view());
    heard.push({ words: 'numb arm', redFlag: true, means: [] });
    const element = await mount(care, 'en');
    await until(() => root(element).querySelector('button.row'));
    const words = root(element).querySelector('textarea')!;
    words.value = 'numb arm';
    words.dispatchEvent(new InputEvent('input', { bubbles: true }));
    await until(() => root(element).querySelector('[aria-describedby=heard-how]'));
    root(element).querySelector<HTMLElement>('button.row:has(svg)')!.click();
    await until(() => root(element).querySelector('care-triage'));

    care.use(createVisitStore).forget();
    await until(() => title(element) === 'Who is the visit for?');
    await consent(element);
    go(element);
    await until(() => root(element).querySelector('.summary'), 'that the box is not ticked');
    pick(element, 'consent');
    const before = asked.length;
    const sent = posts.length;
    await turn(element, () => go(element));
    equal(title(element), 'What is wrong?');
    await until(() => asked.slice(before).some((path) => path.startsWith('/complaints')), 'asked anew');
    await until(() => root(element).querySelector('button.row'));
    equal(
      posts.slice(sent).map(({ path }) => path),
      ['/visits'],
      'the old interview does not go on',
    );
    equal(root(element).querySelector('[role=alert]'), null);
    equal(root(element).querySelector('[aria-describedby=heard-how]'), null);
    equal(input(element, 'complaint').value, '');
    assert(focused() === root(element).querySelector('h1'), 'the title has the focus');
  });

  it('questions that come late belong to nobody: not to another’s visit, nor to who has gone back', async () => {
    for (const leave of ['another', 'back'] as const) {
      const { care } = world(view());
      const late: (() => void)[] = [];
      const { post } = care.api;
      care.api.post = async (path, ...rest) => {
        const answer = await post(path, ...rest);
        if (path.endsWith('/triage/questions')) await new Promise<void>((done) => late.push(done));
        return answer as never;
      };
      const element = await mount(care, 'en');
      await until(() => root(element).querySelector('button.row'));
      root(element).querySelector<HTMLElement>('button.row:has(svg)')!.click();
      await until(() => late[0], `asked before ${leave}`);
      if (leave === 'back') care.use(createTriageStore).back();
      else {
        care.use(createVisitStore).forget();
        care.session.set({ token: 'u', visitId: VISIT });
      }
      const session = care.session.get();
      late[0]!();
      await until(() => !care.use(createVisitStore).get().busy);
      equal(care.session.get(), session, leave);
      equal(care.use(createTriageStore).get().question, null, leave);
      clear();
    }
  });

  it('the result is read from its title on, after a reload it takes no focus', async () => {
    const triage = { ...TRIAGE, triageResultId: VISIT };
    const { care } = world(view());
    const element = await mount(care, 'en');
    await until(() => root(element).querySelector('button.row'));
    root(element).querySelector<HTMLElement>('button.row:has(svg)')!.click();
    await shown(element, 'Today');
    await titled('Since when?');
    care.use(createVisitStore).accept(view({ version: 2, triage }));
    await titled('See a doctor');
    clear();
    const again = await mount(world(view({ version: 2, triage })).care, 'en');
    await shown(again, 'See a doctor');
    equal(focused(), document.body);
  });

  it('what a doctor has ended is read from its title on, and so is what the patient has', async () => {
    for (const [after, words] of [
      [{ status: 'concluded', queue: place('done') }, 'finished'],
      [{ status: 'closed' }, 'ended'],
    ] as const) {
      const it = world(view({ version: 3, triage: TRIAGE }));
      const element = await mount(it.care, 'en');
      await shown(element, 'See a doctor');
      pushed(it, view({ version: 9, triage: TRIAGE, ...after }));
      await titled(words);
      clear();
    }
  });

  it('that a request failed is told on its own screen, not on the next', async () => {
    const it = world(view({ version: 3, triage: TRIAGE }));
    const element = await mount(it.care, 'en');
    await shown(element, 'End this visit');
    find(element, 'End this visit')!.click();
    await shown(element, 'Yes');
    it.refuse.push({ status: 400, code: 'invalid-input' });
    find(element, 'Yes')!.click();
    await until(() => [...deep(root(element))].some((one) => one.matches('.band[role=alert]')), 'it is told');
    pushed(it, view({ version: 9, triage: TRIAGE, queue: place('called') }));
    await shown(element, 'Enter');
    equal(
      [...deep(root(element))].some((one) => one.matches('.band[role=alert]')),
      false,
    );
  });

  it('a new visit is read from its title on, also where a reload came before', async () => {
    const ended = { status: 'concluded', triage: TRIAGE, queue: place('done') };
    const element = await mount(world(view({ version: 3, ...ended })).care, 'en');
    await shown(element, 'Start a new visit');
    find(element, 'Start a new visit')!.click();
    await titled('Who is the visit for?');
  });

  it('who has scrolled away sees that they are called, whatever of the visit has the focus', async () => {
    const it = world(view({ version: 3, triage: TRIAGE, queue: place('waiting') }));
    const element = await mount(it.care, 'en');
    element.style.marginBlockEnd = '300vh';
    await shown(element, 'Leave the queue');
    find(element, 'Larger text')!.focus({ preventScroll: true });
    scrollTo(0, document.documentElement.scrollHeight);
    pushed(it, view({ version: 9, triage: TRIAGE, queue: place('called') }));
    await shown(element, 'Enter');
    await until(() => find(element, 'Enter')!.getBoundingClientRect().top > 0, 'in view');
  });

  it('a field that was mended no longer says that it is missing, and keeps the focus; the others still do', async () => {
    const element = await mount(world().care, 'en');
    go(element);
    await until(() => root(element).querySelector('#name-about'));
    input(element, 'name').focus();
    type(element, 'name', 'Ruth');
    input(element, 'name').dispatchEvent(new InputEvent('input', { bubbles: true }));
    await until(() => !root(element).querySelector('#name-about'), 'the name is there');
    assert(root(element).querySelector('#birthDate-about'), 'the birth date is still missing');
    assert(root(element).querySelector('.summary'), 'the summary');
    assert(focused() === input(element, 'name'), 'the focus');
  });
});
