/** The bare address, opened in a browser: what this is and where to go. Who asks for no HTML gets the problem, as at any address that is none. */
import type { App } from '../app.ts';
import type { Deps } from '../deps.ts';
import { item, plainPage, plainPolicy, speaksChinese, type Item } from './plain-page.ts';

interface Words {
  title: string;
  lead: string;
  setup: Item;
  studio: Item;
  api: Item;
  desks: Item;
  docs: Item;
  demo: string;
  sites: Item[];
}

const ZH: Words = {
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

function frontBody(w: Words, sites: readonly string[]): string {
  const demo = sites.length
    ? `\n<h2>${w.demo}</h2>\n<ul>${sites.map((url, at) => item(w.sites[at]!, url)).join('\n')}</ul>`
    : '';
  return `<h1>${w.title}</h1>
<p>${w.lead}</p>
<ul>${[
    item(w.setup, '/setup.html'),
    item(w.studio, '/studio.html'),
    item(w.api, '/v1/openapi.json'),
    item(w.desks),
    item(w.docs),
  ].join('\n')}</ul>${demo}`;
}

/** The demo's sites answer this machine alone. */
const here = (url: string) => ['localhost', '127.0.0.1'].includes(new URL(url).hostname);

export function mountFront(app: App, { demoSites }: Pick<Deps, 'demoSites'>): void {
  app.get('/', (c, next) => {
    c.header('Vary', 'Accept, Accept-Language');
    if (!c.req.header('accept')?.includes('text/html')) return next();
    c.header('Content-Security-Policy', plainPolicy());
    c.header('Cache-Control', 'no-cache');
    const zh = speaksChinese(c.req.header('accept-language') ?? '');
    const sites = here(c.req.url) ? (demoSites?.() ?? []) : [];
    return c.html(plainPage({ zh, name: 'Care Elements', body: frontBody(zh ? ZH : EN, sites) }));
  });
}
