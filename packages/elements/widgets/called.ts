/** Owns the moment in which a patient is called: who waits for them, the way in, and how long there is to come. */
import { html, nothing, type CSSResultGroup, type PropertyDeclarations, type TemplateResult } from 'lit';
import { createQueueStore } from '@care-elements/client/queue-store.ts';
import { createVisitStore, type VisitState } from '@care-elements/client/visit-store.ts';
import { CareElement } from '../base/care-element.ts';
import { define } from '../base/define.ts';
import { css } from '../base/light-element.ts';
import { StoreController } from '../base/store-controller.ts';
import { Words, type Catalog } from '../base/words.ts';
import { askOnce } from '../controls/ask-once.ts';
import { callInTitle, ring } from '../controls/bell.ts';
import { iconUser } from '../controls/icons-work.ts';
import type { VisitStageWords } from '../locales/en/visit-stage.ts';
import { buttons, surfaces } from '../theme/common.ts';

const stageWords: Catalog<VisitStageWords> = {
  'zh-CN': () => import('../locales/zh-CN/visit-stage.ts'),
  en: () => import('../locales/en/visit-stage.ts'),
  'zh-TW': () => import('../locales/zh-TW/visit-stage.ts'),
  'zh-HK': () => import('../locales/zh-HK/visit-stage.ts'),
  ar: () => import('../locales/ar/visit-stage.ts'),
};
/** How often the time that is left is told anew. */
const TELL_MS = 15_000;

/** Intent, cancelable: the called patient wants to enter the consult. Who shows the call prevents the default. */
export class CareQueueEnterEvent extends Event {
  static readonly type = 'care-queue-enter';
  constructor() {
    super(CareQueueEnterEvent.type, { bubbles: true, composed: true, cancelable: true });
  }
}

export class CareCalled extends CareElement {
  static override properties: PropertyDeclarations = { leaving: { state: true } };
  static override styles: CSSResultGroup = [
    CareElement.styles,
    buttons,
    surfaces,
    css`
      section.stack {
        align-items: center;
        padding-block: 32px 16px;
        border-radius: var(--_card);
        text-align: center;
        background: var(--_brand);
        color: var(--_on-brand);
      }
      section.stack > div {
        max-width: 100%;
      }
      h1 {
        font-size: 28px;
      }
      .face {
        display: grid;
        place-items: center;
        width: 96px;
        height: 96px;
        border-radius: 50%;
        background: rgb(255 255 255 / 18%);
        background: color-mix(in srgb, var(--_on-brand) 18%, transparent);
      }
      section.stack > .act {
        background: var(--_on-brand);
        color: var(--_brand-strong);
      }
      section.stack > .act:hover {
        background: var(--_brand-soft);
        color: var(--_ink);
      }
      .note,
      .link {
        color: inherit;
      }
      .link:hover {
        background: rgb(255 255 255 / 12%);
        background: color-mix(in srgb, var(--_on-brand) 12%, transparent);
      }
      section.stack > :focus-visible {
        outline-color: var(--_on-brand);
      }
      .sure {
        align-self: stretch;
        color: var(--_ink);
        background: var(--_surface);
      }
    `,
  ];

  /** The question before giving the place up stands there. */
  declare leaving: boolean;
  override readonly words = new Words(stageWords);
  private state = new StoreController<VisitState>(this, () => this.care?.use(createVisitStore));
  private clock: ReturnType<typeof setInterval> | undefined;

  constructor() {
    super();
    this.leaving = false;
  }

  override connectedCallback(): void {
    super.connectedCallback();
    this.clock = setInterval(() => this.requestUpdate(), TELL_MS);
  }

  override disconnectedCallback(): void {
    super.disconnectedCallback();
    clearInterval(this.clock);
    callInTitle(null);
  }

  protected override firstUpdated(): void {
    // The screen that had the focus is gone; where somebody types elsewhere in the page, they go on.
    const at = document.activeElement;
    if (at === document.body) this.renderRoot.querySelector('h1')?.focus();
    // Whoever has scrolled away sees it all the same.
    else if (!at?.matches('input, textarea, select')) this.scrollIntoView({ block: 'nearest' });
  }

  protected override updated(changed: Map<string, unknown>): void {
    const place = this.state.value?.view?.queue;
    const called = this.isConnected && place?.state === 'called';
    callInTitle(called ? this.words.t.calledTitle : null);
    if (called) ring(place.entryId);
    if (changed.get('leaving') !== undefined)
      this.renderRoot.querySelector<HTMLElement>(this.leaving ? '.sure' : '.link')?.focus();
  }

  override render(): TemplateResult | typeof nothing {
    const { t } = this.words;
    const { queue, clinician, mode } = this.state.value?.view || {};
    if (!queue) return nothing;
    return html`<section class="stack" part="called">
      <span class="face">${iconUser(48)}</span>
      <div role="alert">
        <h1 tabindex="-1">${t.calledTitle}</h1>
        ${clinician ? html`<p class="lead">${t.calledBy(clinician.name[this.language], clinician.title[this.language])}</p>` : nothing}
      </div>
      <button class="act" part="action" @click=${() => this.dispatchEvent(new CareQueueEnterEvent())}>${t.enter}</button>
      <div>
        ${queue.respondBy ? html`<p class="num">${this.left(Date.parse(queue.respondBy) - Date.now())}</p>` : nothing}
        ${mode && mode !== 'video' ? nothing : html`<p class="note">${t.enterHint}</p>`}
      </div>
      ${
        this.leaving
          ? askOnce(t.leaveSure, t.yesLeave, t.stay, this.leave, () => (this.leaving = false))
          : html`<button class="link" @click=${() => (this.leaving = true)}>${t.cannotCome}</button>`
      }
    </section>`;
  }

  private left(ms: number): string {
    const { t } = this.words;
    return ms > 0 ? t.calledTime(Math.ceil(ms / 60_000)) : t.calledLate;
  }

  private leave = (): void => {
    this.leaving = false;
    void this.care!.use(createQueueStore).leave();
  };
}
define('care-called', CareCalled);
