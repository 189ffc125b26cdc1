/** The screen of a page that nobody registered: in the language that the element speaks, Arabic from right to left. */
import { Problem } from '@care-elements/client/problem.ts';
import { refused } from '../../packages/elements/base/refused.ts';
import ar from '../../packages/elements/locales/ar/refused.ts';
import hk from '../../packages/elements/locales/zh-HK/refused.ts';
import tw from '../../packages/elements/locales/zh-TW/refused.ts';
import { clear, mount, root, world } from './care-visit-kit.ts';
import { equal } from '../kit/expect.ts';

describe('a page that nobody registered', () => {
  afterEach(clear);

  for (const [lang, { title }] of [
    ['ar', ar],
    ['zh-TW', tw],
    ['zh-HK', hk],
  ] as const)
    it(`is told so in ${lang}`, async () => {
      const { care } = world();
      const element = await mount(care, lang);
      await refused(new Problem(403, { code: 'origin-not-registered' }), care.api.base, [element]);
      await element.updateComplete;
      const screen = root(element).querySelector('.refused')!;
      equal(screen.querySelector('h1')!.textContent, title);
      equal(getComputedStyle(screen).direction, lang === 'ar' ? 'rtl' : 'ltr');
    });
});
