/**
 * Measures a surge: for some minutes twenty times as many patients take a place in the queue as before and after, while doctors go
 * on calling. Who comes does not wait for others to be served (open loop), and a delay counts from when the request was due.
 */
import { openTestApp } from '../kit/open-test-app.ts';
import { startCrowd, type Asked } from './kit/crowd.ts';
import { asSuperuser, openTimedDb } from './kit/durable.ts';
import { quantile, tell, type Figure } from './kit/figure.ts';
import { broken, type Called } from './kit/order.ts';
import { startOurs } from './kit/server.ts';
import { HOSPITAL, layOut } from './kit/waiting-room.ts';

/** A second, before and after: twice the peak hour of the twenty-fold load in `day`. */
const ARRIVALS = 2;
const TIMES = 20;
const MINUTES = 5;
/** Before it is longer: what is the slowest of few would be exceeded afterwards by chance alone. */
const BEFORE_SECONDS = 300;
const AFTER_SECONDS = 60;
/** The first seconds warm the server up. */
const WARM_MS = 10_000;
const CALLS = 10;
const DEPARTMENTS = 20;
const BACK_SECONDS = 10;

export const notes = [
  `${ARRIVALS} arrivals a second, ${TIMES} times as many in the surge (\`--size\` minutes), ${CALLS} calls a second throughout, ${DEPARTMENTS} departments; ${BEFORE_SECONDS} s before and ${AFTER_SECONDS} s after. An arrival is the request for a place in the queue. Lost: acknowledged and not there; doubled: more than one place of a visit, or a patient called twice; order broken: called before somebody who stood before them, whose place had been acknowledged when the call began, and who was called only after it or not at all. It is back when from then on no request takes longer than the slowest before the surge.`,
];

export async function bench(
  _n: number,
  minutes = MINUTES,
  { before = BEFORE_SECONDS, after = AFTER_SECONDS, openDb = openTimedDb } = {},
): Promise<Figure[]> {
  const times: Times = { before, surge: minutes * 60, after };
  const seconds = before + times.surge + after;
  const arrivals = arrivalTimes(times);
  const calls = seconds * CALLS;
  const t = await openTestApp({ database: await openDb() });
  const stops: (() => unknown)[] = [() => t.close()];
  try {
    const room = await layOut(t, {
      departments: DEPARTMENTS,
      doctors: Math.ceil(calls / DEPARTMENTS),
      patients: Math.ceil(arrivals.length / DEPARTMENTS),
    });
    // They have been here before, and come again.
    await asSuperuser(
      t.superuserUrl,
      `UPDATE queue_entries SET state = 'left', ended_at = now() WHERE state = 'waiting'`,
    );
    const server = await startOurs(t);
    stops.push(() => server.stop());
    const [coming, calling] = [startCrowd(), startCrowd()];
    stops.push(coming.stop, calling.stop);
    const mixed = <T>(all: T[], each: number) =>
      Array.from(
        { length: all.length },
        (_, i) => all[(i % DEPARTMENTS) * each + Math.floor(i / DEPARTMENTS)]!,
      );
    const patients = mixed(room.patients, room.patients.length / DEPARTMENTS).slice(0, arrivals.length);
    const doctors = mixed(room.doctors, room.doctors.length / DEPARTMENTS).slice(0, calls);
    const key = (name: string, i: number) => `surge-${name}-${i}-${'0'.repeat(16)}`;
    const [joined, called] = await Promise.all([
      coming.ask({
        ...{ port: server.port, perSecond: ARRIVALS },
        requests: patients.map(({ visitId, departmentId, token }, i) => ({
          ...{ token, key: key('join', i), after: arrivals[i]!, body: { departmentId } },
          path: `/v1/hospitals/${HOSPITAL}/visits/${visitId}/queue-entries`,
        })),
      }),
      calling.ask({
        ...{ port: server.port, perSecond: CALLS },
        requests: doctors.map(({ departmentId, token }, i) => ({
          ...{ token, key: key('call', i) },
          path: `/v1/hospitals/${HOSPITAL}/departments/${departmentId}/call-next`,
        })),
      }),
    ]);
    const [found] = await asSuperuser(
      t.superuserUrl,
      `SELECT visit_id, department_id, rank_at, entry_id, extract(epoch FROM called_at)::float8 * 1000 AS called,
         extract(epoch FROM pg_xact_commit_timestamp(xmin))::float8 * 1000 AS committed
       FROM queue_entries WHERE state <> 'left' ORDER BY department_id, rank_at, entry_id`,
    );
    const ofVisit = new Map(patients.map(({ visitId }, i) => [visitId, joined[i]!]));
    const places = new Map<string, number>();
    for (const { visit_id: id } of found!.rows) places.set(id, (places.get(id) ?? 0) + 1);
    const answered = called.filter(({ status }) => status === 200 || status === 201).length;
    const there = found!.rows.filter(({ called: at }) => at !== null).length;
    const missing = patients.filter(
      ({ visitId }, i) => joined[i]!.status < 300 && !places.has(visitId),
    ).length;
    const rows = found!.rows.map((row): Called => ({
      department: row.department_id,
      acknowledged: ofVisit.get(row.visit_id)!.answered,
      ...(row.called === null ? {} : { called: row.called, committed: row.committed }),
    }));
    const figure = (words: string, ours: number, unit: string): Figure => ({
      ...{ name: 'surge', figure: words, ours, unit, bare: 0, ratio: ours, goal: 0, n: joined.length },
    });
    const refused = joined.filter(({ status }) => status >= 300).length;
    const doubled = [...places.values()].filter((count) => count > 1).length + Math.max(0, answered - there);
    return [
      figure('refused', refused, 'arrivals'),
      figure('lost', missing + Math.max(0, there - answered), 'places'),
      figure('doubled', doubled, 'places'),
      figure('order broken', broken(rows), 'calls'),
      back(joined, arrivals, times),
    ];
  } finally {
    for (const stop of stops.reverse()) await stop();
  }
}

/** Seconds. */
interface Times {
  before: number;
  surge: number;
  after: number;
}

/** Ms after the first, evenly. */
function arrivalTimes({ before, surge, after }: Times): number[] {
  const even = (from: number, seconds: number, perSecond: number) =>
    Array.from({ length: Math.round(seconds * perSecond) }, (_, i) => (from + i / perSecond) * 1000);
  return [
    ...even(0, before, ARRIVALS),
    ...even(before, surge, ARRIVALS * TIMES),
    ...even(before + surge, after, ARRIVALS),
  ];
}

function back(joined: Asked[], after: number[], times: Times): Figure {
  const begin = times.before * 1000;
  const surge = times.surge * 1000;
  const took = joined.map(({ due, answered }, i) => ({ at: after[i]!, ms: answered - due }));
  const phase = (from: number, to: number) =>
    took.filter(({ at }) => at >= from && at < to).map(({ ms }) => ms);
  const phases = [
    phase(Math.min(WARM_MS, begin / 2), begin),
    phase(begin, begin + surge),
    phase(begin + surge, Infinity),
  ];
  const usual = Math.max(...phases[0]!);
  const late = took.filter(({ at, ms }) => at >= begin + surge && ms > usual).at(-1);
  const ours = late ? (late.at - begin - surge) / 1000 : 0;
  const p99 = phases.map((all) => tell(quantile(all, 0.99))).join(', ');
  return {
    ...{ name: 'surge', figure: `back after the surge (p99 before, during, after: ${p99} ms)`, unit: 's' },
    ...{ ours, bare: BACK_SECONDS, ratio: ours / BACK_SECONDS, goal: 1, n: joined.length },
  };
}
