/** `<care-triage>` by itself on a page: it asks for the visit that this browser knows, and says so where there is none. */
import { createCare } from '@care-elements/client/care.ts';
import type { Session } from '@care-elements/client/session.ts';
import { createStore } from '@care-elements/client/store.ts';
import '../../packages/elements/widgets/care-triage.ts';
import type { CareTriage } from '../../packages/elements/widgets/care-triage.ts';

describe('care-triage alone', () => {
  const real = window.fetch;
  let element: CareTriage;
  afterEach(() => {
    element.remove();
    window.fetch = real;
  });

  async function alone(session: Session | null, lang: string): Promise<string[]> {
    const asked: string[] = [];
    window.fetch = (input) => {
      const path = new URL(String(input)).pathname.replace('/v1/hospitals/renhe', '');
      asked.push(path);
      const body = path === '' ? { hospitalId: 'renhe', emergencyNumber: '120' } : { code: 'not-found' };
      return Promise.resolve(new Response(JSON.stringify(body), { status: path === '' ? 200 : 404 }));
    };
    element = document.createElement('care-triage') as CareTriage;
    const care = createCare('https://care.test', 'renhe', createStore<Session | null>(session));
    Object.assign(element, { care, lang });
    document.body.append(element);
    for (let i = 0; i < 100 && !/No visit yet|还没有就诊/.test(element.shadowRoot?.textContent ?? ''); i++) {
      await new Promise((done) => setTimeout(done, 10));
    }
    return asked;
  }

  for (const [lang, words] of [
    ['en', 'No visit yet'],
    ['zh-CN', '还没有就诊'],
  ] as const) {
    it(`says in ${lang} that there is no visit`, async () => {
      const asked = await alone(null, lang);
      if (!element.shadowRoot!.textContent!.includes(words))
        throw new Error(element.shadowRoot!.textContent!);
      if (asked.join() !== '') throw new Error(`asked for ${asked.join()}`);
    });
  }

  it('lets the page say it in its own words', async () => {
    await alone(null, 'en');
    element.innerHTML = '<b slot="empty">Register at the desk first</b>';
    const slot = element.shadowRoot!.querySelector<HTMLSlotElement>('slot[name=empty]');
    if (slot?.assignedElements()[0]?.localName !== 'b') throw new Error(element.shadowRoot!.innerHTML);
  });

  it('asks for the visit of the stored token', async () => {
    const asked = await alone({ token: 't', visitId: '0190aaaa-0000-7000-8000-000000000001' }, 'en');
    if (!asked.includes('/visits/0190aaaa-0000-7000-8000-000000000001')) throw new Error(asked.join());
  });
});
