/** Owns the evidence of a revisit at the desk: what could show it, the doctor's decision, and the way on for a first visit. Its tag, `care-desk-revisit`, is the desk's own. */
import { html, nothing, type CSSResultGroup, type PropertyDeclarations, type TemplateResult } from 'lit';
import type { Icd10Code } from '@care-elements/contract/terminology.ts';
import {
  REVISIT_REFUSALS,
  sameDiagnosis,
  type RevisitRefusal,
} from '@care-elements/contract/revisit.terms.ts';
import type { Evidence, RevisitView } from '@care-elements/contract/revisit.ts';
import { createDeskStore, rightsIn, type DeskState } from '@care-elements/client/desk-store.ts';
import { createNoteStore, type NoteState } from '@care-elements/client/note-store.ts';
import { createRevisitStore, type RevisitState } from '@care-elements/client/revisit-store.ts';
import { CareElement } from '../base/care-element.ts';
import { define } from '../base/define.ts';
import { StoreController } from '../base/store-controller.ts';
import { Words } from '../base/words.ts';
import { iconAlert, iconClock, iconClose, iconDone } from '../controls/icons.ts';
import { sharedWords } from '../locales/catalogs.ts';
import { buttons, forms, surfaces } from '../theme/common.ts';
import './care-desk-referral.ts';
import './care-desk-search-box.ts';
import type { CareDeskPickEvent, Found } from './care-desk-search-box.ts';
import { dense } from './care-desk-styles.ts';
import { deskWords, problemLine } from './care-desk-words.ts';
import { folded } from '../theme/folded.ts';
import { revisitStyles } from './care-desk-revisit-styles.ts';
import { revisitWords } from './revisit-words.ts';

/** @csspart revisit The whole form. @csspart evidence The line that stands when it is closed. @csspart refer The way to a clinic. */
export class CareDeskRevisit extends CareElement {
  static override scope = 'desk' as const;
  static override properties: PropertyDeclarations = {
    open: { state: true },
    picked: { state: true },
    codes: { state: true },
    tried: { state: true },
    referring: { state: true },
  };
  static override styles: CSSResultGroup = [
    CareElement.styles,
    buttons,
    surfaces,
    forms,
    dense,
    folded,
    revisitStyles,
  ];

  declare open: boolean;
  /** The file that is being read off. */
  declare picked: string | null;
  declare codes: Icd10Code[];
  declare tried: boolean;
  declare referring: boolean;
  override readonly words = new Words(sharedWords, deskWords, revisitWords);
  #desk = new StoreController<DeskState>(this, () => this.care?.use(createDeskStore));
  #note = new StoreController<NoteState>(this, () => this.care?.use(createNoteStore));
  #revisit = new StoreController<RevisitState>(this, () => this.care?.use(createRevisitStore));
  #found = new Map<string, Icd10Code>();
  #encounterId: string | null = null;

  constructor() {
    super();
    this.open = this.tried = this.referring = false;
    this.picked = null;
    this.codes = [];
  }

  private get store() {
    return this.care!.use(createRevisitStore);
  }

  protected override willUpdate(): void {
    const encounterId = this.#revisit.value?.encounterId ?? null;
    if (encounterId === this.#encounterId) return;
    this.#encounterId = encounterId;
    this.open = this.tried = this.referring = false;
    this.picked = null;
    this.codes = [];
  }

  override render(): TemplateResult | typeof nothing {
    const state = this.#revisit.value;
    const current = this.#desk.value?.current;
    if (!state?.encounterId || !current) return nothing;
    const { t } = this.words;
    const { view, problem } = state;
    if (!view)
      return problem
        ? html`<p class="band amber" role="alert">${iconAlert(18)}<span class="grow">${t.failed}</span><button class="link" @click=${() => this.store.load()}>${t.again}</button></p>`
        : nothing;
    // Without the right to treat, or where no law asks for it, there is nothing to confirm: the way to a clinic remains.
    const treats = view.asked && rightsIn(this.#desk.value!, current.departmentId).treatmentRight;
    return html`<section class="stack" part="revisit" aria-label=${treats ? t.title : t.refer}>
      ${treats ? this.#evidence(view) : nothing} ${this.#refer(view)}
      ${this.referring ? html`<care-desk-referral .care=${this.care} lang=${this.tongue} @care-desk-close=${() => (this.referring = false)}></care-desk-referral>` : nothing}
    </section>`;
  }

  #evidence(view: RevisitView) {
    const { t } = this.words;
    const { state, evidence, checkedBy } = view;
    const [tone, icon] = {
      none: ['amber', iconAlert] as const,
      offered: ['amber', iconClock] as const,
      confirmed: ['green', iconDone] as const,
      refused: ['red', iconAlert] as const,
    }[state];
    const now = this.#note.value?.note?.value.diagnoses ?? [];
    const other = evidence && now.length > 0 && !sameDiagnosis(now, evidence.diagnoses);
    return html`<details ?open=${this.open} @toggle=${this.#toggle}>
        <summary part="evidence"><b>${t.title}</b><span class="mark ${tone}" role="status">${icon(18)}<span>${t.standing[state]}</span></span>
          ${evidence ? html`<span class="known">${this.#line(evidence)} <span class="muted">${checkedBy ? t.checkedBy(checkedBy.name[this.language]) : ''}</span></span>` : nothing}</summary>
        <div class="parts">${this.#here(view)}${this.#records(view)}${this.#no(view)}${this.#problem()}</div>
      </details>
      ${other ? html`<p class="mark red" role="status">${iconAlert(18)}<span>${t.other}</span></p>` : nothing}`;
  }

  #toggle = (event: Event) => {
    const { open } = event.target as HTMLDetailsElement;
    if (open && !this.open) void this.store.load();
    this.open = open;
  };

  #line({ on, institution, diagnoses }: Evidence): string {
    const said = diagnoses.map(({ code, name }) => `${code} ${name[this.language]}`).join(this.words.t.comma);
    return `${on} · ${institution[this.language]} · ${said}`;
  }

  #common = () =>
    html`<label class="check"><input type="checkbox" id="common" />${this.words.t.common}</label>`;
  private get common(): boolean {
    return this.renderRoot.querySelector<HTMLInputElement>('#common')!.checked;
  }
  get #busy() {
    return this.#revisit.value!.busy !== null;
  }

  #here({ earlier }: RevisitView) {
    const { t } = this.words;
    return html`<div class="part">
      <h3>${t.hereTitle}</h3>
      ${
        earlier.length
          ? html`<ul>
              ${earlier.map(({ encounterId, on, department, clinician, diagnoses }) => {
                const said = diagnoses
                  .map(({ code, name }) => `${code} ${name[this.language]}`)
                  .join(t.comma);
                const take = () => this.store.confirm({ kind: 'encounter', encounterId }, this.common);
                return html`<li><span class="grow"><span class="num">${on}</span> ${department[this.language]} ${clinician.name[this.language]} · ${said}</span>
                  <button class="act quiet" part="take" aria-label="${t.take} ${on}" aria-disabled=${this.#busy} @click=${take}>${t.take}</button></li>`;
              })}
            </ul>`
          : html`<p class="note">${t.hereNone}</p>`
      }
    </div>`;
  }

  #records({ records }: RevisitView) {
    const { t } = this.words;
    return html`<div class="part">
      <div class="line"><h3 class="grow">${t.recordsTitle}</h3><button class="link" aria-disabled=${this.#busy} @click=${() => this.store.load()}>${t.refresh}</button></div>
      ${
        records.length
          ? html`<div class="files" role="radiogroup" aria-label=${t.pick}>
              ${records.map(
                ({ attachmentId, name }) =>
                  html`<label class="check"><input type="radio" name="file" .checked=${this.picked === attachmentId} @change=${() => (this.picked = attachmentId)} /><span>${name}</span></label>`,
              )}
            </div>
            ${this.picked ? this.#reading() : nothing}`
          : html`<p class="note">${t.recordsNone}</p>`
      }
      ${this.#common()}
    </div>`;
  }

  /** What the doctor reads off the record. */
  #reading() {
    const { t } = this.words;
    return html`<div class="fields">
        <div class="field"><label for="institution">${t.institution}</label><input id="institution" maxlength="80" autocomplete="off" /></div>
        <div class="field"><label for="on">${t.day}</label><input id="on" type="date" max=${this.#today()} /></div>
      </div>
      <div class="field"><span class="note" id="was">${t.diagnosis}</span>
        ${this.codes.length ? html`<ul aria-labelledby="was">${this.codes.map((code) => html`<li><span class="num">${code.code}</span><span class="grow">${code.name[this.language]}</span><button class="icon" aria-label=${t.remove(code.name[this.language])} @click=${() => (this.codes = this.codes.filter((one) => one !== code))}>${iconClose(16)}</button></li>`)}</ul>` : nothing}
        <care-desk-search quiet lang=${this.tongue} .label=${t.diagnosis} .hint=${t.diagnosisHint} .find=${this.#find} @care-desk-pick=${this.#add}></care-desk-search>
      </div>
      ${this.tried ? html`<p class="wrong" role="alert">${t.missing}</p>` : nothing}
      <p><button class="act" part="confirm" aria-disabled=${this.#busy} @click=${this.#confirm}>${t.confirm}</button></p>`;
  }

  #today = () =>
    new Intl.DateTimeFormat('sv-SE', {
      timeZone: this.#desk.value?.hospital?.timeZone,
      dateStyle: 'short',
    }).format(new Date());

  #find = async (q: string, signal: AbortSignal): Promise<Found[]> => {
    const codes = await this.care!.use(createNoteStore).findDiagnoses(q, signal);
    for (const code of codes) this.#found.set(code.code, code);
    return codes.map(({ code, name }) => ({ id: code, label: name[this.language], note: code }));
  };
  #add = ({ id }: CareDeskPickEvent) => {
    if (this.codes.length < 10 && !this.codes.some(({ code }) => code === id))
      this.codes = [...this.codes, this.#found.get(id)!];
  };

  #confirm = async () => {
    const field = (id: string) => this.renderRoot.querySelector<HTMLInputElement>(`#${id}`)!.value.trim();
    const [institution, on] = [field('institution'), field('on')];
    this.tried = !institution || !on || !this.codes.length;
    if (this.tried) return;
    const codes = this.codes.map(({ code }) => code);
    const evidence = { kind: 'record', attachmentId: this.picked!, codes, on, institution } as const;
    if (await this.store.confirm(evidence, this.common)) this.open = false;
  };

  #no({ state }: RevisitView) {
    const { t } = this.words;
    const refuse = () => {
      const { value } = this.renderRoot.querySelector<HTMLSelectElement>('#refusal')!;
      void this.store.refuse(value as RevisitRefusal);
    };
    return html`<div class="part line">
      <label for="refusal">${t.refusal}</label>
      <select id="refusal">${REVISIT_REFUSALS.map((one) => html`<option value=${one}>${t.refusals[one]}</option>`)}</select>
      <button class="act quiet" part="refuse" aria-disabled=${this.#busy || state === 'refused'} @click=${() => state !== 'refused' && refuse()}>${t.refuse}</button>
    </div>`;
  }

  #problem() {
    const { problem } = this.#revisit.value!;
    return problem && problem.asking !== 'refer' ? problemLine(problem.problem, this.words.t) : nothing;
  }

  #refer({ referral }: RevisitView) {
    const { t } = this.words;
    return html`<div class="line">
      ${referral ? html`<span class="mark green grow" part="referred">${iconDone(18)}<span>${t.referred(referral.department)} · ${t.urgencies[referral.urgency]}</span></span>` : nothing}
      <button class="link" part="refer" @click=${() => (this.referring = true)}>${referral ? t.referAgain : t.refer}</button>
    </div>`;
  }
}
define('care-desk-revisit', CareDeskRevisit);
