/** Owns the left column of the triage content desk: every version in use or in the making, searched and filtered. */
import { html, nothing, type TemplateResult } from 'lit';
import { repeat } from 'lit/directives/repeat.js';
import type { ContentSummary } from '@care-elements/contract/content.ts';
import type { ContentStoreState, VersionKey } from '@care-elements/client/content-store.ts';
import { iconClock, iconDone, iconInfo } from '../controls/icons.ts';
import { reviewMark, type Say } from './care-protocols-words.ts';

export type Filter = 'all' | 'unsigned' | 'draft';
const FILTERS: readonly Filter[] = ['all', 'unsigned', 'draft'];

export interface ListHands {
  open: (key: VersionKey) => void;
  search: (words: string) => void;
  filter: (filter: Filter) => void;
  upload: (() => void) | null;
}

/** Drafts and what waits for a signature first; then by id. */
export function shownItems(
  items: readonly ContentSummary[],
  words: string,
  filter: Filter,
): ContentSummary[] {
  const wanted = words.trim().toLowerCase();
  const rank = ({ state, served }: ContentSummary) => (state === 'draft' ? 0 : served ? 2 : 1);
  return items
    .filter(
      ({ contentId, title, state, review }) =>
        (filter === 'all' || (filter === 'draft' ? state === 'draft' : !review)) &&
        `${contentId} ${title['zh-CN']} ${title.en}`.toLowerCase().includes(wanted),
    )
    .sort(
      (a, b) => rank(a) - rank(b) || (a.contentId < b.contentId ? -1 : a.contentId > b.contentId ? 1 : 0),
    );
}

export function versionList(
  { items, openKey, unsignedServed }: ContentStoreState,
  words: string,
  filter: Filter,
  say: Say,
  hands: ListHands,
): TemplateResult {
  const { t } = say;
  const shown = shownItems(items ?? [], words, filter);
  return html`
    <div class="list-head">
      <div class="line">
        <h2 id="versions">${t.listTitle}</h2>
        <span class="num muted end" role="status">${t.count(shown.length)}</span>
      </div>
      <div class="field">
        <input id="search" type="search" aria-label=${t.search} placeholder=${t.search} aria-keyshortcuts="/" autocomplete="off" .value=${words} @input=${(event: Event) => hands.search((event.target as HTMLInputElement).value)} />
      </div>
      <div class="filters" role="group" aria-label=${t.filterLabel}>
        ${FILTERS.map((one) => html`<button aria-pressed=${one === filter ? 'true' : 'false'} @click=${() => hands.filter(one)}>${t.filters[one]}</button>`)}
      </div>
      ${hands.upload ? html`<button class="act quiet" aria-keyshortcuts="u" @click=${hands.upload}>${t.uploadOpen} <kbd aria-hidden="true">U</kbd></button>` : nothing}
      <p class="note">${unsignedServed ? t.unsignedServed : t.signedOnly}</p>
    </div>
    ${shown.length ? nothing : html`<p class="list-note muted">${t.noneFound}</p>`}
    <ul aria-labelledby="versions">
      ${repeat(
        shown,
        ({ kind, contentId, hash }) => `${kind}/${contentId}/${hash}`,
        (item) =>
          row(item, item.hash === openKey?.hash && item.contentId === openKey.contentId, say, hands.open),
      )}
    </ul>
  `;
}

function row(
  item: ContentSummary,
  current: boolean,
  say: Say,
  open: (key: VersionKey) => void,
): TemplateResult {
  const { t, lang } = say;
  const { kind, contentId, hash, title, version, state } = item;
  const icon = { draft: iconInfo, published: iconDone, retired: iconClock }[state];
  return html`<li>
    <button class="entry" part="entry" aria-current=${current ? 'true' : 'false'} data-id=${contentId} data-state=${state} @click=${() => open({ kind, contentId, hash })}>
      <span class="line"><b>${title[lang]}</b><span class="muted num end">${version}</span></span>
      <span class="line">
        <span class="mark muted">${icon(14)}${t.states[state]}</span>${reviewMark(item, say)}
        ${kind === 'epidemic' ? html`<span class="muted">${t.kinds.epidemic}</span>` : nothing}
      </span>
    </button>
  </li>`;
}
