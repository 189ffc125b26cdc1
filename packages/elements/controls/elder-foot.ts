/** Owns what elder mode has after a screen, at the end of the widget: there it is read and reached where it is seen. Its tag, `care-elder-foot`, is the bar's alone. */
import type { CSSResultGroup, PropertyDeclarations, TemplateResult } from 'lit';
import { CareElement } from '../base/care-element.ts';
import { define } from '../base/define.ts';
import { css } from '../base/light-element.ts';
import { buttons } from '../theme/first.ts';

/** A line of the bar's and of this: a word between two buttons. */
export const line = css`
  :host {
    display: contents;
  }
  .size {
    display: flex;
    align-items: center;
    gap: 8px;
  }
  .size > p {
    flex: 1;
    line-height: 1.3;
    text-align: center;
  }
  .count {
    text-align: center;
  }
  /* A visit's column has room between what stands in it. */
  :host([data-alone]) > * {
    max-width: 640px;
    margin-inline: auto;
  }
  :host([data-alone]) > .size {
    margin-block-start: 16px;
    padding: 8px;
    border-radius: var(--_round);
    background: var(--_surface);
  }
  :host([data-alone]) > .act {
    display: flex;
    margin-block-start: 8px;
    background: var(--_surface);
  }
  .size .link {
    justify-content: center;
    border-color: var(--_edge);
    font-weight: 600;
    text-decoration: none !important;
  }
`;

export class CareElderFoot extends CareElement {
  static override properties: PropertyDeclarations = { shown: { attribute: false } };
  static override styles: CSSResultGroup = [CareElement.styles, buttons, line];
  /** Drawn by the bar, whose state it is of. */
  declare shown: TemplateResult;

  override render(): TemplateResult {
    return this.shown;
  }
}
define('care-elder-foot', CareElderFoot);
