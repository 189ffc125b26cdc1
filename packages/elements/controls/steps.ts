/** Owns the four steps of a visit in words, with where the patient stands. */
import { html, type TemplateResult } from 'lit';
import { css } from '../base/light-element.ts';

/** `current` counts from 0; at `labels.length` every step is done. */
export const steps = (labels: readonly string[], current: number): TemplateResult => html`
  <ol class="steps" part="steps">
    ${labels.map(
      (text, i) =>
        html`<li class=${i < current ? 'done' : ''} aria-current=${i === current ? 'step' : 'false'}>${text}</li>`,
    )}
  </ol>
`;

export const stepsStyles = css`
  .steps {
    display: flex;
    flex-wrap: wrap;
    gap: 6px;
  }
  .steps li {
    flex: 1 0 auto;
    max-width: 100%;
    overflow-wrap: anywhere;
    padding-block-start: 6px;
    border-block-start: 4px dotted var(--_line);
    font-size: 13px;
    line-height: 1.3;
    color: var(--_muted);
  }
  .steps .done,
  .steps [aria-current='step'] {
    border-block-start: 4px solid var(--_brand);
    color: var(--_brand);
  }
  .steps [aria-current='step'] {
    color: var(--_ink);
    font-weight: 600;
  }
`;
