/** The device check: what is asked for, what is heard, what it comes to, and that nothing is left running. */
import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import { createDeviceStore } from '@care-elements/client/device-store.ts';
import { named } from './consult-kit.ts';

class Track extends EventTarget {
  kind: string;
  readyState = 'live';
  constructor(kind: string) {
    super();
    this.kind = kind;
  }
  stop() {
    this.readyState = 'ended';
  }
  /** As the browser does when it is unplugged. */
  pull() {
    this.readyState = 'ended';
    this.dispatchEvent(new Event('ended'));
  }
}

type Asked = MediaStreamConstraints;
function make({ metered = true } = {}) {
  const tracks: Track[] = [];
  const asked: string[] = [];
  const world = {
    refuse: (_: Asked): Error | undefined => undefined,
    wait: Promise.resolve(),
    loudness: 0,
  };
  const beats = new Set<() => void>();
  let meters = 0;
  const store = createDeviceStore(undefined, {
    devices: {
      allows: () => undefined,
      mediaDevices: {
        async getUserMedia(constraints = {}) {
          const kinds = (['audio', 'video'] as const).filter((kind) => constraints[kind]);
          asked.push(kinds.join('+'));
          await world.wait;
          const error = world.refuse(constraints);
          if (error) throw error;
          const made = kinds.map((kind) => new Track(kind));
          tracks.push(...made);
          return { getTracks: () => made } as unknown as MediaStream;
        },
      },
    },
    openMeter: () =>
      metered ? (meters++, { read: () => world.loudness, close: () => meters-- }) : undefined,
    every: (_, fn) => (beats.add(fn), () => void beats.delete(fn)),
  });
  return {
    ...{ store, tracks, asked, world, beats },
    meters: () => meters,
    /** Sound of this loudness, for so many readings. */
    sound(loudness: number, readings: number) {
      world.loudness = loudness;
      for (let i = 0; i < readings; i++) for (const beat of [...beats]) beat();
    },
    live: () => tracks.filter(({ readyState }) => readyState === 'live').map(({ kind }) => kind),
    faces: () => [store.get().microphone.face, store.get().camera.face],
  };
}
const NO_CAMERA = ({ video }: Asked) => (video ? named('NotFoundError') : undefined);
const NO_MICROPHONE = ({ audio }: Asked) =>
  audio ? named('NotAllowedError', 'Permission denied') : undefined;

describe('the check', () => {
  test('asks for nothing by itself', () => {
    const { store, asked } = make();
    assert.deepEqual([store.get().open, store.get().passed, asked], [false, null, []]);
  });

  test('asks for both at once; it has passed when a voice was heard, not before', async () => {
    const { store, asked, sound, faces } = make();
    await store.open();
    assert.deepEqual(asked, ['audio+video']);
    assert.deepEqual(faces(), ['on', 'on']);
    sound(0.2, 50);
    assert.deepEqual([store.get().heard, store.get().passed], [false, null], 'a quiet room is no voice');
    sound(0.6, 1);
    sound(0, 10);
    assert.equal(store.get().heard, false, 'nor is a door');
    sound(0.6, 2);
    assert.deepEqual([store.get().heard, store.get().passed], [true, 'both']);
    assert.equal(store.level.get(), 0.6);
  });

  test('without a camera the microphone is enough', async () => {
    const { store, asked, world, sound, faces } = make();
    world.refuse = NO_CAMERA;
    await store.open();
    assert.deepEqual(asked, ['audio+video', 'audio', 'video']);
    assert.deepEqual(faces(), ['on', 'denied']);
    assert.equal(store.get().camera.problem, 'not-found');
    sound(0.6, 3);
    assert.equal(store.get().passed, 'sound');
  });

  test('without a microphone it has not passed, whatever the camera shows', async () => {
    const { store, world, sound, beats } = make();
    world.refuse = NO_MICROPHONE;
    await store.open();
    sound(0.9, 9);
    assert.deepEqual([beats.size, store.get().microphone.problem, store.get().passed], [0, 'denied', null]);
  });

  test('a retry asks for what is missing and leaves the rest alone', async () => {
    const { store, asked, world, live, sound } = make();
    world.refuse = NO_CAMERA;
    await store.open();
    sound(0.6, 3);
    world.refuse = () => undefined;
    asked.length = 0;
    await store.open();
    assert.deepEqual([asked, live()], [['video'], ['audio', 'video']]);
    assert.deepEqual([store.get().heard, store.get().passed], [true, 'both']);
  });

  test('a second press while the browser still asks puts no second question', async () => {
    const { store, asked } = make();
    await Promise.all([store.open(), store.open()]);
    assert.deepEqual(asked, ['audio+video']);
  });

  test('where sound can’t be measured, an open microphone counts', async () => {
    const { store } = make({ metered: false });
    await store.open();
    assert.deepEqual([store.get().heard, store.get().passed], [null, 'both']);
  });

  test('a device that goes away says so, and can be had again', async () => {
    const { store, tracks, sound, meters, faces } = make();
    await store.open();
    sound(0.6, 3);
    tracks.find(({ kind }) => kind === 'audio')!.pull();
    assert.deepEqual(faces(), ['denied', 'on']);
    assert.deepEqual(
      [store.get().microphone.problem, store.get().passed, meters(), store.level.get()],
      ['ended', null, 0, 0],
    );
    await store.open();
    assert.deepEqual([...faces(), meters()], ['on', 'on', 1]);
    assert.equal(store.get().passed, null, 'the new microphone has not been heard yet');
  });
});

describe('letting go', () => {
  test('closing stops every track, the meter and its beat, and keeps what was shown', async () => {
    const { store, sound, live, meters, beats, faces } = make();
    await store.open();
    sound(0.6, 3);
    store.close();
    assert.deepEqual([live(), meters(), beats.size, store.level.get()], [[], 0, 0, 0]);
    assert.deepEqual([store.get().open, store.get().passed, ...faces()], [false, 'both', 'off', 'off']);
    await store.open();
    assert.equal(store.get().passed, null, 'a new check starts anew');
  });

  test('what is granted after closing is stopped at once', async () => {
    const { store, world, live } = make();
    let grant!: () => void;
    world.wait = new Promise((done) => (grant = done));
    const opening = store.open();
    assert.equal(store.get().microphone.face, 'pending');
    store.close();
    grant();
    await opening;
    assert.deepEqual([live(), store.get().open], [[], false]);
  });

  test('closed and opened while the browser asks: the old answer is dropped, the new one is kept', async () => {
    const { store, world, live, faces } = make();
    let grant!: () => void;
    world.wait = new Promise((done) => (grant = done));
    const first = store.open();
    store.close();
    const second = store.open();
    grant();
    await Promise.all([first, second]);
    assert.deepEqual(
      [live(), faces()],
      [
        ['audio', 'video'],
        ['on', 'on'],
      ],
    );
    store.close();
    assert.deepEqual(live(), []);
  });
});
