/** Owns the patient's medicine plan: what is taken when as one table, printed for the fridge or put into a calendar. Its tag, `care-medicine-plan`, is ours alone. */
import { css, html, nothing, type CSSResultGroup, type PropertyDeclarations, type TemplateResult } from 'lit';
import type { Hospital } from '@care-elements/contract/hospital.ts';
import type { Item, PatientPrescription } from '@care-elements/contract/prescription.ts';
import { CareElement } from '../base/care-element.ts';
import { define } from '../base/define.ts';
import { Words, type Catalog, type Lang } from '../base/words.ts';
import { iconClock, iconInfo } from '../controls/icons.ts';
import { iconPrint } from '../controls/icons-work.ts';
import type { MedicinePlanWords } from '../locales/en/medicine-plan.ts';
import { buttons, forms } from '../theme/common.ts';
import { surfaces } from '../theme/surfaces.ts';
import { amountWords, momentWords, warningsOf } from './care-prescription-dose.ts';
import { taken } from './care-prescription-herbs.ts';
import { printSheet } from './care-prescription-print.ts';
import { prescriptionWords } from './care-prescription-standing.ts';
import { dayOf, dayWords } from './care-prescription-time.ts';
import { saveBlob } from './chat-save.ts';
import { calendarOf, DAY_HOURS, firstDayOf, hoursOf, lastDayOf, remindersOf } from './medicine-plan-times.ts';

const planWords: Catalog<MedicinePlanWords> = {
  'zh-CN': () => import('../locales/zh-CN/medicine-plan.ts'),
  en: () => import('../locales/en/medicine-plan.ts'),
  'zh-TW': () => import('../locales/zh-TW/medicine-plan.ts'),
  'zh-HK': () => import('../locales/zh-HK/medicine-plan.ts'),
  ar: () => import('../locales/ar/medicine-plan.ts'),
};

/** The table is one drawing: on the screen in the widget's colours, on paper in black. */
const planTable = css`
  .plan {
    table-layout: fixed;
    width: 100%;
    border-collapse: collapse;
    line-height: 1.4;
  }
  .plan :is(th, td) {
    padding: 8px 4px;
    border: 1px solid;
    text-align: center;
    vertical-align: middle;
    font-variant-numeric: tabular-nums;
  }
  .plan td {
    padding-inline: 1px;
    font-size: 0.94em;
    overflow-wrap: anywhere;
  }
  .plan th[scope='rowgroup'] {
    text-align: start;
    font-weight: 600;
    overflow-wrap: anywhere;
  }
  .plan small {
    display: block;
    font-size: 13px;
    font-weight: 400;
  }
  .plan thead th {
    font-size: 13px;
    font-weight: 600;
  }
`;
const onPaper = css`
  .paper h1 {
    font-size: calc(6 * var(--t));
  }
  .paper .plan {
    margin-block: calc(4 * var(--u));
    font-size: calc(4 * var(--t));
  }
  .paper .plan :is(small, thead th) {
    font-size: calc(3.2 * var(--t));
  }
`;

/** @csspart plan The table. @csspart action The print button. */
export class CareMedicinePlan extends CareElement {
  static override properties: PropertyDeclarations = {
    rx: { attribute: false },
    at: { attribute: false },
    first: { state: true },
    cannotPrint: { state: true },
  };
  static override styles: CSSResultGroup = [
    CareElement.styles,
    buttons,
    forms,
    surfaces,
    planTable,
    css`
      .stack {
        gap: 16px;
      }
      .plan :is(th, td) {
        border-color: var(--_edge);
      }
      input {
        max-width: 240px;
      }
    `,
  ];

  declare rx: PatientPrescription;
  /** The hospital, for its name and its calendar. */
  declare at: Hospital;
  /** YYYY-MM-DD on which it begins. */
  declare first: string;
  declare cannotPrint: boolean;
  override readonly words = new Words(planWords, prescriptionWords);

  constructor() {
    super();
    this.first = '';
    this.cannotPrint = false;
  }

  protected override firstUpdated(): void {
    this.renderRoot.querySelector<HTMLElement>('h1')?.focus();
  }

  private get begins(): string {
    return this.first || dayOf(new Date(), this.at.timeZone);
  }

  /** Where it begins today, the hour by the patient's own clock. */
  private get now(): string | undefined {
    const now = new Date();
    if (this.begins !== dayOf(now, this.at.timeZone)) return undefined;
    return `${now.getHours()}`.padStart(2, '0') + ':' + `${now.getMinutes()}`.padStart(2, '0');
  }

  private day(day: string): string {
    return dayWords(new Date(`${day}T12:00:00Z`), 'UTC', this.tongue);
  }

  private get items(): readonly Item[] {
    return taken(this.rx, this.words.t);
  }

  private amount(item: Item, lang: Lang): string {
    const { t } = this.words;
    return amountWords(item, lang, t) || (this.rx.herbal ? t.herbs.portion : '');
  }

  private get reminders() {
    const { t } = this.words;
    const lang = this.language;
    return remindersOf(this.items, this.begins, {
      prescriptionId: this.rx.prescriptionId,
      now: this.now,
      title: (item) => t.reminder(item.drug.name[lang], this.amount(item, lang)),
      text: (item) => [item.directions?.[lang], ...warningsOf(item, t)].filter(Boolean).join('\n'),
    });
  }

  override render(): TemplateResult | typeof nothing {
    if (!this.rx || !this.at) return nothing;
    const { t } = this.words;
    const { reminders } = this;
    const hours = [...new Set(reminders.map(({ hour }) => hour))].sort();
    return html`<section class="stack" part="medicine-plan" aria-labelledby="plan-title">
      <div><h1 id="plan-title" tabindex="-1">${t.planTitle}</h1><p>${t.planMore}</p></div>
      <div class="field">
        <label for="first">${t.first}</label>
        <input id="first" type="date" .value=${this.begins} @change=${this.begin} />
      </div>
      ${this.table(this.language)}
      ${this.cannotPrint ? html`<p class="band amber" role="alert">${iconInfo()}<span>${t.cannotPrint}</span></p>` : nothing}
      <button class="act" part="action" @click=${this.print}>${iconPrint()}${t.planPrint}</button>
      ${
        reminders.length
          ? html`<button class="act quiet" part="calendar" @click=${this.save}>${iconClock(20)}${t.calendar}</button>
              <p class="note">${t.calendarMore(hours.join(this.language === 'en' ? ', ' : '、'))}</p>`
          : html`<p class="note">${t.noReminders}</p>`
      }
      <p class="note">${t.textDraft}</p>
    </section>`;
  }

  private begin = (event: Event): void => {
    this.first = (event.target as HTMLInputElement).value;
  };

  private table(lang: Lang): TemplateResult {
    const { t } = this.words;
    return html`<table class="plan" part="plan">
      <thead>
        <tr>${t.when.map((name) => html`<th scope="col">${name}</th>`)}</tr>
      </thead>
      ${this.items.map((item) => this.row(item, lang))}
    </table>`;
  }

  private row(item: Item, lang: Lang): TemplateResult {
    const { t } = this.words;
    const when = item.frequency && hoursOf(item.frequency);
    const days = this.day(firstDayOf(item, this.begins, this.now));
    const last = this.day(lastDayOf(item, this.begins, this.now));
    return html`<tbody>
      <tr><th scope="rowgroup" colspan="4">
        ${item.drug.name[lang]}<small>${item.frequency === 'st' ? nothing : t.from(days, last)}</small>
        ${item.note ? html`<small>${t.doctorsNote(item.note)}</small>` : nothing}
      </th></tr>
      <tr>${this.cells(item, when, lang)}</tr>
    </tbody>`;
  }

  private cells(item: Item, when: ReturnType<typeof hoursOf>, lang: Lang) {
    const { t } = this.words;
    const amount = this.amount(item, lang);
    const wide = (...said: string[]) =>
      html`<td colspan="4">${said.filter(Boolean).map((one) => html`<div>${one}</div>`)}</td>`;
    if (!when) return wide(momentWords(item, t), item.directions?.[lang] ?? amount);
    if (when.every > 1) return wide(t.every(when.every), amount);
    if (item.frequency === 'qd') return wide(t.everyDay, amount);
    if (when.hours.some((hour) => !(DAY_HOURS as readonly string[]).includes(hour)))
      return wide(t.atHours(when.hours.join(lang === 'en' ? ', ' : '、')), amount);
    return DAY_HOURS.map(
      (hour, i) => html`<td data-when=${t.when[i]!}>${when.hours.includes(hour) ? amount : ''}</td>`,
    );
  }

  private print = async (): Promise<void> => {
    const { t } = this.words;
    const { name } = this.at;
    const { number, prescriber } = this.rx;
    const lang = this.language;
    const sheet = html`<article class="paper" lang=${lang}>
      <h1>${t.planTitle}</h1>
      <p>${name[lang]} · ${prescriber.name[lang]} · ${t.number} ${number}</p>
      ${this.table(lang)}
      ${this.items.map((item) => warningsOf(item, t).map((words) => html`<p>${item.drug.name[lang]}: ${words}</p>`))}
      <p>${t.stopIf(this.at.emergencyNumber)}</p>
      <p>${t.textDraft}</p>
    </article>`;
    this.cannotPrint = !(await printSheet(sheet, t.planTitle, lang, planTable.cssText + onPaper.cssText));
  };

  private save = (): void => {
    const { t } = this.words;
    const text = calendarOf(this.reminders, t.planTitle, new Date());
    saveBlob(new Blob([text], { type: 'text/calendar;charset=utf-8' }), `${t.planTitle}.ics`);
  };
}
define('care-medicine-plan', CareMedicinePlan);
