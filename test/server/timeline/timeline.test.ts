/** The timeline: reported once, bounded, for the visit's people alone; and the patient's rating. */
import assert from 'node:assert/strict';
import { after, before, beforeEach, describe, it } from 'node:test';
import { RATING_OPEN_MS, REPORTED_AT_MOST } from '../../../server/timeline/service.ts';
import { callAndEnter, NOTE, waitingPatient } from '../../kit/flow.ts';
import { openTestApp, type TestApp } from '../../kit/open-test-app.ts';

describe('the timeline of a visit', () => {
  let t: TestApp;
  let zhao: string;
  let sun: string;
  let late = 0;
  before(async () => {
    t = await openTestApp({ now: () => new Date(Date.now() + late) });
    zhao = await t.tokenOf('renhe', 'zhao');
    sun = await t.tokenOf('renhe', 'sun');
  });
  after(() => t.close());
  // Nobody waits, and no doctor has anybody, from the test before.
  const free = () =>
    t.deps.db.tenant('renhe', (tx) =>
      tx.execute(
        "UPDATE queue_entries SET state = 'left', ended_at = now() WHERE state IN ('waiting', 'called', 'in_consult')",
      ),
    );
  beforeEach(free);

  const report = (visitId: string, token: string, events: unknown[]) =>
    t.call('POST', `/renhe/visits/${visitId}/call-events`, { token, body: { events } });
  const event = (fact: object, agoMs = 0) => ({ eventId: t.deps.newId(), agoMs, fact });
  const rung = { kind: 'rung', from: 'video', to: 'audio', cause: 'network' };
  const timeline = async (visitId: string, token: string, before?: string) =>
    t.call('GET', `/renhe/visits/${visitId}/timeline${before ? `?before=${before}` : ''}`, { token });
  const kinds = (answer: { body: { events: { kind: string }[] } }) => answer.body.events.map((e) => e.kind);
  async function consult() {
    const p = await waitingPatient(t);
    return { ...p, ...(await callAndEnter(t, zhao, p)), token: p.token };
  }
  async function concluded() {
    const p = await consult();
    const path = `/renhe/encounters/${p.encounterId}`;
    await t.call('PUT', `${path}/note`, { token: zhao, body: { rowVersion: 0, note: NOTE } });
    const finished = await t.call('POST', `${path}/finish`, { token: zhao, body: { rowVersion: 1 } });
    assert.equal(finished.status, 200);
    return p;
  }

  it('tells what the server did and what both sides saw, newest first, each once', async () => {
    const p = await consult();
    const seen = event(rung, 0);
    assert.deepEqual((await report(p.visitId, p.token, [seen])).body, { stored: 1 });
    assert.deepEqual((await report(p.visitId, p.token, [seen])).body, { stored: 0 });
    const quality = { kind: 'quality', rttMs: 80.5, lossIn: 0.02, fps: 20 };
    assert.equal((await report(p.visitId, zhao, [event(quality)])).status, 201 - 1);
    const { body } = await timeline(p.visitId, zhao);
    assert.deepEqual(
      body.events.map((e: { role: string; kind: string }) => `${e.role} ${e.kind}`),
      ['doctor quality', 'patient rung', 'patient entered', 'doctor called'],
    );
    assert.deepEqual(body.events[0].data, { rttMs: 80.5, lossIn: 0.02, fps: 20 });
    await t.call('POST', `/renhe/queue-entries/${p.entryId}/hold`, { token: zhao });
    assert.equal(kinds(await timeline(p.visitId, zhao))[0], 'held');
  });

  it('is for the visit’s own people: the patient reports theirs, its doctors read it', async () => {
    const p = await consult();
    const other = await waitingPatient(t);
    assert.equal((await report(p.visitId, other.token, [event(rung)])).status, 404);
    assert.equal((await report(p.visitId, sun, [event(rung)])).status, 404);
    assert.equal((await timeline(p.visitId, sun)).status, 404);
    assert.equal((await timeline(p.visitId, p.token)).body.code, 'wrong-role');
  });

  it('takes only the kinds, words and ranges that it knows', async () => {
    const p = await consult();
    const bad = [
      { kind: 'said', text: '我咳嗽' },
      { ...rung, text: '我咳嗽' },
      { ...rung, to: 'my own words' },
      { kind: 'quality', lossIn: 1.5 },
      { kind: 'quality', rttMs: -1 },
      { kind: 'device', device: 'camera', trouble: 'something I typed' },
    ];
    for (const fact of bad)
      assert.equal((await report(p.visitId, p.token, [event(fact)])).body.code, 'invalid-input');
    const many = Array.from({ length: 51 }, () => event(rung));
    assert.equal((await report(p.visitId, p.token, many)).body.code, 'invalid-input');
  });

  it('dates an event by its age, never before the visit or after now', async () => {
    const p = await consult();
    const from = Date.now() - 5;
    await report(p.visitId, p.token, [event(rung, 86_400_000), event({ ...rung, to: 'text' }, 0)]);
    const { body } = await timeline(p.visitId, zhao);
    const visit = (await t.call('GET', `/renhe/visits/${p.visitId}`, { token: p.token })).body;
    const [now, old] = [body.events[0], body.events.at(-1)];
    assert.deepEqual([now.data.to, old.data.to, old.at], ['text', 'audio', visit.startedAt]);
    assert.ok(Date.parse(now.at) >= from && Date.parse(now.at) <= Date.now() + 5);
  });

  it('is bounded, and paged without a gap or a double', async () => {
    const p = await consult();
    let stored = 0;
    for (let i = 0; i < REPORTED_AT_MOST / 50 + 1; i++)
      stored += (
        await report(
          p.visitId,
          p.token,
          Array.from({ length: 50 }, (_, n) => event({ kind: 'quality', fps: n }, n)),
        )
      ).body.stored;
    assert.equal(stored, REPORTED_AT_MOST);
    const ids: string[] = [];
    for (const cursor of [
      'x',
      `2026-01-01T00:00:00.000Z_${'-'.repeat(36)}`,
      `0000-01-01T00:00:00.000Z_${p.visitId}`,
    ])
      assert.equal((await timeline(p.visitId, zhao, cursor)).status, 200, `${cursor} is the beginning`);
    for (let before: string | undefined; ;) {
      const { body } = await timeline(p.visitId, zhao, before);
      ids.push(...body.events.map((e: { eventId: string }) => e.eventId));
      if (!body.before) break;
      before = body.before;
    }
    assert.equal(ids.length, REPORTED_AT_MOST + 2);
    assert.equal(new Set(ids).size, ids.length);
  });

  it('a rating: once the visit is over, changeable for a day, in the timeline without the words', async () => {
    const open = await consult();
    const rate = (p: { visitId: string; token: string }, body: object) =>
      t.call('PUT', `/renhe/visits/${p.visitId}/rating`, {
        token: p.token,
        body: { stars: 2, wrong: ['bad-sound', 'cut-off'], text: '声音断断续续', ...body },
      });
    const get = (p: { visitId: string; token: string }) =>
      t.call('GET', `/renhe/visits/${p.visitId}/rating`, { token: p.token });
    assert.equal((await rate(open, {})).body.code, 'state-conflict');
    await free();
    const p = await concluded();
    assert.deepEqual((await get(p)).body, { rating: null });
    for (const wrong of [{ stars: 0 }, { stars: 6 }, { wrong: ['x'] }, { text: 'x'.repeat(501) }])
      assert.equal((await rate(p, wrong)).body.code, 'invalid-input', JSON.stringify(wrong));
    assert.equal((await rate({ ...p, visitId: open.visitId }, {})).status, 404);
    const first = await rate(p, {});
    assert.equal(first.body.rating.stars, 2);
    const second = await rate(p, { stars: 4, wrong: [] });
    assert.equal(second.body.rating.ratedAt, first.body.rating.ratedAt);
    const { body } = await timeline(p.visitId, zhao);
    assert.deepEqual(body.events[0].data, { stars: 4 });
    assert.deepEqual(body.events[1].data, { stars: 2, wrong1: 'bad-sound', wrong2: 'cut-off' });
    assert.ok(!JSON.stringify(body).includes('声音'));
    late = RATING_OPEN_MS;
    assert.equal((await rate(p, { stars: 5 })).body.code, 'already-decided');
    assert.equal((await get(p)).body.rating.stars, 4);
    late = 0;
  });

  it('a visit in which no doctor was seen has nothing to rate', async () => {
    const p = await waitingPatient(t);
    await t.call('POST', `/renhe/visits/${p.visitId}/close`, { token: p.token, body: {} });
    const answer = await t.call('PUT', `/renhe/visits/${p.visitId}/rating`, {
      token: p.token,
      body: { stars: 1, wrong: [], text: '' },
    });
    assert.equal(answer.body.code, 'state-conflict');
  });
});
