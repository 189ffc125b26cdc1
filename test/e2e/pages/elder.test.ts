/** Elder mode of one widget on a page, from the built kit: fetched when the attribute is there, late as well, and taken off with it. */
import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { fileURLToPath } from 'node:url';
import type { Browser } from 'playwright-core';
import { buildIfStale } from '../../../scripts/build.ts';
import { launchBrowser } from '../../kit/browser.ts';
import { openTestApp, type TestApp } from '../../kit/open-test-app.ts';

const CDN = fileURLToPath(new URL('../../../dist/cdn', import.meta.url));
let app: TestApp;
let careUrl: string;
let browser: Browser;

before(async () => {
  await buildIfStale();
  app = await openTestApp({ cdnDir: CDN });
  careUrl = (await app.listen()).url;
  browser = await launchBrowser();
});
after(async () => {
  await browser?.close();
  await app?.close();
});

test(
  'the waiting room alone on a page, in elder mode late, and the questions from the start',
  { timeout: 90_000 },
  async () => {
    const page = await browser.newPage({ viewport: { width: 390, height: 844 } });
    const wrong: string[] = [];
    const fetched: string[] = [];
    page.on('console', (message) => message.type() === 'error' && wrong.push(message.text()));
    page.on('pageerror', (error) => wrong.push(error.message));
    page.on('response', (response) => response.url().endsWith('.js') && fetched.push(response.url()));
    await page.route(`${careUrl}/page.html`, (route) =>
      route.fulfill({
        contentType: 'text/html; charset=utf-8',
        body: '<!doctype html><html lang="en"><script type="module" src="/care.js"></script><care-queue hospital="lakeside"></care-queue>',
      }),
    );
    await page.goto(`${careUrl}/page.html`);
    const queue = page.locator('care-queue');
    const words = queue.locator('section > p').first();
    await words.waitFor();
    const size = () => words.evaluate((element) => getComputedStyle(element).fontSize);
    assert.equal(await size(), '16px');
    const person = queue.locator('[part=person]');
    assert.equal(await person.count(), 0);
    await page.waitForLoadState('networkidle');
    const before = fetched.length;

    await queue.evaluate((element) => element.setAttribute('elder', ''));
    await person.waitFor();
    assert.equal(await size(), '20px');
    assert.match((await person.getAttribute('href'))!, /^tel:/);
    const larger = queue.locator('[part=larger]');
    for (const target of [person, larger]) {
      const { width, height } = (await target.boundingBox())!;
      assert.ok(width >= 60 && height >= 60, `${width} × ${height} px`);
    }
    assert.ok(fetched.length > before, 'who is not in the mode pays nothing for it');
    await larger.click();
    assert.equal(await size(), '22px');

    await page.evaluate(() => {
      const triage = document.createElement('care-triage');
      triage.setAttribute('hospital', 'lakeside');
      triage.setAttribute('elder', '');
      document.body.append(triage);
    });
    await page.locator('care-triage [part=person]').waitFor();

    await queue.evaluate((element) => element.removeAttribute('elder'));
    await person.waitFor({ state: 'detached' });
    assert.equal(await size(), '16px');
    assert.deepEqual(wrong, []);
  },
);
