/** Owns elder mode's bar: a person to call, reading aloud, the size of the text, and one thing at a time. Its tag, `care-elder`, is of its widget alone. */
import { html, nothing, type CSSResultGroup, type PropertyDeclarations, type TemplateResult } from 'lit';
import type { Hospital } from '@care-elements/contract/hospital.ts';
import type { FieldProblem } from '@care-elements/client/problem.ts';
import { createVisitStore, type VisitState } from '@care-elements/client/visit-store.ts';
import { CareElement } from '../base/care-element.ts';
import { define } from '../base/define.ts';
import { css } from '../base/light-element.ts';
import { StoreController } from '../base/store-controller.ts';
import { Words, type Catalog } from '../base/words.ts';
import type { VisitElderWords } from '../locales/en/visit-elder.ts';
import { buttons } from '../theme/first.ts';
import { line, type CareElderFoot } from './elder-foot.ts';
import { dressElder, ours } from './elder-look.ts';
import type { FieldErrors } from './fields.ts';
import { iconVolume } from './icons-call.ts';
import { iconBack, iconPhone } from './icons.ts';
import { handOnParts } from './patient-parts.ts';
import { piecesOf, readAloud, voiceFor } from './read-aloud.ts';
import './elder-foot.ts';

const elderWords: Catalog<VisitElderWords> = {
  'zh-CN': () => import('../locales/zh-CN/visit-elder.ts'),
  en: () => import('../locales/en/visit-elder.ts'),
  'zh-TW': () => import('../locales/zh-TW/visit-elder.ts'),
  'zh-HK': () => import('../locales/zh-HK/visit-elder.ts'),
  ar: () => import('../locales/ar/visit-elder.ts'),
};
/** What a visit has beyond any widget: the pages of its registration, and what is wrong on one. */
interface Registering {
  page: string;
  errors: FieldErrors;
  summary: unknown;
  explain(wrong: Element[] | FieldProblem[], form: HTMLFormElement): Promise<void>;
}
const SIZE = 'care:elder-text';
const SIZES = [18, 20, 22, 24, 27, 30];
const USUAL = 20;

const remembered = (): number => {
  try {
    const size = Number(localStorage.getItem(SIZE));
    return SIZES.includes(size) ? size : USUAL;
  } catch {
    return USUAL;
  }
};

export class CareElder extends CareElement {
  static override properties: PropertyDeclarations = {
    widget: { attribute: false },
    phone: { state: true },
    size: { state: true },
    reading: { state: true },
    at: { state: true },
    of: { state: true },
    all: { state: true },
    folded: { state: true },
  };
  static override styles: CSSResultGroup = [
    CareElement.styles,
    buttons,
    line,
    css`
      /* Its parts stand in the visit's column, so that the bar stays in view as long as the visit is. */
      :host > .bar {
        position: sticky;
        inset-block-start: 0;
        z-index: 3;
        display: flex;
        gap: 8px;
        margin-inline: -8px;
        padding: 8px;
        border-radius: var(--_round);
        background: var(--_surface);
        border-block-end: 1px solid var(--_line);
        line-height: 1.3;
      }
      .bar > * {
        flex: 1 1 0;
        padding: 4px 12px;
        border-color: var(--_edge);
        color: var(--_brand);
        font-weight: 600;
        text-decoration: none !important;
        text-align: center !important;
      }
      /* On the call's coloured screen the buttons alone are light. */
      :host > .bar.lit {
        border-color: transparent;
        background: var(--_brand);
      }
      .lit > :not(.on, :hover) {
        background: var(--_surface);
      }
      .bar > .on {
        background: var(--_brand);
        color: var(--_on-brand);
      }
      .called {
        color: var(--_on-brand);
      }
      /* No card and no column around it. */
      :host([data-alone]) > .bar {
        max-width: 640px;
        margin: 0 auto 16px;
      }
      :host([data-alone]) > .called {
        max-width: 640px;
        margin: 0 auto 16px;
        color: var(--_ink);
      }
    `,
  ];

  /** Whose bar it is. */
  declare widget: CareElement & Partial<Registering>;
  /** Of the hospital, where no visit has told it. */
  declare phone: string | undefined;
  /** Of the text, px. */
  declare size: number;
  declare reading: boolean;
  /** Which thing of the registration's page is asked, and of how many. */
  declare at: number;
  declare of: number;
  /** What a screen keeps back is shown. */
  declare all: boolean;
  /** The screen has something to keep back. */
  declare folded: boolean;
  override readonly words = new Words(elderWords);
  private state = new StoreController<VisitState>(this, () => this.care?.use(createVisitStore));
  /** What is asked comes first: the answers have to be in sight on a phone. */
  private foot = document.createElement('care-elder-foot') as CareElderFoot;
  private undress: (() => void) | undefined;
  private silence: (() => void) | undefined;
  private shown = '';
  private page: string | undefined;
  private asked = false;

  constructor() {
    super();
    this.size = remembered();
    this.reading = this.all = this.folded = false;
    this.at = this.of = 0;
  }

  /** It stands above a widget that is no visit. */
  get alone(): boolean {
    return this.widget.localName !== 'care-visit';
  }

  override connectedCallback(): void {
    super.connectedCallback();
    for (const one of [this, this.foot]) {
      one.toggleAttribute('data-alone', this.alone);
      handOnParts(one);
    }
    globalThis.speechSynthesis?.addEventListener?.('voiceschanged', this.heard);
  }

  override disconnectedCallback(): void {
    super.disconnectedCallback();
    globalThis.speechSynthesis?.removeEventListener?.('voiceschanged', this.heard);
    this.silence?.();
    this.undress?.();
    this.undress = undefined;
    this.foot.remove();
    this.widget.renderRoot.removeEventListener('submit', this.step, true);
    this.only([]);
    for (const element of this.kept()) element.removeAttribute('data-more');
    for (const child of this.whole) child.style.removeProperty('--_text');
  }

  private heard = (): void => this.requestUpdate();

  private dress(): void {
    this.undress ??= dressElder(this.widget, this.look);
    this.widget.renderRoot.addEventListener('submit', this.step, true);
    this.look();
  }

  protected override willUpdate(changed: Map<string, unknown>): void {
    // Another hospital has another number.
    if (changed.has('care')) this.asked = !!(this.phone = undefined);
  }

  protected override updated(): void {
    // Not as soon as it is back: to take the look off and put it on tells the bar itself, while that is told that it was moved.
    if (this.isConnected) this.dress();
    void this.askHospital();
    // Told of at each drawing of the bar, whose state it is of.
    Object.assign(this.foot, { care: this.care, lang: this.lang, shown: this.below() });
  }

  /** Some widgets have nobody ask for the hospital; a guest's and a listener's session open no visit that could tell. */
  private async askHospital(): Promise<void> {
    const { hospital, busy } = this.state.value ?? {};
    if (!this.care || hospital || busy || this.asked) return;
    this.asked = true;
    try {
      this.phone = (await this.care.api.get<Hospital>('')).phone;
    } catch {
      this.asked = false;
    }
  }

  /** What is read: a visit's section, or all of a widget. */
  private get body(): HTMLElement | ShadowRoot {
    return (
      (!this.alone && this.widget.renderRoot.querySelector<HTMLElement>('.care')) || this.widget.renderRoot
    );
  }

  /** What the size is set on. */
  private get whole(): HTMLElement[] {
    return [...this.widget.renderRoot.children] as HTMLElement[];
  }

  private get form(): HTMLFormElement | null {
    return this.alone ? null : this.widget.renderRoot.querySelector('form');
  }

  /** What the registration's page asks, one by one. */
  private get things(): HTMLElement[] {
    return [...(this.form?.querySelectorAll<HTMLElement>(':scope > .field, :scope > fieldset') ?? [])];
  }

  /** Shows these things alone; all when there are none. */
  private only(shown: HTMLElement[]): void {
    for (const thing of this.things)
      thing.toggleAttribute('data-later', !!shown[0] && !shown.includes(thing));
    this.form?.toggleAttribute('data-on', !!shown[0] && this.at > 0);
  }

  /** What the waiting room keeps back: the ticket, the place and one action come first. */
  private *kept(): Generator<Element> {
    for (const { renderRoot } of [this.widget, ...ours(this.widget.renderRoot)])
      yield* renderRoot?.querySelectorAll('care-connection-check') ?? [];
  }

  private one(): void {
    const { things, widget } = this;
    if (widget.page !== this.page) this.at = 0;
    this.page = widget.page;
    this.of = things.length;
    this.at = Math.max(0, Math.min(this.at, this.of - 1));
    const wrong = things.filter(
      (thing) => thing.querySelector('[name]')!.getAttribute('name')! in widget.errors!,
    );
    if (wrong[0]) this.at = things.indexOf(wrong[0]);
    this.only(wrong[0] ? wrong : things.slice(this.at, this.at + 1));
    if (wrong[0] && !wrong[1] && widget.summary && Object.keys(widget.errors!).length === 1)
      void this.lead(wrong[0]);
  }

  /** One thing is wrong, and says so itself: a summary above would say it twice. */
  private async lead(wrong: HTMLElement): Promise<void> {
    const { widget } = this;
    widget.summary = undefined;
    widget.requestUpdate();
    // The visit leads to its title when the summary is gone.
    await widget.updateComplete;
    wrong.querySelector<HTMLElement>('input, textarea')?.focus();
  }

  private async turnTo(at: number): Promise<void> {
    const { widget } = this;
    this.at = at;
    widget.errors = {};
    widget.summary = undefined;
    this.one();
    // The visit leads to its title when what was wrong is gone; here the thing asked is the title.
    await widget.updateComplete;
    this.things[at]?.querySelector<HTMLElement>('input, textarea')?.focus();
  }

  /** On to the next thing of the page; the last of them sends the page. */
  private step = (event: Event): void => {
    const { things, widget } = this;
    if (!things[0]) return;
    const now = things.filter((thing) => !thing.hasAttribute('data-later'));
    const last = things.indexOf(now[now.length - 1]!);
    const wrong = now
      .flatMap((thing) => [...thing.querySelectorAll<HTMLInputElement>('[name]')])
      .filter(({ validity }) => !validity.valid);
    if (!wrong[0] && last === things.length - 1) return;
    event.preventDefault();
    event.stopPropagation();
    if (wrong[0]) void widget.explain!(wrong, this.form!);
    else void this.turnTo(last + 1);
  };

  /** After each drawing: all has its size, one thing is asked, and another screen is not read on. */
  private look = (): void => {
    const { body } = this;
    if (body.lastElementChild !== this.foot) body.append(this.foot);
    for (const child of this.whole) child.style.setProperty('--_text', `${this.size}px`);
    this.one();
    const kept = [...this.kept()];
    this.folded = !!kept[0];
    for (const element of kept) element.toggleAttribute('data-more', !this.all);
    const shown = [this.widget, ...ours(this.widget.renderRoot)]
      .map(({ renderRoot: root }) => root?.querySelector('h1')?.textContent ?? '')
      .join('|');
    if (shown !== this.shown) this.silence?.();
    this.shown = shown;
  };

  private resize(by: number): void {
    this.size = SIZES[SIZES.indexOf(this.size) + by] ?? this.size;
    try {
      localStorage.setItem(SIZE, `${this.size}`);
    } catch {
      // For this page, then.
    }
  }

  private read = (): void => {
    if (this.silence) return this.silence();
    const voice = voiceFor(this.language);
    if (!voice) return;
    this.reading = true;
    let over = false;
    const silence = readAloud(piecesOf(this.body), voice, () => {
      over = true;
      this.silence = undefined;
      this.reading = false;
    });
    if (!over) this.silence = silence;
  };

  override render(): TemplateResult {
    const { hospital, view } = this.state.value || {};
    const { t } = this.words;
    const { reading } = this;
    const phone = hospital?.phone ?? this.phone;
    const voice = voiceFor(this.language);
    const called = view?.queue?.state === 'called';
    return html`${
      phone || voice
        ? html`<div class="bar ${called && !this.alone ? 'lit' : ''}" role="group" aria-label=${t.label} data-mute>
        ${phone ? html`<a class="link" part="person" href="tel:${phone}">${iconPhone(24)}<span>${t.person}</span></a>` : nothing}
        ${
          voice
            ? html`<button class="link ${reading ? 'on' : ''}" part="read" @click=${this.read}>${iconVolume(24)}<span>${reading ? t.stop : t.read}</span></button>`
            : nothing
        }
      </div>`
        : nothing
    }
      ${called ? html`<p class="called" part="time">${t.called}</p>` : nothing}
      ${!view && this.at ? this.place() : nothing}`;
  }

  /** After the screen. */
  private below(): TemplateResult {
    const { view } = this.state.value ?? {};
    const { t } = this.words;
    const theirs = ['called', 'in_consult'].includes(view?.queue?.state ?? '');
    // Of the form, not of the size; above the first thing asked it would push that out of sight.
    const first = !view && !this.at && this.of > 1;
    return html`${first ? html`<p class="muted count">${t.of(1, this.of)}</p>` : nothing}${theirs ? nothing : this.sizes()}
      ${view || this.alone ? nothing : html`<p part="time">${t.time}</p>`}
      ${this.folded ? html`<button class="act quiet" part="more" aria-expanded=${this.all} @click=${() => (this.all = !this.all)}>${this.all ? t.less : t.more}</button>` : nothing}`;
  }

  /** Where on the page, and the way back. */
  private place(): TemplateResult {
    const { t } = this.words;
    const { at, of } = this;
    return html`<div class="size" data-mute>
      <button class="link" part="back" @click=${() => this.turnTo(at - 1)}>${iconBack(24)}${t.back}</button>
      <p class="muted">${t.of(at + 1, of)}</p>
    </div>`;
  }

  private sizes(): TemplateResult {
    const { t } = this.words;
    const { size } = this;
    const at = SIZES.indexOf(size);
    return html`<div class="size" data-mute>
      <button class="link" part="smaller" aria-label=${`A− ${t.smaller}`} aria-disabled=${!at} @click=${() => this.resize(-1)}>A−</button>
      <p role="status">${t.size(size)}</p>
      <button class="link" part="larger" aria-label=${`A+ ${t.larger}`} aria-disabled=${at === SIZES.length - 1} @click=${() => this.resize(1)}>A+</button>
    </div>`;
  }
}
define('care-elder', CareElder);
