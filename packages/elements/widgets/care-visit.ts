/** Owns the patient's shell: the frame of every screen, registration, what is wrong, and which screen comes now. */
import { untilHere } from '@care-elements/client/until-here.ts';
import { html, type CSSResultGroup, type PropertyDeclarations, type TemplateResult } from 'lit';
import type { FieldProblem } from '@care-elements/client/problem.ts';
import {
  createVisitStore,
  type Kept,
  type VisitState,
  type VisitStore,
} from '@care-elements/client/visit-store.ts';
import { CareElement } from '../base/care-element.ts';
import { define } from '../base/define.ts';
import { StoreController } from '../base/store-controller.ts';
import { Words } from '../base/words.ts';
import type { FieldErrors } from '../controls/fields.ts';
import { iconBack } from '../controls/icons-first.ts';
import { steps, stepsStyles } from '../controls/steps.ts';
import { sharedWords } from '../locales/catalogs.ts';
import { buttons, forms } from '../theme/first.ts';
import { pages, pageView, registration, type Draft, type Page } from './care-visit-register.ts';
import { chooser } from './care-visit-chooser.ts';
import { frame } from './care-visit-styles.ts';
import './care-triage.ts';
import type * as Guardian from './visit-guardian.ts';
import type * as Heard from './visit-heard.ts';
import type * as Host from './visit-host.ts';
import type * as Stage from './visit-stage.ts';

/** Whoever needs larger text, or chose a language, needs it again after a reload. */
const ELDER = 'care:elder';
const LANG = 'care:lang';
/** What is being typed: for this tab, until it is sent. */
const DRAFT = 'care:draft';
/** Reads, or writes what is given. Where nothing can be remembered, nothing is. */
function memory<T>(key: string, value?: T): T | undefined {
  try {
    const place = key === DRAFT ? sessionStorage : localStorage;
    if (value === undefined) return JSON.parse(place.getItem(key)!);
    place.setItem(key, JSON.stringify(value));
  } catch {
    // For this page, then.
  }
}

/**
 * An internet hospital in one tag: `<care-visit hospital="renhe"></care-visit>`.
 *
 * @slot logo Before the hospital's name.
 * @slot header Above everything, inside the frame.
 * @slot footer Below everything, inside the frame.
 * @slot consent-text After the hospital's consent text, which always stands.
 * @csspart visit The whole widget's frame.
 * @csspart steps The four steps.
 * @csspart options The answers to a question, from the first answer on; at `care-triage` itself from the start.
 * @csspart level The triage's result: its level.
 * @csspart department The triage's result: its department.
 * @csspart queue The waiting screen.
 * @csspart ticket The ticket number.
 * @csspart place The place in the queue.
 * @csspart called The call to enter.
 * @csspart action The one main button of a later screen.
 * @csspart frame The video call.
 * @csspart self In the call: the own picture.
 * @csspart remote In the call: another's picture.
 * @csspart controls In the call: the bar of buttons.
 * @csspart control In the call: a button, together with its name (`microphone`, `camera`, `leave`).
 * @csspart history The conversation.
 * @csspart prescription The prescription.
 * @csspart dose A day of a medicine, as a picture.
 * @csspart plan The medicine plan.
 * @csspart qr The prescription's code.
 * @csspart rating, away, referral, snapshots The question how it was; that the doctor is away; the way to a clinic; pictures taken in the call.
 * @csspart guests, door, link Guests of the call: the panel, one who waits, the link.
 * @csspart person, read, time, more, back, smaller, larger In elder mode: its buttons, and that there is time.
 * @cssstate opened The patient has registered.
 * @cssstate triage The result is shown; so it is for `choose-department` and `emergency`.
 * @cssstate waiting In the queue; then `called`, `missed`, `in-consult`.
 * @cssstate prescription A prescription is on its way; then `concluded`, `closed`.
 */
export class CareVisit extends CareElement {
  static override properties: PropertyDeclarations = {
    token: {},
    getToken: { attribute: false },
    startAt: { attribute: 'start-at' },
    prefill: {},
    page: { state: true },
    draft: { state: true },
    errors: { state: true },
    without: { state: true },
    map: { state: true },
    some: { state: true },
    complaint: { state: true },
  };
  static override styles: CSSResultGroup = [CareElement.styles, buttons, forms, stepsStyles, frame];

  /** The token of a patient whom the page's own site has signed in; it is taken once. */
  declare token: string | undefined;
  /** Gives a fresh token of that patient whenever one is needed: at first, and when a session has ended. */
  declare getToken: (() => Promise<string> | string) | undefined;
  /** The complaint, such as `fever`, whose questions follow the registration. */
  declare startAt: string | undefined;
  /** What the page knows of its patient, or its JSON: it fills the form, for the patient to confirm, and is not trusted. */
  // Written out, for who reads the package's types; `visit-prefill.ts` holds it against the contract.
  declare prefill:
    | {
        name?: string;
        birthDate?: string;
        sex?: 'male' | 'female';
        phone?: string;
        by?: 'self' | 'other';
        guardian?: {
          name?: string;
          phone?: string;
          relation?: 'parent' | 'grandparent' | 'child' | 'spouse' | 'other';
        };
        allergies?: { status?: 'some' | 'unknown'; items?: string[] };
      }
    | string
    | undefined;
  /** The page of the registration. */
  declare page: Page;
  /** What was typed so far. */
  declare draft: Draft;
  declare errors: FieldErrors;
  /** What was heard of the complaint and taken back. */
  declare without: string[];
  /** The picture of the body stands open. */
  declare map: boolean;
  /** The interview of the chosen complaint; null until chosen. */
  declare complaint: Pick<Kept, 'id' | 'text' | 'without'> | '' | null | undefined;

  /** What only some need, from chunks of their own. */
  declare some: Partial<typeof Stage & typeof Guardian & typeof Heard & typeof Host>;

  override readonly words = new Words(sharedWords);
  private _state = new StoreController<VisitState>(this, () => this.store);
  private _loaded: VisitStore | undefined;
  /** Says what is wrong, while something is. */
  summary: (() => TemplateResult) | undefined;
  declare private shown: string | undefined;
  private typing: ReturnType<typeof setTimeout> | undefined;

  constructor() {
    super();
    this._restart();
    this.some = {};
    this.draft = memory(DRAFT) || {};
    this.elder = !!memory(ELDER);

    this.lang = memory(LANG)!;
  }

  private get store() {
    return this.care?.use(createVisitStore);
  }

  private _restart(): void {
    this._turn('who');
    this.draft = {};
    this.without = [];
    this.map = false;
  }

  /** Kept as it is typed. */
  private keep(draft: Draft): void {
    memory(DRAFT, (this.draft = draft));
  }

  protected override willUpdate(changed: Map<string, unknown>): void {
    const { store } = this;
    // What is wrong was said in the language of then.
    if (changed.has('lang')) this._turn(this.page);
    // An interview that a reload cut short goes on, and one that was opened again; none goes on in another's visit.
    const session = this.care?.session.get();
    const kept = session?.['triage'] as Kept | undefined;
    this.complaint = session && (this.complaint || (kept?.id && kept));
    if (this.some.host) this.some.host(this);
    else if (this.token || this.getToken || this.startAt || this.prefill)
      this.need(() => import('./visit-host.ts'));
    if (store !== this._loaded) void (this._loaded = store)!.load();
  }

  protected override updated(changed: Map<string, unknown>): void {
    // The fields of the last page stand on, with what was typed there.
    if (changed.has('page')) this.renderRoot.querySelector('form')?.reset();
    // A new screen is read from its title on, but the page's first sight of us takes no focus away.
    const head =
      this.renderRoot.querySelector<HTMLElement>('.summary') || this.renderRoot.querySelector('h1');
    const shown = head?.textContent || this.shown;
    if (this.shown && shown !== this.shown && !changed.has('lang')) head!.focus();
    this.shown = shown;
  }

  private async _submit(event: SubmitEvent): Promise<void> {
    event.preventDefault();
    const { hospital, busy } = this._state.value!;
    if (busy) return;
    const form = event.target as HTMLFormElement;
    const draft = this.typed(form);
    const wrong = [...form.elements].filter((element) => !(element as HTMLInputElement).validity.valid);
    if (wrong[0]) return this.explain(wrong, form);
    const all = pages(draft, hospital!);
    const next = all[all.indexOf(this.page) + 1];
    if (next) this._turn(next);
    else if (
      await this.store!.register(registration(draft, hospital!, this.language, this.some.guardianOf))
    ) {
      this._restart();
      memory(DRAFT, {});
    } else {
      // Lead to the page whose field the server refused: `/patient/guardian/phone`.
      const { fields } = this._state.value!.problem!;
      const page = fields[0]?.pointer.split('/')[2] as Page;
      if (page) {
        this._turn(all.includes(page) ? page : 'who');
        await this.explain(fields, form);
      }
    }
  }

  private typed(form: HTMLFormElement): Draft {
    const draft = { ...this.draft };
    new FormData(form).forEach((value, name) => (draft[name] = `${value}`.trim()));
    this.keep(draft);
    return draft;
  }

  private _turn(page: Page): void {
    this.page = page;
    this.errors = {};
    // Nothing is being typed, either: what there is to choose from is asked for anew.
    this.summary = this.typing = undefined;
  }

  async explain(wrong: Element[] | FieldProblem[], form: HTMLFormElement): Promise<void> {
    try {
      const { explain } = await import('./visit-errors.ts');
      [this.errors, this.summary] = await explain(wrong, this);
    } catch {
      form.reportValidity();
    }
  }

  override render(): TemplateResult {
    const { t } = this.words;
    const state = this._state.value;
    const { hospital, view } = state || {};
    const [screen, stage] = (view && this.some.placeOf?.(view, this)) || [];
    return html`<section class="care ${screen}" part="visit"><slot name="header"></slot>
      ${
        hospital
          ? html`<header>
                <slot name="logo"></slot><b>${hospital.name[this.language]}</b>
                <div><a class="link" href="tel:${hospital.phone}">${t.help}</a>
                <button class="link" @click=${() => memory(LANG, (this.lang = t.switchTo))}>${t.otherLanguage}</button>
                <button class="link" aria-pressed=${this.elder} @click=${() => memory(ELDER, (this.elder = !this.elder))}>${t.elder}</button></div>
              </header>
              ${steps(t.steps, stage || 0)}`
          : ''
      }
      ${state ? this._screen(state) : t.problems['hospital-unknown']}
      ${hospital?.demo ? html`<p class="note">${t.demo}</p>` : ''}<slot name="footer"></slot>
    </section>`;
  }

  private _screen(state: VisitState) {
    const { t } = this.words;
    const { phase, problem, view } = state;
    if (phase === 'loading' || this.some.waits?.(this))
      return html`<p class="muted" role="status">${t.loading}</p>`;
    if (phase !== 'ready')
      return html`<p class="summary" role="alert">${t.problems[problem!.status && problem!.code] || t.unreachable}</p>
        <button class="act" @click=${() => this.store!.load()}>${t.retry}</button>`;
    if (!view) return this.registration(state);
    if (view.status === 'open' && !view.triage && !view.queue)
      return this.complaint
        ? html`<care-triage .care=${this.care} lang=${this.tongue} .text=${this.complaint.text} .without=${this.complaint.without} .protocolId=${this.complaint.id} @care-triage-back=${() => (this.complaint = null)} @click=${this.later}></care-triage>`
        : this.tell(state);
    this.later();
    return html`<care-visit-stage .care=${this.care} lang=${this.tongue}></care-visit-stage>`;
  }

  /** Fetched with the first answer: an emergency must not wait for a network. */
  later(): void {
    // What comes after it is read from its title on, though this screen's own title stands elsewhere.
    this.shown ||= ' ';
    if (!this.some.placeOf) this.need(() => import('./visit-stage.ts'));
  }

  /** Fetches it, and again until it is there. */
  private need(fetch: () => Promise<CareVisit['some']>): void {
    void untilHere(fetch).then((module) => (this.some = { ...this.some, ...module }));
  }

  private trouble({ problem }: VisitState) {
    const { t } = this.words;
    return this.summary
      ? this.summary()
      : problem &&
          html`<p class="summary" role="alert" tabindex="-1">${t.problems[problem.code] || t.failed}</p>`;
  }

  private registration(state: VisitState) {
    const { t } = this.words;
    const { page, draft } = this;
    const hospital = state.hospital!;
    const all = pages(draft, hospital);
    const before = all[all.indexOf(page) - 1];
    if (all[3] && !this.some.guardianPage) this.need(() => import('./visit-guardian.ts'));
    const [title, why, body] = this.some.hostView?.(this) || pageView(this, t, hospital);
    return html`<form class="screen" novalidate @submit=${this._submit} @input=${(event: Event) => this.typed(event.currentTarget as HTMLFormElement)}>
      ${before ? html`<button type="button" class="link" @click=${() => this._turn(before)}>${iconBack(20)}${t.back}</button>` : ''}
      <div><h1 tabindex="-1">${title}</h1><p class="muted">${why}</p></div>
      ${this.trouble(state)}${body}
      <div class="foot"><button class="act" aria-disabled=${state.busy}>${state.busy ? t.loading : page === 'consent' ? t.start : t.next}</button></div>
    </form>`;
  }

  private _choose = (id: string): void => {
    this.complaint = { id, text: this.draft['complaint'] || '', without: this.without };
    memory(DRAFT, {});
  };

  private tell(state: VisitState) {
    const { heardView } = this.some;
    if (!state.complaints && !this.typing) this._search();
    if (state.heard[0] && !heardView) this.need(() => import('./visit-heard.ts'));
    return chooser(
      state,
      this,
      this.words.t,
      [
        this.trouble(state),
        heardView?.(state, this, this._choose, (without) => {
          this.without = without;
          this._search();
        }),
      ],
      this._choose,
      (text) => {
        this.keep({ ...this.draft, complaint: text });
        this._search();
      },
    );
  }

  /** Waits until the patient pauses. */
  private _search(): void {
    clearTimeout(this.typing);
    this.typing = setTimeout(() => this.store!.find(this.draft['complaint'] || '', this.without), 300);
  }
}
define('care-visit', CareVisit);
