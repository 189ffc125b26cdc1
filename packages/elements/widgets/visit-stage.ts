/** Owns the patient's screens from the triage's result on: no state of a visit is without one, and each has a way on. */
import { html, nothing, type CSSResultGroup, type PropertyDeclarations, type TemplateResult } from 'lit';
import { visitStep } from '@care-elements/contract/visit.steps.ts';
import type { VisitView } from '@care-elements/contract/visit.ts';
import { createQueueStore } from '@care-elements/client/queue-store.ts';
import { createVisitStore, type VisitState } from '@care-elements/client/visit-store.ts';
import { armBell, ring } from '../base/bell.ts';
import { CareElement } from '../base/care-element.ts';
import { define } from '../base/define.ts';
import { css } from '../base/light-element.ts';
import { StoreController } from '../base/store-controller.ts';
import { Words, type Catalog } from '../base/words.ts';
import { askOnce } from '../controls/ask-once.ts';
import { iconUser } from '../controls/icons-work.ts';
import { sharedWords } from '../locales/catalogs.ts';
import type { VisitStageWords } from '../locales/en/visit-stage.ts';
import { buttons, surfaces } from '../theme/common.ts';
import { frame } from './care-visit-styles.ts';
import './triage-result.ts';

const stageWords: Catalog<VisitStageWords> = {
  'zh-CN': () => import('../locales/zh-CN/visit-stage.ts'),
  en: () => import('../locales/en/visit-stage.ts'),
};
/** What the patient is asked to confirm. */
type Sure = 'end' | 'leave' | 'new' | null;

export class VisitStage extends CareElement {
  static override properties: PropertyDeclarations = {
    sure: { state: true },
    entering: { state: true },
    now: { state: true },
  };
  static override styles: CSSResultGroup = [
    CareElement.styles,
    buttons,
    surfaces,
    frame,
    css`
      .called {
        align-items: center;
        padding-block: 32px 16px;
        text-align: center;
        background: var(--_brand);
        color: var(--_on-brand);
      }
      .called h1 {
        font-size: 28px;
      }
      .called .face {
        display: grid;
        place-items: center;
        width: 96px;
        height: 96px;
        border-radius: 50%;
        background: color-mix(in srgb, var(--_on-brand) 18%, transparent);
      }
      .called .act {
        background: var(--_on-brand);
        color: var(--_brand-strong);
      }
      .called .act:hover {
        background: var(--_brand-soft);
        color: var(--_ink);
      }
      .called .note,
      .called .link {
        color: inherit;
      }
      .called .link:hover {
        background: color-mix(in srgb, var(--_on-brand) 12%, transparent);
      }
      .called .sure {
        align-self: stretch;
        color: var(--_ink);
      }
      .called .sure .act {
        background: var(--_brand);
        color: var(--_on-brand);
      }
      .called .sure .quiet {
        background: none;
        color: var(--_brand);
      }
      dt {
        color: var(--_muted);
      }
      dd + dt {
        margin-block-start: 12px;
      }
      dd {
        white-space: pre-line;
      }
      .link.end {
        align-self: center;
        margin: 0;
      }
    `,
  ];

  declare sure: Sure;
  /** The patient has pressed the button of the call; the entry itself follows from the server. */
  declare entering: boolean;
  /** Milliseconds; moves while a call waits for its patient. */
  declare now: number;
  override readonly words = new Words(sharedWords, stageWords);
  private state = new StoreController<VisitState>(this, () => this.store);
  private clock: ReturnType<typeof setInterval> | undefined;
  private was: Sure = null;

  constructor() {
    super();
    this.sure = null;
    this.entering = false;
    this.now = Date.now();
  }

  private get store() {
    return this.care?.use(createVisitStore);
  }

  override disconnectedCallback(): void {
    super.disconnectedCallback();
    clearInterval(this.clock);
    this.clock = undefined;
  }

  protected override updated(): void {
    const { view } = this.state.value || {};
    const called = view && visitStep(view) === 'called';
    if (called) ring(view.queue!.entryId);
    else this.entering &&= !!view && visitStep(view) === 'in-consult';
    if (called && !this.clock) this.clock = setInterval(() => (this.now = Date.now()), 5000);
    if (!called) {
      clearInterval(this.clock);
      this.clock = undefined;
    }
    if (this.sure !== this.was)
      this.renderRoot.querySelector<HTMLElement>(this.sure ? '.sure' : '.end')?.focus();
    this.was = this.sure;
  }

  override render(): TemplateResult | typeof nothing {
    const { view, problem, busy } = this.state.value || {};
    if (!view) return nothing;
    const { t } = this.words;
    return html`<div class="screen" @click=${armBell}>
      ${this.screen(view)}
      ${problem && !busy ? html`<p class="band amber" role="alert">${t.problems[problem.code] || t.failed}</p>` : nothing}
    </div>`;
  }

  private screen(view: VisitView): TemplateResult {
    const { t } = this.words;
    const screen = visitStep(view);
    const common = { care: this.care, lang: this.language };
    switch (screen) {
      case 'triage':
      case 'choose-department':
        return html`<care-triage-result .care=${common.care} lang=${common.lang}></care-triage-result>${this.quiet('end')}`;
      case 'emergency':
        return html`<care-triage-result .care=${common.care} lang=${common.lang}></care-triage-result>${this.quiet('new')}`;
      case 'waiting':
        void import('./care-queue.ts');
        return html`<care-queue .care=${common.care} lang=${common.lang}></care-queue>`;
      case 'called':
      case 'in-consult':
        void import('./care-consult.ts');
        return screen === 'called' && !this.entering ? this.called(view) : this.consult(view);
      case 'missed':
        return html`<div><h1 tabindex="-1">${t.missedTitle}</h1><p>${t.missedMore}</p></div>
          <button class="act" aria-disabled=${this.state.value!.busy} @click=${this.rejoin}>${t.rejoin}</button>${this.quiet('end')}`;
      case 'prescription':
        void import('./care-prescription.ts');
        return html`<care-prescription .care=${common.care} lang=${common.lang}></care-prescription>${this.quiet('new')}`;
      case 'concluded':
        return html`<h1 tabindex="-1">${t.concludedTitle}</h1>${this.summary(view)}${this.fresh()}`;
      case 'closed':
        return html`<div><h1 tabindex="-1">${t.closedTitle}</h1><p>${t.closedMore}</p></div>${this.fresh()}`;
    }
  }

  private called(view: VisitView): TemplateResult {
    const { t } = this.words;
    const { clinician, queue } = view;
    const left = queue!.respondBy ? Date.parse(queue!.respondBy) - this.now : NaN;
    return html`<div class="screen called">
      <span class="face">${iconUser(48)}</span>
      <div>
        <h1 tabindex="-1" role="status">${t.calledTitle}</h1>
        ${clinician ? html`<p class="lead">${t.calledBy(clinician.name[this.language], clinician.title[this.language])}</p>` : nothing}
      </div>
      <button class="act" part="action" @click=${() => (this.entering = true)}>${t.enter}</button>
      <div>
        ${left > 0 ? html`<p class="num">${t.calledTime(Math.ceil(left / 60_000))}</p>` : left <= 0 ? html`<p>${t.calledLate}</p>` : nothing}
        <p class="note">${t.enterHint}</p>
      </div>
      ${this.quiet('leave')}
    </div>`;
  }

  private consult(view: VisitView): TemplateResult {
    const { clinician, queue, visitId } = view;
    return html`<care-consult
      .care=${this.care}
      lang=${this.language}
      .visit=${visitId}
      .entry=${queue!.entryId}
      .other=${clinician?.name[this.language] || ''}
      ?autojoin=${this.entering}
    ></care-consult>`;
  }

  private summary({ encounter }: VisitView): TemplateResult {
    const { t } = this.words;
    return html`<dl class="card">
      ${encounter?.diagnosis ? html`<dt>${t.diagnosis}</dt><dd>${encounter.diagnosis[this.language]}</dd>` : nothing}
      ${encounter?.advice ? html`<dt>${t.advice}</dt><dd>${encounter.advice}</dd>` : nothing}
      <dd>${t.noPrescription}</dd>
    </dl>`;
  }

  /** Where nothing can be lost by it, a new visit needs no question. */
  private fresh(): TemplateResult {
    return html`<button class="act quiet" @click=${() => this.store!.forget()}>${this.words.t.newVisit}</button>`;
  }

  /** The second, quiet action of a screen, and the question that it asks first. */
  private quiet(what: Exclude<Sure, null>): TemplateResult {
    const { t } = this.words;
    const [label, sure, yes, act] = {
      end: [t.endVisit, t.endSure, t.yesEnd, () => this.store!.close()] as const,
      leave: [t.cannotCome, t.leaveSure, t.yesLeave, () => this.care!.use(createQueueStore).leave()] as const,
      new: [t.newVisit, t.newSure, t.yesNew, () => this.store!.forget()] as const,
    }[what];
    const done = () => {
      this.sure = null;
    };
    return this.sure === what
      ? askOnce(sure, yes, t.stay, () => (done(), void act()), done)
      : html`<button class="link end" @click=${() => (this.sure = what)}>${label}</button>`;
  }

  private rejoin = (): void => {
    const { queue } = this.state.value!.view!;
    void this.care!.use(createQueueStore).join(queue!.department.departmentId);
  };
}
define('care-visit-stage', VisitStage);
