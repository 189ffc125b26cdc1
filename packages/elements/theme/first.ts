/**
 * Owns the looks that every patient's screen is made of: action buttons, fields and rows. Classes, not elements: a
 * button stays a real <button>, and costs no script. What only later screens need is in `surfaces.ts`.
 */
import { css } from '../base/light-element.ts';

/** `.act` the one action · `.act.quiet` the second · `.link` a quiet button in a line. */
export const buttons = css`
  .act,
  .link {
    display: inline-flex;
    align-items: center;
    justify-content: center;
    gap: 8px;
    min-height: var(--_tap);
    padding: 4px 8px;
    border: 1px solid transparent;
    border-radius: var(--_round);
    background: none;
    color: var(--_brand);
    cursor: pointer;
    touch-action: manipulation;
  }
  .act {
    width: 100%;
    min-height: 52px;
    font-weight: 600;
    line-height: 1.3;
    text-decoration: none;
  }
  .act:not(.quiet) {
    background: var(--_brand);
    color: var(--_on-brand);
    font-size: 18px;
  }
  .act:not(.quiet):hover {
    background: var(--_brand-strong);
  }
  .quiet {
    border-color: var(--_edge);
  }
  .quiet:hover,
  .link:hover {
    background: var(--_brand-soft);
  }
  [aria-disabled='true'] {
    opacity: 0.65;
    cursor: progress;
  }
`;

/**
 * `.field` label, hint, error and input · `.row` an option as a line of 56, `.rows` a column of them, `.two` side by side ·
 * `.summary` the list of what to correct.
 */
export const forms = css`
  .field,
  .rows,
  .summary {
    display: flex;
    flex-direction: column;
    gap: 4px;
  }
  .rows,
  .summary {
    gap: 8px;
  }
  .field :is(input, textarea, select),
  .row {
    width: 100%;
    min-height: 48px;
    padding: 10px 12px;
    border: 1px solid var(--_edge);
    border-radius: var(--_round);
    background: var(--_surface);
  }
  .field textarea {
    resize: vertical;
  }
  .wrong {
    color: var(--_red);
    font-weight: 600;
  }
  [aria-invalid='true'],
  .wrong + .rows > .row {
    border: 2px solid var(--_red) !important;
  }
  .wrong + .rows {
    margin-block-start: 4px;
  }
  .two {
    display: grid;
    grid-template-columns: repeat(auto-fit, minmax(136px, 1fr));
  }
  legend {
    margin-block-end: 8px;
  }
  .row {
    display: flex;
    align-items: center;
    gap: 12px;
    min-height: 56px;
    text-align: start;
    font-weight: 400;
    line-height: 1.4;
    cursor: pointer;
    touch-action: manipulation;
  }
  .row > span {
    flex: 1;
  }
  .row input {
    width: 20px;
    height: 20px;
    accent-color: var(--_brand);
  }
  .row[aria-pressed='true'],
  .on {
    border-color: var(--_brand);
    border-width: 2px;
    background: var(--_brand-soft);
    font-weight: 600;
  }
  .summary {
    padding: 16px;
    border: 2px solid var(--_red);
    border-radius: var(--_card);
  }
  .summary a {
    color: var(--_red);
  }
`;
