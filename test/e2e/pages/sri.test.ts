/** A page that pins what it takes from the Care server: it works, and a chunk that somebody changed is not run, nor is a loader. */
import assert from 'node:assert/strict';
import { createHash } from 'node:crypto';
import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { after, before, describe, it } from 'node:test';
import type { Browser, Page } from 'playwright-core';
import visit from '../../../packages/elements/locales/zh-CN/visit.ts';
import { buildIfStale } from '../../../scripts/build.ts';
import type { Manifest } from '../../../scripts/size.ts';
import { sriLines } from '../../../scripts/sri.ts';
import { launchBrowser } from '../../kit/browser.ts';
import { until } from '../call-kit.ts';

const CDN = join(import.meta.dirname, '../../../dist/cdn');
const both = (zh: string, en: string) => ({ 'zh-CN': zh, en });
const HOSPITAL = {
  ...{
    hospitalId: 'renhe',
    name: both('仁和医院', 'Renhe Hospital'),
    language: 'zh-CN',
    timeZone: 'Asia/Shanghai',
  },
  ...{ emergencyNumber: '120', phone: '010-1', childAge: 14, demo: false, departments: [] },
  consent: { version: '1', text: both('请知悉', 'Please know') },
};

describe('a page that pins its scripts', () => {
  let browser: Browser;
  let manifest: Manifest;
  before(async () => {
    [manifest, browser] = await Promise.all([buildIfStale(), launchBrowser()]);
  });
  after(() => browser?.close());

  /** `changed`: a file that is served with one more line. */
  async function open(changed?: string): Promise<{ page: Page; said: string[] }> {
    const context = await browser.newContext({ locale: 'zh-CN' });
    await context.route('https://care.test/**', (route) => {
      const file = new URL(route.request().url()).pathname.slice(1);
      const headers = { 'access-control-allow-origin': '*' };
      if (!existsSync(join(CDN, file)) || !file) return route.fulfill({ json: HOSPITAL, headers });
      const code =
        readFileSync(join(CDN, file), 'utf8') + (file === changed ? '\nwindow.changed = true;' : '');
      return route.fulfill({ body: code, contentType: 'text/javascript', headers });
    });
    const lines = sriLines(manifest, 'https://care.test', ['care-visit']);
    const map = /<script type="importmap">(.*)<\/script>/.exec(lines)![1]!;
    const hash = createHash('sha256').update(map).digest('base64');
    await context.route('https://site.test/**', (route) =>
      route.fulfill({
        contentType: 'text/html; charset=utf-8',
        // An inline map needs its own hash where a policy forbids inline scripts.
        headers: { 'content-security-policy': `script-src https://care.test 'sha256-${hash}'` },
        body: `<!doctype html><title>t</title>${lines}<care-visit hospital="renhe" lang="zh-CN"></care-visit>`,
      }),
    );
    const page = await context.newPage();
    const said: string[] = [];
    page.on('console', (message) => message.type() === 'error' && said.push(message.text()));
    await page.goto('https://site.test/');
    return { page, said };
  }

  it('takes every chunk of a tag by its hash, in whatever language, now or later', async () => {
    const lines = sriLines(manifest, 'https://care.test/', ['care-visit']);
    const of = Object.keys(manifest.files).filter((file) =>
      manifest.files[file]!.tags.includes('care-visit'),
    );
    assert.ok(of.length > 30);
    for (const file of of) assert.ok(lines.includes(`https://care.test/${file}"`), file);
    for (const file of of) assert.ok(lines.includes(manifest.files[file]!.integrity), file);
    assert.ok(lines.length < sriLines(manifest, 'https://care.test').length, 'all tags are more');
    const { page, said } = await open();
    await page.locator('care-visit').getByText(visit.whoTitle).waitFor();
    assert.deepEqual(said, []);
    await page.context().close();
  });

  it('runs neither a changed chunk nor a changed loader', async () => {
    for (const changed of ['care.js', manifest.firstQuestion.files[1]!]) {
      const { page, said } = await open(changed);
      await until(async () => said.some((line) => /integrity/i.test(line)), `${changed} is refused`);
      assert.equal(await page.evaluate('window.changed'), undefined);
      assert.equal(await page.evaluate(`customElements.get('care-visit')`), undefined);
      await page.context().close();
    }
  });
});
