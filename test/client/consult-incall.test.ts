/** What goes on beside a call, on a faked call and a clock of its own: the ladder's effects, what is told, and "can you hear me?". */
import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import type { Beside } from '@care-elements/client/consult-beside.ts';
import type { MediaKind } from '@care-elements/client/consult-machine.ts';
import type { Call, CallView, RemoteView } from '@care-elements/client/consult-call.ts';
import { startInCall, type InCallState } from '@care-elements/client/consult-incall.ts';
import { NO_SCREEN, type ScreenState } from '@care-elements/client/consult-screen.ts';
import { IDLE, type ConsultState } from '@care-elements/client/consult-state.ts';
import { NO_CHOICES } from '@care-elements/client/device-list.ts';
import { createStore } from '@care-elements/client/store.ts';

type Stats = Record<string, unknown>[];
const reportOf = (stats: Stats) =>
  new Map(stats.map((stat, i) => [String(i), { id: String(i), ...stat }])) as never;

const doctor: RemoteView = {
  ...{ identity: 'p_doc', active: true, entered: true, told: {}, speaking: false, level: 0 },
  ...({ microphone: 'on', camera: 'on', quality: 'good' } as const),
};

function make() {
  let at = 0;
  let tick = () => {};
  let stats: Stats = [];
  let sleepers: (() => void)[] = [];
  const facts: Record<string, unknown>[] = [];
  const carried: string[] = [];
  let told: Record<string, string> = {};
  let closed = 0;
  let again = 0;
  const woken: string[] = [];
  let cameras = 1;
  let thin = false;
  let facing: 'user' | 'environment' = 'user';
  const chosen: string[] = [];
  const listCameras = () => Array.from({ length: cameras }, (_, i) => ({ id: `cam-${i}`, label: '' }));
  const level = createStore(0);
  const local = { track: null, muted: false, published: true, ended: false, held: false, taken: false };
  const view: CallView = {
    ...{ remotes: [doctor], quality: 'good', speaking: false, audioBlocked: false },
    local: { microphone: { ...local }, camera: { ...local } },
  };
  let state: ConsultState = { ...IDLE, phase: 'connected', visitId: 'v1', role: 'patient' };
  let now!: InCallState;
  const call = {
    async setEnabled(kind: MediaKind, on: boolean) {
      woken.push(`${kind} ${on ? 'on' : 'off'}`);
      state = { ...state, [kind]: { face: on ? 'on' : 'off', problem: null } };
    },
    tell: (attributes: Record<string, string>) => (told = { ...told, ...attributes }),
  } as unknown as Call;
  const screen = createStore<ScreenState>(NO_SCREEN);
  const beside: Beside = {
    stats: async () => [reportOf(stats)],
    async carry(rung, asked) {
      carried.push(rung);
      thin = !!asked;
    },
    screen: {
      ...{ get: screen.get, subscribe: screen.subscribe, share: async () => {}, attach: () => () => {} },
      ...{ look() {}, hold: async () => {} },
      stop: () => screen.set({ ...screen.get(), face: screen.get().face && 'off' }),
    },
    devices: async () => ({ choices: { ...NO_CHOICES, camera: listCameras() }, using: { camera: 'cam-0' } }),
    choose: async (kind, id) => void chosen.push(`${kind} ${id}`),
    flip: async () => void (facing = 'environment'),
    facing: () => facing,
    still: async () => new Blob(),
  };
  const inCall = startInCall(
    {
      ...{ care: {} as never, visitId: 'v1', call, beside, level, again: () => void again++ },
      ...{ view: () => view, state: () => state, request: (_, act) => act() },
      changed(next) {
        now = next.inCall;
        if (next.facing) state = { ...state, facing: next.facing };
      },
    },
    {
      every: (_ms, fn) => {
        tick = fn;
        return () => (tick = () => {});
      },
      clock: () => at,
      sleep: () => new Promise<void>((done) => sleepers.push(done)),
      random: () => 0.5,
      report: {
        reportCall: (said) => facts.push(...said),
        flush: async () => {},
        close: async () => void closed++,
      },
    },
  );
  return {
    ...{ inCall, view, facts, carried, level, screen, chosen },
    state: () => state,
    thin: () => thin,
    now: () => now,
    told: () => told,
    closed: () => closed,
    again: () => again,
    woken,
    plug: (count: number) => (cameras = count),
    become: (change: Partial<ConsultState>) => (state = { ...state, ...change }),
    /** Lets a second pass, with the counters as they stand then. */
    async second(next: Stats = []) {
      at += 1000;
      stats = next;
      tick();
      await new Promise((done) => setImmediate(done));
    },
    async wake(times = 1) {
      for (let i = 0; i < times; i++) {
        const all = sleepers;
        sleepers = [];
        all.forEach((done) => done());
        await new Promise((done) => setImmediate(done));
      }
    },
  };
}
/** What getStats says after `i` seconds on a path of `kbps`, and what keeps pictures small. */
const path = (i: number, kbps: number, qualityLimitationReason = 'bandwidth'): Stats => [
  { type: 'candidate-pair', nominated: true, bytesSent: 1, availableOutgoingBitrate: kbps * 1000 },
  { type: 'outbound-rtp', kind: 'video', bytesSent: i * 1000, timestamp: i * 1000, qualityLimitationReason },
];

describe('the ladder in a call', () => {
  test('a thin path brings the call down a rung, is told to the others and to the timeline', async () => {
    const t = make();
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
    const t = make();
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
    const t = make();
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
    const t = make();
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
    const t = make();
    t.become({ phase: 'reconnecting' });
    for (let i = 1; i <= 30; i++) await t.second(path(i, 5));
    assert.equal(t.now().rung, 'video');
  });

  test('quality goes to the timeline every half minute; the end of the call ends it all', async () => {
    const t = make();
    for (let i = 1; i <= 61; i++) await t.second(path(i, 2000));
    assert.equal(t.facts.filter(({ kind }) => kind === 'quality').length, 2);
    t.become({ left: 'elsewhere' });
    t.inCall.stop();
    assert.deepEqual(t.facts.at(-1), { kind: 'disconnected', why: 'elsewhere' });
    assert.equal(t.closed(), 1);
  });
});

test('what is wrong with a device is told to the others and to the timeline, once, and when it works again', async () => {
  const t = make();
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
    const t = make();
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

test('a second camera is found when the first comes on, and again after it was off', async () => {
  const t = make();
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
  const t = make();
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
  const t = make();
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
    const t = make();
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
      const t = make();
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
    const t = make();
    t.level.set(0.6);
    void t.inCall.ask();
    await t.wake(2);
    assert.equal(t.now().hearing, 'nobody');
  });

  test('the other side’s question stands there until it is answered, once', async () => {
    const t = make();
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
  const t = make();
  const told = () => t.facts.map(({ kind }) => kind).filter((kind) => String(kind).startsWith('screen'));
  for (const face of ['off', 'pending', 'on'] as const) t.screen.set({ ...NO_SCREEN, face });
  t.screen.set({ ...NO_SCREEN, face: 'on', surface: 'window' });
  assert.deepEqual(t.now().screen, { ...NO_SCREEN, face: 'on', surface: 'window' });
  assert.deepEqual(told(), ['screen-on']);
  t.inCall.stop();
  assert.deepEqual(told(), ['screen-on', 'screen-off'], 'the end of the call ends it');
});
