/**
 * Owns what else a call can do, behind one button: how much of it is wanted, "can you hear me?" and its answer, the other side's volume, the devices;
 * what to do about a device that can't be had; and the way to the conversation where the sound no longer carries. Its tag, `care-call-more`, is the call's own.
 */
import { html, nothing, type CSSResultGroup, type PropertyDeclarations, type TemplateResult } from 'lit';
import type { ConsultRole } from '@care-elements/contract/consult.ts';
import { MEDIA_KINDS, type DeviceProblem, type MediaKind } from '@care-elements/client/consult-machine.ts';
import type { ConsultState } from '@care-elements/client/consult-state.ts';
import type { ConsultStore } from '@care-elements/client/consult-store.ts';
import { CareElement } from '../base/care-element.ts';
import { define } from '../base/define.ts';
import { StoreController } from '../base/store-controller.ts';
import { Words, type Catalog } from '../base/words.ts';
import { callControls } from '../controls/call-controls.ts';
import { iconMore } from '../controls/icons-more.ts';
import '../controls/level-meter.ts';
import type { CareLevelMeter } from '../controls/level-meter.ts';
import type { CallMoreWords } from '../locales/en/call-more.ts';
import { buttons } from '../theme/common.ts';
import { moreLook } from './call-more-styles.ts';
// Fetched with this one, once the call stands: the button on each picture, a screen that is shared, a picture for the record.
import './call-float.ts';
import './call-screen.ts';
import './call-share.ts';
import './call-snapshot.ts';
import { askPart } from './ask-part.ts';
import { deviceChoices, rungChoice } from './call-choices.ts';
import { handOnAround } from '../controls/patient-parts.ts';

const askDeviceHelp = askPart(() => import('./device-help.ts'));
/** What trying again can't change. */
const HOPELESS: readonly DeviceProblem[] = ['blocked-by-page', 'insecure', 'unsupported'];
/** What a setting can change. */
const SET: readonly DeviceProblem[] = ['denied', 'denied-by-system'];

const moreWords: Catalog<CallMoreWords> = {
  'zh-CN': () => import('../locales/zh-CN/call-more.ts'),
  en: () => import('../locales/en/call-more.ts'),
  'zh-TW': () => import('../locales/zh-TW/call-more.ts'),
  'zh-HK': () => import('../locales/zh-HK/call-more.ts'),
  ar: () => import('../locales/ar/call-more.ts'),
};

/** The call whose bar this stands in. */
interface TheCall {
  readonly store: ConsultStore | undefined;
  readonly care?: unknown;
  readonly visit: string;
  readonly as: ConsultRole;
  readonly renderRoot: ParentNode;
  talk: boolean;
}

/** iOS leaves the volume to its keys, and ignores what a page sets. */
const volumeWorks = (): boolean => {
  const probe = document.createElement('audio');
  probe.volume = 0.5;
  return probe.volume === 0.5;
};

/** @csspart more The panel. @csspart hearing-question What the other side asks. */
export class CallMore extends CareElement {
  static override properties: PropertyDeclarations = {
    call: { attribute: false },
    open: { state: true },
    volume: { state: true },
    trying: { state: true },
  };
  static override styles: CSSResultGroup = [CareElement.styles, buttons, callControls, moreLook];

  declare call: TheCall | undefined;
  declare open: boolean;
  /** Of the other side, 0 to 100. */
  declare volume: number;
  /** What is tried again: its problem is unknown meanwhile, and its panel stays. */
  declare trying: MediaKind[] | undefined;
  override readonly words = new Words(moreWords);
  #state = new StoreController<ConsultState>(this, () => this.call?.store);
  #offLevel: (() => void) | undefined;

  constructor() {
    super();
    this.open = false;
    this.volume = 100;
  }

  override disconnectedCallback(): void {
    super.disconnectedCallback();
    this.#offLevel?.();
    this.#offLevel = undefined;
  }

  /** Questions and the conversation are patient's and doctor's. */
  get #talks(): boolean {
    return this.call?.as === 'patient' || this.call?.as === 'doctor';
  }
  get #asked(): boolean {
    return this.#talks && !!this.#state.value?.inCall?.askedBy;
  }
  /** Why it is time to write. */
  get #mute(): string {
    if (!this.#talks || !this.call?.care || this.call.talk) return '';
    const { t } = this.words;
    const { microphone, inCall } = this.#state.value!;
    return microphone.problem
      ? t.writeUnheard
      : inCall?.rung === 'text' && inCall.pinned !== 'text'
        ? t.writeNote
        : '';
  }

  protected override willUpdate(): void {
    if (!this.#state.value?.inCall) this.open = false;
  }

  /** What the call fetches later is reached from around it, too. */
  protected override firstUpdated(): void {
    handOnAround(this);
  }

  protected override updated(): void {
    this.#setVolume();
    this.#offLevel?.();
    const meter = this.renderRoot.querySelector<CareLevelMeter>('care-level-meter');
    if (meter) meter.level = this.call?.store?.level.get() ?? 0;
    this.#offLevel = meter ? this.call?.store?.level.subscribe((level) => (meter.level = level)) : undefined;
  }

  /** Again with each change of the call: who comes later is as loud. */
  #setVolume(): void {
    if (this.volume < 100 || this.#quiet)
      for (const audio of this.call?.renderRoot.querySelectorAll('audio') ?? [])
        audio.volume = this.volume / 100;
    this.#quiet = this.volume < 100;
  }
  #quiet = false;

  override render(): TemplateResult | typeof nothing {
    const inCall = this.#state.value?.inCall;
    if (!inCall) return nothing;
    const { t } = this.words;
    // The live region stands before it has anything to say: only then is a first word read out.
    return html`
      <div class=${this.#asked ? 'panel' : ''} part="hearing-question">
        <div role="status" class="said" id="question">${this.#asked ? this.#question(inCall.askedBy) : ''}</div>
        ${
          this.#asked
            ? html`<div class="two" role="group" aria-labelledby="question">
                <button type="button" class="act quiet" part="hear" @click=${() => this.call?.store?.beside()?.answer(true)}>${t.hear}</button>
                <button type="button" class="act quiet" part="hear-not" @click=${() => this.call?.store?.beside()?.answer(false)}>${t.hearNot}</button>
              </div>`
            : nothing
        }
      </div>
      ${this.#trouble()}
      ${this.open ? this.#panel() : nothing}
      ${this.#talks && this.call?.care ? html`<care-call-snapshot .care=${this.call.care} .call=${this.call} lang=${this.tongue} .visit=${this.call.visit} .as=${this.call.as}></care-call-snapshot>` : nothing}
      ${this.call?.as === 'doctor' ? html`<care-call-share .call=${this.call} lang=${this.tongue}></care-call-share>` : nothing}
      <button
        type="button"
        class="call"
        part="control more-button"
        aria-expanded=${this.open ? 'true' : 'false'}
        @click=${() => (this.open = !this.open)}
        @keydown=${(event: KeyboardEvent) => this.#close(event)}
      >
        <span class="disc">${iconMore()}</span><span class="label">${t.more}</span>
      </button>
    `;
  }

  #question(askedBy: string | null): string {
    const role = this.#state.value?.others.find(({ identity }) => identity === askedBy)?.role;
    const { question } = this.words.t;
    return question[role === 'doctor' || role === 'patient' ? role : 'unknown'];
  }

  /** A device that can't be had: how, and once more. Unheard, one can write. */
  #trouble(): TemplateResult | typeof nothing {
    const { t } = this.words;
    const state = this.#state.value!;
    const problems = MEDIA_KINDS.map((kind) => state[kind].problem);
    const kinds = MEDIA_KINDS.filter((_, i) => problems[i] && !HOPELESS.includes(problems[i]));
    const settings = [...new Set(problems)].filter((problem) => problem && SET.includes(problem));
    const mute = this.#mute;
    const again = this.trying ?? kinds;
    if (!again.length && !mute) return nothing;
    if (settings.length) askDeviceHelp();
    return html`<div class="panel trouble">
      ${mute ? html`<p>${mute}</p>` : nothing}
      ${settings.map((problem) => html`<care-device-help fold lang=${this.tongue} .problem=${problem!}></care-device-help>`)}
      <div class="two">
        ${
          again.length
            ? html`<button type="button" class="act retry" aria-disabled=${this.trying ? 'true' : nothing} @click=${() => void this.#again(again)}>${t.again}</button>`
            : nothing
        }
        ${
          mute
            ? html`<button type="button" class="act ${again.length ? 'quiet' : ''}" part="open-talk" @click=${() => this.#openTalk()}>${t.write}</button>`
            : nothing
        }
      </div>
    </div>`;
  }

  async #again(kinds: MediaKind[]): Promise<void> {
    if (this.trying) return;
    this.trying = kinds;
    for (const kind of kinds) await this.call?.store?.setEnabled(kind, true);
    this.trying = undefined;
    // Not `:focus`: the browser's own question about the device may have the window's.
    const held = (this.renderRoot as ShadowRoot).activeElement;
    await this.updateComplete;
    // The pressed button is gone with what was wrong.
    if (held && !held.isConnected) this.renderRoot.querySelector<HTMLElement>('[part~=more-button]')?.focus();
  }

  /** The panel would hide the conversation. */
  #write(): void {
    this.open = false;
    this.#openTalk();
    this.renderRoot.querySelector<HTMLElement>('[part~=more-button]')?.focus();
  }

  #openTalk(): void {
    this.call!.talk = true;
    this.requestUpdate();
  }

  #close(event: KeyboardEvent): void {
    if (event.key !== 'Escape' || !this.open) return;
    this.open = false;
    this.renderRoot.querySelector<HTMLElement>('[part~=more-button]')?.focus();
  }

  #panel(): TemplateResult {
    const { t } = this.words;
    const inCall = this.#state.value!.inCall!;
    const beside = () => this.call?.store?.beside();
    const write = this.#talks && this.call?.care ? () => this.#write() : undefined;
    return html`<div class="panel" part="more" role="group" aria-label=${t.more} @keydown=${(event: KeyboardEvent) => this.#close(event)}>
      ${rungChoice(t, inCall, beside, write)}
      ${this.#talks ? this.#hearing(inCall.hearing) : nothing}
      ${
        volumeWorks()
          ? html`<label class="row"
              ><span>${t.volume}</span
              ><input
                type="range"
                part="volume"
                min="0"
                max="100"
                step="5"
                .value=${String(this.volume)}
                @input=${(event: Event) => (this.volume = Number((event.target as HTMLInputElement).value))}
            /></label>`
          : nothing
      }
      ${deviceChoices(t, inCall, beside)}
    </div>`;
  }

  #hearing(hearing: NonNullable<ConsultState['inCall']>['hearing']): TemplateResult {
    const { t } = this.words;
    const waiting = hearing === 'listening' || hearing === 'asking';
    return html`
      <div class="row">
        <care-level-meter lang=${this.tongue} label=${t.meter}></care-level-meter>
        <button
          type="button"
          class="act quiet"
          part="ask-hearing"
          aria-disabled=${waiting ? 'true' : nothing}
          @click=${() => !waiting && void this.call?.store?.beside()?.ask()}
        >
          ${hearing && !waiting ? t.hearMeAgain : t.hearMe}
        </button>
      </div>
      <div role="status" class="said">${hearing ? t.hearing[hearing] : ''}</div>
      ${
        hearing === 'no'
          ? html`<div part="hearing-help">
              <b>${t.helpTitle}</b>
              <ul>
                ${t.help.map((line) => html`<li>${line}</li>`)}
              </ul>
            </div>`
          : nothing
      }
    `;
  }
}
define('care-call-more', CallMore);
