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
});
