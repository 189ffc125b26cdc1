/** What the hub promises to pages that come back, and what it refuses to those that come too often. */
import assert from 'node:assert/strict';
import { after, before, describe, it } from 'node:test';
import { setTimeout as sleep } from 'node:timers/promises';
import { record } from '../../../server/audit.ts';
import { DatabaseAway } from '../../../server/db/open.ts';
import { AT_ONCE, STREAMS_PER_SESSION, type TopicSource } from '../../../server/live/hub.ts';
import { inHospital } from '../../../server/work.ts';
import { waitingPatient } from '../../kit/flow.ts';
import { departmentId, openTestApp, signedIn, type TestApp } from '../../kit/open-test-app.ts';
import { readStream } from '../../kit/read-stream.ts';
import { demoClinicianId } from '../../../server/demo/seed.ts';
import { v7 } from 'uuid';

describe('the live hub', () => {
  let t: TestApp;
  let url: string;
  before(async () => {
    t = await openTestApp();
    ({ url } = await t.listen());
  });
  after(() => t.close());

  /** Something that happened to a topic. */
  const happen = (...topics: string[]) =>
    inHospital(t.deps, 'renhe', { doer: { role: 'system', id: null }, requestId: null }, (work) =>
      record(work, { action: 'test.changed', resourceType: 'Test', resourceId: '1', topics }),
    );
  const department = departmentId('renhe', '03');
  /** The topic `reviews`, whose load of this number waits to be let go. */
  function heldReviews(number: number) {
    let go!: () => void;
    const held = new Promise<void>((resolve) => (go = resolve));
    const reviews = { loads: 0, go };
    t.deps.live.source('reviews', {
      authorize: () => true,
      async load() {
        const loads = ++reviews.loads;
        if (loads === number) await held;
        return { event: 'reviews', data: { loads } };
      },
    });
    return reviews;
  }

  it('ends the oldest stream of a session that opens too many, and no other session’s', async () => {
    const { token, visitId } = await t.openVisit();
    const other = await t.openVisit();
    const bystander = await readStream(url, 'renhe', other.token, [`visit:${other.visitId}`]);
    await bystander.until((e) => e.event === 'visit');
    const open = () => readStream(url, 'renhe', token, [`visit:${visitId}`]);
    const first = await open();
    await first.until((e) => e.event === 'visit');
    const more = [];
    for (let i = 0; i < STREAMS_PER_SESSION; i++) more.push(await open());
    await first.ended;
    await Promise.all(more.map((stream) => stream.until((e) => e.event === 'visit')));
    assert.equal(t.deps.live.stats().streams, STREAMS_PER_SESSION + 1);
    for (const stream of [...more, bystander]) stream.close();
  });

  it('ends the stream of a session whose time is over', async () => {
    const actor = {
      ...{ hospitalId: 'renhe', sessionId: v7(), role: 'doctor' as const },
      clinicianId: demoClinicianId('renhe', 'zhao'),
    };
    const token = await signedIn(t.deps, actor, 3000);
    const stream = await readStream(url, 'renhe', token, ['desk']);
    await stream.until((e) => e.event === 'desk');
    await stream.ended;
  });

  it('opens no stream for HEAD', async () => {
    const { token, visitId } = await t.openVisit();
    const streams = t.deps.live.stats().streams;
    const answer = await fetch(`${url}/v1/hospitals/renhe/live?topics=visit:${visitId}`, {
      method: 'HEAD',
      headers: { Authorization: `Bearer ${token}` },
    });
    assert.equal(answer.status, 405);
    assert.equal(t.deps.live.stats().streams, streams);
  });

  it('tells who comes back of a place that moved meanwhile, though the visit did not', async () => {
    const ahead = await waitingPatient(t);
    const mine = await waitingPatient(t);
    const topic = `visit:${mine.visitId}`;
    const before = await readStream(url, 'renhe', mine.token, [topic]);
    const { id, data } = await before.until((e) => e.event === 'visit');
    const wasAhead = data.visit.queue.ahead;
    before.close();
    await t.call('POST', `/renhe/queue-entries/${ahead.entryId}/leave`, { token: ahead.token });
    const desk = await readStream(url, 'renhe', await t.tokenOf('renhe', 'zhao'), [`queue:${department}`]);
    await desk.until((e) => e.event === 'queue');
    desk.close();
    await sleep(100);
    const back = await readStream(url, 'renhe', mine.token, [topic], { 'Last-Event-ID': id! });
    const now = await back.until((e) => e.event === 'visit');
    assert.equal(now.data.visit.queue.ahead, wasAhead - 1);
    back.close();
  });

  it('refuses a topic whose id is none, before anybody looks for it', async () => {
    const headers = { Authorization: `Bearer ${await t.tokenOf('renhe', 'zhao')}` };
    for (const id of ['-'.repeat(36), 'a'.repeat(36), '0197f3a0-0000-7000-8000-00000000000-']) {
      const answer = await fetch(`${url}/v1/hospitals/renhe/live?topics=messages:${id}`, { headers });
      assert.equal(answer.status, 422, id);
      await answer.body?.cancel();
    }
  });

  it('knows in which hospitals a desk is open', async () => {
    const desk = await readStream(url, 'renhe', await t.tokenOf('renhe', 'zhao'), ['desk']);
    await desk.until((e) => e.event === 'desk');
    assert.deepEqual(t.deps.live.hospitals('desk'), ['renhe']);
    assert.deepEqual(t.deps.live.hospitals('esk'), []);
    desk.close();
    for (let i = 0; i < 100 && t.deps.live.hospitals('desk').length; i++) await sleep(20);
    assert.deepEqual(t.deps.live.hospitals('desk'), []);
  });

  it('believes no position that it has not reached', async () => {
    const { token, visitId } = await t.openVisit();
    for (const id of ['18446744073709551615-1', '99999999999999999999-0']) {
      const stream = await readStream(url, 'renhe', token, [`visit:${visitId}`], { 'Last-Event-ID': id });
      await stream.until((e) => e.event === 'visit');
      stream.close();
    }
  });

  it('lets nobody resume behind a topic that is still on its way', async () => {
    let arrive!: () => void;
    const slow = new Promise<void>((resolve) => (arrive = resolve));
    let quick = 0;
    const source = (load: TopicSource['load']): TopicSource => ({ authorize: () => true, load });
    t.deps.live.source(
      'reviews',
      source(async () => ({ event: 'reviews', data: { n: ++quick } })),
    );
    t.deps.live.source(
      'desk',
      source(async () => (await slow, { event: 'desk', data: { current: null } })),
    );
    const token = await t.tokenOf('renhe', 'zhao');
    const stream = await readStream(url, 'renhe', token, ['desk', 'reviews']);
    const first = await stream.until((e) => e.event === 'reviews');
    assert.equal(first.id ?? '', '', 'the desk has not come yet');
    arrive();
    const last = await stream.until((e) => e.event === 'desk');
    assert.match(last.id!, /^\d+-\d+$/);
    stream.close();
  });

  it('lets nobody resume behind what a change of another topic has yet to tell them', async () => {
    const { token, visitId } = await t.openVisit();
    const mine = `visit:${visitId}`;
    const [line, talk] = ['moves:a', `messages:${visitId}`];
    let told!: () => void;
    const telling = new Promise<void>((resolve) => (told = resolve));
    let rippled = false;
    const source = (event: string, more: Partial<TopicSource> = {}): TopicSource => ({
      ...{ authorize: () => true, load: () => Promise.resolve({ event, data: {} }), ...more },
    });
    t.deps.live.source('visit', source('visit', { touchedBy: () => Promise.resolve([line]) }));
    t.deps.live.source('messages', source('messages'));
    const ripple = async () => (await telling, (rippled = true), []);
    t.deps.live.source('moves', source('moves', { ripple }));
    const open = (id?: string) =>
      readStream(url, 'renhe', token, [mine, talk], id ? { 'Last-Event-ID': id } : {});
    const first = await open();
    await first.until((e) => e.event === 'visit');
    await first.until((e) => e.event === 'messages');
    const seen = first.events.length;
    await happen(line);
    await happen(talk);
    const { id } = await first.until((e) => e.event === 'messages' && first.events.indexOf(e) >= seen);
    assert.ok(id, 'one may come back behind what was written');
    first.close();
    told();
    while (!rippled) await sleep(5);
    await sleep(50);
    const back = await open(id);
    await back.until((e) => e.event === 'resumed' && e.data.topic === talk);
    await back.until((e) => e.event === 'visit');
    back.close();
  });

  it('loads a topic once for all that happened while it was loading', async () => {
    const reviews = heldReviews(2);
    const stream = await readStream(url, 'renhe', await t.tokenOf('renhe', 'zhao'), ['reviews']);
    await stream.until((e) => e.event === 'reviews');
    await happen('reviews');
    while (reviews.loads < 2) await sleep(5);
    for (let i = 0; i < 20; i++) await happen('reviews');
    // What happened last is heard last: whoever sees it knows that all before it has been heard.
    let asked = 0;
    t.deps.live.source('desk', {
      authorize: () => true,
      load: async () => ({ event: 'desk', data: { asked: ++asked } }),
    });
    const desk = await readStream(url, 'renhe', await t.tokenOf('renhe', 'zhao'), ['desk']);
    await desk.until((e) => e.data.asked === 1);
    await happen(`desk:${demoClinicianId('renhe', 'zhao')}`);
    await desk.until((e) => e.data.asked === 2);
    reviews.go();
    await stream.until((e) => e.data.loads === 3);
    await sleep(100);
    assert.equal(reviews.loads, 3);
    stream.close();
    desk.close();
  });

  it('loads a topic once for all who come while it is loading', async () => {
    const reviews = heldReviews(1);
    const token = await t.tokenOf('renhe', 'zhao');
    const streams = [await readStream(url, 'renhe', token, ['reviews'])];
    while (reviews.loads < 1) await sleep(5);
    for (let i = 0; i < STREAMS_PER_SESSION - 1; i++)
      streams.push(await readStream(url, 'renhe', token, ['reviews']));
    await sleep(100);
    reviews.go();
    const told = await Promise.all(streams.map((stream) => stream.until((e) => e.event === 'reviews')));
    assert.deepEqual(
      told.map(({ data }) => data.loads),
      [1, ...Array<number>(STREAMS_PER_SESSION - 1).fill(2)],
    );
    assert.ok(told.every(({ id }) => /^\d+-\d+$/.test(id!)));
    for (const stream of streams) stream.close();
  });

  it('comes back to a topic that the database was away for', async () => {
    let away = true;
    t.deps.live.source('reviews', {
      authorize: () => true,
      load: async () => {
        if (away) throw new DatabaseAway(new Error('test'));
        return { event: 'reviews', data: { here: true } };
      },
    });
    away = false;
    const stream = await readStream(url, 'renhe', await t.tokenOf('renhe', 'zhao'), ['reviews']);
    await stream.until((e) => e.event === 'reviews');
    away = true;
    await happen('reviews');
    await sleep(200);
    assert.equal(stream.events.length, 1);
    away = false;
    while (stream.events.length < 2) await sleep(20);
    stream.close();
  });

  it('lets in few at a time of many who come at once, and loads few of their topics', async () => {
    const most = { authorize: 0, load: 0 };
    const under = { authorize: 0, load: 0 };
    const slowly = async <T>(what: keyof typeof under, answer: T): Promise<T> => {
      most[what] = Math.max(most[what], ++under[what]);
      await sleep(20);
      under[what]--;
      return answer;
    };
    t.deps.live.source('queue', {
      authorize: () => slowly('authorize', true),
      load: (_, id) => slowly('load', { event: 'queue', data: { id } }),
    });
    const tokens = await Promise.all([t.tokenOf('renhe', 'zhao'), t.tokenOf('renhe', 'zhao')]);
    const streams = await Promise.all(
      Array.from({ length: 12 }, (_, i) =>
        readStream(url, 'renhe', tokens[i % 2]!, [`queue:${departmentId('renhe', `${10 + i}`)}`]),
      ),
    );
    await Promise.all(streams.map((stream) => stream.until((e) => e.event === 'queue')));
    assert.deepEqual(most, { authorize: AT_ONCE, load: AT_ONCE });
    for (const stream of streams) stream.close();
  });
});
