/** Owns the page on which an administrator words our sentences anew: what is looked for, which one is open, where the focus goes. Its tag is the setup's own. */
import { html, nothing, type CSSResultGroup, type PropertyDeclarations, type TemplateResult } from 'lit';
import { MOST_SENTENCES, TONGUES } from '@care-elements/contract/wording.faults.ts';
import { createWordingStore, placeOf, type WordingState } from '@care-elements/client/wording-store.ts';
import { CareElement } from '../base/care-element.ts';
import { define } from '../base/define.ts';
import { StoreController } from '../base/store-controller.ts';
import { Words, type Catalog, type Tongue } from '../base/words.ts';
import type { SetupWordingWords } from '../locales/en/setup-wording.ts';
import { buttons, forms } from '../theme/common.ts';
import { surfaces } from '../theme/surfaces.ts';
import { fileOf, linesOf, oursIn, type Line, type Ours, type Wanted } from './setup-wording-ours.ts';
import { faultWords, sentenceRow, textOf, type WordingActs } from './setup-wording-parts.ts';
import { wordingStyles } from './setup-wording-styles.ts';

const wordingWords: Catalog<SetupWordingWords> = {
  'zh-CN': () => import('../locales/zh-CN/setup-wording.ts'),
  en: () => import('../locales/en/setup-wording.ts'),
  'zh-TW': () => import('../locales/zh-TW/setup-wording.ts'),
  'zh-HK': () => import('../locales/zh-HK/setup-wording.ts'),
};
/** Sentences a page. */
const PAGE = 20;

/**
 * @csspart wording The whole page.
 * @csspart sentences The list.
 */
export class CareSetupWording extends CareElement {
  static override properties: PropertyDeclarations = {
    clinicianId: {},
    timeZone: {},
    wanted: { state: true },
    at: { state: true },
    open: { state: true },
    sure: { state: true },
  };
  static override styles: CSSResultGroup = [CareElement.styles, buttons, forms, surfaces, wordingStyles];

  /** Who is signed in. */
  declare clinicianId: string;
  /** The hospital's. */
  declare timeZone: string;
  declare wanted: Wanted;
  /** The first of the page. */
  declare at: number;
  /** The key that is open. */
  declare open: string | null;
  /** Going back to our words was asked for, once. */
  declare sure: boolean;
  override readonly words = new Words(wordingWords);
  #state = new StoreController<WordingState>(this, () => this.#store);
  #loaded: unknown;
  /** Our sentences by language; null while they are fetched. */
  #ours = new Map<Tongue, Ours | null>();

  constructor() {
    super();
    this.clinicianId = '';
    this.timeZone = 'UTC';
    this.wanted = { tongue: 'zh-CN', q: '', where: '', only: false };
    this.at = 0;
    this.open = null;
    this.sure = false;
  }

  get #store() {
    return this.care?.use(createWordingStore);
  }

  override connectedCallback(): void {
    super.connectedCallback();
    addEventListener('beforeunload', this.#leaving);
  }

  override disconnectedCallback(): void {
    super.disconnectedCallback();
    removeEventListener('beforeunload', this.#leaving);
  }

  /** The browser asks before the page is left with something that is not saved. */
  #leaving = (event: Event) => {
    if (Object.keys(this.#state.value?.drafts ?? {}).length) event.preventDefault();
  };

  protected override willUpdate(): void {
    const store = this.#store;
    if (!store || store === this.#loaded) return;
    this.#loaded = store;
    this.wanted = { ...this.wanted, tongue: this.tongue };
    void store.load(this.clinicianId);
  }

  protected override updated(changed: Map<PropertyKey, unknown>): void {
    const find = (selector: string) => this.renderRoot.querySelector<HTMLElement>(selector);
    if (changed.has('open') && this.open) find('#words, .back')?.focus();
    if (changed.get('sure') !== undefined)
      (find(this.sure ? '.sure' : '#words') ?? find('.open .turn'))?.focus();
    if (changed.has('at') && changed.get('at') !== undefined) find('#found')?.focus();
  }

  /** Undefined while they are fetched. */
  #oursIn(tongue: Tongue): Ours | undefined {
    const { keys, phase } = this.#state.value!;
    if (phase === 'ready' && !this.#ours.has(tongue)) {
      this.#ours.set(tongue, null);
      void oursIn(tongue, keys).then((ours) => {
        this.#ours.set(tongue, ours);
        this.requestUpdate();
      });
    }
    return this.#ours.get(tongue) ?? undefined;
  }

  #want(change: Partial<Wanted>): void {
    this.wanted = { ...this.wanted, ...change };
    this.at = 0;
    this.open = null;
    this.sure = false;
  }

  #turn = (key: string) => {
    this.sure = false;
    this.open = this.open === key ? null : key;
  };

  #insert = (blank: string) => {
    const field = this.renderRoot.querySelector<HTMLTextAreaElement>('#words')!;
    field.setRangeText(`{${blank}}`, field.selectionStart, field.selectionEnd, 'end');
    this.#store!.type(this.wanted.tongue, this.open!, field.value);
    field.focus();
  };

  #save = async (event: Event, line: Line) => {
    event.preventDefault();
    const { tongue } = this.wanted;
    const state = this.#state.value!;
    if (!state.drafts[placeOf(tongue, line.key)]) return;
    const text = textOf(state, line, tongue).trim();
    if (faultWords(text, line.blanks, this.words.t))
      return this.renderRoot.querySelector<HTMLElement>('#words')!.focus();
    await this.#store!.save(tongue, line.key, text);
  };

  #back = async (key: string) => {
    if (!(await this.#store!.save(this.wanted.tongue, key, null))) return;
    this.sure = false;
    await this.updateComplete;
    // It may not be among what is looked for any more.
    if (this.renderRoot.querySelector('.open')) return;
    this.open = null;
    this.renderRoot.querySelector<HTMLElement>('#found')?.focus();
  };

  override render(): TemplateResult | typeof nothing {
    const state = this.#state.value;
    if (!state) return nothing;
    const { t } = this.words;
    return html`<section class="card" part="wording" aria-labelledby="title">
      <h2 id="title">${t.title}</h2>
      <p>${t.lead}</p>
      ${
        state.phase === 'unreachable'
          ? html`<p class="band amber" role="alert">${t.unreachable}</p>
              <button class="act small" @click=${() => this.#store!.load(this.clinicianId)}>${t.retry}</button>`
          : state.phase === 'loading'
            ? html`<p role="status">${t.loading}</p>`
            : this.#desk(state)
      }
    </section>`;
  }

  #desk(state: WordingState): TemplateResult {
    const { t } = this.words;
    const { tongue, q, where, only } = this.wanted;
    const value = (event: Event) => (event.target as HTMLInputElement).value;
    const places = [...new Set(state.keys.map(fileOf))];
    const select = (
      name: string,
      label: string,
      options: readonly (readonly [value: string, label: string, lang?: string])[],
      chosen: string,
      choose: (value: string) => void,
    ) => html`<div class="field"><label for=${name}>${label}</label>
      <select id=${name} @change=${(event: Event) => choose(value(event))}>
        ${options.map(([id, name, lang]) => html`<option value=${id} lang=${lang ?? nothing} ?selected=${id === chosen}>${name}</option>`)}
      </select></div>`;
    return html`
      <p class="muted">${t.used(Object.keys(state.own).length, MOST_SENTENCES)}</p>
      <div class="seek" role="search">
        ${select(
          'tongue',
          t.language,
          TONGUES.map((one) => [one, t.tongues[one]!, one] as const),
          tongue,
          (to) => this.#want({ tongue: to as Tongue }),
        )}
        <div class="field"><label for="q">${t.search}</label>
          <input id="q" type="search" autocomplete="off" .value=${q} @input=${(event: Event) => this.#want({ q: value(event) })} /></div>
        ${select(
          'where',
          t.where,
          [['', t.everywhere], ...places.map((place) => [place, t.places[place] ?? place] as const)],
          where,
          (to) => this.#want({ where: to }),
        )}
        <label class="tick"><input type="checkbox" id="only" .checked=${only} @change=${(event: Event) => this.#want({ only: (event.target as HTMLInputElement).checked })} />${t.only}</label>
      </div>
      ${this.#list(state)}`;
  }

  #list(state: WordingState): TemplateResult {
    const { t } = this.words;
    const { wanted, at } = this;
    const ours = this.#oursIn(wanted.tongue);
    const mine = this.tongue;
    const meanings = mine === wanted.tongue ? null : this.#oursIn(mine);
    if (!ours || meanings === undefined) return html`<p role="status">${t.loading}</p>`;
    const lines = linesOf(state.keys, state.own, ours, meanings, wanted);
    const shown = lines.slice(at, at + PAGE);
    const say = { t, lang: this.language, tongue: wanted.tongue, timeZone: this.timeZone };
    const acts = (line: Line): WordingActs => ({
      ...{ turn: this.#turn, insert: this.#insert, back: (key) => void this.#back(key) },
      type: (key, text) =>
        text === (line.own?.sentence ?? line.ours)
          ? this.#store!.drop(wanted.tongue, key)
          : this.#store!.type(wanted.tongue, key, text),
      drop: (key) => {
        this.#store!.drop(wanted.tongue, key);
        this.renderRoot.querySelector<HTMLElement>('#words')?.focus();
      },
      save: (event) => void this.#save(event, line),
      ask: (sure) => (this.sure = sure),
    });
    return html`
      <p id="found" role="status" tabindex="-1" class="muted">${
        lines.length
          ? t.found(at + 1, at + shown.length, lines.length)
          : wanted.only && !wanted.q && !wanted.where
            ? t.noneChanged
            : t.none
      }</p>
      <div part="sentences">${[...new Set(shown.map(fileOf))].map(
        (file) =>
          html`<h3>${t.places[file] ?? file}</h3>
            <ul>${shown
              .filter((line) => fileOf(line) === file)
              .map((line) =>
                sentenceRow(state, line, { is: line.key === this.open, sure: this.sure }, say, acts(line)),
              )}</ul>`,
      )}</div>
      ${
        lines.length > PAGE
          ? html`<nav class="pages" aria-label=${t.title}>
              <button class="act quiet small" aria-disabled=${!at} @click=${() => at && this.#page(at - PAGE)}>${t.before}</button>
              <button class="act quiet small" aria-disabled=${at + PAGE >= lines.length} @click=${() => at + PAGE < lines.length && this.#page(at + PAGE)}>${t.next}</button>
            </nav>`
          : nothing
      }`;
  }

  #page(to: number): void {
    this.at = to;
    this.open = null;
    this.sure = false;
  }
}
define('care-setup-wording', CareSetupWording);
