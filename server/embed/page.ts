/** The visit as a page of ours, for pages that can only add a frame: who may frame it, its language, its title. Pure. */
import type { Hospital } from '@care-elements/contract/hospital.ts';
import { escape } from '../http/html.ts';

/** An answer's headers are bounded, however many pages a hospital has. */
const NAMED = 100;

/** What stands in a policy is an origin and nothing else, whatever the table holds. */
export const isOrigin = (text: string): boolean =>
  /^https?:\/\/[^\s;,'"]+$/.test(text) && URL.canParse(text) && new URL(text).origin === text;

/** The page's own policy: our scripts, our server, LiveKit wherever it stands; framed by the hospital's pages and ours. */
export function embedPolicy(
  origins: readonly string[],
  asking: string | null,
  /** LiveKit's address for browsers: `diagnose()` asks it by HTTP, too. */
  media?: string,
): string {
  const known = origins.filter(isOrigin);
  const named =
    known.length > NAMED ? known.filter((origin, at) => at < NAMED - 1 || origin === asking) : known;
  return [
    "default-src 'none'",
    "script-src 'self'",
    "style-src 'self'",
    "img-src 'self' data: blob:",
    "media-src 'self' blob:",
    ["connect-src 'self' ws: wss:", ...(media ? [new URL(media.replace(/^ws/, 'http')).origin] : [])].join(
      ' ',
    ),
    "require-trusted-types-for 'script'",
    'trusted-types lit-html',
    "base-uri 'none'",
    "form-action 'none'",
    `frame-ancestors ${["'self'", ...named].join(' ')}`,
  ].join('; ');
}

/** `page` is the framing page's origin, once it is known to be registered: the two talk with nobody else. */
export interface EmbedPage {
  hospital: Pick<Hospital, 'hospitalId' | 'name' | 'language' | 'phone'>;
  lang: string;
  page: string | null;
}

export function embedHtml({ hospital, lang, page }: EmbedPage): string {
  const zh = /^zh/i.test(lang);
  const name = hospital.name[zh ? 'zh-CN' : 'en'];
  const title = zh ? `在线就诊 · ${name}` : `Online visit · ${name}`;
  const dead = zh
    ? `在线就诊需要 JavaScript。请致电 ${hospital.phone}。`
    : `The online visit needs JavaScript. Please call ${hospital.phone}.`;
  return `<!doctype html>
<html lang="${escape(lang)}">
  <head>
    <meta charset="utf-8" />
    <meta name="viewport" content="width=device-width, initial-scale=1" />
    <meta name="robots" content="noindex" />${page ? `\n    <meta name="care-page" content="${escape(page)}" />` : ''}
    <meta name="care-hospital" content="${escape(hospital.hospitalId)}" />
    <title>${escape(title)}</title>
    <script type="module" src="/care.js"></script>
    <script type="module" src="/embed.js"></script>
  </head>
  <body>
    <noscript>${escape(dead)}</noscript>
  </body>
</html>
`;
}
