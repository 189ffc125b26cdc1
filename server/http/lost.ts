/** An address that is none, or that can't be answered now, opened in a browser: what to do instead. A program, and whoever asks the API, gets the problem. */
import type { Context } from 'hono';
import { PROBLEMS, type ProblemCode } from '@care-elements/contract/problems.ts';
import { item, plainPage, plainPolicy, speaksChinese, type Item } from './plain-page.ts';

interface Words {
  title: string;
  ways: Item[];
  /** For who keeps the website, or to try again, and where that is: the same address, where it says nothing. */
  keeper: Item;
  href?: string;
}

const PAGE: Record<'zh' | 'en', Words> = {
  zh: {
    title: '这个地址没有网页',
    ways: [
      ['别人发给您的链接', '可能没有复制完整：请回到那条消息，直接点开链接'],
      ['来看病的患者', '请从医院自己的网站进入“在线就诊”'],
    ],
    keeper: ['这台服务器的首页', '给医院的网站管理员'],
    href: '/',
  },
  en: {
    title: 'There is no page at this address',
    ways: [
      [
        'If somebody sent you a link',
        'It may not be whole: go back to the message and open the link from there',
      ],
      ['If you want to see a doctor', 'Start on your hospital’s own website'],
    ],
    keeper: ['This server’s front page', 'For those who look after the hospital’s website'],
    href: '/',
  },
};
const HOSPITAL: Record<'zh' | 'en', Words> = {
  zh: {
    title: '这里没有这家医院',
    ways: [['来看病的患者', '请从医院自己的网站重新进入，或直接给医院打电话']],
    keeper: ['网站设置', '给医院的网站管理员：请核对网页代码里的医院编号（hospital）'],
    href: '/setup.html',
  },
  en: {
    title: 'This hospital is not known here',
    ways: [
      ['If you want to see a doctor', 'Start again on your hospital’s own website, or call the hospital'],
    ],
    keeper: [
      'Website setup',
      'For those who look after the hospital’s website: compare the hospital’s id (hospital) in the page’s code',
    ],
    href: '/setup.html',
  },
};
const AWAY: Record<'zh' | 'en', Words> = {
  zh: {
    title: '现在打不开这个页面',
    ways: [
      ['已经在看病或排队的患者', '您填写过的内容和排队的位置都还在'],
      ['情况紧急时', '不要等本页，请直接拨打当地的急救电话，或去最近的急诊'],
    ],
    keeper: ['再试一次', '请过一分钟再点'],
  },
  en: {
    title: 'This page can’t be opened right now',
    ways: [
      ['If you are already waiting for a doctor', 'What you told us and your place in line are kept'],
      ['In an emergency', 'Don’t wait for this page: call your local emergency number'],
    ],
    keeper: ['Try again', 'Wait a minute first'],
  },
};

const WORDS: Partial<Record<ProblemCode, Record<'zh' | 'en', Words>>> = {
  'not-found': PAGE,
  'hospital-unknown': HOSPITAL,
  'too-many-requests': AWAY,
  'not-ready': AWAY,
  internal: AWAY,
};

const FOR_PROGRAMS = /^\/(v1\/|readyz$|metrics$)/;

/** The answer for a browser, or null where the problem is the answer. */
export function lostPage(c: Context, code: ProblemCode): Response | null {
  const words = WORDS[code];
  const { path } = c.req;
  if (!words || FOR_PROGRAMS.test(path) || !c.req.header('accept')?.includes('text/html')) return null;
  const zh = speaksChinese(`${c.req.query('lang') ?? ''} ${c.req.header('accept-language') ?? ''}`);
  const { title, ways, keeper, href } = words[zh ? 'zh' : 'en'];
  const framed = path.startsWith('/embed/');
  // Who frames the visit under a wrong name has to read it in the frame; our other pages are framed by nobody.
  c.header('Content-Security-Policy', plainPolicy(framed ? '*' : "'none'"));
  c.header('Vary', 'Accept, Accept-Language');
  c.header('Cache-Control', 'no-store');
  const again = new URL(c.req.url).search || '?';
  const on = href ? item(keeper, href, framed ? '_blank' : '_self') : item(keeper, again);
  const items = [...ways.map((way) => item(way)), on];
  const body = `<h1>${title}</h1>\n<ul>${items.join('\n')}</ul>`;
  return c.html(plainPage({ zh, name: title, body }), PROBLEMS[code] as 404);
}
