/** Owns the short form for what medicines depend on, above the order it is checked against. Its tag, `care-desk-facts`, is the desk's own. */
import { css, html, nothing, type CSSResultGroup, type PropertyDeclarations } from 'lit';
import { live } from 'lit/directives/live.js';
import { LIVER, YES_NO } from '@care-elements/contract/clinical-facts.terms.ts';
import { factsInWords } from '@care-elements/contract/clinical-facts.words.ts';
import type { FormularyItem } from '@care-elements/contract/formulary.ts';
import type { RxPatient } from '@care-elements/contract/prescription.ts';
import { createDeskStore, type DeskState } from '@care-elements/client/desk-store.ts';
import {
  createFactsStore,
  egfrOf,
  sentFacts,
  weeksOf,
  weightOf,
  type FactsState,
  type TypedFacts,
} from '@care-elements/client/facts-store.ts';
import { createRxStore, type RxState } from '@care-elements/client/rx-editor-store.ts';
import { CareElement } from '../base/care-element.ts';
import { define } from '../base/define.ts';
import { StoreController } from '../base/store-controller.ts';
import { Words, type Catalog } from '../base/words.ts';
import { iconAlert, iconClose } from '../controls/icons.ts';
import { sharedWords } from '../locales/catalogs.ts';
import type { FactsWords } from '../locales/en/facts.ts';
import { folded } from '../theme/folded.ts';
import { buttons, forms, surfaces } from '../theme/common.ts';
import './care-desk-search-box.ts';
import type { CareDeskPickEvent, Found } from './care-desk-search-box.ts';
import { dense } from './care-desk-styles.ts';
import { deskWords, productLine, saveWord } from './care-desk-words.ts';

const factsWords: Catalog<FactsWords> = {
  'zh-CN': () => import('../locales/zh-CN/facts.ts'),
  en: () => import('../locales/en/facts.ts'),
  'zh-TW': () => import('../locales/zh-TW/facts.ts'),
  'zh-HK': () => import('../locales/zh-HK/facts.ts'),
};
/** What stands for the words that were typed, in the list of results. */
const TYPED = 'typed:';

/** @csspart facts The whole form. @csspart summary The line that stands when it is closed. */
export class CareDeskFacts extends CareElement {
  static override scope = 'desk' as const;
  static override properties: PropertyDeclarations = { open: { state: true } };
  static override styles: CSSResultGroup = [
    CareElement.styles,
    buttons,
    surfaces,
    forms,
    dense,
    folded,
    css`
      details[open] .known {
        display: none;
      }
      .parts {
        display: flex;
        flex-wrap: wrap;
        align-items: start;
        gap: 8px 12px;
        padding: 4px 12px 12px;
      }
      .parts > .field {
        flex: 0 0 auto;
        gap: 2px;
        white-space: nowrap;
      }
      .short input {
        width: 84px;
      }
      .parts > .wide {
        flex: 1 1 100%;
        gap: 6px;
      }
      .wide select {
        max-width: 120px;
      }
      ul {
        display: flex;
        flex-direction: column;
        gap: 4px;
      }
      li {
        display: flex;
        align-items: center;
        padding-inline-start: 10px;
        border-radius: var(--_round);
        background: var(--_sunk);
        white-space: normal;
      }
    `,
  ];

  /** Null: open while nothing is recorded. */
  declare open: boolean | null;
  override readonly words = new Words(sharedWords, deskWords, factsWords);
  #desk = new StoreController<DeskState>(this, () => this.care?.use(createDeskStore));
  #rx = new StoreController<RxState>(this, () => this.care?.use(createRxStore));
  #facts = new StoreController<FactsState>(this, () => this.care?.use(createFactsStore));
  #found = new Map<string, FormularyItem>();

  constructor() {
    super();
    this.open = null;
  }

  private get store() {
    return this.care!.use(createFactsStore);
  }

  override render() {
    const { t } = this.words;
    const patient = this.#rx.value?.open?.patient;
    const state = this.#facts.value;
    if (!state || !patient) return nothing;
    if (state.problem)
      return html`<p class="band amber" role="alert">${iconAlert(18)}<span class="grow">${t.failed}</span><button class="link" @click=${() => this.store.again()}>${t.again}</button></p>`;
    if (!state.draft) return nothing;
    const { value, face, savedAt, theirs } = state.draft;
    const shown = this.open ?? savedAt === null;
    return html`<details part="facts" ?open=${shown} @toggle=${(e: Event) => (this.open = (e.target as HTMLDetailsElement).open)}>
      <summary part="summary"><b class="grow">${t.title}</b>${saveWord(face, savedAt, t, this.#desk.value?.hospital?.timeZone)}<span class="muted known">${this.#short(value) || t.nothing}</span></summary>
      ${theirs ? this.#conflict(value, theirs) : nothing}
      <div class="parts">
        ${this.#figure('weightKg', t.weight, value.weightKg, !value.weightKg || weightOf(value.weightKg) !== null, t.wrong.weight)}
        ${value.weightKg ? this.#weighedOn(value) : nothing}
        ${this.#mayBear(patient, value) ? this.#childbearing(value) : nothing}
        ${this.#figure('egfr', t.egfr, value.egfr, !value.egfr || egfrOf(value.egfr) !== null, t.wrong.egfr, t.egfrUnit)}
        ${this.#choice('liver', t.liver, value.liver, LIVER, t.livers)}
        ${this.#medicines(value)}
      </div>
    </details>`;
  }

  /** As the checks ask it; whatever is recorded already stays in sight. */
  #mayBear = ({ sex, ageYears }: RxPatient, { pregnancy, breastfeeding }: TypedFacts) =>
    (sex !== 'male' && ageYears >= 12 && ageYears <= 55) || pregnancy === 'yes' || breastfeeding === 'yes';

  #childbearing(value: TypedFacts) {
    const { t } = this.words;
    const { pregnancy, pregnancyWeeks: weeks } = value;
    return html`${this.#choice('pregnancy', t.pregnancy, pregnancy, YES_NO, t.yesNo)}
      ${pregnancy === 'yes' ? this.#figure('pregnancyWeeks', t.weeks, weeks, !weeks || weeksOf(weeks) !== null, t.wrong.weeks) : nothing}
      ${this.#choice('breastfeeding', t.breastfeeding, value.breastfeeding, YES_NO, t.yesNo)}`;
  }

  #figure(
    part: 'weightKg' | 'egfr' | 'pregnancyWeeks',
    label: string,
    value: string,
    fits: boolean,
    range: string,
    unit = '',
  ) {
    const change = (e: Event) => {
      const text = (e.target as HTMLInputElement).value;
      // A weight that is typed now was measured now, unless the doctor says otherwise.
      const today = part === 'weightKg' && !this.#facts.value!.draft!.value.weighedOn;
      this.store.edit({ [part]: text, ...(today && { weighedOn: this.#today() }) });
    };
    return html`<div class="field short">
      <label for=${part}>${label}</label>
      <span class="line"><input id=${part} inputmode="decimal" maxlength="8" autocomplete="off" aria-invalid=${fits ? 'false' : 'true'} aria-describedby=${fits ? nothing : `${part}-wrong`} .value=${live(value)} @input=${change} />${unit ? html`<span class="note">${unit}</span>` : nothing}</span>
      ${fits ? nothing : html`<span class="wrong" id="${part}-wrong">${range}</span>`}
    </div>`;
  }

  #today = () =>
    new Intl.DateTimeFormat('sv-SE', {
      timeZone: this.#desk.value?.hospital?.timeZone,
      dateStyle: 'short',
    }).format(new Date());

  #weighedOn = ({ weighedOn }: TypedFacts) => html`<div class="field">
    <label for="weighedOn">${this.words.t.weighedOn}</label>
    <input id="weighedOn" type="date" max=${this.#today()} .value=${live(weighedOn ?? '')} @change=${(e: Event) => this.store.edit({ weighedOn: (e.target as HTMLInputElement).value || null })} />
  </div>`;

  #choice<K extends 'pregnancy' | 'breastfeeding' | 'liver'>(
    part: K,
    label: string,
    value: TypedFacts[K],
    options: readonly TypedFacts[K][],
    say: Record<string, string>,
  ) {
    return html`<div class="field">
      <label for=${part}>${label}</label>
      <select id=${part} @change=${(e: Event) => this.store.edit({ [part]: (e.target as HTMLSelectElement).value })}>
        ${options.map((option) => html`<option value=${option} .selected=${live(option === value)}>${say[option]}</option>`)}
      </select>
    </div>`;
  }

  #find = async (q: string, signal: AbortSignal): Promise<Found[]> => {
    const drugs = await this.store.find(q, signal);
    for (const drug of drugs) this.#found.set(drug.drugId, drug);
    const typed = q.trim().slice(0, 80);
    return [
      ...drugs.slice(0, 8).map((drug) => ({
        id: drug.drugId,
        label: drug.name[this.language],
        note: productLine(drug, this.language),
      })),
      ...(typed ? [{ id: TYPED + typed, label: `“${typed}”`, note: this.words.t.asTyped }] : []),
    ];
  };

  #add = ({ id }: CareDeskPickEvent) => {
    const drug = this.#found.get(id);
    if (drug) this.store.add({ drugId: drug.drugId, text: drug.name[this.language].slice(0, 80) });
    else if (id.startsWith(TYPED)) this.store.add({ drugId: null, text: id.slice(TYPED.length) });
  };

  #medicines({ medicines: { status, items } }: TypedFacts) {
    const { t } = this.words;
    const choose = (e: Event) => {
      const next = (e.target as HTMLSelectElement).value as typeof status;
      this.store.edit({ medicines: { status: next, items: next === 'some' ? items : [] } });
    };
    return html`<div class="field wide">
      <label for="taking">${t.medicines}</label>
      <select id="taking" @change=${choose}>
        ${(['unknown', 'none', 'some'] as const).map((one) => html`<option value=${one} .selected=${live(one === status)}>${t.taking[one]}</option>`)}
      </select>
      ${
        status === 'some'
          ? html`${items.length ? html`<ul>${items.map(({ text }, i) => html`<li><span class="grow">${text}</span><button class="icon" aria-label=${t.removeMedicine(text)} @click=${() => this.store.remove(i)}>${iconClose(16)}</button></li>`)}</ul>` : nothing}
            ${items.length < 20 ? html`<care-desk-search quiet lang=${this.tongue} .label=${t.search} .hint=${t.searchHint} .find=${this.#find} @care-desk-pick=${this.#add}></care-desk-search>` : nothing}`
          : nothing
      }
    </div>`;
  }

  #short = (facts: TypedFacts): string => factsInWords(sentFacts(facts), this.language).join(' · ');

  #conflict(mine: TypedFacts, theirs: TypedFacts) {
    const { t } = this.words;
    return html`<div class="band amber" role="alert">
      <p>${t.conflict}</p>
      <p><span class="muted">${t.mine}</span> ${this.#short(mine) || t.nothing}</p>
      <p><span class="muted">${t.theirs}</span> ${this.#short(theirs) || t.nothing}</p>
      <div class="line">
        <button class="act" @click=${() => this.store.keep('mine')}>${t.keepMine}</button>
        <button class="act quiet" @click=${() => this.store.keep('theirs')}>${t.keepTheirs}</button>
      </div>
    </div>`;
  }
}
define('care-desk-facts', CareDeskFacts);
