/** WebKit behind the few words of Playwright that the tests speak: browser, context, page; over WebDriver. */
import { writeFile } from 'node:fs/promises';
import { setTimeout as sleep } from 'node:timers/promises';
import type { Browser, BrowserContext, Page } from 'playwright-core';
import { openDriver, type Driver } from './webkit-driver.ts';
import { View, type Context } from './webkit-view.ts';

type Hear = (said: { text(): string; message: string; location(): { url: string } }) => void;

class WebkitPage extends View<WebkitContext> {
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

class WebkitContext implements Context {
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
