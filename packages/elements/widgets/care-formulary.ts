/** Owns the formulary's screen for pharmacists and administrators: sign-in, the columns, and where the focus goes. */
import { css, html, type CSSResultGroup, type PropertyDeclarations, type TemplateResult } from 'lit';
import { createFormularyStore, type FormularyStoreState } from '@care-elements/client/formulary-store.ts';
import { CareElement } from '../base/care-element.ts';
import { define } from '../base/define.ts';
import { Words, type Catalog } from '../base/words.ts';
import { iconBack } from '../controls/icons.ts';
import { sharedWords } from '../locales/catalogs.ts';
import type { FormularyWords } from '../locales/en/formulary.ts';
import { buttons, forms } from '../theme/common.ts';
import { staffFrame } from '../theme/staff-frame.ts';
import { surfaces } from '../theme/surfaces.ts';
import { overview, rowList, uploadSheet, work } from './care-formulary-parts.ts';
import { readForm, rowSheet } from './care-formulary-row.ts';
import type { Say } from './care-formulary-words.ts';
import { protocolsStyles } from './care-protocols-styles.ts';
import { StaffPage } from './staff-page.ts';

const formularyWords: Catalog<FormularyWords> = {
  'zh-CN': () => import('../locales/zh-CN/formulary.ts'),
  en: () => import('../locales/en/formulary.ts'),
  'zh-TW': () => import('../locales/zh-TW/formulary.ts'),
  'zh-HK': () => import('../locales/zh-HK/formulary.ts'),
};
/** How long typing rests before the server is asked, in milliseconds. */
const REST_MS = 150;

/**
 * The hospital's formulary, for a staff page: `<care-formulary hospital="renhe"></care-formulary>`. Pharmacists read it with the
 * source of every row; the pharmacy lead changes rows, takes a file and signs a version.
 *
 * @csspart formulary The whole screen.
 * @csspart changes What changed since the last signed version.
 * @csspart entry, facts, edit, unverified A medicine in the list; its row, the form, that nobody has verified it.
 * @csspart version, sign The version that stands; signing it.
 * @csspart file, preview, pairs A file in and out; what it would become; pairs of medicines.
 * @csspart sign-in The sign-in.
 */
export class CareFormulary extends StaffPage<FormularyStoreState> {
  static override properties: PropertyDeclarations = {
    editing: { state: true },
    sure: { state: true },
    wrong: { state: true },
  };
  static override styles: CSSResultGroup = [
    CareElement.styles,
    buttons,
    forms,
    surfaces,
    staffFrame,
    protocolsStyles,
    css`
      .facts > div {
        display: grid;
        grid-template-columns: minmax(0, 220px) minmax(0, 1fr);
        gap: 2px 16px;
        padding-block: 6px;
        border-block-start: 1px solid var(--_line);
        overflow-wrap: anywhere;
      }
      .facts dt {
        color: var(--_muted);
      }
      .two {
        display: grid;
        grid-template-columns: repeat(auto-fill, minmax(220px, 1fr));
        align-items: end;
        gap: 12px 16px;
      }
      .edit {
        gap: 12px;
        padding-block: 12px;
      }
      .lines .pair {
        grid-template-columns: minmax(0, 220px) 1fr 1fr;
      }
      .sheet p {
        margin-block: 8px;
      }
      @container (max-width: 859px) {
        .cols:not(.with-open) > .work {
          display: flex;
          order: -1;
        }
        .facts > div {
          grid-template-columns: minmax(0, 1fr);
        }
      }
    `,
  ];

  declare editing: boolean;
  declare sure: boolean;
  /** The file's note is missing. */
  declare wrong: boolean;
  override readonly words = new Words(sharedWords, formularyWords);
  #shown = '';
  #rest: ReturnType<typeof setTimeout> | undefined;

  constructor() {
    super();
    this.editing = this.sure = this.wrong = false;
  }

  protected override get scope() {
    return 'formulary' as const;
  }
  protected get store() {
    return this.care?.use(createFormularyStore);
  }

  protected override updated(changed: Map<PropertyKey, unknown>): void {
    if (changed.has('sure') && (this.sure || changed.get('sure')))
      this.find(this.sure ? '.sure' : '#sign')?.focus();
    if (changed.get('editing') === false && this.editing) this.find('[part=edit] input')?.focus();
    // A row, or a file, is read from its title on.
    const { open, upload } = this.state.value ?? {};
    const shown = upload ? `file ${upload.preview.fileHash}` : (open?.drugId ?? '');
    if (shown && shown !== this.#shown) this.find('#shown')?.focus();
    this.#shown = shown;
  }

  override disconnectedCallback(): void {
    clearTimeout(this.#rest);
    super.disconnectedCallback();
  }

  #search(q: string): void {
    clearTimeout(this.#rest);
    this.#rest = setTimeout(() => void this.store!.search(q.trim(), this.state.value!.query.filter), REST_MS);
  }

  #show(drugId: string | null): void {
    this.editing = this.wrong = false;
    this.errors = {};
    this.store!.show(drugId);
  }

  #save = async (event: SubmitEvent) => {
    event.preventDefault();
    const { open } = this.state.value!;
    const read = readForm(event.target as HTMLFormElement, open!, this.#say);
    this.errors = 'errors' in read ? read.errors : {};
    if ('errors' in read) {
      await this.updateComplete;
      return this.find('[aria-invalid=true]')?.focus();
    }
    if (await this.store!.edit(read.drug, read.note)) this.editing = false;
  };

  #take = async (event: SubmitEvent) => {
    event.preventDefault();
    const note = `${new FormData(event.target as HTMLFormElement).get('note') ?? ''}`.trim();
    this.wrong = !note;
    if (!note) return this.find('#import-note')?.focus();
    await this.store!.take(note);
  };

  #export = async () => {
    const file = await this.store!.exportCsv();
    if (!file) return;
    const link = document.createElement('a');
    link.href = URL.createObjectURL(new Blob([file.csv], { type: 'text/csv;charset=utf-8' }));
    link.download = file.fileName;
    link.click();
    URL.revokeObjectURL(link.href);
  };

  get #say(): Say {
    return {
      ...{ t: this.words.t, lang: this.language },
      timeZone: this.state.value!.hospital?.timeZone ?? 'UTC',
    };
  }

  override render(): TemplateResult {
    const { t } = this.words;
    const state = this.state.value;
    return html`<section class="frame" part="formulary" aria-label=${t.formulary}>
      ${state ? this.door(state, this.#desk) : html`<p class="list-note">${t.noHospital}</p>`}
    </section>`;
  }

  #desk = (state: FormularyStoreState): TemplateResult => {
    const { t } = this.words;
    const { open, upload } = state;
    return html`
      ${this.head(t.formulary, state)}
      <div class="cols ${open || upload ? 'with-open' : ''}">
        <nav class="col list" aria-label=${t.listTitle}>
          ${rowList(state, this.#say, {
            search: (q) => this.#search(q),
            filter: (filter) => void this.store!.search(state.query.q, filter),
            show: (drugId) => this.#show(drugId),
            more: () => void this.store!.more(),
          })}
        </nav>
        <div class="col sheet" tabindex="0" role="region" aria-labelledby="shown">${this.#sheet(state)}</div>
        <div class="col work" tabindex="0" role="region" aria-label=${t.version(state.formulary!.newest.version)}>
          ${work(state, this.sure, this.#say, {
            ask: (sure) => (this.sure = sure),
            sign: () => void this.store!.sign().then(() => (this.sure = false)),
            file: (file) => void file.arrayBuffer().then((bytes) => this.store!.preview(file.name, bytes)),
            save: () => void this.#export(),
          })}
        </div>
      </div>
    `;
  };

  #sheet(state: FormularyStoreState): TemplateResult {
    const { t } = this.words;
    const { open, upload } = state;
    const back = (act: () => void) =>
      html`<button class="link to-list" @click=${act}>${iconBack(20)}${t.toList}</button>`;
    if (upload) {
      const drop = () => this.store!.dropUpload();
      return html`${back(drop)}${uploadSheet(state, this.wrong, this.#say, { take: this.#take, drop })}`;
    }
    if (!open) return overview(state, this.#say, () => void this.store!.readPairs());
    return html`${back(() => this.#show(null))}
    ${rowSheet(state, open, this.editing, this.errors, this.#say, {
      edit: () => (this.editing = true),
      save: (event) => void this.#save(event),
      cancel: () => {
        this.editing = false;
        this.errors = {};
      },
    })}
`;
  }
}
define('care-formulary', CareFormulary);
