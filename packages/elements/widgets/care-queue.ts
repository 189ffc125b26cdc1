/** Owns the waiting room: the ticket, the place, what changed last, the device check, and leaving. */
import { html, nothing, type CSSResultGroup, type PropertyDeclarations, type TemplateResult } from 'lit';
import { keyed } from 'lit/directives/keyed.js';
import type { QueuePlace } from '@care-elements/contract/queue.ts';
import type { LiveState } from '@care-elements/client/care.ts';
import { createQueueStore } from '@care-elements/client/queue-store.ts';
import { createVisitStore, type VisitState } from '@care-elements/client/visit-store.ts';
import { CareElement } from '../base/care-element.ts';
import { define } from '../base/define.ts';
import { css } from '../base/light-element.ts';
import { StoreController } from '../base/store-controller.ts';
import { Words, type Catalog } from '../base/words.ts';
import { askOnce } from '../controls/ask-once.ts';
import { statusChip } from '../controls/status-chip.ts';
import { ticketNumber, ticketStyles } from '../controls/ticket-number.ts';
import { sharedWords } from '../locales/catalogs.ts';
import type { QueueWords } from '../locales/en/queue.ts';
import { buttons, surfaces } from '../theme/common.ts';
import { frame } from './care-visit-styles.ts';
import './device-check.ts';

const queueWords: Catalog<QueueWords> = {
  'zh-CN': () => import('../locales/zh-CN/queue.ts'),
  en: () => import('../locales/en/queue.ts'),
};

/**
 * A patient's place in the queue, live.
 *
 * @csspart ticket The number.
 * @csspart place How many are before, and how long it takes.
 * @csspart check The device check.
 */
export class CareQueue extends CareElement {
  static override properties: PropertyDeclarations = { leaving: { state: true } };
  static override styles: CSSResultGroup = [
    CareElement.styles,
    buttons,
    surfaces,
    frame,
    ticketStyles,
    css`
      .center {
        text-align: center;
      }
      .place {
        display: flex;
        flex-direction: column;
        gap: 4px;
        padding: 24px 16px;
        border-radius: var(--_card);
        background: var(--_brand-soft);
        text-align: center;
      }
      .place b {
        font-size: 22px;
      }
      .place > * {
        animation: appear 0.2s ease-out;
      }
      @keyframes appear {
        from {
          opacity: 0;
        }
      }
    `,
  ];

  /** The question before leaving stands there. */
  declare leaving: boolean;
  override readonly words = new Words(sharedWords, queueWords);
  private state = new StoreController<VisitState>(this, () => this.store);
  private live = new StoreController<LiveState>(this, () => this.care?.live.state);
  private loaded: unknown;

  constructor() {
    super();
    this.leaving = false;
  }

  private get store() {
    return this.care?.use(createVisitStore);
  }

  protected override willUpdate(): void {
    const { store } = this;
    // Alone in a page, nobody has loaded the visit before us.
    if (store && store !== this.loaded && !store.get().hospital && !store.get().busy) void store.load();
    this.loaded = store;
  }

  protected override updated(changed: Map<string, unknown>): void {
    if (!changed.has('leaving')) return;
    this.renderRoot.querySelector<HTMLElement>(this.leaving ? '.sure' : '.leave')?.focus();
  }

  override render(): TemplateResult {
    const { t } = this.words;
    const { view, phase, problem, busy } = this.state.value || {};
    const place = view?.queue;
    if (place?.state !== 'waiting')
      return html`<p class="muted" role="status">${phase === 'loading' ? t.loading : t.noPlace}</p>`;
    return html`<div class="screen">
      <div class="center">
        <h1 tabindex="-1">${t.title}</h1>
        <p class="muted">${place.department.name[this.language]}</p>
      </div>
      <div class="place" part="place">
        ${ticketNumber(t.ticket, place.ticket)} ${keyed(`${place.ahead} ${place.waitMinutes?.max}`, this.place(place))}
        <p class="note" role="status">${place.changed ? t.changed[place.changed] : ''}</p>
      </div>
      ${this.live.value === 'reconnecting' ? html`<div class="center">${statusChip('pending', t.lost)}</div>` : nothing}
      <care-device-check .care=${this.care} lang=${this.language}></care-device-check>
      <p class="muted">${t.keep}</p>
      ${problem && !busy ? html`<p class="band amber" role="alert">${t.problems[problem.code] || t.failed}</p>` : nothing}
      ${
        this.leaving
          ? askOnce(t.leaveSure, t.yesLeave, t.stay, this.leave, () => (this.leaving = false))
          : html`<button class="link leave" @click=${() => (this.leaving = true)}>${t.leave}</button>`
      }
    </div>`;
  }

  private place({ ahead, waitMinutes }: QueuePlace) {
    const { t } = this.words;
    return html`<div class="num">
      <b>${ahead === 0 ? t.next : ahead === null ? '' : t.ahead(ahead)}</b>
      ${waitMinutes ? html`<p>${waitMinutes.min ? t.wait(waitMinutes.min, waitMinutes.max) : t.waitShort(Math.max(1, waitMinutes.max))}</p>` : nothing}
    </div>`;
  }

  private leave = (): void => {
    void this.care!.use(createQueueStore)
      .leave()
      .then(() => (this.leaving = false));
  };
}
define('care-queue', CareQueue);
