/** An address that is none: a page for who sits at a browser, in their language, with a way on; the problem for a program. */
import assert from 'node:assert/strict';
import { after, before, describe, it } from 'node:test';
import { createApp } from '../../../server/app.ts';
import { DatabaseAway } from '../../../server/db/open.ts';
import { openTestApp, type TestApp } from '../../kit/open-test-app.ts';

describe('an address that is none', () => {
  let t: TestApp;
  before(async () => void (t = await openTestApp()));
  after(() => t.close());

  const BROWSER = 'text/html,application/xhtml+xml,*/*;q=0.8';
  const ask = async (path: string, headers: Record<string, string> = {}) => {
    const answer = await t.app.request(path, { headers: { Accept: BROWSER, ...headers } });
    return { answer, text: await answer.text(), type: answer.headers.get('Content-Type')! };
  };

  it('is a page in the browser’s language, with a way on', async () => {
    for (const [language, lang, word] of [
      ['zh-CN,zh;q=0.9', 'zh-CN', '这个地址没有网页'],
      ['en-GB', 'en', 'There is no page at this address'],
    ] as const)
      for (const path of ['/guest', '/nothing.html', '/pages/%E4%BD%A0']) {
        const { answer, text, type } = await ask(path, { 'Accept-Language': language });
        assert.equal(answer.status, 404, path);
        assert.match(type, /^text\/html/);
        assert.ok(text.includes(`<html lang="${lang}">`) && text.includes(word), path);
        assert.ok(text.includes('href="/"'), path);
        const policy = answer.headers.get('Content-Security-Policy')!;
        assert.match(policy, /^default-src 'none'.*frame-ancestors 'none'$/);
        assert.equal(answer.headers.get('Cache-Control'), 'no-store');
      }
  });

  it('is read in the frame, too, where the visit is framed under a wrong name', async () => {
    const { answer, text } = await ask('/embed/visit?hospital=nowhere&lang=en', {
      'Accept-Language': 'zh-CN',
    });
    assert.equal(answer.status, 404);
    assert.match(answer.headers.get('Content-Security-Policy')!, /frame-ancestors \*$/);
    assert.ok(text.includes('This hospital is not known here'));
    assert.ok(text.includes('href="/setup.html" target="_blank"'), 'setup is framed by nobody');
  });

  it('says what is kept, and the way to try again, where the server can’t answer now', async () => {
    for (const [fault, status] of [
      [new DatabaseAway(new Error('gone')), 503],
      [new Error('a bug'), 500],
    ] as const) {
      const app = createApp({ ...t.deps, db: { ...t.deps.db, tenant: () => Promise.reject(fault) } });
      const path = '/embed/visit?hospital=renhe&lang=zh-CN';
      const answer = await app.request(path, { headers: { Accept: BROWSER } });
      assert.equal(answer.status, status);
      const text = await answer.text();
      assert.ok(text.includes('现在打不开这个页面') && !text.includes('a bug'), text);
      assert.ok(text.includes('href="?hospital=renhe&amp;lang=zh-CN" target="_self"'), text);
      const program = await app.request(path, { headers: { Accept: '*/*' } });
      assert.match(program.headers.get('Content-Type')!, /^application\/problem\+json/);
    }
  });

  it('is the problem for a program, and at the API for all', async () => {
    for (const [path, accept, code] of [
      ['/nothing', '*/*', 'not-found'],
      ['/embed/visit?hospital=nowhere', 'application/json', 'hospital-unknown'],
      ['/v1/nothing', BROWSER, 'not-found'],
      ['/v1/hospitals/nowhere', BROWSER, 'hospital-unknown'],
    ] as const) {
      const { answer, text, type } = await ask(path, { Accept: accept });
      assert.equal(answer.status, 404, path);
      assert.match(type, /^application\/problem\+json/);
      assert.equal((JSON.parse(text) as { code: string }).code, code);
    }
  });
});
