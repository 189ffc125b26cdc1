/**
 * Owns the place of a still of the patient's picture in a call: the doctor's button and purpose, the patient's question, and what
 * became of it. Its tag, `care-call-snapshot`, stands in the bar of controls and takes a line of its own when it speaks.
 */
import { html, nothing, type CSSResultGroup, type PropertyDeclarations, type TemplateResult } from 'lit';
import type { ConsultRole } from '@care-elements/contract/consult.ts';
import type { Snapshot } from '@care-elements/contract/snapshot.ts';
import type { Scope } from '@care-elements/client/care.ts';
import type { ConsultStore } from '@care-elements/client/consult-store.ts';
import { createSnapshotStore, type SnapshotStoreState } from '@care-elements/client/snapshot-store.ts';
import { CareElement } from '../base/care-element.ts';
import { define } from '../base/define.ts';
import { StoreController } from '../base/store-controller.ts';
import { Words } from '../base/words.ts';
import { callButton, callControls } from '../controls/call-controls.ts';
import { iconPhoto } from '../controls/icons-chat.ts';
import { buttons } from '../theme/common.ts';
import { askPart } from './ask-part.ts';
import { snapshotLook } from './call-snapshot-styles.ts';
import { snapshotWords } from './snapshot-words.ts';

const askChatLightbox = askPart(() => import('./chat-lightbox.ts'));

/** @csspart snapshot-question What the patient is asked. @csspart purpose What the doctor writes. */
export class CallSnapshot extends CareElement {
  static override properties: PropertyDeclarations = {
    call: { attribute: false },
    visit: {},
    as: {},
    wide: { type: Boolean, reflect: true },
    choosing: { state: true },
    missing: { state: true },
    read: { state: true },
    looking: { state: true },
  };
  static override styles: CSSResultGroup = [CareElement.styles, buttons, callControls, snapshotLook];

  declare call: { readonly store: ConsultStore | undefined } | undefined;
  declare visit: string;
  declare as: ConsultRole;
  /** It takes a whole line. */
  declare wide: boolean;
  /** The doctor is about to ask. */
  declare choosing: boolean;
  /** They did not say what for. */
  declare missing: boolean;
  /** The snapshot whose outcome was read. */
  declare read: string;
  /** The picture is looked at. */
  declare looking: boolean;
  override readonly words = new Words(snapshotWords);

  #state = new StoreController<SnapshotStoreState>(this, () => this.store);
  #off: (() => void) | undefined;
  #watched: string | undefined;
  /** The outcomes that this page has seen come about: an old one is no news. */
  #seen = '';

  constructor() {
    super();
    this.visit = this.read = '';
    this.as = 'patient';
    this.wide = this.choosing = this.missing = this.looking = false;
  }

  protected override get scope(): Scope | undefined {
    return this.as === 'doctor' ? 'desk' : super.scope;
  }
  private get store() {
    return this.care?.use(createSnapshotStore);
  }

  override disconnectedCallback(): void {
    super.disconnectedCallback();
    this.#off?.();
    this.#off = this.#watched = undefined;
  }

  protected override willUpdate(): void {
    if (this.visit && this.store && this.isConnected && this.#watched !== this.visit) {
      this.#off?.();
      this.#watched = this.visit;
      this.#off = this.store.watch(this.visit);
    }
    const { latest } = this.#state.value ?? {};
    if (latest?.state === 'asked' || latest?.state === 'agreed') this.#seen = latest.snapshotId;
    this.wide = this.choosing || !!this.#lineOf();
  }

  /** After the yes, and on the doctor's side alone, the picture is taken. */
  protected override updated(): void {
    const { latest, busy } = this.#state.value ?? {};
    const beside = this.call?.store?.beside();
    if (this.as !== 'doctor' || latest?.state !== 'agreed' || busy || !beside || !this.isConnected) return;
    const patient = this.call!.store!.get().others.find(({ role }) => role === 'patient');
    void this.store!.take(async () => beside.still(patient?.identity ?? ''));
  }

  /** What there is to say of the snapshot, if anything. */
  #lineOf(): Snapshot | undefined {
    const { latest } = this.#state.value ?? {};
    if (!latest || this.read === latest.snapshotId || this.#seen !== latest.snapshotId) return undefined;
    // The doctor who takes the question back knows.
    if (latest.state === 'withdrawn' && this.as === 'doctor' && !latest.answeredAt) return undefined;
    return latest;
  }

  override render(): TemplateResult | typeof nothing {
    const state = this.#state.value;
    if (!state) return nothing;
    const { t } = this.words;
    const line = this.#lineOf();
    const offer = this.as === 'doctor' && state.consent && !line && !this.choosing;
    // The live region stands before it has anything to say: only then is a first word read out.
    return html`<div class="recording">
      <div role="status" class="said">${line ? this.#said(line) : ''}</div>
      ${line ? this.#line(line, state) : this.choosing ? this.#choice(state) : nothing}
      ${state.problem ? html`<p class="wrong" role="alert">${t.trouble}</p>` : nothing}
      ${offer ? callButton('snapshot', iconPhoto, t.take, () => this.#choose()) : nothing}
      ${this.looking && line?.picture ? this.#lightbox(line) : nothing}
    </div>`;
  }

  #choose(): void {
    this.choosing = true;
    this.missing = false;
    void this.updateComplete.then(() => this.renderRoot.querySelector<HTMLElement>('.card input')?.focus());
  }

  /** The one sentence that is read out when it changes, and stands first. */
  #said({ state }: Snapshot): TemplateResult | string {
    const { t } = this.words;
    const doctor = this.as === 'doctor';
    switch (state) {
      case 'asked':
        return doctor ? t.asked : html`<h3 id="question">${t.question}</h3>`;
      case 'agreed':
        return doctor ? t.taking : t.hold;
      case 'stored':
        return doctor ? t.stored : t.storedPatient;
      case 'refused':
        return doctor ? t.refused : t.refusedPatient;
      case 'withdrawn':
        return doctor ? t.withdrawn : t.withdrawnPatient;
      case 'failed':
        return doctor ? t.failed : t.failedPatient;
    }
  }

  #line(snapshot: Snapshot, { busy }: SnapshotStoreState): TemplateResult | typeof nothing {
    const { t } = this.words;
    const doctor = this.as === 'doctor';
    const back = (label: string) =>
      html`<button type="button" class="quiet act" aria-disabled=${busy ? 'true' : nothing} @click=${() => void this.store!.withdraw()}>${busy ? t.wait : label}</button>`;
    if (snapshot.state === 'asked') return doctor ? back(t.takeBack) : this.#question(snapshot);
    if (snapshot.state === 'agreed') return doctor ? nothing : back(t.stop);
    return html`${snapshot.picture ? html`<button type="button" class="quiet act" @click=${() => this.#look()}>${t.show}</button>` : nothing}<button type="button" class="quiet act" @click=${() => (this.read = snapshot.snapshotId)}>${t.ok}</button>`;
  }

  #question({ purpose }: Snapshot): TemplateResult {
    const { t } = this.words;
    const { consent, busy } = this.#state.value!;
    const answer = (agreed: boolean) => () => void this.store!.answer(agreed);
    return html`<div class="card" part="snapshot-question" role="group" aria-labelledby="question">
      <p class="for">${t.for(purpose)}</p>
      <p class="pre" tabindex="0">${consent?.text[this.language]}</p>
      <div class="two">
        <button type="button" class="act quiet" part="agree" aria-disabled=${busy ? 'true' : nothing} @click=${answer(true)}>${busy ? t.wait : t.agree}</button>
        <button type="button" class="act quiet" part="refuse" aria-disabled=${busy ? 'true' : nothing} @click=${answer(false)}>${busy ? t.wait : t.refuse}</button>
      </div>
    </div>`;
  }

  #choice({ busy }: SnapshotStoreState): TemplateResult {
    const { t } = this.words;
    const field = () => this.renderRoot.querySelector<HTMLInputElement>('.card input')!;
    const ask = async (event: Event) => {
      event.preventDefault();
      const purpose = field().value.trim();
      this.missing = !purpose;
      if (!purpose) return field().focus();
      await this.store!.ask(purpose);
      if (!this.#state.value?.problem) this.choosing = false;
    };
    return html`<form class="card" novalidate @submit=${ask} @keydown=${(event: KeyboardEvent) => event.key === 'Escape' && (this.choosing = false)}>
      <label for="purpose">${t.purpose}</label>
      <div class="some">
        <input id="purpose" part="purpose" list="purposes" maxlength="120" autocomplete="off" placeholder=${t.purposeHint} aria-invalid=${this.missing ? 'true' : nothing} aria-describedby=${this.missing ? 'missing' : nothing} />
        <datalist id="purposes">
          ${t.purposes.map((purpose) => html`<option value=${purpose}></option>`)}
        </datalist>
        <button type="submit" class="act" part="ask-snapshot" aria-disabled=${busy ? 'true' : nothing}>${busy ? t.wait : t.askPatient}</button>
        <button type="button" class="act quiet" @click=${() => (this.choosing = false)}>${t.cancel}</button>
      </div>
      ${this.missing ? html`<p class="wrong" id="missing" role="alert">${t.purposeMissing}</p>` : nothing}
    </form>`;
  }

  #look(): void {
    askChatLightbox();
    this.looking = true;
  }

  #lightbox({ picture, purpose }: Snapshot): TemplateResult {
    const file = { attachmentId: picture!.attachmentId, name: this.words.t.name(purpose) };
    return html`<care-chat-lightbox lang=${this.tongue} .store=${this.store} .file=${file} @close=${() => (this.looking = false)}></care-chat-lightbox>`;
  }
}
define('care-call-snapshot', CallSnapshot);
