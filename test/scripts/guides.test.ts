/** The guides in docs are those that the setup page shows, and the lines that it gives are safe to paste. */
import assert from 'node:assert/strict';
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { it } from 'node:test';
import { snippet } from '../../packages/elements/guides/snippet.ts';
import { code } from '../../packages/elements/guides/code.ts';
import { guidePages } from '../../scripts/guides.ts';

const folder = join(import.meta.dirname, '../../docs/guides');

it('docs/guides is what npm run guides writes', () => {
  const pages = guidePages();
  assert.deepEqual(readdirSync(folder).sort(), [...pages.keys()].sort());
  for (const [name, text] of pages) assert.equal(readFileSync(join(folder, name), 'utf8'), text, name);
});

const PLAIN = {
  ...{ server: 'https://care.example', hospital: 'renhe', tag: 'care-visit' as const },
  ...{ lang: '', theme: '', brand: '', elder: false },
};

it('the lines say what was chosen and nothing else', () => {
  assert.equal(
    snippet(PLAIN),
    '<script type="module" src="https://care.example/care.js"></script>\n<care-visit hospital="renhe"></care-visit>',
  );
  assert.equal(
    snippet({ ...PLAIN, tag: 'care-desk', lang: 'en', theme: 'warm', brand: '#7a1f3d', elder: true }).split(
      '\n',
    )[1],
    '<care-desk hospital="renhe" lang="en" theme="warm" style="--care-color-brand: #7a1f3d"></care-desk>',
  );
  assert.match(snippet({ ...PLAIN, tag: 'care-frame' }), /frame\.js/);
  assert.ok(!snippet({ ...PLAIN, theme: '"><script>' }).includes('"><script>'));
});

it('React takes the style as an object and elder as a text', () => {
  const react = code.react({ ...PLAIN, elder: true, brand: '#7a1f3d' });
  assert.ok(
    react.includes(
      `<care-visit hospital="renhe" elder="" style={{ '--care-color-brand': '#7a1f3d' } as React.CSSProperties}></care-visit>`,
    ),
    react,
  );
});

it('what is typed into a terminal asks nothing back, and a port that Vite may change is not taken for granted', () => {
  for (const key of ['reactNew', 'vueNew'] as const)
    assert.match(code[key](), /^npm create --yes .+ --no-interactive$/m, key);
  for (const name of ['react', 'vue', 'react.zh-CN', 'vue.zh-CN'])
    assert.match(guidePages().get(`${name}.md`)!, /open the address that it prints|打开它显示的网址/, name);
});

it('a page that is written anew names its language, so that the visit speaks it in whatever browser', () => {
  for (const key of ['page', 'gbk', 'dedecms', 'htmlLang', 'wechat'] as const) {
    assert.match(code[key](PLAIN), /<html lang="zh-CN">/, key);
    assert.match(code[key]({ ...PLAIN, language: 'en' }), /<html lang="en">/, key);
    assert.match(code[key]({ ...PLAIN, lang: 'ar' }), /<html lang="ar">/, key);
    // The desks are not there in Arabic.
    assert.match(code[key]({ ...PLAIN, tag: 'care-desk', lang: 'ar' }), /<html lang="zh-CN">/, key);
  }
  assert.match(code.page({ ...PLAIN, lang: 'zh-TW' }), /<title>線上就診</);
  assert.match(code.page({ ...PLAIN, lang: 'ar' }), /<title>زيارة عبر الإنترنت</);
});
