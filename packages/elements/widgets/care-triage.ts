/** Owns the interview's screen: one question, its options, the way back, and how much is still to come. */
import { css, html, nothing, type CSSResultGroup, type PropertyDeclarations, type TemplateResult } from 'lit';
import type { Hospital } from '@care-elements/contract/hospital.ts';
import { createTriageStore, type TriageState } from '@care-elements/client/triage-store.ts';
import { createVisitStore, type VisitState } from '@care-elements/client/visit-store.ts';
import { speak } from '@care-elements/triage/speak.ts';
import { CareElement } from '../base/care-element.ts';
import { define } from '../base/define.ts';
import { StoreController } from '../base/store-controller.ts';
import { Words, type Catalog } from '../base/words.ts';
import { iconBack } from '../controls/icons-first.ts';
import { sharedWords } from '../locales/catalogs.ts';
import type { TriageWords } from '../locales/en/triage.ts';
import { buttons, forms, surfaces } from '../theme/common.ts';
import { frame } from './care-visit-styles.ts';

const triageWords: Catalog<TriageWords> = {
  'zh-CN': () => import('../locales/zh-CN/triage.ts'),
  en: () => import('../locales/en/triage.ts'),
};

/** The patient leaves the interview by going back from its first question. */
export class CareTriageBackEvent extends Event {
  constructor() {
    super('care-triage-back', { bubbles: true, composed: true });
  }
}

/**
 * Asks one question a screen until nothing can change the outcome; then the server decides.
 *
 * @fires care-triage-back
 * @csspart triage The whole interview.
 * @csspart options The answers.
 */
export class CareTriage extends CareElement {
  static override properties: PropertyDeclarations = {
    protocolId: { attribute: 'protocol' },
    text: {},
    hospitalFacts: { attribute: false },
    ticked: { state: true },
  };
  static override styles: CSSResultGroup = [
    CareElement.styles,
    buttons,
    surfaces,
    forms,
    frame,
    css`
      :host {
        max-width: none;
      }
      progress {
        width: 100%;
        height: 4px;
        accent-color: var(--_brand);
      }
    `,
  ];

  /** The protocol to ask; the general one when none is named. */
  declare protocolId: string | undefined;
  /** What the patient wrote. */
  declare text: string | undefined;
  /** For the emergency number. */
  declare hospitalFacts: Hospital | undefined;
  /** Of a question with several answers. */
  declare ticked: string[];

  override readonly words = new Words(sharedWords, triageWords);
  private state = new StoreController<TriageState>(this, () => this.store);
  private visit = new StoreController<VisitState>(this, () => this.care?.use(createVisitStore));
  private started: string | undefined;
  private shown: unknown;

  constructor() {
    super();
    this.ticked = [];
  }

  private get store() {
    return this.care?.use(createTriageStore);
  }

  protected override willUpdate(): void {
    const { store, protocolId = 'general' } = this;
    if (store && this.visit.value?.view && this.started !== protocolId) {
      this.started = protocolId;
      void store.start(protocolId, this.text || '');
    }
    const { question, before } = this.state.value || {};
    if (question && question !== this.shown) this.ticked = before!.filter((code) => code !== 'none');
  }

  protected override updated(): void {
    const { question } = this.state.value || {};
    if (!question || question === this.shown) return;
    // The first question comes with the shell's own screen; later ones are read from their title on.
    this.renderRoot.querySelector('h1')?.focus();
    this.shown = question;
  }

  private back(): void {
    if (!this.store!.back()) this.dispatchEvent(new CareTriageBackEvent());
  }

  override render(): TemplateResult {
    const { t } = this.words;
    const { question, done, left, reviewed } = this.state.value || {};
    const { busy, problem, view } = this.visit.value || {};
    if (view?.triage) {
      void import('./triage-result.ts');
      return html`<care-triage-result .care=${this.care} .hospitalFacts=${this.hospitalFacts} lang=${this.language}></care-triage-result>`;
    }
    if (!question)
      return html`<main part="triage">
        ${
          problem && !busy
            ? html`<p class="band amber" role="alert">${t.failed}</p>
                <button class="act" @click=${() => (done ? this.store!.send() : this.store!.start(this.started!, this.text || ''))}>${t.retry}</button>
                <button class="act quiet" @click=${this.back}>${t.back}</button>`
            : html`<p class="muted" role="status">${done ? t.sending : t.loading}</p>`
        }
      </main>`;
    const { guardian, ageYears } = view!.patient;
    const say = (text: Record<'zh-CN' | 'en', string>) =>
      speak(text[this.language], guardian ? (ageYears < 18 ? 'child' : 'other') : 'self');
    const { linkId, text, help, repeats, answerOption } = question;
    const option = (code: string, label: string) =>
      html`<button class="row" aria-pressed=${this.state.value!.before.includes(code)} @click=${() => this.store!.answer([...this.ticked, code])}>${label}</button>`;
    const number = this.hospitalFacts?.emergencyNumber;
    return html`<main part="triage">
      <button class="link" @click=${this.back}>${iconBack(20)}${t.back}</button>
      <div class="head">
        <h1 tabindex="-1" id=${linkId}>${say(text)}</h1>
        ${help ? html`<p class="muted">${say(help)}</p>` : nothing}
        ${repeats ? html`<p class="note">${t.several}</p>` : nothing}
      </div>
      <div class="rows" part="options" role="group" aria-labelledby=${linkId}>
        ${answerOption.map(({ code, display }) =>
          repeats
            ? html`<label class="row ${this.ticked.includes(code) ? 'on' : ''}">
                <input type="checkbox" .checked=${this.ticked.includes(code)} @change=${() => this.tick(code)} />
                <span>${say(display)}</span>
              </label>`
            : option(code, say(display)),
        )}
        ${repeats && !this.ticked.length ? option('none', t.none) : nothing}
        ${option('not-sure', t.notSure)}
      </div>
      ${this.ticked.length && repeats ? html`<div class="foot"><button class="act" @click=${() => this.store!.answer(this.ticked)}>${t.next}</button></div>` : nothing}
      <div class="stack">
        <progress max=${done! + left!} value=${done!} aria-label=${t.left(left!)}></progress>
        <p class="note">${t.left(left!)}</p>
        ${number ? html`<a class="link" href="tel:${number}">${t.urgent(number)}</a>` : nothing}
        ${reviewed ? nothing : html`<p class="note">${t.draft}</p>`}
      </div>
    </main>`;
  }

  private tick(code: string): void {
    const { ticked } = this;
    this.ticked = ticked.includes(code) ? ticked.filter((one) => one !== code) : [...ticked, code];
  }
}
define('care-triage', CareTriage);
