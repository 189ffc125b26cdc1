/** Owns pausing a consult and handing it over: the two buttons beside the patient's name, and what each asks first. Its tag, `care-desk-handover`, is the desk's own. */
import { css, html, nothing, type CSSResultGroup, type PropertyDeclarations } from 'lit';
import type { EarlierNote, EncounterView } from '@care-elements/contract/encounter.ts';
import type { Colleagues, TransferReason } from '@care-elements/contract/handover.ts';
import { createDeskStore, type DeskState } from '@care-elements/client/desk-store.ts';
import { createNoteStore } from '@care-elements/client/note-store.ts';
import { CareElement } from '../base/care-element.ts';
import { define } from '../base/define.ts';
import { StoreController } from '../base/store-controller.ts';
import { Words, type Catalog } from '../base/words.ts';
import { sharedWords } from '../locales/catalogs.ts';
import type { HandoverWords } from '../locales/en/handover.ts';
import { buttons, forms, surfaces } from '../theme/common.ts';
import './care-desk-sheet-box.ts';
import { dense } from './care-desk-styles.ts';
import { deskWords, problemLine } from './care-desk-words.ts';

export const handoverWords: Catalog<HandoverWords> = {
  'zh-CN': () => import('../locales/zh-CN/handover.ts'),
  en: () => import('../locales/en/handover.ts'),
  'zh-TW': () => import('../locales/zh-TW/handover.ts'),
  'zh-HK': () => import('../locales/zh-HK/handover.ts'),
};
/** For the question before: the server's HOLD_MS. */
const HOLD_MINUTES = 10;

/** @csspart handover The two buttons. */
export class CareDeskHandover extends CareElement {
  static override scope = 'desk' as const;
  static override properties: PropertyDeclarations = {
    asking: { state: true },
    colleagues: { state: true },
    departmentId: { state: true },
    wrong: { state: true },
  };
  static override styles: CSSResultGroup = [
    CareElement.styles,
    buttons,
    surfaces,
    forms,
    dense,
    css`
      :host {
        display: flex;
        flex-direction: column;
        gap: 8px;
      }
      form {
        display: flex;
        flex-direction: column;
        gap: 12px;
      }
      form select,
      form textarea {
        width: 100%;
        min-height: 40px;
        margin-block-start: 4px;
        padding: 6px 8px;
        border: 1px solid var(--_line-strong, var(--_muted));
        border-radius: 8px;
        background: var(--_surface);
        color: inherit;
        font: inherit;
      }
      .earlier {
        padding-block: 4px;
      }
      .earlier dl {
        display: grid;
        grid-template-columns: auto minmax(0, 1fr);
        gap: 4px 12px;
        padding-block: 8px;
      }
      .earlier dt {
        color: var(--_muted);
      }
      .earlier dd {
        white-space: pre-line;
      }
      summary {
        cursor: pointer;
      }
    `,
  ];

  declare asking: 'hold' | 'transfer' | null;
  declare colleagues: Colleagues | 'failed' | null;
  declare departmentId: string;
  declare wrong: 'text' | 'unsaved' | null;
  override readonly words = new Words(sharedWords, deskWords, handoverWords);
  #desk = new StoreController<DeskState>(this, () => this.#store);

  constructor() {
    super();
    this.asking = this.colleagues = this.wrong = null;
    this.departmentId = '';
  }

  get #store() {
    return this.care?.use(createDeskStore);
  }

  override render() {
    const { current, busy } = this.#desk.value ?? {};
    if (!current) return nothing;
    const { t } = this.words;
    const moving = busy!.includes('hold') || busy!.includes('transfer');
    return html`${this.#came(current)}
      ${
        current.queueState === 'in_consult'
          ? html`<div class="line" part="handover">
              <button class="act quiet" aria-disabled=${moving} @click=${() => this.#ask('hold')}>${t.hold}</button>
              <button class="act quiet" aria-disabled=${moving} @click=${() => this.#ask('transfer')}>${t.transfer}</button>
            </div>`
          : nothing
      }
      ${this.asking === 'hold' ? this.#hold() : this.asking === 'transfer' ? this.#transfer(current) : nothing}`;
  }

  /** Where the patient comes from, and what was written there. */
  #came({ returned, earlier = [] }: EncounterView) {
    const { t } = this.words;
    const name = returned?.from.name[this.language] ?? '';
    const own = returned?.why === 'hold' && !earlier.length;
    const line = {
      hold: own ? t.backAgain : t.handedOver(name),
      'doctor-away': earlier.length ? t.lostBefore : t.backAgain,
      transfer: t.handedOver(name),
    };
    return html`${
      returned
        ? html`<p class="band" part="came"><span>${line[returned.why]}${
            returned.reason
              ? html`${` · ${t.reasons[returned.reason.code]}`}${returned.reason.text ? html`<br />${returned.reason.text}` : nothing}`
              : nothing
          }</span></p>`
        : nothing
    }
    ${earlier.map((one) => this.#earlier(one))}`;
  }

  #earlier({ clinician, departmentId, note, noteState }: EarlierNote) {
    const { t, language } = { t: this.words.t, language: this.language };
    const departments = this.#desk.value?.hospital?.departments ?? [];
    const where = departments.find((one) => one.departmentId === departmentId)?.name[language] ?? '';
    const rows: [string, string][] = [
      [t.complaint, note.complaint],
      [t.findings, note.findings],
      [t.diagnoses, note.diagnoses.map(({ code, name }) => `${name[language]} (${code})`).join(t.comma)],
      [t.advice, note.advice],
    ];
    const said = rows.filter(([, text]) => text);
    return html`<details class="earlier" part="earlier" open>
      <summary><b>${t.earlier(clinician.name[language], where)}</b> ${noteState === 'unsigned' ? html`<span class="muted">${t.draft}</span>` : nothing}</summary>
      ${said.length ? html`<dl>${said.map(([label, text]) => html`<dt>${label}</dt><dd>${text}</dd>`)}</dl>` : html`<p class="muted">${t.nothing}</p>`}
    </details>`;
  }

  #ask(what: 'hold' | 'transfer'): void {
    this.asking = what;
    this.wrong = null;
    if (what === 'hold' || (this.colleagues && this.colleagues !== 'failed')) return;
    this.colleagues = null;
    this.#store!.colleagues().then(
      (list) => (this.colleagues = list),
      () => (this.colleagues = 'failed'),
    );
  }

  #close = () => {
    this.asking = null;
  };

  /** What is being typed must be in the record before somebody else reads it. */
  async #saved(): Promise<boolean> {
    const saved = await this.care!.use(createNoteStore).flush();
    this.wrong = saved === false ? 'unsaved' : null;
    return saved !== false;
  }

  #trouble(action: 'hold' | 'transfer') {
    const { t } = this.words;
    const { problem } = this.#desk.value!;
    return html`${this.wrong ? html`<p class="band amber" role="alert">${this.wrong === 'text' ? t.textMissing : t.unsaved}</p>` : nothing}
    ${problem?.action === action ? problemLine(problem.problem, t) : nothing}`;
  }

  #hold() {
    const { t } = this.words;
    const go = async () => {
      if ((await this.#saved()) && (await this.#store!.hold())) this.#close();
    };
    return html`<care-desk-sheet lang=${this.tongue} .label=${t.holdTitle} @care-desk-close=${this.#close}>
      <div class="stack">
        <h2>${t.holdTitle}</h2>
        <p>${t.holdMore(HOLD_MINUTES)}</p>
        ${this.#trouble('hold')}
        <div class="line"><button class="act" autofocus @click=${go}>${t.holdNow}</button><button class="act quiet" @click=${this.#close}>${t.back}</button></div>
      </div>
    </care-desk-sheet>`;
  }

  #transfer(current: EncounterView) {
    const { t, language } = { t: this.words.t, language: this.language };
    const { colleagues } = this;
    const failed = colleagues === 'failed';
    const list = colleagues && colleagues !== 'failed' ? colleagues.departments : [];
    const chosen = this.departmentId || current.departmentId;
    const me = this.#desk.value!.clinician?.clinicianId;
    const doctors = list
      .find((one) => one.departmentId === chosen)
      ?.doctors.filter((one) => one.clinicianId !== me);
    return html`<care-desk-sheet lang=${language} .label=${t.transferTitle} @care-desk-close=${this.#close}>
      <form class="stack" @submit=${this.#submit}>
        <h2>${t.transferTitle}</h2>
        <p>${t.transferMore}</p>
        ${failed ? html`<p class="band amber" role="alert">${t.noColleagues}</p>` : nothing}
        ${colleagues ? nothing : html`<p class="muted" role="status">${t.loading}</p>`}
        <label>${t.toDepartment}
          <select name="department" autofocus @change=${(e: Event) => (this.departmentId = (e.target as HTMLSelectElement).value)}>
            ${list.map((one) => html`<option value=${one.departmentId} ?disabled=${!one.open} .selected=${one.departmentId === chosen}>${one.name[language]}</option>`)}
          </select></label>
        <label>${t.toDoctor}
          <select name="doctor">
            <option value="">${t.anyDoctor}</option>
            ${doctors?.map((one) => html`<option value=${one.clinicianId}>${one.name[language]} ${one.title[language]}</option>`)}
          </select></label>
        <label>${t.why}
          <select name="reason">${Object.entries(t.reasons).map(([code, words]) => html`<option value=${code}>${words}</option>`)}</select></label>
        <label>${t.text}<textarea name="text" rows="2" maxlength="300"></textarea></label>
        ${this.#trouble('transfer')}
        <div class="line"><button class="act" aria-disabled=${!list.length}>${t.transferNow}</button><button type="button" class="act quiet" @click=${this.#close}>${t.back}</button></div>
      </form>
    </care-desk-sheet>`;
  }

  #submit = async (event: SubmitEvent) => {
    event.preventDefault();
    const data = new FormData(event.target as HTMLFormElement);
    const read = (name: string) => `${data.get(name) ?? ''}`.trim();
    const reason = read('reason') as TransferReason;
    const clinicianId = read('doctor');
    if (!read('department')) return;
    if (reason === 'other' && !read('text')) return void (this.wrong = 'text');
    if (!(await this.#saved())) return;
    const to = { departmentId: read('department'), reason, text: read('text') };
    if (await this.#store!.transfer(clinicianId ? { ...to, clinicianId } : to)) this.#close();
  };
}
define('care-desk-handover', CareDeskHandover);
