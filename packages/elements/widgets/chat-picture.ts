/**
 * Owns a picture in a conversation: fetched when it comes near the eye, drawn on a canvas, since a strict page allows no
 * `blob:` images.
 */
import { html, nothing, type PropertyDeclarations, type TemplateResult } from 'lit';
import type { Attachment } from '@care-elements/contract/attachments.ts';
import type { MessageStore } from '@care-elements/client/message-store.ts';
import { define } from '../base/define.ts';
import { css, LightElement } from '../base/light-element.ts';

/** The longer side as drawn in the conversation, in pixels of the screen's. */
const SHOWN = 640;

export class ChatPicture extends LightElement {
  static override properties: PropertyDeclarations = {
    store: { attribute: false },
    file: { attribute: false },
    label: { attribute: false },
    again: { attribute: false },
    failed: { state: true },
  };
  static override styles = [
    css`
      :host {
        display: block;
      }
      button {
        display: block;
        width: min(260px, 60vw);
        max-width: 100%;
        padding: 0;
        border: 0;
        background: rgb(128 128 128 / 18%);
        color: inherit;
        font: inherit;
        cursor: zoom-in;
        overflow: hidden;
      }
      button:focus-visible {
        outline: 3px solid currentcolor;
        outline-offset: -3px;
      }
      canvas {
        display: block;
        width: 100%;
        height: auto;
        max-height: 320px;
        object-fit: cover;
        object-position: top;
      }
      span {
        display: block;
        padding: 16px;
      }
    `,
  ];
  declare store: Pick<MessageStore, 'file'>;
  declare file: Pick<Attachment, 'attachmentId' | 'width' | 'height'>;
  declare label: string;
  declare again: string;
  declare failed: boolean;
  #drawn = '';
  #watch = new IntersectionObserver((seen) => seen.some((one) => one.isIntersecting) && void this.#draw());

  override connectedCallback(): void {
    super.connectedCallback();
    this.#watch.observe(this);
    // While there is nothing to enlarge, a press tries again.
    this.addEventListener('click', this.#press, true);
  }

  override disconnectedCallback(): void {
    super.disconnectedCallback();
    this.#watch.disconnect();
    this.removeEventListener('click', this.#press, true);
  }

  #press = (event: Event): void => {
    if (!this.failed) return;
    event.stopImmediatePropagation();
    this.#drawn = '';
    this.failed = false;
    void this.updateComplete.then(() => this.#draw());
  };

  async #draw(): Promise<void> {
    const { attachmentId } = this.file;
    if (this.#drawn === attachmentId) return;
    this.#drawn = attachmentId;
    try {
      const bitmap = await createImageBitmap(await this.store.file(attachmentId));
      const canvas = this.renderRoot.querySelector('canvas');
      if (!canvas || this.#drawn !== attachmentId) return;
      const scale = Math.min(1, SHOWN / Math.max(bitmap.width, bitmap.height));
      canvas.width = Math.max(1, Math.round(bitmap.width * scale));
      canvas.height = Math.max(1, Math.round(bitmap.height * scale));
      canvas.getContext('2d')!.drawImage(bitmap, 0, 0, canvas.width, canvas.height);
      bitmap.close();
      this.toggleAttribute('drawn', true);
    } catch {
      this.failed = true;
    }
  }

  override render(): TemplateResult {
    const { width, height } = this.file;
    // A canvas has its size before its picture: nothing jumps when that comes.
    return html`<button type="button" aria-label=${this.failed ? this.again : this.label}>
      ${
        this.failed
          ? html`<span>${this.again}</span>`
          : html`<canvas width=${width ?? 4} height=${height ?? 3} aria-hidden="true"></canvas>`
      }${nothing}
    </button>`;
  }
}
define('care-chat-picture', ChatPicture);
