/**
 * Owns `embed.js`, the script of `/embed/visit`: the visit on a page of ours, and its side of the talk with the page that
 * frames it. That page is the one that the server named in `<meta name="care-page">`; nobody else is heard or told.
 */
import { HANDED, type FromFrame, type ToFrame } from './frame-talk.ts';

/** The names of all events of a visit. Filled in by the build, from their classes. */
declare const __EVENTS__: string[];

const meta = (name: string) => document.querySelector<HTMLMetaElement>(`meta[name=${name}]`)?.content || '';
const page = meta('care-page');
const html = document.documentElement;
const visit = document.createElement('care-visit');
const tell = (message: FromFrame): void => parent.postMessage(message, page);

/** Attributes and tokens as they stand on `<care-frame>`; what is gone there is gone here. */
let dressed: string[] = [];
function dress({ lang, scheme, attributes, tokens }: ToFrame): void {
  if (lang) html.lang = lang;
  html.style.colorScheme = scheme;
  // A page of one hospital that named another would frame that one's visit, which its own pages alone may.
  for (const [name, value] of Object.entries(attributes))
    if (!HANDED.includes(name)) continue;
    else if (value === null) visit.removeAttribute(name);
    else visit.setAttribute(name, value);
  for (const name of dressed) if (!(name in tokens)) visit.style.removeProperty(name);
  dressed = Object.keys(tokens).filter((name) => /^--care-/.test(name));
  for (const name of dressed) visit.style.setProperty(name, tokens[name]!);
}

/** What an event says beyond its name: its own fields, as far as they are data. */
function said(event: Event): Record<string, unknown> {
  const own = { ...event, ...('detail' in event && { detail: event.detail }) } as Record<string, unknown>;
  return JSON.parse(JSON.stringify({ ...own, isTrusted: undefined })) as Record<string, unknown>;
}

function show(): void {
  if (visit.isConnected) return;
  const main = document.createElement('main');
  main.append(visit);
  document.body.append(main);
  if (!page) return;
  for (const type of __EVENTS__)
    document.addEventListener(type, (event) => tell({ care: 'event', type, fields: said(event) }));
  new ResizeObserver(() =>
    tell({ care: 'size', height: Math.ceil(visit.getBoundingClientRect().height) }),
  ).observe(visit);
}

document.body.style.margin = '0';
visit.setAttribute('hospital', meta('care-hospital'));
const asked = new URLSearchParams(location.search);
for (const name of ['theme', 'elder', 'start-at']) {
  const value = asked.get(name);
  if (value !== null) visit.setAttribute(name, value);
}
if (page && parent !== window) {
  addEventListener('message', ({ origin, source, data }: MessageEvent<ToFrame>) => {
    if (origin !== page || source !== parent || data?.care !== 'dress') return;
    dress(data);
    show();
  });
  tell({ care: 'ready' });
} else {
  // In no frame, it is the whole page: light or dark as the device is.
  if (parent === window) html.style.colorScheme = 'light dark';
  show();
}
