/** Elder mode on screens that were made for small text: no word is broken, no label out of line, and nothing is lost on the brand's colour. */
import { render } from 'lit';
import '../../packages/elements/controls/elder-mode.ts';
import { deep } from '../../stories/act.ts';
import { Plan } from '../../stories/care-prescription.stories.ts';
import { Measures } from '../../stories/care-triage.stories.ts';
import { Called } from '../../stories/care-visit.stories.ts';
import type { Story } from '../../stories/story.ts';
import { equal, until } from '../kit/expect.ts';

let box: HTMLElement;
const all = (selector: string) => [...deep(box)].filter((element) => element.matches(selector));
const one = (selector: string) => until(() => all(selector)[0] as HTMLElement, selector);

async function show(story: Story, lang: 'zh-CN' | 'en'): Promise<void> {
  const globals = { lang };
  render(story.render({}, { globals }), box);
  await story.play?.({ canvasElement: box, globals });
  const widget = await until(() => [...box.querySelectorAll('*')].find((element) => 'elder' in element));
  Object.assign(widget, { elder: true });
  await until(() => all('care-elder-foot')[0] && all('[elder] [elder], [elder]')[0], 'the mode');
}

describe('elder mode, screen by screen', () => {
  beforeEach(() => {
    box = document.body.appendChild(document.createElement('div'));
    box.style.width = '390px';
  });
  afterEach(() => {
    render('', box);
    box.remove();
  });

  it('the plan says each time of day whole, on a line of its own', async () => {
    await show(Plan, 'en');
    await one('.plan');
    await until(() => all('.plan thead').every((head) => !head.checkVisibility()), 'no columns');
    const taken = all('.plan td').filter((cell) => cell.checkVisibility());
    equal(
      taken.filter((cell) => !cell.textContent!.trim()),
      [],
      'what is not taken then takes no line',
    );
    const times = taken.map((cell) => getComputedStyle(cell, '::before').content);
    // Firefox says where it comes from, the others what it is.
    const [time] = times.map((said) => said.replace('attr(data-when)', '"Morning"').replaceAll('" "', ''));
    equal(time, '"Morning: "', 'the time');
    const { width } = (await one('.plan')).getBoundingClientRect();
    equal(
      taken.every((cell) => cell.getBoundingClientRect().width > 0.9 * width),
      true,
      'as wide as the table',
    );
  });

  it('what was measured at home stands in one column', async () => {
    await show(Measures, 'zh-CN');
    await one('care-triage-measures[elder]');
    const fields = all('.all > .field').map((field) => field.getBoundingClientRect().left);
    equal(fields.length > 3, true);
    equal([...new Set(fields)].length, 1, 'columns');
  });

  it('the call to come in has its colour behind the bar, and its links can be read under a finger', async () => {
    await show(Called, 'en');
    const bar = await one('.bar.lit');
    const card = await one('.care.called');
    await until(() => getComputedStyle(bar).backgroundColor === getComputedStyle(card).backgroundColor);
    const [button] = bar.children;
    equal(getComputedStyle(button!).backgroundColor, 'rgb(255, 255, 255)');
    const rules = (card.getRootNode() as ShadowRoot).adoptedStyleSheets.flatMap((sheet) => [
      ...sheet.cssRules,
    ]);
    const hover = rules.filter(({ cssText }) => cssText.startsWith('.called .link:hover'));
    equal(hover.length, 1, 'a ground for the words of the coloured screen');
  });
});
