/** A meeting whose host's account was closed. */
import assert from 'node:assert/strict';
import { it } from 'node:test';
import { SYSTEM } from '../../../server/actor.ts';
import { demoClinicianId } from '../../../server/demo/seed.ts';
import { endOverdue } from '../../../server/meetings/service.ts';
import { inHospital } from '../../../server/work.ts';
import { openTestApp } from '../../kit/open-test-app.ts';
import { plannedMeeting } from './kit.ts';

it('ends with its host’s account, planned or open, and others go on', async () => {
  const t = await openTestApp();
  try {
    const meetings = [
      await plannedMeeting(t, await t.tokenOf('renhe', 'zhao')),
      await plannedMeeting(t, await t.tokenOf('renhe', 'zhao')),
      await plannedMeeting(t, await t.tokenOf('renhe', 'sun')),
    ];
    const ids = meetings.map(({ meetingId }) => meetingId);
    const run = (query: string) => t.deps.db.tenant('renhe', (tx) => tx.execute(query));
    await run(`UPDATE meetings SET state = 'open', opened_at = now(), host_in_at = now()
      WHERE meeting_id IN ('${ids[1]}', '${ids[2]}')`);
    const round = () => inHospital(t.deps, 'renhe', { doer: SYSTEM, requestId: null }, endOverdue);
    const states = async () => {
      const { rows } = await run('SELECT meeting_id, state FROM meetings');
      return ids.map((id) => rows.find((row) => row['meeting_id'] === id)!['state']);
    };
    await round();
    assert.deepEqual(await states(), ['planned', 'open', 'open']);
    await run(
      `UPDATE clinicians SET active = false WHERE clinician_id = '${demoClinicianId('renhe', 'zhao')}'`,
    );
    await round();
    assert.deepEqual(await states(), ['ended', 'ended', 'open']);
  } finally {
    await t.close();
  }
});
