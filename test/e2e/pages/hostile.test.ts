/**
 * The gallery of hostile pages (`test/pages`), each in Chromium: the widget stands there as on a plain page, to half a pixel and to every
 * computed style that is seen, can be worked with, and leaves nothing behind in the page.
 */
import assert from 'node:assert/strict';
import { after, before, describe, it } from 'node:test';
import type { Browser, BrowserContext, Frame, Locator, Page } from 'playwright-core';
import { buildIfStale } from '../../../scripts/build.ts';
import { engine, launchBrowser } from '../../kit/browser.ts';
import { startFakeCare, type FakeCare } from '../../pages/care.ts';
import { differences, lookOf, traces, type Look } from '../../pages/look.ts';
import { startPages, type Site } from '../../pages/site.ts';

/** A box may be off by this, in px: pages begin at fractions of a pixel. */
const TOLERANCE = 0.5;
/** This share of a screenshot's pixels may differ: the page shows through at the round corners. */
const PIXELS = 0.002;
/** Of the style that Playwright puts into a page while it takes a picture: no caret. */
const PLAYWRIGHTS = 'sha256-YjaKGiklmzC6wjXA513HAMmzus8VE61XCOT+SmwNZWA=';

describe('hostile pages', () => {
  let browser: Browser;
  let context: BrowserContext;
  let care: FakeCare;
  let site: Site;
  let plain: Look;
  let picture: string;
  let desk: Page;

  before(async () => {
    const { files } = await buildIfStale();
    care = await startFakeCare();
    site = await startPages(care.url, files['care.js']!.integrity);
    browser = await launchBrowser();
    context = await browser.newContext({ locale: 'zh-CN', viewport: { width: 1000, height: 1400 } });
    desk = await context.newPage();
    const { page } = await open('plain');
    plain = await page.evaluate(lookOf);
    picture = await photograph(page);
    await page.close();
  });
  after(async () => {
    await browser?.close();
    site?.stop();
    care?.stop();
  });

  /** Opens a page; `noise` gathers all that the console says. `first` acts before the widget is waited for. */
  async function open(
    name: string,
    first?: (page: Page) => Promise<unknown>,
  ): Promise<{ page: Page; noise: string[] }> {
    const page = await context.newPage();
    // One page's patient is not the next one's.
    await page.goto(`${site.url}/nothing`);
    await page.evaluate(() => localStorage.clear());
    const noise: string[] = [];
    const hear = (said: string, where = '') => {
      // The browser asks for its icon by itself; and elsewhere than in Chromium Playwright's own style for a picture is the page's.
      if (!/favicon/.test(said + where) && !said.includes(PLAYWRIGHTS)) noise.push(said);
    };
    page.on('console', (message) => hear(message.text(), message.location().url));
    page.on('pageerror', (error) => hear(error.message));
    await page.goto(`${site.url}/${name}`);
    await first?.(page);
    await page.locator('care-visit').getByText('就诊人是谁？').waitFor();
    return { page, noise };
  }

  /** Of the widget at a whole pixel, or letters are drawn otherwise. */
  async function photograph(page: Page | Frame): Promise<string> {
    await page.locator('care-visit').evaluate((visit) => {
      for (const rule of [
        'position: fixed',
        'inset: 0 auto auto 0',
        'width: 520px',
        'z-index: 9',
        'margin: 0',
      ]) {
        const [name, value] = rule.split(': ');
        visit.style.setProperty(name!, value!, 'important');
      }
      // What is sticky in a fixed box WebKit keeps within the dialog around it, which scrolls; the others within the window.
      visit.closest('dialog')?.style.setProperty('overflow', 'visible');
      // Firefox draws no further than the page's root reaches, which in quirks mode is short.
      document.documentElement.style.minHeight = '100vh';
    });
    const picture = await page.locator('care-visit .care').screenshot({ animations: 'disabled' });
    await page.locator('care-visit').evaluate((visit) => {
      visit.removeAttribute('style');
      visit.closest('dialog')?.removeAttribute('style');
      document.documentElement.style.removeProperty('min-height');
      if (!document.documentElement.getAttribute('style')) document.documentElement.removeAttribute('style');
    });
    return picture.toString('base64');
  }

  /** The share of pixels that are not as on the plain page. */
  const unlike = (other: string): Promise<number> =>
    desk.evaluate(
      async (pictures) => {
        const [a, b] = await Promise.all(
          pictures.map(async (text) => {
            const bytes = Uint8Array.from(atob(text), (letter) => letter.charCodeAt(0));
            const bitmap = await createImageBitmap(new Blob([bytes], { type: 'image/png' }));
            const pen = new OffscreenCanvas(bitmap.width, bitmap.height).getContext('2d')!;
            pen.drawImage(bitmap, 0, 0);
            return pen.getImageData(0, 0, bitmap.width, bitmap.height);
          }),
        );
        if (a!.width !== b!.width || a!.height !== b!.height) return 1;
        let count = 0;
        for (let i = 0; i < a!.data.length; i += 4)
          if ([0, 1, 2].some((part) => Math.abs(a!.data[i + part]! - b!.data[i + part]!) > 24)) count++;
        return count / (a!.width * a!.height);
      },
      [picture, other],
    );

  async function assertAsPlain(page: Page, frame = page.mainFrame()): Promise<void> {
    assert.deepEqual(differences(await frame.evaluate(lookOf), plain, TOLERANCE).slice(0, 12), []);
    const share = await unlike(await photograph(frame));
    assert.ok(share <= PIXELS, `${(share * 100).toFixed(2)} % of the pixels differ`);
  }

  /** From the first screen to the first question: every layer of ours at work. */
  async function visitFrom(page: Page | Frame): Promise<void> {
    const visit = page.locator('care-visit');
    // Elsewhere than in Chromium a pointer does not reach into the frame of another origin.
    const far = engine !== 'chromium' && !('keyboard' in page);
    const press = (button: Locator) =>
      far ? button.evaluate((element: HTMLElement) => element.click()) : button.click();
    await visit.getByLabel('姓名').fill('王秀兰');
    await visit.getByLabel('出生日期').fill('1954-03-08');
    await press(visit.getByText('女', { exact: true }));
    await visit.getByLabel('电话号码').fill('13800138000');
    await press(visit.getByRole('button', { name: '继续' }));
    await press(visit.getByText('没有已知的过敏'));
    await press(visit.getByRole('button', { name: '继续' }));
    await press(visit.getByText('我已阅读并同意'));
    await press(visit.getByRole('button', { name: '开始就诊' }));
    await press(visit.getByRole('button', { name: '感冒' }));
    await visit.locator('care-triage [part=options] .row').first().waitFor();
    const { patient } = care.registered.at(-1) as { patient: Record<string, unknown> };
    assert.deepEqual(
      [patient['name'], patient['birthDate'], patient['allergies']],
      ['王秀兰', '1954-03-08', { status: 'none', items: [] }],
    );
  }

  /** Opens a page with a frame in it. */
  async function framed(name: string): Promise<{ page: Page; frame: Frame; noise: string[] }> {
    const page = await context.newPage();
    const noise: string[] = [];
    page.on('console', (message) => noise.push(message.text()));
    await page.goto(`${site.url}/${name}`);
    const frame = page.frames()[1]!;
    await frame.locator('care-visit').getByText('就诊人是谁？').waitFor();
    return { page, frame, noise };
  }

  /** The page's globals, natives, style sheets and the looks of its own elements are as without us. */
  async function assertNoTrace(page: Page, name: string): Promise<void> {
    const bare = await context.newPage();
    await bare.goto(`${site.url}/${name}?without`);
    const [ours, theirs] = [await page.evaluate(traces), await bare.evaluate(traces)];
    await bare.close();
    assert.deepEqual(
      ours.globals.filter((global) => !theirs.globals.includes(global)),
      name.startsWith('framed') ? [] : ['CareElements'],
    );
    for (const native in theirs.natives) assert.equal(ours.natives[native], theirs.natives[native], native);
    assert.deepEqual([ours.looks, ours.sheets], [theirs.looks, theirs.sheets]);
  }

  /** Pages that change how things look, and those that change what scripts can do. */
  const LOOKS = 'gbk small-rem unset initial inherited bootstrap3 no-camera quirks rtl twice shadow';
  const ACTS = 'libraries strict-csp base-href two-versions no-storage';
  for (const name of `${LOOKS} ${ACTS}`.split(' '))
    it(name, async () => {
      const { page, noise } = await open(name);
      await assertAsPlain(page);
      if (ACTS.includes(name)) await visitFrom(page);
      assert.deepEqual(noise, []);
      await assertNoTrace(page, name);
      await page.close();
    });

  it('framed: camera and microphone are handed on, and the patient may go all the way', async () => {
    const { page, frame, noise } = await framed('framed');
    await assertAsPlain(page, frame);
    await visitFrom(frame);
    assert.deepEqual(noise, []);
    await page.close();
  });

  it('hidden at first: a tab that is opened later', async () => {
    const { page, noise } = await open('hidden', async (page) => {
      await page.locator('care-visit .care').waitFor({ state: 'attached' });
      await page.locator('#tab').evaluate((tab) => tab.classList.add('on'));
    });
    await assertAsPlain(page);
    await visitFrom(page);
    await page.locator('#tab').evaluate((tab) => tab.classList.remove('on'));
    assert.equal(await page.locator('care-visit').isVisible(), false, 'the page may hide it again');
    assert.deepEqual(noise, []);
    await page.close();
  });

  it('dialog: a modal one, opened by the page', async () => {
    const { page, noise } = await open('dialog', (page) =>
      page.locator('#dialog').evaluate((dialog: HTMLDialogElement) => {
        dialog.showModal();
        // A modal dialog gives its first control the focus.
        let active = document.activeElement;
        while (active?.shadowRoot?.activeElement) active = active.shadowRoot.activeElement;
        (active as HTMLElement).blur();
      }),
    );
    await assertAsPlain(page);
    await visitFrom(page);
    assert.deepEqual(noise, []);
    await page.close();
  });

  it('form: neither our buttons nor Enter send the page’s form, and nothing of ours is in it', async () => {
    const { page, noise } = await open('form');
    await assertAsPlain(page);
    await page.locator('care-visit').getByLabel('姓名').press('Enter');
    await visitFrom(page);
    const sent = await page
      .locator('#form')
      .evaluate((form: HTMLFormElement) => [
        ...[...new FormData(form).keys()],
        ...[...form.elements].map(({ localName }) => localName),
      ]);
    assert.deepEqual(sent, ['__VIEWSTATE', 'input', 'input']);
    assert.equal(new URL(page.url()).pathname, '/form', 'the page was not left');
    assert.deepEqual(noise, []);
    await page.close();
  });

  /** What another engine's driver can't do is said when it is left out there. */
  const inChromium = (what: string) => ({ skip: engine !== 'chromium' && `Chromium's driver alone ${what}` });
  it(
    'print: the screen stands on paper as it stands in the window',
    inChromium('lays a page out for paper'),
    async () => {
      const { page, noise } = await open('plain');
      await page.emulateMedia({ media: 'print' });
      await assertAsPlain(page);
      assert.ok((await page.pdf()).length > 10_000);
      assert.deepEqual(noise, []);
      await page.close();
    },
  );

  it('late: goes and comes again with its state', async () => {
    const { page, noise } = await open('late', (page) => page.evaluate('show(), 0'));
    await assertAsPlain(page);
    await visitFrom(page);
    const question = page.locator('care-visit care-triage [part=options]');
    for (let i = 0; i < 3; i++) {
      await page.evaluate('hide(), show(), 0');
      await question.waitFor();
    }
    assert.deepEqual(noise, []);
    await page.close();
  });

  it(
    'late: fifty rounds leave neither memory nor nodes',
    inChromium('says what the heap holds'),
    async () => {
      const { page, noise } = await open('late', (page) => page.evaluate('show(), 0'));
      await visitFrom(page);
      const question = page.locator('care-visit care-triage [part=options]');
      const rounds = async (count: number) => {
        for (let i = 0; i < count; i++) {
          await page.evaluate('hide(), show(), 0');
          await question.waitFor();
        }
        await page.evaluate('hide()');
      };
      const devtools = await context.newCDPSession(page);
      await devtools.send('Performance.enable');
      const held = async () => {
        // Twice: what a first collection lets go of is freed by the next.
        for (const _ of [1, 2]) await devtools.send('HeapProfiler.collectGarbage');
        const { metrics } = await devtools.send('Performance.getMetrics');
        const of = (name: string) => metrics.find((metric) => metric.name === name)!.value;
        return { heap: of('JSHeapUsedSize'), nodes: of('Nodes'), listeners: of('JSEventListeners') };
      };
      // What is compiled and cached once is not a leak.
      await rounds(10);
      const before = await held();
      await rounds(50);
      const after = await held();
      const grown = JSON.stringify({ before, after });
      // One node, one listener or 4 kB a round would be 50, 50 and 200 kB.
      assert.ok(after.nodes - before.nodes < 50, grown);
      assert.ok(after.listeners - before.listeners < 50, grown);
      assert.ok(after.heap - before.heap < 200_000, grown);
      assert.deepEqual(noise, []);
      await page.close();
    },
  );
});
