/** What else a call can do, on a faked store: what each state says and offers, what a press asks for, and that axe finds nothing. */
import type { InCallState } from '@care-elements/client/consult-incall.ts';
import type { ConsultStore } from '@care-elements/client/consult-store.ts';
import type { ConsultState } from '@care-elements/client/consult-state.ts';
import type { ConsultRole } from '@care-elements/contract/consult.ts';
import { createStore } from '@care-elements/client/store.ts';
import '../../packages/elements/widgets/call-more.ts';
import type { CallMore } from '../../packages/elements/widgets/call-more.ts';
import { fakeCare } from '../../stories/fake-care.ts';
import { CONNECTED, IN_CALL as CALL, OTHER } from '../../stories/fake-consult.ts';
import { VISIT_ID } from '../../stories/visit-facts.ts';
import zh from '../../packages/elements/locales/zh-CN/call-more.ts';
import en from '../../packages/elements/locales/en/call-more.ts';
import { clean } from '../kit/axe.ts';
import { equal } from '../kit/expect.ts';

const IN_CALL: InCallState = { ...CALL, canFlip: false };

let made: HTMLElement | undefined;

/** A call around the element, with sounds of its own, that remembers what it was asked. */
async function put(
  inCall: Partial<InCallState> | null,
  { as = 'patient' as ConsultRole, lang = 'zh-CN' } = {},
) {
  const state = createStore<ConsultState>({ ...CONNECTED, inCall: inCall && { ...IN_CALL, ...inCall } });
  const level = createStore(0.4);
  const asked: unknown[][] = [];
  const change = (next: Partial<ConsultState>) => state.set({ ...state.get(), ...next });
  const store = {
    ...{ get: state.get, subscribe: state.subscribe, level },
    async setEnabled(kind: string, on: boolean) {
      asked.push(['setEnabled', kind, on]);
      change({ [kind]: { face: on ? 'on' : 'off', problem: null } });
    },
    beside: () => ({
      async pin(pinned: InCallState['pinned']) {
        asked.push(['pin', pinned]);
        change({ inCall: { ...state.get().inCall!, pinned, rung: pinned ?? 'video' } });
      },
      choose: async (kind: string, id: string) => asked.push(['choose', kind, id]),
      ask: () => asked.push(['askHearing']),
      answer: (heard: boolean) => asked.push(['answerHearing', heard]),
    }),
  } as unknown as ConsultStore;
  const box = document.createElement('div');
  box.style.background = '#101817';
  const sound = document.createElement('audio');
  const call = { store, care: fakeCare({}), visit: VISIT_ID, as, renderRoot: box as ParentNode, talk: false };
  const element = document.createElement('care-call-more') as CallMore;
  Object.assign(element, { lang, call });
  box.append(element, sound);
  document.body.append(box);
  made = box;
  const settle = async () => {
    await new Promise((done) => setTimeout(done));
    await element.updateComplete;
  };
  await settle();
  const root = element.shadowRoot!;
  const part = <E extends HTMLElement = HTMLElement>(name: string, kind = '') =>
    root.querySelector<E>(`[part~="${name}"]${kind && `[data-kind=${kind}]`}`);
  const press = async (name: string) => {
    part(name)!.click();
    await settle();
    await settle();
  };
  const choose = async (name: string, value: string) => {
    const select = part<HTMLSelectElement>(name)!;
    select.value = value;
    select.dispatchEvent(new Event('change'));
    await settle();
  };
  const show = async (next: Partial<ConsultState>) => {
    change(next);
    await settle();
  };
  const text = () => root.textContent!.replace(/\s+/g, ' ');
  return { ...{ element, root, part, press, choose, show, text, asked, call, sound, level, settle } };
}

const text = (root: ShadowRoot) => root.textContent!.replace(/\s+/g, ' ');

describe('care-call-more', () => {
  afterEach(() => made?.remove());

  it('is nothing before the call stands, and one labelled button after', async () => {
    const { root, part, show } = await put(null);
    equal(root.querySelectorAll('button').length, 0);
    await show({ inCall: IN_CALL });
    equal(part('more-button')!.textContent!.trim(), zh.more);
    equal(part('more-button')!.getAttribute('aria-expanded'), 'false');
  });

  it('opens, and closes with Escape, which gives the focus back', async () => {
    const { root, part, press, settle } = await put({});
    await press('more-button');
    part('rung')!.focus();
    part('rung')!.dispatchEvent(new KeyboardEvent('keydown', { key: 'Escape', bubbles: true }));
    await settle();
    equal(part('more'), null);
    equal(root.activeElement === part('more-button'), true, 'focus');
  });

  it('offers how much of the call is wanted, says what each means, and asks for what is chosen', async () => {
    for (const [lang, t] of [
      ['zh-CN', zh],
      ['en', en],
    ] as const) {
      const { part, press, choose, asked, text } = await put({}, { lang });
      await press('more-button');
      equal(
        [...part<HTMLSelectElement>('rung')!.options].map((one) => one.textContent),
        Object.values(t.rungs),
      );
      for (const rung of ['small-video', 'remote-video-off', 'audio', 'auto'] as const) {
        await choose('rung', rung);
        equal(asked.pop(), ['pin', rung === 'auto' ? null : rung]);
        equal(text().includes(t.rungNotes[rung]), true, rung);
      }
      made?.remove();
    }
  });

  it('who chooses writing gets the conversation, and reads nothing of a bad network', async () => {
    const { part, press, choose, asked, call, text } = await put({});
    await press('more-button');
    await choose('rung', 'text');
    equal([asked, call.talk, part('more')], [[['pin', 'text']], true, null]);
    call.talk = false;
    await press('more-button');
    equal(text().includes(zh.writeNote), false);
  });

  it('offers each kind of device of which there is a choice, shows the one in use, and asks for another', async () => {
    const { part, press, choose, asked, show } = await put({});
    await press('more-button');
    equal(part('device'), null, 'nothing to choose');
    const device = (id: string, label = '') => ({ id, label });
    await show({
      inCall: {
        ...IN_CALL,
        choices: {
          camera: [device('c1', 'USB Camera'), device('c2')],
          microphone: [device('m1')],
          speaker: [device('default'), device('s1'), device('s2')],
        },
        using: { camera: 'c2', speaker: 's1' },
      },
    });
    const camera = part<HTMLSelectElement>('device', 'camera')!;
    equal([camera.value, camera.selectedOptions[0]!.textContent], ['c2', `${zh.device.camera} 2`]);
    equal(part<HTMLSelectElement>('device', 'speaker')!.value, 's1');
    equal(part('device', 'microphone'), null, 'one is no choice');
    await choose('device', 'c1');
    equal(asked, [['choose', 'camera', 'c1']]);
  });

  it('asks whether one is heard, shows the own level, says each outcome, and helps on a no', async () => {
    const { root, part, press, show, asked, text, level } = await put({}, { lang: 'en' });
    await press('more-button');
    await press('ask-hearing');
    equal(asked, [['askHearing']]);
    level.set(0.7);
    equal(root.querySelector<HTMLElement & { level: number }>('care-level-meter')!.level, 0.7);
    for (const hearing of ['listening', 'silent', 'asking', 'yes', 'no', 'nobody'] as const) {
      await show({ inCall: { ...IN_CALL, hearing } });
      equal(text().includes(en.hearing[hearing]), true, hearing);
      equal(!!part('hearing-help'), hearing === 'no', `help at ${hearing}`);
    }
    await show({ inCall: { ...IN_CALL, hearing: 'asking' } });
    await press('ask-hearing');
    equal(asked.length, 1, 'asked once while waiting');
  });

  for (const [name, heard] of [
    ['hear', true],
    ['hear-not', false],
  ] as const)
    it(`is asked in a live region that was there before, and answers ${heard}`, async () => {
      const { root, part, press, show, asked } = await put({});
      const live = root.querySelector('[role=status]')!;
      equal(live.textContent, '');
      await show({ inCall: { ...IN_CALL, askedBy: OTHER.identity } });
      equal(live.textContent, zh.question.doctor);
      equal(part('hear')!.getBoundingClientRect().height >= 44, true, 'a finger fits');
      await press(name);
      equal(asked, [['answerHearing', heard]]);
    });

  it('asks no guest', async () => {
    const { part, press } = await put({ askedBy: OTHER.identity, rung: 'text' }, { as: 'relative' });
    equal(part('hear'), null);
    equal(part('open-talk'), null);
    await press('more-button');
    equal(part('ask-hearing'), null);
    equal(
      [...part<HTMLSelectElement>('rung')!.options].map(({ value }) => value),
      ['auto', 'small-video', 'remote-video-off', 'audio'],
    );
  });

  it('sets the volume of everybody there and of whoever comes later', async () => {
    const { part, press, sound, call, show } = await put({});
    await press('more-button');
    const range = part<HTMLInputElement>('volume')!;
    range.value = '40';
    range.dispatchEvent(new Event('input'));
    await show({});
    equal(sound.volume, 0.4);
    const late = document.createElement('audio');
    (call.renderRoot as HTMLElement).append(late);
    await show({ speaking: true });
    equal(late.volume, 0.4);
  });

  it('offers no volume where the platform ignores it', async () => {
    const own = Object.getOwnPropertyDescriptor(HTMLMediaElement.prototype, 'volume')!;
    Object.defineProperty(HTMLMediaElement.prototype, 'volume', {
      configurable: true,
      get: () => 1,
      set() {},
    });
    try {
      const { part, press } = await put({});
      await press('more-button');
      equal(part('volume'), null);
    } finally {
      Object.defineProperty(HTMLMediaElement.prototype, 'volume', own);
    }
  });

  it('opens the conversation where the sound no longer carries', async () => {
    const { part, press, call, text } = await put({ rung: 'text' });
    equal(text().includes(zh.writeNote), true);
    await press('open-talk');
    equal(call.talk, true);
    equal(part('open-talk'), null);
  });

  for (const lang of ['zh-CN', 'en'])
    it(`axe finds nothing, and every target is 44 px (${lang})`, async () => {
      const { element, press, root } = await put(
        { hearing: 'no', askedBy: OTHER.identity, rung: 'text' },
        { lang },
      );
      await press('more-button');
      await clean(element);
      for (const one of root.querySelectorAll('button, input, select'))
        equal(one.getBoundingClientRect().height >= 44, true, one.outerHTML.slice(0, 90));
    });

  it('a device that can’t be had: how to allow it here, once more, and writing where one is not heard', async () => {
    const { element, root, part, press, show, asked, call, settle } = await put({});
    const retry = () => root.querySelector<HTMLElement>('.retry');
    equal(retry(), null);
    await show({ camera: { face: 'denied', problem: 'denied' } });
    equal(retry()!.textContent!.trim(), zh.again);
    equal(part('open-talk'), null, 'who is heard needs not write');
    await show({ microphone: { face: 'denied', problem: 'denied' } });
    equal(root.querySelectorAll('care-device-help').length, 1, 'one way for both');
    equal(text(root).includes(zh.writeUnheard), true, 'what the other side hears');
    for (let i = 0; i < 100 && !root.querySelector('care-device-help')?.shadowRoot?.querySelector('li'); i++)
      await settle();
    equal(root.querySelector('care-device-help')!.shadowRoot!.querySelector('details')!.open, false);
    await clean(element);
    await press('open-talk');
    equal(call.talk, true);
    retry()!.focus();
    retry()!.click();
    await settle();
    await settle();
    equal(asked, [
      ['setEnabled', 'microphone', true],
      ['setEnabled', 'camera', true],
    ]);
    equal(retry(), null, 'once both are had');
    equal(root.activeElement === part('more-button'), true, 'the focus is kept');
  });

  it('what no trying and no setting can change offers neither', async () => {
    const { root, show } = await put({}, { as: 'relative' });
    await show({ microphone: { face: 'denied', problem: 'unsupported' } });
    equal(root.querySelector('.trouble'), null);
    await show({ microphone: { face: 'denied', problem: 'in-use' } });
    equal(root.querySelectorAll('.retry').length, 1);
    equal(root.querySelector('care-device-help'), null);
  });
});
