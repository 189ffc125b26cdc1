/** Owns the sheet in which a doctor sends a patient to a clinic in person. Its tag, `care-desk-referral`, is the desk's own. */
import { css, html, nothing, type CSSResultGroup, type PropertyDeclarations, type TemplateResult } from 'lit';
import {
  REFERRAL_REASONS,
  REFERRAL_URGENCIES,
  type ReferralReason,
  type ReferralUrgency,
} from '@care-elements/contract/revisit.terms.ts';
import { createDeskStore } from '@care-elements/client/desk-store.ts';
import { createRevisitStore, type RevisitState } from '@care-elements/client/revisit-store.ts';
import { CareElement } from '../base/care-element.ts';
import { define } from '../base/define.ts';
import { StoreController } from '../base/store-controller.ts';
import { Words } from '../base/words.ts';
import { sharedWords } from '../locales/catalogs.ts';
import { buttons, forms, surfaces } from '../theme/common.ts';
import './care-desk-sheet-box.ts';
import { dense } from './care-desk-styles.ts';
import { deskWords, problemLine } from './care-desk-words.ts';
import { revisitWords } from './revisit-words.ts';

/** @fires care-desk-close The sheet is done with: saved, or left. */
export class CareDeskReferral extends CareElement {
  static override scope = 'desk' as const;
  static override properties: PropertyDeclarations = { tried: { state: true } };
  static override styles: CSSResultGroup = [
    CareElement.styles,
    buttons,
    surfaces,
    forms,
    dense,
    css`
      form {
        display: flex;
        flex-direction: column;
        gap: 12px;
      }
      .two {
        display: grid;
        grid-template-columns: 1fr 1fr;
        gap: 12px;
      }
    `,
  ];

  declare tried: boolean;
  override readonly words = new Words(sharedWords, deskWords, revisitWords);
  #revisit = new StoreController<RevisitState>(this, () => this.care?.use(createRevisitStore));

  constructor() {
    super();
    this.tried = false;
  }

  override render(): TemplateResult | typeof nothing {
    const state = this.#revisit.value;
    if (!state?.view) return nothing;
    const { t } = this.words;
    const { clinician, current } = this.care!.use(createDeskStore).get();
    const here = clinician?.departments.find(({ departmentId }) => departmentId === current?.departmentId);
    const old = state.view.referral;
    const choice = (
      id: string,
      label: string,
      options: readonly string[],
      chosen: string,
      say: Partial<Record<string, string>>,
    ) =>
      html`<div class="field"><label for=${id}>${label}</label>
        <select id=${id} name=${id}>${options.map((one) => html`<option value=${one} ?selected=${one === chosen}>${say[one]}</option>`)}</select></div>`;
    const { busy, problem } = state;
    return html`<care-desk-sheet lang=${this.tongue} .label=${t.referTitle} @care-desk-close=${this.#close}>
      <form class="stack" @submit=${this.#save}>
        <h2>${t.referTitle}</h2>
        <p class="muted">${t.referMore}</p>
        <div class="two">
          ${choice('reason', t.reason, REFERRAL_REASONS, old?.reason ?? 'first-visit', t.referralReasons)}
          ${choice('urgency', t.urgency, REFERRAL_URGENCIES, old?.urgency ?? 'days', t.urgencies)}
        </div>
        <div class="field"><label for="department">${t.department}</label>
          <input id="department" name="department" maxlength="60" autocomplete="off" aria-invalid=${this.tried} .defaultValue=${old?.department ?? here?.name[this.language] ?? ''} />
          ${this.tried ? html`<span class="wrong" role="alert">${t.noDepartment}</span>` : nothing}</div>
        <div class="field"><label for="bring">${t.bring}</label>
          <textarea id="bring" name="bring" rows="2" maxlength="500" .defaultValue=${old?.bring ?? t.bringUsual}></textarea></div>
        <div class="field"><label for="text">${t.text}</label>
          <textarea id="text" name="text" rows="3" maxlength="1000" .defaultValue=${old?.text ?? ''}></textarea></div>
        ${problem?.asking === 'refer' ? problemLine(problem.problem, t) : nothing}
        <div class="line">
          <button class="act" part="save" aria-disabled=${busy === 'refer'}>${busy === 'refer' ? t.saving : t.save}</button>
          <button class="act quiet" type="button" @click=${this.#close}>${t.cancel}</button>
        </div>
      </form>
    </care-desk-sheet>`;
  }

  #close = () => this.dispatchEvent(new Event('care-desk-close'));

  #save = async (event: SubmitEvent) => {
    event.preventDefault();
    const form = new FormData(event.target as HTMLFormElement);
    const said = (name: string) => `${form.get(name) ?? ''}`.trim();
    const department = said('department');
    this.tried = !department;
    if (this.tried) return;
    const saved = await this.care!.use(createRevisitStore).refer({
      reason: said('reason') as ReferralReason,
      urgency: said('urgency') as ReferralUrgency,
      ...{ department, bring: said('bring'), text: said('text') },
    });
    if (saved) this.#close();
  };
}
define('care-desk-referral', CareDeskReferral);
