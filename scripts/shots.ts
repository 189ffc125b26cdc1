/**
 * Owns `npm run shots`: photographs each story at 390 and 1280 px, in both languages, light, dark and in elder mode, and compares with what
 * `npm run shots -- accept` has kept. All of it lies in `.shots/`, outside git. Words after the command choose: `-- care-visit 390 en dark`.
 */
import { cpSync, globSync, mkdirSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import type { Page } from 'playwright-core';
import { launchBrowser } from '../test/kit/browser.ts';
import { serveStories } from './shots/page.ts';
import { compare, writeReport, writeSheets, type Verdict } from './shots/report.ts';

const STORE = join(import.meta.dirname, '../.shots');
const WIDTHS = ['390', '1280'] as const;
const LANGS = ['zh-CN', 'en'] as const;
const MODES = ['light', 'dark', 'elder'] as const;
const HEIGHTS = { '390': 844, '1280': 800 };
const HANDS = 3;
/** Every story is of this moment. */
const NOW = '2026-06-15T02:30:00.000Z';

interface Told {
  list(): Promise<[file: string, name: string][]>;
  show(file: string, name: string, lang: string): Promise<void>;
  mode(mode: string): Promise<void>;
}

const words = process.argv.slice(2);
const accepting = words.includes('accept');
const pick = <T extends string>(from: readonly T[]): readonly T[] => {
  const named = from.filter((one) => words.includes(one));
  return named.length ? named : from;
};
const [widths, langs, modes] = [pick(WIDTHS), pick(LANGS), pick(MODES)];
const files = words.filter((one) => ![...WIDTHS, ...LANGS, ...MODES, 'accept'].includes(one as never));

const { server, url } = await serveStories();
const browser = await launchBrowser();
const now = join(STORE, 'now');
for (const folder of ['now', 'diff']) rmSync(join(STORE, folder), { recursive: true, force: true });
for (const folder of ['now', 'diff', 'baseline']) mkdirSync(join(STORE, folder), { recursive: true });

async function openPage(width: string): Promise<Page> {
  const page = await browser.newPage({
    viewport: { width: Number(width), height: HEIGHTS[width as keyof typeof HEIGHTS] },
    ...{ timezoneId: 'Asia/Shanghai', locale: 'zh-CN', reducedMotion: 'reduce' },
  });
  await page.clock.setFixedTime(NOW);
  await page.goto(url);
  await page.waitForFunction(() => document.title === 'ready');
  return page;
}

const failed: string[] = [];
async function take(page: Page, width: string, lang: string, file: string, name: string): Promise<void> {
  try {
    const height = HEIGHTS[width as keyof typeof HEIGHTS];
    if (page.viewportSize()!.height !== height) await page.setViewportSize({ width: Number(width), height });
    await page.evaluate(
      ([file, name, lang]) => (globalThis as unknown as Told).show(file!, name!, lang!),
      [file, name, lang],
    );
    for (const mode of modes) {
      await page.evaluate((mode) => (globalThis as unknown as Told).mode(mode), mode);
      // As high as its content: what sticks to the window's foot stands below the last line, not across the middle.
      const content = await page.evaluate(() => document.getElementById('box')!.scrollHeight);
      const size = { width: Number(width), height: Math.max(height, content) };
      if (page.viewportSize()!.height !== size.height) await page.setViewportSize(size);
      await page.screenshot({
        path: join(now, `${file}-${name}.${width}.${lang}.${mode}.png`),
        animations: 'disabled',
      });
    }
  } catch (cause) {
    failed.push(`${file}/${name}, ${width}, ${lang}: ${(cause as Error).message.split('\n')[0]}`);
  }
}

const first = await openPage('390');
const stories = (await first.evaluate(() => (globalThis as unknown as Told).list())).filter(
  ([file, name]) => !files.length || files.includes(file) || files.includes(name),
);
await first.close();
const work = widths.flatMap((width) =>
  langs.flatMap((lang) => stories.map(([file, name]) => ({ width, lang, file, name }))),
);
console.log(`Shots: ${work.length * modes.length} of ${stories.length} stories`);
await Promise.all(
  Array.from({ length: HANDS }, async () => {
    const pages = new Map<string, Page>();
    for (let next; (next = work.shift());) {
      const { width, lang, file, name } = next;
      if (!pages.has(width)) pages.set(width, await openPage(width));
      await take(pages.get(width)!, width, lang, file, name);
    }
  }),
);
await browser.close();
server.close();

const inFolder = (folder: string): string[] => globSync('*.png', { cwd: join(STORE, folder) });
const taken = inFolder('now').sort();
writeSheets(STORE, taken);
for (const line of failed) console.log(`Shots: could not be taken: ${line}`);
if (accepting) {
  cpSync(now, join(STORE, 'baseline'), { recursive: true });
  console.log(`Shots: ${taken.length} kept in .shots/baseline`);
} else {
  // What was not asked for is not gone.
  const all = words.length ? taken : [...new Set([...taken, ...inFolder('baseline')])];
  const verdicts = new Map<string, Verdict>();
  for (const name of all.sort())
    verdicts.set(name, compare(join(STORE, 'baseline', name), join(now, name), join(STORE, 'diff', name)));
  writeReport(STORE, verdicts);
  const count = (wanted: Verdict) => [...verdicts.values()].filter((one) => one === wanted).length;
  console.log(
    `Shots: ${count('same')} same, ${count('changed')} changed, ${count('new')} new, ${count('gone')} gone: .shots/report.html`,
  );
  if (count('changed') + count('gone')) process.exitCode = 1;
}
if (failed.length) process.exitCode = 1;
