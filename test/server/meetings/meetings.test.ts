/** A group meeting from its plan to its end, against a real PostgreSQL and a real LiveKit. */
import assert from 'node:assert/strict';
import { after, before, describe, it } from 'node:test';
import pg from 'pg';
import type { HostedMeeting, MeetingTicket, MeetingView } from '@care-elements/contract/meeting.ts';
import { newMeetingName } from '../../../server/consult/rooms.ts';
import type { LivekitProcess } from '../../../server/media/livekit-process.ts';
import { startMeetingWorker, type MeetingWorker } from '../../../server/meetings/worker.ts';
import { openTestApp, type TestApp } from '../../kit/open-test-app.ts';
import { readStream } from '../../kit/read-stream.ts';
import { startTestLivekit } from '../../kit/start-livekit.ts';
import { eventually, grantsOf, mediaOf, roomsAt } from '../consult/kit.ts';
import { joined, plannedMeeting, sitIn, type Listener } from './kit.ts';

describe('group meetings', () => {
  let t: TestApp;
  let livekit: LivekitProcess;
  let worker: MeetingWorker;
  let sql: pg.Client;
  let host: string;
  let now = Date.now();
  before(async () => {
    livekit = await startTestLivekit();
    t = await openTestApp({ media: mediaOf(livekit), now: () => new Date(now) });
    worker = await startMeetingWorker(t.deps);
    sql = new pg.Client({ connectionString: t.superuserUrl });
    await sql.connect();
    host = await t.tokenOf('renhe', 'zhao');
  });
  after(async () => {
    await worker?.close();
    await sql?.end();
    await t?.close();
    await livekit?.stop();
  });

  const post = (token: string, path: string, body?: object) =>
    t.call('POST', `/renhe${path}`, { token, ...(body ? { body } : {}) });
  const at = ({ meetingId }: Pick<HostedMeeting, 'meetingId'>, rest = '') => `/meetings/${meetingId}${rest}`;
  const seatOf = (m: HostedMeeting, { seat }: Listener, act: string) =>
    post(host, at(m, `/seats/${seat.seatId}/${act}`));
  const enter = ({ token }: Listener) => post(token, '/meeting-seat/enter');
  const mine = async ({ token }: Listener) =>
    (await t.call('GET', '/renhe/meeting-seat', { token })).body as {
      seat: { state: string };
      meeting: MeetingView;
    };
  async function opened(capacity = 50): Promise<HostedMeeting> {
    const meeting = await plannedMeeting(t, host, { capacity });
    const { status, body } = await post(host, at(meeting, '/open'));
    assert.equal(status, 200, JSON.stringify(body));
    return meeting;
  }
  async function placed(meeting: HostedMeeting, name: string): Promise<Listener & { ticket: MeetingTicket }> {
    const listener = await joined(t, meeting, name);
    const { status, body } = await enter(listener);
    assert.equal(status, 201, JSON.stringify(body));
    return { ...listener, ticket: body };
  }
  const roomName = async ({ meetingId }: HostedMeeting) =>
    (await sql.query('SELECT room_name FROM meetings WHERE meeting_id = $1', [meetingId])).rows[0]
      .room_name as string;
  const there = async (meeting: HostedMeeting) =>
    roomsAt(t.deps.media!).listParticipants(await roomName(meeting));

  it('is planned in one language, found by its link and by no other, and waits for its host', async () => {
    const meeting = await plannedMeeting(t, host);
    assert.deepEqual(meeting.title, { 'zh-CN': '糖尿病病友会', en: '糖尿病病友会' });
    const look = (secret: string, hospital = 'renhe') =>
      t.call('POST', `/${hospital}/meetings/look`, { body: { secret } });
    const face = (await look(meeting.secret)).body;
    assert.deepEqual([face.state, face.host.name['zh-CN'], face.full], ['planned', '赵启明', false]);
    const forged = `${meeting.secret.slice(0, -2)}${meeting.secret.endsWith('AA') ? 'BB' : 'AA'}`;
    assert.equal((await look(forged)).body.code, 'not-found');
    assert.equal((await look(meeting.secret, 'lakeside')).body.code, 'not-found');
    const early = await joined(t, meeting, '王阿姨');
    const refused = await enter(early);
    assert.deepEqual([refused.body.code, refused.body.current], ['state-conflict', 'planned']);
    assert.equal((await mine(early)).seat.state, 'waiting');
    assert.equal((await post(host, at(meeting, '/open'))).body.state, 'open');
    assert.equal((await post(host, at(meeting, '/open'))).status, 200, 'once more changes nothing');
    assert.equal((await enter(early)).status, 201);
  });

  it('refuses a plan without a title, in the past, for more than fifty, and rules that were not agreed to', async () => {
    const plan = { title: { en: 'A' }, startsAt: new Date(now + 1000).toISOString(), capacity: 10 };
    const code = async (change: object) => (await post(host, '/meetings', { ...plan, ...change })).body.code;
    assert.equal(await code({ title: {} }), 'invalid-input');
    assert.equal(await code({ title: { en: ' ' } }), 'invalid-input');
    assert.equal(await code({ capacity: 51 }), 'invalid-input');
    assert.equal(await code({ startsAt: new Date(now - 3600_000).toISOString() }), 'state-conflict');
    const { secret } = await plannedMeeting(t, host);
    for (const change of [{ agreed: false }, { rules: '0' }, { name: '' }, { name: 'x'.repeat(41) }]) {
      const body = { secret, name: 'x', rules: '1', agreed: true, ...change };
      assert.equal((await t.call('POST', '/renhe/meetings/join', { body })).body.code, 'invalid-input');
    }
    const { rows } = await sql.query('SELECT rules, agreed_at FROM meeting_seats LIMIT 1');
    assert.ok(rows[0].rules === '1' && rows[0].agreed_at, 'the consent is kept with its version');
  });

  it('tokens: a listener’s sends nothing, the host’s does, and neither name tells anything', async () => {
    const meeting = await opened();
    const { ticket, seat } = await placed(meeting, '王秀英');
    const listener = grantsOf(ticket.token);
    assert.deepEqual(
      [listener.video['canPublish'], listener.video['canSubscribe'], listener.video['canPublishData']],
      [false, true, false],
    );
    assert.equal(listener.video['roomAdmin'], undefined);
    assert.ok(listener.exp - listener.nbf <= 120);
    const hosts = grantsOf((await post(host, at(meeting, '/ticket'))).body.token);
    assert.equal(hosts.video['canPublish'], true);
    for (const { sub, name, metadata, video } of [listener, hosts]) {
      assert.match(sub, /^m_[a-z2-7]{16}$/);
      assert.match(video['room'] as string, /^renhe_[a-z2-7]{29}$/);
      assert.deepEqual([name, metadata], [undefined, undefined]);
    }
    assert.notEqual(seat.seatId, listener.sub);
  });

  it('hands stand in the order in which they rose; the word lets one send, and only while they have it', async () => {
    const meeting = await opened();
    const people: (Listener & { ticket: MeetingTicket })[] = [];
    for (const name of ['甲', '乙', '丙']) people.push(await placed(meeting, name));
    const [a, b, c] = people as [(typeof people)[0], (typeof people)[0], (typeof people)[0]];
    for (const one of [b, c, a]) {
      now += 1000;
      assert.equal((await post(one.token, '/meeting-seat/raise')).body.state, 'raised');
    }
    now += 1000;
    await post(b.token, '/meeting-seat/raise');
    const hands = async () => (await mine(a)).meeting.hands.map(({ name }) => name);
    assert.deepEqual(await hands(), ['乙', '丙', '甲'], 'raised twice, it keeps its place');
    await seatOf(meeting, c, 'lower');
    assert.deepEqual(await hands(), ['乙', '甲']);
    const line = await sitIn(b.ticket);
    const may = async () => {
      const found = (await there(meeting)).find(({ identity }) => identity === b.seat.identity);
      return [found?.permission?.canPublish, found?.permission?.canSubscribe];
    };
    assert.deepEqual(await may(), [false, true]);
    assert.equal((await seatOf(meeting, b, 'word')).body.state, 'speaking');
    assert.deepEqual(await may(), [true, true]);
    assert.deepEqual((await mine(a)).meeting.speakers, [{ identity: b.seat.identity, name: '乙' }]);
    // A new connection while they have the word keeps it.
    assert.equal(grantsOf((await enter(b)).body.token).video['canPublish'], true);
    assert.equal((await seatOf(meeting, b, 'word/take')).body.state, 'listening');
    assert.deepEqual(await may(), [false, true]);
    assert.equal(grantsOf((await enter(b)).body.token).video['canPublish'], false);
    // Nobody else may: another listener, another doctor, whoever has no seat.
    const sun = await t.tokenOf('renhe', 'sun');
    assert.equal((await post(sun, at(meeting, `/seats/${a.seat.seatId}/word`))).body.code, 'not-found');
    assert.equal((await post(a.token, at(meeting, `/seats/${a.seat.seatId}/word`))).body.code, 'wrong-role');
    assert.equal((await seatOf(await opened(), a, 'word')).body.code, 'not-found');
    line.close();
  });

  it('six have the word at most', async () => {
    const meeting = await opened();
    const all: Listener[] = [];
    for (let i = 0; i < 7; i++) all.push(await placed(meeting, `${i}`));
    for (const one of all.slice(0, 6)) assert.equal((await seatOf(meeting, one, 'word')).status, 200);
    assert.deepEqual((await seatOf(meeting, all[6]!, 'word')).body.current, 6);
    assert.equal((await post(all[0]!.token, '/meeting-seat/done')).body.state, 'listening');
    assert.equal((await seatOf(meeting, all[6]!, 'word')).status, 200);
  });

  it('the one beyond the capacity hears that it is full, however they come, until somebody goes', async () => {
    const meeting = await opened(3);
    const seats = await Promise.all(['1', '2', '3', '4', '5'].map((name) => joined(t, meeting, name)));
    const answers = await Promise.all(seats.map(enter));
    assert.deepEqual(answers.map(({ status }) => status).sort(), [201, 201, 201, 409, 409]);
    const full = answers.find(({ status }) => status === 409)!;
    assert.deepEqual([full.body.code, full.body.current], ['meeting-full', 3]);
    const inside = seats.filter((_, i) => answers[i]!.status === 201);
    const outside = seats.filter((_, i) => answers[i]!.status === 409);
    assert.equal((await enter(inside[0]!)).status, 201, 'who has a place keeps it over a reload');
    await post(inside[1]!.token, '/meeting-seat/leave');
    assert.equal((await enter(outside[0]!)).status, 201);
    assert.equal((await enter(outside[1]!)).body.code, 'meeting-full');
    assert.equal((await enter(inside[1]!)).body.code, 'meeting-full');
  });

  it('whoever is removed comes back neither by the page nor by the token that they still have', async () => {
    const meeting = await opened();
    const bad = await placed(meeting, '捣乱');
    const line = await sitIn(bad.ticket);
    assert.equal((await there(meeting)).length, 1);
    assert.equal((await seatOf(meeting, bad, 'remove')).body.state, 'removed');
    assert.equal((await seatOf(meeting, bad, 'remove')).status, 200, 'once more changes nothing');
    await line.closed;
    assert.deepEqual(await there(meeting), []);
    for (const act of ['enter', 'raise', 'lower', 'done', 'leave'])
      assert.equal((await post(bad.token, `/meeting-seat/${act}`)).body.code, 'state-conflict', act);
    const seen = await mine(bad);
    assert.deepEqual([seen.seat.state, seen.meeting.hands], ['removed', []]);
    assert.equal((await seatOf(meeting, bad, 'word')).body.code, 'state-conflict');
    // LiveKit lets the old token in; we don't let it stay.
    const again = await sitIn(bad.ticket);
    await worker.round();
    await again.closed;
    assert.deepEqual(await there(meeting), []);
  });

  it('whoever is removed comes back under no other name: their link is no more, and the host has another', async () => {
    const meeting = await opened();
    const stays = await placed(meeting, '甲');
    const bad = await placed(meeting, '捣乱');
    const link = async () => {
      const { body } = await t.call('GET', '/renhe/meetings', { token: host });
      assert.equal(body.timeZone, 'Asia/Shanghai');
      return body.meetings.find((one: HostedMeeting) => one.meetingId === meeting.meetingId).secret as string;
    };
    assert.equal(await link(), meeting.secret);
    await seatOf(meeting, bad, 'remove');
    await seatOf(meeting, bad, 'remove');
    const rejoin = (secret: string) =>
      t.call('POST', '/renhe/meetings/join', { body: { secret, name: '好人', rules: '1', agreed: true } });
    const refused = await rejoin(meeting.secret);
    assert.deepEqual([refused.body.code, refused.body.current], ['state-conflict', 'closed']);
    const face = await t.call('POST', '/renhe/meetings/look', { body: { secret: meeting.secret } });
    assert.deepEqual([face.body.closed, face.body.timeZone], [true, 'Asia/Shanghai']);
    const fresh = await link();
    assert.notEqual(fresh, meeting.secret);
    assert.equal((await rejoin(fresh)).status, 201);
    assert.equal((await enter(stays)).status, 201, 'who is there stays');
    // Neither is a link of another meeting, nor one that nobody made.
    const other = await plannedMeeting(t, host);
    const mixed = Buffer.concat([
      Buffer.from(other.secret, 'base64url').subarray(0, 16),
      Buffer.from(fresh, 'base64url').subarray(16),
    ]).toString('base64url');
    assert.equal((await rejoin(mixed)).body.code, 'not-found');
  });

  it('a token that still lets send, after the word was taken back, lets nobody send', async () => {
    const meeting = await opened();
    const one = await placed(meeting, '甲');
    await seatOf(meeting, one, 'word');
    const loud = (await enter(one)).body as MeetingTicket;
    await seatOf(meeting, one, 'word/take');
    const line = await sitIn(loud);
    await worker.round();
    const [found] = await there(meeting);
    assert.equal(found!.permission!.canPublish, false);
    line.close();
  });

  it('a closed door lets nobody new in, and those inside stay', async () => {
    const meeting = await opened();
    const inside = await placed(meeting, '甲');
    const door = (closed: boolean) =>
      t.call('PUT', `/renhe${at(meeting, '/door')}`, { token: host, body: { closed } });
    assert.equal((await door(true)).body.closed, true);
    const body = { secret: meeting.secret, name: '乙', rules: '1', agreed: true };
    const refused = await t.call('POST', '/renhe/meetings/join', { body });
    assert.deepEqual([refused.body.code, refused.body.current], ['state-conflict', 'closed']);
    assert.equal((await enter(inside)).status, 201);
    await door(false);
    assert.equal((await t.call('POST', '/renhe/meetings/join', { body })).status, 201);
  });

  it('a line that is gone for long gives its place and its word back; in time it keeps both', async () => {
    const meeting = await opened();
    const one = await placed(meeting, '甲');
    await seatOf(meeting, one, 'word');
    const line = await sitIn(one.ticket);
    await worker.round();
    line.close();
    await eventually(async () => (await there(meeting)).length === 0, 'LiveKit has seen the line go');
    now += 71_000;
    await worker.round();
    assert.equal((await mine(one)).seat.state, 'speaking');
    now += 30_000;
    await worker.round();
    assert.equal((await mine(one)).seat.state, 'speaking');
    now += 11_000;
    await worker.round();
    assert.equal((await mine(one)).seat.state, 'left');
    assert.equal((await enter(one)).status, 201, 'the same page comes back');
    assert.equal((await mine(one)).seat.state, 'listening');
  });

  it('ended, the room is gone and no token opens it; its name is never used again', async () => {
    const meeting = await opened();
    const one = await placed(meeting, '甲');
    const line = await sitIn(one.ticket);
    const name = await roomName(meeting);
    assert.equal((await post(host, at(meeting, '/end'))).body.state, 'ended');
    assert.equal((await post(host, at(meeting, '/end'))).status, 200);
    await line.closed;
    const rooms = roomsAt(t.deps.media!);
    await eventually(async () => (await rooms.listRooms([name])).length === 0, 'the room is gone');
    await assert.rejects(sitIn(one.ticket), 'the old token brings no room back');
    assert.equal((await enter(one)).body.code, 'state-conflict');
    for (const path of ['/open', '/ticket']) assert.equal((await post(host, at(meeting, path))).status, 409);
    assert.equal(
      (await t.call('POST', '/renhe/meetings/look', { body: { secret: meeting.secret } })).body.state,
      'ended',
    );
    // What was made against us is cleared away, too, and others' rooms are not.
    await rooms.createRoom({ name });
    const orphan = newMeetingName('renhe');
    await rooms.createRoom({ name: orphan });
    await rooms.createRoom({ name: 'somebody-elses' });
    await worker.round(-1000);
    assert.deepEqual(
      (await rooms.listRooms([name, orphan, 'somebody-elses'])).map((r) => r.name),
      ['somebody-elses'],
    );
  });

  it('ends by itself: never opened, without its host, or going on and on', async () => {
    const never = await plannedMeeting(t, host);
    const lonely = await opened();
    const stateOf = async ({ meetingId }: HostedMeeting) =>
      (await sql.query('SELECT state FROM meetings WHERE meeting_id = $1', [meetingId])).rows[0].state;
    now += 14 * 60_000;
    await worker.round();
    assert.equal(await stateOf(lonely), 'open');
    now += 2 * 60_000;
    await worker.round();
    assert.equal(await stateOf(lonely), 'ended');
    assert.equal(await stateOf(never), 'planned');
    now += 12 * 3600_000;
    host = await t.tokenOf('renhe', 'zhao');
    await worker.round();
    assert.equal(await stateOf(never), 'ended');
  });

  it('everybody is told as it happens, the audience to the host alone, and the trail names nobody', async () => {
    const { url } = await t.listen();
    const meeting = await opened();
    const one = await placed(meeting, '王秀英');
    const two = await placed(meeting, '老李');
    const topics = [`meeting:${meeting.meetingId}`, `audience:${meeting.meetingId}`];
    const sun = await t.tokenOf('renhe', 'sun');
    for (const topic of topics)
      for (const token of [one.token, sun])
        assert.equal((await readStream(url, 'renhe', token, [topic])).status, 404);
    assert.equal((await readStream(url, 'renhe', one.token, [`seat:${two.seat.seatId}`])).status, 404);
    const told = await readStream(url, 'renhe', one.token, [`seat:${one.seat.seatId}`]);
    const other = await readStream(url, 'renhe', two.token, [`seat:${two.seat.seatId}`]);
    const hosts = await readStream(url, 'renhe', host, topics);
    await told.until((e) => e.event === 'seat' && e.data.meeting.listening === 2);
    await post(one.token, '/meeting-seat/raise');
    for (const stream of [told, other])
      await stream.until((e) => e.event === 'seat' && e.data.meeting.hands.length === 1);
    await hosts.until((e) => e.event === 'audience' && e.data.seats[0]?.state === 'raised');
    await hosts.until((e) => e.event === 'meeting' && e.data.meeting.hands.length === 1);
    await seatOf(meeting, one, 'word');
    await told.until((e) => e.event === 'seat' && e.data.seat.state === 'speaking');
    await seatOf(meeting, one, 'remove');
    await told.until((e) => e.event === 'seat' && e.data.seat.state === 'removed');
    // On the stream that is still open, too, a removed one hears nothing of the others any more.
    await post(two.token, '/meeting-seat/raise');
    await other.until((e) => e.event === 'seat' && e.data.seat.state === 'raised');
    const after = told.events.slice(told.events.findIndex((e) => e.data.seat?.state === 'removed'));
    assert.ok(!JSON.stringify(after).includes('老李'));
    assert.ok(!JSON.stringify(other.events).includes(one.seat.seatId), 'no way from a name to a seat');
    told.close();
    other.close();
    hosts.close();
    const { rows } = await sql.query(
      `SELECT actor_role, action FROM audit_entries WHERE resource_id = $1 ORDER BY at, audit_id`,
      [one.seat.seatId],
    );
    assert.deepEqual(
      rows.map((r) => `${r.actor_role} ${r.action}`),
      [
        'listener seat.taken',
        'listener seat.entered',
        'listener seat.hand_raised',
        'doctor seat.word_given',
        'doctor seat.removed',
      ],
    );
    const outbox = await sql.query('SELECT payload FROM outbox');
    assert.ok(!JSON.stringify(outbox.rows).includes('王秀英'));
  });

  it('names are forgotten a month after the meeting', async () => {
    const meeting = await opened();
    const one = await placed(meeting, '王秀英');
    await post(host, at(meeting, '/end'));
    const { forgetNames } = await import('../../../server/meetings/service.ts');
    const { inHospital } = await import('../../../server/work.ts');
    const sweep = () =>
      inHospital(t.deps, 'renhe', { doer: { role: 'system', id: null }, requestId: null }, forgetNames);
    const name = async () =>
      (await sql.query('SELECT name FROM meeting_seats WHERE seat_id = $1', [one.seat.seatId])).rows[0].name;
    await sweep();
    assert.equal(await name(), '王秀英');
    now += 31 * 24 * 3600_000;
    await sweep();
    assert.equal(await name(), '');
  });
});
