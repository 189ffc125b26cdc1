/** Owns refills at the desk: what patients ask for, and allowing them for the prescription on screen. Its tag, `care-desk-refills`, is the desk's own. */
import { css, html, nothing, type CSSResultGroup, type PropertyDeclarations } from 'lit';
import { repeat } from 'lit/directives/repeat.js';
import { REFILL_DECLINE_REASONS, type RefillDeclineReason } from '@care-elements/contract/refill.terms.ts';
import type { Refill, RefillRequest } from '@care-elements/contract/refill.ts';
import type { Prescription } from '@care-elements/contract/prescription.ts';
import type { Problem } from '@care-elements/client/problem.ts';
import { createRefillDeskStore, type RefillDeskState } from '@care-elements/client/refill-desk-store.ts';
import { CareElement } from '../base/care-element.ts';
import { define } from '../base/define.ts';
import { StoreController } from '../base/store-controller.ts';
import { Words, type Catalog } from '../base/words.ts';
import type { RefillWords } from '../locales/en/refill.ts';
import { buttons, surfaces } from '../theme/common.ts';
import { dense } from './care-desk-styles.ts';
import { dayWords } from './care-prescription-time.ts';

const refillWords: Catalog<RefillWords> = {
  'zh-CN': () => import('../locales/zh-CN/refill.ts'),
  en: () => import('../locales/en/refill.ts'),
  'zh-TW': () => import('../locales/zh-TW/refill.ts'),
  'zh-HK': () => import('../locales/zh-HK/refill.ts'),
  ar: () => import('../locales/ar/refill.ts'),
};
/** The longest that a treatment may go on with refills, in days; the law of the hospital may say less. */
const DAYS_AT_MOST = 84;

/** @csspart request One patient's request. @csspart allow Where renewals are allowed. */
export class CareDeskRefills extends CareElement {
  static override scope = 'desk' as const;
  static override properties: PropertyDeclarations = {
    rx: { attribute: false },
    declining: { state: true },
    asking: { state: true },
  };
  static override styles: CSSResultGroup = [
    CareElement.styles,
    buttons,
    surfaces,
    dense,
    css`
      section {
        display: flex;
        flex-direction: column;
        gap: 8px;
        padding: 12px 16px;
        border-block-start: 1px solid var(--_line);
      }
      li {
        display: flex;
        flex-direction: column;
        gap: 6px;
        padding-block: 8px;
      }
      form {
        display: flex;
        flex-direction: column;
        gap: 8px;
      }
      select,
      input:not([type='checkbox']) {
        min-height: 36px;
        padding: 2px 8px;
        border: 1px solid var(--_edge);
        border-radius: var(--_round);
        background: var(--_surface);
        font: inherit;
        font-weight: 400;
      }
      .tick {
        display: flex;
        gap: 8px;
        align-items: center;
        min-height: 36px;
        font-weight: 400;
      }
      input[type='checkbox'] {
        width: 20px;
        height: 20px;
        accent-color: var(--_brand);
      }
      input[type='number'] {
        width: 72px;
      }
    `,
  ];

  /** The prescription on screen. */
  declare rx: Prescription | null;
  /** The refill whose request is being declined. */
  declare declining: string;
  declare asking: boolean;
  override readonly words = new Words(refillWords);
  #state = new StoreController<RefillDeskState>(this, () => this.#store);
  #watched: unknown;
  #shown = '';

  constructor() {
    super();
    this.rx = null;
    this.declining = '';
    this.asking = false;
  }

  get #store() {
    return this.care?.use(createRefillDeskStore);
  }

  protected override willUpdate(): void {
    const store = this.#store;
    if (!store) return;
    if (this.#watched !== store) {
      this.#watched = store;
      void store.watch();
    }
    const { prescriptionId = null, state = '' } = this.rx ?? {};
    const now = `${prescriptionId} ${state}`;
    if (now === this.#shown) return;
    this.#shown = now;
    this.asking = false;
    void store.show(prescriptionId);
  }

  override render() {
    const state = this.#state.value;
    if (!state) return nothing;
    const { requests } = state;
    const { desk } = this.words.t;
    return html`${
      requests.length
        ? html`<section aria-label=${desk.requests}>
              <h2>${desk.requests}</h2>
              <ul>${repeat(
                requests,
                ({ refill }) => refill.refillId,
                (request) => this.#request(request, state),
              )}</ul>
            </section>`
        : nothing
    }
      ${this.#allow(state)}`;
  }

  #said(at: string, { problem }: RefillDeskState) {
    if (problem?.at !== at) return nothing;
    return html`<p class="band amber" role="alert"><span>${this.#why(problem.problem)}</span></p>`;
  }

  #why({ code, current }: Problem): string {
    const { t } = this.words;
    const obstacle = (current as { obstacle?: keyof RefillWords['obstacles'] } | undefined)?.obstacle;
    if (obstacle) return t.blocked(t.obstacles[obstacle]);
    return code === 'law-blocked' ? t.desk.unlawful : t.desk.failed;
  }

  #request(request: RefillRequest, state: RefillDeskState) {
    const { t } = this.words;
    const { refill, slot, patient, own, obstacle } = request;
    const { refillId } = refill;
    const busy = state.busy ? 'true' : 'false';
    const declining = this.declining === refillId || !own;
    return html`<li part="request">
      <p><b>${t.desk.one(patient.name, patient.ageYears)}</b> <span class="muted num">${t.desk.slot(slot, refill.slots.length)}</span><br />
        ${refill.medicines.map((name) => name[this.language]).join(this.language === 'en' ? ', ' : '、')}</p>
      ${own ? nothing : html`<p class="note">${t.desk.notOwn}</p>`}
      ${obstacle ? html`<p class="note">${t.blocked(t.obstacles[obstacle])}</p>` : nothing}
      <div class="line">
        ${own && !obstacle ? html`<button class="act" aria-disabled=${busy} @click=${() => this.#store!.accept(request)}>${t.desk.accept}</button>` : nothing}
        ${declining ? this.#reasons(request) : html`<button class="act quiet" @click=${() => (this.declining = refillId)}>${t.desk.decline}</button>`}
      </div>
      ${this.#said(refillId, state)}
    </li>`;
  }

  #reasons(request: RefillRequest) {
    const { t } = this.words;
    const decline = (event: SubmitEvent) => {
      event.preventDefault();
      const data = new FormData(event.target as HTMLFormElement);
      void this.#decline(request, data.get('reason') as RefillDeclineReason);
    };
    return html`<form @submit=${decline}>
      <label>${t.desk.why}
        <select name="reason" required>
          <option value="">${t.desk.choose}</option>
          ${REFILL_DECLINE_REASONS.map((code) => html`<option value=${code}>${t.reasons[code]}</option>`)}
        </select></label>
      <p><button class="act quiet">${t.desk.decline}</button></p>
    </form>`;
  }

  async #decline(request: RefillRequest, reason: RefillDeclineReason): Promise<void> {
    await this.#store!.decline(request, reason);
    this.declining = '';
  }

  #allow(state: RefillDeskState) {
    const { rx } = this;
    const { refill } = state;
    if (!rx || state.of !== rx.prescriptionId || refill === undefined) return nothing;
    if (refill) return this.#granted(refill, state);
    const { t } = this.words;
    const days = rx.items[0]?.days ?? 0;
    const most = days ? Math.min(11, Math.floor(DAYS_AT_MOST / days) - 1) : 0;
    if (!['approved', 'claimed', 'partially_dispensed', 'dispensed'].includes(rx.state) || most < 1)
      return nothing;
    if (rx.items.some((item) => item.days !== days)) return nothing;
    return html`<section part="allow" aria-label=${t.desk.allow}>
      ${this.asking ? this.#form(most, state) : html`<p><button class="act quiet" @click=${() => (this.asking = true)}>${t.desk.allow}</button></p>`}
      ${this.#said(rx.prescriptionId, state)}
    </section>`;
  }

  #form(most: number, { busy }: RefillDeskState) {
    const { desk } = this.words.t;
    return html`<form @submit=${this.#grant}>
      <label>${desk.times} <input name="slots" type="number" required min="1" max=${most} value=${Math.min(2, most)} /></label>
      <label>${desk.reason} <input name="reason" required maxlength="500" autocomplete="off" .value=${this.rx!.longReason} /></label>
      <label class="tick"><input name="assessed" type="checkbox" required /> ${desk.assessed}</label>
      <div class="line">
        <button class="act" aria-disabled=${busy ? 'true' : 'false'}>${desk.send}</button>
        <button class="act quiet" type="button" @click=${() => (this.asking = false)}>${desk.cancel}</button>
      </div>
    </form>`;
  }

  #grant = async (event: SubmitEvent): Promise<void> => {
    event.preventDefault();
    const data = new FormData(event.target as HTMLFormElement);
    const reason = (data.get('reason') as string).trim();
    if (reason && (await this.#store!.grant(Number(data.get('slots')), reason))) this.asking = false;
  };

  #granted({ state: now, left, slots, next }: Refill, state: RefillDeskState) {
    const { desk } = this.words.t;
    const day = next && dayWords(new Date(`${next.from}T12:00:00Z`), 'UTC', this.language);
    return html`<section part="allow" aria-label=${desk.allow}>
      <p role="status" class="num">${[desk.granted(left, slots.length), desk.states[now], day && desk.next(day)].filter(Boolean).join(' · ')}</p>
      ${now === 'active' ? html`<p><button class="link" aria-disabled=${state.busy ? 'true' : 'false'} @click=${() => this.#store!.revoke()}>${desk.revoke}</button></p>` : nothing}
      ${this.#said(this.rx!.prescriptionId, state)}
    </section>`;
  }
}
define('care-desk-refills', CareDeskRefills);
