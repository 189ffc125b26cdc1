/** What a person chose and what keeps a device back: remembered choices, the lists, the speaker test, denials told apart, browsers. */
import assert from 'node:assert/strict';
import { afterEach, describe, test } from 'node:test';
import { BROWSERS, browserOf, systemOf, SYSTEMS } from '@care-elements/client/browser-kind.ts';
import { openDevices, problemOf, type DeviceHost } from '@care-elements/client/consult-devices.ts';
import { isChoice, listDevices, speakerInUse } from '@care-elements/client/device-list.ts';
import { chosenDevice, rememberDevice, type DeviceKind } from '@care-elements/client/device-memory.ts';
import { createDeviceStore } from '@care-elements/client/device-store.ts';
import en from '../../packages/elements/locales/en/device-help.ts';
import zh from '../../packages/elements/locales/zh-CN/device-help.ts';
import { named } from './consult-kit.ts';

const info = (kind: MediaDeviceKind, deviceId: string, label = deviceId) =>
  ({ kind, deviceId, label }) as MediaDeviceInfo;

/** Devices that can be plugged in and out, and open as they are asked for. */
function make() {
  const plugged = [
    ...[info('videoinput', 'cam-a'), info('videoinput', 'cam-b'), info('audioinput', 'default')],
    ...[info('audioinput', 'communications'), info('audioinput', 'mic-a'), info('audioinput', 'mic-b')],
    ...[info('audiooutput', 'default'), info('audiooutput', 'out-a'), info('audiooutput', 'out-b')],
  ];
  const asked: MediaStreamConstraints[] = [];
  const memory: Partial<Record<DeviceKind, string>> = {};
  const tracks: { kind: string; readyState: string }[] = [];
  const events = new EventTarget();
  const wished = (constraints: unknown) =>
    ((constraints as MediaTrackConstraints).deviceId as { exact?: string } | undefined)?.exact;
  const host: DeviceHost = {
    allows: () => undefined,
    chosen: (kind) => memory[kind],
    choosesSpeaker: true,
    mediaDevices: {
      addEventListener: events.addEventListener.bind(events),
      removeEventListener: events.removeEventListener.bind(events),
      enumerateDevices: async () => plugged,
      async getUserMedia(constraints = {}) {
        asked.push(constraints);
        const made = (['audio', 'video'] as const)
          .filter((kind) => constraints[kind])
          .map((kind) => {
            const first = kind === 'audio' ? 'default' : 'cam-a';
            const wish = wished(constraints[kind]);
            if (wish && !plugged.some((one) => one.deviceId === wish)) throw named('OverconstrainedError');
            const deviceId = wish ?? first;
            return Object.assign(new EventTarget(), {
              ...{ kind, readyState: 'live', getSettings: () => ({ deviceId }) },
              stop() {
                this.readyState = 'ended';
              },
            });
          });
        tracks.push(...made);
        return { getTracks: () => made } as unknown as MediaStream;
      },
    },
  };
  const tones: { speaker: string | undefined; end(): void; fail(): void }[] = [];
  const store = createDeviceStore(undefined, {
    devices: host,
    openMeter: () => undefined,
    remember: (kind, id) => (memory[kind] = id),
    playTone: (speaker) =>
      new Promise((end, fail) => tones.push({ speaker, end, fail: () => fail(new Error('none')) })),
  });
  return {
    ...{ store, host, plugged, asked, memory, tones },
    change: async () => {
      events.dispatchEvent(new Event('devicechange'));
      await tick();
    },
    wishes: () => [wished(asked.at(-1)?.audio ?? {}), wished(asked.at(-1)?.video ?? {})],
    live: () => tracks.filter(({ readyState }) => readyState === 'live').map(({ kind }) => kind),
  };
}
const tick = async () => {
  for (let i = 0; i < 5; i++) await new Promise((done) => setImmediate(done));
};
const ids = (list: { id: string }[]) => list.map(({ id }) => id);

describe('choosing', () => {
  test('the lists name each device once, and only what can be chosen', async () => {
    const { host } = make();
    const { camera, microphone, speaker } = await listDevices(host);
    assert.deepEqual(
      [ids(camera), ids(microphone), ids(speaker)],
      [
        ['cam-a', 'cam-b'],
        ['default', 'mic-a', 'mic-b'],
        ['default', 'out-a', 'out-b'],
      ],
    );
    assert.deepEqual((await listDevices({ ...host, choosesSpeaker: false })).speaker, []);
    assert.equal(
      isChoice([
        { id: 'default', label: '' },
        { id: 'mic-a', label: '' },
      ]),
      false,
    );
    assert.equal(isChoice(microphone), true);
    const silent = { ...host, mediaDevices: { ...host.mediaDevices!, enumerateDevices: undefined! } };
    assert.deepEqual((await listDevices(silent)).camera, []);
    // Before the first permission there are devices without ids.
    host.mediaDevices!.enumerateDevices = async () => [info('videoinput', '', '')];
    assert.deepEqual((await listDevices(host)).camera, []);
  });

  test('another camera is opened in the place of the first, and asked for from then on', async () => {
    const { store, memory, live, wishes, host } = make();
    await store.open();
    assert.deepEqual(store.get().using, { camera: 'cam-a', microphone: 'default', speaker: 'default' });
    await store.choose('camera', 'cam-b');
    assert.deepEqual([store.get().using.camera, memory.camera], ['cam-b', 'cam-b']);
    assert.deepEqual([...live()].sort(), ['audio', 'video'], 'the first one is let go of');
    await store.choose('microphone', 'mic-b');
    assert.deepEqual([store.get().using.microphone, [...live()].sort()], ['mic-b', ['audio', 'video']]);
    store.close();
    assert.deepEqual(live(), []);
    // What a call opens.
    await openDevices(['microphone', 'camera'], host);
    assert.deepEqual(wishes(), ['mic-b', 'cam-b']);
  });

  test('choices made while the browser still opens one are not lost: the last one counts', async () => {
    const { store, memory, live } = make();
    await store.open();
    await Promise.all([
      store.choose('camera', 'cam-b'),
      store.choose('microphone', 'mic-a'),
      store.choose('microphone', 'mic-b'),
    ]);
    assert.deepEqual([store.get().using.camera, store.get().using.microphone], ['cam-b', 'mic-b']);
    assert.deepEqual([memory.camera, memory.microphone], ['cam-b', 'mic-b']);
    assert.deepEqual([...live()].sort(), ['audio', 'video']);
  });

  test('a chosen device that was unplugged is not missed: the browser’s first one serves, and the wish stays', async () => {
    const { store, plugged, memory, change } = make();
    memory.camera = 'cam-b';
    memory.speaker = 'out-b';
    await store.open();
    assert.deepEqual([store.get().using.camera, store.get().using.speaker], ['cam-b', 'out-b']);
    store.close();
    for (const id of ['cam-b', 'out-b'])
      plugged.splice(
        plugged.findIndex(({ deviceId }) => deviceId === id),
        1,
      );
    await store.open();
    assert.deepEqual([store.get().using.camera, store.get().using.speaker], ['cam-a', 'default']);
    assert.equal(memory.camera, 'cam-b');
    plugged.push(info('audiooutput', 'out-b'));
    await change();
    assert.equal(store.get().using.speaker, 'out-b', 'plugged in again');
  });

  test('lists follow what is plugged in and out, while the check is open', async () => {
    const { store, plugged, change } = make();
    await store.open();
    plugged.push(info('videoinput', 'cam-c'));
    await change();
    assert.deepEqual(ids(store.get().choices.camera), ['cam-a', 'cam-b', 'cam-c']);
    store.close();
    assert.deepEqual(ids(store.get().choices.camera), []);
    await change();
    assert.deepEqual(ids(store.get().choices.camera), [], 'nobody listens any more');
  });

  test('a call sends its sound to the chosen speaker while that is plugged in', async () => {
    const { host, memory, plugged } = make();
    assert.equal(await speakerInUse(host), undefined);
    memory.speaker = 'out-a';
    assert.equal(await speakerInUse(host), 'out-a');
    plugged.splice(0);
    assert.equal(await speakerInUse(host), undefined);
  });
});

describe('the speaker test', () => {
  test('asks only after the notes have sounded, on the chosen speaker', async () => {
    const { store, tones } = make();
    await store.open();
    await store.choose('speaker', 'out-b');
    void store.testSpeaker();
    void store.testSpeaker();
    assert.deepEqual([store.get().speaker, tones.map(({ speaker }) => speaker)], ['playing', ['out-b']]);
    store.answerSpeaker(true);
    assert.equal(store.get().speaker, 'playing', 'an answer to no question');
    tones[0]!.end();
    await tick();
    assert.equal(store.get().speaker, 'asked');
    store.answerSpeaker(false);
    assert.equal(store.get().speaker, 'unheard');
    await store.choose('speaker', 'out-a');
    assert.equal(store.get().speaker, 'untested', 'another speaker is another test');
    void store.testSpeaker();
    tones[1]!.end();
    await tick();
    store.answerSpeaker(true);
    assert.equal(store.get().speaker, 'heard');
  });

  test('a browser that plays nothing says so, and can be asked again', async () => {
    const { store, tones } = make();
    await store.open();
    void store.testSpeaker();
    tones[0]!.fail();
    await tick();
    assert.equal(store.get().speaker, 'silent');
    void store.testSpeaker();
    assert.equal(store.get().speaker, 'playing');
  });

  test('closed while it plays: nothing is asked afterwards', async () => {
    const { store, tones } = make();
    await store.open();
    void store.testSpeaker();
    store.close();
    tones[0]!.end();
    await tick();
    assert.equal(store.get().speaker, 'untested');
  });
});

describe('the memory', () => {
  const before = Object.getOwnPropertyDescriptor(globalThis, 'localStorage');
  const use = (storage: unknown) =>
    Object.defineProperty(globalThis, 'localStorage', { value: storage, configurable: true });
  afterEach(() =>
    before
      ? Object.defineProperty(globalThis, 'localStorage', before)
      : Reflect.deleteProperty(globalThis, 'localStorage'),
  );

  test('is kept in the browser, and reads nothing else’s leavings', () => {
    const items = new Map<string, string>();
    use({ getItem: (k: string) => items.get(k) ?? null, setItem: (k: string, v: string) => items.set(k, v) });
    // What another test had the page keep is forgotten first.
    items.set('care:devices', '{}');
    chosenDevice('camera');
    items.clear();
    rememberDevice('camera', 'cam-b');
    assert.deepEqual([...items], [['care:devices', '{"camera":"cam-b"}']]);
    assert.equal(chosenDevice('camera'), 'cam-b');
    items.set('care:devices', '{"camera":7}');
    assert.equal(chosenDevice('camera'), undefined);
    items.set('care:devices', '{"camera":');
    assert.doesNotThrow(() => chosenDevice('camera'));
    assert.equal(chosenDevice('microphone'), undefined);
  });

  test('where storage is refused, the choice lasts as long as the page, and nothing breaks', () => {
    const refuse = () => {
      throw new DOMException('no', 'SecurityError');
    };
    use({ getItem: refuse, setItem: refuse });
    rememberDevice('microphone', 'mic-b');
    assert.equal(chosenDevice('microphone'), 'mic-b');
  });
});

describe('what keeps a device back', () => {
  const host: DeviceHost = { mediaDevices: undefined, allows: () => undefined };
  const rows: [message: string, permission: PermissionState | undefined, problem: string][] = [
    ['Permission denied', 'denied', 'denied'],
    ['Permission denied', 'granted', 'denied-by-system'],
    ['Permission denied', 'prompt', 'denied-by-system'],
    ['Permission denied', undefined, 'denied'],
    ['Permission dismissed', 'prompt', 'dismissed'],
    ['Permission denied by system', 'granted', 'denied-by-system'],
    // Firefox and Safari: a no for this once leaves no answer behind.
    ['The request is not allowed by the user agent or the platform', 'prompt', 'dismissed'],
    ['The request is not allowed by the user agent or the platform', 'denied', 'denied'],
    ['The request is not allowed by the user agent or the platform', 'granted', 'denied-by-system'],
  ];
  for (const [message, permission, problem] of rows)
    test(`“${message}”, the browser would say ${permission}: ${problem}`, () =>
      assert.equal(problemOf(named('NotAllowedError', message), 'camera', host, permission), problem));

  test('the page’s policy goes before what the browser would say', () => {
    const forbidden = { ...host, allows: () => false };
    const error = named('NotAllowedError', 'Permission denied');
    assert.equal(problemOf(error, 'camera', forbidden, 'granted'), 'blocked-by-page');
  });

  test('each device is asked after by itself', async () => {
    const { host: world } = make();
    const { problems } = await openDevices(['microphone', 'camera'], {
      ...world,
      permission: async (kind) => (kind === 'camera' ? 'granted' : 'denied'),
      mediaDevices: {
        getUserMedia: async () => {
          throw named('NotAllowedError', 'Permission denied');
        },
      },
    });
    assert.deepEqual(problems, { microphone: 'denied', camera: 'denied-by-system' });
  });

  test('a browser without devices on an https page can’t; on http it is the page’s fault', async () => {
    const kinds = ['camera'] as const;
    assert.equal((await openDevices(kinds, { ...host, secure: true })).problems.camera, 'unsupported');
    assert.equal((await openDevices(kinds, { ...host, secure: false })).problems.camera, 'insecure');
  });
});

describe('browsers', () => {
  const IPHONE =
    'Mozilla/5.0 (iPhone; CPU iPhone OS 18_5 like Mac OS X) AppleWebKit/605.1.15 (KHTML, like Gecko)';
  const ANDROID = 'Mozilla/5.0 (Linux; Android 14; PDEM30) AppleWebKit/537.36 (KHTML, like Gecko)';
  const WINDOWS = 'Mozilla/5.0 (Windows NT 10.0; Win64; x64)';
  const MAC = 'Mozilla/5.0 (Macintosh; Intel Mac OS X 10_15_7) AppleWebKit/605.1.15 (KHTML, like Gecko)';
  const chrome = 'Chrome/140.0.0.0';
  const rows: [userAgent: string, browser: string, system: string, touch?: number][] = [
    [`${ANDROID} ${chrome} Mobile Safari/537.36`, 'chrome-android', 'android'],
    [`${ANDROID} ${chrome} Mobile Safari/537.36 EdgA/140.0.0.0`, 'chrome-android', 'android'],
    [`${WINDOWS} AppleWebKit/537.36 ${chrome} Safari/537.36 Edg/140.0.0.0`, 'chrome-desktop', 'windows'],
    [`${IPHONE} Version/18.5 Mobile/15E148 Safari/604.1`, 'safari-ios', 'ios'],
    [`${MAC} Version/18.5 Safari/605.1.15`, 'safari-ios', 'ios', 5],
    [`${MAC} Version/18.5 Safari/605.1.15`, 'safari-mac', 'mac'],
    [`${IPHONE} CriOS/140.0.0.0 Mobile/15E148 Safari/604.1`, 'app-ios', 'ios'],
    [`${WINDOWS.replace(')', '; rv:140.0)')} Gecko/20100101 Firefox/140.0`, 'firefox-desktop', 'windows'],
    ['Mozilla/5.0 (Android 14; Mobile; rv:140.0) Gecko/140.0 Firefox/140.0', 'firefox-android', 'android'],
    [
      `${ANDROID} ${chrome} Mobile Safari/537.36 XWEB/1160 MMWEBSDK/2025 MicroMessenger/8.0.60`,
      'wechat-android',
      'android',
    ],
    [`${IPHONE} Mobile/15E148 MicroMessenger/8.0.60(0x18003c2b) NetType/WIFI`, 'wechat-ios', 'ios'],
    [`${ANDROID} ${chrome} HuaweiBrowser/15.0.4 Mobile Safari/537.36`, 'huawei', 'android'],
    [
      'Mozilla/5.0 (Phone; OpenHarmony 5.0) AppleWebKit/537.36 Chrome/132.0.0.0 ArkWeb/5.0 Mobile',
      'huawei',
      'harmony',
    ],
    [`${ANDROID} Version/4.0 ${chrome} MQQBrowser/15.5 Mobile Safari/537.36`, 'x5', 'android'],
    [`${ANDROID} ${chrome} TBS/046295 Mobile Safari/537.36`, 'x5', 'android'],
    ['Mozilla/5.0 (X11; Linux x86_64) AppleWebKit/605.1.15 Version/18.0 Safari/605.1.15', 'other', 'other'],
  ];
  for (const [userAgent, browser, system, maxTouchPoints = 0] of rows)
    test(`${browser} on ${system}: …${userAgent.slice(-40)}`, () => {
      const facts = { userAgent, maxTouchPoints };
      assert.deepEqual([browserOf(facts), systemOf(facts)], [browser, system]);
    });

  test('each has its steps, in both languages, as many in one as in the other', () => {
    for (const browser of BROWSERS) {
      assert.ok(en.browser[browser].length >= 2, browser);
      assert.equal(en.browser[browser].length, zh.browser[browser].length, browser);
    }
    for (const system of SYSTEMS) assert.equal(en.system[system].length, zh.system[system].length, system);
  });
});
