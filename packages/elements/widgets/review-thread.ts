/** Owns the clarification between pharmacist and doctor as both desks show it: what was said, what is new, and the next word. Its tag, `care-review-thread`, is the desks' own. */
import { css, html, nothing, type CSSResultGroup, type PropertyDeclarations, type TemplateResult } from 'lit';
import { repeat } from 'lit/directives/repeat.js';
import type { ReviewMessage, ThreadSide } from '@care-elements/contract/review.thread.ts';
import {
  createDoctorThreads,
  createPharmacyThreads,
  type ReviewThreadState,
  type Talk,
} from '@care-elements/client/review-thread-store.ts';
import { CareElement } from '../base/care-element.ts';
import { define } from '../base/define.ts';
import { StoreController } from '../base/store-controller.ts';
import { Words, type Catalog } from '../base/words.ts';
import { iconAlert, iconClock, iconDone } from '../controls/icons.ts';
import { iconChat } from '../controls/icons-chat.ts';
import type { ReviewThreadWords } from '../locales/en/review-thread.ts';
import { buttons, forms } from '../theme/common.ts';
import { surfaces } from '../theme/surfaces.ts';
import { clockOf } from './care-prescription-time.ts';

const threadWords: Catalog<ReviewThreadWords> = {
  'zh-CN': () => import('../locales/zh-CN/review-thread.ts'),
  en: () => import('../locales/en/review-thread.ts'),
  'zh-TW': () => import('../locales/zh-TW/review-thread.ts'),
  'zh-HK': () => import('../locales/zh-HK/review-thread.ts'),
};

/**
 * @csspart talk The clarification about one prescription; `message` is one of its messages, `new` the sign of unread ones.
 */
export class CareReviewThread extends CareElement {
  static override properties: PropertyDeclarations = {
    side: {},
    prescriptionId: { attribute: false },
    timeZone: { attribute: false },
    may: { type: Boolean },
    writing: { state: true },
    missing: { state: true },
  };
  static override styles: CSSResultGroup = [
    CareElement.styles,
    buttons,
    surfaces,
    forms,
    css`
      :host {
        display: block;
        font-size: 14px;
        line-height: 1.5;
      }
      p,
      ol {
        margin: 0;
        padding: 0;
      }
      .talk {
        display: flex;
        flex-direction: column;
        gap: 8px;
        padding: 12px;
        border: 1px solid var(--_line);
        border-radius: var(--_round);
        background: var(--_surface);
      }
      /* A question must not stay above what the doctor scrolled to. */
      :host([side='doctor'][fresh]) {
        position: sticky;
        inset-block-start: 0;
        z-index: 2;
        max-height: 60%;
        overflow: auto;
        background: var(--_ground, var(--_surface));
      }
      :host([side='doctor']) .talk {
        margin: 12px 16px;
      }
      .talk + .talk {
        margin-block-start: 12px;
      }
      .talk.fresh {
        border-color: var(--_amber);
      }
      h3 {
        display: flex;
        align-items: center;
        gap: 8px;
        margin: 0;
        font-size: 14px;
      }
      .mark {
        display: inline-flex;
        align-items: center;
        gap: 4px;
        color: var(--_tone);
        font-weight: 600;
      }
      h3 .mark {
        margin-inline-start: auto;
      }
      ol {
        display: flex;
        flex-direction: column;
        gap: 8px;
        list-style: none;
      }
      .log {
        max-height: 40vh;
        overflow: auto;
      }
      li {
        padding-inline-start: 8px;
        border-inline-start: 3px solid var(--_line);
        overflow-wrap: anywhere;
      }
      li.own {
        border-inline-start-color: var(--_brand);
      }
      .pre {
        white-space: pre-wrap;
      }
      .note,
      .muted {
        color: var(--_muted);
        font-size: 13px;
      }
      .field label {
        font-weight: 400;
        font-size: 13px;
      }
      .field textarea {
        min-height: 60px;
        padding: 8px 10px;
        font-size: 14px;
        line-height: 1.5;
        field-sizing: content;
        max-height: 30vh;
      }
      .act {
        width: auto;
        min-height: 44px;
        padding: 6px 16px;
        font-size: 14px;
      }
    `,
  ];

  declare side: ThreadSide;
  /** At the pharmacy: the prescription on the table. */
  declare prescriptionId: string | null;
  declare timeZone: string;
  /** At the pharmacy: it is in the reader's hand. */
  declare may: boolean;
  declare writing: boolean;
  /** The prescription whose text is empty though it was to be sent. */
  declare missing: string | null;
  override readonly words = new Words(threadWords);
  #state = new StoreController<ReviewThreadState>(this, () => this.store);
  #shown: string | null | undefined;
  #watching: unknown;

  constructor() {
    super();
    this.side = 'pharmacist';
    this.prescriptionId = null;
    this.timeZone = 'UTC';
    this.may = this.writing = false;
    this.missing = null;
  }

  private get store() {
    return this.care?.use(this.side === 'doctor' ? createDoctorThreads : createPharmacyThreads);
  }

  protected override willUpdate(): void {
    const { store } = this;
    if (!store) return;
    if (this.side === 'doctor') {
      if (this.#watching !== store) void store.watch();
      this.#watching = store;
    } else if (this.prescriptionId !== this.#shown) {
      this.#shown = this.prescriptionId;
      this.writing = false;
      this.missing = null;
      void store.show(this.prescriptionId);
    }
  }

  protected override updated(): void {
    this.toggleAttribute(
      'fresh',
      (this.#state.value?.talks ?? []).some(({ thread }) => thread.unread[this.side] > 0),
    );
    // On screen is seen: the desks show a clarification whole, and only to somebody who is at work.
    if (
      document.visibilityState === 'visible' &&
      (this.side === 'doctor' ? this.matches(':focus-within') : this.may)
    )
      for (const { thread } of this.#state.value?.talks ?? []) this.store!.seen(thread.prescriptionId);
  }

  async #send(event: Event, id: string): Promise<void> {
    event.preventDefault();
    const field = this.renderRoot.querySelector<HTMLTextAreaElement>(`[data-rx="${id}"]`)!;
    const text = field.value.trim();
    this.missing = text ? null : id;
    if (!text) return field.focus();
    if (await this.store!.send(id, text)) {
      field.value = '';
      this.writing = false;
    }
  }

  /** As in every other field of the desks: it sends, and signs nothing beneath. */
  #key(event: KeyboardEvent, id: string): void {
    const { key, ctrlKey, metaKey, altKey, repeat, isComposing } = event;
    if (key !== 'Enter' || !(ctrlKey || metaKey) || altKey || isComposing) return;
    event.stopPropagation();
    if (!repeat) void this.#send(event, id);
  }

  override render(): TemplateResult | typeof nothing {
    const state = this.#state.value;
    if (!state) return nothing;
    const talks = state.talks.filter(({ thread }) => this.side === 'doctor' || thread.last || this.writing);
    const { t } = this.words;
    const [first] = state.talks;
    const ask = this.side === 'pharmacist' && this.may && first?.thread.last === 0 && !this.writing;
    return html`${repeat(
      talks,
      ({ thread }) => thread.prescriptionId,
      (talk) => this.#talk(talk, state),
    )}${ask ? html`<button class="act quiet" id="ask" @click=${this.#begin}>${iconChat(18)} ${t.ask}</button>` : nothing}`;
  }

  #begin = async () => {
    this.writing = true;
    await this.updateComplete;
    this.renderRoot.querySelector('textarea')?.focus();
  };

  #talk({ thread, prescription }: Talk, state: ReviewThreadState): TemplateResult {
    const { t } = this.words;
    const doctor = this.side === 'doctor';
    const { prescriptionId: id, messages } = thread;
    const fresh = thread.unread[this.side];
    const last = messages.at(-1)?.from;
    const waits = !doctor && last === 'pharmacist';
    const answered = !doctor && last === 'doctor';
    return html`<section class="talk ${fresh ? 'fresh' : ''}" part="talk" aria-labelledby="talk-${id}" @focusin=${() => this.requestUpdate()}>
      <h3 id="talk-${id}">${iconChat(18)}${doctor ? t.doctorTitle : t.title}
        ${fresh ? html`<span class="mark amber" part="new">${iconAlert(16)}${t.unread(fresh)}</span>` : waits ? html`<span class="muted mark">${iconClock(16)}${t.waitsForDoctor}</span>` : answered ? html`<span class="mark">${iconDone(16)}${t.doctorAnswered}</span>` : nothing}
      </h3>
      ${prescription ? html`<p>${t.about(prescription.patientName, prescription.number)}</p><p class="note">${last === 'doctor' ? t.answered : t.more}</p>` : nothing}
      ${
        messages.length
          ? html`<div class="log" role="log" tabindex="0" aria-labelledby="talk-${id}"><ol>${repeat(
              messages,
              ({ messageId }) => messageId,
              (message) => this.#message(message, thread.read),
            )}</ol></div>`
          : nothing
      }
      ${thread.writable ? (doctor || this.may ? this.#form(id, state, answered) : nothing) : html`<p class="note">${t.over}</p>`}
    </section>`;
  }

  #message(
    { from, author, text, sentAt, seq }: ReviewMessage,
    read: Record<ThreadSide, number>,
  ): TemplateResult {
    const { t } = this.words;
    const lang = this.language;
    const own = from === this.side;
    const who = lang === 'en' ? author.name.en : `${author.name['zh-CN']}${author.title['zh-CN']}`;
    const other = this.side === 'doctor' ? 'pharmacist' : 'doctor';
    return html`<li class=${own ? 'own' : ''} part="message">
      <p class="note">${own ? t.you : who} · <span class="num">${clockOf(new Date(sentAt), this.timeZone)}</span>${own ? ` · ${read[other] >= seq ? t.read : t.sent}` : ''}</p>
      <p class="pre">${text}</p>
    </li>`;
  }

  #form(id: string, { sending, problem }: ReviewThreadState, answered: boolean): TemplateResult {
    const { t } = this.words;
    const failed = problem?.prescriptionId === id ? (t.problems[problem.problem.code] ?? t.failed) : '';
    const wrong = this.missing === id ? t.empty : failed;
    const label = this.side === 'doctor' ? t.answerLabel : t.label;
    return html`<form class="stack" novalidate @submit=${(event: Event) => this.#send(event, id)}>
      ${this.side === 'pharmacist' ? html`<p class="note">${answered ? t.decide : t.askMore}</p>` : nothing}
      <div class="field">
        <label for="text-${id}">${label}</label>
        ${wrong ? html`<span class="wrong" id="wrong-${id}" role="alert">${wrong}</span>` : nothing}
        <textarea id="text-${id}" data-rx=${id} rows="2" maxlength="1000" aria-keyshortcuts="Control+Enter Meta+Enter" @keydown=${(event: KeyboardEvent) => this.#key(event, id)} aria-describedby=${wrong ? `wrong-${id}` : nothing} aria-invalid=${wrong ? 'true' : 'false'}></textarea>
      </div>
      <button class="act quiet" aria-disabled=${sending ? 'true' : 'false'}>${sending === id ? t.sending : t.send}</button>
    </form>`;
  }
}
define('care-review-thread', CareReviewThread);
