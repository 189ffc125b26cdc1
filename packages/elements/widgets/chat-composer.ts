/** Owns the writing: the text, a picture or a PDF, a voice message. What is written outlives the panel: it lies in the store. */
import { html, nothing, type CSSResultGroup, type PropertyDeclarations, type TemplateResult } from 'lit';
import { MAX_VOICE_SECONDS, MESSAGE_LENGTH } from '@care-elements/contract/messages.limits.ts';
import { Problem } from '@care-elements/client/problem.ts';
import type { MessageStore } from '@care-elements/client/message-store.ts';
import type { VoiceState } from '@care-elements/client/voice-recorder.ts';
import { CareElement } from '../base/care-element.ts';
import { define } from '../base/define.ts';
import { StoreController } from '../base/store-controller.ts';
import { Words } from '../base/words.ts';
import { iconClip, iconPhoto, iconSend, iconSpeak } from '../controls/icons-chat.ts';
import { iconAlert, iconClose } from '../controls/icons.ts';
import { surfaces } from '../theme/common.ts';
import { chatFrame } from './care-chat-styles.ts';
import { problemWords } from './chat-bubble.ts';
import { chatWords } from './chat-words.ts';

const minutes = (seconds: number) => `${Math.floor(seconds / 60)}:${String(seconds % 60).padStart(2, '0')}`;

export class ChatComposer extends CareElement {
  static override properties: PropertyDeclarations = {
    store: { attribute: false },
    problem: { state: true },
    busy: { state: true },
  };
  static override styles: CSSResultGroup = [CareElement.styles, surfaces, chatFrame];
  declare store: MessageStore;
  declare problem: Problem | null;
  /** A chosen file is being made ready. */
  declare busy: boolean;
  override readonly words = new Words(chatWords);
  #voice = new StoreController<VoiceState>(this, () => this.store?.voice);
  #draft = new StoreController<string>(this, () => this.store?.draft);

  constructor() {
    super();
    this.problem = null;
    this.busy = false;
  }

  #write = (event: Event): void => {
    this.store.draft.set((event.target as HTMLTextAreaElement).value);
    this.store.hint();
  };

  #key = (event: KeyboardEvent): void => {
    // The desk's letters are for the desk; and Enter chooses a character while one is being composed.
    event.stopPropagation();
    if (event.key !== 'Enter' || event.shiftKey || event.isComposing) return;
    // On a phone's keyboard Enter is a new line; the button sends.
    if (matchMedia('(pointer: coarse)').matches && !event.ctrlKey && !event.metaKey) return;
    event.preventDefault();
    this.#send();
  };

  #send(): void {
    const text = this.store.draft.get().trim();
    if (!text || text.length > MESSAGE_LENGTH) return;
    this.store.send(text);
    this.store.draft.set('');
    this.problem = null;
    this.renderRoot.querySelector('textarea')?.focus();
  }

  #choose = async (event: Event): Promise<void> => {
    const input = event.target as HTMLInputElement;
    const files = [...(input.files ?? [])];
    // The same file again is a change, too.
    input.value = '';
    this.problem = null;
    this.busy = true;
    for (const file of files) {
      try {
        await this.store.sendFile(file);
      } catch (problem) {
        if (!(problem instanceof Problem)) throw problem;
        this.problem = problem;
      }
    }
    this.busy = false;
  };

  #open(name: string): void {
    this.renderRoot.querySelector<HTMLInputElement>(`input[name=${name}]`)!.click();
  }

  override render(): TemplateResult {
    const { t } = this.words;
    const { phase, seconds, problem: deaf } = this.#voice.value!;
    const draft = this.#draft.value ?? '';
    const over = draft.trim().length - MESSAGE_LENGTH;
    return html`<div class="foot">
      ${this.problem ? this.#problem(problemWords(t, this.problem), () => (this.problem = null)) : nothing}
      ${deaf ? this.#problem(t.microphone, () => this.store.voice.cancel()) : nothing}
      ${over > 0 ? html`<p class="problem" role="alert">${iconAlert(18)}<span>${t.tooLong(over)}</span></p>` : nothing}
      ${phase === 'idle' ? this.#text(draft, over > 0) : this.#talk(phase, seconds)}
      <input type="file" name="files" accept="image/*,application/pdf,.pdf" multiple hidden @change=${this.#choose} />
      <input type="file" name="photo" accept="image/*" capture="environment" hidden @change=${this.#choose} />
    </div>`;
  }

  #problem(words: string, close: () => void): TemplateResult {
    return html`<p class="problem" role="alert">
      ${iconAlert(18)}<span>${words}</span>
      <button type="button" class="icon" aria-label=${this.words.t.closePicture} @click=${close}>${iconClose(18)}</button>
    </p>`;
  }

  #text(draft: string, over: boolean): TemplateResult {
    const { t } = this.words;
    const button = (name: string, label: string, look: TemplateResult, act: () => void) =>
      html`<button type="button" class="icon ${name}" part=${name} aria-label=${label} title=${label} @click=${act}>${look}</button>`;
    return html`<div class="write">
      ${button('photo', t.takePhoto, iconPhoto(), () => this.#open('photo'))}
      ${button('attach', t.attach, iconClip(), () => this.#open('files'))}
      <textarea
        rows="1"
        aria-label=${t.write}
        placeholder=${t.writeHint}
        aria-invalid=${over}
        aria-busy=${this.busy}
        .value=${draft}
        @input=${this.#write}
        @keydown=${this.#key}
      ></textarea>
      ${
        draft.trim() || !this.store.voice.able
          ? button('go', t.send, iconSend(), () => this.#send())
          : button('speak', t.speak, iconSpeak(), () => void this.store.voice.start())
      }
    </div>`;
  }

  #talk(phase: VoiceState['phase'], seconds: number): TemplateResult {
    const { t } = this.words;
    return html`<div class="write">
      <button type="button" class="icon" aria-label=${t.dropVoice} title=${t.dropVoice} @click=${() => this.store.voice.cancel()}>${iconClose()}</button>
      <p class="talk num" role="timer">
        ${phase === 'asking' ? t.asking : html`<i></i>${t.recording(minutes(seconds), minutes(MAX_VOICE_SECONDS))}`}
      </p>
      ${
        phase === 'recording'
          ? html`<button type="button" class="icon go" aria-label=${t.sendVoice} title=${t.sendVoice} @click=${() => void this.store.sendVoice()}>${iconSend()}</button>`
          : nothing
      }
    </div>`;
  }
}
define('care-chat-composer', ChatComposer);
