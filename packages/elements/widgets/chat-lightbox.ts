/** Owns a picture over the whole window: zoomed by pinch, wheel and keys, moved by finger, mouse and arrows. */
import { html, type CSSResultGroup, type PropertyDeclarations, type TemplateResult } from 'lit';
import type { Attachment } from '@care-elements/contract/attachments.ts';
import type { MessageStore } from '@care-elements/client/message-store.ts';
import { CareElement } from '../base/care-element.ts';
import { define } from '../base/define.ts';
import { closeDialog, openDialog } from '../controls/dialog.ts';
import { css } from '../base/light-element.ts';
import { Words } from '../base/words.ts';
import { iconCloser, iconFarther, iconSave } from '../controls/icons-chat.ts';
import { iconClose } from '../controls/icons.ts';
import { surfaces } from '../theme/common.ts';
import { saveBlob } from './chat-save.ts';
import { chatWords } from './chat-words.ts';

/** Of the picture that fits the window. */
const CLOSEST = 8;
const STEP = 1.4;
const MOVE = 60;

export class ChatLightbox extends CareElement {
  static override properties: PropertyDeclarations = {
    store: { attribute: false },
    file: { attribute: false },
    zoom: { state: true },
    failed: { state: true },
  };
  static override styles: CSSResultGroup = [
    CareElement.styles,
    surfaces,
    css`
      dialog {
        position: fixed;
        inset: 0;
        width: 100vw;
        height: 100vh;
        height: 100dvh;
        max-width: none;
        max-height: none;
        padding: 0;
        border: 0;
        background: #0b1211;
        color: #fff;
        color-scheme: light;
        zoom: 1;
        overflow: hidden;
      }
      .stage {
        position: absolute;
        inset: 0;
        display: grid;
        place-items: center;
        touch-action: none;
        cursor: grab;
        overflow: hidden;
      }
      canvas {
        max-width: 100%;
        max-height: 100%;
        min-width: 0;
        min-height: 0;
        transform-origin: 50% 50%;
        will-change: transform;
      }
      .bar {
        position: absolute;
        inset-block-end: 0;
        inset-inline: 0;
        display: flex;
        justify-content: center;
        gap: 8px;
        padding: 8px 8px calc(8px + env(safe-area-inset-bottom));
        background: rgb(11 18 17 / 72%);
      }
      .bar .icon {
        flex-direction: column;
        gap: 2px;
        min-width: 64px;
        padding: 4px 8px;
        color: #fff;
        font-size: 13px;
      }
      .bar .icon:hover {
        background: rgb(255 255 255 / 18%);
      }
      .bar .icon:focus-visible {
        outline-color: #fff;
      }
      .hidden {
        position: absolute;
        width: 1px;
        height: 1px;
        overflow: hidden;
        clip-path: inset(50%);
      }
    `,
  ];
  declare store: Pick<MessageStore, 'file'>;
  declare file: Pick<Attachment, 'attachmentId' | 'name'>;
  declare zoom: number;
  declare failed: boolean;
  override readonly words = new Words(chatWords);
  #x = 0;
  #y = 0;
  /** Fingers, or the mouse, by pointerId. */
  #down = new Map<number, { x: number; y: number }>();

  constructor() {
    super();
    this.zoom = 1;
    this.failed = false;
  }

  protected override firstUpdated(): void {
    openDialog(this.renderRoot.querySelector('dialog')!);
    // Passive listeners, which a template makes, could not keep the page from scrolling.
    this.#stage.addEventListener('wheel', this.#wheel, { passive: false });
    void this.#draw();
  }

  get #stage(): HTMLElement {
    return this.renderRoot.querySelector<HTMLElement>('.stage')!;
  }

  async #draw(): Promise<void> {
    try {
      const bitmap = await createImageBitmap(await this.store.file(this.file.attachmentId));
      const canvas = this.renderRoot.querySelector('canvas')!;
      canvas.width = bitmap.width;
      canvas.height = bitmap.height;
      canvas.getContext('2d')!.drawImage(bitmap, 0, 0);
      bitmap.close();
      canvas.dataset['drawn'] = '';
    } catch {
      this.failed = true;
    }
  }

  /** Zooms so that what lies at (x, y), from the stage's middle, stays there. */
  #zoomTo(zoom: number, x = 0, y = 0): void {
    const next = Math.min(CLOSEST, Math.max(1, zoom));
    const by = next / this.zoom;
    this.#move(x - (x - this.#x) * by, y - (y - this.#y) * by, next);
  }

  /** Never further than the picture's edge at the middle. */
  #move(x: number, y: number, zoom = this.zoom): void {
    const canvas = this.renderRoot.querySelector('canvas')!;
    const far = (length: number) => (length * (zoom - 1)) / 2;
    const within = (value: number, most: number) => Math.min(most, Math.max(-most, value));
    this.#x = within(x, far(canvas.offsetWidth));
    this.#y = within(y, far(canvas.offsetHeight));
    this.zoom = zoom;
    canvas.style.transform = `translate(${this.#x}px, ${this.#y}px) scale(${zoom})`;
  }

  #middle(x: number, y: number): [number, number] {
    const box = this.#stage.getBoundingClientRect();
    return [x - box.left - box.width / 2, y - box.top - box.height / 2];
  }

  #wheel = (event: WheelEvent): void => {
    event.preventDefault();
    this.#zoomTo(this.zoom * Math.exp(-event.deltaY / 400), ...this.#middle(event.clientX, event.clientY));
  };

  #press = (event: PointerEvent): void => {
    this.#down.set(event.pointerId, { x: event.clientX, y: event.clientY });
    this.#stage.setPointerCapture(event.pointerId);
  };

  #drag = (event: PointerEvent): void => {
    const was = this.#down.get(event.pointerId);
    if (!was) return;
    const now = { x: event.clientX, y: event.clientY };
    const other = [...this.#down].find(([id]) => id !== event.pointerId)?.[1];
    this.#down.set(event.pointerId, now);
    if (!other) return this.#move(this.#x + now.x - was.x, this.#y + now.y - was.y);
    const apart = (one: { x: number; y: number }) => Math.hypot(one.x - other.x, one.y - other.y) || 1;
    const middle = this.#middle((now.x + other.x) / 2, (now.y + other.y) / 2);
    this.#zoomTo((this.zoom * apart(now)) / apart(was), ...middle);
  };

  #release = (event: PointerEvent): void => void this.#down.delete(event.pointerId);

  #key = (event: KeyboardEvent): void => {
    const acts: Record<string, () => void> = {
      '+': () => this.#zoomTo(this.zoom * STEP),
      '=': () => this.#zoomTo(this.zoom * STEP),
      '-': () => this.#zoomTo(this.zoom / STEP),
      '0': () => this.#zoomTo(1),
      ArrowLeft: () => this.#move(this.#x + MOVE, this.#y),
      ArrowRight: () => this.#move(this.#x - MOVE, this.#y),
      ArrowUp: () => this.#move(this.#x, this.#y + MOVE),
      ArrowDown: () => this.#move(this.#x, this.#y - MOVE),
    };
    // A letter is the picture's while it is open, not the desk's behind it.
    event.stopPropagation();
    const act = acts[event.key];
    if (!act || event.metaKey || event.ctrlKey || event.altKey) return;
    event.preventDefault();
    act();
  };

  #close(): void {
    this.dispatchEvent(new Event('close'));
  }

  async #save(): Promise<void> {
    saveBlob(await this.store.file(this.file.attachmentId), this.file.name);
  }

  override render(): TemplateResult {
    const { t } = this.words;
    return html`<dialog aria-label=${t.enlarged(this.file.name)} @close=${() => this.#close()} @keydown=${this.#key}>
      <div
        class="stage"
        @pointerdown=${this.#press}
        @pointermove=${this.#drag}
        @pointerup=${this.#release}
        @pointercancel=${this.#release}
        @dblclick=${(event: MouseEvent) =>
          this.#zoomTo(this.zoom > 1 ? 1 : 2.5, ...this.#middle(event.clientX, event.clientY))}
      >
        <canvas role="img" aria-label=${t.enlarged(this.file.name)} width="1" height="1"></canvas>
        ${this.failed ? html`<p role="alert">${t.loadAgain}</p>` : ''}
      </div>
      <p class="hidden">${t.zoomHelp}</p>
      <div class="bar">
        <button type="button" class="icon" @click=${() => this.#zoomTo(this.zoom / STEP)}>${iconFarther()}<span>${t.farther}</span></button>
        <button type="button" class="icon" @click=${() => this.#zoomTo(this.zoom * STEP)}>${iconCloser()}<span>${t.closer}</span></button>
        <button type="button" class="icon" @click=${() => void this.#save().catch(() => (this.failed = true))}>${iconSave()}<span>${t.save}</span></button>
        <button type="button" class="icon" autofocus @click=${() => closeDialog(this.renderRoot.querySelector('dialog')!)}>${iconClose()}<span>${t.closePicture}</span></button>
      </div>
    </dialog>`;
  }
}
define('care-chat-lightbox', ChatLightbox);
