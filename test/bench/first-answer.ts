/**
 * Measures a patient's beginning on a weak phone: the processor four times slower, 400 kbit/s, nothing in the cache. When something
 * is painted, when the first question stands there, and how soon after the first answer the next one does; beside plain HTML pages with the
 * same text (test/bench/bare/first-answer*.html). The real server serves both, compressed; a fresh browser profile each, in turn.
 */
import { cpSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { gzipSync } from 'node:zlib';
import type { Browser, Page } from 'playwright-core';
import { buildIfStale } from '../../scripts/build.ts';
import shared from '../../packages/elements/locales/zh-CN/shared.ts';
import visit from '../../packages/elements/locales/zh-CN/visit.ts';
import { launchBrowser } from '../kit/browser.ts';
import { openTestApp } from '../kit/open-test-app.ts';
import { compare, tell, type Figure } from './kit/figure.ts';

const SLOWER = 4;
const BYTES_PER_SECOND = 400_000 / 8;
const PHONE = { width: 390, height: 844 };

export const notes = [
  'Chromium, processor 4 times slower, 400 kbit/s and no delay besides, nothing cached. The bare pages are one file each: what ours may cost more is what makes it a visit. After the first answer ours has the next screen already, the bare page fetches it.',
];

/** In ms: from the address to the first paint and to the first question, from the tap on “continue” to the next question. */
interface Round {
  paint: number;
  question: number;
  answer: number;
}

export async function bench(n: number): Promise<Figure[]> {
  await buildIfStale();
  const folder = mkdtempSync(join(tmpdir(), 'care-first-answer-'));
  const served = layOut(folder);
  const app = await openTestApp({ cdnDir: folder });
  const browser = await launchBrowser();
  try {
    const { url } = await app.listen();
    const rounds = { ours: [] as Round[], bare: [] as Round[] };
    // The first round of each fills the caches of server and machine.
    for (let i = 0; i <= n; i++) {
      for (const side of i % 2 ? (['ours', 'bare'] as const) : (['bare', 'ours'] as const)) {
        const round = await measure(browser, `${url}/${served[side]}`, side);
        if (i) rounds[side].push(round);
      }
      const told = ({ paint, question, answer }: Round) => [paint, question, answer].map(tell).join(' / ');
      if (i) console.log(`${i}: ours ${told(rounds.ours.at(-1)!)}, bare ${told(rounds.bare.at(-1)!)} ms`);
    }
    const figure = (words: string, key: keyof Round, goal: number): Figure =>
      compare(
        { name: 'first-answer', figure: words, goal },
        rounds.ours.map((round) => round[key]),
        rounds.bare.map((round) => round[key]),
      );
    return [
      figure('first paint', 'paint', 2),
      figure('the patient’s first question on the screen', 'question', 3),
      figure('the next question after the first answer', 'answer', 1),
    ];
  } finally {
    await browser.close();
    await app.close();
    rmSync(folder, { recursive: true, force: true });
  }
}

/** What the server serves: the widgets as they are built, a page with the two lines, and the bare pages; all with their compressed twins. */
function layOut(folder: string): Record<'ours' | 'bare', string> {
  cpSync(join(import.meta.dirname, '../../dist/cdn'), folder, { recursive: true });
  const add = (name: string, html: string | Buffer) => {
    writeFileSync(join(folder, name), html);
    writeFileSync(join(folder, `${name}.gz`), gzipSync(html, { level: 9 }));
  };
  add(
    'two-lines.html',
    `<!doctype html><html lang="zh-CN"><head><meta charset="utf-8" /><meta name="viewport" content="width=device-width, initial-scale=1" />
<title>仁和医院</title><script type="module" src="/care.js"></script></head><body><care-visit hospital="renhe"></care-visit></body></html>`,
  );
  for (const name of ['first-answer.html', 'first-answer-2.html'])
    add(name, readFileSync(join(import.meta.dirname, 'bare', name)));
  return { ours: 'two-lines.html', bare: 'first-answer.html' };
}

async function measure(browser: Browser, url: string, side: 'ours' | 'bare'): Promise<Round> {
  const context = await browser.newContext({ viewport: PHONE, locale: 'zh-CN' });
  try {
    const page = await context.newPage();
    const weak = await context.newCDPSession(page);
    await weak.send('Network.enable');
    await weak.send('Network.emulateNetworkConditions', {
      ...{ offline: false, latency: 0 },
      ...{ downloadThroughput: BYTES_PER_SECOND, uploadThroughput: BYTES_PER_SECOND },
    });
    await weak.send('Emulation.setCPUThrottlingRate', { rate: SLOWER });
    await page.addInitScript(watch);
    await page.goto(url, { waitUntil: 'commit' });
    const question = await seen(page, visit.whoTitle);
    const begun = await page.evaluate(() => performance.timeOrigin);
    // The entry comes a while after the picture.
    const entry = await page.waitForFunction(
      () => performance.getEntriesByName('first-contentful-paint')[0]?.startTime,
    );
    const paint = (await entry.jsonValue())!;
    await fillIn(page);
    const next = side === 'ours' ? 'button' : 'link';
    await page.getByRole(next, { name: shared.next, exact: true }).click();
    const shown = await seen(page, visit.allergyTitle);
    const tapped = await page.evaluate(() => Number(sessionStorage.getItem('tapped')));
    return { paint, question: question - begun, answer: shown - tapped };
  } finally {
    await context.close();
  }
}

async function fillIn(page: Page): Promise<void> {
  await page.getByLabel(visit.name).fill('王秀英');
  await page.getByLabel(visit.birth).fill('1956-03-01');
  await page.getByText(visit.female, { exact: true }).click();
  await page.getByLabel(visit.phone).fill('13800000000');
}

type Watched = { when(title: string): Promise<number> };
/** When a heading with these words was painted, in ms since the epoch. */
async function seen(page: Page, title: string): Promise<number> {
  for (;;) {
    try {
      return await page.evaluate((title) => (globalThis as unknown as Watched).when(title), title);
    } catch (error) {
      // The bare page goes to another under our hands.
      if (!/context was destroyed|navigation/.test((error as Error).message)) throw error;
    }
  }
}

/** In every page, the same in both: remembers the last tap, and each frame's heading when it changes. */
function watch() {
  const titles = new Map<string, number>();
  const waiting = new Map<string, (at: number) => void>();
  const look = () => {
    const visit = document.querySelector('care-visit');
    const title = (visit ? visit.shadowRoot : document)?.querySelector('h1')?.textContent?.trim();
    if (title && !titles.has(title)) {
      titles.set(title, 0);
      // A frame callback comes before its frame is painted: the next one comes after.
      requestAnimationFrame(() => {
        const at = performance.timeOrigin + performance.now();
        titles.set(title, at);
        waiting.get(title)?.(at);
      });
    }
    requestAnimationFrame(look);
  };
  requestAnimationFrame(look);
  addEventListener(
    'click',
    ({ timeStamp }) => sessionStorage.setItem('tapped', String(performance.timeOrigin + timeStamp)),
    true,
  );
  const when = (title: string) =>
    new Promise<number>((done, fail) => {
      const at = titles.get(title);
      if (at) return done(at);
      waiting.set(title, done);
      setTimeout(() => fail(new Error(`“${title}” is not there after half a minute`)), 30_000);
    });
  Object.assign(globalThis, { when });
}
