/** Everybody does everything to one visit at the same moment: nobody waits in a circle. */
import assert from 'node:assert/strict';
import { after, before, describe, it } from 'node:test';
import pg from 'pg';
import { SYSTEM } from '../../../server/actor.ts';
import { holdLost } from '../../../server/queue/handover.ts';
import { inHospital } from '../../../server/work.ts';
import { answerTriage, callAndEnter, NOTE, waitingPatient } from '../../kit/flow.ts';
import { departmentId, openTestApp, type TestApp } from '../../kit/open-test-app.ts';

const ROUNDS = 12;

describe('locks', () => {
  let t: TestApp;
  let zhao: string;
  let sun: string;
  before(async () => {
    t = await openTestApp();
    zhao = await t.tokenOf('renhe', 'zhao');
    sun = await t.tokenOf('renhe', 'sun');
  });
  after(() => t.close());

  const deadlocks = async () => {
    const client = new pg.Client({ connectionString: t.superuserUrl });
    await client.connect();
    const { rows } = await client.query(
      'SELECT deadlocks::int AS n FROM pg_stat_database WHERE datname = current_database()',
    );
    await client.end();
    return rows[0].n as number;
  };
  const free = () =>
    t.deps.db.tenant('renhe', (tx) =>
      tx.execute(
        "UPDATE queue_entries SET state = 'left', ended_at = now() WHERE state IN ('waiting', 'called', 'in_consult')",
      ),
    );
  const emergency = (visit: { token: string; visitId: string }) =>
    answerTriage(t, visit, { choose: (q) => (q.repeats ? [q.answerOption[0]!.code] : ['not-sure']) });

  it('are taken in one order while a patient is called, leaves, closes and has an emergency', async () => {
    const path = `/renhe/departments/${departmentId('renhe', '03')}/call-next`;
    for (let i = 0; i < ROUNDS; i++) {
      const p = await waitingPatient(t);
      const answers = await Promise.all([
        t.call('POST', path, { token: zhao }),
        t.call('POST', `/renhe/visits/${p.visitId}/close`, { token: p.token, body: {} }),
        t.call('POST', `/renhe/queue-entries/${p.entryId}/leave`, { token: p.token }),
        emergency(p),
        t.call('POST', path, { token: sun }),
      ]);
      for (const answer of answers) assert.ok(answer.status < 500, JSON.stringify(answer.body));
      await free();
    }
    assert.equal(await deadlocks(), 0);
  });

  it('are taken in one order while a consult is finished and has an emergency', async () => {
    const before = await deadlocks();
    for (let i = 0; i < ROUNDS; i++) {
      const p = await waitingPatient(t);
      const { encounterId } = await callAndEnter(t, zhao, p);
      const note = `/renhe/encounters/${encounterId}/note`;
      await t.call('PUT', note, { token: zhao, body: { rowVersion: 0, note: NOTE } });
      const finish = () =>
        t.call('POST', `/renhe/encounters/${encounterId}/finish`, { token: zhao, body: { rowVersion: 1 } });
      const answers = await Promise.all([
        finish(),
        emergency(p),
        t.call('POST', `/renhe/queue-entries/${p.entryId}/enter`, { token: p.token }),
        t.call('POST', `/renhe/visits/${p.visitId}/close`, { token: p.token, body: {} }),
        finish(),
      ]);
      for (const answer of answers) assert.ok(answer.status < 500, JSON.stringify(answer.body));
      await free();
    }
    assert.equal(await deadlocks(), before);
  });

  it('are taken in one order while a consult is put on hold, handed over, lost, finished and has an emergency', async () => {
    const before = await deadlocks();
    const to = { departmentId: departmentId('renhe', '03'), reason: 'speciality', text: '' };
    for (let i = 0; i < ROUNDS; i++) {
      const p = await waitingPatient(t);
      const { encounterId, entryId } = await callAndEnter(t, zhao, p);
      const note = `/renhe/encounters/${encounterId}/note`;
      await t.call('PUT', note, { token: zhao, body: { rowVersion: 0, note: NOTE } });
      const on = (what: string, body?: unknown) =>
        t.call('POST', `/renhe/queue-entries/${entryId}/${what}`, { token: zhao, body });
      const lost = () =>
        inHospital(t.deps, 'renhe', { doer: SYSTEM, requestId: null }, (work) => holdLost(work, entryId));
      const answers = await Promise.all([
        on('hold'),
        t.call('POST', `/renhe/encounters/${encounterId}/finish`, { token: zhao, body: { rowVersion: 1 } }),
        on('transfer', to),
        lost().then(() => ({ status: 200, body: null })),
        emergency(p),
        on('hold'),
      ]);
      for (const answer of answers) assert.ok(answer.status < 500, JSON.stringify(answer.body));
      await free();
    }
    assert.equal(await deadlocks(), before);
  });
});
