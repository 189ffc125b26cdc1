/** Owns what the patient reads of the referral in person, once the visit has ended. Its tag, `care-visit-referral`, is ours alone. */
import { css, html, nothing, type CSSResultGroup, type PropertyDeclarations, type TemplateResult } from 'lit';
import type { SavedReferral } from '@care-elements/contract/revisit.ts';
import { createReferralStore, type ReferralState } from '@care-elements/client/referral-store.ts';
import { CareElement } from '../base/care-element.ts';
import { define } from '../base/define.ts';
import { StoreController } from '../base/store-controller.ts';
import { Words, type Catalog } from '../base/words.ts';
import { iconAlert } from '../controls/icons.ts';
import { surfaces } from '../theme/common.ts';
import type { ReferralWords } from '../locales/en/referral.ts';

const referralWords: Catalog<ReferralWords> = {
  'zh-CN': () => import('../locales/zh-CN/referral.ts'),
  en: () => import('../locales/en/referral.ts'),
  'zh-TW': () => import('../locales/zh-TW/referral.ts'),
  'zh-HK': () => import('../locales/zh-HK/referral.ts'),
  ar: () => import('../locales/ar/referral.ts'),
};

/** @csspart referral The whole card. */
export class VisitReferral extends CareElement {
  static override properties: PropertyDeclarations = { visit: {} };
  static override styles: CSSResultGroup = [
    CareElement.styles,
    surfaces,
    css`
      .card {
        margin-block-end: 16px;
        border-inline-start: 4px solid var(--_amber, currentColor);
      }
      h2 {
        display: flex;
        align-items: center;
        gap: 8px;
      }
      dt {
        margin-block-start: 12px;
        color: var(--_muted);
      }
      dd {
        margin: 0;
        white-space: pre-line;
        overflow-wrap: anywhere;
      }
      .when {
        font-weight: 600;
      }
    `,
  ];

  declare visit: string;
  override readonly words = new Words(referralWords);
  #state = new StoreController<ReferralState>(this, () => this.care?.use(createReferralStore));

  constructor() {
    super();
    this.visit = '';
  }

  protected override updated(): void {
    const { visitId } = this.#state.value ?? {};
    if (this.visit && this.care && visitId !== this.visit)
      void this.care.use(createReferralStore).load(this.visit);
  }

  override render(): TemplateResult | typeof nothing {
    const { referral, visitId } = this.#state.value ?? {};
    return referral && visitId === this.visit ? this.#card(referral) : nothing;
  }

  #card({ reason, department, urgency, bring, text, by }: SavedReferral): TemplateResult {
    const { t } = this.words;
    return html`<section class="card stack" part="referral" aria-label=${t.title}>
      <h2>${iconAlert(22)}<span>${t.title}</span></h2>
      <p>${t.why[reason]}</p>
      <p class="when">${t.when[urgency]}</p>
      <dl>
        <dt>${t.department}</dt>
        <dd><bdi>${department}</bdi></dd>
        ${bring ? html`<dt>${t.bring}</dt><dd><bdi>${bring}</bdi></dd>` : nothing}
      </dl>
      ${text ? html`<p><bdi>${text}</bdi></p>` : nothing}
      <p class="note">${t.by(by.name[this.language])}</p>
    </section>`;
  }
}
define('care-visit-referral', VisitReferral);
