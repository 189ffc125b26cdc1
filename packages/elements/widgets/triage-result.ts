/** Owns the screen of what triage found: the level, the department, why, and the one thing to do now. */
import { html, nothing, type CSSResultGroup, type PropertyDeclarations, type TemplateResult } from 'lit';
import type { Text } from '@care-elements/contract/common.ts';
import type { Hospital } from '@care-elements/contract/hospital.ts';
import type { VisitMode } from '@care-elements/contract/visit.mode.ts';
import type { TriageResult } from '@care-elements/contract/triage.ts';
import { createQueueStore } from '@care-elements/client/queue-store.ts';
import { createTriageStore } from '@care-elements/client/triage-store.ts';
import { createVisitStore, type VisitState } from '@care-elements/client/visit-store.ts';
import { gradeOf } from '@care-elements/triage/grades.ts';
import { CareElement } from '../base/care-element.ts';
import { css } from '../base/light-element.ts';
import { define } from '../base/define.ts';
import { StoreController } from '../base/store-controller.ts';
import { Words, type Catalog } from '../base/words.ts';
import { askOnce } from '../controls/ask-once.ts';
import { iconAlert, iconClock, iconDone, iconInfo, iconPhone } from '../controls/icons.ts';
import { sentences } from '../controls/locale.ts';
import { sharedWords } from '../locales/catalogs.ts';
import type { TriageResultWords } from '../locales/en/triage-result.ts';
import { buttons, forms, surfaces } from '../theme/common.ts';
import { askPart } from './ask-part.ts';
import { handOnAround } from '../controls/patient-parts.ts';

const askToAHuman = askPart(() => import('./to-a-human.ts'));

const resultWords: Catalog<TriageResultWords> = {
  'zh-CN': () => import('../locales/zh-CN/triage-result.ts'),
  en: () => import('../locales/en/triage-result.ts'),
  'zh-TW': () => import('../locales/zh-TW/triage-result.ts'),
  'zh-HK': () => import('../locales/zh-HK/triage-result.ts'),
  ar: () => import('../locales/ar/triage-result.ts'),
};
/** Some browsers (an old WebView, WebKitGTK) have no calls at all: said before a place is taken, not after the doctor has called. */
const CALLS = 'RTCPeerConnection' in globalThis;
const MODES: readonly VisitMode[] = CALLS ? ['video', 'text'] : ['text', 'phone'];
const TONES = ['red', 'amber', '', 'green'];
const ICONS = [iconAlert, iconClock, iconInfo, iconDone];

/**
 * The result of the visit's triage, with the way on: the emergency call, or a place in the department's queue. Without a result,
 * a human.
 *
 * @csspart level The coloured band.
 * @csspart department The department.
 */
export class CareTriageResult extends CareElement {
  static override properties: PropertyDeclarations = {
    text: {},
    sure: { state: true },
    mode: { state: true },
  };
  static override styles: CSSResultGroup = [
    CareElement.styles,
    buttons,
    forms,
    surfaces,
    css`
      .screen {
        display: flex;
        flex-direction: column;
        gap: 24px;
      }
      .band h1 {
        color: inherit;
        scroll-margin-block: 24px;
      }
      .act.danger,
      .act.danger:not(.quiet):hover {
        min-height: 72px;
        font-size: 22px;
      }
      summary {
        min-height: var(--_tap);
        padding-block: 8px;
        color: var(--_brand);
        cursor: pointer;
      }
      details ul {
        padding-block-start: 8px;
      }
      section {
        display: flex;
        flex-direction: column;
        gap: 8px;
      }
      section li {
        padding-inline-start: 16px;
        border-inline-start: 3px solid var(--_line);
      }
    `,
  ];

  /** What the patient wrote, where there is no result to keep it. */
  declare text: string | undefined;

  /** Whether to begin anew after an emergency is being asked. */
  declare sure: boolean;
  /** As the patient has chosen here. */
  declare mode: VisitMode;

  override readonly words = new Words(sharedWords, resultWords);
  private visit = new StoreController<VisitState>(this, () => this.care?.use(createVisitStore));

  constructor() {
    super();
    this.mode = MODES[0]!;
  }

  private say = (text: Text) => text[this.language];
  /** A protocol's title without the ages that it is for. */
  private plain = (text: Text) => this.say(text).replace(/ ?[（(].*/, '');

  protected override firstUpdated(): void {
    handOnAround(this);
    // Whoever gave the last answer reads on from the title; after a reload nothing here takes the focus.
    if (document.activeElement === document.body && this.care?.use(createTriageStore).again())
      this.renderRoot.querySelector('h1')?.focus();
  }

  protected override updated(changed: Map<string, unknown>): void {
    if (changed.has('sure') && this.hasUpdated)
      this.renderRoot.querySelector<HTMLElement>(this.sure ? '.sure' : '.correct')?.focus();
  }

  override render(): TemplateResult | typeof nothing {
    const { view, busy, problem, hospital } = this.visit.value || {};
    const { triage } = view || {};
    if (!view) return nothing;
    if (!triage) return this.human();
    const { t } = this.words;
    const { level } = triage;
    const title = [t.callTitle, t.todayTitle, t.routineTitle, t.selfCareTitle][level - 1];
    return html`<div class="screen">
      <div class="band ${TONES[level - 1]}" part="level">
        ${ICONS[level - 1]!()}
        <div>
          <h1 tabindex="-1" id="triage-result">${title}</h1>
          <span class="note">${t.level(gradeOf(level))}</span>
        </div>
      </div>
      ${level === 1 ? this.emergency(triage, hospital!) : this.onwards(triage, !!busy)}
      ${problem && !busy ? html`<p class="band amber" role="alert">${t.problems[problem.code] || t.failed}</p>` : nothing}
      ${this.correct(level)}
      <p class="note">${sentences(this.tongue, t.noDiagnosis, triage.reviewed ? '' : t.draft)}</p>
    </div>`;
  }

  /** No questions could be asked: there is still a way on. */
  private human() {
    askToAHuman();
    return html`<care-to-a-human .care=${this.care} lang=${this.tongue} .text=${this.text}></care-to-a-human>`;
  }

  private emergency(triage: TriageResult, { emergencyNumber }: Hospital) {
    const { t } = this.words;
    return html`
      <a class="act danger" href="tel:${emergencyNumber}">${iconPhone()}${t.call(emergencyNumber)}</a>
      ${this.crisis(triage, 'quiet')} ${this.list(t.meanwhile, triage.advice)}
      ${this.reasons(triage, t.whyNow)}
      <p class="muted">${sentences(this.tongue, t.called, t.ended)}</p>
    `;
  }

  private onwards(triage: TriageResult, busy: boolean) {
    const { t } = this.words;
    const { level, advice, callAgainIf } = triage;
    const why = this.reasons(triage, [t.whyToday, t.why, t.whyHome][level - 2]!);
    const way = html`${this.department(triage)} ${this.actions(triage, busy)}`;
    const meanwhile = html`${this.list(t.advice, advice)} ${this.list(t.again, callAgainIf)}`;
    // Who can stay at home needs the advice more than the department.
    return html`${this.crisis(triage)} ${this.apart(triage)} ${level === 4 ? [why, meanwhile, way] : [why, way, meanwhile]}`;
  }

  /** A human to talk to, at once. */
  private crisis({ crisisLine }: TriageResult, more = '') {
    const { t } = this.words;
    return crisisLine
      ? html`<a class="act ${more}" href="tel:${crisisLine}">${iconPhone()}${t.talk(crisisLine)}</a>`
      : nothing;
  }

  /** What may be catching is kept apart first; in an emergency the advice says how. */
  private apart({ flags }: TriageResult) {
    return flags.includes('epidemic')
      ? html`<p class="band amber">${iconAlert()}<span>${this.words.t.apart}</span></p>`
      : nothing;
  }

  private department({ departments: [first], complaints }: TriageResult) {
    const { t } = this.words;
    // Why the better one can't be had now, or what this one can't do.
    const note = first?.note ? this.say(first.note) : '';
    return html`<section part="department">
      <h2>${t.department}</h2>
      ${
        first
          ? html`<p class="lead"><b>${this.say(first.name)}</b></p>
              <p class="muted">${sentences(
                this.tongue,
                first.ruleId
                  ? this.because(first)
                  : complaints[0]
                    ? t.because(complaints.map(this.plain))
                    : '',
                first.insteadOf ? t.insteadOf(this.say(first.insteadOf), note) : note,
              )}</p>`
          : html`<p>${t.noDepartment}</p>`
      }
    </section>`;
  }

  /** What wants the department, in a line. */
  private because({ reason }: TriageResult['departments'][number]): string {
    return reason ? this.words.t.reason(this.plain(reason)) : '';
  }

  /** The most severe three, which the server puts first; the others on demand. */
  private reasons({ reasons }: TriageResult, title: string) {
    const { t } = this.words;
    const item = (text: string) => html`<li>${text}</li>`;
    const [all, rest] = [reasons.map(({ why }) => this.say(why)), reasons.length - 3];
    return html`<section>
      <h2>${title}</h2>
      <ul class="stack">${all.length ? all.slice(0, 3).map(item) : item(t.noReason)}</ul>
      ${rest > 0 ? html`<details><summary>${t.moreReasons(rest)}</summary><ul class="stack">${all.slice(3).map(item)}</ul></details>` : nothing}
    </section>`;
  }

  /** A slip of the finger can be set right. After an emergency that is a new visit: what the hospital was told stays told. */
  private correct(level: number) {
    const { t } = this.words;
    const stay = () => {
      this.sure = false;
    };
    if (this.sure)
      return askOnce(t.correctSure, t.correctYes, t.correctNo, () => (stay(), void this.anew()), stay);
    const begin = () => (level === 1 ? (this.sure = true) : this.reopen());
    return html`<button class="link end correct" @click=${begin}>${t.correct}</button>`;
  }

  private get visitStore() {
    return this.care!.use(createVisitStore);
  }

  private reopen(): void {
    const { care, visitStore } = this;
    const view = visitStore.get().view!;
    const triage = { ...care!.use(createTriageStore).again(), aside: view.triage!.triageResultId };
    care!.session.set({ ...care!.session.get()!, triage });
    visitStore.accept(view);
  }

  private anew(): Promise<boolean> {
    const { hospital, view } = this.visitStore.get();
    const { name, birthDate, sex, phone, guardian, allergies } = view!.patient;
    return this.visitStore.register(
      {
        language: this.language,
        patient: { name, birthDate, sex, phone, guardian, allergies },
        consent: { version: hospital!.consent.version, agreed: true },
      },
      this.care!.use(createTriageStore).again(),
    );
  }

  private list(title: string, texts: readonly Text[]) {
    if (!texts.length) return nothing;
    return html`<section>
      <h2>${title}</h2>
      <ul class="stack">${texts.map((text) => html`<li>${this.say(text)}</li>`)}</ul>
    </section>`;
  }

  /** How they want to meet; it can be changed at any time later. */
  private modes() {
    const { t } = this.words;
    return html`<fieldset class="rows">
      <legend>${t.howToMeet}</legend>
      ${CALLS ? nothing : html`<p class="note" part="no-video">${t.noVideo}</p>`}
      ${MODES.map(
        (mode) =>
          html`<label class="row ${this.mode === mode ? 'on' : ''}"
            ><input type="radio" name="mode" .checked=${this.mode === mode} @change=${() => (this.mode = mode)} /><span>${t.modes[mode]}</span></label
          >`,
      )}
    </fieldset>`;
  }

  private actions({ level, departments }: TriageResult, busy: boolean) {
    const { t } = this.words;
    const [first, ...others] = departments;
    if (!first) return nothing;
    const join = (departmentId: string) => () => {
      if (!busy) void this.care!.use(createQueueStore).join(departmentId, undefined, this.mode);
    };
    return html`<div class="stack">
      ${this.modes()}
      <button class="act ${level === 4 ? 'quiet' : ''}" aria-disabled=${busy} @click=${join(first.departmentId)}>
        ${busy ? t.loading : level === 4 ? t.joinAnyway : t.join(this.say(first.name))}
      </button>
      ${
        others.length
          ? html`<section>
              <b class="note">${t.otherDepartments}</b>
              ${others.map(
                (one) =>
                  html`<button class="act quiet" aria-disabled=${busy} @click=${join(one.departmentId)}>${t.join(this.say(one.name))}</button>
                    ${one.reason ? html`<p class="muted">${this.because(one)}</p>` : nothing}`,
              )}
            </section>`
          : nothing
      }
    </div>`;
  }
}
define('care-triage-result', CareTriageResult);
