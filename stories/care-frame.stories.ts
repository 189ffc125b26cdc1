import { html } from 'lit';
import { TOKENS } from '@care-elements/contract/theme.tokens.ts';
import { CareFrame } from '../packages/elements/frame.ts';
import type { FromFrame, ToFrame } from '../packages/elements/frame-talk.ts';
import { find } from './act.ts';
import { both, type World } from './facts.ts';
import { story } from './story.ts';

// What the build fills in; asked for when a frame is dressed.
Object.assign(globalThis, { __TOKENS__: Object.keys(TOKENS) });

export default {
  title: 'Patient/Visit in a frame (care-frame)',
  component: 'care-frame',
  tags: ['phone', 'autodocs'],
  globals: { viewport: { value: 'phone' } },
};

const TITLE = both('在线就诊 · 模拟的框架', 'Online visit · a frame that pretends');
const LINE = both(
  '框架里是就诊的网页。这里只是替身：显示组件交给它的内容，并发出一个事件。',
  'In the frame is the page of the visit. This one stands in for it: it shows what the tag hands over and tells one event.',
);
const TELL = both('发出 care-visit-opened', 'Tell care-visit-opened');

/** What our server's page does, without a visit: it listens, shows how it was dressed, and says how high it is. */
function stand(lang: World['lang'], frame: HTMLIFrameElement): void {
  const page = frame.contentDocument!;
  const tell = (message: FromFrame) => frame.contentWindow!.parent.postMessage(message, location.origin);
  const [title, line, button, told] = (['h1', 'p', 'button', 'pre'] as const).map((name) =>
    page.createElement(name),
  ) as unknown as [HTMLElement, HTMLElement, HTMLElement, HTMLElement];
  title.textContent = TITLE[lang];
  line.textContent = LINE[lang];
  button.textContent = TELL[lang];
  Object.assign(page.body.style, { margin: '0', padding: '16px', font: '16px/1.5 system-ui, sans-serif' });
  Object.assign(title.style, { font: 'bold 20px/1.4 system-ui, sans-serif', margin: '0' });
  Object.assign(button.style, {
    ...{ font: 'inherit', border: '0', borderRadius: '8px', minHeight: '44px', padding: '8px 16px' },
    ...{ background: '#0b6b69', color: '#fff' },
  });
  told.style.whiteSpace = 'pre-wrap';
  page.body.replaceChildren(title, line, button, told);
  button.addEventListener('click', () =>
    tell({
      care: 'event',
      type: 'care-visit-opened',
      fields: { visitId: 'story', stage: 'opened', from: null },
    }),
  );
  frame.contentWindow!.addEventListener('message', ({ data }: MessageEvent<ToFrame>) => {
    if (data?.care !== 'dress') return;
    page.documentElement.style.colorScheme = data.scheme;
    button.style.background = data.tokens['--care-color-brand'] ?? '#0b6b69';
    const { care: _, ...handed } = data;
    told.textContent = JSON.stringify(handed, null, 2);
    tell({ care: 'size', height: page.body.scrollHeight });
  });
}

/** The frame's own page is taken from it before it comes: a story has no server. */
async function within(box: HTMLElement, { lang }: World, silent = false): Promise<void> {
  const frame = (await find(box, 'iframe')) as HTMLIFrameElement;
  const empty = new Promise((done) => frame.addEventListener('load', done, { once: true }));
  frame.srcdoc = '<!doctype html><title>.</title>';
  await empty;
  if (silent) return;
  stand(lang, frame);
  // As its script would: the message has to come from there.
  const ready = frame.contentDocument!.createElement('script');
  ready.textContent = `parent.postMessage({ care: 'ready' }, '*')`;
  frame.contentDocument!.body.append(ready);
}

export const Framed = story(
  ({ lang }) =>
    html`<care-frame hospital="renhe" server=${location.origin} lang=${lang} theme="warm" style="--care-color-brand: #7a1f3d"></care-frame>`,
  (box, world) => within(box, world),
);
export const FixedHeight = story(
  ({ lang }) =>
    html`<care-frame hospital="renhe" server=${location.origin} lang=${lang} height="240" title=${TITLE[lang]}></care-frame>`,
  (box, world) => within(box, world),
);
/** The browser keeps the frame empty; after three seconds of silence the tag says why, in the page and the console. */
export const NotRegistered = story(
  ({ lang }) => html`<care-frame hospital="renhe" server=${location.origin} lang=${lang}></care-frame>`,
  async (box, world) => {
    const { error } = console;
    const { patience } = CareFrame;
    CareFrame.patience = 0;
    console.error = () => {};
    await within(box, world, true)
      .then(() => find(box, '[role=alert]'))
      .finally(() => {
        CareFrame.patience = patience;
        console.error = error;
      });
  },
);
