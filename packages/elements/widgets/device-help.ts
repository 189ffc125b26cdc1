/** Owns the steps by which this browser, or its system, is made to allow a camera or a microphone. */
import { html, nothing, type CSSResultGroup, type PropertyDeclarations, type TemplateResult } from 'lit';
import { browserOf, systemOf, type BrowserFacts } from '@care-elements/client/browser-kind.ts';
import type { DeviceProblem } from '@care-elements/client/consult-machine.ts';
import { CareElement } from '../base/care-element.ts';
import { define } from '../base/define.ts';
import { css } from '../base/light-element.ts';
import { Words, type Catalog } from '../base/words.ts';
import type { DeviceHelpWords } from '../locales/en/device-help.ts';

const helpWords: Catalog<DeviceHelpWords> = {
  'zh-CN': () => import('../locales/zh-CN/device-help.ts'),
  en: () => import('../locales/en/device-help.ts'),
  'zh-TW': () => import('../locales/zh-TW/device-help.ts'),
  'zh-HK': () => import('../locales/zh-HK/device-help.ts'),
  ar: () => import('../locales/ar/device-help.ts'),
};

/** Nothing for a problem that no setting can solve. */
export class DeviceHelp extends CareElement {
  static override properties: PropertyDeclarations = {
    problem: {},
    fold: { type: Boolean },
    facts: { attribute: false },
  };
  static override styles: CSSResultGroup = [
    CareElement.styles,
    css`
      h3 {
        margin: 0;
        font-size: 16px;
        font-weight: 600;
      }
      ol {
        margin: 4px 0 0;
        padding-inline-start: 24px;
        list-style: decimal;
      }
      li {
        padding-block: 2px;
      }
      summary {
        padding-block: 10px;
        cursor: pointer;
        color: var(--_brand);
      }
    `,
  ];
  declare problem: DeviceProblem | undefined;
  /** Where there is little room: the steps open with a press. */
  declare fold: boolean;
  /** Which browser this is. */
  declare facts: BrowserFacts;
  override readonly words = new Words(helpWords);

  constructor() {
    super();
    this.fold = false;
    this.facts = navigator;
  }

  override render(): TemplateResult | typeof nothing {
    const { t } = this.words;
    const steps =
      this.problem === 'denied'
        ? t.browser[browserOf(this.facts)]
        : this.problem === 'denied-by-system'
          ? t.system[systemOf(this.facts)]
          : undefined;
    if (!steps) return nothing;
    const list = html`<ol>
      ${steps.map((step) => html`<li>${step}</li>`)}
    </ol>`;
    return this.fold
      ? html`<details>
          <summary>${t.title}</summary>
          ${list}
        </details>`
      : html`<h3>${t.title}</h3>
          ${list}`;
  }
}
define('care-device-help', DeviceHelp);
