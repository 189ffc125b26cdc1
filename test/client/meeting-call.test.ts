/** A page's part in a meeting's room, on a faked room and faked devices: the way in and back, and whose microphone is open when. */
import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { MeetingTicket } from '@care-elements/contract/meeting.ts';
import type { Call, CallHandlers, CallView, LocalView } from '@care-elements/client/consult-call.ts';
import type { MediaKind } from '@care-elements/client/consult-machine.ts';
import { RUNGS } from '@care-elements/client/consult-ladder.ts';
import type { Beside } from '@care-elements/client/consult-beside.ts';
import { startMeetingLadder } from '@care-elements/client/meeting-ladder.ts';
import { createMeetingCall, type MeetingCallDeps } from '@care-elements/client/meeting-call.ts';
import { Problem } from '@care-elements/client/problem.ts';
import { fakeDevices, named, tick } from './consult-kit.ts';

const TICKET: MeetingTicket = {
  ...{ url: 'ws://livekit', expiresAt: '2026-01-01T00:00:00.000Z', mayPublish: false },
  ...{ identity: 'm_abcdefghijklmnop', token: 'jwt' },
};
const NO_DEVICE: LocalView = {
  track: null,
  muted: false,
  published: false,
  ended: false,
  held: false,
  taken: false,
};

function make({
  answers = [TICKET],
  connects = [],
  devices = fakeDevices(),
  opens = false,
  supported = true,
  beside,
  loadLadder,
}: Partial<{
  answers: (MeetingTicket | Problem)[];
  connects: Error[];
  devices: ReturnType<typeof fakeDevices>;
  opens: boolean;
  supported: boolean;
  beside: Beside;
  loadLadder: NonNullable<MeetingCallDeps['loadLadder']>;
}> = {}) {
  const connected: string[] = [];
  const refusals: Problem[] = [];
  const left: Call[] = [];
  let asked = 0;
  let handlers: CallHandlers;
  let view: CallView;
  const tell = (change: Partial<CallView>) => handlers.changed((view = { ...view, ...change }));
  function createCall(given: CallHandlers): Call {
    handlers = given;
    const none = { microphone: NO_DEVICE, camera: NO_DEVICE };
    view = { remotes: [], local: none, quality: 'good', speaking: false, audioBlocked: false } as CallView;
    const call = {
      async connect(_: string, token: string) {
        const error = connects.shift();
        if (error) throw error;
        connected.push(token);
      },
      async give(kind: MediaKind, track: MediaStreamTrack) {
        tell({ local: { ...view.local, [kind]: { ...NO_DEVICE, track, published: true } } });
      },
      async setEnabled(kind: MediaKind, on: boolean) {
        tell({ local: { ...view.local, [kind]: { ...view.local[kind], muted: !on } } });
      },
      attach: () => () => {},
      async beside() {
        if (!beside) throw new Error('no chunk');
        return beside;
      },
      startAudio: async () => {},
      async leave() {
        left.push(call);
        for (const { track } of Object.values(view.local) as LocalView[]) track?.stop();
      },
    } as unknown as Call;
    return call;
  }
  const room = createMeetingCall({
    ticket: async () => {
      const answer = answers[Math.min(asked++, answers.length - 1)]!;
      if (answer instanceof Problem) throw answer;
      return answer;
    },
    refused: (problem) => refusals.push(problem),
    loadCall: async () => ({ createCall }),
    ...(loadLadder && { loadLadder }),
    ...{ devices: devices.host, opens, supported: () => supported, sleep: async () => {}, random: () => 0 },
  });
  const live = () => devices.tracks.filter(({ readyState }) => readyState === 'live').map(({ kind }) => kind);
  return {
    ...{ room, devices, connected, refusals, left, live },
    handlers: () => handlers,
    asked: () => asked,
    async inside() {
      room.enter();
      await tick();
      return this;
    },
  };
}

test('a listener enters and opens nothing; the word alone opens nothing either', async () => {
  const t = await make().inside();
  assert.deepEqual([t.room.get().phase, t.connected], ['in', ['jwt']]);
  t.room.voice(['microphone', 'camera']);
  await tick();
  assert.deepEqual(t.devices.asked, []);
  await t.room.setEnabled('microphone', true);
  assert.deepEqual([t.devices.asked, t.room.get().microphone.face], [['audio'], 'on']);
  assert.deepEqual(t.live(), ['audio']);
});

test('without the word no button opens a microphone', async () => {
  const t = await make().inside();
  await t.room.setEnabled('microphone', true);
  assert.deepEqual([t.devices.asked, t.room.get().microphone.face], [[], 'off']);
});

test('the word taken back stops the tracks at once; given again, the device is opened anew', async () => {
  const t = await make().inside();
  t.room.voice(['microphone', 'camera']);
  await t.room.setEnabled('microphone', true);
  await t.room.setEnabled('camera', true);
  assert.deepEqual(t.live(), ['audio', 'video']);
  t.room.voice([]);
  assert.deepEqual([t.live(), t.room.get().microphone.face], [[], 'off']);
  t.handlers().changed({
    ...{ remotes: [], quality: 'good', speaking: false, audioBlocked: false },
    local: { microphone: NO_DEVICE, camera: NO_DEVICE },
  });
  t.room.voice(['microphone']);
  await t.room.setEnabled('microphone', true);
  assert.deepEqual([t.live(), t.room.get().microphone.face], [['audio'], 'on']);
});

test('taken back while the browser still asks, what comes is stopped and reaches nobody', async () => {
  let allow = () => {};
  const t = await make().inside();
  t.devices.hold(new Promise((done) => (allow = done)));
  t.room.voice(['microphone']);
  const opening = t.room.setEnabled('microphone', true);
  assert.equal(t.room.get().microphone.face, 'pending');
  t.room.voice([]);
  allow();
  await opening;
  assert.deepEqual(t.live(), []);
});

test('a microphone that is refused is said, and asked for again by the next press', async () => {
  let no = true;
  const devices = fakeDevices(() => (no ? named('NotAllowedError', 'Permission denied') : undefined));
  const t = await make({ devices }).inside();
  t.room.voice(['microphone']);
  await t.room.setEnabled('microphone', true);
  assert.equal(t.room.get().microphone.face, 'denied');
  no = false;
  await t.room.setEnabled('microphone', true);
  assert.deepEqual([t.room.get().microphone.face, t.live()], ['on', ['audio']]);
});

test('the host’s devices open on entering', async () => {
  const t = make({ opens: true });
  t.room.voice(['microphone', 'camera']);
  await t.inside();
  assert.deepEqual(t.live(), ['audio', 'video']);
});

test('a lost room is entered again, each time with a fresh ticket', async () => {
  const again = { ...TICKET, token: 'fresh' };
  const unreachable = new Problem(0, {});
  const t = await make({ answers: [TICKET, unreachable, again], connects: [] }).inside();
  const phases: string[] = [];
  t.room.subscribe(({ phase }) => phases.at(-1) !== phase && phases.push(phase));
  t.handlers().closed('lost');
  await tick();
  assert.deepEqual([phases, t.connected, t.asked()], [['reconnecting', 'in'], ['jwt', 'fresh'], 3]);
});

test('removed, or ended: the server’s no is final, and everything stops', async () => {
  const refusal = new Problem(409, { code: 'state-conflict', current: 'removed' });
  const t = await make({ answers: [TICKET, refusal] }).inside();
  t.room.voice(['microphone']);
  await t.room.setEnabled('microphone', true);
  t.handlers().closed('lost');
  await tick();
  assert.deepEqual([t.room.get().phase, t.refusals, t.left.length], ['out', [refusal], 1]);
  assert.deepEqual(t.live(), []);
});

test('a first way in that fails is said, tried on, and succeeds', async () => {
  const t = make({ connects: [new Error('no way')] });
  const phases: string[] = [];
  t.room.subscribe(({ phase }) => phases.at(-1) !== phase && phases.push(phase));
  await t.inside();
  assert.deepEqual(phases, ['joining', 'failed', 'in']);
});

test('entered from elsewhere, it waits for a press; left, every track is stopped', async () => {
  const t = await make().inside();
  t.handlers().closed('replaced');
  await tick();
  assert.deepEqual([t.room.get().phase, t.connected.length], ['elsewhere', 1]);
  await t.inside();
  assert.deepEqual([t.room.get().phase, t.connected.length], ['in', 2]);
  t.room.voice(['microphone']);
  await t.room.setEnabled('microphone', true);
  t.room.leave();
  assert.deepEqual([t.room.get().phase, t.live()], ['out', []]);
});

test('a browser without WebRTC is told so, and asks the server for nothing', async () => {
  const t = await make({ supported: false }).inside();
  assert.deepEqual([t.room.get().phase, t.asked()], ['unsupported', 0]);
});

test('a thin path takes the meeting down the ladder, and its end takes it up again', async () => {
  let look: () => Promise<void> = async () => {};
  let stopped = 0;
  let now = 0;
  const carried: string[] = [];
  const rtp = { id: 'in', type: 'inbound-rtp', kind: 'audio' };
  let lost = 0;
  let got = 0;
  let thin = true;
  const stats = async () => {
    now += 1000;
    if (thin) lost += 60;
    got += 40;
    const report = { ...rtp, timestamp: now, packetsLost: lost, packetsReceived: got };
    return [new Map([['in', report]]) as unknown as RTCStatsReport];
  };
  const beside = { stats, carry: async (rung: string) => void carried.push(rung) } as never;
  const t = await make({
    beside,
    loadLadder: async () => ({
      startMeetingLadder: (given) =>
        startMeetingLadder({
          ...{ ...given, clock: () => now },
          every: (_, fn) => ((look = fn), () => void stopped++),
        }),
    }),
  }).inside();
  t.handlers().changed({
    ...{ remotes: [], quality: 'poor', speaking: false, audioBlocked: false },
    local: { microphone: NO_DEVICE, camera: NO_DEVICE },
  });
  await tick();
  for (let i = 0; i < 60; i++) await look();
  assert.equal(t.room.get().rung, 'text');
  assert.deepEqual([...new Set(carried)], [...RUNGS]);
  // A cut is not a thin line: nobody looks.
  t.handlers().dropped('media');
  const looks = carried.length;
  await look();
  assert.equal(carried.length, looks);
  t.handlers().recovered();
  thin = false;
  t.handlers().changed({
    ...{ remotes: [], quality: 'good', speaking: false, audioBlocked: false },
    local: { microphone: NO_DEVICE, camera: NO_DEVICE },
  });
  for (let i = 0; i < 300; i++) await look();
  assert.equal(t.room.get().rung, 'video');
  t.room.leave();
  assert.equal(stopped, 1);
});
