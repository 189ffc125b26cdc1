/**
 * The visit in a frame, in Chromium: its first steps up to the queue through `<care-frame>`, what the framing page is told, what
 * it may say, and a browser that keeps nothing for a framed page.
 */
import assert from 'node:assert/strict';
import { after, before, describe, it } from 'node:test';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath, pathToFileURL } from 'node:url';
import type { Browser, BrowserContext, Frame, Page } from 'playwright-core';
import diagnose from '../../../packages/elements/locales/zh-CN/diagnose.ts';
import refused from '../../../packages/elements/locales/zh-CN/refused.ts';
import visit from '../../../packages/elements/locales/zh-CN/visit.ts';
import english from '../../../packages/elements/locales/en/visit.ts';
import { buildIfStale } from '../../../scripts/build.ts';
import { seedDemo } from '../../../server/demo/seed.ts';
import { LOCAL_NETWORK, launchBrowser } from '../../kit/browser.ts';
import { openTestApp, type TestApp } from '../../kit/open-test-app.ts';
import { calm, describeComplaint, joinQueue, register, type Person } from '../people.ts';

const CDN = fileURLToPath(new URL('../../../dist/cdn', import.meta.url));
/** Another site than the server’s 127.0.0.1: a framed page of it is a third party here. */
const SITE = 'http://localhost:9998';
const STRANGER = 'http://localhost:9997';
/** The page’s policy allows the one script and the frame, no call to the server and no inline style. */
const policy = (care: string) =>
  `default-src 'none'; script-src ${care}; frame-src ${care} ${SITE}; require-trusted-types-for 'script'`;

declare const CareElements: { diagnose(): Promise<{ rows: { check: string; as: string }[] }> };
/** What the page heard, by `window.heard`. */
type Heard = { type: string; state?: string; composed: boolean; bubbles: boolean };
const listen = () => {
  const heard: Heard[] = [];
  Object.assign(window, { heard });
  for (const type of ['care-frame-ready', 'care-queue-state', 'care-visit-forged'])
    document.addEventListener(type, (event) => {
      const { composed, bubbles } = event;
      heard.push({ type, composed, bubbles, state: (event as Event & { state?: string }).state as string });
    });
};

describe('a visit in a frame', { concurrency: 3 }, () => {
  let app: TestApp;
  let care: string;
  let browser: Browser;
  before(async () => {
    await buildIfStale();
    app = await openTestApp({ cdnDir: CDN });
    await seedDemo(app.deps, { renhe: [SITE], lakeside: [SITE] });
    care = (await app.listen()).url;
    browser = await launchBrowser({ args: [LOCAL_NETWORK] });
  });
  after(async () => {
    await browser?.close();
    await app?.close();
  });

  async function open(
    html: string,
    {
      site = SITE,
      query = '',
      before: prepare,
    }: { site?: string; query?: string; before?: (context: BrowserContext) => Promise<unknown> } = {},
  ): Promise<{ page: Page; trouble: string[]; asked: string[] }> {
    const context = await browser.newContext({ viewport: { width: 390, height: 844 }, locale: 'zh-CN' });
    context.setDefaultTimeout(20_000);
    await prepare?.(context);
    await context.route(`${site}/**`, (route) =>
      route.fulfill({
        headers: { 'content-type': 'text/html; charset=utf-8', 'content-security-policy': policy(care) },
        body: `<!doctype html><html lang="zh-CN"><title>仁和医院</title><script type="module" src="${care}/frame.js"></script>${html}`,
      }),
    );
    const page = await context.newPage();
    const trouble: string[] = [];
    const asked: string[] = [];
    page.on('request', (request) => request.url().includes('/embed/visit') && asked.push(request.url()));
    page.on('pageerror', (error) => trouble.push(String(error)));
    page.on('console', (message) => message.type() === 'error' && trouble.push(message.text()));
    await page.addInitScript(listen);
    await page.goto(`${site}/page${query}`);
    return { page, trouble, asked };
  }
  const framed = async (page: Page): Promise<Frame> =>
    (await (await page.waitForSelector('care-frame iframe')).contentFrame())!;
  /** A framed visit has hands like any other. */
  const handsOf = (page: Page, frame: Frame): Person => ({
    page: frame as unknown as Page,
    context: page.context(),
    trouble: [],
  });
  const heardBy = (page: Page) => page.evaluate(() => (window as unknown as { heard: Heard[] }).heard);

  it('goes to the queue; the page is told under the same names and sizes the frame', async () => {
    const { page, trouble } = await open('<care-frame hospital="renhe"></care-frame>');
    const frame = await framed(page);
    const patient = handsOf(page, frame);
    assert.equal(await frame.evaluate(() => document.documentElement.lang), 'zh-CN');
    await register(patient, { name: '王秀英', birth: '1956-03-01', sex: '女' });
    await describeComplaint(patient, '嗓子疼两天，有点咳嗽', '嗓子疼', calm);
    await joinQueue(patient);
    await page.waitForFunction(() =>
      (window as unknown as { heard: Heard[] }).heard.some(({ type }) => type === 'care-queue-state'),
    );
    const heard = await heardBy(page);
    assert.deepEqual(heard[0], { type: 'care-frame-ready', composed: true, bubbles: true, state: undefined });
    const queue = heard.find(({ type }) => type === 'care-queue-state');
    assert.deepEqual(queue, { type: 'care-queue-state', composed: true, bubbles: true, state: 'waiting' });
    // As high as what it shows: the framed page never scrolls.
    await page.waitForFunction(() => {
      const { height } = document.querySelector('care-frame')!.shadowRoot!.querySelector('iframe')!.style;
      return height !== '640px' && height !== '';
    });
    if (process.env['CARE_SHOTS'])
      await page.screenshot({ path: `${process.env['CARE_SHOTS']}/frame.png`, fullPage: true });
    await frame.waitForFunction(() => document.documentElement.scrollHeight <= innerHeight);
    const tracks = () =>
      navigator.mediaDevices
        .getUserMedia({ video: true, audio: true })
        .then((stream) => stream.getTracks().map((track) => (track.stop(), track.kind)));
    assert.deepEqual((await frame.evaluate(tracks)).sort(), ['audio', 'video'], 'both devices are passed on');
    assert.deepEqual(trouble, []);

    // It is here again after a reload: a framed page keeps its visit for this site.
    await page.reload();
    await (await framed(page)).locator('care-queue').getByRole('heading', { name: /候诊/ }).waitFor();
    await page.context().close();
  });

  it('follows the page: language, colour scheme, tokens, theme', async () => {
    const { page, asked } = await open('<care-frame hospital="renhe" theme="warm"></care-frame>');
    const frame = await framed(page);
    await frame.getByText(visit.whoTitle).first().waitFor();
    assert.equal(asked.length, 1, 'the visit is fetched once');
    const title = () => page.locator('care-frame iframe').getAttribute('title');
    assert.equal(await title(), '在线就诊');
    await page.evaluate(() => {
      const element = document.querySelector('care-frame')! as HTMLElement;
      element.style.setProperty('--care-color-brand', 'rgb(138, 28, 91)');
      document.documentElement.style.colorScheme = 'dark';
      document.documentElement.lang = 'en';
    });
    await frame.getByText(english.whoTitle).first().waitFor();
    assert.equal(await title(), 'Online visit');
    for (const [lang, name] of [
      ['ar', 'زيارة عبر الإنترنت'],
      ['zh-TW', '線上就診'],
      ['zh-Hant-HK', '在線就診'],
      ['en', 'Online visit'],
    ]) {
      await page.evaluate((lang) => (document.documentElement.lang = lang!), lang);
      await page.locator(`care-frame iframe[title="${name}"]`).waitFor();
    }
    await frame.waitForFunction(() => {
      const of = document.querySelector('main > care-visit') as HTMLElement;
      return (
        of.style.getPropertyValue('--care-color-brand') === 'rgb(138, 28, 91)' &&
        document.documentElement.style.colorScheme === 'dark' &&
        of.getAttribute('theme') === 'warm'
      );
    });
    await page.evaluate(() => {
      const element = document.querySelector('care-frame')!;
      element.setAttribute('locale', 'zh-CN');
      element.setAttribute('prefill', '{"name":"王秀英"}');
    });
    await frame.getByText(visit.whoTitle).first().waitFor();
    await frame.waitForFunction(
      () =>
        document
          .querySelector('main > care-visit')!
          .shadowRoot!.querySelector<HTMLInputElement>('[name=name]')?.value === '王秀英',
    );
    await page.context().close();
  });

  it('hears its own page alone, and its page hears it alone', async () => {
    const { page } = await open(
      `<care-frame hospital="renhe"></care-frame><iframe id="liar" src="${SITE}/liar"></iframe>`,
    );
    const frame = await framed(page);
    await frame.getByText(visit.whoTitle).first().waitFor();
    const liar = page.frame({ url: `${SITE}/liar` })!;
    // A frame of the right origin that is not the parent; a message of the right shape from the wrong window.
    await liar.evaluate(() => {
      const dress = { care: 'dress', lang: 'en', scheme: 'dark', attributes: {}, tokens: {} };
      parent.frames[0]!.postMessage(dress, '*');
      parent.postMessage({ care: 'event', type: 'care-visit-forged', fields: {} }, '*');
    });
    // Messages of a window come in their order: once the page’s own change is there, the lie was heard or not.
    await page.evaluate(() =>
      (document.querySelector('care-frame') as HTMLElement).style.setProperty('--care-radius', '3px'),
    );
    await page.locator('care-frame').evaluate((element) => element.setAttribute('title', 'x'));
    await frame.waitForFunction(
      () =>
        (document.querySelector('care-visit') as HTMLElement).style.getPropertyValue('--care-radius') ===
        '3px',
    );
    assert.equal(await frame.evaluate(() => document.documentElement.lang), 'zh-CN');

    // Its own page may dress the visit: not make it another hospital's, send it to another server, or hide it.
    await page.evaluate(() => {
      const inner = document.querySelector('care-frame')!.shadowRoot!.querySelector('iframe')!;
      const dress = { care: 'dress', lang: 'zh-CN', scheme: 'light' };
      const attributes = {
        hospital: 'lakeside',
        server: 'https://evil.example',
        onclick: 'x',
        theme: 'clinic',
      };
      const tokens = { opacity: '0', '--care-radius': '5px' };
      inner.contentWindow!.postMessage({ ...dress, attributes, tokens }, '*');
    });
    await frame.waitForFunction(
      () => document.querySelector('care-visit')!.getAttribute('theme') === 'clinic',
    );
    const stands = await frame.evaluate(() => {
      const { attributes, style } = document.querySelector('care-visit') as HTMLElement;
      return [
        ...['hospital', 'server', 'onclick'].map((name) => attributes.getNamedItem(name)?.value),
        ...[style.opacity, style.getPropertyValue('--care-radius')],
      ];
    });
    assert.deepEqual(stands, ['renhe', undefined, undefined, '', '5px']);
    assert.ok(!(await heardBy(page)).some(({ type }) => type === 'care-visit-forged'));
    await page.context().close();
  });

  it('a page that is not registered gets no visit, and is told so in the page and the console', async () => {
    const { page, trouble } = await open('<care-frame hospital="renhe"></care-frame>', { site: STRANGER });
    const said = page.locator('care-frame').getByRole('alert');
    await said.waitFor();
    assert.match(await said.innerText(), /localhost:9997 未在医院“renhe”登记/);
    const where = `${care}/setup.html?hospital=renhe&origin=${encodeURIComponent(STRANGER)}`;
    assert.ok(!(await page.locator('care-frame iframe').isVisible()), 'nothing empty stands below it');
    assert.equal(await said.getByRole('link').getAttribute('href'), where);
    assert.ok(trouble.some((line) => line.includes('<care-frame>') && line.includes(where)));
    await page.context().close();
  });

  it('a page that is asked what is wrong asks within the frame, where the visit is', async () => {
    const { page } = await open('<care-frame hospital="renhe"></care-frame>', { query: '?care-diagnose' });
    const frame = await framed(page);
    await frame.locator('care-diagnose table').getByText(diagnose.check.origin).waitFor();
    await page.context().close();
  });

  it('a page that is opened as a file is told to be served: there is nothing to register', async () => {
    const folder = mkdtempSync(join(tmpdir(), 'care-file-'));
    const file = join(folder, 'visit.html');
    writeFileSync(
      file,
      `<html lang="zh-CN"><meta charset="utf-8"><script type="module" src="${care}/care.js"></script><script type="module" src="${care}/frame.js"></script><care-visit hospital="renhe"></care-visit><care-frame hospital="renhe"></care-frame>`,
    );
    const page = await (await browser.newContext({ locale: 'zh-CN' })).newPage();
    try {
      await page.goto(pathToFileURL(file).href);
      const said = page.locator('care-visit').getByRole('alert');
      await said.getByText(refused.nowhere).waitFor();
      assert.equal(await said.getByRole('link').count(), 0);
      const { rows } = await page.evaluate(() => CareElements.diagnose());
      assert.equal(rows.find(({ check }) => check === 'origin')?.as, 'nowhere');
      const refusal = page.locator('care-frame').getByRole('alert');
      await refusal.getByText('本页没有可以登记的地址').waitFor();
      assert.equal(await refusal.getByRole('link').count(), 0);
    } finally {
      await page.context().close();
      rmSync(folder, { recursive: true });
    }
  });

  it('where the browser keeps nothing for a framed page, the visit goes on in memory', async () => {
    const { page, trouble } = await open('<care-frame hospital="renhe"></care-frame>', {
      // As Chromium refuses a third party whose cookies are blocked.
      before: (context) =>
        context.addInitScript(() => {
          if (parent === window) return;
          for (const name of ['localStorage', 'sessionStorage', 'indexedDB'])
            Object.defineProperty(window, name, {
              get() {
                throw new DOMException('Access is denied for this document.', 'SecurityError');
              },
            });
        }),
    });
    const frame = await framed(page);
    const patient = handsOf(page, frame);
    await register(patient, { name: '李建国', birth: '1970-05-06', sex: '男' });
    await describeComplaint(patient, '嗓子疼两天，有点咳嗽', '嗓子疼', calm);
    await joinQueue(patient);
    await page.waitForFunction(() =>
      (window as unknown as { heard: Heard[] }).heard.some(({ type }) => type === 'care-queue-state'),
    );
    assert.deepEqual(trouble, []);
    await page.context().close();
  });
});
