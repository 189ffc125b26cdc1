/** `diagnose()` in the gallery of hostile pages: it names what keeps a page from working, with the remedy, and finds nothing where nothing is wrong. */
import assert from 'node:assert/strict';
import { after, afterEach, before, describe, it } from 'node:test';
import type { Browser, BrowserContext, Frame, Page } from 'playwright-core';
import type { Finding } from '../../../packages/client/diagnose.ts';
import en from '../../../packages/elements/locales/en/diagnose.ts';
import zh from '../../../packages/elements/locales/zh-CN/diagnose.ts';
import { buildIfStale } from '../../../scripts/build.ts';
import { launchBrowser } from '../../kit/browser.ts';
import { startFakeCare, type FakeCare } from '../../pages/care.ts';
import { startPages, type Site } from '../../pages/site.ts';

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
    browser = await launchBrowser();
    context = await browser.newContext({ locale: 'zh-CN', viewport: { width: 1280, height: 900 } });
  });
  after(async () => {
    await browser?.close();
    site?.stop();
    care?.stop();
  });
  afterEach(async () => {
    Object.assign(care, { ahead: 0, refuses: '', media: null });
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
