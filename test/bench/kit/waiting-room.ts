/** Lays out a full hospital by SQL, with short ways past what the routes check: departments, doctors and patients who wait, as copies of one of each. */
import { departmentId, signedIn, type TestApp } from '../../kit/open-test-app.ts';
import { addDoctor, addEntry } from '../../server/consult/kit.ts';
import { asSuperuser } from './durable.ts';

export const HOSPITAL = 'renhe';
const FIRST = departmentId(HOSPITAL, '02');
const LIFE_MS = 24 * 3600_000;

export interface WaitingRoom {
  departments: string[];
  /** One department's after the other's. */
  doctors: { departmentId: string; token: string }[];
  patients: { departmentId: string; visitId: string; token: string }[];
}

/** Each department has so many doctors at least, and so many patients. */
export async function layOut(
  t: TestApp,
  count: { departments: number; doctors: number; patients: number },
): Promise<WaitingRoom> {
  const { visitId, patientId } = await t.openVisit(HOSPITAL);
  const entryId = await addEntry(t.deps, HOSPITAL, visitId, 'waiting', '');
  const clinicianId = await addDoctor(t.deps, HOSPITAL);
  const one = { hospitalId: HOSPITAL, sessionId: t.deps.newId() } as const;
  await signedIn(t.deps, { ...one, role: 'patient', patientId, visitId }, LIFE_MS);
  const copy = async (from: string, source: string, key: string, set: Record<string, string>) => {
    const [found] = await asSuperuser(
      t.superuserUrl,
      `SELECT column_name AS name FROM information_schema.columns WHERE table_name = '${source}' AND is_generated = 'NEVER' ORDER BY 1`,
    );
    const names = found!.rows.map(({ name }: { name: string }) => name);
    const values = names.map((name: string) => set[name] ?? `x.${name}`);
    return `INSERT INTO ${source} (${names.join()}) SELECT ${values.join()} FROM ${source} x, ${from} WHERE ${key}`;
  };
  await asSuperuser(
    t.superuserUrl,
    `CREATE TABLE bench_departments AS SELECT i, gen_random_uuid() AS d FROM generate_series(0, ${count.departments - 1}) i`,
    `CREATE TABLE bench_doctors AS SELECT i, d, gen_random_uuid() AS c, gen_random_uuid() AS s FROM bench_departments, generate_series(1, ${count.doctors})`,
    `CREATE TABLE bench_patients AS SELECT i, d, gen_random_uuid() AS p, gen_random_uuid() AS v, gen_random_uuid() AS s FROM bench_departments, generate_series(1, ${count.patients})`,
    await copy('bench_departments', 'departments', `department_id = '${FIRST}'`, {
      ...{ department_id: 'd', code: `'bench' || i` },
    }),
    await copy('bench_doctors', 'clinicians', `clinician_id = '${clinicianId}'`, {
      ...{ clinician_id: 'c', username: 'c::text' },
    }),
    await copy('bench_doctors', 'clinician_departments', `clinician_id = '${clinicianId}'`, {
      ...{ clinician_id: 'c', department_id: 'd' },
    }),
    await copy('bench_doctors', 'sessions', `session_id = '${one.sessionId}'`, {
      ...{ session_id: 's', subject_id: 'c', role: `'doctor'` },
    }),
    await copy('bench_patients', 'patients', `patient_id = '${patientId}'`, { patient_id: 'p' }),
    await copy('bench_patients', 'visits', `visit_id = '${visitId}'`, { patient_id: 'p', visit_id: 'v' }),
    await copy('bench_patients', 'sessions', `session_id = '${one.sessionId}'`, {
      ...{ session_id: 's', subject_id: 'p' },
    }),
    await copy('bench_patients', 'queue_entries', `entry_id = '${entryId}'`, {
      ...{ entry_id: 'gen_random_uuid()', visit_id: 'v', department_id: 'd' },
    }),
    'ANALYZE',
  );
  const [departments, doctors, patients] = await asSuperuser(
    t.superuserUrl,
    'SELECT d FROM bench_departments ORDER BY i',
    'SELECT d, c, s FROM bench_doctors ORDER BY i',
    'SELECT d, p, v, s FROM bench_patients ORDER BY i',
  );
  const sign = (actor: Parameters<typeof t.deps.tokens.sign>[0]) =>
    t.deps.tokens.sign(actor, new Date(), new Date(Date.now() + LIFE_MS));
  return {
    departments: departments!.rows.map(({ d }) => d),
    doctors: await Promise.all(
      doctors!.rows.map(async ({ d, c, s }) => ({
        departmentId: d,
        token: await sign({ hospitalId: HOSPITAL, sessionId: s, role: 'doctor', clinicianId: c }),
      })),
    ),
    patients: await Promise.all(
      patients!.rows.map(async ({ d, p, v, s }) => ({
        ...{ departmentId: d, visitId: v },
        token: await sign({ hospitalId: HOSPITAL, sessionId: s, role: 'patient', patientId: p, visitId: v }),
      })),
    ),
  };
}
