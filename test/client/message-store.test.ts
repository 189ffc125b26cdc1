import assert from 'node:assert/strict';
import { after, before, describe, it } from 'node:test';
import { setTimeout as sleep } from 'node:timers/promises';
import { joined, standing } from '@care-elements/client/message-state.ts';
import type { Message } from '@care-elements/contract/messages.ts';
import { openTestApp, type TestApp } from '../kit/open-test-app.ts';
import { talkingVisit } from '../server/messages/kit.ts';
import { memory, sideOf, until } from './message-kit.ts';

const texts = (messages: readonly Message[]) => messages.map(({ text }) => text);
const seqs = (messages: readonly Message[]) => messages.map(({ seq }) => seq);

describe('the conversation in two browsers', () => {
  let t: TestApp;
  let url: string;
  const closing: (() => void)[] = [];
  before(async () => {
    t = await openTestApp();
    ({ url } = await t.listen());
  });
  after(async () => {
    for (const close of closing) close();
    await t.close();
  });

  type Options = NonNullable<Parameters<typeof sideOf>[2]>;
  async function both(options: Options = {}) {
    const v = await talkingVisit(t);
    const patient = sideOf(url, v.token, { seed: 7, ...options });
    const doctor = sideOf(url, v.doctor, { seed: 11 });
    patient.store.open(v.visitId, 'patient');
    doctor.store.open(v.visitId, 'doctor');
    closing.push(patient.close, doctor.close);
    for (const { store } of [patient, doctor]) await until(store, ({ phase }) => phase === 'ready');
    return { v, patient, doctor };
  }

  it('stores each of 1,000 messages once and in one order, with 10 % of the answers lost', async (test) => {
    const { v, patient, doctor } = await both();
    for (const { network } of [patient, doctor]) network.loss = 0.1;
    for (let i = 0; i < 500; i++) {
      patient.store.send(`patient ${i}`);
      doctor.store.send(`doctor ${i}`);
    }
    const whole = ({ messages, outgoing }: { messages: readonly Message[]; outgoing: readonly unknown[] }) =>
      messages.length === 1000 && outgoing.length === 0;
    const [mine, theirs] = await Promise.all([
      until(patient.store, whole, 100_000),
      until(doctor.store, whole, 100_000),
    ]);
    assert.deepEqual(mine.messages, theirs.messages);
    assert.deepEqual(
      seqs(mine.messages),
      Array.from({ length: 1000 }, (_, i) => i + 1),
    );
    for (const side of ['patient', 'doctor'])
      assert.deepEqual(
        texts(mine.messages.filter(({ from }) => from === side)),
        Array.from({ length: 500 }, (_, i) => `${side} ${i}`),
        'in the order in which they were written',
      );
    const rows = await t.deps.db.tenant(
      'renhe',
      async (tx) =>
        (
          await tx.execute(
            `SELECT count(*)::int AS n, count(DISTINCT message_id)::int AS ids, count(DISTINCT text)::int AS texts FROM messages WHERE visit_id = '${v.visitId}'`,
          )
        ).rows[0],
    );
    assert.deepEqual(rows, { n: 1000, ids: 1000, texts: 1000 });
    const lost = patient.network.lost + doctor.network.lost;
    assert.ok(lost > 80, `${lost} answers were lost`);
    test.diagnostic(`${lost} answers were lost`);
  });

  it('shows nothing as sent before it is stored, and how far it has come', async () => {
    const { patient, doctor } = await both();
    patient.network.cut = true;
    patient.store.send('在路上');
    const cut = await until(patient.store, ({ outgoing }) => outgoing[0]?.state === 'waiting');
    assert.deepEqual(texts(cut.messages), []);
    patient.network.cut = false;
    const stored = await until(patient.store, ({ messages }) => messages.length === 1);
    assert.deepEqual(stored.outgoing, []);
    const [message] = stored.messages;
    await until(patient.store, (s) => standing(message!, s) === 'delivered');
    doctor.store.seen(1);
    await until(patient.store, (s) => standing(message!, s) === 'read');
    assert.equal(doctor.store.get().unread, 0);
  });

  it('counts what is unread until it was before the person’s eyes', async () => {
    const { patient, doctor } = await both();
    for (const text of ['一', '二', '三']) doctor.store.send(text);
    await until(patient.store, ({ unread, messages }) => unread === 3 && messages.length === 3);
    patient.store.seen(2);
    await until(patient.store, ({ unread }) => unread === 1);
    patient.store.seen(3);
    await until(doctor.store, ({ marks }) => marks.patient.read === 3);
    assert.equal(patient.store.get().unread, 0);
  });

  it('keeps what was not sent over a reload, and sends it once', async () => {
    const storage = memory();
    const { v, patient, doctor } = await both({ storage });
    patient.network.cut = true;
    patient.store.send('刷新之前');
    patient.store.send('第二句');
    await until(patient.store, ({ outgoing }) => outgoing.length === 2 && outgoing[0]!.state === 'waiting');
    assert.match([...storage.kept.values()].join(), /刷新之前/);
    patient.close();
    const again = sideOf(url, v.token, { storage });
    closing.push(again.close);
    again.store.open(v.visitId, 'patient');
    await until(doctor.store, ({ messages }) => messages.length === 2);
    assert.deepEqual(texts(doctor.store.get().messages), ['刷新之前', '第二句']);
    await until(again.store, ({ outgoing }) => outgoing.length === 0);
    assert.equal(storage.kept.size, 0);
  });

  it('sends once what was stored while its answer was lost in a reload', async () => {
    const storage = memory();
    const { v, patient, doctor } = await both({ storage });
    patient.network.loss = 1;
    patient.store.send('答案丢了');
    await until(doctor.store, ({ messages }) => messages.length === 1);
    patient.close();
    const again = sideOf(url, v.token, { storage });
    closing.push(again.close);
    again.store.open(v.visitId, 'patient');
    const state = await until(again.store, (s) => s.phase === 'ready' && s.outgoing.length === 0);
    assert.deepEqual(texts(state.messages), ['答案丢了']);
    await sleep(100);
    assert.equal(doctor.store.get().messages.length, 1);
  });

  it('catches up after the stream was away, however much was said meanwhile', async () => {
    const { v, patient, doctor } = await both();
    await v.say(v.doctor, 'before');
    await until(patient.store, ({ messages }) => messages.length === 1);
    patient.close();
    const late = sideOf(url, v.token, { pageSize: 7 });
    closing.push(late.close);
    late.store.open(v.visitId, 'patient');
    await until(late.store, ({ phase }) => phase === 'ready');
    late.network.cut = true;
    late.network.drop();
    await sleep(50);
    assert.equal(late.care.live.state.get(), 'reconnecting');
    for (let i = 0; i < 30; i++) await v.say(v.doctor, `${i}`);
    assert.equal(late.store.get().messages.length, 1);
    late.network.cut = false;
    const state = await until(late.store, ({ messages }) => messages.length === 31);
    assert.deepEqual(
      seqs(state.messages),
      Array.from({ length: 31 }, (_, i) => i + 1),
    );
    assert.equal(doctor.store.get().messages.length, 31);
  });

  it('pages backwards to the beginning', async () => {
    const v = await talkingVisit(t);
    for (let i = 1; i <= 23; i++) await v.say(i % 3 ? v.token : v.doctor, `${i}`);
    const { store, close } = sideOf(url, v.token, { pageSize: 10 });
    closing.push(close);
    store.open(v.visitId, 'patient');
    let state = await until(store, ({ phase }) => phase === 'ready');
    assert.deepEqual([state.messages[0]!.seq, state.earlier], [14, true]);
    await Promise.all([store.fetchEarlier(), store.fetchEarlier()]);
    await store.fetchEarlier();
    state = store.get();
    assert.deepEqual(
      seqs(state.messages),
      Array.from({ length: 23 }, (_, i) => i + 1),
    );
    assert.equal(state.earlier, false);
  });

  it('says what was refused, and takes it back or sends it again', async () => {
    const { v, patient } = await both();
    await t.deps.db.tenant('renhe', (tx) =>
      tx.execute(`UPDATE visits SET status = 'concluded' WHERE visit_id = '${v.visitId}'`),
    );
    patient.store.send('太晚了');
    patient.store.send('也太晚了');
    let state = await until(
      patient.store,
      ({ outgoing }) => outgoing.every((o) => o.state === 'failed') && outgoing.length === 2,
    );
    assert.equal(state.outgoing[0]!.problem!.code, 'visit-ended');
    patient.store.discard(state.outgoing[0]!.messageId);
    await t.deps.db.tenant('renhe', (tx) =>
      tx.execute(`UPDATE visits SET status = 'open' WHERE visit_id = '${v.visitId}'`),
    );
    patient.store.resend(state.outgoing[1]!.messageId);
    state = await until(patient.store, ({ messages }) => messages.length === 1);
    assert.deepEqual(texts(state.messages), ['也太晚了']);
  });

  it('tells that the other side is writing, until they have written', async () => {
    const { patient, doctor } = await both();
    doctor.store.hint();
    await until(patient.store, ({ typing }) => typing);
    assert.equal(doctor.store.get().typing, false);
    doctor.store.send('写好了');
    await until(patient.store, ({ typing, messages }) => !typing && messages.length === 1);
  });

  it('forgets what was not sent when its person signs out', async () => {
    const storage = memory();
    const { patient } = await both({ storage });
    patient.network.cut = true;
    patient.store.send('私密');
    await until(patient.store, ({ outgoing }) => outgoing.length === 1);
    assert.equal(storage.kept.size, 1);
    patient.care.session.set(null);
    assert.equal(storage.kept.size, 0);
    assert.deepEqual(patient.store.get().outgoing, []);
  });
});

describe('parts of a conversation', () => {
  const part = (from: number, to: number) =>
    Array.from({ length: to - from + 1 }, (_, i) => ({ seq: from + i }) as Message);
  it('join where they touch or overlap, and nowhere else', () => {
    for (const [a, b, whole] of [
      [part(3, 5), part(6, 8), [3, 8]],
      [part(3, 5), part(1, 2), [1, 5]],
      [part(3, 5), part(4, 9), [3, 9]],
      [part(3, 5), part(1, 9), [1, 9]],
      [part(3, 5), part(4, 4), [3, 5]],
      [[], part(4, 6), [4, 6]],
    ] as const)
      assert.deepEqual(seqs(joined(a, b)!), seqs(part(whole[0], whole[1])));
    assert.equal(joined(part(3, 5), part(7, 8)), undefined);
    assert.equal(joined(part(6, 8), part(1, 4)), undefined);
  });
});
