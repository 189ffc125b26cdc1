/** The conversation's view on a faked store: what it shows of a long history, what it asks for, and the picture enlarged. */
import { smallPicture } from '@care-elements/client/message-files.ts';
import { createVoiceRecorder } from '@care-elements/client/voice-recorder.ts';
import type { MessageState } from '@care-elements/client/message-state.ts';
import '../../packages/elements/widgets/care-chat-view.ts';
import '../../packages/elements/widgets/chat-button.ts';
import type { CareChat } from '../../packages/elements/widgets/care-chat-view.ts';
import type { ChatComposer } from '../../packages/elements/widgets/chat-composer.ts';
import type { ChatLightbox } from '../../packages/elements/widgets/chat-lightbox.ts';
import en from '../../packages/elements/locales/en/chat.ts';
import { fakeMessages, messagesOf } from '../../stories/fake-messages.ts';
import { VISIT_ID } from '../../stories/visit-facts.ts';
import { assert, equal, until } from '../kit/expect.ts';

const frame = () => new Promise((done) => requestAnimationFrame(() => setTimeout(done)));

const long = (from: number, to: number) =>
  messagesOf(
    Array.from({ length: to - from + 1 }, (_, i) => [
      i % 2 ? 'patient' : 'doctor',
      `message ${from + i}`,
      60 - i / 1000,
    ]),
    from,
  );

async function show(state: Partial<MessageState> = {}, more = {}) {
  const store = fakeMessages(state, more);
  const box = document.createElement('div');
  box.style.cssText = 'width: 390px; height: 600px';
  const chat = document.createElement('care-chat') as CareChat;
  Object.assign(chat, { lang: 'en', visit: VISIT_ID, other: 'Dr Zhao', panel: true, chat: store });
  box.append(chat);
  document.body.replaceChildren(box);
  await until(() => chat.hasUpdated, 'drawn');
  await frame();
  const root = chat.renderRoot;
  const scroll = root.querySelector<HTMLElement>('.scroll')!;
  const seqs = () =>
    [...root.querySelectorAll<HTMLElement>('[data-seq]')].map((line) => Number(line.dataset['seq']));
  const asked = (name: string) => store.asked.filter(([one]) => one === name);
  return { store, chat, root, scroll, seqs, asked };
}
async function composer({ root }: Awaited<ReturnType<typeof show>>) {
  const element = await until(() => root.querySelector<ChatComposer>('care-chat-composer'), 'composer');
  await until(() => element.hasUpdated, 'composer drawn');
  return element;
}

describe('care-chat', () => {
  it('opens the conversation of its visit, and closes it when it leaves the page', async () => {
    const { chat, asked } = await show();
    equal(asked('open'), [['open', VISIT_ID, 'patient']]);
    chat.remove();
    equal(asked('close').length, 1);
  });

  it('the button that opened it has the focus again when it is closed', async () => {
    const button = document.createElement('care-chat-button') as HTMLElement & { open: boolean };
    Object.assign(button, { lang: 'en', open: true });
    document.body.replaceChildren(button);
    const inner = await until(() => button.shadowRoot?.querySelector('button'), 'the button');
    button.open = false;
    await until(() => button.shadowRoot!.activeElement === inner, 'the focus');
    button.remove();
  });

  it('a long message leaves its button in view where a picture stands above', async () => {
    const chat = await show();
    chat.chat.parentElement!.style.height = '240px';
    const { renderRoot } = await composer(chat);
    const write = await until(() => chat.root.querySelector('textarea') ?? renderRoot.querySelector('textarea'), 'field'); // prettier-ignore
    write.value = 'line\n'.repeat(9);
    write.dispatchEvent(new InputEvent('input', { bubbles: true }));
    await frame();
    const { bottom } = chat.chat.getBoundingClientRect();
    assert(write.getBoundingClientRect().bottom <= bottom, 'the field is cut off');
  });

  it('shows a few of 5,000 messages at once, the newest first, all of them by scrolling', async function () {
    // Some 250 screens: 15 s are too few for WebKit on a busy machine.
    this.timeout(60_000);
    const { scroll, seqs, store } = await show({ messages: long(1, 5000) });
    equal(seqs().at(-1), 5000, 'the newest is shown');
    await until(
      () => scroll.scrollHeight - scroll.scrollTop - scroll.clientHeight < 2,
      'and before the eyes',
    );
    const seen = new Set(seqs());
    for (let i = 0; i < 1000 && !seen.has(1); i++) {
      const first = seqs()[0];
      scroll.scrollTop = 0;
      await until(() => seqs()[0] !== first || first === 1, 'earlier ones');
      for (const seq of seqs()) seen.add(seq);
      assert(seqs().length <= 120, `${seqs().length} at once`);
    }
    equal(seen.size, 5000, 'every one was shown');
    equal(store.asked.filter(([name]) => name === 'fetchEarlier').length, 0);
    for (let i = 0; i < 300 && seqs().at(-1)! < 400; i++) {
      scroll.scrollTop = scroll.scrollHeight;
      await frame();
    }
    assert(seqs().at(-1)! >= 400 && seqs().length <= 120, 'and back down');
  });

  it('keeps what is before the eyes in its place when earlier ones come, and asks for them at the top', async () => {
    const { scroll, seqs, store, root, asked } = await show({ messages: long(101, 140), earlier: true });
    scroll.scrollTop = 30;
    await until(() => asked('fetchEarlier').length, 'asked for earlier ones');
    const line = [...root.querySelectorAll<HTMLElement>('[data-seq]')].find(
      (one) => one.getBoundingClientRect().bottom > scroll.getBoundingClientRect().top,
    )!;
    const before = line.getBoundingClientRect().top;
    store.set({ messages: long(51, 140), earlier: true });
    await until(() => seqs()[0]! < 101, 'drawn');
    await frame();
    const same = root.querySelector<HTMLElement>(`[data-seq='${line.dataset['seq']}']`)!;
    assert(
      Math.abs(same.getBoundingClientRect().top - before) < 3,
      `moved by ${same.getBoundingClientRect().top - before}`,
    );
  });

  it('follows new ones at the bottom; further up it says how many came and leads there', async () => {
    const { scroll, seqs, store, root } = await show({ messages: long(1, 100) });
    store.set({ messages: long(1, 101) });
    await until(() => seqs().at(-1) === 101, 'the new one');
    assert(scroll.scrollHeight - scroll.scrollTop - scroll.clientHeight < 2, 'followed');
    scroll.scrollTop -= 900;
    await frame();
    const at = scroll.scrollTop;
    store.set({ messages: long(1, 103), unread: 2 });
    const pill = await until(() => root.querySelector<HTMLElement>('[part=newest]'), 'the way down');
    equal(pill.textContent!.trim(), en.newest(2));
    assert(Math.abs(scroll.scrollTop - at) < 200, 'not pulled away');
    pill.click();
    await until(
      () => seqs().at(-1) === 103 && scroll.scrollHeight - scroll.scrollTop - scroll.clientHeight < 2,
      'there',
    );
    assert(!root.querySelector('[part=newest]'), 'and the button is gone');
  });

  it('tells what was before the eyes, and reads out what is new from the other side alone', async () => {
    const { store, root, asked } = await show({ messages: long(1, 3) });
    await until(() => asked('seen').some(([, seq]) => seq === 3), 'seen');
    const status = () => root.querySelector('[role=status].hidden')!.textContent;
    equal(status(), '');
    store.set({
      messages: messagesOf([
        ['doctor', 'a', 3],
        ['patient', 'b', 2],
        ['doctor', 'c', 1],
        ['patient', 'mine', 0],
      ]),
    });
    await frame();
    equal(status(), '');
    store.set({
      messages: messagesOf([
        ['doctor', 'a', 3],
        ['patient', 'b', 2],
        ['doctor', 'c', 1],
        ['patient', 'mine', 0],
        ['doctor', 'theirs', 0],
      ]),
    });
    await until(() => status() === 'Dr Zhao: theirs', 'read out');
  });

  it('says how far an own message has come, and never a tick before it is stored', async () => {
    const messages = messagesOf([
      ['patient', 'one', 3],
      ['patient', 'two', 2],
      ['patient', 'three', 1],
    ]);
    const marks = { patient: { delivered: 3, read: 0 }, doctor: { delivered: 2, read: 1 } };
    const { store, root } = await show({ messages, marks });
    const said = () => [...root.querySelectorAll('[data-seq] .meta span')].map((one) => one.textContent);
    equal(said(), [en.standing.read, en.standing.delivered, en.standing.sent]);
    store.set({
      outgoing: [
        {
          messageId: 'x',
          kind: 'text',
          text: 'four',
          name: '',
          seconds: null,
          state: 'sending',
          problem: null,
        },
      ],
    });
    const away = await until(() => root.querySelector('[data-out]'), 'on its way');
    assert(
      away.textContent!.includes(en.sending) && !away.textContent!.includes(en.standing.sent),
      'not sent',
    );
  });

  it('sends with Enter, not while a character is being composed, and keeps what is written over a closing', async () => {
    const all = await show();
    const { store, asked } = all;
    const field = (await composer(all)).renderRoot.querySelector('textarea')!;
    field.value = '头疼';
    field.dispatchEvent(new InputEvent('input'));
    equal(asked('hint').length, 1, 'the other side is told');
    const enter = (isComposing: boolean) =>
      field.dispatchEvent(new KeyboardEvent('keydown', { key: 'Enter', isComposing, cancelable: true }));
    enter(true);
    equal(asked('send'), []);
    equal(store.draft.get(), '头疼', 'it lies in the store');
    enter(false);
    equal(asked('send'), [['send', '头疼']]);
    equal(store.draft.get(), '');
  });

  it('records, sends and drops a voice message', async () => {
    const all = await show();
    const { renderRoot } = await composer(all);
    const press = (label: string) =>
      renderRoot.querySelector<HTMLElement>(`[aria-label='${label}']`)!.click();
    press(en.speak);
    await until(() => renderRoot.querySelector('[role=timer]'), 'recording');
    press(en.sendVoice);
    equal(all.asked('sendVoice').length, 1);
    press(en.dropVoice);
    await until(() => renderRoot.querySelector('textarea'), 'back to writing');
  });

  it('draws a picture and enlarges it: zoom by key, wheel, button and pinch, moved by arrows, closed by Escape', async () => {
    const { root } = await show({ messages: messagesOf([['doctor', { name: 'x.jpg' }, 1]]) });
    const picture = root.querySelector<HTMLElement>('care-chat-picture')!;
    await until(() => picture.hasAttribute('drawn'), 'drawn');
    picture.shadowRoot!.querySelector('button')!.click();
    const box = await until(() => root.querySelector<ChatLightbox>('care-chat-lightbox'), 'lightbox');
    const canvas = await until(
      () => box.shadowRoot?.querySelector<HTMLCanvasElement>('canvas[data-drawn]'),
      'large',
    );
    equal([canvas.width, canvas.height], [1200, 1600], 'in full');
    const dialog = box.shadowRoot!.querySelector('dialog')!;
    assert(dialog.open, 'open');
    const key = (name: string) =>
      dialog.dispatchEvent(new KeyboardEvent('keydown', { key: name, bubbles: true, cancelable: true }));
    key('+');
    assert(box.zoom > 1.3, `${box.zoom}`);
    key('ArrowDown');
    assert(/translate\(0px, -60px\)/.test(canvas.style.transform), canvas.style.transform);
    key('0');
    equal(box.zoom, 1);
    // Firefox leaves a second nought out.
    assert(/translate\(0px(, 0px)?\)/.test(canvas.style.transform), canvas.style.transform);
    const stage = box.shadowRoot!.querySelector<HTMLElement>('.stage')!;
    stage.dispatchEvent(
      new WheelEvent('wheel', { deltaY: -400, clientX: 100, clientY: 100, cancelable: true }),
    );
    assert(Math.abs(box.zoom - Math.E) < 0.01, `${box.zoom}`);
    key('0');
    stage.setPointerCapture = () => {};
    const touch = (type: string, pointerId: number, clientX: number) =>
      stage.dispatchEvent(new PointerEvent(type, { pointerId, clientX, clientY: 300, bubbles: true }));
    touch('pointerdown', 1, 100);
    touch('pointerdown', 2, 200);
    touch('pointermove', 2, 300);
    assert(Math.abs(box.zoom - 2) < 0.01, `pinched to ${box.zoom}`);
    touch('pointerup', 1, 100);
    touch('pointerup', 2, 300);
    for (let i = 0; i < 20; i++) key('-');
    equal(box.zoom, 1, 'not smaller than the window');
    dialog.dispatchEvent(new Event('cancel', { cancelable: true }));
    dialog.close();
    await until(() => !root.querySelector('care-chat-lightbox'), 'closed');
    equal(picture.shadowRoot!.activeElement?.localName, 'button', 'back where one was');
  });
});

describe('files on their way out', () => {
  const canvasOf = (width: number, height: number, type: string): Promise<Blob> => {
    const canvas = Object.assign(document.createElement('canvas'), { width, height });
    canvas.getContext('2d')!.fillRect(0, 0, width / 2, height);
    return new Promise((done) => canvas.toBlob((blob) => done(blob!), type));
  };
  /** A JPEG with an EXIF segment that has words in it, and turns it by a quarter. */
  async function photo(): Promise<Blob> {
    const jpeg = new Uint8Array(await (await canvasOf(400, 200, 'image/jpeg')).arrayBuffer());
    const text = 'Exif\0\0II*\0\x08\0\0\0\x01\0\x12\x01\x03\0\x01\0\0\0\x06\0\0\0\0\0\0\0GPS of Wang Xiuying';
    const body = Uint8Array.from(text, (c) => c.charCodeAt(0));
    const head = new Uint8Array([0xff, 0xe1, (body.length + 2) >> 8, (body.length + 2) & 255]);
    return new Blob([jpeg.subarray(0, 2), head, body, jpeg.subarray(2)], { type: 'image/jpeg' });
  }
  const textOf = async (blob: Blob) => new TextDecoder('latin1').decode(await blob.arrayBuffer());

  it('makes a picture a JPEG of at most 1600 pixels, upright, without a word about its photographer', async () => {
    const large = await smallPicture(await canvasOf(4000, 3000, 'image/png'));
    equal(large.type, 'image/jpeg');
    const size = await createImageBitmap(large);
    equal([size.width, size.height], [1600, 1200]);
    const small = await createImageBitmap(await smallPicture(await canvasOf(300, 200, 'image/webp')));
    equal([small.width, small.height], [300, 200], 'never enlarged');
    const source = await photo();
    assert((await textOf(source)).includes('Wang'), 'the photo tells');
    const made = await smallPicture(source);
    assert(!/Exif|Wang/.test(await textOf(made)), 'what is sent does not');
    const upright = await createImageBitmap(made);
    equal([upright.width, upright.height], [200, 400], 'turned as it was taken');
  });

  it('refuses in words what is no picture', async () => {
    const problem = await smallPicture(new Blob(['<svg/>'], { type: 'image/png' })).catch((error) => error);
    equal([problem.code, problem.current], ['file-refused', 'broken']);
  });

  it('says which doctor wrote, once several have, where another one begins', async () => {
    const [zhao, sun] = [
      { 'zh-CN': '赵敏', en: 'Zhao Min' },
      { 'zh-CN': '孙宁', en: 'Sun Ning' },
    ];
    const talk = (authors: (typeof zhao)[]) =>
      messagesOf(authors.map((_, i) => ['doctor', `m${i}`, 9 - i])).map((m, i) => ({
        ...m,
        author: authors[i]!,
      }));
    const names = async (authors: (typeof zhao)[]) => {
      const { root } = await show({ messages: talk(authors) });
      return [...root.querySelectorAll('[data-seq]')].map(
        (line) => line.querySelector('[part=author]')?.textContent ?? '',
      );
    };
    equal(await names([zhao, zhao]), ['', '']);
    equal(await names([zhao, zhao, sun, sun]), ['Zhao Min', '', 'Sun Ning', '']);
  });

  it('records from the microphone, and gives it back', async () => {
    const voice = createVoiceRecorder();
    assert(voice.able, 'able');
    const { getUserMedia } = navigator.mediaDevices;
    const tracks: MediaStreamTrack[] = [];
    navigator.mediaDevices.getUserMedia = async (...args) => {
      const stream = await getUserMedia.apply(navigator.mediaDevices, args);
      tracks.push(...stream.getTracks());
      return stream;
    };
    await voice.start();
    equal(voice.get().phase, 'recording', JSON.stringify(voice.get()));
    await until(() => voice.get().seconds >= 1, 'a second');
    const file = await voice.finish();
    assert(file && file.blob.size > 500, `${file?.blob.size} bytes`);
    // Safari's engine has no WebM.
    equal(file.type, MediaRecorder.isTypeSupported('audio/webm') ? 'audio/webm' : 'audio/mp4');
    await voice.start();
    voice.cancel();
    navigator.mediaDevices.getUserMedia = getUserMedia;
    equal(tracks.length, 2);
    assert(
      tracks.every(({ readyState }) => readyState === 'ended'),
      'no microphone is left on',
    );
    equal(voice.get(), { phase: 'idle', seconds: 0, problem: null });
  });
});
