/**
 * Owns what a page shows whose origin nobody registered: in each of our elements and in the console, the origin and where to
 * register it. Fetched when the server first refuses something; every other refusal is the widget's own matter.
 */
import { html, type TemplateResult } from 'lit';
import type { Problem } from '@care-elements/client/problem.ts';
import type { CareElement } from './care-element.ts';
import { adopt, css } from './light-element.ts';

const words = {
  'zh-CN': () => import('../locales/zh-CN/refused.ts'),
  en: () => import('../locales/en/refused.ts'),
  'zh-TW': () => import('../locales/zh-TW/refused.ts'),
  'zh-HK': () => import('../locales/zh-HK/refused.ts'),
  ar: () => import('../locales/ar/refused.ts'),
};
const look = css`
  .refused {
    display: grid;
    gap: 12px;
    padding: 16px;
    border: 1px solid var(--_edge);
    border-inline-start: 4px solid var(--_amber);
    border-radius: var(--_card);
    background: var(--_surface);
    color: var(--_ink);
    font-size: 16px;
    line-height: 1.5;
  }
  .refused h1 {
    font-size: 22px;
  }
  .refused h2 {
    font-size: 16px;
  }
  .refused code {
    overflow-wrap: anywhere;
    font-family: ui-monospace, monospace;
    font-weight: 600;
  }
  .refused a,
  .refused button {
    min-height: 44px;
    min-width: 44px;
    color: var(--_brand);
  }
  .refused a {
    justify-self: start;
    align-content: center;
    overflow-wrap: anywhere;
  }
  .refused button {
    justify-self: start;
    padding-inline: 16px;
    border: 1px solid var(--_edge);
    border-radius: var(--_round);
    background: none;
  }
`;
const said = new Set<string>();

/** `base` is where the hospital's routes stand; `elements` are those in the page. */
export async function refused(
  { code }: Problem,
  base: string,
  elements: Iterable<CareElement>,
): Promise<void> {
  if (code !== 'origin-not-registered') return;
  // Of a file, `location.origin` is `file://` in Chromium; this one is null, as in a sandboxed frame.
  const { origin } = globalThis;
  const { origin: server, pathname } = new URL(base);
  const hospital = pathname.split('/').pop()!;
  const page = `${server}/setup.html?${new URLSearchParams({ hospital, origin })}`;
  if (!said.has(base))
    console.error(
      origin === 'null'
        ? `Care: ${server} refuses this page, which has no origin that could be registered: it was opened from a file, or stands in a sandboxed frame. Serve it from a web server.`
        : `Care: the pages of ${origin} are not registered for the hospital "${hospital}", so ${server} refuses them. An administrator registers the origin at ${page}`,
    );
  said.add(base);
  for (const element of elements) {
    if (element.care?.api.base !== base || Object.hasOwn(element, 'render')) continue;
    const { default: t } = await words[element.tongue]();
    const view = (): TemplateResult => html`<section class="care refused" role="alert">
      <h1>${t.title}</h1>
      <p>${t.patient}</p>
      <h2>${t.webmaster}</h2>
      ${
        origin === 'null'
          ? html`<p>${t.nowhere}</p>`
          : html`<p>${t.why(hospital)} <code>${origin}</code></p>
              <p>${t.how}</p>
              <a href=${page} target="_blank" rel="noopener">${t.register} (${server}/setup.html)</a>
              <button @click=${() => location.reload()}>${t.reload}</button>`
      }
    </section>`;
    const nothing = () => {};
    // Whatever the element does otherwise, this is what it shows from now on.
    Object.assign(element, { render: view, willUpdate: nothing, updated: nothing, firstUpdated: nothing });
    adopt(element.renderRoot, look);
    element.requestUpdate();
  }
}
