/** Rooms that LiveKit's webhooks told nothing of, and tokens of a call that is over: against a real LiveKit, by trying. */
import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { SignalResponse } from '@livekit/protocol';
import pg from 'pg';
import { roomsOf } from '../../../server/consult/rooms.ts';
import { startConsultWorker, type ConsultWorker } from '../../../server/consult/worker.ts';
import type { LivekitProcess } from '../../../server/media/livekit-process.ts';
import { openTestApp, type TestApp } from '../../kit/open-test-app.ts';
import { startTestLivekit } from '../../kit/start-livekit.ts';
import { eventually, grantsOf, mediaOf, roomsAt, takenVisit } from './kit.ts';

let livekit: LivekitProcess;
let app: TestApp;
let worker: ConsultWorker;
let sql: pg.Client;
const sockets: WebSocket[] = [];

before(async () => {
  // No webhook URL: not one event ever comes.
  livekit = await startTestLivekit();
  app = await openTestApp({ media: mediaOf(livekit) });
  worker = await startConsultWorker(app.deps);
  sql = new pg.Client({ connectionString: app.superuserUrl });
  await sql.connect();
});
after(async () => {
  for (const socket of sockets) socket.close();
  await worker?.close();
  await sql?.end();
  await app?.close();
  await livekit?.stop();
});

/** LiveKit's signalling, spoken raw, as livekit-client would; resolves once LiveKit has let us in, rejects where it does not. */
async function join(token: string): Promise<{ socket: WebSocket; refreshed: () => string | undefined }> {
  const query = new URLSearchParams({
    access_token: token,
    protocol: '15',
    sdk: 'js',
    version: '2.0.0',
    auto_subscribe: '1',
  });
  const socket = new WebSocket(`${livekit.url.replace('http', 'ws')}/rtc?${query}`);
  sockets.push(socket);
  socket.binaryType = 'arraybuffer';
  let fresh: string | undefined;
  await new Promise<void>((resolve, reject) => {
    socket.addEventListener('error', () => reject(new Error('refused')));
    socket.addEventListener('close', () => reject(new Error('closed')));
    socket.addEventListener('message', ({ data }) => {
      const { message } = SignalResponse.fromBinary(new Uint8Array(data as ArrayBuffer));
      if (message.case === 'join') resolve();
      if (message.case === 'refreshToken') fresh = message.value;
      if (message.case === 'leave') reject(new Error('sent away'));
    });
  });
  return { socket, refreshed: () => fresh };
}
const rows = async (consultId: string) =>
  (
    await sql.query(
      'SELECT role, sid, joined_at, left_at, left_reason FROM consult_participants WHERE consult_id = $1 ORDER BY role',
      [consultId],
    )
  ).rows;
async function entered() {
  const visit = await takenVisit(app, { state: 'in_consult' });
  const { body } = await app.call('POST', visit.path, { token: visit.token });
  return { ...visit, ...body, session: visit.token, room: String(grantsOf(body.token).video['room']) };
}

test('a recorder belongs there while its recording runs, and no longer', async () => {
  const visit = await entered();
  const recorder = await roomsOf(app.deps.media).signRecorder(visit.room);
  const recordingId = app.deps.newId();
  await sql.query(
    `INSERT INTO recordings (hospital_id, recording_id, visit_id, consult_id, state, asked_by, asked_at, consent_version, agreed)
      VALUES ('renhe', $1, $2, $3, 'on', $4, now(), '1', true)`,
    [recordingId, visit.visitId, visit.consultId, visit.clinicianId],
  );
  const both = [await join(visit.token), await join(recorder.token)];
  const there = async () => (await roomsAt(app.deps.media!).listParticipants(visit.room)).length;
  await eventually(async () => (await there()) === 2, 'both are there');
  await worker.heal();
  await worker.heal();
  assert.equal(await there(), 2, 'nobody sends the recorder away');
  await sql.query(`UPDATE recordings SET state = 'stopping' WHERE recording_id = $1`, [recordingId]);
  await sql.query(`UPDATE recordings SET state = 'failed' WHERE recording_id = $1`, [recordingId]);
  both[0]!.socket.close();
  await eventually(async () => {
    await worker.heal();
    return (await there()) === 0;
  }, 'a recorder without a recording is sent away');
});

test('who is in the room is found by looking, and who is gone, too', async () => {
  const visit = await entered();
  const { socket } = await join(visit.token);
  await eventually(async () => {
    await worker.heal();
    const [, patient] = await rows(visit.consultId);
    return patient.joined_at && !patient.left_at && /^PA_/.test(patient.sid);
  }, 'found in the room');
  // As if they had come long ago: somebody who came just now is left alone.
  await sql.query(
    `UPDATE consult_participants SET joined_at = joined_at - interval '1 minute' WHERE consult_id = $1`,
    [visit.consultId],
  );
  socket.close();
  // LiveKit may have noticed by itself.
  await roomsAt(app.deps.media!)
    .removeParticipant(visit.room, visit.identity)
    .catch(() => undefined);
  await eventually(async () => {
    await worker.heal();
    const [, patient] = await rows(visit.consultId);
    return patient.left_at && patient.left_reason === 'absent';
  }, 'found missing');
  const seen = await sql.query('SELECT kind, role FROM visit_events WHERE visit_id = $1 ORDER BY at', [
    visit.visitId,
  ]);
  assert.deepEqual(
    seen.rows.map(({ kind, role }) => `${role} ${kind}`),
    ['patient joined', 'patient lost'],
  );
  const entry = await sql.query('SELECT state FROM queue_entries WHERE entry_id = $1', [visit.entryId]);
  assert.equal(entry.rows[0].state, 'in_consult', 'the visit does not move with it');
});

test('a stranger in an open room is put out by the next look', async () => {
  const visit = await entered();
  const { AccessToken } = await import('livekit-server-sdk');
  const forged = new AccessToken(livekit.apiKey, livekit.apiSecret, { identity: 'p_stranger', ttl: 60 });
  forged.addGrant({ room: visit.room, roomJoin: true });
  await join(await forged.toJwt());
  const rooms = roomsAt(app.deps.media!);
  await eventually(async () => {
    await worker.heal();
    return (await rooms.listParticipants(visit.room)).length === 0;
  }, 'the stranger is gone');
});

test('on hold the room goes, and neither the old nor a LiveKit-refreshed token leads back; the next call is another room', async () => {
  const visit = await entered();
  const { refreshed } = await join(visit.token);
  // LiveKit hands a connected client a new token when its permissions change; it lives ten minutes.
  await roomsAt(app.deps.media!).updateParticipant(visit.room, visit.identity, {
    permission: { canSubscribe: true, canPublish: false } as never,
  });
  const fresh = await eventually(async () => refreshed(), 'a refreshed token');
  assert.notEqual(fresh, visit.token);
  assert.equal(String(grantsOf(fresh).video['room']), visit.room);
  const held = await app.call('POST', `/renhe/queue-entries/${visit.entryId}/hold`, { token: visit.doctor });
  assert.equal(held.status, 201, JSON.stringify(held.body));
  await eventually(
    async () => (await roomsAt(app.deps.media!).listRooms([visit.room])).length === 0,
    'the room is gone',
  );
  for (const token of [visit.token, fresh])
    await assert.rejects(join(token), 'an old token opened something');
  assert.equal((await roomsAt(app.deps.media!).listRooms([visit.room])).length, 0, 'and made nothing');
  for (const token of [visit.session, visit.doctor]) {
    const answer = await app.call('POST', visit.path, { token });
    assert.ok(
      answer.status === 404 || answer.body.code === 'state-conflict',
      'no token while nobody has called',
    );
  }
  const back = await app.call('POST', `/renhe/queue-entries/${held.body.entryId}/call-back`, {
    token: visit.doctor,
  });
  assert.equal(back.status, 201, JSON.stringify(back.body));
  const again = await app.call('POST', visit.path, { token: visit.session });
  assert.notEqual(String(grantsOf(again.body.token).video['room']), visit.room);
  assert.notEqual(again.body.identity, visit.identity);
  await join(again.body.token);
  await assert.rejects(join(fresh));
});
