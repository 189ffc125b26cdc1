/** Owns the head of the pharmacy's desk: the place where one works, review or counter, who is signed in, and the way out. */
import { html, nothing, type TemplateResult } from 'lit';
import type { PharmacyState } from '@care-elements/client/pharmacy-store.ts';
import type { Catalog, Lang } from '../base/words.ts';
import { statusChip } from '../controls/status-chip.ts';
import type { PharmacyWords } from '../locales/en/pharmacy.ts';
import type { SharedWords } from '../locales/en/shared.ts';
import type { Sheet } from './care-pharmacy-sheets.ts';

export const pharmacyWords: Catalog<PharmacyWords> = {
  'zh-CN': () => import('../locales/zh-CN/pharmacy.ts'),
  en: () => import('../locales/en/pharmacy.ts'),
  'zh-TW': () => import('../locales/zh-TW/pharmacy.ts'),
  'zh-HK': () => import('../locales/zh-HK/pharmacy.ts'),
};

export type Place = 'review' | 'counter';

/** The element of the counter, fetched when somebody first goes there. */
export const fetchCounter = (): Promise<unknown> => import('./care-pharmacy-counter.ts');

export const topBar = (
  { hospital, clinician, live }: PharmacyState,
  place: Place,
  t: PharmacyWords & SharedWords,
  lang: Lang,
  ask: { go(to: Place): void; open(sheet: Sheet): void; help(): void; signOut(): void },
): TemplateResult => {
  const reviews = clinician!.role === 'pharmacist';
  const way = (to: Place, words: string) =>
    html`<button class="place" data-place=${to} aria-current=${place === to ? 'page' : 'false'} @click=${() => ask.go(to)}>${words}</button>`;
  return html`<header class="top">
    <h1>${reviews ? t.desk : t.counterPlace}</h1>
    ${reviews ? html`<nav class="places" aria-label=${t.places}>${way('review', t.reviewPlace)}${way('counter', t.counterPlace)}</nav>` : nothing}
    <span class="muted">${hospital!.name[lang]}${hospital!.demo ? ` · ${t.demo}` : ''}</span>
    ${live === 'reconnecting' && place === 'review' ? statusChip('amber', t.reconnecting) : nothing}
    <span class="who">${clinician!.name[lang]} <span class="muted">${clinician!.title[lang]}</span></span>
    ${
      place === 'review'
        ? html`${clinician!.pharmacyLead ? html`<button class="link" id="statistics" @click=${() => ask.open('statistics')}>${t.statisticsButton}</button>` : nothing}
            <button class="link" @click=${() => ask.open('keys')}>${t.keysButton}</button>
            <button class="link" aria-keyshortcuts="?" aria-label=${t.helpButton} @click=${ask.help}><kbd>?</kbd></button>`
        : nothing
    }
    <button class="link" @click=${ask.signOut}>${t.signOut}</button>
  </header>`;
};
