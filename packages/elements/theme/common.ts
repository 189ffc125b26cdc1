/**
 * Owns the looks that every patient's screen is made of: action buttons, rows, cards, bands, chips. Classes, not
 * elements: a button stays a real <button>, and costs no script.
 */
import { css } from 'lit';

/** `.act` the one action · `.act.quiet` the second · `.act.danger` · `.link` a quiet button in a line · `.icon` a square of 44. */
export const buttons = css`
  .act,
  .link,
  .icon {
    display: inline-flex;
    align-items: center;
    justify-content: center;
    gap: 8px;
    border: 1px solid transparent;
    background: none;
    min-height: var(--_tap);
    cursor: pointer;
    text-decoration: none;
    transition: background 0.15s ease-out;
    touch-action: manipulation;
  }
  .act {
    width: 100%;
    min-height: 52px;
    padding: 12px 24px;
    border-radius: var(--_round);
    background: var(--_brand);
    color: var(--_on-brand);
    font-size: 18px;
    font-weight: 600;
    line-height: 1.3;
  }
  .act:hover {
    background: var(--_brand-strong);
  }
  .act.quiet {
    background: none;
    color: var(--_brand);
    border-color: var(--_edge);
    font-size: inherit;
  }
  .act.quiet:hover,
  .link:hover,
  .icon:hover {
    background: var(--_brand-soft);
  }
  .act.danger {
    background: var(--_red);
    color: var(--_surface);
  }
  .act[aria-disabled='true'] {
    opacity: 0.65;
    cursor: progress;
  }
  .link {
    padding: 4px 8px;
    border-radius: var(--_round);
    color: var(--_brand);
    text-decoration: underline;
    text-underline-offset: 3px;
  }
  .icon {
    min-width: var(--_tap);
    padding: 0;
    border-radius: var(--_round);
    color: inherit;
  }
`;

/** `.stack` a column with space · `.lead` · `.note` grey caption · `.card` · `.chip` · `.band` with `.red .amber .green`. */
export const surfaces = css`
  .stack {
    display: flex;
    flex-direction: column;
    gap: 16px;
  }
  .lead {
    font-size: 18px;
  }
  .note {
    font-size: 13px;
    color: var(--_muted);
  }
  .muted {
    color: var(--_muted);
  }
  .num {
    font-variant-numeric: tabular-nums;
  }
  .card {
    padding: 16px;
    border: 1px solid var(--_line);
    border-radius: var(--_card);
    background: var(--_surface);
  }
  .band,
  .chip {
    --_tone: var(--_brand);
    display: flex;
    align-items: center;
    gap: 12px;
    padding: 12px 16px;
    border: 1px solid;
    border-color: var(--_tone);
    border-radius: var(--_card);
    background: var(--_brand-soft);
    color: var(--_tone);
    font-weight: 600;
  }
  .band.red,
  .chip.red {
    --_tone: var(--_red);
    background: var(--_red-soft);
  }
  .band.amber,
  .chip.amber {
    --_tone: var(--_amber);
    background: var(--_amber-soft);
  }
  .band.green,
  .chip.green {
    --_tone: var(--_green);
    background: var(--_green-soft);
  }
  .chip {
    display: inline-flex;
    gap: 6px;
    padding: 4px 12px;
    border-radius: 99px;
    font-size: 13px;
  }
`;

/** `.field` label, hint, error and input · `.row` an option as a line of 56 · `.summary` the list of what to correct. */
export const forms = css`
  .field {
    display: flex;
    flex-direction: column;
    gap: 4px;
  }
  .field label,
  legend {
    font-weight: 600;
    padding: 0;
  }
  .field input,
  .field textarea,
  .field select {
    width: 100%;
    min-height: 48px;
    padding: 10px 12px;
    border: 1px solid var(--_edge);
    border-radius: var(--_round);
    background: var(--_surface);
    font-size: 16px;
  }
  .field textarea {
    min-height: 112px;
    resize: vertical;
  }
  .wrong {
    color: var(--_red);
    font-weight: 600;
  }
  [aria-invalid='true'] {
    border: 2px solid var(--_red) !important;
  }
  .rows {
    display: flex;
    flex-direction: column;
    gap: 8px;
  }
  .rows.two {
    display: grid;
    grid-template-columns: repeat(auto-fit, minmax(min(100%, 120px), 1fr));
  }
  .row {
    position: relative;
    display: flex;
    align-items: center;
    gap: 12px;
    width: 100%;
    min-height: 56px;
    padding: 12px 16px;
    border: 1px solid var(--_edge);
    border-radius: var(--_round);
    background: var(--_surface);
    text-align: start;
    line-height: 1.4;
    cursor: pointer;
    touch-action: manipulation;
  }
  .row:hover {
    border-color: var(--_brand);
    background: var(--_brand-soft);
  }
  .row input {
    flex: none;
    width: 20px;
    height: 20px;
    accent-color: var(--_brand);
  }
  .row[aria-pressed='true'],
  .row.on {
    border-color: var(--_brand);
    background: var(--_brand-soft);
    box-shadow: inset 0 0 0 1px var(--_brand);
    font-weight: 600;
  }
  .summary {
    padding: 16px;
    border: 2px solid var(--_red);
    border-radius: var(--_card);
  }
  .summary a {
    color: var(--_red);
    font-weight: 600;
  }
`;
