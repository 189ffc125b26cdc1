/** What of a page WebKit's tests see and touch: a document's elements, found by role, label and text with Playwright's own eyes, over WebDriver. */
import { writeFile } from 'node:fs/promises';
import { setTimeout as sleep } from 'node:timers/promises';
import { inText, injected, quoted, type Words } from './injected.ts';
import { cutPng } from './png.ts';
import type { Driver } from './webkit-driver.ts';

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
  async all(): Promise<WebkitLocator[]> {
    return Array.from({ length: await this.count() }, (_, i) => this.nth(i));
  }
  innerText(): Promise<string> {
    return this.evaluate((e: HTMLElement) => e.innerText);
  }
  inputValue(): Promise<string> {
    return this.evaluate((e: HTMLInputElement) => e.value);
  }
  getAttribute(name: string): Promise<string | null> {
    return this.evaluate((e: HTMLElement, name: string) => e.getAttribute(name), name);
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
      `const [, e, value] = args; const said = eyes.fill(e, value);
        if (said === 'needsinput') { eyes.selectText(e); document.execCommand(value ? 'insertText' : 'delete', false, value); }
        // A frame of another origin takes no focus, and so no typing, from a script.
        if (said === 'needsinput' && e.value !== value) { e.value = value; e.dispatchEvent(new InputEvent('input', { bubbles: true, composed: true })); }
        return said`,
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
  /** As if it had been chosen in the window for files, which WebDriver can't reach. */
  async setInputFiles(file: { name: string; mimeType: string; buffer: Buffer }): Promise<void> {
    const { name, mimeType: type } = file;
    await this.evaluate(
      (input: HTMLInputElement, { name, type, bytes }: { name: string; type: string; bytes: string }) => {
        const chosen = new DataTransfer();
        const data = Uint8Array.from(atob(bytes), (letter) => letter.charCodeAt(0));
        chosen.items.add(new File([data], name, { type }));
        input.files = chosen.files;
        input.dispatchEvent(new Event('change', { bubbles: true }));
      },
      { name, type, bytes: file.buffer.toString('base64') },
    );
  }
  async press(key: string): Promise<void> {
    await this.evaluate((e: HTMLElement) => e.focus());
    await this.#view.key(key);
  }
  async screenshot({ path }: { path?: string; animations?: string } = {}): Promise<Buffer> {
    await this.#one('visible');
    const picture = await this.#view.pictureOf(this);
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

/** The browser that a document is in. */
export interface Context {
  readonly driver: Driver;
  /** How long something is waited for, in ms. */
  timeout: number;
}

/** One document of a page: its own, or that of its n-th frame. */
export class View<C extends Context = Context> extends Eyes {
  readonly driver: Driver;
  readonly handle: string;
  readonly frame: number | undefined;
  readonly context: C;
  constructor(context: C, handle: string, frame?: number) {
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
  /** Of the whole window, once it stands still: what was just changed is painted piece by piece. */
  async picture(): Promise<Buffer> {
    let last = '';
    for (let i = 0; i < 20; i++) {
      await this.run(`() => new Promise((go) => requestAnimationFrame(() => requestAnimationFrame(go)))`);
      const now = await this.driver.call<string>('GET', '/screenshot');
      if (now === last) break;
      last = now;
      await sleep(150);
    }
    return Buffer.from(last, 'base64');
  }
  /** Cut out here: the driver cuts what is not as high as the window at the wrong place, and in a frame as well. */
  async pictureOf(locator: WebkitLocator): Promise<Buffer> {
    const within = (e: Element) => {
      const { x, y, width, height } = (e as unknown as HTMLElement).getBoundingClientRect();
      return { x: Math.round(x), y: Math.round(y), width: Math.round(width), height: Math.round(height) };
    };
    const box = await locator.evaluate<ReturnType<typeof within>>(within);
    if (this.frame !== undefined) {
      const page = new View(this.context, this.handle);
      const frame = await page.evaluate<{ x: number; y: number }>((n: number) => {
        const one = document.querySelectorAll('iframe')[n]!;
        const { x, y } = one.getBoundingClientRect();
        return { x: Math.round(x + one.clientLeft), y: Math.round(y + one.clientTop) };
      }, this.frame);
      box.x += frame.x;
      box.y += frame.y;
    }
    return cutPng(await this.picture(), box);
  }
}
