/** The look of the pages that the server writes without a script: the bare address, and an address that is none. */
import { createHash } from 'node:crypto';
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

/** No script at all; its one style by what it says. `framed`: by whom. */
export const plainPolicy = (framed: "'none'" | '*' = "'none'"): string =>
  `default-src 'none'; style-src 'sha256-${createHash('sha256').update(STYLE).digest('base64')}'; img-src data:; require-trusted-types-for 'script'; base-uri 'none'; form-action 'none'; frame-ancestors ${framed}`;

/** The first of our languages that is named: by an Accept-Language header, or by an address. */
export const speaksChinese = (accepted: string): boolean =>
  /\b(zh|en)\b/i.exec(accepted)?.[1]?.toLowerCase() === 'zh';

export type Item = readonly [name: string, more: string];
export const item = ([name, more]: Item, href?: string, target = '_self'): string =>
  `<li>${href ? `<a href="${escape(href)}" target="${target}">${escape(name)}</a>` : `<b>${escape(name)}</b><br>`}<span>${escape(more)}</span></li>`;

interface PlainPage {
  zh: boolean;
  /** Of the window, as text; the title of the page itself stands in `body`. */
  name: string;
  /** HTML. */
  body: string;
}

export const plainPage = ({ zh, name, body }: PlainPage): string => `<!doctype html>
<html lang="${zh ? 'zh-CN' : 'en'}">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="robots" content="noindex">
<link rel="icon" href="data:,">
<title>${escape(name)}</title>
<style>${STYLE}</style>
</head>
<body>
<main>
${body}
</main>
</body>
</html>
`;
