/**
 * Measures how long after a patient was called everybody who waits in the department sees it: 5,000 patients with open streams in
 * 50 departments, 100 calls a second. Ours against a bare live queue (bare/push-server.ts), in turn, on one PostgreSQL.
 */
import { openTestApp } from '../kit/open-test-app.ts';
import { setTimeout as sleep } from 'node:timers/promises';
import { assertFiles, startCrowd, type Crowd, type Told } from './kit/crowd.ts';
import { asSuperuser, openTimedDb } from './kit/durable.ts';
import { compare, quantile, type Figure } from './kit/figure.ts';
import { groupBy, seen, type Move, type Sight } from './kit/seen.ts';
import { startBare, startOurs, type UnderTest } from './kit/server.ts';
import { HOSPITAL, layOut } from './kit/waiting-room.ts';

const PATIENTS = 5000;
const IN_DEPARTMENT = 100;
const PER_SECOND = 100;
const SECONDS = 5;
/** Each reads its place in the answers and events of both. */
const PATTERN = '"ahead":(\\d+|null)';

export const notes = [
  `A round is ${SECONDS} s. A move begins when PostgreSQL commits the call (\`track_commit_timestamp\`), or when the doctor’s page was due to ask for it, and is seen when the patient’s page reads its new place from the socket; each patient of the department counts, the called one too. In each department ${IN_DEPARTMENT} wait, so that each call is told to about as many: 10,000 places a second.`,
  'Where ours falls short, its statements say why: one call is 23 (10 of the call with its rights, law, trail and outbox; 12 for the called patient’s whole screen and the places, fewer where several change at one moment; 1 for the readers of the outbox), the bare queue’s are 2. Node takes three times the processor time (about 9 ms a call against 3); by profiles of a busy machine roughly a third of it goes into writing to sockets and a seventh into clearing up memory. At 100 calls a second two cores that also hold PostgreSQL and the load are full, and what is measured is the wait for them.',
];

interface Side {
  server: UnderTest;
  crowd: Crowd;
  /** Puts everybody back to wait and tells them their place. */
  reset(): Promise<unknown>;
  /** When each call of the round was committed. */
  moves(): Promise<Move[]>;
  calls: { path: string; token: string; departmentId: string }[];
  departmentOf: (stream: number) => string;
  streams: number;
}

export async function bench(
  n: number,
  patients = PATIENTS,
  { seconds = SECONDS, openDb = openTimedDb } = {},
): Promise<Figure[]> {
  const departments = Math.max(1, Math.round(patients / IN_DEPARTMENT));
  const perSecond = Math.min(PER_SECOND, departments * 2);
  const perDepartment = Math.ceil((perSecond * seconds) / departments);
  // Those who are called in a round wait beside the others, so that never fewer wait.
  const each = IN_DEPARTMENT + perDepartment;
  assertFiles(2 * departments * each);
  const t = await openTestApp({ database: await openDb() });
  const stops: (() => unknown)[] = [() => t.close()];
  const sql = (...statements: string[]) => asSuperuser(t.superuserUrl, ...statements);
  const movesIn = async (called: string): Promise<Move[]> => {
    const [found] = await sql(
      `SELECT d, extract(epoch FROM pg_xact_commit_timestamp(xmin))::float8 * 1000 AS at FROM (${called}) c ORDER BY at`,
    );
    return found!.rows.map(({ d, at }) => ({ department: d, at }));
  };
  const side = async (
    server: UnderTest,
    pages: { path: string; token: string; departmentId: string }[],
    rest: Pick<Side, 'reset' | 'moves' | 'calls'>,
  ): Promise<Side> => {
    stops.push(() => server.stop());
    const crowd = startCrowd();
    stops.push(() => crowd.stop());
    const before = await server.memory();
    await crowd.open({ port: server.port, streams: pages, pattern: PATTERN, atOnce: 32 });
    const kb = ((await server.memory()) - before) / 1000 / pages.length;
    console.log(`${pages.length} streams open, ${kb.toFixed(1)} kB each`);
    return {
      ...{ server, crowd, ...rest, streams: pages.length },
      departmentOf: (stream) => pages[stream]!.departmentId,
    };
  };
  try {
    const room = await layOut(t, { departments, doctors: perDepartment, patients: each });
    // A doctor of each department, then the next of each.
    const doctors = Array.from({ length: perDepartment * departments }, (_, i) => {
      const at = (i % departments) * perDepartment + Math.floor(i / departments);
      return room.doctors[at]!;
    });
    const topics = room.departments.map((id) => `queue:${id}`).join();
    const ours = await side(
      await startOurs(t),
      room.patients.map((p) => ({ ...p, path: `/v1/hospitals/${HOSPITAL}/live?topics=visit:${p.visitId}` })),
      {
        calls: doctors.map(({ departmentId, token }) => ({
          ...{ token, departmentId, path: `/v1/hospitals/${HOSPITAL}/departments/${departmentId}/call-next` },
        })),
        reset: () =>
          sql(
            `CREATE TEMP TABLE gone AS SELECT * FROM queue_entries WHERE state = 'called'`,
            `UPDATE queue_entries SET state = 'done', ended_at = called_at + interval '8 minutes' WHERE state = 'called'`,
            `ALTER TABLE gone DROP flagged`,
            `UPDATE gone SET entry_id = gen_random_uuid(), state = 'waiting', clinician_id = NULL, called_at = NULL, respond_by = NULL, joined_at = now(), rank_at = now()`,
            `INSERT INTO queue_entries (${COLUMNS}) SELECT ${COLUMNS} FROM gone`,
            `BEGIN; INSERT INTO outbox (hospital_id, at, event, topics, payload) VALUES ('${HOSPITAL}', now(), 'bench.reset', '{${topics}}', '{}'); NOTIFY care_outbox; COMMIT`,
          ),
        moves: () => movesIn(`SELECT department_id AS d, xmin FROM queue_entries WHERE state = 'called'`),
      },
    );
    await sql(
      `CREATE TABLE bare_queue AS SELECT row_number() OVER (ORDER BY i)::int AS id, i AS department, 'waiting' AS state FROM bench_patients`,
      'ALTER TABLE bare_queue ADD PRIMARY KEY (id)',
      `CREATE INDEX ON bare_queue (department, id) WHERE state = 'waiting'`,
    );
    const bare = await side(
      await startBare('push-server', { url: t.superuserUrl }),
      room.patients.map((_, i) => ({
        ...{ path: `/live/${i + 1}`, token: 'x', departmentId: String(Math.floor(i / each)) },
      })),
      {
        calls: doctors.map((_, i) => ({
          ...{ path: `/call/${i % departments}`, token: 'x', departmentId: String(i % departments) },
        })),
        reset: () =>
          sql(
            `UPDATE bare_queue SET state = 'waiting' WHERE state = 'called'`,
            `SELECT pg_notify('moved', department || ' 0') FROM (SELECT DISTINCT department FROM bare_queue) d`,
          ),
        moves: () => movesIn(`SELECT department::text AS d, xmin FROM bare_queue WHERE state = 'called'`),
      },
    );
    const rounds = { ours: [] as Seen[], bare: [] as Seen[] };
    for (let i = 0; i <= n; i++)
      for (const name of i % 2 ? (['ours', 'bare'] as const) : (['bare', 'ours'] as const)) {
        const one = name === 'ours' ? ours : bare;
        const before = await one.server.cpu();
        const told = await round(one, perSecond, `${i}`);
        const cpu = ((await one.server.cpu()) - before) / one.calls.length;
        // The first round of both fills caches.
        if (i) rounds[name].push(told);
        console.log(
          `${i}: ${name} ${told.moved.toFixed(1)} ms, from the request ${told.asked.toFixed(1)} ms; processor ${(cpu * 1000).toFixed(1)} ms a call`,
        );
      }
    const figure = (words: string, goal: number, of: keyof Seen) =>
      compare(
        { name: 'push', figure: words, goal },
        rounds.ours.map((r) => r[of]),
        rounds.bare.map((r) => r[of]),
      );
    return [figure('queue move → seen, p99', 1, 'moved'), figure('doctor’s request → seen, p99', 1, 'asked')];
  } finally {
    for (const stop of stops.reverse()) await stop();
  }
}

const COLUMNS =
  'hospital_id, entry_id, visit_id, department_id, ticket, state, level, flags, complaint, joined_at, rank_at, clinician_id, called_at, respond_by, entered_at, ended_at, previous_entry_id, kept, returned, returned_by, transfer, waits_for, waits_until';

/** In ms, the 99th percentile of a round: from the commit, and from the moment the request was due. */
type Seen = Record<'moved' | 'asked', number>;

async function round(side: Side, perSecond: number, name: string): Promise<Seen> {
  await side.crowd.collect();
  await side.reset();
  const before = await side.crowd.collectAll(side.streams, 60_000);
  const asked = await side.crowd.ask({
    port: side.server.port,
    perSecond,
    requests: side.calls.map((one, i) => ({ ...one, key: `push-${name}-${i}-${'0'.repeat(16)}` })),
  });
  const failed = asked.filter(({ status }) => status !== 201 && status !== 200);
  if (failed.length) throw new Error(`${failed.length} calls failed, one with ${failed[0]!.status}`);
  const sights = await untilSeen(side, before);
  /** The k-th request of a department made its k-th move. */
  const dues = groupBy(asked.entries(), ([i]) => side.calls[i]!.departmentId);
  const p99 = (of: (sight: Sight) => number) => quantile(sights.map(of), 0.99);
  return {
    moved: p99(({ ms }) => ms),
    asked: p99(({ at, department, move }) => at - dues.get(department)![move]![1].due),
  };
}

async function untilSeen(side: Side, before: Told[]): Promise<Sight[]> {
  const moves = await side.moves();
  if (moves.length !== side.calls.length)
    throw new Error(`${moves.length} of ${side.calls.length} were called`);
  const told: Told[] = [];
  for (const end = Date.now() + 30_000; ; await sleep(100)) {
    told.push(...(await side.crowd.collect()));
    const { sights, unseen } = seen(before, told, moves, side.departmentOf);
    if (!unseen) return sights;
    if (Date.now() > end) throw new Error(`${unseen} of ${sights.length + unseen} were not told in 30 s`);
  }
}
