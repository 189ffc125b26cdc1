/** Owns the screen of what was measured at home: numbers with their units, each optional, and the whole of it skipped in one tap. */
import { html, nothing, type CSSResultGroup, type PropertyDeclarations, type TemplateResult } from 'lit';
import { MEASURES, type MeasureName, type Measures } from '@care-elements/contract/triage.measures.ts';
import { createTriageStore, type TriageState } from '@care-elements/client/triage-store.ts';
import { CareElement } from '../base/care-element.ts';
import { define } from '../base/define.ts';
import { css } from '../base/light-element.ts';
import { StoreController } from '../base/store-controller.ts';
import { Words, type Catalog } from '../base/words.ts';
import type { TriageMeasuresWords } from '../locales/en/triage-measures.ts';
import { buttons, forms } from '../theme/common.ts';

/** What people have seen on their own devices; beyond it a slip is likelier than a reading. The server's limits are a little wider. */
const USUAL: Record<MeasureName, readonly [number, number]> = { ...MEASURES, temp: [34, 42] };

const measureWords: Catalog<TriageMeasuresWords> = {
  'zh-CN': () => import('../locales/zh-CN/triage-measures.ts'),
  en: () => import('../locales/en/triage-measures.ts'),
  'zh-TW': () => import('../locales/zh-TW/triage-measures.ts'),
  'zh-HK': () => import('../locales/zh-HK/triage-measures.ts'),
  ar: () => import('../locales/ar/triage-measures.ts'),
};

const isFahrenheit = (name: string, number: number): boolean =>
  name === 'temp' && number > 93 && number < 110;
const toCelsius = (fahrenheit: number): number => Math.round(((fahrenheit - 32) / 1.8) * 10) / 10;

/** A comma is a decimal point in many places, and Chinese keyboards have full-width figures. */
const typedIn = (field: string): string => field.normalize('NFKC').replace(',', '.').trim();

export class TriageMeasures extends CareElement {
  static override properties: PropertyDeclarations = { wrong: { state: true }, warmth: { state: true } };
  static override styles: CSSResultGroup = [
    CareElement.styles,
    buttons,
    forms,
    css`
      form,
      .all {
        display: flex;
        flex-direction: column;
        gap: 24px;
      }
      .all {
        display: grid;
        grid-template-columns: repeat(auto-fit, minmax(140px, 1fr));
        gap: 16px;
        align-items: end;
      }
      h1 + p {
        margin-block: 8px;
      }
      input {
        font-variant-numeric: tabular-nums;
        font-size: 18px;
      }
      .foot {
        display: flex;
        flex-direction: column;
        gap: 8px;
      }
    `,
  ];

  /** What is wrong, by name. */
  declare wrong: { [name in MeasureName]?: string };
  /** The temperature that was typed in °F, in °C. */
  declare warmth: number | undefined;
  override readonly words = new Words(measureWords);
  private state = new StoreController<TriageState>(this, () => this.store);

  constructor() {
    super();
    this.wrong = {};
  }

  private get store() {
    return this.care?.use(createTriageStore);
  }

  protected override firstUpdated(): void {
    this.renderRoot.querySelector('h1')?.focus();
  }

  protected override updated(changed: Map<string, unknown>): void {
    if (changed.has('wrong')) this.renderRoot.querySelector<HTMLElement>('[aria-invalid=true]')?.focus();
  }

  private submit = (event: SubmitEvent): void => {
    event.preventDefault();
    const measured: Measures = {};
    const wrong: TriageMeasures['wrong'] = {};
    for (const [key, value] of new FormData(event.target as HTMLFormElement)) {
      const name = key as MeasureName;
      const typed = typedIn(value as string);
      if (!typed) continue;
      const number = isFahrenheit(name, +typed) ? toCelsius(+typed) : +typed;
      const [least, most] = USUAL[name];
      if (number >= least && number <= most) measured[name] = number;
      else wrong[name] = this.unusual(name, number);
    }
    if (measured.sbp && measured.dbp && measured.dbp >= measured.sbp) wrong.dbp = this.words.t.pressure;
    this.wrong = wrong;
    if (!Object.keys(wrong).length) this.store!.measure(measured);
  };

  /** Words for a number that can't be, and what it may have been meant as. */
  private unusual(name: MeasureName, number: number): string {
    const { t } = this.words;
    if (name === 'glucose' && number > 50 && number < 900)
      return t.milligrams(Math.round((number / 18) * 10) / 10);
    return t.usual(t.names[name]!.replace(/ ?[（(].*/, ''), ...USUAL[name]);
  }

  override render(): TemplateResult | typeof nothing {
    const { measures } = this.state.value || {};
    if (!measures) return nothing;
    const { t } = this.words;
    const { wrong } = this;
    const some = Object.keys(wrong)[0];
    return html`<form novalidate @submit=${this.submit} @input=${this.typed}>
      <div><h1 tabindex="-1">${t.title}</h1><p class="muted">${t.why}</p></div>
      <p role="status" class=${some ? 'wrong' : 'note'}>${some ? t.check : t.last}</p>
      <div class="all">${measures.map(({ name, heard }) => this.field(name, heard))}</div>
      <div class="foot">
        <button class="act">${t.send}</button>
        <button type="button" class="act quiet" @click=${() => this.store!.measure()}>${t.skip}</button>
      </div>
    </form>`;
  }

  /** °F are taken, and the patient sees as what. */
  private typed = ({ target }: Event): void => {
    const { name, value } = target as HTMLInputElement;
    const number = Number(typedIn(value));
    if (name === 'temp') this.warmth = isFahrenheit(name, number) ? toCelsius(number) : undefined;
  };

  private field(name: MeasureName, heard?: number): TemplateResult {
    const { t } = this.words;
    const wrong = this.wrong[name];
    const warmth = name === 'temp' && this.warmth;
    const about = wrong || (warmth ? t.fahrenheit(warmth) : heard !== undefined ? t.heard : t.hints[name]);
    return html`<div class="field">
      <label for=${name}>${t.names[name]}</label>
      ${about ? html`<span id="${name}-about" role=${warmth ? 'status' : nothing} class=${wrong ? 'wrong' : 'note'}>${about}</span>` : nothing}
      <input id=${name} name=${name} inputmode="decimal" autocomplete="off" maxlength="6" .defaultValue=${heard ?? ''} aria-invalid=${!!wrong} aria-describedby=${about ? `${name}-about` : nothing} />
    </div>`;
  }
}
define('care-triage-measures', TriageMeasures);
