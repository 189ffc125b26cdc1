/** What goes on beside a call, on a faked call and a clock of its own: the ladder's effects, what is told, and "can you hear me?". */
import assert from 'node:assert/strict';
import { afterEach, describe, test } from 'node:test';
import { NO_SCREEN } from '@care-elements/client/consult-screen.ts';
import { rememberDevice } from '@care-elements/client/device-memory.ts';
import { doctor, makeInCall, path } from './incall-kit.ts';

// One test's choice is not the next one's.
afterEach(() => rememberDevice('rung', ''));

describe('the ladder in a call', () => {
  test('a thin path brings the call down a rung, is told to the others and to the timeline', async () => {
    const t = makeInCall();
    for (let i = 1; i <= 15; i++) await t.second(path(i, 300));
    assert.equal(t.now().rung, 'small-video');
    assert.equal(t.carried.at(-1), 'small-video');
    assert.equal(t.told()['rung'], 'small-video');
    assert.deepEqual(
      t.facts.filter(({ kind }) => kind === 'rung'),
      [{ kind: 'rung', from: 'video', to: 'small-video', cause: 'network' }],
    );
    for (let i = 16; i <= 45; i++) await t.second(path(i, 2000));
    assert.equal(t.now().rung, 'video');
    assert.equal(t.told()['rung'], '');
    assert.deepEqual(t.facts.filter(({ kind }) => kind === 'rung').at(-1), {
      kind: 'rung',
      from: 'small-video',
      to: 'video',
      cause: 'healed',
    });
  });

  test('a rung that is chosen holds at once and over a reconnect, until automatic is chosen again; the timeline says who', async () => {
    const t = makeInCall();
    for (const rung of ['small-video', 'remote-video-off', 'audio', 'text'] as const) {
      await t.inCall.pin(rung);
      assert.deepEqual([t.now().rung, t.now().pinned, t.carried.at(-1)], [rung, rung, rung]);
      await t.second(path(1, 2000));
      assert.equal(t.told()['cam'], rung === 'audio' || rung === 'text' ? 'chosen' : '');
    }
    t.become({ phase: 'reconnecting' });
    await t.second();
    t.become({ phase: 'connected' });
    for (let i = 2; i <= 60; i++) await t.second(path(i, 2000));
    assert.deepEqual([t.now().rung, t.carried.at(-1)], ['text', 'text']);
    await t.inCall.pin(null);
    assert.deepEqual([t.now().rung, t.now().pinned, t.carried.at(-1)], ['video', null, 'video']);
    const rungs = t.facts.filter(({ kind }) => kind === 'rung');
    assert.deepEqual(
      rungs.map(({ to, cause }) => [to, cause]),
      ['small-video', 'remote-video-off', 'audio', 'text', 'video'].map((rung) => [rung, 'person']),
    );
  });

  test('what rests at the chosen rung is turned off, and on again with its end; what was off stays off', async () => {
    const t = makeInCall();
    const on = { face: 'on', problem: null } as const;
    t.become({ camera: on, microphone: on });
    await t.inCall.pin('text');
    await t.inCall.pin('audio');
    await t.inCall.pin(null);
    assert.deepEqual(t.woken, ['camera off', 'microphone off', 'microphone on', 'camera on']);
    t.become({ camera: { face: 'off', problem: null } });
    await t.inCall.pin('audio');
    await t.inCall.pin(null);
    assert.equal(t.woken.length, 4);
  });

  test('who turns their camera on has chosen anew; who wants their picture back keeps a wish that left it', async () => {
    const t = makeInCall();
    await t.inCall.pin('audio');
    await t.second(path(1, 2000));
    assert.equal(t.now().pinned, 'audio');
    t.become({ camera: { face: 'on', problem: null } });
    await t.second(path(2, 2000));
    assert.deepEqual([t.now().rung, t.now().pinned], ['video', null]);
    await t.inCall.pin('audio');
    t.inCall.insist();
    assert.equal(t.now().pinned, null);
    await t.inCall.pin('remote-video-off');
    t.inCall.insist();
    assert.equal(t.now().pinned, 'remote-video-off');
  });

  test('a cut is not a thin path: while reconnecting nothing is measured', async () => {
    const t = makeInCall();
    t.become({ phase: 'reconnecting' });
    for (let i = 1; i <= 30; i++) await t.second(path(i, 5));
    assert.equal(t.now().rung, 'video');
  });

  test('quality goes to the timeline every half minute; the end of the call ends it all', async () => {
    const t = makeInCall();
    for (let i = 1; i <= 61; i++) await t.second(path(i, 2000));
    assert.equal(t.facts.filter(({ kind }) => kind === 'quality').length, 2);
    t.become({ left: 'elsewhere' });
    t.inCall.stop();
    assert.deepEqual(t.facts.at(-1), { kind: 'disconnected', why: 'elsewhere' });
    assert.equal(t.closed(), 1);
  });
});

test('what is wrong with a device is told to the others and to the timeline, once, and when it works again', async () => {
  const t = makeInCall();
  t.become({ microphone: { face: 'denied', problem: 'denied-by-system' } });
  await t.second();
  await t.second();
  assert.equal(t.told()['mic'], 'denied-by-system');
  t.become({ microphone: { face: 'on', problem: null } });
  await t.second();
  assert.equal(t.told()['mic'], '');
  assert.deepEqual(
    t.facts.filter(({ kind }) => kind === 'device'),
    [
      { kind: 'device', device: 'microphone', trouble: 'denied-by-system' },
      { kind: 'device', device: 'microphone', trouble: 'ok' },
    ],
  );
});

test('when the network is back it is tried at once, and a device that a phone call took is fetched again; not after the end', async () => {
  const target = new EventTarget();
  const { addEventListener, removeEventListener } = globalThis;
  Object.assign(globalThis, {
    addEventListener: target.addEventListener.bind(target),
    removeEventListener: target.removeEventListener.bind(target),
  });
  try {
    const t = makeInCall();
    target.dispatchEvent(new Event('online'));
    assert.deepEqual([t.again(), t.woken], [1, []]);
    t.view.local.microphone.ended = true;
    target.dispatchEvent(new Event('online'));
    assert.deepEqual([t.again(), t.woken], [2, ['microphone on']]);
    t.inCall.stop();
    target.dispatchEvent(new Event('online'));
    assert.equal(t.again(), 2);
  } finally {
    Object.assign(globalThis, { addEventListener, removeEventListener });
  }
});

test('an unplugged device is had again once it is back: one try for a burst, none for what is not there or rests by choice', async () => {
  const mediaDevices = new EventTarget();
  Object.defineProperty(navigator, 'mediaDevices', { value: mediaDevices, configurable: true });
  try {
    const t = makeInCall();
    const change = () => mediaDevices.dispatchEvent(new Event('devicechange'));
    t.plug(0);
    t.view.local.camera.ended = true;
    t.view.local.microphone.ended = true;
    change();
    await t.wake();
    assert.deepEqual(t.woken, [], 'something else was plugged in');
    t.plug(1);
    for (let i = 0; i < 4; i++) change();
    assert.deepEqual(t.woken, [], 'it is not ready at once');
    await t.wake();
    assert.deepEqual(t.woken, ['camera on']);
    t.view.local.camera.ended = false;
    change();
    await t.wake();
    assert.equal(t.woken.length, 1, 'what is off by a press stays off');
    t.view.local.camera.ended = true;
    t.become({ camera: { face: 'denied', problem: 'ended' } });
    await t.inCall.pin('audio');
    change();
    await t.wake();
    assert.equal(t.woken.length, 1, 'sound alone was chosen');
    await t.inCall.pin(null);
    change();
    t.inCall.stop();
    await t.wake();
    change();
    await t.wake();
    assert.equal(t.woken.length, 1, 'the call is over');
  } finally {
    delete (navigator as { mediaDevices?: unknown }).mediaDevices;
  }
});

test('a second camera is found when the first comes on, and again after it was off', async () => {
  const t = makeInCall();
  const camera = (face: 'on' | 'off') => t.become({ camera: { face, problem: null } });
  await t.second();
  assert.equal(t.now().canFlip, false, 'nothing is looked for before a camera is permitted');
  t.plug(2);
  camera('on');
  await t.second();
  assert.equal(t.now().canFlip, true);
  t.plug(1);
  await t.second();
  assert.equal(t.now().canFlip, true);
  camera('off');
  await t.second();
  camera('on');
  await t.second();
  assert.equal(t.now().canFlip, false);
});

test('a device that is chosen or turned to is asked for with its pending face, and what there is is looked at anew', async () => {
  const t = makeInCall();
  t.become({ camera: { face: 'on', problem: null } });
  await t.second();
  t.plug(2);
  await t.inCall.choose('camera', 'cam-1');
  assert.deepEqual([t.chosen, t.now().choices.camera.length, t.now().canFlip], [['camera cam-1'], 2, true]);
  await t.inCall.flip();
  assert.equal(t.state().facing, 'environment');
  t.become({ camera: { face: 'pending', problem: null } });
  await t.inCall.choose('camera', 'cam-0');
  assert.equal(t.chosen.length, 1, 'one asking at a time');
  await t.inCall.choose('speaker', 'out-1');
  assert.equal(t.chosen.at(-1), 'speaker out-1');
});

test('thin sound is sent to one who asks for it, unless another loses packets', async () => {
  const t = makeInCall();
  const others = (...told: Record<string, string>[]) =>
    (t.view.remotes = told.map((said, i) => ({ ...doctor, identity: `p_${i}`, told: said })));
  const after = async (...told: Record<string, string>[]) => {
    others(...told);
    await t.second();
    return t.thin();
  };
  assert.deepEqual(
    [
      await after({}),
      await after({ thin: '1', rung: 'audio' }),
      await after({ thin: '1', rung: 'audio' }, {}),
      await after({ thin: '1', rung: 'audio' }, { rung: 'audio' }),
      await after({ thin: '', rung: 'audio' }),
    ],
    [false, true, true, false, false],
  );
});

describe('can you hear me?', () => {
  test('a microphone that hears nothing is said at once; nobody else is asked', async () => {
    const t = makeInCall();
    void t.inCall.ask();
    assert.equal(t.now().hearing, 'listening');
    await t.wake(30);
    assert.equal(t.now().hearing, 'silent');
    assert.equal(t.told()['ask'], undefined);
  });

  for (const [answer, hearing] of [
    ['yes', 'yes'],
    ['no', 'no'],
  ] as const)
    test(`one that does asks the other side, whose ${answer} is shown`, async () => {
      const t = makeInCall();
      t.level.set(0.6);
      void t.inCall.ask();
      await t.wake();
      assert.equal(t.now().hearing, 'asking');
      const question = t.told()['ask']!;
      t.view.remotes = [{ ...doctor, told: { heard: `another:yes` } }];
      await t.second();
      assert.equal(t.now().hearing, 'asking', 'an answer to an older question is none');
      t.view.remotes = [{ ...doctor, told: { heard: `${question}:${answer}` } }];
      await t.second();
      assert.equal(t.now().hearing, hearing);
      assert.equal(t.told()['ask'], '');
    });

  test('who gets no answer reads so', async () => {
    const t = makeInCall();
    t.level.set(0.6);
    void t.inCall.ask();
    await t.wake(2);
    assert.equal(t.now().hearing, 'nobody');
  });

  test('the other side’s question stands there until it is answered, once', async () => {
    const t = makeInCall();
    t.view.remotes = [{ ...doctor, told: { ask: 'q1' } }];
    await t.second();
    assert.equal(t.now().askedBy, 'p_doc');
    t.inCall.answer(true);
    assert.equal(t.now().askedBy, null);
    assert.equal(t.told()['heard'], 'q1:yes');
    await t.second();
    assert.equal(t.now().askedBy, null);
    t.view.remotes = [{ ...doctor, entered: false, told: { ask: 'q2' } }];
    await t.second();
    assert.equal(t.now().askedBy, null, 'whose page has only gone ahead asks nothing');
  });
});

test('a screen that is shared from here is in the call’s state, and its beginning and end in the timeline', () => {
  const t = makeInCall();
  const told = () => t.facts.map(({ kind }) => kind).filter((kind) => String(kind).startsWith('screen'));
  for (const face of ['off', 'pending', 'on'] as const) t.screen.set({ ...NO_SCREEN, face });
  t.screen.set({ ...NO_SCREEN, face: 'on', surface: 'window' });
  assert.deepEqual(t.now().screen, { ...NO_SCREEN, face: 'on', surface: 'window' });
  assert.deepEqual(told(), ['screen-on']);
  t.inCall.stop();
  assert.deepEqual(told(), ['screen-on', 'screen-off'], 'the end of the call ends it');
});
