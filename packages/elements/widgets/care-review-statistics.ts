/** Owns the pharmacy lead's figures: who reviewed whose prescriptions, how, and after how long. Its tag, `care-review-statistics`, is the pharmacy's own. */
import { css, html, nothing, type CSSResultGroup, type PropertyDeclarations, type TemplateResult } from 'lit';
import { REVIEW_REASONS } from '@care-elements/contract/prescription.terms.ts';
import type { ReviewCounts, ReviewStatistics } from '@care-elements/contract/review.statistics.ts';
import {
  createReviewStatisticsStore,
  type ReviewStatisticsState,
} from '@care-elements/client/review-statistics-store.ts';
import { CareElement } from '../base/care-element.ts';
import { define } from '../base/define.ts';
import { openDialog } from '../controls/dialog.ts';
import { StoreController } from '../base/store-controller.ts';
import { Words, type Catalog } from '../base/words.ts';
import { iconAlert } from '../controls/icons.ts';
import { sentences } from '../controls/locale.ts';
import type { ReviewStatisticsWords } from '../locales/en/review-statistics.ts';
import { buttons, forms } from '../theme/common.ts';
import { surfaces } from '../theme/surfaces.ts';
import { CareDeskCloseEvent } from './care-desk-sheet-box.ts';

const statisticsWords: Catalog<ReviewStatisticsWords> = {
  'zh-CN': () => import('../locales/zh-CN/review-statistics.ts'),
  en: () => import('../locales/en/review-statistics.ts'),
  'zh-TW': () => import('../locales/zh-TW/review-statistics.ts'),
  'zh-HK': () => import('../locales/zh-HK/review-statistics.ts'),
};
/** As the contract has them, whose schemas stay out of the browser. */
const DAYS = 92;
const ROWS = 500;
/** What is shown first. */
const FIRST_DAYS = 30;
const DAY_MS = 86_400_000;

/** A day of the hospital's calendar, so many before today. */
const dayBefore = (timeZone: string, days: number) =>
  new Date(
    Date.parse(new Intl.DateTimeFormat('en-CA', { timeZone, dateStyle: 'short' }).format(new Date())) -
      days * DAY_MS,
  )
    .toISOString()
    .slice(0, 10);

/**
 * A dialog for as long as it stands in the page.
 *
 * @fires care-desk-close Closed.
 * @csspart statistics All tables.
 */
export class CareReviewStatistics extends CareElement {
  static override properties: PropertyDeclarations = { timeZone: {}, wrong: { state: true } };
  static override styles: CSSResultGroup = [
    CareElement.styles,
    buttons,
    surfaces,
    forms,
    css`
      :host {
        display: contents;
      }
      dialog {
        margin: auto;
        width: min(calc(100vw - 32px), 1080px);
        max-height: calc(100vh - 32px);
        max-height: calc(100dvh - 32px);
        padding: 24px;
        border: 1px solid var(--_line);
        border-radius: var(--_card);
        background: var(--_surface);
        box-shadow: 0 6px 24px rgb(0 0 0 / 14%);
        font-size: 14px;
        overflow: auto;
      }
      dialog::backdrop {
        background: rgb(12 24 22 / 45%);
      }
      h2 {
        font-size: 18px;
      }
      form {
        display: flex;
        flex-wrap: wrap;
        align-items: end;
        gap: 12px;
      }
      form .act {
        width: auto;
        margin: 0;
        min-height: 44px;
        padding-inline: 16px;
        font-size: 14px;
      }
      form .end {
        margin-inline-start: auto;
      }
      input {
        min-height: 44px;
        font-size: 14px;
      }
      .wide {
        overflow-x: auto;
      }
      table {
        width: 100%;
        border-collapse: collapse;
        font-variant-numeric: tabular-nums;
      }
      caption {
        padding-block: 8px;
        text-align: start;
        font-weight: 600;
      }
      th,
      td {
        padding: 6px 12px 6px 0;
        border-block-end: 1px solid var(--_line);
        text-align: end;
        vertical-align: bottom;
      }
      thead th {
        color: var(--_muted);
        font-size: 13px;
        font-weight: 400;
      }
      tbody th {
        font-weight: 400;
      }
      .name {
        text-align: start;
      }
      .sum > * {
        font-weight: 600;
      }
      .muted {
        color: var(--_muted);
        font-size: 13px;
      }
      .band {
        padding: 8px 12px;
        font-weight: 400;
        font-size: 14px;
      }
    `,
  ];

  /** The hospital's. */
  declare timeZone: string;
  declare wrong: boolean;
  override readonly words = new Words(statisticsWords);
  #state = new StoreController<ReviewStatisticsState>(this, () => this.#store);
  #loaded: unknown;
  #days = { from: '', to: '' };

  constructor() {
    super();
    this.timeZone = 'UTC';
    this.wrong = false;
  }

  get #store() {
    return this.care?.use(createReviewStatisticsStore);
  }

  protected override willUpdate(): void {
    const store = this.#store;
    if (!store || this.#loaded === store) return;
    this.#loaded = store;
    this.#days = { from: dayBefore(this.timeZone, FIRST_DAYS - 1), to: dayBefore(this.timeZone, 0) };
    void store.read(this.#days.from, this.#days.to);
  }

  protected override updated(): void {
    const dialog = this.renderRoot.querySelector('dialog');
    if (dialog && !dialog.open) openDialog(dialog);
  }

  #close = () => this.dispatchEvent(new CareDeskCloseEvent());

  #ask = (event: SubmitEvent) => {
    event.preventDefault();
    const form = event.target as HTMLFormElement;
    const data = new FormData(form);
    const [from, to] = [`${data.get('from')}`, `${data.get('to')}`];
    const span = (Date.parse(to) - Date.parse(from)) / DAY_MS + 1;
    this.wrong = !(span >= 1 && span <= DAYS);
    if (this.wrong) return form.querySelector('input')!.focus();
    this.#days = { from, to };
    void this.#store!.read(from, to);
  };

  override render() {
    const { t } = this.words;
    const state = this.#state.value;
    if (!state) return nothing;
    const { statistics, busy, problem } = state;
    const day = (name: 'from' | 'to') =>
      html`<div class="field"><label for=${name}>${t[name]}</label>
        <input id=${name} name=${name} type="date" required .value=${this.#days[name]} aria-invalid=${this.wrong} aria-describedby="wrong" /></div>`;
    return html`<dialog aria-label=${t.title} @close=${this.#close}>
      <div class="stack" part="statistics">
        <h2>${t.title}</h2>
        <form novalidate @submit=${this.#ask}>
          ${day('from')}${day('to')}
          <button class="act" aria-disabled=${busy}>${t.show}</button>
          <button type="button" class="act quiet end" @click=${this.#close}>${t.close}</button>
        </form>
        <div id="wrong" role="alert">${this.wrong ? html`<p class="band amber">${iconAlert(18)}<span>${t.wrongDays(DAYS)}</span></p>` : nothing}</div>
        ${problem ? html`<p class="band amber" role="alert">${iconAlert(18)}<span>${t.failed}</span></p>` : nothing}
        ${busy ? html`<p class="muted" role="status">${t.reading}</p>` : nothing}
        ${statistics ? (statistics.totals.reviewed ? this.#tables(statistics) : html`<p class="empty" role="status">${t.empty}</p>`) : nothing}
      </div>
    </dialog>`;
  }

  #table(
    caption: string,
    head: TemplateResult,
    rows: TemplateResult | TemplateResult[],
    note: string | null = null,
  ) {
    return html`<div class="wide" tabindex="0" role="region" aria-label=${caption}>
      <table><caption>${caption}</caption><thead><tr>${head}</tr></thead><tbody>${rows}</tbody></table>
      ${note ? html`<p class="muted">${note}</p>` : nothing}
    </div>`;
  }

  #tables({ totals, pharmacists, pairs, reasons }: ReviewStatistics) {
    const { t } = this.words;
    const lang = this.language;
    const name = (text: string) => html`<th scope="col" class="name">${text}</th>`;
    const figures = (...texts: string[]) => texts.map((text) => html`<th scope="col">${text}</th>`);
    const counts = (c: ReviewCounts) =>
      html`<td>${c.reviewed}</td><td>${c.passed}</td><td>${c.returned}</td><td>${c.rejected}</td><td>${c.overridesAccepted}</td><td>${t.time(c.medianWaitSeconds)}</td><td>${t.time(c.medianHandSeconds)}</td>`;
    const cut = (rows: readonly unknown[]) => (rows.length >= ROWS ? t.biggest(ROWS) : '');
    return html`
      ${this.#table(
        t.byPharmacist,
        html`${name(t.pharmacist)}${figures(t.reviewed, t.passed, t.returned, t.rejected, t.overrides, t.wait, t.hand)}`,
        html`${pharmacists.map(({ pharmacist, ...row }) => html`<tr><th scope="row" class="name">${pharmacist.name[lang]}</th>${counts(row)}</tr>`)}
          <tr class="sum"><th scope="row" class="name">${t.all}</th>${counts(totals)}</tr>`,
        cut(pharmacists),
      )}
      ${this.#table(
        t.byPair,
        html`${name(t.pharmacist)}${name(t.prescriber)}${figures(t.reviewed, t.passedShare, t.prescriberShare)}`,
        pairs.map(
          ({ pharmacist, prescriber, reviewed, passedShare, prescriberShare }) =>
            html`<tr><th scope="row" class="name">${pharmacist.name[lang]}</th><td class="name">${prescriber.name[lang]}</td><td>${reviewed}</td><td>${t.percent(passedShare)}</td><td>${t.percent(prescriberShare)}</td></tr>`,
        ),
        sentences(this.tongue, t.shareMore, cut(pairs)),
      )}
      ${
        reasons.length
          ? this.#table(
              t.byReason,
              html`${name(t.reason)}${figures(t.returned, t.rejected)}`,
              reasons.map(
                ({ reason, returned, rejected }) =>
                  html`<tr><th scope="row" class="name">${REVIEW_REASONS[reason].name[lang]}</th><td>${returned}</td><td>${rejected}</td></tr>`,
              ),
            )
          : nothing
      }
    `;
  }
}
define('care-review-statistics', CareReviewStatistics);
