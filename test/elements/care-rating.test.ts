/** The patient's rating: five words, what went wrong where it was bad, sent once confirmed, changeable for a day. */
import type { Rating, RatingInput } from '@care-elements/contract/timeline.ts';
import { createCare } from '@care-elements/client/care.ts';
import { Problem } from '@care-elements/client/problem.ts';
import { createStore } from '@care-elements/client/store.ts';
import '../../packages/elements/widgets/care-rating.ts';
import type { CareRating } from '../../packages/elements/widgets/care-rating.ts';
import en from '../../packages/elements/locales/en/rating.ts';
import zh from '../../packages/elements/locales/zh-CN/rating.ts';
import { clean, made, VISIT } from './care-visit-kit.ts';
import { assert, equal, until } from '../kit/expect.ts';

const stored = (input: RatingInput, hours = 24): Rating => ({
  ...input,
  ratedAt: new Date().toISOString(),
  changeableUntil: new Date(Date.now() + hours * 3_600_000).toISOString(),
});
function world(rating: Rating | null | 'down') {
  const care = createCare('https://care.test', 'renhe', createStore({ token: 't' } as never));
  const puts: RatingInput[] = [];
  const refuse: Problem[] = [];
  care.api.get = async () => {
    if (rating === 'down') throw new Problem(0, {});
    return { rating } as never;
  };
  care.api.put = async (path: string, body?: unknown) => {
    equal(path, `/visits/${VISIT}/rating`);
    const bad = refuse.shift();
    if (bad) throw bad;
    puts.push(body as RatingInput);
    return { rating: stored(body as RatingInput) } as never;
  };
  return { care, puts, refuse };
}
async function mount(care: ReturnType<typeof world>['care'], lang: string): Promise<CareRating> {
  const element = document.createElement('care-rating') as CareRating;
  Object.assign(element, { care, lang, visit: VISIT });
  const box = document.createElement('div');
  box.style.width = '320px';
  box.append(element);
  made.push(box);
  document.body.append(box);
  await element.updateComplete;
  return element;
}
const find = <T extends HTMLElement>(e: Element, selector: string) =>
  e.shadowRoot!.querySelector<T>(selector)!;
const says = (e: Element, words: string) =>
  until(() => e.shadowRoot!.textContent!.replace(/\s+/g, ' ').includes(words), words);

describe('care-rating', () => {
  afterEach(() => made.splice(0).forEach((box) => box.remove()));

  for (const [lang, t] of [
    ['zh-CN', zh],
    ['en', en],
  ] as const)
    it(`asks what went wrong only where it was bad, sends, thanks, and lets it be changed, in ${lang}`, async () => {
      const { care, puts, refuse } = world(null);
      const element = await mount(care, lang);
      await says(element, t.title);
      assert(!find(element, '.act'), 'nothing to send yet');
      await clean(element);
      find<HTMLInputElement>(element, '[value="5"]').click();
      await says(element, t.send);
      assert(!find(element, '.troubles'), 'good is not asked');
      find<HTMLInputElement>(element, '[value="2"]').click();
      await says(element, t.wrongTitle);
      await clean(element);
      assert(element.scrollWidth <= 320, `${element.scrollWidth} wide`);
      const low = [...element.shadowRoot!.querySelectorAll('label')].filter((label) => !label.querySelector('textarea')).map((label) => label.offsetHeight); // prettier-ignore
      assert(Math.min(...low) >= 44, `a target of ${Math.min(...low)}`);
      find<HTMLInputElement>(element, '[value="no-sound"]').click();
      find<HTMLTextAreaElement>(element, 'textarea').value = '  听不见  ';
      refuse.push(new Problem(0, {}));
      find(element, '.act').click();
      await says(element, t.failed);
      equal(find<HTMLTextAreaElement>(element, 'textarea').value.trim(), '听不见');
      find(element, '.act').focus();
      find(element, '.act').click();
      await says(element, t.thanks);
      const said = find(element, '[role=status] p').textContent!.replace(/\s+/g, ' ');
      assert(/(您的评价：|Your rating:) (不好|Bad)$/.test(said), said);
      const focused = () => element.shadowRoot!.activeElement;
      equal(focused()?.getAttribute('role'), 'status', 'the focus, after the button is gone');
      equal(puts, [{ stars: 2, wrong: ['no-sound'], text: '听不见' }]);
      await clean(element);
      find(element, '.link').focus();
      find(element, '.link').click();
      await says(element, t.wrongTitle);
      equal((focused() as HTMLInputElement | null)?.value, '2', 'the focus on what was chosen');
      assert(find<HTMLInputElement>(element, '[value="no-sound"]').checked, 'what was chosen stands');
      find<HTMLInputElement>(element, '[value="4"]').click();
      await until(() => !find(element, '.troubles'));
      find(element, '.act').click();
      await until(() => puts.length === 2);
      equal(puts[1], { stars: 4, wrong: [], text: '听不见' });
    });

  it('thanks where the patient looks, though the form was much higher', async () => {
    const element = await mount(world(null).care, 'zh-CN');
    // What the hospital's page has above and below.
    const [above, below] = [document.createElement('div'), document.createElement('div')];
    for (const one of [above, below]) one.style.height = '2000px';
    element.before(above);
    element.after(below);
    await says(element, zh.title);
    find<HTMLInputElement>(element, '[value="1"]').click();
    await says(element, zh.send);
    const end = find(element, '.act').getBoundingClientRect();
    scrollBy(0, end.top - 20);
    find(element, '.act').click();
    await says(element, zh.thanks);
    const seen = () => {
      const { top, bottom } = find(element, '[role=status]').getBoundingClientRect();
      return top >= 0 && bottom <= innerHeight;
    };
    await until(seen, 'the thanks in sight');
    scrollTo(0, 0);
  });

  it('after a day it stands; where it can’t be fetched, nobody is bothered', async () => {
    const old = await mount(world(stored({ stars: 3, wrong: [], text: '' }, -1)).care, 'en');
    await says(old, en.thanks);
    assert(!find(old, '.link'), 'no change any more');
    const down = await mount(world('down').care, 'en');
    await until(() => !down.shadowRoot!.textContent!.trim());
  });
});
