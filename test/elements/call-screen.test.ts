/** A shared screen in a call, on a faked store: the doctor's four faces, what the others see, and that neither is in the way. */
import type { ConsultRole } from '@care-elements/contract/consult.ts';
import { NO_SCREEN, type ScreenState } from '@care-elements/client/consult-screen.ts';
import '../../packages/elements/widgets/care-consult.ts';
import type { CareConsult } from '../../packages/elements/widgets/care-consult.ts';
import en from '../../packages/elements/locales/en/screen.ts';
import zh from '../../packages/elements/locales/zh-CN/screen.ts';
import { CONNECTED, fakeConsult, IN_CALL } from '../../stories/fake-consult.ts';
import { LOOKED_AT, SHARED } from '../../stories/fake-screen.ts';
import { VISIT_ID } from '../../stories/visit-facts.ts';
import { clean } from '../kit/axe.ts';
import { equal } from '../kit/expect.ts';

let made: HTMLElement | undefined;

async function put(screen: Partial<ScreenState>, as: ConsultRole, lang = 'en') {
  const inCall = {
    ...{ ...IN_CALL, canFlip: false },
    screen: { ...NO_SCREEN, ...screen },
  };
  const store = fakeConsult({ ...CONNECTED, role: as, inCall });
  const box = document.createElement('div');
  box.style.width = '390px';
  const call = document.createElement('care-consult') as CareConsult;
  Object.assign(call, { lang, as, visit: VISIT_ID, consult: store });
  box.append(call);
  document.body.append(box);
  made = box;
  const root = () => call.shadowRoot!;
  const viewer = () => root().querySelector('care-call-screen')!.shadowRoot!;
  const share = () =>
    root().querySelector('care-call-more')!.shadowRoot!.querySelector('care-call-share')?.shadowRoot;
  const settle = async () => {
    for (let i = 0; i < 8; i++) await new Promise((done) => setTimeout(done, 5));
  };
  // The first one fetches its words.
  for (
    let i = 0;
    i < 100 && !root().querySelector('care-call-more')?.shadowRoot?.querySelector('button');
    i++
  )
    await settle();
  await settle();
  const button = () => share()?.querySelector<HTMLButtonElement>('[part~=share]');
  return { box, root, viewer, share, settle, store, button };
}

describe('a shared screen', () => {
  afterEach(() => made?.remove());

  for (const [face, label] of [
    ['off', en.share],
    ['pending', en.wait],
    ['on', en.unshare],
    ['denied', en.again],
  ] as const)
    it(`the doctor’s button, ${face}: labelled, 44 px, clean`, async () => {
      const { box, button } = await put({ face, problem: face === 'denied' ? 'dismissed' : null }, 'doctor');
      equal(button()!.dataset['face'], face);
      equal(button()!.textContent!.trim(), label);
      equal(button()!.getBoundingClientRect().height >= 44, true, 'a finger fits');
      await clean(box);
    });

  it('is offered to nobody but the doctor, and not where a screen can’t be shared', async () => {
    equal((await put({ face: 'off' }, 'patient')).button(), undefined);
    made!.remove();
    equal((await put({ face: 'off' }, 'relative')).button(), undefined);
    made!.remove();
    equal((await put({ face: null }, 'doctor')).button(), null);
  });

  it('what the others see is said where a live region stood before; a press stops it', async () => {
    const { share, button, settle, store } = await put({ face: 'off' }, 'doctor', 'zh-CN');
    const live = share()!.querySelector('[role=status]')!;
    equal(live.textContent, '');
    button()!.click();
    await settle();
    equal(live.textContent, zh.shown.window);
    button()!.click();
    await settle();
    equal([live.textContent, store.get().inCall!.screen.face], ['', 'off']);
  });

  for (const [problem, words] of Object.entries(en.problem))
    it(`says what to do when it is ${problem}`, async () => {
      const { share } = await put({ face: 'denied', problem: problem as keyof typeof en.problem }, 'doctor');
      equal(share()!.querySelector('[role=status]')!.textContent, words);
    });

  it('held back or ended by a break, it says so', async () => {
    const held = await put({ ...SHARED, held: true }, 'doctor');
    equal(held.share()!.querySelector('[role=status]')!.textContent, en.held);
    made!.remove();
    const broken = await put({ face: 'off', broken: true }, 'doctor');
    equal(broken.share()!.querySelector('[role=status]')!.textContent, en.broken);
  });

  it('takes no room while nobody shares; shared, it is as wide as the call, and the doctor a small tile below it', async () => {
    const none = await put({}, 'patient');
    equal(none.viewer().querySelector('video'), null);
    equal(
      none.root().querySelector('.tile')!.getBoundingClientRect().width,
      390,
      'the doctor fills the frame',
    );
    made!.remove();
    const seen = await put(LOOKED_AT, 'patient');
    const box = (selector: string) => seen.root().querySelector(selector)!.getBoundingClientRect();
    equal(box('care-call-screen').width, 390);
    equal(box('.tile').width < 130, true, 'a small tile');
    equal(box('.tile').top >= box('care-call-screen').bottom, true, 'it hides nothing');
    equal(box('.self').top >= box('care-call-screen').bottom, true, 'nor does the own picture');
    await clean(seen.box);
  });

  it('a tap brings it closer, around what was tapped; keys and fingers move it; another shows it whole again', async () => {
    const { viewer, settle } = await put(LOOKED_AT, 'patient');
    const view = viewer().querySelector<HTMLElement>('.view')!;
    equal(view.scrollWidth, view.clientWidth, 'whole');
    const at = view.getBoundingClientRect();
    view.dispatchEvent(
      new MouseEvent('click', { clientX: at.left + at.width * 0.8, clientY: at.top + at.height / 2 }),
    );
    await settle();
    equal(view.scrollWidth >= 2 * view.clientWidth, true, 'closer');
    equal(view.scrollLeft > view.clientWidth, true, 'to the right, where it was tapped');
    equal(view.tabIndex, 0, 'the arrows scroll it');
    viewer().querySelector<HTMLElement>('[part=closer]')!.click();
    await settle();
    equal(view.scrollWidth, view.clientWidth, 'whole again');
    for (const one of viewer().querySelectorAll('button'))
      equal(one.getBoundingClientRect().height >= 44, true, one.outerHTML);
  });

  it('a network that is too slow for it says so in its place', async () => {
    const { viewer } = await put({ ...LOOKED_AT, picture: 'paused' }, 'patient');
    equal(viewer().querySelector('.cover')!.textContent, en.paused);
  });
});
