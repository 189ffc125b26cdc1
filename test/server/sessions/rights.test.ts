/** May see patients and may prescribe: two rights, each of a doctor in a department. */
import assert from 'node:assert/strict';
import { after, before, describe, it } from 'node:test';
import pg from 'pg';
import { migrate, readMigrations } from '../../../server/db/migrate.ts';
import { demoClinicianId, demoDepartmentId } from '../../../server/demo/seed.ts';
import { openTestDb } from '../../kit/open-test-db.ts';
import { waitingPatient } from '../../kit/flow.ts';
import { openTestApp, type TestApp } from '../../kit/open-test-app.ts';
import { addPerson, create, inConsult } from '../prescriptions/kit.ts';

describe('rights per doctor and department', () => {
  let t: TestApp;
  before(async () => void (t = await openTestApp()));
  after(() => t.close());

  const sql = (statement: string, values: unknown[]) =>
    t.deps.db.tenant('renhe', async (tx) => {
      const { sql: raw } = await import('drizzle-orm');
      const parts = statement
        .split('?')
        .flatMap((part, i) => (i ? [raw`${values[i - 1]}`, raw.raw(part)] : [raw.raw(part)]));
      return tx.execute(raw.join(parts, raw.raw('')));
    });
  const give = (clinicianId: string, code: string, consult: boolean, treat: boolean) =>
    sql(
      `INSERT INTO clinician_departments VALUES ('renhe', ?, ?, ${consult}, ${treat})
       ON CONFLICT (hospital_id, clinician_id, department_id) DO UPDATE SET consult_right = ${consult}, treatment_right = ${treat}`,
      [clinicianId, demoDepartmentId('renhe', code)],
    );
  const callNext = (token: string, code: string) =>
    t.call('POST', `/renhe/departments/${demoDepartmentId('renhe', code)}/call-next`, { token });

  it('calls in the department whose consult right one has, and in no other', async () => {
    const { clinicianId, token } = await addPerson(t);
    await give(clinicianId, '03', false, false);
    assert.equal((await callNext(token, '03')).body.code, 'not-entitled');
    assert.equal((await callNext(token, '02')).body.code, 'queue-empty');
    const queue = `/renhe/departments/${demoDepartmentId('renhe', '03')}/queue`;
    assert.equal((await t.call('GET', queue, { token })).status, 200, 'who works there sees who waits');
    await give(clinicianId, '02', false, false);
    assert.equal((await callNext(token, '02')).body.code, 'not-entitled', 'taken away at once');
  });

  it('is offered as a colleague only where one may consult', async () => {
    const { clinicianId } = await addPerson(t);
    await give(clinicianId, '03', false, false);
    const { token } = await addPerson(t);
    const { body } = await t.call('GET', '/renhe/colleagues', { token });
    const at = body.departments
      .filter(({ doctors }: { doctors: { clinicianId: string }[] }) =>
        doctors.some((one) => one.clinicianId === clinicianId),
      )
      .map(({ departmentId }: { departmentId: string }) => departmentId);
    assert.deepEqual(at, [demoDepartmentId('renhe', '02')]);
  });

  it('prescribes by the right of the patient’s department, not by one of another', async () => {
    const c = await inConsult(t, { treatmentRight: false });
    await give(c.doctor.clinicianId, '03', true, true);
    const path = `/renhe/encounters/${c.encounterId}/prescriptions`;
    const refused = await t.call('POST', path, { token: c.doctor.token });
    assert.deepEqual([refused.status, refused.body.code], [403, 'not-entitled']);
    await give(c.doctor.clinicianId, '02', true, true);
    await create(t, c);
    const { body } = await t.call('GET', '/renhe/sessions/current', { token: c.doctor.token });
    assert.deepEqual(
      body.departments.map((post: Record<string, unknown>) => [
        post['code'],
        post['consultRight'],
        post['treatmentRight'],
      ]),
      [
        ['02', true, true],
        ['03', true, true],
      ],
    );
  });

  it('where the department only advises online nobody has the right to treat', async () => {
    const c = await inConsult(t);
    const where = [demoDepartmentId('renhe', '02')];
    await sql(`UPDATE departments SET online = 'advise' WHERE department_id = ?`, where);
    try {
      const path = `/renhe/encounters/${c.encounterId}/prescriptions`;
      assert.equal((await t.call('POST', path, { token: c.doctor.token })).body.code, 'not-entitled');
      const { body } = await t.call('GET', '/renhe/sessions/current', { token: c.doctor.token });
      assert.deepEqual([body.departments[0].consultRight, body.departments[0].treatmentRight], [true, false]);
    } finally {
      await sql(`UPDATE departments SET online = 'treat' WHERE department_id = ?`, where);
    }
  });

  it('a right to treat without one to consult is refused by the table', async () => {
    const { clinicianId } = await addPerson(t);
    await assert.rejects(give(clinicianId, '03', false, true), (error: Error) =>
      /who_treats_advises/.test(`${error.message} ${(error.cause as Error)?.message}`),
    );
  });

  it('§25: a doctor of less than three years, or without the institution’s consent, calls nobody', async () => {
    await waitingPatient(t, { code: '02' });
    const { clinicianId, token } = await addPerson(t);
    const set = (since: string | null, consents: boolean | null) =>
      sql(`UPDATE clinicians SET practising_since = ?, institution_consents = ? WHERE clinician_id = ?`, [
        since,
        consents,
        clinicianId,
      ]);
    await set(t.deps.now().toISOString().slice(0, 10), true);
    const young = await callNext(token, '02');
    assert.equal(young.body.code, 'law-blocked');
    assert.equal(young.body.current[0].ruleId, 'cn.clinician.practice-years');
    await set('2015-01-01', false);
    assert.equal((await callNext(token, '02')).body.code, 'law-blocked');
    await set('2015-01-01', true);
    assert.equal((await callNext(token, '02')).status, 201);
  });

  it('the demo’s doctors have their years and consents on record', async () => {
    const { rows } = await sql(
      `SELECT practising_since, institution_consents FROM clinicians WHERE clinician_id = ?`,
      [demoClinicianId('renhe', 'zhao')],
    );
    assert.deepEqual([rows[0]!['institution_consents'], !!rows[0]!['practising_since']], [true, true]);
  });
});

describe('the move of the rights to departments', () => {
  it('keeps for each doctor what they could do', async () => {
    const database = await openTestDb({ migrated: false });
    const client = new pg.Client({ connectionString: database.url });
    try {
      const files = await readMigrations();
      const before = files.slice(
        0,
        files.findIndex(({ name }) => name === '0270_rights.sql'),
      );
      await migrate(database.url, undefined, before);
      await client.connect();
      await client.query("SELECT set_config('care.hospital_id', 'ab', false)");
      await client.query(`INSERT INTO hospitals (hospital_id, name, language, time_zone, emergency_number, phone, consent, created_at)
        VALUES ('ab', '{}', 'en', 'UTC', '1', '1', '{}', now())`);
      const dept = demoDepartmentId('ab', '02');
      await client.query(
        `INSERT INTO departments (hospital_id, department_id, code, name, letter) VALUES ('ab', $1, '02', '{}', 'A')`,
        [dept],
      );
      for (const [who, role, treats] of [
        ['treats', 'doctor', true],
        ['advises', 'doctor', false],
        ['gao', 'pharmacist', false],
      ] as const) {
        const id = demoClinicianId('ab', who);
        await client.query(
          `INSERT INTO clinicians (hospital_id, clinician_id, username, password_hash, role, name, title, treatment_right, created_at)
           VALUES ('ab', $1, $2, '', $3, '{}', '{}', $4, now())`,
          [id, who, role, treats],
        );
        await client.query(`INSERT INTO clinician_departments VALUES ('ab', $1, $2)`, [id, dept]);
      }
      await migrate(database.url);
      const { rows } = await client.query(
        `SELECT username, consult_right, d.treatment_right FROM clinician_departments d
         JOIN clinicians USING (hospital_id, clinician_id) ORDER BY username`,
      );
      assert.deepEqual(
        rows.map((row) => [row.username, row.consult_right, row.treatment_right]),
        [
          ['advises', true, false],
          ['gao', false, false],
          ['treats', true, true],
        ],
      );
      const { rows: forced } = await client.query(
        `SELECT relname FROM pg_class WHERE relname IN ('clinicians', 'clinician_departments') AND NOT relforcerowsecurity`,
      );
      assert.deepEqual(forced, [], 'the policy is forced again');
    } finally {
      await client.end();
      await database.drop();
    }
  });
});
