/** Who gets a token for a visit's room, when, and what it opens: against a real LiveKit. */
import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { QUEUE_STATES } from '@care-elements/contract/queue.machine.ts';
import { CONSULT_ROLES, type ConsultToken } from '@care-elements/contract/consult.ts';
import { openTestApp, type TestApp } from '../../kit/open-test-app.ts';
import { startTestLivekit } from '../../kit/start-livekit.ts';
import { roomsOf } from '../../../server/consult/rooms.ts';
import type { LivekitProcess } from '../../../server/media/livekit-process.ts';
import { deadMedia, grantsOf, mediaOf, roomsAt, takenVisit } from './kit.ts';

let livekit: LivekitProcess;
let app: TestApp;

before(async () => {
  livekit = await startTestLivekit();
  app = await openTestApp({ media: mediaOf(livekit) });
});
after(async () => {
  await app?.close();
  await livekit?.stop();
});

const ask = async (path: string, token: string) => app.call('POST', path, { token });
/** LiveKit's own word on a token: 200 it opens a room, 401 it does not, 404 there is no such room. */
const validate = async (token: string) =>
  (await fetch(`${livekit.url.replace('ws', 'http')}/rtc/validate?access_token=${token}`)).status;

for (const state of QUEUE_STATES) {
  const open = state === 'called' || state === 'in_consult';
  test(`an entry that is ${state} ${open ? 'opens the room to its two people' : 'opens nothing'}`, async () => {
    const visit = await takenVisit(app, { state });
    for (const token of [visit.token, visit.doctor]) {
      const { status, body } = await ask(visit.path, token);
      if (open) assert.equal(status, 201, JSON.stringify(body));
      // Nobody has taken a waiting entry yet: to a doctor it is nobody's.
      else if (state === 'waiting' && token === visit.doctor) assert.equal(body.code, 'not-found');
      else assert.deepEqual([status, body.code, body.current], [409, 'state-conflict', state]);
    }
  });
}

test('a called patient’s page may go ahead, of which the others are told nothing; after the click it may not', async () => {
  const visit = await takenVisit(app);
  const ahead = await ask(`${visit.path}?ahead=true`, visit.token);
  assert.equal(ahead.status, 201);
  assert.equal(grantsOf(ahead.body.token).attributes?.['entered'], undefined);
  const click = await ask(visit.path, visit.token);
  assert.equal(grantsOf(click.body.token).attributes?.['entered'], '1');
  const entered = await takenVisit(app, { state: 'in_consult' });
  const late = await ask(`${entered.path}?ahead=true`, entered.token);
  assert.deepEqual([late.status, late.body.code, late.body.current], [409, 'state-conflict', 'in_consult']);
  assert.equal((await ask(entered.path, entered.token)).status, 201);
  assert.equal((await ask(`${visit.path}?ahead=maybe`, visit.token)).status, 422);
});

test('the click under the key of going ahead is refused: it would get that token again', async () => {
  const visit = await takenVisit(app);
  const once = { token: visit.token, key: 'a'.repeat(32) };
  assert.equal((await app.call('POST', `${visit.path}?ahead=true`, once)).status, 201);
  const click = await app.call('POST', visit.path, once);
  assert.deepEqual([click.status, click.body.code], [422, 'idempotency-key-reused']);
});

test('a token opens this one room, briefly, to send camera and microphone (a doctor’s the screen, too), and nothing more', async () => {
  const visit = await takenVisit(app);
  const before = Math.floor(Date.now() / 1000);
  const patient = (await ask(visit.path, visit.token)).body as ConsultToken;
  const clinician = (await ask(visit.path, visit.doctor)).body as ConsultToken;
  for (const answer of [patient, clinician]) {
    const { video, sub, exp, ...rest } = grantsOf(answer.token);
    assert.equal(await validate(answer.token), 200);
    assert.deepEqual(video, {
      room: video['room'],
      roomJoin: true,
      canPublish: true,
      canPublishSources: ['microphone', 'camera', ...(answer === clinician ? ['screen_share'] : [])],
      canSubscribe: true,
      canPublishData: false,
      canUpdateOwnMetadata: true,
    });
    assert.ok(exp - before <= 120, `lives ${exp - before} s`);
    assert.ok(Math.abs(Date.parse(answer.expiresAt) / 1000 - exp) <= 2);
    assert.equal(sub, answer.identity);
    assert.deepEqual(Object.keys(rest).sort(), ['attributes', 'iss', 'nbf'], 'no name, no metadata');
    assert.deepEqual(rest.attributes, { entered: '1' });
  }
  const room = String(grantsOf(patient.token).video['room']);
  assert.match(room, /^renhe_[a-z2-7]{26}$/);
  assert.equal(grantsOf(clinician.token).video['room'], room);
  assert.notEqual(patient.identity, clinician.identity);
  const told = JSON.stringify(grantsOf(patient.token));
  for (const secret of [visit.visitId, visit.patientId, visit.entryId, '王秀英'])
    assert.ok(!told.includes(secret), `the token tells ${secret}`);
  assert.deepEqual(
    patient.participants.toSorted((a, b) => a.role.localeCompare(b.role)),
    [
      { identity: clinician.identity, role: 'doctor', name: null },
      { identity: patient.identity, role: 'patient', name: null },
    ],
  );
  assert.equal(patient.url, livekit.url);
});

test('the same person keeps room and identity; each visit has its own', async () => {
  const visit = await takenVisit(app);
  const [first, second] = [await ask(visit.path, visit.token), await ask(visit.path, visit.token)];
  assert.equal(first.body.identity, second.body.identity);
  assert.equal(first.body.consultId, second.body.consultId);
  const other = await takenVisit(app);
  const theirs = await ask(other.path, other.token);
  assert.notEqual(grantsOf(theirs.body.token).video['room'], grantsOf(first.body.token).video['room']);
  assert.notEqual(theirs.body.identity, first.body.identity);
});

test('patient and doctor asking at the same moment meet in one room', async () => {
  for (let i = 0; i < 5; i++) {
    const visit = await takenVisit(app);
    const answers = await Promise.all([
      ask(visit.path, visit.token),
      ask(visit.path, visit.doctor),
      ask(visit.path, visit.token),
    ]);
    assert.deepEqual(
      answers.map(({ status }) => status),
      [201, 201, 201],
    );
    assert.equal(new Set(answers.map(({ body }) => grantsOf(body.token).video['room'])).size, 1);
  }
});

test('nobody else gets a token', async () => {
  const visit = await takenVisit(app);
  const stranger = await app.openVisit('renhe');
  const elsewhere = await takenVisit(app, { hospitalId: 'lakeside' });
  const refusals: [string, string | undefined, number, string][] = [
    ['no token', undefined, 401, 'token-missing'],
    ['another patient', stranger.token, 404, 'not-found'],
    ['another doctor', await app.tokenOf('renhe', 'sun'), 404, 'not-found'],
    ['a pharmacist', await app.tokenOf('renhe', 'he', 'pharmacist'), 403, 'wrong-role'],
    ['a patient of another hospital', elsewhere.token, 403, 'wrong-hospital'],
    ['a doctor of another hospital', elsewhere.doctor, 403, 'wrong-hospital'],
  ];
  for (const [who, token, status, code] of refusals) {
    const answer = await app.call('POST', visit.path, { token });
    assert.deepEqual([who, answer.status, answer.body.code], [who, status, code]);
  }
  // A visit of one hospital asked for under another's path is nowhere to be found.
  const crossed = await app.call('POST', `/lakeside/visits/${visit.visitId}/consult/token`, {
    token: elsewhere.doctor,
  });
  assert.equal(crossed.body.code, 'not-found');
});

test('the room is made by us, with our limits, and made again when LiveKit has lost it', async () => {
  const visit = await takenVisit(app);
  const { body } = await ask(visit.path, visit.token);
  const name = String(grantsOf(body.token).video['room']);
  const rooms = roomsAt(app.deps.media!);
  const [room] = await rooms.listRooms([name]);
  assert.equal(room?.emptyTimeout, 900);
  assert.equal(room?.departureTimeout, 300);
  assert.equal(room?.maxParticipants, 8);
  // What a restart of LiveKit does to a room.
  await rooms.deleteRoom(name);
  assert.equal(await validate(body.token), 404, 'the token alone must not bring it back');
  const again = await ask(visit.path, visit.token);
  assert.equal(again.status, 201);
  assert.equal(grantsOf(again.body.token).video['room'], name);
  assert.equal((await rooms.listRooms([name])).length, 1);
});

/** How often LiveKit was asked for a room while somebody asked for a token. */
async function asked(path: string, token: string): Promise<{ room: string; times: number }> {
  const whole = globalThis.fetch;
  let times = 0;
  globalThis.fetch = (...args) => {
    if (String(args[0]).endsWith('/CreateRoom')) times++;
    return whole(...args);
  };
  try {
    const { status, body } = await app.call('POST', path, { token });
    assert.equal(status, 201, JSON.stringify(body));
    return { room: String(grantsOf(body.token).video['room']), times };
  } finally {
    globalThis.fetch = whole;
  }
}

test('the tokens of one call ask LiveKit once for the room; who asks again, and whoever comes after it was lost, ask again', async () => {
  const { path, token, doctor } = await takenVisit(app);
  const { room, times } = await asked(path, token);
  assert.equal(times, 1);
  assert.deepEqual(await asked(path, doctor), { room, times: 0 });
  // Lost, and the doctor's way in fails: their next token leads into a room.
  const rooms = roomsAt(app.deps.media!);
  await rooms.deleteRoom(room);
  assert.deepEqual(await asked(path, doctor), { room, times: 1 });
  assert.equal((await rooms.listRooms([room])).length, 1);
  // Lost again; the look at all rooms, every ten seconds, finds it missing before anybody asks.
  await rooms.deleteRoom(room);
  await roomsOf(app.deps.media).list();
  assert.deepEqual(await asked(path, token), { room, times: 1 });
  assert.equal((await rooms.listRooms([room])).length, 1);
});

test('a token asks for the room that was ended by ourselves', async () => {
  const { path, token, doctor } = await takenVisit(app);
  const { room } = await asked(path, token);
  await roomsOf(app.deps.media).remove(room);
  assert.deepEqual(await asked(path, doctor), { room, times: 1 });
});

test('without LiveKit: media-unavailable, nothing stored, and the queue works on', async () => {
  for (const media of [null, deadMedia('ready'), deadMedia('absent')]) {
    const without = await openTestApp({ media });
    try {
      const visit = await takenVisit(without, { state: 'in_consult' });
      const { status, body } = await without.call('POST', visit.path, { token: visit.token });
      assert.deepEqual([status, body.code], [503, 'media-unavailable']);
      assert.ok(body.detail);
      assert.equal(
        (await without.call('GET', `/renhe/visits/${visit.visitId}`, { token: visit.token })).status,
        200,
      );
    } finally {
      await without.close();
    }
  }
});

test('of all roles the doctor alone may send a screen, a second doctor as little as a relative', async () => {
  const rooms = roomsOf(deadMedia());
  for (const role of CONSULT_ROLES) {
    const { token } = await rooms.sign('renhe_room', 'p_somebody', role, true);
    const { canPublishSources } = grantsOf(token).video as { canPublishSources: string[] };
    assert.equal(canPublishSources.includes('screen_share'), role === 'doctor', role);
    assert.ok(!canPublishSources.includes('screen_share_audio'), role);
  }
});
