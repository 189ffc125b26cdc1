/** Owns the note's form: complaint, findings, diagnoses, advice, its saved state and its conflicts. Its tag, `care-desk-note`, is the desk's own. */
import { css, html, nothing, type CSSResultGroup, type PropertyDeclarations } from 'lit';
import { live } from 'lit/directives/live.js';
import type { Note } from '@care-elements/contract/encounter.ts';
import type { Icd10Code } from '@care-elements/contract/terminology.ts';
import { createDeskStore, type DeskState } from '@care-elements/client/desk-store.ts';
import {
  createNoteStore,
  missingParts,
  type MissingPart,
  type NoteFormState,
  type NoteFormStore,
} from '@care-elements/client/note-store.ts';
import { CareElement } from '../base/care-element.ts';
import { define } from '../base/define.ts';
import { StoreController } from '../base/store-controller.ts';
import { Words } from '../base/words.ts';
import { iconAlert, iconClose } from '../controls/icons.ts';
import { sharedWords } from '../locales/catalogs.ts';
import { buttons, forms, surfaces } from '../theme/common.ts';
import './care-desk-search-box.ts';
import type { CareDeskPickEvent, Found } from './care-desk-search-box.ts';
import { dense } from './care-desk-styles.ts';
import { deskWords, saveWord } from './care-desk-words.ts';

const LIMITS = { complaint: 4000, findings: 8000, advice: 4000 };

/** @csspart note The form. @csspart saved The saved state. */
export class CareDeskNote extends CareElement {
  static override scope = 'desk' as const;
  static override properties: PropertyDeclarations = {
    tried: { type: Boolean },
    of: { attribute: false },
  };
  static override styles: CSSResultGroup = [
    CareElement.styles,
    buttons,
    surfaces,
    forms,
    dense,
    css`
      section {
        padding: 12px 16px 16px;
      }
      .codes {
        display: flex;
        flex-direction: column;
        gap: 4px;
      }
      .code {
        display: flex;
        align-items: center;
        gap: 8px;
        padding-inline-start: 10px;
        border-radius: var(--_round);
        background: var(--_sunk);
      }
      .code .num {
        min-width: 56px;
        color: var(--_muted);
      }
      .both {
        display: grid;
        grid-template-columns: repeat(auto-fit, minmax(min(100%, 220px), 1fr));
        gap: 4px 16px;
      }
      .both h3 {
        grid-column: 1 / -1;
      }
      .both div {
        padding: 6px 10px;
        border-radius: var(--_round);
        background: var(--_surface);
        color: var(--_ink);
        font-weight: 400;
      }
      .choice {
        display: flex;
        flex-direction: column;
        align-items: stretch;
        gap: 12px;
      }
    `,
  ];

  /** The doctor has tried to finish: what is missing is said at its field. */
  declare tried: boolean;
  /** Whose note it is, where it is not the present patient's. */
  declare of: NoteFormStore | null;
  override readonly words = new Words(sharedWords, deskWords);
  #desk = new StoreController<DeskState>(this, () => this.care?.use(createDeskStore));
  #note = new StoreController<NoteFormState>(this, () => this.of ?? this.care?.use(createNoteStore));
  #found = new Map<string, Icd10Code>();

  constructor() {
    super();
    this.tried = false;
    this.of = null;
  }

  private get store(): NoteFormStore {
    return this.of ?? this.care!.use(createNoteStore);
  }

  /** Leads to the first field that is missing, or to one by name. */
  focusPart(part: MissingPart): void {
    const field = this.renderRoot.querySelector<HTMLElement>(
      part === 'diagnoses' ? 'care-desk-search' : `#${part}`,
    );
    field?.focus();
    field?.scrollIntoView({ block: 'center' });
  }

  #find = async (q: string, signal: AbortSignal): Promise<Found[]> => {
    const codes = await this.store.findDiagnoses(q, signal);
    for (const code of codes) this.#found.set(code.code, code);
    const other = this.language === 'en' ? 'zh-CN' : 'en';
    return codes.map(({ code, name }) => ({
      id: code,
      label: name[this.language],
      note: `${code} · ${name[other]}`,
    }));
  };

  #add = ({ id }: CareDeskPickEvent) => {
    const { diagnoses } = this.#note.value!.note!.value;
    if (!diagnoses.some(({ code }) => code === id))
      this.store.edit({ diagnoses: [...diagnoses, this.#found.get(id)!] });
  };

  override render() {
    const draft = this.#note.value?.note;
    if (!draft) return nothing;
    const { t } = this.words;
    const { value: note, face, savedAt, theirs } = draft;
    const missing = this.tried ? missingParts(note) : [];
    const closed = face === 'closed';
    return html`<section class="stack" part="note" aria-label=${t.note}>
      <div class="line"><h2 class="grow">${t.note}</h2>${saveWord(face, savedAt, t, this.#desk.value?.hospital?.timeZone)}</div>
      ${theirs ? this.#conflict(note, theirs) : nothing}
      ${this.#text('complaint', note, t.complaint, closed, missing)}
      ${this.#text('findings', note, t.findings, closed, missing, t.findingsHint)}
      ${this.#diagnoses(note, closed, missing)}
      ${this.#text('advice', note, t.advice, closed, missing, t.adviceHint)}
    </section>`;
  }

  #text(
    name: 'complaint' | 'findings' | 'advice',
    note: Note,
    label: string,
    closed: boolean,
    missing: MissingPart[],
    hint = '',
  ) {
    const { t } = this.words;
    const wrong = name !== 'findings' && missing.includes(name) ? t.missing[name] : '';
    return html`<div class="field">
      <label for=${name}>${label}</label>
      <textarea
        id=${name}
        rows="2"
        maxlength=${LIMITS[name]}
        placeholder=${hint || nothing}
        ?readonly=${closed}
        aria-invalid=${wrong ? 'true' : 'false'}
        aria-describedby=${wrong ? `${name}-wrong` : nothing}
        .value=${live(note[name])}
        @input=${(e: InputEvent) => this.store.edit({ [name]: (e.target as HTMLTextAreaElement).value })}
      ></textarea>
      ${wrong ? html`<span class="wrong" id="${name}-wrong">${wrong}</span>` : nothing}
    </div>`;
  }

  #diagnoses({ diagnoses }: Note, closed: boolean, missing: MissingPart[]) {
    const { t } = this.words;
    const remove = (gone: string) =>
      this.store.edit({ diagnoses: diagnoses.filter(({ code }) => code !== gone) });
    return html`<div class="field">
      <span class="note" id="codes-label">${t.diagnoses}</span>
      ${
        diagnoses.length
          ? html`<ul class="codes" aria-labelledby="codes-label">
            ${diagnoses.map(({ code, name }, i) => {
              const said = name[this.language];
              return html`<li class="code">
                <span class="num">${code}</span><span class="grow">${said}</span>
                ${i === 0 && diagnoses.length > 1 ? html`<span class="note">${t.mainDiagnosis}</span>` : nothing}
                ${closed ? nothing : html`<button class="icon" aria-label=${t.removeDiagnosis(said)} @click=${() => remove(code)}>${iconClose(16)}</button>`}
              </li>`;
            })}
          </ul>`
          : nothing
      }
      ${
        closed || diagnoses.length >= 10
          ? nothing
          : html`<care-desk-search quiet lang=${this.tongue} .label=${t.diagnosisSearch} .hint=${t.diagnosisHint} .find=${this.#find} @care-desk-pick=${this.#add}></care-desk-search>`
      }
      ${missing.includes('diagnoses') ? html`<span class="wrong" role="alert">${t.missing.diagnoses}</span>` : nothing}
    </div>`;
  }

  /** Both texts of what differs, side by side; nothing is thrown away before the doctor says so. */
  #conflict(mine: Note, theirs: Note) {
    const { t } = this.words;
    const say = (note: Note, part: keyof Note) =>
      part === 'diagnoses'
        ? note.diagnoses.map(({ code, name }) => `${code} ${name[this.language]}`).join('\n')
        : note[part];
    const parts = (['complaint', 'findings', 'diagnoses', 'advice'] as const).filter(
      (part) => say(mine, part) !== say(theirs, part),
    );
    return html`<div class="band amber choice" role="alert">
      <p class="line">${iconAlert(18)}<span class="grow">${t.conflictNote}</span></p>
      <div class="both">
        ${parts.map(
          (part) => html`<h3>${t[part]}</h3>
            <div><span class="note">${t.mine}</span><p class="pre">${say(mine, part) || t.empty}</p></div>
            <div><span class="note">${t.theirs}</span><p class="pre">${say(theirs, part) || t.empty}</p></div>`,
        )}
      </div>
      <div class="line">
        <button class="act" @click=${() => this.store.keep('both')}>${t.keepBoth}</button>
        <button class="act quiet" @click=${() => this.store.keep('mine')}>${t.keepMine}</button>
        <button class="act quiet" @click=${() => this.store.keep('theirs')}>${t.keepTheirs}</button>
      </div>
    </div>`;
  }
}
define('care-desk-note', CareDeskNote);
