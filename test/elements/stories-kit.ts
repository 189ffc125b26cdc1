/**
 * Keeps the stories honest, in both languages: each is drawn without an error, shows a state that no other of its file shows,
 * is clean for axe in light, dark and elder mode, has targets for a finger and a name for everything, speaks one language, and fits the
 * phone it is made for.
 */
import { executeServerCommand } from '@web/test-runner-commands';
import { html, render } from 'lit';
import { keyed } from 'lit/directives/keyed.js';
// There before it is asked for: nothing tells that it is on its way.
import '../../packages/elements/controls/elder-mode.ts';
import { deep } from '../../stories/act.ts';
import type { Story, StoryMeta } from '../../stories/story.ts';
import { faults, type Light } from './axe-lights.ts';
import { lostByForcedColors } from './forced-colors.ts';
import { CHROMIUM } from './able.ts';
import { still } from './still.ts';

const LANGS = ['zh-CN', 'en'] as const;
/** Each language is laid out in a light of its own. */
const SCHEME: Record<(typeof LANGS)[number], Light> = { 'zh-CN': 'light', en: 'dark' };

/** What went wrong while a story was on: thrown, rejected, or said on the console. */
let wrong: string[] = [];
addEventListener('error', (event) => wrong.push(event.message));
addEventListener('unhandledrejection', (event) => wrong.push(`${event.reason?.message ?? event.reason}`));
for (const level of ['error', 'warn'] as const) {
  const say = console[level];
  console[level] = (...words: unknown[]) => {
    wrong.push(words.map(String).join(' '));
    say(...words);
  };
}

const box = document.createElement('div');
document.body.append(box);
document.body.style.margin = '0';

const moment = () => new Promise((done) => setTimeout(done, 5));

/** All that is read on the screen or read out, shadow roots included; `here` leaves out what is marked as a citation in Chinese. */
function said(root: ParentNode, here = false): string {
  const parts: string[] = [];
  const walk = (node: Node) => {
    if (node instanceof Text) parts.push(node.data.trim());
    else if (node instanceof HTMLElement || node instanceof SVGElement || node instanceof DocumentFragment) {
      if (node instanceof HTMLElement && (node.hidden || node.localName === 'style')) return;
      if (here && node instanceof HTMLSpanElement && node.lang === 'zh-CN') return;
      if (node instanceof Element)
        for (const name of ['aria-label', 'placeholder', 'title', 'alt'])
          parts.push(node.getAttribute(name) ?? '');
      if (node instanceof HTMLInputElement)
        parts.push(node.checked ? '☑' : node.type === 'password' ? '' : node.value);
      if (node instanceof HTMLTextAreaElement) parts.push(node.value);
      const into = ('shadowRoot' in node && node.shadowRoot) || node;
      const slotted = node instanceof HTMLSlotElement ? node.assignedNodes() : [];
      (slotted.length ? slotted : into.childNodes).forEach(walk);
    }
  };
  walk(root);
  return parts.filter(Boolean).join(' ');
}

/** Until every part is there, has drawn itself, and says the same for three looks in a row. */
async function settled(): Promise<string> {
  let before = '';
  let same = 0;
  for (let tries = 0; tries < 400 && same < 3; tries++) {
    await moment();
    const waiting = [...deep(box)].some((element) => {
      if (!element.localName.includes('-')) return false;
      const { hasUpdated, isUpdatePending } = element as unknown as Record<string, boolean>;
      // The frame's tag is without Lit: it stands as soon as it is there.
      if (element.localName === 'care-frame') return !customElements.get('care-frame');
      return !customElements.get(element.localName) || !hasUpdated || isUpdatePending;
    });
    if (waiting) {
      same = 0;
      continue;
    }
    const now = said(box);
    same = now === before ? same + 1 : 0;
    before = now;
  }
  if (same < 3) throw new Error('The story does not come to rest.');
  still(box);
  return before;
}

async function show(it: Story, lang: (typeof LANGS)[number]): Promise<string> {
  wrong = [];
  const page = document.documentElement;
  page.lang = lang;
  page.style.colorScheme = SCHEME[lang];
  page.style.background = 'Canvas';
  const globals = { lang };
  render(html`${keyed({}, it.render({}, { globals }))}`, box);
  let words = await settled();
  if (it.play) {
    await it.play({ canvasElement: box, globals });
    words = await settled();
  }
  if (wrong.length) throw new Error(wrong.join('\n'));
  return words;
}

const scrolls = (element: Element) => /auto|scroll|hidden|clip/.test(getComputedStyle(element).overflowX);

/** Boxes that reach beyond the edge of the page, and words that do not fit into their own box or field. */
function spilt(): string[] {
  const edge = box.getBoundingClientRect().right + 1;
  const inScrolled = (element: Element): boolean => {
    for (let up: Element | null = element; up && up !== box;) {
      if (scrolls(up)) return true;
      up = up.parentElement ?? (up.getRootNode() as ShadowRoot).host ?? null;
    }
    return false;
  };
  const range = document.createRange();
  const wordsOf = (element: Element) =>
    [...element.childNodes]
      .filter((node) => node instanceof Text && node.data.trim())
      .map((node) => (range.selectNodeContents(node), range.getBoundingClientRect().right));
  // What is folded away Firefox lays out when it is opened, and until then as it was before the page became narrower.
  const old = (element: Element) => navigator.userAgent.includes('Firefox') && !element.checkVisibility();
  return [...deep(box)]
    .filter((element) => {
      if (old(element)) return false;
      const { right } = element.getBoundingClientRect();
      if (element instanceof HTMLInputElement && element.scrollWidth > element.clientWidth + 1) return true;
      return (right > edge || wordsOf(element).some((end) => end > right + 1)) && !inScrolled(element);
    })
    .map(
      (element) => `${element.localName}.${element.className} “${element.textContent?.trim().slice(0, 40)}”`,
    );
}

/** Elements of ours that show nothing, for want of width. */
const collapsed = (): string[] =>
  [...deep(box)]
    .filter((element) => element.localName.startsWith('care-') && element.checkVisibility())
    .filter((element) => element.shadowRoot!.childElementCount && element.getBoundingClientRect().width < 44)
    .map(({ localName }) => localName);

/** Elder mode, a phone's on the usual one; on what stands, which has to keep what was done so far. */
async function elder(phone: boolean): Promise<void> {
  if (phone) box.style.width = '390px';
  box.style.setProperty('--care-scale', '1.3');
  // As a page sets it: on what it embeds, which sees to what stands within.
  const able = [...box.querySelectorAll<HTMLElement & { elder: boolean }>('*')].filter(
    (element) => 'elder' in element,
  );
  for (const element of able) element.elder = true;
  if (able.length) await settled();
}

/** Every element, its attributes and its words, and whether it shows. */
const standing = (): string =>
  [box, ...[...deep(box)].flatMap(({ shadowRoot }) => shadowRoot ?? [])]
    .map((root) => root.innerHTML)
    .concat([...deep(box)].map((element) => `${element.checkVisibility({ visibilityProperty: true })}`))
    .join();

/** In elder mode's own layout: targets below 60 px, and text below 18 px. */
function small(): string[] {
  const faults: string[] = [];
  const name = (of: Element) => `${of.localName}.${of.className} “${of.textContent?.trim().slice(0, 30)}”`;
  for (const element of deep(box)) {
    // A sheet as it is printed is a picture: what it says stands in large type before it.
    if (!element.checkVisibility({ visibilityProperty: true }) || element.closest('svg, .paper')) continue;
    const { width, height } = element.getBoundingClientRect();
    if (!width || !height) continue;
    const zoom = (element as { currentCSSZoom?: number }).currentCSSZoom ?? 1;
    const size = parseFloat(getComputedStyle(element).fontSize) * zoom;
    const words = [...element.childNodes].some((node) => node instanceof Text && node.data.trim());
    if (words && width > 1 && size < 18) faults.push(`text of ${size} px: ${name(element)}`);
    if (!element.matches('a[href], button, summary, select, textarea, input')) continue;
    const target = (element.matches('[type=radio], [type=checkbox]') && element.closest('label')) || element;
    const { width: w, height: h } = target.getBoundingClientRect();
    if (w < 59.5 || h < 59.5) faults.push(`target of ${w.toFixed()} × ${h.toFixed()} px: ${name(target)}`);
  }
  return faults;
}

/** A patient's widget in elder mode, on a usual phone and a narrow one, and with the largest text there is. */
async function elderLayout(): Promise<void> {
  const bar = [...deep(box)].find(({ localName }) => localName === 'care-elder') as
    (HTMLElement & { size: number }) | undefined;
  if (!bar) return;
  for (const [width, size] of [
    [390, 18],
    [320, 18],
    [320, 30],
  ] as const) {
    box.style.width = `${width}px`;
    bar.size = size;
    await settled();
    equal(small(), [], `too small at ${width} px, text ${size}`);
    equal(spilt(), [], `too wide at ${width} px, text ${size}`);
  }
}

const CONTROL = 'a[href], button, summary, select, textarea, input:not([type=hidden])';
/** What a finger presses of it: a radio button's whole label. */
const targetOf = (element: Element): Element =>
  (element.matches('[type=radio], [type=checkbox]') && element.closest('label')) || element;

/** Targets of the patient's below 44 px. A link within a sentence is as high as its line (WCAG 2.5.8). */
function narrow(): string[] {
  return [...deep(box)]
    .filter((element) => element.matches(CONTROL) && element.checkVisibility({ visibilityProperty: true }))
    .map(targetOf)
    .filter((target) => {
      const { width, height } = target.getBoundingClientRect();
      const within = target.parentElement?.textContent?.trim() !== target.textContent?.trim();
      if (getComputedStyle(target).display === 'inline' && within) return false;
      // What is for readers of the page's structure alone is as small as nothing.
      return width > 1 && height > 1 && (width < 43.5 || height < 43.5);
    })
    .map((target) => {
      const { width, height } = target.getBoundingClientRect();
      return `${width.toFixed()} × ${height.toFixed()} px: ${target.localName}.${target.className} “${target.textContent?.trim().slice(0, 30)}”`;
    });
}

/** What the browser's accessibility tree has no name for. */
const nameless = async (): Promise<unknown> => (CHROMIUM ? executeServerCommand('nameless') : []);

function equal(actual: unknown, expected: unknown, what: string): void {
  const [a, b] = [JSON.stringify(actual, null, 1), JSON.stringify(expected, null, 1)];
  if (a !== b) throw new Error(`${what}: ${a}`);
}

const CHINESE = /[\u3400-\u9fff]+/g;
/** The switch to the other language says its name in that language. */
const OTHER_LANGUAGE = ['中文'];

/** Declares the tests of these files' stories; to be awaited at the top of a test file. */
export async function testStories(files: readonly string[]): Promise<void> {
  for (const file of files) {
    let loaded: Record<string, Story> & { default: StoryMeta };
    try {
      loaded = await import(`../../stories/${file}.stories.ts`);
    } catch (cause) {
      it(`${file} can be loaded`, () => Promise.reject(cause as Error));
      continue;
    }
    const { default: meta, ...stories } = loaded;
    const phone = meta.tags?.includes('phone');
    describe(meta.title, () => {
      const shown: Record<string, string> = {};
      // Sentences are shown there with their blanks open, or code with its braces.
      const unfilled = meta.tags?.includes('blanks')
        ? /undefined|\bNaN\b|\[object/g
        : /\{[\w ]+\}|undefined|\bNaN\b|\[object/g;
      beforeEach(() => {
        box.style.width = phone ? '320px' : '1280px';
        box.style.height = phone ? '' : '800px';
        box.style.setProperty('--care-scale', '1');
      });
      afterEach(async () => {
        render(html``, box);
        await moment();
      });
      const shownHere = Object.entries(stories).filter(([name]) => !meta.excludeStories?.includes(name));
      for (const [name, story] of shownHere)
        for (const lang of LANGS)
          it(`${name}, ${lang}`, async function () {
            // A large desk takes two seconds, and on a busy machine ten times as long.
            this.timeout(60_000);
            const words = await show(story, lang);
            if (!words) throw new Error('It shows nothing.');
            const twin = shown[words];
            if (twin && !(story.tags?.includes('arabic') && twin.startsWith(`${name}, `)))
              throw new Error(`It shows the same as ${twin}: “${words.slice(0, 80)}”`);
            shown[words] = `${name}, ${lang}`;
            equal(said(box).match(unfilled) ?? [], [], 'not filled in');
            equal(collapsed(), [], 'without width');
            equal(spilt(), [], `too wide for ${phone ? 320 : 1280} px`);
            if (lang === 'en' && !story.tags?.includes('both-languages'))
              equal(
                (said(box, true).match(CHINESE) ?? []).filter((found) => !OTHER_LANGUAGE.includes(found)),
                [],
                'not translated',
              );
            // Colours are the same in every language, and the costliest to look at: in the first, in both lights.
            equal(await faults(box, lang === LANGS[0] ? undefined : 'other words'), [], 'axe');
            equal(await nameless(), [], 'without a name');
            if (phone) equal(narrow(), [], 'a target below 44 px');
            if (lang === LANGS[0]) equal(await lostByForcedColors(box), [], 'forced colours');
            if (lang !== LANGS[0] && !phone) return;
            const stood = phone ? '' : standing();
            await elder(!!phone);
            if (phone) equal(spilt(), [], 'too wide for 390 px in elder mode');
            if (phone) await elderLayout();
            if (lang !== LANGS[0]) return;
            // A desk is larger then, and nothing else.
            equal(
              await faults(box, !phone && standing() === stood ? 'other size' : undefined),
              [],
              'axe, elder mode',
            );
          });
      if (!CHROMIUM)
        it.skip(
          "the stories' names, and forced colours (Chromium's driver alone tells what has no name, forces colours and asks for less motion)",
        );
    });
  }
}
