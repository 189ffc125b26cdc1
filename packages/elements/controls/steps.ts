/** Owns the four steps of a visit in words, with where the patient stands. */
import { css, html, type TemplateResult } from 'lit';
import { iconCheck } from './icons.ts';

/** `current` counts from 0; at `labels.length` every step is done. */
export const steps = (label: string, labels: readonly string[], current: number): TemplateResult => html`
  <ol class="steps" part="steps" aria-label=${label}>
    ${labels.map(
      (
        text,
        i,
      ) => html`<li class=${i < current ? 'done' : i === current ? 'now' : ''} aria-current=${i === current ? 'step' : 'false'}>
        ${i < current ? iconCheck(14) : ''}<span>${text}</span>
      </li>`,
    )}
  </ol>
`;

export const stepsStyles = css`
  .steps {
    display: flex;
    gap: 6px;
  }
  .steps li {
    flex: 1;
    display: flex;
    align-items: center;
    gap: 4px;
    padding-block-start: 6px;
    border-block-start: 4px solid var(--_line);
    font-size: 13px;
    line-height: 1.3;
    color: var(--_muted);
  }
  .steps .done {
    border-color: var(--_brand);
    color: var(--_brand);
  }
  .steps .now {
    border-color: var(--_brand);
    color: var(--_ink);
    font-weight: 600;
  }
`;
