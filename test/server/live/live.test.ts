import assert from 'node:assert/strict';
import { after, before, describe, it } from 'node:test';
import { setTimeout as sleep } from 'node:timers/promises';
import { demoClinicianId } from '../../../server/demo/seed.ts';
import { departmentId, openTestApp, ORIGIN, type TestApp } from '../../kit/open-test-app.ts';
import { readStream } from '../../kit/read-stream.ts';

describe('live stream', () => {
  let t: TestApp;
  let url: string;
  before(async () => {
    t = await openTestApp();
    ({ url } = await t.listen());
  });
  after(() => t.close());

  it('sends the whole visit first, then each change, with growing versions', async () => {
    const { token, visitId } = await t.openVisit();
    const stream = await readStream(url, 'renhe', token, [`visit:${visitId}`]);
    const first = await stream.until((e) => e.event === 'visit');
    assert.equal(first.data.topic, `visit:${visitId}`);
    assert.equal(first.data.visit.status, 'open');
    await t.call('POST', `/renhe/visits/${visitId}/close`, { token, body: {} });
    const second = await stream.until((e) => e.data.visit?.status === 'closed');
    assert.ok(second.data.visit.version > first.data.visit.version);
    stream.close();
  });

  it('goes on after Last-Event-ID when nothing changed, and sends the state anew when something did', async () => {
    const { token, visitId } = await t.openVisit();
    const first = await readStream(url, 'renhe', token, [`visit:${visitId}`]);
    await first.until((e) => e.event === 'visit');
    await sleep(100);
    first.close();
    const current = await readStream(url, 'renhe', token, [`visit:${visitId}`]);
    const { id } = await current.until((e) => e.event === 'visit');
    current.close();
    const same = await readStream(url, 'renhe', token, [`visit:${visitId}`], { 'Last-Event-ID': id });
    await same.until((e) => e.event === 'resumed');
    assert.equal(same.events.filter((e) => e.event === 'visit').length, 0);
    same.close();
    await t.call('POST', `/renhe/visits/${visitId}/close`, { token, body: {} });
    const anew = await readStream(url, 'renhe', token, [`visit:${visitId}`], { 'Last-Event-ID': id });
    await anew.until((e) => e.data.visit?.status === 'closed');
    anew.close();
    const nonsense = await readStream(url, 'renhe', token, [`visit:${visitId}`], {
      'Last-Event-ID': '1; drop table',
    });
    await nonsense.until((e) => e.event === 'visit');
    nonsense.close();
  });

  it('is refused for what is not one’s own', async () => {
    const mine = await t.openVisit();
    const other = await t.openVisit();
    const doctor = await t.tokenOf('renhe', 'zhao');
    const foreign = await t.tokenOf('lakeside', 'delgado');
    const ask = async (hospital: string, token: string, topics: string[]) => {
      const stream = await readStream(url, hospital, token, topics);
      stream.close();
      return stream.status;
    };
    assert.equal(await ask('renhe', mine.token, [`visit:${other.visitId}`]), 404);
    assert.equal(await ask('renhe', doctor, [`visit:${mine.visitId}`]), 404);
    assert.equal(await ask('renhe', doctor, ['reviews']), 404);
    assert.equal(await ask('renhe', mine.token, ['desk']), 404);
    assert.equal(await ask('renhe', foreign, ['desk']), 403);
    assert.equal(await ask('renhe', 'x.y.z', ['desk']), 401);
    assert.equal(await ask('renhe', doctor, ['nonsense:1']), 422);
  });

  it('follows what it may where another topic is refused, and has that one in whole once it is allowed', async () => {
    const token = await t.tokenOf('renhe', 'zhao');
    const zhao = demoClinicianId('renhe', 'zhao');
    const list = `queue:${departmentId('renhe', '03')}`;
    const run = (sql: string) => t.deps.db.tenant('renhe', (tx) => tx.execute(sql));
    const aMinute = () => {
      for (let second = 0; second < 60; second++) t.deps.live.recheck();
    };
    const { rows } = await run(
      `DELETE FROM clinician_departments WHERE clinician_id = '${zhao}' RETURNING *`,
    );
    const partly = await readStream(url, 'renhe', token, ['desk', list]);
    assert.equal((await partly.until((e) => e.event === 'desk')).id, '', 'no place to resume at');
    aMinute();
    await sleep(100);
    assert.deepEqual(
      partly.events.map((e) => e.event),
      ['desk'],
    );
    for (const row of rows as { department_id: string; consult_right: boolean; treatment_right: boolean }[])
      await run(`INSERT INTO clinician_departments (hospital_id, clinician_id, department_id, consult_right, treatment_right)
        VALUES ('renhe', '${zhao}', '${row.department_id}', ${row.consult_right}, ${row.treatment_right})`);
    aMinute();
    await partly.ended;
    const whole = await readStream(url, 'renhe', token, ['desk', list]);
    await whole.until((e) => e.event === 'queue');
    whole.close();
    await whole.ended;
  });

  it('carries the CORS header of a registered page', async () => {
    const { token, visitId } = await t.openVisit();
    const answer = await fetch(`${url}/v1/hospitals/renhe/live?topics=visit:${visitId}`, {
      headers: { Authorization: `Bearer ${token}`, Origin: ORIGIN },
    });
    assert.equal(answer.headers.get('access-control-allow-origin'), ORIGIN);
    assert.match(answer.headers.get('content-type')!, /^text\/event-stream/);
    await answer.body!.cancel();
  });

  it('ends for whoever may no longer hear what it says', async () => {
    const token = await t.tokenOf('renhe', 'zhao');
    const zhao = demoClinicianId('renhe', 'zhao');
    const queue = `queue:${departmentId('renhe', '03')}`;
    const run = (sql: string) => t.deps.db.tenant('renhe', (tx) => tx.execute(sql));
    const aMinute = () => {
      for (let second = 0; second < 60; second++) t.deps.live.recheck();
    };
    const [desk, list, other] = [
      await readStream(url, 'renhe', token, ['desk']),
      await readStream(url, 'renhe', token, [queue]),
      await readStream(url, 'renhe', await t.tokenOf('renhe', 'sun'), ['desk']),
    ];
    await list.until((e) => e.event === 'queue');
    await run(`DELETE FROM clinician_departments WHERE clinician_id = '${zhao}'`);
    aMinute();
    await list.ended;
    assert.equal(t.deps.live.stats().streams, 2, 'the desk is still theirs');
    await run(`UPDATE clinicians SET active = false WHERE clinician_id = '${zhao}'`);
    aMinute();
    await desk.ended;
    await run(`UPDATE clinicians SET active = true WHERE clinician_id = '${zhao}'`);
    other.close();
    await other.ended;
  });

  it('ends with the session', async () => {
    const token = await t.tokenOf('renhe', 'zhao');
    const stream = await readStream(url, 'renhe', token, ['desk']);
    await stream.until((e) => e.event === 'desk');
    const out = await t.call('DELETE', '/renhe/sessions/current', { token });
    assert.equal(out.status, 204);
    await stream.ended;
    assert.equal((await t.call('GET', '/renhe/sessions/current', { token })).body.code, 'token-invalid');
  });
});
