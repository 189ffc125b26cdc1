/** Owns the playing of a voice message, through Web Audio: a strict page allows no `blob:` media. One plays at a time. */
import { html, type CSSResultGroup, type PropertyDeclarations, type TemplateResult } from 'lit';
import type { Attachment } from '@care-elements/contract/attachments.ts';
import type { MessageStore } from '@care-elements/client/message-store.ts';
import { CareElement } from '../base/care-element.ts';
import { define } from '../base/define.ts';
import { css } from '../base/light-element.ts';
import { Words } from '../base/words.ts';
import { iconPlay, iconStop } from '../controls/icons-chat.ts';
import { chatWords } from './chat-words.ts';

let audio: AudioContext | undefined;
let playing: ChatVoice | undefined;

export class ChatVoice extends CareElement {
  static override properties: PropertyDeclarations = {
    store: { attribute: false },
    file: { attribute: false },
    face: { reflect: true },
    at: { state: true },
  };
  static override styles: CSSResultGroup = [
    CareElement.styles,
    css`
      button {
        display: flex;
        align-items: center;
        gap: 12px;
        min-width: 140px;
        min-height: max(48px, var(--_tap));
        padding: 4px 16px 4px 12px;
        border: 1px solid transparent;
        background: none;
        cursor: pointer;
        text-align: start;
      }
      button:hover {
        background: var(--_brand-soft);
      }
      button:focus-visible {
        outline-offset: -3px;
      }
      svg {
        color: var(--_brand);
      }
      .num {
        font-variant-numeric: tabular-nums;
      }
      progress {
        display: block;
        width: 96px;
        height: 4px;
        accent-color: var(--_brand);
      }
    `,
  ];
  declare store: MessageStore;
  declare file: Attachment;
  declare face: 'idle' | 'fetching' | 'playing' | 'failed' | 'unplayable';
  /** Seconds played. */
  declare at: number;
  override readonly words = new Words(chatWords);
  #source: AudioBufferSourceNode | undefined;
  #timer: ReturnType<typeof setInterval> | undefined;
  #length = 0;

  constructor() {
    super();
    this.face = 'idle';
    this.at = 0;
  }

  override disconnectedCallback(): void {
    super.disconnectedCallback();
    this.stop();
  }

  stop(): void {
    clearInterval(this.#timer);
    if (this.#source) this.#source.onended = null;
    this.#source?.stop();
    this.#source = undefined;
    if (playing === this) playing = undefined;
    this.at = 0;
    if (this.face === 'playing' || this.face === 'fetching') this.face = 'idle';
  }

  async #play(): Promise<void> {
    if (this.face === 'playing' || this.face === 'fetching') return this.stop();
    playing?.stop();
    // eslint-disable-next-line @typescript-eslint/no-this-alias
    playing = this;
    this.face = 'fetching';
    // Made in the click, or the browser lets no sound through.
    audio ??= new AudioContext();
    void audio.resume();
    let bytes: ArrayBuffer;
    try {
      bytes = await (await this.store.file(this.file.attachmentId)).arrayBuffer();
    } catch {
      this.face = 'failed';
      return;
    }
    try {
      const buffer = await audio.decodeAudioData(bytes);
      if (playing !== this) return;
      const source = audio.createBufferSource();
      source.buffer = buffer;
      source.connect(audio.destination);
      source.onended = () => this.stop();
      source.start();
      const began = audio.currentTime;
      this.#source = source;
      this.#length = buffer.duration;
      this.#timer = setInterval(() => (this.at = audio!.currentTime - began), 250);
      this.face = 'playing';
    } catch {
      this.face = 'unplayable';
    }
  }

  override render(): TemplateResult {
    const { t } = this.words;
    const seconds = this.file.seconds ?? 0;
    const on = this.face === 'playing';
    const label = on
      ? t.stopVoice
      : this.face === 'failed'
        ? t.loadAgain
        : this.face === 'unplayable'
          ? t.cantPlay
          : t.playVoice(seconds);
    return html`<button type="button" aria-label=${label} aria-busy=${this.face === 'fetching'} @click=${() => void this.#play()}>
      ${on ? iconStop() : iconPlay()}
      <span>
        ${
          this.face === 'failed' || this.face === 'unplayable'
            ? label
            : on
              ? html`<progress max=${this.#length} value=${this.at} aria-hidden="true"></progress>`
              : html`<span class="num">${t.seconds(seconds)}</span>`
        }
      </span>
    </button>`;
  }
}
define('care-chat-voice', ChatVoice);
