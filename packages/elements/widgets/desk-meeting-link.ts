/** Owns how a meeting's link is shown to be passed on: as a code, as a text, to the clipboard. Its tag is `care-desk-meeting-link`. */
import { css, html, type CSSResultGroup, type PropertyDeclarations, type TemplateResult } from 'lit';
import { CareElement } from '../base/care-element.ts';
import { define } from '../base/define.ts';
import { Words } from '../base/words.ts';
import '../controls/qr-code.ts';
import { buttons, surfaces } from '../theme/common.ts';
import { dense } from './care-desk-styles.ts';
import { meetingWords } from './meeting-words.ts';

export class CareDeskMeetingLink extends CareElement {
  static override scope = 'desk' as const;
  static override properties: PropertyDeclarations = { link: {}, copied: { state: true } };
  static override styles: CSSResultGroup = [
    CareElement.styles,
    buttons,
    surfaces,
    dense,
    css`
      .url {
        overflow-wrap: anywhere;
        user-select: all;
      }
      care-qr {
        max-width: 200px;
      }
    `,
  ];
  declare link: string;
  declare copied: boolean;
  override readonly words = new Words(meetingWords);

  constructor() {
    super();
    this.link = '';
    this.copied = false;
  }

  private copy = async (): Promise<void> => {
    try {
      await navigator.clipboard.writeText(this.link);
      this.copied = true;
    } catch {
      // Not allowed here: the text beside the button can be marked with one tap.
      getSelection()?.selectAllChildren(this.renderRoot.querySelector('.url')!);
    }
  };

  override render(): TemplateResult {
    const { t } = this.words;
    return html`<section class="stack" part="link" aria-label=${t.theLink}>
      <h2>${t.theLink}</h2>
      <p class="muted">${t.linkHow}</p>
      <care-qr .value=${this.link} .label=${t.qr}></care-qr>
      <p class="url">${this.link}</p>
      <div class="line"><button class="act quiet" @click=${this.copy}>${this.copied ? t.copied : t.copy}</button></div>
      <span class="hush" role="status">${this.copied ? t.copied : ''}</span>
    </section>`;
  }
}
define('care-desk-meeting-link', CareDeskMeetingLink);
