/** Owns the patient's screens from the triage's result on: no state of a visit is without one, and each has a way on. */
import { html, nothing, type CSSResultGroup, type PropertyDeclarations, type TemplateResult } from 'lit';
import { visitStage, visitStep, type VisitScreen } from '@care-elements/contract/visit.steps.ts';
import type { QueuePlace } from '@care-elements/contract/queue.ts';
import type { VisitView } from '@care-elements/contract/visit.ts';
import type { Problem } from '@care-elements/client/problem.ts';
import { createVisitStore, type VisitState } from '@care-elements/client/visit-store.ts';
import { CareElement } from '../base/care-element.ts';
import { define } from '../base/define.ts';
import { stay } from '../base/keep-focus.ts';
import { adopt, css } from '../base/light-element.ts';
import { StoreController } from '../base/store-controller.ts';
import { Words, type Catalog } from '../base/words.ts';
import { askOnce } from '../controls/ask-once.ts';
import { armBell } from '../controls/bell.ts';
import { sharedWords } from '../locales/catalogs.ts';
import type { VisitStageWords } from '../locales/en/visit-stage.ts';
import { buttons, surfaces } from '../theme/common.ts';
import { handOnParts } from '../controls/patient-parts.ts';
import { askPart } from './ask-part.ts';
import './called.ts';
import { frame } from './care-visit-styles.ts';
import { FetchPart } from './fetch-part.ts';
import './triage-measures.ts';
import { tell } from './visit-events.ts';
import './triage-result.ts';

const askQueue = askPart(() => import('./care-queue.ts'));
const askPrescription = askPart(() => import('./care-prescription.ts'));
const askChatView = askPart(() => import('./care-chat-view.ts'));
const askGuests = askPart(() => import('./call-guests.ts'));
const askRating = askPart(() => import('./care-rating.ts'));
const askVisitSnapshots = askPart(() => import('./visit-snapshots.ts'));
const askVisitReferral = askPart(() => import('./visit-referral.ts'));

const stageWords: Catalog<VisitStageWords> = {
  'zh-CN': () => import('../locales/zh-CN/visit-stage.ts'),
  en: () => import('../locales/en/visit-stage.ts'),
  'zh-TW': () => import('../locales/zh-TW/visit-stage.ts'),
  'zh-HK': () => import('../locales/zh-HK/visit-stage.ts'),
  ar: () => import('../locales/ar/visit-stage.ts'),
};
const STAGES = ['describe', 'wait', 'consult', 'prescription'];

/** The shell's look while the patient is called; it comes with this chunk, long after the first screens. */
const calledShell = css`
  .care.called {
    --_surface: var(--_brand);
    --_line: transparent;
    --_muted: var(--_on-brand);
  }
  .called :is(b, .link, li) {
    color: var(--_on-brand);
  }
  /* The ground of the brand's soft colour is for words in the brand's own. */
  .called .link:hover {
    background: rgb(255 255 255 / 12%);
    background: color-mix(in srgb, var(--_on-brand) 12%, transparent);
  }
  /* The step to come is seen on the brand's colour, too. */
  .called li {
    border-color: rgb(128 128 128 / 60%);
  }
  .called :is(.done, [aria-current='step']) {
    border-color: var(--_on-brand);
  }
`;

/** For the shell: the screen, and which of the four steps it belongs to. */
export function placeOf(view: VisitView, shell: EventTarget): [screen: VisitScreen, stage: number] {
  const screen = visitStep(view);
  tell(shell, view, screen);
  if (shell instanceof Element) handOnParts(shell);
  return [screen, STAGES.indexOf(visitStage(screen))];
}

/** What the patient is asked to confirm. */
type Sure = 'end' | 'new' | null;

export class VisitStage extends CareElement {
  static override properties: PropertyDeclarations = {
    sure: { state: true },
    entering: { state: true },
  };
  static override styles: CSSResultGroup = [
    CareElement.styles,
    buttons,
    surfaces,
    frame,
    css`
      dt {
        color: var(--_muted);
      }
      dd + dt {
        margin-block-start: 12px;
      }
      dd {
        white-space: pre-line;
      }
      /* Each shows something or nothing: what shows nothing takes no gap. */
      care-visit-referral,
      care-visit-snapshots,
      care-rating {
        display: contents;
      }
      .written {
        height: calc(clamp(420px, 80vh, 760px) / var(--_zoom));
        height: calc(clamp(420px, 80svh, 760px) / var(--_zoom));
        overflow: hidden;
        border: 1px solid var(--_line);
        border-radius: var(--_card);
      }
    `,
  ];

  declare sure: Sure;
  /** The patient has pressed the button of the call; the entry itself follows from the server. */
  declare entering: boolean;
  override readonly words = new Words(sharedWords, stageWords);
  private state = new StoreController<VisitState>(this, () => this.store);
  private callPart = new FetchPart(this, () => import('./care-consult.ts'));
  private was: Sure = null;
  /** The screen of the last drawing; a screen that follows another on this page is read from its title on. */
  private shown: VisitScreen | null | undefined;
  /** The last problem, and the screen on which it came: it says nothing about a later one. */
  private trouble: { problem?: Problem | null; on?: VisitScreen } = {};

  constructor() {
    super();
    this.sure = null;
    this.entering = false;
  }

  private get store() {
    return this.care?.use(createVisitStore);
  }

  protected override firstUpdated(): void {
    const shell = this.getRootNode();
    if (shell instanceof ShadowRoot) adopt(shell, calledShell);
  }

  protected override updated(): void {
    handOnParts(this);
    const { view } = this.state.value || {};
    this.entering &&= !!view && view.mode === 'video' && /^(called|in-consult)$/.test(visitStep(view));
    if (this.sure !== this.was)
      this.renderRoot.querySelector<HTMLElement>(this.sure ? '.sure' : '.end')?.focus();
    this.was = this.sure;
    // While the patient enters, theirs is the call already.
    const screen = view && (this.entering ? 'in-consult' : visitStep(view));
    if (this.shown && screen !== this.shown) void this.lead();
    this.shown = screen;
  }

  /** The button that led here is gone. Where somebody types elsewhere in the page, they go on. */
  private async lead(): Promise<void> {
    const part = this.renderRoot.querySelector<CareElement>('care-prescription');
    if (part) {
      await customElements.whenDefined(part.localName);
      await part.updateComplete;
    }
    if (document.activeElement === document.body)
      (part || this).renderRoot.querySelector<HTMLElement>('h1, care-consult:not([hidden])')?.focus();
  }

  override render(): TemplateResult | typeof nothing {
    const { view, problem, busy } = this.state.value || {};
    if (!view) return nothing;
    const { t } = this.words;
    const screen = visitStep(view);
    if (problem !== this.trouble.problem) this.trouble = { problem, on: screen };
    // The queue speaks for itself.
    const told = /^(waiting|missed)$/.test(screen) || screen !== this.trouble.on;
    return html`<div class="screen" @click=${armBell}>
      ${this.screen(view)}
      ${problem && !busy && !told ? html`<p class="band amber" role="alert">${t.problems[problem.code] || t.failed}</p>` : nothing}
    </div>`;
  }

  private screen(view: VisitView): TemplateResult {
    const { t } = this.words;
    const screen = visitStep(view);
    const common = { care: this.care, lang: this.tongue };
    switch (screen) {
      case 'triage':
      case 'choose-department':
        return html`${view.queue?.state === 'left' ? html`<p class="band green" role="status">${t.leftQueue}</p>` : nothing}<care-triage-result .care=${common.care} lang=${common.lang}></care-triage-result>${this.quiet('end')}`;
      case 'emergency':
        return html`<care-triage-result .care=${common.care} lang=${common.lang}></care-triage-result>${this.quiet('new')}`;
      case 'waiting':
      case 'missed':
        askQueue();
        return html`<care-queue .care=${common.care} lang=${common.lang}></care-queue>${screen === 'missed' ? this.quiet('end') : nothing}`;
      case 'called':
      case 'in-consult':
        if (view.mode !== 'video') return this.writing(view, screen);
        this.callPart.ask();
        return this.consult(view, screen === 'called' && !this.entering);
      case 'prescription':
        askPrescription();
        return html`<care-prescription .care=${common.care} lang=${common.lang}></care-prescription>${this.rating(view)}${this.quiet('new')}`;
      case 'concluded':
        return html`<h1 tabindex="-1">${t.concludedTitle}</h1>${this.summary(view)}${this.rating(view)}${this.fresh()}`;
      case 'closed':
        return html`<div><h1 tabindex="-1">${t.closedTitle}</h1><p>${t.closedMore}</p></div>${this.fresh()}`;
    }
  }

  /** A visit in writing: called as every other, and entering it opens the conversation. */
  private writing({ visitId, clinician, mode, patient }: VisitView, screen: VisitScreen): TemplateResult {
    askChatView();
    const phone =
      mode === 'phone'
        ? html`<p class="band green" role="status">${this.words.t.phoneSoon(patient.guardian?.phone ?? patient.phone)}</p>`
        : nothing;
    return screen === 'called'
      ? html`${phone}<care-called .care=${this.care} lang=${this.tongue} @care-queue-enter=${this.enterWriting}></care-called>`
      : html`${phone}<div class="written">
          <care-chat
            .care=${this.care}
            lang=${this.tongue}
            .visit=${visitId}
            .other=${clinician?.name[this.language] || ''}
            .mode=${mode}
          ></care-chat>
        </div>`;
  }

  private enterWriting = (event: Event): void => {
    event.preventDefault();
    const { entryId } = this.state.value!.view!.queue!;
    void this.store!.ask(async () => {
      const queue = await this.care!.api.post<QueuePlace>(`/queue-entries/${entryId}/enter`);
      // The stream may have been faster, and then it is newer.
      const { view } = this.store!.get();
      if (view?.queue?.state === 'called') this.store!.accept({ ...view, queue });
    });
  };

  /** Until the patient presses the button the call stands behind it, out of sight: it has gone ahead when they do. */
  private consult(view: VisitView, called: boolean): TemplateResult {
    const { clinician, queue, visitId } = view;
    const toVideo = !called && !this.entering;
    return html`${toVideo ? html`<p class="band green" role="status">${this.words.t.toVideo}</p>` : nothing}${this.callPart.late ? html`<p class="band amber" role="alert">${this.words.t.callLate}</p>` : nothing}${this.away(view)}${called ? html`<care-called .care=${this.care} lang=${this.tongue} @care-queue-enter=${this.enter}></care-called>` : nothing}<care-consult
      @care-consult-entered=${this.entered}
      @care-consult-left=${stay}
      ?hidden=${called}
      .care=${this.care}
      lang=${this.tongue}
      .visit=${visitId}
      .entry=${queue!.entryId}
      .other=${clinician?.name[this.language] || ''}
      ?autojoin=${this.entering}
    ></care-consult>${called ? nothing : this.guests(visitId)}`;
  }

  private guests(visitId: string): TemplateResult {
    askGuests();
    return html`<care-call-guests .care=${this.care} lang=${this.tongue} .visit=${visitId}></care-call-guests>`;
  }

  /** The doctor's line is lost: what is being done, and what comes if it stays so. */
  private away({ doctorAway, clinician }: VisitView): TemplateResult | typeof nothing {
    if (!doctorAway) return nothing;
    const minutes = Math.max(1, Math.ceil((Date.parse(doctorAway.until) - Date.now()) / 60_000));
    return html`<p class="band amber" part="away" role="status">${this.words.t.doctorAway(clinician?.name[this.language] || '', minutes)}</p>`;
  }

  /** Where they are sent in person, the pictures that were taken, and how they found it, once a doctor was seen. */
  private rating({ visitId, encounter }: VisitView): TemplateResult | typeof nothing {
    if (!encounter) return nothing;
    askRating();
    askVisitSnapshots();
    askVisitReferral();
    return html`<care-visit-referral .care=${this.care} lang=${this.tongue} .visit=${visitId}></care-visit-referral><care-visit-snapshots .care=${this.care} lang=${this.tongue} .visit=${visitId} .timeZone=${this.state.value!.hospital?.timeZone}></care-visit-snapshots><care-rating .care=${this.care} lang=${this.tongue} .visit=${visitId}></care-rating>`;
  }

  private summary({ encounter }: VisitView): TemplateResult {
    const { t } = this.words;
    return html`<div class="card stack">
      ${
        encounter
          ? html`<dl>
              ${encounter.diagnosis ? html`<dt>${t.diagnosis}</dt><dd>${encounter.diagnosis[this.language]}</dd>` : nothing}
              ${encounter.advice ? html`<dt>${t.advice}</dt><dd>${encounter.advice}</dd>` : nothing}
            </dl>`
          : nothing
      }
      <p>${t.noPrescription}</p>
    </div>`;
  }

  /** Where nothing can be lost by it, a new visit needs no question. */
  private fresh(): TemplateResult {
    return html`<button class="act quiet" @click=${() => this.store!.forget()}>${this.words.t.newVisit}</button>`;
  }

  /** The second, quiet action of a screen, and the question that it asks first. */
  private quiet(what: Exclude<Sure, null>): TemplateResult {
    const { t } = this.words;
    const [label, sure, yes, act] = {
      end: [t.endVisit, t.endSure, t.yesEnd, () => this.close()] as const,
      new: [t.newVisit, t.newSure, t.yesNew, () => this.store!.forget()] as const,
    }[what];
    const done = () => {
      this.sure = null;
    };
    return this.sure === what
      ? askOnce(sure, yes, t.stay, () => (done(), void act()), done)
      : html`<button class="link end" @click=${() => (this.sure = what)}>${label}</button>`;
  }

  /** Ends a visit that no doctor has taken yet. */
  private close(): Promise<boolean> {
    const path = `/visits/${this.state.value!.view!.visitId}/close`;
    return this.store!.ask(() => this.care!.api.post<VisitView>(path, {}));
  }

  private entered = (event: Event): void => {
    stay(event);
    this.entering = true;
  };

  private enter = (event: Event): void => {
    event.preventDefault();
    this.entering = true;
  };
}
define('care-visit-stage', VisitStage);
