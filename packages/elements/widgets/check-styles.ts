/** Owns the looks that the checks while waiting share: a card that turns green. */
import { css } from '../base/light-element.ts';

export const checkCard = css`
  .stack {
    gap: 12px;
  }
  .line {
    display: flex;
    gap: 12px;
    align-items: start;
    line-height: 24px;
  }
  .good {
    border-color: var(--_green);
    background: var(--_green-soft);
  }
  .good .line {
    color: var(--_green);
    font-weight: 600;
  }
  .band {
    align-items: start;
    color: var(--_ink);
  }
  .band svg {
    color: var(--_tone);
  }
`;
