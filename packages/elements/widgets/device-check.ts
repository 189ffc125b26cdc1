/** Owns the device check while waiting: the own picture, the own sound, and what to do when one is missing. */
import { html, nothing, type CSSResultGroup, type TemplateResult } from 'lit';
import { live } from 'lit/directives/live.js';
import { isChoice } from '@care-elements/client/device-list.ts';
import type { DeviceKind } from '@care-elements/client/device-memory.ts';
import { createDeviceStore, type DeviceState } from '@care-elements/client/device-store.ts';
import { CareElement } from '../base/care-element.ts';
import { define } from '../base/define.ts';
import { css } from '../base/light-element.ts';
import { StoreController } from '../base/store-controller.ts';
import { Words, type Catalog } from '../base/words.ts';
import { iconCamera, iconVolume } from '../controls/icons-call.ts';
import { iconAlert, iconDone } from '../controls/icons.ts';
import '../controls/level-meter.ts';
import { sharedWords } from '../locales/catalogs.ts';
import type { DeviceWords } from '../locales/en/devices.ts';
import { buttons, surfaces } from '../theme/common.ts';
import { checkCard } from './check-styles.ts';
import { askPart } from './ask-part.ts';
import { problemsOf } from './care-consult-words.ts';
import { queueWords } from './queue-words.ts';

const askDeviceHelp = askPart(() => import('./device-help.ts'));

const deviceWords: Catalog<DeviceWords> = {
  'zh-CN': () => import('../locales/zh-CN/devices.ts'),
  en: () => import('../locales/en/devices.ts'),
  'zh-TW': () => import('../locales/zh-TW/devices.ts'),
  'zh-HK': () => import('../locales/zh-HK/devices.ts'),
  ar: () => import('../locales/ar/devices.ts'),
};
/** A card that turns green: the own picture and the own sound, for nobody else. */
export class DeviceCheck extends CareElement {
  static override styles: CSSResultGroup = [
    CareElement.styles,
    buttons,
    surfaces,
    checkCard,
    css`
      video {
        width: 100%;
        aspect-ratio: 4 / 3;
        object-fit: cover;
        border-radius: var(--_round);
        background: #111;
        transform: scaleX(-1);
      }
      label {
        display: block;
        color: var(--_muted);
        font-weight: 400;
      }
      select {
        display: block;
        width: 100%;
        min-height: var(--_tap);
        padding-inline: 8px;
        border: 1px solid var(--_edge);
        border-radius: var(--_round);
        background: var(--_surface);
        color: var(--_ink);
        font: inherit;
      }
      .two {
        display: flex;
        flex-wrap: wrap;
        gap: 8px;
      }
      .two > * {
        flex: 1;
      }
      .sound {
        padding-block-start: 12px;
        border-block-start: 1px solid var(--_line);
      }
      .ok {
        color: var(--_green);
        font-weight: 600;
      }
      .band {
        font-weight: 400;
      }
    `,
  ];

  override readonly words = new Words(sharedWords, deviceWords, queueWords);
  private state = new StoreController<DeviceState>(this, () => this.store);
  private level = new StoreController<number>(this, () => this.store?.level);
  private detach: (() => void) | undefined;
  private was = false;
  private spoke: DeviceState['speaker'] | undefined;

  private get store() {
    return this.care?.use(createDeviceStore);
  }

  override disconnectedCallback(): void {
    super.disconnectedCallback();
    this.unwatch();
    this.store?.close();
  }

  protected override updated(): void {
    const video = this.renderRoot.querySelector('video');
    if (video && !this.detach) this.detach = this.store!.attach(video);
    if (!video) this.unwatch();
    const { camera, microphone, speaker } = this.state.value ?? {};
    // Its own chunk: most people never need it.
    if (camera?.problem || microphone?.problem) askDeviceHelp();
    // The question's buttons come where the pressed one was, and go again.
    if (speaker !== this.spoke && document.activeElement === document.body)
      for (const place of ['.sound', '.sound button'])
        this.renderRoot.querySelector<HTMLElement>(place)?.focus();
    this.spoke = speaker;
    const open = !!this.state.value?.open;
    // The pressed button is gone: its place is the card's title while the check runs, and the button again afterwards.
    if (open !== this.was && document.activeElement === document.body)
      this.renderRoot.querySelector<HTMLElement>(open ? '.line' : '.act')?.focus();
    this.was = open;
  }

  private unwatch(): void {
    this.detach?.();
    this.detach = undefined;
  }

  private open = (): void => void this.store!.open();
  private close = (): void => this.store!.close();

  override render(): TemplateResult | typeof nothing {
    const state = this.state.value;
    if (!state) return nothing;
    const { t } = this.words;
    const { open, camera, microphone, passed, speaker } = state;
    // Who hears nothing is not ready, whatever the camera says.
    const deaf = speaker === 'unheard' || speaker === 'silent';
    const good = passed && !deaf;
    const result = passed && (passed === 'both' ? t.heard : t.soundOnly);
    if (!open)
      return html`<section class="card stack ${good ? 'good' : ''}" part="check">
        <h2 class="line">${good ? iconDone() : iconCamera()}<span>${result || t.check}</span></h2>
        ${passed ? nothing : html`<p class="muted">${t.checkMore}</p>`}
        ${deaf ? html`<p class="band amber">${iconAlert()}<span>${t.speakerHelp}</span></p>` : nothing}
        <button class="act ${good ? 'quiet' : ''}" part="action" @click=${this.open}>${passed ? t.checkAnew : t.checkStart}</button>
      </section>`;
    const waiting = camera.face === 'pending' || microphone.face === 'pending';
    // How to allow it stands below, step by step.
    const troubles = problemsOf({ problem: { ...t.problem, ...t.notAllowed } }, state);
    const speak = microphone.face === 'on' ? t.speak : '';
    return html`<section class="card stack ${good ? 'good' : ''}" part="check">
      <h2 class="line" tabindex="-1">${good ? iconDone() : iconCamera()}<span>${t.check}</span></h2>
      ${camera.face === 'on' ? html`<video muted playsinline autoplay .muted=${true} aria-label=${t.preview}></video>` : nothing}
      <p class="lead" role="status">${waiting ? t.checking : result || speak}</p>
      ${
        microphone.face === 'on'
          ? html`<care-level-meter .level=${this.level.value || 0} label=${t.level} lang=${this.tongue}></care-level-meter>`
          : nothing
      }
      ${this.picker(state, 'camera')} ${this.picker(state, 'microphone')}
      ${troubles.map((words) => html`<p class="band amber" role="alert">${iconAlert()}<span>${words}</span></p>`)}
      ${waiting ? nothing : this.help(state)}
      ${microphone.problem && !waiting ? html`<p>${t.noSound}</p>` : nothing}
      ${troubles.length && !waiting ? html`<button class="act ${passed ? 'quiet' : ''}" @click=${this.open}>${t.checkAgain}</button>` : nothing}
      ${waiting ? nothing : this.speaker(state)}
      <button class="act ${passed ? '' : 'quiet'}" part="action" @click=${this.close}>${passed ? t.checkStop : t.cancel}</button>
    </section>`;
  }

  private help({ camera, microphone }: DeviceState): TemplateResult[] {
    return [...new Set([microphone.problem, camera.problem])]
      .filter((problem) => problem)
      .map((problem) => html`<care-device-help .problem=${problem!} lang=${this.tongue}></care-device-help>`);
  }

  private picker({ choices, using }: DeviceState, kind: DeviceKind): TemplateResult | typeof nothing {
    const { t } = this.words;
    const list = choices[kind];
    if (!isChoice(list)) return nothing;
    const pick = (event: Event) => void this.store!.choose(kind, (event.target as HTMLSelectElement).value);
    return html`<label data-kind=${kind}
      >${t.device[kind]}<select @change=${pick}>
        ${list.map(
          ({ id, label }, i) =>
            html`<option value=${id} .selected=${live(id === using[kind])}>
              ${label || t.deviceNumber(t.device[kind], i + 1)}
            </option>`,
        )}
      </select></label
    >`;
  }

  private speaker(state: DeviceState): TemplateResult {
    const { t } = this.words;
    const { speaker } = state;
    const play = () => void this.store!.testSpeaker();
    const again = html`<button class="act quiet" @click=${play}>${speaker === 'untested' ? t.speakerTest : t.speakerAgain}</button>`;
    const answer = (heard: boolean) => () => this.store!.answerSpeaker(heard);
    const trouble = speaker === 'unheard' ? t.speakerHelp : speaker === 'silent' ? t.speakerSilent : '';
    return html`<div class="sound stack" tabindex="-1">
      ${this.picker(state, 'speaker')}
      <div role="status">
        ${speaker === 'playing' ? t.speakerPlaying : speaker === 'asked' ? t.speakerAsk : nothing}
        ${speaker === 'heard' ? html`<span class="line ok">${iconVolume()}${t.speakerGood}</span>` : nothing}
        ${trouble ? html`<p class="band amber">${iconAlert()}<span>${trouble}</span></p>` : nothing}
      </div>
      ${
        speaker === 'asked'
          ? html`<div class="two">
              <button class="act quiet" @click=${answer(true)}>${t.speakerYes}</button>
              <button class="act quiet" @click=${answer(false)}>${t.speakerNo}</button>
            </div>`
          : speaker === 'playing'
            ? nothing
            : again
      }
    </div>`;
  }
}
define('care-device-check', DeviceCheck);
