/** The visit as a page: who may frame it, in whose language, and that nothing of the address gets into it unread. */
import assert from 'node:assert/strict';
import { after, before, describe, it } from 'node:test';
import { embedPolicy } from '../../../server/embed/page.ts';
import { openTestApp, ORIGIN, type TestApp } from '../../kit/open-test-app.ts';

const ancestors = (policy: string | null) => /frame-ancestors ([^;]*)$/.exec(policy ?? '')?.[1];

describe('/embed/visit', () => {
  let t: TestApp;
  before(async () => {
    t = await openTestApp();
  });
  after(() => t.close());
  const get = async (query: Record<string, string>) => {
    const answer = await t.app.request(`http://care.test/embed/visit?${new URLSearchParams(query)}`);
    return { status: answer.status, headers: answer.headers, html: await answer.text() };
  };

  it('is framed by the hospital’s registered pages and ours alone', async () => {
    const { status, headers } = await get({ hospital: 'renhe' });
    assert.equal(status, 200);
    assert.match(headers.get('content-type')!, /^text\/html/);
    assert.equal(ancestors(headers.get('content-security-policy')), `'self' ${ORIGIN}`);
    assert.match(headers.get('content-security-policy')!, /script-src 'self';/);
    assert.equal(headers.get('cross-origin-resource-policy'), 'cross-origin');
    assert.equal(headers.get('cache-control'), 'no-store');
  });

  it('talks with a registered page alone', async () => {
    const named = (html: string) => /<meta name="care-page" content="([^"]*)"/.exec(html)?.[1];
    assert.equal(named((await get({ hospital: 'renhe', page: ORIGIN })).html), ORIGIN);
    assert.equal(
      named((await get({ hospital: 'renhe', page: 'http://care.test' })).html),
      'http://care.test',
    );
    for (const page of [
      '',
      'https://evil.example',
      `${ORIGIN}/`,
      `${ORIGIN}.evil.example`,
      '*',
      'null',
      'javascript://care.test/%0a1',
      'http://care.test/"x',
    ])
      assert.equal(named((await get({ hospital: 'renhe', page })).html), undefined, page);
  });

  it('has the language that was asked for, and a title in it', async () => {
    const head = async (query: Record<string, string>) => {
      const { html } = await get(query);
      return [/<html lang="([^"]*)"/.exec(html)![1], /<title>(.*)<\/title>/.exec(html)![1]];
    };
    const [lang, title] = await head({ hospital: 'renhe' });
    assert.equal(lang, 'zh-CN');
    assert.match(title!, /^在线就诊 · 仁和/);
    const english = await head({ hospital: 'renhe', lang: 'en' });
    assert.equal(english[0], 'en');
    assert.match(english[1]!, /^Online visit · Renhe/);
    assert.equal((await head({ hospital: 'lakeside' }))[0], 'en');
    assert.equal((await head({ hospital: 'renhe', lang: '"><script>' }))[0], 'zh-CN');
  });

  it('an unknown hospital has none', async () => {
    for (const hospital of ['nowhere', '', '../x', "x'; script-src *"])
      assert.equal((await get({ hospital })).status, 404, hospital);
  });
});

describe('who may frame', () => {
  it('is named by origin; what is none never gets into the policy', () => {
    const policy = embedPolicy(
      ['https://a.example', 'https://b.example; script-src *', "'unsafe-inline'", '*'],
      null,
    );
    assert.equal(ancestors(policy), "'self' https://a.example");
  });
  it('lets the page ask LiveKit by HTTP, as diagnose() does, and nobody else', () => {
    const reach = (media?: string) => /connect-src ([^;]*);/.exec(embedPolicy([], null, media))![1];
    assert.equal(reach('wss://live.example:7443/rtc'), "'self' ws: wss: https://live.example:7443");
    assert.equal(reach(), "'self' ws: wss:");
  });
  it('is bounded, and whoever asks is among them', () => {
    const many = Array.from({ length: 300 }, (_, n) => `https://n${n}.example`);
    const named = ancestors(embedPolicy(many, 'https://n250.example'))!.split(' ');
    assert.equal(named.length, 101);
    assert.ok(named.includes('https://n250.example'));
  });
});
