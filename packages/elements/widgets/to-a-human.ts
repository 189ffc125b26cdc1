/** Owns the way on for whom no questions can be asked: the numbers to call, and a department to wait in for a human. */
import { html, nothing, type CSSResultGroup, type PropertyDeclarations, type TemplateResult } from 'lit';
import type { Hospital } from '@care-elements/contract/hospital.ts';
import { createQueueStore } from '@care-elements/client/queue-store.ts';
import { createVisitStore, type VisitState } from '@care-elements/client/visit-store.ts';
import { CareElement } from '../base/care-element.ts';
import { define } from '../base/define.ts';
import { StoreController } from '../base/store-controller.ts';
import { Words, type Catalog } from '../base/words.ts';
import { iconNext, iconPhone } from '../controls/icons.ts';
import { sharedWords } from '../locales/catalogs.ts';
import type { ToAHumanWords } from '../locales/en/to-a-human.ts';
import { buttons, forms, surfaces } from '../theme/common.ts';
import { handOnAround } from '../controls/patient-parts.ts';

const humanWords: Catalog<ToAHumanWords> = {
  'zh-CN': () => import('../locales/zh-CN/to-a-human.ts'),
  en: () => import('../locales/en/to-a-human.ts'),
  'zh-TW': () => import('../locales/zh-TW/to-a-human.ts'),
  'zh-HK': () => import('../locales/zh-HK/to-a-human.ts'),
  ar: () => import('../locales/ar/to-a-human.ts'),
};

/**
 * Shown where the hospital has no signed questions for this patient.
 *
 * @csspart departments The departments to wait in.
 */
export class CareToAHuman extends CareElement {
  static override properties: PropertyDeclarations = {
    hospitalFacts: { attribute: false },
    text: {},
  };
  static override styles: CSSResultGroup = [CareElement.styles, buttons, forms, surfaces];

  /** For the numbers and the departments; the visit store's when absent. */
  declare hospitalFacts: Hospital | undefined;
  /** What the patient wrote: it reaches the doctor. */
  declare text: string | undefined;

  override readonly words = new Words(sharedWords, humanWords);
  private visit = new StoreController<VisitState>(this, () => this.care?.use(createVisitStore));

  protected override firstUpdated(): void {
    handOnAround(this);
  }

  override render(): TemplateResult | typeof nothing {
    const { busy, hospital = null, complaints, problem } = this.visit.value || {};
    const facts = this.hospitalFacts || hospital;
    if (!facts) return nothing;
    const { t } = this.words;
    const { emergencyNumber, phone } = facts;
    const departments = facts.departments.filter(({ open }) => open);
    const join = (departmentId: string) => () => {
      if (!busy) void this.care!.use(createQueueStore).join(departmentId, this.text || undefined);
    };
    const back = () => this.dispatchEvent(new Event('care-triage-back', { bubbles: true, composed: true }));
    return html`<div class="stack">
      <div>
        <h2>${complaints?.length ? t.humanOthers : t.humanTitle}</h2>
        <p class="muted">${t.humanWhy}</p>
      </div>
      ${
        // The questions that were chosen are gone: others may be there.
        problem?.code === 'not-found' && complaints?.length
          ? html`<button class="link" @click=${back}>${t.humanBack}</button>`
          : nothing
      }
      ${problem && !busy && problem.code !== 'not-found' ? html`<p class="band amber" role="alert">${t.problems[problem.code] || t.failed}</p>` : nothing}
      <p>${t.humanUrgent}</p>
      <a class="act danger" href="tel:${emergencyNumber}">${iconPhone()}${t.humanCall(emergencyNumber)}</a>
      <div>
        <p>${t.humanAsk}</p>
        <a class="link" href="tel:${phone}">${t.humanPhone(phone)}</a>
      </div>
      <div class="rows" part="departments" role="group" aria-labelledby="where">
        <b id="where">${departments.length ? t.humanWhere : t.humanNowhere}</b>
        ${departments.map(
          ({ departmentId, name }) =>
            html`<button class="row" aria-disabled=${busy ? 'true' : 'false'} @click=${join(departmentId)}><span>${name[this.language]}</span>${iconNext(20)}</button>`,
        )}
      </div>
    </div>`;
  }
}
define('care-to-a-human', CareToAHuman);
