/** Owns the patient's rating after a visit: five words to choose from, what went wrong, and changing it for a day. */
import { css, html, nothing, type CSSResultGroup, type PropertyDeclarations, type TemplateResult } from 'lit';
import type { RatingTrouble } from '@care-elements/contract/timeline.ts';
import { createRatingStore, type RatingState } from '@care-elements/client/rating-store.ts';
import { CareElement } from '../base/care-element.ts';
import { define } from '../base/define.ts';
import { KeepFocus } from '../base/keep-focus.ts';
import { StoreController } from '../base/store-controller.ts';
import { Words, type Catalog } from '../base/words.ts';
import type { RatingWords } from '../locales/en/rating.ts';
import { buttons, forms, surfaces } from '../theme/common.ts';

const ratingWords: Catalog<RatingWords> = {
  'zh-CN': () => import('../locales/zh-CN/rating.ts'),
  en: () => import('../locales/en/rating.ts'),
  'zh-TW': () => import('../locales/zh-TW/rating.ts'),
  'zh-HK': () => import('../locales/zh-HK/rating.ts'),
  ar: () => import('../locales/ar/rating.ts'),
};
/** Who found it good is not asked what was bad. */
const ASKED_BELOW = 4;

/** @csspart rating The whole card. */
export class CareRating extends CareElement {
  static override properties: PropertyDeclarations = {
    visit: {},
    stars: { state: true },
    changing: { state: true },
  };
  static override styles: CSSResultGroup = [
    CareElement.styles,
    buttons,
    surfaces,
    forms,
    css`
      fieldset {
        margin: 0;
        padding: 0;
        border: 0;
      }
      legend {
        padding: 0 0 8px;
        font-weight: 600;
      }
      .stars {
        display: grid;
        grid-template-columns: repeat(5, minmax(0, 1fr));
        gap: 8px;
      }
      .stars label {
        display: flex;
        flex-direction: column;
        align-items: center;
        gap: 4px;
        min-height: 64px;
        padding: 8px 2px;
        border: 1px solid var(--_line);
        border-radius: 8px;
        font-size: 13px;
        line-height: 1.3;
        text-align: center;
        cursor: pointer;
      }
      .stars label:has(:checked) {
        border-color: var(--_brand);
        background: var(--_brand-soft);
        box-shadow: inset 0 0 0 1px var(--_brand);
      }
      .stars label:focus-within,
      .troubles label:focus-within {
        outline: 3px solid var(--_brand);
        outline-offset: 2px;
      }
      .troubles label {
        display: flex;
        align-items: center;
        gap: 12px;
        min-height: var(--_tap);
        font-weight: 400;
      }
      /* Elder mode: each word on a line of its own. */
      :host([elder]) .stars {
        grid-template-columns: minmax(0, 1fr);
      }
      :host([elder]) .stars label {
        flex-direction: row;
        gap: 12px;
        padding-inline: 16px;
      }
      input {
        flex: none;
        width: 20px;
        height: 20px;
        margin: 0;
        accent-color: var(--_brand);
      }
      textarea {
        width: 100%;
      }
    `,
  ];

  declare visit: string;
  /** Chosen, not sent; 0 while nothing is. */
  declare stars: number;
  declare changing: boolean;
  override readonly words = new Words(ratingWords);
  private state = new StoreController<RatingState>(this, () => this.store);
  private loaded = '';

  constructor() {
    super();
    this.visit = '';
    this.stars = 0;
    this.changing = false;
    new KeepFocus(this, '[role=status]', 'input:checked', 'input');
  }

  private get store() {
    return this.care?.use(createRatingStore);
  }

  protected override willUpdate(): void {
    const { store, visit } = this;
    if (!store || !visit || this.loaded === visit) return;
    this.loaded = visit;
    this.stars = 0;
    this.changing = false;
    void store.load(visit);
  }

  override render(): TemplateResult | typeof nothing {
    const { phase, rating } = this.state.value ?? {};
    if (phase !== 'ready') return nothing;
    return rating && !this.changing ? this.thanks() : this.form();
  }

  private thanks(): TemplateResult {
    const { t } = this.words;
    const { stars, changeableUntil } = this.state.value!.rating!;
    return html`<div class="card stack" part="rating" role="status">
      <p>${t.thanks} <b>${t.stars[stars - 1]}</b></p>
      ${
        Date.parse(changeableUntil) > Date.now()
          ? html`<button class="link" @click=${() => ((this.stars = stars), (this.changing = true))}>${t.change}</button>`
          : nothing
      }
    </div>`;
  }

  private form(): TemplateResult {
    const { t } = this.words;
    const { busy, problem, rating } = this.state.value!;
    return html`<form class="card stack" part="rating" @submit=${this.submit}>
      <fieldset>
        <legend>${t.title}</legend>
        <div class="stars">
          ${t.stars.map(
            (label, i) =>
              html`<label><input type="radio" name="stars" value=${i + 1} .checked=${this.stars === i + 1} @change=${() => (this.stars = i + 1)} />${label}</label>`,
          )}
        </div>
      </fieldset>
      ${this.stars && this.stars < ASKED_BELOW ? this.wrong(rating?.wrong ?? []) : nothing}
      ${
        this.stars
          ? html`<label>${t.text}<textarea name="text" rows="3" maxlength="500" .value=${rating?.text ?? ''} aria-describedby="hint"></textarea><span class="note" id="hint">${t.textHint}</span></label>
              <button class="act" aria-disabled=${busy}>${busy ? t.sending : t.send}</button>`
          : nothing
      }
      ${problem && !busy ? html`<p class="band amber" role="alert">${problem.code === 'already-decided' ? t.late : t.failed}</p>` : nothing}
    </form>`;
  }

  private wrong(before: readonly RatingTrouble[]): TemplateResult {
    const { t } = this.words;
    const rows = Object.entries(t.wrong) as [RatingTrouble, string][];
    return html`<fieldset class="troubles">
      <legend>${t.wrongTitle}</legend>
      ${rows.map(([code, label]) => html`<label><input type="checkbox" name="wrong" value=${code} .checked=${before.includes(code)} />${label}</label>`)}
    </fieldset>`;
  }

  private submit = async (event: SubmitEvent): Promise<void> => {
    event.preventDefault();
    const data = new FormData(event.target as HTMLFormElement);
    const wrong = data.getAll('wrong') as RatingTrouble[];
    const text = `${data.get('text') ?? ''}`.trim();
    if (!(await this.store!.save({ stars: this.stars, wrong, text }))) return;
    this.changing = false;
    await this.updateComplete;
    // The form was much higher: on a phone the thanks would stand above the window.
    this.renderRoot.querySelector('[role=status]')?.scrollIntoView({ block: 'center' });
  };
}
define('care-rating', CareRating);
