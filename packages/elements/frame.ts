/**
 * Owns `frame.js`: `<care-frame>`, the visit for pages that can't run our script as theirs (a strict policy, a builder that
 * isolates its blocks). A script of its own, without Lit: a page that embeds the widgets pays nothing for it.
 */
import { HANDED, type FromFrame, type ToFrame } from './frame-talk.ts';
import { wordsFor } from './frame-words.ts';

/** Names of all public tokens. Filled in by the build, from the style sheets. */
declare const __TOKENS__: string[];

const script = (
  typeof document === 'undefined'
    ? undefined
    : (document.currentScript as HTMLScriptElement | null) ||
      [...document.scripts].find(({ src }) => /\/frame\.js($|\?)/.test(src))
)?.src;

/** What a visit may use of the browser; the framing page passes it on. A browser that can't share warns of the word. */
const ALLOW = `camera; microphone; display-capture; autoplay; fullscreen; picture-in-picture; clipboard-write; screen-wake-lock${typeof navigator !== 'undefined' && 'share' in navigator ? '; web-share' : ''}`;

/** An event of the visit, told by the frame: the same name and fields. It can’t be prevented: the frame did not wait. */
export class CareFrameEvent extends Event {
  [field: string]: unknown;
  constructor(type: string, fields: Record<string, unknown>) {
    super(type, { bubbles: true, composed: true });
    // What an event is by itself (its target, its time) is not for a message to say.
    for (const [name, value] of Object.entries(fields))
      if (!(name in Event.prototype) && name !== 'isTrusted')
        Object.defineProperty(this, name, { value, enumerable: true });
  }
}

const Base = typeof HTMLElement === 'undefined' ? (class {} as typeof HTMLElement) : HTMLElement;

/**
 * The visit in a frame of the Care server: `<care-frame hospital="renhe"></care-frame>`. It grows with its content, follows
 * the page's language, colour scheme and `--care-*` tokens, and tells the visit's events under their own names.
 *
 * @attr {string} hospital The hospital's id.
 * @attr {string} server Address of the Care server; where this script came from when absent.
 * @attr {string} lang The visit's language; the page's when absent.
 * @attr {string} locale The same, for a host that calls it so; it goes before `lang`.
 * @attr {string} theme Handed on to the visit.
 * @attr {boolean} elder Handed on to the visit: larger text and targets.
 * @attr {string} start-at Handed on to the visit.
 * @attr {string} prefill Handed on to the visit, in the same way as `token`.
 * @attr {string} token Handed on to the visit, by a message that only our server’s page can read.
 * @attr {number} height A fixed height in px, with a scroll bar of its own; as high as its content when absent.
 * @fires care-frame-ready The framed page listens and shows the visit.
 * @csspart frame The iframe.
 * @csspart refused The message where the page may not frame the visit.
 */
export class CareFrame extends Base {
  /** How long the framed page may take to say that it listens, once it is loaded, before we say what is wrong; in ms. */
  static patience = 3000;
  static get observedAttributes(): string[] {
    return ['hospital', 'server', 'lang', 'locale', 'height', 'title', ...HANDED];
  }

  #frame: HTMLIFrameElement | undefined;
  #note: HTMLElement | undefined;
  #ready = false;
  #given = new Set<string>();
  #waiting: ReturnType<typeof setTimeout> | undefined;
  #pageChange: MutationObserver | undefined;

  /** Origin of the Care server. */
  get #origin(): string {
    const { baseURI } = document;
    return new URL(this.getAttribute('server') || script || '/', baseURI).origin;
  }

  /** Our `locale`, or the nearest `lang` upwards, through shadow roots, then the browser’s. */
  get #lang(): string {
    const locale = this.getAttribute('locale');
    if (locale) return locale;
    // eslint-disable-next-line @typescript-eslint/no-this-alias
    for (let node: Node | null = this; node; node = node.parentNode || (node as ShadowRoot).host || null)
      if ((node as HTMLElement).lang) return (node as HTMLElement).lang;
    return navigator.language;
  }

  connectedCallback(): void {
    addEventListener('message', this.#hear);
    this.#pageChange = new MutationObserver(this.#dress);
    this.#pageChange.observe(document.documentElement, {
      attributeFilter: ['lang', 'class', 'style', 'data-theme'],
    });
    this.#open();
  }

  disconnectedCallback(): void {
    removeEventListener('message', this.#hear);
    this.#pageChange?.disconnect();
    this.#pageChange = undefined;
    clearTimeout(this.#waiting);
    this.#frame?.remove();
    this.#frame = undefined;
  }

  attributeChangedCallback(name: string, before: string | null, now: string | null): void {
    // While the parser makes it, it is in the page and has not begun: it would open twice.
    if (!this.#pageChange || !this.isConnected || before === now) return;
    if (name === 'hospital' || name === 'server') this.#open();
    else this.#dress();
  }

  #open(): void {
    const hospital = this.getAttribute('hospital');
    const root = this.shadowRoot || this.attachShadow({ mode: 'open' });
    this.#frame?.remove();
    this.#note?.remove();
    clearTimeout(this.#waiting);
    this.#ready = false;
    if (!hospital) return;
    const url = new URL('/embed/visit', this.#origin);
    url.searchParams.set('hospital', hospital);
    url.searchParams.set('lang', this.#lang);
    url.searchParams.set('page', location.origin);
    // What a webmaster asks of the page is asked within.
    if (location.href.includes('care-diagnose')) url.searchParams.set('care-diagnose', '');
    const frame = (this.#frame = document.createElement('iframe'));
    frame.src = url.href;
    frame.allow = ALLOW;
    frame.setAttribute('part', 'frame');
    // By the object model, which no content security policy of the page forbids.
    Object.assign(frame.style, { display: 'block', width: '100%', border: '0', height: '640px' });
    frame.addEventListener('load', () => {
      clearTimeout(this.#waiting);
      this.#waiting = setTimeout(() => this.#refuse(hospital), CareFrame.patience);
    });
    this.style.display ||= 'block';
    this.#dress();
    root.append(frame);
  }

  /** Says so in the page and in the console; the frame stays, should it only be slow. */
  #refuse(hospital: string): void {
    if (this.#ready) return;
    const words = wordsFor(this.#lang);
    const { origin } = globalThis;
    const text = origin === 'null' ? words.nowhere : words.refused(origin, hospital, this.#origin);
    const link = document.createElement('a');
    link.href = `${this.#origin}/setup.html?${new URLSearchParams({ hospital, origin })}`;
    link.textContent = link.href;
    link.style.wordBreak = 'break-all';
    const note = (this.#note = document.createElement('p'));
    note.setAttribute('role', 'alert');
    note.setAttribute('part', 'refused');
    note.dir = 'auto';
    note.append(`${text} `);
    if (origin !== 'null') note.append(link);
    console.error(`<care-frame> ${note.textContent}`);
    Object.assign(note.style, { font: '16px/1.5 system-ui, sans-serif', padding: '16px', margin: '0' });
    this.shadowRoot!.prepend(note);
    if (this.#frame) this.#frame.style.display = 'none';
  }

  #hear = ({ origin, source, data }: MessageEvent<FromFrame>): void => {
    if (!this.#frame || source !== this.#frame.contentWindow || origin !== this.#origin) return;
    if (data?.care === 'ready') {
      this.#ready = true;
      clearTimeout(this.#waiting);
      this.#note?.remove();
      this.#frame.style.display = 'block';
      this.#dress();
      this.dispatchEvent(new CareFrameEvent('care-frame-ready', {}));
    } else if (data?.care === 'size') this.#size(data.height);
    else if (data?.care === 'event' && /^care-/.test(data.type))
      this.dispatchEvent(new CareFrameEvent(data.type, data.fields));
  };

  #size(height?: number): void {
    const fixed = Number(this.getAttribute('height'));
    if (fixed > 0) this.#frame!.style.height = `${fixed}px`;
    else if (height && height > 0) this.#frame!.style.height = `${height}px`;
  }

  /** Tells the frame how we stand here: language, colour scheme, attributes, tokens. */
  #dress = (): void => {
    const frame = this.#frame;
    if (!frame) return;
    frame.title = this.getAttribute('title') || wordsFor(this.#lang).title;
    this.#size();
    if (!this.#ready) return;
    const style = getComputedStyle(this);
    const tokens: Record<string, string> = {};
    for (const name of __TOKENS__) {
      const value = style.getPropertyValue(name).trim();
      if (value) tokens[name] = value;
    }
    const attributes: Record<string, string | null> = {};
    for (const name of HANDED) {
      const value = this.getAttribute(name);
      // The patient’s own switches stay, until the page says something.
      if (value === null && !this.#given.has(name)) continue;
      this.#given.add(name);
      attributes[name] = value;
    }
    const dress: ToFrame = { care: 'dress', lang: this.#lang, scheme: style.colorScheme, attributes, tokens };
    frame.contentWindow!.postMessage(dress, this.#origin);
  };
}

if (typeof customElements !== 'undefined' && !customElements.get('care-frame'))
  customElements.define('care-frame', CareFrame);
