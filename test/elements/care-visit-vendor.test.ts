/** What a vendor reaches from the page around a visit: parts through every element within, states, slots. */
import { html, render } from 'lit';
import { Prescribing } from '../../stories/care-desk.stories.ts';
import { ResultToday } from '../../stories/care-triage.stories.ts';
import { clear, consent, mount, place, root, TRIAGE, view, world } from './care-visit-kit.ts';
import { assert, equal, until } from '../kit/expect.ts';

/** The first element with that part, through all shadow roots. */
function deep(from: Element | ShadowRoot, part: string): Element | null {
  for (const element of from.querySelectorAll('*')) {
    if (element.part.contains(part)) return element;
    const inner = element.shadowRoot && deep(element.shadowRoot, part);
    if (inner) return inner;
  }
  return null;
}

describe('a vendor', () => {
  const sheet = document.createElement('style');
  afterEach(() => {
    clear();
    sheet.remove();
  });

  it('styles what stands deep within by its part, and by the visit’s state', async () => {
    sheet.textContent = `care-visit::part(ticket) { outline: 3px solid rgb(1, 2, 3); }
      care-visit:state(waiting) { border-block-start: 7px solid rgb(4, 5, 6); }`;
    document.head.append(sheet);
    const element = await mount(world(view({ triage: TRIAGE, queue: place('waiting') })).care);
    await until(() => deep(root(element), 'ticket'), 'the ticket');
    const ticket = deep(root(element), 'ticket')!;
    await until(() => getComputedStyle(ticket).outlineColor === 'rgb(1, 2, 3)', 'the part’s style');
    equal(getComputedStyle(element).borderTopWidth, '7px');
  });

  for (const [name, story, parts] of [
    ['a desk', Prescribing, ['care-desk::part(entry)', 'care-desk::part(item)', 'care-desk::part(level)']],
    ['a result, coloured as it is', ResultToday, ['care-triage::part(level)']],
  ] as const)
    it(`styles what stands deep within ${name}, without !important`, async () => {
      sheet.textContent = parts.map((part) => `${part} { background-color: rgb(1, 2, 3) }`).join('\n');
      document.head.append(sheet);
      const box = document.body.appendChild(document.createElement('div'));
      const globals = { lang: 'en' } as const;
      render(story.render({}, { globals }), box);
      await story.play?.({ canvasElement: box, globals });
      for (const part of parts)
        await until(() => {
          const found = deep(box, /\((.*)\)/.exec(part)![1]!);
          return found && getComputedStyle(found).backgroundColor === 'rgb(1, 2, 3)';
        }, part);
      render(html``, box);
      box.remove();
    });

  it('puts a logo, a header and a footer into the frame', async () => {
    const element = await mount(world().care);
    for (const slot of ['logo', 'header', 'footer']) {
      const own = Object.assign(document.createElement('p'), { slot, textContent: slot });
      element.append(own);
      const { height } = own.getBoundingClientRect();
      assert(height > 0 && own.assignedSlot, `${slot} is shown`);
    }
    const [logo, name] = [element.querySelector('[slot=logo]')!, root(element).querySelector('header b')!];
    const gap = name.getBoundingClientRect().left - logo.getBoundingClientRect().right;
    assert(gap >= 8, `${gap} px between the logo and the hospital's name`);
  });

  it('adds to the consent text, and never takes its place', async () => {
    const element = await mount(world().care);
    const more = Object.assign(document.createElement('p'), { slot: 'consent-text', textContent: 'More' });
    element.append(more);
    await consent(element);
    assert(
      root(element).querySelector('.consent')!.textContent.includes('请知悉'),
      'the hospital’s text stands',
    );
    assert(more.getBoundingClientRect().height > 0, 'and the page’s below it');
  });
});
