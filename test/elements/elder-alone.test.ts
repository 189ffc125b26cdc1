/** Elder mode on one widget that stands alone on a page: its look, its bar, on and off again, and what a page reads of it. */
import { createCare } from '@care-elements/client/care.ts';
import { createStore } from '@care-elements/client/store.ts';
import { render } from 'lit';
import { deep, find as findIn } from '../../stories/act.ts';
import { OtherMuted } from '../../stories/care-consult.stories.ts';
import type { CareElement } from '../../packages/elements/base/care-element.ts';
import en from '../../packages/elements/locales/en/visit-elder.ts';
import '../../packages/elements/widgets/care-guest.ts';
import '../../packages/elements/widgets/connection-check.ts';
import { clean, clear, find, made, mount, place, wire, world } from './care-queue-kit.ts';
import { TRIAGE, view } from './care-visit-kit.ts';
import { equal, until } from '../kit/expect.ts';
import { itWhere } from './able.ts';

const bar = (widget: Element) => find<CareElement>(widget, 'care-elder');
const part = (widget: Element, name: string) =>
  [...deep(widget)].find((one) => one.getAttribute('part') === name) as HTMLElement | undefined;
/** The mode is on: its bar is drawn, and what stands within wears the look. */
const on = (widget: Element) =>
  until(() => part(widget, 'larger') && widget.shadowRoot!.querySelector('[elder]'), 'the bar');
const textOf = (widget: Element) => parseFloat(getComputedStyle(find(widget, '[part=mode] p')).fontSize);

/** Below 18 px, or below 60 px where a finger aims. */
function small(widget: Element): string[] {
  const faults: string[] = [];
  for (const one of deep(widget)) {
    const { width, height } = one.getBoundingClientRect();
    if (width < 2 || height < 2 || !one.checkVisibility({ visibilityProperty: true })) continue;
    const words = [...one.childNodes].some((node) => node instanceof Text && node.data.trim());
    const size = parseFloat(getComputedStyle(one).fontSize);
    if (words && size < 18) faults.push(`${size} px: ${one.textContent!.trim().slice(0, 30)}`);
    if (one.matches('a[href], button, summary, input') && (width < 59.5 || height < 59.5))
      faults.push(`${width} × ${height} px: ${one.textContent!.trim().slice(0, 30)}`);
  }
  return faults;
}

describe('elder mode of one widget', () => {
  afterEach(() => {
    clear();
    localStorage.removeItem('care:elder-text');
  });

  it('is small without it, and with it nothing is, of text and targets, in what stands within, too', async () => {
    const queue = await mount((await world(place())).care);
    const within = () => small(find(queue, 'care-device-check')).length;
    await until(() => small(queue).length > 3 && within(), 'it can be told');
    queue.setAttribute('elder', '');
    await on(queue);
    await until(() => !small(queue)[0]);
    equal(small(queue), []);
    equal(queue.scrollWidth <= 390, true, 'it fits a phone');
    await clean(queue);
  });

  it('follows the attribute, set late and removed again, and the property is the attribute', async () => {
    const queue = await mount((await world(place())).care);
    equal([queue.elder, bar(queue)], [undefined, null]);
    const before = textOf(queue);
    queue.setAttribute('elder', '');
    equal(queue.elder, true);
    await on(queue);
    equal(textOf(queue), 20);
    queue.removeAttribute('elder');
    await until(() => !bar(queue), 'gone with it');
    equal(queue.elder, false);
    equal(textOf(queue), before);
    equal(
      [...deep(queue)].filter((one) =>
        one.matches('[elder], [data-more], [style*="--_text"], care-elder-foot'),
      ),
      [],
      'nothing of it is left',
    );
    queue.elder = true;
    await on(queue);
    equal(queue.hasAttribute('elder'), true, 'the property is seen in the page');
    queue.elder = false;
    await until(() => !bar(queue));
    equal(queue.hasAttribute('elder'), false);
  });

  it('has a person to call first, the size last, and makes the text larger up to 30 px', async () => {
    const { care } = wire(
      createCare('https://care.test', 'renhe', createStore({ token: 't', visitId: 'v' } as never)),
    );
    care.api.get = async (path: string) =>
      (path ? view({ triage: TRIAGE, queue: place() }) : { hospitalId: 'renhe', phone: '010-1' }) as never;
    const queue = await mount(care);
    queue.elder = true;
    await on(queue);
    await until(() => part(queue, 'person'), 'the number');
    equal((part(queue, 'person') as HTMLAnchorElement).href, 'tel:010-1');
    equal(queue.shadowRoot!.firstElementChild, bar(queue));
    equal(queue.shadowRoot!.lastElementChild!.localName, 'care-elder-foot');
    for (let i = 0; i < 8; i++) part(queue, 'larger')!.click();
    await until(() => textOf(queue) === 30);
    equal(part(queue, 'time'), undefined, 'there is nothing to fill in');
  });

  it('keeps back what can wait, and shows it on demand', async () => {
    const queue = await mount((await world(place())).care);
    await until(() => find(queue, 'care-connection-check')?.shadowRoot?.firstElementChild, 'the check');
    queue.elder = true;
    await on(queue);
    const shown = () => find(queue, 'care-connection-check').checkVisibility();
    await until(() => part(queue, 'more') && !shown());
    equal(part(queue, 'more')!.textContent!.trim(), en.more);
    part(queue, 'more')!.click();
    await until(shown);
  });

  it('stays with a widget that another screen follows in, and that is moved', async () => {
    const w = await world(place());
    const queue = await mount(w.care);
    queue.elder = true;
    await on(queue);
    w.show(place({ state: 'missed' }));
    await until(() => find(queue, '.act'), 'another screen');
    equal(parseFloat(getComputedStyle(find(queue, 'h1')).fontSize), 25);
    const box = document.body.appendChild(document.createElement('div'));
    made.push(box);
    box.append(queue);
    await on(queue);
    equal(queue.shadowRoot!.querySelectorAll('care-elder').length, 1);
    equal(queue.shadowRoot!.lastElementChild!.localName, 'care-elder-foot');
  });

  const floats = document.pictureInPictureEnabled;
  const float = 'keeps the other’s name off the button beside it in a call on a phone';
  itWhere(floats, 'no picture floats in this engine, so there is no button', float, async () => {
    const box = document.createElement('div');
    box.style.width = '390px';
    made.push(document.body.appendChild(box));
    render(OtherMuted.render({}, { globals: { lang: 'en', elder: 'on' } }), box);
    const [name, button] = await Promise.all([findIn(box, '.name'), findIn(box, '.float')]);
    await on(box.firstElementChild!);
    await until(() => parseFloat(getComputedStyle(name).fontSize) === 20);
    const [left, right] = [name, button].map((one) => one.getBoundingClientRect());
    equal(left!.right <= right!.left, true, `${left!.right} and ${right!.left}`);
  });

  it('leaves a guest’s page in the middle of a wide window, as it is without, with the bar and the foot above and below it', async () => {
    const care = createCare('https://care.test', 'renhe', createStore(null));
    care.live.on = () => () => {};
    care.api.get = async () => ({ hospitalId: 'renhe', phone: '010-1' }) as never;
    const guest = document.createElement('care-guest') as CareElement;
    const box = document.createElement('div');
    box.style.width = '1280px';
    box.append(guest);
    Object.assign(guest, { care, lang: 'en', elder: true });
    made.push(document.body.appendChild(box));
    await on(guest);
    await until(() => part(guest, 'person'), 'the number');
    const middle = (one: Element) => {
      const { left, right } = one.getBoundingClientRect();
      return Math.round((left + right) / 2 - box.getBoundingClientRect().left);
    };
    const all = [
      part(guest, 'guest')!,
      part(guest, 'person')!.parentElement!,
      part(guest, 'larger')!.parentElement!,
    ];
    equal(all.map(middle), [640, 640, 640]);
  });

  it('asks a guest’s hospital for its number without a word about a visit, which would end the guest’s session', async () => {
    const session = createStore({ token: 'guest' } as never);
    const care = createCare('https://care.test', 'renhe', session);
    const asked: string[] = [];
    care.live.on = () => () => {};
    care.api.get = async (path: string) => {
      asked.push(path);
      return { hospitalId: 'renhe', phone: '010-1' } as never;
    };
    const guest = document.createElement('care-guest') as CareElement;
    Object.assign(guest, { care, lang: 'en', elder: true });
    made.push(document.body.appendChild(guest));
    await until(() => part(guest, 'person'), 'the number');
    equal(asked, ['']);
    equal(session.get(), { token: 'guest' });
  });
});
