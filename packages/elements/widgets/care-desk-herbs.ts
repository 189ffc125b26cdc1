/** Owns a sheet of herbs while it is being written: herbs as in a 饮片 prescription, and the sheet below. Its tag, `care-desk-herbs`, is the desk's own. */
import { html, nothing, type CSSResultGroup, type PropertyDeclarations } from 'lit';
import { live } from 'lit/directives/live.js';
import { repeat } from 'lit/directives/repeat.js';
import type { Finding } from '@care-elements/contract/prescription.ts';
import {
  HANDLING_CODES,
  HANDLINGS,
  METHOD_CODES,
  METHODS,
  PACE_CODES,
  PACES,
  WARMTH_CODES,
  WARMTHS,
  type Handling,
} from '@care-elements/contract/herbal.terms.ts';
import { inAll } from '@care-elements/contract/herbal.directions.ts';
import { MEAL_CODES, MEALS } from '@care-elements/contract/prescription.terms.ts';
import { bySeverity } from '@care-elements/client/findings.ts';
import { gramsOf, sentSheet, wordsForSheet, type HerbalDraft } from '@care-elements/client/herbal-draft.ts';
import { amountOf, type RxDraft, type RxRow } from '@care-elements/client/rx-draft.ts';
import { createRxStore, type RxState } from '@care-elements/client/rx-editor-store.ts';
import { CareElement } from '../base/care-element.ts';
import { define } from '../base/define.ts';
import { StoreController } from '../base/store-controller.ts';
import { Words, type Catalog, type Lang } from '../base/words.ts';
import { iconTrash } from '../controls/icons-work.ts';
import { sharedWords } from '../locales/catalogs.ts';
import type { HerbsWords } from '../locales/en/herbs.ts';
import { buttons, forms, surfaces } from '../theme/common.ts';
import { herbStyles } from './care-desk-herbs-styles.ts';
import { paperStyles } from './care-desk-rx-parts.ts';
import { findingList, findingsAt, rowStyles, type RowContext } from './care-desk-rx-row.ts';
import { dense } from './care-desk-styles.ts';
import { deskWords } from './care-desk-words.ts';

const herbsWords: Catalog<HerbsWords> = {
  'zh-CN': () => import('../locales/zh-CN/herbs.ts'),
  en: () => import('../locales/en/herbs.ts'),
  'zh-TW': () => import('../locales/zh-TW/herbs.ts'),
  'zh-HK': () => import('../locales/zh-HK/herbs.ts'),
};
/** Fact: the amount of a herb is written, and the next one is looked for. */
export class CareDeskHerbDoneEvent extends Event {
  static readonly type = 'care-desk-herb-done';
  constructor() {
    super(CareDeskHerbDoneEvent.type);
  }
}
const valueOf = (event: Event) => (event.target as HTMLInputElement | HTMLSelectElement).value;

/**
 * @slot - The search, between the herbs and the sheet.
 * @fires care-desk-herb-done Enter was pressed in the grams of a herb.
 * @csspart herb A herb with its grams and its footnote. @csspart sheet How many packets, how they are boiled and drunk.
 */
export class CareDeskHerbs extends CareElement {
  static override scope = 'desk' as const;
  static override properties: PropertyDeclarations = { tried: { type: Boolean } };
  static override styles: CSSResultGroup = [
    ...[CareElement.styles, buttons, surfaces, forms, dense, paperStyles, rowStyles, herbStyles],
  ];

  /** The doctor has tried to sign. */
  declare tried: boolean;
  override readonly words = new Words(sharedWords, deskWords, herbsWords);
  #rx = new StoreController<RxState>(this, () => this.care?.use(createRxStore));

  constructor() {
    super();
    this.tried = false;
  }

  private get store() {
    return this.care!.use(createRxStore);
  }

  async focusGrams(uid: string): Promise<void> {
    await this.updateComplete;
    this.renderRoot.querySelector<HTMLElement>(`[id='${uid}-dose']`)?.focus();
  }

  /** Leads to the herb, or without one to the first field of the sheet that is empty. */
  focusBlock(uid: string | undefined): void {
    if (uid) return void this.focusGrams(uid);
    const fields = [...this.renderRoot.querySelectorAll<HTMLInputElement>('.fields :is(input, select)')];
    const first = fields.find(
      ({ value, id }) => !value && ['packets', 'pace', 'method', 'portions'].includes(id),
    );
    (first ?? fields[0])?.focus();
  }

  override render() {
    const rx = this.#rx.value;
    const value = rx?.draft?.value;
    if (!rx?.open || !value?.herbal) return nothing;
    const { t } = this.words;
    const { language, store, tried } = this;
    const { findings } = rx.open.checks;
    const { rows, herbal, overrides } = value;
    const context: RowContext = { store, t, language, overrides, tried };
    const at = ({ uid }: RxRow) => findingsAt(findings, rx.lines, uid);
    const said = rows.flatMap(at).sort(bySeverity);
    return html`
      ${
        rows.length
          ? html`<ol class="herbs" aria-label=${t.herbs}>${repeat(
              rows,
              ({ uid }) => uid,
              (row) => this.#herb(row, at(row)),
            )}</ol>`
          : html`<p class="muted">${t.none}</p>`
      }
      <slot></slot>
      ${rows.length ? this.#sum(value, herbal) : nothing}
      ${this.#sheet(herbal, language)}
      ${findingList(said, context, tried)}
    `;
  }

  #herb(row: RxRow, found: readonly Finding[]) {
    const { t } = this.words;
    const { language } = this;
    const { uid, drug, usual } = row;
    const name = drug.name[language];
    const worst = found.find((f) => !f.overridden && (f.severity === 'block' || f.severity === 'warn'));
    const tone = worst ? (worst.severity === 'block' ? 'red' : 'amber') : '';
    const range = usual?.dailyMax ? t.usual(usual.dailyMin?.value ?? '', usual.dailyMax.value) : '';
    return html`<li class="herb ${tone}" id=${uid} part="herb">
      <b title=${range}>${name}</b>
      <span class="grams"><input id="${uid}-dose" inputmode="decimal" maxlength="8" autocomplete="off" aria-label=${t.grams(name)} aria-description=${range} .value=${live(row.dose)} @input=${(e: Event) => this.store.change(uid, { dose: valueOf(e), unit: 'g' })} @keydown=${this.#enter} />g</span>
      <select aria-label=${t.footnote(name)} @change=${(e: Event) => this.store.change(uid, { handling: valueOf(e) as Handling | '' })}>
        <option value="" .selected=${live(!row.handling)}>${usual?.handling ? t.usualFootnote(HANDLINGS[usual.handling][language]) : t.noFootnote}</option>
        ${HANDLING_CODES.map((code) => html`<option value=${code} .selected=${live(code === row.handling)}>${HANDLINGS[code][language]}</option>`)}
      </select>
      <button class="icon" aria-label=${t.removeDrug(name)} @click=${() => this.store.remove(uid)}>${iconTrash(18)}</button>
      ${range ? html`<small class="muted num">${range}</small>` : nothing}
    </li>`;
  }

  #enter = (event: KeyboardEvent): void => {
    // Enter also ends a word in an input method.
    if (event.key !== 'Enter' || event.isComposing) return;
    event.preventDefault();
    this.dispatchEvent(new CareDeskHerbDoneEvent());
  };

  #sum({ rows }: RxDraft, herbal: HerbalDraft) {
    const { t } = this.words;
    const each = gramsOf(rows.map(({ dose }) => amountOf(dose)));
    const { packets } = sentSheet(herbal);
    const all = packets && each !== '0' ? inAll({ value: each, unit: 'g' }, packets) : null;
    return html`<p class="num" part="sum"><b>${t.inAll(rows.length, each)}</b>${all ? ` · ${t.together(all)}` : nothing}</p>`;
  }

  #sheet(herbal: HerbalDraft, language: Lang) {
    const { t } = this.words;
    const said = wordsForSheet(herbal);
    // As it stands now: two fields may change before the next drawing.
    const change = (part: Partial<HerbalDraft>) =>
      this.store.edit({ herbal: { ...this.store.get().draft!.value.herbal!, ...part } });
    const figure = (part: 'packets' | 'volumeMl' | 'portions', label: string) =>
      html`<div class="field ${part}"><label for=${part}>${label}</label><input id=${part} inputmode="numeric" maxlength="4" autocomplete="off" .value=${live(herbal[part])} @input=${(e: Event) => change({ [part]: valueOf(e) })} /></div>`;
    const choice = <V extends string>(
      part: 'pace' | 'method' | 'warmth' | 'meal',
      label: string,
      none: string,
      codes: readonly V[],
      say: (code: V) => string,
    ) =>
      html`<div class="field ${part}"><label for=${part}>${label}</label><select id=${part} @change=${(e: Event) => change({ [part]: valueOf(e) })}>
        <option value="" .selected=${live(!herbal[part])}>${none}</option>
        ${codes.map((code) => html`<option value=${code} .selected=${live(code === herbal[part])}>${say(code)}</option>`)}
      </select></div>`;
    return html`<div class="stack sheet" part="sheet">
      <div class="fields">
        ${figure('packets', t.packets)}
        ${choice('pace', t.pace, t.choose, PACE_CODES, (code) => PACES[code].name[language])}
        ${choice('method', t.method, t.choose, METHOD_CODES, (code) => METHODS[code][language])}
        ${figure('volumeMl', t.volume)}${figure('portions', t.portions)}
        ${choice('warmth', t.warmth, t.anyWarmth, WARMTH_CODES, (code) => WARMTHS[code][language])}
        ${choice('meal', t.meal, t.anyMeal, MEAL_CODES, (code) => MEALS[code][language])}
      </div>
      ${said ? html`<p part="directions">${said[language]}</p>` : nothing}
    </div>`;
  }
}
define('care-desk-herbs', CareDeskHerbs);
