/** What is wrong with a choice is seen as what is wrong with a field is: by the same edge around it. */
import { clear, go, input, mount, root, world } from './care-visit-kit.ts';
import { equal, until } from '../kit/expect.ts';

describe('a choice that is missing', () => {
  afterEach(clear);

  it('is marked around what there is to choose, one that is made is not, and the sentence keeps off it', async () => {
    const element = await mount(world().care);
    go(element);
    await until(() => root(element).querySelector('#sex-about'), 'the sentence');
    const edge = (one: Element) => getComputedStyle(one).borderTopColor;
    const row = (name: string) => input(element, name).closest('.row')!;
    equal(edge(row('sex')), edge(input(element, 'name')));
    equal(edge(row('by')) === edge(row('sex')), false);
    const { bottom } = root(element).querySelector('#sex-about')!.getBoundingClientRect();
    equal(row('sex').getBoundingClientRect().top - bottom >= 4, true);
  });
});
