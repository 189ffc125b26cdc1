/**
 * A corpus of scripts through every text field of every write, file names, the theme and the hospital's own words, and then every
 * page in a real browser, under a strict policy and without any: nothing of it runs. Needs Chromium and the built widgets.
 */
import { existsSync } from 'node:fs';
import { join } from 'node:path';
import type { Browser, BrowserContext, Page } from 'playwright-core';
import { createApp } from '../../server/app.ts';
import type { Deps } from '../../server/deps.ts';
import { launchBrowser } from '../kit/browser.ts';
import { ORIGIN } from '../kit/open-test-app.ts';
import { openRouteWorld } from '../kit/route-world.ts';
import type { Attack, Attempt } from './attack.ts';
import { CORPUS, MARK, payload } from './scripts/corpus.ts';
import { fill, type Shown } from './scripts/fill.ts';
import { poisoner, type Document } from './scripts/poison.ts';

const CDN = join(import.meta.dirname, '../../dist/cdn');
/** Never clicked: whoever is out shows nothing any more. */
const OUT = /退出|离开|结束|取消|Sign out|Leave|End|Cancel/;

/** Of an app that answers nothing: the document is made of the routes alone. */
const documentOf = async (): Promise<Document> => {
  const child = { info() {}, warn() {}, error() {} };
  const deps = {
    ...{ log: { ...child, child: () => child }, newId: () => 'x', now: () => new Date(), demo: true },
    ...{ live: { source() {} }, epidemics: { list: () => [] }, media: null, cdnDir: null, db: {} },
    ...{ tokenSecret: new Uint8Array(32), sealKey: new Uint8Array(32) },
  } as unknown as Deps;
  return (await (await createApp(deps).request('/v1/openapi.json')).json()) as Document;
};

export const attack: Attack = async ({ long }) => {
  if (!existsSync(join(CDN, 'care.js'))) throw new Error('no dist/cdn: npm run build');
  const document = await documentOf();
  const browser = await launchBrowser({ args: ['--disable-features=LocalNetworkAccessChecks'] });
  const attempts: Attempt[] = [];
  try {
    attempts.push(await hookTells(browser));
    // Each round begins the corpus elsewhere, so that each field has each text in the end.
    for (let round = 0; round < (long ? 4 : 1); round++) {
      const taken = new Map<string, number>();
      let at = round * 6;
      const { through, fields } = poisoner(
        document,
        (_, most) => payload(at++, most),
        (field) => taken.set(field, (taken.get(field) ?? 0) + 1),
      );
      const world = await openRouteWorld({ cdnDir: CDN, through });
      try {
        const pages = await fill(world, document);
        const missing = fields.filter((field) => !taken.has(field));
        attempts.push({
          ...{ attempt: `round ${round + 1}: texts that were taken by the server`, findings: [] },
          tried: [...taken.values()].reduce((a, b) => a + b, 0),
          measured: `${taken.size} of ${fields.length} text fields${process.env['CARE_MISSING'] ? `; not ${missing.join(', ')}` : ''}`,
        });
        for (const strict of [true, false])
          attempts.push(await show(browser, pages, strict, `round ${round + 1}`));
      } finally {
        await world.t.close();
      }
    }
  } finally {
    await browser.close();
  }
  return attempts;
};

/** A page that takes a text for markup does run it: else the silence of ours would say nothing. */
async function hookTells(browser: Browser): Promise<Attempt> {
  const ran = new Set<number>();
  const context = await hooked(browser, true, ran);
  const page = await context.newPage();
  await page.goto('about:blank');
  await page.evaluate((texts) => {
    for (const text of texts) document.body.insertAdjacentHTML('beforeend', text);
  }, CORPUS);
  for (let waited = 0; ran.size < 8 && waited < 100; waited++) await page.waitForTimeout(50);
  await context.close();
  const findings = ran.size < 8 ? [`only ${ran.size} of the corpus run anywhere at all`] : [];
  return {
    attempt: 'a careless page runs them, so that silence says something',
    tried: CORPUS.length,
    findings,
  };
}

async function hooked(browser: Browser, bypassCSP: boolean, ran: Set<number>): Promise<BrowserContext> {
  const context = await browser.newContext({ locale: 'zh-CN', bypassCSP });
  await context.exposeBinding('__ran', (_, n: number) => void ran.add(n));
  return context;
}

async function show(browser: Browser, pages: Shown[], strict: boolean, round: string): Promise<Attempt> {
  const findings: string[] = [];
  let clicks = 0;
  const seen: string[] = [];
  for (const shown of pages) {
    const ran = new Set<number>();
    const context = await hooked(browser, !strict, ran);
    const { care } = shown;
    const policy = `default-src 'none'; script-src ${care}; frame-src ${care}; connect-src 'self' ${care}; style-src 'none'; img-src blob: data: ${care}; require-trusted-types-for 'script'; trusted-types lit-html`;
    await context.route(`${ORIGIN}/**`, (route) =>
      route.fulfill({
        contentType: 'text/html; charset=utf-8',
        headers: strict ? { 'Content-Security-Policy': policy } : {},
        body: `<!doctype html><html lang="zh-CN">${shown.html}`,
      }),
    );
    const [scope, value] = shown.session;
    await context.addInitScript(
      ([key, kept]) => localStorage.setItem(key!, kept!),
      [`care:${care}:renhe:${scope}`, JSON.stringify(value)],
    );
    const page = await context.newPage();
    await page.setViewportSize({ width: shown.width, height: 844 });
    page.on('dialog', (dialog) => void dialog.dismiss());
    await page.goto(shown.url);
    const told = await until(page, shown.tells);
    if (told) seen.push(shown.name);
    else if (shown.tells) findings.push(`${shown.name} shows none of it, so that its silence says nothing`);
    clicks += await clickAbout(page);
    for (const frame of page.frames())
      for (const link of await frame.evaluate(dangerous)) findings.push(`${shown.name}: ${link}`);
    for (const n of ran) findings.push(`${shown.name} ran ${CORPUS[n] ?? n}`);
    const shots = process.env['CARE_SHOTS'];
    if (shots) await page.screenshot({ path: `${shots}/${shown.name}-${strict}.png` });
    await context.close();
  }
  return {
    attempt: `${round}: every page, ${strict ? 'under a strict policy' : 'without any policy'}`,
    ...{ tried: pages.length, findings, measured: `${clicks} clicks; texts seen at ${seen.join(', ')}` },
  };
}

/** Until the page says something of the corpus, or has had its time. */
async function until(page: Page, tells: boolean): Promise<boolean> {
  const says = async () => {
    for (const frame of page.frames())
      if (await frame.evaluate(saysMark, MARK).catch(() => false)) return true;
    return false;
  };
  for (let waited = 0; waited < (tells ? 300 : 40); waited++) {
    if (await says()) return true;
    await page.waitForTimeout(50);
  }
  return says();
}

/** Everything that can be clicked, once, and what comes of it. */
async function clickAbout(page: Page): Promise<number> {
  const done = new Set<string>();
  for (let clicks = 0; clicks < 40; clicks++) {
    const next = await page
      .evaluateHandle(
        ([used, out]) => {
          const all = (root: ParentNode): HTMLElement[] =>
            [...root.querySelectorAll<HTMLElement>('*')].flatMap((e) => [
              ...(e.matches('button, summary, [role=tab], [role=option], a[href]') ? [e] : []),
              ...(e.shadowRoot ? all(e.shadowRoot) : []),
            ]);
          return all(document).find(
            (e) =>
              e.checkVisibility() &&
              !(e as HTMLButtonElement).disabled &&
              !new RegExp(out as string).test(e.innerText) &&
              !(used as string[]).includes(`${e.localName} ${e.innerText} ${e.ariaLabel}`),
          );
        },
        [[...done], OUT.source] as const,
      )
      .catch(() => null);
    const element = next?.asElement();
    if (!element) return clicks;
    done.add(await element.evaluate((e) => `${e.localName} ${(e as HTMLElement).innerText} ${e.ariaLabel}`));
    await element.evaluate((e) => (e as HTMLElement).click()).catch(() => undefined);
    await page.waitForTimeout(60);
  }
  return 40;
}

const saysMark = (mark: string): boolean => {
  const texts = (root: Node): string =>
    [
      ...(root instanceof Element || root instanceof Document || root instanceof ShadowRoot
        ? root.querySelectorAll('*')
        : []),
    ]
      .map((e) => (e.shadowRoot ? (e.shadowRoot.textContent ?? '') + texts(e.shadowRoot) : ''))
      .join('') + (root.textContent ?? '');
  return texts(document).includes(mark);
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
