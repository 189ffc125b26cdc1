/** Owns what a doctor need not type again, under the search for a medicine. Its tag, `care-desk-rx-shelf`, is the desk's own. */
import { html, nothing, type CSSResultGroup, type PropertyDeclarations, type TemplateResult } from 'lit';
import type { PastRx, RxShelf, RxTemplate, ShelfLine } from '@care-elements/contract/rx-shelf.ts';
import { itemOf, rowOf, wordsFor, type RxRow } from '@care-elements/client/rx-draft.ts';
import { createRxStore, type RxState } from '@care-elements/client/rx-editor-store.ts';
import {
  createRxShelfStore,
  fitting,
  orderKey,
  type RxShelfState,
} from '@care-elements/client/rx-shelf-store.ts';
import { CareElement } from '../base/care-element.ts';
import { define } from '../base/define.ts';
import { StoreController } from '../base/store-controller.ts';
import { Words, type Catalog } from '../base/words.ts';
import { iconAlert, iconDone } from '../controls/icons.ts';
import { iconPlus, iconTrash } from '../controls/icons-work.ts';
import { sharedWords } from '../locales/catalogs.ts';
import type { RxShelfWords } from '../locales/en/rx-shelf.ts';
import { buttons, forms, surfaces } from '../theme/common.ts';
import { folded } from '../theme/folded.ts';
import { shelfStyles } from './care-desk-rx-shelf-styles.ts';
import { dense } from './care-desk-styles.ts';
import { deskWords, problemLine, productLine } from './care-desk-words.ts';

const shelfWords: Catalog<RxShelfWords> = {
  'zh-CN': () => import('../locales/zh-CN/rx-shelf.ts'),
  en: () => import('../locales/en/rx-shelf.ts'),
  'zh-TW': () => import('../locales/zh-TW/rx-shelf.ts'),
  'zh-HK': () => import('../locales/zh-HK/rx-shelf.ts'),
};
const TABS = ['favourites', 'recent', 'templates', 'history'] as const;
type Tab = (typeof TABS)[number];

/** @csspart shelf The whole panel. @csspart summary The line that stands when it is closed. @csspart line A line that can be put in. */
export class CareDeskRxShelf extends CareElement {
  static override scope = 'desk' as const;
  static override properties: PropertyDeclarations = { tab: { state: true }, dropping: { state: true } };
  static override styles: CSSResultGroup = [
    ...[CareElement.styles, buttons, surfaces, forms, dense, folded, shelfStyles],
  ];

  declare tab: Tab;
  /** What is deleted by the next press. */
  declare dropping: string | null;
  override readonly words = new Words(sharedWords, deskWords, shelfWords);
  #rx = new StoreController<RxState>(this, () => this.care?.use(createRxStore));
  #shelf = new StoreController<RxShelfState>(this, () => this.care?.use(createRxShelfStore));

  constructor() {
    super();
    this.tab = 'favourites';
    this.dropping = null;
  }

  private get store() {
    return this.care!.use(createRxShelfStore);
  }

  #toggle = (event: Event) => {
    if ((event.target as HTMLDetailsElement).open) void this.store.load();
  };

  override render() {
    const { t } = this.words;
    const state = this.#shelf.value;
    if (!state || !this.#rx.value?.draft) return nothing;
    return html`<details part="shelf" @toggle=${this.#toggle}>
      <summary part="summary"><b>${t.title}</b><span class="muted">${t.more}</span></summary>
      <div class="tabs" role="tablist" aria-label=${t.title} @keydown=${this.#arrows}>
        ${TABS.map((tab) => html`<button role="tab" id="tab-${tab}" aria-controls="panel" aria-selected=${tab === this.tab ? 'true' : 'false'} tabindex=${tab === this.tab ? 0 : -1} @click=${() => this.#choose(tab)}>${t.tabs[tab]}</button>`)}
      </div>
      <div class="panel" role="tabpanel" id="panel" aria-labelledby="tab-${this.tab}">
        <div role="status">${this.#said(state)}</div>
        ${this.#problem(state)}
        ${state.shelf ? this.#panel(fitting(state.shelf, !!this.#rx.value.draft.value.herbal)) : state.busy ? html`<p class="muted">${t.loading}</p>` : nothing}
      </div>
    </details>`;
  }

  #choose(tab: Tab) {
    this.tab = tab;
    this.dropping = null;
  }

  #arrows = (event: KeyboardEvent) => {
    const step = { ArrowRight: 1, ArrowLeft: -1 }[event.key];
    if (!step) return;
    event.preventDefault();
    this.#choose(TABS[(TABS.indexOf(this.tab) + step + TABS.length) % TABS.length]!);
    void this.updateComplete.then(() =>
      this.renderRoot.querySelector<HTMLElement>('[role=tab][aria-selected=true]')?.focus(),
    );
  };

  #problem({ problem }: RxShelfState) {
    const { t } = this.words;
    if (problem?.code === 'state-conflict')
      return html`<p class="band amber" role="alert">${iconAlert(18)}<span>${t.full}</span></p>`;
    return problem ? problemLine(problem, t) : nothing;
  }

  #said({ put }: RxShelfState) {
    if (!put) return nothing;
    const { t } = this.words;
    const names = put.left
      .map(
        ({ drug, standing }) => `${drug.name[this.language]} (${standing === 'gone' ? t.gone : t.unknown})`,
      )
      .join(t.lang === 'en' ? ', ' : '、');
    return html`${put.added ? html`<p class="mark green">${iconDone(16)}<span>${t.putSaid(put.added)}</span></p>` : nothing}
      ${names ? html`<p class="mark amber">${iconAlert(16)}<span>${t.leftSaid(names)}</span></p>` : nothing}
      ${put.over ? html`<p class="mark amber">${iconAlert(16)}<span>${t.overSaid(put.over)}</span></p>` : nothing}`;
  }

  #panel(shelf: RxShelf) {
    const { t } = this.words;
    const empty = shelf[this.tab].length ? nothing : html`<p class="muted">${t.none[this.tab]}</p>`;
    if (this.tab === 'recent')
      return html`${empty}<ul>${shelf.recent.map((line) => html`<li>${this.#line(line)}</li>`)}</ul>`;
    if (this.tab === 'history') return html`${empty}${shelf.history.map((past) => this.#past(past))}`;
    if (this.tab === 'templates')
      return html`${empty}${shelf.templates.map((one) => this.#template(one))}${this.#newTemplate()}`;
    return html`${empty}<ul>${shelf.favourites.map(
      ({ favouriteId, line }) =>
        html`<li>${this.#line(line)}${this.#drop(favouriteId, line.drug.name[this.language], () => this.store.drop(favouriteId))}</li>`,
    )}</ul>${this.#newFavourites(shelf)}`;
  }

  #directions({ item, drug }: ShelfLine): string {
    const said = item.route && wordsFor(rowOf(item, drug, item.route, ''));
    return said ? said[this.language] : this.words.t.incomplete;
  }

  /** What can be prescribed is a button; what cannot says why. */
  #line(line: ShelfLine): TemplateResult {
    const { t } = this.words;
    const { drug, standing } = line;
    const words = html`<span class="grow"><b>${drug.name[this.language]}</b> <span class="muted">${productLine(drug, this.language)}</span><br />${this.#directions(line)}</span>`;
    if (standing !== 'held')
      return html`<span class="dead grow" part="gone">${words}<span class="mark amber">${iconAlert(16)}<span>${t[standing]}</span></span></span>`;
    return html`<button class="pick" part="line" @click=${() => this.#put([line])}>${iconPlus(16)}<span class="hush">${t.put}</span>${words}</button>`;
  }

  /** The focus stays here: the next line may be put in, too. */
  #put(lines: readonly ShelfLine[]) {
    this.store.put(lines);
  }

  #drop(id: string, name: string, drop: () => Promise<boolean>) {
    const { t } = this.words;
    if (this.dropping !== id)
      return html`<button class="icon" aria-label=${t.drop(name)} @click=${() => (this.dropping = id)}>${iconTrash(16)}</button>`;
    return html`<button class="link" aria-label="${t.drop(name)}. ${t.dropSure}" @click=${() => drop()} @blur=${() => (this.dropping = null)}>${t.dropSure}</button>`;
  }

  #all = (lines: readonly ShelfLine[], name: string) =>
    html`<button class="act quiet" part="all" aria-label="${this.words.t.putAll}: ${name}" @click=${() => this.#put(lines)}>${this.words.t.putAll}</button>`;

  #template(one: RxTemplate) {
    const { t } = this.words;
    const { templateId, name, diagnoses, lines, shared, own, ownerName, fits } = one;
    const about = [
      ...diagnoses.map(({ code, name: words }) => `${code} ${words[this.language]}`),
      ...(shared ? [own ? t.shared : t.from(ownerName[this.language])] : []),
    ].join(' · ');
    return html`<section class="set" part="template" aria-label=${name}>
      <div class="line"><b>${name}</b>${fits ? html`<span class="mark green">${iconDone(16)}<span>${t.fits}</span></span>` : nothing}
        <span class="note grow">${about}</span>${this.#all(lines, name)}
        ${own ? this.#drop(templateId, name, () => this.store.dropTemplate(templateId)) : nothing}</div>
      <ul>${lines.map((line) => html`<li>${this.#line(line)}</li>`)}</ul>
    </section>`;
  }

  #past({ number, signedOn, prescriberName, state, diagnoses, lines }: PastRx) {
    const { t } = this.words;
    const about = [
      prescriberName[this.language],
      ...diagnoses.map(({ name }) => name[this.language]),
      t.states[state],
    ];
    return html`<section class="set" part="past" aria-label=${number}>
      <div class="line"><b class="num">${signedOn}</b><span class="note grow">${about.join(' · ')}</span>${this.#all(lines, signedOn)}</div>
      <ul>${lines.map((line) => html`<li>${this.#line(line)}</li>`)}</ul>
    </section>`;
  }

  get #rows(): RxRow[] {
    return this.#rx.value?.draft?.value.rows ?? [];
  }

  #newFavourites({ favourites }: RxShelf) {
    const { t } = this.words;
    const kept = new Set(favourites.map(({ line }) => orderKey(line.item)));
    const rows = this.#rows.filter((row) => !kept.has(orderKey(itemOf(row))));
    if (!rows.length) return nothing;
    return html`<div class="line new"><span class="note">${t.keepThese}</span>
      ${rows.map((row) => html`<button class="act quiet" part="keep" aria-label=${t.keep(row.drug.name[this.language])} @click=${() => this.store.keep(row)}>${row.drug.name[this.language]}</button>`)}</div>`;
  }

  #newTemplate() {
    const { t } = this.words;
    const open = this.#rx.value?.open;
    if (!open || !this.#rows.length) return nothing;
    const save = async (event: SubmitEvent) => {
      event.preventDefault();
      const form = event.target as HTMLFormElement;
      const data = new FormData(form);
      const name = `${data.get('name')}`.trim();
      if (name && (await this.store.keepTemplate(name, data.has('shared')))) form.reset();
    };
    return html`<form class="line new" @submit=${save}>
      <div class="field"><label for="name">${t.name}</label><input id="name" name="name" required maxlength="40" autocomplete="off" placeholder=${t.nameHint} /></div>
      <label class="check"><input type="checkbox" name="shared" /><span>${t.share(open.department.name[this.language])}</span></label>
      <button class="act quiet" part="save-template">${t.saveTemplate}</button>
    </form>`;
  }
}
define('care-desk-rx-shelf', CareDeskRxShelf);
