/** The device check in the waiting room, on the browser's real tracks: what is shown, said, and let go of. */
import { createDeviceStore } from '@care-elements/client/device-store.ts';
import en from '../../packages/elements/locales/en/queue.ts';
import zh from '../../packages/elements/locales/zh-CN/queue.ts';
import {
  button,
  called,
  CALLED,
  clean,
  clear,
  find,
  focused,
  mount,
  reads,
  said,
  world,
} from './care-queue-kit.ts';
import { assert, equal, until } from '../kit/expect.ts';

describe('care-queue: the check', () => {
  const real = navigator.mediaDevices.getUserMedia;
  const realQuery = navigator.permissions.query;
  let tracks: MediaStreamTrack[] = [];
  let refuse: (asked: MediaStreamConstraints) => DOMException | undefined = () => undefined;
  const open = () =>
    tracks
      .filter(({ readyState }) => readyState === 'live')
      .map(({ kind }) => kind)
      .sort();

  beforeEach(() => {
    tracks = [];
    refuse = () => undefined;
    // This browser would allow everything.
    navigator.permissions.query = async () => ({ state: 'denied' }) as PermissionStatus;
    navigator.mediaDevices.getUserMedia = async (asked = {}) => {
      const error = refuse(asked);
      if (error) throw error;
      const stream = await real.call(navigator.mediaDevices, asked);
      tracks.push(...stream.getTracks());
      return stream;
    };
  });
  afterEach(() => {
    clear();
    navigator.mediaDevices.getUserMedia = real;
    navigator.permissions.query = realQuery;
  });

  async function start(lang = 'en') {
    const w = await world();
    const element = await mount(w.care, { lang });
    await until(() => find(find(element, 'care-device-check'), '.act'), 'the card');
    const card = find(element, 'care-device-check');
    find(card, '.act').click();
    const { state } = { state: () => w.care.use(createDeviceStore).get() };
    await until(() => ![state().microphone.face, state().camera.face].includes('pending'));
    return { ...w, element, card, state };
  }

  it('shows the own picture mirrored, hears, turns green, and puts the light out', async () => {
    const { card, state, element } = await start();
    await until(() => find<HTMLVideoElement>(card, 'video')?.videoWidth, 'a picture');
    const video = find<HTMLVideoElement>(card, 'video');
    equal([getComputedStyle(video).transform, video.muted], ['matrix(-1, 0, 0, 1, 0, 0)', true]);
    assert(said(card).includes(en.speak), said(card));
    // Chromium's fake microphone beeps.
    for (let i = 0; i < 12 && state().passed !== 'both'; i++)
      await new Promise((done) => setTimeout(done, 1000));
    await reads(card, en.heard);
    assert(find(card, '.good') && find(card, '.good svg'), 'green, with a sign');
    await clean(element);
    equal(open(), ['audio', 'video']);
    button(card, en.checkStop).click();
    await until(() => !find(card, 'video'));
    equal(open(), []);
    assert(said(card).includes(en.heard) && button(card, en.checkAnew), said(card));
    await clean(element);
  });

  it('lets go of both when the call comes', async () => {
    const { show, element } = await start();
    equal(open(), ['audio', 'video']);
    show(CALLED);
    await called(element);
    equal(open(), []);
  });

  it('lets go of both when it leaves the page', async () => {
    const { element } = await start();
    element.remove();
    equal(open(), []);
  });

  it('without a camera says that the microphone is enough; without a microphone, that it isn’t', async () => {
    refuse = ({ video }) => (video ? new DOMException('', 'NotFoundError') : undefined);
    const { card, element } = await start('zh-CN');
    await until(() => find(card, '[role=alert]'));
    assert(said(card).includes('没有找到摄像头'), said(card));
    assert(!said(card).includes(zh.noSound), said(card));
    await clean(element);
    refuse = ({ audio }) => (audio ? new DOMException('', 'NotReadableError') : undefined);
    const second = await start('zh-CN');
    await until(() => find(second.card, '[role=alert]'));
    assert(said(second.card).includes('正在使用麦克风'), said(second.card));
    assert(said(second.card).includes(zh.noSound) && find(second.card, 'video'), said(second.card));
    await clean(second.element);
  });

  for (const [name, message, words] of [
    ['NotAllowedError', 'Permission denied', 'has not allowed the camera and microphone'],
    ['NotAllowedError', 'Permission denied by system', 'keeps the browser from the camera and microphone.'],
    ['NotFoundError', '', 'No camera and microphone was found'],
  ] as const)
    it(`${name} “${message}”: says why, what to do, and tries again`, async () => {
      refuse = () => new DOMException(message, name);
      const { card, element } = await start();
      await until(() => find(card, '[role=alert]'));
      assert(said(card).includes(words), said(card));
      assert(said(card).includes(en.noSound), said(card));
      await clean(element);
      refuse = () => undefined;
      button(card, en.checkAgain).click();
      await until(() => find(card, 'video'));
      assert(!find(card, '[role=alert]'), 'what is solved is not said any more');
    });

  it('keeps the focus on the card, wherever its button went', async () => {
    const w = await world();
    const element = await mount(w.care);
    await until(() => find(find(element, 'care-device-check'), '.act'), 'the card');
    const card = find(element, 'care-device-check');
    find(card, '.act').focus();
    find(card, '.act').click();
    await until(() => find(card, 'video'));
    equal(focused(card)?.localName, 'h2');
    button(card, 'Cancel').focus();
    button(card, 'Cancel').click();
    await until(() => !find(card, 'video'));
    equal(focused(card)?.textContent?.trim(), en.checkStart);
  });
});
