/** Owns the sound meter: ten bars that show that a microphone hears something. */
import { css, html, type PropertyDeclarations, type CSSResultGroup } from 'lit';
import { CareElement } from '../base/care-element.ts';
import { define } from '../base/define.ts';

/**
 * @cssproperty --care-color-green Colour of a lit bar.
 */
export class CareLevelMeter extends CareElement {
  static override properties: PropertyDeclarations = { level: { type: Number }, label: {} };
  static override styles: CSSResultGroup = [
    CareElement.styles,
    css`
      div {
        display: flex;
        gap: 3px;
        height: 16px;
      }
      i {
        flex: 1;
        max-width: 24px;
        border: 1px solid var(--_edge);
        border-radius: 3px;
      }
      i.on {
        background: var(--_green);
        border-color: var(--_green);
        forced-color-adjust: none;
      }
    `,
  ];
  /** 0 silence to 1 full scale. */
  declare level: number;
  /** What is measured, for assistive technology. */
  declare label: string;

  constructor() {
    super();
    this.level = 0;
    this.label = '';
  }

  override render() {
    const lit = Math.round(Math.min(1, Math.max(0, this.level)) * 10);
    return html`<div role="meter" aria-label=${this.label} aria-valuemin="0" aria-valuemax="10" aria-valuenow=${lit}>
      ${Array.from({ length: 10 }, (_, i) => html`<i class=${i < lit ? 'on' : ''}></i>`)}
    </div>`;
  }
}
define('care-level-meter', CareLevelMeter);
