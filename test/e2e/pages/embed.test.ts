/**
 * The built widgets in other people's pages: old encodings, aggressive styles, a strict content security policy, late shadow
 * roots; and what a patient's browser really fetches until the first triage question. A server of a few lines stands for Care.
 */
import assert from 'node:assert/strict';
import { once } from 'node:events';
import { readFileSync } from 'node:fs';
import { createServer, type IncomingMessage, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { join } from 'node:path';
import { after, before, describe, it } from 'node:test';
import { gzipSync } from 'node:zlib';
import type { Browser, Page } from 'playwright-core';
import { buildIfStale } from '../../../scripts/build.ts';
import type { Manifest } from '../../../scripts/size.ts';
import { launchBrowser } from '../../kit/browser.ts';

const root = join(import.meta.dirname, '../../..');
const both = (zh: string, en: string) => ({ 'zh-CN': zh, en });
const VISIT = {
  ...{ visitId: '0190aaaa-0000-7000-8000-000000000001', version: 1, status: 'open', language: 'zh-CN' },
  ...{ triage: null, queue: null, prescription: null, clinician: null, encounter: null, department: null },
  patient: { name: '王秀兰', birthDate: '1954-03-08', sex: 'female', age: 70, ageYears: 70 },
};
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
const begun = () => {
  const cold = JSON.parse(readFileSync(join(root, 'packages/triage/protocols/cold.json'), 'utf8'));
  const [first] = cold.questions;
  return {
    protocols: [{ ...cold, hash: 'f'.repeat(64), reviewed: false }],
    ...{ heard: {}, signs: [], measures: [], regions: {}, first: { linkId: first.linkId, left: 6 } },
  };
};
const API: Record<string, () => unknown> = {
  'GET ': () => HOSPITAL,
  'POST /visits': () => ({ visit: VISIT, token: 't', expiresAt: '2030-01-01T00:00:00.000Z' }),
  'GET /complaints': () => ({
    complaints: [
      { complaintId: 'cold', protocolId: 'cold', name: both('感冒', 'Cold'), synonyms: {} },
      { complaintId: 'general', protocolId: 'general', name: both('其他', 'Other'), synonyms: {} },
    ],
    heard: [],
  }),
  [`POST /visits/${VISIT.visitId}/triage/questions`]: begun,
};

type Served = { type: string; body: string | Buffer; headers?: Record<string, string> };
async function serve(
  answer: (request: IncomingMessage) => Served | undefined,
): Promise<{ url: string; server: Server }> {
  const server = createServer((request, response) => {
    const served = request.method === 'OPTIONS' ? { type: 'text/plain', body: '' } : answer(request);
    const cors = {
      ...{
        'Access-Control-Allow-Origin': '*',
        'Access-Control-Allow-Headers': '*',
        'Access-Control-Allow-Methods': '*',
      },
    };
    response.writeHead(served ? 200 : 404, {
      ...cors,
      'Content-Type': served?.type ?? 'text/plain',
      ...served?.headers,
    });
    response.end(served?.body);
  }).listen(0, '127.0.0.1');
  await once(server, 'listening');
  return { url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`, server };
}

/** What old hospital pages do to everything on them. */
const SITE_CSS = `html { font-size: 62.5% }
* { font-size: 12px !important; line-height: 1 !important; letter-spacing: 3px !important; font-family: serif !important }
button, input { border: 0 !important; background: #fc0 !important; height: 20px !important }
p { text-indent: 2em } h1 { color: red !important }`;
/** 仁和医院 in GBK. */
const GBK_NAME = Buffer.from('c8cabacdd2bdd4ba', 'hex');

describe('embedding', () => {
  let browser: Browser;
  let care: { url: string; server: Server };
  let site: { url: string; server: Server };
  let manifest: Manifest;
  const pages = new Map<string, { head?: string; body: string; csp?: string; charset?: string }>();

  before(async () => {
    manifest = await buildIfStale();
    care = await serve(({ url, method }) => {
      const { pathname } = new URL(url!, 'http://care');
      const route = API[`${method} ${pathname.replace('/v1/hospitals/renhe', '')}`];
      if (route) return { type: 'application/json', body: JSON.stringify(route()) };
      if (!manifest.files[pathname.slice(1)]) return undefined;
      // No charset: an old server says none.
      return { type: 'text/javascript', body: readFileSync(join(root, 'dist/cdn', pathname)) };
    });
    site = await serve(({ url }) => {
      if (url === '/site.css') return { type: 'text/css', body: SITE_CSS };
      if (url === '/site.js')
        return {
          type: 'text/javascript',
          body: `setTimeout(() => customElements.define('site-box', class extends HTMLElement {
            connectedCallback() { this.attachShadow({ mode: 'open' });
              setTimeout(() => this.shadowRoot.append(document.createElement('div')), 50);
              setTimeout(() => { const v = document.createElement('care-visit'); v.setAttribute('hospital', 'renhe');
                v.setAttribute('lang', 'en'); this.shadowRoot.firstChild.append(v) }, 100) } }), 100)`,
        };
      const page = pages.get(url!);
      if (!page) return undefined;
      const { head = '', body, csp, charset = 'utf-8' } = page;
      const html = [
        `<!doctype html><title>`,
        GBK_NAME,
        `</title><link rel="stylesheet" href="/site.css">${head}<body>${body}`,
      ];
      return {
        type: `text/html; charset=${charset}`,
        body: Buffer.concat(html.map((part) => Buffer.from(part as string))),
        ...(csp && { headers: { 'Content-Security-Policy': csp } }),
      };
    });
    browser = await launchBrowser();
  });
  after(async () => {
    await browser?.close();
    for (const { server } of [care, site]) {
      server?.closeAllConnections();
      server?.close();
    }
  });

  /** Opens the page; `trouble` gathers what the browser complains of. */
  async function open(path: string): Promise<{ page: Page; trouble: string[]; scripts: string[] }> {
    const page = await (await browser.newContext({ locale: 'zh-CN' })).newPage();
    const trouble: string[] = [];
    const scripts: string[] = [];
    page.on('console', (message) => {
      if (message.type() === 'error' && !/favicon/.test(message.location().url)) trouble.push(message.text());
    });
    page.on('pageerror', (error) => trouble.push(error.message));
    page.on('request', (request) => {
      if (request.url().startsWith(care.url) && request.url().endsWith('.js'))
        scripts.push(request.url().slice(care.url.length + 1));
    });
    await page.goto(site.url + path);
    return { page, trouble, scripts };
  }
  async function toFirstQuestion(page: Page): Promise<void> {
    const visit = page.locator('care-visit');
    await visit.getByLabel('姓名').fill('王秀兰');
    await visit.getByLabel('出生日期').fill('1954-03-08');
    await visit.getByText('女', { exact: true }).click();
    await visit.getByLabel('电话号码').fill('13800138000');
    await visit.getByRole('button', { name: '继续' }).click();
    await visit.getByText('没有已知的过敏').click();
    await visit.getByRole('button', { name: '继续' }).click();
    await visit.getByText('我已阅读并同意').click();
    await visit.getByRole('button', { name: '开始就诊' }).click();
    await visit.getByRole('button', { name: '感冒' }).click();
    await visit.locator('care-triage [part=options] .row').first().waitFor();
  }
  const tag = (attributes = '') => `<care-visit hospital="renhe" lang="zh-CN" ${attributes}></care-visit>`;
  const strict = () =>
    `default-src 'none'; script-src ${care.url}; connect-src ${care.url}; style-src 'self'; ` +
    `require-trusted-types-for 'script'; trusted-types lit-html`;

  it('a GBK page with a classic script, a strict policy and rude styles: words, looks and bytes are as they should be', async () => {
    pages.set('/gbk', {
      charset: 'gbk',
      csp: strict(),
      head: `<script src="${care.url}/care.js"></script>`,
      body: tag(),
    });
    const { page, trouble, scripts } = await open('/gbk');
    assert.equal(await page.title(), '仁和医院', 'the page is read as GBK');
    await page.locator('care-visit').getByText('就诊人是谁？').waitFor();
    const look = await page.locator('care-visit').evaluate((element) => {
      const find = (selector: string) => getComputedStyle(element.shadowRoot!.querySelector(selector)!);
      const [title, action, label] = [find('h1'), find('.act'), find('label')];
      return {
        ...{
          title: title.fontSize,
          titleColor: title.color,
          spacing: title.letterSpacing,
          label: label.fontSize,
        },
        ...{
          action: action.fontSize,
          height: parseFloat(action.height),
          background: action.backgroundColor,
          indent: find('p').textIndent,
        },
      };
    });
    assert.deepEqual(
      [look.title, look.label, look.action, look.spacing, look.indent],
      ['22px', '16px', '18px', 'normal', '0px'],
    );
    assert.ok(
      look.height >= 52 && look.titleColor !== 'rgb(255, 0, 0)' && look.background !== 'rgb(255, 204, 0)',
      JSON.stringify(look),
    );

    await toFirstQuestion(page);
    const bytes = scripts.reduce(
      (sum, file) => sum + gzipSync(readFileSync(join(root, 'dist/cdn', file)), { level: 9 }).length,
      0,
    );
    assert.ok(bytes <= 15_000, `${bytes} bytes of ${scripts}`);
    assert.equal(new Set(scripts).size, scripts.length, 'nothing is fetched twice');
    assert.deepEqual(
      [...scripts].sort(),
      [...manifest.firstQuestion.files].sort(),
      'the manifest says what is fetched',
    );

    // The engine comes with the first answer, and finds the next question.
    const question = await page.locator('care-triage h1').innerText();
    await page.locator('care-triage').getByRole('button', { name: '以上都没有' }).click();
    await page.waitForFunction(
      (before) =>
        document
          .querySelector('care-visit')!
          .shadowRoot!.querySelector('care-triage')!
          .shadowRoot!.querySelector('h1')!.innerText !== before,
      question,
    );
    assert.ok(scripts.some((file) => !manifest.firstQuestion.files.includes(file)));
    assert.deepEqual(trouble, []);
    await page.context().close();
  });

  it('a module script, loaded twice', async () => {
    const script = `<script type="module" src="${care.url}/care.js"></script>`;
    pages.set('/module', { head: script, body: `${tag()}<script src="${care.url}/care.js?again"></script>` });
    const { page, trouble } = await open('/module');
    await page.locator('care-visit').getByText('就诊人是谁？').waitFor();
    assert.deepEqual(trouble, []);
    await page.context().close();
  });

  it('a tag that comes later, inside a component of the page that is defined later', async () => {
    pages.set('/late', {
      head: `<script src="${care.url}/care.js"></script>`,
      body: '<site-box></site-box><script src="/site.js"></script>',
    });
    const { page, trouble, scripts } = await open('/late');
    await page.locator('care-visit').getByText('Who is the visit for?').waitFor();
    assert.ok(!scripts.some((file) => file.startsWith('words-zh')), 'only the language in use is fetched');
    assert.deepEqual(trouble, []);
    await page.context().close();
  });

  it('a page without a tag of ours fetches the loader alone', async () => {
    pages.set('/none', { head: `<script src="${care.url}/care.js"></script>`, body: '<p>news' });
    const { page, scripts } = await open('/none');
    await page.waitForLoadState('networkidle');
    assert.deepEqual(scripts, ['care.js']);
    await page.context().close();
  });

  it('a chunk that can’t be fetched at first is fetched again', async () => {
    pages.set('/flaky', { head: `<script src="${care.url}/care.js"></script>`, body: tag() });
    const page = await (await browser.newContext()).newPage();
    let cuts = 1;
    await page.route(/care-\w+-[\w-]+\.js$/, (route) => (cuts-- > 0 ? route.abort() : route.continue()));
    await page.goto(`${site.url}/flaky`);
    await page.locator('care-visit').getByText('就诊人是谁？').waitFor();
    await page.context().close();
  });

  it('a hospital’s colour reaches every element, and dark follows the page alone', async () => {
    const style = `<style>care-visit { --care-color-brand: #8a1c5b } .night { color-scheme: dark }</style>`;
    pages.set('/theme', {
      head: `<script src="${care.url}/care.js"></script>${style}`,
      body: `${tag()}<div class="night">${tag()}</div>`,
    });
    const page = await (await browser.newContext({ colorScheme: 'dark' })).newPage();
    await page.goto(`${site.url}/theme`);
    for (const visit of await page.locator('care-visit').all())
      await visit.getByText('就诊人是谁？').waitFor();
    const [day, night] = await page.locator('care-visit').evaluateAll((all) =>
      all.map((element) => {
        // A canvas says any colour in sRGB.
        const brush = document.createElement('canvas').getContext('2d')!;
        const rgb = (color: string) => {
          brush.fillStyle = color;
          brush.fillRect(0, 0, 1, 1);
          return [...brush.getImageData(0, 0, 1, 1).data.slice(0, 3)] as [number, number, number];
        };
        const of = (selector: string) => getComputedStyle(element.shadowRoot!.querySelector(selector)!);
        return {
          ground: rgb(of('.care').backgroundColor),
          action: rgb(of('.act').backgroundColor),
          on: rgb(of('.act').color),
        };
      }),
    );
    const light = ([r, g, b]: [number, number, number]) => {
      const [x, y, z] = [r, g, b].map((v) =>
        v / 255 <= 0.04045 ? v / 255 / 12.92 : ((v / 255 + 0.055) / 1.055) ** 2.4,
      );
      return 0.2126 * x! + 0.7152 * y! + 0.0722 * z!;
    };
    const contrast = (a: [number, number, number], b: [number, number, number]) => {
      const [low, high] = [light(a), light(b)].sort((x, y) => x - y);
      return (high! + 0.05) / (low! + 0.05);
    };
    assert.deepEqual(day!.ground, [255, 255, 255], 'the page is light, whatever the device is');
    assert.ok(light(night!.ground) < 0.05, `${night!.ground}`);
    for (const look of [day!, night!]) {
      assert.ok(
        look.action[0] > look.action[1] && look.action[2] > look.action[1],
        `a red violet: ${look.action}`,
      );
      assert.ok(
        contrast(look.action, look.on) >= 4.5 && contrast(look.action, look.ground) >= 3,
        JSON.stringify(look),
      );
    }
    await page.context().close();
  });
});
