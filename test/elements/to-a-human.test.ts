/** Where no questions can be asked: the numbers to call, the departments to wait in, and the way back to other complaints. */
import { createVisitStore } from '@care-elements/client/visit-store.ts';
import '../../packages/elements/widgets/to-a-human.ts';
import { both, DEPARTMENT, fake, HOSPITAL, made, realFetch, root, VISIT } from './triage-page.ts';
import { clean } from '../kit/axe.ts';
import { assert, equal, until } from '../kit/expect.ts';

const FACTS = {
  ...HOSPITAL,
  departments: [
    { departmentId: DEPARTMENT, code: '02', name: both('全科医学科', 'General practice'), open: true },
    { departmentId: VISIT, code: '03', name: both('内科', 'Internal medicine'), open: false },
  ],
};

describe('care-to-a-human', () => {
  afterEach(() => {
    made.splice(0).forEach((element) => element.remove());
    window.fetch = realFetch;
  });
  async function shown(lang: string, text = '') {
    const { care, posts, refuse } = await fake();
    const element = document.createElement('care-to-a-human');
    Object.assign(element, { care, lang, text, hospitalFacts: FACTS });
    made.push(element);
    document.body.append(element);
    await until(() => !!root(element).querySelector('h2'));
    return { element, posts, care, refuse };
  }
  const say = (element: Element) => root(element).textContent!;

  for (const lang of ['zh-CN', 'en'])
    it(`says in ${lang} where to turn, and is clean`, async () => {
      const { element } = await shown(lang);
      const numbers = [...root(element).querySelectorAll('a')].map((a) => a.getAttribute('href'));
      equal(numbers, ['tel:120', 'tel:010']);
      assert(
        !say(element).includes(lang === 'en' ? 'Internal medicine' : '内科'),
        'a closed department is not offered',
      );
      await clean(element);
    });

  it('takes a place in the department that is pressed, with the patient’s own words', async () => {
    const { element, posts } = await shown('en', 'my chest feels odd');
    root(element).querySelector<HTMLElement>('[part=departments] button')!.click();
    await until(() => posts.length > 0);
    equal(posts[0], {
      path: `/visits/${VISIT}/queue-entries`,
      body: { departmentId: DEPARTMENT, text: 'my chest feels odd' },
    });
  });

  it('says when that failed, and can be pressed again', async () => {
    const { element, posts, refuse, care } = await shown('en');
    refuse.push({ status: 422, code: 'invalid-input' });
    root(element).querySelector<HTMLElement>('[part=departments] button')!.click();
    await until(() => !!care.use(createVisitStore).get().problem);
    await until(() => !!root(element).querySelector('[role=alert]'));
    root(element).querySelector<HTMLElement>('[part=departments] button')!.click();
    await until(() => posts.length === 2);
  });

  it('without an open department names the hospital’s number', async () => {
    const { element } = await shown('en');
    Object.assign(element, { hospitalFacts: { ...FACTS, departments: [] } });
    await until(() => say(element).includes('No department is open'));
    assert(say(element).includes('Call the hospital: 010'), 'the number is there');
  });
});
