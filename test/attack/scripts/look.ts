/** Opens a page in a real browser, clicks about in it, and tells what of the corpus it shows, what ran, and what was asked of the canary. */
import type { Browser, BrowserContext, ElementHandle, Page } from 'playwright-core';
import { ORIGIN } from '../../kit/open-test-app.ts';
import { CANARY, CORPUS_SIZE, NUMBERS, textOf, told } from './corpus.ts';
import type { Shown } from './fill.ts';

/** Never clicked: whoever is out shows nothing any more. */
const OUT = /退出|离开|结束|取消|删除|Sign out|Leave|End|Cancel|Delete/;
const CLICKS = 50;
/** What a click asked of the server has come, or never will; and a page has come up, on a machine that has other things to do. */
const PATIENCE_MS = 10_000;
const UP_MS = 30_000;

/** A context in which nothing of the corpus runs unheard: by the hook, by a dialog, or by an address that is asked. */
async function hooked(
  browser: Browser,
  options: { bypassCSP: boolean; locale: string },
  ran: Set<number>,
): Promise<BrowserContext> {
  const context = await browser.newContext(options);
  await context.exposeBinding('itRan', (_, n: number) => void ran.add(n));
  context.on('dialog', (dialog) => {
    ran.add(Number(dialog.message()));
    void dialog.dismiss().catch(() => undefined);
  });
  await context.route(CANARY, (route) => {
    ran.add(Number(new URL(route.request().url()).pathname.slice(1)));
    return route.abort();
  });
  return context;
}

/** How many of the corpus a page runs that takes a text for markup: were it none, the silence of ours would say nothing. */
export async function carelessRuns(browser: Browser): Promise<number> {
  const ran = new Set<number>();
  const context = await hooked(browser, { bypassCSP: true, locale: 'en' }, ran);
  const page = await context.newPage();
  await page.goto('about:blank');
  await page.evaluate(
    (texts) => {
      for (const text of texts) document.body.insertAdjacentHTML('beforeend', text);
    },
    Array.from({ length: CORPUS_SIZE }, (_, i) => textOf(i, 0)),
  );
  for (let waited = 0; ran.size < 10 && waited < 100; waited++) await page.waitForTimeout(50);
  await context.close();
  return ran.size;
}

export interface Looked {
  clicks: number;
  /** Numbers of the fields whose texts it showed. */
  fields: Set<number>;
  findings: string[];
}

export async function look(
  browser: Browser,
  shown: Shown,
  { strict, locale }: { strict: boolean; locale: string },
): Promise<Looked> {
  const { care, name } = shown;
  const ran = new Set<number>();
  const context = await hooked(browser, { bypassCSP: !strict, locale }, ran);
  const policy = `default-src 'none'; script-src ${care}; frame-src ${care}; connect-src 'self' ${care}; style-src 'none'; img-src blob: data: ${care}; require-trusted-types-for 'script'; trusted-types lit-html`;
  await context.route(`${ORIGIN}/**`, (route) =>
    route.fulfill({
      contentType: 'text/html; charset=utf-8',
      headers: strict ? { 'Content-Security-Policy': policy } : {},
      body: `<!doctype html><html lang="${locale}">${shown.html}`,
    }),
  );
  const [scope, value] = shown.session;
  await context.addInitScript(
    ([key, kept]) => localStorage.setItem(key!, kept!),
    [`care:${care}:${shown.hospital ?? 'renhe'}:${scope}`, JSON.stringify(value)],
  );
  const page = await context.newPage();
  await page.setViewportSize({ width: shown.width, height: 844 });
  const quiet = quietOf(page);
  await page.goto(shown.url);
  const fields = new Set<number>();
  const findings: string[] = [];
  const note = async () => {
    await quiet();
    for (const frame of page.frames()) {
      const numbers = await frame.evaluate(numbersIn, NUMBERS).catch(() => []);
      for (const n of numbers) fields.add(told(n).field);
    }
  };
  if (!(await isUp(page))) findings.push(`${name} never came up, so that its silence says nothing`);
  await note();
  const clicks = await clickAbout(page, note);
  const shots = process.env['CARE_SHOTS'];
  if (shots) await page.screenshot({ path: `${shots}/${name.replaceAll(' ', '-')}-${strict}.png` });
  for (const frame of page.frames())
    for (const link of await frame.evaluate(dangerous).catch(() => [])) findings.push(`${name}: ${link}`);
  for (const n of ran) findings.push(`${name} ran ${told(n).text}`);
  await context.close();
  return { clicks, fields, findings };
}

/** Until nothing is on its way to the page; the live stream always is. */
function quietOf(page: Page): () => Promise<void> {
  const under = new Set<unknown>();
  page.on('request', (request) => void (/\/live\?/.test(request.url()) || under.add(request)));
  page.on('requestfinished', (request) => void under.delete(request));
  page.on('requestfailed', (request) => void under.delete(request));
  return async () => {
    // What an answer sets off comes a moment after it.
    for (let still = 0, waited = 0; still < 3 && waited < PATIENCE_MS; waited += 20) {
      await page.waitForTimeout(20);
      still = under.size ? 0 : still + 1;
      // A page that is busy asks for nothing either: it has had its turn when it answers.
      if (still === 2) await Promise.all(page.frames().map((frame) => frame.evaluate(turn).catch(() => {})));
    }
  };
}

const turn = () => new Promise((done) => setTimeout(() => requestAnimationFrame(done)));

/** Everything that can be clicked, once, and what comes of it; what a click has hidden is come back to. */
async function clickAbout(page: Page, note: () => Promise<void>): Promise<number> {
  const done = new Set<string>();
  let clicks = 0;
  let fresh = true;
  while (clicks < CLICKS) {
    const element = await toClick(page, { used: [...done], out: OUT.source });
    if (!element) {
      if (fresh) break;
      await page.reload();
      await isUp(page);
      await note();
      fresh = true;
      continue;
    }
    fresh = false;
    clicks++;
    done.add(await element.evaluate((e) => `${e.localName} ${e.innerText} ${e.ariaLabel}`));
    await element.evaluate((e) => e.click()).catch(() => undefined);
    await note();
  }
  return clicks;
}

/** In the page, or in a frame of it. */
async function toClick(
  page: Page,
  which: { used: string[]; out: string },
): Promise<ElementHandle<HTMLElement> | null> {
  for (const frame of page.frames()) {
    const next = await frame.evaluateHandle(nextToClick, which).catch(() => null);
    const element = next?.asElement();
    if (element) return element as ElementHandle<HTMLElement>;
  }
  return null;
}

/** Whether it came to have a button, be it the way out: before, a page is only on its way, however quiet it is. */
async function isUp(page: Page): Promise<boolean> {
  for (let waited = 0; waited < UP_MS; waited += 50) {
    if (await toClick(page, { used: [], out: '(?!)' })) return true;
    await page.waitForTimeout(50);
  }
  return false;
}

const nextToClick = ({ used, out }: { used: string[]; out: string }): HTMLElement | undefined => {
  const all = (root: ParentNode): HTMLElement[] =>
    [...root.querySelectorAll<HTMLElement>('*')].flatMap((e) => [
      ...(e.matches('button, summary, [role=tab], [role=option], a[href]') ? [e] : []),
      ...(e.shadowRoot ? all(e.shadowRoot) : []),
    ]);
  return all(document).find(
    (e) =>
      e.checkVisibility() &&
      !(e as HTMLButtonElement).disabled &&
      !new RegExp(out).test(e.innerText) &&
      !used.includes(`${e.localName} ${e.innerText} ${e.ariaLabel}`),
  );
};

/** The numbers of the corpus in what a page shows: its text, what stands in its fields, and what is read out. */
const numbersIn = (pattern: string): number[] => {
  const parts: string[] = [document.title];
  const walk = (root: ParentNode & Node): void => {
    parts.push(root.textContent ?? '');
    for (const e of root.querySelectorAll<HTMLInputElement>('*')) {
      if (typeof e.value === 'string') parts.push(e.value);
      for (const name of ['title', 'aria-label', 'placeholder', 'alt', 'download'])
        parts.push(e.getAttribute(name) ?? '');
      if (e.shadowRoot) walk(e.shadowRoot);
    }
  };
  walk(document);
  return [...parts.join('\n').matchAll(new RegExp(pattern, 'g'))].map(([, n]) => Number(n));
};

/** What would run at a click, or with the next policy: found in the tree, whether it ran or not. */
const dangerous = (): string[] => {
  const all = (root: ParentNode): Element[] =>
    [...root.querySelectorAll('*')].flatMap((e) => [e, ...(e.shadowRoot ? all(e.shadowRoot) : [])]);
  return all(document).flatMap((e) =>
    [...e.attributes].flatMap(({ name, value }) =>
      /^on/.test(name) ||
      (/^(href|src|action|formaction|srcdoc)$/.test(name) && /^\s*(javascript|data:text)/i.test(value))
        ? [`<${e.localName} ${name}="${value.slice(0, 60)}">`]
        : [],
    ),
  );
};
