/** A guest's way into the call and out of it: against a real LiveKit. */
import assert from 'node:assert/strict';
import { after, before, describe, it } from 'node:test';
import pg from 'pg';
import type { GuestView, Invitation } from '@care-elements/contract/invitation.ts';
import { startConsultWorker, type ConsultWorker } from '../../../server/consult/worker.ts';
import type { LivekitProcess } from '../../../server/media/livekit-process.ts';
import { openTestApp, type TestApp } from '../../kit/open-test-app.ts';
import { readStream } from '../../kit/read-stream.ts';
import { startTestLivekit } from '../../kit/start-livekit.ts';
import { eventually, grantsOf, mediaOf, takenVisit } from '../consult/kit.ts';
import { invitedGuest } from './kit.ts';

describe('invitations', () => {
  let t: TestApp;
  let livekit: LivekitProcess;
  let worker: ConsultWorker;
  let sql: pg.Client;
  let now = Date.now();
  before(async () => {
    livekit = await startTestLivekit();
    t = await openTestApp({ media: mediaOf(livekit), now: () => new Date(now) });
    worker = await startConsultWorker(t.deps);
    sql = new pg.Client({ connectionString: t.superuserUrl });
    await sql.connect();
  });
  after(async () => {
    await worker?.close();
    await sql?.end();
    await t?.close();
    await livekit?.stop();
  });

  const visitInCall = () => takenVisit(t, { state: 'in_consult' });
  type Visit = Awaited<ReturnType<typeof visitInCall>>;
  const at = ({ hospitalId, visitId }: Visit, rest = '') =>
    `/${hospitalId}/visits/${visitId}/invitations${rest}`;
  const invite = (visit: Visit, token: string, body: object = { role: 'interpreter', name: '小周' }) =>
    t.call('POST', at(visit), { token, body });
  const open = (secret: string, key?: string) =>
    t.call('POST', '/renhe/invitations/open', { body: { secret }, ...(key ? { key } : {}) });
  const act = (visit: Visit, token: string, { invitationId }: { invitationId: string }, action: string) =>
    t.call('POST', at(visit, `/${invitationId}/${action}`), { token });
  const enter = (visit: Visit, token: string) => t.call('POST', visit.path, { token });
  const people = (visit: Visit, token: string) =>
    t.call('GET', visit.path.replace('/token', '/participants'), { token });

  it('the patient invites, the guest opens the link, the doctor admits: then, and not before, the call opens', async () => {
    const visit = await visitInCall();
    const guest = await invitedGuest(t, 'renhe', visit.visitId, visit.token);
    const early = await enter(visit, guest.token);
    assert.deepEqual([early.status, early.body.code], [409, 'state-conflict']);
    const admitted = await act(visit, visit.doctor, guest, 'admit');
    assert.deepEqual([admitted.status, admitted.body.state], [200, 'admitted']);
    const { status, body } = await enter(visit, guest.token);
    assert.equal(status, 201, JSON.stringify(body));
    const grants = grantsOf(body.token);
    assert.deepEqual([grants.name, grants.metadata], [undefined, undefined]);
    assert.equal(grants.video['roomAdmin'], undefined);
    const me = body.participants.find((p: { identity: string }) => p.identity === body.identity);
    assert.deepEqual([me.role, me.name], ['relative', '女儿']);
    // The others learn who it is from the server, never from LiveKit.
    await enter(visit, visit.token);
    const known = await people(visit, visit.token);
    assert.deepEqual(
      known.body.participants.map((p: { role: string; name: string | null }) => [p.role, p.name]).sort(),
      [
        ['doctor', null],
        ['patient', null],
        ['relative', '女儿'],
      ],
    );
  });

  it('whoever was put on hold may ask somebody along meanwhile', async () => {
    const visit = await visitInCall();
    const held = await t.call('POST', `/renhe/queue-entries/${visit.entryId}/hold`, { token: visit.doctor });
    assert.deepEqual([held.status, held.body.state], [201, 'waiting']);
    const { status, body } = await invite(visit, visit.token);
    assert.deepEqual([status, body.state, !!body.agreedAt], [201, 'invited', true]);
  });

  it('whom the doctor invites needs the patient’s consent, which is recorded', async () => {
    const visit = await visitInCall();
    const made = await invite(visit, visit.doctor);
    assert.deepEqual([made.status, made.body.agreedAt], [201, null]);
    await open(made.body.secret);
    const early = await act(visit, visit.doctor, made.body, 'admit');
    assert.deepEqual([early.status, early.body.code], [422, 'consent-missing']);
    assert.equal((await act(visit, visit.doctor, made.body, 'agree')).body.code, 'wrong-role');
    const agreed = await act(visit, visit.token, made.body, 'agree');
    assert.equal(agreed.body.agreedAt, new Date(now).toISOString());
    assert.equal((await act(visit, visit.doctor, made.body, 'admit')).status, 200);
    const trail = await sql.query(
      `SELECT action, actor_role FROM audit_entries WHERE resource_id = $1 ORDER BY at, audit_id`,
      [made.body.invitationId],
    );
    assert.deepEqual(
      trail.rows.map((r) => `${r.actor_role} ${r.action}`),
      [
        'doctor invitation.made',
        'guest invitation.arrived',
        'patient invitation.agreed',
        'doctor invitation.admitted',
      ],
    );
  });

  it('a link opens once; the lost answer of its opening can be had again with the same key', async () => {
    const visit = await visitInCall();
    const { secret } = (await invite(visit, visit.token)).body;
    const first = await open(secret, 'a-key-of-the-guest-0001');
    assert.equal(first.status, 201);
    const again = await open(secret, 'a-key-of-the-guest-0001');
    assert.equal(again.body.token, first.body.token);
    const other = await open(secret);
    assert.deepEqual([other.status, other.body.code], [409, 'already-decided']);
    assert.equal((await open('A'.repeat(43))).body.code, 'not-found');
    const elsewhere = await t.call('POST', '/lakeside/invitations/open', { body: { secret } });
    assert.equal(elsewhere.body.code, 'not-found');
    const { rows } = await sql.query('SELECT * FROM invitations WHERE invitation_id = $1', [
      first.body.guest.invitationId,
    ]);
    assert.ok(!JSON.stringify(rows).includes(secret), 'the secret itself is kept nowhere');
  });

  it('runs out, and is revoked', async () => {
    const visit = await visitInCall();
    const late = (await invite(visit, visit.token)).body;
    now += 121 * 60_000;
    assert.equal((await open(late.secret)).body.code, 'not-found');
    const { body } = await t.call('GET', at(visit), { token: visit.token });
    assert.equal(body.invitations[0].state, 'ended');
    const revoked = (await invite(visit, visit.token)).body;
    assert.equal((await act(visit, visit.token, revoked, 'end')).body.state, 'ended');
    assert.equal((await open(revoked.secret)).body.code, 'already-decided');
    assert.equal((await act(visit, visit.token, revoked, 'agree')).body.code, 'state-conflict');
  });

  it('four at a time at most', async () => {
    const visit = await visitInCall();
    const made = [];
    for (let i = 0; i < 4; i++) made.push((await invite(visit, visit.token)).body as Invitation);
    const fifth = await invite(visit, visit.token);
    assert.deepEqual([fifth.status, fifth.body.code], [409, 'state-conflict']);
    await act(visit, visit.token, made[0]!, 'end');
    assert.equal((await invite(visit, visit.token)).status, 201);
  });

  it('a removed guest gets no token, and their name in the room is nobody’s', async () => {
    const visit = await visitInCall();
    const guest = await invitedGuest(t, 'renhe', visit.visitId, visit.token);
    await act(visit, visit.doctor, guest, 'admit');
    const { body } = await enter(visit, guest.token);
    assert.equal((await act(visit, visit.doctor, guest, 'end')).body.state, 'ended');
    assert.equal((await enter(visit, guest.token)).body.code, 'state-conflict');
    await eventually(async () => {
      const { rows } = await sql.query('SELECT 1 FROM consult_participants WHERE identity = $1', [
        body.identity,
      ]);
      return rows.length === 0;
    }, 'the row of the removed guest is gone');
    // Others of the visit are as they were.
    assert.equal((await enter(visit, visit.token)).status, 201);
  });

  it('a removed guest who still stands in the room reads no more who is in the call', async () => {
    const visit = await visitInCall();
    const guest = await invitedGuest(t, 'renhe', visit.visitId, visit.token);
    await act(visit, visit.doctor, guest, 'admit');
    const { identity } = (await enter(visit, guest.token)).body as { identity: string };
    assert.equal((await people(visit, guest.token)).status, 200);
    // As for as long as LiveKit can't be asked to let them go.
    await sql.query(`UPDATE invitations SET state = 'ended', ended_at = now() WHERE invitation_id = $1`, [
      guest.invitationId,
    ]);
    const standing = (await people(visit, visit.token)).body.participants as { identity: string }[];
    assert.ok(standing.some((person) => person.identity === identity));
    assert.equal((await people(visit, guest.token)).body.code, 'not-found');
  });

  it('a guest’s token opens this call and nothing else of the visit', async () => {
    const visit = await visitInCall();
    const other = await visitInCall();
    const guest = await invitedGuest(t, 'renhe', visit.visitId, visit.token);
    await act(visit, visit.doctor, guest, 'admit');
    assert.equal((await enter(other, guest.token)).body.code, 'not-found');
    for (const path of ['', '/messages', '/invitations']) {
      const { body } = await t.call('GET', `/renhe/visits/${visit.visitId}${path}`, { token: guest.token });
      assert.equal(body.code, 'wrong-role', path);
    }
    assert.equal((await act(visit, other.token, guest, 'end')).body.code, 'not-found');
    assert.equal((await act(visit, other.doctor, guest, 'admit')).body.code, 'not-found');
  });

  it('the guest is told of the admission, the call and its end as they come', async () => {
    const visit = await visitInCall();
    const { url } = await t.listen();
    const guest = await invitedGuest(t, 'renhe', visit.visitId, visit.token);
    const stream = await readStream(url, 'renhe', guest.token, [`guest:${guest.invitationId}`]);
    const told = async (wanted: Partial<GuestView>) => {
      await stream.until(
        (e) => e.event === 'guest' && Object.entries(wanted).every(([k, v]) => e.data.guest[k] === v),
      );
    };
    await told({ state: 'arrived', open: true });
    await act(visit, visit.doctor, guest, 'admit');
    await told({ state: 'admitted' });
    await t.call('POST', `/renhe/queue-entries/${visit.entryId}/hold`, { token: visit.doctor });
    await told({ state: 'admitted', open: false });
    stream.close();
  });

  it('a guest who is sent away hears that, and nothing of the visit after it', async () => {
    const visit = await visitInCall();
    const { url } = await t.listen();
    const guest = await invitedGuest(t, 'renhe', visit.visitId, visit.token);
    await act(visit, visit.doctor, guest, 'admit');
    const topics = [`guest:${guest.invitationId}`, `recording:${visit.visitId}`];
    const stream = await readStream(url, 'renhe', guest.token, topics);
    await stream.until((e) => e.event === 'recording');
    const recorded = await readStream(url, 'renhe', guest.token, topics.slice(1));
    await recorded.until((e) => e.event === 'recording');
    await act(visit, visit.doctor, guest, 'end');
    await stream.until((e) => e.event === 'guest' && e.data.guest.state === 'ended');
    await stream.ended;
    await recorded.ended;
    const again = await readStream(url, 'renhe', guest.token, topics);
    await again.until((e) => e.event === 'guest' && e.data.guest.state === 'ended');
    again.close();
    assert.deepEqual([...new Set(again.events.map(({ event }) => event))], ['guest']);
    const headers = { Authorization: `Bearer ${guest.token}` };
    const alone = await fetch(`${url}/v1/hospitals/renhe/live?topics=${topics[1]}`, { headers });
    assert.equal(alone.status, 404);
    // What is told of the invitation no longer tells of the call.
    const seen = await t.call('GET', '/renhe/invitations/current', { token: guest.token });
    assert.deepEqual([seen.body.state, seen.body.open, seen.body.over], ['ended', false, false]);
  });
});
