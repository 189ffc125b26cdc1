/** Above a conversation: the way from video to writing and back; and the time that its messages say. */
import { render } from 'lit';
import { SILENT, type MessageState } from '@care-elements/client/message-state.ts';
import '../../packages/elements/widgets/care-chat-view.ts';
import type { CareChat } from '../../packages/elements/widgets/care-chat-view.ts';
import { bubble, dayWords, type Bubbles } from '../../packages/elements/widgets/chat-bubble.ts';
import type { ChatComposer } from '../../packages/elements/widgets/chat-composer.ts';
import en from '../../packages/elements/locales/en/chat.ts';
import { fakeMessages, messagesOf } from '../../stories/fake-messages.ts';
import { VISIT_ID } from '../../stories/visit-facts.ts';
import { equal, until } from '../kit/expect.ts';
import { withCalls } from './with-calls.ts';

async function show(mode: 'video' | 'text', draft = '') {
  const messages = messagesOf([['doctor', 'Good morning', 1]]);
  const store = fakeMessages({ messages } satisfies Partial<MessageState>, { draft });
  const chat = document.createElement('care-chat') as CareChat;
  Object.assign(chat, { lang: 'en', visit: VISIT_ID, other: 'Dr Zhao', panel: true, chat: store, mode });
  document.body.replaceChildren(chat);
  await until(() => chat.renderRoot?.querySelector('[part=mode]'), 'the button');
  const asked = (name: string) => store.asked.filter(([one]) => one === name);
  return { chat, store, root: chat.renderRoot, asked };
}

describe('care-chat, its head', () => {
  it('ends the video only after asking once, and keeps what was being written', async () => {
    const { root, asked } = await show('video', 'half a');
    const mode = root.querySelector<HTMLButtonElement>('[part=mode]')!;
    mode.click();
    const sure = await until(() => root.querySelector<HTMLElement>('.sure'), 'the question');
    await until(() => (root as ShadowRoot).activeElement === sure, 'the focus on it');
    equal(asked('setMode'), [], 'not at the first tap');
    const [no] = sure.querySelectorAll('button');
    no!.click();
    await until(
      () => !root.querySelector('.sure') && (root as ShadowRoot).activeElement === mode,
      'as it was',
    );
    equal(asked('setMode'), []);
    equal(root.querySelector<ChatComposer>('care-chat-composer')!.store!.draft.get(), 'half a');
    mode.click();
    await until(() => root.querySelector('.sure'), 'the question again');
    root.querySelectorAll<HTMLButtonElement>('.sure button')[1]!.click();
    await until(() => asked('setMode').length, 'the request');
    equal(asked('setMode'), [['setMode', 'text']]);
  });

  it('asks no longer where the visit has ended under the question, or its video has', async () => {
    for (const end of ['visit', 'video']) {
      const { chat, store, root } = await show('video');
      root.querySelector<HTMLButtonElement>('[part=mode]')!.click();
      await until(() => root.querySelector('.sure'), 'the question');
      if (end === 'visit') store.set({ writable: false });
      else chat.mode = 'text';
      await until(() => !root.querySelector('.sure, .asking'), `no question: the ${end} has ended`);
    }
  });

  it('leaves a long name its line on a phone: the button stands beneath', async () => {
    const { chat, root } = await show('video');
    Object.assign(chat, { other: 'Dr Maria Delgado-Lindqvist', style: 'display: block; width: 320px' });
    await chat.updateComplete;
    const name = root.querySelector('h2')!;
    const mode = root.querySelector('[part=mode]')!;
    const lines = name.offsetHeight / parseFloat(getComputedStyle(name).lineHeight);
    equal(Math.round(lines) <= 2, true, `${lines} lines of the name`);
    equal(mode.getBoundingClientRect().top >= name.getBoundingClientRect().bottom, true, 'beneath');
    equal(root.querySelector('.head')!.scrollWidth <= 320, true, 'as wide as the phone');
  });

  it('to video it goes at once: nothing ends by that', () =>
    withCalls(true, async () => {
      const { root, asked } = await show('text');
      root.querySelector<HTMLButtonElement>('[part=mode]')!.click();
      await until(() => asked('setMode').length, 'the request');
    }));

  it('has no way to a video where the browser has no calls', () =>
    withCalls(false, async () => {
      const { chat, root } = await show('video');
      chat.mode = 'text';
      await until(() => !root.querySelector('[part=mode]'), 'no button');
    }));

  it('says when something was written by the clock and calendar of the hospital, as its desk does', () => {
    const at = new Date(Date.now() - 60_000).toISOString();
    const zones = ['Pacific/Kiritimati', 'Pacific/Pago_Pago'];
    const said = zones.map((timeZone) => {
      const box = document.createElement('div');
      const message = { ...messagesOf([['doctor', 'Good morning', 1]])[0]!, sentAt: at };
      const state = { ...SILENT, messages: [message] };
      render(
        bubble(message, false, { t: en, lang: 'en', zone: timeZone, state } as unknown as Bubbles, undefined),
        box,
      );
      return box.querySelector('time')!.textContent;
    });
    const clock = (timeZone: string) =>
      new Intl.DateTimeFormat('en-GB', { hour: '2-digit', minute: '2-digit', timeZone }).format(new Date(at));
    equal(said, zones.map(clock));
  });

  it('today and yesterday are those of the hospital’s calendar', () => {
    const hour = new Date().getUTCHours();
    // Its clock stands at noon, and at midnight; `Etc/GMT-8` is eight hours ahead.
    const etc = (ahead: number) => `Etc/GMT${ahead < 0 ? '+' : '-'}${Math.abs(ahead)}`;
    const zones = [etc(12 - hour), etc(hour > 12 ? 24 - hour : -hour)];
    const twoHoursAgo = new Date(Date.now() - 2 * 3_600_000).toISOString();
    equal(
      zones.map((zone) => dayWords(en, 'en', twoHoursAgo, zone)),
      [en.today, en.yesterday],
    );
  });
});
