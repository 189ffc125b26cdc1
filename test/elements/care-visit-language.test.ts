/** The patient's shell when its language changes while something stands there that was said in the one before. */
import { clear, go, mount, root, title, world } from './care-visit-kit.ts';
import { equal, until } from '../kit/expect.ts';

describe('care-visit, in another language', () => {
  afterEach(clear);

  it('what was wrong does not stay in the language of before', async () => {
    const element = await mount(world().care);
    go(element);
    await until(() => root(element).querySelector('.summary'));
    root(element).querySelector<HTMLElement>('header button')!.click();
    await until(() => title(element) === 'Who is the visit for?');
    equal(root(element).querySelectorAll('.summary, .wrong').length, 0);
  });

  it('a host’s `locale` is `lang`: before what stands above it, and changed while it stands', async () => {
    const element = await mount(world().care, '');
    document.documentElement.lang = 'zh-CN';
    element.setAttribute('locale', 'en-US');
    await until(() => title(element) === 'Who is the visit for?');
    element.setAttribute('locale', 'zh-CN');
    await until(() => title(element) === '就诊人是谁？');
    element.setAttribute('locale', 'en');
    await until(() => title(element) === 'Who is the visit for?');
    element.removeAttribute('locale');
    await until(() => title(element) === '就诊人是谁？');
  });
});
