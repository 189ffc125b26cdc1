import assert from 'node:assert/strict';
import { after, before, describe, it } from 'node:test';
import { v4 } from 'uuid';
import { pgCode } from '../../../server/db/open.ts';
import { callAndEnter, waitingPatient } from '../../kit/flow.ts';
import { openTestApp, signedIn, type TestApp } from '../../kit/open-test-app.ts';
import { readStream } from '../../kit/read-stream.ts';
import { addDoctor, addEntry } from '../consult/kit.ts';
import { talkingVisit } from './kit.ts';

describe('messages of a visit', () => {
  let t: TestApp;
  let url: string;
  before(async () => {
    t = await openTestApp();
    ({ url } = await t.listen());
  });
  after(() => t.close());

  it('are numbered in one order for both sides, whoever writes at the same moment', async () => {
    const v = await talkingVisit(t);
    const answers = await Promise.all(
      Array.from({ length: 40 }, (_, i) => v.say(i % 2 ? v.token : v.doctor, `${i}`)),
    );
    assert.ok(answers.every(({ status }) => status === 201));
    const mine = await v.read(v.token, '?limit=100');
    const theirs = await v.read(v.doctor, '?limit=100');
    assert.deepEqual(mine.messages, theirs.messages);
    assert.deepEqual(
      mine.messages.map(({ seq }) => seq),
      Array.from({ length: 40 }, (_, i) => i + 1),
    );
    for (const { body } of answers)
      assert.deepEqual(
        mine.messages.find((m) => m.messageId === body.messageId),
        body,
      );
    for (const { text, from } of mine.messages) assert.equal(from, Number(text) % 2 ? 'patient' : 'doctor');
  });

  it('sent again are the same message: under the same key, under another, at the same moment, after the end', async () => {
    const v = await talkingVisit(t);
    const id = v4();
    const key = 'k'.repeat(20);
    const first = await v.say(v.token, '头疼', id, key);
    const again = await Promise.all([
      v.say(v.token, '头疼', id, key),
      v.say(v.token, '头疼', id),
      v.say(v.token, '头疼', id),
    ]);
    for (const { status, body } of again) assert.deepEqual([status, body], [201, first.body]);
    const twins = v4();
    const both = await Promise.all([v.say(v.token, '两次', twins), v.say(v.token, '两次', twins)]);
    assert.deepEqual(both[0]!.body, both[1]!.body);
    assert.equal((await v.read(v.doctor)).last, 2);
    const other = await v.say(v.token, '别的话', id);
    assert.equal(other.body['code' as 'text'], 'idempotency-key-reused');
    assert.equal((await v.say(v.doctor, '头疼', id)).status, 422, 'the other side has ids of its own');
  });

  it('are refused when too long, empty, or with control characters', async () => {
    const v = await talkingVisit(t);
    for (const text of ['', '   ', 'x'.repeat(2001), 'a\u0007b', 'a\u0000b'])
      assert.equal((await v.say(v.token, text)).status, 422, JSON.stringify(text));
    assert.equal((await v.say(v.token, `第一行\n${'字'.repeat(1990)}`)).status, 201);
    assert.equal((await v.read(v.token)).last, 1);
  });

  it('are paged backwards and forwards, at most a hundred at once', async () => {
    const v = await talkingVisit(t);
    for (let i = 1; i <= 12; i++) await v.say(v.token, `${i}`);
    const seqs = async (query: string) => (await v.read(v.doctor, query)).messages.map(({ seq }) => seq);
    assert.deepEqual(await seqs('?limit=3'), [10, 11, 12]);
    assert.deepEqual(await seqs('?before=10&limit=4'), [6, 7, 8, 9]);
    assert.deepEqual(await seqs('?before=1'), []);
    assert.deepEqual(await seqs('?after=9'), [10, 11, 12]);
    assert.deepEqual(await seqs('?after=2&limit=2'), [3, 4]);
    assert.deepEqual(await seqs('?after=12'), []);
    for (const bad of ['?limit=101', '?limit=0', '?before=x', '?before=3&after=1', '?before=-1'])
      assert.equal((await t.call('GET', v.path + bad, { token: v.token })).status, 422, bad);
  });

  it('carry marks that only grow, and say what is unread', async () => {
    const v = await talkingVisit(t);
    await v.say(v.token, 'a');
    await v.say(v.token, 'b');
    await v.say(v.doctor, 'c');
    let now = await v.read(v.doctor);
    assert.deepEqual(now.unread, { patient: 1, doctor: 2 });
    assert.deepEqual(now.marks, {
      patient: { delivered: 2, read: 0 },
      doctor: { delivered: 3, read: 0 },
    });
    const marked = await v.mark(v.doctor, 99, 2);
    assert.deepEqual(marked.body.doctor, { delivered: 3, read: 2 }, 'not beyond what there is');
    await v.mark(v.doctor, 0, 1);
    await v.mark(v.token, 3, 0);
    now = await v.read(v.token);
    assert.deepEqual(now.marks, {
      patient: { delivered: 3, read: 0 },
      doctor: { delivered: 3, read: 2 },
    });
    assert.deepEqual(now.unread, { patient: 1, doctor: 0 });
  });

  it('are live for both, with marks, a typing hint that leaves no row, and whether there is anybody to write to', async () => {
    const doctor = await t.tokenOf('renhe', 'zhao');
    const patient = await waitingPatient(t);
    const topic = `messages:${patient.visitId}`;
    const path = `/renhe/visits/${patient.visitId}/messages`;
    const say = (token: string, text: string) =>
      t.call('POST', path, { token, body: { messageId: v4(), kind: 'text', text } });
    const mine = await readStream(url, 'renhe', patient.token, [topic]);
    const first = await mine.until((e) => e.event === 'messages');
    assert.equal(first.data.conversation.writable, false);
    assert.equal((await say(patient.token, '有人吗')).body.code, 'state-conflict');
    assert.equal((await say(doctor, '您好')).body.code, 'not-found');
    const refused = await readStream(url, 'renhe', doctor, [topic]);
    assert.equal(refused.status, 404, 'before the call it is nobody’s');
    refused.close();

    await callAndEnter(t, doctor, patient);
    await mine.until((e) => e.data.conversation?.writable === true);
    const theirs = await readStream(url, 'renhe', doctor, [topic]);
    await theirs.until((e) => e.event === 'messages');
    for (let i = 1; i <= 10; i++) assert.equal((await say(patient.token, `第${i}句`)).status, 201);
    const tenth = await theirs.until((e) => e.data.conversation?.last === 10);
    assert.equal(tenth.data.conversation.messages.at(-1).text, '第10句');
    assert.equal(tenth.data.conversation.messages.length, 8);
    await t.call('PUT', `${path}/marks`, { token: doctor, body: { delivered: 10, read: 10 } });
    await mine.until((e) => e.data.conversation?.marks.doctor.read === 10);

    const rows = () =>
      t.deps.db.tenant('renhe', async (tx) =>
        Number((await tx.execute('SELECT count(*) AS n FROM outbox')).rows[0]!['n']),
      );
    const before = await rows();
    assert.equal((await t.call('POST', `${path}/typing`, { token: doctor })).status, 204);
    const hint = await mine.until((e) => e.event === 'typing');
    assert.deepEqual(hint.data, { topic, from: 'doctor' });
    assert.equal(hint.id, '');
    assert.equal(await rows(), before);
    mine.close();
    theirs.close();
  });

  it('are the patient’s and the doctors’ of this visit alone', async () => {
    const v = await talkingVisit(t);
    const other = await talkingVisit(t);
    const colleague = await t.tokenOf('renhe', 'zhao');
    const pharmacist = await t.tokenOf('renhe', 'gao', 'pharmacist');
    await v.say(v.token, '只给我的医生');
    for (const token of [other.token, other.doctor, colleague]) {
      assert.equal((await t.call('GET', v.path, { token })).body.code, 'not-found');
      assert.equal((await v.say(token, 'x')).status, 404);
      assert.equal((await v.mark(token, 1, 1)).status, 404);
      assert.equal((await t.call('POST', `${v.path}/typing`, { token })).status, 404);
    }
    assert.equal((await t.call('GET', v.path, { token: pharmacist })).body.code, 'wrong-role');
  });

  it('can be read by whoever had the visit, and written by whoever has it now', async () => {
    const v = await talkingVisit(t);
    await v.say(v.doctor, '我先看到这里');
    await t.deps.db.tenant('renhe', (tx) =>
      tx.execute(`UPDATE queue_entries SET state = 'done' WHERE entry_id = '${v.entryId}'`),
    );
    const clinicianId = await addDoctor(t.deps, 'renhe');
    await addEntry(t.deps, 'renhe', v.visitId, 'in_consult', clinicianId);
    const next = await signedIn(t.deps, {
      ...{ hospitalId: 'renhe', sessionId: v4(), role: 'doctor', clinicianId },
    });
    assert.equal((await v.say(next, '我接着看')).status, 201);
    assert.equal((await v.say(v.doctor, '还有一句')).body['code' as 'text'], 'state-conflict');
    assert.equal((await v.read(v.doctor)).last, 2);
    await t.deps.db.tenant('renhe', (tx) =>
      tx.execute(
        `UPDATE clinicians SET name = '{"zh-CN": "后来的", "en": "Later"}' WHERE clinician_id = '${clinicianId}'`,
      ),
    );
    const authors = (await v.read(v.token)).messages.map(({ from, author }) => [from, author?.['zh-CN']]);
    assert.deepEqual(authors[1], ['doctor', '后来的']);
    assert.ok(authors[0]![1] && authors[0]![1] !== '后来的', 'the patient sees who wrote which');
    await v.say(v.token, '刚才忘了说');
    assert.equal((await v.read(v.token)).messages.at(-1)!.author, null);
    assert.equal((await v.mark(v.doctor, 3, 3)).status, 200);
    assert.equal((await v.read(next)).unread.doctor, 1, 'what a former doctor read, the next has not');
    await v.mark(next, 3, 3);
    assert.equal((await v.read(next)).unread.doctor, 0);
  });

  it('of a closed visit stay readable and can’t be added to', async () => {
    const v = await talkingVisit(t);
    const id = v4();
    const sent = await v.say(v.token, '谢谢医生', id);
    await t.deps.db.tenant('renhe', (tx) =>
      tx.execute(`UPDATE visits SET status = 'concluded' WHERE visit_id = '${v.visitId}'`),
    );
    for (const token of [v.token, v.doctor]) {
      assert.equal((await v.say(token, '还有')).body['code' as 'text'], 'visit-ended');
      const now = await v.read(token);
      assert.equal(now.writable, false);
      assert.deepEqual(now.messages, [sent.body]);
    }
    assert.deepEqual((await v.say(v.token, '谢谢医生', id)).body, sent.body, 'a lost answer is still found');
  });

  it('can’t be changed or deleted by the server’s own role', async () => {
    const v = await talkingVisit(t);
    await v.say(v.token, '原话');
    for (const sql of [`UPDATE messages SET text = 'x'`, 'DELETE FROM messages'])
      await assert.rejects(
        t.deps.db.tenant('renhe', (tx) => tx.execute(sql)),
        (error) => pgCode(error) === '42501',
      );
    assert.equal((await v.read(v.token)).messages[0]!.text, '原话');
  });
});
