/** What goes on beside a call, on a faked call and a clock of its own: the ladder's effects, what is told, and "can you hear me?". */
import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import type { Beside } from '@care-elements/client/consult-beside.ts';
import type { Call, CallView, RemoteView } from '@care-elements/client/consult-call.ts';
import { startInCall, type InCallState } from '@care-elements/client/consult-incall.ts';
import { createMeasure } from '@care-elements/client/consult-measure.ts';
import { NO_SCREEN, type ScreenState } from '@care-elements/client/consult-screen.ts';
import { IDLE, type ConsultState } from '@care-elements/client/consult-state.ts';
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
  const level = createStore(0);
  const local = { track: null, muted: false, published: true, ended: false, held: false, taken: false };
  const view: CallView = {
    ...{ remotes: [doctor], quality: 'good', speaking: false, audioBlocked: false },
    local: { microphone: { ...local }, camera: { ...local } },
  };
  let state: ConsultState = { ...IDLE, phase: 'connected', visitId: 'v1', role: 'patient' };
  let now!: InCallState;
  const call = {
    setEnabled: async (kind: string) => void woken.push(kind),
    tell: (attributes: Record<string, string>) => (told = { ...told, ...attributes }),
  } as unknown as Call;
  const screen = createStore<ScreenState>(NO_SCREEN);
  const beside: Beside = {
    stats: async () => [reportOf(stats)],
    carry: async (rung) => void carried.push(rung),
    screen: {
      ...{ get: screen.get, subscribe: screen.subscribe, share: async () => {}, attach: () => () => {} },
      ...{ look() {}, hold: async () => {} },
      stop: () => screen.set({ ...screen.get(), face: screen.get().face && 'off' }),
    },
    flip: async () => true,
    still: async () => new Blob(),
  };
  const inCall = startInCall(
    {
      ...{ care: {} as never, visitId: 'v1', call, beside, level, again: () => void again++ },
      ...{ view: () => view, state: () => state, changed: (next) => (now = next) },
    },
    {
      every: (_ms, fn) => {
        tick = fn;
        return () => (tick = () => {});
      },
      clock: () => at,
      sleep: () => new Promise<void>((done) => sleepers.push(done)),
      random: () => 0.5,
      countCameras: async () => cameras,
      report: {
        reportCall: (said) => facts.push(...said),
        flush: async () => {},
        close: async () => void closed++,
      },
    },
  );
  return {
    ...{ inCall, view, facts, carried, level, screen },
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

  test('sound only is a wish, at once; the wish for the own picture ends it', async () => {
    const t = make();
    t.inCall.pin(true);
    assert.deepEqual([t.now().rung, t.now().soundOnly, t.carried.at(-1)], ['audio', true, 'audio']);
    t.view.local.camera.held = true;
    await t.second(path(1, 2000));
    assert.equal(t.told()['cam'], 'chosen');
    t.inCall.insist();
    assert.deepEqual([t.now().rung, t.now().soundOnly], ['video', false]);
    assert.deepEqual(
      t.facts.filter(({ kind }) => kind === 'rung').map(({ cause }) => cause),
      ['person', 'person'],
    );
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
    assert.deepEqual([t.again(), t.woken], [2, ['microphone']]);
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

describe('what getStats says', () => {
  test('rates come from what the counters have grown by', () => {
    const measure = createMeasure();
    const look = (i: number, lost: number) =>
      measure([
        reportOf([
          {
            type: 'inbound-rtp',
            kind: 'audio',
            timestamp: i * 1000,
            packetsLost: lost,
            packetsReceived: 100 * i - lost,
          },
          { type: 'remote-inbound-rtp', kind: 'audio', fractionLost: 0.1 },
          {
            ...{ type: 'inbound-rtp', kind: 'video', timestamp: i * 1000, bytesReceived: i * 12_500 },
            ...{ framesPerSecond: 20, packetsLost: 0, packetsReceived: 0 },
          },
        ]),
      ]);
    assert.deepEqual([look(1, 50).lossIn, look(1, 50).kbpsIn], [0, 0]);
    const second = look(2, 70);
    assert.ok(Math.abs(second.lossIn - 0.2) < 0.001);
    assert.deepEqual([second.lossOut, second.loss, second.kbpsIn, second.fps], [0.1, second.lossIn, 100, 20]);
  });
  test('how much the path carries is known only while it is what keeps pictures small', () => {
    const measure = createMeasure();
    measure([reportOf(path(1, 800))]);
    assert.equal(measure([reportOf(path(2, 800))]).up, 800);
    assert.equal(measure([reportOf(path(2, 800))]).up, null, 'none is sent');
    assert.equal(measure([reportOf(path(3, 800, 'none'))]).up, null, 'they are small for another reason');
    assert.equal(measure([reportOf(path(4, 800))]).up, 800);
  });
  test('the last word of the other side on a picture that is no longer sent is forgotten', () => {
    const measure = createMeasure();
    const look = (at: number) =>
      measure([
        reportOf([
          { type: 'remote-inbound-rtp', kind: 'video', timestamp: 1000, fractionLost: 0.96 },
          { type: 'remote-inbound-rtp', kind: 'audio', timestamp: at, fractionLost: 0.02 },
        ]),
      ]).lossOut;
    assert.deepEqual([look(2000), look(5000), look(6000), look(60_000)], [0.96, 0.96, 0.02, 0.02]);
  });
  test('nothing at all is no reason to fall', () => {
    assert.deepEqual(createMeasure()([]), {
      ...{ loss: 0, lossIn: 0, lossOut: 0, rtt: null, jitter: null, fps: null, up: null, concealed: null },
      ...{ kbpsIn: 0, kbpsOut: 0 },
    });
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
