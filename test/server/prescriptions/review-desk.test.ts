/** The review desk on a real database: who has a prescription in hand, what is next, and who may review at all. */
import assert from 'node:assert/strict';
import { after, before, beforeEach, describe, it } from 'node:test';
import type { ReviewEntry } from '@care-elements/contract/review.ts';
import { lapseLeases, LEASE_MS } from '../../../server/prescriptions/review/lease.ts';
import { closeAccount, readWhole } from '../../../server/setting-up/people.ts';
import { startSweeper } from '../../../server/sweeper.ts';
import { openTestApp, type TestApp } from '../../kit/open-test-app.ts';
import { addPerson, asShown, inConsult, inHand, rxPath, signed, tokenFor, type Consult } from './kit.ts';

type Person = { clinicianId: string; token: string };

describe('the review desk', () => {
  let t: TestApp;
  let one: Person;
  let two: Person;
  const START = new Date('2026-11-22T02:00:00Z').getTime();
  let clock = START;
  before(async () => {
    t = await openTestApp({ now: () => new Date(clock) });
    one = await addPerson(t, { role: 'pharmacist' });
    two = await addPerson(t, { role: 'pharmacist' });
  });
  after(() => t.close());
  const minutes = (n: number) => (clock += n * 60_000);
  /** Nothing waits of the tests before. */
  beforeEach(async () => {
    clock = START;
    await t.deps.db.tenant('renhe', async (tx) => {
      await tx.execute(`UPDATE prescriptions SET state = 'expired' WHERE state = 'pending_review'`);
      await tx.execute('DELETE FROM review_leases');
    });
  });

  const list = async (query = '', token = one.token) => {
    const { status, body } = await t.call('GET', `/renhe/prescriptions/reviews${query}`, { token });
    assert.equal(status, 200, JSON.stringify(body));
    return body as { prescriptions: ReviewEntry[]; next: string | null; counts: object; waits: object };
  };
  const waiting = async () => {
    const c = await inConsult(t);
    return { c, id: (await signed(t, c)).prescriptionId };
  };
  const next = async (who: Person, besides: string | null = null) => {
    const { status, body } = await t.call('POST', '/renhe/prescriptions/reviews/next', {
      token: who.token,
      body: { besides },
    });
    assert.equal(status, 200, JSON.stringify(body));
    return body.review?.prescription.prescriptionId ?? null;
  };
  const keep = (c: Consult, id: string, who: Person, leaseId: string) =>
    t.call('PUT', rxPath(c, id, 'review/lease'), { token: who.token, body: { leaseId } });
  const leave = (c: Consult, id: string, who: Person, leaseId: string) =>
    t.call('DELETE', rxPath(c, id, 'review/lease'), { token: who.token, body: { leaseId } });

  it('gives a prescription to one of two who open it at the same moment; the other reads who has it', async () => {
    for (let i = 0; i < 6; i++) {
      const { c, id } = await waiting();
      const [a, b] = await Promise.all([inHand(t, c, id, one.token), inHand(t, c, id, two.token)]);
      assert.deepEqual([a.bar, b.bar].sort(), ['held', null].sort());
      const winner = a.bar === null ? one : two;
      for (const side of [a, b]) assert.equal(side.lease?.pharmacist.clinicianId, winner.clinicianId);
      // Read only: nothing can be decided without the hand.
      const [lost, token] = a.bar === null ? [b, two.token] : [a, one.token];
      const { rxHash, checks } = lost.prescription;
      const refused = await t.call('POST', rxPath(c, id, 'approve'), {
        token,
        body: { rxHash, alertSetHash: checks.alertSetHash },
      });
      assert.deepEqual([refused.status, refused.body.code], [409, 'review-not-held']);
      assert.equal(refused.body.current.pharmacist.clinicianId, winner.clinicianId);
    }
  });

  it('finds the same lease again for the same pharmacist, and keeps it while the page beats', async () => {
    const { c, id } = await waiting();
    const first = await inHand(t, c, id, one.token);
    minutes(1);
    const again = await inHand(t, c, id, one.token);
    assert.equal(again.lease!.leaseId, first.lease!.leaseId);
    assert.equal(again.lease!.since, first.lease!.since);
    for (let i = 0; i < 5; i++) {
      minutes(2);
      assert.equal((await keep(c, id, one, first.lease!.leaseId)).status, 200);
      assert.equal((await inHand(t, c, id, two.token)).bar, 'held');
    }
  });

  it('ends by itself, to the millisecond, on read and on write; the next pharmacist has it and the first has not', async () => {
    const { c, id } = await waiting();
    const mine = await inHand(t, c, id, one.token);
    clock += LEASE_MS - 1;
    assert.equal((await inHand(t, c, id, two.token)).bar, 'held');
    clock += 1;
    const read = await t.call('GET', rxPath(c, id, 'review'), { token: two.token });
    assert.deepEqual([read.body.bar, read.body.lease], ['free', null]);
    assert.equal((await list()).prescriptions.find((p) => p.prescriptionId === id)?.lease, null);
    const late = await keep(c, id, one, mine.lease!.leaseId);
    assert.deepEqual([late.status, late.body.code], [409, 'review-not-held']);
    const seen = asShown(mine);
    const expired = await t.call('POST', rxPath(c, id, 'approve'), { token: one.token, body: seen });
    assert.deepEqual([expired.body.code, expired.body.current], ['review-not-held', null]);
    const theirs = await inHand(t, c, id, two.token);
    assert.equal(theirs.bar, null);
    assert.notEqual(theirs.lease!.leaseId, mine.lease!.leaseId);
    assert.equal((await keep(c, id, one, mine.lease!.leaseId)).status, 409);
    assert.equal(
      (await t.call('POST', rxPath(c, id, 'approve'), { token: two.token, body: seen })).status,
      200,
    );
  });

  it('is put away by its holder alone, and ends with their session', async () => {
    const { c, id } = await waiting();
    const { lease } = await inHand(t, c, id, one.token);
    assert.equal((await leave(c, id, two, lease!.leaseId)).status, 204);
    assert.equal((await inHand(t, c, id, two.token)).bar, 'held');
    assert.equal((await leave(c, id, one, lease!.leaseId)).status, 204);
    assert.equal((await inHand(t, c, id, two.token)).bar, null);

    const token = await tokenFor(t, 'renhe', 'pharmacist', two.clinicianId);
    assert.equal((await inHand(t, c, id, token)).bar, null);
    assert.equal((await t.call('DELETE', '/renhe/sessions/current', { token })).status, 204);
    assert.equal((await inHand(t, c, id, one.token)).bar, null);
  });

  it('ends with the account of who holds it', async () => {
    const { c, id } = await waiting();
    const leaving = await addPerson(t, { role: 'pharmacist' });
    assert.equal((await inHand(t, c, id, leaving.token)).bar, null);
    assert.equal((await inHand(t, c, id, one.token)).bar, 'held');
    const { people } = await readWhole(t.deps, 'renhe');
    const { username } = people.find(({ clinicianId }) => clinicianId === leaving.clinicianId)!;
    assert.deepEqual(await closeAccount(t.deps, 'renhe', username), { closed: true, ended: 1 });
    assert.equal((await inHand(t, c, id, one.token)).bar, null);
  });

  it('is swept, and the desks are told', async () => {
    const { c, id } = await waiting();
    await inHand(t, c, id, one.token);
    clock += LEASE_MS;
    const sweeper = startSweeper(t.deps, [{ name: 'leases', everyMs: 60_000, round: lapseLeases }]);
    await sweeper.round();
    await sweeper.close();
    const { rows } = await t.deps.db.tenant('renhe', (tx) =>
      tx.execute(
        `SELECT event, topics FROM outbox WHERE payload->>'resourceId' = '${id}' ORDER BY event DESC`,
      ),
    );
    const events = rows.filter(({ event }) => String(event).startsWith('review.'));
    assert.deepEqual(events, [
      { event: 'review.taken', topics: ['reviews'] },
      { event: 'review.lapsed', topics: ['reviews'] },
    ]);
  });

  it('gives two who ask for the next at once two different ones, the oldest first; then none', async () => {
    const made = [];
    for (let i = 0; i < 4; i++) {
      made.push((await waiting()).id);
      minutes(1);
    }
    const both = await Promise.all([next(one), next(two)]);
    assert.deepEqual([...both].sort(), made.slice(0, 2).sort());
    // A lost answer: the same pharmacist asks again and finds what they have in hand.
    assert.equal(await next(one), both[0]);
    // Put away for the next one: it is free again, and not given to who put it away.
    assert.equal(await next(one, both[0]!), made[2]);
    assert.equal(await next(two, both[1]!), both[0]);
    const { counts } = await list();
    assert.deepEqual(counts, { waiting: 4, held: 2, asked: 0 });
  });

  it('pages the list from the oldest on, and says from when a wait is long', async () => {
    const made = [];
    for (let i = 0; i < 3; i++) made.push((await waiting()).id);
    const first = await list('?limit=2');
    assert.deepEqual(
      first.prescriptions.map((p) => p.prescriptionId),
      made.slice(0, 2),
    );
    assert.equal(first.next, made[1]);
    const second = await list(`?limit=2&after=${first.next}`);
    assert.deepEqual(
      second.prescriptions.map((p) => p.prescriptionId),
      made.slice(2),
    );
    assert.equal(second.next, null);
    assert.deepEqual(second.waits, { longMin: 10, veryLongMin: 30 });
    await t.deps.db.tenant('renhe', (tx) =>
      tx.execute(`UPDATE hospitals SET review_waits = '{"longMin": 5, "veryLongMin": 15}'`),
    );
    assert.deepEqual((await list()).waits, { longMin: 5, veryLongMin: 15 });
    assert.equal(
      (await t.call('GET', '/renhe/prescriptions/reviews?limit=101', { token: one.token })).status,
      422,
    );
  });

  it('lets nobody review who is not qualified by the rules, nor their own', async () => {
    const { c, id } = await waiting();
    const junior = await addPerson(t, { role: 'pharmacist', dispensingSince: '2024-11-23' });
    const assistant = await addPerson(t, { role: 'pharmacist', grade: 'assistant' });
    for (const who of [junior, assistant]) {
      const seen = await inHand(t, c, id, who.token);
      assert.deepEqual([seen.bar, seen.lease], ['not-qualified', null]);
      const { rxHash, checks } = seen.prescription;
      const body = { rxHash, alertSetHash: checks.alertSetHash };
      const refused = await t.call('POST', rxPath(c, id, 'approve'), { token: who.token, body });
      assert.equal(refused.body.code, 'review-not-held');
    }
    // Three years to the day.
    const justSo = await addPerson(t, { role: 'pharmacist', dispensingSince: '2023-11-22' });
    assert.equal((await inHand(t, c, id, justSo.token)).bar, null);
    const own = await tokenFor(t, 'renhe', 'pharmacist', c.doctor.clinicianId);
    await t.deps.db.tenant('renhe', (tx) =>
      tx.execute(`UPDATE clinicians SET role = 'pharmacist' WHERE clinician_id = '${c.doctor.clinicianId}'`),
    );
    assert.equal((await inHand(t, c, id, own)).bar, 'own');
    assert.equal(await next({ clinicianId: c.doctor.clinicianId, token: own }), null);
  });
});
