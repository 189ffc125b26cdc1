/** The end of a room, LiveKit's webhooks, and the sweep: against a real LiveKit. */
import assert from 'node:assert/strict';
import { createHash } from 'node:crypto';
import { once } from 'node:events';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { text } from 'node:stream/consumers';
import { after, before, test } from 'node:test';
import { AccessToken, type RoomServiceClient } from 'livekit-server-sdk';
import pg from 'pg';
import { SYSTEM } from '../../../server/actor.ts';
import { newRoomName } from '../../../server/consult/rooms.ts';
import { startConsultWorker, type ConsultWorker } from '../../../server/consult/worker.ts';
import { finishEntry, giveUpPlace } from '../../../server/queue/service.ts';
import type { LivekitProcess } from '../../../server/media/livekit-process.ts';
import { inHospital, type Work } from '../../../server/work.ts';
import { openTestApp, type TestApp } from '../../kit/open-test-app.ts';
import { startTestLivekit } from '../../kit/start-livekit.ts';
import { invitedGuest } from '../invitations/kit.ts';
import { addEntry, eventually, grantsOf, mediaOf, roomsAt, takenVisit } from './kit.ts';

let livekit: LivekitProcess;
let app: TestApp;
let rooms: RoomServiceClient;
let worker: ConsultWorker;
let sql: pg.Client;

before(async () => {
  livekit = await startTestLivekit();
  app = await openTestApp({ media: mediaOf(livekit) });
  rooms = roomsAt(app.deps.media!);
  worker = await startConsultWorker(app.deps);
  sql = new pg.Client({ connectionString: app.superuserUrl });
  await sql.connect();
});
after(async () => {
  await worker?.close();
  await sql?.end();
  await app?.close();
  await livekit?.stop();
});

const exists = async (name: string) => (await rooms.listRooms([name])).length > 0;
const inRenhe = <T>(fn: (work: Work) => Promise<T>) =>
  inHospital(app.deps, 'renhe', { doer: SYSTEM, requestId: null }, fn);
async function enteredVisit(state: 'called' | 'in_consult' = 'in_consult') {
  const visit = await takenVisit(app, { state });
  const { body, status } = await app.call('POST', visit.path, { token: visit.token });
  assert.equal(status, 201, JSON.stringify(body));
  return {
    ...visit,
    ...body,
    session: visit.token,
    room: String(grantsOf(body.token).video['room']),
  } as typeof visit & {
    room: string;
    identity: string;
    consultId: string;
    token: string;
    session: string;
  };
}
const participantRow = async (consultId: string, identity: string) =>
  (
    await sql.query(
      'SELECT sid, joined_at, left_at FROM consult_participants WHERE consult_id = $1 AND identity = $2',
      [consultId, identity],
    )
  ).rows[0];

let sent = 0;
/** Posts an event as LiveKit would; `forge` changes what goes out after signing, or the signature. */
async function hook(
  event: Record<string, unknown>,
  { id = `EV_${++sent}`, secret = livekit.apiSecret, change = (body: string) => body, header = true } = {},
) {
  const body = JSON.stringify({ id, createdAt: Math.floor(Date.now() / 1000), ...event });
  const token = new AccessToken(livekit.apiKey, secret, { ttl: 60 });
  token.sha256 = createHash('sha256').update(body).digest('base64');
  const authorization = await token.toJwt();
  return app.app.request('/v1/livekit/webhook', {
    method: 'POST',
    headers: {
      'Content-Type': 'application/webhook+json',
      ...(header ? { Authorization: authorization } : {}),
    },
    body: change(body),
  });
}
const joined = (room: string, identity: string, sid = 'PA_1') => ({
  event: 'participant_joined',
  room: { name: room, sid: 'RM_1' },
  participant: { identity, sid },
});
const gone = (room: string, identity: string, sid = 'PA_1') => ({
  ...joined(room, identity, sid),
  event: 'participant_left',
});

test('the room goes when the doctor finishes, and no token brings it back', async () => {
  const visit = await enteredVisit();
  assert.ok(await exists(visit.room));
  await inRenhe((work) => finishEntry(work, visit.entryId));
  await eventually(async () => !(await exists(visit.room)), 'the room is gone');
  const refused = await app.call('POST', visit.path, { token: visit.doctor });
  assert.equal(refused.body.code, 'state-conflict');
  const old = await fetch(`${livekit.url.replace('ws', 'http')}/rtc/validate?access_token=${visit.token}`);
  assert.equal(old.status, 404, 'a token that is still fresh finds no room');
  const row = await eventually(async () => {
    const { rows } = await sql.query('SELECT * FROM consults WHERE consult_id = $1', [visit.consultId]);
    return rows[0].room_deleted_at && rows[0];
  }, 'the deletion is on record');
  assert.equal(row.state, 'closed');
  const audit = await sql.query(
    'SELECT action FROM audit_entries WHERE resource_id = $1 ORDER BY at, audit_id',
    [visit.consultId],
  );
  assert.deepEqual(
    audit.rows.map(({ action }) => action),
    ['consult.opened', 'consult.token_issued', 'consult.closed'],
  );
});

test('who is called again enters another room', async () => {
  const visit = await enteredVisit('called');
  await inRenhe((work) => giveUpPlace(work, visit.visitId, 'leave'));
  await eventually(async () => !(await exists(visit.room)), 'the first room is gone');
  await addEntry(app.deps, 'renhe', visit.visitId, 'called', visit.clinicianId);
  const { body, status } = await app.call('POST', visit.path, { token: visit.doctor });
  assert.equal(status, 201);
  assert.notEqual(grantsOf(body.token).video['room'], visit.room);
  assert.notEqual(body.consultId, visit.consultId);
});

test('finishing while tokens are asked for leaves no room behind', async () => {
  const taken = await Promise.all(Array.from({ length: 8 }, () => takenVisit(app, { state: 'in_consult' })));
  await Promise.all(
    taken.flatMap((visit) => [
      app.call('POST', visit.path, { token: visit.token }),
      inRenhe((work) => finishEntry(work, visit.entryId)),
      app.call('POST', visit.path, { token: visit.token }),
    ]),
  );
  const ids = taken.map(({ visitId }) => visitId);
  await eventually(async () => {
    const { rows } = await sql.query(
      'SELECT 1 FROM consults WHERE visit_id = ANY($1) AND (state = $2 OR room_deleted_at IS NULL)',
      [ids, 'open'],
    );
    return rows.length === 0;
  }, 'every consult is closed and its room gone');
  const { rows } = await sql.query('SELECT room_name FROM consults WHERE visit_id = ANY($1)', [ids]);
  for (const { room_name } of rows) assert.equal(await exists(room_name), false);
});

test('a webhook that LiveKit did not sign is refused', async () => {
  const visit = await enteredVisit();
  const event = joined(visit.room, visit.identity);
  const forged = [
    await hook(event, { header: false }),
    await hook(event, { secret: 'another secret of thirty-two chars' }),
    await hook(event, { change: (body) => body.replace('PA_1', 'PA_2') }),
  ];
  assert.deepEqual(
    forged.map(({ status }) => status),
    [401, 401, 401],
  );
  assert.equal((await participantRow(visit.consultId, visit.identity)).joined_at, null);
});

test('a webhook that LiveKit signed and that can’t be read is no matter of its key', async () => {
  const signed = async (body: string) => {
    const token = new AccessToken(livekit.apiKey, livekit.apiSecret, { ttl: 60 });
    token.sha256 = createHash('sha256').update(body).digest('base64');
    const headers = { Authorization: await token.toJwt() };
    return (await app.app.request('/v1/livekit/webhook', { method: 'POST', headers, body })).status;
  };
  for (const body of ['', 'null', '{"event":', '[1]', '{"event":{}}', '{"createdAt":"soon"}'])
    assert.equal(await signed(body), 400, body);
});

test('who is in the room is projected, each event once, late ones without harm', async () => {
  const visit = await enteredVisit();
  const id = 'EV_twice';
  const actions = async () =>
    (
      await sql.query(
        `SELECT action FROM audit_entries WHERE resource_id = $1 AND action IN ('consult.joined', 'consult.left') ORDER BY at, audit_id`,
        [visit.consultId],
      )
    ).rows.map(({ action }) => action);
  assert.equal((await hook(joined(visit.room, visit.identity), { id })).status, 204);
  assert.equal((await hook(joined(visit.room, visit.identity), { id })).status, 204);
  assert.deepEqual(await actions(), ['consult.joined']);
  // A reload: the new connection's joining arrives before the old one's leaving.
  await hook(joined(visit.room, visit.identity, 'PA_2'));
  await hook(gone(visit.room, visit.identity, 'PA_1'));
  const row = await participantRow(visit.consultId, visit.identity);
  assert.deepEqual([row.sid, row.left_at], ['PA_2', null]);
  await hook(gone(visit.room, visit.identity, 'PA_2'));
  assert.ok((await participantRow(visit.consultId, visit.identity)).left_at);
  assert.deepEqual(await actions(), ['consult.joined', 'consult.joined', 'consult.left']);
  // The visit itself does not move with it.
  const entry = await sql.query('SELECT state FROM queue_entries WHERE entry_id = $1', [visit.entryId]);
  assert.equal(entry.rows[0].state, 'in_consult');
});

test('a guest who was sent away and is back before their row is gone does not count as somebody in the call', async () => {
  const visit = await enteredVisit();
  const guest = await invitedGuest(app, 'renhe', visit.visitId, visit.session);
  const path = `/renhe/visits/${visit.visitId}/invitations/${guest.invitationId}/admit`;
  await app.call('POST', path, { token: visit.doctor });
  const { body } = await app.call('POST', visit.path, { token: guest.token });
  const joinedAt = async () => (await participantRow(visit.consultId, body.identity))?.joined_at ?? null;
  await hook(joined(visit.room, body.identity, 'PA_1'));
  assert.ok(await joinedAt());
  await hook(gone(visit.room, body.identity, 'PA_1'));
  // Past the outbox: the worker has not come to it yet.
  await sql.query(`UPDATE invitations SET state = 'ended', ended_at = now() WHERE invitation_id = $1`, [
    guest.invitationId,
  ]);
  await hook(joined(visit.room, body.identity, 'PA_2'));
  const row = await participantRow(visit.consultId, body.identity);
  assert.notEqual(row?.sid, 'PA_2');
});

test('an event that says what cannot be is refused, and nothing of it is kept', async () => {
  const visit = await enteredVisit();
  const whole = joined(visit.room, visit.identity);
  for (const [event, id] of [
    [{ ...whole, createdAt: 1e18 }],
    [{ ...whole, createdAt: 1e15 }],
    [{ ...whole, createdAt: -1 }],
    [joined(visit.room, visit.identity, 'PA_\0')],
    [joined(visit.room, 'p_\0')],
    [gone(visit.room, visit.identity, 'PA_\0')],
    [whole, 'EV_\0'],
  ] as [Record<string, unknown>, string?][]) {
    const answer = await hook(event, id ? { id } : {});
    assert.equal(answer.status, 400, JSON.stringify(event));
    assert.equal(((await answer.json()) as { code: string }).code, 'malformed-body');
  }
  assert.equal((await participantRow(visit.consultId, visit.identity)).joined_at, null);
});

test('events about other people’s rooms, or about none, are nothing to us', async () => {
  for (const room of ['somebody-elses-room', newRoomName('nowhere'), newRoomName('renhe')])
    assert.equal((await hook({ event: 'room_started', room: { name: room } })).status, 204, room);
  assert.equal((await hook({ event: 'egress_started' })).status, 204);
});

test('a room that ended by LiveKit’s word is made anew for the next who comes', async () => {
  const visit = await enteredVisit();
  await rooms.deleteRoom(visit.room);
  await hook({ event: 'room_finished', room: { name: visit.room } });
  assert.equal((await app.call('POST', visit.path, { token: visit.doctor })).status, 201);
  assert.equal(await exists(visit.room), true);
});

test('whoever enters a room without an open consult is out, and so is the room', async () => {
  const orphan = newRoomName('renhe');
  await rooms.createRoom({ name: orphan });
  assert.equal((await hook(joined(orphan, 'p_anyone'))).status, 204);
  assert.equal(await exists(orphan), false);

  const visit = await enteredVisit();
  await inRenhe((work) => finishEntry(work, visit.entryId));
  await eventually(async () => !(await exists(visit.room)), 'the room is gone');
  // As a LiveKit with auto_create would do for an old token.
  await rooms.createRoom({ name: visit.room });
  await hook(joined(visit.room, visit.identity));
  assert.equal(await exists(visit.room), false);
});

test('the sweep ends orphans of ours, and leaves open calls, young rooms and strangers’ alone', async () => {
  const visit = await enteredVisit();
  const orphan = newRoomName('renhe');
  const strangers = ['their-room', newRoomName('nowhere')];
  for (const name of [orphan, ...strangers]) await rooms.createRoom({ name });
  await worker.sweep();
  assert.equal(await exists(orphan), true, 'too young to be called an orphan');
  // Minus one second: LiveKit counts whole ones.
  await worker.sweep(-1000);
  assert.equal(await exists(orphan), false);
  for (const name of [visit.room, ...strangers]) assert.equal(await exists(name), true, name);
});

test('a visit that ended while nobody watched is closed by the next sweep', async () => {
  const visit = await enteredVisit();
  // Past the outbox, as after a crash between two nodes.
  await sql.query(`UPDATE queue_entries SET state = 'done', ended_at = now() WHERE entry_id = $1`, [
    visit.entryId,
  ]);
  await worker.sweep();
  assert.equal(await exists(visit.room), false);
});

test('a room that could not be deleted is deleted once LiveKit is back', async () => {
  const visit = await enteredVisit();
  const { media } = app.deps;
  const away = { ...media!, url: 'http://127.0.0.1:9', status: media!.status };
  const blind = await startConsultWorker({ ...app.deps, media: away });
  await worker.close();
  await inRenhe((work) => finishEntry(work, visit.entryId));
  await eventually(async () => {
    const { rows } = await sql.query('SELECT state FROM consults WHERE consult_id = $1', [visit.consultId]);
    return rows[0].state === 'closed';
  }, 'closed, LiveKit or not');
  await blind.close();
  assert.equal(await exists(visit.room), true);
  worker = await startConsultWorker(app.deps);
  await eventually(async () => !(await exists(visit.room)), 'the room is gone');
});

test('a room and a guest that LiveKit refuses keep the others from nothing, and are tried again', async () => {
  await worker.close();
  const visits = [await enteredVisit(), await enteredVisit(), await enteredVisit()];
  const guests: string[] = [];
  for (const [i, { consultId }] of visits.entries()) {
    guests.push(`p_guest${i}`);
    await sql.query(
      `INSERT INTO consult_participants (hospital_id, consult_id, identity, role, subject_id)
        VALUES ('renhe', $1, $2, 'relative', $3)`,
      [consultId, guests[i], app.deps.newId()],
    );
  }
  const orphans = [newRoomName('renhe'), newRoomName('renhe')];
  const refused = new Set([visits[0]!.room, guests[0]!, orphans[0]!]);
  const asked: string[] = [];
  const picky = createServer(async (request, response) => {
    const { room, identity } = JSON.parse(await text(request));
    if (request.url!.endsWith('ListRooms'))
      return void response.end(JSON.stringify({ rooms: orphans.map((name) => ({ name })) }));
    asked.push(identity ?? room);
    response.statusCode = refused.has(identity ?? room) ? 403 : 200;
    response.end(JSON.stringify(response.statusCode === 200 ? {} : { code: 'permission_denied' }));
  }).listen(0, '127.0.0.1');
  await once(picky, 'listening');
  const { port } = picky.address() as AddressInfo;
  const media = { ...app.deps.media!, url: `http://127.0.0.1:${port}`, status: app.deps.media!.status };
  const strict = await startConsultWorker({ ...app.deps, media });
  const count = async (query: string, ids: string[]) => (await sql.query(query, [ids])).rows.length;
  const standing = () => count('SELECT 1 FROM consult_participants WHERE identity = ANY($1)', guests);
  const ids = visits.map(({ consultId }) => consultId);
  const open = () =>
    count('SELECT 1 FROM consults WHERE room_deleted_at IS NULL AND consult_id = ANY($1)', ids);
  try {
    await strict.sweep();
    assert.equal(await standing(), 1);
    for (const name of orphans) assert.ok(asked.includes(name), name);
    refused.delete(guests[0]!);
    await strict.sweep();
    assert.equal(await standing(), 0);
    for (const { entryId } of visits) await inRenhe((work) => finishEntry(work, entryId));
    await strict.sweep();
    assert.equal(await open(), 1);
    refused.clear();
    await strict.sweep();
    assert.equal(await open(), 0);
  } finally {
    await strict.close();
    picky.close();
    worker = await startConsultWorker(app.deps);
  }
});
