/** Owns the prescription at the desk: writing it, what the checks find, signing it, and what became of it. Its tag, `care-desk-rx`, is the desk's own. */
import { css, html, nothing, type CSSResultGroup, type PropertyDeclarations } from 'lit';
import { live } from 'lit/directives/live.js';
import { repeat } from 'lit/directives/repeat.js';
import type { FormularyItem } from '@care-elements/contract/formulary.ts';
import type { Prescription } from '@care-elements/contract/prescription.ts';
import { actions } from '@care-elements/contract/machine.ts';
import { PRESCRIPTION_MACHINE } from '@care-elements/contract/prescription.machine.ts';
import {
  VOID_REASON_CODES,
  VOID_REASONS,
  type VoidReason,
} from '@care-elements/contract/prescription.terms.ts';
import type { Draft } from '@care-elements/client/desk-autosave.ts';
import { createDeskStore, rightsIn, type DeskState } from '@care-elements/client/desk-store.ts';
import { blocksOf, findingsOf } from '@care-elements/client/findings.ts';
import { NEW_SHEET } from '@care-elements/client/herbal-draft.ts';
import { itemOf, type RxDraft } from '@care-elements/client/rx-draft.ts';
import { createRxStore, type RxState } from '@care-elements/client/rx-editor-store.ts';
import { CareElement } from '../base/care-element.ts';
import { define } from '../base/define.ts';
import { KeepFocus } from '../base/keep-focus.ts';
import { StoreController } from '../base/store-controller.ts';
import { Words } from '../base/words.ts';
import { iconAlert, iconClock, iconDone, iconInfo } from '../controls/icons.ts';
import { iconPlus } from '../controls/icons-work.ts';
import { sharedWords } from '../locales/catalogs.ts';
import { buttons, forms, surfaces } from '../theme/common.ts';
import { askPart } from './ask-part.ts';
import './care-desk-search-box.ts';
import type { CareDeskPickEvent, Found } from './care-desk-search-box.ts';
import './care-desk-sheet-box.ts';
import { paper, paperStyles, personHead, reviewView } from './care-desk-rx-parts.ts';
import { findingsAt, generalFindings, rowStyles, rxRow, type RowContext } from './care-desk-rx-row.ts';
import type { CareDeskHerbs } from './care-desk-herbs.ts';
import { dense } from './care-desk-styles.ts';
import './signing-face.ts';
import { deskWords, problemLine, productLine, saveWord } from './care-desk-words.ts';
import { endWords } from './care-prescription-time.ts';

const askDeskFacts = askPart(() => import('./care-desk-facts.ts'));
const askDeskRxShelf = askPart(() => import('./care-desk-rx-shelf.ts'));
const askDeskAfter = askPart(() => import('./care-desk-after.ts'));

/** @csspart prescription The whole section. @csspart paper What is or was signed. @csspart item A medicine being written. */
export class CareDeskRx extends CareElement {
  static override scope = 'desk' as const;
  static override properties: PropertyDeclarations = { tried: { type: Boolean }, taking: { state: true } };
  static override styles: CSSResultGroup = [
    CareElement.styles,
    buttons,
    surfaces,
    forms,
    dense,
    paperStyles,
    rowStyles,
    css`
      section {
        padding: 12px 16px 16px;
      }
      .check {
        display: flex;
        align-items: flex-start;
        gap: 8px;
      }
      .check input {
        width: 18px;
        height: 18px;
        margin-block-start: 2px;
        accent-color: var(--_brand);
      }
    `,
  ];

  /** The doctor has tried to sign. */
  declare tried: boolean;
  /** The prescription is about to be taken back, for this reason. */
  declare taking: VoidReason | null;
  override readonly words = new Words(sharedWords, deskWords);
  #desk = new StoreController<DeskState>(this, () => this.care?.use(createDeskStore));
  #rx = new StoreController<RxState>(this, () => this.care?.use(createRxStore));
  #found = new Map<string, FormularyItem>();
  /** A prescription was begun here, and its first field does not have the focus yet. */
  #begun = false;

  constructor() {
    super();
    this.tried = false;
    this.taking = null;
    // Signed, taken back, begun anew: the button that was pressed is gone.
    new KeepFocus(this, 'h2');
  }

  private get store() {
    return this.care!.use(createRxStore);
  }

  get #herbs() {
    return this.renderRoot.querySelector<CareDeskHerbs>('care-desk-herbs');
  }

  focusSearch(): boolean {
    const search = this.renderRoot.querySelector<HTMLElement>('care-desk-search');
    search?.focus();
    return !!search;
  }

  /** Leads to the first thing that stops the signature. */
  focusBlock(): void {
    const { open, lines, draft } = this.#rx.value!;
    const line = open && blocksOf(open.checks.findings).find((f) => f.line !== null)?.line;
    const sheetLacks = open?.checks.findings.some(({ key }) => key === 'herb-sheet:incomplete');
    if (draft?.value.herbal && (line || sheetLacks))
      return this.#herbs?.focusBlock(line ? lines[line - 1] : undefined);
    const row = line && this.renderRoot.querySelector(`[id='${lines[line - 1]}']`);
    if (!row) return void this.focusSearch();
    row.scrollIntoView({ block: 'center' });
    const parts = [...row.querySelectorAll<HTMLInputElement>('.parts input, .parts select')];
    (parts.find((one) => !one.value) ?? parts[0])?.focus({ preventScroll: true });
  }

  override render() {
    const rx = this.#rx.value;
    const desk = this.#desk.value;
    if (!rx || !desk?.clinician) return nothing;
    const { t } = this.words;
    const { open, draft, problem } = rx;
    const timeZone = desk.hospital?.timeZone;
    const said = problem && problem.action !== 'sign' ? problemLine(problem.problem, t) : nothing;
    if (!open) {
      if (!rightsIn(desk, desk.current?.departmentId).treatmentRight) return nothing;
      return html`<section class="stack" part="prescription" aria-label=${t.rx}><h2>${t.rx}</h2>${said}${this.#begin(desk, t.newRx)}</section>`;
    }
    return html`<section class="stack" part="prescription" aria-label=${t.rx}>
        <div class="line"><h2>${t.rx}</h2><span class="note num grow">${draft ? `${open.number}${open.revision > 1 ? ` · ${t.revision(open.revision)}` : ''}` : nothing}</span>
          ${draft ? saveWord(draft.face, draft.savedAt, t, timeZone) : this.#state(open, timeZone)}</div>
        ${said}
        ${draft ? this.#editor(rx, open, draft) : this.#standing(open, desk)}
      </section>
      ${rx.signing ? this.#confirm(rx.signing, rx) : nothing}
      ${this.taking ? this.#takeBack(open) : nothing}`;
  }

  #begin(desk: DeskState, label: string) {
    const { t } = this.words;
    const { current } = desk;
    if (!current || !rightsIn(desk, current.departmentId).treatmentRight) return nothing;
    if (current.queueState !== 'in_consult') return html`<p class="muted">${t.rxWaits}</p>`;
    const pending = this.#rx.value!.busy === 'create';
    return html`<p><button class="act quiet" part="new" aria-disabled=${pending ? 'true' : 'false'} @click=${this.#create}>${iconPlus(18)}${pending ? t.loading : label}</button></p>`;
  }

  /** The button is gone then: the hand goes on in the first field. */
  #create = async (): Promise<void> => {
    if (!(await this.store.create())) return;
    this.#begun = true;
    this.requestUpdate();
  };

  protected override updated(): void {
    const search = this.#begun && this.renderRoot.querySelector<CareElement>('care-desk-search');
    if (!search) return;
    this.#begun = false;
    void search.updateComplete.then(() => search.focus());
  }

  #state({ state, validUntil }: Prescription, timeZone: string | undefined) {
    const { t } = this.words;
    const tone = { approved: 'green', returned: 'amber', rejected: 'red' }[state as string] ?? '';
    const icon =
      tone === 'green' ? iconDone : tone ? iconAlert : state === 'pending_review' ? iconClock : iconInfo;
    const until = state === 'approved' && validUntil;
    return html`<span class="mark ${tone}" part="state" role="status">${icon(18)}<span>${t.states[state]}</span></span>
      ${until ? html`<span class="note num">${t.validUntil(endWords(until, timeZone ?? 'UTC', this.language))}</span>` : nothing}`;
  }

  /** Signed or ended: read only, and what may be done with it. */
  #standing(open: Prescription, desk: DeskState) {
    const { t } = this.words;
    const can = actions(PRESCRIPTION_MACHINE, open.state, 'doctor');
    const returned = open.state === 'returned' && !open.revisedBy;
    const ended = ['rejected', 'voided', 'expired'].includes(open.state) || !!open.revisedBy;
    const own = open.encounterId === desk.current?.encounterId;
    const revising = this.#rx.value!.busy === 'revise';
    const seal = open.state === 'pending_review' && open.seals.find(({ role }) => role === 'doctor');
    return html`
      ${seal && seal.level === 'ceremony' ? html`<care-signing-face .seal=${seal} .care=${this.care} lang=${this.tongue}></care-signing-face>` : nothing}
      ${reviewView(open, t, this.language, desk.hospital?.timeZone)}
      ${
        returned && (!own || rightsIn(desk, desk.current!.departmentId).treatmentRight)
          ? html`<div class="line"><button class="act" part="revise" aria-disabled=${revising ? 'true' : 'false'} @click=${() => this.store.revise()}>${t.revise}</button><span class="note grow">${t.reviseMore}</span></div>`
          : nothing
      }
      ${paper(open, t, this.language)}
      ${open.signedAt ? this.#after(open, desk.hospital?.timeZone) : nothing}
      ${can.includes('void') ? html`<p><button class="link" @click=${() => (this.taking = 'wrong-medicine')}>${t.voidRx}</button></p>` : nothing}
      ${ended && own ? this.#begin(desk, t.newRxAgain) : nothing}
    `;
  }

  #after(open: Prescription, timeZone: string | undefined) {
    askDeskAfter();
    return html`<care-desk-after lang=${this.tongue} .care=${this.care} .rx=${open} .timeZone=${timeZone}></care-desk-after>`;
  }

  #find = async (q: string, signal: AbortSignal): Promise<Found[]> => {
    const { t } = this.words;
    const drugs = await this.store.find(q, signal);
    for (const drug of drugs) this.#found.set(drug.drugId, drug);
    const other = this.language === 'en' ? 'zh-CN' : 'en';
    return drugs.map((drug) => ({
      id: drug.drugId,
      label: drug.name[this.language],
      note: `${productLine(drug, this.language)} · ${drug.brand?.[this.language] || drug.name[other]}`,
      mark: drug.controlled ? t.controlled(drug.controlled.cn) : undefined,
    }));
  };

  #add = ({ id }: CareDeskPickEvent) => {
    const uid = this.store.add(this.#found.get(id)!);
    if (this.#herbs && uid) return void this.#herbs.focusGrams(uid);
    void this.updateComplete.then(() =>
      this.renderRoot.querySelector<HTMLElement>(`[id='${uid}-dose']`)?.focus(),
    );
  };

  #editor({ lines, formulary }: RxState, open: Prescription, draft: Draft<RxDraft>) {
    askDeskFacts();
    askDeskRxShelf();
    const { t } = this.words;
    const { value, theirs } = draft;
    const { findings } = open.checks;
    const { store, language, tried } = this;
    const context: RowContext = { store, t, language, overrides: value.overrides, tried };
    const general = findingsOf(findings, null);
    const asksReason = value.longReason || findings.some(({ check }) => check.endsWith('.rx.days'));
    const asksGuardian =
      value.guardianConfirmed || findings.some(({ check }) => check.endsWith('.small-child'));
    // Name and allergies of the present patient stand in the column beside.
    const own = open.encounterId === this.#desk.value!.current?.encounterId;
    return html`
      ${own ? nothing : personHead(open, t)}
      ${theirs ? this.#conflict(value, theirs) : nothing}
      <care-desk-facts lang=${language} .care=${this.care}></care-desk-facts>
      ${value.rows.length && !value.herbal ? nothing : this.#kind(value)}
      ${
        value.herbal
          ? html`<care-desk-herbs class="stack" lang=${language} .care=${this.care} .tried=${tried} @care-desk-herb-done=${() => this.focusSearch()}>${this.#search(formulary, true)}</care-desk-herbs>`
          : html`<ol class="rows-rx">
                ${repeat(
                  value.rows,
                  ({ uid }) => uid,
                  (row) => rxRow(row, findingsAt(findings, lines, row.uid), context),
                )}
              </ol>
              ${this.#search(formulary, false)}`
      }
      ${formulary === 'refused' ? nothing : html`<care-desk-rx-shelf lang=${language} .care=${this.care}></care-desk-rx-shelf>`}
      ${
        asksReason
          ? html`<div class="field"><label for="long">${t.longReason}</label><input id="long" maxlength="500" placeholder=${t.longReasonHint} .value=${live(value.longReason)} @input=${(e: Event) => store.edit({ longReason: (e.target as HTMLInputElement).value })} /></div>`
          : nothing
      }
      ${
        asksGuardian
          ? html`<label class="check"><input type="checkbox" .checked=${live(value.guardianConfirmed)} @change=${(e: Event) => store.edit({ guardianConfirmed: (e.target as HTMLInputElement).checked })} /><span>${t.guardianConfirm}</span></label>`
          : nothing
      }
      ${value.rows.length || tried ? generalFindings(general, context, tried) : nothing}
      <p class="line note"><span class="grow" part="formulary">${formulary === 'draft' ? t.formularyDraft : nothing}</span>
        <button class="link" part="discard" @click=${() => (this.taking = 'other')}>${t.discardDraft}</button></p>
    `;
  }

  /** Herbs stand alone: what kind of sheet it is, is decided while it is empty. */
  #kind({ rows, herbal }: RxDraft) {
    const { t } = this.words;
    if (herbal) void import('./care-desk-herbs.ts');
    if (rows.length)
      return html`<p part="herb-sheet"><b>${t.herbSheet}</b> <span class="muted">${t.herbSheetMore}</span></p>`;
    const change = (e: Event) =>
      this.store.edit({ herbal: (e.target as HTMLInputElement).checked ? { ...NEW_SHEET } : null });
    return html`<label class="check" part="herb-sheet"><input type="checkbox" .checked=${live(!!herbal)} @change=${change} /><span>${t.herbSheet}<br /><span class="muted">${t.herbSheetMore}</span></span></label>`;
  }

  #search(formulary: RxState['formulary'], herbs: boolean) {
    const { t } = this.words;
    const [label, hint] = herbs ? [t.herbSearch, t.herbHint] : [t.formularySearch, t.formularyHint];
    return formulary === 'refused'
      ? html`<p class="mark amber" part="formulary-refused" role="status">${iconAlert(16)}<span>${t.formularyRefused}</span></p>`
      : html`<care-desk-search lang=${this.tongue} .label=${label} .hint=${hint} .find=${this.#find} @care-desk-pick=${this.#add}></care-desk-search>`;
  }

  #conflict(mine: RxDraft, theirs: RxDraft) {
    const { t, language } = { t: this.words.t, language: this.language };
    const say = ({ rows }: RxDraft) =>
      rows
        .map((row) => {
          const { dose, days } = itemOf(row);
          return `${row.drug.name[language]} ${dose ? `${dose.value} ${dose.unit}` : ''} ${row.frequency} ${days ?? ''}`;
        })
        .join('\n') || t.empty;
    return html`<div class="finding amber" role="alert">
      <p><b>${t.conflictRx}</b></p>
      <p class="pre"><span class="muted">${t.mine}</span><br />${say(mine)}</p>
      <p class="pre"><span class="muted">${t.theirs}</span><br />${say(theirs)}</p>
      <div class="line">
        <button class="act" @click=${() => this.store.keep('mine')}>${t.keepMine}</button>
        <button class="act quiet" @click=${() => this.store.keep('theirs')}>${t.keepTheirs}</button>
      </div>
    </div>`;
  }

  #confirm(rx: Prescription, { busy, problem }: RxState) {
    const { t } = this.words;
    const pending = busy === 'sign';
    return html`<care-desk-sheet wide lang=${this.tongue} .label=${t.signTitle} @care-desk-close=${() => this.store.cancelSigning()}>
      <div class="stack">
        <h2>${t.signTitle}</h2>
        <p class="muted">${t.signMore}</p>
        ${paper(rx, t, this.language)}
        ${problem?.action === 'sign' ? problemLine(problem.problem, t) : nothing}
        <care-signing-face whole .care=${this.care} lang=${this.tongue}></care-signing-face>
        <div class="line">
          <button class="act" autofocus part="sign-now" aria-disabled=${pending ? 'true' : 'false'} @click=${() => this.store.sign()}>${pending ? t.signing : t.signNow}</button>
          <button class="act quiet" @click=${() => this.store.cancelSigning()}>${t.signBack}</button>
        </div>
      </div>
    </care-desk-sheet>`;
  }

  #takeBack({ state }: Prescription) {
    const { t } = this.words;
    const draft = state === 'draft';
    const done = () => (this.taking = null);
    const go = async (event: SubmitEvent) => {
      event.preventDefault();
      const data = new FormData(event.target as HTMLFormElement);
      if (await this.store.void(`${data.get('reason')}` as VoidReason, `${data.get('note') ?? ''}`)) done();
    };
    return html`<care-desk-sheet lang=${this.tongue} .label=${draft ? t.discardTitle : t.voidTitle} @care-desk-close=${done}>
      <form class="stack" @submit=${go}>
        <h2>${draft ? t.discardTitle : t.voidTitle}</h2>
        ${draft ? nothing : html`<p class="muted">${t.voidMore}</p>`}
        <div class="field"><label for="void-reason">${t.reason}</label>
          <select id="void-reason" name="reason" autofocus>${VOID_REASON_CODES.map((code) => html`<option value=${code} ?selected=${code === this.taking}>${VOID_REASONS[code][this.language]}</option>`)}</select></div>
        <div class="field"><label for="void-note">${t.reasonText}</label><input id="void-note" name="note" maxlength="500" /></div>
        <div class="line"><button class="act danger">${draft ? t.discardDraft : t.voidNow}</button><button type="button" class="act quiet" @click=${done}>${t.cancel}</button></div>
      </form>
    </care-desk-sheet>`;
  }
}
define('care-desk-rx', CareDeskRx);
