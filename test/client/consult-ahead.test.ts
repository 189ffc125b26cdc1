/** Going ahead on a faked room: before the click nothing is shown, sent or asked, and the click has nothing left to wait for. */
import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import type { RemoteView } from '@care-elements/client/consult-call.ts';
import { viewOthers } from '@care-elements/client/consult-state.ts';
import { rememberDevice } from '@care-elements/client/device-memory.ts';
import { Problem } from '@care-elements/client/problem.ts';
import { fakeDevices, make, named, tick, TICKET, VISIT } from './consult-kit.ts';

const ENTER = '/queue-entries/e1/enter';
const AHEAD = '/visits/v1/consult/token?ahead=true';
const COLD = '/visits/v1/consult/token';

describe('going ahead', () => {
  test('in the room, devices running but veiled, and nobody is told; the click lifts the veil and asks for nothing', async () => {
    const t = make();
    t.store.warm(VISIT);
    await tick();
    assert.deepEqual([t.phase(), t.store.get().ahead], ['idle', true]);
    assert.deepEqual(t.posts, [AHEAD], 'the entry is not entered');
    assert.deepEqual(t.wentAhead, ['jwt']);
    assert.deepEqual(
      t.given.map(({ kind, veiled }) => [kind, veiled]),
      [
        ['microphone', true],
        ['camera', true],
      ],
    );
    assert.equal(t.revealed(), 0);
    const seen: string[] = [];
    t.store.subscribe(({ phase }) => seen.at(-1) !== phase && seen.push(phase));
    await t.store.enter(VISIT);
    assert.deepEqual(seen.slice(-3), ['preparing', 'joining', 'connected']);
    assert.deepEqual(t.posts, [AHEAD, ENTER], 'no second token');
    assert.deepEqual([t.revealed(), t.calls(), t.connected.length], [1, 1, 0]);
    assert.equal(t.devices.asked.length, 1);
    assert.deepEqual(t.faces(), ['on', 'on']);
    assert.equal(t.store.get().ahead, false);
    assert.equal(t.store.get().others[0]?.identity, 'p_doc');
  });

  test('the doctor’s picture has its place before the click, and keeps it through the click', async () => {
    const t = make();
    t.store.warm(VISIT);
    await tick();
    assert.deepEqual(
      t.store.get().others.map(({ identity, presence }) => [identity, presence]),
      [['p_doc', 'awaited']],
    );
    const off = t.store.attachRemote('p_doc', {} as HTMLMediaElement);
    assert.deepEqual(t.attached, ['p_doc']);
    const places: (string | undefined)[] = [];
    t.store.subscribe(({ phase, ahead, others }) => {
      if (phase === 'idle' && !ahead) places.push('none');
      places.push(others[0]?.identity);
    });
    await t.store.enter(VISIT);
    assert.deepEqual([...new Set(places)], ['p_doc']);
    assert.deepEqual(t.attached, ['p_doc'], 'once');
    off();
    assert.deepEqual(t.attached, []);
  });

  test('what is not permitted yet is not asked for before the click, but then', async () => {
    const t = make({ permitted: ['microphone'] });
    t.store.warm(VISIT);
    await tick();
    assert.deepEqual(t.devices.asked, ['audio']);
    await t.store.enter(VISIT);
    assert.deepEqual(t.devices.asked, ['audio', 'video']);
    assert.equal(t.given.at(-1)?.veiled, false);
    assert.deepEqual(t.faces(), ['on', 'on']);
    const none = make({ permitted: [] });
    none.store.warm(VISIT);
    await tick();
    assert.deepEqual([none.devices.asked, none.store.get().ahead], [[], true]);
    await none.store.enter(VISIT);
    assert.deepEqual(none.devices.asked, ['audio+video']);
    assert.deepEqual(none.faces(), ['on', 'on']);
  });

  test('what rests at the rung that was chosen for this visit is opened neither ahead nor at the click', async () => {
    try {
      rememberDevice('rung', 'v1patient text camera,microphone microphone');
      const t = make();
      t.store.warm(VISIT);
      await tick();
      assert.deepEqual([t.devices.asked, t.store.get().ahead], [[], true]);
      await t.store.enter(VISIT);
      assert.deepEqual([t.phase(), t.devices.asked, t.faces()], ['connected', [], ['off', 'off']]);
    } finally {
      rememberDevice('rung', '');
    }
  });

  for (const queue of ['waiting', 'in_consult', 'missed'])
    test(`a patient who is ${queue} goes nowhere before the click`, async () => {
      const t = make({ queue });
      t.store.warm(VISIT);
      await tick();
      assert.deepEqual([t.posts, t.devices.asked, t.wentAhead], [[], [], []]);
      await t.store.enter(VISIT);
      assert.deepEqual(t.posts, [ENTER, COLD]);
      assert.equal(t.phase(), 'connected');
    });

  test('a doctor’s page does not, nor one without WebRTC', async () => {
    const t = make();
    t.store.warm({ visitId: 'v1', role: 'doctor' });
    const old = make({ supported: false });
    old.store.warm(VISIT);
    await tick();
    assert.deepEqual([t.posts, old.posts], [[], []]);
  });

  test('a click while it is under way waits for it: two under one name would throw each other out', async () => {
    const t = make();
    let grant!: () => void;
    t.devices.hold(new Promise<void>((done) => (grant = done)));
    t.store.warm(VISIT);
    await tick();
    const entered = t.store.enter(VISIT);
    await tick();
    assert.equal(t.phase(), 'preparing');
    grant();
    await entered;
    assert.deepEqual([t.phase(), t.revealed(), t.calls()], ['connected', 1, 1]);
    assert.deepEqual(t.posts, [ENTER, AHEAD]);
  });

  test('where it failed, the click goes the whole way, with the devices anew', async () => {
    const t = make({ connects: [named('ConnectionError')] });
    t.store.warm(VISIT);
    await tick();
    assert.equal(t.store.get().ahead, false);
    await t.store.enter(VISIT);
    assert.deepEqual([t.phase(), t.revealed()], ['connected', 0]);
    assert.deepEqual(t.connected, [{ token: 'jwt', patient: false }]);
    assert.equal(t.devices.tracks.filter(({ readyState }) => readyState === 'live').length, 2);
    assert.deepEqual(t.faces(), ['on', 'on']);
    await t.wake();
    assert.deepEqual(t.wentAhead.length, 1, 'and nothing goes ahead any more');
  });

  test('it tries again after a failure, and after a lost room, with a fresh token', async () => {
    const t = make({
      connects: [named('ConnectionError')],
      answers: [TICKET, { ...TICKET, token: 'fresh' }],
    });
    t.store.warm(VISIT);
    await tick();
    await t.wake();
    assert.deepEqual([t.wentAhead, t.store.get().ahead], [['jwt', 'fresh'], true]);
    t.handlers().closed('lost');
    await tick();
    assert.deepEqual([t.wentAhead.length, t.store.get().ahead, t.phase()], [3, true, 'idle']);
    assert.equal(t.calls(), 1);
  });

  for (const why of ['replaced', 'deleted'] as const)
    test(`a room that is ${why} ends it without a word, devices stopped`, async () => {
      const t = make();
      t.store.warm(VISIT);
      await tick();
      t.handlers().closed(why);
      await tick();
      assert.deepEqual(
        [t.phase(), t.store.get().left, t.store.get().ahead, t.left()],
        ['idle', null, false, 1],
      );
      assert.ok(t.devices.tracks.every(({ readyState }) => readyState === 'ended'));
      await t.wake();
      assert.equal(t.wentAhead.length, 1);
    });

  test('one who has pressed the button elsewhere is not thrown out by this tab', async () => {
    const t = make({ answers: [new Problem(409, { code: 'state-conflict' })] });
    t.store.warm(VISIT);
    await tick();
    await t.wake();
    assert.deepEqual([t.posts.length, t.wentAhead.length, t.store.get().ahead], [1, 0, false]);
    assert.ok(t.devices.tracks.every(({ readyState }) => readyState === 'ended'));
  });

  test('taken back, it leaves the room and the devices', async () => {
    const t = make({ devices: fakeDevices() });
    t.store.warm(VISIT);
    await tick();
    t.store.cool();
    assert.deepEqual([t.left(), t.store.get().ahead], [1, false]);
    assert.ok(t.devices.tracks.every(({ readyState }) => readyState === 'ended'));
  });

  test('after the click the call is like any other: what ends it ends it', async () => {
    const t = make();
    t.store.warm(VISIT);
    await tick();
    await t.store.enter(VISIT);
    t.handlers().dropped('media');
    assert.equal(t.phase(), 'reconnecting');
    t.handlers().closed('lost');
    await t.wake();
    assert.deepEqual([t.phase(), t.posts.at(-1)], ['connected', COLD]);
    t.handlers().closed('replaced');
    assert.deepEqual([t.phase(), t.store.get().left, t.left()], ['left', 'elsewhere', 1]);
  });
});

test('whose page has only gone ahead is awaited still; who was here once never is again', () => {
  const remote: RemoteView = {
    ...{ identity: 'p_me', active: true, entered: false, told: {}, speaking: false, level: 0 },
    ...({ microphone: 'off', camera: 'off', quality: 'good' } as const),
  };
  const seen = new Set<string>();
  const look = (entered: boolean) =>
    viewOthers(TICKET.participants, 'p_doc', [{ ...remote, entered }], seen)[0];
  assert.deepEqual([look(false)?.presence, look(false)?.camera], ['awaited', 'none']);
  assert.deepEqual([look(true)?.presence, look(true)?.camera], ['present', 'off']);
  assert.equal(look(false)?.presence, 'present');
});
