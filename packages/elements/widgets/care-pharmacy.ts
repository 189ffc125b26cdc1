/** Owns the pharmacist's desk: sign-in, the three columns, the keys, and where the focus goes. */
import { html, nothing, type CSSResultGroup, type PropertyDeclarations, type TemplateResult } from 'lit';
import type { Prescription } from '@care-elements/contract/prescription.ts';
import type { Checklist } from '@care-elements/contract/review.ts';
import { createPharmacyStore, type PharmacyState } from '@care-elements/client/pharmacy-store.ts';
import { CareElement } from '../base/care-element.ts';
import { define } from '../base/define.ts';
import { FocusSeen } from '../base/focus-seen.ts';
import { openDialog } from '../controls/dialog.ts';
import { StoreController } from '../base/store-controller.ts';
import { Words } from '../base/words.ts';
import type { FieldErrors } from '../controls/fields.ts';
import { iconBack } from '../controls/icons.ts';
import { sharedWords } from '../locales/catalogs.ts';
import { buttons, forms } from '../theme/common.ts';
import { staffFrame } from '../theme/staff-frame.ts';
import { surfaces } from '../theme/surfaces.ts';
import {
  AT_THE_START,
  checklistView,
  leaveStep,
  ticked,
  walkOf,
  type Walked,
} from './care-pharmacy-checklist.ts';
import {
  decisionFoot,
  mayDecide,
  mayPass,
  reasonForm,
  type Asking,
  type Draft,
  type Hands,
} from './care-pharmacy-decision.ts';
import { nothingOpen, opening } from './care-pharmacy-empty.ts';
import { facts, liftedBlocks } from './care-pharmacy-facts.ts';
import { helpSheet, isSend, keepLetters, lettersOn, shortcutOf } from './care-pharmacy-keys.ts';
import { waitingList } from './care-pharmacy-list.ts';
import { openSheet, sheetView, type Sheet } from './care-pharmacy-sheets.ts';
import { pharmacyStyles } from './care-pharmacy-styles.ts';
import { paperOnScreen, paperStyles } from './care-prescription-paper-styles.ts';
import { paperOfReview, paperSheet } from './care-prescription-paper.ts';
import { fetchCounter, pharmacyWords, topBar, type Place } from './care-pharmacy-top.ts';
import { prescriptionWords } from './care-prescription-standing.ts';
import { FetchPart } from './fetch-part.ts';
import './review-thread.ts';
import { askPart } from './ask-part.ts';
import { handOnStaffParts } from './staff-parts.ts';
import { signInForm, submitSignIn, unreachable } from './staff-sign-in.ts';

/** How often the waiting times are drawn anew. */
const TICK_MS = 15_000;
const askRxExport = askPart(() => import('./care-rx-export.ts'));
const NO_DRAFT: Draft = { reason: null, note: '' };

/**
 * The pharmacist's desk, as high as the page makes it: `<care-pharmacy hospital="renhe"></care-pharmacy>`.
 *
 * @slot empty What stands where nobody waits.
 * @csspart pharmacy, entry, wait, answered, holder The whole desk; a row of the list: its waiting time, that the doctor has answered, who has it.
 * @csspart paper, allergies, known, heard, seal, export The prescription as paper, what is known of the patient, its seals.
 * @csspart finding, step, ticked, talk, message, new, statistics What a check found; the steps of the review; questions to the doctor; the tables.
 * @csspart decision, approve, walk, outcome, reason, bar The foot with the decision: its buttons, its outcome, the form, why it can't be.
 * @csspart receipt, way, herbs, void-request, sign-in, how, face, key, add The counter: receipts, the way to the patient, who asks it back; signing in and signing.
 */
export class CarePharmacy extends CareElement {
  static override properties: PropertyDeclarations = {
    place: { state: true },
    asking: { state: true },
    draft: { state: true },
    errors: { state: true },
    help: { state: true },
    sheet: { state: true },
    letters: { state: true },
    walked: { state: true },
  };
  static override styles: CSSResultGroup = [
    CareElement.styles,
    buttons,
    surfaces,
    forms,
    paperStyles,
    paperOnScreen,
    staffFrame,
    pharmacyStyles,
  ];

  /** Where a pharmacist works just now. */
  declare place: Place;
  declare asking: Asking;
  declare draft: Draft;
  declare errors: FieldErrors;
  declare help: boolean;
  declare sheet: Sheet | null;
  /** Single-letter shortcuts are on. */
  declare letters: boolean;
  declare walked: Walked;
  override readonly words = new Words(sharedWords, prescriptionWords, pharmacyWords);
  #state = new StoreController<PharmacyState>(this, () => this.store);
  #loaded: unknown;
  #openId: string | null = null;
  #alerts: string | undefined;
  #tick: ReturnType<typeof setInterval> | undefined;
  #counter = new FetchPart(this, fetchCounter);

  constructor() {
    super();
    this.place = 'review';
    this.asking = null;
    this.draft = NO_DRAFT;
    this.errors = {};
    this.help = false;
    this.sheet = null;
    this.letters = lettersOn();
    this.walked = AT_THE_START;
    // What was pressed is gone from the page: the hand goes on from the prescription.
    new FocusSeen(this, '.foot', '.sheet', '.entry', '.list', 'care-pharmacy-counter');
  }

  protected override get scope() {
    return 'pharmacy' as const;
  }

  private get store() {
    return this.care?.use(createPharmacyStore);
  }

  override connectedCallback(): void {
    super.connectedCallback();
    handOnStaffParts(this);
    document.addEventListener('keydown', this.#key);
    this.#tick = setInterval(() => this.requestUpdate(), TICK_MS);
  }

  override disconnectedCallback(): void {
    super.disconnectedCallback();
    document.removeEventListener('keydown', this.#key);
    clearInterval(this.#tick);
    // Taken off the page, not moved within it: nothing stays in hand.
    const { store } = this;
    queueMicrotask(() => this.isConnected || store?.close());
  }

  protected override willUpdate(): void {
    const { store } = this;
    if (store && store !== this.#loaded) {
      this.#loaded = store;
      void store.load();
    }
    const state = this.#state.value;
    if (!state) return;
    if (state.openId !== this.#openId) {
      this.#openId = state.openId;
      this.asking = null;
      this.draft = NO_DRAFT;
      this.errors = {};
    }
    // Other alerts are gone through anew.
    const alerts = state.open?.checks.alertSetHash;
    if (alerts !== this.#alerts) this.walked = AT_THE_START;
    this.#alerts = alerts;
    // Decided meanwhile: there is nothing left to ask.
    if (this.asking && !mayDecide(state.open, state)) this.asking = null;
  }

  protected override updated(changed: Map<PropertyKey, unknown>): void {
    const find = (selector: string) => this.renderRoot.querySelector<HTMLElement>(selector);
    const dialog = this.renderRoot.querySelector('dialog');
    if (dialog && !dialog.open) openDialog(dialog);
    if (changed.has('asking')) {
      if (this.asking === 'confirm') find('#confirm')?.focus();
      else if (this.asking) find('.reason-form :is(input:checked, input)')?.focus();
      else
        find(
          { confirm: '#pass', return: '#return', reject: '#reject' }[changed.get('asking') as string] ??
            '.none',
        )?.focus();
    }
  }

  #key = (event: KeyboardEvent) => {
    const state = this.#state.value;
    if (state?.phase !== 'ready' || this.help || this.sheet || this.#place(state) === 'counter') return;
    // Keys pressed elsewhere in the page belong to the page.
    if (!event.composedPath().includes(this) && event.target !== document.body) return;
    if (isSend(event) && (this.asking === 'return' || this.asking === 'reject'))
      return void this.#send(event);
    const shortcut = shortcutOf(event, this.letters);
    if (!shortcut) return;
    event.preventDefault();
    const { open } = state;
    const deciding = mayDecide(open, state) && !state.busy;
    if (shortcut === 'help') this.help = true;
    else if (shortcut === 'escape') this.#escape();
    // While a reason is chosen, letters decide nothing and open nothing.
    else if (this.asking) return;
    else if (shortcut === 'next') this.#hands.next();
    else if (shortcut === 'down') this.#step(1);
    else if (shortcut === 'up') this.#step(-1);
    else if (!deciding) return;
    else if (shortcut === 'approve') this.#hands.approve();
    else this.asking = shortcut;
  };

  /** A partner's staff see the counter alone. */
  #place({ clinician }: PharmacyState): Place {
    return clinician?.role === 'pharmacy' ? 'counter' : this.place;
  }

  /** What is in hand is put away: nobody waits for a pharmacist who stands at the counter. */
  #go = (to: Place) => {
    if (to !== this.place && to === 'counter') this.store!.close();
    this.place = to;
  };

  #escape(): void {
    if (this.asking) this.asking = null;
    else this.store!.close();
  }

  /** The longest waiting that nobody has in hand. */
  #next(): void {
    void this.store!.next();
  }

  #step(by: number): void {
    const { waiting, openId } = this.#state.value!;
    if (!waiting?.length) return;
    const at = waiting.findIndex(({ prescriptionId }) => prescriptionId === openId);
    const to = at < 0 ? 0 : Math.min(Math.max(at + by, 0), waiting.length - 1);
    if (to !== at) void this.store!.open(waiting[to]!.prescriptionId);
  }

  #hands: Hands = {
    approve: () => {
      const { open, busy, checklist } = this.#state.value!;
      if (!open || !checklist || busy || !mayPass(open) || this.#walkOn(checklist)) return;
      if (liftedBlocks(open).length && this.asking !== 'confirm') this.asking = 'confirm';
      else void this.store!.approve(walkOf(checklist, this.walked, true));
    },
    ask: (what) => {
      this.errors = {};
      this.asking = what;
    },
    write: (change) => (this.draft = { ...this.draft, ...change }),
    send: (event) => void this.#send(event),
    next: () => this.#next(),
    take: () => void this.store!.open(this.#state.value!.openId!),
  };

  /** The next step, or what is missing before it; false where the pass is next. */
  #walkOn(checklist: Checklist): boolean {
    const on = leaveStep(checklist, this.walked);
    if (!on) return false;
    this.walked = on;
    void this.updateComplete.then(() => {
      const find = (selector: string) => this.renderRoot.querySelector<HTMLElement>(selector);
      if (on.tried) find('[name=tick][aria-invalid=true]')?.focus();
      else find('.step.now')?.scrollIntoView({ block: 'nearest' });
    });
    return true;
  }

  #mark = (id: string, on: boolean) => (this.walked = ticked(this.walked, id, on));

  async #send(event: Event): Promise<void> {
    event.preventDefault();
    const { t } = this.words;
    const { asking, draft } = this;
    if ((asking !== 'return' && asking !== 'reject') || this.#state.value!.busy) return;
    const note = draft.note.trim();
    this.errors = {
      ...(draft.reason ? {} : { reason: t.missingReason }),
      ...(draft.reason === 'other' && !note ? { note: t.missingNote } : {}),
    };
    const [wrong] = Object.keys(this.errors);
    if (wrong) {
      await this.updateComplete;
      this.renderRoot.querySelector<HTMLElement>(`.reason-form [name='${wrong}']`)?.focus();
    } else {
      const walk = walkOf(this.#state.value!.checklist!, this.walked, false);
      if (await this.store!.refuse(asking, draft.reason!, note, walk)) this.asking = null;
    }
  }

  #signIn = (event: SubmitEvent) =>
    submitSignIn(
      event,
      this.words.t,
      (errors) => ((this.errors = errors), this.updateComplete),
      (username, password) => this.store!.signIn(username, password),
    );

  override render(): TemplateResult {
    const { t } = this.words;
    const state = this.#state.value;
    return html`<section class="frame" part="pharmacy" aria-label=${t.pharmacy}>
      ${state ? this.#body(state) : html`<p class="list-note">${t.noHospital}</p>`}
      ${sheetView(this.sheet, this.care, this.language, state?.hospital?.timeZone, () => (this.sheet = null))}
      ${this.help ? helpSheet(t, this.letters, this.#setLetters, this.#closeHelp) : nothing}
    </section>`;
  }

  #setLetters = (on: boolean) => {
    keepLetters(on);
    this.letters = on;
  };
  #closeHelp = () => (this.help = false);
  #open = (sheet: Sheet) => openSheet(sheet, () => (this.sheet = sheet));

  #body(state: PharmacyState): TemplateResult {
    const { t } = this.words;
    const { phase, problem } = state;
    if (phase === 'loading') return html`<p class="empty" role="status">${t.loading}</p>`;
    if (phase === 'unreachable')
      return html`<div class="sign-in">${unreachable(problem, t, () => this.store!.load())}</div>`;
    return phase === 'signed-out'
      ? signInForm(state, this.errors, t, this.language, this.#signIn)
      : this.#work(state);
  }

  #work(state: PharmacyState): TemplateResult {
    const { t } = this.words;
    const lang = this.language;
    const place = this.#place(state);
    if (place === 'counter') this.#counter.ask();
    return html`
      ${topBar(state, place, t, lang, {
        go: this.#go,
        open: this.#open,
        help: () => (this.help = true),
        signOut: () => void this.store!.signOut(),
      })}
      ${
        place === 'counter'
          ? html`<care-pharmacy-counter lang=${lang} .care=${this.care}></care-pharmacy-counter>`
          : this.#review(state)
      }
    `;
  }

  #review(state: PharmacyState): TemplateResult {
    const { t } = this.words;
    const lang = this.language;
    const { openId } = state;
    return html`
      <div class="cols ${openId ? 'with-open' : ''}">
        <nav class="col list" aria-label=${t.waitingTitle}>
          ${waitingList(state, Date.now() + state.skewMs, t, lang, {
            open: (id) => void this.store!.open(id),
            refresh: () => void this.store!.refresh(),
            more: () => void this.store!.showMore(),
          })}
        </nav>
        ${openId ? this.#table(state) : nothingOpen(state, t, () => this.#next())}
      </div>
    `;
  }

  #parts(rx: Prescription, state: PharmacyState) {
    const { checklist, hospital } = state;
    const mine = mayDecide(rx, state);
    const tick = mine && mayPass(rx) ? this.#mark : null;
    const { t } = this.words;
    const lang = this.language;
    askRxExport();
    return {
      sealed: html`<care-rx-export .care=${this.care} lang=${lang} .prescriptionId=${rx.prescriptionId} .number=${rx.number}></care-rx-export>`,
      checklist: checklist ? checklistView(rx, checklist, this.walked, tick, t, lang) : html``,
      thread: html`<care-review-thread .care=${this.care} lang=${lang} .prescriptionId=${rx.prescriptionId} .timeZone=${hospital!.timeZone} ?may=${mine}></care-review-thread>`,
    };
  }

  #table(state: PharmacyState): TemplateResult {
    const { t } = this.words;
    const lang = this.language;
    const { open: rx, hospital } = state;
    const { timeZone } = hospital!;
    const back = html`<button class="link to-list" @click=${() => this.store!.close()}>${iconBack(20)}${t.toList}</button>`;
    if (!rx) return opening(state, t, back);
    const { asking } = this;
    return html`
      <div class="col sheet" tabindex="0" role="region" aria-label=${t.sheet}>
        ${back}
        <span class="hush" role="status">${t.opened(rx.patient.name)}</span>
        <div class="paper-frame">${paperSheet(paperOfReview(rx, hospital!), t, lang, null)}</div>
      </div>
      <div class="col facts">
        ${
          asking === 'return' || asking === 'reject'
            ? reasonForm(asking, this.draft, this.errors, state, t, lang, this.#hands, this.care!)
            : html`<div class="scroll" tabindex="0" role="region" aria-label=${t.facts}>${facts(rx, this.#parts(rx, state), t, lang, timeZone)}</div>
                ${decisionFoot(rx, state, asking, this.walked, t, lang, timeZone, this.#hands, this.care!)}`
        }
      </div>
    `;
  }
}
define('care-pharmacy', CarePharmacy);
