/** The medicine plan: what is taken when, and a calendar file that another program's parser reads as we mean it. */
import ICAL from 'ical.js';
import { FREQUENCY_CODES } from '@care-elements/contract/prescription.terms.ts';
import type { Item } from '@care-elements/contract/prescription.ts';
import '../../packages/elements/widgets/care-medicine-plan.ts';
import type { CareMedicinePlan } from '../../packages/elements/widgets/care-medicine-plan.ts';
import {
  calendarOf,
  hoursOf,
  firstDayOf,
  lastDayOf,
  remindersOf,
} from '../../packages/elements/widgets/medicine-plan-times.ts';
import en from '../../packages/elements/locales/en/medicine-plan.ts';
import { WORLDS } from '../../stories/facts.ts';
import { patientRx } from '../../stories/rx-facts.ts';
import { assert, equal, until } from '../kit/expect.ts';

const world = WORLDS.en;
const rx = patientRx(world);
const [base] = rx.items;
const item = (change: Partial<Item>): Item => ({ ...base!, ...change });
const naming = { prescriptionId: 'rx', title: () => 'A, b; c\\d', text: () => '一行\n第二行'.repeat(9) };

describe('medicine plan: times', () => {
  it('names hours for every way but those without any', () => {
    for (const frequency of FREQUENCY_CODES) {
      const when = hoursOf(frequency);
      equal(when === null, frequency === 'prn' || frequency === 'st', frequency);
    }
    equal(hoursOf('tid')!.hours, ['08:00', '12:00', '18:00']);
    equal(hoursOf('q8h')!.hours.length, 3);
  });

  it('ends with the last day, also over the end of a month and a leap day', () => {
    equal(lastDayOf({ days: 7, frequency: 'tid' }, '2026-11-28'), '2026-12-04');
    equal(lastDayOf({ days: 1, frequency: 'qd' }, '2026-11-28'), '2026-11-28');
    equal(lastDayOf({ days: 3, frequency: 'qd' }, '2028-02-27'), '2028-02-29');
  });

  it('makes a file that another parser reads as so many doses at those hours', () => {
    for (const [frequency, days, doses] of [
      ['tid', 5, 15],
      ['q6h', 2, 8],
      ['qod', 5, 3],
      ['qw', 28, 4],
      ['qn', 7, 7],
    ] as const) {
      const made = remindersOf([item({ frequency, days })], '2026-11-28', naming);
      const file = calendarOf(made, 'plan', new Date('2026-11-28T01:02:03.004Z'));
      assert(!/[^\r]\n/.test(file), 'lines end as the format wants');
      for (const line of file.split('\r\n')) assert(new TextEncoder().encode(line).length <= 75, line);
      const events = new ICAL.Component(ICAL.parse(file)).getAllSubcomponents('vevent');
      const seen: string[] = [];
      for (const event of events.map((one) => new ICAL.Event(one))) {
        equal([event.summary, event.description], [naming.title(), naming.text()]);
        const dates = event.iterator();
        for (let next = dates.next(); next; next = dates.next()) seen.push(next.toString());
      }
      equal(seen.length, doses, frequency);
      equal(new Set(seen).size, doses);
      assert(
        seen.every((at) => at >= '2026-11-28T00:00:00' && at < '2026-12-26'),
        seen.join(),
      );
      equal(new Set(made.map(({ uid }) => uid)).size, made.length);
    }
  });

  it('begins an hour that has passed tomorrow, so that no dose is lost', () => {
    const made = remindersOf([item({ frequency: 'tid', days: 5 })], '2026-11-28', {
      ...naming,
      now: '12:30',
    });
    equal(
      made.map(({ day, hour, times }) => `${day} ${hour} ${times}`),
      ['2026-11-29 08:00 5', '2026-11-29 12:00 5', '2026-11-28 18:00 5'],
    );
    equal(lastDayOf({ days: 5, frequency: 'tid' }, '2026-11-28', '12:30'), '2026-12-03');
    equal(lastDayOf({ days: 5, frequency: 'tid' }, '2026-11-28', '07:00'), '2026-12-02');
    equal(lastDayOf({ days: 5, frequency: 'qod' }, '2026-11-28'), '2026-12-02');
    // Seven mornings are seven days, though it was handed over in the evening.
    const once = { days: 7, frequency: 'qd' } as const;
    equal(firstDayOf(once, '2026-11-30', '20:08'), '2026-12-01');
    equal(lastDayOf(once, '2026-11-30', '20:08'), '2026-12-07');
    equal(firstDayOf({ frequency: 'tid' }, '2026-11-30', '12:30'), '2026-11-30');
    equal(firstDayOf({ frequency: 'prn' }, '2026-11-30', '23:59'), '2026-11-30');
  });

  it('reminds of nothing that is taken only when needed', () => {
    equal(
      remindersOf(
        [item({ frequency: 'prn', maxPerDay: 3 }), item({ frequency: 'st' })],
        '2026-11-28',
        naming,
      ),
      [],
    );
  });
});

describe('care-medicine-plan', () => {
  const show = async (items: Item[]): Promise<CareMedicinePlan> => {
    const element = document.createElement('care-medicine-plan') as CareMedicinePlan;
    Object.assign(element, { lang: 'en', rx: { ...rx, items }, at: world.hospital, first: '2026-11-28' });
    document.body.replaceChildren(element);
    await until(() => element.shadowRoot?.querySelector('table'), 'the table');
    return element;
  };
  const rows = (element: CareMedicinePlan) =>
    [...element.renderRoot.querySelectorAll('tbody tr:last-child')].map((row) =>
      [...row.querySelectorAll('td')].map((cell) => cell.textContent!.replace(/\s+/g, ' ').trim()),
    );

  it('puts each dose under its time of day, and says in words what has none', async () => {
    const element = await show([
      item({ line: 1, frequency: 'bid' }),
      item({ line: 2, frequency: 'qn' }),
      item({ line: 3, frequency: 'q12h' }),
      item({ line: 4, frequency: 'qw' }),
    ]);
    const [bid, qn, q12h, qw] = rows(element);
    equal(
      bid!.map((cell) => cell !== ''),
      [true, false, true, false],
    );
    equal(
      qn!.map((cell) => cell !== ''),
      [false, false, false, true],
    );
    assert(q12h!.length === 1 && q12h![0]!.includes('08:00, 20:00'), q12h!.join());
    assert(qw![0]!.includes(en.every(7)), qw!.join());
    assert(element.renderRoot.textContent!.includes('28 November'), 'the first day');
  });

  it('offers no reminders where there are none to make', async () => {
    const element = await show([item({ frequency: 'prn', maxPerDay: 2 })]);
    assert(!element.renderRoot.querySelector('[part=calendar]'), 'no button');
    assert(element.renderRoot.textContent!.includes(en.noReminders), 'and why');
  });
});
