/**
 * Lives through a day of an internet hospital on a clock of its own: the real queue, calls and waiting-time estimate, driven by a
 * discrete event simulation. Measures how often patients are called inside the interval that they were told on joining.
 */
import { SYSTEM } from '../../server/actor.ts';
import { finishEntry } from '../../server/queue/service.ts';
import { placeOfVisit } from '../../server/queue/places.ts';
import { inHospital, type Work } from '../../server/work.ts';
import { departmentId, openTestApp, signedIn } from '../kit/open-test-app.ts';
import { openTestDb } from '../kit/open-test-db.ts';
import { addDoctor, addEntry } from '../server/consult/kit.ts';
import { asSuperuser } from './kit/durable.ts';
import type { Figure } from './kit/figure.ts';
import { createDraws, simulate, type Day, type World } from './kit/simulation.ts';
import { HOSPITAL } from './kit/waiting-room.ts';

/** The largest published load: 70,000 treated and 200,000 advised patients in a year; and what it may grow to. */
const A_DAY = 270_000 / 365;
const GROWTH = [1, 17, 20];
/** Patients share so many queues, whose days are alike: one of them is simulated. */
const DEPARTMENTS = 4;
const HOURS = 14;
const GOAL = 80;

type Wait = Day['waits'][number];

export const notes = [
  `One of ${DEPARTMENTS} equal departments, 8:00 to 22:00 with a peak in the morning and one in the evening; consults of 8 ± 5 minutes (log-normal), doctors on duty by the hour for 90 % of their time, half a minute between two patients, 3 % do not come when called, 5 % are urgent and go first. An interval is what \`placeOfVisit\` told on joining. The machine’s share is the time that the server and PostgreSQL took for all departments’ requests, one after another, of the hours that the hospital was open; live pages and video are not in it. A short wait is mostly chance, and no interval is narrower than two minutes: where patients wait less than that, more of them are called inside than the goal asks.`,
];

/** `size`: the largest growth that is simulated. */
export async function bench(_n: number, size = Infinity, openDb = openTestDb): Promise<Figure[]> {
  const figures: Figure[] = [];
  for (const growth of GROWTH.filter((one) => one <= size))
    figures.push(...(await oneDay(growth, Math.round((A_DAY * growth) / DEPARTMENTS), openDb)));
  return figures;
}

/** A department's day with so many patients. */
export async function oneDay(growth: number, patients: number, openDb = openTestDb): Promise<Figure[]> {
  const start = new Date();
  start.setUTCHours(0, 0, 0, 0);
  let now = start.getTime();
  const t = await openTestApp({ database: await openDb(), now: () => new Date(now) });
  const department = departmentId(HOSPITAL, '02');
  const within = <T>(fn: (work: Work) => Promise<T>) =>
    inHospital(t.deps, HOSPITAL, { doer: SYSTEM, requestId: null }, fn);
  const tokens = new Map<string, string>();
  const post = async (path: string, token: string) => {
    const { status, body } = await t.call('POST', `/${HOSPITAL}${path}`, { token });
    if (status >= 300 && body.code !== 'queue-empty') throw new Error(`${path}: ${JSON.stringify(body)}`);
    return body;
  };
  try {
    const world: World = {
      setClock: (minutes) => void (now = start.getTime() + minutes * 60_000),
      async doctor() {
        const clinicianId = await addDoctor(t.deps, HOSPITAL);
        const actor = {
          hospitalId: HOSPITAL,
          sessionId: t.deps.newId(),
          role: 'doctor',
          clinicianId,
        } as const;
        return signedIn(t.deps, actor, 48 * 3600_000);
      },
      async join(urgent) {
        const visit = await t.openVisit(HOSPITAL);
        const entryId = await addEntry(t.deps, HOSPITAL, visit.visitId, 'waiting', '');
        if (urgent)
          await asSuperuser(
            t.superuserUrl,
            `UPDATE queue_entries SET level = 2 WHERE entry_id = '${entryId}'`,
          );
        tokens.set(entryId, visit.token);
        const place = await within((work) => placeOfVisit(work, visit.visitId));
        return { entryId, interval: place!.waitMinutes! };
      },
      call: async (doctor) =>
        (await post(`/departments/${department}/call-next`, doctor)).entryId as string | undefined,
      enter: (entryId) => post(`/queue-entries/${entryId}/enter`, tokens.get(entryId)!),
      miss: (entryId, doctor) => post(`/queue-entries/${entryId}/miss`, doctor),
      finish: (entryId) => within((work) => finishEntry(work, entryId)),
    };
    const begun = performance.now();
    const day = await simulate(world, { patients, hours: HOURS, draws: createDraws(7 + growth) });
    const busy = ((performance.now() - begun) * DEPARTMENTS) / (HOURS * 3600_000);
    const figure = (words: string, ours: number, bare: number, more?: true): Figure => ({
      ...{ name: 'day', figure: `× ${growth}: ${words}`, unit: '%', ours, bare, ratio: ours / bare },
      ...{ goal: 1, n: day.waits.length, ...(more && { more }) },
    });
    const { waits } = day;
    const inside = waits.filter(({ min, max, minutes }) => min <= minutes && minutes <= max).length;
    const minutes = (words: string, ours: (wait: Wait) => number, bare: (wait: Wait) => number): Figure => {
      const mean = (of: typeof ours) => waits.reduce((sum, wait) => sum + of(wait), 0) / waits.length;
      return { ...figure(words, mean(ours), mean(bare)), unit: 'min' };
    };
    return [
      figure('called inside the interval told (bare: the goal)', (100 * inside) / waits.length, GOAL, true),
      minutes(
        'the wait, mean (bare: the middle of the interval told)',
        (wait) => wait.minutes,
        ({ min, max }) => (min + max) / 2,
      ),
      minutes(
        'how far it was from that middle, mean (bare: half the interval’s width)',
        (wait) => Math.abs(wait.minutes - (wait.min + wait.max) / 2),
        ({ min, max }) => (max - min) / 2,
      ),
      figure('of the doctors’ time on duty (bare: all of it)', 100 * day.utilisation, 100),
      figure('of the machine’s time (bare: all of it)', 100 * busy, 100),
    ];
  } finally {
    await t.close();
  }
}
