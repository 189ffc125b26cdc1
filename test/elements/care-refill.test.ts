/** The patient's refill: read, asked for in two taps, a change leads to a visit; a token that lasts is kept once. */
import type { Refill } from '@care-elements/contract/refill.ts';
import { createCare } from '@care-elements/client/care.ts';
import { Problem } from '@care-elements/client/problem.ts';
import { createStore } from '@care-elements/client/store.ts';
import '../../packages/elements/widgets/care-refill.ts';
import type { CareRefill } from '../../packages/elements/widgets/care-refill.ts';
import en from '../../packages/elements/locales/en/refill.ts';
import zh from '../../packages/elements/locales/zh-CN/refill.ts';
import { open } from '../../stories/refill-facts.ts';
import { clean, made, VISIT } from './care-visit-kit.ts';
import { equal, until } from '../kit/expect.ts';

const ID = '0190aaaa-0000-7000-8000-000000000077';
const name = { 'zh-CN': '赵敏', en: 'Zhao Min' };
const refill = (change: Partial<Refill> = {}): Refill => ({
  ...{ refillId: ID, visitId: VISIT, prescriptionId: ID, number: 'x', state: 'active', left: 1 },
  ...{ prescriber: { clinicianId: ID, name, title: name }, medicines: [name], days: 28, intervalDays: 25 },
  ...{ validUntil: '2027-02-20T16:00:00.000Z' },
  slots: [{ ...open, slot: 1, state: 'open', from: '2026-12-20' }],
  next: { slot: 1, from: '2026-12-20', obstacle: null },
  ...change,
});

function world(first: Refill | null) {
  const session = createStore({ token: 't', visitId: VISIT } as never);
  const care = createCare('https://care.test', 'renhe', session);
  const asked: [string, unknown][] = [];
  const refuse: Problem[] = [];
  care.api.get = async () => ({ refill: first }) as never;
  care.api.post = async (path: string, body?: unknown) => {
    asked.push([path, body]);
    if (path.endsWith('/access')) return { token: 'kept', expiresAt: '2027-02-20T16:00:00.000Z' } as never;
    const bad = refuse.shift();
    if (bad) throw bad;
    const slots = [
      { ...refill().slots[0]!, state: 'requested' as const, requestedAt: '2026-12-20T01:00:00.000Z' },
    ];
    return refill({ slots, left: 0, next: null }) as never;
  };
  return { care, asked, refuse, session };
}
async function mount(care: ReturnType<typeof world>['care'], lang: string): Promise<CareRefill> {
  const element = document.createElement('care-refill') as CareRefill;
  Object.assign(element, { care, lang, visit: VISIT, version: 1, zone: 'Asia/Shanghai' });
  const box = document.createElement('div');
  box.style.width = '320px';
  box.append(element);
  made.push(box);
  document.body.append(box);
  await element.updateComplete;
  return element;
}
const says = (e: Element, words: string) =>
  until(() => e.shadowRoot!.textContent!.replace(/\s+/g, ' ').includes(words), words);
const tap = async (e: CareRefill, words: string) => {
  await says(e, words);
  [...e.shadowRoot!.querySelectorAll('button')].find((b) => b.textContent!.trim() === words)!.click();
  await e.updateComplete;
};

for (const [lang, t] of [
  ['zh-CN', zh],
  ['en', en],
] as const)
  describe(`care-refill, ${lang}`, () => {
    afterEach(() => made.splice(0).forEach((box) => box.remove()));

    it('says how often and from when, and asks in two taps', async () => {
      const { care, asked, session } = world(refill());
      const element = await mount(care, lang);
      await says(element, t.left(1));
      await says(element, lang === 'en' ? '20 December' : '12 月 20 日');
      await says(element, t.until(lang === 'en' ? '20 February' : '2 月 20 日'));
      equal((session.get() as { token: string } | null)?.token, 'kept', 'the token');
      await clean(element);
      await tap(element, t.ask);
      await says(element, t.question);
      await clean(element);
      await tap(element, t.nothing);
      await says(element, t.asked(name[lang]));
      equal(asked, [
        [`/visits/${VISIT}/refill/access`, undefined],
        [`/refills/${ID}/request`, { slot: 1, nothingChanged: true }],
      ]);
      // Read again, it keeps no second token.
      element.version = 2;
      await element.updateComplete;
      await says(element, t.left(1));
      equal(asked.length, 2, 'writes');
    });

    it('sends nobody’s change to the server: it leads to a visit', async () => {
      const { care, asked } = world(refill());
      const element = await mount(care, lang);
      await tap(element, t.ask);
      await tap(element, t.something);
      await says(element, t.visitFirst);
      equal(asked.filter(([path]) => path.includes('request')).length, 0, 'requests');
    });

    it('says that it was not sent, and can be sent again', async () => {
      const { care, asked, refuse } = world(refill());
      refuse.push(new Problem(0, {}));
      const element = await mount(care, lang);
      await tap(element, t.ask);
      await tap(element, t.nothing);
      await says(element, t.failed);
      await tap(element, t.ask);
      await tap(element, t.nothing);
      await says(element, t.asked(name[lang]));
      equal(asked.filter(([path]) => path.includes('request')).length, 2, 'requests');
    });

    it('is not there where nothing may be renewed', async () => {
      const { care, asked } = world(null);
      const element = await mount(care, lang);
      await new Promise((done) => setTimeout(done, 50));
      equal(element.shadowRoot!.textContent!.trim(), '', 'text');
      equal(asked, []);
    });
  });
