/** Owns the patient's refill under the prescription: how often and from when, asking for it in two taps, and the answer. */
import { css, html, nothing, type CSSResultGroup, type PropertyDeclarations, type TemplateResult } from 'lit';
import type { Refill } from '@care-elements/contract/refill.ts';
import { createRefillStore, type RefillViewState } from '@care-elements/client/refill-store.ts';
import { CareElement } from '../base/care-element.ts';
import { define } from '../base/define.ts';
import { StoreController } from '../base/store-controller.ts';
import { Words, type Catalog } from '../base/words.ts';
import type { RefillWords } from '../locales/en/refill.ts';
import { buttons } from '../theme/common.ts';
import { surfaces } from '../theme/surfaces.ts';
import { dayWords } from './care-prescription-time.ts';

const refillWords: Catalog<RefillWords> = {
  'zh-CN': () => import('../locales/zh-CN/refill.ts'),
  en: () => import('../locales/en/refill.ts'),
  'zh-TW': () => import('../locales/zh-TW/refill.ts'),
  'zh-HK': () => import('../locales/zh-HK/refill.ts'),
  ar: () => import('../locales/ar/refill.ts'),
};
/** Time alone heals these. */
const PASSING = ['too-early', 'under-way'];

/** @csspart refill The whole card. @csspart ask The button that asks. */
export class CareRefill extends CareElement {
  static override properties: PropertyDeclarations = {
    visit: {},
    version: { attribute: false },
    zone: {},
    face: { state: true },
  };
  static override styles: CSSResultGroup = [
    CareElement.styles,
    buttons,
    surfaces,
    css`
      section {
        display: flex;
        flex-direction: column;
        gap: 12px;
      }
    `,
  ];

  declare visit: string;
  /** Of the visit's view: it is read again whenever this grows. */
  declare version: number;
  declare zone: string;
  declare face: 'rest' | 'question' | 'changed';
  override readonly words = new Words(refillWords);
  private state = new StoreController<RefillViewState>(this, () => this.store);
  private loaded = '';

  constructor() {
    super();
    this.visit = '';
    this.version = 0;
    this.zone = 'UTC';
    this.face = 'rest';
  }

  private get store() {
    return this.care?.use(createRefillStore);
  }

  protected override willUpdate(): void {
    const now = `${this.visit} ${this.version}`;
    if (!this.store || !this.visit || this.loaded === now) return;
    this.loaded = now;
    void this.store.load(this.visit);
  }

  protected override updated(changed: Map<string, unknown>): void {
    if (changed.has('face') && changed.get('face') && this.face !== changed.get('face'))
      this.renderRoot.querySelector<HTMLElement>('[tabindex="-1"]')?.focus();
  }

  override render(): TemplateResult | typeof nothing {
    const { refill, problem, busy } = this.state.value ?? {};
    if (!refill) return nothing;
    const { t } = this.words;
    return html`<section class="card" part="refill" aria-label=${t.title}>
      <h2 tabindex="-1">${t.title}</h2>
      ${this.face === 'question' ? this.question(!!busy) : this.face === 'changed' ? this.changed() : this.standing(refill)}
      ${problem && !busy ? html`<p class="band amber" role="alert"><span>${t.failed}</span></p>` : nothing}
    </section>`;
  }

  private day = (instant: Date): string => dayWords(instant, this.zone, this.tongue);
  /** Noon in any time zone is on the same day in its own words. */
  private fromDay = (day: string): string => dayWords(new Date(`${day}T12:00:00Z`), 'UTC', this.tongue);

  private standing({ state, slots, left, next, prescriber }: Refill) {
    const { t } = this.words;
    const doctor = prescriber.name[this.language];
    const last = [...slots].reverse().find((slot) => slot.requestedAt);
    const waits = last?.state === 'requested';
    const writing = last?.state === 'prescribed' && last.prescriptionState === 'draft' && state !== 'revoked';
    const said = waits
      ? t.asked(doctor)
      : writing
        ? t.writing(doctor)
        : last?.state === 'declined'
          ? t.declined(t.reasons[last.reason!])
          : '';
    if (!next) return html`<p role="status">${said || t.ended}</p>`;
    const { obstacle, from } = next;
    const lasting = obstacle && !PASSING.includes(obstacle);
    const { keptUntil } = this.state.value!;
    return html`
      ${said ? html`<p role="status">${said}</p>` : nothing}
      ${lasting ? html`<p>${t.needsVisit(t.obstacles[obstacle])}</p>` : html`<p><b>${t.left(left)}</b>${this.language === 'en' ? ', ' : '，'}<span class="num">${t.from(this.fromDay(from))}</span></p>`}
      ${obstacle ? nothing : html`<button class="act" part="ask" @click=${() => (this.face = 'question')}>${t.ask}</button>`}
      ${lasting ? nothing : html`<p class="note">${keptUntil ? t.until(this.day(new Date(Date.parse(keptUntil) - 1))) : t.notKept}</p>`}
    `;
  }

  private question(busy: boolean) {
    const { t } = this.words;
    return html`<p><b>${t.question}</b><br />${t.such}</p>
      <button class="act" aria-disabled=${busy ? 'true' : 'false'} @click=${this.send}>${busy ? t.sending : t.nothing}</button>
      <button class="act quiet" @click=${() => (this.face = 'changed')}>${t.something}</button>
      <button class="link" @click=${() => (this.face = 'rest')}>${t.back}</button>`;
  }

  private changed() {
    const { t } = this.words;
    return html`<p role="status">${t.visitFirst}</p>
      <button class="act quiet" @click=${() => (this.face = 'rest')}>${t.back}</button>`;
  }

  private send = async (): Promise<void> => {
    if (this.state.value!.busy) return;
    await this.store!.request();
    this.face = 'rest';
  };
}
define('care-refill', CareRefill);
