/** Elder mode: the bar with a person to call and a voice, the size that is remembered, and what is read aloud. */
import { createVisitStore } from '@care-elements/client/visit-store.ts';
import type { CareVisit } from '../../packages/elements/widgets/care-visit.ts';
import { ours } from '../../packages/elements/controls/elder-look.ts';
import {
  clean,
  clear,
  go,
  input,
  mount,
  pick,
  place,
  root,
  title,
  TRIAGE,
  turn,
  type,
  view,
  world,
} from './care-visit-kit.ts';
import { assert, equal, until } from '../kit/expect.ts';

class Utterance {
  lang = '';
  onend: (() => void) | null = null;
  onerror: (() => void) | null = null;
  readonly text: string;
  constructor(text: string) {
    this.text = text;
  }
}
const own = {
  speechSynthesis: Object.getOwnPropertyDescriptor(window, 'speechSynthesis')!,
  SpeechSynthesisUtterance: Object.getOwnPropertyDescriptor(window, 'SpeechSynthesisUtterance')!,
};

/** A browser with voices for these languages; `said` is what waits or is being said. */
function voices(...langs: string[]): { said: Utterance[]; stopped: () => number } {
  const said: Utterance[] = [];
  let stopped = 0;
  const speechSynthesis = Object.assign(new EventTarget(), {
    getVoices: () => langs.map((lang) => ({ lang, localService: true })),
    speak: (one: Utterance) => said.push(one),
    cancel: () => {
      if (said.length) stopped++;
      said.length = 0;
    },
  });
  const set = (name: string, value: unknown) =>
    Object.defineProperty(window, name, { configurable: true, writable: true, value });
  set('speechSynthesis', speechSynthesis);
  set('SpeechSynthesisUtterance', Utterance);
  return { said, stopped: () => stopped };
}

const bar = (element: Element) => root(element).querySelector('care-elder');
const foot = (element: Element) => root(element).querySelector('care-elder-foot');
const part = (element: Element, name: string) =>
  [bar(element), foot(element)]
    .map((one) => one?.shadowRoot?.querySelector<HTMLElement>(`[part="${name}"]`))
    .find((found) => found) ?? null;
async function elderly(element: CareVisit): Promise<void> {
  element.elder = true;
  await until(() => part(element, 'person') && foot(element)?.shadowRoot?.firstChild, 'the bar and the foot');
}
const textSize = (element: Element) => getComputedStyle(root(element).querySelector('h1 ~ *, p')!).fontSize;

describe('elder mode', () => {
  afterEach(() => {
    clear();
    for (const [name, descriptor] of Object.entries(own)) Object.defineProperty(window, name, descriptor);
  });

  it('makes nothing smaller: not the call to come in, not the emergency’s number, not the ticket', async () => {
    const queue = place('called');
    for (const [tag, selector, known] of [
      ['care-called', 'h1', view({ triage: TRIAGE, queue })],
      ['care-queue', '.ticket-no', view({ triage: TRIAGE, queue: place('waiting') })],
      ['care-triage-result', '.act.danger', view({ triage: { ...TRIAGE, level: 1, departments: [] } })],
    ] as const) {
      const element = await mount(world(known).care);
      const found = () =>
        [...ours(root(element))].find((one) => one.localName === tag)?.renderRoot?.querySelector(selector);
      await until(found, tag);
      const size = () => parseFloat(getComputedStyle(found()!).fontSize);
      const before = size();
      await elderly(element);
      await until(() => size() > before, `${tag}: ${before} px grow`);
      clear();
    }
  });

  it('has a person to call in view, and no voice where the browser has none for the language', async () => {
    voices('en-US', 'zh-HK');
    const element = await mount(world().care);
    await elderly(element);
    equal((part(element, 'person') as HTMLAnchorElement).href, 'tel:010-1');
    equal(getComputedStyle(root(element).querySelector('header a')!).display, 'none', 'the same twice');
    const { position } = getComputedStyle(part(element, 'person')!.parentElement!);
    equal(position, 'sticky');
    await clean(element);
    voices('fr-FR');
    await elderly(await mount(world().care, 'en'));
    const second = document.querySelectorAll('care-visit')[1]!;
    equal(part(second, 'read'), null);
  });

  it('makes the text larger and smaller between 18 and 30 px, says so, and remembers it', async () => {
    const element = await mount(world().care, 'en');
    await elderly(element);
    equal(textSize(element), '20px');
    await until(() => part(element, 'larger'), 'the buttons');
    for (let i = 0; i < 8; i++) part(element, 'larger')!.click();
    await until(() => textSize(element) === '30px');
    equal(foot(element)!.shadowRoot!.querySelector('[role=status]')!.textContent, 'Text size 30');
    equal(part(element, 'larger')!.getAttribute('aria-disabled'), 'true');
    const again = await mount(world().care, 'en');
    await elderly(again);
    await until(() => textSize(again) === '30px');
    for (let i = 0; i < 8; i++) part(again, 'smaller')!.click();
    await until(() => textSize(again) === '18px');
  });

  it('reads the screen aloud in order, in its language, and stops', async () => {
    const { said } = voices('en-US', 'zh-HK', 'zh-CN');
    const element = await mount(world().care);
    await elderly(element);
    part(element, 'read')!.click();
    await until(() => said.length > 4);
    const texts = said.map(({ text }) => text);
    assert(texts.indexOf('就诊人是谁？') < texts.indexOf('谁在填写？'), texts.join('|'));
    assert(texts.indexOf('谁在填写？') < texts.indexOf('本人'), texts.join('|'));
    assert(!texts.includes('打电话找人帮忙'), 'the bar is not read');
    equal([...new Set(said.map(({ lang }) => lang))], ['zh-CN']);
    await until(() => part(element, 'read')!.textContent!.includes('停止'));
    part(element, 'read')!.click();
    await until(() => part(element, 'read')!.textContent!.includes('读给我听'));
    equal(said.length, 0);
    part(element, 'read')!.click();
    await until(() => said.length > 4);
    said.at(-1)!.onend!();
    await until(() => part(element, 'read')!.textContent!.includes('读给我听'));
  });

  it('reads no screen that is gone, and lets the page speak when it is gone itself', async () => {
    const { said, stopped } = voices('zh-CN');
    const known = view({ triage: TRIAGE, queue: place('waiting') });
    const { care } = world(known);
    const element = await mount(care);
    await elderly(element);
    const queue = () =>
      root(element).querySelector('care-visit-stage')?.shadowRoot?.querySelector('care-queue');
    await until(() => queue()?.shadowRoot?.querySelector('h1'));
    part(element, 'read')!.click();
    await until(() => said.some(({ text }) => text === 'A017'));
    care.use(createVisitStore).accept({ ...known, version: 2, queue: place('missed') } as never);
    await until(() => !said.length);
    equal(stopped(), 1);
    await until(() => part(element, 'read')!.textContent!.includes('读给我听'));
    part(element, 'read')!.click();
    await until(() => said.length);
    element.remove();
    equal(said.length, 0);
  });

  it('asks one thing of the registration at a time, says what is wrong with it, and leads back', async () => {
    const element = await mount(world().care, 'en');
    await elderly(element);
    const asked = () =>
      [...root(element).querySelectorAll<HTMLElement>('form > .field, form > fieldset')]
        .filter((thing) => thing.checkVisibility())
        .map((thing) => thing.querySelector('[name]')!.getAttribute('name'));
    const on = async (name: string) => {
      go(element);
      await until(() => `${asked()}` === name, name);
    };
    await until(() => `${asked()}` === 'by');
    const counted = () =>
      [bar(element), foot(element)]
        .map((one) => one!.shadowRoot!.querySelector('.muted')?.textContent ?? '')
        .join('');
    equal(counted(), '1 of 5');
    equal(foot(element)!.shadowRoot!.querySelector('.size .muted'), null, 'it is not about the size');
    await on('name');
    await until(() => counted() === '2 of 5');
    go(element);
    await until(() => root(element).querySelector('.wrong'));
    equal(asked(), ['name']);
    equal(root(element).querySelectorAll('.wrong').length, 1, 'nothing is wrong that was not asked yet');
    await until(() => root(element).activeElement?.id === 'name', 'the focus on the field');
    equal(root(element).querySelector('.summary'), null, 'it is said once');
    await clean(element);
    type(element, 'name', 'Wang');
    await on('birthDate');
    equal(root(element).querySelector('.summary'), null);
    await until(() => root(element).activeElement?.id === 'birthDate', 'the focus on what is asked');
    part(element, 'back')!.click();
    await until(() => `${asked()}` === 'name');
    equal(input(element, 'name').value, 'Wang');
    await on('birthDate');
    type(element, 'birthDate', '1954-03-08');
    await on('sex');
    pick(element, 'sex', 'female');
    await on('phone');
    type(element, 'phone', '138 0013 8000');
    await turn(element, () => go(element));
    await until(() => `${asked()}` === 'allergies/status');
    element.elder = false;
    await until(() => !root(element).querySelector('[data-later]'));
  });

  it('the answers to what is asked first stand high enough for a phone, in both languages', async () => {
    for (const lang of ['zh-CN', 'en']) {
      const element = await mount(world().care, lang);
      element.style.width = '366px';
      await elderly(element);
      await until(() => root(element).querySelector('[data-later]'));
      const from = element.getBoundingClientRect().top;
      const { bottom } = root(element).querySelector('fieldset .row')!.getBoundingClientRect();
      // Of 844 px a page’s own head takes a quarter, and the button at the bottom a tenth.
      assert(bottom - from < 460, `${lang}: the first answer ends at ${bottom - from}`);
      const asked = root(element).querySelector('h1')!.getBoundingClientRect().top - from;
      assert(asked < 262, `${lang}: what is asked begins at ${asked}`);
      clear();
    }
  });

  it('has the size of the text after the screen, for the eye and for the Tab key', async () => {
    const element = await mount(world().care);
    await elderly(element);
    const form = root(element).querySelector('form')!;
    const below = foot(element)!;
    assert(
      form.compareDocumentPosition(below) & Node.DOCUMENT_POSITION_FOLLOWING,
      'it is read after the form',
    );
    const { bottom } = form.getBoundingClientRect();
    assert(part(element, 'larger')!.getBoundingClientRect().top >= bottom, 'it is drawn after the form');
    equal(getComputedStyle(part(element, 'larger')!).order, '0');
    element.elder = false;
    await until(() => !foot(element), 'gone with the mode');
  });

  it('is taken off again as a whole', async () => {
    const element = await mount(world().care);
    equal(title(element), '就诊人是谁？');
    await elderly(element);
    await until(() => textSize(element) === '20px');
    element.elder = false;
    await until(() => !bar(element));
    equal(textSize(element), '16px');
    equal(root(element).querySelectorAll('[elder]').length, 0);
  });
});
