/** The clarification between pharmacist and prescriber: order, marks, who may, and what it does to the hand. */
import assert from 'node:assert/strict';
import { after, before, beforeEach, describe, it } from 'node:test';
import type { ReviewThread } from '@care-elements/contract/review.thread.ts';
import { ANSWERED_MS, ASKED_MS, LEASE_MS } from '../../../server/prescriptions/review/lease.ts';
import { openTestApp, type TestApp } from '../../kit/open-test-app.ts';
import { addPerson, decide, inConsult, inHand, rxPath, signed, type Consult } from './kit.ts';

describe('a clarification', () => {
  let t: TestApp;
  let one: { clinicianId: string; token: string };
  let two: { clinicianId: string; token: string };
  const START = new Date('2026-11-22T02:00:00Z').getTime();
  let clock = START;
  let c: Consult;
  let id: string;
  before(async () => {
    t = await openTestApp({ now: () => new Date(clock) });
    one = await addPerson(t, { role: 'pharmacist' });
    two = await addPerson(t, { role: 'pharmacist' });
  });
  after(() => t.close());
  beforeEach(async () => {
    clock = START;
    c = await inConsult(t);
    id = (await signed(t, c)).prescriptionId;
  });
  const say = (token: string, text: string, messageId = t.deps.newId()) =>
    t.call('POST', rxPath(c, id, 'review/messages'), { token, body: { messageId, text } });
  const read = async (token: string, query = ''): Promise<ReviewThread> => {
    const { status, body } = await t.call('GET', `${rxPath(c, id, 'review/messages')}${query}`, { token });
    assert.equal(status, 200, JSON.stringify(body));
    return body;
  };

  it('is one order on both sides, with what each has not read', async () => {
    await inHand(t, c, id, one.token);
    assert.equal((await say(one.token, '剂量为什么加倍？')).status, 201);
    assert.equal((await say(one.token, '患者肾功能如何？')).status, 201);
    assert.equal((await say(c.doctor.token, '肌酐正常，按说明书上限。')).status, 201);
    const thread = await read(c.doctor.token);
    assert.deepEqual(
      thread.messages.map(({ seq, from, text }) => [seq, from, text]),
      [
        [1, 'pharmacist', '剂量为什么加倍？'],
        [2, 'pharmacist', '患者肾功能如何？'],
        [3, 'doctor', '肌酐正常，按说明书上限。'],
      ],
    );
    // Who writes has read what came before.
    assert.deepEqual(thread.unread, { pharmacist: 1, doctor: 0 });
    const row = async () =>
      (await t.call('GET', '/renhe/prescriptions/reviews', { token: one.token })).body.prescriptions.find(
        (p: { prescriptionId: string }) => p.prescriptionId === id,
      );
    assert.deepEqual((await row()).talk, { waitingFor: 'pharmacist', unread: 1 });
    const mark = (token: string, n: number) =>
      t.call('PUT', rxPath(c, id, 'review/messages/marks'), { token, body: { read: n } });
    // A colleague who only reads moves no mark; beyond the end is the end.
    assert.equal((await mark(two.token, 3)).body.unread.pharmacist, 1);
    assert.deepEqual((await mark(one.token, 99)).body.read, { pharmacist: 3, doctor: 3 });
    assert.equal((await mark(one.token, 1)).body.read.pharmacist, 3);
    assert.deepEqual((await row()).talk, { waitingFor: 'pharmacist', unread: 0 });
    assert.deepEqual(
      (await read(one.token, '?before=3&limit=1')).messages.map(({ seq }) => seq),
      [2],
    );
  });

  it('stores a message once, however often it is sent', async () => {
    await inHand(t, c, id, one.token);
    const messageId = t.deps.newId();
    const sent = await Promise.all(Array.from({ length: 5 }, () => say(one.token, '请核对', messageId)));
    assert.deepEqual(
      sent.map(({ status }) => status),
      [201, 201, 201, 201, 201],
    );
    assert.equal((await read(one.token)).last, 1);
    const other = await say(one.token, '另一句', messageId);
    assert.deepEqual([other.status, other.body.code], [422, 'idempotency-key-reused']);
  });

  it('keeps the prescription for who asked, without their page, until the answer or its time', async () => {
    await inHand(t, c, id, one.token);
    await say(one.token, '请核对剂量');
    const held = (await inHand(t, c, id, two.token)).lease!;
    assert.equal(held.askedAt, new Date(clock).toISOString());
    // The page is put away, and three minutes go by: it is still theirs.
    await t.call('DELETE', rxPath(c, id, 'review/lease'), {
      token: one.token,
      body: { leaseId: held.leaseId },
    });
    clock += LEASE_MS + 1;
    assert.equal((await inHand(t, c, id, two.token)).bar, 'held');
    const list = await t.call('GET', '/renhe/prescriptions/reviews', { token: two.token });
    const rows: { prescriptionId: string; lease: { askedAt: string | null } | null }[] =
      list.body.prescriptions;
    assert.ok(rows.find(({ prescriptionId }) => prescriptionId === id)?.lease?.askedAt);
    assert.equal(list.body.counts.asked, rows.filter(({ lease }) => lease?.askedAt).length);
    await say(c.doctor.token, '按上限');
    const answered = (await inHand(t, c, id, two.token)).lease!;
    assert.equal(answered.askedAt, null);
    assert.equal(answered.pharmacist.clinicianId, one.clinicianId);
    clock += ANSWERED_MS - 1;
    assert.equal((await inHand(t, c, id, two.token)).bar, 'held');
    clock += 1;
    assert.equal((await inHand(t, c, id, two.token)).bar, null);
    // An answer that never comes frees it, too.
    await say(two.token, '还有一个问题');
    clock += ASKED_MS - 1;
    assert.equal((await inHand(t, c, id, one.token)).bar, 'held');
    clock += 1;
    assert.equal((await inHand(t, c, id, one.token)).bar, null);
  });

  it('is the prescriber’s and the pharmacists’, written by who has it in hand, and ends with the decision', async () => {
    const stranger = await addPerson(t, { role: 'doctor' });
    assert.equal((await say(stranger.token, 'x')).status, 404);
    const without = await say(one.token, 'x');
    assert.deepEqual([without.status, without.body.code], [409, 'review-not-held']);
    await inHand(t, c, id, one.token);
    assert.equal((await say(two.token, 'x')).body.code, 'review-not-held');
    assert.equal((await say(one.token, 'x'.repeat(1001))).status, 422);
    await say(one.token, '请核对');
    const mine = await t.call('GET', '/renhe/prescriptions/questions', { token: c.doctor.token });
    assert.deepEqual(
      mine.body.questions.map((q: { thread: ReviewThread }) => [
        q.thread.prescriptionId,
        q.thread.unread.doctor,
      ]),
      [[id, 1]],
    );
    const theirs = await t.call('GET', '/renhe/prescriptions/questions', { token: stranger.token });
    assert.deepEqual(theirs.body.questions, []);
    assert.equal((await decide(t, c, id, one.token, 'return')).status, 200);
    const late = await say(c.doctor.token, '太迟了');
    assert.deepEqual([late.status, late.body.code], [409, 'state-conflict']);
    const kept = await read(c.doctor.token);
    assert.deepEqual([kept.writable, kept.last], [false, 1]);
    await assert.rejects(
      t.deps.db.tenant('renhe', (tx) => tx.execute(`UPDATE review_messages SET text = 'y'`)),
      (error: Error) => /permission denied/.test(String((error as { cause?: unknown }).cause)),
    );
    const { rows } = await t.deps.db.tenant('renhe', (tx) =>
      tx.execute(
        `SELECT event, topics FROM outbox WHERE event = 'review.asked' AND payload->>'resourceId' = '${id}'`,
      ),
    );
    assert.deepEqual(rows, [{ event: 'review.asked', topics: ['reviews', `desk:${c.doctor.clinicianId}`] }]);
  });
});
