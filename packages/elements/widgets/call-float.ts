/** Owns the button that lets the picture beside it float over other windows, and back. Its tag, `care-float`, is ours alone. */
import { css, html, nothing, type CSSResultGroup, type PropertyDeclarations, type TemplateResult } from 'lit';
import { CareElement } from '../base/care-element.ts';
import { define } from '../base/define.ts';
import { Words, type Catalog } from '../base/words.ts';
import { iconFloat } from '../controls/icons-float.ts';
import type { FloatWords } from '../locales/en/float.ts';

const floatWords: Catalog<FloatWords> = {
  'zh-CN': () => import('../locales/zh-CN/float.ts'),
  en: () => import('../locales/en/float.ts'),
  'zh-TW': () => import('../locales/zh-TW/float.ts'),
  'zh-HK': () => import('../locales/zh-HK/float.ts'),
  ar: () => import('../locales/ar/float.ts'),
};

export class CareFloat extends CareElement {
  static override properties: PropertyDeclarations = { floats: { state: true } };
  static override styles: CSSResultGroup = [
    CareElement.styles,
    css`
      :host {
        position: absolute;
        inset-block-end: 4px;
        inset-inline-end: 4px;
        /* Above the own picture, where that reaches down to it. */
        z-index: 2;
        color: #fff;
      }
      .float {
        display: grid;
        place-items: center;
        width: max(44px, var(--_tap));
        height: max(44px, var(--_tap));
        border: 1px solid transparent;
        border-radius: 99px;
        background: rgb(16 24 23 / 78%);
        color: #fff !important;
        cursor: pointer;
      }
      .float:focus-visible {
        outline-color: #fff;
      }
    `,
  ];
  /** The browser says so, whoever asked: its own window has a button, too. */
  declare floats: boolean;
  override readonly words = new Words(floatWords);
  #video: HTMLVideoElement | undefined;

  constructor() {
    super();
    this.floats = false;
  }

  override connectedCallback(): void {
    super.connectedCallback();
    this.#video = this.parentElement?.querySelector('video') ?? undefined;
    this.#video?.addEventListener('enterpictureinpicture', this.#look);
    this.#video?.addEventListener('leavepictureinpicture', this.#look);
  }

  override disconnectedCallback(): void {
    super.disconnectedCallback();
    this.#video?.removeEventListener('enterpictureinpicture', this.#look);
    this.#video?.removeEventListener('leavepictureinpicture', this.#look);
    this.#video = undefined;
  }

  #look = ({ type }: Event): void => {
    this.floats = type === 'enterpictureinpicture';
  };

  /** A browser that refuses leaves all as it is. */
  #press = (): void => {
    void (this.floats ? document.exitPictureInPicture() : this.#video?.requestPictureInPicture())?.catch(
      () => {},
    );
  };

  /** Where the browser can't, there is no button. */
  override render(): TemplateResult | typeof nothing {
    if (!document.pictureInPictureEnabled) return nothing;
    const { t } = this.words;
    const label = this.floats ? t.unfloat : t.float;
    return html`<button type="button" class="float" aria-label=${label} title=${label} @click=${this.#press}>${iconFloat()}</button>`;
  }
}
define('care-float', CareFloat);
