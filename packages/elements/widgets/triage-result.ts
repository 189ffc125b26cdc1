/** Owns the screen of what triage found: the level, the department, why, and the one thing to do now. */
import { html, nothing, type CSSResultGroup, type PropertyDeclarations, type TemplateResult } from 'lit';
import type { Text } from '@care-elements/contract/common.ts';
import type { Hospital } from '@care-elements/contract/hospital.ts';
import type { TriageResult } from '@care-elements/contract/triage.ts';
import { createQueueStore } from '@care-elements/client/queue-store.ts';
import { createVisitStore, type VisitState } from '@care-elements/client/visit-store.ts';
import { CareElement } from '../base/care-element.ts';
import { css } from '../base/light-element.ts';
import { define } from '../base/define.ts';
import { StoreController } from '../base/store-controller.ts';
import { Words, type Catalog } from '../base/words.ts';
import { iconAlert, iconClock, iconDone, iconInfo, iconPhone } from '../controls/icons.ts';
import { sharedWords } from '../locales/catalogs.ts';
import type { TriageResultWords } from '../locales/en/triage-result.ts';
import { buttons, surfaces } from '../theme/common.ts';

const resultWords: Catalog<TriageResultWords> = {
  'zh-CN': () => import('../locales/zh-CN/triage-result.ts'),
  en: () => import('../locales/en/triage-result.ts'),
};
const ROMAN = ['Ⅰ', 'Ⅱ', 'Ⅲ', 'Ⅳ'];
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
  static override properties: PropertyDeclarations = { hospitalFacts: { attribute: false }, text: {} };
  static override styles: CSSResultGroup = [
    CareElement.styles,
    buttons,
    surfaces,
    css`
      .screen {
        display: flex;
        flex-direction: column;
        gap: 24px;
      }
      .band h1 {
        color: inherit;
      }
      .act.danger,
      .act.danger:not(.quiet):hover {
        min-height: 72px;
        font-size: 22px;
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

  /** For the emergency number; the visit store's when absent. */
  declare hospitalFacts: Hospital | undefined;
  /** What the patient wrote, where there is no result to keep it. */
  declare text: string | undefined;

  override readonly words = new Words(sharedWords, resultWords);
  private visit = new StoreController<VisitState>(this, () => this.care?.use(createVisitStore));

  private say = (text: Text) => text[this.language];

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
          <span class="note">${t.level(ROMAN[level - 1]!)}</span>
        </div>
      </div>
      ${level === 1 ? this.emergency(triage, this.hospitalFacts || hospital!) : this.onwards(triage)}
      ${problem && !busy ? html`<p class="band amber" role="alert">${t.failed}</p>` : nothing}
      ${level === 1 ? nothing : this.actions(triage, !!busy)}
      <p class="note">${t.noDiagnosis} ${triage.reviewed ? nothing : t.draft}</p>
    </div>`;
  }

  /** No questions could be asked: there is still a way on. */
  private human() {
    void import('./to-a-human.ts');
    return html`<care-to-a-human .care=${this.care} lang=${this.language} .hospitalFacts=${this.hospitalFacts} .text=${this.text}></care-to-a-human>`;
  }

  private emergency(triage: TriageResult, { emergencyNumber }: Hospital) {
    const { t } = this.words;
    return html`
      <a class="act danger" href="tel:${emergencyNumber}">${iconPhone()}${t.call(emergencyNumber)}</a>
      ${this.list(t.meanwhile, triage.advice)} ${this.reasons(triage)}
      <p class="muted">${t.called} ${t.ended}</p>
    `;
  }

  private onwards(triage: TriageResult) {
    const { t } = this.words;
    const [first] = triage.departments;
    return html`
      <section part="department">
        <h2>${t.department}</h2>
        ${
          first
            ? html`<p class="lead"><b>${this.say(first.name)}</b></p>
                ${first.insteadOf ? html`<p class="muted">${t.insteadOf(this.say(first.insteadOf))}</p>` : nothing}`
            : html`<p>${t.noDepartment}</p>`
        }
      </section>
      ${this.reasons(triage)} ${this.list(t.advice, triage.advice)} ${this.list(t.again, triage.callAgainIf)}
    `;
  }

  /** The most severe three; the server puts them first. */
  private reasons({ reasons }: TriageResult) {
    const { t } = this.words;
    return this.list(
      t.why,
      reasons.length ? reasons.slice(0, 3).map(({ why }) => why) : [{ 'zh-CN': t.noReason, en: t.noReason }],
    );
  }

  private list(title: string, texts: readonly Text[]) {
    if (!texts.length) return nothing;
    return html`<section>
      <h2>${title}</h2>
      <ul class="stack">${texts.map((text) => html`<li>${this.say(text)}</li>`)}</ul>
    </section>`;
  }

  private actions({ level, departments }: TriageResult, busy: boolean) {
    const { t } = this.words;
    const [first, ...others] = departments;
    if (!first) return nothing;
    const join = (departmentId: string) => () => {
      if (!busy) void this.care!.use(createQueueStore).join(departmentId);
    };
    return html`<div class="stack">
      <button class="act ${level === 4 ? 'quiet' : ''}" aria-disabled=${busy} @click=${join(first.departmentId)}>
        ${busy ? t.loading : level === 4 ? t.joinAnyway : t.join(this.say(first.name))}
      </button>
      ${
        others.length
          ? html`<section>
              <b class="note">${t.otherDepartments}</b>
              ${others.map(({ departmentId, name }) => html`<button class="act quiet" aria-disabled=${busy} @click=${join(departmentId)}>${this.say(name)}</button>`)}
            </section>`
          : nothing
      }
    </div>`;
  }
}
define('care-triage-result', CareTriageResult);
