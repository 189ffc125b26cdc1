import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { after, before, describe, it } from 'node:test';
import { setTimeout as sleep } from 'node:timers/promises';
import { insertConsult } from '../../../server/consult/repo.ts';
import { createApp } from '../../../server/app.ts';
import { DatabaseAway } from '../../../server/db/open.ts';
import { createMetrics } from '../../../server/metrics/metrics.ts';
import { callAndEnter, waitingPatient } from '../../kit/flow.ts';
import { openTestApp, PATIENT, type TestApp } from '../../kit/open-test-app.ts';
import { readStream } from '../../kit/read-stream.ts';
import { deadMedia, takenVisit } from '../consult/kit.ts';
import { inConsult, signed } from '../prescriptions/kit.ts';

/** The value of one series: `care_queue_entries{state="waiting"}`. */
function valueOf(text: string, series: string): number {
  const line = text.split('\n').find((one) => one.startsWith(`${series} `));
  assert.ok(line, `${series} is told`);
  return Number(line.slice(series.length + 1));
}

const bearer = (token: string) => ({ headers: { Authorization: `Bearer ${token}` } });
const TOKEN = 'a-token-for-the-scraper';

describe('metrics', () => {
  let t: TestApp;
  let at = Date.now();
  before(async () => void (t = await openTestApp({ now: () => new Date(at) })));
  after(() => t.close());
  const open = (db = t.deps.db, token: string | undefined = TOKEN) => {
    const told = createMetrics({ ...t.deps, db });
    // With the widgets, as in service: their route is for every path.
    const app = createApp({ ...t.deps, cdnDir: import.meta.dirname, metrics: { told, token } });
    return { app, read: async () => (await app.request('/metrics', bearer(TOKEN))).text() };
  };

  it('tells what stands where, over both hospitals, and how long the oldest waits', async () => {
    const { read } = open();
    const first = await waitingPatient(t);
    await waitingPatient(t, { hospitalId: 'lakeside', code: '02' });
    at += 120_000;
    let text = await read();
    assert.equal(valueOf(text, 'care_queue_entries{state="waiting"}'), 2);
    assert.ok(Math.abs(valueOf(text, 'care_queue_oldest_wait_seconds') - 120) < 10);
    assert.equal(valueOf(text, 'care_database_up'), 1);
    assert.equal(valueOf(text, 'care_live_streams'), 0);

    await callAndEnter(t, await t.tokenOf('renhe', 'zhao'), first);
    at += 6000;
    text = await read();
    assert.equal(valueOf(text, 'care_queue_entries{state="waiting"}'), 1);
    assert.equal(valueOf(text, 'care_queue_entries{state="in_consult"}'), 1);
    assert.equal(valueOf(text, 'care_prescriptions{state="pending_review"}'), 0);
    // Nothing of anybody: no name, no number, no id. A value is a count, and may hold any figures.
    const named = text.replace(/ \S+$/gm, '');
    assert.match(named, /^care_queue_entries\{state="waiting"\}$/m);
    assert.doesNotMatch(named, new RegExp(`${PATIENT.name}|${first.visitId}|renhe|138`));
  });

  it('tells open streams, open calls and prescriptions that wait for their review', async () => {
    const { read } = open();
    const server = await t.listen();
    const c = await inConsult(t);
    const page = await readStream(server.url, 'renhe', c.patientToken, [`visit:${c.visitId}`]);
    await signed(t, c);
    const { visitId, entryId, patientId } = await takenVisit(t, { state: 'in_consult' });
    const of = { hospitalId: 'renhe', consultId: t.deps.newId() };
    const call = { ...of, visitId, entryId, roomName: 'a-room', openedAt: t.deps.now() };
    const patient = { ...of, identity: 'p', role: 'patient' as const, subjectId: patientId };
    const absent = { sid: null, joinedAt: null, leftAt: null, leftReason: null };
    await t.deps.db.tenant('renhe', (tx) =>
      insertConsult(tx, { ...call, state: 'open', closedAt: null, roomDeletedAt: null }, [
        { ...patient, ...absent },
      ]),
    );
    const text = await read();
    page.close();
    assert.equal(valueOf(text, 'care_live_streams'), 1);
    assert.equal(valueOf(text, 'care_live_topics'), 1);
    assert.equal(valueOf(text, 'care_calls_open'), 1);
    assert.equal(valueOf(text, 'care_prescriptions{state="pending_review"}'), 1);
  });

  it('waits for an alert no longer than what it asks for lasts', () => {
    const rules = readFileSync(new URL('../../../deploy/alerts.yml', import.meta.url), 'utf8');
    const held = [...rules.matchAll(/expr: .*\[(\d+)m\].*(?:\n +for: (\d+)m)?/g)];
    assert.ok(held.length > 0);
    for (const [rule, window, wait = 0] of held) assert.ok(Number(window) > 2 * Number(wait), rule);
  });

  it('tells all that the rules of deploy/alerts.yml ask for', async () => {
    const rules = readFileSync(new URL('../../../deploy/alerts.yml', import.meta.url), 'utf8');
    const asked = new Set(
      [...rules.matchAll(/expr: (.*)/g)].flatMap(([, expr]) => expr!.match(/\b(care|nodejs)_\w+/g) ?? []),
    );
    assert.ok(asked.size >= 8, [...asked].join());
    const told = createMetrics({ ...t.deps, media: deadMedia() });
    told.observe({ method: 'GET', route: '/healthz', status: 503, seconds: 0.01 });
    const { text } = await told.read();
    for (const name of asked) assert.match(text, new RegExp(`^${name}[ {]`, 'm'));
  });

  it('counts requests by the route\u2019s pattern and status, and tells the process and the pool', async () => {
    const { app, read } = open();
    await app.request('/healthz');
    await app.request('/v1/hospitals/renhe');
    await app.request('/v1/hospitals/nobody-knows');
    const refused = await app.request('/v1/hospitals/renhe/visits', { method: 'POST', body: '{' });
    await app.request('/care.js');
    await app.request('/nothing-here');
    const text = await read();
    const count = (labels: string) => valueOf(text, `care_http_request_duration_seconds_count{${labels}}`);
    assert.equal(count('method="GET",route="/healthz",status="200"'), 1);
    assert.equal(count('method="GET",route="/v1/hospitals/:hospitalId",status="200"'), 1);
    assert.equal(count('method="GET",route="/v1/hospitals/:hospitalId",status="404"'), 1);
    assert.equal(
      count(`method="POST",route="/v1/hospitals/:hospitalId/visits",status="${refused.status}"`),
      1,
    );
    assert.equal(count('method="GET",route="/*",status="404"'), 2);
    assert.match(text, /^nodejs_eventloop_lag_seconds /m);
    assert.match(text, /^care_build_info\{version="\d+\.\d+\.\d+"\} 1$/m);
    assert.equal(valueOf(text, 'care_pool_connections{state="waiting"}'), 0);
  });

  it('says that the database is away, and no number that it does not know', async () => {
    const away = { ...t.deps.db, system: () => Promise.reject(new DatabaseAway(new Error('gone'))) };
    const text = await open(away).read();
    assert.equal(valueOf(text, 'care_database_up'), 0);
    assert.doesNotMatch(text, /^care_queue_entries\{/m);
    // As an alert sees it, a zero is an end of the matter.
    assert.doesNotMatch(text, /^care_(queue_oldest_wait_seconds|calls_open|review_oldest_seconds) /m);
    assert.equal(valueOf(await open().read(), 'care_calls_open'), 1);
  });

  it('says so, too, of one that never answers, before who watches gives up, and how many wait for it', async () => {
    const silent = {
      ...{ ...t.deps.db, system: () => new Promise<never>(() => {}) },
      stats: () => ({ used: 24, idle: 0, waiting: 3 }),
    };
    const text = await Promise.race([open(silent).read(), sleep(9000, 'nothing', { ref: false })]);
    assert.equal(valueOf(text, 'care_database_up'), 0);
    assert.equal(valueOf(text, 'care_pool_connections{state="waiting"}'), 3);
  });

  it('tells whether LiveKit answers, where there is to be one', async () => {
    assert.doesNotMatch(await open().read(), /^care_video_up /m);
    for (const [state, up] of [
      ['ready', 1],
      ['starting', 0],
    ] as const) {
      const media = { ...deadMedia(), status: () => ({ state, detail: '' }) };
      const { text } = await createMetrics({ ...t.deps, media }).read();
      assert.equal(valueOf(text, 'care_video_up'), up);
    }
  });

  it('is for who holds the token; without one for this machine alone, not for what a proxy brings', async () => {
    const { app } = open();
    for (const init of [{}, bearer('another-token-of-some-length')])
      assert.equal((await app.request('/metrics', init)).status, 404);
    const own = createApp({ ...t.deps, metrics: { told: createMetrics(t.deps), token: undefined } });
    const from = (remoteAddress: string, headers = {}) =>
      own.request('/metrics', { headers }, { incoming: { socket: { remoteAddress } } });
    assert.equal((await from('127.0.0.1')).status, 200);
    assert.equal((await from('203.0.113.9')).status, 404);
    for (const name of ['X-Forwarded-For', 'Forwarded', 'X-Real-IP', 'Via'])
      assert.equal((await from('127.0.0.1', { [name]: '203.0.113.9' })).status, 404, name);
    // A page whose name was turned to this machine asks by that name.
    const turned = await own.request(
      'http://evil.example/metrics',
      {},
      { incoming: { socket: { remoteAddress: '127.0.0.1' } } },
    );
    assert.equal(turned.status, 404);
  });
});
