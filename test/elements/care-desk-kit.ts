/** The desk in a page, for its tests: put up on a faked server, read through every shadow root, pressed and typed in. */
import { createDeskStore } from '@care-elements/client/desk-store.ts';
import { Problem } from '@care-elements/client/problem.ts';
import '../../packages/elements/widgets/care-desk.ts';
import type { CareDesk } from '../../packages/elements/widgets/care-desk.ts';
import { department, type FakeDesk } from '../kit/desk-fakes.ts';
import { assert, until } from '../kit/expect.ts';
import { clean as cleanElement } from '../kit/axe.ts';

/** Through every shadow root, in the order of the page. */
function* walk(root: Document | ShadowRoot | Element): Generator<Element> {
  for (const element of root.children) {
    yield element;
    if (element.shadowRoot) yield* walk(element.shadowRoot);
    yield* walk(element);
  }
}
export const all = (selector: string) =>
  made ? [...walk(made.shadowRoot!)].filter((one) => one.matches(selector)) : [];
export const one = <E extends HTMLElement = HTMLElement>(selector: string): E => {
  const [found] = all(selector);
  assert(found, `no ${selector}`);
  return found as E;
};
export const textOf = (element: Element): string =>
  [...element.childNodes, ...(element.shadowRoot ? element.shadowRoot.childNodes : [])]
    .map((node) =>
      node instanceof Element ? textOf(node) : node.nodeType === Node.TEXT_NODE ? node.textContent! : '',
    )
    .join(' ')
    .replace(/\s+/g, ' ');
export const says = (selector: string, words: string) =>
  until(() => all(selector).some((element) => textOf(element).includes(words)), `“${words}” in ${selector}`);
export const focused = () => {
  let active = document.activeElement;
  while (active?.shadowRoot?.activeElement) active = active.shadowRoot.activeElement;
  return active;
};
export const press = (key: string, target: EventTarget = document.body, more: KeyboardEventInit = {}) =>
  target.dispatchEvent(
    new KeyboardEvent('keydown', { key, bubbles: true, composed: true, cancelable: true, ...more }),
  );
export const type = (input: HTMLElement, value: string) => {
  (input as HTMLInputElement).value = value;
  input.dispatchEvent(new InputEvent('input', { bubbles: true, composed: true }));
};
export const choose = (select: HTMLElement, value: string) => {
  (select as HTMLSelectElement).value = value;
  select.dispatchEvent(new Event('change', { bubbles: true }));
};
export const button = (words: string) => {
  const found = all('button, a').find((element) => textOf(element).includes(words));
  assert(found, `no button “${words}”`);
  return found as HTMLButtonElement;
};

export let made: CareDesk | undefined;

export async function show(care: FakeDesk, lang = 'zh-CN'): Promise<FakeDesk> {
  made = document.createElement('care-desk') as CareDesk;
  Object.assign(made, { lang, care });
  made.style.height = '800px';
  document.body.append(made);
  await until(() => all('[part~=head], [part~=sign-in]').length, 'the desk');
  care.push(`queue:${department.departmentId}`, 'queue', { queue: care.world.queue });
  await settled();
  return care;
}
/** Every part of the desk is there and has rendered, and what it fetched then, too. */
export async function settled() {
  for (let before = -1, now = 0; before !== now; before = now, now = all('*').length) {
    const parts = all('*').filter(({ localName }) => localName.startsWith('care-desk'));
    await Promise.all(parts.map(({ localName }) => customElements.whenDefined(localName)));
    await Promise.all(all('*').map((part) => (part as Partial<CareDesk>).updateComplete));
    await new Promise((done) => setTimeout(done, 30));
  }
}
export const clean = () => cleanElement(made!);

export async function takeDown(): Promise<void> {
  // Whom nobody signs out goes on saving, and takes the next desk's unsaved text out of this tab when it has.
  made?.care?.use(createDeskStore).expired(new Problem(401, { code: 'token-invalid' }));
  made?.remove();
  made = undefined;
  sessionStorage.clear();
  localStorage.clear();
  await settled();
}
