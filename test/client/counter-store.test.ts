/** The counter's store before the real server: codes, secrets that stay in the page, a lost answer, parts, the doctor's request. */
import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { createApi } from '@care-elements/client/api.ts';
import type { Care, LiveState } from '@care-elements/client/care.ts';
import { createCounterStore } from '@care-elements/client/counter-store.ts';
import type { Session } from '@care-elements/client/session.ts';
import { createStore } from '@care-elements/client/store.ts';
import { openTestApp, type TestApp } from '../kit/open-test-app.ts';
import { approved, counterToken, give, pharmacyId } from '../server/dispensing/kit.ts';
import { addPerson, rxPath } from '../server/prescriptions/kit.ts';

let t: TestApp;
before(async () => (t = await openTestApp()));
after(() => t.close());

/** A page of its own at a counter. `lose` cuts the answers of such requests, which the server has done. */
function page(token: string | null) {
  const handlers: { [topic: string]: { counter?(data: { at: string }): void } } = {};
  const cut = { path: '' };
  const session = createStore<Session | null>(token ? { token } : null);
  const api = createApi('http://care.test/v1/hospitals/renhe', {
    token: () => session.get()?.token,
    sleep: () => Promise.resolve(),
    fetch: async (url, init) => {
      const answer = await t.app.request(String(url), init as RequestInit);
      if (cut.path && String(url).endsWith(cut.path)) throw new TypeError('cut');
      return answer;
    },
  });
  const care = {
    ...{ server: 'http://care.test', hospitalId: 'renhe', api, session },
    live: {
      state: createStore<LiveState>('live'),
      on(topic: string, on: object) {
        handlers[topic] = on;
        return () => delete handlers[topic];
      },
    },
    use: <T>(create: (care: Care) => T) => create(care as unknown as Care),
  } as unknown as Care;
  return { store: createCounterStore(care), handlers, cut };
}
/** Once the store says so: what it reads by itself takes its time. */
async function until(fits: () => boolean): Promise<void> {
  while (!fits()) await new Promise((done) => setTimeout(done, 5));
}

test('a pharmacist comes in at the hospital’s own counter; one who only reviews is told', async () => {
  const { store, handlers } = page(null);
  await store.load();
  assert.equal(store.get().phase, 'signed-out');
  assert.equal(await store.signIn('mei', 'care-demo'), true);
  assert.equal(store.get().counter!.pharmacy.pharmacyId, pharmacyId('partner'));
  assert.deepEqual(Object.keys(handlers), [`counter:${pharmacyId('partner')}`]);
  await store.signOut();
  assert.deepEqual([store.get().phase, store.get().counter, Object.keys(handlers)], ['signed-out', null, []]);
  const { token } = await addPerson(t, { role: 'pharmacist' });
  const reviewer = page(token);
  await reviewer.store.load();
  assert.deepEqual(
    [reviewer.store.get().phase, reviewer.store.get().problem!.problem.code],
    ['ready', 'not-entitled'],
  );
});

test('claims, gives a part and the rest; the secret is in no state', async () => {
  const rx = await approved(t);
  const { store } = page(await counterToken(t, 'own'));
  await store.load();
  assert.equal(await store.claim('nothing'), false);
  assert.equal(store.get().problem!.problem.code, 'not-found');
  assert.equal(await store.claim(rx.accessCode), true);
  assert.equal(store.get().hasSecret, true);
  assert.ok(!JSON.stringify(store.get()).includes('"secret"'));
  const [line] = store.get().open!.lines;
  assert.equal(await store.dispense([give('1')]), true);
  assert.equal(store.get().open!.prescription.state, 'partially_dispensed');
  assert.equal(await store.dispense([give(line!.prescribed, line!.unit)]), false);
  assert.equal(store.get().problem!.problem.code, 'more-than-prescribed');
  const { rest, unit } = store.get().open!.lines[0]!;
  assert.equal(await store.dispense([give(rest, unit)]), true);
  assert.equal(store.get().open!.prescription.state, 'dispensed');
  assert.equal(store.get().open!.receipts.length, 2);
});

test('takes up again what it holds after its answer was lost, and an old page is told', async () => {
  const rx = await approved(t);
  const token = await counterToken(t, 'own');
  const [first, second] = [page(token), page(token)];
  await Promise.all([first.store.load(), second.store.load()]);
  first.cut.path = '/claims';
  assert.equal(await first.store.claim(rx.accessCode), false);
  assert.equal(first.store.get().problem!.problem.code, 'network');
  first.cut.path = '';
  // The second tap goes out under the same key and gets the first answer.
  assert.equal(await first.store.claim(rx.accessCode), true);
  assert.equal(await second.store.claim(rx.accessCode), true);
  assert.equal(second.store.get().openId, first.store.get().openId);
  assert.equal(await first.store.release(), false);
  assert.deepEqual(
    [first.store.get().problem!.problem.code, first.store.get().hasSecret],
    ['claim-secret-wrong', false],
  );
  assert.equal(await first.store.release(), false, 'nothing goes out without a secret');
  assert.equal(await second.store.release(), true);
  assert.deepEqual([second.store.get().openId, second.store.get().open], [null, null]);
});

test('shows the doctor’s request as it comes, and what was given back is put away', async () => {
  const rx = await approved(t);
  const { store, handlers } = page(await counterToken(t, 'partner'));
  await store.load();
  await store.claim(rx.accessCode);
  const body = { reason: 'condition-changed', note: '' };
  await t.call('POST', rxPath(rx, rx.prescriptionId, 'void'), { token: rx.doctor.token, body });
  handlers[`counter:${pharmacyId('partner')}`]!.counter!({ at: new Date().toISOString() });
  await until(() => store.get().open!.voidRequest?.state === 'open');
  await until(() => store.get().counter!.rows.some((row) => row.voidRequested));
  assert.equal(await store.keep('other', '正在配药'), true);
  assert.equal(store.get().open!.voidRequest, null);
  await t.call('POST', rxPath(rx, rx.prescriptionId, 'void'), { token: rx.doctor.token, body });
  assert.equal(await store.giveBack(), true);
  assert.equal(store.get().openId, null);
  await until(() => !store.get().counter!.rows.some((row) => row.prescriptionId === rx.prescriptionId));
});

test('sends what was chosen for delivery with a courier', async () => {
  const rx = await approved(t);
  const delivery = { recipient: '王建', phone: '139 0000 0001', address: '人民路 8 号' };
  const body = {
    ...{ prescriptionId: rx.prescriptionId, pharmacyId: pharmacyId('partner'), way: 'delivery' },
    delivery,
  };
  await t.call('PUT', `/renhe/visits/${rx.visitId}/fulfilment`, { token: rx.patientToken, body });
  const { store } = page(await counterToken(t, 'partner'));
  await store.load();
  const row = store.get().counter!.rows.find((r) => r.prescriptionId === rx.prescriptionId)!;
  const { fulfilmentId } = row.fulfilment!;
  assert.equal(await store.claimChosen(fulfilmentId), true);
  const { rest, unit } = store.get().open!.lines[0]!;
  assert.equal(await store.dispense([give(rest, unit)]), true);
  assert.equal(await store.handToCourier(fulfilmentId, '顺达快递', 'SD1'), true);
  assert.equal(await store.settleDelivery(fulfilmentId, 'delivered'), true);
  await until(() => !store.get().counter!.rows.some((r) => r.prescriptionId === rx.prescriptionId));
});
