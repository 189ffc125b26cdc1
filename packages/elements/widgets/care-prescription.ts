/** Owns the patient's prescription: where it stands, what to take and when, the code for the pharmacy, the seals, the print. */
import { html, nothing, type CSSResultGroup, type PropertyDeclarations, type TemplateResult } from 'lit';
import type { Hospital } from '@care-elements/contract/hospital.ts';
import type { HerbalSheet } from '@care-elements/contract/herbal.ts';
import type { Item, PatientPrescription, SealVerdict } from '@care-elements/contract/prescription.ts';
import type { VisitView } from '@care-elements/contract/visit.ts';
import { createVisitStore, type VisitState } from '@care-elements/client/visit-store.ts';
import { CareElement } from '../base/care-element.ts';
import { define } from '../base/define.ts';
import { StoreController } from '../base/store-controller.ts';
import { Words } from '../base/words.ts';
import { dayDose, doseStyles } from '../controls/day-dose.ts';
import { iconAlert, iconClock, iconDone, iconInfo, iconPhone } from '../controls/icons.ts';
import { iconPrint } from '../controls/icons-work.ts';
import { qrPicture, type QrPicture } from '../controls/qr-code.ts';
import { steps, stepsStyles } from '../controls/steps.ts';
import { sharedWords } from '../locales/catalogs.ts';
import type { PrescriptionWords } from '../locales/en/prescription.ts';
import { buttons } from '../theme/common.ts';
import { surfaces } from '../theme/surfaces.ts';
import {
  dosePicture,
  momentWords,
  productWords,
  quantityWords,
  unbroken,
  warningsOf,
} from './care-prescription-dose.ts';
import { decoction, footnotes, gramsEach, herbList, herbListStyles } from './care-prescription-herbs.ts';
import { paperOnScreen, paperStyles } from './care-prescription-paper-styles.ts';
import { grouped, highest, paperOfVisit, paperSheet } from './care-prescription-paper.ts';
import { printSheet } from './care-prescription-print.ts';
import {
  broken,
  ended,
  passed,
  prescriptionWords,
  reasonWords,
  stepsOf,
} from './care-prescription-standing.ts';
import { prescriptionStyles } from './care-prescription-styles.ts';
import { clockOf, dayOf, dayWords, lastDay } from './care-prescription-time.ts';
import { FetchPart } from './fetch-part.ts';
import { handOnParts } from '../controls/patient-parts.ts';

/** The sheet as it is shown and printed: in the hospital's language, whatever the patient reads. */
type Sheet = { words: PrescriptionWords; qr: QrPicture | null };

/** It may be taken: passed, not ended before it was fetched, and its seals fit. */
const ready = (rx: PatientPrescription) => passed(rx.state) && !broken(rx);

/**
 * The prescription of the visit that this browser knows: `<care-prescription hospital="renhe"></care-prescription>`.
 *
 * @slot empty Instead of the words that there is no visit, or no prescription, yet.
 * @csspart prescription The whole widget.
 * @csspart steps The three steps.
 * @csspart qr The white square with the code.
 * @csspart dose The picture of a medicine's day.
 * @csspart paper The sheet as it is printed.
 * @csspart plan, medicine-plan, calendar The way to the medicine plan; the plan, and its calendar.
 * @csspart herbs A sheet of herbs.
 * @csspart dispensing, stands, choose, left Where the medicine is, the choice, what is left.
 * @csspart refill, ask Asking for more of it.
 * @csspart action The print button.
 * @csspart person, read, smaller, larger In elder mode: its buttons.
 */
export class CarePrescription extends CareElement {
  static override properties: PropertyDeclarations = {
    sheet: { state: true },
    plan: { state: true },
    refills: { state: true },
    cannotPrint: { state: true },
  };
  static override styles: CSSResultGroup = [
    CareElement.styles,
    buttons,
    surfaces,
    stepsStyles,
    doseStyles,
    paperStyles,
    paperOnScreen,
    prescriptionStyles,
    herbListStyles,
  ];

  /** Null while the sheet is not shown. */
  declare sheet: Sheet | null;
  declare cannotPrint: boolean;
  /** The medicine plan is shown. */
  declare plan: boolean;
  /** The code of refills is there. */
  declare refills: boolean;

  override readonly words = new Words(sharedWords, prescriptionWords);
  private state = new StoreController<VisitState>(this, () => this.store);
  /** The choice of a pharmacy is its own chunk: only who has a passed prescription needs it. */
  private way = new FetchPart(this, () => import('./care-dispensing.ts'));
  private loaded: unknown;
  private shown = '';

  constructor() {
    super();
    this.sheet = null;
    this.cannotPrint = this.plan = this.refills = false;
  }

  private get store() {
    return this.care?.use(createVisitStore);
  }

  protected override willUpdate(): void {
    const { store } = this;
    if (store && store !== this.loaded) {
      this.loaded = store;
      const { phase, busy } = store.get();
      // Inside a visit the shell has loaded it.
      if (phase === 'loading' && !busy) void store.load();
    }
    const rx = this.state.value?.view?.prescription;
    if (this.sheet && (!rx || !passed(rx.state) || broken(rx))) this.sheet = null;
  }

  protected override updated(): void {
    handOnParts(this);
    const shown = this.sheet ? 'sheet' : this.plan ? 'plan' : '';
    if (shown !== this.shown)
      this.renderRoot
        .querySelector<HTMLElement>(shown ? 'h1' : this.shown === 'plan' ? '.plan-way' : '.act')
        ?.focus();
    this.shown = shown;
  }

  private async openSheet(view: VisitView, hospital: Hospital): Promise<void> {
    const { accessCode } = view.prescription!;
    const [{ default: words }, qr] = await Promise.all([
      prescriptionWords[hospital.language](),
      accessCode ? qrPicture(accessCode) : null,
    ]);
    this.cannotPrint = false;
    this.sheet = { words, qr };
  }

  private sheetOf(view: VisitView, hospital: Hospital, { words, qr }: Sheet): TemplateResult {
    return paperSheet(paperOfVisit(view, hospital)!, words, hospital.language, qr);
  }

  private async print(view: VisitView, hospital: Hospital, sheet: Sheet): Promise<void> {
    const title = `${sheet.words.paper.title} ${view.prescription!.number}`;
    this.cannotPrint = !(await printSheet(this.sheetOf(view, hospital, sheet), title, hospital.language));
  }

  override render(): TemplateResult {
    return html`<section class="rx ${this.hospital ? 'alone' : ''}" part="prescription" aria-label=${this.words.t.rxTitle}>
      ${this.body()}
    </section>`;
  }

  private body() {
    const { t } = this.words;
    const state = this.state.value;
    if (!state) return html`<p class="note">${t.noHospitalNamed}</p>`;
    const { phase, view, hospital } = state;
    if (phase === 'loading') return html`<p class="note" role="status">${t.loading}</p>`;
    if (phase === 'unreachable' || !hospital)
      return html`<p>${t.rxUnreachable}</p>
        <button class="act quiet" @click=${() => this.store!.load()}>${t.retry}</button>`;
    if (!view) return html`<slot name="empty"><p>${t.noVisit}</p></slot>`;
    if (!view.prescription) return html`<slot name="empty"><p>${t.paperNone}</p></slot>`;
    if (this.plan && ready(view.prescription)) return this.planView(hospital, view.prescription);
    return this.sheet
      ? this.sheetView(view, hospital, this.sheet)
      : this.prescription(view, hospital, view.prescription);
  }

  private sheetView(view: VisitView, hospital: Hospital, sheet: Sheet) {
    const { t } = this.words;
    return html`
      <div class="top"><h1 tabindex="-1">${t.paperTitle}</h1></div>
      <div class="paper-frame">${this.sheetOf(view, hospital, sheet)}</div>
      <div class="part">
        ${this.cannotPrint ? html`<p class="band amber" role="alert">${iconInfo()}<span>${t.cannotPrint}</span></p>` : nothing}
        <button class="act" part="action" @click=${() => this.print(view, hospital, sheet)}>${iconPrint()}${t.printNow}</button>
        <button class="act quiet" @click=${() => (this.sheet = null)}>${t.back}</button>
      </div>
    `;
  }

  private planView(hospital: Hospital, rx: PatientPrescription) {
    return html`<care-medicine-plan lang=${this.tongue} .rx=${rx} .at=${hospital}></care-medicine-plan>
      <button class="act quiet" @click=${() => (this.plan = false)}>${this.words.t.back}</button>`;
  }

  private openPlan = async (): Promise<void> => {
    // Its own chunk: most read the cards alone.
    await import('./care-medicine-plan.ts');
    this.plan = true;
  };

  /** Its own chunk: most have none. */
  private refill(view: VisitView, { timeZone }: Hospital) {
    if (!this.refills) {
      void import('./care-refill.ts').then(
        () => (this.refills = true),
        () => {},
      );
      return nothing;
    }
    return html`<care-refill lang=${this.tongue} .care=${this.care} .visit=${view.visitId} .version=${view.version} .zone=${timeZone}></care-refill>`;
  }

  private prescription(view: VisitView, hospital: Hospital, rx: PatientPrescription) {
    const { t } = this.words;
    const lang = this.language;
    const { advice } = view.encounter ?? {};
    const sound = !broken(rx);
    const way = view.dispensing?.fulfilment;
    const onItsWay = sound && !ended(rx.state);
    const code =
      sound && rx.accessCode
        ? html`<div class="qr">
            <care-qr .value=${rx.accessCode} .label=${t.qrLabel(grouped(rx.accessCode))}></care-qr>
            <b class="num">${grouped(rx.accessCode)}</b>
            <span class="note">${t.codeHint}</span>
          </div>`
        : nothing;
    const brought = !!way?.delivery;
    return html`
      ${this.standing(hospital, rx, rx.state === 'approved' && brought && way.state === 'chosen')}
      ${brought ? nothing : code}
      ${sound && passed(rx.state) ? this.dispensing(view, hospital) : nothing}
      ${brought ? code : nothing}
      ${
        sound && passed(rx.state)
          ? html`<button class="act" part="action" @click=${() => this.openSheet(view, hospital)}>${iconPrint()}${t.showPaper}</button>`
          : nothing
      }
      ${
        onItsWay
          ? html`<div class="meds">
              <h2>${t.medicines(rx.herbal ? 1 : rx.items.length)}</h2>
              ${rx.herbal ? this.herbs(rx, rx.herbal, true) : rx.items.map((item) => this.medicine(item, true))}
              <p class="warn">${iconAlert(20)}<span>${t.stopIf(hospital.emergencyNumber)}</span></p>
              ${ready(rx) ? html`<button class="act quiet plan-way" part="plan" @click=${this.openPlan}>${iconClock(20)}${t.showPlan}</button>` : nothing}
            </div>`
          : html`<details>
              <summary>${t.notToUse}</summary>
              <div class="meds">${rx.herbal ? this.herbs(rx, rx.herbal, false) : rx.items.map((item) => this.medicine(item, false))}</div>
            </details>`
      }
      ${this.refill(view, hospital)}
      <div class="part">
        <h2>${t.diagnosis}</h2>
        <p>${rx.diagnoses.map(({ name }) => name[lang]).join(lang === 'en' ? ', ' : '、')}</p>
      </div>
      ${
        advice
          ? html`<div class="part">
              <h2>${t.advice}</h2>
              <p class="advice">${advice}</p>
            </div>`
          : nothing
      }
      ${this.seals(rx, hospital)}
      ${onItsWay ? html`<p class="note">${t.textDraft}</p>` : nothing}
    `;
  }

  private dispensing(view: VisitView, hospital: Hospital) {
    if (!view.dispensing) return nothing;
    this.way.ask();
    return html`<care-dispensing lang=${this.tongue} .care=${this.care} .view=${view} .at=${hospital}></care-dispensing>`;
  }

  private standing({ timeZone, phone }: Hospital, rx: PatientPrescription, toYou: boolean) {
    const { t } = this.words;
    const bad = broken(rx);
    const { title, next } = bad
      ? { title: t.sealBroken, next: t.sealBrokenNext }
      : toYou
        ? t.toYou
        : t.standings[rx.state];
    const line = bad ? null : stepsOf(rx.state, t, toYou);
    const reason = reasonWords(rx, this.language);
    if (!line)
      return html`<div class="top">
        <h1 tabindex="-1" id=${rx.state}>${title}</h1>
        <div class="band ${bad ? 'red' : 'amber'}" role=${bad ? 'alert' : 'status'}>
          ${iconAlert()}<span>${next}${reason ? html`<br />${t.reasonGiven(reason)}` : nothing}</span>
        </div>
        <a class="link" href="tel:${phone}">${iconPhone(20)}${t.callHospital(phone)}</a>
      </div>`;
    return html`<div class="top">
      <h1 tabindex="-1" id=${rx.state}>${title}</h1>
      ${steps(line.labels, line.current)}
      <p role="status">
        ${next} ${passed(rx.state) && rx.state !== 'dispensed' ? html`<span class="until num">${this.validity(rx.validUntil, timeZone)}</span>` : nothing}
      </p>
    </div>`;
  }

  private validity(until: string, timeZone: string): string {
    const { day, time } = lastDay(until, timeZone);
    const today = dayOf(day, timeZone) === dayOf(new Date(), timeZone);
    return this.words.t.validUntil(today ? null : dayWords(day, timeZone, this.tongue), time);
  }

  /** A sheet of herbs is one medicine to who takes it. */
  private herbs({ items }: PatientPrescription, sheet: HerbalSheet, picture: boolean) {
    const { t } = this.words;
    const lang = this.language;
    const drink = decoction(items, sheet, t.herbs.name);
    const directions = drink.directions?.[lang] ?? '';
    const day = picture ? dosePicture(drink, lang, t) : null;
    return html`<article class="card med" part="herbs">
      <div>
        <h3>${drink.drug.name[lang]}</h3>
        <p class="pack"><span>${t.herbs.packet(items.length, gramsEach(items))}</span><span class="num">${sheet.packets === null ? nothing : t.herbs.packets(sheet.packets)}</span></p>
      </div>
      <p class="lead">${unbroken(directions)}</p>
      ${day ? dayDose(day.amounts, day.names, directions) : nothing}
      ${herbList(items, lang)}
      ${picture ? footnotes(items, sheet, t, lang) : nothing}
      ${items.map(({ drug, note }) => (note ? html`<p>${drug.name[lang]}${t.herbs.colon}${t.doctorsNote(note)}</p>` : nothing))}
    </article>`;
  }

  private medicine(item: Item, picture: boolean) {
    const { t } = this.words;
    const lang = this.language;
    const directions = item.directions?.[lang] ?? '';
    const day = picture ? dosePicture(item, lang, t) : null;
    const moment = picture ? momentWords(item, t) : '';
    return html`<article class="card med">
      <div>
        <h3>${item.drug.name[lang]}</h3>
        <p class="pack"><span>${productWords(item, lang, t)}</span><span class="num">${quantityWords(item, lang, t)}</span></p>
      </div>
      <p class="lead">${unbroken(directions)}</p>
      ${day ? dayDose(day.amounts, day.names, directions) : nothing}
      ${day?.hint ? html`<p class="note">${day.hint}</p>` : nothing}
      ${moment ? html`<p class="chip">${iconClock(16)}<span>${moment}</span></p>` : nothing}
      ${picture ? warningsOf(item, t).map((words) => html`<p class="warn">${iconAlert(20)}<span>${words}</span></p>`) : nothing}
      ${item.note ? html`<p>${t.doctorsNote(item.note)}</p>` : nothing}
    </article>`;
  }

  private seals(rx: PatientPrescription, { timeZone }: Hospital) {
    const { t } = this.words;
    const of = (role: SealVerdict['role']) => rx.seals.find((seal) => seal.role === role);
    // A seal under a return or a rejection is no pass.
    const pass = rx.reason ? undefined : of('pharmacist');
    return html`<div class="part">
      <h2>${t.sealsTitle}</h2>
      <div class="seals">
        ${this.seal(t.sealDoctor, rx.prescriber, of('doctor'), rx.state, timeZone)}
        ${this.seal(t.sealPharmacist, rx.pharmacist, pass, rx.state, timeZone)}
      </div>
      <p class="note">${t.sealWhat[highest(rx.seals)]}</p>
    </div>`;
  }

  private seal(
    role: string,
    person: PatientPrescription['pharmacist'],
    seal: SealVerdict | undefined,
    state: PatientPrescription['state'],
    timeZone: string,
  ) {
    const { t } = this.words;
    const lang = this.language;
    if (!seal)
      return html`<div>
        <span class="note">${role}</span>
        ${ended(state) ? html`<span class="chip amber">${iconInfo(16)}${t.sealNone}</span>` : html`<span class="chip">${iconClock(16)}${t.sealMissing}</span>`}
      </div>`;
    const valid = seal.verdict === 'valid';
    const at = new Date(seal.at);
    return html`<div>
      <span class="note">${role}</span>
      <b>${seal.name[lang]}</b>
      ${person ? html`<span class="note">${person.title[lang]}</span>` : nothing}
      <span class="chip ${valid ? 'green' : 'red'}">${valid ? iconDone(16) : iconAlert(16)}${valid ? t.sealValid : t.sealInvalid}</span>
      <span class="note num">${dayWords(at, timeZone, this.tongue)} ${clockOf(at, timeZone)}</span>
    </div>`;
  }
}
define('care-prescription', CarePrescription);
