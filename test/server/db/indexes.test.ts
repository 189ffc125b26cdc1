/** What is asked of full tables all day long finds its rows by an index made for it. */
import assert from 'node:assert/strict';
import { after, before, describe, it } from 'node:test';
import { drizzle } from 'drizzle-orm/node-postgres';
import pg from 'pg';
import { v7 } from 'uuid';
import { SYSTEM } from '../../../server/actor.ts';
import { openDb } from '../../../server/db/open.ts';
import { forgetOutbox } from '../../../server/outbox.ts';
import { endSessionsOf } from '../../../server/sessions/repo.ts';
import { inHospital } from '../../../server/work.ts';
import { openTestDb, type TestDb } from '../../kit/open-test-db.ts';

const ROWS = 5000;
const RX = `SELECT * FROM prescriptions WHERE hospital_id = 'renhe'`;
const QUESTIONS: [string, string, RegExp][] = [
  [
    'an encounter’s prescriptions',
    `${RX} AND encounter_id = '${v7()}' ORDER BY created_at DESC LIMIT 100`,
    /prescriptions_by_encounter/,
  ],
  [
    'the revision of a prescription',
    `${RX} AND revises = '${v7()}' ORDER BY created_at DESC LIMIT 1`,
    /prescriptions_by_revised/,
  ],
  [
    'a visit’s prescription',
    `${RX} AND visit_id = '${v7()}' AND sealed IS NOT NULL ORDER BY signed_at DESC LIMIT 1`,
    /prescriptions_by_visit/,
  ],
  [
    'what a clock has to end',
    `${RX} AND state IN ('pending_review', 'approved') AND valid_until <= now() ORDER BY valid_until LIMIT 100`,
    /prescriptions_due/,
  ],
  [
    'events of last week',
    `DELETE FROM outbox WHERE hospital_id = 'renhe' AND at < now() - interval '7 days' AND outbox_id = ANY(ARRAY(
      SELECT outbox_id FROM outbox WHERE hospital_id = 'renhe' ORDER BY outbox_id LIMIT 1000))`,
    /Index Scan using outbox_pkey on outbox\n.*Index Cond.*ANY/,
  ],
  [
    'last week’s decisions of the review desk',
    `SELECT reviewer_id, count(*) FROM review_decisions WHERE hospital_id = 'renhe'
      AND decided_at >= now() - interval '7 days' AND decided_at < now() GROUP BY reviewer_id`,
    /review_decisions_by_time/,
  ],
];

describe('indexes', () => {
  let database: TestDb;
  let client: pg.Client;
  before(async () => {
    database = await openTestDb();
    client = new pg.Client({ connectionString: database.superuserUrl });
    await client.connect();
    // Rows alone, without the visits and doctors that they would stand on.
    await client.query('SET session_replication_role = replica');
    await client.query(`INSERT INTO prescriptions (hospital_id, prescription_id, number, encounter_id, visit_id,
        prescriber_id, revision, revises, state, draft, created_at, saved_at, ended_at,
        sealed, signed_at, rx_hash, valid_until, access_code)
      SELECT 'renhe', gen_random_uuid(), g, gen_random_uuid(), gen_random_uuid(), gen_random_uuid(), 1,
        CASE WHEN g % 3 = 0 THEN gen_random_uuid() END, 'voided', '{}', now(), now(), now(),
        '{}', now() - g * interval '1 hour', repeat('0', 64), now(), g
      FROM generate_series(1, ${ROWS}) g`);
    await client.query(`INSERT INTO outbox (hospital_id, at, event, topics, payload)
      SELECT 'renhe', now() - g * interval '16 seconds', 'test', '{}', '{}' FROM generate_series(${ROWS * 8}, 1, -1) g`);
    await client.query(`INSERT INTO review_decisions
      SELECT 'renhe', gen_random_uuid(), gen_random_uuid(), gen_random_uuid(), 'approved', NULL, 0, 60, 30,
        now() - g * interval '1 hour' FROM generate_series(${ROWS}, 1, -1) g`);
    await client.query(`INSERT INTO sessions
      SELECT 'renhe', gen_random_uuid(), CASE WHEN g % 100 = 0 THEN 'doctor' ELSE 'patient' END, gen_random_uuid(),
        now(), now() + interval '1 day', NULL FROM generate_series(1, ${ROWS * 8}) g`);
    await client.query('ANALYZE');
  });
  after(async () => {
    await client.end();
    await database.drop();
  });

  for (const [what, question, index] of QUESTIONS)
    it(`find ${what}`, async () => {
      const { rows } = await client.query<{ 'QUERY PLAN': string }>(`EXPLAIN (COSTS OFF) ${question}`);
      assert.match(rows.map((row) => row['QUERY PLAN']).join('\n'), index);
    });

  it('find the sessions of a clinician whose account is closed', async () => {
    const asked: [string, unknown[]][] = [];
    const logger = { logQuery: (text: string, params: unknown[]) => void asked.push([text, params]) };
    await endSessionsOf(drizzle(client, { logger }), 'renhe', v7(), new Date());
    const [[text, params]] = asked as [[string, unknown[]]];
    const { rows } = await client.query<{ 'QUERY PLAN': string }>(`EXPLAIN (COSTS OFF) ${text}`, params);
    assert.match(rows.map((row) => row['QUERY PLAN']).join('\n'), /Index Scan using sessions_at_work/);
  });

  it('forget the events of last week, a thousand at a time, and none of this week’s', async () => {
    const db = await openDb({ url: database.url, max: 1 });
    try {
      const deps = { db, now: () => new Date(), newId: () => v7() };
      const rounds: number[] = [];
      do rounds.push(await inHospital(deps, 'renhe', { doer: SYSTEM, requestId: null }, forgetOutbox));
      while (rounds.at(-1)! > 0);
      const { rows } = await client.query(
        `SELECT count(*)::int AS n, count(*) FILTER (WHERE at < now() - interval '7 days')::int AS old FROM outbox`,
      );
      assert.deepEqual(rounds.slice(0, 2), [1000, 1000]);
      assert.deepEqual(rows[0], { n: ROWS * 8 - rounds.reduce((a, b) => a + b), old: 0 });
    } finally {
      await db.close();
    }
  });
});
