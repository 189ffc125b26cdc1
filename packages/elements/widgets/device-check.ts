/** Owns the device check while waiting: the own picture, the own sound, and what to do when one is missing. */
import { html, nothing, type CSSResultGroup, type TemplateResult } from 'lit';
import { createDeviceStore, type DeviceState } from '@care-elements/client/device-store.ts';
import { CareElement } from '../base/care-element.ts';
import { define } from '../base/define.ts';
import { css } from '../base/light-element.ts';
import { StoreController } from '../base/store-controller.ts';
import { Words, type Catalog } from '../base/words.ts';
import { iconCamera } from '../controls/icons-call.ts';
import { iconDone } from '../controls/icons.ts';
import '../controls/level-meter.ts';
import { sharedWords } from '../locales/catalogs.ts';
import type { DeviceWords } from '../locales/en/devices.ts';
import type { QueueWords } from '../locales/en/queue.ts';
import { buttons, surfaces } from '../theme/common.ts';
import { problemsOf } from './care-consult-words.ts';

const deviceWords: Catalog<DeviceWords> = {
  'zh-CN': () => import('../locales/zh-CN/devices.ts'),
  en: () => import('../locales/en/devices.ts'),
};
const queueWords: Catalog<QueueWords> = {
  'zh-CN': () => import('../locales/zh-CN/queue.ts'),
  en: () => import('../locales/en/queue.ts'),
};
/** A card that turns green: the own picture and the own sound, for nobody else. */
export class DeviceCheck extends CareElement {
  static override styles: CSSResultGroup = [
    CareElement.styles,
    buttons,
    surfaces,
    css`
      video {
        width: 100%;
        aspect-ratio: 4 / 3;
        object-fit: cover;
        border-radius: var(--_round);
        background: #111;
        transform: scaleX(-1);
      }
      .line {
        display: flex;
        align-items: center;
        gap: 12px;
      }
      .good {
        border-color: var(--_green);
        background: var(--_green-soft);
      }
      .good .line {
        color: var(--_green);
        font-weight: 600;
      }
    `,
  ];

  override readonly words = new Words(sharedWords, deviceWords, queueWords);
  private state = new StoreController<DeviceState>(this, () => this.store);
  private level = new StoreController<number>(this, () => this.store?.level);
  private detach: (() => void) | undefined;

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
    const { open, camera, microphone, passed } = state;
    const result = passed && (passed === 'both' ? t.heard : t.soundOnly);
    if (!open)
      return html`<section class="card stack ${passed ? 'good' : ''}" part="check">
        <div class="line">${passed ? iconDone() : iconCamera()}<b>${result || t.check}</b></div>
        ${passed ? nothing : html`<p class="muted">${t.checkMore}</p>`}
        <button class="act quiet" @click=${this.open}>${passed ? t.checkAgain : t.checkStart}</button>
      </section>`;
    const waiting = camera.face === 'pending' || microphone.face === 'pending';
    const troubles = problemsOf(t, state);
    return html`<section class="card stack ${passed === 'both' ? 'good' : ''}" part="check">
      ${camera.face === 'on' ? html`<video muted playsinline autoplay aria-label=${t.preview}></video>` : nothing}
      ${
        microphone.face === 'on'
          ? html`<care-level-meter .level=${this.level.value || 0} label=${t.level} lang=${this.language}></care-level-meter>`
          : nothing
      }
      <div class="line" role="status">
        ${passed ? iconDone() : nothing}<span>${waiting ? t.checking : result || (microphone.face === 'on' ? t.speak : '')}</span>
      </div>
      ${troubles.map((words) => html`<p class="band amber" role="alert">${words}</p>`)}
      ${troubles.length && !waiting ? html`<button class="act quiet" @click=${this.open}>${t.checkAgain}</button>` : nothing}
      <button class="act quiet" @click=${this.close}>${t.checkStop}</button>
    </section>`;
  }
}
define('care-device-check', DeviceCheck);
