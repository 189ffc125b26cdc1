/** Owns the theme studio: the theme that is being made, what is shown in it, and that nobody takes one that can't be read. */
import { html, type CSSResultGroup, type PropertyDeclarations, type TemplateResult } from 'lit';
import { mend, mended, pairsOf, type Mending, type Pair } from '@care-elements/contract/theme.contrast.ts';
import { derive } from '@care-elements/contract/theme.derive.ts';
import { NAMED } from '@care-elements/contract/theme.named.ts';
import { fitsToken, type ThemeData } from '@care-elements/contract/theme.tokens.ts';
import { createStudioStore, type StudioState } from '@care-elements/client/studio-store.ts';
import { CareElement } from '../base/care-element.ts';
import { define } from '../base/define.ts';
import { Words, type Catalog } from '../base/words.ts';
import { sharedWords } from '../locales/catalogs.ts';
import type { StudioWords } from '../locales/en/studio.ts';
import { buttons, forms } from '../theme/common.ts';
import { staffFrame } from '../theme/staff-frame.ts';
import { surfaces } from '../theme/surfaces.ts';
import {
  addressOf,
  readTheme,
  themeAsCss,
  themeAsJson,
  themeIn,
  type FileFault,
} from '../theme/theme-file.ts';
import { saveBlob } from './chat-save.ts';
import { hospitalOfAddress, hospitalTyped, turnLanguage } from './our-page.ts';
import { StaffPage } from './staff-page.ts';
import { contrastPart } from './studio-contrast.ts';
import { FONTS, lookPart } from './studio-look.ts';
import { hospitalPart } from './studio-hospital.ts';
import { framed, type Preview, type PreviewOf } from './studio-preview.ts';
import { stagePart } from './studio-stage.ts';
import { studioStyles } from './studio-styles.ts';
import { takePart } from './studio-take.ts';
import type { Shelf, Told } from './studio-talk.ts';

const studioWords: Catalog<StudioWords> = {
  'zh-CN': () => import('../locales/zh-CN/studio.ts'),
  en: () => import('../locales/en/studio.ts'),
  'zh-TW': () => import('../locales/zh-TW/studio.ts'),
  'zh-HK': () => import('../locales/zh-HK/studio.ts'),
};
const FIRST: ThemeData = { name: '', tokens: {} };
const BRAND = '--care-color-brand';

/**
 * Makes a theme, on a page of the Care server (`/studio.html`): its look beside every widget in every state, in the light and in the dark,
 * the contrast of every pair of its colours, and the theme as a file.
 *
 * @csspart studio The whole screen.
 * @csspart look, preview, contrast The controls of the theme; the widgets; the pairs of colours.
 * @csspart take, hospital The files; where an administrator saves it.
 */
export class CareStudio extends StaffPage<StudioState> {
  // Who is signed in to the website setup is so here.
  static override scope = 'setup' as const;
  static override properties: PropertyDeclarations = {
    data: { state: true },
    wrong: { state: true },
    ownFont: { state: true },
    shelves: { state: true },
    tag: { state: true },
    at: { state: true },
    file: { state: true },
    sure: { state: true },
    previewOf: { attribute: false },
  };
  static override styles: CSSResultGroup = [
    CareElement.styles,
    buttons,
    forms,
    surfaces,
    staffFrame,
    studioStyles,
  ];

  /** The theme as it stands. */
  declare data: ThemeData;
  declare wrong: Record<string, string>;
  declare ownFont: boolean;
  declare shelves: Shelf[];
  declare tag: string;
  declare at: string;
  /** How the last file that was opened went. */
  declare file: FileFault | { name: string } | null;
  /** The hospital's theme is about to be taken off. */
  declare sure: boolean;
  /** On our own page: the theme stands in the address. */
  private get keepsAddress(): boolean {
    return this.previewOf === framed;
  }
  /** Makes each of the two previews; a story hands over its own. */
  declare previewOf: PreviewOf;
  override readonly words = new Words(sharedWords, studioWords);
  #previews: readonly [Preview, Preview] | undefined;
  #size: ResizeObserver | undefined;

  constructor() {
    super();
    this.data = FIRST;
    this.wrong = {};
    this.ownFont = false;
    this.shelves = [];
    this.tag = 'care-visit';
    this.at = 'care-visit/FirstInLine';
    this.file = null;
    this.sure = false;
    this.previewOf = framed;
  }

  protected get store() {
    return this.care?.use(createStudioStore);
  }

  override connectedCallback(): void {
    super.connectedCallback();
    // On our own page the address may say which hospital.
    hospitalOfAddress(this);
    const kept = this.keepsAddress && themeIn(location.hash);
    if (kept) this.data = kept;
  }

  override disconnectedCallback(): void {
    super.disconnectedCallback();
    this.#previews?.forEach((preview) => preview.close());
    this.#previews = undefined;
    this.#size?.disconnect();
    this.#size = undefined;
  }

  protected override willUpdate(): void {
    const hear = (told: Told) => {
      if ('ready' in told) this.shelves = told.ready;
    };
    this.#previews ??= [this.previewOf(hear), this.previewOf(hear)];
    super.willUpdate();
  }

  protected override async begin(): Promise<void> {
    await super.begin();
    if (this.data === FIRST) this.#openHospital();
  }

  /** What the hospital has is where one goes on from. */
  #openHospital = () => {
    const { theme } = this.store!.get();
    if (theme) this.#begin(theme);
  };
  #begin(theme: ThemeData): void {
    this.wrong = {};
    this.ownFont = false;
    this.#change(theme);
  }

  protected override updated(changed: Map<PropertyKey, unknown>): void {
    if (changed.has('sure') && this.sure) this.find('.sure')?.focus();
    this.#previews!.forEach(({ element, show }, dark) => {
      element.title = `${this.words.t.previewTitle}: ${dark ? this.words.t.dark : this.words.t.light}`;
      show({ at: this.at, lang: this.language, dark: !!dark, theme: this.data });
    });
    const stage = this.find('.stage')!;
    if (this.#size) return;
    this.#size = new ResizeObserver(() => stage.style.setProperty('--_small', `${stage.clientWidth / 1280}`));
    this.#size.observe(stage);
  }

  #change = (theme: ThemeData) => {
    this.data = theme;
    this.file = null;
    // The address is the theme: a reload loses nothing, and a link shows it to a colleague.
    if (this.keepsAddress) history.replaceState(history.state, '', addressOf(theme === FIRST ? null : theme));
  };

  #set = (token: string, value: string, dark = false) => {
    const { [token]: _, ...right } = this.wrong;
    const { [token]: __, ...rest } = (dark ? this.data.dark : this.data.tokens) ?? {};
    if (value && !fitsToken(token, value)) return void (this.wrong = { ...right, [token]: value });
    this.wrong = right;
    const values = value ? { ...rest, [token]: value } : rest;
    this.#change({ ...this.data, [dark ? 'dark' : 'tokens']: values });
  };

  /** Fields are rounder than they should be beside small cards, so they follow. */
  #radius = (px: number) =>
    this.#change({
      ...this.data,
      tokens: {
        ...this.data.tokens,
        '--care-radius': `${px}px`,
        '--care-radius-field': `${Math.round((px * 2) / 3)}px`,
      },
    });

  #base = (base: ThemeData['base']) => {
    const { base: _, ...rest } = this.data;
    this.#change(base ? { ...rest, base } : rest);
  };

  #font = (choice: string) => {
    this.ownFont = choice === 'own';
    if (!this.ownFont) this.#set('--care-font', FONTS[choice] ?? '');
  };

  #open = async (file: File) => {
    const read = file.size > 1_000_000 ? { fault: 'large' as const, what: '' } : readTheme(await file.text());
    if ('fault' in read) return void (this.file = read);
    this.#begin(read);
    this.file = { name: read.name };
  };

  #save = (kind: 'json' | 'css') => {
    const data = this.#named;
    const text = kind === 'json' ? themeAsJson(data) : themeAsCss(data);
    const type = kind === 'json' ? 'application/json' : 'text/css';
    saveBlob(new Blob([text], { type: `${type};charset=utf-8` }), `${data.name}.${kind}`);
  };

  get #named(): ThemeData {
    return { ...this.data, name: this.data.name || this.words.t.untitled };
  }

  #toHospital = (event: SubmitEvent) => {
    const id = hospitalTyped(event);
    this.errors = id ? {} : { hospital: this.words.t.hospitalWrong };
    if (id) this.hospital = id;
  };

  #pick = (tag: string, at: string) => {
    this.tag = tag;
    this.at = at;
  };

  override render(): TemplateResult {
    const { t } = this.words;
    const { data, wrong, ownFont } = this;
    const pairs = pairsOf(data);
    const low = pairs.filter(({ ratio, least }) => ratio < least);
    return html`<main class="frame" part="studio" aria-label=${t.studio}>
      <header class="top">
        <h1>${t.studio}</h1><span class="muted">${t.studioLead}</span>
        <button class="link" @click=${() => turnLanguage(this)}>${t.otherLanguage}</button>
      </header>
      <div class="body">
        <div class="side">
          ${lookPart({ theme: data, under: this.#under, derived: this.#derived, wrong, ownFont }, t, {
            rename: (name) => this.#change({ ...data, name: name.trim() }),
            base: this.#base,
            font: this.#font,
            set: this.#set,
            radius: this.#radius,
            startOver: () => this.#begin(FIRST),
          })}
          ${takePart(this.file, low.length > 0, t, {
            save: this.#save,
            open: (opened) => void this.#open(opened),
            shut: this.#toContrast,
          })}
          ${hospitalPart(
            this.state.value,
            { errors: this.errors, sure: this.sure, shut: low.length > 0 },
            t,
            this.language,
            {
              name: this.#toHospital,
              retry: () => void this.store!.load(),
              signIn: (event) => void this.signIn(event),
              signOut: this.signOut,
              save: () => void this.store!.save(this.#named),
              open: this.#openHospital,
              ask: (sure) => (this.sure = sure),
              takeOff: () => {
                this.sure = false;
                void this.store!.save(null);
              },
              shut: this.#toContrast,
            },
          )}
        </div>
        <div class="preview">${stagePart(this.shelves, this.tag, this.at, this.#previews!, t, this.#pick)}</div>
        <div class="contrast">${contrastPart(pairs, this.#mendings(low), t, (mending) => this.#change(mended(data, mending)))}</div>
      </div>
    </main>`;
  }

  #toContrast = () => this.find('#contrast-section')?.focus();

  get #under(): Record<string, string> {
    const { base } = this.data;
    return (base && NAMED[base].tokens) || {};
  }

  get #derived(): [Record<string, string>, Record<string, string>] {
    const { base, tokens, dark } = this.data;
    const strong = base === 'high-contrast';
    const light = { ...this.#under, ...tokens };
    const night = { ...(base && NAMED[base].dark), ...dark };
    const brand = light[BRAND];
    return [
      derive(light, false, strong, true),
      derive({ ...night, ...(brand && { [BRAND]: brand }) }, true, strong, true),
    ];
  }

  /** What one step mends stands together. */
  #mendings(low: Pair[]): [Pair[], Mending | undefined][] {
    const groups = new Map<string, [Pair[], Mending | undefined]>();
    for (const pair of low) {
      const mending = mend(this.data, pair);
      const key = JSON.stringify(mending ?? null);
      groups.set(key, [[...(groups.get(key)?.[0] ?? []), pair], mending]);
    }
    return [...groups.values()];
  }
}
define('care-studio', CareStudio);
