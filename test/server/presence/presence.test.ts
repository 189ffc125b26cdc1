/** A doctor who is lost, a patient who is lost, and who is online. */
import assert from 'node:assert/strict';
import { after, before, beforeEach, describe, it } from 'node:test';
import { SYSTEM } from '../../../server/actor.ts';
import { PRESENCE } from '../../../server/presence/away.ts';
import { watchPresence } from '../../../server/presence/service.ts';
import { inHospital } from '../../../server/work.ts';
import { demoClinicianId } from '../../../server/demo/seed.ts';
import { callAndEnter, waitingPatient } from '../../kit/flow.ts';
import { departmentId, openTestApp, type TestApp } from '../../kit/open-test-app.ts';

describe('presence', () => {
  let t: TestApp;
  let zhao: string;
  let ahead = 0;
  /** Who has a page open, as the hub would say. */
  let pages: { kind: string; id: string; openedAt: Date }[] = [];
  before(async () => {
    t = await openTestApp({ now: () => new Date(Date.now() + ahead) });
  });
  after(() => t.close());
  beforeEach(async () => {
    ahead = 0;
    pages = [];
    zhao = await t.tokenOf('renhe', 'zhao');
    await t.deps.db.tenant('renhe', async (tx) => {
      await tx.execute(
        "UPDATE queue_entries SET state = 'left', ended_at = now() WHERE state IN ('waiting', 'called', 'in_consult')",
      );
      await tx.execute('DELETE FROM live_presence');
    });
  });
  const live = {
    pages: (_hospital: string, kind: string) => pages.filter((page) => page.kind === kind),
  };
  async function round(seconds: number) {
    ahead += seconds * 1000;
    const who = { doer: SYSTEM, requestId: null };
    while ((await inHospital(t.deps, 'renhe', who, (work) => watchPresence(work, live))) > 0);
  }
  const doctorId = demoClinicianId('renhe', 'zhao');
  const page = (kind: 'desk' | 'visit', id: string) => ({ kind, id, openedAt: t.deps.now() });
  const visitOf = async (p: { token: string; visitId: string }) =>
    (await t.call('GET', `/renhe/visits/${p.visitId}`, { token: p.token })).body;
  const mine = async () => (await t.call('GET', '/renhe/encounters/mine', { token: zhao })).body.current;
  const inConsult = async () => {
    const p = await waitingPatient(t);
    return { ...p, ...(await callAndEnter(t, zhao, p)), token: p.token };
  };

  it('a doctor whose page is gone: said after a while, sent back to wait after the limit, the place kept', async () => {
    const p = await inConsult();
    pages = [page('desk', doctorId), page('visit', p.visitId)];
    await round(0);
    pages = pages.slice(1);
    await round(20);
    assert.equal((await visitOf(p)).doctorAway, undefined, 'a reload takes no longer');
    await round(PRESENCE.staleMs / 1000);
    const { doctorAway, version } = await visitOf(p);
    assert.equal(Date.parse(doctorAway.until) - Date.parse(doctorAway.since), PRESENCE.doctorBackMs);
    await round(1);
    assert.equal((await visitOf(p)).version, version, 'told once');
    await round(PRESENCE.doctorBackMs / 1000);
    const { queue } = await visitOf(p);
    assert.deepEqual([queue.state, queue.ahead, queue.returned.why], ['waiting', 0, 'doctor-away']);
    assert.equal(await mine(), null);
    const timeline = await t.call('GET', `/renhe/visits/${p.visitId}/timeline`, { token: zhao });
    assert.deepEqual(
      timeline.body.events.slice(0, 2).map((e: { role: string; kind: string }) => `${e.role} ${e.kind}`),
      ['system held', 'doctor away'],
    );
    // The doctor is back: the same patient, the same record.
    const back = await t.call('POST', `/renhe/queue-entries/${queue.entryId}/call-back`, { token: zhao });
    assert.deepEqual([back.status, back.body.encounterId], [201, p.encounterId]);
  });

  it('in writing nobody has to be there: the visit stays where it is', async () => {
    const p = await inConsult();
    await t.deps.db.tenant('renhe', (tx) =>
      tx.execute(`UPDATE visits SET mode = 'text' WHERE visit_id = '${p.visitId}'`),
    );
    pages = [page('desk', doctorId)];
    await round(0);
    pages = [];
    await round(1800);
    const view = await visitOf(p);
    assert.deepEqual([view.queue.state, view.doctorAway], ['in_consult', undefined]);
  });

  for (const mode of ['video', 'text'])
    it(`a doctor whose account was closed has nobody any more (${mode}): their patient waits for a colleague`, async () => {
      const p = await inConsult();
      const closed = (active: boolean) =>
        t.deps.db.tenant('renhe', async (tx) => {
          await tx.execute(`UPDATE visits SET mode = '${mode}' WHERE visit_id = '${p.visitId}'`);
          await tx.execute(`UPDATE clinicians SET active = ${active} WHERE clinician_id = '${doctorId}'`);
        });
      pages = [page('desk', doctorId), page('visit', p.visitId)];
      await round(0);
      await closed(false);
      try {
        await round(10);
        const { queue } = await visitOf(p);
        assert.deepEqual([queue.state, queue.ahead], ['waiting', 0]);
        const colleague = await t.tokenOf('renhe', 'sun');
        const back = await t.call('POST', `/renhe/queue-entries/${queue.entryId}/call-back`, {
          token: colleague,
        });
        assert.equal(back.status, 201);
      } finally {
        await closed(true);
      }
    });

  it('a doctor who comes back in time: nothing moves', async () => {
    const p = await inConsult();
    pages = [page('desk', doctorId)];
    await round(0);
    pages = [];
    await round(60);
    assert.ok((await visitOf(p)).doctorAway);
    pages = [page('desk', doctorId)];
    await round(5);
    const view = await visitOf(p);
    assert.deepEqual([view.doctorAway, view.queue.state], [undefined, 'in_consult']);
    await round(1800);
    assert.equal((await visitOf(p)).queue.state, 'in_consult');
  });

  it('a patient who is lost: the doctor is told, nothing is done for them', async () => {
    const p = await inConsult();
    pages = [page('desk', doctorId), page('visit', p.visitId)];
    await round(0);
    pages = pages.slice(0, 1);
    await round(60);
    assert.ok((await mine()).patientAway.since);
    await round(1800);
    assert.equal((await mine()).queueState, 'in_consult');
  });

  it('says where no doctor of the department is online, and no more once one is', async () => {
    const p = await waitingPatient(t);
    assert.equal((await visitOf(p)).queue.noDoctor, true);
    pages = [page('desk', demoClinicianId('renhe', 'lin'))];
    await round(0);
    assert.equal((await visitOf(p)).queue.noDoctor, true, 'of another department');
    pages = [page('desk', doctorId)];
    await round(10);
    assert.equal((await visitOf(p)).queue.noDoctor, undefined);
    const rows = await t.deps.db.tenant('renhe', (tx) =>
      tx.execute(`SELECT topics FROM outbox WHERE event = 'desk.online' ORDER BY outbox_id DESC LIMIT 1`),
    );
    assert.ok((rows.rows[0]!['topics'] as string[]).includes(`queue:${departmentId('renhe', '03')}`));
    pages = [];
    await round(60);
    assert.equal((await visitOf(p)).queue.noDoctor, true);
  });
});
