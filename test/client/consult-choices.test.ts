/**
 * What is chosen in the middle of a call: camera, microphone and speaker, on tracks of our own: what there is, changing over, and
 * turning around; and how much of the call is wanted, over a reload.
 */
import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import type { LocalTrack, Room } from 'livekit-client';
import { createChoices } from '@care-elements/client/consult-choices.ts';
import type { DeviceHost } from '@care-elements/client/consult-devices.ts';
import type { MediaKind } from '@care-elements/client/consult-machine.ts';
import { rememberDevice } from '@care-elements/client/device-memory.ts';
import { named } from './consult-kit.ts';
import { makeInCall, path } from './incall-kit.ts';

type Wish = { deviceId?: string | { exact: string }; facingMode?: string };
interface Camera {
  id: string;
  facingMode?: string;
  label?: string;
}

/** A call on a machine with these cameras, the first of which runs; `taken` are another program's. */
function make(cameras: Camera[], taken: string[] = []) {
  let running = cameras[0]!;
  let muted = false;
  const memory: Record<string, string> = {};
  const speakers: string[] = [];
  function open(camera: Camera | undefined) {
    if (!camera || taken.includes(camera.id)) throw named('NotReadableError');
    running = camera;
  }
  const camera = {
    get isMuted() {
      return muted;
    },
    get mediaStreamTrack() {
      const { id: deviceId, facingMode, label = '' } = running;
      return { label, getSettings: () => ({ deviceId, ...(facingMode && { facingMode }) }) };
    },
    async setDeviceId(wish: string | { exact: string }) {
      const id = typeof wish === 'string' ? wish : wish.exact;
      if (!muted) open(cameras.find((one) => one.id === id));
    },
    async restartTrack(wish: Wish = {}) {
      // A wish, no demand: where none looks that way the browser gives what it likes.
      open(cameras.find(({ facingMode }) => facingMode && facingMode === wish.facingMode) ?? running);
    },
  };
  const host: DeviceHost = {
    allows: () => undefined,
    chosen: (kind) => memory[kind],
    choosesSpeaker: true,
    mediaDevices: {
      getUserMedia: () => Promise.reject(named('NotFoundError')),
      enumerateDevices: async () =>
        [
          ...cameras.map(({ id, label = id }) => ({ kind: 'videoinput', deviceId: id, label })),
          ...['default', 'out-a', 'out-b'].map((id) => ({ kind: 'audiooutput', deviceId: id, label: id })),
        ] as MediaDeviceInfo[],
    },
  };
  const room = { switchActiveDevice: async (_: string, id: string) => void speakers.push(id) };
  const choices = createChoices(
    () => room as unknown as Room,
    new Map<MediaKind, LocalTrack>([['camera', camera as unknown as LocalTrack]]),
    host,
    (kind, id) => (memory[kind] = id),
  );
  return { choices, memory, speakers, running: () => running.id, mute: () => (muted = true) };
}

test('another camera and another speaker are taken and remembered; what is in use is told', async () => {
  const { choices, memory, speakers, running } = make([{ id: 'a' }, { id: 'b' }]);
  assert.deepEqual((await choices.devices()).using, { camera: 'a', speaker: 'default' });
  await choices.choose('camera', 'b');
  await choices.choose('speaker', 'out-b');
  assert.deepEqual([running(), speakers, memory], ['b', ['out-b'], { camera: 'b', speaker: 'out-b' }]);
  const { using, choices: lists } = await choices.devices();
  assert.deepEqual(using, { camera: 'b', speaker: 'out-b' });
  assert.deepEqual([lists.camera.length, lists.speaker.length], [2, 3]);
});

test('one that can’t be had gives the one before back, and is not remembered', async () => {
  const { choices, memory, running } = make([{ id: 'a' }, { id: 'b' }], ['b']);
  await choices.choose('camera', 'b');
  assert.deepEqual([running(), memory], ['a', {}]);
});

test('a camera that is off stays dark: the chosen one is shown as such, and comes with its turning on', async () => {
  const { choices, memory, running, mute } = make([{ id: 'a' }, { id: 'b' }]);
  mute();
  await choices.choose('camera', 'b');
  assert.deepEqual([running(), memory, (await choices.devices()).using.camera], ['a', { camera: 'b' }, 'b']);
});

test('a computer’s cameras look no way: flipping goes through them, each mirrored as before', async () => {
  const { choices, running } = make([{ id: 'a' }, { id: 'b' }, { id: 'c' }]);
  const seen: string[] = [];
  for (let i = 0; i < 3; i++) {
    await choices.flip();
    seen.push(`${running()} ${choices.facing()}`);
  }
  assert.deepEqual(seen, ['b user', 'c user', 'a user']);
});

test('a phone’s are turned by the way they look; one that can’t be had gives the first back', async () => {
  const phone = [
    { id: 'front', facingMode: 'user' },
    { id: 'wide', facingMode: 'environment' },
  ];
  const { choices, running, memory } = make(phone);
  await choices.flip();
  assert.deepEqual([running(), choices.facing()], ['wide', 'environment']);
  await choices.flip();
  assert.deepEqual([running(), choices.facing(), memory], ['front', 'user', {}]);
  const busy = make(phone, ['wide']);
  await busy.choices.flip();
  assert.equal(busy.running(), 'front');
});

test('a laptop’s own camera looks at its user, and the one that is plugged in looks no way; Firefox tells a phone’s by name', async () => {
  const { choices, running } = make([{ id: 'lid', facingMode: 'user' }, { id: 'usb' }]);
  await choices.flip();
  assert.equal(running(), 'usb');
  await choices.flip();
  assert.equal(running(), 'lid');
  const firefox = make([
    { id: 'f', label: 'Facing front:1' },
    { id: 'b', label: 'Facing back:0' },
  ]);
  await firefox.choices.flip();
  assert.deepEqual([firefox.running(), firefox.choices.facing()], ['b', 'environment']);
});

describe('a rung that was chosen', () => {
  const rungs = ({ facts }: ReturnType<typeof makeInCall>) =>
    facts.filter(({ kind }) => kind === 'rung').map(({ from, to, cause }) => `${from} ${to} ${cause}`);
  /** `act` with a storage of this kind in the browser; `forget` is what a reload does to the page's own memory. */
  async function browser(storage: () => unknown, act: (forget: () => void) => Promise<void>): Promise<void> {
    Object.defineProperty(globalThis, 'localStorage', { get: () => storage(), configurable: true });
    try {
      await act(() => {
        const whole = storage;
        storage = () => undefined;
        rememberDevice('rung', '');
        storage = whole;
      });
    } finally {
      delete (globalThis as { localStorage?: unknown }).localStorage;
      rememberDevice('rung', '');
    }
  }
  const shelf = () => {
    const kept = new Map<string, string>();
    const storage = {
      getItem: (key: string) => kept.get(key) ?? null,
      setItem: (key: string, value: string) => void kept.set(key, value),
    };
    return () => storage;
  };

  test('holds over a reload, with what rests there, and the timeline has it once; automatic brings back what was on', () =>
    browser(shelf(), async (forget) => {
      const on = { face: 'on', problem: null } as const;
      const before = makeInCall({ microphone: on, camera: on });
      await before.inCall.pin('text');
      before.inCall.stop();
      assert.deepEqual(rungs(before), ['video text person']);

      forget();
      const after = makeInCall();
      assert.deepEqual([after.now().rung, after.now().pinned, after.carried], ['text', 'text', ['text']]);
      for (let i = 1; i <= 60; i++) await after.second(path(i, 2000));
      assert.deepEqual([after.now().rung, after.told()['cam'], after.woken], ['text', 'chosen', []]);
      assert.deepEqual(
        after.facts.map(({ kind }) => kind).filter((kind) => kind !== 'quality'),
        ['connected'],
      );
      await after.inCall.pin(null);
      assert.deepEqual([rungs(after), after.woken], [['text video person'], ['microphone on', 'camera on']]);

      forget();
      const later = makeInCall();
      assert.deepEqual([later.now().rung, later.now().pinned], ['video', null]);
    }));

  test('what was off when it was chosen stays off after its end', () =>
    browser(shelf(), async (forget) => {
      await makeInCall({ microphone: { face: 'on', problem: null } }).inCall.pin('text');
      forget();
      const after = makeInCall();
      await after.inCall.pin(null);
      assert.deepEqual(after.woken, ['microphone on']);
    }));

  test('sound alone puts out a camera that the network holds back, and its end lights it again', () =>
    browser(shelf(), async () => {
      const t = makeInCall({ camera: { face: 'off', problem: null } });
      t.view.local.camera.held = true;
      await t.inCall.pin('audio');
      t.view.local.camera.held = false;
      await t.inCall.pin(null);
      assert.deepEqual(t.woken, ['camera off', 'camera on']);
    }));

  test('is this side’s of this visit; who turns on what rests, or wants the picture back, has no wish any more', () =>
    browser(shelf(), async (forget) => {
      await makeInCall().inCall.pin('audio');
      forget();
      const pinned = (said = {}) => makeInCall(said).now().pinned;
      assert.deepEqual(
        [pinned(), pinned({ role: 'doctor' }), pinned({ visitId: 'v2' })],
        ['audio', null, null],
      );
      const t = makeInCall({ camera: { face: 'on', problem: null } });
      await t.second(path(1, 2000));
      forget();
      assert.equal(pinned(), null);
      await t.inCall.pin('audio');
      t.inCall.insist();
      forget();
      assert.equal(pinned(), null);
    }));

  test('holds while the page lives where storage is refused', () =>
    browser(
      () => {
        throw new DOMException('denied', 'SecurityError');
      },
      async () => {
        await makeInCall().inCall.pin('remote-video-off');
        assert.equal(makeInCall().now().pinned, 'remote-video-off');
      },
    ));
});
