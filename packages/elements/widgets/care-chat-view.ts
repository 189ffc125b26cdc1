/**
 * Owns the conversation's view: the part of a history of any length that is before the eyes, and what is new in it. Its tag,
 * `care-chat`, is for the call and the text visit, so the loader doesn't carry it.
 */
import { html, nothing, type CSSResultGroup, type PropertyDeclarations, type TemplateResult } from 'lit';
import { repeat } from 'lit/directives/repeat.js';
import type { Message, MessageSide } from '@care-elements/contract/messages.ts';
import type { VisitMode } from '@care-elements/contract/visit.mode.ts';
import type { Scope } from '@care-elements/client/care.ts';
import { createHospitalZone } from '@care-elements/client/hospital-zone.ts';
import type { MessageState } from '@care-elements/client/message-state.ts';
import { createMessageStore, type MessageStore } from '@care-elements/client/message-store.ts';
import { CareElement } from '../base/care-element.ts';
import { define } from '../base/define.ts';
import { css } from '../base/light-element.ts';
import { StoreController } from '../base/store-controller.ts';
import { Words } from '../base/words.ts';
import { iconDown } from '../controls/icons-chat.ts';
import { buttons, surfaces } from '../theme/common.ts';
import { askPart } from './ask-part.ts';
import { chatFrame } from './care-chat-styles.ts';
import { bubble, named, dayWords, gist, outgoing, type Bubbles } from './chat-bubble.ts';
import './chat-composer.ts';
import { chatHead } from './chat-head.ts';
import './chat-picture.ts';
import { saveBlob } from './chat-save.ts';
import './chat-voice.ts';
import { chatWords } from './chat-words.ts';

const askChatLightbox = askPart(() => import('./chat-lightbox.ts'));

/** Messages in the page at first, at most, and by how many the part moves on. */
const FIRST = 60;
const MOST = 120;
const MOVE = 40;
/** So near to an end, in pixels, more is shown; so near to the bottom, new ones are followed. */
const NEAR = 500;
const BOTTOM = 48;

/**
 * The conversation of one visit, inside a visit or a desk: `<care-chat .care=${…} visit="…" as="doctor"></care-chat>`.
 *
 * @fires care-chat-close The person has closed the panel.
 * @csspart mode The button that changes to the other way to meet.
 * @csspart history The messages. @csspart newest The button that leads to what is new.
 */
export class CareChat extends CareElement {
  static override properties: PropertyDeclarations = {
    visit: {},
    as: { reflect: true },
    other: {},
    panel: { type: Boolean, reflect: true },
    mode: { attribute: false },
    changing: { state: true },
    chat: { attribute: false },
    enlarged: { state: true },
  };
  static override styles: CSSResultGroup = [
    CareElement.styles,
    buttons,
    surfaces,
    chatFrame,
    css`
      :host {
        height: 100%;
        min-height: 0;
      }
    `,
  ];

  /** The visit whose conversation this is. */
  declare visit: string;
  /** Who sits before this screen. */
  declare as: MessageSide;
  /** The other side's name. */
  declare other: string;
  /** Beside something else: it can be closed. */
  declare panel: boolean;
  /** How the two meet now: offers the other way. */
  declare mode: VisitMode | undefined;
  /** `sure`: the person is asked whether the video may end. */
  declare changing: 'no' | 'sure' | 'asked' | 'failed';
  /** The store in use; a page or a test may hand one down. */
  declare chat: MessageStore | undefined;
  declare enlarged: Message | null;
  override readonly words = new Words(chatWords);

  #state = new StoreController<MessageState>(this, () => this.store);
  #zone = new StoreController<string | undefined>(this, () => this.care?.use(createHospitalZone));
  #opened: { store: MessageStore; visit: string; as: MessageSide; close(): void } | undefined;
  /** The `seq` that the shown part begins with; null follows the newest. */
  #low: number | null = null;
  #stuck = true;
  /** Where the last scrolling ended. */
  #top = 0;
  #anchor: { key: string; top: number } | undefined;
  /** The newest that was announced, or here at first. */
  #told = -1;
  #said = '';
  /** Pictures, voices and the composer find their size after the lines are drawn. */
  #sizes = new ResizeObserver(() => this.#settle());

  constructor() {
    super();
    this.visit = '';
    this.as = 'patient';
    this.other = '';
    this.panel = false;
    this.changing = 'no';
    this.enlarged = null;
  }

  /** A doctor's own session is the desk's. */
  protected override get scope(): Scope | undefined {
    return this.as === 'doctor' ? 'desk' : super.scope;
  }

  get store(): MessageStore | undefined {
    return this.chat ?? this.care?.use(createMessageStore);
  }

  override connectedCallback(): void {
    super.connectedCallback();
    document.addEventListener('visibilitychange', this.#look);
  }

  override disconnectedCallback(): void {
    super.disconnectedCallback();
    document.removeEventListener('visibilitychange', this.#look);
    this.#sizes.disconnect();
    this.#opened?.close();
    this.#opened = undefined;
  }

  /** Listens to what the properties name. */
  #listen(): void {
    const { store, visit, as } = this;
    const open = this.#opened;
    if (open && open.store === store && open.visit === visit && open.as === as) return;
    // The next before the last goes: one that is the same stays open.
    const close = store && visit ? store.open(visit, as) : undefined;
    open?.close();
    this.#opened = close && { store: store!, visit, as, close };
    this.#low = null;
    this.#stuck = true;
    this.#told = -1;
  }

  get #scroll(): HTMLElement | null {
    return this.renderRoot.querySelector<HTMLElement>('.scroll');
  }

  protected override willUpdate(): void {
    if (this.isConnected) this.#listen();
    // What it asks about has ended meanwhile.
    if (this.changing === 'sure' && !(this.#state.value?.writable && this.mode === 'video'))
      this.changing = 'no';
    const scroll = this.#scroll;
    this.#anchor = undefined;
    if (!scroll || this.#stuck) return;
    // Earlier ones have come for whoever waits at the top.
    const oldest = this.#state.value?.messages[0]?.seq ?? 0;
    if (this.#low !== null && oldest < this.#low && scroll.scrollTop < NEAR)
      this.#low = Math.max(oldest, this.#low - MOVE);
    const top = scroll.getBoundingClientRect().top;
    for (const line of scroll.querySelectorAll<HTMLElement>('[data-seq]')) {
      const box = line.getBoundingClientRect();
      if (box.bottom < top) continue;
      this.#anchor = { key: line.dataset['seq']!, top: box.top };
      return;
    }
  }

  /** What stood before the eyes stays there, whatever came above or below. */
  protected override updated(): void {
    const scroll = this.#scroll;
    if (!scroll) return;
    for (const element of [scroll, scroll.firstElementChild!]) this.#sizes.observe(element);
    if (this.#stuck) this.#settle();
    else if (this.#anchor) {
      const line = scroll.querySelector<HTMLElement>(`[data-seq='${this.#anchor.key}']`);
      if (line)
        scroll.scrollTop += (line.getBoundingClientRect().top - this.#anchor.top) / this.#zoomed(scroll);
    }
    this.#look();
  }

  #settle(): void {
    const scroll = this.#scroll;
    if (scroll && this.#stuck) scroll.scrollTop = scroll.scrollHeight;
  }

  /** Enlarged text is zoomed: rectangles are in the window's pixels, scrolling is in ours. */
  #zoomed(scroll: HTMLElement): number {
    return scroll.offsetHeight ? scroll.getBoundingClientRect().height / scroll.offsetHeight : 1;
  }

  /** Says which messages are before the person's eyes. */
  #look = (): void => {
    const scroll = this.#scroll;
    if (!scroll?.offsetHeight || document.visibilityState !== 'visible') return;
    const bottom = scroll.getBoundingClientRect().bottom;
    const lines = scroll.querySelectorAll<HTMLElement>('[data-seq]');
    for (let i = lines.length - 1; i >= 0; i--) {
      if (lines[i]!.getBoundingClientRect().top + 16 > bottom) continue;
      return void this.store?.seen(Number(lines[i]!.dataset['seq']));
    }
  };

  #shown({ messages }: MessageState): readonly Message[] {
    if (this.#low === null) return messages.slice(-FIRST);
    const from = this.#low - (messages[0]?.seq ?? 0);
    return messages.slice(Math.max(0, from), Math.max(0, from) + MOST);
  }

  #onScroll = (): void => {
    const state = this.#state.value;
    const scroll = this.#scroll;
    if (!state || !scroll) return;
    const shown = this.#shown(state);
    const first = shown[0]?.seq ?? 0;
    // Nobody may have written yet.
    const oldest = state.messages[0]?.seq ?? 0;
    const last = shown.at(-1)?.seq ?? 0;
    const newest = state.messages.at(-1)?.seq ?? 0;
    const below = scroll.scrollHeight - scroll.scrollTop - scroll.clientHeight;
    // What finds its size late moves the bottom away from who has not moved.
    const up = scroll.scrollTop < this.#top;
    this.#top = scroll.scrollTop;
    this.#stuck = last === newest && (below < BOTTOM || (this.#stuck && !up));
    if (scroll.scrollTop < NEAR && first > oldest) {
      this.#low = Math.max(oldest, first - MOVE);
      this.requestUpdate();
    } else if (scroll.scrollTop < NEAR && state.earlier) {
      // From here on the part stays where it is, and what comes is put before it.
      this.#low ??= first;
      void this.store!.fetchEarlier();
    } else if (below < NEAR && last < newest) {
      const low = first + MOVE;
      this.#low = low + MOST > newest ? Math.max(oldest, newest - MOST + 1) : low;
      this.requestUpdate();
    } else if (this.#stuck && this.#low !== null) {
      this.#low = null;
      this.requestUpdate();
    }
    this.#look();
  };

  #toNewest(): void {
    this.#low = null;
    this.#stuck = true;
    this.requestUpdate();
  }

  /** New words of the other side, for those who listen to the page. */
  #announce({ messages, phase, side }: MessageState, who: string): string {
    const newest = messages.at(-1);
    if (phase !== 'ready' || !newest) {
      if (phase === 'ready') this.#told = Math.max(0, this.#told);
      return this.#said;
    }
    if (this.#told >= 0 && newest.seq > this.#told && newest.from !== side)
      this.#said = `${this.words.t.says(who)}${gist(this.words.t, newest)}`;
    this.#told = newest.seq;
    return this.#said;
  }

  override render(): TemplateResult {
    const { t } = this.words;
    const state = this.#state.value;
    const who = this.other || t.who[this.as === 'patient' ? 'doctor' : 'patient'];
    if (!state || !this.store) return html`<section class="chat" aria-label=${t.chatLabel}></section>`;
    const { phase } = state;
    return html`<section class="chat ${this.changing === 'sure' ? 'asking' : ''}" aria-label=${t.chatLabel}>
      ${this.panel || this.mode ? chatHead(this, who, state.writable) : nothing}
      <div class="scroll" part="history" tabindex="0" role="region" aria-label=${t.history} @scroll=${this.#onScroll}>
        <ol>${this.#lines(state, who)}</ol>
      </div>
      <p class="hidden" role="status">${this.#announce(state, who)}</p>
      ${this.#pill(state)}
      ${
        phase === 'unreachable'
          ? html`<div class="foot"><p class="problem" role="alert"><span>${t.unreachable}</span></p>
              <button type="button" class="act quiet" @click=${() => this.store!.retry()}>${t.tryNow}</button></div>`
          : state.writable
            ? html`<care-chat-composer lang=${this.tongue} .store=${this.store}></care-chat-composer>`
            : phase === 'ready'
              ? html`<div class="foot"><p class="closed">${t.closedNow}</p></div>`
              : nothing
      }
      ${this.enlarged ? this.#lightbox(this.enlarged) : nothing}
    </section>`;
  }

  #lines(state: MessageState, who: string): unknown {
    const { t } = this.words;
    const { phase, messages, typing, earlier, fetchingEarlier } = state;
    const all: Bubbles = {
      ...{ t, lang: this.tongue, zone: this.#zone.value, state, store: this.store!, who },
      enlarge: (message) => {
        askChatLightbox();
        this.enlarged = message;
      },
      save: (message) => void this.#save(message),
    };
    const lines: { key: string; view: TemplateResult }[] = [];
    const add = (key: string, view: TemplateResult) => lines.push({ key, view });
    if (phase === 'loading') add('loading', html`<li class="hint">${t.loadingChat}</li>`);
    if (phase === 'ready' && !messages.length && !state.outgoing.length)
      add('empty', html`<li class="hint">${t.empty[state.side]}</li>`);
    const shown = this.#shown(state);
    if (fetchingEarlier || (earlier && shown[0] === messages[0]))
      add('earlier', html`<li class="hint">${t.fetchingEarlier}</li>`);
    const lastOwn = messages.reduce((seq, message) => (message.from === state.side ? message.seq : seq), 0);
    const names = named(messages, this.language);
    let day = '';
    for (const message of shown) {
      const its = dayWords(t, this.tongue, message.sentAt, all.zone);
      if (its !== day) add(`day ${its}`, html`<li class="day">${its}</li>`);
      day = its;
      add(message.messageId, bubble(message, message.seq === lastOwn, all, names.get(message.messageId)));
    }
    if (shown.at(-1) === messages.at(-1)) {
      for (const item of state.outgoing) add(item.messageId, outgoing(item, all));
      if (typing) add('typing', html`<li class="hint">${t.typing(who)}</li>`);
    }
    return repeat(
      lines,
      ({ key }) => key,
      ({ view }) => view,
    );
  }

  /** Away from the bottom: how many came since, and the way there. */
  #pill({ unread, messages }: MessageState): TemplateResult | typeof nothing {
    const { t } = this.words;
    if (this.#stuck || !messages.length || (!unread && this.#low === null)) return nothing;
    return html`<div>
      <button type="button" class="newest" part="newest" @click=${() => this.#toNewest()}>${iconDown(18)}${unread ? t.newest(unread) : t.toNewest}</button>
    </div>`;
  }

  #lightbox(message: Message): TemplateResult {
    return html`<care-chat-lightbox
      lang=${this.tongue}
      .store=${this.store}
      .file=${message.attachment}
      @close=${() => {
        this.enlarged = null;
        this.renderRoot
          .querySelector<HTMLElement>(`[data-seq='${message.seq}'] care-chat-picture`)
          ?.shadowRoot?.querySelector('button')
          ?.focus();
      }}
    ></care-chat-lightbox>`;
  }

  async #save({ attachment }: Message): Promise<void> {
    const blob = await this.store!.file(attachment!.attachmentId).catch(() => undefined);
    if (blob) saveBlob(blob, attachment!.name);
  }
}
define('care-chat', CareChat);
