/** `diagnose()` in pages that the gallery has none of: those of frameworks, and those in languages that few pages speak. */
import type { Finding } from '@care-elements/client/diagnose.ts';
import { CareDiagnose } from '../../packages/elements/widgets/care-diagnose.ts';
import '../../packages/elements/widgets/care-visit.ts';
import { WORLDS } from '../../stories/facts.ts';
import { equal } from '../kit/expect.ts';

const SERVER = 'https://care.test';
const { fetch } = window;
const made: Element[] = [];

/** A tag as a page has it, by attributes or, as frameworks do, by properties. */
function put(attributes: Record<string, string>, properties: object = {}): Element {
  const element = Object.assign(document.createElement('care-visit'), properties);
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
});
