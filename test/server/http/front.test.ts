/** The bare address: a page for who sits at a browser, in their language; the problem for a program. */
import assert from 'node:assert/strict';
import { createHash } from 'node:crypto';
import { describe, it } from 'node:test';
import { Hono } from 'hono';
import type { App } from '../../../server/app.ts';
import { mountFront } from '../../../server/http/front.ts';

const SITES = ['http://127.0.0.1:5001/a.html', 'http://127.0.0.1:5002/b.html', 'http://127.0.0.1:5003/'];
const ask = (
  language: string,
  { accept = 'text/html,*/*;q=0.8', demo = false, at = 'http://care.test:4000' } = {},
) => {
  const app = new Hono();
  mountFront(app as unknown as App, demo ? { demoSites: () => SITES } : {});
  return app.request(`${at}/`, { headers: { Accept: accept, 'Accept-Language': language } });
};

describe('the bare address', () => {
  it('says in the browser’s language what this is and where to go', async () => {
    for (const [language, lang, word] of [
      ['zh-CN,zh;q=0.9,en;q=0.8', 'zh-CN', '网站设置'],
      ['en-GB,en;q=0.9,zh;q=0.8', 'en', 'Website setup'],
      ['fr, zh-TW', 'zh-CN', '网站设置'],
      ['', 'en', 'Website setup'],
    ] as const) {
      const answer = await ask(language);
      assert.equal(answer.status, 200);
      assert.match(answer.headers.get('Content-Type')!, /^text\/html/);
      assert.equal(answer.headers.get('Vary'), 'Accept, Accept-Language');
      const html = await answer.text();
      assert.ok(html.includes(`<html lang="${lang}">`), language);
      assert.ok(html.includes(word), language);
      for (const href of ['/setup.html', '/studio.html', '/v1/openapi.json'])
        assert.ok(html.includes(`href="${href}"`), href);
      assert.ok(!html.includes('href="http'), 'the demo’s sites are the demo’s alone');
    }
  });

  it('leads to the demo’s sites where they stand, from the machine that they answer', async () => {
    for (const at of ['http://localhost:4000', 'http://127.0.0.1:4000']) {
      const html = await (await ask('en', { demo: true, at })).text();
      for (const href of SITES) assert.ok(html.includes(`href="${href}"`), href);
    }
    for (const at of ['https://care.hospital.example', 'http://192.168.1.5:4000'])
      assert.ok(!(await (await ask('en', { demo: true, at })).text()).includes('href="http'), at);
  });

  it('runs nothing, and its style is the one that its policy names', async () => {
    const answer = await ask('en');
    const policy = answer.headers.get('Content-Security-Policy')!;
    const style = /<style>([^]*)<\/style>/.exec(await answer.text())![1]!;
    assert.ok(policy.includes(`style-src 'sha256-${createHash('sha256').update(style).digest('base64')}'`));
    assert.match(policy, /^default-src 'none'/);
    assert.doesNotMatch(policy, /script-src|unsafe-/);
  });

  it('is no address for a program', async () => {
    for (const accept of ['*/*', 'application/json']) assert.equal((await ask('en', { accept })).status, 404);
  });
});
