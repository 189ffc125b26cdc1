/** The bare address, opened in a browser: what this is and where to go. Who asks for no HTML gets the problem, as at any address that is none. */
import { createHash } from 'node:crypto';
import type { App } from '../app.ts';
import type { Deps } from '../deps.ts';
import { escape } from './html.ts';

const STYLE = `
:root{color-scheme:light dark;--ink:#16211f;--muted:#55625f;--line:#d5dcda;--brand:#0b6b69;--ground:#f4f7f7;--card:#fff}
@media(prefers-color-scheme:dark){:root{--ink:#e8efed;--muted:#a9b5b2;--line:#33403d;--brand:#7cc9c4;--ground:#1b2422;--card:#121b19}}
body{margin:0;padding:24px 16px;background:var(--ground);color:var(--ink);font:16px/1.6 system-ui,'PingFang SC','Microsoft YaHei','WenQuanYi Micro Hei',sans-serif;overflow-wrap:anywhere}
main{max-width:640px;margin:auto}
h1{margin:0 0 8px;font-size:22px;line-height:1.35}
h2{margin:24px 0 8px;font-size:18px}
p{margin:0 0 16px}
ul{margin:0;padding:0;list-style:none;border:1px solid var(--line);border-radius:12px;background:var(--card)}
li{padding:12px 16px}
li+li{border-top:1px solid var(--line)}
a{display:block;padding:6px 0;color:var(--brand);font-weight:600}
a:focus-visible{outline:3px solid var(--brand);outline-offset:2px}
span{color:var(--muted)}`;

/** No script at all; its one style by what it says. */
const POLICY = `default-src 'none'; style-src 'sha256-${createHash('sha256').update(STYLE).digest('base64')}'; img-src data:; require-trusted-types-for 'script'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'`;

interface Words {
  lang: string;
  title: string;
  lead: string;
  setup: [name: string, more: string];
  studio: [name: string, more: string];
  api: [name: string, more: string];
  desks: [name: string, more: string];
  docs: [name: string, more: string];
  demo: string;
  sites: [name: string, more: string][];
}

/** The demo's sites stand on the three ports after this one. */
const SITES = ['internet-hospital.html', 'virtual-visit.html', ''];

const ZH: Words = {
  lang: 'zh-CN',
  title: '这是 Care Elements 服务器',
  lead: '医院网页上的在线就诊由它提供。患者请从医院自己的网站进入，这里没有给患者看的页面。',
  setup: ['网站设置', '管理员：复制两行代码、登记网页、查看各种网站系统的步骤'],
  studio: ['主题工作室', '换颜色、圆角和字体，检查对比度'],
  api: ['接口说明', 'OpenAPI，给程序用'],
  desks: [
    '医生、药师的工作台',
    '放在医院自己的员工网页上，例如 <care-desk>、<care-pharmacy>；写法见“网站设置”',
  ],
  docs: ['文档', '在程序文件夹里：README.md 和 docs/'],
  demo: '演示（人物和数据都是虚构的）',
  sites: [
    ['仁和医院', '患者看病，中文'],
    ['Lakeside Community Clinic', '患者看病，英文'],
    ['员工网页', '医生工作台、药师审方、分诊内容、药品目录'],
  ],
};
const EN: Words = {
  lang: 'en',
  title: 'This is a Care Elements server',
  lead: 'It serves the online visits on a hospital’s website. Patients start on their hospital’s own pages; there is none for them here.',
  setup: [
    'Website setup',
    'For administrators: copy two lines, register a page, steps for each kind of website',
  ],
  studio: ['Theme studio', 'Colours, corners and fonts, with their contrast'],
  api: ['API', 'OpenAPI, for programs'],
  desks: [
    'Desks of doctors and pharmacists',
    'They stand on the hospital’s own staff pages, such as <care-desk> and <care-pharmacy>; the website setup has their lines',
  ],
  docs: ['Documentation', 'In the program’s folder: README.md and docs/'],
  demo: 'Demonstration (nobody there is real)',
  sites: [
    ['仁和医院 Renhe Hospital', 'A patient’s visit, in Chinese'],
    ['Lakeside Community Clinic', 'A patient’s visit, in English'],
    ['Staff pages', 'The doctor’s desk, pharmacy review, triage content, formulary'],
  ],
};

/** The first of our languages that the browser names. */
const wordsFor = (accepted: string): Words =>
  /\b(zh|en)\b/i.exec(accepted)?.[1]?.toLowerCase() === 'zh' ? ZH : EN;

const item = ([name, more]: [string, string], href?: string): string =>
  `<li>${href ? `<a href="${escape(href)}">${escape(name)}</a>` : `<b>${escape(name)}</b><br>`}<span>${escape(more)}</span></li>`;

function frontHtml(w: Words, { hostname, port }: URL, demo: boolean): string {
  const site = (at: number) => `http://${hostname}:${Number(port || 80) + 1 + at}/${SITES[at]}`;
  const sites = demo
    ? `\n<h2>${w.demo}</h2>\n<ul>${w.sites.map((one, at) => item(one, site(at))).join('\n')}</ul>`
    : '';
  return `<!doctype html>
<html lang="${w.lang}">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="robots" content="noindex">
<link rel="icon" href="data:,">
<title>Care Elements</title>
<style>${STYLE}</style>
</head>
<body>
<main>
<h1>${w.title}</h1>
<p>${w.lead}</p>
<ul>${[
    item(w.setup, '/setup.html'),
    item(w.studio, '/studio.html'),
    item(w.api, '/v1/openapi.json'),
    item(w.desks),
    item(w.docs),
  ].join('\n')}</ul>${sites}
</main>
</body>
</html>
`;
}

export function mountFront(app: App, { demo }: Pick<Deps, 'demo'>): void {
  app.get('/', (c, next) => {
    c.header('Vary', 'Accept, Accept-Language');
    if (!c.req.header('accept')?.includes('text/html')) return next();
    c.header('Content-Security-Policy', POLICY);
    c.header('Cache-Control', 'no-cache');
    return c.html(frontHtml(wordsFor(c.req.header('accept-language') ?? ''), new URL(c.req.url), demo));
  });
}
