/** Owns the device check while waiting: the own picture, the own sound, and what to do when one is missing. */
import { html, nothing, type CSSResultGroup, type PropertyDeclarations, type TemplateResult } from 'lit';
import type { ConsultState } from '@care-elements/client/consult-state.ts';
import { createConsultStore, type ConsultStore } from '@care-elements/client/consult-store.ts';
import { CareElement } from '../base/care-element.ts';
import { define } from '../base/define.ts';
import { css } from '../base/light-element.ts';
import { StoreController } from '../base/store-controller.ts';
import { Words, type Catalog } from '../base/words.ts';
import { iconCamera } from '../controls/icons-call.ts';
import { iconDone } from '../controls/icons.ts';
import '../controls/level-meter.ts';
import { sharedWords } from '../locales/catalogs.ts';
import type { ConsultWords } from '../locales/en/consult.ts';
import type { QueueWords } from '../locales/en/queue.ts';
import { buttons, surfaces } from '../theme/common.ts';
import { problemsOf } from './care-consult-words.ts';

const consultWords: Catalog<ConsultWords> = {
  'zh-CN': () => import('../locales/zh-CN/consult.ts'),
  en: () => import('../locales/en/consult.ts'),
};
const queueWords: Catalog<QueueWords> = {
  'zh-CN': () => import('../locales/zh-CN/queue.ts'),
  en: () => import('../locales/en/queue.ts'),
};
/** A voice at arm's length; the noise of a quiet room stays below. */
const HEARD = 0.12;

export class DeviceCheck extends CareElement {
  static override properties: PropertyDeclarations = { open: { state: true }, heard: { state: true } };
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

  declare open: boolean;
  /** The microphone has brought a sound since the check began. */
  declare heard: boolean;
  override readonly words = new Words(sharedWords, consultWords, queueWords);
  private state = new StoreController<ConsultState>(this, () =>
    this.open || this.heard ? this.store : undefined,
  );
  private level = new StoreController<number>(this, () => (this.open ? this.store?.level : undefined));
  private detach: (() => void) | undefined;

  constructor() {
    super();
    this.open = this.heard = false;
  }

  private get store(): ConsultStore | undefined {
    return this.care?.use(createConsultStore);
  }

  override disconnectedCallback(): void {
    super.disconnectedCallback();
    this.stop();
  }

  protected override willUpdate(): void {
    if (this.open && (this.level.value || 0) > HEARD) this.heard = true;
  }

  protected override updated(): void {
    const video = this.renderRoot.querySelector('video');
    if (video && !this.detach) this.detach = this.store!.attachLocal(video);
    if (!video) this.unwatch();
  }

  private unwatch(): void {
    this.detach?.();
    this.detach = undefined;
  }

  private start(): void {
    this.open = true;
    this.heard = false;
    void this.store!.prepare();
  }

  /** The camera's light goes out; in a call the store keeps what the call needs. */
  private stop(): void {
    this.unwatch();
    if (this.open) this.store?.release();
    this.open = false;
  }

  override render(): TemplateResult {
    const { t } = this.words;
    const { camera, microphone } = this.state.value || {};
    if (!this.open)
      return html`<section class="card stack ${this.heard ? 'good' : ''}" part="check">
        <div class="line">${this.heard ? iconDone() : iconCamera()}<b>${this.heard ? t.heard : t.check}</b></div>
        ${this.heard ? nothing : html`<p class="muted">${t.checkMore}</p>`}
        <button class="act quiet" @click=${this.start}>${this.heard ? t.checkAgain : t.checkStart}</button>
      </section>`;
    const waiting = camera?.face === 'pending' || microphone?.face === 'pending';
    const troubles = this.state.value ? problemsOf(t, this.state.value) : [];
    const good = this.heard && !troubles.length;
    return html`<section class="card stack ${good ? 'good' : ''}" part="check">
      ${camera?.face === 'on' ? html`<video muted playsinline autoplay aria-label=${t.preview}></video>` : nothing}
      ${
        microphone?.face === 'on'
          ? html`<care-level-meter .level=${this.level.value || 0} label=${t.level} lang=${this.language}></care-level-meter>`
          : nothing
      }
      <div class="line" role="status">
        ${good ? iconDone() : nothing}<span>${waiting ? t.checking : good ? t.heard : microphone?.face === 'on' ? (this.heard ? t.soundOnly : t.speak) : ''}</span>
      </div>
      ${troubles.map((words) => html`<p class="band amber" role="alert">${words}</p>`)}
      ${troubles.length && !waiting ? html`<button class="act quiet" @click=${this.start}>${t.checkAgain}</button>` : nothing}
      <button class="act ${good ? '' : 'quiet'}" @click=${this.stop}>${t.checkStop}</button>
    </section>`;
  }
}
define('care-device-check', DeviceCheck);
