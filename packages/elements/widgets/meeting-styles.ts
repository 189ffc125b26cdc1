/** Owns the looks that the listener's page and the host's desk share. */
import { css } from 'lit';

export const meetingStyles = css`
  .state,
  .count {
    display: flex;
    align-items: center;
    gap: 8px;
  }
  .own[data-state='raised'] {
    border-color: var(--_brand);
  }
  .own[data-state='speaking'] {
    border: 2px solid var(--_green);
    background: var(--_green-soft);
  }
  .pair {
    display: flex;
    flex-wrap: wrap;
    gap: 8px;
  }
  .pair .act {
    width: auto;
    flex: 1 1 200px;
  }
`;
