/** Owns the website setup for an administrator: which hospital, sign-in, and what was chosen, typed and copied. */
import { html, nothing, type CSSResultGroup, type PropertyDeclarations, type TemplateResult } from 'lit';
import { originFault } from '@care-elements/contract/origin.faults.ts';
import { createSetupStore, originOf, type SetupState } from '@care-elements/client/setup-store.ts';
import { CareElement } from '../base/care-element.ts';
import { define } from '../base/define.ts';
import { Words, type Catalog } from '../base/words.ts';
import { field } from '../controls/fields.ts';
import type { GuideId } from '../guides/code.ts';
import { attributesOf, type Choice } from '../guides/snippet.ts';
import { sharedWords } from '../locales/catalogs.ts';
import type { GuideWords } from '../locales/en/guides.ts';
import type { SetupWords } from '../locales/en/setup.ts';
import { buttons, forms } from '../theme/common.ts';
import { staffFrame } from '../theme/staff-frame.ts';
import { surfaces } from '../theme/surfaces.ts';
import { FetchPart } from './fetch-part.ts';
import { hospitalOfAddress, hospitalTyped, turnLanguage } from './our-page.ts';
import { guidesPart, linesPart, originsPart, type Copied, type Say } from './setup-parts.ts';
import { setupStyles } from './setup-styles.ts';
import { StaffPage } from './staff-page.ts';

const setupWords: Catalog<SetupWords> = {
  'zh-CN': () => import('../locales/zh-CN/setup.ts'),
  en: () => import('../locales/en/setup.ts'),
  'zh-TW': () => import('../locales/zh-TW/setup.ts'),
  'zh-HK': () => import('../locales/zh-HK/setup.ts'),
};
const inGuides = ({ default: guides }: { default: GuideWords }) => ({ default: { guides } });
const guideWords: Catalog<{ guides: GuideWords }> = {
  'zh-CN': () => import('../locales/zh-CN/guides.ts').then(inGuides),
  en: () => import('../locales/en/guides.ts').then(inGuides),
  'zh-TW': () => import('../locales/zh-TW/guides.ts').then(inGuides),
  'zh-HK': () => import('../locales/zh-HK/guides.ts').then(inGuides),
};
/** The two pages of the setup; `#words` in the address leads to the second. */
type Place = 'site' | 'words';

/**
 * What a webmaster needs, on a page of the Care server (`/setup.html?hospital=renhe`): the two lines for the hospital's website
 * with a preview, the origins that may call, a guide for each system, and the hospital's own words for our sentences.
 *
 * @csspart setup The whole screen.
 * @csspart lines, origins, guides The choices and the lines; the registered pages; the steps.
 * @csspart wording, sentences The page of the hospital's own words; the sentences on it.
 * @csspart sign-in The sign-in.
 */
export class CareSetup extends StaffPage<SetupState> {
  static override scope = 'setup' as const;
  static override properties: PropertyDeclarations = {
    choice: { state: true },
    guide: { state: true },
    copied: { state: true },
    typed: { state: true },
    sure: { state: true },
    place: { state: true },
    origin: {},
    previewOf: { attribute: false },
  };
  static override styles: CSSResultGroup = [
    CareElement.styles,
    buttons,
    forms,
    surfaces,
    staffFrame,
    setupStyles,
  ];

  declare choice: Choice;
  declare guide: GuideId;
  declare copied: Copied;
  declare typed: string;
  /** The origin that is about to be removed. */
  declare sure: string | null;
  declare place: Place;
  /** An origin to register, from the page that was refused. */
  declare origin: string | undefined;
  /** Makes the preview; a story hands over its own. */
  declare previewOf: (choice: Choice) => Element;
  override readonly words = new Words(sharedWords, setupWords, guideWords);
  #preview: Element | null = null;
  #shown = '';
  #led = false;
  #wording = new FetchPart(this, () => import('./care-setup-wording.ts'));

  constructor() {
    super();
    this.choice = {
      ...{ server: '', hospital: '', tag: 'care-visit', lang: '', theme: '', brand: '', elder: false },
    };
    this.guide = 'html';
    this.copied = this.sure = null;
    this.typed = '';
    this.place = 'site';
    // In a frame it looks the same, and our own policy frames nothing.
    this.previewOf = ({ tag }) => document.createElement(tag === 'care-frame' ? 'care-visit' : tag);
  }

  protected get store() {
    return this.care?.use(createSetupStore);
  }

  override connectedCallback(): void {
    super.connectedCallback();
    // On our own page the address says which hospital, and which origin was refused.
    hospitalOfAddress(this);
    if (location.hash === '#words') this.place = 'words';
    this.origin ??= new URLSearchParams(location.search).get('origin') ?? undefined;
  }

  protected override begin(): Promise<void> {
    const { server, hospitalId } = this.care!;
    this.choice = { ...this.choice, server, hospital: hospitalId };
    if (this.origin) this.typed = this.origin;
    return super.begin();
  }

  protected override updated(changed: Map<PropertyKey, unknown>): void {
    if (changed.has('sure') && this.sure) this.find('.sure')?.focus();
    // Who comes from a page that was refused is led to what they came for, once.
    const asked = this.origin && !this.#led ? this.find('#origin') : null;
    if (!asked) return;
    this.#led = true;
    asked.focus();
    // The preview above grows when it comes, and pushes it away: until one goes on to something else.
    const growth = new ResizeObserver(() => {
      if (this.renderRoot.activeElement === asked) asked.scrollIntoView({ block: 'center' });
      else growth.disconnect();
    });
    growth.observe(this.find('.shown')!);
  }

  #name = (event: SubmitEvent) => {
    const id = hospitalTyped(event);
    this.errors = id ? {} : { hospital: this.words.t.hospitalWrong };
    if (id) this.hospital = id;
  };

  #add = async (event: SubmitEvent) => {
    event.preventDefault();
    const { t } = this.words;
    const origin = originOf(this.typed);
    const fault = origin ? originFault(origin) : 'not-an-origin';
    this.errors = fault ? { origin: fault === 'not-https' ? t.originHttp : t.originWrong } : {};
    if (!origin || fault) {
      await this.updateComplete;
      return this.find('#origin')?.focus();
    }
    if (!(await this.store!.register(origin))) return;
    this.typed = '';
    this.renderRoot.querySelector<HTMLFormElement>('form.add')?.reset();
  };

  #remove = async (origin: string) => {
    await this.store!.remove(origin);
    this.sure = null;
  };

  #copy = async (key: string, text: string) => {
    let done = true;
    try {
      await navigator.clipboard.writeText(text);
    } catch {
      // A page without https has no clipboard: it is marked, to be copied by hand.
      done = false;
      const pre = this.renderRoot.querySelector(`#code-${key}`)!;
      getSelection()?.selectAllChildren(pre);
    }
    this.copied = { key, done };
  };

  /** The very tag that was chosen, made anew for another tag and dressed for every other choice. */
  #previewed(): Element {
    const { choice } = this;
    if (!this.#preview || this.#shown !== choice.tag) this.#preview = this.previewOf(choice);
    this.#shown = choice.tag;
    const now = new Map(attributesOf(choice));
    for (const name of ['hospital', 'lang', 'theme', 'elder']) {
      const value = now.get(name);
      if (name === 'hospital' && 'care' in this.#preview && this.#preview.care) continue;
      if (value === undefined) this.#preview.removeAttribute(name);
      else this.#preview.setAttribute(name, value);
    }
    // By script, for our own policy allows no style in the markup.
    (this.#preview as HTMLElement).style.setProperty('--care-color-brand', choice.brand || null);
    return this.#preview;
  }

  get #say(): Say {
    return { t: this.words.t, lang: this.language };
  }

  override render(): TemplateResult {
    const { t } = this.words;
    const state = this.state.value;
    return html`<main class="frame" part="setup" aria-label=${t.setup}>${state ? this.door(state, this.#steps, 'sign-in') : this.#ask()}</main>`;
  }

  #other(): TemplateResult {
    return html`<button class="link" @click=${() => turnLanguage(this)}>${this.words.t.otherLanguage}</button>`;
  }

  #ask(): TemplateResult {
    const { t } = this.words;
    return html`<form class="sign-in" novalidate @submit=${this.#name}>
      <h1>${t.hospitalTitle}</h1>
      ${field({ name: 'hospital', label: t.hospitalLabel, hint: t.hospitalHint, error: this.errors['hospital'] })}
      <button class="act">${t.go}</button>${this.#other()}
    </form>`;
  }

  #steps = (state: SetupState): TemplateResult => {
    const { t } = this.words;
    return html`
      ${this.head(t.setup, state, {
        nav: html`<nav class="places" aria-label=${t.parts}>${this.#way('site', t.site)}${this.#way('words', t.wording)}</nav>`,
        more: this.#other(),
        rank: false,
      })}
      <div class="body">${this.place === 'words' ? this.#words(state) : this.#site(state)}</div>
    `;
  };

  #way(to: Place, words: string): TemplateResult {
    return html`<button class="place" aria-current=${this.place === to ? 'page' : 'false'} @click=${() => (this.place = to)}>${words}</button>`;
  }

  #words({ hospital, clinician }: SetupState): TemplateResult {
    this.#wording.ask();
    return html`${this.#wording.late ? html`<p class="band amber" role="alert">${this.words.t.wordingLate}</p>` : nothing}
      <care-setup-wording exportparts="wording, sentences" .care=${this.care} .clinicianId=${clinician!.clinicianId} .timeZone=${hospital!.timeZone}></care-setup-wording>`;
  }

  #site(state: SetupState): TemplateResult {
    const { t } = this.words;
    const copy = (key: string, text: string) => void this.#copy(key, text);
    const typed = { text: this.typed, origin: originOf(this.typed), error: this.errors['origin'] };
    return html`
        ${linesPart(this.choice, this.#previewed(), this.copied, this.#say, {
          choose: (change) => {
            this.choice = { ...this.choice, ...change };
            this.copied = null;
          },
          copy,
        })}
        ${originsPart(state, typed, this.sure, this.#say, {
          type: (text) => {
            this.typed = text;
            this.errors = {};
          },
          add: (event) => void this.#add(event),
          ask: (origin) => (this.sure = origin),
          remove: (origin) => void this.#remove(origin),
        })}
        ${guidesPart(
          t.guides,
          this.guide,
          { ...this.choice, language: state.hospital!.language },
          this.copied,
          this.#say,
          {
            open: (guide) => (this.guide = guide),
            copy,
          },
        )}
    `;
  }
}
define('care-setup', CareSetup);
