/** WebKit behind the few words of Playwright that the tests speak: browser, context, page, frame, locator; over WebDriver, with Playwright's own eyes. */
import { writeFile } from 'node:fs/promises';
import { setTimeout as sleep } from 'node:timers/promises';
import type { Browser, BrowserContext, Page } from 'playwright-core';
import { inText, injected, quoted, type Words } from './injected.ts';
import { openDriver, type Driver } from './webkit-driver.ts';

type Body = ((...args: never[]) => unknown) | string;
interface Element {
  [reference: string]: string;
}
/** What a look at the page found: the element, or why it can't be acted on yet. */
interface Found {
  count: number;
  why?: string;
  element?: Element;
  at?: { x: number; y: number };
}

const KEYS: Record<string, string> = { Enter: '\uE007', Escape: '\uE00C' };
const POINTER = { type: 'pointer', id: 'mouse', parameters: { pointerType: 'mouse' } };
/** Kept at the document by a symbol: a page's globals stay its own. */
const eyes = () => `const eyes = document[Symbol.for('care-eyes')] ??= ${injected()};`;

/** Whatever can be asked for by what is seen: a page, a frame of it, a locator. */
abstract class Eyes {
  abstract locator(css: string): WebkitLocator;
  getByText(words: Words, { exact }: { exact?: boolean } = {}): WebkitLocator {
    return this.locator(`internal:text=${inText(words, exact)}`);
  }
  getByLabel(words: Words, { exact }: { exact?: boolean } = {}): WebkitLocator {
    return this.locator(`internal:label=${inText(words, exact)}`);
  }
  getByRole(role: string, { name, exact }: { name?: Words; exact?: boolean } = {}): WebkitLocator {
    return this.locator(`internal:role=${role}${name === undefined ? '' : `[name=${quoted(name, exact)}]`}`);
  }
}

class WebkitLocator extends Eyes {
  readonly #view: View;
  readonly selector: string;
  constructor(view: View, selector: string) {
    super();
    this.#view = view;
    this.selector = selector;
  }
  locator(css: string): WebkitLocator {
    return new WebkitLocator(this.#view, `${this.selector} >> ${css}`);
  }
  nth(i: number): WebkitLocator {
    return this.locator(`nth=${i}`);
  }
  first(): WebkitLocator {
    return this.nth(0);
  }
  last(): WebkitLocator {
    return this.nth(-1);
  }
  filter(by: { hasText?: Words; hasNotText?: Words; has?: WebkitLocator }): WebkitLocator {
    const { hasText, hasNotText, has } = by;
    const parts = [
      ...(hasText === undefined ? [] : [`internal:has-text=${inText(hasText)}`]),
      ...(hasNotText === undefined ? [] : [`internal:has-not-text=${inText(hasNotText)}`]),
      ...(has ? [`internal:has=${JSON.stringify(has.selector)}`] : []),
    ];
    return this.locator(parts.join(' >> '));
  }

  count(): Promise<number> {
    return this.#view.look(`return all.length`, this.selector);
  }
  allInnerTexts(): Promise<string[]> {
    return this.#view.look(`return all.map((e) => e.innerText)`, this.selector);
  }
  isVisible(): Promise<boolean> {
    return this.#view.look(
      `return !!all[0] && eyes.elementState(all[0], 'visible', true).matches`,
      this.selector,
    );
  }
  async evaluate<T>(body: Body, arg?: unknown): Promise<T> {
    const { element } = await this.#one('attached');
    return this.#view.tell<T>(String(body), element, arg);
  }

  async waitFor({
    state = 'visible',
    timeout,
  }: { state?: 'visible' | 'attached' | 'detached' | 'hidden'; timeout?: number } = {}): Promise<void> {
    if (state === 'visible' || state === 'attached') return void (await this.#one(state, timeout));
    await this.#view.until(timeout, `${this.selector} is ${state}`, async () => {
      const gone = state === 'detached' ? (await this.count()) === 0 : !(await this.isVisible());
      return gone ? { done: true } : undefined;
    });
  }
  async click(): Promise<void> {
    const { at } = await this.#one('hit');
    await this.#view.pointer(at!);
  }
  async check(): Promise<void> {
    const ticked = (e: HTMLInputElement) => e.checked;
    if (await this.evaluate(ticked)) return;
    const { at } = await this.#one('hit');
    await this.#view.pointer(at!);
    if (!(await this.evaluate(ticked))) throw new Error(`${this.selector} did not take the tick`);
  }
  async fill(value: string): Promise<void> {
    const { element } = await this.#one('visible');
    const said = await this.#view.look<string>(
      `const said = eyes.fill(args[1], args[2]); if (said === 'needsinput') { eyes.selectText(args[1]); document.execCommand(args[2] ? 'insertText' : 'delete', false, args[2]); } return said`,
      this.selector,
      element,
      value,
    );
    if (!/^(done|needsinput)$/.test(said)) throw new Error(`${this.selector} can't be filled: ${said}`);
  }
  async selectOption(option: { label?: string; index?: number; value?: string }): Promise<void> {
    const { element } = await this.#one('visible');
    const said = await this.#view.look<string | string[]>(
      `return eyes.selectOptions(args[1], [args[2]])`,
      this.selector,
      element,
      typeof option === 'string' ? { valueOrLabel: option } : option,
    );
    if (typeof said === 'string') throw new Error(`${this.selector}: ${said}`);
  }
  async press(key: string): Promise<void> {
    await this.evaluate((e: HTMLElement) => e.focus());
    await this.#view.key(key);
  }
  async screenshot({ path }: { path?: string; animations?: string } = {}): Promise<Buffer> {
    const { element } = await this.#one('visible');
    const picture = await this.#view.picture(Object.values(element!)[0]);
    if (path) await writeFile(path, picture);
    return picture;
  }

  /** The one element, once it is there, is seen, or lets itself be hit by a pointer. */
  #one(wanted: 'attached' | 'visible' | 'hit', timeout?: number): Promise<Found> {
    let last: Found['at'];
    return this.#view.until(timeout, `${this.selector} is ${wanted}`, async (say) => {
      const found = await this.#view.look<Found>(
        `if (all.length !== 1) return { count: all.length };
        const [e] = all;
        const state = (what) => eyes.elementState(e, what, true).matches;
        if (args[1] === 'attached') return { count: 1, element: e };
        if (!state('visible')) return { count: 1, why: 'it is not seen' };
        if (args[1] === 'visible') return { count: 1, element: e };
        if (!state('enabled')) return { count: 1, why: 'it is disabled' };
        let box = e.getBoundingClientRect();
        const inside = () => box.top >= 0 && box.left >= 0 && box.bottom <= innerHeight && box.right <= innerWidth;
        if (!inside() || args[2]) { e.scrollIntoView({ block: 'center', inline: 'center' }); box = e.getBoundingClientRect(); }
        const at = { x: Math.round(box.x + box.width / 2), y: Math.round(box.y + box.height / 2) };
        const hit = eyes.expectHitTarget(at, e);
        return { count: 1, element: e, at, why: hit === 'done' ? undefined : 'something lies over it: ' + hit.hitTargetDescription };`,
        this.selector,
        wanted,
        !!last,
      );
      if (found.count > 1) throw new Error(`${found.count} elements are ${this.selector}`);
      if (!found.count || found.why) return say(found.why ?? 'it is not there');
      if (wanted !== 'hit') return found;
      const still = last && found.at!.x === last.x && found.at!.y === last.y;
      last = found.at;
      return still ? found : say('it moves');
    });
  }
}

/** One document of a page: its own, or that of its n-th frame. */
class View extends Eyes {
  readonly driver: Driver;
  readonly handle: string;
  readonly frame: number | undefined;
  readonly context: WebkitContext;
  constructor(context: WebkitContext, handle: string, frame?: number) {
    super();
    this.context = context;
    this.driver = context.driver;
    this.handle = handle;
    this.frame = frame;
  }
  locator(css: string): WebkitLocator {
    return new WebkitLocator(this, css);
  }
  /** Runs in the page's own world; a promise is waited for, an error thrown on. */
  async run<T>(body: string, ...args: unknown[]): Promise<T> {
    await this.enter();
    const script = `const done = arguments[arguments.length - 1]; const args = [].slice.call(arguments, 0, -1);
      new Promise((go) => go((${body})(...args))).then((value) => done({ value }), (error) => done({ error: String(error?.message ?? error) }));`;
    const said = await this.driver.call<{ value?: T; error?: string }>('POST', '/execute/async', {
      script,
      args: args.map((arg) => arg ?? null),
    });
    if (said.error !== undefined) throw new Error(said.error);
    return said.value as T;
  }
  evaluate<T>(body: Body, arg?: unknown): Promise<T> {
    return this.tell<T>(typeof body === 'string' ? `() => (${body})` : String(body), arg);
  }
  /** Runs, and writes down what comes of it past a page's own `toJSON` (Prototype.js), which the driver would use. */
  async tell<T>(body: string, ...args: unknown[]): Promise<T> {
    const text = await this.run<string>(
      `async (...all) => { const value = await (${body})(...all); const kept = [Array, String].map(({ prototype }) => { const { toJSON } = prototype; delete prototype.toJSON; return toJSON; });
      try { return JSON.stringify([value]); } finally { [Array, String].forEach(({ prototype }, i) => kept[i] && (prototype.toJSON = kept[i])); } }`,
      ...args,
    );
    return (JSON.parse(text) as [T])[0];
  }
  /** Runs with Playwright's eyes: `all` are the elements of `args[0]`, a selector. */
  look<T>(body: string, selector: string, ...args: unknown[]): Promise<T> {
    return this.run<T>(
      `(...args) => { ${eyes()}
        const all = eyes.querySelectorAll(eyes.parseSelector(args[0]), document); ${body} }`,
      selector,
      ...args,
    );
  }
  async until<T>(
    timeout = this.context.timeout,
    what: string,
    look: (say: (why: string) => undefined) => Promise<T | undefined>,
  ): Promise<T> {
    let why = '';
    for (const end = Date.now() + timeout; ; await sleep(50)) {
      const found = await look((said) => void (why = said)).catch((error: Error) => {
        // The page went under our hands: it is looked at anew.
        if (/stale element|no such (element|frame)|javascript error|unload/.test(error.message))
          return void (why = error.message);
        throw error;
      });
      if (found !== undefined) return found;
      if (Date.now() > end) throw new Error(`not within ${timeout} ms: ${what} (${why})`);
    }
  }
  async enter(): Promise<void> {
    await this.driver.call('POST', '/window', { handle: this.handle });
    await this.driver.call('POST', '/frame', { id: null });
    if (this.frame !== undefined) await this.driver.call('POST', '/frame', { id: this.frame });
  }
  async pointer({ x, y }: { x: number; y: number }): Promise<void> {
    await this.enter();
    const actions = [
      { type: 'pointerMove', duration: 0, origin: 'viewport', x, y },
      { type: 'pointerDown', button: 0 },
      { type: 'pointerUp', button: 0 },
    ];
    await this.driver.call('POST', '/actions', { actions: [{ ...POINTER, actions }] });
  }
  async key(name: string): Promise<void> {
    await this.enter();
    const value = KEYS[name] ?? name;
    const actions = [
      { type: 'keyDown', value },
      { type: 'keyUp', value },
    ];
    await this.driver.call('POST', '/actions', { actions: [{ type: 'key', id: 'keys', actions }] });
  }
  async picture(element?: string): Promise<Buffer> {
    // What was just changed is painted with the next frames.
    await this.run(`() => new Promise((go) => requestAnimationFrame(() => requestAnimationFrame(go)))`);
    const path = element ? `/element/${element}/screenshot` : '/screenshot';
    return Buffer.from(await this.driver.call<string>('GET', path), 'base64');
  }
}

type Hear = (said: { text(): string; message: string; location(): { url: string } }) => void;

class WebkitPage extends View {
  keyboard = { press: (key: string) => this.key(key) };
  #url = 'about:blank';
  #frames: View[] = [];
  readonly #hearers: Hear[] = [];

  /** `console` and `pageerror` alike: what is said from when the page has loaded. */
  on(event: string, hear: Hear): void {
    if (event === 'pageerror') this.#hearers.push(hear);
  }
  override async run<T>(body: string, ...args: unknown[]): Promise<T> {
    const value = await super.run<T>(body, ...args);
    await this.#listen();
    return value;
  }
  async #listen(): Promise<void> {
    const said = await super
      .run<string>(`() => (document[Symbol.for('care-said')] ?? []).splice(0).join('\\0')`)
      .catch(() => '');
    for (const text of said ? said.split('\0') : [])
      this.#hearers.forEach((hear) =>
        hear({ text: () => text, message: text, location: () => ({ url: '' }) }),
      );
  }
  async goto(url: string): Promise<void> {
    await this.enter();
    await this.driver.call('POST', '/url', { url });
    await super.run(hearken);
    const count = await super.run<number>(`() => frames.length`);
    this.#frames = Array.from({ length: count }, (_, i) => new View(this.context, this.handle, i));
    this.#url = url;
  }
  async reload(): Promise<void> {
    await this.enter();
    await this.driver.call('POST', '/refresh', {});
    await super.run(hearken);
  }
  url = (): string => this.#url;
  mainFrame = (): View => this;
  frames = (): View[] => [this, ...this.#frames];
  async screenshot({ path }: { path?: string } = {}): Promise<Buffer> {
    const picture = await this.picture();
    if (path) await writeFile(path, picture);
    return picture;
  }
  async close(): Promise<void> {
    await this.enter();
    await this.context.leave(this.handle);
  }
}

/** In the page: keeps what it says. */
const hearken = `() => {
  const said = document[Symbol.for('care-said')] = [];
  for (const level of ['log', 'info', 'warn', 'error']) {
    const real = console[level];
    console[level] = (...words) => { said.push(words.join(' ')); real.apply(console, words); };
  }
  addEventListener('error', ({ message }) => said.push(message));
  addEventListener('unhandledrejection', ({ reason }) => said.push(String(reason)));
}`;

class WebkitContext {
  readonly driver: Driver;
  timeout = 30_000;
  readonly #size: { width: number; height: number };
  readonly #first: string;
  /** A session ends with its last window: the first one stays, and is taken when it is free. */
  #taken = false;
  constructor(driver: Driver, first: string, size: { width: number; height: number }) {
    this.driver = driver;
    this.#first = first;
    this.#size = size;
  }
  async addInitScript(): Promise<void> {
    // WebDriver has none. What our tests put there is for calls, which this WebKit does not have.
  }
  setDefaultTimeout(ms: number): void {
    this.timeout = ms;
  }
  async newPage(): Promise<WebkitPage> {
    // A new window is asked for from one that stands.
    await this.driver.call('POST', '/window', { handle: this.#first });
    const handle = this.#taken
      ? (await this.driver.call<{ handle: string }>('POST', '/window/new', { type: 'window' })).handle
      : this.#first;
    this.#taken = true;
    const page = new WebkitPage(this, handle);
    await page.enter();
    // The window's frame is not the page's.
    const { width, height } = this.#size;
    let [more, taller] = [0, 0];
    for (let i = 0; i < 3; i++) {
      const rect = { x: 0, y: 0, width: width + more, height: height + taller };
      await this.driver.call('POST', '/window/rect', rect);
      await sleep(100);
      const [w, h] = await page.run<[number, number]>(`() => [innerWidth, innerHeight]`);
      if (w === width && h === height) break;
      more += width - w;
      taller += height - h;
    }
    return page;
  }
  async leave(handle: string): Promise<void> {
    if (handle === this.#first) {
      this.#taken = false;
      await this.driver.call('POST', '/url', { url: 'about:blank' });
    } else await this.driver.call('DELETE', '/window');
  }
  close(): Promise<void> {
    return this.driver.close();
  }
}

/** Each context is a browser of its own, as only that has a storage of its own. */
export function launchWebkit(): Browser {
  const open = new Set<WebkitContext>();
  const browser = {
    async newContext({ viewport = { width: 1280, height: 720 } } = {}): Promise<BrowserContext> {
      const driver = await openDriver();
      await driver.call('POST', '/timeouts', { script: 60_000, pageLoad: 60_000, implicit: 0 });
      const context = new WebkitContext(driver, await driver.call<string>('GET', '/window'), viewport);
      open.add(context);
      return context as unknown as BrowserContext;
    },
    newPage: async (): Promise<Page> => (await browser.newContext()).newPage(),
    async close(): Promise<void> {
      for (const context of open) await context.close();
    },
  };
  return browser as unknown as Browser;
}
