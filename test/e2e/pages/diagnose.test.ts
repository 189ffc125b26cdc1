/** `diagnose()` in the gallery of hostile pages: it names what keeps a page from working, with the remedy, and finds nothing where nothing is wrong. */
import assert from 'node:assert/strict';
import { basename, join } from 'node:path';
import { after, afterEach, before, describe, it } from 'node:test';
import type { Browser, BrowserContext, Frame, Page } from 'playwright-core';
import type { Finding } from '../../../packages/client/diagnose.ts';
import en from '../../../packages/elements/locales/en/diagnose.ts';
import zh from '../../../packages/elements/locales/zh-CN/diagnose.ts';
import { buildIfStale } from '../../../scripts/build.ts';
import { LOCAL_NETWORK, launchBrowser } from '../../kit/browser.ts';
import { startFakeCare, type FakeCare } from '../../pages/care.ts';
import { startPages, type Site } from '../../pages/site.ts';

const CDN = join(import.meta.dirname, '../../../dist/cdn');

interface Diagnosis {
  rows: Finding[];
  text: string;
}
declare const CareElements: { diagnose(): Promise<Diagnosis> };

describe('diagnose()', () => {
  let browser: Browser;
  let context: BrowserContext;
  let care: FakeCare;
  let site: Site;

  before(async () => {
    const { files } = await buildIfStale();
    care = await startFakeCare();
    site = await startPages(care.url, files['care.js']!.integrity);
    browser = await launchBrowser({ args: [LOCAL_NETWORK] });
    context = await browser.newContext({ locale: 'zh-CN', viewport: { width: 1280, height: 900 } });
  });
  after(async () => {
    await browser?.close();
    site?.stop();
    care?.stop();
  });
  afterEach(async () => {
    Object.assign(care, { ahead: 0, refuses: '', media: null });
    // What one test grants takes the camera from the next.
    await context.clearPermissions();
    for (const page of context.pages()) await page.close();
  });

  async function open(path: string): Promise<Page> {
    const page = await context.newPage();
    await page.goto(`${site.url}/${path}`);
    return page;
  }
  const ask = (page: Page | Frame) => page.evaluate(() => CareElements.diagnose());
  /** `check: case` of every row that is not green, amber ones in brackets. */
  const amiss = ({ rows }: Diagnosis) =>
    rows
      .filter(({ mark }) => mark === 'bad' || mark === 'look')
      .map(({ check, mark, as }) => (mark === 'bad' ? `${check}: ${as}` : `(${check}: ${as})`));
  const NO_VIDEO = '(media: none)';

  for (const name of 'plain gbk libraries strict-csp base-href shadow'.split(' '))
    it(`${name}: finds nothing`, async () => {
      const page = await open(name);
      care.media = care.url.replace('http', 'ws');
      await page.locator('care-visit').getByText('就诊人是谁？').waitFor();
      const found = await ask(page);
      assert.deepEqual(amiss(found), []);
      assert.equal(found.rows.find(({ check }) => check === 'media')!.as, 'reached');
      assert.match(found.rows[0]!.facts!['version']!, /^\d+\.\d+\.\d+ \([0-9a-f]{8}\)$/);
    });

  const CAUSES: [page: string, what: string[]][] = [
    ['no-camera', ['permissionsPolicy: forbidden', 'camera: forbidden', 'microphone: forbidden']],
    ['no-connect', ['origin: unreached', 'csp: stopped']],
    ['no-trusted-types', ['trustedTypes: forbidden', NO_VIDEO]],
    ['two-versions', ['(version: several)', NO_VIDEO]],
  ];
  for (const [name, what] of CAUSES)
    it(`${name}: the cause and its remedy`, async () => {
      const page = await open(name);
      const found = await ask(page);
      const named = name === 'no-camera' ? [...what, NO_VIDEO] : what;
      assert.deepEqual(amiss(found), named);
      for (const { check, as, mark, facts = {} } of found.rows)
        if (mark === 'bad' && !['camera', 'microphone'].includes(check)) {
          const remedy = (zh.do as Record<string, Record<string, (facts: object) => string>>)[check]![as]!(
            facts,
          );
          assert.ok(found.text.includes(remedy), `${remedy} stands in the text`);
        }
    });

  it('a copy of the hospital’s own: as the server has it, older, and where the browser no longer says what it fetched', async () => {
    const page = await context.newPage();
    await page.route(`${site.url}/care-1/*`, (route) =>
      route.fulfill({ path: join(CDN, basename(route.request().url())) }),
    );
    await page.route(`${site.url}/own`, (route) =>
      route.fulfill({
        contentType: 'text/html; charset=utf-8',
        body: `<!doctype html><html lang="zh-CN"><title>own</title><script src="/care-1/care.js"></script><care-visit server="${care.url}" hospital="renhe"></care-visit>`,
      }),
    );
    await page.goto(`${site.url}/own`);
    await page.locator('care-visit').getByText('就诊人是谁？').waitFor();
    const version = async () => (await ask(page)).rows[0]!.as;
    assert.equal(await version(), 'current');
    // The server has been brought up to date since.
    await page.route(`${care.url}/manifest.json`, (route) =>
      route.fulfill({
        json: { version: '9.0.0', sources: 'f'.repeat(64), files: {} },
        headers: { 'access-control-allow-origin': '*' },
      }),
    );
    const found = await ask(page);
    assert.deepEqual(amiss(found), ['(version: old)', NO_VIDEO]);
    assert.ok(found.text.includes('9.0.0 (ffffffff)') && found.text.includes(zh.do.version.old()));
    await page.evaluate(() => performance.clearResourceTimings());
    assert.equal(await version(), 'unseen');
  });

  it('wrong origin: who registers it where, also in the tag itself', async () => {
    care.refuses = site.url;
    const page = await open('wrong-origin');
    await page.locator('care-visit [role=alert]').waitFor();
    const found = await ask(page);
    assert.deepEqual(amiss(found), ['origin: origin-not-registered']);
    assert.ok(
      found.text.includes(`${care.url}/setup.html?hospital=renhe&origin=${encodeURIComponent(site.url)}`),
    );
  });

  it('a frame without allow is told from the page’s own header; with it, nothing is wrong', async () => {
    for (const [name, what] of [
      ['framed', [NO_VIDEO]],
      ['framed-without', ['frame: withheld', 'camera: forbidden', 'microphone: forbidden', NO_VIDEO]],
    ] as const) {
      const page = await open(name);
      const frame = page.frames()[1]!;
      await frame.locator('care-visit').getByText('就诊人是谁？').waitFor();
      const found = await ask(frame);
      assert.deepEqual(amiss(found), what, name);
      if (name === 'framed-without') assert.ok(found.text.includes('allow="camera; microphone"'));
      await page.close();
    }
  });

  it('a clock that is off, colours too pale, a language that we don’t speak, a policy without the video server', async () => {
    care.ahead = 7 * 60_000;
    care.media = care.url.replace('http://127.0.0.1', 'ws://localhost');
    const page = await open('strict-csp');
    const visit = page.locator('care-visit');
    await visit.getByText('就诊人是谁？').waitFor();
    await visit.evaluate((tag) => {
      tag.style.setProperty('--care-color-ink', '#ccc');
      tag.setAttribute('lang', 'fr');
    });
    await visit.getByText('Who is the visit for?').waitFor();
    const found = await ask(page);
    assert.deepEqual(amiss(found), [
      ...['csp: stopped', 'media: stopped', 'clock: behind', '(language: unknown)', 'contrast: low'],
    ]);
    assert.equal(found.rows.find(({ check }) => check === 'clock')!.facts!['seconds'], '420');
    assert.match(found.text, new RegExp(`connect-src 'self' ${care.url} .*${care.media}`));
  });

  it('?care-diagnose: a table in the page, printed to the console, copied as text, in two languages', async () => {
    await context.grantPermissions(['clipboard-read', 'clipboard-write'], { origin: site.url });
    const said: string[] = [];
    const page = await context.newPage();
    page.on('console', (message) => said.push(message.text()));
    await page.goto(`${site.url}/no-camera?care-diagnose`);
    const panel = page.locator('care-diagnose');
    await panel.getByRole('table').waitFor();
    assert.equal(await panel.getByRole('row').count(), 14);
    const row = panel.getByRole('row', { name: zh.check.permissionsPolicy });
    assert.ok((await row.innerText()).includes(zh.mark.bad));
    assert.ok((await row.innerText()).includes('camera=(self), microphone=(self)'));
    await panel.getByRole('button', { name: zh.copy }).click();
    await panel.getByRole('status').getByText(zh.copied).waitFor();
    const copied = await page.evaluate(() => navigator.clipboard.readText());
    assert.ok(copied.includes(`[${zh.mark.bad}] ${zh.check.permissionsPolicy}: `), copied);
    assert.ok(said.includes(copied), 'the console has the same');
    await panel.evaluate((element) => element.setAttribute('lang', 'en'));
    await panel.getByRole('row', { name: en.check.permissionsPolicy }).waitFor();
    await panel.getByRole('button', { name: en.close }).click();
    assert.equal(await panel.count(), 0);
    await page.locator('care-visit').getByText('就诊人是谁？').waitFor();
  });

  it('?care-diagnose: light or dark as the page is, by its root, its body or the theme of the tag, and legible in both', async () => {
    for (const [where, dark] of [
      ['', false],
      ['html', true],
      ['body', true],
      ['care-visit', true],
    ] as const) {
      const page = await context.newPage();
      await page.addInitScript((where) => {
        document.addEventListener('DOMContentLoaded', () => {
          const element = where && document.querySelector<HTMLElement>(where);
          if (where === 'care-visit') (element as HTMLElement).setAttribute('theme', 'dark');
          else if (element) element.style.colorScheme = 'dark';
        });
      }, where);
      await page.goto(`${site.url}/plain?care-diagnose`);
      const panel = page.locator('care-diagnose');
      await panel.getByRole('table').waitFor();
      // A row of each mark.
      const MARKS: Finding[] = [
        { check: 'version', mark: 'ok', as: 'current', facts: { version: '1' } },
        { check: 'language', mark: 'look', as: 'unknown', facts: { said: 'fr', speaks: 'en' } },
        {
          check: 'origin',
          mark: 'bad',
          as: 'origin-not-registered',
          facts: { setup: 'https://care.example/' },
        },
        { check: 'clock', mark: 'open', as: 'unknown' },
      ];
      await panel.evaluate((element, rows) => Object.assign(element, { rows }), MARKS);
      await panel.getByRole('link').waitFor();
      const { ground, least } = await panel.evaluate((element) => {
        const light = (colour: string): number =>
          colour
            .match(/[\d.]+/g)!
            .slice(0, 3)
            .map((part) => Number(part) / 255)
            .map((part) => (part <= 0.04045 ? part / 12.92 : ((part + 0.055) / 1.055) ** 2.4))
            .reduce((sum, part, at) => sum + part * [0.2126, 0.7152, 0.0722][at]!, 0);
        const groundOf = (one: Element): string => {
          const own = getComputedStyle(one).backgroundColor;
          return own === 'rgba(0, 0, 0, 0)' ? groundOf(one.parentElement!) : own;
        };
        const root = element.shadowRoot!;
        const ratios = [...root.querySelectorAll('h2, p, button, th, td, a, summary')].map((one) => {
          const [low, high] = [light(getComputedStyle(one).color), light(groundOf(one))].sort(
            (a, b) => a - b,
          );
          return (high! + 0.05) / (low! + 0.05);
        });
        return { ground: light(groundOf(root.querySelector('h2')!)), least: Math.min(...ratios) };
      });
      assert.equal(ground < 0.1, dark, `${where}: ${ground}`);
      assert.ok(least >= 4.5, `${where}: ${least}`);
      await page.close();
    }
  });

  it('?care-diagnose: the address where the page is registered is a link, and nothing empty stands beside what is fine', async () => {
    care.refuses = site.url;
    const refused = await open('wrong-origin?care-diagnose');
    const link = refused.locator('care-diagnose').getByRole('link');
    await link.waitFor();
    const setup = `${care.url}/setup.html?hospital=renhe&origin=${encodeURIComponent(site.url)}`;
    assert.equal(await link.getAttribute('href'), setup);
    const cell = link.locator('..');
    assert.equal(await cell.innerText(), zh.do.origin['origin-not-registered']({ setup }));
    care.refuses = '';
    care.media = care.url.replace('http', 'ws');
    const fine = await open('plain?care-diagnose');
    await fine.locator('care-diagnose').getByRole('table').waitFor();
    assert.equal(await fine.locator('care-diagnose th[scope=col]').count(), 3);
    assert.equal(await fine.locator('care-diagnose td:empty').count(), 0);
    // What can't be reached is not said to be without a version.
    const closed = await ask(await open('no-connect'));
    assert.equal(closed.rows[0]!.as, 'unreached');
  });

  it('?care-diagnose: waits for the tag, whose code may come after its own', async () => {
    const { files } = await buildIfStale();
    const visit = Object.keys(files).find((file) => files[file]!.tags.includes('care-visit'));
    const page = await context.newPage();
    await page.route(`**/${visit}`, async (route) => {
      await new Promise((done) => setTimeout(done, 1000));
      await route.continue();
    });
    await page.goto(`${site.url}/plain?care-diagnose`);
    const row = page.locator('care-diagnose').getByRole('row', { name: zh.check.contrast });
    await row.waitFor();
    assert.match(await row.getAttribute('class').then(String), /^ok$/, await row.innerText());
  });

  it('its code is fetched by nobody who does not ask', async () => {
    const page = await context.newPage();
    const fetched: string[] = [];
    page.on('request', (request) => fetched.push(request.url()));
    await page.goto(`${site.url}/plain`);
    await page.locator('care-visit').getByText('就诊人是谁？').waitFor();
    const before = fetched.length;
    await ask(page);
    const { files } = await buildIfStale();
    const mine = fetched.slice(before).map((url) => url.split('/').pop()!);
    const own = Object.keys(files).filter((file) => files[file]!.tags.join() === 'care-diagnose');
    assert.ok(own.length > 0 && own.some((file) => mine.includes(file)), `${own} of ${mine}`);
    assert.ok(!fetched.slice(0, before).some((url) => own.includes(url.split('/').pop()!)));
  });
});
