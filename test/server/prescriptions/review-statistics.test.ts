/** Four-eyes statistics: counted by hand here, by PostgreSQL there. */
import assert from 'node:assert/strict';
import { readFile } from 'node:fs/promises';
import { after, before, describe, it } from 'node:test';
import pg from 'pg';
import type { Prescription } from '@care-elements/contract/prescription.ts';
import type { ReviewStatistics } from '@care-elements/contract/review.statistics.ts';
import { openTestApp, type TestApp } from '../../kit/open-test-app.ts';
import {
  addPerson,
  create,
  decide,
  inConsult,
  inHand,
  line,
  rxPath,
  save,
  sign,
  signed,
  type Consult,
} from './kit.ts';

const MIGRATION = new URL('../../../server/db/migrations/0212_review_decisions.sql', import.meta.url);
const PATH = '/renhe/prescriptions/review-statistics';

type Counted = ReviewStatistics['pharmacists'][number];
type Paired = ReviewStatistics['pairs'][number];

describe('four-eyes statistics', () => {
  let t: TestApp;
  let one: { clinicianId: string; token: string };
  let two: { clinicianId: string; token: string };
  let lead: string, admin: string;
  let a: Consult, b: Consult;
  // 23:10 in the hospital.
  let now = new Date('2026-11-22T15:10:00Z');
  const pass = (seconds: number) => void (now = new Date(+now + seconds * 1000));
  const ask = (query = '?from=2026-11-22&to=2026-11-22', token = lead, path = PATH) =>
    t.call('GET', path + query, { token });
  const done = async (answer: ReturnType<typeof decide>) => assert.equal((await answer).status, 200);

  /** A visit has one prescription under way. */
  const takeBack = async (c: Consult, { prescriptionId }: Prescription) =>
    done(
      t.call('POST', rxPath(c, prescriptionId, 'void'), {
        token: c.doctor.token,
        body: { reason: 'other', note: 'x' },
      }),
    );

  /** Signed with a doctor's reason against one alert. */
  async function overridden(c: Consult): Promise<Prescription> {
    const items = [
      line('paracetamol-tablet-500mg', { dose: { value: '1', unit: 'tablet' }, days: 3 }),
      line('paracetamol-oral-suspension-32mg', {
        ...{ dose: { value: '5', unit: 'ml' }, frequency: 'qd', days: 3 },
      }),
    ];
    const draft = await create(t, c);
    const { body: saved } = await save(t, c, draft, items);
    const found = saved.checks.findings.find((f: { check: string }) => f.check === 'duplicate');
    assert.ok(found, JSON.stringify(saved.checks.findings));
    const overrides = [{ key: found.key, reason: 'no-alternative', text: '' }];
    const { body: again } = await save(t, c, saved, items, { overrides });
    const { status, body } = await sign(t, c, again);
    assert.equal(status, 200, JSON.stringify(body));
    return body;
  }

  before(async () => {
    t = await openTestApp({ now: () => now });
    one = await addPerson(t, { role: 'pharmacist' });
    two = await addPerson(t, { role: 'pharmacist' });
    [a, b] = [await inConsult(t), await inConsult(t)];
    // Doctor A: passed after 300 s (60 s of them in hand), by the other after 120 s, returned after 600 s.
    let rx = await overridden(a);
    pass(240);
    await inHand(t, a, rx.prescriptionId, one.token);
    pass(60);
    await done(decide(t, a, rx.prescriptionId, one.token, 'approve'));
    await takeBack(a, rx);
    rx = await signed(t, a);
    pass(120);
    await done(decide(t, a, rx.prescriptionId, two.token, 'approve'));
    await takeBack(a, rx);
    rx = await signed(t, a);
    pass(600);
    await done(decide(t, a, rx.prescriptionId, one.token, 'return', { reason: 'dose', note: '' }));
    // Doctor B: passed after 1,200 s, rejected after 60 s.
    rx = await signed(t, b);
    pass(1200);
    await done(decide(t, b, rx.prescriptionId, one.token, 'approve'));
    await takeBack(b, rx);
    rx = await signed(t, b);
    pass(60);
    await done(decide(t, b, rx.prescriptionId, one.token, 'reject', { reason: 'allergy', note: '' }));
    // As the hospital's 23rd begins, in UTC still the 22nd.
    now = new Date('2026-11-22T16:00:00Z');
    rx = await signed(t, b);
    await done(decide(t, b, rx.prescriptionId, two.token, 'approve'));
    lead = await t.tokenOf('renhe', 'gao', 'pharmacist');
    admin = await t.tokenOf('renhe', 'fang', 'administrator');
  });
  after(() => t.close());

  const person = (p: { clinicianId: string }) => p.clinicianId;
  async function counted(query?: string) {
    const { status, body } = await ask(query);
    assert.equal(status, 200, JSON.stringify(body));
    const { totals, reasons } = body;
    return {
      ...{ totals, reasons },
      pharmacists: body.pharmacists.map(({ pharmacist, ...row }: Counted) => [person(pharmacist), row]),
      pairs: Object.fromEntries(
        body.pairs.map(({ pharmacist, prescriber, ...row }: Paired) => [
          `${person(pharmacist)} ${person(prescriber)}`,
          row,
        ]),
      ),
    };
  }
  const expected = () => ({
    totals: {
      ...{ reviewed: 5, passed: 3, returned: 1, rejected: 1, overridesAccepted: 1 },
      ...{ medianWaitSeconds: 300, medianHandSeconds: 0 },
    },
    pharmacists: [
      [
        one.clinicianId,
        {
          ...{ reviewed: 4, passed: 2, returned: 1, rejected: 1, overridesAccepted: 1 },
          ...{ medianWaitSeconds: 450, medianHandSeconds: 0 },
        },
      ],
      [
        two.clinicianId,
        {
          ...{ reviewed: 1, passed: 1, returned: 0, rejected: 0, overridesAccepted: 0 },
          ...{ medianWaitSeconds: 120, medianHandSeconds: 0 },
        },
      ],
    ],
    pairs: {
      [`${one.clinicianId} ${a.doctor.clinicianId}`]: {
        reviewed: 2,
        passedShare: 0.5,
        prescriberShare: 2 / 3,
      },
      [`${two.clinicianId} ${a.doctor.clinicianId}`]: { reviewed: 1, passedShare: 1, prescriberShare: 1 / 3 },
      [`${one.clinicianId} ${b.doctor.clinicianId}`]: { reviewed: 2, passedShare: 0.5, prescriberShare: 1 },
    },
  });
  const REASONS = { dose: [1, 0], allergy: [0, 1] };
  const reasonsOf = (list: { reason: string; returned: number; rejected: number }[]) =>
    Object.fromEntries(list.map(({ reason, returned, rejected }) => [reason, [returned, rejected]]));

  it('counts a day of the hospital’s calendar, as counted by hand', async () => {
    const { reasons, ...rest } = await counted();
    assert.deepEqual(rest, expected());
    assert.deepEqual(reasonsOf(reasons), REASONS);
    const next = await counted('?from=2026-11-23&to=2026-11-23');
    assert.deepEqual([next.totals.reviewed, next.pharmacists[0][0]], [1, two.clinicianId]);
    assert.equal((await counted('?from=2026-11-22&to=2026-11-23')).totals.reviewed, 6);
    const none = await counted('?from=2026-01-01&to=2026-01-31');
    assert.deepEqual(
      [none.totals.reviewed, none.totals.medianWaitSeconds, none.pharmacists, none.reasons],
      [0, null, [], []],
    );
  });

  it('answers the pharmacy lead and administrators of this hospital alone', async () => {
    assert.equal((await ask(undefined, admin)).body.totals.reviewed, 5);
    const plain = await ask(undefined, one.token);
    assert.deepEqual([plain.status, plain.body.code], [403, 'not-entitled']);
    const park = await t.tokenOf('lakeside', 'park', 'pharmacist');
    assert.equal((await ask(undefined, park)).body.code, 'wrong-hospital');
    const theirs = await ask(undefined, park, PATH.replace('renhe', 'lakeside'));
    assert.deepEqual([theirs.status, theirs.body.totals.reviewed, theirs.body.pairs], [200, 0, []]);
  });

  it('tells the lead alone that they are', async () => {
    const who = async (token: string) =>
      (await t.call('GET', '/renhe/sessions/current', { token })).body.pharmacyLead;
    assert.deepEqual([await who(lead), await who(one.token)], [true, undefined]);
  });

  it('counts from one day to a later one, 92 days at most', async () => {
    assert.equal((await ask('?from=2026-09-01&to=2026-12-01')).status, 200);
    for (const query of [
      '?from=2026-08-31&to=2026-12-01',
      '?from=2026-11-23&to=2026-11-22',
      '?from=2026-11-22',
    ])
      assert.equal((await ask(query)).body.code, 'invalid-input', query);
  });

  it('keeps decisions as they were made', async () => {
    const client = new pg.Client({ connectionString: t.url, options: '-c role=care_app' });
    await client.connect();
    try {
      await client.query("SELECT set_config('care.hospital_id', 'renhe', false)");
      assert.equal((await client.query('SELECT 1 FROM review_decisions')).rowCount, 6);
      for (const write of [
        "UPDATE review_decisions SET decision = 'rejected'",
        'DELETE FROM review_decisions',
      ])
        await assert.rejects(client.query(write), /permission denied/, write);
    } finally {
      await client.end();
    }
  });

  it('takes what was decided before it counted from the pharmacists’ sealed texts', async () => {
    const client = new pg.Client({ connectionString: t.url });
    await client.connect();
    try {
      await client.query('DROP TABLE review_decisions');
      await client.query(await readFile(MIGRATION, 'utf8'));
    } finally {
      await client.end();
    }
    // How long each was in hand is not in the text.
    const forget = (row: object) => ({ ...row, medianHandSeconds: null });
    const { reasons, ...rest } = await counted();
    const { totals, pharmacists, pairs } = expected();
    assert.deepEqual(rest, {
      ...{ totals: forget(totals), pairs },
      pharmacists: pharmacists.map(([id, row]) => [id, forget(row as object)]),
    });
    assert.deepEqual(reasonsOf(reasons), REASONS);
  });
});
