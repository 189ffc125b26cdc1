/** Owns the look of a part of a desk that stands folded in one line until it is opened. */
import { css } from 'lit';

export const folded = css`
  details {
    border: 1px solid var(--_line);
    border-radius: var(--_round);
    background: var(--_surface);
  }
  summary {
    display: flex;
    flex-wrap: wrap;
    align-items: center;
    gap: 0 12px;
    min-height: 44px;
    padding: 4px 12px;
    cursor: pointer;
  }
  .known {
    flex: 1 1 100%;
  }
`;
