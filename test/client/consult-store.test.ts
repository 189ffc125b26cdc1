/** The call's store on a faked room and faked devices: the way in, what stands in it, the way back, and letting go. */
import assert from 'node:assert/strict';
import { describe, mock, test } from 'node:test';
import { rememberDevice } from '@care-elements/client/device-memory.ts';
import { Problem } from '@care-elements/client/problem.ts';
import { fakeDevices, make, named, noNetwork, tick, TICKET, unavailable, VISIT } from './consult-kit.ts';

describe('entering', () => {
  test('devices, a token, the room; the patient’s coming is told at once', async () => {
    const t = make();
    const seen: string[] = [];
    t.store.subscribe(({ phase }) => seen.at(-1) !== phase && seen.push(phase));
    await t.store.enter(VISIT);
    assert.deepEqual(seen, ['preparing', 'joining', 'connected']);
    assert.deepEqual(t.posts, ['/queue-entries/e1/enter', '/visits/v1/consult/token']);
    assert.deepEqual(t.connected, [{ token: 'jwt', patient: false }]);
    assert.deepEqual(t.faces(), ['on', 'on']);
    await tick();
    assert.deepEqual(
      t.store.get().others.map(({ identity, role, presence }) => [identity, role, presence]),
      [['p_doc', 'doctor', 'awaited']],
    );
  });

  test('an entry that the page does not know is asked for; a doctor tells nothing', async () => {
    const t = make();
    await t.store.enter({ visitId: 'v1', role: 'patient' });
    await tick();
    assert.ok(t.posts.includes('/queue-entries/e-known-by-the-server/enter'));
    const doctor = make();
    await doctor.store.enter({ visitId: 'v1', role: 'doctor' });
    assert.deepEqual(doctor.posts, ['/visits/v1/consult/token']);
  });

  test('one device missing, or both, still lets one in', async () => {
    const t = make({ devices: fakeDevices(({ video }) => (video ? named('NotFoundError') : undefined)) });
    await t.store.enter(VISIT);
    assert.equal(t.phase(), 'connected');
    assert.deepEqual(t.faces(), ['on', 'denied']);
    assert.equal(t.store.get().camera.problem, 'not-found');
    const none = make({ devices: fakeDevices(() => named('NotAllowedError', 'Permission denied')) });
    await none.store.enter(VISIT);
    assert.equal(none.phase(), 'connected');
    assert.deepEqual(none.faces(), ['denied', 'denied']);
  });

  test('a device that was refused can be had later, in the call', async () => {
    let refused = true;
    const t = make({
      devices: fakeDevices(({ video }) =>
        video && refused ? named('NotAllowedError', 'Permission denied') : undefined,
      ),
    });
    await t.store.enter(VISIT);
    refused = false;
    await t.store.setEnabled('camera', true);
    assert.deepEqual(t.faces(), ['on', 'on']);
    assert.equal(t.store.get().camera.problem, null);
  });

  test('who mutes themselves before the call’s chunk is there enters muted', async () => {
    let loaded!: () => void;
    const t = make({ chunk: new Promise((done) => (loaded = done)) });
    const entering = t.store.enter(VISIT);
    await tick();
    await t.store.setEnabled('microphone', false);
    assert.deepEqual([t.phase(), ...t.faces()], ['preparing', 'off', 'on']);
    loaded();
    await entering;
    assert.equal(t.given.find(({ kind }) => kind === 'microphone')?.enabled, false);
    assert.deepEqual(t.faces(), ['off', 'on']);
  });

  test('what rests at the rung that was chosen for this visit is not opened; a press opens it', async () => {
    try {
      rememberDevice('rung', 'v1patient audio camera camera');
      const t = make();
      await t.store.enter(VISIT);
      assert.deepEqual([t.devices.asked, t.faces()], [['audio'], ['on', 'off']]);
      await t.store.setEnabled('camera', true);
      assert.deepEqual(
        [t.devices.asked, t.faces()],
        [
          ['audio', 'video'],
          ['on', 'on'],
        ],
      );
      const others = [
        { ...VISIT, visitId: 'v2' },
        { ...VISIT, role: 'doctor' },
      ] as const;
      for (const side of others) {
        const other = make();
        await other.store.enter(side);
        assert.deepEqual(other.devices.asked, ['audio+video'], 'nobody else’s');
      }
    } finally {
      rememberDevice('rung', '');
    }
  });

  test('a second click while one is under way does nothing', async () => {
    const t = make();
    const [first] = [t.store.enter(VISIT), t.store.enter(VISIT)];
    await first;
    await t.store.enter(VISIT);
    assert.equal(t.calls(), 1);
    assert.equal(t.devices.asked.length, 1);
  });

  test('no WebRTC: said, the visit is entered all the same, nothing is tried', async () => {
    const t = make({ supported: false });
    await t.store.enter(VISIT);
    assert.deepEqual([t.phase(), t.store.get().failure], ['failed', 'unsupported']);
    assert.deepEqual(t.posts, ['/queue-entries/e1/enter']);
    assert.deepEqual(t.devices.asked, []);
  });

  test('without a media server it says so, goes on trying with growing pauses, and gets in when there is one', async () => {
    const t = make({
      answers: [unavailable, unavailable, unavailable, unavailable, unavailable, unavailable, TICKET],
    });
    void t.store.enter(VISIT);
    await tick();
    assert.deepEqual([t.phase(), t.store.get().failure], ['failed', 'media-unavailable']);
    for (let i = 0; i < 6; i++) await t.wake();
    assert.deepEqual(t.slept, [500, 1000, 1000, 2000, 3000, 3000]);
    assert.deepEqual([t.phase(), t.store.get().failure], ['connected', null]);
  });

  test('a room that can’t be reached: a fresh token and more patience each time', async () => {
    const t = make({ connects: [named('ConnectionError'), named('ConnectionError')] });
    void t.store.enter(VISIT);
    await tick();
    assert.deepEqual([t.phase(), t.store.get().failure], ['failed', 'media-unreachable']);
    await t.wake();
    await t.wake();
    assert.equal(t.phase(), 'connected');
    assert.deepEqual(
      t.connected.map(({ patient }) => patient),
      [false, false, true],
    );
    assert.equal(t.posts.filter((path) => path.endsWith('/token')).length, 3);
  });

  test('“try now” does not wait for the pause', async () => {
    const t = make({ answers: [noNetwork, TICKET] });
    void t.store.enter(VISIT);
    await tick();
    assert.equal(t.store.get().failure, 'network');
    t.store.retry();
    await tick();
    assert.equal(t.phase(), 'connected');
  });

  test('a call that is over, or is not ours, is not tried again, and the devices are given back', async () => {
    const over = make({ answers: [new Problem(409, { code: 'state-conflict' })] });
    await over.store.enter(VISIT);
    assert.deepEqual([over.phase(), over.store.get().left], ['left', 'ended']);
    const foreign = make({ answers: [new Problem(404, { code: 'not-found' })] });
    await foreign.store.enter(VISIT);
    assert.deepEqual([foreign.phase(), foreign.store.get().failure], ['failed', 'refused']);
    for (const t of [over, foreign]) {
      await t.wake();
      assert.equal(t.posts.filter((path) => path.endsWith('/token')).length, 1);
      assert.ok(t.devices.tracks.every(({ readyState }) => readyState === 'ended'));
    }
  });

  test('a refused click can be made again', async () => {
    const t = make({ answers: [new Problem(401, { code: 'token-expired' }), TICKET] });
    await t.store.enter(VISIT);
    assert.equal(t.phase(), 'failed');
    t.store.retry();
    await tick();
    assert.equal(t.phase(), 'connected');
    assert.deepEqual(t.faces(), ['on', 'on']);
  });

  test('an entry that was given up meanwhile ends the entering', async () => {
    const t = make({ enter: new Problem(409, { code: 'state-conflict' }), answers: [unavailable] });
    void t.store.enter(VISIT);
    await tick();
    assert.deepEqual([t.phase(), t.store.get().left], ['left', 'ended']);
  });
});

test('what goes on beside a call is asked for until it comes, and the console hears of it; the call goes on', async () => {
  mock.timers.enable({ apis: ['setTimeout'] });
  const warned = mock.method(console, 'warn', () => {});
  let fails = 2;
  let started = 0;
  const t = make({
    loadInCall: async () => {
      if (fails-- > 0) throw new TypeError('Failed to fetch dynamically imported module');
      return { startInCall: () => (started++, { stop() {} }) };
    },
  });
  try {
    await t.store.enter(VISIT);
    await tick();
    assert.deepEqual([t.phase(), started, warned.mock.callCount()], ['connected', 0, 1]);
    for (let i = 0; i < 2; i++) {
      mock.timers.tick(3000);
      await tick();
    }
    assert.deepEqual([t.phase(), started, warned.mock.callCount()], ['connected', 1, 2]);
  } finally {
    mock.timers.reset();
    warned.mock.restore();
  }
});

describe('in the call', () => {
  test('muting is a request: pending, then the track’s own word', async () => {
    const t = make();
    await t.store.enter(VISIT);
    const asked = t.store.setEnabled('microphone', false);
    assert.equal(t.store.get().microphone.face, 'pending');
    await asked;
    assert.equal(t.store.get().microphone.face, 'off');
    await t.store.setEnabled('microphone', true);
    assert.equal(t.store.get().microphone.face, 'on');
  });

  test('a camera that another program took meanwhile says so, and can be tried again', async () => {
    const t = make();
    await t.store.enter(VISIT);
    await t.store.setEnabled('camera', false);
    t.failDevice(named('NotReadableError'));
    await t.store.setEnabled('camera', true);
    assert.deepEqual(t.store.get().camera, { face: 'denied', problem: 'in-use' });
    t.failDevice(undefined);
    await t.store.setEnabled('camera', true);
    assert.deepEqual(t.store.get().camera, { face: 'on', problem: null });
  });

  test('a broken connection is shown as LiveKit tells it, and mended', async () => {
    const t = make();
    await t.store.enter(VISIT);
    t.handlers().dropped('signal');
    assert.deepEqual([t.phase(), t.store.get().reconnecting], ['reconnecting', 'signal']);
    t.handlers().dropped('media');
    assert.equal(t.store.get().reconnecting, 'media');
    t.handlers().recovered();
    assert.deepEqual([t.phase(), t.store.get().reconnecting], ['connected', null]);
  });

  test('a lost room is entered anew with a fresh token, as often as it takes, with the same devices', async () => {
    const t = make({ answers: [TICKET, unavailable, { ...TICKET, token: 'fresh' }] });
    await t.store.enter(VISIT);
    t.handlers().closed('lost');
    await tick();
    assert.deepEqual([t.phase(), t.store.get().reconnecting], ['reconnecting', 'rejoin']);
    await t.wake();
    assert.deepEqual([t.phase(), t.store.get().failure], ['reconnecting', 'media-unavailable']);
    await t.wake();
    assert.deepEqual(
      [t.phase(), t.store.get().failure, t.store.get().reconnecting],
      ['connected', null, null],
    );
    assert.equal(t.connected.at(-1)?.token, 'fresh');
    assert.equal(t.calls(), 1);
    assert.equal(t.devices.asked.length, 1, 'nobody is asked for permission again');
  });

  test('called again after hold, the same visit’s call begins anew; a reload of the same one stays ended', async () => {
    const t = make();
    await t.store.enter(VISIT);
    t.handlers().closed('deleted');
    assert.equal(t.store.get().left, 'ended');
    t.store.warm({ ...VISIT, role: 'doctor' });
    assert.equal(t.phase(), 'left', 'the same entry');
    t.store.warm({ ...VISIT, role: 'doctor', entryId: 'e2' });
    assert.deepEqual([t.phase(), t.store.get().left], ['idle', null]);
    await t.store.enter({ ...VISIT, entryId: 'e2' });
    assert.equal(t.phase(), 'connected');
  });

  test('back from writing, whoever was taken out of the call is invited in again', async () => {
    const t = make();
    await t.store.enter(VISIT);
    // The call's view goes with the video, and takes devices and room with it.
    t.store.leave();
    assert.equal(t.store.get().left, 'self');
    t.store.warm({ ...VISIT, role: 'doctor' });
    assert.deepEqual([t.phase(), t.store.get().left], ['idle', null]);
  });

  test('a visit that ended while the connection was down ends the call', async () => {
    const t = make({ answers: [TICKET, new Problem(409, { code: 'state-conflict' })] });
    await t.store.enter(VISIT);
    t.handlers().closed('lost');
    await t.wake();
    assert.deepEqual([t.phase(), t.store.get().left], ['left', 'ended']);
  });

  for (const [why, left] of [
    ['deleted', 'ended'],
    ['replaced', 'elsewhere'],
  ] as const)
    test(`a room that is ${why} leaves the call (${left}), once, with every track stopped`, async () => {
      const t = make();
      await t.store.enter(VISIT);
      t.handlers().closed(why);
      assert.deepEqual([t.phase(), t.store.get().left], ['left', left]);
      assert.equal(t.left(), 1);
      assert.ok(t.devices.tracks.every(({ readyState }) => readyState === 'ended'));
      await t.wake();
      assert.equal(t.phase(), 'left');
    });
});

describe('leaving', () => {
  test('stops every track; what comes late is dropped; coming back is a new entering', async () => {
    const t = make();
    await t.store.enter(VISIT);
    const old = t.handlers();
    t.store.leave();
    assert.deepEqual([t.phase(), t.store.get().left, t.left()], ['left', 'self', 1]);
    assert.deepEqual(t.faces(), ['off', 'off']);
    old.dropped('media');
    old.closed('lost');
    old.changed(t.view);
    await t.wake();
    assert.equal(t.phase(), 'left');
    await t.store.enter(VISIT);
    assert.equal(t.phase(), 'connected');
    assert.equal(t.calls(), 2);
  });

  test('while the browser still asks for permission: what is granted later is stopped at once', async () => {
    const t = make();
    let grant!: () => void;
    t.devices.hold(new Promise<void>((done) => (grant = done)));
    void t.store.enter(VISIT);
    await tick();
    assert.equal(t.phase(), 'preparing');
    t.store.leave();
    grant();
    await tick();
    assert.equal(t.phase(), 'left');
    assert.equal(t.devices.tracks.length, 2);
    assert.ok(t.devices.tracks.every(({ readyState }) => readyState === 'ended'));
    assert.equal(t.calls(), 0);
  });

  test('while it waits for the next try: no further try', async () => {
    const t = make({ answers: [unavailable] });
    void t.store.enter(VISIT);
    await tick();
    t.store.leave();
    await t.wake();
    assert.equal(t.posts.filter((path) => path.endsWith('/token')).length, 1);
  });

  test('for another visit: its call is entered by the click, and the old one is left with its devices', async () => {
    const t = make();
    await t.store.enter(VISIT);
    await t.store.enter({ ...VISIT, visitId: 'v2', entryId: 'e2' });
    assert.deepEqual([t.phase(), t.store.get().visitId], ['connected', 'v2']);
    assert.deepEqual([t.left(), t.calls()], [1, 2]);
    assert.deepEqual(
      t.given.map(({ track }) => track.readyState),
      ['ended', 'ended', 'live', 'live'],
    );
  });
});
