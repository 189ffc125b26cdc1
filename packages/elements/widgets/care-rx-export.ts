/** Owns the button that downloads a signed prescription with its seals. Its tag, `care-rx-export`, is the desks' own. */
import { css, html, nothing, type CSSResultGroup, type PropertyDeclarations } from 'lit';
import { Problem } from '@care-elements/client/problem.ts';
import { sealedFile } from '@care-elements/client/rx-export.ts';
import { CareElement } from '../base/care-element.ts';
import { define } from '../base/define.ts';
import { Words, type Catalog } from '../base/words.ts';
import type { RxAfterWords } from '../locales/en/rx-after.ts';
import { buttons } from '../theme/common.ts';
import { saveBlob } from './chat-save.ts';

export const afterWords: Catalog<RxAfterWords> = {
  'zh-CN': () => import('../locales/zh-CN/rx-after.ts'),
  en: () => import('../locales/en/rx-after.ts'),
  'zh-TW': () => import('../locales/zh-TW/rx-after.ts'),
  'zh-HK': () => import('../locales/zh-HK/rx-after.ts'),
  ar: () => import('../locales/ar/rx-after.ts'),
};

/** @csspart export The button. */
export class CareRxExport extends CareElement {
  static override properties: PropertyDeclarations = {
    prescriptionId: { attribute: false },
    number: { attribute: false },
    face: { state: true },
  };
  static override styles: CSSResultGroup = [
    CareElement.styles,
    buttons,
    css`
      :host {
        display: block;
        font-size: 14px;
      }
      p {
        margin: 0;
      }
      button {
        min-height: 44px;
        font: inherit;
      }
    `,
  ];

  declare prescriptionId: string;
  /** As printed: the file is named after it. */
  declare number: string;
  declare face: 'still' | 'saving' | 'saved' | 'failed';
  override readonly words = new Words(afterWords);

  constructor() {
    super();
    this.prescriptionId = this.number = '';
    this.face = 'still';
  }

  protected override willUpdate(changed: Map<string, unknown>): void {
    if (changed.has('prescriptionId')) this.face = 'still';
  }

  async #save(): Promise<void> {
    if (this.face === 'saving' || !this.care) return;
    const { prescriptionId, number } = this;
    this.face = 'saving';
    try {
      saveBlob(await sealedFile(this.care, prescriptionId), `${number}.json`);
      if (prescriptionId === this.prescriptionId) this.face = 'saved';
    } catch (problem) {
      if (!(problem instanceof Problem)) throw problem;
      if (prescriptionId === this.prescriptionId) this.face = 'failed';
    }
  }

  override render() {
    const { t } = this.words;
    const { face } = this;
    return html`<p><button class="link" part="export" title=${t.saveMore} aria-disabled=${face === 'saving' ? 'true' : 'false'} @click=${() => this.#save()}>${face === 'saving' ? t.saving : t.save}</button>
      <span role="status">${face === 'saved' ? t.saved : face === 'failed' ? t.saveFailed : nothing}</span></p>`;
  }
}
define('care-rx-export', CareRxExport);
