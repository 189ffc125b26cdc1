/** A hospital's own words: in place before anything is drawn, text whatever is in them, each language and hospital its own; and the parts of a screen speak its language. */
import type { Sentence } from '@care-elements/contract/wording.ts';
import { createCare, type Care } from '@care-elements/client/care.ts';
import { createStore } from '@care-elements/client/store.ts';
import { beyond } from '../../packages/elements/base/beyond.ts';
import type { CareVisit } from '../../packages/elements/widgets/care-visit.ts';
import { clear, go, mount, pick, root, title, turn, who, world, view } from './care-visit-kit.ts';
import { equal, until } from '../kit/expect.ts';

const say = (
  language: Sentence['language'],
  key: string,
  sentence: string,
  ...blanks: string[]
): Sentence => ({
  ...{ language, key, sentence, blanks },
});
const XSS = '<img src=x onerror="window.hacked = 1">';
const SENTENCES = [
  say('en', 'first.whoTitle', 'Whom may we help?'),
  say('en', 'first.phoneHint', XSS),
  say('en', 'first.steps.1', 'Please sit down'),
  say('en', 'first.problems.network', 'Offline'),
  say('zh-HK', 'visit-guardian.childWhy', '未滿{age}歲，請大人陪同。', 'age'),
  say('en', 'visit-errors.missing.name', 'Your name, please'),
  say('en', 'no-such-file.title', 'x'),
  say('en', 'first.noSuchKey', 'x'),
];

/** A server that has these words for its hospital, told as the hospital's answer tells it. */
async function speaking(care: Care, elements: Iterable<CareVisit> = []): Promise<void> {
  const { fetch } = window;
  window.fetch = async (input, init) =>
    /\/wording\?version=3$/.test(`${input as string}`)
      ? new Response(JSON.stringify({ version: 3, sentences: SENTENCES }))
      : fetch(input, init);
  await beyond({ wording: 3 }, care.api.base, elements);
}
const step = (element: Element) => root(element).querySelectorAll('.steps li')[1]!.textContent;

describe('a hospital’s own words', () => {
  afterEach(clear);

  it('stand in the place of ours, as text; what is not said otherwise stays; each language has its own', async () => {
    const { care } = world();
    await speaking(care);
    const element = await mount(care, 'en');
    equal([title(element), step(element)], ['Whom may we help?', 'Please sit down']);
    equal(root(element).querySelector('.steps li')!.textContent, 'Symptoms');
    equal(root(element).querySelector('[id="phone-about"]')!.textContent, XSS);
    equal(root(element).querySelector('img'), null);
    equal((window as unknown as { hacked?: number }).hacked, undefined);
    await turn(element, () => (element.lang = 'zh-CN'));
    equal([title(element), step(element)], ['就诊人是谁？', '候诊']);
    await turn(element, () => (element.lang = 'en'));
    equal(title(element), 'Whom may we help?');
  });

  it('come to what stands already, reach what is said later, and leave another hospital’s widget alone', async () => {
    const { care } = world();
    care.api.base += '-second';
    const element = await mount(care, 'en');
    equal(title(element), 'Who is the visit for?');
    const other = await mount(createCare('https://care.test', 'lakeside', createStore(null)), 'en');
    await speaking(care, [element, other]);
    await until(() => title(element) === 'Whom may we help?');
    go(element);
    await until(() => root(element).querySelector('.summary')?.textContent?.includes('Your name, please'));
    equal(other.words.t.whoTitle, 'Who is the visit for?');
    // The same element for another hospital.
    element.care = world().care;
    element.care.api.base = 'https://care.test/v1/hospitals/third';
    await until(() => element.words.t.whoTitle === 'Who is the visit for?');
  });

  it('are ours where they can’t be fetched', async () => {
    const { care } = world();
    window.fetch = ((before) => (input: RequestInfo | URL, init?: RequestInit) =>
      `${input as string}`.includes('/wording') ? Promise.reject(new TypeError('cut')) : before(input, init))(
      window.fetch,
    );
    await beyond({ wording: 9 }, 'https://care.test/v1/hospitals/cut', []).catch(() => {});
    equal(title(await mount(care, 'zh-CN')), '就诊人是谁？');
  });
});

describe('the parts of a screen', () => {
  afterEach(clear);

  it('speak its language: the guardian’s page, with the hospital’s own words', async () => {
    const { care } = world();
    await speaking(care);
    const element = await mount(care, 'zh-HK');
    await who(element, `${new Date().getFullYear() - 5}-01-01`);
    await until(() => title(element) === '哪位監護人陪同？');
    equal(root(element).querySelector('h1 + p')!.textContent, '未滿14歲，請大人陪同。');
    pick(element, 'guardian/relation', 'parent');
    await turn(element, () => (element.lang = 'en'));
    equal(title(element), 'Which adult is with the child?');
  });

  it('speak its language: what was heard, and the picture of the body', async () => {
    const w = world(view());
    w.heard.push({ words: '發燒', redFlag: true });
    const element = await mount(w.care, 'zh-TW');
    element.draft = { complaint: '發燒' };
    await w.care.use((await import('@care-elements/client/visit-store.ts')).createVisitStore).find('發燒');
    await until(() => root(element).querySelector('#heard')?.textContent?.includes('您提到了這些'));
    element.map = true;
    await until(() =>
      root(element)
        .querySelector('care-body-map')
        ?.shadowRoot?.querySelector('h2')
        ?.textContent?.includes('裡'),
    );
  });
});

describe('Arabic', () => {
  afterEach(clear);

  it('runs from right to left, says above English questions that they are English, and turns back', async () => {
    const w = world(view());
    const element = await mount(w.care, 'ar');
    await until(() => title(element) === 'ما الذي تشكو منه؟');
    const style = (one: Element) => getComputedStyle(one).direction;
    equal(style(root(element).querySelector('h1')!), 'rtl');
    equal(root(element).querySelector<HTMLAnchorElement>('.untranslated a')!.href, 'tel:010-1');
    await until(() => root(element).querySelector('.rows .row span[lang="en"][dir="ltr"]'));
    const name = root(element).querySelector('header b')!;
    equal([name.getAttribute('lang'), style(name)], ['en', 'ltr']);
    await turn(element, () => (element.lang = 'en'));
    equal(style(root(element).querySelector('h1')!), 'ltr');
    equal(root(element).querySelector('.untranslated'), null);
  });

  it('leads from English back to the language that one came in, after a reload, too', async () => {
    for (const [lang, name] of [
      ['ar', 'العربية'],
      ['zh-HK', '繁體中文'],
    ] as const) {
      clear();
      const w = world(view());
      const button = (of: Element) => root(of).querySelector<HTMLElement>('header button')!;
      const says = (of: Element, what: string) => until(() => button(of)?.textContent === what);
      const opened = async () => {
        const element = document.createElement('care-visit') as CareVisit;
        element.care = w.care;
        document.body.append(element);
        await until(() => button(element));
        return element;
      };
      const before = await mount(w.care, lang);
      await says(before, 'English');
      button(before).click();
      await says(before, name);
      equal([before.lang, button(before).lang], ['en', lang]);
      const after = await opened();
      equal([button(after).textContent, after.lang], [name, 'en']);
      button(after).click();
      await says(after, 'English');
      equal(after.lang, lang);
      after.remove();
      const again = await opened();
      equal([again.lang, again.tongue], [lang, lang]);
      again.remove();
    }
  });
});
