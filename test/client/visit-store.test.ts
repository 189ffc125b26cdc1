/** The visit in this browser: found again, registered, pushed, refused, forgotten. */
import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { setImmediate as turn } from 'node:timers/promises';
import type { VisitView } from '@care-elements/contract/visit.ts';
import { createCare, type Care, type LiveHandlers } from '@care-elements/client/care.ts';
import { Problem } from '@care-elements/client/problem.ts';
import { createDispensingStore } from '@care-elements/client/dispensing-store.ts';
import { createQueueStore } from '@care-elements/client/queue-store.ts';
import type { Session } from '@care-elements/client/session.ts';
import { createStore } from '@care-elements/client/store.ts';
import { createVisitStore, type Registration } from '@care-elements/client/visit-store.ts';

const view = (version: number, more: object = {}) =>
  ({
    visitId: 'v1',
    version,
    status: 'open',
    triage: null,
    queue: null,
    patient: { age: 30, sex: 'male' },
    ...more,
  }) as unknown as VisitView;
const TRIAGED = { triage: { level: 3 } };

type Said = { status: number; body: unknown };
/** Answers by `METHOD /path`; a list is used up from its front. */
function world(answers: Record<string, Said | Said[]>, remembered: Session | null = null) {
  const asked: string[] = [];
  const session = createStore<Session | null>(remembered);
  const real = globalThis.fetch;
  globalThis.fetch = async (url, init) => {
    const { pathname, search } = new URL(String(url));
    const path = pathname.replace('/v1/hospitals/renhe', '') || '/';
    asked.push(`${init!.method} ${path}${search}`);
    const found = answers[`${init!.method} ${path}`];
    const said = Array.isArray(found) ? found.shift() : found;
    if (!said) throw new Error(`no answer to ${init!.method} ${path}`);
    return new Response(JSON.stringify(said.body), { status: said.status });
  };
  const care: Care = createCare('https://care.test', 'renhe', session);
  globalThis.fetch = real;
  const topics = new Map<string, LiveHandlers>();
  care.live.on = (topic, handlers) => {
    topics.set(topic, handlers);
    return () => void topics.delete(topic);
  };
  return { care, store: care.use(createVisitStore), asked, session, topics };
}
const ok = (body: unknown): Said => ({ status: 200, body });
const no = (status: number, code: string): Said => ({ status, body: { code } });
const HOSPITAL = { 'GET /': ok({ hospitalId: 'renhe' }) };
const KNOWN = { token: 't', visitId: 'v1' };

describe('visit store', () => {
  it('starts with the hospital alone where nobody was before', async () => {
    const { store, asked } = world(HOSPITAL);
    await store.load();
    assert.deepEqual(asked, ['GET /']);
    assert.equal(store.get().phase, 'ready');
    assert.equal(store.get().view, null);
  });

  it('comes back to the visit that this browser remembers', async () => {
    const { store } = world({ ...HOSPITAL, 'GET /visits/v1': ok(view(4)) }, KNOWN);
    await store.load();
    assert.equal(store.get().view!.version, 4);
  });

  for (const said of [no(401, 'token-expired'), no(404, 'not-found')])
    it(`starts anew, and says why, when the server answers ${(said.body as { code: string }).code}`, async () => {
      const { store, session } = world({ ...HOSPITAL, 'GET /visits/v1': said }, KNOWN);
      await store.load();
      assert.equal(store.get().phase, 'ready');
      assert.equal(store.get().view, null);
      assert.equal(session.get(), null);
      assert.equal(store.get().problem!.code, (said.body as { code: string }).code);
    });

  it('keeps the token when the server can’t be asked, and comes back on the next try', async () => {
    const { store, session } = world(
      { ...HOSPITAL, 'GET /visits/v1': [no(500, 'internal'), ok(view(1))] },
      KNOWN,
    );
    await store.load();
    assert.equal(store.get().phase, 'unreachable');
    assert.deepEqual(session.get(), KNOWN);
    await store.load();
    assert.equal(store.get().phase, 'ready');
    assert.equal(store.get().view!.visitId, 'v1');
  });

  it('remembers a registration', async () => {
    const { store, session } = world({
      'POST /visits': { status: 201, body: { visit: view(1), token: 'new', expiresAt: '' } },
    });
    assert.equal(await store.register({} as Registration), true);
    assert.deepEqual(session.get(), { token: 'new', visitId: 'v1', triage: undefined });
    assert.equal(store.get().view!.version, 1);
  });

  it('tells a refusal, and stays where it is', async () => {
    const { store, session } = world({ 'POST /visits': no(422, 'guardian-missing') });
    assert.equal(await store.register({} as Registration), false);
    assert.equal(store.get().problem!.code, 'guardian-missing');
    assert.equal(store.get().busy, false);
    assert.equal(session.get(), null);
  });

  it('listens from the triage’s result on, and not before', async () => {
    const { store, topics } = world({});
    store.accept(view(1));
    assert.equal(topics.size, 0);
    store.accept(view(2, TRIAGED));
    assert.deepEqual([...topics.keys()], ['visit:v1']);
  });

  it('takes what is pushed, and drops what is older', () => {
    const { store, topics } = world({});
    store.accept(view(2, TRIAGED));
    topics.get('visit:v1')!.visit!({
      topic: 'visit:v1',
      visit: view(5, { ...TRIAGED, status: 'concluded' }),
    });
    store.accept(view(3, TRIAGED));
    assert.equal(store.get().view!.status, 'concluded');
    topics.get('visit:v1')!.place!({ topic: 'visit:v1', place: { ticket: 'A017' } as never });
    assert.equal(store.get().view!.queue!.ticket, 'A017');
    assert.equal(store.get().view!.version, 5);
  });

  it('stops listening to a visit that is forgotten', () => {
    const { store, topics, session } = world({}, KNOWN);
    store.accept(view(2, TRIAGED));
    store.forget();
    assert.equal(topics.size, 0);
    assert.equal(store.get().view, null);
    assert.equal(session.get(), null);
  });

  it('hears nothing more of a visit that was left while its answer was on the way', async () => {
    const { care, store, session } = world(
      { 'GET /complaints': ok({ complaints: ['late'], heard: [] }) },
      KNOWN,
    );
    const answers: { yes(view: VisitView): void; no(problem: Problem): void }[] = [];
    const ask = () => store.ask(() => new Promise((yes, no) => answers.push({ yes, no })));
    store.accept(view(1));
    const finding = store.find('发烧');
    const asking = [ask(), ask(), ask()];
    store.forget();
    session.set({ token: 'new', visitId: 'v2' });
    answers[0]!.yes(view(2));
    answers[1]!.no(new Problem(401, { code: 'token-expired' }));
    answers[2]!.no(new Problem(409, { code: 'state-conflict' }));
    assert.deepEqual(await Promise.all(asking), [false, false, false]);
    await finding;
    const { view: shown, problem, complaints } = store.get();
    assert.deepEqual([shown, problem, complaints], [null, null, null]);
    assert.equal(care.session.get()!['visitId'], 'v2');
  });

  it('is busy for whoever is here now: not with a visit that was left, and until the newest request has ended', async () => {
    const { store, session } = world({}, KNOWN);
    const ends: (() => void)[] = [];
    const ask = () => store.ask(() => new Promise((end) => ends.push(end)));
    store.accept(view(1));
    const old = ask();
    store.forget();
    assert.equal(store.get().busy, false);
    session.set({ token: 'new', visitId: 'v2' });
    const own = ask();
    ends[0]!();
    await old;
    assert.equal(store.get().busy, true);
    ends[1]!();
    assert.equal(await own, true);
    assert.equal(store.get().busy, false);
  });

  it('a pharmacy that was chosen for a visit that was left meanwhile brings that visit back to nobody', async () => {
    const { care, store, asked } = world(
      { 'PUT /visits/v1/fulfilment': ok({}), 'GET /visits/v1': ok(view(3)) },
      KNOWN,
    );
    const dispensing = care.use(createDispensingStore);
    for (const reads of [0, 1]) {
      store.accept(view(1));
      const choosing = dispensing.choose({} as never);
      for (let i = 0; i < 50 && reads && asked.at(-1) !== 'GET /visits/v1'; i++) await Promise.resolve();
      assert.equal(asked.at(-1), reads ? 'GET /visits/v1' : 'PUT /visits/v1/fulfilment');
      store.forget();
      assert.equal(await choosing, true);
      assert.equal(store.get().view, null);
    }
  });

  it('reads the visit again when it has moved on meanwhile', async () => {
    const { care, store } = world(
      {
        'POST /visits/v1/close': no(409, 'state-conflict'),
        'GET /visits/v1': ok(view(9, { ...TRIAGED, status: 'concluded' })),
      },
      KNOWN,
    );
    store.accept(view(2, TRIAGED));
    const closing = store.ask(() => care.api.post<VisitView>('/visits/v1/close', {}));
    assert.equal(await closing, false);
    for (let i = 0; i < 20; i++) await turn();
    assert.equal(store.get().view!.status, 'concluded');
    assert.equal(store.get().problem!.code, 'state-conflict');
  });

  it('shows the complaints for the last words, whichever answer comes last', async () => {
    const { store, asked } = world({
      'GET /complaints': [ok({ complaints: ['old'] }), ok({ complaints: ['new'] })],
    });
    store.accept(view(1));
    const first = store.find('发');
    const second = store.find('发烧 ');
    await Promise.all([first, second]);
    assert.deepEqual(store.get().complaints, ['new']);
    assert.match(asked[1]!, /q=%E5%8F%91%E7%83%A7&age=30&sex=male$/);
  });

  it('a place taken is shown at once, unless the stream has said something newer', async () => {
    const { care, store, topics } = world({
      'POST /visits/v1/queue-entries': { status: 201, body: { entryId: 'e1', state: 'waiting', ahead: 3 } },
      'POST /queue-entries/e1/leave': ok({ entryId: 'e1', state: 'left', ahead: null }),
    });
    store.accept(view(2, TRIAGED));
    const queue = care.use(createQueueStore);
    assert.equal(await queue.join('d1'), true);
    assert.equal(store.get().view!.queue!.ahead, 3);
    const leaving = queue.leave();
    topics.get('visit:v1')!.visit!({
      topic: 'visit:v1',
      visit: view(8, { ...TRIAGED, queue: { entryId: 'e1', state: 'called' } }),
    });
    await leaving;
    assert.equal(store.get().view!.queue!.state, 'called');
    const again = queue.leave();
    store.forget();
    store.accept(view(8, { ...TRIAGED, visitId: 'v2' }));
    assert.equal(await again, true);
    assert.equal(store.get().view!.queue, null);
  });
});
