/** Owns the interview's screen: one question, its options, the way back, and how much is still to come. */
import { untilHere } from '@care-elements/client/until-here.ts';
import { html, type CSSResultGroup, type PropertyDeclarations, type TemplateResult } from 'lit';
import type { Text } from '@care-elements/contract/common.ts';
import { createTriageStore, type TriageState } from '@care-elements/client/triage-store.ts';
import { createVisitStore, type VisitState } from '@care-elements/client/visit-store.ts';
import { CareElement } from '../base/care-element.ts';
import { define } from '../base/define.ts';
import { StoreController } from '../base/store-controller.ts';
import { Words } from '../base/words.ts';
import { iconBack } from '../controls/icons-first.ts';
import { sharedWords } from '../locales/catalogs.ts';
import { buttons, forms } from '../theme/first.ts';
import { frame } from './care-visit-styles.ts';
import type { Around } from './triage-around.ts';

/** The patient leaves the interview by going back from its first question. */
export class CareTriageBackEvent extends Event {
  constructor() {
    super('care-triage-back', { bubbles: true, composed: true });
  }
}

/**
 * Asks one question a screen until nothing can change the outcome; then the server decides, and the result is shown.
 *
 * @fires care-triage-back The patient went back from the first question.
 * @slot empty Instead of the words that there is no visit yet.
 * @csspart options The answers.
 * @csspart level, department, no-video The result: its level, the department, that no video is needed.
 * @csspart departments Where one can wait instead.
 * @csspart person, read, smaller, larger In elder mode: its buttons.
 */
export class CareTriage extends CareElement {
  static override properties: PropertyDeclarations = {
    protocolId: { attribute: 'protocol' },
    text: {},
    without: { attribute: false },
    ticked: { state: true },
    around: { state: true },
  };
  static override styles: CSSResultGroup = [CareElement.styles, buttons, forms, frame];

  /** The protocol to ask; when none is named, what is wrong is asked first. */
  declare protocolId: string | undefined;
  /** What the patient wrote. */
  declare text: string | undefined;
  /** What of those words the patient took back. */
  declare without: string[] | undefined;
  /** Of a question with several answers. */
  declare ticked: string[];
  /** What comes before and after the questions, from a chunk of its own. */
  declare around: Around | undefined;

  override readonly words = new Words(sharedWords);
  private _state = new StoreController<TriageState>(this, () => this.store);
  private visit = new StoreController<VisitState>(this, () => this.care?.use(createVisitStore));
  private _protocol: string | undefined;
  private shown: unknown;

  private get store() {
    return this.care?.use(createTriageStore);
  }

  protected override willUpdate(): void {
    const { protocolId, text = '', without } = this;
    const { view, hospital, busy, problem } = this.visit.value || {};
    // Alone on a page, nobody else asks for the visit.
    if (this.care && !hospital && !busy && !problem) void this.care.use(createVisitStore).load();
    const id = view && !view.triage ? protocolId : undefined;
    if (id !== this._protocol && (this._protocol = id)) void this.store!.start({ id, text, without });
    const { question, before } = this._state.value || {};
    if (question && question !== this.shown) this.ticked = before!.filter((code) => code !== 'none');
  }

  protected override updated(): void {
    const { question } = this._state.value || {};
    // Each question is read from its title on.
    if (question && question !== this.shown) this.renderRoot.querySelector('h1')?.focus();
    this.shown = question;
  }

  override render(): TemplateResult {
    const { t } = this.words;
    const { question, before, done, left, reviewed, measures } = this._state.value || {};
    const { busy, problem, view, hospital } = this.visit.value || {};
    const back = () => {
      if (!this.store!.back()) this.dispatchEvent(new CareTriageBackEvent());
    };
    const back20 = html`<button class="link" @click=${back}>${iconBack(20)}${t.back}</button>`;
    if (view) {
      if (done || measures || problem || view.triage || !this.protocolId)
        void untilHere(() => import('./triage-around.ts')).then((parts) => (this.around = parts.around));
      const screen = this.around?.(this, back20, !!measures);
      if (screen) return screen;
    }
    const { emergencyNumber } = hospital || {};
    const call = html`<a class="link" href="tel:${emergencyNumber}">${t.urgent(emergencyNumber!)}</a>`;
    if (!question)
      return html`<div class="screen">
        ${
          problem && !busy
            ? html`<p class="summary" role="alert">${t.problems[problem.code] || t.failed}</p>
                <button class="act" @click=${() => this.store!.send()}>${t.retry}</button>
                <button class="act quiet" @click=${back}>${t.back}</button>${call}`
            : html`<p class="muted" role="status">${hospital && !view ? html`<slot name="empty">${t.noVisit}</slot>` : done ? t.sending : t.loading}</p>`
        }
      </div>`;
    const say = (text: Text) => text[this.language];
    const { linkId, text, help, repeats, answerOption } = question;
    const { ticked } = this;
    const option = (code: string, label: string) =>
      html`<button class="row" aria-pressed=${before!.includes(code)} @click=${() => this.store!.answer(repeats ? [...ticked, code] : [code])}><span>${label}</span></button>`;
    return html`<div class="screen">
      ${back20}
      <div>
        <h1 tabindex="-1" id=${linkId}>${say(text)}</h1>
        <p class="muted">${help && say(help)} ${repeats && t.several}</p>
      </div>
      <div class="rows" part="options" role="group" aria-labelledby=${linkId}>
        ${answerOption.map(({ code, display }) =>
          repeats
            ? html`<label class="row ${ticked.includes(code) ? 'on' : ''}">
                <input type="checkbox" .checked=${ticked.includes(code)} @change=${() => (this.ticked = ticked.includes(code) ? ticked.filter((one) => one !== code) : [...ticked, code])} />
                <span>${say(display)}</span>
              </label>`
            : option(code, say(display)),
        )}
        ${repeats && !ticked[0] ? option('none', t.none) : ''} ${option('not-sure', repeats && ticked[0] ? t.othersNotSure : t.notSure)}
      </div>
      ${ticked[0] ? html`<div class="foot"><button class="act" @click=${() => this.store!.answer(ticked)}>${t.next}</button></div>` : ''}
      <p class="note">${t.left(left!)}<br />${reviewed ? '' : t.draft}</p>
      ${call}
    </div>`;
  }
}
define('care-triage', CareTriage);
