/** `diagnose()` in pages that the gallery has none of: those of frameworks, and those in languages that few pages speak. */
import type { Finding } from '@care-elements/client/diagnose.ts';
import en from '../../packages/elements/locales/en/diagnose.ts';
import hk from '../../packages/elements/locales/zh-HK/diagnose.ts';
import tw from '../../packages/elements/locales/zh-TW/diagnose.ts';
import { CareDiagnose } from '../../packages/elements/widgets/care-diagnose.ts';
import '../../packages/elements/widgets/care-formulary.ts';
import '../../packages/elements/widgets/care-visit.ts';
import { WORLDS } from '../../stories/facts.ts';
import { equal, until } from '../kit/expect.ts';

const SERVER = 'https://care.test';
const { fetch } = window;
const made: Element[] = [];

/** A tag as a page has it, by attributes or, as frameworks do, by properties. */
function put(attributes: Record<string, string>, properties: object = {}, tag = 'care-visit'): Element {
  const element = Object.assign(document.createElement(tag), properties);
  for (const [name, value] of Object.entries(attributes)) element.setAttribute(name, value);
  document.body.append(element);
  made.push(element);
  return element;
}
const row = (rows: Finding[], check: string) => rows.find((one) => one.check === check)!;

describe('diagnose()', () => {
  beforeEach(() => {
    window.fetch = async (input, init) => {
      const { origin, pathname } = new URL(`${input as string}`, location.href);
      if (origin !== SERVER) return fetch(input, init);
      if (pathname === '/v1/hospitals/renhe') return Response.json(WORLDS.en.hospital);
      return Response.json({ code: 'not-found' }, { status: 404 });
    };
  });
  afterEach(() => {
    window.fetch = fetch;
    made.splice(0).forEach((element) => element.remove());
  });

  it('finds a tag whose hospital and server are properties alone, as React and Vue set them', async () => {
    const element = put({}, { hospital: 'renhe', server: SERVER });
    equal(element.hasAttribute('hospital'), false);
    const { rows } = await CareDiagnose.diagnose();
    const { as, facts } = row(rows, 'origin');
    equal([as, facts], ['registered', { server: SERVER, hospital: 'renhe', origin: location.origin }]);
  });
  for (const [tag, lang, as, speaks] of [
    ['care-visit', 'ar', 'said', 'ar'],
    ['care-visit', 'zh-Hant', 'said', 'zh-TW'],
    ['care-visit', 'fr', 'unknown', 'en'],
    ['care-formulary', 'ar', 'unknown', 'en'],
    ['care-formulary', 'zh-HK', 'said', 'zh-HK'],
  ] as const)
    it(`says that ${tag} speaks ${speaks} where the page says ${lang}`, async () => {
      put({ lang, server: SERVER, hospital: 'renhe' }, {}, tag);
      const { rows } = await CareDiagnose.diagnose();
      const found = row(rows, 'language');
      equal([found.as, found.facts!['speaks']], [as, speaks]);
    });

  it('has its table in traditional Chinese; in English for Arabic, from the left', async () => {
    const box = document.createElement('div');
    box.dir = 'rtl';
    document.body.append(box);
    made.push(box);
    const rows: Finding[] = [{ check: 'clock', mark: 'ok', as: 'right' }];
    for (const [said, lang, { title }] of [
      ['zh-TW', 'zh-TW', tw],
      ['zh-HK', 'zh-HK', hk],
      ['ar', 'en', en],
    ] as const) {
      box.lang = said;
      const panel = Object.assign(document.createElement('care-diagnose') as CareDiagnose, { rows });
      panel.setAttribute('inline', '');
      box.replaceChildren(panel);
      await until(() => panel.hasUpdated);
      const card = panel.shadowRoot!.querySelector('section')!;
      equal([card.querySelector('h2')!.textContent, card.lang], [title, lang]);
      equal(getComputedStyle(card).direction, 'ltr');
    }
  });
});
