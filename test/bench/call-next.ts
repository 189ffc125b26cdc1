/**
 * Measures how many patients a second are called, durably: the route with its token, rights, law, trail and outbox, against a
 * client that sends the very same statements to the same PostgreSQL and does nothing else.
 */
import pg from 'pg';
import { departmentId, openTestApp, signedIn, type TestApp } from '../kit/open-test-app.ts';
import { addDoctor, addEntry } from '../server/consult/kit.ts';
import { hear, replay, type Heard } from './bare/replay.ts';
import { asSuperuser, openDurableDb } from './kit/durable.ts';
import { compare, inTurns, perSecond, type Figure } from './kit/figure.ts';

export const notes = [
  'By profile a call costs about 3 ms of processor time in PostgreSQL, which the bare client spends too, and 3 in Node: a fifth of that for statements and rows (node-postgres, drizzle), a sixth for writing to PostgreSQL, the rest in small parts for what the bare client does not do (the token, the law’s rules, hashes for the trail, the sealed answer, checks of what comes and goes). Neither goes through a socket of HTTP: ours is called in its process.',
];

const AT_ONCE = 16;
/** Calls a round, each by a doctor of its own, as nobody calls while somebody is with them. */
const CALLS = 128;
const WARM = 10;
const HOSPITAL = 'renhe';
const DEPARTMENT = departmentId(HOSPITAL, '02');

export async function bench(n: number, calls = CALLS, openDb = openDurableDb): Promise<Figure[]> {
  const t = await openTestApp({ database: await openDb() });
  const pool = new pg.Pool({
    connectionString: t.url,
    max: AT_ONCE,
    options: '-c role=care_app -c timezone=UTC',
  });
  // PostgreSQL tells a connection that is on its way out that it stops.
  pool.on('error', () => {});
  try {
    const doctors = await Promise.all(Array.from({ length: calls }, () => sit(t)));
    await crowd(t, calls * (2 * n + 3) + WARM);
    const script = await learn(t, doctors[0]!);
    const ours = () =>
      perSecond(
        doctors.map(
          ({ token }) =>
            () =>
              call(t, token),
        ),
        AT_ONCE,
      );
    const bare = () =>
      perSecond(
        doctors.map((doctor) => () => callBare(pool, script, doctor)),
        AT_ONCE,
      );
    const cleared = async (round: () => Promise<number>) => {
      const rate = await round();
      await clear(t, calls);
      return rate;
    };
    const took = await inTurns(
      n,
      () => cleared(ours),
      () => cleared(bare),
    );
    const about = { name: 'call-next', goal: 0.9, unit: '/s', more: true } as const;
    return [
      compare({ ...about, figure: `patients called, ${AT_ONCE} doctors at once` }, took.ours, took.bare),
    ];
  } finally {
    await pool.end();
    await t.close();
  }
}

interface Doctor {
  clinicianId: string;
  sessionId: string;
  token: string;
}

async function sit(t: TestApp): Promise<Doctor> {
  const clinicianId = await addDoctor(t.deps, HOSPITAL);
  const sessionId = t.deps.newId();
  const token = await signedIn(t.deps, { hospitalId: HOSPITAL, sessionId, role: 'doctor', clinicianId });
  return { clinicianId, sessionId, token };
}

async function call(t: TestApp, token: string): Promise<void> {
  const { status, body } = await t.call('POST', `/${HOSPITAL}/departments/${DEPARTMENT}/call-next`, {
    token,
  });
  if (status !== 201 && status !== 200) throw new Error(`not called: ${JSON.stringify(body)}`);
}

/** One patient who waits, as many times over. */
async function crowd(t: TestApp, size: number): Promise<void> {
  const { visitId, patientId } = await t.openVisit(HOSPITAL);
  const entryId = await addEntry(t.deps, HOSPITAL, visitId, 'waiting', '');
  await asSuperuser(
    t.superuserUrl,
    `CREATE TABLE crowd AS SELECT i, gen_random_uuid() AS p, gen_random_uuid() AS v FROM generate_series(1, ${size}) i`,
    `INSERT INTO patients SELECT (jsonb_populate_record(x, jsonb_build_object('patient_id', p))).*
       FROM patients x, crowd WHERE patient_id = '${patientId}'`,
    `INSERT INTO visits SELECT (jsonb_populate_record(x, jsonb_build_object('patient_id', p, 'visit_id', v))).*
       FROM visits x, crowd WHERE visit_id = '${visitId}'`,
    await copyOf(
      t,
      'queue_entries',
      { entry_id: 'gen_random_uuid()', visit_id: 'v', ticket: `'B' || i` },
      entryId,
    ),
    'ANALYZE',
  );
}

/** Without the columns that the database makes. */
async function copyOf(
  t: TestApp,
  table: string,
  set: Record<string, string>,
  entryId: string,
): Promise<string> {
  const [result] = await asSuperuser(
    t.superuserUrl,
    `SELECT column_name AS name FROM information_schema.columns WHERE table_name = '${table}' AND is_generated = 'NEVER' ORDER BY 1`,
  );
  const names = result!.rows.map(({ name }: { name: string }) => name);
  return `INSERT INTO ${table} (${names.join()}) SELECT ${names.map((name) => set[name] ?? `x.${name}`).join()}
    FROM ${table} x, crowd WHERE entry_id = '${entryId}'`;
}

interface Script {
  heard: Heard[];
  doctor: Doctor;
  keep: Set<string>;
  entryId: string;
  visitId: string;
  key: string;
  /** Where the key's row lies. */
  row: string;
}

/** Listens to one call. */
async function learn(t: TestApp, doctor: Doctor): Promise<Script> {
  // Ours has settled on its statements by then.
  for (let i = 0; i < WARM; i++) {
    await call(t, doctor.token);
    await clear(t, 1);
  }
  const heard = await hear(() => call(t, doctor.token));
  const [result] = await asSuperuser(
    t.superuserUrl,
    `SELECT entry_id, visit_id, (SELECT patient_id FROM visits v WHERE v.visit_id = q.visit_id) AS patient_id FROM queue_entries q WHERE clinician_id = '${doctor.clinicianId}' AND state = 'called'`,
  );
  const { entry_id: entryId, visit_id: visitId, patient_id: patientId } = result!.rows[0];
  const key = heard.find(({ text }) => /^insert into "idempotency_keys"/.test(text))!.values[2] as string;
  const isRow = (value: unknown) => typeof value === 'string' && /^\(\d+,\d+\)$/.test(value);
  const row = heard.flatMap(({ values }) => values).find(isRow) as string;
  await clear(t, 1);
  return { heard, doctor, keep: new Set([DEPARTMENT, patientId]), entryId, visitId, key, row };
}

async function callBare(pool: pg.Pool, script: Script, doctor: Doctor): Promise<void> {
  const client = await pool.connect();
  const given = new Map([
    [script.doctor.clinicianId, doctor.clinicianId],
    [script.doctor.sessionId, doctor.sessionId],
    [script.key, crypto.randomUUID()],
  ]);
  try {
    await replay(client, script.heard, { keep: script.keep, given }, [
      {
        statement: /^update "queue_entries"/,
        columns: { [script.entryId]: 'entry_id', [script.visitId]: 'visit_id' },
      },
      { statement: /^insert into "idempotency_keys"/, columns: { [script.row]: 'ctid' } },
    ]);
  } finally {
    client.release();
  }
}

/** Everybody who was called is gone; that as many were called as should be is checked. */
async function clear(t: TestApp, calls: number): Promise<void> {
  const [gone] = await asSuperuser(
    t.superuserUrl,
    `UPDATE queue_entries SET state = 'done', ended_at = now() WHERE state = 'called'`,
  );
  if (gone!.rowCount !== calls) throw new Error(`${gone!.rowCount} were called, not ${calls}`);
}
