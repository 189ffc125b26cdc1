/** Owns elder mode's bar: a person to call, reading aloud, the size of the text, and one thing at a time. Its tag, `care-elder`, is the visit's alone. */
import { html, nothing, type CSSResultGroup, type PropertyDeclarations, type TemplateResult } from 'lit';
import { createVisitStore, type VisitState } from '@care-elements/client/visit-store.ts';
import { CareElement } from '../base/care-element.ts';
import { define } from '../base/define.ts';
import { css } from '../base/light-element.ts';
import { StoreController } from '../base/store-controller.ts';
import { Words, type Catalog } from '../base/words.ts';
import { iconVolume } from '../controls/icons-call.ts';
import { iconPhone } from '../controls/icons.ts';
import { piecesOf, readAloud, voiceFor } from '../controls/read-aloud.ts';
import type { VisitElderWords } from '../locales/en/visit-elder.ts';
import { buttons } from '../theme/first.ts';
import type { CareVisit } from './care-visit.ts';
import { dressElder, ours } from './visit-elder-look.ts';

const elderWords: Catalog<VisitElderWords> = {
  'zh-CN': () => import('../locales/zh-CN/visit-elder.ts'),
  en: () => import('../locales/en/visit-elder.ts'),
};
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
    visit: { attribute: false },
    size: { state: true },
    reading: { state: true },
  };
  static override styles: CSSResultGroup = [
    CareElement.styles,
    buttons,
    css`
      /* Its parts stand in the visit's column, so that the bar stays in view as long as the visit is. */
      :host {
        display: contents;
      }
      :host > .bar {
        position: sticky;
        inset-block-start: 0;
        z-index: 3;
        display: flex;
        gap: 8px;
        padding-block: 8px;
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
      .bar > .on {
        background: var(--_brand);
        color: var(--_on-brand);
      }
      .called {
        color: var(--_on-brand);
      }
      .size {
        display: flex;
        align-items: center;
        gap: 8px;
      }
      .size p {
        flex: 1;
        text-align: center;
      }
      .size .link {
        justify-content: center;
        border-color: var(--_edge);
        font-weight: 600;
        text-decoration: none !important;
      }
    `,
  ];

  /** Whose bar it is. */
  declare visit: CareVisit;
  /** Of the text, px. */
  declare size: number;
  declare reading: boolean;
  override readonly words = new Words(elderWords);
  private state = new StoreController<VisitState>(this, () => this.care?.use(createVisitStore));
  private undress: (() => void) | undefined;
  private silence: (() => void) | undefined;
  private shown = '';

  constructor() {
    super();
    this.size = remembered();
    this.reading = false;
  }

  override connectedCallback(): void {
    super.connectedCallback();
    globalThis.speechSynthesis?.addEventListener?.('voiceschanged', this.heard);
    if (this.hasUpdated) this.dress();
  }

  override disconnectedCallback(): void {
    super.disconnectedCallback();
    globalThis.speechSynthesis?.removeEventListener?.('voiceschanged', this.heard);
    this.silence?.();
    this.undress?.();
    this.undress = undefined;
  }

  private heard = (): void => this.requestUpdate();

  private dress(): void {
    this.undress ??= dressElder(this.visit, this.look);
  }

  protected override firstUpdated(): void {
    this.dress();
    this.look();
  }

  protected override updated(): void {
    this.body?.style.setProperty('--_text', `${this.size}px`);
  }

  /** The visit's section: what is read, and what the size is set on. */
  private get body(): HTMLElement | null {
    return this.visit.renderRoot.querySelector('.care');
  }

  /** After each drawing: another screen is not read on. */
  private look = (): void => {
    const titles = [this.visit.renderRoot, ...[...ours(this.visit.renderRoot)].map((one) => one.renderRoot)];
    const shown = titles.map((root) => root?.querySelector('h1')?.textContent ?? '').join('|');
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
    const silence = readAloud(piecesOf(this.body!), voice, () => {
      over = true;
      this.silence = undefined;
      this.reading = false;
    });
    if (!over) this.silence = silence;
  };

  override render(): TemplateResult | typeof nothing {
    const { hospital, view } = this.state.value || {};
    if (!hospital) return nothing;
    const { t } = this.words;
    const { reading } = this;
    // Then the screen is the doctor's.
    const [called, inCall] = [view?.queue?.state === 'called', view?.queue?.state === 'in_consult'];
    return html`<div class="bar" role="group" aria-label=${t.label} data-mute>
        <a class="link" part="person" href="tel:${hospital.phone}">${iconPhone(24)}<span>${t.person}</span></a>
        ${
          voiceFor(this.language)
            ? html`<button class="link ${reading ? 'on' : ''}" part="read" @click=${this.read}>${iconVolume(24)}<span>${reading ? t.stop : t.read}</span></button>`
            : nothing
        }
      </div>
      ${called || inCall ? nothing : this.sizes()}
      ${called || !view ? html`<p class=${called ? 'called' : ''} part="time">${called ? t.called : t.time}</p>` : nothing}`;
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
