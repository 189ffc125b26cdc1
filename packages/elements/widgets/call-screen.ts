/**
 * Owns what the others see of a shared screen: large, whole, and closer by a tap, moved by finger or arrows, or over the whole
 * display. Its tag, `care-call-screen`, stands in the call's stage and takes no room while nobody shares anything.
 */
import { html, nothing, type CSSResultGroup, type PropertyDeclarations, type TemplateResult } from 'lit';
import type { ConsultState } from '@care-elements/client/consult-state.ts';
import type { ConsultStore } from '@care-elements/client/consult-store.ts';
import { CareElement } from '../base/care-element.ts';
import { define } from '../base/define.ts';
import { StoreController } from '../base/store-controller.ts';
import { Words } from '../base/words.ts';
import { iconCloser, iconFarther } from '../controls/icons-chat.ts';
import { iconUnwhole, iconWhole } from '../controls/icons-screen.ts';
import { adoptAround } from './call-adopt.ts';
import { besideScreen, screenLook } from './call-screen-styles.ts';
import { screenWords } from './call-share.ts';

/** Safari's on phones, where only a video can fill the display. */
type PhoneVideo = HTMLVideoElement & { webkitEnterFullscreen?(): void };

/** @csspart screen The shared screen. @csspart closer Larger, and the whole page again. @csspart whole Full screen. */
export class CallScreen extends CareElement {
  static override properties: PropertyDeclarations = {
    call: { attribute: false },
    shown: { type: Boolean, reflect: true },
    near: { state: true },
    whole: { state: true },
  };
  static override styles: CSSResultGroup = [CareElement.styles, screenLook];

  declare call: { readonly store: ConsultStore | undefined } | undefined;
  /** Somebody's screen is here. */
  declare shown: boolean;
  /** It is larger than what can be seen of it at once. */
  declare near: boolean;
  /** It has the whole display. */
  declare whole: boolean;
  override readonly words = new Words(screenWords);
  #state = new StoreController<ConsultState>(this, () => this.call?.store);
  #off: (() => void) | undefined;
  #video: HTMLVideoElement | undefined;
  #was = false;

  constructor() {
    super();
    this.shown = this.near = this.whole = false;
  }

  override connectedCallback(): void {
    super.connectedCallback();
    adoptAround(this, besideScreen);
    document.addEventListener('fullscreenchange', this.#look);
  }

  override disconnectedCallback(): void {
    super.disconnectedCallback();
    document.removeEventListener('fullscreenchange', this.#look);
    this.#let();
  }

  #look = (): void => {
    this.whole = document.fullscreenElement !== null && this.matches(':fullscreen');
  };

  #let(): void {
    this.#off?.();
    this.#off = this.#video = undefined;
  }

  protected override willUpdate(): void {
    this.shown = !!this.#state.value?.inCall?.screen.by;
    this.#was ||= this.shown;
    if (this.shown) return;
    this.near = false;
    if (this.whole) void document.exitFullscreen().catch(() => {});
  }

  protected override updated(): void {
    const video = this.renderRoot.querySelector('video') ?? undefined;
    const screen = this.call?.store?.beside()?.screen;
    if (video === this.#video && (this.#off || !screen)) return;
    this.#let();
    this.#video = video;
    this.#off = video && screen?.attach(video);
  }

  override render(): TemplateResult {
    const { t } = this.words;
    // The live region stands before it has anything to say: only then is a first word read out.
    return html`<div role="status" class="said">${this.shown ? t.looks : this.#was ? t.over : ''}</div>
      ${this.shown ? this.#screen() : nothing}`;
  }

  #screen(): TemplateResult {
    const { t } = this.words;
    const { picture } = this.#state.value!.inCall!.screen;
    const phone = 'webkitEnterFullscreen' in HTMLVideoElement.prototype;
    const cover = picture === 'on' ? undefined : picture === 'paused' ? t.paused : t.coming;
    const zoom = this.near ? t.farther : t.closer;
    return html`
      <div class="view ${this.near ? 'near' : ''}" part="screen" tabindex="0" role="group" aria-label=${t.picture} @click=${this.#tap}>
        <video autoplay playsinline muted .muted=${true} aria-label=${t.picture}></video>
      </div>
      ${cover ? html`<p class="cover">${cover}</p>` : nothing}
      <div class="tools">
        <button type="button" class="tool" part="closer" @click=${() => void this.#zoom(0.35, 0)}>${this.near ? iconFarther() : iconCloser()}<span>${zoom}</span></button>
        ${
          document.fullscreenEnabled || phone
            ? html`<button type="button" class="tool" part="whole" @click=${() => void this.#fill()}>${this.whole ? iconUnwhole() : iconWhole()}<span>${this.whole ? t.unwhole : t.whole}</span></button>`
            : nothing
        }
      </div>
    `;
  }

  /** What was tapped comes to the middle; the button goes to where a page begins. */
  #tap = (event: MouseEvent): void => {
    const box = this.renderRoot.querySelector('video')!.getBoundingClientRect();
    void this.#zoom((event.clientX - box.left) / box.width, (event.clientY - box.top) / box.height);
  };

  async #zoom(x: number, y: number): Promise<void> {
    this.near = !this.near;
    await this.updateComplete;
    const view = this.renderRoot.querySelector<HTMLElement>('.view');
    if (!view || !this.near) return;
    view.scrollTo(
      x * view.scrollWidth - view.clientWidth / 2,
      this.#downOf(y) * view.scrollHeight - view.clientHeight / 2,
    );
  }

  /** The picture stood in the middle with bars above and below; now it has none. */
  #downOf(y: number): number {
    const { videoWidth, videoHeight } = this.renderRoot.querySelector('video')!;
    const view = this.renderRoot.querySelector<HTMLElement>('.view')!;
    if (!videoWidth) return y;
    const part = (view.clientWidth * videoHeight) / videoWidth / view.clientHeight;
    return part < 1 ? Math.min(1, Math.max(0, (y - (1 - part) / 2) / part)) : y;
  }

  /** A phone lies down for it where it can. A browser that refuses leaves all as it is. */
  async #fill(): Promise<void> {
    try {
      if (this.whole) return await document.exitFullscreen();
      if (!document.fullscreenEnabled)
        return this.renderRoot.querySelector<PhoneVideo>('video')?.webkitEnterFullscreen?.();
      await this.requestFullscreen();
      await (screen.orientation as unknown as { lock?(to: string): Promise<void> }).lock?.('landscape');
    } catch {
      // As it was.
    }
  }
}
define('care-call-screen', CallScreen);
