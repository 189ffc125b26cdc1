/** Owns a search with a list to pick from, all by keyboard: for diagnoses and medicines. Its tag, `care-desk-search`, is the desk's own. */
import { css, html, nothing, type CSSResultGroup, type PropertyDeclarations } from 'lit';
import { CareElement } from '../base/care-element.ts';
import { define } from '../base/define.ts';
import { Words } from '../base/words.ts';
import { iconSearch } from '../controls/icons-work.ts';
import { sharedWords } from '../locales/catalogs.ts';
import { forms, surfaces } from '../theme/common.ts';
import { dense } from './care-desk-styles.ts';
import { deskWords } from './care-desk-words.ts';

export interface Found {
  id: string;
  label: string;
  /** Beside the label, grey. */
  note: string;
  /** A word of warning, amber. */
  mark?: string | undefined;
}
/** Fact: a result was chosen. */
export class CareDeskPickEvent extends Event {
  static readonly type = 'care-desk-pick';
  readonly id: string;
  constructor(id: string) {
    super(CareDeskPickEvent.type);
    this.id = id;
  }
}

const PAUSE_MS = 150;

/** @fires care-desk-pick A result was chosen; `id` says which. */
export class CareDeskSearch extends CareElement {
  static override properties: PropertyDeclarations = {
    label: {},
    hint: {},
    quiet: { type: Boolean },
    find: { attribute: false },
    found: { state: true },
    at: { state: true },
    face: { state: true },
  };
  static override styles: CSSResultGroup = [
    CareElement.styles,
    surfaces,
    forms,
    dense,
    css`
      .field {
        position: relative;
      }
      .box {
        position: relative;
      }
      .box svg {
        position: absolute;
        inset-block-start: calc(50% - 9px);
        inset-inline-start: 10px;
        color: var(--_muted);
        pointer-events: none;
      }
      .field input {
        padding-inline-start: 36px;
      }
      .list {
        position: absolute;
        inset-block-start: calc(100% + 4px);
        inset-inline: 0;
        z-index: 5;
        max-height: 288px;
        overflow: auto;
        border: 1px solid var(--_edge);
        border-radius: var(--_round);
        background: var(--_surface);
        box-shadow: 0 6px 24px rgb(0 0 0 / 14%);
      }
      li {
        display: flex;
        flex-wrap: wrap;
        align-items: center;
        gap: 0 12px;
        min-height: 40px;
        padding: 6px 12px;
        cursor: pointer;
      }
      li[aria-selected='true'] {
        background: var(--_brand-soft);
        box-shadow: inset 3px 0 0 var(--_brand);
      }
      li b {
        flex: 1 1 auto;
      }
      .none {
        padding: 10px 12px;
      }
    `,
  ];

  declare label: string;
  declare hint: string;
  /** The label is for assistive technology alone: the heading above says it. */
  declare quiet: boolean;
  /** Best match first; rejects when the server can't be reached. */
  declare find: ((q: string, signal: AbortSignal) => Promise<Found[]>) | undefined;
  declare found: Found[];
  declare at: number;
  declare face: 'closed' | 'searching' | 'open' | 'failed';

  override readonly words = new Words(sharedWords, deskWords);
  #timer: ReturnType<typeof setTimeout> | undefined;
  #abort: AbortController | undefined;

  constructor() {
    super();
    this.label = this.hint = '';
    this.quiet = false;
    this.found = [];
    this.at = 0;
    this.face = 'closed';
  }

  override focus(): void {
    this.renderRoot.querySelector('input')?.focus();
  }

  private get input(): HTMLInputElement {
    return this.renderRoot.querySelector('input')!;
  }

  private typed(event: InputEvent): void {
    // Half a syllable in an input method is no query.
    if (!event.isComposing) this.search();
  }

  private search(): void {
    clearTimeout(this.#timer);
    this.#abort?.abort();
    const q = this.input.value.trim();
    if (!q || !this.find) return this.close();
    const mine = (this.#abort = new AbortController());
    this.#timer = setTimeout(() => {
      this.face = 'searching';
      this.find!(q, mine.signal).then(
        (found) => {
          if (mine.signal.aborted) return;
          this.found = found;
          this.at = 0;
          this.face = 'open';
        },
        () => {
          if (!mine.signal.aborted) this.face = 'failed';
        },
      );
    }, PAUSE_MS);
  }

  private close(): void {
    clearTimeout(this.#timer);
    this.#abort?.abort();
    this.found = [];
    this.face = 'closed';
  }

  private pick(found: Found | undefined): void {
    if (!found) return;
    this.input.value = '';
    this.close();
    this.dispatchEvent(new CareDeskPickEvent(found.id));
  }

  private key(event: KeyboardEvent): void {
    if (event.isComposing || event.ctrlKey || event.metaKey) return;
    const { length } = this.found;
    if (event.key === 'Enter') this.pick(this.face === 'open' ? this.found[this.at] : undefined);
    else if (event.key === 'ArrowDown' && length) this.at = (this.at + 1) % length;
    else if (event.key === 'ArrowUp' && length) this.at = (this.at + length - 1) % length;
    else if (event.key === 'Escape' && this.face !== 'closed') this.close();
    else return;
    event.preventDefault();
    event.stopPropagation();
  }

  override disconnectedCallback(): void {
    super.disconnectedCallback();
    this.close();
  }

  protected override updated(): void {
    if (this.face === 'open')
      this.renderRoot
        .querySelector(this.found.length ? '[aria-selected=true]' : '.none')
        ?.scrollIntoView?.({ block: 'nearest' });
  }

  override render() {
    const { t } = this.words;
    const { face, found, at } = this;
    const open = face === 'open' && found.length > 0;
    const said =
      face === 'searching'
        ? t.searching
        : face === 'failed'
          ? t.searchFailed
          : face === 'open'
            ? found.length
              ? t.searchResults(found.length)
              : t.noMatch
            : '';
    return html`<div class="field">
      <label for="q" class=${this.quiet ? 'hush' : ''}>${this.label}</label>
      <div class="box">
        ${iconSearch(18)}
        <input
          id="q"
          type="text"
          role="combobox"
          autocomplete="off"
          spellcheck="false"
          placeholder=${this.hint || nothing}
          aria-autocomplete="list"
          aria-controls="list"
          aria-expanded=${open ? 'true' : 'false'}
          aria-activedescendant=${open ? `o${at}` : nothing}
          @input=${this.typed}
          @compositionend=${this.search}
          @keydown=${this.key}
          @blur=${this.close}
        />
      </div>
      <ul class="list" id="list" role="listbox" aria-label=${this.label} ?hidden=${!open} part="results">
        ${found.map(
          (one, i) =>
            html`<li
              id="o${i}"
              role="option"
              aria-selected=${i === at ? 'true' : 'false'}
              @mousedown=${(e: Event) => e.preventDefault()}
              @click=${() => this.pick(one)}
            >
              <b>${one.label}</b><span class="muted">${one.note}</span>${one.mark ? html`<span class="mark amber">${one.mark}</span>` : nothing}
            </li>`,
        )}
      </ul>
      ${
        (face === 'open' && !found.length) || face === 'failed'
          ? html`<p class="list none muted">${said}</p>`
          : nothing
      }
      <span class="hush" role="status">${said}</span>
    </div>`;
  }
}
define('care-desk-search', CareDeskSearch);
