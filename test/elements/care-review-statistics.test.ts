/** The pharmacy lead's figures: who finds the way to them, what is asked, and what is shown. */
import type { ReviewStatistics } from '@care-elements/contract/review.statistics.ts';
import { idOf, people } from '../kit/prescription-fakes.ts';
import { put, takeAway } from '../kit/pharmacy-desk.ts';
import { clean } from '../kit/axe.ts';
import { equal, until } from '../kit/expect.ts';

const GAO = { ...people.gao, role: 'pharmacist', departments: [] };
const PATH = 'GET /prescriptions/review-statistics';
const counts = { reviewed: 4, passed: 2, returned: 1, rejected: 1, overridesAccepted: 1 };
const FIGURES: ReviewStatistics = {
  ...{ from: '2026-11-01', to: '2026-11-28' },
  totals: { ...counts, medianWaitSeconds: 450, medianHandSeconds: 45.5 },
  pharmacists: [{ pharmacist: people.gao, ...counts, medianWaitSeconds: 450, medianHandSeconds: null }],
  pairs: [
    {
      ...{ pharmacist: people.gao, prescriber: { ...people.gao, clinicianId: idOf(60) } },
      ...{ reviewed: 4, passedShare: 0.5, prescriberShare: 2 / 3 },
    },
  ],
  reasons: [{ reason: 'dose', returned: 1, rejected: 1 }],
};

const lead = async (lang = 'en', figures: unknown = FIGURES) => {
  const desk = await put(undefined, {
    lang,
    answers: { 'GET /sessions/current': { ...GAO, pharmacyLead: true }, [PATH]: figures },
  });
  const button = desk.root.querySelector<HTMLElement>('#statistics')!;
  button.focus();
  button.click();
  await until(
    () => desk.root.querySelector('care-review-statistics')?.shadowRoot?.querySelector('h2'),
    'figures',
  );
  const element = desk.root.querySelector('care-review-statistics')!;
  const root = element.shadowRoot!;
  const rows = () =>
    [...root.querySelectorAll('tbody tr')].map((tr) =>
      [...tr.children].map((cell) => cell.textContent!.trim()),
    );
  const asked = () => desk.care.calls.filter(([name]) => name.startsWith(PATH));
  return { ...desk, element, root, rows, asked };
};

describe('care-review-statistics', () => {
  afterEach(takeAway);

  it('is offered to the pharmacy lead alone', async () => {
    const { root } = await put();
    equal(root.querySelector('#statistics'), null);
  });

  for (const lang of ['zh-CN', 'en'])
    it(`shows what was counted, with units, and has no accessibility faults (${lang})`, async () => {
      const { element, root, rows } = await lead(lang);
      await until(() => root.querySelector('table'), 'tables');
      const name = people.gao.name[lang as 'en'];
      const times = lang === 'en' ? ['7 min 30 s', '–', '46 s'] : ['7 分 30 秒', '—', '46 秒'];
      equal(rows()[0], [name, '4', '2', '1', '1', '1', times[0], times[1]]);
      equal(rows()[1]!.slice(1), ['4', '2', '1', '1', '1', times[0], times[2]]);
      equal(rows()[2]!.slice(2), lang === 'en' ? ['4', '50 %', '67 %'] : ['4', '50%', '67%']);
      equal(rows()[3]!.slice(1), ['1', '1']);
      await clean(element);
    });

  it('asks for days in their order alone, and closes on its button', async () => {
    const { root, asked, root: r, element } = await lead();
    await until(() => r.querySelector('table'), 'tables');
    const before = asked().length;
    const [from, to] = [...root.querySelectorAll<HTMLInputElement>('input')];
    const show = async (a: string, b: string) => {
      from!.value = a;
      to!.value = b;
      root.querySelector<HTMLElement>('form .act')!.click();
      await new Promise((done) => setTimeout(done));
    };
    await show('2026-11-02', '2026-11-01');
    await until(() => root.querySelector('#wrong .band'), 'what is wrong');
    await show('2026-01-01', '2026-11-01');
    equal(asked().length, before);
    await show('2026-11-01', '2026-11-02');
    equal(asked().length, before + 1);
    root.querySelector<HTMLElement>('.end')!.click();
    await until(() => !element.isConnected, 'the desk without it');
  });
});
