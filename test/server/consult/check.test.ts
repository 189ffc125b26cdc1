/** The throw-away room of the connection check: who gets one, what its tokens open, and that nothing is left: against a real LiveKit. */
import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { once } from 'node:events';
import { AccessToken, type RoomServiceClient } from 'livekit-server-sdk';
import type { ConnectionCheck } from '@care-elements/contract/connection.ts';
import { hospitalOfCheck, hospitalOfRoom, newCheckName, newRoomName } from '../../../server/consult/rooms.ts';
import { startConsultWorker, type ConsultWorker } from '../../../server/consult/worker.ts';
import type { LivekitProcess } from '../../../server/media/livekit-process.ts';
import { openTestApp, type TestApp } from '../../kit/open-test-app.ts';
import { startTestLivekit } from '../../kit/start-livekit.ts';
import { deadMedia, eventually, grantsOf, mediaOf, roomsAt } from './kit.ts';

let livekit: LivekitProcess;
let app: TestApp;
let rooms: RoomServiceClient;
let worker: ConsultWorker;

before(async () => {
  livekit = await startTestLivekit();
  app = await openTestApp({ media: mediaOf(livekit) });
  rooms = roomsAt(app.deps.media!);
  worker = await startConsultWorker(app.deps);
});
after(async () => {
  await worker?.close();
  await app?.close();
  await livekit?.stop();
});

const ask = async (token: string, hospitalId = 'renhe') =>
  app.call('POST', `/${hospitalId}/connection-check`, { token });
async function checkOf(token: string): Promise<ConnectionCheck & { room: string }> {
  const { status, body } = await ask(token);
  assert.equal(status, 201, JSON.stringify(body));
  return { ...body, room: String(grantsOf(body.tokens.direct).video['room']) };
}
const exists = async (name: string) => (await rooms.listRooms([name])).length > 0;
/** Enters as a browser does; resolves with the socket once LiveKit has let it in. */
async function enter(token: string): Promise<WebSocket> {
  const socket = new WebSocket(`${livekit.url}/rtc?access_token=${token}&protocol=16`);
  await Promise.race([
    once(socket, 'message'),
    once(socket, 'error').then(() => Promise.reject(new Error('refused'))),
  ]);
  return socket;
}

test('patients and clinicians get a room of their own, whose name says nothing, for two minutes at most', async () => {
  const visit = await app.openVisit('renhe');
  const doctor = await app.tokenOf('renhe', 'zhao');
  const [mine, theirs] = [await checkOf(visit.token), await checkOf(doctor)];
  assert.notEqual(mine.room, theirs.room);
  assert.equal(hospitalOfCheck(mine.room), 'renhe');
  assert.equal(hospitalOfRoom(mine.room), undefined, 'never taken for a room of a consult');
  assert.match(mine.room, /^renhe_[a-z2-7]{32}$/);
  const grants = Object.values(mine.tokens).map(grantsOf);
  assert.equal(new Set(grants.map(({ sub }) => sub)).size, 3, 'a try each');
  for (const { sub, video, exp, nbf, name, metadata } of grants) {
    assert.match(sub, /^p_[a-z2-7]{16}$/);
    assert.deepEqual([name, metadata], [undefined, undefined]);
    assert.ok(exp - (nbf ?? 0) <= 120);
    assert.deepEqual(video, {
      ...{ room: mine.room, roomJoin: true, canPublish: true, canPublishSources: ['camera'] },
      ...{ canSubscribe: false, canPublishData: false, canUpdateOwnMetadata: false },
    });
  }
  const [room] = await rooms.listRooms([mine.room]);
  assert.deepEqual([room!.maxParticipants, room!.departureTimeout], [3, 10]);
});

test('a token of a consult’s kind, or of another hospital, opens nobody’s check; a check’s token opens no other room', async () => {
  const visit = await app.openVisit('renhe');
  const mine = await checkOf(visit.token);
  const other = await checkOf((await app.openVisit('renhe')).token);
  const validate = async (token: string) =>
    (await fetch(`${livekit.url.replace('ws', 'http')}/rtc/validate?access_token=${token}`)).status;
  assert.equal(await validate(mine.tokens.direct), 200);
  const forged = new AccessToken(livekit.apiKey, 'x'.repeat(40), { identity: 'p_other', ttl: 60 });
  forged.addGrant({ room: mine.room, roomJoin: true });
  assert.equal(await validate(await forged.toJwt()), 401);
  assert.equal(grantsOf(other.tokens.relay).video['room'], other.room);
  assert.equal((await ask(visit.token, 'lakeside')).body.code, 'wrong-hospital');
  assert.equal((await app.call('POST', '/renhe/connection-check', {})).body.code, 'token-missing');
});

test('the room is gone soon after it was left, and does not come back', async () => {
  const { tokens, room } = await checkOf((await app.openVisit('renhe')).token);
  const socket = await enter(tokens.direct);
  assert.ok(await exists(room));
  socket.close();
  await eventually(async () => !(await exists(room)), 'LiveKit drops the room by itself', 60_000);
  await assert.rejects(enter(tokens.direct));
  assert.ok(!(await exists(room)));
});

test('the sweep removes what is left over, and neither a fresh check nor another’s room', async () => {
  const { room } = await checkOf((await app.openVisit('renhe')).token);
  const foreign = newCheckName('elsewhere');
  await rooms.createRoom({ name: foreign });
  await worker.sweep();
  assert.ok(await exists(room), 'a check that may be under way');
  await eventually(async () => {
    await worker.sweep(0);
    return !(await exists(room));
  }, 'swept');
  assert.ok(await exists(foreign));
});

test('one session asks six times a minute, no more', async () => {
  const strict = await openTestApp({ media: mediaOf(livekit), rateFactor: 1 });
  try {
    const { token } = await strict.openVisit('renhe');
    const answers: number[] = [];
    for (let i = 0; i < 7; i++)
      answers.push((await strict.call('POST', '/renhe/connection-check', { token })).status);
    assert.deepEqual(answers, [201, 201, 201, 201, 201, 201, 429]);
  } finally {
    await strict.close();
  }
});

test('one address asks thirty times a minute, however many visits it opens', async () => {
  const strict = await openTestApp({ media: mediaOf(livekit), rateFactor: 1 });
  try {
    const answers: number[] = [];
    for (let v = 0; v < 6; v++) {
      const { token } = await strict.openVisit('renhe');
      for (let i = 0; i < 6; i++)
        answers.push((await strict.call('POST', '/renhe/connection-check', { token })).status);
    }
    assert.equal(answers.filter((status) => status === 201).length, 30);
    assert.deepEqual(answers.slice(30), [429, 429, 429, 429, 429, 429]);
  } finally {
    await strict.close();
  }
});

test('without LiveKit it says so', async () => {
  const dead = await openTestApp({ media: deadMedia() });
  try {
    const { token } = await dead.openVisit('renhe');
    const { status, body } = await dead.call('POST', '/renhe/connection-check', { token });
    assert.deepEqual([status, body.code], [503, 'media-unavailable']);
  } finally {
    await dead.close();
  }
  assert.equal(hospitalOfCheck(newRoomName('renhe')), undefined);
});
