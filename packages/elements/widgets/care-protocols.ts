/** Owns the triage content desk of the medical lead and the administrator: sign-in, the columns, the keys, and where the focus goes. */
import { html, nothing, type CSSResultGroup, type PropertyDeclarations, type TemplateResult } from 'lit';
import {
  createContentStore,
  type ContentStoreState,
  type TrialInput,
} from '@care-elements/client/content-store.ts';
import type { Question } from '@care-elements/triage/protocol.ts';
import { CareElement } from '../base/care-element.ts';
import { define } from '../base/define.ts';
import { openDialog } from '../controls/dialog.ts';
import { Words, type Catalog } from '../base/words.ts';
import { iconBack } from '../controls/icons.ts';
import { sharedWords } from '../locales/catalogs.ts';
import type { ProtocolsWords } from '../locales/en/protocols.ts';
import { buttons, forms } from '../theme/common.ts';
import { staffFrame } from '../theme/staff-frame.ts';
import { surfaces } from '../theme/surfaces.ts';
import { helpSheet, shortcutOf } from './care-protocols-keys.ts';
import { shownItems, versionList, type Filter } from './care-protocols-list.ts';
import { sheet } from './care-protocols-sheet.ts';
import { protocolsStyles } from './care-protocols-styles.ts';
import { trialPart } from './care-protocols-trial.ts';
import { problemLine, type Say } from './care-protocols-words.ts';
import { faults, uploadForm, work, type Sure } from './care-protocols-work.ts';
import { StaffPage } from './staff-page.ts';

const protocolsWords: Catalog<ProtocolsWords> = {
  'zh-CN': () => import('../locales/zh-CN/protocols.ts'),
  en: () => import('../locales/en/protocols.ts'),
  'zh-TW': () => import('../locales/zh-TW/protocols.ts'),
  'zh-HK': () => import('../locales/zh-HK/protocols.ts'),
};

/**
 * The desk of those who own triage content, for a staff page: `<care-protocols hospital="renhe"></care-protocols>`. The medical lead
 * reads and signs versions; an administrator uploads, tries, publishes and retires them.
 *
 * @csspart protocols The whole desk.
 * @csspart entry A version in the list.
 * @csspart changes, lines What changed since the last signed version; the version itself.
 * @csspart sign What is signed, and the button.
 * @csspart publish, trial, asked, result, upload, faults The administrator's: publishing, trying a version with its questions and its result, a file and what is wrong with it.
 * @csspart sign-in The sign-in.
 */
export class CareProtocols extends StaffPage<ContentStoreState> {
  static override properties: PropertyDeclarations = {
    query: { state: true },
    filter: { state: true },
    sure: { state: true },
    source: { state: true },
    missing: { state: true },
    ticked: { state: true },
    help: { state: true },
  };
  static override styles: CSSResultGroup = [
    CareElement.styles,
    buttons,
    forms,
    surfaces,
    staffFrame,
    protocolsStyles,
  ];

  /** What the list is searched for. */
  declare query: string;
  declare filter: Filter;
  declare sure: Sure;
  /** The text to upload; null while the upload is closed. */
  declare source: string | null;
  declare missing: boolean;
  /** Options ticked of the trial's question. */
  declare ticked: string[];
  declare help: boolean;
  override readonly words = new Words(sharedWords, protocolsWords);
  #shown = '';
  #asked = '';

  constructor() {
    super();
    this.query = '';
    this.filter = 'all';
    this.sure = this.source = null;
    this.missing = this.help = false;
    this.ticked = [];
  }

  protected override get scope() {
    return 'content' as const;
  }
  protected get store() {
    return this.care?.use(createContentStore);
  }

  protected override willUpdate(): void {
    super.willUpdate();
    const state = this.state.value;
    const asked = (state?.trial?.next as Question | null)?.linkId ?? '';
    if (asked !== this.#asked) this.ticked = [];
    this.#asked = asked;
  }

  protected override updated(changed: Map<PropertyKey, unknown>): void {
    const dialog = this.renderRoot.querySelector('dialog');
    if (dialog && !dialog.open) openDialog(dialog);
    if (changed.has('sure'))
      this.find(
        this.sure ? '.sure' : changed.get('sure') ? `#${changed.get('sure') as string}` : '.none',
      )?.focus();
    // A version, or the upload, is read from its title on.
    const state = this.state.value;
    const shown = this.source !== null ? 'upload' : (state?.open?.hash ?? '');
    if (shown && shown !== this.#shown) this.find('#shown')?.focus();
    this.#shown = shown;
  }

  #key = (event: KeyboardEvent) => {
    const state = this.state.value;
    if (state?.phase !== 'ready' || this.help) return;
    const shortcut = shortcutOf(event);
    if (!shortcut) return;
    if (shortcut === 'upload' && !this.#mayUpload) return;
    event.preventDefault();
    if (shortcut === 'help') this.help = true;
    else if (shortcut === 'search') this.find('#search')?.focus();
    else if (shortcut === 'upload') this.#edit('');
    else if (shortcut === 'escape') this.#escape();
    else this.#step(shortcut === 'down' ? 1 : -1);
  };

  #escape(): void {
    if (this.sure) this.sure = null;
    else if (this.source !== null) this.source = null;
    else this.store!.close();
  }

  #step(by: number): void {
    const { items, openKey } = this.state.value!;
    const shown = shownItems(items ?? [], this.query, this.filter);
    const at = shown.findIndex(({ hash }) => hash === openKey?.hash);
    const to = shown[at < 0 ? 0 : Math.min(Math.max(at + by, 0), shown.length - 1)];
    if (to && to.hash !== openKey?.hash) this.#open(to);
  }

  get #mayUpload(): boolean {
    return this.state.value?.clinician?.role === 'administrator';
  }

  #open(key: Parameters<NonNullable<typeof this.store>['open']>[0]): void {
    this.sure = this.source = null;
    this.errors = {};
    void this.store!.open(key);
  }

  #edit(source: string): void {
    this.missing = false;
    this.source = source;
  }

  #upload = async (event: Event) => {
    event.preventDefault();
    this.missing = !this.source!.trim();
    if (this.missing) return void this.find('#source')?.focus();
    if (await this.store!.upload(this.source!)) this.source = null;
    else {
      await this.updateComplete;
      this.find('[part=faults]')?.focus();
    }
  };

  #try = async (event: SubmitEvent) => {
    event.preventDefault();
    const data = new FormData(event.target as HTMLFormElement);
    const age = Number(data.get('age'));
    const bad = data.get('age') === '' || !(age >= 0 && age <= 150);
    this.errors = bad ? { age: '0–150' } : {};
    if (bad) return void this.find('#age')?.focus();
    const input = { age, sex: data.get('sex'), text: `${data.get('says')}`.trim(), answers: {} };
    await this.store!.tryWith(input as TrialInput);
  };

  #answer = async (codes: string[]) => {
    const { trial, tried } = this.state.value!;
    const { linkId } = trial!.next as Question;
    if (await this.store!.tryWith({ ...tried!, answers: { ...tried!.answers, [linkId]: codes } })) {
      await this.updateComplete;
      this.find('#asked, [part=result]')?.focus();
    }
  };

  override render(): TemplateResult {
    const { t } = this.words;
    const state = this.state.value;
    return html`<section class="frame" part="protocols" aria-label=${t.protocols} @keydown=${this.#key}>
      ${state ? this.door(state, this.#desk) : html`<p class="list-note">${t.noHospital}</p>`}
      ${this.help ? helpSheet(t, () => (this.help = false)) : nothing}
    </section>`;
  }

  #desk = (state: ContentStoreState): TemplateResult => {
    const { t } = this.words;
    const { hospital, openKey, problem } = state;
    const say: Say = { t, lang: this.language, timeZone: hospital!.timeZone };
    return html`
      ${this.head(t.protocols, state, {
        more: html`<button class="link" aria-keyshortcuts="?" aria-label=${t.helpButton} @click=${() => (this.help = true)}><kbd>?</kbd></button>`,
      })}
      <div class="cols ${openKey || this.source !== null ? 'with-open' : ''}">
        <nav class="col list" aria-label=${t.listTitle}>
          ${problem?.action === 'list' ? problemLine(problem.problem, t) : nothing}
          ${versionList(state, this.query, this.filter, say, {
            open: (key) => this.#open(key),
            search: (query) => (this.query = query),
            filter: (filter) => (this.filter = filter),
            upload: this.#mayUpload ? () => this.#edit('') : null,
          })}
        </nav>
        ${this.source !== null ? this.#uploading(state, this.source, say) : this.#reading(state, say)}
      </div>
    `;
  };

  #back(): TemplateResult {
    const close = () => {
      this.source = null;
      this.store!.close();
    };
    return html`<button class="link to-list" @click=${close}>${iconBack(20)}${this.words.t.toList}</button>`;
  }

  #uploading(state: ContentStoreState, source: string, say: Say): TemplateResult {
    return html`<div class="col sheet">
        ${this.#back()}
        ${uploadForm(source, this.missing, state, say, {
          write: (text) => (this.source = text),
          read: (file) => void file.text().then((text) => (this.source = text)),
          send: this.#upload,
          close: () => (this.source = null),
        })}
      </div>
      <div class="col work" tabindex="0" role="region" aria-label=${say.t.faults}>${faults(state, say)}</div>`;
  }

  #reading(state: ContentStoreState, say: Say): TemplateResult {
    const { t } = say;
    const { open, openKey, problem } = state;
    if (!open)
      return html`<div class="col sheet">
          ${openKey ? this.#back() : nothing}
          <p class="empty muted" role="status">${problem?.action === 'open' ? (t.problems[problem.problem.code] ?? t.openFailed) : openKey ? t.opening : t.choose}</p>
        </div>
        <div class="col"></div>`;
    const done = (act: Promise<boolean>) => void act.then(() => (this.sure = null));
    return html`<div class="col sheet" tabindex="0" role="region" aria-labelledby="shown">${this.#back()}${sheet(open, say)}</div>
      <div class="col work" tabindex="0" role="region" aria-label=${t.work}>
        ${work(state, open, this.sure, say, {
          ask: (sure) => (this.sure = sure),
          sign: () => done(this.store!.sign()),
          publish: () => done(this.store!.publish()),
          retire: () => done(this.store!.retire()),
          edit: () => this.#edit(JSON.stringify(open.body, null, 2)),
        })}
        ${
          open.kind === 'protocol'
            ? trialPart(state, this.ticked, this.errors, say, {
                start: this.#try,
                tick: (code) =>
                  (this.ticked = this.ticked.includes(code)
                    ? this.ticked.filter((one) => one !== code)
                    : [...this.ticked, code]),
                answer: (codes) => void this.#answer(codes),
              })
            : nothing
        }
      </div>`;
  }
}
define('care-protocols', CareProtocols);
