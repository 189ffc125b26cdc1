/**
 * Owns the doctor's own side of a shared screen: the button with its four faces, and the sign that says what the others see. Its
 * tag, `care-call-share`, stands in the bar of the call's controls. Where nothing can be shared it is nothing.
 */
import { html, nothing, type CSSResultGroup, type PropertyDeclarations, type TemplateResult } from 'lit';
import type { ConsultState } from '@care-elements/client/consult-state.ts';
import type { ConsultStore } from '@care-elements/client/consult-store.ts';
import { CareElement } from '../base/care-element.ts';
import { define } from '../base/define.ts';
import { StoreController } from '../base/store-controller.ts';
import { Words, type Catalog } from '../base/words.ts';
import { callControls, deviceButton } from '../controls/call-controls.ts';
import { iconScreen, iconScreenOff } from '../controls/icons-screen.ts';
import type { ScreenWords } from '../locales/en/screen.ts';
import { shareLook } from './call-screen-styles.ts';

export const screenWords: Catalog<ScreenWords> = {
  'zh-CN': () => import('../locales/zh-CN/screen.ts'),
  en: () => import('../locales/en/screen.ts'),
  'zh-TW': () => import('../locales/zh-TW/screen.ts'),
  'zh-HK': () => import('../locales/zh-HK/screen.ts'),
  ar: () => import('../locales/ar/screen.ts'),
};

/** @csspart share-sign What is being shown, or why nothing is. */
export class CallShare extends CareElement {
  static override properties: PropertyDeclarations = { call: { attribute: false } };
  static override styles: CSSResultGroup = [CareElement.styles, callControls, shareLook];

  declare call: { readonly store: ConsultStore | undefined } | undefined;
  override readonly words = new Words(screenWords);
  #state = new StoreController<ConsultState>(this, () => this.call?.store);

  override render(): TemplateResult | typeof nothing {
    const { screen } = this.#state.value?.inCall ?? {};
    if (!screen?.face) return nothing;
    const { t } = this.words;
    const { face, problem, surface, held, broken } = screen;
    const label = { on: t.unshare, off: t.share, denied: t.again, pending: t.wait }[face];
    const sign =
      face === 'on'
        ? held
          ? t.held
          : t.shown[surface ?? 'unknown']
        : face === 'pending'
          ? t.choose
          : problem
            ? t.problem[problem]
            : broken
              ? t.broken
              : '';
    // The live region stands before it has anything to say: only then is a first word read out.
    return html`
      <div class=${sign ? `sign ${face}` : ''} part="share-sign">
        <div role="status" class="said">${sign}</div>
      </div>
      ${deviceButton('share', face, { on: iconScreenOff, off: iconScreen }, label, '', () => this.#press(face !== 'on'))}
    `;
  }

  #press(on: boolean): void {
    void this.call?.store?.beside()?.screen.share(on);
  }
}
define('care-call-share', CallShare);
