/**
 * The hospital's own theme on the real server with the built widgets: worn before anything of the hospital shows; a theme on the tag comes
 * first. And the studio that makes one.
 */
import assert from 'node:assert/strict';
import { readFile } from 'node:fs/promises';
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

test('the theme studio', { timeout: 120_000 }, async () => {
  const page = await browser.newPage({ viewport: { width: 1280, height: 900 }, locale: 'zh-CN' });
  const wrong: string[] = [];
  page.on('console', (message) => message.type() === 'error' && wrong.push(message.text()));
  page.on('pageerror', (error) => wrong.push(error.message));
  await page.goto(`${careUrl}/studio.html?hospital=lakeside`);
  // The preview is the widget itself, in a frame for each light, and wears what is chosen.
  const [light, dark] = [0, 1].map((at) => page.frameLocator('care-studio iframe >> nth=' + at));
  for (const frame of [light!, dark!]) await frame.getByText('N017', { exact: true }).waitFor();
  await page.getByLabel('品牌颜色（#rrggbb）').fill('#7a1f3d');
  await page.getByLabel('品牌颜色（#rrggbb）').press('Enter');
  await page.getByLabel('圆角').fill('3');
  const card = light!.locator('.card').first();
  await card.waitFor();
  await page.waitForFunction(
    (card) => getComputedStyle(card!).borderTopLeftRadius === '3px',
    await card.elementHandle(),
  );
  // Another widget, in a state of its own, in the same theme.
  await page.getByLabel('组件').selectOption('care-desk');
  await page.getByLabel('状态').selectOption('care-desk/SignIn');
  for (const frame of [light!, dark!])
    await frame.getByRole('button', { name: '登录', exact: true }).waitFor();
  // One that can't be read is not given away, here or by the server; mended, it is.
  await page.getByText('全部颜色', { exact: true }).click();
  await page.getByLabel('--care-color-muted, 浅色').fill('#bbbbbb');
  await page.getByText('次要文字（浅色）').or(page.getByText('底色上的次要文字')).first().waitFor();
  assert.equal(await page.locator('#save-json').getAttribute('aria-disabled'), 'true');
  await page
    .getByRole('button', { name: /^把 --care-color-muted 改成/ })
    .first()
    .click();
  await page.getByText('全部 46 组颜色都看得清。').waitFor();
  const [download] = await Promise.all([page.waitForEvent('download'), page.getByText('下载 CSS').click()]);
  const css = await readFile(await download.path(), 'utf8');
  assert.match(css, /--care-color-brand: #7a1f3d;/);
  // A reload loses nothing.
  await page.reload();
  await page.getByText('全部 46 组颜色都看得清。').waitFor();
  assert.equal(await page.getByLabel('品牌颜色（#rrggbb）').inputValue(), '#7a1f3d');
  // Saved by an administrator, the hospital's widgets wear it.
  await page.getByLabel('用户名').fill('novak');
  await page.getByLabel('密码').fill('care-demo');
  await page.getByRole('button', { name: '登录', exact: true }).click();
  await page.getByRole('button', { name: '设为医院的主题' }).click();
  await page.getByText('已保存。').waitFor();
  const worn = await open('<care-visit hospital="lakeside"></care-visit>');
  assert.equal(await first(worn), '2px');
  // And the file is a page's own style sheet as it stands.
  const plain = await open(`<style>${css}</style><care-visit hospital="renhe" theme="auto"></care-visit>`);
  assert.equal(await first(plain), '2px');
  assert.deepEqual(wrong, []);
  const { CARE_SHOTS } = process.env;
  if (CARE_SHOTS) await page.screenshot({ path: `${CARE_SHOTS}/studio.png`, fullPage: true });
});
