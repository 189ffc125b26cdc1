/** The setup's two pages on the real server with the built widgets: an origin that nobody registered works once it is, and a sentence that the hospital words anew stands on the patients' next page. */
import assert from 'node:assert/strict';
import { randomUUID } from 'node:crypto';
import { after, before, test } from 'node:test';
import { fileURLToPath } from 'node:url';
import type { Browser, Page } from 'playwright-core';
import { LOCAL_NETWORK, launchBrowser } from '../../kit/browser.ts';
import { openTestApp, type TestApp } from '../../kit/open-test-app.ts';

const CDN = fileURLToPath(new URL('../../../dist/cdn', import.meta.url));
/** Registered for nobody. */
const SITE = 'http://127.0.0.1:9321';
let app: TestApp;
let careUrl: string;
let browser: Browser;

before(async () => {
  app = await openTestApp({ cdnDir: CDN });
  careUrl = (await app.listen()).url;
  browser = await launchBrowser({ args: [LOCAL_NETWORK] });
});
after(async () => {
  await browser?.close();
  await app?.close();
});

/** CARE_SHOTS=DIR keeps what each person saw. */
async function keep(page: Page, name: string): Promise<void> {
  const { CARE_SHOTS } = process.env;
  if (CARE_SHOTS) await page.screenshot({ path: `${CARE_SHOTS}/${name}.png`, fullPage: true });
}

async function visit(body: string, { lang = 'en', width = 390 } = {}): Promise<[Page, string[]]> {
  const context = await browser.newContext({ viewport: { width, height: 844 }, locale: lang });
  await context.route(`${SITE}/**`, (route) =>
    route.fulfill({
      contentType: 'text/html; charset=utf-8',
      body: `<!doctype html><html lang="${lang}"><style>body { margin: 0 }</style><script type="module" src="${careUrl}/care.js"></script>${body}`,
    }),
  );
  const page = await context.newPage();
  const said: string[] = [];
  page.on('console', (message) => said.push(message.text()));
  await page.goto(`${SITE}/`);
  return [page, said];
}

test('a page on an origin that nobody registered', { timeout: 60_000 }, async () => {
  const [page, said] = await visit('<care-visit hospital="lakeside"></care-visit>');
  await page.getByRole('alert').getByText('This page can’t open online visits yet').waitFor();
  await page.getByText(SITE, { exact: true }).waitFor();
  const link = page.getByRole('link', { name: 'Register this page' });
  const register = `${careUrl}/setup.html?hospital=lakeside&origin=${encodeURIComponent(SITE)}`;
  assert.equal(await link.getAttribute('href'), register);
  assert.ok(
    said.some((line) => line.includes(SITE) && line.includes(register)),
    `the console says it too: ${said.join('\n')}`,
  );
  await keep(page, 'refused-en');

  // Desks and a patient's parts say the same, with a token that the browser asks about first.
  const [desk] = await visit('<care-desk hospital="renhe"></care-desk>', { lang: 'zh-CN', width: 1280 });
  await desk.getByText('本页暂时不能线上看病').waitFor();
  await keep(desk, 'refused-zh-desk');
  const { visitId } = await app.openVisit('renhe');
  await desk.evaluate(
    ([key, session]) => localStorage.setItem(key!, session!),
    [`care:${careUrl}:renhe:patient`, JSON.stringify({ token: 'a.b.c', visitId })],
  );
  await desk.goto(`${SITE}/queue`);
  await desk.evaluate(() => (document.body.innerHTML = '<care-queue hospital="renhe"></care-queue>'));
  await desk.getByText('本页暂时不能线上看病').waitFor();
  // A hospital's id that is spelt wrong is told apart.
  const [typo] = await visit('<care-visit hospital="lakesid"></care-visit>');
  await typo.getByText('We don’t know this page’s hospital.').waitFor();

  // The link leads an administrator to the origin, ready to be registered.
  const setup = await (
    await browser.newContext({ viewport: { width: 1280, height: 900 }, locale: 'en' })
  ).newPage();
  const wrong: string[] = [];
  setup.on('console', (message) => message.type() === 'error' && wrong.push(message.text()));
  await setup.goto((await link.getAttribute('href'))!);
  await setup.getByLabel('User name').fill('novak');
  await setup.getByLabel('Password').fill('care-demo');
  await setup.getByRole('button', { name: 'Sign in' }).click();
  assert.equal(await setup.getByLabel('Address of the page').inputValue(), SITE);
  // What they came for lies below the lines and their preview: they are led there.
  const focused = () =>
    setup.evaluate(() => document.querySelector('care-setup')!.shadowRoot!.activeElement?.id);
  assert.equal(await focused(), 'origin');
  await setup.locator('care-setup care-visit').getByText('Who is the visit for?').waitFor();
  const inSight = async () => {
    const { y = -1 } = (await setup.getByLabel('Address of the page').boundingBox()) ?? {};
    return y > 0 && y < 860;
  };
  for (let tries = 0; tries < 40 && !(await inSight()); tries++) await setup.waitForTimeout(50);
  assert.ok(await inSight(), 'the preview has not pushed it away');
  await setup.getByRole('button', { name: 'Register', exact: true }).click();
  await setup.getByText(`${SITE} is registered.`).waitFor();
  // The preview is the widget itself, and the lines are those that were chosen.
  await setup.locator('care-setup care-visit').getByText('Who is the visit for?').waitFor();
  await setup.getByLabel('Language').selectOption('zh-CN');
  await setup.getByLabel('Large text and buttons').check();
  await setup.locator('care-setup care-visit').getByText('就诊人是谁？').waitFor();
  await setup.locator('#code-snippet', { hasText: ' elder' }).waitFor();
  const lines = (await setup.locator('#code-snippet').textContent())!;
  assert.equal(
    lines,
    `<script type="module" src="${careUrl}/care.js"></script>\n<care-visit hospital="lakeside" lang="zh-CN" elder></care-visit>`,
  );
  // Two lines, and seen as two: 21 px each in a frame of 26.
  const height = await setup.locator('#code-snippet').evaluate((code) => code.clientHeight);
  assert.ok(height < 26 + 3 * 21, `${height} px`);
  await keep(setup, 'setup-en');
  assert.deepEqual(wrong, []);

  await page.getByRole('button', { name: 'Load again' }).click();
  await page.getByRole('heading', { name: 'Who is the visit for?' }).waitFor();

  // And what was copied works as it stands.
  const [pasted] = await visit(lines);
  await pasted.getByRole('heading', { name: '就诊人是谁？' }).waitFor();
  await keep(pasted, 'pasted');

  // Struck off, it is refused again.
  await setup.getByRole('button', { name: `Remove ${SITE}` }).click();
  await setup.getByRole('button', { name: 'Yes, remove it' }).click();
  await setup.getByRole('button', { name: `Remove ${SITE}` }).waitFor({ state: 'detached' });
  await pasted.reload();
  await pasted.getByText('本页暂时不能线上看病').waitFor();
});

test('a sentence that an administrator words anew', { timeout: 60_000 }, async () => {
  const token = await app.tokenOf('renhe', 'fang', 'administrator');
  // Of the server that the pages call: another one remembers for some seconds who was not registered.
  const registered = await fetch(`${careUrl}/v1/hospitals/renhe/origins`, {
    method: 'POST',
    headers: {
      Authorization: `Bearer ${token}`,
      'Content-Type': 'application/json',
      'Idempotency-Key': randomUUID(),
    },
    body: JSON.stringify({ origin: SITE }),
  });
  assert.equal(registered.status, 200, await registered.text());
  const [before] = await visit('<care-visit hospital="renhe"></care-visit>');
  await before.getByRole('heading', { name: 'Who is the visit for?' }).waitFor();

  const setup = await (
    await browser.newContext({ viewport: { width: 1280, height: 900 }, locale: 'en' })
  ).newPage();
  const wrong: string[] = [];
  setup.on('console', (message) => message.type() === 'error' && wrong.push(message.text()));
  await setup.goto(`${careUrl}/setup.html?hospital=renhe#words`);
  await setup.getByLabel('User name').fill('fang');
  await setup.getByLabel('Password').fill('care-demo');
  await setup.keyboard.press('Enter');
  // By the keyboard alone, as anybody may.
  await setup.getByLabel('Words in it, or its key').focus();
  await setup.keyboard.type('first.whoTitle');
  await setup.getByText('One sentence').waitFor();
  for (let i = 0; i < 3; i++) await setup.keyboard.press('Tab');
  await setup.keyboard.press('Enter');
  const field = setup.getByLabel('Our sentence');
  await field.waitFor();
  await setup.keyboard.press('Control+A');
  await setup.keyboard.type('Whom may we help?');
  await setup.keyboard.press('Enter');
  await setup.getByText('Saved.').waitFor();
  await keep(setup, 'words-en');
  assert.deepEqual(wrong, []);

  await before.reload();
  await before.getByRole('heading', { name: 'Whom may we help?' }).waitFor();
  const [other] = await visit('<care-visit hospital="renhe"></care-visit>', { lang: 'zh-CN' });
  await other.getByRole('heading', { name: '就诊人是谁？' }).waitFor();

  await setup.getByRole('button', { name: 'Take the standard sentence' }).click();
  await setup.getByRole('button', { name: 'Yes, take it' }).click();
  await setup.getByText('The standard sentence is shown again.', { exact: true }).waitFor();
  await before.reload();
  await before.getByRole('heading', { name: 'Who is the visit for?' }).waitFor();
});
