/** With forced colours (Windows' contrast themes) whoever goes by Tab sees where they are: an outline on every control, in another colour than what lies under it. */
import { emulateMedia, sendKeys } from '@web/test-runner-commands';
import { html, render } from 'lit';
import { keyed } from 'lit/directives/keyed.js';
import * as Call from '../../stories/care-consult.stories.ts';
import * as Chat from '../../stories/care-chat.stories.ts';
import * as Desk from '../../stories/care-desk.stories.ts';
import * as Queue from '../../stories/care-queue.stories.ts';
import * as Visit from '../../stories/care-visit.stories.ts';
import * as Triage from '../../stories/care-triage.stories.ts';
import { deep, find } from '../../stories/act.ts';
import type { Story } from '../../stories/story.ts';
import { equal, until } from '../kit/expect.ts';
import { CHROMIUM, inChromium } from './able.ts';

const FOCUSABLE =
  'a[href], button, summary, select, textarea, input:not([type=hidden]), iframe, [tabindex]:not([tabindex="-1"])';
const box = document.createElement('div');

const clear = (colour: string) => /^transparent$|[,/] 0\)$/.test(colour);
const above = (element: Element): Element | null =>
  element.parentElement ?? (element.getRootNode() as ShadowRoot).host ?? null;
function groundOf(element: Element): string {
  for (let up: Element | null = element; up; up = above(up)) {
    const { backgroundColor } = getComputedStyle(up);
    if (!clear(backgroundColor)) return backgroundColor;
  }
  return getComputedStyle(document.documentElement).backgroundColor;
}
/** Whether an element's outline is seen: on its own ground where it lies within, else on what is around. */
function outlined(element: Element): boolean {
  const { outlineStyle, outlineWidth, outlineColor, outlineOffset } = getComputedStyle(element);
  if (outlineStyle === 'none' || parseFloat(outlineWidth) < 2 || clear(outlineColor)) return false;
  const under = parseFloat(outlineOffset) < 0 ? element : above(element);
  return outlineColor !== groundOf(under ?? element);
}
const nameOf = (of: Element) =>
  `${(of.getRootNode() as ShadowRoot).host?.localName ?? ''} ${of.localName}.${of.getAttribute('class') ?? ''} “${(of.getAttribute('aria-label') ?? of.textContent ?? '').trim().slice(0, 30)}”`;

/** Controls whose focus is not seen. */
async function unseen(): Promise<string[]> {
  const faults: string[] = [];
  for (const element of deep(box)) {
    if (!element.matches(FOCUSABLE) || element.matches(':disabled')) continue;
    if (!element.checkVisibility({ visibilityProperty: true })) continue;
    element.focus();
    if (!element.matches(':focus')) continue;
    if (!element.matches(':focus-visible')) faults.push(`not as from a keyboard: ${nameOf(element)}`);
    // What is drawn for a hidden input is its label.
    const label = element.closest('label');
    if (!outlined(element) && !(label && outlined(label))) faults.push(nameOf(element));
  }
  return faults;
}

const shown: [name: string, story: Story, ready: string, width: number][] = [
  ['the registration', Visit.RegisterWho, 'input[name=phone]', 390],
  ['the questions', Triage.FirstQuestion, '[part=options] button', 390],
  ['waiting', Queue.OnHold, '#guest-name', 390],
  ['called', Queue.Called, '.act', 390],
  ['how it was', Visit.ConcludedRated, '[name=stars]', 390],
  ['the call', Call.OtherMuted, '[part~=leave]', 390],
  ['the chat', Chat.Talking, 'textarea', 390],
  ['the desk', Desk.Visit, 'textarea', 1280],
  ['prescribing', Desk.Prescribing, 'input', 1280],
];

describe('the focus, with forced colours', () => {
  before(async () => {
    document.body.append(box);
    if (CHROMIUM) await emulateMedia({ forcedColors: 'active' } as never);
  });
  after(async () => {
    box.remove();
    if (CHROMIUM) await emulateMedia({ forcedColors: 'none' } as never);
  });
  afterEach(() => void render(html``, box));

  for (const [name, story, ready, width] of shown)
    inChromium('forces colours', `is seen on every control: ${name}`, async () => {
      box.style.width = `${width}px`;
      box.style.height = width > 1000 ? '800px' : '';
      const globals = { lang: 'zh-CN' } as const;
      render(html`${keyed({}, story.render({}, { globals }))}`, box);
      await story.play?.({ canvasElement: box, globals });
      await find(box, ready);
      // From here on the browser takes it that a keyboard is used.
      await sendKeys({ press: 'Tab' });
      let before = -1;
      await until(() => {
        const count = [...deep(box)].length;
        const same = count === before;
        before = count;
        return same;
      }, 'rest');
      const count = [...deep(box)].filter((one) => one.matches(FOCUSABLE)).length;
      equal(count > 1, true, `${count} controls are looked at`);
      equal(await unseen(), []);
    });
});
