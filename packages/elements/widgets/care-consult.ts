/** Owns the call view of patient and doctor: the way in, the other side's picture and sound, the controls, the way back. */
import { html, nothing, type CSSResultGroup, type PropertyDeclarations, type TemplateResult } from 'lit';
import { repeat } from 'lit/directives/repeat.js';
import type { ConsultRole } from '@care-elements/contract/consult.ts';
import type { MediaKind } from '@care-elements/client/consult-machine.ts';
import type { ConsultState, DeviceView, LeftReason, OtherView } from '@care-elements/client/consult-state.ts';
import { createConsultStore, type ConsultStore } from '@care-elements/client/consult-store.ts';
import type { Scope } from '@care-elements/client/care.ts';
import { CareElement } from '../base/care-element.ts';
import { define } from '../base/define.ts';
import { StoreController } from '../base/store-controller.ts';
import { Words, type Catalog } from '../base/words.ts';
import { callButton, callControls, deviceButton } from '../controls/call-controls.ts';
import {
  iconCamera,
  iconCameraOff,
  iconFlip,
  iconHangUp,
  iconMic,
  iconMicOff,
  iconVolume,
} from '../controls/icons-call.ts';
import { iconAlert } from '../controls/icons.ts';
import { statusChip } from '../controls/status-chip.ts';
import type { ConsultWords } from '../locales/en/consult.ts';
import { buttons, surfaces } from '../theme/common.ts';
import { askPart } from './ask-part.ts';
import { talkButton, talkPanel, writeInstead } from './call-talk.ts';
import { callFrame } from './care-consult-styles.ts';
import { chipOf, coverOf, problemsOf, silenceOf, whoIs } from './care-consult-words.ts';

const consultWords: Catalog<ConsultWords> = {
  'zh-CN': () => import('../locales/zh-CN/consult.ts'),
  en: () => import('../locales/en/consult.ts'),
};

/** Whoever is recorded has to see it. */
const askRecording = askPart(() => import('./call-recording.ts'));
const askMore = askPart(() => import('./call-more.ts'));

/** Who shows a store's call, or did last: a page may put another element in the place of one. */
const shownBy = new WeakMap<ConsultStore, CareConsult>();

/** Fact: this side is in the call. */
export class CareConsultEnteredEvent extends Event {
  static readonly type = 'care-consult-entered';
  constructor() {
    super(CareConsultEnteredEvent.type, { bubbles: true, composed: true });
  }
}
/** Fact: this side is out of the call. `self` and `elsewhere` can come back; the visit goes on. */
export class CareConsultLeftEvent extends Event {
  static readonly type = 'care-consult-left';
  readonly reason: LeftReason;
  constructor(reason: LeftReason) {
    super(CareConsultLeftEvent.type, { bubbles: true, composed: true });
    this.reason = reason;
  }
}
/** Intent, cancelable: a device is about to be turned on or off. */
export class CareDeviceRequestEvent extends Event {
  static readonly type = 'care-device-request';
  readonly device: MediaKind;
  readonly on: boolean;
  constructor(device: MediaKind, on: boolean) {
    super(CareDeviceRequestEvent.type, { bubbles: true, composed: true, cancelable: true });
    this.device = device;
    this.on = on;
  }
}
/** Intent, cancelable: this side is about to leave. */
export class CareLeaveRequestEvent extends Event {
  static readonly type = 'care-leave-request';
  constructor() {
    super(CareLeaveRequestEvent.type, { bubbles: true, composed: true, cancelable: true });
  }
}

/**
 * The call of one visit: `<care-consult hospital="renhe" visit="…"></care-consult>`, or inside a visit or a desk.
 *
 * @fires care-consult-entered This side is in the call.
 * @fires care-consult-left This side is out of it; `reason` says why.
 * @fires care-device-request Cancelable: microphone or camera is about to change.
 * @fires care-leave-request Cancelable: this side is about to leave.
 * @csspart frame The whole call.
 * @csspart remote The other side's picture.
 * @csspart self The own picture.
 * @csspart status The chip about the connection.
 * @csspart controls, control, microphone, camera, flip, leave, more-button The bar of buttons, and each of them.
 * @csspart more, rung, device, volume, ask-hearing, hearing-question, hearing-help, hear, hear-not, open-talk, write What is behind `more-button`.
 * @csspart recording, recording-sign, recording-question, ask, snapshot-question, agree, refuse, purpose, ask-snapshot Recording and pictures.
 * @csspart screen, closer, whole, share-sign A shared screen.
 * @csspart chat, history, mode, newest, author The conversation beside it.
 * @csspart action The button that enters or comes back.
 * @csspart person, read, smaller, larger In elder mode: its buttons.
 */
export class CareConsult extends CareElement {
  static override properties: PropertyDeclarations = {
    visit: {},
    entry: {},
    as: { reflect: true },
    other: {},
    fill: { type: Boolean, reflect: true },
    autojoin: { type: Boolean },
    consult: { attribute: false },
    talk: { type: Boolean, reflect: true },
  };
  static override styles: CSSResultGroup = [CareElement.styles, buttons, surfaces, callControls, callFrame];

  /** The visit whose call this is. */
  declare visit: string;
  /** The patient's queue entry, where the page knows it: saves a question to the server. */
  declare entry: string | undefined;
  /** Who sits before this screen. */
  declare as: ConsultRole;
  /** The other side's name, as shown on their picture. */
  declare other: string;
  /** Takes the size that the page gives instead of one of its own. */
  declare fill: boolean;
  /** Enters as soon as it stands in the page: for a page whose own button was the click. */
  declare autojoin: boolean;
  /** The store in use; a page or a test may hand one down. */
  declare consult: ConsultStore | undefined;
  /** The conversation stands beside the call. */
  declare talk: boolean;
  override readonly words = new Words(consultWords);

  // Not `#`: brought down to es2020, these would cost every call 300 bytes.
  private _state = new StoreController<ConsultState>(this, () => this.store);
  private _attached = new Map<Element, () => void>();
  private _phase: ConsultState['phase'] | undefined;
  private _offLevel: (() => void) | undefined;
  private _levelOf: ConsultStore | undefined;

  constructor() {
    super();
    this.visit = this.other = '';
    this.as = 'patient';
    this.fill = this.autojoin = this.talk = false;
  }

  /** A doctor's own session is the desk's, a guest's is that of their link. */
  protected override get scope(): Scope | undefined {
    return this.as === 'doctor' ? 'desk' : this.as === 'patient' ? super.scope : 'guest';
  }

  get store(): ConsultStore | undefined {
    return this.consult ?? this.care?.use(createConsultStore);
  }

  /** Enters the call; from a click, so that the browser lets sound through. */
  async enter(): Promise<void> {
    if (!this.visit) return;
    await this.store?.enter({ visitId: this.visit, role: this.as, entryId: this.entry });
  }

  override connectedCallback(): void {
    super.connectedCallback();
    // At once, for rendering may wait for words.
    this._attach();
  }

  override disconnectedCallback(): void {
    super.disconnectedCallback();
    this._detach();
    this._offLevel?.();
    this._levelOf = undefined;
    const { store } = this;
    // Moved within the page, it is back before the next task; gone for good, camera and microphone go with it.
    setTimeout(() => this.isConnected || this._letGo(store, this.visit));
  }

  /** Out of that visit's call, or of its room before the click; unless another element has them now. */
  private _letGo(store: ConsultStore | undefined, visit: string): void {
    if (!store) return;
    const mine = store.get().visitId === visit;
    const last = shownBy.get(store);
    if (last !== this && (!mine || last?.visit === visit)) return;
    store[mine ? 'leave' : 'cool']();
  }

  protected override firstUpdated(): void {
    if (this.autojoin) void this.enter();
    else this._warm();
  }

  private _warm(): void {
    this.store?.warm({ visitId: this.visit, role: this.as, entryId: this.entry });
  }

  protected override updated(changed: Map<string, unknown>): void {
    const last = changed.get('visit') as string;
    if (last) this._letGo(this.store, last);
    if (!this.isConnected) return;
    // Called again meanwhile, or another visit: another call.
    if ((last || changed.get('entry')) && !this.autojoin) this._warm();
    // The page's own button was the click.
    if (this.autojoin && (last || changed.get('autojoin') === false)) void this.enter();
    this._attach();
    this._watchLevel();
    const { phase, left, recordable, inCall } = this._state.value ?? {};
    if (recordable) askRecording();
    if (inCall) askMore();
    const before = this._phase;
    this._phase = phase;
    if (!before || before === phase) return;
    if (phase === 'connected' && before !== 'reconnecting') this.dispatchEvent(new CareConsultEnteredEvent());
    if (phase === 'left' && left) this.dispatchEvent(new CareConsultLeftEvent(left));
  }

  /** Hands the media elements of this render to the store, and takes back those of the last that are gone. */
  private _attach(): void {
    const { store } = this;
    if (store) shownBy.set(store, this);
    // None before the first render.
    const here = new Set(this.renderRoot?.querySelectorAll<HTMLMediaElement>('video, audio'));
    for (const [element, off] of this._attached)
      if (!here.has(element as HTMLMediaElement) && this._attached.delete(element)) off();
    for (const element of store ? here : []) {
      if (this._attached.has(element)) continue;
      const { identity } = element.dataset;
      this._attached.set(
        element,
        identity ? store!.attachRemote(identity, element) : store!.attachLocal(element as HTMLVideoElement),
      );
    }
  }

  private _detach(): void {
    for (const off of this._attached.values()) off();
    this._attached.clear();
  }

  /** Ten times a second: a style, not a render. */
  private _watchLevel(): void {
    const { store } = this;
    if (store === this._levelOf) return;
    this._offLevel?.();
    this._levelOf = store;
    this._offLevel = store?.level.subscribe((level) => this.style.setProperty('--_level', level.toFixed(2)));
  }

  private _request(device: MediaKind, on: boolean): void {
    if (this.dispatchEvent(new CareDeviceRequestEvent(device, on))) void this.store?.setEnabled(device, on);
  }

  private _leave(): void {
    if (this.dispatchEvent(new CareLeaveRequestEvent())) this.store?.leave();
  }

  override render(): TemplateResult {
    const { t } = this.words;
    const state = this._state.value;
    const idle = !state || state.phase === 'idle' || state.visitId !== this.visit;
    const way = idle && this._way(t.enterNote, this.as === 'doctor' ? t.enterDoctor : t.enterPatient);
    return html`
      <section class="frame" part="frame" data-phase=${idle ? 'idle' : state.phase} data-role=${this.as} aria-label=${t.callLabel}>
        ${way && !state?.ahead ? way : this._call(state!, way)}
      </section>
    `;
  }

  /** With a `way`, that stands before the call, whose pictures have their place already: the first is there as soon as it comes. */
  private _call(state: ConsultState, way: TemplateResult | false): TemplateResult {
    const { t } = this.words;
    const { phase, failure, left } = state;
    if (phase === 'left') {
      // A call that has ended may have been put on hold: whether there is another one the server says.
      const back = left === 'elsewhere' ? t.continueHere : left === 'refused' ? '' : t.returnToCall;
      return this._way(t.left[left ?? 'self'], back);
    }
    const chip = chipOf(t, state);
    const inside = way || phase === 'connected' || phase === 'reconnecting';
    return html`
      <div class="stage ${way ? 'veiled' : ''}" data-others=${inside ? state.others.length : 0}>
        ${
          inside
            ? repeat(
                state.others,
                ({ identity }) => identity,
                (other) => this._tile(other),
              )
            : html`<div class="cover busy">
                ${this._face()}
                <p role="status">${phase === 'preparing' ? t.preparing : failure ? t.failed[failure] : t.joining}</p>
                ${
                  phase === 'failed' && failure !== 'refused' && failure !== 'unsupported'
                    ? html`<button type="button" class="act" part="action" @click=${() => this.store?.retry()}>${t.tryNow}</button>`
                    : nothing
                }
                ${phase === 'failed' && failure !== 'refused' ? writeInstead(this, t.writeInstead) : nothing}
              </div>`
        }
        <div class="top">
          ${chip ? statusChip(chip.tone, chip.words) : nothing}
          ${
            state.audioBlocked
              ? html`<button type="button" class="sound" @click=${() => void this.store?.startAudio()}>
                  ${iconVolume()}<span>${t.soundBlocked}</span>
                </button>`
              : nothing
          }
        </div>
        <video
          class="self ${state.camera.face === 'on' ? '' : 'off'} ${state.facing === 'environment' ? 'back' : ''}"
          part="self"
          aria-label=${t.selfLabel}
          autoplay
          playsinline
          muted
          .muted=${true}
        ></video>
        <care-call-screen .call=${this} lang=${this.tongue}></care-call-screen>
      </div>
      ${inside && !way ? talkPanel(this) : nothing}
      ${
        way ||
        html`<div class="foot">
          ${problemsOf(t, state).map((words) => html`<p class="problem" role="alert">${iconAlert(18)}<span>${words}</span></p>`)}
          ${failure === 'unsupported' || failure === 'refused' ? nothing : this._bar(state)}
        </div>`
      }
    `;
  }

  private _tile(other: OtherView): TemplateResult {
    const { t } = this.words;
    const cover = coverOf(t, other);
    const here = other.presence === 'present' || other.presence === 'lost';
    return html`<div class="tile ${other.speaking ? 'speaking' : ''}">
      <video part="remote" data-identity=${other.identity} aria-label=${this._nameOf(other)} autoplay playsinline muted .muted=${true}></video>
      <audio data-identity=${other.identity} autoplay></audio>
      ${
        cover
          ? html`<div class="cover ${other.presence === 'connecting' ? 'busy' : ''}">
              ${this._face(other)}
              <p role="status">${cover}</p>
            </div>`
          : nothing
      }
      ${
        here
          ? html`<span class="name"
              >${other.speaking ? html`<span role="img" aria-label=${t.speaking}>${iconVolume(16)}</span>` : nothing}${this._nameOf(other)}${other.name ? html`<span>· ${t.who[other.role!]}</span>` : nothing}${other.microphone === 'on' ? nothing : html`<span>· ${silenceOf(t, other)}</span>`}</span
            >`
          : nothing
      }
      ${cover ? nothing : html`<care-float lang=${this.tongue}></care-float>`}
    </div>`;
  }

  /** The name that the page gave is that of patient or doctor, whichever sits opposite; guests have their own. */
  private _nameOf(other: OtherView): string {
    const opposite = other.role === (this.as === 'doctor' ? 'patient' : 'doctor') || !other.role;
    return (opposite && this.other) || whoIs(this.words.t, other);
  }

  /** Their initial, where a picture would be. */
  private _face(other?: OtherView): TemplateResult {
    const name = other
      ? this._nameOf(other)
      : this.other || this.words.t.who[this.as === 'doctor' ? 'patient' : 'doctor'];
    return html`<span class="face" aria-hidden="true">${[...name.replace(/^The /, '')][0]?.toUpperCase()}</span>`;
  }

  private _way(words: string, action: string): TemplateResult {
    return html`<div class="cover">
      ${this._face()}
      <p role="status">${words}</p>
      ${action ? html`<button type="button" class="act" part="action" @click=${() => void this.enter()}>${action}</button>` : nothing}
    </div>`;
  }

  private _device(kind: MediaKind, { face }: DeviceView): TemplateResult {
    const { t } = this.words;
    const [icons, on, off, fix] =
      kind === 'camera'
        ? ([{ on: iconCamera, off: iconCameraOff }, t.camera, t.cameraOn, t.fixCamera] as const)
        : ([{ on: iconMic, off: iconMicOff }, t.mute, t.unmute, t.fixMicrophone] as const);
    const label = { on, off, denied: fix, pending: t.wait }[face];
    const hint = { on: '', off: '', denied: t.deniedHint, pending: fix }[face];
    return deviceButton(kind, face, icons, label, hint, () => this._request(kind, face !== 'on'));
  }

  private _bar({ microphone, camera, inCall, recordable }: ConsultState): TemplateResult {
    const { t } = this.words;
    return html`<div class="bar" part="controls" role="group" aria-label=${t.controlsLabel}>
      ${this._device('microphone', microphone)} ${this._device('camera', camera)}
      ${inCall?.canFlip && camera.face === 'on' ? callButton('flip', iconFlip, t.flip, () => void this.store?.flip()) : nothing}
      ${talkButton(this)}
      ${recordable ? html`<care-recording .care=${this.care} lang=${this.tongue} .visit=${this.visit} .as=${this.as}></care-recording>` : nothing}
      <care-call-more .call=${this} lang=${this.tongue}></care-call-more>
      ${callButton('leave', iconHangUp, t.leave, () => this._leave(), 'leave')}
    </div>`;
  }
}
define('care-consult', CareConsult);
