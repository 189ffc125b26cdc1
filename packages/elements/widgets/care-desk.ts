/** Owns the doctor's desk: who is signed in, the alarms above, the three columns, and the keys. */
import { html, nothing, type CSSResultGroup, type PropertyDeclarations, type TemplateResult } from 'lit';
import { createConsultStore } from '@care-elements/client/consult-store.ts';
import type { Alarm } from '@care-elements/contract/queue.ts';
import { createDeskStore, type DeskState } from '@care-elements/client/desk-store.ts';
import { createNoteStore } from '@care-elements/client/note-store.ts';
import { createRxStore } from '@care-elements/client/rx-editor-store.ts';
import { CareElement } from '../base/care-element.ts';
import { define } from '../base/define.ts';
import { KeepFocus } from '../base/keep-focus.ts';
import { StoreController } from '../base/store-controller.ts';
import { Words } from '../base/words.ts';
import type { FieldErrors } from '../controls/fields.ts';
import { iconPeople } from '../controls/icons-meeting.ts';
import { statusChip } from '../controls/status-chip.ts';
import { sharedWords } from '../locales/catalogs.ts';
import { buttons, forms, surfaces } from '../theme/common.ts';
import { alarmBar, alarmStyles, createBell } from './care-desk-alarms.ts';
import { helpSheet, keyStyles, lettersOn, setLetters, shortcutOf } from './care-desk-keys.ts';
import './care-desk-queue-column.ts';
import { chooseDepartment, signIn } from './care-desk-sign-in.ts';
import { restoreWidths, splitter } from './care-desk-split.ts';
import { dense, frame } from './care-desk-styles.ts';
import './care-desk-visit-column.ts';
import { deskWords, problemLine } from './care-desk-words.ts';
import './care-desk-sheet-box.ts';
import './care-desk-work-column.ts';
import type { CareDeskWork } from './care-desk-work-column.ts';
import { handOnStaffParts } from './staff-parts.ts';
import { submitSignIn, unreachable } from './staff-sign-in.ts';

const TICK_MS = 15_000;

/**
 * The doctor's desk, for a staff page: `<care-desk hospital="renhe"></care-desk>`. It takes the height that the page gives it.
 *
 * @slot empty What stands where nobody waits.
 * @csspart desk The whole desk.
 * @csspart head The line with hospital, department and doctor.
 * @csspart meetings-button The way to the group meetings.
 * @csspart alarms, taken The bar of alarms; who has taken one.
 * @csspart queue-column, visit-column, work-column The left, the middle and the right column.
 * @csspart sign-in, departments The form before the desk: who it is, and where they work today.
 * @csspart queue, entry, call-next, call-back The queue: a patient in it, and the buttons that call.
 * @csspart level, problem, saved Anywhere: the triage level, what went wrong, what is saved.
 * @csspart handover, came, earlier Handing the visit to a colleague; that it came from one; what was written before.
 * @csspart video, story, allergies, facts, summary, miss The visit: the call, the triage in words, allergies and facts with the line over them, the patient who does not come.
 * @csspart timeline, event What happened, and one row of it.
 * @csspart note, finish, sign, checked, blocked The note; the buttons that end the visit and open the confirmation, and what stands before them.
 * @csspart unsigned Notes that wait for a signature; each has its `sign`.
 * @csspart revisit, evidence, take, confirm, refuse, refer, referred, save Evidence of an earlier visit, and the referral to a clinic.
 * @csspart prescription, new, state, revise, discard, formulary, formulary-refused, herb-sheet, sign-now The prescription: its buttons, where it stands, its formulary.
 * @csspart item, directions, unchecked, finding, known, review, paper, results A medicine being written, what was checked and found, what was signed, the search.
 * @csspart herb, sum, sheet A herb with its grams, their sum, how they are boiled and drunk.
 * @csspart shelf, line, all, template, past, gone, keep, save-template Favourites, recent lines, templates and earlier prescriptions.
 * @csspart after, held, valid, extend, extended, extending, ask-back, asking-back, request, sure, send What can be done with a prescription that was sent.
 * @csspart allow A refill that is asked for in a `request`: the button that allows it.
 * @csspart talk, message, new The pharmacist's questions about a prescription.
 * @csspart meetings, meeting, start, end, seat, link, stage, tile Group meetings: the list, one that is led, who sits in it, the link.
 * @csspart how, face, key, add, seal, export The clinician's signing key; the button that downloads a signed prescription.
 * @csspart guests, door, snapshots Guests of the call; pictures that were taken in it.
 */
export class CareDesk extends CareElement {
  static override scope = 'desk' as const;
  static override properties: PropertyDeclarations = {
    errors: { state: true },
    sheet: { state: true },
    letters: { state: true },
    meetings: { state: true },
    taken: { state: true },
  };
  static override styles: CSSResultGroup = [
    CareElement.styles,
    buttons,
    surfaces,
    forms,
    dense,
    alarmStyles,
    keyStyles,
    frame,
  ];

  declare errors: FieldErrors;
  declare sheet: 'help' | 'sign-out' | 'keys' | null;
  /** Single-letter shortcuts are on. */
  declare letters: boolean;
  /** The group meetings stand where the columns were. */
  declare meetings: boolean;
  /** Alarms that this doctor took over here, until they are dealt with. */
  declare taken: readonly Alarm[];
  override readonly words = new Words(sharedWords, deskWords);
  #state = new StoreController<DeskState>(this, () => this.store);
  #loaded: unknown;
  #bell = createBell();
  #tick: ReturnType<typeof setInterval> | undefined;

  constructor() {
    super();
    this.errors = {};
    this.sheet = null;
    this.letters = lettersOn();
    this.meetings = false;
    this.taken = [];
    new KeepFocus(
      this,
      '[part=departments] h1',
      '[part=sign-in] h1',
      '[part=taken] .act',
      '[part=alarms] .act',
      '[part=queue-column]',
      '[part=desk]',
    );
  }

  private get store() {
    return this.care?.use(createDeskStore);
  }

  override connectedCallback(): void {
    super.connectedCallback();
    handOnStaffParts(this);
    restoreWidths(this);
    document.addEventListener('keydown', this.#key);
    this.#tick = setInterval(() => {
      if (this.#state.value?.queue?.alarms.length) this.requestUpdate();
    }, TICK_MS);
  }

  override disconnectedCallback(): void {
    super.disconnectedCallback();
    document.removeEventListener('keydown', this.#key);
    clearInterval(this.#tick);
  }

  protected override willUpdate(): void {
    const { store, care } = this;
    if (store && care && store !== this.#loaded) {
      this.#loaded = store;
      // Both follow the desk from the start: what a reload finds unsaved is sent at once.
      care.use(createNoteStore);
      care.use(createRxStore);
      void store.load();
    }
    this.#bell(this.#state.value?.queue?.alarms ?? []);
  }

  private get work() {
    return this.renderRoot.querySelector<CareDeskWork>('care-desk-work');
  }

  #key = (event: KeyboardEvent) => {
    const state = this.#state.value;
    if (state?.phase !== 'ready' || this.sheet || this.meetings) return;
    const shortcut = shortcutOf(event, this.letters);
    if (!shortcut) return;
    const signing = !!this.care!.use(createRxStore).get().signing;
    // Behind the confirmation only the confirmation itself may be answered.
    if (signing && shortcut !== 'sign') return;
    event.preventDefault();
    if (shortcut === 'help') this.sheet = 'help';
    else if (shortcut === 'sign') void this.work?.sign();
    else if (shortcut === 'search') this.work?.focusSearch();
    else if (shortcut === 'mute') this.#mute();
    else if (!state.current && state.queue?.waiting) void this.store!.callNext();
  };

  #mute(): void {
    const consult = this.care!.use(createConsultStore);
    const { phase, microphone } = consult.get();
    if (phase === 'connected' || phase === 'reconnecting')
      void consult.setEnabled('microphone', microphone.face !== 'on');
  }

  #submit = (event: SubmitEvent) =>
    submitSignIn(
      event,
      this.words.t,
      (errors) => ((this.errors = errors), this.updateComplete),
      (username, password) => this.store!.signIn(username, password),
    );

  /** What opens rarely is fetched then. */
  #keys = () =>
    void import('./signing-keys.ts').then(
      () => (this.sheet = 'keys'),
      () => {},
    );

  #signOut = async (anyway: boolean) => {
    const care = this.care!;
    const saved =
      anyway || (await Promise.all([care.use(createNoteStore).flush(), care.use(createRxStore).flush()]));
    if (Array.isArray(saved) && saved.includes(false)) return void (this.sheet = 'sign-out');
    this.sheet = null;
    await this.store!.signOut();
  };

  #takeOver = (alarm: Alarm) => {
    this.taken = [...this.taken.filter(({ alarmId }) => alarmId !== alarm.alarmId), alarm];
    this.store!.acknowledge(alarm.alarmId);
  };
  #done = (id: string) => {
    this.taken = this.taken.filter(({ alarmId }) => alarmId !== id);
  };

  override render(): TemplateResult {
    const { t } = this.words;
    const state = this.#state.value;
    return html`<div class="desk" part="desk">
        ${state ? this.#body(state) : html`<p class="middle muted">${t.noHospital}</p>`}
      </div>
      ${this.sheet ? this.#sheet() : nothing}`;
  }

  #body(state: DeskState) {
    const { t, language } = { t: this.words.t, language: this.language };
    const { phase, problem, clinician, departmentId } = state;
    if (phase === 'loading') return html`<p class="middle muted" role="status">${t.loading}</p>`;
    if (phase === 'unreachable')
      return html`<main class="middle">${unreachable(problem, t, () => this.store!.load())}</main>`;
    if (phase === 'signed-out') return signIn(state, this.errors, t, language, this.#submit);
    return html`
      ${alarmBar(state, Date.now() + state.skewMs, t, language, this.#takeOver, { alarms: this.taken, done: this.#done })}
      ${this.#head(state)}
      ${this.meetings ? this.#meetings() : departmentId ? this.#columns(state) : chooseDepartment(clinician!, t, language, (id) => this.store!.choose(id))}
    `;
  }

  #head({ hospital, clinician, departmentId, current, live }: DeskState) {
    const { t, language } = { t: this.words.t, language: this.language };
    const { departments, name, title } = clinician!;
    return html`<header part="head">
      <b>${hospital?.name[language]}</b>
      ${
        departments.length > 1 && departmentId
          ? html`<select aria-label=${t.department} ?disabled=${!!current} @change=${(e: Event) => this.store!.choose((e.target as HTMLSelectElement).value)}>
            ${departments.map((one) => html`<option value=${one.departmentId} .selected=${one.departmentId === departmentId}>${one.name[language]}</option>`)}
          </select>`
          : html`<span>${departments.find((one) => one.departmentId === departmentId)?.name[language]}</span>`
      }
      ${live === 'reconnecting' ? statusChip('amber', t.reconnecting) : nothing}
      <span class="grow"></span>
      ${hospital?.demo ? html`<span class="note">${t.demo}</span>` : nothing}
      ${this.#meetingsButton(!!current)}
      <span><b>${name[language]}</b> <span class="muted">${title[language]}</span></span>
      <button class="link" @click=${this.#keys}>${t.keysButton}</button>
      <button class="icon" aria-label=${t.helpButton} aria-keyshortcuts="?" @click=${() => (this.sheet = 'help')}><kbd aria-hidden="true">?</kbd></button>
      <button class="link" @click=${() => this.#signOut(false)}>${t.signOut}</button>
    </header>
    ${this.store!.get().problem?.action === 'load' ? problemLine(this.store!.get().problem?.problem, t) : nothing}`;
  }

  /** A meeting and a patient's call can't go on at once: the columns, and the call in them, would be gone. */
  #meetingsButton(busy: boolean) {
    const { t } = this.words;
    const open = () => {
      if (busy && !this.meetings) return;
      this.meetings = !this.meetings;
      void import('./desk-meetings.ts').catch(() => (this.meetings = false));
    };
    return html`<button class="link" part="meetings-button" aria-disabled=${busy && !this.meetings} title=${busy ? t.meetingsNotNow : nothing} @click=${open}>
      ${iconPeople(18)}${this.meetings ? t.backToQueue : t.meetings}
    </button>`;
  }

  #meetings() {
    return html`<main class="scroll"><care-desk-meetings .care=${this.care} lang=${this.tongue}></care-desk-meetings></main>`;
  }

  #columns({ current }: DeskState) {
    const { t } = this.words;
    const { care, language } = this;
    const jump = (name: string) => () => this.renderRoot.querySelector(`.${name}`)?.scrollIntoView();
    return html`
      <nav aria-label=${t.desk}>
        ${current ? html`<button class="link" @click=${jump('visit')}>${t.visit}</button><button class="link" @click=${jump('work')}>${t.note}</button>` : nothing}
        <button class="link" @click=${jump('queue')}>${t.queue}</button>
      </nav>
      <main class="cols ${current ? 'with-patient' : ''}">
        <section class="col queue" part="queue-column" aria-label=${t.queue}><care-desk-queue .care=${care} lang=${language}></care-desk-queue></section>
        ${splitter(this, 'queue', t.resizeQueue)}
        <section class="col visit" part="visit-column" aria-label=${t.visit}><care-desk-visit .care=${care} lang=${language}><slot name="empty" slot="empty"></slot></care-desk-visit></section>
        ${splitter(this, 'visit', t.resizeVisit)}
        <section class="col work ${current ? '' : 'rest'}" part="work-column" aria-label=${t.work}><care-desk-work .care=${care} lang=${language}></care-desk-work></section>
      </main>
    `;
  }

  #sheet() {
    const { t } = this.words;
    const close = () => (this.sheet = null);
    if (this.sheet === 'help')
      return helpSheet(t, this.language, this.letters, (on) => ((this.letters = on), setLetters(on)), close);
    if (this.sheet === 'keys')
      return html`<care-signing-keys .care=${this.care} lang=${this.tongue} @care-desk-close=${close}></care-signing-keys>`;
    return html`<care-desk-sheet lang=${this.tongue} .label=${t.signOutUnsaved} @care-desk-close=${close}>
      <div class="stack">
        <h2>${t.signOutUnsaved}</h2>
        <p>${t.signOutUnsavedMore}</p>
        <div class="line"><button class="act" autofocus @click=${close}>${t.stay}</button><button class="act quiet" @click=${() => this.#signOut(true)}>${t.signOutAnyway}</button></div>
      </div>
    </care-desk-sheet>`;
  }
}
define('care-desk', CareDesk);
