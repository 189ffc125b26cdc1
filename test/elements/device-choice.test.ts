/** The device check's choices in the waiting room: pickers, the speaker's question, and the way to a permission in this browser. */
import type { DeviceState, DeviceStore } from '@care-elements/client/device-store.ts';
import { createDeviceStore } from '@care-elements/client/device-store.ts';
import { createStore } from '@care-elements/client/store.ts';
import help from '../../packages/elements/locales/en/device-help.ts';
import helpZh from '../../packages/elements/locales/zh-CN/device-help.ts';
import en from '../../packages/elements/locales/en/queue.ts';
import zh from '../../packages/elements/locales/zh-CN/queue.ts';
import '../../packages/elements/widgets/device-help.ts';
import type { DeviceHelp } from '../../packages/elements/widgets/device-help.ts';
import { button, clean, clear, find, focused, made, mount, reads, said, world } from './care-queue-kit.ts';
import { assert, equal, until } from '../kit/expect.ts';

const ON = { face: 'on', problem: null } as const;
const OPEN: DeviceState = {
  ...{ open: true, microphone: ON, camera: ON, heard: true, passed: 'both', speaker: 'untested' },
  choices: {
    camera: [
      { id: 'c1', label: 'Front' },
      { id: 'c2', label: '' },
    ],
    microphone: [
      { id: 'default', label: 'Default' },
      { id: 'm1', label: 'Only one' },
    ],
    speaker: [
      { id: 's1', label: 'Built in' },
      { id: 's2', label: 'Headphones' },
    ],
  },
  using: { camera: 'c2', microphone: 'default', speaker: 's1' },
};

async function show(first: Partial<DeviceState> = {}, lang = 'en') {
  const state = createStore<DeviceState>({ ...OPEN, ...first });
  const pressed: string[] = [];
  const fake: DeviceStore = {
    get: state.get,
    subscribe: state.subscribe,
    level: createStore(0.4),
    open: async () => {},
    close: () => {},
    attach: () => () => {},
    choose: async (kind, id) => void pressed.push(`${kind} ${id}`),
    testSpeaker: async () => {
      pressed.push('play');
      state.set({ ...state.get(), speaker: 'playing' });
    },
    answerSpeaker: (heard) => {
      pressed.push(`heard ${heard}`);
      state.set({ ...state.get(), speaker: heard ? 'heard' : 'unheard' });
    },
  };
  const { care } = await world();
  const use = care.use.bind(care);
  care.use = ((create: unknown) =>
    create === createDeviceStore ? fake : use(create as never)) as typeof care.use;
  const element = await mount(care, { lang });
  await until(() => find(element, 'care-device-check')?.shadowRoot?.querySelector('.sound'), 'the card');
  return { element, card: find(element, 'care-device-check'), state, pressed };
}

describe('care-queue: choosing devices', () => {
  afterEach(clear);

  for (const [lang, t] of [
    ['en', en],
    ['zh-CN', zh],
  ] as const)
    it(`${lang}: offers what there is to choose, the one in use first of all, and asks the store`, async () => {
      const { element, card, pressed } = await show({}, lang);
      const pickers = [...card.shadowRoot!.querySelectorAll('label')];
      equal(
        pickers.map(({ dataset }) => dataset['kind']),
        // One microphone under two names is no choice.
        ['camera', 'speaker'],
      );
      const select = find<HTMLSelectElement>(card, '[data-kind=camera] select');
      equal(
        [...select.options].map(({ label }) => label.trim()),
        ['Front', t.deviceNumber(t.device.camera, 2)],
      );
      equal(select.value, 'c2');
      assert(select.getBoundingClientRect().height >= 44, 'big enough for a thumb');
      select.value = 'c1';
      select.dispatchEvent(new Event('change'));
      equal(pressed, ['camera c1']);
      await clean(element);
    });

  it('plays, asks, and says what to do when nothing was heard', async () => {
    const { element, card, state, pressed } = await show();
    button(card, en.speakerTest).focus();
    button(card, en.speakerTest).click();
    await reads(card, en.speakerPlaying);
    state.set({ ...state.get(), speaker: 'asked' });
    await reads(card, en.speakerAsk);
    await clean(element);
    button(card, en.speakerNo).focus();
    button(card, en.speakerNo).click();
    await reads(card, en.speakerHelp);
    assert(!find(card, '.good'), 'who hears nothing is not ready');
    equal(focused(card)?.textContent?.trim(), en.speakerAgain);
    await clean(element);
    button(card, en.speakerAgain).click();
    state.set({ ...state.get(), speaker: 'asked' });
    await until(() => button(card, en.speakerYes));
    button(card, en.speakerYes).click();
    await reads(card, en.speakerGood);
    assert(!find(card, '.band'), 'what is solved is not said any more');
    equal(pressed, ['play', 'heard false', 'play', 'heard true']);
    await clean(element);
  });

  it('says when the browser played nothing', async () => {
    const { card } = await show({ speaker: 'silent' });
    assert(said(card).includes(en.speakerSilent), said(card));
  });

  it('a denied camera comes with this browser’s steps; what no setting solves with none', async () => {
    const denied = { face: 'denied', problem: 'denied' } as const;
    const { element, card } = await show({ camera: denied, passed: 'sound' });
    const steps = () => find(card, 'care-device-help')?.shadowRoot?.querySelectorAll('li').length ?? 0;
    await until(steps, 'the steps');
    assert(!said(card).includes('Tap the icon'), said(card));
    await clean(element);
    clear();
    const busy = await show({ camera: { face: 'denied', problem: 'in-use' } });
    await until(() => find(busy.card, 'care-device-help')?.shadowRoot);
    assert(!find(busy.card, 'care-device-help').shadowRoot!.querySelector('li'), 'no steps');
  });

  it('knows browsers and systems apart', async () => {
    const box = document.createElement('div');
    document.body.append(box);
    made.push(box);
    const shown = async (problem: string, userAgent: string, lang: string) => {
      const element = document.createElement('care-device-help') as DeviceHelp;
      Object.assign(element, { problem, facts: { userAgent, maxTouchPoints: 0 }, lang });
      box.append(element);
      await until(() => element.hasUpdated);
      return [...element.shadowRoot!.querySelectorAll('li')].map(({ textContent }) => textContent);
    };
    const wechat = 'Mozilla/5.0 (Linux; Android 14) Chrome/140.0 Mobile MicroMessenger/8.0.60';
    equal(await shown('denied', wechat, 'zh-CN'), helpZh.browser['wechat-android']);
    equal(await shown('denied-by-system', wechat, 'en'), help.system.android);
    const iphone = 'Mozilla/5.0 (iPhone; CPU iPhone OS 18_5 like Mac OS X) Version/18.5 Mobile Safari/604.1';
    equal(await shown('denied', iphone, 'en'), help.browser['safari-ios']);
    equal(await shown('denied-by-system', iphone, 'zh-CN'), helpZh.system.ios);
  });
});
