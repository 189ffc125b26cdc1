/** One patient's insistence drowns nobody else's call. */
import assert from 'node:assert/strict';
import { after, before, describe, it } from 'node:test';
import { sql } from 'drizzle-orm';
import { v7 } from 'uuid';
import { inHospital } from '../../../server/work.ts';
import { raiseAlarm } from '../../../server/queue/alarms.ts';
import { answerTriage, waitingPatient } from '../../kit/flow.ts';
import { departmentId, openTestApp, type TestApp } from '../../kit/open-test-app.ts';

describe('a desk under a flood', () => {
  let t: TestApp;
  before(async () => void (t = await openTestApp()));
  after(() => t.close());
  const department = departmentId('renhe', '03');
  const system = { doer: { role: 'system', id: null }, requestId: null } as const;
  const alarmsAt = async () => {
    const token = await t.tokenOf('renhe', 'zhao');
    const queue = await t.call('GET', `/renhe/departments/${department}/queue`, { token });
    return queue.body.alarms as { visitId: string; kind: string }[];
  };

  it('rings once for one visit, and shows an emergency before any number of flags', async () => {
    const first = await t.openVisit();
    const reason = { 'zh-CN': '测试', en: 'test' };
    const raise = (visitId: string, kind: 'emergency' | 'flag') =>
      inHospital(t.deps, 'renhe', system, (work) =>
        raiseAlarm(work, { visitId, departmentId: department, kind, reason }),
      );
    await raise(first.visitId, 'emergency');
    for (let i = 0; i < 5; i++) await raise(first.visitId, 'emergency');
    assert.equal((await alarmsAt()).length, 1);
    for (let i = 0; i < 60; i++) await raise((await t.openVisit()).visitId, 'flag');
    const alarms = await alarmsAt();
    assert.equal(alarms.length, 50);
    assert.equal(alarms[0]!.visitId, first.visitId);
    // Once it was seen, the next one is news.
    await t.deps.db.tenant('renhe', (tx) =>
      tx.execute(sql`UPDATE alarms SET acknowledged_at = now(), acknowledged_by = ${v7()}`),
    );
    await raise(first.visitId, 'emergency');
    assert.equal((await alarmsAt()).length, 1);
  });

  it('lets nobody wait in a department that is closed', async () => {
    const waits = await waitingPatient(t);
    const visit = await t.openVisit();
    await answerTriage(t, visit);
    const closed = (open: boolean) =>
      t.deps.db.tenant('renhe', (tx) =>
        tx.execute(sql`UPDATE departments SET open = ${open} WHERE department_id = ${department}`),
      );
    await closed(false);
    const join = () =>
      t.call('POST', `/renhe/visits/${visit.visitId}/queue-entries`, {
        token: visit.token,
        body: { departmentId: department },
      });
    assert.equal((await join()).body.code, 'state-conflict');
    const place = await t.call('GET', `/renhe/visits/${waits.visitId}`, { token: waits.token });
    assert.equal(place.body.queue.state, 'waiting', 'who was there before stays');
    await closed(true);
    assert.equal((await join()).status, 201);
  });
});
