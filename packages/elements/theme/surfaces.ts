/** Owns the looks of the later screens: columns, cards, bands, chips, and the rarer buttons. */
import { css } from '../base/light-element.ts';

/**
 * `.stack` a column with space · `.lead` · `.num` tabular figures · `.card` · `.chip` and `.band`, with `.red`, `.amber` or
 * `.green` · `.act.danger` · `.link.end` the quiet way out, at the bottom · `.icon` a square button.
 */
export const surfaces = css`
  :host > * {
    text-autospace: normal;
  }
  .stack {
    display: flex;
    flex-direction: column;
    gap: 16px;
  }
  .lead {
    font-size: 18px;
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
    border: 1px solid var(--_tone);
    border-radius: var(--_card);
    background: var(--_brand-soft);
    color: var(--_tone);
    font-weight: 600;
  }
  /* Twice, for above what else has a ground; without !important, which no part's style of the page could beat. */
  .red.red {
    --_tone: var(--_red);
    background: var(--_red-soft);
  }
  .amber.amber {
    --_tone: var(--_amber);
    background: var(--_amber-soft);
  }
  .green.green {
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
  .act.danger,
  .act.danger:not(.quiet):hover {
    background: var(--_red);
    color: var(--_surface);
  }
  .stack > .end,
  .screen > .end {
    align-self: center;
    margin: 0;
  }
  .icon {
    display: inline-flex;
    align-items: center;
    justify-content: center;
    min-width: var(--_tap);
    min-height: var(--_tap);
    padding: 0;
    border: 1px solid transparent;
    border-radius: var(--_round);
    background: none;
    cursor: pointer;
  }
  .icon:hover {
    background: var(--_brand-soft);
  }
`;
