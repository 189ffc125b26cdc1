/** Owns the notes that a doctor left unsigned when the patient went on: the list, and finishing one. Its tag, `care-desk-unsigned`, is the desk's own. */
import { css, html, nothing, type CSSResultGroup, type PropertyDeclarations, type TemplateResult } from 'lit';
import type { UnsignedNote } from '@care-elements/contract/encounter.unsigned.ts';
import { createDeskStore } from '@care-elements/client/desk-store.ts';
import { missingParts } from '@care-elements/client/note-store.ts';
import { createUnsignedStore, type UnsignedState } from '@care-elements/client/unsigned-store.ts';
import { CareElement } from '../base/care-element.ts';
import { define } from '../base/define.ts';
import { StoreController } from '../base/store-controller.ts';
import { Words, type Catalog } from '../base/words.ts';
import { iconAlert } from '../controls/icons.ts';
import { sharedWords } from '../locales/catalogs.ts';
import type { UnsignedWords } from '../locales/en/unsigned.ts';
import { buttons, surfaces } from '../theme/common.ts';
import './care-desk-note-form.ts';
import type { CareDeskNote } from './care-desk-note-form.ts';
import './care-desk-sheet-box.ts';
import { dense } from './care-desk-styles.ts';
import { dayAndClock, deskWords, problemLine } from './care-desk-words.ts';

const unsignedWords: Catalog<UnsignedWords> = {
  'zh-CN': () => import('../locales/zh-CN/unsigned.ts'),
  en: () => import('../locales/en/unsigned.ts'),
  'zh-TW': () => import('../locales/zh-TW/unsigned.ts'),
  'zh-HK': () => import('../locales/zh-HK/unsigned.ts'),
};

/** @csspart unsigned One note of the list. @csspart sign The button that signs it. */
export class CareDeskUnsigned extends CareElement {
  static override scope = 'desk' as const;
  static override properties: PropertyDeclarations = { tried: { state: true }, said: { state: true } };
  static override styles: CSSResultGroup = [
    CareElement.styles,
    buttons,
    surfaces,
    dense,
    css`
      h3 {
        padding: 16px 16px 4px;
      }
      .about {
        padding-inline: 16px;
      }
      button.one {
        display: grid;
        grid-template-columns: minmax(0, 1fr) auto;
        align-items: baseline;
        gap: 0 8px;
        width: 100%;
        min-height: var(--_tap);
        padding: 8px 12px 8px 16px;
        border: 0;
        border-block-end: 1px solid var(--_line);
        background: none;
        font: inherit;
        text-align: start;
        cursor: pointer;
      }
      button.one:hover {
        background: var(--_brand-soft);
      }
      .name {
        overflow: hidden;
        text-overflow: ellipsis;
        white-space: nowrap;
      }
      care-desk-note {
        display: block;
        margin-inline: -16px;
      }
    `,
  ];

  /** The doctor has tried to sign: what is missing is said at its field. */
  declare tried: boolean;
  /** What was done last, for who does not see the list shrink. */
  declare said: string;
  override readonly words = new Words(sharedWords, deskWords, unsignedWords);
  #state = new StoreController<UnsignedState>(this, () => this.#store);
  #watched: unknown;

  constructor() {
    super();
    this.tried = false;
    this.said = '';
  }

  get #store() {
    return this.care?.use(createUnsignedStore);
  }

  protected override willUpdate(): void {
    const store = this.#store;
    if (!store || this.#watched === store) return;
    this.#watched = store;
    void store.watch();
  }

  get #zone() {
    return this.care!.use(createDeskStore).get().hospital?.timeZone;
  }

  override render(): TemplateResult | typeof nothing {
    const state = this.#state.value;
    if (!state) return nothing;
    const { t } = this.words;
    const { notes, open, problem } = state;
    return html`<span class="hush" role="status">${this.said}</span>
      ${
        notes.length
          ? html`<section aria-label=${t.title}>
              <h3>${t.title} <span class="num">${notes.length}</span></h3>
              <p class="note about">${t.about}</p>
              <ul>${notes.map(this.#row)}</ul>
            </section>`
          : nothing
      }
      ${problem && !open ? problemLine(problem, t) : nothing}
      ${open ? this.#sheet(state, open.patient.name) : nothing}`;
  }

  #row = ({ encounterId, patientName, ticket, finishedAt }: UnsignedNote) => {
    const show = () => {
      this.tried = false;
      this.said = '';
      void this.#store!.show(encounterId);
    };
    return html`<li>
      <button class="one" part="unsigned" @click=${show}>
        <b class="name">${patientName}</b><span class="num muted">${ticket} · ${dayAndClock(finishedAt, this.language, this.#zone)}</span>
      </button>
    </li>`;
  };

  #sheet({ notes, open, busy, problem, note }: UnsignedState, name: string) {
    const { t } = this.words;
    const close = () => void this.#store!.show(null);
    const went = notes.find(({ encounterId }) => encounterId === open!.encounterId)?.finishedAt;
    const unsaved = this.tried && !busy && !!note && note.face !== 'saved' && note.face !== 'conflict';
    return html`<care-desk-sheet wide lang=${this.tongue} .label=${t.heading(name)} @care-desk-close=${close}>
      <div class="stack">
        <h2>${t.heading(name)}</h2>
        ${went ? html`<p class="note">${t.went(dayAndClock(went, this.language, this.#zone))}</p>` : nothing}
        <care-desk-note .care=${this.care} .of=${this.#store} lang=${this.tongue} ?tried=${this.tried}></care-desk-note>
        ${problem ? problemLine(problem, t) : nothing}
        ${unsaved ? html`<p class="band amber" role="alert">${iconAlert(18)}<span>${t.unsaved}</span></p>` : nothing}
        <p class="note">${t.final}</p>
        <div class="line">
          <button class="act" part="sign" aria-disabled=${busy ? 'true' : 'false'} @click=${() => this.#sign(name)}>${busy === 'sign' ? t.signing : t.sign}</button>
          <button class="act quiet" @click=${close}>${t.later}</button>
        </div>
      </div>
    </care-desk-sheet>`;
  }

  async #sign(name: string): Promise<void> {
    const store = this.#store!;
    const { note, busy } = store.get();
    if (!note || busy) return;
    this.tried = true;
    const [part] = missingParts(note.value);
    if (part) {
      await this.updateComplete;
      return this.renderRoot.querySelector<CareDeskNote>('care-desk-note')?.focusPart(part);
    }
    if (await store.sign()) this.said = this.words.t.signed(name);
  }
}
define('care-desk-unsigned', CareDeskUnsigned);
