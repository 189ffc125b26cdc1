/** Owns the patient's shell: the frame of every screen, registration, what is wrong, and which screen comes now. */
import { html, type CSSResultGroup, type PropertyDeclarations, type TemplateResult } from 'lit';
import { visitStage, visitStep, type VisitScreen } from '@care-elements/contract/visit.steps.ts';
import type { FieldProblem } from '@care-elements/client/problem.ts';
import type { Kept } from '@care-elements/client/triage-store.ts';
import { createVisitStore, type VisitState } from '@care-elements/client/visit-store.ts';
import { CareElement } from '../base/care-element.ts';
import { define } from '../base/define.ts';
import { StoreController } from '../base/store-controller.ts';
import { Words, type Catalog } from '../base/words.ts';
import { field, type FieldErrors } from '../controls/fields.ts';
import { iconBack, iconNext } from '../controls/icons-first.ts';
import { steps, stepsStyles } from '../controls/steps.ts';
import { sharedWords } from '../locales/catalogs.ts';
import type { VisitWords } from '../locales/en/visit.ts';
import { buttons, forms } from '../theme/first.ts';
import { pages, pageView, registration, type Draft, type Page } from './care-visit-register.ts';
import { frame } from './care-visit-styles.ts';
import './care-triage.ts';

const visitWords: Catalog<VisitWords> = {
  'zh-CN': () => import('../locales/zh-CN/visit.ts'),
  en: () => import('../locales/en/visit.ts'),
};
/** Whoever needs larger text needs it again after a reload. */
const ELDER = 'care:elder';
const STAGES = ['describe', 'wait', 'consult', 'prescription'];

/**
 * An internet hospital in one tag: `<care-visit hospital="renhe"></care-visit>`.
 *
 * @csspart visit The whole widget's frame.
 * @csspart steps The four steps.
 */
export class CareVisit extends CareElement {
  static override properties: PropertyDeclarations = {
    elder: { type: Boolean, reflect: true },
    page: { state: true },
    draft: { state: true },
    errors: { state: true },
    complaint: { state: true },
  };
  static override styles: CSSResultGroup = [CareElement.styles, buttons, forms, stepsStyles, frame];

  /** Larger text and targets. */
  declare elder: boolean;
  /** The page of the registration. */
  declare page: Page;
  /** What was typed so far. */
  declare draft: Draft;
  declare errors: FieldErrors;
  /** The protocol of the chosen complaint, and the patient's own words; null until chosen. */
  declare complaint: { protocolId: string; text: string } | null;

  override readonly words = new Words(sharedWords, visitWords);
  private state = new StoreController<VisitState>(this, () => this.store);
  private loaded: unknown;
  /** Says what is wrong, while something is. */
  private summary: (() => TemplateResult) | undefined;
  private shown = '';
  private typing: ReturnType<typeof setTimeout> | undefined;

  constructor() {
    super();
    this.restart();
    try {
      this.elder = !!localStorage.getItem(ELDER);
    } catch {
      // Nothing is remembered here.
    }
  }

  private get store() {
    return this.care?.use(createVisitStore);
  }

  private enlarge(): void {
    this.elder = !this.elder;
    try {
      localStorage.setItem(ELDER, this.elder ? '1' : '');
    } catch {
      // For this page, then.
    }
  }

  private restart(): void {
    this.page = 'who';
    this.draft = this.errors = {};
    this.complaint = null;
  }

  protected override willUpdate(): void {
    const { store } = this;
    if (store === this.loaded) return;
    this.loaded = store;
    void store!.load();
    // An interview that a reload cut short goes on.
    const kept = this.care!.session.get()?.['triage'] as Kept | undefined;
    if (kept) this.complaint = { protocolId: kept.id, text: kept.text };
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

  private async submit(event: SubmitEvent): Promise<void> {
    event.preventDefault();
    const { hospital, busy } = this.state.value!;
    if (busy) return;
    const form = event.target as HTMLFormElement;
    const draft = { ...this.draft };
    new FormData(form).forEach((value, name) => (draft[name] = `${value}`.trim()));
    this.draft = draft;
    const wrong = [...form.elements].filter((element) => !(element as HTMLInputElement).validity.valid);
    if (wrong[0]) return this.explain(wrong, form);
    const all = pages(draft, hospital!);
    const next = all[all.indexOf(this.page) + 1];
    if (next) this.turn(next);
    else if (await this.store!.register(registration(draft, hospital!, this.language))) this.restart();
    else {
      const { fields } = this.state.value!.problem!;
      // Lead to the page whose field the server refused: `/patient/guardian/phone`.
      const page = fields[0]?.pointer.split('/')[2] as Page;
      if (page) {
        this.turn(all.includes(page) ? page : 'who');
        await this.explain(fields, form);
      }
    }
  }

  private turn(page: Page): void {
    this.page = page;
    this.errors = {};
    this.summary = undefined;
  }

  private async explain(wrong: Element[] | FieldProblem[], form: HTMLFormElement): Promise<void> {
    try {
      const { explain } = await import('./visit-errors.ts');
      [this.errors, this.summary] = await explain(wrong, this.language);
    } catch {
      form.reportValidity();
    }
  }

  override render(): TemplateResult {
    const { t } = this.words;
    const state = this.state.value;
    const { hospital, view } = state || {};
    const screen = view && visitStep(view);
    return html`<section class="care ${screen}" part="visit">
      ${
        hospital
          ? html`<header>
                <b>${hospital.name[this.language]}</b>
                <div><a class="link" href="tel:${hospital.phone}">${t.help}</a>
                <button class="link" @click=${() => (this.lang = this.language === 'en' ? 'zh-CN' : 'en')}>${t.otherLanguage}</button>
                <button class="link" aria-pressed=${this.elder} @click=${this.enlarge}>${t.elder}</button></div>
              </header>
              ${steps(t.steps, screen ? STAGES.indexOf(visitStage(screen)) : 0)}`
          : ''
      }
      ${state ? this.screen(state, screen) : t.problems['hospital-unknown']}
      ${hospital?.demo ? html`<p class="note">${t.demo}</p>` : ''}
    </section>`;
  }

  private screen(state: VisitState, screen: VisitScreen | null | undefined) {
    const { t } = this.words;
    const { phase, hospital, problem } = state;
    if (phase === 'loading') return html`<p class="muted" role="status">${t.loading}</p>`;
    if (phase !== 'ready')
      return html`<p class="summary" role="alert">${problem!.status ? t.problems[problem!.code] || t.unreachable : t.unreachable}</p>
        <button class="act" @click=${() => this.store!.load()}>${t.retry}</button>`;
    if (!screen) return this.registration(state);
    if (screen === 'triage' && !this.complaint) return this.chooser(state);
    if (screen === 'triage')
      return html`<care-triage .care=${this.care} lang=${this.language} .hospitalFacts=${hospital} .text=${this.complaint?.text} .protocolId=${this.complaint?.protocolId} @care-triage-back=${() => (this.complaint = null)} @click=${this.later}></care-triage>`;
    this.later();
    return html`<care-visit-stage .care=${this.care} lang=${this.language}></care-visit-stage>`;
  }

  /** Fetched with the first answer: an emergency must not wait for a network. */
  private later(): void {
    void import('./visit-stage.ts');
  }

  private trouble({ problem }: VisitState) {
    const { t } = this.words;
    return this.summary
      ? this.summary()
      : problem && html`<p class="summary" role="alert">${t.problems[problem.code] || t.failed}</p>`;
  }

  private registration(state: VisitState) {
    const { t } = this.words;
    const { page, draft } = this;
    const hospital = state.hospital!;
    const all = pages(draft, hospital);
    const before = all[all.indexOf(page) - 1];
    const [title, why, body] = pageView(
      page,
      draft,
      this.errors,
      t,
      hospital,
      this.language,
      (name, value) => {
        this.draft = { ...draft, [name]: value };
      },
    );
    return html`<form class="screen" novalidate @submit=${this.submit}>
      ${before ? html`<button type="button" class="link" @click=${() => this.turn(before)}>${iconBack(20)}${t.back}</button>` : ''}
      <div><h1 tabindex="-1">${title}</h1><p class="muted">${why}</p></div>
      ${this.trouble(state)}${body}
      <div class="foot"><button class="act" aria-disabled=${state.busy}>${state.busy ? t.loading : page === 'consent' ? t.start : t.next}</button></div>
    </form>`;
  }

  private chooser(state: VisitState) {
    const { t } = this.words;
    const { complaints } = state;
    const text = this.draft['complaint'] || '';
    if (!complaints && !this.typing) this.search('');
    return html`<div class="screen">
      <h1 tabindex="-1">${t.complaintTitle}</h1>
      ${this.trouble(state)}
      <div @input=${this.typed}>${field({ name: 'complaint', label: t.complaintLabel, hint: t.complaintHint, value: text, lines: 2 })}</div>
      <div class="rows">
        <b>${complaints ? complaints[0] && t.complaintPick : t.loading}</b>
        ${complaints
          ?.filter((_, i) => i < 8 || i === complaints.length - 1)
          .map(
            ({ name, protocolId }) =>
              html`<button class="row" @click=${() => (this.complaint = { protocolId, text: this.draft['complaint'] || '' })}><span>${name[this.language]}</span>${iconNext(20)}</button>`,
          )}
      </div>
      ${
        // Nothing is there for whom none of them fits: a human asks, then.
        complaints && complaints.at(-1)?.complaintId !== 'general'
          ? (this.later(),
            html`<care-triage-result .care=${this.care} lang=${this.language} .text=${text}></care-triage-result>`)
          : ''
      }
    </div>`;
  }

  private typed(event: InputEvent): void {
    this.search((this.draft['complaint'] = (event.target as HTMLTextAreaElement).value));
  }

  /** Waits until the patient pauses. */
  private search(words: string): void {
    clearTimeout(this.typing);
    this.typing = setTimeout(() => this.store!.find(words), 300);
  }
}
define('care-visit', CareVisit);
