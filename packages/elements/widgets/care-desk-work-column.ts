/** Owns the desk's right column: note and prescription, and the two acts that end them, signing and finishing. Its tag, `care-desk-work`, is the desk's own. */
import { css, html, nothing, type CSSResultGroup, type PropertyDeclarations } from 'lit';
import { createDeskStore, type DeskState } from '@care-elements/client/desk-store.ts';
import { blocksOf } from '@care-elements/client/findings.ts';
import {
  createNoteStore,
  missingParts,
  type MissingPart,
  type NoteState,
} from '@care-elements/client/note-store.ts';
import { createRxStore, type RxState } from '@care-elements/client/rx-editor-store.ts';
import { CareElement } from '../base/care-element.ts';
import { define } from '../base/define.ts';
import { FocusSeen } from '../base/focus-seen.ts';
import { KeepFocus } from '../base/keep-focus.ts';
import { StoreController } from '../base/store-controller.ts';
import { Words } from '../base/words.ts';
import { askOnce } from '../controls/ask-once.ts';
import { iconAlert } from '../controls/icons.ts';
import { sharedWords } from '../locales/catalogs.ts';
import { buttons, surfaces } from '../theme/common.ts';
import { askPart } from './ask-part.ts';
import './care-desk-note-form.ts';
import type { CareDeskNote } from './care-desk-note-form.ts';
import './care-desk-rx-editor.ts';
import type { CareDeskRx } from './care-desk-rx-editor.ts';
import './care-desk-sheet-box.ts';
import './review-thread.ts';
import { dense } from './care-desk-styles.ts';
import { deskWords, problemLine } from './care-desk-words.ts';

const askDeskRevisit = askPart(() => import('./care-desk-revisit.ts'));

/** @csspart finish The button that ends the visit. @csspart sign The button that opens the confirmation. */
export class CareDeskWork extends CareElement {
  static override scope = 'desk' as const;
  static override properties: PropertyDeclarations = {
    tried: { state: true },
    triedRx: { state: true },
    asking: { state: true },
    sure: { state: true },
    refills: { state: true },
  };
  static override styles: CSSResultGroup = [
    CareElement.styles,
    buttons,
    surfaces,
    dense,
    css`
      /* Why the hand is stopped, in lines as they are read. */
      [part='blocked'] {
        text-align: start;
      }
      :host {
        display: flex;
        flex-direction: column;
        min-height: 100%;
      }
      .work {
        flex: 1;
        display: flex;
        flex-direction: column;
      }
      care-desk-rx {
        border-block-start: 1px solid var(--_line);
      }
      .foot {
        position: sticky;
        inset-block-end: 0;
        z-index: 2;
        display: flex;
        flex-direction: column;
        gap: 8px;
        margin-block-start: auto;
        padding: 10px 16px;
        border-block-start: 1px solid var(--_line);
        background: var(--_surface);
      }
      @media (max-height: 480px) {
        .foot {
          position: static;
        }
      }
      .foot .act {
        min-width: 128px;
      }
      [part='checked'] {
        flex: 1 1 180px;
      }
      [part='checked'] .mark {
        white-space: normal;
      }
      .other {
        margin: 12px 16px 0;
      }
      .left {
        margin: 16px;
      }
      .left dd {
        padding-block-end: 8px;
        user-select: text;
      }
    `,
  ];

  declare tried: boolean;
  declare triedRx: boolean;
  /** Whether to finish although the prescription is unsigned. */
  declare asking: boolean;
  /** Whether to end the visit, which can't be taken back. */
  declare sure: boolean;
  /** The code of refills is there: nothing else waits for it. */
  declare refills: boolean;
  override readonly words = new Words(sharedWords, deskWords);
  #desk = new StoreController<DeskState>(this, () => this.care?.use(createDeskStore));
  #note = new StoreController<NoteState>(this, () => this.care?.use(createNoteStore));
  #rx = new StoreController<RxState>(this, () => this.care?.use(createRxStore));
  #encounterId: string | null = null;
  #rxId: string | null = null;

  constructor() {
    super();
    this.tried = this.triedRx = this.asking = this.sure = this.refills = false;
    new KeepFocus(this, '.work');
    new FocusSeen(this, '.foot');
    void import('./care-desk-refills.ts').then(
      () => (this.refills = true),
      () => {},
    );
  }

  protected override willUpdate(): void {
    const encounterId = this.#desk.value?.current?.encounterId ?? null;
    const rxId = this.#rx.value?.open?.prescriptionId ?? null;
    if (encounterId !== this.#encounterId) this.tried = this.asking = this.sure = false;
    if (rxId !== this.#rxId) this.triedRx = false;
    this.#encounterId = encounterId;
    this.#rxId = rxId;
  }

  private get noteForm() {
    return this.renderRoot.querySelector<CareDeskNote>('care-desk-note');
  }
  private get rxForm() {
    return this.renderRoot.querySelector<CareDeskRx>('care-desk-rx');
  }

  /** The prescription on screen is another patient's than the one in the visit column. */
  private get foreign(): boolean {
    const open = this.#rx.value?.open;
    const current = this.#desk.value?.current;
    return !!open && !!current && open.encounterId !== current.encounterId;
  }

  /** To the medicines while one is being written, else to the diagnoses. */
  focusSearch(): void {
    if (!this.rxForm?.focusSearch()) this.noteForm?.focusPart('diagnoses');
  }

  /** First opens the confirmation; when it is open, signs. */
  async sign(): Promise<void> {
    const { signing, draft } = this.#rx.value ?? {};
    const store = this.care?.use(createRxStore);
    if (!store || !draft) return;
    if (signing) return void store.sign();
    if (await store.prepare()) return;
    await this.#toBlock();
  }

  /** Leads to what stops the signature. */
  async #toBlock(): Promise<void> {
    this.triedRx = true;
    await this.updateComplete;
    const { open } = this.#rx.value!;
    const noDiagnosis = open?.checks.findings.some(({ check }) => check === 'diagnosis-missing');
    if (noDiagnosis && !this.foreign) this.noteForm?.focusPart('diagnoses');
    else this.rxForm?.focusBlock();
  }

  /** What stands before the end is said and led to; an unsigned prescription is asked about. */
  private async finish(without = false, sure = without): Promise<void> {
    const desk = this.care!.use(createDeskStore);
    const note = this.care!.use(createNoteStore);
    const rx = this.care!.use(createRxStore);
    const text = note.get().note;
    if (!text || desk.get().busy.length) return;
    this.tried = true;
    const [missing] = missingParts(text.value);
    if (missing) {
      this.sure = false;
      return this.lead(missing);
    }
    if (rx.get().draft?.value.rows.length && !without) return void (this.asking = true);
    if (!sure) return this.#makeSure();
    this.asking = this.sure = false;
    if (!(await note.flush())) return;
    // A draft that goes nowhere must not wait for this doctor for ever.
    if (rx.get().draft && !(await rx.void('other', this.words.t.discarded))) return;
    await desk.finish(note.rowVersion());
    const { problem } = desk.get();
    if (problem?.action === 'finish' && problem.problem.code === 'note-incomplete')
      this.lead((problem.problem.current as MissingPart[])[0] ?? 'complaint');
  }

  /** Asked once, in the button's place: it can't be taken back. */
  #makeSure(): void {
    this.sure = true;
    void this.updateComplete.then(() => this.renderRoot.querySelector<HTMLElement>('.sure')?.focus());
  }

  private lead(part: MissingPart): void {
    void this.updateComplete.then(() => this.noteForm?.focusPart(part));
  }

  override render() {
    const desk = this.#desk.value;
    if (!desk) return nothing;
    const { t } = this.words;
    const { current } = desk;
    const { foreign } = this;
    const { open } = this.#rx.value ?? {};
    const left = this.#note.value?.left;
    if (current) askDeskRevisit();
    return html`<div class="work">
        <care-review-thread .care=${this.care} lang=${this.tongue} side="doctor" .timeZone=${desk.hospital?.timeZone ?? 'UTC'}></care-review-thread>
        ${left ? this.#left(left) : nothing}
        ${
          foreign
            ? html`<div class="other band amber" role="alert">${iconAlert(18)}<span class="grow">${t.otherPatient(open!.patient.name)}</span>
              <button class="act quiet" @click=${() => this.care!.use(createRxStore).show(null)}>${t.backToPatient}</button></div>`
            : current
              ? html`<care-desk-note .care=${this.care} lang=${this.tongue} ?tried=${this.tried}></care-desk-note>
                <care-desk-revisit .care=${this.care} lang=${this.tongue}></care-desk-revisit>`
              : nothing
        }
        <care-desk-rx .care=${this.care} lang=${this.tongue} ?tried=${this.triedRx} ?hidden=${!open && !current}></care-desk-rx>
        ${this.refills ? html`<care-desk-refills .care=${this.care} lang=${this.tongue} .rx=${open ?? null}></care-desk-refills>` : nothing}
        ${this.#foot(desk, foreign)}
      </div>
      ${this.asking ? this.#ask() : nothing}`;
  }

  #foot({ current, busy, problem }: DeskState, foreign: boolean) {
    const { t } = this.words;
    const { draft, open, busy: rxBusy } = this.#rx.value ?? {};
    const rows = draft?.value.rows.length ?? 0;
    const visit = current && !foreign;
    // One thing at a time is the strongest: here it is the revision.
    const revisable = open?.state === 'returned' && !open.revisedBy;
    if (!visit && !draft) return nothing;
    const missing = this.tried && visit ? missingParts(this.#note.value!.note!.value) : [];
    const preparing = rxBusy === 'prepare';
    const ending = busy.includes('finish');
    const apple = /Mac|iP/.test(navigator.platform);
    return html`<div class="foot">
      ${problem?.action === 'finish' ? problemLine(problem.problem, t) : nothing}
      ${
        missing.length
          ? html`<p class="line" role="alert"><b>${t.missingTitle}</b>
            ${missing.map((part) => html`<button class="link" @click=${() => this.lead(part)}>${t.missing[part]}</button>`)}</p>`
          : nothing
      }
      ${
        this.sure && visit
          ? askOnce(
              t.finishSure,
              t.finishNow,
              t.finishStay,
              () => void this.finish(false, true),
              () => this.#stay(),
            )
          : nothing
      }
      ${visit && current.queueState !== 'in_consult' ? html`<p class="note">${t.finishWaits}</p>` : nothing}
      <div class="line">
        ${
          rows
            ? html`<button class="act" part="sign" aria-disabled=${preparing ? 'true' : 'false'} aria-keyshortcuts="Control+Enter Meta+Enter" @click=${() => this.sign()}>
              ${preparing ? t.checking : t.sign} <kbd aria-hidden="true">${apple ? '⌘↵' : 'Ctrl ↵'}</kbd></button>`
            : nothing
        }
        ${
          visit && current.queueState === 'in_consult' && !this.sure
            ? html`<button class="act ${rows || revisable ? 'quiet' : ''}" part="finish" aria-disabled=${ending ? 'true' : 'false'} @click=${() => this.finish()}>${ending ? t.loading : t.finish}</button>`
            : nothing
        }
        ${rows ? this.#checked() : nothing}
      </div>
    </div>`;
  }

  /** What the checks say of the prescription, beside the button that they may stop. */
  #checked() {
    const { t } = this.words;
    const { draft, open } = this.#rx.value!;
    const { findings } = open!.checks;
    const blocks = blocksOf(findings);
    return html`<span class="note" role="status" part="checked">${
      draft!.face !== 'saved'
        ? draft!.face === 'dirty' || draft!.face === 'saving'
          ? t.checking
          : nothing
        : blocks.length
          ? html`<button class="link" part="blocked" @click=${() => this.#toBlock()}><span class="mark red">${iconAlert(16)}<span>${t.blocked(blocks[0]!.what[this.language], blocks.length - 1)}</span></span></button>`
          : findings.length
            ? nothing
            : t.checkedClean
    }</span>`;
  }

  #stay(): void {
    this.sure = false;
    void this.updateComplete.then(() => this.renderRoot.querySelector<HTMLElement>('[part=finish]')?.focus());
  }

  #ask() {
    const { t } = this.words;
    const close = () => (this.asking = false);
    return html`<care-desk-sheet lang=${this.tongue} .label=${t.rxUnsignedTitle} @care-desk-close=${close}>
      <div class="stack">
        <h2>${t.rxUnsignedTitle}</h2>
        <p>${t.rxUnsignedMore(this.#rx.value?.draft?.value.rows.length ?? 0)}</p>
        <div class="line">
          <button class="act" autofocus @click=${() => (close(), void this.sign())}>${t.backToSign}</button>
          <button class="act quiet" @click=${() => this.finish(true)}>${t.finishWithout}</button>
        </div>
      </div>
    </care-desk-sheet>`;
  }

  #left({ name, note }: NonNullable<NoteState['left']>) {
    const { t } = this.words;
    const parts = (['complaint', 'findings', 'advice'] as const).filter((part) => note[part].trim());
    return html`<section class="left card stack" aria-label=${t.leftTitle(name)}>
      <h2>${t.leftTitle(name)}</h2>
      <p class="muted">${t.leftMore}</p>
      <dl>
        ${parts.map((part) => html`<dt class="note">${t[part]}</dt><dd class="pre">${note[part]}</dd>`)}
        ${note.diagnoses.length ? html`<dt class="note">${t.diagnoses}</dt><dd>${note.diagnoses.map(({ code, name: said }) => `${code} ${said[this.language]}`).join(t.comma)}</dd>` : nothing}
      </dl>
      <p><button class="act quiet" @click=${() => this.care!.use(createNoteStore).forgetLeft()}>${t.leftDone}</button></p>
    </section>`;
  }
}
define('care-desk-work', CareDeskWork);
