/** The hospital's own theme on the real server with the built widgets: worn before anything of the hospital shows; a theme on the tag comes first. */
import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { fileURLToPath } from 'node:url';
import type { Browser, Page } from 'playwright-core';
import { launchBrowser } from '../../kit/browser.ts';
import { openTestApp, type TestApp } from '../../kit/open-test-app.ts';

const CDN = fileURLToPath(new URL('../../../dist/cdn', import.meta.url));
let app: TestApp;
let careUrl: string;
let browser: Browser;

before(async () => {
  app = await openTestApp({ cdnDir: CDN });
  careUrl = (await app.listen()).url;
  browser = await launchBrowser();
});
after(async () => {
  await browser?.close();
  await app?.close();
});

async function open(tag: string): Promise<Page> {
  const page = await browser.newPage({ viewport: { width: 390, height: 844 }, locale: 'zh-CN' });
  await page.route(`${careUrl}/page.html`, (route) =>
    route.fulfill({
      contentType: 'text/html; charset=utf-8',
      body: `<!doctype html><html lang="zh-CN"><script type="module" src="/care.js"></script>${tag}`,
    }),
  );
  // The look of the first button that stands, at the moment it does.
  await page.addInitScript(() => {
    const wait = (): unknown => {
      const field = document.querySelector('care-visit')?.shadowRoot?.querySelector('.field input, .row');
      if (!field) return requestAnimationFrame(wait);
      return Object.assign(window, { radius: getComputedStyle(field).borderTopLeftRadius });
    };
    wait();
  });
  await page.goto(`${careUrl}/page.html`);
  return page;
}
const first = async (page: Page): Promise<string> =>
  (await page.waitForFunction(() => (window as { radius?: string }).radius)).jsonValue() as Promise<string>;

test('the hospital’s theme', { timeout: 60_000 }, async () => {
  const token = await app.tokenOf('renhe', 'fang', 'administrator');
  const theme = {
    name: '仁和',
    base: 'warm',
    tokens: { '--care-color-brand': '#7a1f3d', '--care-radius-field': '3px' },
  };
  assert.equal((await app.call('PUT', '/renhe/theme', { token, body: { theme } })).status, 200);
  const worn = await open('<care-visit hospital="renhe"></care-visit>');
  assert.equal(await first(worn), '3px');
  const own = await open('<care-visit hospital="renhe" theme="clinic"></care-visit>');
  assert.equal(await first(own), '4px');
  const other = await open('<care-visit hospital="lakeside"></care-visit>');
  assert.equal(await first(other), '8px');
  const { CARE_SHOTS } = process.env;
  if (CARE_SHOTS)
    for (const [name, page] of Object.entries({ worn, own, other }))
      await page.screenshot({ path: `${CARE_SHOTS}/theme-${name}.png` });
});
