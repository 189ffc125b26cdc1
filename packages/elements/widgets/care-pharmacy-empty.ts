/** Owns the pharmacy's middle where no prescription stands in it: none chosen, or one that is on its way or could not be opened. */
import { html, type TemplateResult } from 'lit';
import type { PharmacyState } from '@care-elements/client/pharmacy-store.ts';
import type { PharmacyWords } from '../locales/en/pharmacy.ts';

export const nothingOpen = ({ waiting }: PharmacyState, t: PharmacyWords, next: () => void): TemplateResult =>
  html`<div class="col sheet" tabindex="-1">
      <div class="empty">
        ${
          waiting?.length
            ? html`<p class="muted">${t.nothingOpen}</p>
                <p>
                  <button class="act quiet" aria-keyshortcuts="n" @click=${next}>${t.openNext} <kbd aria-hidden="true">N</kbd></button>
                </p>`
            : html`<slot name="empty"><p class="muted">${t.empty}</p></slot>`
        }
      </div>
    </div>
    <div class="col"></div>`;

export const opening = (
  { problem }: PharmacyState,
  t: PharmacyWords,
  back: TemplateResult,
): TemplateResult => {
  const failed = problem?.action === 'open' ? (t.problems[problem.problem.code] ?? t.openFailed) : '';
  return html`<div class="col sheet" tabindex="-1">
      ${back}
      <p class="empty" role="status">${failed || t.opening}</p>
    </div>
    <div class="col"></div>`;
};
