/**
 * Owns the recording's place in a call: the doctor's button, the patient's question, the red sign that both see, and what became
 * of it. Its tag, `care-recording`, is the call's own: it stands in the bar of controls and takes a line of its own when it speaks.
 */
import { html, nothing, type CSSResultGroup, type PropertyDeclarations, type TemplateResult } from 'lit';
import type { ConsultRole } from '@care-elements/contract/consult.ts';
import type { Recording } from '@care-elements/contract/recording.ts';
import type { Scope } from '@care-elements/client/care.ts';
import { createRecordingStore, type RecordingStoreState } from '@care-elements/client/recording-store.ts';
import { CareElement } from '../base/care-element.ts';
import { define } from '../base/define.ts';
import { StoreController } from '../base/store-controller.ts';
import { Words } from '../base/words.ts';
import { callButton, callControls } from '../controls/call-controls.ts';
import { iconRecord } from '../controls/icons-recording.ts';
import { buttons } from '../theme/common.ts';
import { recordingLook } from './call-recording-styles.ts';
import { minutes, outcomeOf, recordingWords } from './call-recording-words.ts';

/** @csspart recording-sign The red sign. @csspart recording-question What the patient is asked. */
export class CareRecording extends CareElement {
  static override properties: PropertyDeclarations = {
    visit: {},
    as: {},
    wide: { type: Boolean, reflect: true },
    choosing: { state: true },
    read: { state: true },
  };
  static override styles: CSSResultGroup = [CareElement.styles, buttons, callControls, recordingLook];

  declare visit: string;
  declare as: ConsultRole;
  /** It takes a whole line. */
  declare wide: boolean;
  /** The doctor is about to ask. */
  declare choosing: boolean;
  /** The recording whose outcome was read. */
  declare read: string;
  override readonly words = new Words(recordingWords);

  #state = new StoreController<RecordingStoreState>(this, () => this.store);
  #off: (() => void) | undefined;
  #watched: string | undefined;
  #tick: ReturnType<typeof setInterval> | undefined;
  /** The outcomes that this page has seen come about: an old one is no news. */
  #seen = '';

  constructor() {
    super();
    this.visit = this.read = '';
    this.as = 'patient';
    this.wide = this.choosing = false;
  }

  protected override get scope(): Scope | undefined {
    return this.as === 'doctor' ? 'desk' : super.scope;
  }
  private get store() {
    return this.care?.use(createRecordingStore);
  }

  override disconnectedCallback(): void {
    super.disconnectedCallback();
    this.#off?.();
    this.#off = this.#watched = undefined;
    clearInterval(this.#tick);
    this.#tick = undefined;
  }

  protected override willUpdate(): void {
    if (this.visit && this.store && this.isConnected && this.#watched !== this.visit) {
      this.#off?.();
      this.#watched = this.visit;
      this.#off = this.store.watch(this.visit);
    }
    const { latest } = this.#state.value ?? {};
    if (latest && !/^(refused|withdrawn|stored|failed)$/.test(latest.state)) this.#seen = latest.recordingId;
    this.wide = this.choosing || !!this.#lineOf();
  }

  protected override updated(): void {
    const on = this.#state.value?.latest?.state === 'on' && this.isConnected;
    if (on) this.#tick ??= setInterval(() => this.requestUpdate(), 1000);
    else {
      clearInterval(this.#tick);
      this.#tick = undefined;
    }
  }

  /** What there is to say of the recording, if anything. */
  #lineOf(): Recording | undefined {
    const { latest } = this.#state.value ?? {};
    if (!latest || latest.state === 'withdrawn') return undefined;
    const over = /^(refused|stored|failed)$/.test(latest.state);
    if (over && (this.read === latest.recordingId || this.#seen !== latest.recordingId)) return undefined;
    if (this.as !== 'doctor' && latest.state === 'refused') return undefined;
    // Guests see the sign: what is asked and kept is the patient's.
    if (this.as !== 'doctor' && this.as !== 'patient' && (over || latest.state === 'asked')) return undefined;
    return latest;
  }

  override render(): TemplateResult | typeof nothing {
    const state = this.#state.value;
    if (!state) return nothing;
    const { t } = this.words;
    const line = this.#lineOf();
    const { problem, consent, latest } = state;
    const view = line ? this.#line(line, state) : this.choosing ? this.#choice(state) : nothing;
    const offer = this.as === 'doctor' && consent && !line && !this.choosing && latest?.state !== 'refused';
    // The live region stands before it has anything to say: only then is a first word read out.
    return html`<div class="recording" part="recording">
      <div role="status" class="said">${line ? this.#said(line) : ''}</div>
      ${view}
      ${problem ? html`<p class="wrong" role="alert">${t.trouble}</p>` : nothing}
      ${offer ? callButton('record', iconRecord, t.record, () => this.#choose()) : nothing}
    </div>`;
  }

  #choose(): void {
    this.choosing = true;
    void this.updateComplete.then(() => this.renderRoot.querySelector<HTMLElement>('.card h3')?.focus());
  }

  /** The one sentence that is read out when it changes, and stands first. */
  #said(recording: Recording): TemplateResult | string {
    const { t } = this.words;
    const doctor = this.as === 'doctor';
    switch (recording.state) {
      case 'asked':
        return doctor ? t.asked : html`<h3 id="question">${t.question}</h3>`;
      case 'starting':
        return t.starting;
      case 'on':
        return html`<b class="on" part="recording-sign"><span class="dot"></span>${t.on}</b>`;
      case 'stopping':
        return t.stopping;
      default:
        return outcomeOf(recording, t, doctor);
    }
  }

  #line(recording: Recording, { busy }: RecordingStoreState): TemplateResult | typeof nothing {
    const { t } = this.words;
    const store = this.store!;
    const side = this.as === 'doctor' || this.as === 'patient';
    const button = (label: string, press: () => void, look = '') =>
      html`<button type="button" class="quiet act ${look}" aria-disabled=${busy ? 'true' : nothing} @click=${press}>${busy ? t.wait : label}</button>`;
    switch (recording.state) {
      case 'asked':
        return this.as === 'doctor' ? button(t.takeBack, () => void store.stop()) : this.#question();
      case 'starting':
      case 'on':
        return html`${
          recording.startedAt
            ? html`<span class="num" aria-label=${t.length}>${minutes(Date.now() - Date.parse(recording.startedAt))}</span>`
            : nothing
        }${side ? button(t.stop, () => void store.stop(), 'stop') : nothing}`;
      case 'stopping':
        return nothing;
      default:
        return html`<button type="button" class="quiet act" @click=${() => (this.read = recording.recordingId)}>${t.ok}</button>`;
    }
  }

  #question(): TemplateResult {
    const { t } = this.words;
    const { consent, busy } = this.#state.value!;
    const answer = (agreed: boolean) => () => void this.store!.answer(agreed);
    return html`<div class="card" part="recording-question" role="group" aria-labelledby="question">
      <p class="pre" tabindex="0">${consent?.text[this.language]}</p>
      <div class="two">
        <button type="button" class="act quiet" aria-disabled=${busy ? 'true' : nothing} @click=${answer(true)}>${busy ? t.wait : t.agree}</button>
        <button type="button" class="act quiet" aria-disabled=${busy ? 'true' : nothing} @click=${answer(false)}>${busy ? t.wait : t.refuse}</button>
      </div>
    </div>`;
  }

  #choice({ busy }: RecordingStoreState): TemplateResult {
    const { t } = this.words;
    const ask = async () => {
      await this.store!.ask();
      this.choosing = false;
    };
    return html`<div class="card">
      <h3 tabindex="-1">${t.recordTitle}</h3>
      <p>${t.recordWhy}</p>
      <div class="two">
        <button type="button" class="act" part="ask" aria-disabled=${busy ? 'true' : nothing} @click=${() => void ask()}>${busy ? t.wait : t.askPatient}</button>
        <button type="button" class="act quiet" @click=${() => (this.choosing = false)}>${t.cancel}</button>
      </div>
    </div>`;
  }
}
define('care-recording', CareRecording);
