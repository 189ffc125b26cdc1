/**
 * Owns `diagnose()`: looks at the page that embeds us, shows a table with a remedy for each red row, and prints it to the console. It
 * draws by itself, without Lit and without a token: where the page keeps those from working, this has to say so.
 */
import type { Care } from '@care-elements/client/care.ts';
import { findings, type Finding, type Found } from '@care-elements/client/diagnose.ts';
import { tongueOf } from '../base/tongue.ts';
import type { Tongue } from '../base/words.ts';
import type { DiagnoseWords } from '../locales/en/diagnose.ts';
import { contrast } from './diagnose-contrast.ts';
import { look } from './diagnose-look.ts';
import { isBad, make, summary, table, textOf } from './diagnose-table.ts';

export interface Diagnosis {
  rows: Finding[];
  /** The table as text, in the page's language. */
  text: string;
}

const catalog = {
  'zh-CN': () => import('../locales/zh-CN/diagnose.ts'),
  en: () => import('../locales/en/diagnose.ts'),
  'zh-TW': () => import('../locales/zh-TW/diagnose.ts'),
  'zh-HK': () => import('../locales/zh-HK/diagnose.ts'),
};
type Lang = keyof typeof catalog;
/** A tag of ours that a hospital's page has; our own panel is none. */
const OURS = /^care-(?!diagnose$|frame$)[a-z-]+$/;

/** React and Vue set a property where the tag has one, and none of these is reflected. */
const saidBy = (element: Element | null, name: 'hospital' | 'server'): string =>
  (element as { [name: string]: unknown } | null)?.[name]?.toString() || element?.getAttribute(name) || '';

/** Through shadow roots, also the page's own. */
function firstTag(root: ParentNode): Element | null {
  for (const element of root.querySelectorAll('*')) {
    if (OURS.test(element.localName) && saidBy(element, 'hospital')) return element;
    const inside = element.shadowRoot && firstTag(element.shadowRoot);
    if (inside) return inside;
  }
  return null;
}

/** The full check, as a patient makes it before a call. */
async function checkMedia(element: Element | null): Promise<Found | undefined> {
  const { care } = (element ?? {}) as { care?: Care };
  if (!care?.session.get()) return undefined;
  const { createConnectionStore } = await import('@care-elements/client/connection-store.ts');
  const store = createConnectionStore(care);
  await store.start();
  const { verdict, failure } = store.get();
  if (failure === 'media-unavailable') return { mark: 'look', as: 'none' };
  if (!verdict || failure) return undefined;
  return { mark: verdict === 'video' ? 'ok' : verdict === 'sound' ? 'look' : 'bad', as: verdict };
}

/** Its own code may come after ours. */
async function drawn(element: Element | null): Promise<void> {
  if (!element) return;
  await customElements.whenDefined(element.localName);
  await (element as { updateComplete?: Promise<unknown> }).updateComplete;
}

async function run(t: DiagnoseWords): Promise<Diagnosis> {
  // A page that is still being read has no tags yet.
  if (document.readyState === 'loading')
    await new Promise((done) => document.addEventListener('DOMContentLoaded', done));
  const element = firstTag(document);
  await Promise.race([drawn(element), new Promise((done) => setTimeout(done, 3000))]);
  const rows = await findings({
    server: new URL(saidBy(element, 'server') || import.meta.url, document.baseURI).origin,
    hospital: saidBy(element, 'hospital'),
    element,
    speaks: element ? speaksAt(element) : '',
    // It stands on the chunk that has the library.
    loadLibrary: () => import('@care-elements/client/connection-store.ts'),
    contrast: () => contrast(element),
    checkMedia: () => checkMedia(element),
  });
  return { rows, text: textOf(rows, t) };
}

/** The npm package may be imported where there is no window. */
const Base = typeof HTMLElement === 'undefined' ? (class {} as typeof HTMLElement) : HTMLElement;

/**
 * What stands in the way of an online visit on this page, as a table with remedies. It puts itself into a page whose address
 * has `?care-diagnose`.
 *
 * @attr {string} lang Its language; the page's when absent, then the browser's.
 * @attr {boolean} inline It stands where it is put, not over the page.
 * @csspart panel The card with the table.
 */
export class CareDiagnose extends Base {
  static get observedAttributes(): string[] {
    return ['lang'];
  }
  /** It has drawn what it was last given. */
  hasUpdated = false;
  private given: Diagnosis | undefined;
  private round = 0;

  /** Looks, prints what it found to the console, and resolves with it. Shows nothing. */
  static async diagnose(): Promise<Diagnosis> {
    const lang = without(tongueOf(document.documentElement));
    const found = await run((await catalog[lang]()).default);
    console.info(found.text);
    return found;
  }

  /** Shows these rows instead of looking. */
  set rows(rows: Finding[]) {
    this.given = { rows, text: '' };
    if (this.isConnected) void this.look();
  }

  connectedCallback(): void {
    void this.look();
  }

  attributeChangedCallback(): void {
    if (this.hasUpdated) void this.look();
  }

  private async look(): Promise<void> {
    const mine = ++this.round;
    const lang = without(tongueOf(this));
    const { default: t } = await catalog[lang]();
    if (mine !== this.round) return;
    const root = this.shadowRoot ?? this.attachShadow({ mode: 'open' });
    look(root);
    let found = this.given && { ...this.given, text: textOf(this.given.rows, t) };
    if (!found) {
      this.draw(root, t, lang);
      found = await run(t);
      if (mine !== this.round || !this.isConnected) return;
      console.info(found.text);
    }
    this.draw(root, t, lang, found);
    this.hasUpdated = true;
  }

  private draw(root: ShadowRoot, t: DiagnoseWords, lang: Lang, found?: Diagnosis): void {
    const button = (text: string, act: () => void): HTMLElement => {
      const element = make('button', text) as HTMLButtonElement;
      element.type = 'button';
      element.onclick = act;
      return element;
    };
    const status = make('p', found ? summary(found.rows, t) : t.running);
    status.setAttribute('role', 'status');
    if (found) status.className = found.rows.some(isBad) ? 'bad' : 'ok';
    const card = make('section', '', make('h2', t.title), status);
    card.lang = lang;
    card.part.add('panel');
    if (found) {
      const text = make('pre', found.text);
      text.tabIndex = 0;
      const details = make('details', '', make('summary', t.report), text) as HTMLDetailsElement;
      const copy = async () => {
        status.className = '';
        try {
          await navigator.clipboard.writeText(found.text);
          status.textContent = t.copied;
        } catch {
          status.textContent = t.notCopied;
          details.open = true;
        }
      };
      const again = () => {
        this.given = undefined;
        void this.look();
      };
      const acts = make(
        'div',
        '',
        button(t.copy, () => void copy()),
        button(t.again, again),
        button(t.close, () => this.remove()),
      );
      card.append(acts, table(found.rows, t), details);
    }
    root.replaceChildren(card);
    // Beside the body it can't inherit what the body says, nor the theme of the tag in it.
    const lit = this.parentNode === document.documentElement && (firstTag(document) ?? document.body);
    if (lit) this.style.colorScheme = getComputedStyle(lit).colorScheme;
  }
}

/** The desks are not there in Arabic, nor is the table. */
const DESKS = /^care-(desk|pharmacy|protocols|formulary|setup|studio)/;
const without = (tongue: Tongue): Lang => (tongue === 'ar' ? 'en' : tongue);
const speaksAt = (element: Element): Tongue =>
  DESKS.test(element.localName) ? without(tongueOf(element)) : tongueOf(element);

if (typeof customElements !== 'undefined' && !customElements.get('care-diagnose')) {
  customElements.define('care-diagnose', CareDiagnose);
  // In the place of the loader's, which fetched us; in an app's bundle there is none.
  const { diagnose } = CareDiagnose;
  (globalThis as { CareElements?: object }).CareElements = { diagnose };
  // Beside the body, which may not be there yet.
  if (/[?&#]care-diagnose/.test(globalThis.location?.href ?? ''))
    document.documentElement.append(document.createElement('care-diagnose'));
}
